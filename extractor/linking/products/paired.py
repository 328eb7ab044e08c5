"""Sums of products whose numbers and rates stand in two lists, paired by unit or by name.

    助听器160台、轮椅85辆。助听器每台3200元，轮椅每辆600元，总价值56.3万元    by the unit
    小学生210人、初中生145人。小学生每人500元，初中生每人800元，共22.1万元     by the group
    80—89周岁的，每人每月50元；…80—89周岁老人6120人…每月需44万元              the rates first

Each rate has the one number of its unit, or of the group that its words name, and each number of
the list has its rate.  Such a sum fails only where the two lists and the total stand next to each
other, nothing is left without its pair, and no word says that more, or only some, may be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.plain import is_outside
from extractor.linking.products.groups import OTHERS
from extractor.linking.products.rates import is_of_one_time
from extractor.linking.products.terms import Term, comes_to, sum_of_terms
from extractor.linking.relations import Relation
from extractor.linking.said_rates import PERSON_UNITS
from extractor.linking.totals import FEWEST, added, are_exact
from extractor.model import Count, Figure

# 80至89岁老人, 90岁以上老人: an age is no rate between two bounds.
AGES = regex.compile(
    r"[0-9]{2,3}(?:周岁|岁)?(?:至|[-—–~～－])?[0-9]{0,3}(?:周岁|岁)(?:以上|及以上|以下)?"
)
# 全乡有五保老人30名: all there are, of whom some may have got something.
ALL_THERE_ARE = regex.compile(r"(?:全|本|我|辖)\p{Han}{1,3}(?:现|共|尚)?有")
OTHER_GROUPS = regex.compile(
    r"(?:其余|其他|其它|余下)(?:的|人员|对象|人|户|职工|学生)*(?:均|都|按)?每[人户名位]$"
)
JOINS = regex.compile("[、和及与]")
LED = regex.compile(r"^(?:按照?|根据|标准为)|^.*(?:慰问|救助|补助)[金款]按?")
SHORT = 4  # code points of a name that leaves out words of another
LONGEST = 8  # pairs
REACH = 6  # sentences, or lines, from the first list to the total
FARTHEST = 40  # figures from the first list to the total
NAME = 40  # code points before a figure in which the name of its group stands
GROUP = regex.compile(
    r"(?:^|[，,、；;：:。！!？?\n）)和及与为对])(?P<name>[^，,、；;：:。！!？?\n（()）]{2,16}?)的?[，,]?$"
)
# 标准为小学生每人500元: what leads to the name is no part of it.
LEADING = regex.compile(
    r"^.*(?:标准|分别|按照?|其中|全[区县市镇校]|给予|发给|奖励|资助|补助)为?|^(?:慰问|救助|补助|助学|奖)金(?=\p{Han}{2})"
)
RAISED = regex.compile(r"由[0-9.,]+元(?:提高|调整|增加|上调)[到至为]?$")
VALUE = re.compile(
    r"(?:总价?值|价值|折价|折合|折款|需要?|金额|资金)(?:资金|人民币|金额)?(?:共计?|合计|总计)?(?:为|达|约|近)*$"
)
MORE = regex.compile(
    r"连同|加上|另|以及其他|运费|首批|本期|先期|剩余|自筹|部分|困难|左右|不等|起|等(?!\s?[0-9]|[奖功])|其中|含"
)
MARK = re.compile("[，,、；;：:。！!？?\n]")
WIDTHS = str.maketrans({"－": "至", "-": "至", "—": "至", "–": "至", "~": "至", "～": "至"})


def paired(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of two lists, the one of numbers and the other of their rates."""
    plain = [f for f in listed if is_outside(f)]
    for at, total in enumerate(plain):
        if not _may_be_total(total):
            continue
        near = plain[max(0, at - FARTHEST) : at]
        before = [f for f in near if total.sentence - f.sentence <= REACH]
        terms = _terms(before, text)
        if not terms:
            shared = _shared(before, text)
            if shared and comes_to(total, shared):
                yield sum_of_terms(total, shared)
            continue
        if comes_to(total, terms):
            yield sum_of_terms(total, terms)
        elif _is_clean(total, terms, before, text):
            yield sum_of_terms(total, terms, closed=True)


def _may_be_total(figure: Figure) -> bool:
    is_for_one = figure.is_each or figure.per not in (None, "月", "年")
    if not figure.is_money or is_for_one:
        return False
    return figure.is_marked_total or VALUE.search(figure.lead) is not None


def _terms(before: Sequence[Figure], text: str) -> list[Term]:
    """Return each rate of the last list of rates with its number, or nothing if one has none."""
    rates = _last_rates(before)
    if not FEWEST <= len(rates) <= LONGEST:
        return []
    counts = [(f, _named(f, text)) for f in before if _is_number(f)]
    found: list[Term] = []
    for rate in rates:
        name = _name(rate, text)
        same = [c for c, words in counts if _are_of_one(c, words, rate, name)]
        if len(same) != 1:
            return []
        found.append(Term(rate, same[0], rate.lead))
    is_own = len({term.count.at for term in found if term.count}) == len(found)
    # 417位，每人1500元: numbers beside their rates are read as groups.
    is_apart = _is_apart(found)
    return found if is_own and is_apart else []


def _shared(before: Sequence[Figure], text: str) -> list[Term]:
    """Return the terms of rates for several groups each, of which the last is for the others.

    遗属、家属每人2000元，伤残军人和复员军人每人1500元，其余人员每人1000元: of one list of numbers
    """
    rates = _last_rates(before)
    end = rates[-1].start if rates else 0
    is_rest = OTHER_GROUPS.search(text[max(0, end - NAME) : end]) is not None
    if not (is_rest and FEWEST <= len(rates) <= LONGEST):
        return []
    counts = [(f, _named(f, text)) for f in before if _is_number(f) and f.at < rates[0].at]
    found: list[Term] = []
    for at, rate in enumerate(rates[:-1]):
        start = rates[at - 1].end if at else rate.sentence_start
        for name in _names(text[start : rate.start]):
            same = [c for c, words in counts if _are_of_one(c, words, rate, name)]
            if len(same) != 1:
                return []
            found.append(Term(rate, same[0], rate.lead))
    taken = {term.count.at for term in found if term.count}
    sentences = {f.sentence for f, _ in counts if f.at in taken}
    own = [f for f, _ in counts if f.sentence in sentences]
    rest = [f for f in own if f.at not in taken and f.stated != added([o for o in own if o != f])]
    others = [Term(rates[-1], f, f.lead) for f in rest]
    return [*found, *others] if found and others and len(sentences) == 1 else []


def _names(words: str) -> list[str]:
    """Return the groups before 每: 遗属 and 家属 of 按遗属、家属每人."""
    named = LEADING.sub("", re.split("[，,；;。]", words.rpartition("每")[0])[-1])
    return [name for name in JOINS.split(LED.sub("", named)) if name]


def _last_rates(before: Sequence[Figure]) -> list[Figure]:
    """Return the rates of the last list, one an item: of 由30元提高到50元 the second."""
    found: list[Figure] = []
    for figure in reversed(before):
        if figure.is_money:
            if not figure.per or not figure.stated:
                if found:
                    break
                return []
            if found and found[0].part == figure.part and "由" in figure.lead:
                continue
            found.insert(0, figure)
        elif found and (found[0].sentence - figure.sentence > 1 or _ends_list(figure)):
            break
    return found


def _ends_list(figure: Figure) -> bool:
    """Whether a number stands before the list of rates: what is paid before it is of others."""
    return _is_number(figure) and not figure.series.endswith("岁")


def _is_number(figure: Figure) -> bool:
    is_count = figure.is_count and bool(figure.stated) and not figure.per
    return is_count and figure.is_exact and not figure.is_marked_total


def _are_of_one(count: Figure, words: str, rate: Figure, name: str | None) -> bool:
    """Whether the rate is for one of what is counted, by its unit or by the name of its group."""
    value = count.mention.value
    if rate.per not in (*PERSON_UNITS, "户"):
        return isinstance(value, Count) and value.unit == rate.per
    return name is not None and (name in words or _is_short_for(name, words))


def _is_short_for(name: str, words: str) -> bool:
    """Whether a name leaves out some of the words of another: 住院教师 of 因病住院的退休教师."""
    rest = iter(words)
    return len(name) >= SHORT and all(letter in rest for letter in name)


def _named(count: Figure, text: str) -> str:
    """Return the words of a clause before its number, in which the name of the group stands."""
    said = text[max(0, count.start - NAME) : count.start]
    own: str = MARK.split(said.translate(WIDTHS))[-1]
    return own.replace("周岁", "岁")


def _name(rate: Figure, text: str) -> str | None:
    """Return the name of the group before 每: 初中生 of 小学生每人500元，初中生每人800元."""
    start = rate.start
    words = RAISED.sub("", text[max(0, start - NAME) : start]).rpartition("元")[2]
    named, every, _ = words.partition("每")
    found = GROUP.search(named) if every else None
    if found is None:
        return None
    name: str = LEADING.sub("", found["name"].translate(WIDTHS)).replace("周岁", "岁")
    return name or None


def _is_apart(terms: Sequence[Term]) -> bool:
    """Whether all numbers stand on one side of all rates."""
    numbers = [term.count.at for term in terms if term.count]
    rates = [term.money.at for term in terms]
    return bool(numbers) and (max(numbers) < min(rates) or max(rates) < min(numbers))


def _is_clean(total: Figure, terms: Sequence[Term], before: Sequence[Figure], text: str) -> bool:
    """Whether the two lists and the total are all there is, next to each other."""
    used = {at for term in terms for at in term.places}
    first = min(used)
    inside = [f for f in before if f.at >= first]
    start = next(f.sentence_start for f in inside if f.at == first)
    words = AGES.sub("", text[start : total.end]) + total.tail
    for name in (_name(term.money, text) for term in terms):
        words = words.replace(name or "", "")
    chain = [*inside, total]
    is_near = all(other.sentence - one.sentence <= 1 for one, other in pairwise(chain))
    numbers = [term.count for term in terms if term.count]
    wholes = [f for f in before if f.stated == added(numbers) and f.series == numbers[0].series]
    if wholes and wholes[0].at < first:  # the list of 其中 is all of them
        words = words.partition("其中")[2] or words
    is_none = not ALL_THERE_ARE.search(words)
    others = [f for f in inside if f.at not in used and f not in wholes]
    is_all = all(AGES.fullmatch(f.mention.text) for f in others)
    is_all = is_all and is_none and total.is_exact
    is_exact = are_exact(t.money for t in terms)
    is_plain = not (MORE.search(words) or OTHERS.search(words))
    is_same = total.paragraph == inside[0].paragraph and total.is_marked_total
    is_sure = is_near and is_all and is_exact and is_plain and is_same
    return is_sure and is_of_one_time([t.money for t in terms], total, text)
