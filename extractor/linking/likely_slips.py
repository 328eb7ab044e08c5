"""Claims that one slip parts from coming out, where no word says that they must.

    助学24万元，资助困难职工子女70名，每人4000元        28万, or 60名
    86户，每户600元；19户，每户1000元。此项开支7.16万元   7.06万, if it is of both groups alone
    床位880张，入住637人，入住率65%                     72.4% … if the numbers are of the same thing
    建档立卡617户，累计脱贫698户，剩余19户              598户, if nothing else is in the 617

No reader takes such a figure for certainly wrong: what an amount is for, and what is left of it,
need not be told in one breath.  So it is shown, and fails only where a rate has the name of what
its part did of the one whole of its sentence, or where the one number of a sentence has a rate for
each already.  The figures stand beside each other, no relation explains them, and they have digits
enough that one slip is no accident.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

import regex

from extractor.linking.coming_out import comes_out
from extractor.linking.figures import unit_of
from extractor.linking.plain import may_be_slip
from extractor.linking.products.rates import counts_for, form_of
from extractor.linking.products.terms import Term, sum_of_terms, terms_of
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.told_shares import CHANGED, SAID
from extractor.linking.relations import Form, Relation, product_of, share_of, sum_of, surest
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import LIKELY, is_digit_off, is_share_slip, is_slip
from extractor.linking.totals import FEWEST, NOTHING, digits_of
from extractor.model import Figure

NEXT = 2  # figures from a rate to its total
GOODS = 4  # figures from a number of people, past what each gets, to a rate
REST = regex.compile(
    r"(?:其余|其他|其它|剩余|剩下|余下|不足|尚[余有]|还[剩有]|仍[剩有]|结余|余额|余款)[^，,。；;0-9]{0,8}$"
)
OUGHT = regex.compile(r"应|计划|目标|任务|预算|发出|[共总筹]")
DONE = regex.compile(r"实|已|完成|收回|回收|到位|支出|使用|参加|来了")
BACK = 3  # sentences from a whole to what is left of it
MOST = 5  # parts of it
BEFORE = 30  # figures before a share
TELLING = 3  # digits of a share that no two numbers make by accident
OTHER_TIME = regex.compile(r"[上去往历前]年|累计|新增|应|计划|目标|同比")
NAMES = 2  # code points that a share and its part both have


def find_likely_slips(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield what one slip parts from a product, a share or a whole that nothing else makes."""
    made = {r.total for r in found}
    used = {at for r in found for at in r.places}
    plain = [f for f in listed if f.bracket is None and may_be_slip(f)]
    read = (
        _sums_of_products(plain, used, made, text),
        _products(plain, used, made, _numbers_of_all(found, listed)),
        _rests(plain, used, made),
        _shares(listed, made),
    )
    for relation in surest(read):
        yield relation if relation.is_closed else replace(relation, doubt=LIKELY)


def _products(
    plain: Sequence[Figure],
    used: Container[int],
    made: Container[int | None],
    of_all: Container[tuple[int, str | None]],
) -> Iterator[Relation]:
    """Yield an amount beside a rate and the number next to it.

    For 1240户发面粉2480袋，每户2袋；另拨9.29万元，每户80元 the one number is that of both rates.
    """
    for _, group in groupby(plain, key=lambda f: f.sentence):
        row = list(group)
        for at, rate in enumerate(row):
            if not (rate.is_said_rate and rate.is_money) or rate.at in used:
                continue
            # 136位老人，每人一条围巾，外加200元: whom the goods before the amount are for, too
            counts = [c for c in row[max(0, at - GOODS) : at + 2] if counts_for(c, rate)][-NEXT:]
            totals = [f for f in row[max(0, at - NEXT) : at + NEXT + 1] if _may_be(f, rate, made)]
            pairs = ((count, total) for count in counts for total in totals)
            pair = next((pair for pair in pairs if _is_product_off(rate, *pair)), None)
            if pair is not None:
                count, total = pair
                is_same = (count.at, rate.per) in of_all and sum(
                    counts_for(c, rate) for c in row
                ) == 1
                is_beside = total.at == rate.at - 1 and total.end == rate.start - len(rate.lead) - 1
                closed = is_same and is_beside
                yield product_of(form_of([rate]), total, [rate, count], closed=closed)


def _numbers_of_all(
    found: Sequence[Relation], listed: Sequence[Figure]
) -> set[tuple[int, str | None]]:
    """Return the numbers that a rate for each of them makes something of, with what it is for."""
    by_place = {f.at: f for f in listed}
    made = [r for r in found if r.form == Form.RATE_TIMES_COUNT and comes_out(r, by_place)]
    return {(r.parts[-1], by_place[r.parts[0]].per) for r in made}


def _sums_of_products(
    plain: Sequence[Figure], used: Container[int], made: Container[int | None], text: str
) -> Iterator[Relation]:
    """Yield an amount right before or behind several groups of a paragraph, with all of them."""
    for _, group in groupby(plain, key=lambda f: f.paragraph):
        inside = list(group)
        if sum(f.is_said_rate for f in inside) < FEWEST:
            continue
        terms = [t for t in terms_of(inside, text) if t.count]
        if len(terms) < FEWEST or any(t.money.at in used for t in terms):
            continue
        places = [at for term in terms for at in term.places]
        beside = (f for f in inside if f.at in (min(places) - 1, max(places) + 1))
        for total in beside:
            if _may_be(total, terms[0].money, made) and _is_sum_off(total, terms):
                yield sum_of_terms(total, terms)


def _is_sum_off(total: Figure, terms: Sequence[Term]) -> bool:
    """Whether another digit of one of the figures makes the groups come to the total."""
    groups = [[f.stated or NOTHING for f in term.members] for term in terms]
    made, stated = sum(money * count for money, count in groups), total.stated or NOTHING
    gap = stated - made
    return is_slip(stated, Decimal(made)) or any(
        is_slip(money, money + gap / count) or is_slip(count, count + gap / money)
        for money, count in groups
    )


def _may_be(total: Figure, rate: Figure, made: Container[int | None]) -> bool:
    is_amount = total.series == rate.series and not total.is_said_rate
    return is_amount and total.at not in made and digits_of(total.stated) >= FEWEST


def _is_product_off(rate: Figure, count: Figure, total: Figure) -> bool:
    """Whether another digit of one of the three makes the product come out."""
    if rate.stated is None or count.stated is None or total.stated is None:
        return False
    each = total.stated / count.stated
    return (
        is_slip(total.stated, rate.stated * count.stated)
        or is_slip(count.stated, total.stated / rate.stated)
        or (digits_of(rate.stated) >= FEWEST and is_slip(rate.stated, each))
    )


def _rests(
    plain: Sequence[Figure], used: Container[int], made: Container[int | None]
) -> Iterator[Relation]:
    """Yield a whole with the parts behind it, of which the last is what is left."""
    rows: dict[str, list[Figure]] = {}
    for figure in plain:
        if not figure.is_said_rate:
            rows.setdefault(figure.series, []).append(figure)
    for row in rows.values():
        for at, rest in enumerate(row):
            if rest.at not in used and REST.search(rest.lead):
                yield from _whole_of(row[max(0, at - MOST) : at + 1], made)


def _whole_of(row: Sequence[Figure], made: Container[int | None]) -> Iterator[Relation]:
    for start in range(len(row) - FEWEST - 1, -1, -1):
        whole, parts = row[start], row[start + 1 :]
        is_near = row[-1].sentence - whole.sentence <= BACK and whole.at not in made
        is_whole = (row[-1].stated or 0) < (whole.stated or 0)
        if is_near and is_whole and is_digit_off(whole, parts, FEWEST):
            yield sum_of(Form.TOTAL_THEN_LIST, whole, parts)
            return


def _shares(listed: Sequence[Figure], made: Container[int | None]) -> Iterator[Relation]:
    """Yield a share of the figure right before it, of a whole told near or by name before."""
    for at, share in stated_shares(listed):
        is_open = share.is_exact and share.at not in made and "‰" not in share.mention.text
        said = SAID.search(share.lead) if is_open else None
        if said is None or CHANGED.search(share.lead) or NOT_COMPARABLE.search(share.lead):
            continue
        before = [
            f for f in listed[max(0, at - BEFORE) : at] if f.bracket is None and may_be_slip(f)
        ]
        before = [f for f in before if not f.is_said_rate and digits_of(f.stated) >= FEWEST]
        if not before or before[-1].sentence != share.sentence:
            continue
        part = _named(said["name"] or "", before)
        near = [f for f in before if f.series == part.series and f is not part]
        near = [f for f in near if _is_near(f, share, said)]
        wholes = [f for f in near if (f.stated or 0) > (part.stated or 0)]
        is_told = digits_of(share.stated) >= TELLING or len(near) == 1
        fitting = [f for f in wholes if is_share_slip(part, f, share)]
        if fitting and _is_of(said, part, fitting[-1]):
            row = [f for f in listed if f.sentence == share.sentence and f.series == part.series]
            closed = _is_sure(said["name"] or "", part, fitting[-1], row)
            if is_told or closed:
                yield share_of(share, part, fitting[-1], closed=closed)


def _named(name: str, before: Sequence[Figure]) -> Figure:
    """Return the figure of the last sentence that a rate is named after, or the last one."""
    own = [f for f in before if f.sentence == before[-1].sentence]
    named = [f for f in own if len(name) >= NAMES and name in f.lead]
    return named[0] if len(named) == 1 else before[-1]


def _is_sure(name: str, part: Figure, whole: Figure, row: Sequence[Figure]) -> bool:
    """Whether the rate has the name of what the part did, of the one whole of its sentence.

    在册职工2250人，入会2180人，入会率96.6%; 培训428人，找着活的317人，就业率71.4%: of others
    """
    before = [f for f in row if f.at <= part.at]
    is_named = len(name) >= NAMES and [f for f in row if name in f.lead] == [part]
    is_alike = unit_of(whole) == unit_of(part) != "" and whole.series in HEADS
    is_next = before[:1] == [whole] and before[-2:] == [whole, part]
    words = whole.lead + part.lead
    return is_named and is_alike and is_next and not OTHER_TIME.search(words)


def _is_near(whole: Figure, share: Figure, said: regex.Match[str]) -> bool:
    """Whether a figure stands in the sentence of the share or the one before, or has its name."""
    is_next = whole.paragraph == share.paragraph and share.sentence - whole.sentence <= 1
    name = said["whole"] or ""
    return is_next or (len(name) >= NAMES and name[-NAMES:] in whole.lead)


def _is_of(said: regex.Match[str], part: Figure, whole: Figure) -> bool:
    """Whether the words name the part (入住率, 入住637人), the whole, or neither: 占65%."""
    name, of = said["name"] or "", said["whole"] or ""
    words = part.lead + part.tail
    is_named = len(name) < NAMES or name[:NAMES] in words or name[-NAMES:] in words
    # 应查2850人，实际来了2394人，检查率84%
    is_named = is_named or bool(OUGHT.search(whole.lead) and DONE.search(part.lead))
    return is_named and (len(of) < NAMES or of[-NAMES:] in whole.lead + whole.tail)
