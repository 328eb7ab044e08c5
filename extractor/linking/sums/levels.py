"""Totals split by levels of government: the own one and all of the lower one, or those named.

    全市募集6214.8万元，其中：市本级1835.6万元，各县（市）区4379.2万元    the city and its counties
    国家和省两级奖助学金98万元，其中国家的70万元，省里的28万元          the whole names its parts
    省、市各级科技项目522项，其中省级112项、市级410项

Such a list of levels that the whole names is complete, and so it may fail; but two levels may visit
one household or help one village, so that only money that comes to more is an error.  Where the
whole names none, a level above may have its share (全市投入), so that there one digit must make
the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Relation
from extractor.linking.slips import is_digit_off
from extractor.linking.sums.wholes import ends, whole_of
from extractor.linking.totals import FEWEST, exceed, meets
from extractor.model import CountKind, Figure

LEVEL = r"(?:国家|中央|自治区|省|州|市|县|区|镇|乡|街道|村)"
BEGINS = regex.compile(rf"\s*{LEVEL}")
NAMED = regex.compile(rf"(?P<levels>{LEVEL}(?:[、和与及]{LEVEL})+)(?:[两二三四五]|各)级[^0-9]*$")
OPENED = re.compile(r"(?:其中|包括|[：:（(])[：:，,]?([^0-9：:，,。；;]{1,24})$")
SCOPE = regex.compile(r"(?:全|我)(?P<own>自治区|省|州|市|县|区)")
OWN = regex.compile(
    r"^(?P<own>自治区|省|州|市|县|区)(?:(?:本级|级|直|区)\p{Han}{0,8}|\p{Han}{2,10})$"
)
UNITS = r"(?:县|区|市|州|旗|乡|镇|街道)"
LOWER = regex.compile(
    rf"^(?:(?:各|所属|下属){UNITS}|{UNITS}[、（(]*{UNITS}|县级)(?:[、（()）]|{UNITS}|级)*"
    r"(?:合计|共计|共|募集|接收|筹集|投入|安排|完成|收入|支出|捐款|捐赠|资金|救助|资助|慰问|走访|发放)*$"
)
NAME = 28  # code points of a name with 其中 before it
BEHIND = regex.compile(r"^\s*[（(][^（()）]*[)）]")
MOST = 5  # levels of government
DIGITS = 4  # of a total that one digit alone parts from its list by no accident


def levelled(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that are split into all the levels there are."""
    for at, first in enumerate(row):
        name = _opened(first, text)
        if name is None or not BEGINS.match(name):
            continue
        for length in range(FEWEST, min(MOST, len(row) - at) + 1):
            members = row[at : at + length]
            if not _is_list(members, row, at, text):
                continue
            words = [name, *(_said(*pair, text) for pair in pairwise(members))]
            for relation in whole_of(members, wholes, row[:at], text):
                total = next(f for f in wholes if f.at == relation.total)
                if not _is_once(total) and exceed(total, members):
                    continue
                if _are_named(total, words, text) or _are_all(total, members, words, text):
                    yield relation


def _is_once(figure: Figure) -> bool:
    """Whether no two levels count the same: money, and visits (人次)."""
    return figure.is_money or figure.series == CountKind.PERSON_TIME


def _opened(first: Figure, text: str) -> str | None:
    """Return what the first figure behind 其中 is called."""
    start = first.start
    opened = OPENED.search(text[max(first.sentence_start, start - NAME) : start])
    return str(opened[1]) if opened else None


def _said(one: Figure, other: Figure, text: str) -> str:
    said: str = BEHIND.sub("", between(one, other, text))
    return said.lstrip("，,；;、 　和及与")


def _is_list(members: Sequence[Figure], row: Sequence[Figure], at: int, text: str) -> bool:
    """Whether the members stand in one sentence or bracket, and nothing is listed behind them."""
    first, last = members[0], at + len(members) - 1
    alike = all((f.sentence, f.bracket) == (first.sentence, first.bracket) for f in members)
    return alike and ends(row, last, text)


def _are_named(total: Figure, words: Sequence[str], text: str) -> bool:
    """Whether the words before the total name the levels of its parts, each once."""
    named = NAMED.search(text[total.sentence_start : total.start])
    levels = regex.findall(LEVEL, named["levels"]) if named else []
    return len(levels) == len(words) and all(map(str.startswith, words, levels))


def _are_all(total: Figure, members: Sequence[Figure], words: Sequence[str], text: str) -> bool:
    """Whether the parts are the own level of the place of the total, and all of the one below."""
    scope = SCOPE.search(text[total.sentence_start : total.start])
    own = OWN.search(words[0].strip())
    is_split = bool(scope and own and scope["own"] == own["own"] and LOWER.search(words[-1]))
    if not is_split or len(members) != FEWEST or own is None:
        return False
    is_first = not regex.search("[0-9]", text[total.sentence_start : total.start])
    is_more = is_first and exceed(total, members) and is_digit_off(total, members, FEWEST)
    return is_more or is_digit_off(total, members, DIGITS) or meets(total, members)
