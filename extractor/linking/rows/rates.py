"""What each row of a list makes of rates told beside the list.

    本科每人4000元，专科每人2000元。…
    城北区：本科48名，专科35名，资金26.2万元 ⏎ 安陵县：本科60名，专科42名，资金32.4万元
    补助标准为每户300元。⏎ 坪上村 12户 3600元 ⏎ 岩脚村 15户 4500元
    燃料分场 6人 1人 5300元 ⏎ 锅炉分场 9人 2人 8200元 ⏎ 标准：困难职工每人800元，住院职工每人500元

Of several numbers in a row each has the rate with its name, or one sentence has a rate for each.
A list may have amounts of other things.  Where most of its rows come out, it claims the same of
those that do not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, permutations

import regex

from extractor.linking.products.rates import counts_alike
from extractor.linking.products.terms import Term
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.rows.lists import Row, RowList
from extractor.linking.said_rates import GETTING_UNITS, HEADS
from extractor.linking.totals import NOTHING
from extractor.model import Figure
from extractor.offsets import first_mark

BACK = 6  # paragraphs from a list back to the rates of its rows
ON = 3  # paragraphs behind a list that may tell them
MOST = 4  # kinds of recipients in a row
FEWEST = 2  # rows that come out
HAN = regex.compile(r"\p{Han}+")
# 每户500元，残疾人家庭另加100元: more than one rate is in the rows.
OTHERS = regex.compile(
    r"另|其中|[加增][发加]|上浮|下浮|不等|最[高多低少]|以[上下]|左右|视|酌情|适当|根据|[-—~～]|至"
)
SHORTEST = 2  # characters of what a kind is called


@dataclass(frozen=True, slots=True)
class Reading:
    """Which columns of a list the rates are for, and the column of what they make."""

    rates: tuple[tuple[int, Figure], ...]
    amount: int


def find_row_rates(
    lists: Sequence[RowList], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the amounts of rows that the rates told beside their list make, and do not make."""
    rates = [f for f in listed if lists and _is_rate(f)]
    for found in lists:
        for reading in _readings(found, _near(found, rates), text):
            right = sum(_comes_out(row, reading) for row in found.rows)
            if right >= FEWEST and right > len(found.rows) - right:
                is_only = not any(OTHERS.search(sentence_of(r, text)) for _, r in reading.rates)
                for row in found.rows:
                    if is_only or _comes_out(row, reading):
                        yield _relation(row, reading)
                yield from _of_total(found, reading)
                break


def _near(found: RowList, rates: Sequence[Figure]) -> Sequence[Figure]:
    """Return the rates told not far before the list, or right behind it."""
    first, last = found.rows[0].paragraph, (found.total or found.rows[-1]).paragraph
    paragraphs = [f.paragraph for f in rates]
    before = rates[bisect_left(paragraphs, first - BACK) : bisect_left(paragraphs, first)]
    behind = rates[bisect_right(paragraphs, last) : bisect_right(paragraphs, last + ON)]
    return [*before, *behind]


def sentence_of(rate: Figure, text: str) -> str:
    """Return what the sentence of a rate says."""
    end = rate.end
    return text[rate.sentence_start : first_mark(text, "。\n", end, len(text))]


def _is_rate(figure: Figure) -> bool:
    is_exact = figure.stated is not None and figure.is_exact
    return figure.is_money and figure.per in GETTING_UNITS and is_exact


def _readings(found: RowList, rates: Sequence[Figure], text: str) -> Iterator[Reading]:
    """Yield the columns of numbers with a rate for each, for every way that the words allow."""
    first = found.rows[0]
    columns = [at for at, f in enumerate(first.figures) if f.series in HEADS and f.per is None]
    amounts = [at for at, f in enumerate(first.figures) if f.is_money and f.per is None]
    if not 0 < len(columns) <= MOST:
        return
    for amount in reversed(amounts):
        if len(columns) == 1:
            own = (r for r in reversed(rates) if counts_alike(first.figures[columns[0]], r))
            yield from (Reading(((columns[0], r),), amount) for r in own)
        else:
            pairs = chain([_by_name(found, columns, rates, text)], _in_order(first, columns, rates))
            yield from (Reading(tuple(chosen), amount) for chosen in pairs if chosen)


def _by_name(
    found: RowList, columns: Sequence[int], rates: Sequence[Figure], text: str
) -> list[tuple[int, Figure]]:
    """Return each column with the one rate that has its name before it, if all have."""
    first = found.rows[0]
    named: list[tuple[int, Figure]] = []
    for at in columns:
        name = _name(first, at, text)
        own = [r for r in rates if len(name) >= SHORTEST and name in r.lead]
        if len(own) == 1 and all(_name(row, at, text) == name for row in found.rows):
            named.append((at, own[0]))
    is_all = len(named) == len(columns) and len({r.at for _, r in named}) == len(columns)
    return named if is_all else []


def _in_order(
    first: Row, columns: Sequence[int], rates: Sequence[Figure]
) -> Iterator[list[tuple[int, Figure]]]:
    """Yield as many rates of one sentence as there are columns, those in their order first."""
    for at in range(len(rates) - len(columns) + 1):
        own = rates[at : at + len(columns)]
        if len({f.sentence for f in own}) == 1:
            for turned in permutations(own):
                chosen = list(zip(columns, turned, strict=True))
                if all(counts_alike(first.figures[n], r) for n, r in chosen):
                    yield chosen


def _name(row: Row, at: int, text: str) -> str:
    """Return what a number of a row is called: 本科48名; 一等 of the label 高一年级 一等."""
    start = row.figures[at - 1].end if at else row.label_start + len(row.label)
    words = HAN.findall(text[start : row.figures[at].start])
    if not words and not at:
        words = HAN.findall(row.label)[1:]
    return str(words[-1]) if words else ""


def _terms(row: Row, reading: Reading) -> list[Term]:
    return [Term(rate, row.figures[at], "") for at, rate in reading.rates]


def _comes_out(row: Row, reading: Reading) -> bool:
    total = row.figures[reading.amount]
    terms = _terms(row, reading)
    products = ((t.money.stated or NOTHING) * (t.count.stated or NOTHING) for t in terms if t.count)
    gap = abs(sum(products, NOTHING) - (total.stated or NOTHING))
    return gap * 2 < max(total.quantity.step, Decimal(1))


def _relation(row: Row, reading: Reading) -> Relation:
    terms = _terms(row, reading)
    members = [figure for term in terms for figure in term.members]
    form = Form.RATE_TIMES_COUNT if len(terms) == 1 else Form.SUM_OF_PRODUCTS
    return product_of(form, row.figures[reading.amount], members, closed=True)


def _of_total(found: RowList, reading: Reading) -> Iterator[Relation]:
    """Yield the amount under the list, where it comes out: else its own rows make it wrong."""
    total = found.total
    is_alike = total is not None and total.shape == found.rows[0].shape
    if total is not None and is_alike and _comes_out(total, reading):
        yield _relation(total, reading)
