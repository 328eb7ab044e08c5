"""Whole documents with their annotation marked in place, as records of the gold form.

A document is a text file.  ``⟦kind:stretch=value word …⟧`` marks a mention: m money in yuan, c count,
d date in EDTF, f festival, p per cent, n name (its value is its role), g group.  Words after the
value say how it is stated (near, over, under, about, atleast, atmost), its role (total, part,
rate), ``other`` for a count of ages, times and the like, a unit where it is not what follows the
numeral, and ``#label`` to be named in a check; ``optional`` is neither right nor wrong.  ``a..b``
is a range, ``~`` no value.  ``⟪…⟫`` is page furniture, which the restored text does not have.
``! kind verdict total part …`` is a check, ``> amount recipient count date`` a link of an amount
with labels (``-`` where the text says none), ``# damage: …`` names what befell the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.damage import damage

Fields = dict[str, Any]

MARK = re.compile(r"⟦(?P<kind>[a-z]):(?P<text>[^=⟧]+)(?:=(?P<value>[^⟧]*))?⟧")
FURNITURE = re.compile(r"⟪([^⟫]*)⟫")
KINDS = {
    "m": "money",
    "c": "count",
    "d": "date",
    "f": "date",
    "p": "percent",
    "n": "name",
    "g": "group",
}
STATED = ("exact", "near", "over", "under", "about", "atleast", "atmost")
ROLES = ("total", "part", "rate")
CURRENCY = re.compile("[A-Z]{3}")
NUMERAL = re.compile(
    r"^[约近超过不足到少于]*[\d.,〇零一二两三四五六七八九十百千万亿余多几]+|(?:余|多|以上|左右|以下)$"
)


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document as received, as it should be restored, and what people find in it."""

    name: str
    raw: str
    clean: str
    gold: Fields


def marked_documents(folder: Path) -> Iterator[MarkedDocument]:
    """Return the documents in ``folder``, by name."""
    for path in sorted(folder.glob("*.txt")):
        yield _document(path.stem, path.read_text(encoding="utf-8"))


def write_gold(documents: Iterator[MarkedDocument], folder: Path) -> None:
    """Write each document into ``folder`` as the gold files are: raw text, clean text, record."""
    for document in documents:
        stem = folder / document.name
        stem.with_suffix(".raw.txt").write_text(document.raw, encoding="utf-8")
        stem.with_suffix(".clean.txt").write_text(document.clean, encoding="utf-8")
        record = json.dumps(document.gold, ensure_ascii=False)
        stem.with_suffix(".json").write_text(record, encoding="utf-8")


def _document(name: str, marked: str) -> MarkedDocument:
    lines = marked.rstrip("\n").split("\n")
    body = "\n".join(line for line in lines if not line.startswith(("# ", "! ", "> ")))
    damages = [word for line in lines if line.startswith("# damage:") for word in line.split()[2:]]
    raw = damage(MARK.sub(r"\g<text>", body).translate({0x27EA: "", 0x27EB: ""}), damages, seed=1)
    clean, mentions, optional, labels = _unmarked(FURNITURE.sub("", body))
    checks = [_check(line.split()[1:], labels) for line in lines if line.startswith("! ")]
    links = [_link(line.split()[1:], labels) for line in lines if line.startswith("> ")]
    gold = {"mentions": mentions, "optional_mentions": optional, "checks": checks, "links": links}
    return MarkedDocument(name, raw, clean, gold)


def _unmarked(body: str) -> tuple[str, list[Fields], list[Fields], dict[str, int]]:
    clean, end = "", 0
    mentions: list[Fields] = []
    optional: list[Fields] = []
    labels: dict[str, int] = {}
    for mark in MARK.finditer(body):
        clean += body[end : mark.start()]
        mention, words = _mention(mark), (mark["value"] or "").split()
        place = {"start": len(clean), "end": len(clean) + len(mark["text"])}
        (optional if "optional" in words else mentions).append(mention | place)
        labels |= {word: len(mentions) - 1 for word in words if word.startswith("#")}
        clean += mark["text"]
        end = mark.end()
    return clean + body[end:], mentions, optional, labels


def _mention(mark: re.Match[str]) -> Fields:
    kind, (value, *words) = mark["kind"], (mark["value"] or "-").split()
    fields: Fields = {"type": KINDS[kind], "surface": mark["text"]}
    if kind == "f":
        year = words[0] if words and words[0].isdigit() else None
        return fields | {"edtf": year, "festival": value}
    if kind in "mc":
        return fields | _figure(value, words) | (_counted(mark) if kind == "c" else {})
    stated: Fields = {
        "d": {"edtf": None if value == "~" else value, "festival": None},
        "n": {"role": value},
        "g": {"role": "recipient"},
    }
    return fields | (stated[kind] if kind in stated else {"value": float(value)})


def _counted(mark: re.Match[str]) -> Fields:
    words = (mark["value"] or "").split()[1:]
    units = [w for w in words if w not in (*STATED, *ROLES, "other", "optional") and w[0] != "#"]
    unit = units[0] if units else NUMERAL.sub("", NUMERAL.sub("", mark["text"]))
    return {"unit": unit} | ({"kind": "other"} if "other" in words else {})


def _figure(value: str, words: list[str]) -> Fields:
    role = next((word for word in words if word in ROLES), "plain")
    currency = next((word for word in words if CURRENCY.fullmatch(word)), "CNY")
    fields: Fields = {"role": role, "currency": currency, "masked": value == "~"}
    if ".." in value:
        first, last = value.split("..")
        return fields | {
            "stated": None,
            "low": float(first),
            "high": float(last),
            "approx": "range",
        }
    approx = next((word for word in words if word in STATED), "exact")
    stated = None if value == "~" else float(value)
    low = stated if approx in ("exact", "over", "atleast") else None
    high = stated if approx in ("exact", "near", "under", "atmost") else None
    return fields | {"stated": stated, "low": low, "high": high, "approx": approx}


def _check(words: list[str], labels: dict[str, int]) -> Fields:
    kind, verdict, total, *parts = words
    return {
        "kind": kind,
        "verdict": verdict,
        "total": labels[f"#{total}"],
        "parts": [labels[f"#{part}"] for part in parts],
        "why": " ".join(words),
    }


def _link(words: list[str], labels: dict[str, int]) -> Fields:
    amount, *others = (None if word == "-" else labels[f"#{word}"] for word in words)
    return {"amount": amount} | dict(zip(("recipient", "count", "date"), others, strict=True))
