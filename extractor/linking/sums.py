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

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractor.linking.figures import (
    Figure,
    is_change,
    is_each,
    is_marked_total,
    is_nested,
)
from extractor.linking.intervals import add, interval
from extractor.linking.relations import Form, Relation
from extractor.model import Approx, FindingKind, Money

LONGEST = 14  # parts of one total
LINE = 16  # code points of a name in a list line
SKIPPED = 3  # figures that a run may pass over between it and its total
REACH = 4  # sentences between an unmarked total and its parts
CLOSING = regex.compile(r"(?:共计|合计|总计|小计|(?<!预|统|会|审|设|估|累)计|^\s?共)[：:\s]*(?:约|为|达|近)?$")
COMPLEMENT = regex.compile(r"其余|剩余|剩下|另外")
# 这近500人 and 以上合计发放款物48.6万元 point back to what was listed before.
POINTING = regex.compile(r"(?:这|这些|上述|以上)$|^\s?(?:以上|上述)\p{Han}{0,10}(?:合计|共计|总计|共)\p{Han}{0,10}$")
# More than the list may be inside, or the figures beside it say something else of the same things.
OPEN_WORDS = regex.compile(r"等|其中|包括|含|部分|除|另|不计|以及其他|先后|主要|累计|比|较|同期|增长|下降|预算|[%％]")
ADDED_TO = regex.compile(r"加上|再加|连同|算上|还有|(?<=收入|支出)加")  # the first amount stands in a sentence before
OF_WHICH = regex.compile(r"其中|包括|分别(?:是|为)|具体(?:是|为)|分为")
LISTED_BELOW = regex.compile(r"(?:如下|分列|明细|各单位)[：:]?\s*\n|[：:]\s*\n")
LARGE = 1000  # two parts that make such a number do so on purpose
SMALLEST = 10  # 3 = 2 + 1 is an accident


def find_sums(
    listed: Sequence[Figure], text: str, explained: Container[int] = ()
) -> list[Relation]:
    """Return the totals of a report with their parts, inner ones first.

    ``explained`` are totals that a product makes: no accidental run is taken for them.
    """
    found: list[Relation] = []
    for name in sorted({f.series for f in listed} - {"percent"}):
        row = [f for f in listed if f.series == name and not is_each(f) and not is_change(f)]
        plain = [f for f in row if f.per is None]
        found += _series_sums([f for f in plain if not is_nested(f, text)], text, explained)
        found += _series_sums([f for f in plain if is_nested(f, text)], text, explained)
        for one in sorted({f.per for f in row if f.per}):
            rates = [f for f in row if f.per == one]
            found += [r for r in _of_which(rates, rates, text) if _adds_up(r, rates)]
    return [_closed_by_another(relation, found, listed) for relation in found]


def _closed_by_another(
    relation: Relation, found: Sequence[Relation], listed: Sequence[Figure]
) -> Relation:
    """Close a list of 其中 whose items account for the whole in another measure.

    资助96名，28.7万元，其中38名，15.2万元；26名，7.8万元；32名，4.8万元: the persons add up to 96, so
    that the list is complete, and the money must add up as well.
    """
    by_place = {f.at: f for f in listed}
    if relation.form != Form.OF_WHICH or relation.is_closed or not relation.is_open_list:
        return relation
    items = [by_place[at].part for at in relation.parts]
    for other in found:
        if set(other.parts) & set(relation.parts) or by_place[other.total].sentence != by_place[relation.total].sentence:
            continue
        others = [by_place[at].part for at in other.parts]
        is_same_list = others == items and len(set(items)) == len(items)
        if is_same_list and not other.is_open_list and _equals(other, by_place):
            return replace(relation, is_closed=True, is_open_list=False)
    return relation


def _equals(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    return _equal(by_place[relation.total], [by_place[at] for at in relation.parts])


def _series_sums(
    wholes: Sequence[Figure], text: str, explained: Container[int]
) -> list[Relation]:
    """Take the surest reading again and again, folding its parts into their total."""
    found: list[Relation] = []
    row = list(wholes)  # what may still be a part
    for readings in (_bracketed, _of_which, _closed_lists, _labelled, _runs):
        while relation := next(_usable(readings(wholes, row, text), found, explained), None):
            found.append(relation)
            if relation.is_closed or _adds_up(relation, wholes):
                row = [f for f in row if f.at not in relation.parts]
    return found


def _usable(
    candidates: Iterator[Relation], found: Sequence[Relation], explained: Container[int]
) -> Iterator[Relation]:
    """Leave out what is found: a total has one list of each form, and no part is its own whole."""
    done = {(r.total, r.form) for r in found}
    for relation in candidates:
        is_accident = relation.total in explained and relation.form == Form.RUN
        is_done = (relation.total, relation.form) in done or _same(relation, found)
        if not (is_accident or is_done):
            yield relation


def _same(relation: Relation, found: Sequence[Relation]) -> bool:
    return any(r.total == relation.total and set(r.parts) & set(relation.parts) for r in found)


# --- readings -----------------------------------------------------------------------------------


def _bracketed(
    wholes: Sequence[Figure], row: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """T（a、b）: all of the bracket that follows the total."""
    for total in wholes:
        if total.bracket is not None:
            continue
        end = total.mention.span.end
        inside = [f for f in row if f.bracket and 0 <= f.bracket[0] - end <= 2]
        if len(inside) >= 2:
            words = text[inside[0].bracket[0] : inside[0].bracket[1]] if inside[0].bracket else ""
            yield _relation(Form.BRACKET, total, inside, closed=not OPEN_WORDS.search(words))


def _of_which(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """T，其中a，b: the figures after 其中 in its sentence, or as many of them as make the total."""
    for at, first in enumerate(row):
        start = first.sentence_start
        opened = _last(OF_WHICH, text[start : first.mention.span.start])
        if opened is None or first.bracket is not None:
            continue
        opening = start + opened.start()
        if any(f.mention.span.start > opening for f in row[:at]):
            continue
        begins = not text[start:opening].strip("　 0123456789、.（()）一二三四五六七八九十")
        earlier = [f for f in wholes if f.mention.span.end <= opening]
        total = _whole_before(earlier, first, reach=REACH - 1 if begins else 0)
        parts = [f for f in row[at:] if f.sentence == first.sentence and f.bracket is None]
        if total is None:
            continue
        shortest = next((n for n in range(2, len(parts) + 1) if _fits(total, parts, n)), None)
        if shortest:
            yield _relation(Form.OF_WHICH, total, parts[:shortest])
        elif len(parts) >= 2 and opened.group() == "其中":
            too_much = _exceeds(total, parts, text)
            yield _relation(Form.OF_WHICH, total, parts, closed=too_much, is_open=not too_much)


def _fits(total: Figure, parts: Sequence[Figure], length: int) -> bool:
    """Whether the first parts make the total: exactly, or all of them within what they can mean."""
    whole = length == len(parts) and _meets(total, parts)
    return _equal(total, parts[:length]) or whole


def _exceeds(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether amounts of money of which 其中 speaks come to more than their whole.

    People may be of two kinds at once (困难劳模), money is spent once: nothing reconciles that.
    """
    is_near = total.part == parts[0].part and is_marked_total(total)
    is_money = total.series.startswith("money") and is_near
    exact = all(f.quantity.approx == Approx.EXACT for f in (total, *parts))
    between = text[parts[0].mention.span.start : parts[-1].mention.span.end]
    if not (is_money and exact) or OPEN_WORDS.search(between) or _meets(total, parts):
        return False
    whole = sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    return total.stated is not None and total.stated < whole < total.stated * 2


def _whole_before(row: Sequence[Figure], first: Figure, *, reach: int) -> Figure | None:
    """Return the total that 其中 splits: a marked one of its sentence, else the nearest before."""
    near = [f for f in row if first.sentence - f.sentence <= reach and f.bracket is None]
    same = [f for f in near if f.sentence == first.sentence]
    pool = same or near
    marked = [f for f in pool if is_marked_total(f)]
    return (marked or pool)[-1] if pool else None


def _closed_lists(
    wholes: Sequence[Figure], row: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """a，b，合计T: the figures of the sentence before a total that says it closes them."""
    for total in wholes:
        is_pointing = bool(POINTING.search(total.lead))
        if total.bracket is not None or not (is_pointing or CLOSING.search(total.lead)):
            continue
        reach = REACH if is_pointing else 0
        before = [f for f in row if f.at < total.at and f.bracket is None]
        parts = [f for f in before if total.sentence - f.sentence <= reach]
        longest = min(len(parts), LONGEST)
        fitting = (parts[-n:] for n in range(2, longest + 1) if _meets(total, parts[-n:]))
        if run := next(fitting, None):
            yield _relation(Form.LIST_THEN_TOTAL, total, run)
        elif block := _lines_before(total, row, text):
            tails = (block[-n:] for n in range(2, len(block) + 1) if _meets(total, block[-n:]))
            whole = next(tails, block)
            yield _relation(Form.LIST_THEN_TOTAL, total, whole, closed=whole is block)
        elif len(parts) == longest >= 2 and not is_pointing:
            yield from _closed(total, parts, wholes, text)


def _lines_before(total: Figure, wholes: Sequence[Figure], text: str) -> Sequence[Figure]:
    """Return the figures of the lines before a line that only totals them: one a line, in a row."""
    block: list[Figure] = []
    if not _is_line(total, text):
        return ()
    for figure in reversed([f for f in wholes if f.at < total.at]):
        if figure.paragraph != total.paragraph - len(block) - 1 or not _is_line(figure, text):
            break
        block.insert(0, figure)
    return block if len(block) >= 2 else ()


def _is_line(figure: Figure, text: str) -> bool:
    """Whether a name and the figure are all there is on its line."""
    start, end = figure.mention.span.start, figure.mention.span.end
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    after = text[end:line_end].strip(" 　;；。，,")
    return start - line_start <= LINE and not after


def _closed(
    total: Figure, parts: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the list before a total that it does not come to, if nothing else can be meant."""
    start = parts[0].sentence_start
    words = text[start : total.mention.span.start]
    if ADDED_TO.search(text, start, parts[0].mention.span.start):
        return
    alone = sum(f.sentence == total.sentence for f in wholes) == len(parts) + 1
    if alone and not OPEN_WORDS.search(words) and _is_like(total, parts):
        yield _relation(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _labelled(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """特殊党费81240元 … 特殊党费16820元; … 特殊党费30200元: the later ones of the same label."""
    for total in wholes:
        label = _noun(total)
        same = [f for f in row if f.at > total.at and _noun(f) == label and not is_marked_total(f)]
        if label and len(same) >= 3 and _equal(total, same):  # noqa: PLR2004
            yield _relation(Form.TOTAL_THEN_LIST, total, same)


def _noun(figure: Figure) -> str | None:
    value = figure.mention.value
    return value.label if isinstance(value, Money) else None


def _is_like(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total is of the size of a sum of ``parts``, not of a sum times a number."""
    whole = sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    largest = max((f.stated for f in parts if f.stated is not None), default=Decimal(0))
    return total.stated is not None and whole > 0 and largest < total.stated < whole * 2


def _runs(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """A run of figures before or after one that adds up to it exactly, the shortest first."""
    places = [f.at for f in row]
    for length in range(2, LONGEST + 1):
        for total in wholes:
            if total.stated is None or total.stated < SMALLEST or not _may_be_whole(total):
                continue
            for parts in _windows(total, row, places, length):
                if _equal(total, parts) and _is_near(total, parts, text):
                    yield _relation(Form.RUN, total, parts)


def _windows(
    total: Figure, row: Sequence[Figure], places: Sequence[int], length: int
) -> Iterator[Sequence[Figure]]:
    """Yield the run up to the total, the run from it, and the runs that end the report's figures."""
    here = bisect_left(places, total.at)
    before = _others(row[max(0, here - length - SKIPPED) : here], total)
    after = _others(row[here : here + length + 2 * SKIPPED + 1], total)
    if len(before) >= length:
        yield before[-length:]
    if len(after) >= length:
        yield after[:length]
        if 1 <= len(after) - length <= SKIPPED and len(row) <= here + len(after) + 1:
            yield after[-length:]


def _others(row: Sequence[Figure], total: Figure) -> Sequence[Figure]:
    """Leave out what says the total again."""
    return [f for f in row if f.stated != total.stated]


def _may_be_whole(total: Figure) -> bool:
    return total.quantity.approx == Approx.EXACT


def _is_near(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether nothing but the list stands between: parts follow each other closely."""
    chain = sorted([total, *parts], key=lambda f: f.at)
    gaps = [b.sentence - a.sentence for a, b in zip(chain, chain[1:], strict=False)]
    is_rest = any(COMPLEMENT.search(f.lead) for f in parts)
    is_large = total.stated is not None and total.stated >= LARGE
    is_sure = is_marked_total(total) or len(parts) >= 3 or is_large or is_rest  # noqa: PLR2004
    below = LISTED_BELOW.search(text, chain[0].mention.span.end, chain[1].mention.span.start)
    if below:
        return is_sure
    return max(gaps) <= (REACH if is_marked_total(total) or is_rest else 2) and is_sure


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


def _meets(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, with all they can mean, can make the total."""
    whole = interval(total.quantity, total.mention.text)
    terms = [interval(f.quantity, f.mention.text) for f in parts]
    known = [term for term in terms if term is not None]
    return whole is not None and len(known) == len(terms) and add(known).meets(whole)


def _adds_up(relation: Relation, row: Sequence[Figure]) -> bool:
    by_place = {f.at: f for f in row}
    return _meets(by_place[relation.total], [by_place[n] for n in relation.parts])


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
