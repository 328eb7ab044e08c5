"""Marked reports → gold: ``gold_source/NAME.txt`` → ``gold/NAME.json`` and its clean text.

A source file has three parts parted by lines of ``---``: a head (``title:``, ``organisation:``,
``year:``; empty is not stated), the report, and its links and checks.  In the report a mention is
marked where it stands, so that its offsets are right by construction::

    慰问⟦困难职工|group @poor⟧⟦42户|count 42 household noun=困难职工 total @homes⟧
    每户⟦500元|money 500 rate per=户 @each⟧，共⟦约2.1万元|money 21000 about total @all⟧

After the type stand the value, then words in any order (a role, an approximation, a kind,
``goods``, ``mixed``, ``masked``), then ``key=value``; ``@name`` is what a link or check calls the
mention.  ``optional`` before the type: finding it is neither right nor wrong.  Last::

    link amount=all recipient=poor count=homes
    check product holds total=all parts=each,homes why=500*42=21000

An unknown word or name stops the run: a slip in the gold costs more than the time to mend it.
Run it as ``python corpora/annotate.py``; ``--check`` writes nothing and fails if a file is stale.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "gold_source"
GOLD = HERE / "gold"

Fields: TypeAlias = dict[str, Any]

MARK = re.compile(r"⟦(?P<surface>[^⟦⟧|]+)\|(?P<marks>[^⟦⟧]+)⟧")
APPROXIMATIONS = {"exact", "about", "near", "over", "under", "atleast", "atmost", "range"}
ROLES = {"total", "part", "rate", "plain"}
COUNT_KINDS = {
    "household",
    "person",
    "person_time",
    "organisation",
    "item",
    "weight",
    "area",
    "event",
    "other",
}
PARTY_KINDS = {"person", "organisation"}
PARTY_ROLES = {"recipient", "donor", "source", "official", "other"}
IN_KIND: dict[str, object] = {"goods": True, "mixed": "mixed"}
NUMERAL = re.compile(
    r"[约近\d.,，~—至-]+[余多]?[万亿]?[余多]?|不足|不少于|[一二两三四五六七八九十百千]+"
)


def main() -> None:
    """Write every gold file, or with ``--check`` say which are stale."""
    arguments = argparse.ArgumentParser(description="Build the gold files of the sample.")
    arguments.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    check = arguments.parse_args().check
    stale = [path.name for path, text in built() if not _is_current(path, text)]
    if check and stale:
        raise SystemExit(f"stale: {', '.join(stale)}; run python corpora/annotate.py")
    if not check:
        GOLD.mkdir(parents=True, exist_ok=True)
        for path, text in built():
            path.write_text(text, encoding="utf-8")
        print(f"{len(stale)} of {len(list(built()))} files written in {GOLD}")


def built() -> list[tuple[Path, str]]:
    """Return every gold file as (path, content), in the order of their names."""
    files = []
    for source in sorted(SOURCES.glob("*.txt")):
        gold, clean = build(source.stem, source.read_text(encoding="utf-8"))
        rows = json.dumps(gold, ensure_ascii=False, indent=1)
        files += [
            (GOLD / f"{source.stem}.json", rows + "\n"),
            (GOLD / f"{source.stem}.clean.txt", clean),
        ]
    return files


def build(doc: str, source: str) -> tuple[Fields, str]:
    """Return the gold record of one marked source, and its text without marks."""
    head, marked, relations = source.split("\n---\n")
    text, mentions, optional, places = read_marks(marked + "\n")
    gold: Fields = {"doc": doc, **_read_head(head), "provenance": "our own wording, invented"}
    gold |= {"mentions": mentions, "links": [], "checks": []}
    gold |= {"optional_mentions": optional, "optional_checks": []}
    for line in relations.splitlines():
        word, _, rest = line.partition(" ")
        gold[f"{word}s"].append(
            _read_link(rest, places) if word == "link" else _read_check(rest, places)
        )
    return gold, text


def read_marks(marked: str) -> tuple[str, list[Fields], list[Fields], dict[str, int]]:
    """Return the plain text, its mentions, the optional ones, and where the named ones stand."""
    text, done = "", 0
    mentions: list[Fields] = []
    optional: list[Fields] = []
    places: dict[str, int] = {}
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        mention, name = _read_mark(match["surface"], match["marks"].split(), len(text))
        if name in places:
            raise ValueError(f"two mentions are called @{name}")
        if name:
            places[name] = len(mentions)
        (optional if match["marks"].startswith("optional ") else mentions).append(mention)
        text += match["surface"]
        done = match.end()
    return text + marked[done:], mentions, optional, places


def _read_mark(surface: str, words: list[str], start: int) -> tuple[Fields, str | None]:
    name = next((w[1:] for w in words if w.startswith("@")), None)
    words = [w for w in words if w != "optional" and not w.startswith("@")]
    mention = {"type": words[0], "start": start, "end": start + len(surface), "surface": surface}
    given = dict(w.split("=") for w in words[1:] if "=" in w)
    plain = [w for w in words[1:] if "=" not in w]
    match words[0]:
        case "date":
            mention |= {"edtf": plain[0], "festival": given.get("festival")}
        case "festival":
            mention |= {"type": "date", "edtf": None, "festival": plain[0]}
        case "percent":
            mention |= {"value": _number(plain[0]), "approx": None}
        case "group":
            mention |= {"role": "recipient"}
        case "name":
            mention |= {"kind": _one(plain, PARTY_KINDS), "role": _one(plain, PARTY_ROLES)}
        case "money" | "count":
            mention |= _read_quantity(surface, plain, given, is_money=words[0] == "money")
        case _:
            raise ValueError(f"{surface}: {words[0]} is no type")
    return mention, name


def _read_quantity(
    surface: str, plain: list[str], given: dict[str, str], *, is_money: bool
) -> Fields:
    known = APPROXIMATIONS | ROLES | COUNT_KINDS | set(IN_KIND) | {"masked"}
    numbers = [w for w in plain if w not in known]
    approx = _one(plain, APPROXIMATIONS, "exact")
    stated = _number(numbers[0]) if numbers else None
    if len(numbers) > 1 or (stated is None) != (approx == "range" or "masked" in plain):
        raise ValueError(f"{surface}: {plain} states no one number")
    low, high = bounds(stated, approx)
    if approx == "range":
        low, high = _number(given["low"]), _number(given["high"])
    fields: Fields = {"low": low, "high": high, "stated": stated, "approx": approx}
    role = {"role": _one(plain, ROLES, "plain"), "per": given.get("per")}
    if is_money:
        in_kind = next((IN_KIND[w] for w in plain if w in IN_KIND), False)
        fields |= role | {"in_kind": in_kind, "currency": "CNY"}
    else:
        unit = given.get("unit") or NUMERAL.sub("", surface).strip("余多")
        fields |= {"unit": unit, "kind": _one(plain, COUNT_KINDS), "noun": given.get("noun")} | role
    return fields | ({"masked": True} if "masked" in plain else {})


def bounds(stated: float | None, approx: str) -> tuple[float | None, float | None]:
    """Return the lowest and the highest a figure can mean: 近6160 → (None, 6160)."""
    low = stated if approx in {"exact", "over", "atleast"} else None
    high = stated if approx in {"exact", "near", "under", "atmost"} else None
    return low, high


def _read_head(head: str) -> Fields:
    given = dict(re.findall(r"(?m)^(\w+):[ \t]*(.*)$", head))
    year = int(given["year"]) if given["year"] else None
    return {
        "title": given["title"] or None,
        "organisation": given["organisation"] or None,
        "year": year,
    }


def _read_link(rest: str, places: dict[str, int]) -> Fields:
    given, note = _pairs(rest, "note")
    link = {
        key: places[given[key]] if key in given else None
        for key in ("amount", "recipient", "count", "date")
    }
    return {**link, "note": note}


def _read_check(rest: str, places: dict[str, int]) -> Fields:
    kind, verdict, rest = rest.split(" ", 2)
    given, why = _pairs(rest, "why")
    total = places[given["total"]] if "total" in given else None
    parts = [places[name] for name in given["parts"].split(",")]
    return {"kind": kind, "total": total, "parts": parts, "verdict": verdict, "why": why}


def _pairs(rest: str, last: str) -> tuple[dict[str, str], str | None]:
    """Return the ``key=value`` pairs, and the free text after the last key."""
    pairs, mark, free = rest.partition(f"{last}=")
    return dict(word.split("=") for word in pairs.split()), free if mark else None


def _one(words: list[str], choices: set[str], default: str | None = None) -> str:
    found = [w for w in words if w in choices]
    if not found and default is not None:
        return default
    if len(found) != 1:
        raise ValueError(f"{words}: want one of {sorted(choices)}")
    return found[0]


def _number(written: str) -> float:
    """Return the number, whole where it is whole, as JSON should show it."""
    return float(written) if "." in written else int(written)


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    main()
