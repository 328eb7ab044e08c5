"""Totals of a chain of numbers and rates, all of which its sentence tells, in any order.

    16个镇街各设3个募捐点,共设48个                       so many for each of those before
    3个乡各有4个敬老院,每院1500元,计1.8万元               a rate for one of what a rate counts
    每周上门2次、每次3小时，全年52周，共服务312小时         the rates first
    200名留守儿童每人每月补助50元，连补3个月，共补30000元    a rate for one and for a time
    240袋,每袋净重25公斤,总重6吨                          in another unit of weight

Each rate is for one of what exactly one other figure counts, and each figure but the last of the
chain is so used once: then the sentence says what the total is, whatever words stand between, and
no shorter product is meant.  What does not come out fails where the total is called by nothing but
what adds up and words of the chain, or where one slip explains three digits, and where no word
leaves anything open; else it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import regex

from extractor.linking.claim_words import is_called_by
from extractor.linking.figures import noun_of, unit_of
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import COMMENT, without_exclusive
from extractor.linking.plain import is_outside
from extractor.linking.plain_totals import AT_MOST
from extractor.linking.products.durations import UNITS
from extractor.linking.products.rates import MORE_INSIDE, form_of, is_of_one_time
from extractor.linking.products.weights import POUNDS
from extractor.linking.relations import ONE, Form, Relation, product_of
from extractor.linking.said_rates import PERSON_UNITS, RATE_WORD
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, are_exact, digits_of
from extractor.model import CountKind, Figure

EACH = regex.compile(RATE_WORD)
# What a total of a product is said to be: 共, 合计, 总重, 折合, 需, 一年合, 正好, 能住.
CLAIM = regex.compile(
    r"共|连成?一?片|[合总小统累]计|总|折合?|合(?:\p{Han}{0,4}$)|价?值|需|要|计$|相加|加起来|下来|[就正]好?是|正好|[花用]去?|款$|[领送发拉能]\p{Han}{0,6}$|存"
)
# What was done with what each got: no other measure of it.
GIVEN = regex.compile("[领发送拉配派补奖用花建装赠募][走放出去回助贴励给到了]*|[捐赔]出?|供应|支付")
FULL = regex.compile("全[部数额]")
OTHERS = regex.compile(r"[和及与]\p{Han}")  # 65名退役老兵和遗属
DENIED = regex.compile(r"(?:没有|无|未)\p{Han}{1,3}")
ALL_TIME = {"月": (("全年|一年", 12), ("半年", 6)), "季度": (("全年|一年", 4),)}
# A word that leaves another reading: not all of them got it, not the whole of it, or more besides.
OPEN = regex.compile(
    r"左右|[以之]上|以下|以内|不等|其中|另|部分|[扣除](?!夕)|含|首[批期付]|先期|当[日天]|实[际到发收付]|损耗|[至到](?=[0-9])|起(?!来)|最|上限|封顶|其[余他]|[余剩]下"
    r"|剩余|等(?!级|[次奖])|优惠|让利|承担|负担|分担|减[半免]|缺勤|增[建加设]|追加|外加|加上|连同|此外|提留|受|停|陆续|跨|中途|平均|约|近(?!日)|多(?=[户人名])|或|参加|卖出|折扣|[七八九]折|到位|财政|去年|上年|累计到|尚|未(?!间断|增)|余"
)
THINGS = ("个", "家", "所", "支", "座", "处")  # 8个巡诊点, 每点
CASES = 3  # digits of a total that is called otherwise, so that one slip is no accident
TELLING = 2
UNTOLD = (2, 3, 4, 5, 6, 7, 8, 9, 11, 12)  # ten times as much is a slip
FAR = 101  # times as much: two zeros too many, but no more, are a slip
LARGEST = 6  # figures of a chain


class _Chain(NamedTuple):
    """The factors of a total, and what no figure tells of them: twelve months, two units."""

    factors: tuple[Figure, ...]
    times: Decimal

    @property
    def made(self) -> Decimal:
        """What the chain comes to."""
        made = self.times
        for figure in self.factors:
            made *= figure.stated or Decimal(0)
        return made


def chained(right: Sequence[Relation], listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of chains that are of no product which is ``right``."""
    made = {r.total: r for r in right}
    plain = [f for f in listed if is_outside(f) and f.stated and not f.is_share]
    for _, group in groupby(plain, key=lambda f: f.sentence):
        inside = list(group)
        if len(inside) <= FEWEST or not any(f.is_said_rate for f in inside):
            continue
        for at, total in enumerate(inside):
            is_open = at >= FEWEST and total.at not in made and not total.is_said_rate
            if is_open and CLAIM.search(total.lead):
                yield from _of(total, inside[:at], made, text)


def _of(
    total: Figure, before: Sequence[Figure], made: Mapping[int | None, Relation], text: str
) -> Iterator[Relation]:
    again = _said_again(before, total)
    factors = _factors([f for f in before if f is not again], total)
    for own in (factors, _since_total(factors, made)):
        chain = _chain(own, total, text) if FEWEST <= len(own) <= LARGEST else None
        if chain is not None:
            claim = CLAIM.search(total.lead) if again else None
            start = total.start - len(total.lead) + claim.start() if claim else None
            is_off = chain.made != total.stated and _is_sure(total, chain, start, text)
            if is_off or _is_near(total, chain):
                yield _relation(total, chain, closed=is_off)
            return


def _is_near(total: Figure, chain: _Chain) -> bool:
    """Whether a total is of the size of its chain, two zeros more or less at most."""
    stated, made = total.stated or ONE, chain.made
    return made < stated * FAR and stated < made * FAR


def _relation(total: Figure, chain: _Chain, *, closed: bool) -> Relation:
    factors, times = chain
    form = form_of([f for f in factors if f.per]) if len(factors) == FEWEST else Form.RATE_OVER_TIME
    if times != ONE:
        form = Form.WEIGHED if total.series.startswith("weight") else Form.RATE_OVER_TIME
    return product_of(form, total, factors, closed=closed, times=times)


def _said_again(before: Sequence[Figure], total: Figure) -> Figure | None:
    """Return the number that the clause of a total says again: 三个社区共计, 80份总价值."""
    *others, last = before
    is_beside = not last.is_said_rate and last.end == total.start - len(total.lead)
    is_again = is_beside and any(f.stated == last.stated and not f.is_said_rate for f in others)
    return last if is_again else None


def _factors(before: Sequence[Figure], total: Figure) -> list[Figure]:
    """Return what may be multiplied: not the one thing that each got, nor another one."""
    found = [f for f in before if f.stated != ONE or not f.per]  # 每人一份150元的礼包
    return found if total.is_money else [f for f in found if not _is_companion(f, total, found)]


def _is_companion(figure: Figure, total: Figure, factors: Sequence[Figure]) -> bool:
    """Whether each got something else as well: 每人书包1个、字典2本，字典一共60本."""
    is_other = figure.per is not None and _ratio(figure, total) is None
    return is_other and not any(
        _counts(figure, per) for f in factors if f is not figure for per in _pers(f)
    )


def _since_total(factors: Sequence[Figure], made: Mapping[int | None, Relation]) -> list[Figure]:
    """Leave out what makes a number of the chain already: 每户2瓶，发出460瓶，每瓶12元."""
    gone = {at for f in factors if f.at in made for at in made[f.at].parts}
    return [f for f in factors if f.at not in gone] if gone else []


# --- how the figures hang together ---------------------------------------------------------------


def _chain(factors: Sequence[Figure], total: Figure, text: str) -> _Chain | None:
    """Return the chain, if each figure but the last of it is what one rate is for one of."""
    used: set[int] = set()
    times = ONE
    for figure in factors:
        for per in _pers(figure):
            one = _one_of(per, figure, factors)
            if one is None:
                factor = _time_told(per, factors, total, text)
                if factor is None:
                    return None
                times *= factor
            elif one.at in used:
                return None
            else:
                used.add(one.at)
    ends = [f for f in factors if f.at not in used]
    if len(ends) != 1 or not ends[0].is_said_rate:
        return None
    ratio = _ratio(ends[0], total)
    rates, numbers = (
        [f for f in factors if f.is_said_rate],
        [f for f in factors if not f.is_said_rate],
    )
    rates.sort(key=lambda f: f is not ends[0])
    return None if ratio is None else _Chain((*rates, *numbers), times * ratio)


def _pers(figure: Figure) -> list[str]:
    """Return all that a rate is for one of: 每人每月50元, and 各3个 for those before it."""
    found = [str(m["per"] or m["mean"]) for m in EACH.finditer(figure.lead)]
    if not found and figure.is_said_rate:
        found = [figure.per or ""]
    return found


def _one_of(per: str, rate: Figure, factors: Sequence[Figure]) -> Figure | None:
    """Return the one other figure that counts what the rate is for one of."""
    if not per:  # 各
        before = [f for f in factors if f.at < rate.at and f.is_count]
        return before[-1] if before else None
    fitting = [f for f in factors if f is not rate and f.is_count and _counts(f, per)]
    return fitting[0] if len(fitting) == 1 else None


def _counts(figure: Figure, per: str) -> bool:
    unit, noun, tail = unit_of(figure), noun_of(figure), figure.tail
    if per in PERSON_UNITS:
        is_head = unit == "个" and tail.lstrip().startswith("人")
        return is_head or figure.series in (CountKind.PERSON, CountKind.PERSON_TIME)
    if per == "户":
        return figure.series == CountKind.HOUSEHOLD
    if per in UNITS and (unit in UNITS[per] or (unit == "个" and tail.startswith(per))):
        return True
    run = regex.match(r"\s?\p{Han}{0,8}", tail)
    is_called = noun.endswith(per) or (unit in THINGS and run is not None and per in run.group())
    return unit == per or (per == "次" and unit.endswith("次")) or is_called


def _time_told(per: str, factors: Sequence[Figure], total: Figure, text: str) -> Decimal | None:
    """Return how many of a time there are that no figure counts: 全年 for 每月, 一学期."""
    said = text[factors[0].sentence_start : total.start]
    if per in UNITS and regex.search(rf"[一本当头首]个?{per}", said):
        return ONE
    for words, number in ALL_TIME.get(per, ()):
        if regex.search(words, said):
            return Decimal(number)
    return None


def _ratio(end: Figure, total: Figure) -> Decimal | None:
    """Return the units of the total in one of the last figure, if the two are of one measure."""
    one, other = unit_of(end), unit_of(total)
    if one in POUNDS and other in POUNDS:
        return Decimal(POUNDS[one]) / POUNDS[other]
    is_heads = end.series == CountKind.PERSON and total.series == CountKind.PERSON_TIME
    return ONE if end.series == total.series or is_heads else None


# --- whether it may fail -------------------------------------------------------------------------


def _is_sure(total: Figure, chain: _Chain, claim: int | None, text: str) -> bool:
    """Whether nothing but a slip can part the total from the chain.

    ``claim`` is where what is said of the total begins, if its clause says a number again.
    """
    factors = chain.factors
    last = max(factors, key=lambda f: f.at)
    end = last.end + len(last.tail)
    words = without_exclusive(text[total.sentence_start : total.start])
    after = DENIED.sub("", rest_of_sentence(total, text).partition("\n")[0])
    is_open = any(OPEN.search(said) for said in (words, total.tail, after))
    is_open = is_open or _is_of_more(total, chain, words, text)
    is_most = any(AT_MOST.search(f.lead) for f in factors)
    if is_open or is_most or not are_exact((total, *factors)):
        return False
    said = without_exclusive(text[claim or end : total.start])
    is_off = _is_slip(total, chain)
    head = text[total.sentence_start : end]
    called = (GIVEN.sub("", words) for words in (said, CLAIM.sub("", said)))
    if not any(is_called_by(words, head) for words in called):
        return is_off and digits_of(total.stated) >= CASES
    is_full = FULL.search(said) or COMMENT.search(text, total.sentence_start, total.end)
    return is_off or is_full is not None


def _is_of_more(total: Figure, chain: _Chain, words: str, text: str) -> bool:
    """Whether a total may be of another time than its rates, or of goods or people besides.

    每袋50斤，共6000斤 of 30户 with 2袋 may be of two goods: a factor is not told.
    """
    rates = [f for f in chain.factors if f.is_said_rate]
    is_timed = any(per in UNITS for f in rates for per in _pers(f))
    are_others = any(OTHERS.search(f.tail) for f in chain.factors) or MORE_INSIDE.search(words)
    stated, made = total.stated or ONE, chain.made
    is_more = stated > made and are_others
    is_more = is_more or (made > 0 and stated / made in UNTOLD)
    return bool(is_more) or not (is_timed or is_of_one_time(rates, total, text))


def _is_slip(total: Figure, chain: _Chain) -> bool:
    """Whether another digit of one of the figures makes the chain come out."""
    stated, made = total.stated or ONE, chain.made
    if is_slip(stated, made):
        return True
    others = ((f.stated or ONE, (f.stated or ONE) * stated / made) for f in chain.factors if made)
    return any(
        digits_of(number) >= TELLING and meant % 1 == 0 and is_slip(number, meant)
        for number, meant in others
    )
