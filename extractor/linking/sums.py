"""Totals and the parts they are made of.

    送去慰问金12080元，其中区政府拨款5920元，我局解决6160元      其中, or a bracket, or a colon, after
    慰问金18.35万元，慰问品折价约3.42万元，合计21.67万元          合计, 共计 before the total
    集中慰问了120名…、48名…、540名…和46名…。本次慰问754名      no marker, but the run adds up

Where the words mark a total and its list, the reading they give is taken whether it adds up or not.
Elsewhere a run of like figures beside a figure counts as its parts only if it adds up exactly: then
it is no accident, and where it does not, the text claims nothing.  Rates, changes (增收…), shares
and amounts inside other amounts (含…) are never parts.  Sums are found from the inside out, so that
a total of subtotals is not given their parts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.figures import (
    Figure,
    is_change,
    is_each,
    is_marked_total,
    is_nested,
    per,
    sentence_start,
)
from extractor.linking.intervals import add, interval
from extractor.linking.relations import Form, Relation
from extractor.model import Approx, FindingKind

LONGEST = 14  # parts of one total
REACH = 4  # sentences between an unmarked total and its parts
CLOSING = regex.compile(r"(?:共计|合计|总计|小计|(?<!预|统|会|审|设|估)计|五项总计|总额|(?<![公一中])共)[：:]?(?:约|为|达|近)?$")
OPEN_WORDS = regex.compile(r"等|包括|含|部分|除|另|不计|以及其他|先后|主要")
OF_WHICH = regex.compile(r"其中|包括|分别(?:是|为)|具体(?:是|为)|分为")
LISTED_BELOW = regex.compile(r"(?:如下|分列|明细|各单位)[：:]?\s*\n|[：:]\s*\n")
SMALLEST = 10  # 3 = 2 + 1 is an accident


def find_sums(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the totals of a report with their parts, inner ones first."""
    found: list[Relation] = []
    for name in sorted({f.series for f in listed} - {"percent"}):
        summable = [f for f in listed if f.series == name and _is_summable(f)]
        found += _series_sums([f for f in summable if not is_nested(f, text)], text)
        found += _series_sums([f for f in summable if is_nested(f, text)], text)
    return found


def _is_summable(figure: Figure) -> bool:
    return per(figure) is None and not is_each(figure) and not is_change(figure)


def _series_sums(row: list[Figure], text: str) -> list[Relation]:
    """Take the surest reading again and again, folding its parts into their total."""
    found: list[Relation] = []
    for readings in (_bracketed, _of_which, _closed_lists, _runs):
        while relation := next(_usable(readings(row, text), row, found), None):
            found.append(relation)
            if relation.form != Form.OF_WHICH or _adds_up(relation, row):
                row = [f for f in row if f.at not in relation.parts]
    return found


def _usable(
    candidates: Iterator[Relation], row: Sequence[Figure], found: Sequence[Relation]
) -> Iterator[Relation]:
    """Leave out what is found: a total has one list of each form, and no part is its own whole."""
    done = {(r.total, r.form) for r in found}
    for relation in candidates:
        if (relation.total, relation.form) not in done and not _same(relation, found):
            yield relation


def _same(relation: Relation, found: Sequence[Relation]) -> bool:
    return any(r.total == relation.total and set(r.parts) & set(relation.parts) for r in found)


# --- readings -----------------------------------------------------------------------------------


def _bracketed(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """T（a、b）: all of the bracket that follows the total."""
    for at, total in enumerate(row):
        if total.bracket is not None:
            continue
        inside = [f for f in row[at + 1 :] if f.bracket and f.bracket[0] - total.mention.span.end <= 2]
        if len(inside) >= 2:
            words = text[inside[0].bracket[0] : inside[0].bracket[1]] if inside[0].bracket else ""
            yield _relation(Form.BRACKET, total, inside, closed=not OPEN_WORDS.search(words))


def _of_which(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """T，其中a，b: the figures after 其中 in its sentence, or as many of them as make the total."""
    for at, first in enumerate(row):
        start = sentence_start(text, first.mention.span.start)
        before = text[start : first.mention.span.start]
        if not (at and (opened := _last(OF_WHICH, before))):
            continue
        opening = start + opened.start()
        if any(f.mention.span.start > opening for f in row[:at]):
            continue
        total = _whole_before(row[:at], opening, first)
        parts = [f for f in row[at:] if f.sentence == first.sentence and f.bracket is None]
        if total is None or first.bracket is not None or not parts:
            continue
        shortest = next((n for n in range(2, len(parts) + 1) if _equal(total, parts[:n])), None)
        if shortest:
            yield _relation(Form.OF_WHICH, total, parts[:shortest])
        elif len(parts) >= 2 and opened.group() == "其中":
            yield _relation(Form.OF_WHICH, total, parts, is_open=True)


def _whole_before(row: Sequence[Figure], opening: int, first: Figure) -> Figure | None:
    """Return the total that 其中 splits: a marked one of its sentence, else the nearest before."""
    near = [f for f in row if first.sentence - f.sentence <= REACH - 1 and f.bracket is None]
    same = [f for f in near if f.sentence == first.sentence]
    pool = same or near
    marked = [f for f in pool if is_marked_total(f)]
    return (marked or pool)[-1] if pool else None


def _closed_lists(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """a，b，合计T: the figures of the sentence before a total that says it closes them."""
    for at, total in enumerate(row):
        if not CLOSING.search(total.lead) or total.bracket is not None:
            continue
        parts = [f for f in row[:at] if f.sentence == total.sentence and f.bracket is None]
        previous = [n for n, f in enumerate(parts) if is_marked_total(f)]
        parts = parts[previous[-1] + 1 :] if previous and len(parts) - previous[-1] > 2 else parts
        if len(parts) < 2 or len(parts) > LONGEST:
            continue
        words = text[parts[0].mention.span.start : total.mention.span.start]
        alone = sum(f.sentence == total.sentence for f in row) == len(parts) + 1
        closed = alone and not OPEN_WORDS.search(words) and _is_like(total, parts)
        yield _relation(Form.LIST_THEN_TOTAL, total, parts, closed=closed)


def _is_like(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total is of the size of a sum of ``parts``, not of a sum times a number."""
    whole = sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    largest = max((f.stated for f in parts if f.stated is not None), default=Decimal(0))
    return total.stated is not None and whole > 0 and largest < total.stated < whole * 2


def _runs(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """A run of figures before or after one that adds up to it exactly, the shortest first."""
    for length in range(2, LONGEST + 1):
        for at, total in enumerate(row):
            if total.stated is None or total.stated < SMALLEST or not _may_be_whole(total):
                continue
            for form, parts in _windows(row, at, length, text):
                if _equal(total, parts) and _is_near(total, parts):
                    yield _relation(form, total, parts)


def _windows(
    row: Sequence[Figure], at: int, length: int, text: str
) -> Iterator[tuple[Form, Sequence[Figure]]]:
    total = row[at]
    others = [f for f in row[:at] if f.stated != total.stated]
    if len(others) >= length:
        yield Form.LIST_THEN_TOTAL, others[-length:]
    after = [f for f in row[at + 1 :] if f.stated != total.stated]
    if len(after) >= length:
        yield Form.TOTAL_THEN_LIST, after[:length]
        end = _list_end(after, text)
        for start in range(1, min(4, len(after) - length + 1)):
            if end == start + length or start + length == len(after):
                yield Form.TOTAL_THEN_LIST, after[start : start + length]


def _list_end(after: Sequence[Figure], text: str) -> int:
    """Return how many of ``after`` stand one a line, from the first that begins a line."""
    return len(after) if after and LISTED_BELOW.search(text) else -1


def _may_be_whole(total: Figure) -> bool:
    return total.quantity.approx == Approx.EXACT


def _is_near(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether nothing but the list stands between: parts follow each other closely."""
    chain = sorted([total, *parts], key=lambda f: f.at)
    gaps = [b.sentence - a.sentence for a, b in zip(chain, chain[1:], strict=False)]
    is_sure = is_marked_total(total) or len(parts) >= 3 or total.stated >= 1000  # type: ignore[operator]  # noqa: PLR2004
    return max(gaps) <= (REACH if is_marked_total(total) else 2) and is_sure


# --- arithmetic ---------------------------------------------------------------------------------


def _equal(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, as written, make the total to the last digit it is written with."""
    if any(f.stated is None for f in (total, *parts)) or len(parts) < 2:
        return False
    if len({f.stated for f in parts} | {total.stated}) == 1:
        return False
    exact = sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    if exact == total.stated:
        return True
    is_finer = all(f.quantity.step <= total.quantity.step for f in parts) and total.quantity.step > 1
    slack = total.quantity.step / 2
    return is_finer and total.stated is not None and abs(exact - total.stated) <= slack


def _adds_up(relation: Relation, row: Sequence[Figure]) -> bool:
    figures = {f.at: f for f in row}
    parts = [interval(figures[n].quantity, figures[n].mention.text) for n in relation.parts]
    total = interval(figures[relation.total].quantity, figures[relation.total].mention.text)
    return total is not None and None not in parts and add(p for p in parts if p).meets(total)


def _relation(
    form: Form, total: Figure, parts: Sequence[Figure], *, closed: bool = False, is_open: bool = False
) -> Relation:
    places = tuple(f.at for f in parts)
    return Relation(FindingKind.SUM, form, total.at, places, closed, is_open)


def _last(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    found = None
    for found in pattern.finditer(text):
        pass
    return found
