"""Whom an appeal was made for: the one ill person that a report opens with got what came of it.

职工乐某被确诊为白血病。工会发出倡议，共收到捐款46850元     what was received in all
其中3万元直接缴入医院账户                              what was paid in for the treatment
款项先后两次转入住院账户，分别为6万元、5万元              the same, told before the amounts

Only what no one else is named for, and nothing that a single donor gave: a text tells it of him.
"""

from __future__ import annotations

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Recipients, named_recipients
from extractor.linking.gifts.surroundings import Near
from extractor.model import Party, PartyKind
from extractor.offsets import after_last_mark, first_mark

OPENING = 400  # code points that tell who is ill, and that others gave
ILL = regex.compile(r"确诊|查出|身?患|重病|白血病|癌|车祸|移植|尿毒症|烧伤|重伤")
APPEALED = regex.compile(r"倡议|募捐|捐款|善款|献爱心")
SENTENCE = 160  # code points before an amount
RECEIVED = regex.compile(
    r"(?:共|先后|前后|累计|合计|总计)[^，,。；;\n]{0,6}(?:收到|筹得|筹到|募得|募到|筹集|募集)(?:了|各界|社会|爱心)*(?:捐款|善款|款项|资金)?$"
    r"|(?:共|先后|累计|总计)收到[0-9]{1,6}[人名位](?:职工|员工|师生)?捐款$"
)
# 三项相加87,870元, 全校总计12800元: what all gave, of whom nobody is named
ADDED_UP = regex.compile(
    r"(?:^|[，,。；;：:\n])(?:[甲乙丙丁]*[0-9两三四五六七八九十]{1,2}[项笔类]|全[校厂村公司院]{1,2}|以上|前后|一共)*(?:总计|合计|相加|共计|总共|小计|共收)(?:收到|捐款|善款|[为:：])*$"
)
# 关于为向晓芹同志捐款情况的公示
FOR_ONE = regex.compile(r"为\p{Han}{0,8}$")
TITLE = regex.compile(r"\p{Han}{0,8}(?:募捐|捐款|筹款|献爱心)")
PAID_IN = r"(?:转入|打入|存入|缴入|汇入|转到|打到)[^，,。；;\n]{0,8}(?:账户|账上|医院|卡[上里中])"
PAID_BEFORE = regex.compile(rf"{PAID_IN}[，,](?:分别|其中)?为?[^。；;\n]*$")
PAID_BEHIND = regex.compile(
    rf"(?:捐款|善款|款|现金)?(?:直接|全部|已|先后|分[0-9两三四]次)*(?:{PAID_IN}|送到医院|送进医院|(?:送到|交到|转交)[^，,。；;\n]{{0,10}}(?:家长|父母|家属|亲属|家人))"
    r"|[，,]已于[^，,。；;\n]{0,30}(?:送到|交到|转交)[^，,。；;\n]{0,10}(?:家长|父母|家属|亲属|家人)"
)


def appealed_for(near: Near, text: str) -> Recipients:
    """Return the person whom the amount came to by an appeal, if the report is about one."""
    first, last = near.first, near.last
    start = after_last_mark(text, "。！？\n", max(0, first - SENTENCE), first)
    said = RECEIVED.search(text, start, first) or PAID_BEFORE.search(text, start, first)
    is_sum = ADDED_UP.search(text, max(0, start - 1), first) is not None
    if not (said or is_sum or PAID_BEHIND.match(text, last)):
        return ()
    if one := _of_title(near, text):
        return one
    if not (ILL.search(text, 0, OPENING) and APPEALED.search(text, 0, OPENING)):
        return ()
    named = named_recipients([m for m in near.within(0, first) if m.span.end <= OPENING])
    persons = [m for m in named if m.value.kind is PartyKind.PERSON]
    return (persons[-1],) if persons and len({m.text for m in named}) == 1 else ()


def _of_title(near: Near, text: str) -> Recipients:
    """Return the person whom the title says the appeal is for: 为樊晓雨同学募捐明细."""
    end = first_mark(text, "\n", 0, OPENING)
    for person in holding(near.within(0, min(end, near.first)), Party):
        before, behind = person.span
        if FOR_ONE.search(text, 0, before) and TITLE.match(text, behind, end):
            return (person,)
    return ()
