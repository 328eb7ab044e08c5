"""Totals of the main amounts of the sections or sentences before, past what else these tell of.

    发放助学金34.6万元。…共6000元。…发放2.1万元。…救助金81.5万元，其间现场捐款50万元。全市累计发放118.8万元
    慰问金13.86万元。每人慰问品一份，价值120元，折合34320元。慰问金和慰问品总计172920元
    共收到捐款43260元。厂长1000元…⏎ 另，总工会拨给救助金3000元。两项合计46260元

A main amount is a marked total, or what was paid, given or handed out in things; a price, what one
gave, raised or earned is none.  The nearest of them that make a total of some digits to the last
one are taken.  Where the total says of how many it is (四项), and one digit parts it from as many
sections, one main amount each and nothing left open, it fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import regex

from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.sums.counted_lists import holds_more, number_before
from extractor.linking.totals import (
    FEWEST,
    LONGEST,
    NOTHING,
    added,
    are_exact,
    digits_of,
    exact_tail,
    is_like,
)
from extractor.model import Figure
from extractor.numerals import read_numeral

PAID = regex.compile(
    r"(?:发放|支出|支付|送去|送上|送出|拨付|拨给|下拨|救助|补助|资助|奖励|慰问|折合|折价|折款|价值|用去|花去|拿出"
    r"|给予)[^0-9，,。；;]{0,8}$|(?:合|计)(?:人民币|款)?$"
)
NOT_PAID = regex.compile(
    r"募|筹|争取|收入|到账|垫|建立|借|贷|损失|计划|预算|预计|设立|自付|花费|医疗费|捐出|报销|每|标准"
)
THINGS = regex.compile("折合|折价|折款|共计?$|合计?$|总计?$")
REACH = 8  # paragraphs back to the first main amount
TELLING = 3  # digits of a total that they make by no accident
SURE = 4  # … or of one that one slip parts from them


def of_main_amounts(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that the main amounts before them make."""
    if not any(_may_be_total(f) for f in row[FEWEST:]):
        return
    mains = [f for f, after in zip_longest(row, row[1:]) if _is_main(f, after)]
    for at, total in enumerate(mains):
        if at < FEWEST or not _may_be_total(total):
            continue
        near = [f for f in mains[max(0, at - 2 * LONGEST) : at] if _is_near(f, total)]
        before = _folded(near)[-LONGEST:]
        if fitting := exact_tail(total, before):
            yield sum_of(Form.LIST_THEN_TOTAL, total, fitting)
        else:
            yield from _of_so_many(total, before, row, text)


def _may_be_total(figure: Figure) -> bool:
    is_plain = figure.is_money and figure.is_marked_total and figure.bracket is None
    return is_plain and digits_of(figure.stated) >= TELLING


def _folded(mains: Sequence[Figure]) -> list[Figure]:
    """Leave out those of a paragraph that make the next one: 救助8000元；…6000元；…支出1.4万元."""
    kept: list[Figure] = []
    for figure in mains:
        own = [f for f in kept if f.paragraph == figure.paragraph]
        sizes = range(len(own), FEWEST - 1, -1)
        size = next((n for n in sizes if added(own[-n:]) == figure.stated), 0)
        kept = [*kept[: len(kept) - size], figure]
    return kept


def _is_near(figure: Figure, total: Figure) -> bool:
    return total.paragraph - figure.paragraph <= REACH


def _is_main(figure: Figure, after: Figure | None) -> bool:
    """Whether it is what was paid for something, and no price of what is told next."""
    if not figure.is_money or figure.is_change or figure.stated is None:
        return False
    if figure.bracket and not figure.is_marked_total:
        return False
    if figure.is_marked_total:
        return True
    if after is not None and after.sentence == figure.sentence and THINGS.search(after.lead):
        is_price = figure.stated < (after.stated or NOTHING)  # 价值120元，折合34320元
    else:
        is_price = False
    is_paid = PAID.search(figure.lead) is not None and NOT_PAID.search(figure.lead) is None
    return is_paid and not is_price


def _of_so_many(
    total: Figure, before: Sequence[Figure], row: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the total of as many sections as it says, one slip off."""
    said = number_before(total, text)
    number = read_numeral(said["number"]) if said and not said["which"] else None
    if number is None or digits_of(total.stated) < SURE:
        return
    parts = before[-int(number.value) :]
    apart = {f.paragraph for f in parts}
    if len(parts) != number.value or len(apart) != len(parts):
        return
    inside = [f for f in row if parts[0].paragraph <= f.paragraph and f.at < total.at]
    is_only = all(f in parts or not f.is_marked_total for f in inside)
    words = "".join(f.lead + f.tail for f in parts) + total.tail
    is_plain = is_only and are_exact((total, *parts)) and not OPEN_WORDS.search(words)
    is_plain = is_plain and not holds_more(total, parts, text)
    if is_plain and is_like(total, parts) and is_digit_off(total, parts):
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)
