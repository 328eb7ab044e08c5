"""Sums of products: several groups, each with its number and its rate, and one total.

    职工20人，每人500元，党员30人，每人300元，共计19000元     500 × 20 + 300 × 30
    发给劳模32000元，另慰问5人，每人600元，共计35000元        32000 + 600 × 5
    583名学生领到98万元。20名各得4000元，…417位、84位都是每人1500元
    5120人，每人每月50元；460人，每人每月100元。12个月共发放352.4万元      over months
    送给甲2000元。给乙、丙两人各3000元。⏎ 给丁5000元。⏎ 此次共发放13000元     of paragraphs

The total stands behind all groups, or before them.  It may close the last group alone or all of
them, so that it fails only where neither comes out, in one sentence that says 共计 at its end and
holds nothing but numbers and rates.  Where the groups are of levels of government (国家的70万元,
省里的28万元), each level has its own groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

import regex

from extractor.intervals import add
from extractor.linking.claim_words import counts
from extractor.linking.neighbours import between
from extractor.linking.openness import GRADES, UNTOLD
from extractor.linking.plain import is_outside
from extractor.linking.products.rates import is_of_one_time
from extractor.linking.products.terms import Term, comes_to, interval_of, sum_of_terms, terms_of
from extractor.linking.relations import Relation
from extractor.linking.totals import FEWEST
from extractor.model import Approx, Count, Figure

SUMMED = regex.compile(
    r"\s?(?:以上|上述|这)?(?:(?P<number>[两二三四五六七八九十]|[0-9]{1,2})个?\p{Han}{1,3}?(?:助学|奖学|救助|补助|慰问|奖)?[金款]?)?"
    r"(?:共计?|合计|总计)(?:发放|支出)?\p{Han}{0,6}"
)
OTHERS = regex.compile(
    r"另|以及其他|等(?!\s?[0-9]|[奖功])|部分|不等|至|或|其中|其余|包括|含|[-—–~～]"
)
LEVEL = re.compile(r"国家|中央|省|市|县|区|镇|乡|村")
OTHER_TIME = regex.compile(r"[上去前往历][学一]?[年期]|次年|累计|预计|将|计划|标准")
OF_THIS_TIME = regex.compile(r"[此这本]次[^，,。；;0-9]{0,8}共")
MONTHLY = re.compile(r"每[人户名位]每月|每月每[人户名位]|月[人户]?均|人均每月")
REACH = 3  # sentences from a total to the groups that follow it
LONGEST = 12  # groups


def product_sums(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of several groups, behind them or before them."""
    plain = [f for f in listed if is_outside(f)]
    for _, group in groupby(plain, key=lambda f: f.paragraph):
        inside = list(group)
        if not any(f.is_said_rate for f in inside):
            continue
        terms = terms_of(inside, text)
        if len(terms) < FEWEST or not _is_sum(terms):
            continue
        yield from _over_months(inside, terms)
        yield from _behind(inside, terms, text)
        yield from _before(plain, terms, text)
        yield from _later(plain, terms)
    yield from _visits(plain, text)


def _behind(inside: Sequence[Figure], terms: Sequence[Term], text: str) -> Iterator[Relation]:
    for at, total in enumerate(inside):
        if not _may_be_total(total) or not _is_marked(total, inside[at - 1] if at else None):
            continue
        before = _since_total([t for t in terms if t.money.at < total.at])[-LONGEST:]
        before = _once([t for t in before if _may_be_part(t, total)])
        tails = (before[-n:] for n in range(FEWEST, len(before) + 1))
        fitting = [tail for tail in tails if _is_sum(tail) and comes_to(total, tail)]
        own = [t for t in before if t.money.sentence == total.sentence]
        said = SUMMED.fullmatch(text, total.sentence_start, total.start)
        is_said = said and (not said["number"] or counts(said.group(), "", "", len(before)))
        if not own and before and is_said:
            last = before[-1].money  # 一等8人，每人3000元；二等20人，每人1500元。总计54000元
            is_next = total.sentence - last.sentence == 1 and total.paragraph == last.paragraph
            is_next = is_next and not text[last.end : total.sentence_start].strip(" 。；;")
            own = [t for t in before if is_next and t.money.sentence == last.sentence]
        if fitting:
            yield sum_of_terms(total, fitting[0])
        elif len([t for t in own if t.count]) >= FEWEST:
            yield sum_of_terms(total, own, closed=_is_clean(own, total, inside, text))
        elif len(own) >= FEWEST and own[-1].count and not _is_alone(own, total):
            yield sum_of_terms(total, own)


def _is_marked(total: Figure, last: Figure | None) -> bool:
    """Whether a word marks the total, or the number it stands beside: 合计810户、90万元."""
    is_beside = last is not None and last.is_count and last.is_marked_total
    return total.is_marked_total or (is_beside and total.lead in ("", "、", "，"))


def _over_months(inside: Sequence[Figure], terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield the total that monthly rates come to over the months counted right before it."""
    monthly = [t for t in terms if t.count and MONTHLY.search(t.money.lead)]
    for months, total in pairwise(inside):
        time = months.mention.value
        is_time = isinstance(time, Count) and time.unit in ("个月", "月") and months.stated
        if not (is_time and total.is_marked_total and _may_be_total(total)):
            continue
        own = [t for t in monthly if t.money.at < months.at]
        own = [t for t in own if months.sentence - t.money.sentence <= 1][-LONGEST:]
        times = months.stated or Decimal(1)
        if len(own) >= FEWEST and comes_to(total, own, times):
            yield sum_of_terms(total, own, times=times)


def _is_alone(own: Sequence[Term], total: Figure) -> bool:
    """Whether the last group alone is in the item of its total, behind ``；``.

    为小学捐款5万元；资助16人，每人3000元，共计5.8万元: the sum of all was tried before.
    """
    return own[-1].money.part == total.part != own[-2].money.part


def _may_be_total(figure: Figure) -> bool:
    is_money = figure.is_money and figure.stated is not None
    return is_money and not figure.is_said_rate


def _may_be_part(term: Term, total: Figure) -> bool:
    """Whether the group may be in the total: an amount that is larger is what was raised for it.

    60多万元 of another sentence comes with anything to any larger amount.
    """
    is_less = (term.money.stated or Decimal(0)) < (total.stated or Decimal(0))
    is_open = term.money.quantity.approx in (Approx.OVER, Approx.AT_LEAST)
    is_told = not is_open or term.money.sentence == total.sentence
    return term.count is not None or (is_less and is_told)


def _since_total(terms: Sequence[Term]) -> list[Term]:
    """Return the groups behind the last total."""
    found: list[Term] = []
    for term in reversed(terms):
        if term.count is None and term.money.is_marked_total:
            break
        if term.count is None and term.money.is_said_rate:
            break  # a second rate for the same ones, or one whose number is not read
        found.insert(0, term)
    return found


def _once(terms: Sequence[Term]) -> list[Term]:
    """Leave out what the amount behind it says again: 棉鞋52双，每双65元，花去3380元."""
    told = {
        one.money.at
        for one, after in pairwise(terms)
        if one.count and after.count is None and comes_to(after.money, [one])
    }
    return [term for term in terms if term.money.at not in told]


def _is_sum(terms: Sequence[Term]) -> bool:
    return any(term.count for term in terms)


def _is_clean(own: Sequence[Term], total: Figure, inside: Sequence[Figure], text: str) -> bool:
    """Whether the sentence holds the groups and their total, and nothing that could be besides."""
    words = GRADES.sub("", text[own[0].money.sentence_start : total.start])
    used = {at for term in own for at in term.places}
    sentences = (own[0].money.sentence, total.sentence)
    beside = [f for f in inside if f.sentence in sentences and f.at < total.at and f.at not in used]
    said = text[own[-1].money.end : total.start]
    for figure in beside:  # 合计810户、90万元
        said = said.replace(figure.mention.text, "", 1)
    is_next = not regex.search("[0-9]", said)
    alone = not any(comes_to(total, [term]) for term in own)
    is_all = all(t.count for t in own) and all(_sums_up(f, own) for f in beside)
    if any(_sums_up(f, own) and f.at < own[0].money.at for f in beside):
        words = words.replace("其中", "", 1)  # 有46名立功，其中二等功2名…，三等功44名…: all of them
    is_sure = is_all and is_next and alone
    is_sure = is_sure and not UNTOLD.search(words)
    is_sure = is_sure and is_of_one_time([t.money for t in own], total, text)
    return is_sure and not OTHERS.search(words) and not _may_be_apart(own, text)


def _may_be_apart(terms: Sequence[Term], text: str) -> bool:
    """Whether a rate may be for the last of its groups alone: 走访300户，慰问24户，每户500元."""
    return any(
        one.money is other.money
        and one.count is not None
        and other.count is not None
        and between(one.count, other.count, text)[:1] in ("，", ",")
        for one, other in pairwise(terms)
    )


def _sums_up(figure: Figure, own: Sequence[Term]) -> bool:
    """Whether the figure says how many there are in all, or how many groups: 两项共计."""
    if not figure.is_count:
        return False
    if figure.at > own[-1].money.at and figure.stated == len(own):
        return True
    counted = [term.count for term in own if term.count]
    is_same = all(count.series == figure.series for count in counted)
    return is_same and figure.stated == sum(count.stated or 0 for count in counted)


def _later(plain: Sequence[Figure], terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield the total of a later paragraph that all groups of theirs make: 敬老金共需164000元."""
    last = terms[-1].money
    groups = sum(term.count is not None for term in terms)
    for total in plain if groups >= FEWEST and terms[0].count else ():
        is_later = 0 < total.paragraph - last.paragraph <= REACH
        is_total = total.is_marked_total and _may_be_total(total)
        if is_later and is_total and _made(terms) == total.stated:
            yield sum_of_terms(total, terms)
            return


def _visits(plain: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of this time that the paragraphs before make, the nearest of them."""
    rates = [f.at for f in plain if f.is_money and f.is_said_rate]
    for total in plain if rates and OF_THIS_TIME.search(text) else ():
        is_told = OF_THIS_TIME.search(text, total.sentence_start, total.start)
        if total.at > rates[0] and is_told and _may_be_total(total):
            before = [f for f in plain if f.at < total.at and f.paragraph < total.paragraph]
            yield from _told_before(total, before, text)


def _told_before(total: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    terms: list[Term] = []
    for _, group in groupby(reversed(before), key=lambda f: f.paragraph):
        own = terms_of(list(group)[::-1], text)
        terms = [*own, *terms]
        is_closed = any(t.money.is_marked_total or (t.money.per and not t.count) for t in own)
        if is_closed or len(terms) > LONGEST:
            return
        if len(terms) >= FEWEST and _is_sum(terms) and _made(terms) == total.stated:
            yield sum_of_terms(total, terms)
            return


def _made(terms: Sequence[Term]) -> Decimal | None:
    """Return what the groups come to as written."""
    numbers = [(t.money.stated, t.count.stated if t.count else Decimal(1)) for t in terms]
    known = [one * other for one, other in numbers if one is not None and other is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _before(plain: Sequence[Figure], terms: Sequence[Term], text: str) -> Iterator[Relation]:
    groups = [t for t in terms if t.count]
    if len(groups) < FEWEST:
        return
    first = min(place for term in groups for place in term.places)
    near = [
        f
        for f in plain
        if f.at < first
        and _may_be_total(f)
        and groups[0].money.sentence - f.sentence <= REACH
        and f.series == groups[0].money.series
    ]
    for total in near:
        level = _level(total.lead)
        own = [t for t in groups if level and level in _levels(t)]
        for some in (groups, own):
            if len(some) >= FEWEST and comes_to(total, some):
                yield sum_of_terms(total, some)
                break
        else:
            if len(own) >= FEWEST and _exceed(total, own, text):
                yield sum_of_terms(total, own, closed=True)


def _exceed(total: Figure, own: Sequence[Term], text: str) -> bool:
    """Whether the groups of the level come to more than its total, though it may have others too.

    国家的70万元 … 国家奖学金每人5000元，国家助学金每人1500元: no group of another level or time.
    """
    words = total.lead + text[total.end : own[-1].money.end]
    is_plain = not (OTHER_TIME.search(words) or OTHERS.search(own[-1].money.tail))
    is_plain = is_plain and total.is_exact
    levels = {_level(total.lead)}
    is_own = all(_levels(t) == levels for t in own)
    is_own = is_own and is_of_one_time([t.money for t in own], total, text)
    whole = total.interval
    parts = [part for t in own if (part := interval_of(t)) is not None]
    if not (is_plain and is_own and whole and whole.high and len(parts) == len(own)):
        return False
    least = add(parts).low
    return least is not None and whole.high < least < whole.high * 2


def _level(words: str) -> str | None:
    found = LEVEL.findall(words)
    return _plain_level(found[-1]) if found else None


def _levels(term: Term) -> set[str]:
    return {_plain_level(word) for word in LEVEL.findall(term.words)}


def _plain_level(word: str) -> str:
    return "国家" if word == "中央" else word
