"""What each row of a list makes of rates told beside the list.

    本科每人4000元，专科每人2000元。…
    城北区：本科48名，专科35名，资金26.2万元 ⏎ 安陵县：本科60名，专科42名，资金32.4万元
    补助标准为每户300元。⏎ 坪上村 12户 3600元 ⏎ 岩脚村 15户 4500元

A list may have amounts of other things.  Where most of its rows come out, it claims the same of
those that do not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
MOST = 4  # kinds of recipients in a row
FEWEST = 2  # rows that come out
HAN = regex.compile(r"\p{Han}+")
# 每户500元，残疾人家庭另加100元: more than one rate is in the rows.
OTHERS = regex.compile(
    r"另|其中|[加增][发加]|上浮|下浮|不等|最[高多低少]|以[上下]|左右|视|酌情|适当|根据|[-—~～]|至"
)
SHORTEST = 2  # characters of what a kind is called


def find_row_rates(
    lists: Sequence[RowList], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the amounts of rows that the rates told before their list make, and do not make."""
    rates = [f for f in listed if lists and _is_rate(f)]
    paragraphs = [f.paragraph for f in rates]
    for found in lists:
        first = found.rows[0].paragraph
        near = rates[bisect_left(paragraphs, first - BACK) : bisect_left(paragraphs, first)]
        for chosen in _choices(found, near, text):
            terms = [_terms(row, chosen) for row in found.rows]
            right = sum(map(_comes_out, found.rows, terms))
            if right >= FEWEST and right > len(terms) - right:
                is_only = not any(OTHERS.search(sentence_of(rate, text)) for _, rate in chosen)
                for row, own in zip(found.rows, terms, strict=True):
                    if is_only or _comes_out(row, own):
                        yield _relation(row, own)
                yield from _of_total(found, chosen)
                break


def sentence_of(rate: Figure, text: str) -> str:
    """Return what the sentence of a rate says."""
    end = rate.end
    return text[rate.sentence_start : first_mark(text, "。\n", end, len(text))]


def _is_rate(figure: Figure) -> bool:
    is_exact = figure.stated is not None and figure.is_exact
    return figure.is_money and figure.per in GETTING_UNITS and is_exact


def _choices(
    found: RowList, rates: Sequence[Figure], text: str
) -> Iterator[list[tuple[int, Figure]]]:
    """Yield the columns of numbers with a rate for each, for every way that the words allow."""
    first = found.rows[0]
    columns = [at for at, f in enumerate(first.figures) if f.series in HEADS and f.per is None]
    is_paid = first.figures[-1].is_money and first.figures[-1].per is None
    if not is_paid or not 0 < len(columns) <= MOST:
        return
    if len(columns) == 1:
        at = columns[0]
        yield from ([(at, r)] for r in reversed(rates) if counts_alike(first.figures[at], r))
        return
    named: list[tuple[int, Figure]] = []
    for at in columns:
        name = _name(first, at, text)
        own = [r for r in rates if len(name) >= SHORTEST and name in r.lead]
        if len(own) == 1 and all(_name(row, at, text) == name for row in found.rows):
            named.append((at, own[0]))
    if len(named) == len(columns) and len({r.at for _, r in named}) == len(columns):
        yield named


def _name(row: Row, at: int, text: str) -> str:
    """Return what a number of a row is called: 本科48名; 一等 of the label 高一年级 一等."""
    start = row.figures[at - 1].end if at else row.label_start + len(row.label)
    words = HAN.findall(text[start : row.figures[at].start])
    if not words and not at:
        words = HAN.findall(row.label)[1:]
    return str(words[-1]) if words else ""


def _terms(row: Row, chosen: Sequence[tuple[int, Figure]]) -> list[Term]:
    return [Term(rate, row.figures[at], "") for at, rate in chosen]


def _comes_out(row: Row, terms: Sequence[Term]) -> bool:
    total = row.figures[-1]
    products = ((t.money.stated or NOTHING) * (t.count.stated or NOTHING) for t in terms if t.count)
    gap = abs(sum(products, NOTHING) - (total.stated or NOTHING))
    return gap * 2 < max(total.quantity.step, Decimal(1))


def _relation(row: Row, terms: Sequence[Term]) -> Relation:
    total = row.figures[-1]
    members = [figure for term in terms for figure in term.members]
    form = Form.RATE_TIMES_COUNT if len(terms) == 1 else Form.SUM_OF_PRODUCTS
    return product_of(form, total, members, closed=True)


def _of_total(found: RowList, chosen: Sequence[tuple[int, Figure]]) -> Iterator[Relation]:
    """Yield the amount under the list, where it comes out: else its own rows make it wrong."""
    total = found.total
    if total is not None and total.shape == found.rows[0].shape:
        terms = _terms(total, chosen)
        if _comes_out(total, terms):
            yield _relation(total, terms)
