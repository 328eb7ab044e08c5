"""The two sides of an evaluation, annotated and extracted, in squeezed text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from extractor.evaluating.links import Pair, annotated_pairs, stated_pairs
from extractor.interchange import Json

WIDTHS = str.maketrans("，：；！？（）％．０１２３４５６７８９", ",:;!?()%.0123456789")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in squeezed text: where it stands, what it is tallied as, what it states."""

    type: str
    kind: str
    start: int
    end: int
    surface: str
    value: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document, in squeezed text."""

    stem: str
    text: str
    marks: Sequence[Mark]
    optional: Sequence[Mark]
    checks: Sequence[Json]
    links: frozenset[Pair] = frozenset()


@dataclass(slots=True)
class Prediction:
    """The reports extracted from one document, one after another, in squeezed text."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    findings: list[tuple[Json, int | None]] = field(default_factory=list)
    links: set[Pair] = field(default_factory=set)


def gold_documents(folder: Path) -> Iterator[Gold]:
    """Yield the annotated documents of ``folder``, in order of their names."""
    for path in sorted(folder.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        text_path = _text_path(path)
        if text_path is None or "mentions" not in annotation:
            continue
        text, where = squeeze(text_path.read_text(encoding="utf-8"))
        yield Gold(
            path.stem,
            text,
            _marks(annotation["mentions"], where, text),
            _marks(annotation.get("optional_mentions", []), where, text),
            annotation.get("checks", []),
            frozenset(annotated_pairs(annotation.get("links", []))),
        )


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return ``text`` with widths folded and white space dropped, and where each index went.

    >>> squeeze("共 ３户")
    ('共3户', [0, 1, 1, 2, 3])
    """
    kept: list[str] = []
    where: list[int] = []
    for char in text.translate(WIDTHS):
        where.append(len(kept))
        if not char.isspace():
            kept.append(char)
    return "".join(kept), [*where, len(kept)]


def _text_path(path: Path) -> Path | None:
    candidates = (path.with_suffix(".clean.txt"), path.with_suffix(".txt"))
    return next((candidate for candidate in candidates if candidate.exists()), None)


def _marks(mentions: Iterable[Json], where: Sequence[int], text: str, base: int = 0) -> list[Mark]:
    marks = []
    for mention in mentions:
        start, end = where[mention["start"]], where[mention["end"]]
        surface = text[start:end]
        marks.append(
            Mark(
                mention["type"],
                _kind(mention),
                base + start,
                base + end,
                surface,
                _value(mention),
            )
        )
    return marks


def _kind(mention: Json) -> str:
    kind: str = mention["type"]
    if kind == "date" and mention.get("festival") and not mention.get("edtf"):
        return "festival"
    return "count-other" if kind == "count" and mention.get("kind") == "other" else kind


def _value(mention: Json) -> tuple[object, ...]:
    bounds = tuple(_number(mention.get(name)) for name in ("stated", "low", "high"))
    match mention["type"]:
        case "date":
            return (mention.get("edtf"), mention.get("festival"))
        case "money":
            return (*bounds, mention.get("approx"), mention.get("currency", "CNY"))
        case "count":
            return (*bounds, mention.get("unit"))
        case "percent":
            return (_number(mention.get("value")),)
        case "name":
            return (mention.get("role") == "recipient",)
        case _:
            return ()


def _number(stated: float | Decimal | None) -> float | None:
    return None if stated is None else round(float(stated), 6)


def predict(records: Iterable[Json]) -> Prediction:
    """Return the reports of one document, one after another."""
    joined = Prediction()
    for record in records:
        text, where = squeeze(record["text"])
        first = len(joined.marks)
        joined.marks += _marks(record["mentions"], where, text, len(joined.text))
        ids = {m.get("id", at): first + at for at, m in enumerate(record["mentions"])}
        joined.findings += [(f, ids.get(f.get("total"))) for f in record.get("findings", [])]
        pairs = stated_pairs(record.get("disbursements", []))
        joined.links |= {(ids[amount], kind, ids[other]) for amount, kind, other in pairs}
        joined.text += text
    return joined
