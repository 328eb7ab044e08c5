"""Who got an amount, and how many: the list of recipients next to it, with its number.

    为28位困难下岗职工每户送去500元     named before the amount
    救助金14万元发给14名患癌妇女       or behind it, where the text goes on to say whom it is for
    劳模5名、困难职工54户126人         one list; of 54户126人 the households were given to

A verb parts two lists: who is named before it got something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.surroundings import Near, is_number_of_people
from extractor.model import (
    Count,
    CountKind,
    Group,
    Mention,
    Money,
    Party,
    PartyKind,
    PartyRole,
    Role,
    Value,
)
from extractor.offsets import first_mark

# 救助金14万元发给14名患癌妇女; 送去500元慰问金的特困户
GIVEN_TO = re.compile(
    r"[^，,。；;\n]{0,12}(?:发给|给|送到|发到|送给|用于|帮|资助|救助|惠及|受益|慰问)"
    r"|[^，,。；;\n]{0,8}[,，](?:帮|惠及|受益|资助|(?:定向|专门|全部|主要|都)?用于|走访慰问|慰问|送到|送给|发给|交给|使|给了|(?:[当同][天日晚]|全部|已)*(?:转|送)?交[到给])"
    r"|[^，,。；;\n]{0,8}[,，](?:[共先后]{0,3})(?P<helped>救助|补助|奖励|扶持|补贴)"
    # 购买的米、面，分别发放给1万户; 折价9.6万元，已全部发放到512户
    r"|[^。；;\n]{0,20}[,，](?:分别|全部|已){0,2}(?:发放[给到]|发[给到]|送给)了?"
    # 支出3527万元，占56.75%，救助困难患者2.2万人次: its share or its growth in between
    r"|[^，,。；;\n]{0,8}[,，](?:占|比|较|同比)[^，,。；;\n]{1,20}[,，](?:惠及|受益|(?P<helped_too>救助|资助|补助|帮扶))"
    r"|[,，]享受"  # 每生每学期1500元，享受260人
    r"|[,，][0-9]{1,9}[人户名位](?:次)?(?:收到|领到|受益|获得)"  # 价值4.86万元，243人收到
)
# 出资12万元，为60名贫困学生购买书包: what was put up, with whom it was for.
PUT_UP = re.compile(
    r"(?:(?<![费公信专使利采享])用$|投入|出资|安排|拨付|拨出|拿出|斥资|列支|投放|支出)[^，,。；;\n]{0,8}$"
)
FOR_THEM = re.compile(r"(?:[^，,。；;\n]{0,6}[，,])?(?:分[0-9两二三四五六]{1,2}[批次])?[为给向]")
# 助学金10.8万元发给45名高中女生: whoever is named before the amount got something else.
HANDED = regex.compile(r"[^，,。；;\n]{0,4}?(?:发给|发放给|送给|送到|拨给|赠给|捐给)")
# 家庭人口3人, 一家6口人: how many live there, not how many were given to.
AT_HOME = regex.compile(r"(?:家庭(?:人口|成员)|[一全]家|家[里中有]|户籍人口)\p{Han}{0,2}[：:，,]?$")
MOUTHS = "口"  # 低保，3口人
# 选派3名干部驻村: who was sent to help.
SENT_TO_HELP = re.compile(r"(?:选派|派出|派驻|抽调|组织|出动|率领|带领|动员)了?$")
# 抢救两名孩子牺牲, 测血糖150余人次: who was saved, or one of several things that were done.
SAVED_OR_TREATED = regex.compile(r"(?:抢救|解救|营救|救起|救出|接诊|[测量]血[糖压])了?$")
# 使137户贫困户增收43.7万元: what they earned by it.
EARNED = regex.compile(r"\p{Han}{0,12}(?:增收|致富|脱贫)")
AT_ONCE = regex.compile(r"[元万亿余多](?:发给|送给|资助|救助|惠及)(?:了)?[\p{Han}]{0,4}$")
# 困难职工6名、劳模和3户特困户: marks, joining words, and the numbers of a list
LISTED = regex.compile(
    r"(?:[、和与及,，\s]|以及|遭遇\p{Han}{1,4}的|[0-9余多近约一二两俩三四五六七八九十百千万]+\p{Han}{1,2}){1,6}"
)
# 邓卜七、赵妹先两位|老人
APPOSED = re.compile(r"[0-9一二两俩三四五六七八九十]{1,3}[名位户个]")
# 护士林晓燕、放射科医生唐建军: an office stands before a name, and no verb.
OFFICE = regex.compile(r"[、和及与](?:(?![慰看走送给发到访望])\p{Han}){1,12}")
# 困难学生共48名: words of adding up between a group and its number.
COUNTED = re.compile(r"(?:共|有|计|达|为|约|近|一共|共有|共计|合计)*")
PUT_UP_REACH = 12  # code points

Recipients = tuple[Mention[Party] | Mention[Group], ...]


@dataclass(frozen=True, slots=True)
class Receivers:
    """Whom an amount went to, and how many they are, as far as is known."""

    recipients: Recipients
    count: Mention[Count] | None
    parts: Recipients = ()  # the kinds that the recipients are told apart into


def named_behind(
    amounts: Sequence[Mention[Money]], after: Sequence[Mention[Value]], item_end: int, text: str
) -> Sequence[Mention[Value]]:
    """Return what follows an amount that says whom it is for: 救助金14万元发给14名患癌妇女.

    ``amounts`` are a total, a rate or both; ``after`` is what stands behind in their item.
    """
    ends = [m.span.end for m in amounts]
    said = (GIVEN_TO.match(text, min(ends)) or _put_up_for(amounts, text)) if after else None
    if said is None:
        return []
    others = [m for m in holding(after, Money) if m.span.start >= max(ends)]
    end = others[0].span.start if others else item_end
    if others and _goes_with_another(said, others[0], text):
        return []
    return [m for m in after if m.span.end <= end and not isinstance(m.value, Money)]


def _goes_with_another(said: re.Match[str], other: Mention[Money], text: str) -> bool:
    """Whether what follows an amount says whom another amount went to.

    建成基地，使137户贫困户增收43.7万元; 慰问金3万元，救助职工5人，2万元
    """
    if other.value.role == Role.RATE:
        return False
    has_comma = first_mark(text, "，,", said.end(), other.span.start) < other.span.start
    is_helped = said.re is GIVEN_TO and bool(said["helped"] or said["helped_too"])
    return is_helped or said.re is FOR_THEM or ("，" in said[0] and not has_comma)


def _put_up_for(amounts: Sequence[Mention[Money]], text: str) -> re.Match[str] | None:
    start = min(m.span.start for m in amounts)
    if not PUT_UP.search(text, max(0, start - PUT_UP_REACH), start):
        return None
    return FOR_THEM.match(text, min(m.span.end for m in amounts))


def is_handed_on(amounts: Sequence[Mention[Money]], text: str) -> bool:
    """Whether the words behind the amount say at once whom it was handed to."""
    return HANDED.match(text, max(m.span.end for m in amounts)) is not None


def last_listed(mentions: Sequence[Mention[Value]], text: str) -> Recipients:
    """Return the recipients listed last: 甲、乙和3名丙 are one run, a verb parts two."""
    run: list[Mention[Party] | Mention[Group]] = []
    for mention in reversed(_recipients(mentions)):
        if run and not _are_listed(mention, run[0], text):
            break
        run.insert(0, mention)
    return _without_apposed(run, text)


def _without_apposed(run: Sequence[Mention[Party] | Mention[Group]], text: str) -> Recipients:
    """Return ``run`` without the group at its end that says what those named are."""
    is_last = len(run) > 1 and is_apposed(run[-1], run[-2], text)
    return tuple(run[:-1] if is_last else run)


def is_apposed(
    one: Mention[Party] | Mention[Group], named: Mention[Party] | Mention[Group], text: str
) -> bool:
    """Whether a group says with its number what those named before it are: 甲、乙两位老人."""
    is_said_of = isinstance(one.value, Group) and isinstance(named.value, Party)
    return is_said_of and bool(APPOSED.fullmatch(text, named.span.end, one.span.start))


def first_listed(mentions: Sequence[Mention[Value]], text: str) -> Recipients:
    """Return the recipients listed first."""
    run: list[Mention[Party] | Mention[Group]] = []
    for mention in _recipients(mentions):
        if run and not _are_listed(run[-1], mention, text):
            break
        run.append(mention)
    return tuple(run)


def _are_listed(
    one: Mention[Party] | Mention[Group], other: Mention[Party] | Mention[Group], text: str
) -> bool:
    """Whether two recipients stand in one list; a name may have an office before it."""
    if LISTED.fullmatch(text, one.span.end, other.span.start):
        return "元" not in text[one.span.end : other.span.start]  # 宁三虎1万元，强桂花8000元
    are_names = isinstance(one.value, Party) and isinstance(other.value, Party)
    return are_names and OFFICE.fullmatch(text, one.span.end, other.span.start) is not None


def _recipients(mentions: Sequence[Mention[Value]]) -> list[Mention[Party] | Mention[Group]]:
    """Return the groups, and the persons and bodies that are named as recipients, in text order."""
    found = [m for m in mentions if isinstance(m.value, Group) or _is_recipient(m.value)]
    return cast("list[Mention[Party] | Mention[Group]]", found)


def named_recipients(mentions: Sequence[Mention[Value]]) -> list[Mention[Party]]:
    """Return the persons and bodies that are named as recipients."""
    return [cast("Mention[Party]", m) for m in mentions if _is_recipient(m.value)]


def _is_recipient(value: Value) -> bool:
    return isinstance(value, Party) and value.role == PartyRole.RECIPIENT


def counted_before(
    recipients: Recipients, told: Sequence[Mention[Value]], near: Near, text: str
) -> list[tuple[Mention[Party] | Mention[Group], Mention[Count]]]:
    """Return the number of each recipient that ``told`` count under the same name.

    优抚对象238人，其中烈士遗属13人，伤残军人46人。烈士遗属每人2000元: 13人.  None where one of
    them has no number there, or two, or where the clause of the amount does not name them.
    """
    if recipients and first_mark(text, "，,", recipients[-1].span.end, near.first) < near.first:
        return []
    found: list[tuple[Mention[Party] | Mention[Group], Mention[Count]]] = []
    for recipient in holding(recipients, Group):
        same = [m for m in holding(told, Group) if m.text == recipient.text]
        numbers = {number for m in same if (number := number_of(m, near, text))}
        if len(numbers) != 1:
            return []
        found.append((recipient, numbers.pop()))
    return found if len(found) == len(recipients) else []


def is_beside(count: Mention[Count], recipient: Mention[Party] | Mention[Group]) -> bool:
    """Whether the count stands beside the recipient: 低保户320户, 3名劳模.

    A person is not counted: in 吴婢香、龙再发3名毕业生 the number is that of the 毕业生.
    """
    value = recipient.value
    if isinstance(value, Party) and value.kind == PartyKind.PERSON:
        return False
    return recipient.span.end == count.span.start or count.span.end == recipient.span.start


def how_many(
    before: Sequence[Mention[Value]],
    between: Sequence[Mention[Value]],
    behind: Sequence[Mention[Value]],
    text: str,
) -> Mention[Count] | None:
    """Return how many were given to: those that the amount says at once, else the nearest.

    ``between`` stands within the amounts, ``behind`` says whom they are for.
    """
    counts_behind = counts(behind, text)
    at_once = next((m for m in counts_behind if _goes_to(m, text)), None)
    if at_once is not None:
        return at_once
    ordered = [*counts(before, text)[::-1], *counts(between, text), *counts_behind]
    if len(ordered) > 1 and _are_of_one(ordered[1], ordered[0], text):
        return ordered[1]
    return ordered[0] if ordered else None


def _goes_to(count: Mention[Count], text: str) -> bool:
    """Whether the amount right before says itself whom it went to: 助学金10.8万元发给45名女生."""
    return bool(AT_ONCE.search(text[max(0, count.span.start - 12) : count.span.start]))


def _are_of_one(households: Mention[Count], persons: Mention[Count], text: str) -> bool:
    """Whether the persons are those of the households before: 54户126人."""
    kinds = households.value.kind, persons.value.kind
    is_pair = kinds[0] == CountKind.HOUSEHOLD and kinds[1] != CountKind.HOUSEHOLD
    return is_pair and text[households.span.end : persons.span.start].strip("，, ") in ("", "共")


def counts(mentions: Sequence[Mention[Value]], text: str) -> list[Mention[Count]]:
    """Return the counts of those that something may have been given to, rates left out."""
    counted = holding(mentions, Count)
    bodies = {recipient.span.start for recipient in _recipients(mentions)} if counted else set()
    people = (
        m
        for m in counted
        if is_number_of_people(m.value) or (_is_of_bodies(m.value) and m.span.end in bodies)
    )
    return [m for m in people if not _is_of_others(m, text)]


def _is_of_bodies(count: Count) -> bool:
    """Whether schools, homes and the like are counted: 8所留守儿童之家."""
    return count.kind == CountKind.ORGANISATION and count.role != Role.RATE


def _is_of_others(count: Mention[Count], text: str) -> bool:
    """Whether the people are of one household, were sent to help or saved, or earned by it."""
    lead = text[max(0, count.span.start - 8) : count.span.start]
    if count.value.unit.startswith(MOUTHS):
        return True
    is_other = AT_HOME.search(lead) or SENT_TO_HELP.search(lead) or SAVED_OR_TREATED.search(lead)
    return is_other is not None or EARNED.match(text, count.span.end) is not None


def beside(count: Mention[Count], near: Near, text: str) -> Recipients:
    """Return the group that ``count`` is the number of: 困难职工34户, 48名困难学生."""
    around = holding(near.within(count.span.start - 30, count.span.end + 30), Group)
    before = [m for m in around if m.span.end <= count.span.start]
    if before and COUNTED.fullmatch(text, before[-1].span.end, count.span.start):
        return (before[-1],)
    return tuple(m for m in around if m.span.start == count.span.end)


def number_of(
    recipient: Mention[Party] | Mention[Group], near: Near, text: str
) -> Mention[Count] | None:
    """Return the number of a recipient that the amount, ``near``, is told of with it."""
    found = (m for m in near.numbers() if recipient in beside(m, near, text))
    return next(found, None)
