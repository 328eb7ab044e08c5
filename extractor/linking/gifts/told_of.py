"""Whom an amount went to of whom its paragraph tells, and its item calls 他 or 老人, or nothing.

    看望因病致困的邬来顺，给他送上3000元救助金              邬来顺
    翟秀英今年76岁。区长把1000元慰问金放到她手里             the last one named in the paragraph
    咸发财、苗桂莲夫妇都有残疾。街道帮他们申请到4500元        both
    虞小满查出了肾病。当天先拨了5000元，随后又给了9000元     the only one the paragraph tells of

Only recipients named in the same paragraph are meant; who gives, leads or speaks is called 他 too,
so that the pronoun has to receive something.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Recipients, last_listed, named_recipients
from extractor.model import Group, Mention, PartyKind, Value
from extractor.offsets import Span, after_last_mark

ONE = r"(?:他|她|老人|对方|孩子|老汉|老太太|大娘|大爷|这位\p{Han}{1,4})(?!们)"
SEVERAL = r"(?:他们|她们|[两三四五几]位老人|夫妇(?:俩|二人)?|一家人?|兄妹|姐妹|姐弟|兄弟)"
GIVING = r"(?:给|为|向|替|帮|帮助|交给|递给|送给|发给|资助|救助|奖励|补助|补贴)了?"
HANDS = r"(?:的)?(?:手[中里上]|家[中里]|床[前边头]|本人|账[户上])"
# 全年共发放, 募集, 户均: an amount that is told of more than one.
OF_MANY = regex.compile(
    r"全[年市县区镇乡省校村局厂体]|累计|今年|去年|各级|募|筹集|捐(?!助)|活动|[户人]均|每[户人名位]|职工|群众|户|名|共(?:发放|慰问|投入|支出|救助|资助)"
)
RECEIVES = regex.compile(
    rf"{GIVING}(?:(?P<several>{SEVERAL})|(?P<one>{ONE}))(?!的?(?:儿子|女儿|孙子|孙女|妻子|丈夫|母亲|父亲|孩子))"
    rf"|(?:到|在|进)(?:了)?(?:(?P<several>{SEVERAL})|(?P<one>{ONE})){HANDS}"
)


def told_of(item: tuple[int, int], told: Sequence[Mention[Value]], text: str) -> Recipients:
    """Return whom the ``item`` of an amount (its start and end) means by a pronoun.

    ``told`` are the mentions of the paragraph before the end of the item.
    """
    meant = list(RECEIVES.finditer(text, *item))
    if not meant:
        return ()
    said = meant[-1]
    before = [m for m in named_recipients(told) if m.span.end <= said.start()]
    listed = last_listed(before, text)
    return listed if said["several"] else listed[-1:]


def of_one(amount: Span, told: Sequence[Mention[Value]], text: str) -> Recipients:
    """Return the only recipient named in the paragraph before an amount that is no one else's."""
    names = [m for m in named_recipients(told) if m.span.end <= amount.start]
    if len({m.text for m in names}) != 1 or names[0].value.kind != PartyKind.PERSON:
        return ()
    start = after_last_mark(text, "。！？；;\n", names[-1].span.end, amount.start)
    is_of_many = OF_MANY.search(text, start, amount.end) or holding(
        [m for m in told if m.span.start >= names[-1].span.end], Group
    )
    return () if is_of_many else (names[-1],)
