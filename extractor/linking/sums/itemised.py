"""Totals of numbered items, of which each states one amount that counts: 以上四项合计126.8万元.

    1.走访企业12家，每家1万元，小计12万元 ⏎ 2.救助…共发放66.4万元 ⏎ … ⏎ 以上四项合计126.8万元
    发放资金3497.45万元 … （一）…计310.5万元 ⏎ （二）… ⏎ （三）…          the total told before them

What a rate makes, and what another total holds already, is no amount of its own.  A total behind
the items fails where it says how many they are, each states one amount and no more, and one slip
parts it from their sum; one told before them claims nothing, for there may be other work.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact, digits_of, is_like
from extractor.model import Figure, FindingKind
from extractor.numerals import read_numeral

HEAD = regex.compile(
    r"(?m)^[ 　]*(?:(?P<open>[（(])(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）]"
    r"|(?P<number>[一二三四五六七八九十]{1,2})(?P<mark>、)|(?P<number>[0-9]{1,2})(?P<mark>[.．、]))"
)
ABOVE = regex.compile(
    r"^\s?(?:以上|上述)(?:(?P<number>[两二三四五六七八九十]|[0-9]{1,2})|各)?[项类]?\p{Han}{0,6}"
    r"(?:合计|共计|总计|总额|共)\p{Han}{0,6}$"
)
BACK = 24  # code points back from a total in which the number of items may stand
NOT_ALL = regex.compile(
    r"[上去往前历]年|其中|另|加上|结转|结余|余款|剩余|计划|预计|拟|[筹募]集|收入|[含除]|等(?!\s?[0-9])|部分"
)
FEWEST_BEFORE = 3  # items of a total told before them
TELLING = 3  # digits of such a total
REACH = 12  # sentences from a total to its items
LONGEST = 14  # items


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item: where it stands, and the amounts in it that are no part of another."""

    start: int
    end: int
    amounts: tuple[Figure, ...]


def find_itemised(
    listed: Sequence[Figure], known: Sequence[Relation], text: str
) -> Iterator[Relation]:
    """Yield the totals of items; ``known`` are the products and the sums already read."""
    money = [f for f in listed if f.is_money and f.stated and f.bracket is None]
    money = [f for f in money if not (f.is_said_rate or f.is_change)]
    if len(money) <= FEWEST:
        return
    start, end = listed[0].sentence_start - BACK, money[-1].end
    heads = list(HEAD.finditer(text, max(0, start), end))
    starts = [f.start for f in money]
    closing = [f for f in money if _sums_up(f, text)]
    done = {r.total for r in known if r.kind == FindingKind.SUM}
    for run in _runs(heads):
        first, last = run[0].start(), run[-1].end()
        if bisect_left(starts, last) - bisect_left(starts, first) < len(run) - 1:
            continue  # an item has no amount
        inner = _inner(first, known, listed)
        amounts = [f for f in money if f.at not in inner]
        behind = next((f for f in closing if f.start > last), None)
        if behind is not None and behind.at not in done:
            yield from _behind(behind, list(_items(run, amounts, behind.sentence_start)), text)
        if len(run) >= FEWEST_BEFORE:
            items = list(_items(run, amounts, _end(run[-1], heads, text)))
            before = [f for f in amounts if f.end <= first and f.at not in done]
            yield from _before(before, items)


def _runs(heads: Sequence[regex.Match[str]]) -> Iterator[list[regex.Match[str]]]:
    """Yield the heads of one style that number their items from one on."""
    styles: dict[tuple[bool, str | None, bool], list[regex.Match[str]]] = {}
    for head in heads:
        written = str(head["number"])
        number, style = _number(head), (bool(head["open"]), head["mark"], written.isdigit())
        run = styles.get(style, [])
        if number == 1 or number != len(run) + 1:
            if len(run) >= FEWEST:
                yield run
            run = []
        if number == len(run) + 1:
            run = [*run, head]
        styles[style] = run
    yield from (run for run in styles.values() if FEWEST <= len(run) <= LONGEST)


def _inner(start: int, known: Sequence[Relation], listed: Sequence[Figure]) -> set[int]:
    """Return the places of what other figures behind ``start`` hold already."""
    within = {f.at for f in listed if f.start > start}
    made = [r for r in known if r.kind in (FindingKind.SUM, FindingKind.PRODUCT)]
    return {at for r in made if r.total in within for at in r.parts}


def _number(head: regex.Match[str]) -> int:
    read = read_numeral(head["number"])
    return int(read.value) if read is not None else 0


def _sums_up(figure: Figure, text: str) -> bool:
    return "上" in _said(figure, text) and ABOVE.search(_said(figure, text)) is not None


def _said(figure: Figure, text: str) -> str:
    """Return the words of the sentence up to the figure, if they are few."""
    start, end = figure.sentence_start, figure.start
    return text[start:end].replace("：", "") if end - start <= BACK else ""


def _end(last: regex.Match[str], heads: Sequence[regex.Match[str]], text: str) -> int:
    """Return where the last item ends: at the next head of any style, or with the line."""
    line = text.find("\n", last.end())
    ends = [head.start() for head in heads if head.start() > last.start()]
    return int(min([*ends[:1], line if line >= 0 else len(text)]))


def _items(run: Sequence[regex.Match[str]], amounts: Sequence[Figure], end: int) -> Iterator[Item]:
    starts = [f.start for f in amounts]
    for start, stop in pairwise([*(head.end() for head in run), end]):
        inside = amounts[bisect_left(starts, start) : bisect_left(starts, stop)]
        yield Item(start, stop, tuple(inside))


def _behind(total: Figure, items: Sequence[Item], text: str) -> Iterator[Relation]:
    parts = [f for item in items for f in item.amounts]
    if len(parts) < FEWEST or not all(item.amounts for item in items):
        return
    if added(parts) == total.stated:
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts)
        return
    said = ABOVE.search(_said(total, text))
    number = read_numeral(said["number"]) if said and said["number"] else None
    is_counted = number is not None and number.value == len(items) == len(parts)
    is_exact = are_exact((total, *parts))
    words = "".join(text[f.sentence_start : f.end] + f.tail for f in parts)
    words += rest_of_sentence(total, text)
    is_next = total.paragraph - parts[-1].paragraph <= 1
    is_sure = is_counted and is_exact and is_next and not NOT_ALL.search(words)
    if is_sure and is_like(total, parts) and is_digit_off(total, parts):
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _before(before: Sequence[Figure], items: Sequence[Item]) -> Iterator[Relation]:
    parts = [f for item in items for f in item.amounts]
    if len(parts) != len(items) or not all(len(item.amounts) == 1 for item in items):
        return
    for total in reversed(before):
        is_near = parts[0].sentence - total.sentence <= REACH
        if is_near and digits_of(total.stated) >= TELLING and added(parts) == total.stated:
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts)
            return
