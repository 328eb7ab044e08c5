"""Whom an amount went to that its item calls 他, 她 or 老人: the one told of before.

    看望因病致困的邬来顺，给他送上3000元救助金              邬来顺
    翟秀英今年76岁。区长把1000元慰问金放到她手里             the last one named in the paragraph
    咸发财、苗桂莲夫妇都有残疾。街道帮他们申请到4500元        both

Only who is named in the same paragraph is meant, and no leader; who gives or speaks is called 他
too, so that the pronoun has to receive something.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.recipients import Recipients, last_listed
from extractor.model import Mention, Party, PartyKind, PartyRole, Value

ONE = r"(?:他|她|老人|对方|孩子|老汉|老太太|大娘|大爷|这位\p{Han}{1,4})(?!们)"
SEVERAL = r"(?:他们|她们|[两三四五几]位老人|夫妇(?:俩|二人)?|一家人?|兄妹|姐妹|姐弟|兄弟)"
GIVING = r"(?:给|为|向|替|帮|帮助|交给|递给|送给|发给|资助|救助|奖励|补助|补贴)了?"
HANDS = r"(?:的)?(?:手[中里上]|家[中里]|床[前边头]|本人|账[户上])"
RECEIVES = regex.compile(
    rf"{GIVING}(?:(?P<several>{SEVERAL})|(?P<one>{ONE}))(?!的?(?:儿子|女儿|孙子|孙女|妻子|丈夫|母亲|父亲|孩子))"
    rf"|(?:到|在|进)(?:了)?(?:(?P<several>{SEVERAL})|(?P<one>{ONE})){HANDS}"
)


def told_of(item: tuple[int, int], told: Sequence[Mention[Value]], text: str) -> Recipients:
    """Return whom the ``item`` of an amount (its start and end) means by a pronoun.

    ``told`` are the mentions of the paragraph before the end of the item.
    """
    said = None
    for said in RECEIVES.finditer(text, *item):  # noqa: B007  the last one
        pass
    if said is None:
        return ()
    people = [m for m in holding(told, Party) if _may_receive(m.value)]
    before: list[Mention[Value]] = [m for m in people if m.span.end <= said.start()]
    listed = last_listed(before, text)
    return listed if said["several"] else listed[-1:]


def _may_receive(party: Party) -> bool:
    return party.kind == PartyKind.PERSON and party.role != PartyRole.OFFICIAL
