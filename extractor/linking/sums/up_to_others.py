"""Lists that name all of a total, up to 其他.

    救助总额18000元中，因病7500元，因灾7200元，其他原因3300元
    累计支出1613万元。…翻开账本：助学518万元，助医642万元，…，其他80万元      the total told before

What a list leaves out, its last part 其他 holds.  Such a list fails where one slip explains it, and
no word (等, 其中, 主要, of another year) leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, are_exact, is_like
from extractor.model import Figure

LAST = regex.compile(r"^[，,、；;和及\s]*其[他它](?![^0-9]{0,8}(?:及|和))")
AMONG = regex.compile(r"^(?:善款|资金|支出|捐款|款项|救助金)?[中里][，,：:]")
OF_WHICH = regex.compile(r"^[，,；;]?\s?其中[：:]?")
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
