"""Totals and lists a sentence apart, where the text says that nothing is left out.

共筹集48万元。发放救助金，共计21万元；发放补助，共计9万元；其余18万元用于助学    a rest
慰问了120名…、48名…和46名…。本次慰问一线劳动者214名                      the same verb again
困难职工286名，劳动模范178名。这近500人                                   这 points back
36名学生…。受助的学生中，高一14人、高二12人，…；高三10人                  中 splits what was told
低保63户，新增7户。按分类施保，A类18户，B类26户，C类19户                     so does 按
所需经费71500元，…，工会承担5万元，不足的21500元由各单位自筹        what is short of it
1846万元善款里，日常捐赠1100多万元，“一日捐”近750万元                    within what they can mean
54万元由四方凑齐：甲20万元，乙18万元，丙13.5万元，丁2.5万元               as many as were said
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between, rest_of_sentence
from extractor.linking.openness import OPEN_WORDS, THE_REST, overlaps
from extractor.linking.plain import last_outside
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import (
    FEWEST,
    LONGEST,
    NOTHING,
    added,
    are_exact,
    digits_of,
    is_like,
    is_within,
    meets,
)
from extractor.model import Figure
from extractor.numerals import read_numeral

RESTS = re.compile(r"^[，,；;]?\s?(?:其余|剩余|余下)(?:的|资金|款项|善款)?$")
RAISED = regex.compile(r"(?:共|共计|合计|总计|累计)(?:筹集|筹措|募集|筹得|募得)[\p{Han}]{0,14}$")
BEFORE = regex.compile("[上去往前历]年")
# 共捐款4260元，连同去年的余款，买棉衣花去2890元，剩余1730元: of more than was told.
MORE_THERE = regex.compile(r"连同|加上|[上去往历]年|原有|利息|另")
REACH = 4  # sentences from a part to the rest
GAP = re.compile(r"(?:缺口|差额|不足部分|赤字)(?:资金)?(?:为|达|共|约)?$")
CLOSED_BY = regex.compile(r"[，,](?:拟|计划|全部)?(?:通过|由|用|以)")
RESOLVED = regex.compile(r"(?:资金|进行|予以|来)?(?:解决|弥补|补足|补齐|平衡)")
AMONG_IT = regex.compile(r"\p{Han}{0,6}[中里]$")
SHORT = regex.compile(r"(?:不足|差额|缺口|不够)(?:部分)?的?$")
NOT_ALL = regex.compile(r"等(?!\s?[0-9])|其中|含|部分|主要|另|其余")
MORE_GIVEN = regex.compile(r"另|不含|含")
ABOVE = regex.compile(r"^\s?(?:以上|上述)\p{Han}{0,10}(?:合计|共计|总计|共)\p{Han}{0,10}$")
ALL_ABOVE = regex.compile(
    r"^\s?(?:以上|上述)(?:各项|各类|各|几项)?\p{Han}{0,8}(?:合计|共计|总计|总额|共)\p{Han}{0,6}$"
)
FIRST_SECTION = regex.compile(r"(?m)^[ 　]*(?:[（(]一[)）]|一、|1[.．、])")
ENOUGH = 4  # amounts of sections that make a total by no accident
POINTED_BACK = regex.compile(r"^[“”\s]*(?:这|以上|上述)$")
SAME_VERB = regex.compile(
    r"^(?:本次|此次|这次|共|活动)*(?P<verb>集中慰问|走访慰问|慰问|走访|救助|资助|帮扶)[\p{Han}]{0,8}$"
)
AMONG = re.compile(r"(?P<name>[^，,。；;：:0-9]{2,14})[中里][，,]")
# 按照分类施保要求，A类18户，B类26户，C类19户
BY_KINDS = regex.compile(r"(?:按照?|根据|从)[^，,。；;：:0-9]{2,16}(?:[，,：:]|看|分)")
OF_THOSE = regex.compile(r"受|获|被|其|[者对]象?$")  # 受助者中: of those just told of
BY_SO_MANY = regex.compile(
    r"(?:[^，,。；;：:0-9]{0,12}[，,]?\s?|。(?:这笔|上述|以上|所需)?(?:资金|款项|善款|经费|捐款)(?:全部)?)(?:分别)?由(?P<number>[两二三四五六七八九十]|[0-9]{1,2})(?:方|家|个)?\p{Han}{0,8}"
    r"(?:凑齐|凑成|凑足|承担|分担|负担|出资|筹集|筹措|组成|构成|捐赠|捐助|资助|提供|共同\p{Han}{2,4})[：:]"
)
REST_OF = regex.compile(r"(?:其余|余下|剩下|剩余)的?$")
JOINED = regex.compile(r"[和及与][^，,。；;、]{0,4}[0-9一二三四五六七八九十]")


def told_up_to_a_rest(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals all of which is told of, up to 其余: a，b；其余c将用于助学."""
    for at, rest in enumerate(row):
        if rest.bracket is not None or not RESTS.search(rest.lead):
            continue
        before = last_outside(row, at)
        near = [f for f in before if f.paragraph >= rest.paragraph - 1]
        totals = [f for f in near if RAISED.search(f.lead)]
        if not totals:
            continue
        total = totals[-1]
        parts = [f for f in near if f.at > total.at] + [rest]
        is_told = all(f.is_marked_total for f in parts[:-1])
        words = between(total, rest, text)
        if (
            len(parts) > FEWEST
            and is_told
            and is_like(total, parts)
            and not (MORE_GIVEN.search(words) or BEFORE.search(words) or "今年" in words)
            and is_digit_off(total, parts, FEWEST)
            and not _goes_on(rest, row)
        ):
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def _goes_on(rest: Figure, row: Sequence[Figure]) -> bool:
    """Whether more is told of in the sentence of the rest: 其余15万元用于助学，3万元为工作经费."""
    return any(f.at > rest.at and f.sentence == rest.sentence for f in row)


def part_and_rest(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the total that one part and the rest of it make, where one digit parts them.

    上午到场的有13名。全市共62人。…其余49名住在外地: the paragraph has no others of the kind.
    """
    for at, rest in enumerate(row):
        if rest.bracket is not None or not THE_REST.match(rest.lead):
            continue
        near = [f for f in row[max(0, at - LONGEST) : at] if f.paragraph == rest.paragraph]
        alike = sum(f.paragraph == rest.paragraph for f in wholes)
        totals = [f for f in near if f.is_marked_total and not BEFORE.search(f.lead)]
        if len(near) != FEWEST or len(totals) != 1 or alike != FEWEST + 1:
            continue
        if rest.sentence - near[0].sentence > REACH:
            continue
        if MORE_THERE.search(text, near[0].sentence_start, rest.start):
            continue
        parts = [f for f in (*near, rest) if f is not totals[0]]
        if is_like(totals[0], parts) and is_digit_off(totals[0], parts, FEWEST):
            yield sum_of(Form.TOTAL_THEN_LIST, totals[0], parts, closed=True)


def closed_gaps(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the gaps that what is listed closes: 缺口835万元，通过调入804万元、动用31万元解决."""
    for at, total in enumerate(row):
        if total.bracket is not None or not GAP.search(total.lead):
            continue
        parts = [f for f in row[at + 1 : at + LONGEST] if f.part == total.part and not f.bracket]
        if len(parts) < FEWEST or not CLOSED_BY.match(text, total.end):
            continue
        words = between(total, parts[-1], text)
        is_all = RESOLVED.match(text, parts[-1].end) and not NOT_ALL.search(words)
        if is_all and is_within(2, total, parts):
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def shortfalls(row: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """Yield the amount told before that one payer and what is short of it make."""
    for at, rest in enumerate(row):
        if at < FEWEST or not SHORT.search(rest.lead):
            continue
        paid, before = row[at - 1], row[max(0, at - LONGEST) : at - 1]
        total = next((f for f in reversed(before) if f.stated == added([paid, rest])), None)
        is_near = paid.sentence == rest.sentence and total is not None
        if total and is_near and rest.sentence - total.sentence <= REACH:
            yield sum_of(Form.TOTAL_THEN_LIST, total, [paid, rest])


def among_all(row: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """Yield the total that begins its sentence and is split behind 中 or 里."""
    for at, total in enumerate(row):
        parts = [f for f in row[at + 1 : at + LONGEST] if f.sentence == total.sentence]
        if len(parts) < FEWEST or any(f.bracket for f in parts) or not AMONG_IT.match(total.tail):
            continue
        is_first = total.at == min(f.at for f in row if f.sentence == total.sentence)
        if is_first and is_like(total, parts) and meets(total, parts):
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts)


def said_of_all_before(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers that sum up the list of the sentence before.

    慰问了120名…、48名…和46名…。本次慰问一线劳动者214名      the same verb, and a whole list
    一、…共800元 ⏎ 二、…共900元 ⏎ 以上慰问共支出1700元                          all of the sections
    困难职工286名，劳动模范178名。这近500人                    这 points back
    """
    for at, total in enumerate(row):
        if not at or row[at - 1].sentence != total.sentence - 1:
            continue  # no first figure of its sentence, or none in the sentence before
        before = [f for f in row[max(0, at - LONGEST) : at] if f.sentence == total.sentence - 1]
        if len(before) < FEWEST or any(f.bracket for f in before):
            continue
        words = text[before[0].start : before[-1].end]
        said = text[before[0].sentence_start : before[0].start]
        is_plain = not OPEN_WORDS.search(words + before[-1].tail)
        pointing = bool(POINTED_BACK.search(total.lead)) and len(before) == FEWEST
        verb = SAME_VERB.search(text[total.sentence_start : total.start])
        is_same = bool(
            verb and verb["verb"] in said and len(before) > FEWEST and JOINED.search(words)
        )
        is_rough = pointing and not total.is_exact
        is_told = meets(total, before) or is_digit_off(total, before, FEWEST)
        # 这60名同志 may be 26 and 38 of whom some are both, but never more than those.
        is_more = pointing and total.stated is not None and total.stated > added(before)
        is_told = is_told or ((is_rough or is_more) and is_within(2, total, before))
        # 这126名大学生 points back to one of them alone, or to what the one leaves of the other.
        first, *_, last = [f.stated or NOTHING for f in before]
        is_one = any(f.stated == total.stated for f in before) or total.stated == first - last
        is_plain = is_plain and not is_one and not overlaps(total, total.sentence_start, text)
        if (pointing or is_same) and is_plain and is_told:
            yield sum_of(Form.LIST_THEN_TOTAL, total, before, closed=True)


def sections_above(row: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """Yield what 以上…共 comes to, where all amounts before are the totals of a paragraph each."""
    for at, total in enumerate(row):
        if "上" not in total.lead or not ABOVE.search(total.lead):
            continue
        before = last_outside(row, at)
        if len(before) < FEWEST or at > LONGEST:
            continue
        apart = {f.paragraph for f in (*before, total)}
        is_told = len(apart) == len(before) + 1 and all(f.is_marked_total for f in before)
        is_sum = meets(total, before) or is_digit_off(total, before, FEWEST)
        if is_told and is_sum and is_like(total, before):
            yield sum_of(Form.LIST_THEN_TOTAL, total, before, closed=True)


def numbered_above(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what 以上各项共 comes to, where all amounts of the numbered sections before make it."""
    for at, total in enumerate(row):
        if at < ENOUGH or not ALL_ABOVE.search(total.lead):
            continue
        first = FIRST_SECTION.search(text, 0, total.sentence_start)
        before = last_outside(row, at)
        parts = [f for f in before if first and f.start > first.start()]
        is_whole = len(parts) < at or at <= LONGEST
        if len(parts) >= ENOUGH and is_whole and meets(total, parts) and is_like(total, parts):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts)


def brought_together(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what as many as the words say brought together, and each of whom is listed."""
    for at, total in enumerate(row):
        said = BY_SO_MANY.match(text, total.end)
        number = read_numeral(said["number"]) if said else None
        if said is None or number is None or total.bracket is not None:
            continue
        sentence = total.sentence + said.group().startswith("。")
        parts = [f for f in row[at + 1 : at + LONGEST] if f.sentence == sentence]
        if len(parts) != number.value or len(parts) < FEWEST:
            continue
        words = text[said.end() : parts[-1].end] + rest_of_sentence(parts[-1], text)
        is_exact = are_exact((total, *parts))
        is_plain = is_exact and not OPEN_WORDS.search(words)
        if is_like(total, parts) and (meets(total, parts) or is_plain):
            is_sure = is_plain and is_digit_off(total, parts, FEWEST)
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=is_sure)


def split_later(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a later sentence splits: X中，甲14人、乙12人、丙10人, or up to 余下.

    Three figures that make one told before do so by no accident.  Those that do not claim nothing,
    unless they end with a rest, and X is what one figure just before is called: 捐款中，…，其余….
    Two that make the last number told, of 受助者, split it as well.
    """
    for at, first in enumerate(row):
        if at and row[at - 1].sentence == first.sentence:
            continue
        members = [f for f in row[at : at + LONGEST] if f.sentence == first.sentence]
        members = [f for f in members if f.bracket is None]
        said = text[first.sentence_start : first.start]
        among = AMONG.match(said)
        if len(members) == FEWEST and among and OF_THOSE.search(among["name"]):
            yield from _of_last(row[:at], members)
        if len(members) <= FEWEST:
            continue
        if not (among or BY_KINDS.match(said) or REST_OF.search(members[-1].lead)):
            continue
        near = [f for f in wholes if f.at < first.at and f.sentence < first.sentence][-LONGEST:]
        total = next((f for f in reversed(near) if f.stated == added(members)), None)
        if total is not None and digits_of(total.stated) >= FEWEST:
            yield sum_of(Form.TOTAL_THEN_LIST, total, members)
        elif among:
            yield from _up_to_a_rest(among["name"], near, members, text)


def _of_last(before: Sequence[Figure], members: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the last number told, if two members of the next sentence make it."""
    total = before[-1] if before else None
    is_near = total is not None and members[0].sentence - total.sentence == 1
    if total and is_near and total.stated == added(members) and digits_of(total.stated) >= FEWEST:
        yield sum_of(Form.TOTAL_THEN_LIST, total, members)


def _up_to_a_rest(
    name: str, near: Sequence[Figure], members: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the one figure just before of the name, where one slip parts the list from it."""
    first, rest = members[0], members[-1]
    same = [f for f in near if f.lead.strip("、，,；;：: ").endswith(name)]
    if len(same) != 1 or first.sentence - same[0].sentence > 1 or not REST_OF.search(rest.lead):
        return
    total = same[0]
    words = text[first.start : rest.start - len(rest.lead)] + rest.tail
    is_exact = are_exact((total, *members))
    is_plain = is_exact and first.paragraph == total.paragraph and not OPEN_WORDS.search(words)
    if is_plain and is_like(total, members) and is_digit_off(total, members):
        yield sum_of(Form.TOTAL_THEN_LIST, total, members, closed=True)
