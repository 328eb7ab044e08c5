"""Lists that name all of a total, up to 其他, and lists of items behind its colon.

    救助总额18000元中，因病7500元，因灾7200元，其他原因3300元
    累计支出1613万元。…翻开账本：助学518万元，助医642万元，…，其他80万元      the total told before
    累计拨付280万元：向甲拨付150万元，用于…；向乙拨付60万元；向14个街道每个5万元，计70万元

What a list leaves out, its last part 其他 holds; and a colon right behind a total that was spent is
followed by all that it was spent on, one amount an item.  Such a list fails where one slip explains
it, or where items that are each handed out come to more, and no word (等, 其中, 主要, of another
year) leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, are_exact, exceed, is_like
from extractor.model import Figure

LAST = regex.compile(r"^[，,、；;和及\s]*其[他它](?![^0-9]{0,8}(?:及|和))")
AMONG = regex.compile(r"^(?:善款|资金|支出|捐款|款项|救助金)?[中里][，,：:]")
OF_WHICH = regex.compile(r"^[，,；;]?\s?其中[：:]?")
TOLD = regex.compile(r"[：:]")
COLON = regex.compile(r"^[：:]")
SPENT = regex.compile(
    r"支出|拨付|下拨|使用|发放|资助|救助|补助|奖励|花费|花去|开支|投入|捐[款赠助]|募捐"
)
DONE = regex.compile(r"总额|发放|支出|救助|募集|筹集|捐款|接收|收到")
OTHERS = regex.compile(
    r"[上去往前历明]年|[今本]年|增加|计划|拟|预计|目标|最[多高大]|前[一二三四五六七八九十]|平均|各项|主要|涉及"
)
EACH = regex.compile(r"(?:支出|拨付|下拨|发放|拨款)[^0-9，,。；;]{0,8}$|^[，,]?(?:共?计|合计|共)$")
BACK = 3  # sentences from a total to a list that is told behind it
MANY = 4  # parts of such a list
TELLING = 3  # digits of its total


def up_to_others(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals whose list ends with 其他, where one slip parts it from them."""
    for at, last in enumerate(row):
        if last.bracket is not None or not LAST.search(last.lead):
            continue
        before = [f for f in row[max(0, at - LONGEST) : at] if f.sentence == last.sentence]
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
    first = members[0]
    opened = TOLD.search(text, first.sentence_start, first.start)
    told = [f for f in wholes if 0 < first.sentence - f.sentence <= BACK and f.is_marked_total]
    spent = [f for f in told if SPENT.search(f.lead)]
    if opened and len(members) >= MANY and len(spent) == 1:
        yield spent[0], members


def _is_slipped(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    words = text[parts[0].start : parts[-1].end] + parts[-1].tail
    said = text[total.sentence_start : total.start] + text[total.end : parts[0].start]
    is_plain = not OPEN_WORDS.search(words) and not OTHERS.search(said.replace("累计", ""))
    is_money = total.is_money and DONE.search(total.lead) is not None and total.bracket is None
    is_told = is_money and is_plain and are_exact((total, *parts)) and is_like(total, parts)
    return is_told and is_digit_off(total, parts, FEWEST)


def behind_colon(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals spent of what the items behind their colon say, one slip off."""
    for at, total in enumerate(row):
        is_spent = total.is_marked_total and SPENT.search(total.lead) is not None
        if total.bracket or not is_spent or not COLON.match(text, total.end):
            continue
        parts = [f for f in row[at + 1 : at + LONGEST] if f.sentence == total.sentence]
        alike = [f for f in wholes if f.sentence == total.sentence]
        if len(parts) < FEWEST or len(parts) + 1 != len(alike) or any(f.bracket for f in parts):
            continue
        are_items = all(one.part < other.part for one, other in pairwise(parts))
        words = text[total.end : parts[-1].end] + parts[-1].tail
        is_list = are_items or not regex.search("[；;]", words)
        is_plain = not OPEN_WORDS.search(words) and not OTHERS.search(
            text[total.sentence_start : parts[-1].end]
        )
        is_told = is_plain and are_exact((total, *parts)) and is_like(total, parts)
        is_too_much = are_items and all(EACH.search(f.lead) for f in parts)
        is_off = is_digit_off(total, parts, FEWEST) or (is_too_much and exceed(total, parts))
        if is_list and is_told and is_off:
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)
