"""Products of several classes whose rates stand before their numbers, or apart from them.

    省内每生150元，有415人；省外每生300元，有286人。合计148050元        rate, then number
    获助学金4.85万元，其中本科13名，每名2000元；专科15名，每名1500元      the total first
    按小学800元、初中1000元两档发放，人数依次为9人、11人，共1.82万元      all rates, all numbers
    上本科的41名、上专科的22名。本科生每人4000元、专科生每人2500元          all numbers, all rates
    职工164户、家属21户、伤残35户，共220户，按每户400元、600元、500元的标准      … and their sum

Each class has one rate and one number, next to each other, always in the same order; a sum that
one person gets is a rate, too.  Such a total fails only in the sentence of its classes, where it
stands next behind them under 合计 and nothing else can be in it (另有, 其余, 至, a rate for each
month), or before them where they come to more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.products.rates import counts_for, is_of_one_time
from extractor.linking.products.terms import Term, comes_to, sum_of_terms
from extractor.linking.relations import Relation
from extractor.linking.said_rates import GETTING_UNITS, HEADS
from extractor.linking.totals import FEWEST, added, are_exact
from extractor.model import Figure

CLASS = regex.compile(r"[一二三四五甲乙丙丁ABCDⅠⅡⅢ特](?:等|类|档|级)[^0-9，。；]{0,8}$")
NUMBER = regex.compile(r"^[，,、：:（(\s]*(?:有|共|计|共计|补助|资助|奖励|发放|涉及|享受)*$")
JOINTS = ("、", "和", "及", "与")
IN_ORDER = regex.compile("依次|分别")
ARE_RATES = regex.compile("每|人均|户均|标准|档|[/／][人户名]")
SPENT = regex.compile(
    r"(?:共|合计|总计|总额|金额|发出去?|发放|支出|用去|花去|要|需|资金|补助|资助|奖励)[^0-9，。；]{0,8}$"
)
OTHERS = regex.compile(
    r"另|加上|其余|等(?=[0-9，。、])|部分|不等|至(?!今)|或|包括|重复|加发|连同|同时|以及|外加|慰问品|物资|大米|食用油|棉被|增加|减少|[-—–~～]|比上年|比去年"
)
PARTED = regex.compile("[，,：:；;（(]?其中")
BESIDE = regex.compile("不含|除|另|[每月年]月|重复|至|[-—–~～]")


def bands(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that the rates of several classes and their numbers come to."""
    plain = [f for f in listed if not (f.bracket or f.is_change) and f.stated]
    for _, group in groupby(plain, key=lambda f: f.paragraph):
        row = [f for f in group if f.is_money or f.series in HEADS]
        amounts = sum(f.is_money for f in row)
        if min(amounts, len(row) - amounts) < FEWEST:
            continue
        at = 0
        while at + 2 * FEWEST <= len(row):
            terms = _pairs(row, at, text) or _runs(row, at, text)
            relation = _of(terms, row, text) if terms else None
            if relation is not None:
                yield relation
            at += 2 * len(terms) if relation is not None else 1


# --- the classes --------------------------------------------------------------------------------


def _pairs(row: Sequence[Figure], at: int, text: str) -> list[Term]:
    """Return the classes from ``at`` on that have a rate and a number each, in one order."""
    is_rate_first = row[at].is_money
    found: list[Term] = []
    for one, other in zip(row[at::2], row[at + 1 :: 2], strict=False):
        rate, count = (one, other) if is_rate_first else (other, one)
        is_next = one.sentence == other.sentence == row[at].sentence and one.part == other.part
        if not is_next or not _is_pair(rate, count):
            break
        if is_rate_first and not NUMBER.fullmatch(count.lead):
            break
        found.append(Term(rate, count, between(one, other, text)))
    return found if len(found) >= FEWEST else []


def _runs(row: Sequence[Figure], at: int, text: str) -> list[Term]:
    """Return the classes whose rates are all told first and then their numbers, or so turned."""
    is_money = row[at].is_money
    turn = next(
        (n for n in range(at, len(row)) if row[n].is_money != is_money),
        len(row),
    )
    ones = _without_sum(row[at:turn])
    size = len(ones)
    others = row[turn : turn + size]
    rest = row[turn + size : turn + size + 1]
    if size < FEWEST or len(others) < size or any(f.sentence != ones[0].sentence for f in ones):
        return []
    if any(f.sentence != others[0].sentence for f in others) or not _is_next(ones[-1], others[0]):
        return []
    if rest and rest[0].series == others[0].series and rest[0].sentence == others[0].sentence:
        return [] if rest[0].series in HEADS or rest[0].is_said_rate else _zip(ones, others, text)
    return _zip(ones, others, text)


def _without_sum(counts: Sequence[Figure]) -> Sequence[Figure]:
    """Leave out what the numbers come to, told behind them: 164户、21户、35户，共220户."""
    *others, last = counts
    is_sum = len(others) >= FEWEST and last.is_marked_total and last.stated == added(others)
    return others if is_sum and last.is_count else counts


def _zip(ones: Sequence[Figure], others: Sequence[Figure], text: str) -> list[Term]:
    is_rate_first = ones[0].is_money
    rates, counts = (ones, others) if is_rate_first else (others, ones)
    is_told = all(f.per in GETTING_UNITS for f in rates) or IN_ORDER.search(
        between(ones[-1], others[0], text)
    )
    is_told = is_told or (rates[0].per in GETTING_UNITS and _are_joined(rates, text))
    is_nested = any("其中" in f.lead for f in counts[1:])
    if not is_told or is_nested or any(f.is_marked_total for f in rates):
        return []
    return [Term(r, c, c.lead) for r, c in zip(rates, counts, strict=True)]


def _are_joined(rates: Sequence[Figure], text: str) -> bool:
    """Whether one 每户 leads all rates, which end their list: 每户400元、600元的标准."""
    pairs = [between(one, other, text) for one, other in pairwise(rates)]
    return all(words in JOINTS for words in pairs) and rates[-1].tail[:1] in ("的", "")


def _is_next(one: Figure, other: Figure) -> bool:
    return 0 <= other.sentence - one.sentence <= 1


def _is_pair(rate: Figure, count: Figure) -> bool:
    """Whether the money is what each of those counted gets."""
    if not rate.is_money or not count.is_count:
        return False
    if count.per or rate.is_marked_total or not count.is_exact:
        return False
    is_class = rate.per is None and (CLASS.search(rate.lead) or count.stated == 1)
    return bool(is_class) or (rate.per in GETTING_UNITS and counts_for(count, rate))


# --- what they come to --------------------------------------------------------------------------


def _of(terms: Sequence[Term], row: Sequence[Figure], text: str) -> Relation | None:
    """Return the total behind the classes or before them that they come to, or must."""
    places = [at for term in terms for at in term.places]
    behind = [f for f in row if f.at > max(places) and _may_be_total(f, terms, text)]
    before = [f for f in row if f.at < min(places) and _may_be_total(f, terms, text)]
    for total in (*behind[:FEWEST], *before[-FEWEST:]):
        if comes_to(total, terms):
            return sum_of_terms(total, terms)
    heads = [f for f in before[-1:] if f.sentence == terms[0].money.sentence]
    if heads and _exceed(heads[0], terms, text):
        return sum_of_terms(heads[0], terms, closed=True)
    if behind and _is_all(terms, behind[0], row, text):
        return sum_of_terms(behind[0], terms, closed=True)
    return None


def _may_be_total(figure: Figure, terms: Sequence[Term], text: str) -> bool:
    is_near = any(abs(figure.sentence - t.money.sentence) <= 1 for t in terms)
    is_plain = figure.is_money and not figure.is_said_rate
    is_parted = PARTED.match(text, figure.end) is not None
    is_spent = figure.is_marked_total or is_parted or SPENT.search(figure.lead) is not None
    return is_near and is_plain and is_spent and figure.at not in {t.money.at for t in terms}


def _exceed(total: Figure, terms: Sequence[Term], text: str) -> bool:
    """Whether the classes that 其中 opens come to more than their total."""
    last = terms[-1].money
    words = text[total.end : last.end] + last.tail
    is_exact = are_exact((total, *(t.money for t in terms)))
    is_of_which = words.lstrip("，,：:").startswith("其中") and not BESIDE.search(words)
    added = sum((t.money.stated or 0) * (t.count.stated or 0) for t in terms if t.count)
    return is_exact and is_of_which and (total.stated or 0) < added < 2 * (total.stated or 0)


def _is_all(terms: Sequence[Term], total: Figure, row: Sequence[Figure], text: str) -> bool:
    """Whether the sentence holds the classes and their total, and nothing else."""
    used = {at for term in terms for at in term.places}
    own = [f for f in row if f.sentence == total.sentence and f.at <= total.at]
    counted = sum(t.count.stated or 0 for t in terms if t.count)
    beside = [f for f in own if f.at not in used and f is not total and f.stated != counted]
    words = text[total.sentence_start : total.end] + total.tail
    is_near = total.is_marked_total and all(t.money.sentence == total.sentence for t in terms)
    is_timed = not is_of_one_time([t.money for t in terms], total, text)
    is_exact = total.is_exact and all(t.money.is_exact for t in terms)
    is_open = beside or is_timed or OTHERS.search(words)
    return is_near and is_exact and _are_in_order(terms, words) and not is_open


def _are_in_order(terms: Sequence[Term], words: str) -> bool:
    """Whether each rate stands right before its number, or the text says 依次 of what are rates.

    23人、11人，慰问金分别为2.3万元、4.1万元，共7.2万元: each may be what its kind got as a whole.
    """
    first, second = terms[:FEWEST]
    is_rate_first = first.count is not None and first.money.at < first.count.at < second.money.at
    return is_rate_first or (
        IN_ORDER.search(words) is not None and ARE_RATES.search(words) is not None
    )
