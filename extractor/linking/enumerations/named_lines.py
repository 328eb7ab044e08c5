"""Names that stand a line each, or with an amount each, below the number that counts them.

    救助5例，名单如下：⏎ 1、王建国，男 ⏎ 2、李志强，男 …          a name a line
    名单公示如下，共计6户，7400元：⏎ 岩温 2000元 ⏎ 玉罕 600元 …     an amount told beside the number
    由30名会员认捐，王建国认捐20万元，…，其余27名共认捐6万元      some by name, and the rest
    捐赠3笔：甲公司30万元、乙协会8万元、丙2万元，合计40万元       an amount for each

A name the finder missed makes a list seem short: only numbered lines of persons, of which each has
one name and after which the text goes on, may fail.  Otherwise a list of another length claims
nothing: 两次共15万元 may be two of the 笔, and a household is named by two of its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, enumeration_of
from extractor.linking.totals import FEWEST, added, digits_of
from extractor.model import Count, Figure, Mention, Party, PartyKind, Value
from extractor.numerals import read_numeral
from extractor.offsets import Span, line_of

UNITS = ("名", "人", "户", "例", "位", "家", "笔", "方")
BELOW = regex.compile(
    r"(?:[^。；;：:\n]{0,24}(?<!部分|标准|方式|如)(?:如下|名单)[：:。]?|\p{Han}{0,6}[：:]"
    r"|[，,、]\p{Han}{0,6}[0-9][0-9.,]*万?元[：:])\s*\n"
)
FOLLOWING = re.compile(r"(?:下列|以下|如下)$")
TO_LINE_END = re.compile(r"[^\n。]{0,48}+[。：:]?\s*\n")  # nothing else is BELOW, either
NUMBERED = re.compile(r"[ 　（(]*(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]\s*")
TELLING = 3  # digits of what amounts come to by no accident
NAME_AT = 16  # code points of a line before its name
LINE = 80  # code points of a line of such a list
REST = re.compile(r"[，,；;]\s?(?:其余|其他|其它|剩余|另外)的?$")
BY_AMOUNT = regex.compile(r"\p{Han}{0,12}[)）]?[：:]")
JOINTLY = regex.compile("[和与及等]|以及|夫妇|[一两三]家")  # 镇商会和信用社5万元
AMOUNT_NEXT = regex.compile(r"[)）]?[、，,；;]\s?[\p{Han}*×（）()]{2,16}")
LIST_END = regex.compile(r"[)）]?\s*(?:$|[。；;\n]|[，,](?:合计|共计|总计))")
PART = regex.compile(r"其中|等|部分|首批")


def find_named_lines(
    listed: Sequence[Figure],
    names: Sequence[tuple[int, Mention[Value]]],
    taken: set[int],
    text: str,
) -> Iterator[Relation]:
    """Yield the numbers that count names in lines, names and a rest, or amounts."""
    for figure in listed:
        value = figure.mention.value
        if figure.at in taken or not isinstance(value, Count) or value.unit not in UNITS:
            continue
        if figure.stated is None or figure.stated < FEWEST or figure.per:
            continue
        found = (
            _lines(figure, names, text)
            or _with_rest(figure, listed, names, text)
            or _amounts(figure, listed, text)
        )
        if found is not None:
            yield found


def _lines(
    count: Figure, names: Sequence[tuple[int, Mention[Value]]], text: str
) -> Relation | None:
    end = count.end
    to_line_end = TO_LINE_END.match(text, end)
    if to_line_end is None:
        return None
    opened = BELOW.match(text, end) or (to_line_end if FOLLOWING.search(count.lead) else None)
    if opened is None or PART.search(opened.group()):
        return None
    places: list[int] = []
    numbers: list[int | None] = []
    at = opened.end()
    while at < len(text):
        line_end = line_of(text, Span(at, at)).end
        number = NUMBERED.match(text, at)
        here = [(place, m) for place, m in names if at <= m.span.start < line_end]
        start = number.end() if number else at
        if len(here) != 1 or here[0][1].span.start - start > NAME_AT or line_end - at > LINE:
            break
        places.append(here[0][0])
        numeral = read_numeral(number["number"]) if number else None
        numbers.append(int(numeral.value) if numeral else None)
        at = line_end + 1
    return _counted_lines(count, places, numbers, dict(names), text[at:])


def _counted_lines(
    count: Figure,
    places: Sequence[int],
    numbers: Sequence[int | None],
    names: dict[int, Mention[Value]],
    behind: str,
) -> Relation | None:
    if len(places) < FEWEST:
        return None
    is_run = list(numbers) == list(range(1, len(places) + 1))
    goes_on = bool(behind.strip()) and not NUMBERED.match(behind) and not PART.match(behind)
    values = [names[place].value for place in places]
    are_persons = all(isinstance(v, Party) and v.kind is PartyKind.PERSON for v in values)
    if len(places) == count.stated:
        return _relation(count, places)
    if is_run and goes_on and are_persons and len(places) > FEWEST:
        return _relation(count, places, is_closed=True)
    return None


def _with_rest(
    count: Figure,
    listed: Sequence[Figure],
    names: Sequence[tuple[int, Mention[Value]]],
    text: str,
) -> Relation | None:
    """Return names and a number of others that together make the number before them."""
    rest = next(
        (f for f in listed if f.at > count.at and f.series == count.series and not f.per), None
    )
    if rest is None or rest.sentence != count.sentence or rest.stated is None:
        return None
    if not REST.search(between(count, rest, text)):
        return None
    here = [at for at, m in names if count.end <= m.span.start < rest.start]
    if not here or len(here) + rest.stated != count.stated:
        return None
    return _relation(count, [*here, rest.at], items=int(count.stated))


def _amounts(count: Figure, listed: Sequence[Figure], text: str) -> Relation | None:
    """Return the amounts behind the colon after a number of 笔, one each, if there are as many."""
    opened = BY_AMOUNT.match(text, count.end)
    if opened is None:
        return None
    row = [f for f in listed if f.at > count.at and f.sentence == count.sentence]
    money = [f for f in row if f.is_money]
    parts = money[: int(count.stated or 0)]
    if parts == money and len(parts) != count.stated and _is_told_in_all(parts, listed):
        words = text[opened.end() : parts[-1].start] if parts else ""
        is_sure = len(parts) >= FEWEST and JOINTLY.search(words) is None
        is_sure = is_sure and _are_listed(parts, opened.end(), text)
        return _of_amounts(count, parts) if is_sure else None
    if len(parts) != count.stated or PART.search(text[opened.end() : parts[-1].end]):
        return None
    are_items = len({f.part for f in row}) == len({f.part for f in parts}) == len(parts)
    is_listed = are_items or _are_listed(parts, opened.end(), text) or _are_summed(parts, row)
    return _relation(count, [f.at for f in parts]) if is_listed else None


def _are_listed(parts: Sequence[Figure], start: int, text: str) -> bool:
    """Whether the amounts follow each other with a name each, up to the end of the list."""
    is_listed = parts[0].start - start <= NAME_AT and all(
        AMOUNT_NEXT.fullmatch(text, one.end, other.start) for one, other in pairwise(parts)
    )
    is_end = LIST_END.match(text, parts[-1].end)
    return is_listed and bool(is_end) and not any(f.is_marked_total for f in parts)


def _are_summed(parts: Sequence[Figure], row: Sequence[Figure]) -> bool:
    """Whether the sentence sums up the amounts right behind them."""
    after = [f for f in row if f.at > parts[-1].at and f.is_money]
    return bool(after) and after[0].is_marked_total and after[0].stated == added(parts)


def _is_told_in_all(parts: Sequence[Figure], listed: Sequence[Figure]) -> bool:
    """Whether another figure says what the amounts come to, so that none of them is missing."""
    whole = added(parts)
    others = (f for f in listed if f.is_money and f not in parts)
    return digits_of(whole) >= TELLING and any(f.stated == whole for f in others)


def _of_amounts(count: Figure, parts: Sequence[Figure]) -> Relation:
    return enumeration_of(Form.LINES_COUNTED, count, [f.at for f in parts], closed=True)


def _relation(
    count: Figure, places: Sequence[int], *, items: int | None = None, is_closed: bool = False
) -> Relation:
    return enumeration_of(
        Form.NAMES_COUNTED, count, places, items=items or len(places), closed=is_closed
    )
