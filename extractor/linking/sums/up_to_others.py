"""Lists that name all of a total, up to 其他.

    救助总额18000元中，因病7500元，因灾7200元，其他原因3300元
    累计支出1613万元。…翻开账本：助学518万元，助医642万元，…，其他80万元      the total told before
    全年支出386.2万元，医疗214.6万元，占55.6%；送返98.4万元；其他73.2万元     a clause for each
    贫困户862户，按致贫原因分：因病421户，因残156户，因学220户，其他65户    what divides all
    困难职工1148户，其中…。致困原因：下岗517户，患病308户，其他323户           … told before

What a list leaves out, its last part 其他 holds.  Such a list fails where one slip explains it, and
no word (等, 其中, 主要, of another year) leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import unit_of
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, added, are_exact, is_like
from extractor.model import Figure

LAST = regex.compile(r"^[，,、；;和及\s]*其[他它](?![^0-9]{0,8}(?:及|和))")
AMONG = regex.compile(r"^(?:善款|资金|支出|捐款|款项|救助金)?[中里][，,：:]")
OF_WHICH = regex.compile(r"^[，,；;]?\s?其中[：:]?")
NEXT = regex.compile(r"[，,：:]\s?(?:用于)?[^，,。；;：:0-9]{1,12}")
# 致困原因：…, 按年龄分，…: every one of them has one
BY_KIND = regex.compile(
    r"(?:^|[，,；;。])\s?(?:其?主?要?(?:致[贫困]原因|(?:致[贫困]|困难|贫困|返贫)(?:的)?原因|困难类型|类型|类别)"
    r"|(?:按照?|从)[^，,。；;：:0-9]{2,10}?[分看])(?:来?看|构成|分布|情况)?[：:，,](?!\s?主要)"
)
SHARE = regex.compile(r"[，,（(]?占(?:比|总[数额]的)?[0-9.]+[%％][)）]?")
TOLD = regex.compile(r"[：:]")
SPENT = regex.compile(
    r"支出|拨付|下拨|使用|发放|资助|救助|补助|奖励|花费|花去|开支|投入|捐[款赠助]|募捐"
)
DONE = regex.compile(r"总额|发放|支出|救助|募集|筹集|捐款|接收|收到")
OTHERS = regex.compile(
    r"[上去往前历明]年|[今本]年|增加|计划|拟|预计|目标|最[多高大]|前[一二三四五六七八九十]|平均|各项|主要|涉及"
)
BACK = 3  # sentences from a total to a list that is told behind it
MANY = 4  # parts of such a list
TELLING = 3  # digits of a number that is told sentences before its list


def up_to_others(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals whose list ends with 其他, where one slip parts it from them."""
    for at, last in enumerate(row):
        if last.bracket is not None or not LAST.search(last.lead):
            continue
        before = [f for f in row[max(0, at - LONGEST) : at] if f.sentence == last.sentence]
        if by_kind := _by_kind([*before, last], row[max(0, at - 2 * LONGEST) : at], text):
            yield by_kind
            continue
        beside = [f for f in row[at + 1 : at + FEWEST] if f.sentence == last.sentence]
        if beside or any(f.bracket for f in before):
            continue
        for total, parts in _candidates([*before, last], wholes, text):
            if _is_slipped(total, parts, text):
                yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def _candidates(
    members: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Yield the total that begins the sentence, or the one told before, with its list."""
    total, *parts = members
    words = text[total.end : parts[0].start] if parts else ""
    if len(parts) > FEWEST and (AMONG.search(words) or OF_WHICH.search(words)):
        yield total, parts
        return
    if len(parts) >= MANY - 1 and NEXT.fullmatch(words):
        yield total, parts
    first = members[0]
    opened = TOLD.search(text, first.sentence_start, first.start)
    told = [f for f in wholes if 0 < first.sentence - f.sentence <= BACK and f.is_marked_total]
    spent = [f for f in told if SPENT.search(f.lead)]
    if opened and len(members) >= MANY and len(spent) == 1:
        yield spent[0], members


def _is_slipped(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    words = SHARE.sub("", text[parts[0].start : parts[-1].end] + parts[-1].tail)
    said = text[total.sentence_start : total.start] + text[total.end : parts[0].start]
    is_plain = not OPEN_WORDS.search(words) and not OTHERS.search(said.replace("累计", ""))
    is_money = total.is_money and DONE.search(total.lead) is not None and total.bracket is None
    is_told = is_money and is_plain and are_exact((total, *parts)) and is_like(total, parts)
    return is_told and is_digit_off(total, parts, FEWEST)


def _by_kind(members: Sequence[Figure], before: Sequence[Figure], text: str) -> Relation | None:
    """Return the number that a list by reason or class divides, where one slip parts the two.

    It stands right before the list, or it is the only one of its paragraph that is near the sum.
    """
    heads = [at for at, f in enumerate(members) if BY_KIND.search(_lead(members, at, text))]
    if not heads or not members[0].is_count:
        return None
    parts = members[heads[-1] :]
    first, words = parts[0], text[parts[0].start : parts[-1].end] + parts[-1].tail
    if len(parts) <= FEWEST or OPEN_WORDS.search(SHARE.sub("", words)):
        return None
    near = [f for f in before if f.at < first.at and f.paragraph == first.paragraph]
    near = [f for f in near if f.bracket is None and unit_of(f) == unit_of(first)]
    is_alike = are_exact(parts) and all(unit_of(f) == unit_of(first) for f in parts)
    own = [f for f in near if f.sentence == first.sentence][-1:]
    wholes = own or [f for f in near if is_like(f, parts)]
    if not is_alike or len({f.stated for f in wholes}) != 1 or not are_exact(wholes):
        return None
    digits = FEWEST if own else TELLING
    if any(f.stated == added(parts) for f in near) or not is_digit_off(wholes[0], parts, digits):
        return None
    return sum_of(Form.TOTAL_THEN_LIST, wholes[0], parts, closed=True)


def _lead(members: Sequence[Figure], at: int, text: str) -> str:
    """Return what stands between a figure and the one before it in its sentence."""
    figure = members[at]
    start = members[at - 1].end if at else figure.sentence_start
    return text[start : figure.start]
