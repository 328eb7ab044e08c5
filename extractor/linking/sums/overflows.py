"""Parts that come to more than their whole, where a list that came to less would claim nothing.

    接受62.1万元，分列如下：⏎ 东城区 35.2万元 ⏎ 西城区 20万元 ⏎ 河滨区 10万元
    另交党费812元。各单位：⏎ 一队捐款…，党费520元；⏎ 二队捐款…，党费395元
    各县区43.8万元（含10.3万元基金）… 丘阳市10.9万元（含20万元基金）
    筹集资金15.4万元，为26名职工发放救助金21.2万元，为41名职工发放4.2万元

Such lists may be cut, and what is raised may be left over, so that only too much can be wrong.
What was raised may be spent with what was left before: there one digit must make the difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.linking.figures import label_of
from extractor.linking.neighbours import between, is_nested, line_start, rest_of_line
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.tables import has_subtotals
from extractor.linking.slips import TELLING, is_digit_off
from extractor.linking.sums.list_lines import LINE
from extractor.linking.totals import FEWEST, added, exceed, meets
from extractor.model import Figure

LISTING = ("如下", "分列", "明细", "各单位", "名单", "情况")
# 认捐情况如下, 近三年情况 and 累计收到如下 list something else than what was said before.
BELOW = regex.compile(
    r"(?:[（(][^（()）\n]*[)）]|[^（()）\n]{0,8}[)）])?[，,。；;：:]?(?:其中|具体|现将|现|各|县区|乡镇|县|区|镇|乡|村|单位|部门|支部|个人|捐款|捐赠|收款|接收"
    rf"|到账|{'|'.join(LISTING)}|分别|公布|公示|为|的"
    r"|按(?:系统|单位|部门|区域|地区|镇村|类别|来源|时间|顺序|支部|班级))*[：:]?\s*"
)
LINES = 3  # of a list
BRACKET = regex.compile(r"[（(][^（()）\n]*[)）]")
LISTED = regex.compile(
    r"(?:[ 　]*[^\s0-9，,。；;]{1,16}[ 　]*[0-9][0-9.,]*[ 　]?[百千万亿]*元?[ 　]*"
    rf"(?:{BRACKET.pattern})?[；;。，,]?[ 　]*(?:\n|$))+"
)
# A line that repeats others, or says something else than how much of the whole is whose.
NO_LINE = regex.compile(
    r"其中|个人|[小合总共]计|上年|去年|[0-9]年|累计|[结节]余|另|含|认捐|承诺|计划|预算|目标"
)
RAISED = re.compile(
    r"(?:筹集|筹措|募集|筹得|投入|安排|拨付|下拨|拨出|拿出|列支)(?:了|各类|专项|慰问|救助|帮扶|送温暖|专款)*(?:资金|经费|善款|款|金)?$"
)
GIVEN_FOR = regex.compile(r"[，,](?:全部|主要|分别)?(?:用于|为|向|给|对)(?!主|此)")
GIVEN = regex.compile(r"(?:发放|支付|给予|送去|送上|提供|拨付|用于)[\p{Han}“”]{0,10}$")
BESIDE = regex.compile(
    r"另|其中|含|价值|折价|折合|物资|实物|累计|历年|结余|不足|以及其他|比|较|[%％]"
)
# 不足部分由上年结余列支 may stand anywhere in the paragraph.
MADE_UP = regex.compile(r"结余|余额|结转|滚存|历年|不足|差额|缺口|垫|超支|超出|弥补|其中")


def lines_below(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that the lines below them exceed: one figure a line, or one of the label."""
    if wholes[-1].paragraph - wholes[0].paragraph < LINES:
        return
    paragraphs: dict[int, list[Figure]] = defaultdict(list)
    for figure in wholes:
        if figure.bracket is None:
            paragraphs[figure.paragraph].append(figure)
    for number, said in paragraphs.items():
        first = next((n for n in (number + 1, number + 2) if n in paragraphs), None)
        if first is None or not _are_below(said[-1], paragraphs[first][0], text):
            continue
        yield from _exceeded(said, paragraphs, first, text)


def _are_below(last: Figure, first: Figure, text: str) -> bool:
    """Whether words before the first line say that what follows lists what was said."""
    end = line_start(first, text)
    is_led = text[last.end : end].rstrip().endswith((*LISTING, "：", ":"))
    return is_led and BELOW.fullmatch(text, last.end, end) is not None


def _exceeded(
    said: Sequence[Figure], paragraphs: Mapping[int, Sequence[Figure]], first: int, text: str
) -> Iterator[Relation]:
    most = max(said, key=lambda f: f.stated or Decimal(0))
    others = [f for f in said if f is not most]
    lines = _lines(paragraphs, first, None, text)
    is_of_all = not others or meets(most, others) or added(lines) > added(said)
    if most.is_marked_total and is_of_all and _is_too_much(most, lines):
        yield sum_of(Form.TOTAL_THEN_LIST, most, lines, closed=True)
    for total in said:
        label = label_of(total)
        own = [f for f in said if label and label_of(f) == label]
        if own != [total]:
            continue
        lines = _lines(paragraphs, first, label, text)
        if _is_too_much(total, lines, FEWEST):
            yield sum_of(Form.TOTAL_THEN_LIST, total, lines, closed=True)


def _is_too_much(total: Figure, lines: Sequence[Figure], least: int = TELLING) -> bool:
    numbers = [f.stated or Decimal(0) for f in lines]
    is_told = exceed(total, lines) and is_digit_off(total, lines, least)
    return len(lines) >= LINES and is_told and not has_subtotals(numbers)


def _lines(
    paragraphs: Mapping[int, Sequence[Figure]], first: int, label: str | None, text: str
) -> list[Figure]:
    """Return the one figure of each line from ``first`` on, or the one that is called ``label``."""
    found: list[Figure] = []
    number = first
    while number in paragraphs:
        here = paragraphs[number]
        own = [f for f in here if label is None or label_of(f) == label]
        if label is None and (len(own) != 1 or not _is_line(own[0], text)):
            break
        if len(own) > 1 or any(NO_LINE.search(_said(f, text)) for f in own):
            return []
        found += own
        number += 1
    return found


def _said(figure: Figure, text: str) -> str:
    """Return what stands on the line before the figure, or before it since the last comma."""
    line = text[line_start(figure, text) : figure.start]
    return line if len(line) <= LINE else figure.lead


def _is_line(figure: Figure, text: str) -> bool:
    """Whether a name, the figure and perhaps a bracket are all there is on its line."""
    after = BRACKET.sub("", rest_of_line(figure, text))
    is_short = figure.start - line_start(figure, text) <= LINE
    return is_short and not after.strip(" 　;；。，,")


def inside_lines(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is said to be inside a total, where what is inside the lines below exceeds it.

    What a line says again (市慈善总会 …（含1200万元基金）) is left out on both sides.
    """
    nested = [f for f in wholes if f.bracket and is_nested(f, text)]
    for last in (f for f, after in pairwise(nested) if f.paragraph != after.paragraph):
        end = text.find("\n", last.end) + 1
        if not BELOW.fullmatch(text, last.end, end):
            continue
        listed = LISTED.match(text, end)
        stop = listed.end() if listed else end
        said = [f for f in nested if f.paragraph == last.paragraph]
        below = [f for f in nested if end <= f.start < stop]
        same = [f for f in (*said, *below) if _thing(f, text) == _thing(last, text)]
        totals, parts = _left(said, [f for f in below if f in same])
        is_all = len(totals) == 1 and len(same) == len(said) + len(below)
        if is_all and exceed(totals[0], parts) and is_digit_off(totals[0], parts, FEWEST):
            yield sum_of(Form.BRACKET, totals[0], parts, closed=True)


def _left(said: Sequence[Figure], below: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return what is on one side alone."""
    totals, parts = list(said), list(below)
    for total in said:
        again = next((f for f in parts if f.stated == total.stated), None)
        if again is not None:
            totals.remove(total)
            parts.remove(again)
    return totals, parts


def _thing(figure: Figure, text: str) -> str:
    assert figure.bracket is not None  # noqa: S101  what is inside is in a bracket
    return text[figure.end : figure.bracket[1] - 1].strip()


def more_than_raised(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what was raised for what its sentence goes on to give, which is more by one digit."""
    for at, total in enumerate(wholes):
        if total.bracket is not None or not RAISED.search(total.lead):
            continue
        given = [f for f in wholes[at + 1 :] if f.sentence == total.sentence]
        given = [f for f in given if f.bracket is None]
        if not given or not GIVEN_FOR.match(text, total.end):
            continue
        is_all = all(GIVEN.search(f.lead) and not f.is_change for f in given)
        words = between(total, given[-1], text) + given[-1].tail
        if (
            is_all
            and not BESIDE.search(words)
            and not MADE_UP.search(_paragraph(total, text))
            and exceed(total, given)
            and is_digit_off(total, given)
        ):
            yield sum_of(Form.TOTAL_THEN_LIST, total, given, closed=True)


def _paragraph(figure: Figure, text: str) -> str:
    return text[line_start(figure, text) : figure.end] + rest_of_line(figure, text)
