"""Products that the text claims outright, so that they may fail.

    劳模62名，每人发放慰问金1000元，共计6.2万元       count, rate and total follow each other
    资金380万元，惠及1万户，每户约380元                a mean of the only total and the only count
    鸡苗2600只，每只9元，花费2.34万元                  what they cost, told right behind them
    离休干部8人×1000元=8000元                          the sum itself

What stands between may be brackets and changes (户数比上年减少32户), nothing else: a second count,
a second rate or goods beside the money leave another reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.intervals import multiply
from extractor.linking.figures import PEOPLE, unit_of
from extractor.linking.neighbours import NESTED, between, plain_items, triples
from extractor.linking.products.items import fits_others, is_added, sums_other_groups
from extractor.linking.products.means import SET
from extractor.linking.products.rates import (
    EVERYONE,
    MEAN,
    MORE_INSIDE,
    counts_for,
    form_of,
    is_of_one_time,
)
from extractor.linking.products.said_again import (
    said_again,
    spent_on_each,
)
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import TIMES
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING
from extractor.model import Approx, Count, Figure

# Only what totals the rates stands before such a total: 共计, 计, 折合人民币, 共发放慰问金.
TOTALLING = regex.compile(
    r"^(?:的[\p{Han}“”、]{0,12}|\p{Han}{0,4}(?:款|金|补助|补贴))?[，,]?\s?(?:(?:共计?|合计|总计|一共|总共|计|折合|折价|折款)(?:人民币|金额|发放|支出|支付|补助|奖励|慰问|资助|救助|资金|款|金)*)+(?:为|达|约)?$"
)
COSTING = regex.compile(
    r"[，,]\s?(?:共|总|合)?(?:花费|花去|花了|耗资|耗去|用去|用款|开支|总价值?|所需|共需)"
    r"(?:资金|经费|款项|金额|人民币|费用|款)?(?:共计?|合计|总计)?(?:为|约|达)?$"
)
COSTS = regex.compile(
    r"[，,]\s?(?:共|总|合)?(?:计|需|花费|花去|支出|开支|耗资|价值|支付)\p{Han}{0,4}"
)
# 38名，每人2000元，支出76,000元: no word adds up, and nothing else is named that it was spent on
BARE = regex.compile(
    r"\s?[，,：:](?:发放|支出|支付|开支|花费|花去|用去|用款|需要?|付)?"
    r"(?:(?:慰问|救助|补助|资助|助学|奖励|奖学|抚恤|优待)?[金款]|资金|经费|现金|费用|人民币)?"
)
HAN = regex.compile(r"\p{Han}")
ROUGH = (Approx.ABOUT, Approx.OVER, Approx.NEAR)
# 每部215元，费用9890元: what it took may be more than that, so that it must be one slip off.
TAKEN = re.compile(r"^的?[，,](?:一共|共)?(?:费用|需要?|凑了|凑齐)(?:资金|经费|人民币|款)?$")
# 手术118例，每例减免2600元，累计减免28.68万元: of more than these it may be, but of no less
CUMULATED = regex.compile(r"[，,]累计(?:减免|发放|支出|补助|救助|资助|奖励|支付)\p{Han}{0,4}")
EQUALS = regex.compile(r"\s?[=＝]\s?")
OTHERS = regex.compile(r"另|以及|同时|还|并|和|及|外加|部分|不等|等|其余")
FURTHER = regex.compile(r"分别|另|其中|其余|[增加]发")  # who gets another rate, or a second one
ON_TOP = regex.compile(r"(?<=每[户人名位])另")  # 每人另补1000元 is for each of those counted
EITHER = regex.compile(r"或|至|不等|分别|[-—–~～]")
# 户均年分红2400元 and 户均贴息2000元 are means of another amount than the 768万元 before them.
SHARED_OUT = re.compile(
    r"(?:月?[户人]均|平均每[户人名位]|每[户人名位])"
    r"(?:困难|贫困|特困|受灾|职工|家庭|群众|农户|学生|老人|居民)*(?:获|领取|领到|获得|得到|享受|发放|投入|安排|支出|补助"
    r"|救助|慰问|资助|捐款|贷款|奖励|金额|资金|标准|款|金|为|达到?|约|近)*"
)
GIVEN = regex.compile(
    r"(?:共|共计|合计|总计)(?:向[\p{Han}]{0,8})?(?:发放|支出|发给|送出|使用)[\p{Han}]{0,8}$"
)
OTHERS_GIVEN = regex.compile(r"另|同时|还|并|外加|不等|其余|其中|部分")
SUMMING = regex.compile(r"(?:此次|本次|这次|活动)[^，,。；;0-9]{0,10}共[^，,。；;0-9]{0,6}$")
NEXT = 2  # code points from an amount to the bracket that holds its rate


def claims(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the products that the text claims."""
    for inside in plain_items(listed):
        if any(f.is_said_rate for f in inside):
            for at, total in enumerate(inside):
                yield from _followed(total, inside[:at], text)
                yield from _handed_out(total, inside[at + 1 :], text)
            yield from _alone(inside, text)
    yield from _roughly(listed, text)
    yield from _one_thing_each(listed, text)
    yield from _summed_up(listed, text)
    yield from said_again(listed, text)
    yield from spent_on_each(listed)


def written_out(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the products that the text writes as such, with =."""
    for inside in plain_items(listed) if "=" in text or "＝" in text else ():
        for at, total in enumerate(inside):
            yield from _written_out(total, inside[:at], text)


def _written_out(total: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is written as a sum: 8人×1000元=8000元, 300元×46户＝13800元."""
    factors = before[-2:]
    if not factors or not EQUALS.fullmatch(total.lead) or not TIMES.fullmatch(factors[-1].lead):
        return
    rates = [f for f in factors if f.series == total.series]
    counts = [f for f in factors if f.is_count]
    is_known = all(f.stated is not None for f in (total, *factors))
    if len(rates) == len(counts) == 1 and total.is_money and is_known:
        yield _relation(Form.RATE_TIMES_COUNT, total, rates, counts[0], text)


def _followed(total: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield count, rates and total where nothing stands between them."""
    if not before or not before[-1].is_said_rate or total.per is not None or total.stated is None:
        return
    last, rates = before[-1], _rates_before(before, total)
    counted = before[-len(rates) - 1] if 0 < len(rates) < len(before) else None
    if counted is None or not all(counts_for(counted, rate) for rate in rates):
        return  # 老人4名，每人1000元，敬老院每所5000元: how many houses there are is not told
    said = between(last, total, text)
    is_taken = TAKEN.match(said) is not None and _is_off(total, rates, counted)
    is_less = CUMULATED.fullmatch(said) is not None and _is_less(total, rates, counted)
    is_next = _is_next(last, total, said) and is_of_one_time(rates, total, text)
    is_told = TOTALLING.match(said) or COSTING.fullmatch(said) or is_next
    if not (is_told or is_taken or is_less):
        return
    if NESTED.match(text, total.end):
        return  # 用去资金30万元（含管理费6万元）
    if is_added(counted, text) or sums_other_groups(total, counted, before):
        return
    words, form = ON_TOP.sub("", between(counted, last, text)), _form(rates, text)
    if (FURTHER if len(rates) > 1 else OTHERS).search(words):
        return
    others = [f for f in before if f.sentence == total.sentence and f is not counted]
    is_of_several = form == Form.RATES_BOUND and any(counts_for(f, last) for f in others)
    if not (is_of_several or fits_others(rates, counted, total, before)):
        yield _relation(form, total, rates, counted, text)


def _is_next(last: Figure, total: Figure, said: str) -> bool:
    """Whether an amount stands right behind a rate, and nothing says what else it was for."""
    is_same = last.part == total.part and total.series == last.series
    return is_same and BARE.fullmatch(said) is not None and not HAN.match(total.tail)


def _is_off(total: Figure, rates: Sequence[Figure], count: Figure) -> bool:
    """Whether a total is what one rate and a number make, but for one slip at most."""
    made = (rates[0].stated or NOTHING) * (count.stated or NOTHING)
    return len(rates) == 1 and (made == total.stated or is_slip(total.stated or NOTHING, made))


def _is_less(total: Figure, rates: Sequence[Figure], count: Figure) -> bool:
    """Whether a total is less than the one rate and the number before it make."""
    made = (rates[0].stated or NOTHING) * (count.stated or NOTHING)
    return len(rates) == 1 and rates[0].is_exact and (total.stated or made) < made


def _rates_before(before: Sequence[Figure], total: Figure) -> list[Figure]:
    rates: list[Figure] = []
    for figure in reversed(before):
        if not (figure.is_said_rate and figure.series == total.series and figure.stated):
            break
        rates.insert(0, figure)
    return rates


def _form(rates: Sequence[Figure], text: str) -> Form:
    """Return whether the rates add up for each (慰问金100元，慰问品50元) or are alternatives."""
    words = text[rates[0].end : rates[-1].start]
    again = any("每" in rate.lead or "各" in rate.lead for rate in rates[1:])
    is_sum = len(rates) == 1 or not (again or EITHER.search(words))
    return form_of(rates) if is_sum else Form.RATES_BOUND


def _alone(inside: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the mean of the one total and the one count of an item."""
    rates = [f for f in inside if f.per is not None and f.is_money]
    amounts = [f for f in inside if f.is_money and f not in rates]
    counts = [f for f in inside if rates and counts_for(f, rates[0])]
    people = [f for f in inside if f.series in PEOPLE]
    if not (len(rates) == len(amounts) == len(counts) == len(people) == 1):
        return
    is_mean = bool(MEAN.search(rates[0].lead)) or rates[0].quantity.approx == Approx.ABOUT
    words = text[inside[0].start : inside[-1].end]
    is_set = any(SET.search(f.lead) for f in counts)
    is_gift = not is_set and SHARED_OUT.fullmatch(rates[0].lead.strip("，,、 　"))
    if is_mean and is_gift and not rates[0].is_marked_total and not MORE_INSIDE.search(words):
        yield _relation(form_of(rates), amounts[0], rates, counts[0], text)


def _handed_out(total: Figure, after: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what was handed out, then the one count and the one rate that end its item.

    共发放救助款36万元，为…1200户家庭，每户发放300元; more may be given than to those, so that what
    they got must be too much, or one digit off.
    """
    if len(after) != len(("count", "rate")) or not GIVEN.search(total.lead):
        return
    count, rate = after
    if not (rate.is_said_rate and rate.series == total.series and counts_for(count, rate)):
        return
    words = text[total.end : rate.end]
    is_all = not (OTHERS_GIVEN.search(words) or MORE_INSIDE.search(rate.tail))
    made, whole = (rate.stated or NOTHING) * (count.stated or NOTHING), total.stated or NOTHING
    if is_all and (made > whole or is_slip(whole, made)):
        yield _relation(form_of([rate]), total, [rate], count, text)


def _roughly(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield a price, a rough number and what they cost: 每份15元，供应260余份，开支约4000元."""
    for rate, count, total in triples(listed):
        value = count.mention.value
        if rate.per is None or not isinstance(value, Count) or total.series != rate.series:
            continue
        is_rough = count.quantity.approx in ROUGH and rate.per == value.unit
        if not is_rough or len({f.part for f in (rate, count, total)}) > 1:
            continue
        is_next = COSTS.fullmatch(between(count, total, text)) is not None
        if is_next and _may_make(rate, count, total):
            yield product_of(Form.RATE_TIMES_COUNT, total, [rate, count])


def _may_make(rate: Figure, count: Figure, total: Figure) -> bool:
    one, number, whole = (f.interval for f in (rate, count, total))
    return bool(one and number and whole and multiply(one, number).meets(whole))


def _one_thing_each(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield about what one thing for each cost: 148名每人一套，每套560元，共花费近8.3万元."""
    for (count, thing, rate), total in zip(triples(listed), listed[3:], strict=False):
        value = thing.mention.value
        is_one = isinstance(value, Count) and thing.stated == 1 and thing.per in EVERYONE
        is_priced = is_one and rate.is_money and rate.per == unit_of(thing)
        if not is_priced or total.is_exact or total.series != rate.series:
            continue
        is_next = COSTS.fullmatch(between(rate, total, text)) is not None
        is_next = is_next and count.sentence == total.sentence and counts_for(count, thing)
        if is_next and _may_make(rate, count, total):
            yield product_of(Form.RATE_TIMES_COUNT, total, [rate, count])


def priced(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield an amount whose bracket holds a number of things and the price of one, no more.

    马甲10.8万元（马甲900件，一件120元）
    """
    for total, count, rate in triples(listed):
        bracket = count.bracket
        if bracket is None or rate.bracket != bracket or total.bracket == bracket:
            continue
        is_next = 0 <= bracket[0] - total.end <= NEXT
        is_all = sum(f.bracket == bracket for f in listed) == len(("count", "rate"))
        is_all = is_all and not text[rate.end : bracket[1] - 1].strip("。 ")
        is_money = total.series == rate.series and rate.is_money
        if is_next and is_all and is_money and rate.per and counts_for(count, rate):
            yield _relation(form_of([rate]), total, [rate], count, text)


def _summed_up(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the one rate of a report with its summing sentence: 此次走访共涉及34户，发放27200元.

    The rate is said of 每户 or 每人, the report has no other rate nor amount, and the summing
    sentence holds its one count of people and the amount, both under 共.
    """
    amounts = [f for f in listed if f.is_money]
    if len(amounts) != len(("rate", "total")):
        return
    rate, total = amounts
    counts = [f for f in listed if f.series in PEOPLE]
    if not (rate.per in EVERYONE and total.per is None and len(counts) == 1):
        return
    count = counts[0]
    said = text[count.sentence_start : count.start]
    is_one = count.sentence == total.sentence != rate.sentence and count.at < total.at
    words = text[count.end : total.end] + rate.tail + total.tail
    if (
        is_one
        and SUMMING.search(said)
        and not MORE_INSIDE.search(words)
        and counts_for(count, rate)
    ):
        yield _relation(form_of([rate]), total, [rate], count, text)


def _relation(
    form: Form, total: Figure, rates: Sequence[Figure], count: Figure, text: str
) -> Relation:
    closed = is_of_one_time(rates, total, text)
    return product_of(form, total, [*rates, count], closed=closed)
