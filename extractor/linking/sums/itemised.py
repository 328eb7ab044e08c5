"""Totals of numbered items, of which each states one amount that counts: 以上四项合计126.8万元.

    1.走访企业12家，每家1万元，小计12万元 ⏎ 2.救助…共发放66.4万元 ⏎ … ⏎ 以上四项合计126.8万元
    ——困难职工。…救助金57.9万元 ⏎ ——劳模。…计3.28万元 ⏎ 以上两项合计61.18万元       a mark an item
    发放资金3497.45万元 … （一）…计310.5万元 ⏎ （二）… ⏎ （三）…          the total told before them

What a rate makes, and what another total holds already, is no amount of its own.  A total behind
the items fails where it says how many they are, or how many people all of them count, each states
one amount and no more, or one that is a total, and one slip or one item left out parts it from
their sum; one told before them claims nothing, for there may be other work.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from extractor.linking.figures import EXTREME
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_digit_off, is_one_left_out
from extractor.linking.sums.counted_lists import value_of
from extractor.linking.totals import FEWEST, NOTHING, added, are_exact, digits_of, is_like
from extractor.model import Figure, FindingKind
from extractor.numerals import read_numeral

HEAD = regex.compile(
    r"(?m)^[ 　]*(?:(?P<open>[（(])(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）]"
    r"|(?P<number>[一二三四五六七八九十]{1,2})(?P<mark>、)|(?P<number>[0-9]{1,2})(?P<mark>[.．、])|(?P<mark>——|[●◆◇■□★▲▪•※]))"
)
ABOVE = regex.compile(
    r"^\s?(?:以上|上述)(?:(?P<number>[两二三四五六七八九十]|[0-9]{1,2})|各)?[项类]?\p{Han}{0,6}"
    r"(?:合计|共计|总计|总额|共)\p{Han}{0,6}$"
)
THESE = regex.compile(
    r"\s?(?:以上|上述)(?P<number>[两二三四五六七八九十]|[0-9]{1,2})(?:[项类笔次]|个方面)"
)
# 以上共59人（户），经费总计19300元: the people of all items, and what was given to them.
ABOVE_COUNTED = regex.compile(
    r"^\s?(?:以上|上述)(?:各项|各类|对象|人员)?(?:合计|共计|总计|共)(?:慰问|救助|走访|资助)?(?P<people>[0-9]{2,})"
    r"[人户名](?:[（(][人户名][)）])?[，,](?:所?需)?(?:慰问|救助|补助|发放)?(?:资金|经费|金额|款项|费用|慰问金)?"
    r"(?:合计|共计|总计|共)$"
)
BACK = 24  # code points back from a total in which the number of items may stand
NOT_ALL = regex.compile(
    r"[上去往前历]年|其中|另|加上|结转|结余|余款|剩余|计划|预计|拟|[筹募]集|收入|[含除]|部分"
    r"|[不未]计|不[含包]|除外|列支|承担|负担|若干"
    r"|等(?!\s?[0-9]|\p{Han}{0,4}(?:用品|物品|食品|物资|慰问品))"  # 水杯等用品
)
LEFT = regex.compile(r"[，,；;](?:尚|还|现|仍)?(?:结余|剩余|余款|余)")  # …合计82.8万元，剩余3.6万元
NEXT = regex.compile("[0-9]")  # 68000元，对象158名（老人未计在内）: that is said of the 158
GIFTS = 10  # times what one of an item got, at least what all of them did
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
    money = [f for f in money if not (f.is_said_rate or f.is_change or EXTREME.search(f.lead))]
    if "上" in text:
        yield from _of_made(money, known, text)
    if len(money) <= FEWEST:
        return
    start, end = listed[0].sentence_start - BACK, money[-1].end
    heads = list(HEAD.finditer(text, max(0, start), end))
    starts = [f.start for f in money]
    closing = [f for f in money if _sums_up(f, text)]
    done = {r.total for r in known if r.kind == FindingKind.SUM}
    totals = {r.total for r in known}
    for run in _runs(heads):
        first, last = run[0].start(), run[-1].end()
        if bisect_left(starts, last) - bisect_left(starts, first) < len(run) - 1:
            continue  # an item has no amount
        inner = _inner(first, known, listed) | _told_up(money)
        amounts = [f for f in money if f.at not in inner]
        behind = next((f for f in closing if f.start > last), None)
        if behind is not None and behind.at not in done:
            items = list(_items(run, amounts, behind.sentence_start))
            yield from _behind(behind, items, totals, listed, text)
        if len(run) >= FEWEST_BEFORE:
            items = list(_items(run, amounts, _end(run[-1], heads, text)))
            before = [f for f in amounts if f.end <= first and f.at not in done]
            yield from _before(before, items)


def _of_made(money: Sequence[Figure], known: Sequence[Relation], text: str) -> Iterator[Relation]:
    """Yield the totals of as many amounts, which rates make, as 上述四项 says."""
    summed = {r.total for r in known if r.kind == FindingKind.SUM}
    made = {r.total for r in known if r.kind == FindingKind.PRODUCT}
    for total in money:
        said = THESE.match(text, total.sentence_start, total.start)
        number = read_numeral(said["number"]) if said and total.at not in summed else None
        if number is None or not total.is_marked_total:
            continue
        before = [f for f in money if f.at in made and f.at < total.at]
        parts = before[-int(number.value) :]
        if len(parts) == number.value >= FEWEST and added(parts) == total.stated:
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts)


def _runs(heads: Sequence[regex.Match[str]]) -> Iterator[list[regex.Match[str]]]:
    """Yield the heads of one style that number their items from one on."""
    styles: dict[tuple[bool, str | None, bool], list[regex.Match[str]]] = {}
    for head in heads:
        written = str(head["number"] or "")
        style = (bool(head["open"]), head["mark"], written.isdigit())
        run = styles.get(style, [])
        number = value_of(head) if written else len(run) + 1
        if (number == 1 and written) or number != len(run) + 1:
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


def _told_up(money: Sequence[Figure]) -> set[int]:
    """Return the places of the amounts that the one behind them sums up, in their paragraph.

    救助8000元；…6000元；…4000元。全年救助3人，支出1.8万元
    """
    found: set[int] = set()
    for at, total in enumerate(money):
        before = [f for f in money[max(0, at - LONGEST) : at] if f.paragraph == total.paragraph]
        made = list(accumulate(f.stated or NOTHING for f in reversed(before)))
        if total.stated in made[1:]:
            found |= {f.at for f in before[-made.index(total.stated) - 1 :]}
    return found


def _sums_up(figure: Figure, text: str) -> bool:
    said = _said(figure, text)
    return "上" in said and bool(ABOVE.search(said) or ABOVE_COUNTED.search(said))


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


def _behind(
    total: Figure,
    items: Sequence[Item],
    totals: Container[int | None],
    listed: Sequence[Figure],
    text: str,
) -> Iterator[Relation]:
    said = ABOVE.search(_said(total, text))
    number = read_numeral(said["number"]) if said and said["number"] else None
    if number is not None and len(items) > number.value > 1:
        items = items[-int(number.value) :]  # a mark may stand before the title, too
    if not all(item.amounts for item in items):
        return
    parts = [f for item in items for f in item.amounts]
    if len(parts) >= FEWEST and added(parts) == total.stated:
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts)
        return
    made = [[f for f in _made(item, totals) if f.is_marked_total] for item in items]
    parts = [f for amounts in made for f in amounts]
    if all(len(amounts) == 1 for amounts in made) and added(parts) == total.stated:
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts)  # 小额信贷336万元 is no grant
        return
    parts = [f for item in items for f in _own(item, totals)]
    if len(parts) < FEWEST:
        return
    if added(parts) == total.stated:
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts)
        return
    is_counted = number is not None and number.value == len(items)
    is_counted = is_counted or _are_all_counted(total, items, listed, text)
    is_counted = is_counted and len(items) == len(parts)
    is_exact = are_exact((total, *parts))
    words = "".join(text[f.sentence_start : f.end] + rest_of_sentence(f, text) for f in parts)
    words += NEXT.split(LEFT.split(rest_of_sentence(total, text))[0])[0]
    is_next = total.paragraph - parts[-1].paragraph <= 1
    is_sure = is_counted and is_exact and is_next and not NOT_ALL.search(words)
    is_explained = is_digit_off(total, parts) or is_one_left_out(total, parts)
    if is_sure and is_like(total, parts) and is_explained:
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _are_all_counted(
    total: Figure, items: Sequence[Item], listed: Sequence[Figure], text: str
) -> bool:
    """Whether the number of people beside the total is that of all items, one number each."""
    said = ABOVE_COUNTED.search(_said(total, text))
    heads = [f for f in listed if f.series in HEADS and not f.per and f.is_exact]
    told = [[f for f in heads if item.start <= f.start < item.end] for item in items]
    is_one_each = all(len(counts) <= 1 for counts in told)
    people = added([f for counts in told for f in counts])
    return bool(said) and is_one_each and people == int(said["people"])


def _own(item: Item, totals: Container[int | None]) -> Sequence[Figure]:
    """Return the one amount of an item that other figures make, or all that it has.

    给下岗职工送上3000元。…每人1500元，为386名职工发放57.9万元: the 3000元 are one gift of them.
    """
    made = _made(item, totals)
    others = [f for f in item.amounts if f.at not in totals]
    are_gifts = len(made) == 1 and (made[0].stated or 0) >= GIFTS * added(others)
    return made if are_gifts else item.amounts


def _made(item: Item, totals: Container[int | None]) -> list[Figure]:
    return [f for f in item.amounts if f.at in totals]


def _before(before: Sequence[Figure], items: Sequence[Item]) -> Iterator[Relation]:
    parts = [f for item in items for f in item.amounts]
    if len(parts) != len(items) or not all(len(item.amounts) == 1 for item in items):
        return
    for total in reversed(before):
        is_near = parts[0].sentence - total.sentence <= REACH
        if is_near and digits_of(total.stated) >= TELLING and added(parts) == total.stated:
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts)
            return
