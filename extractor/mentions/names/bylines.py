"""Names that a byline, a signature or the last line of a report gives.

(记者 ⟦高某某⟧)    作者:⟦周某⟧    …28床。(⟦许某某⟧)    (车 晓 干国祥)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor import lexicon
from extractor.mentions.heads import is_of_a_part
from extractor.mentions.names import tables
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.surroundings import is_place_or_firm
from extractor.mentions.names.tongues import foreign_at
from extractor.offsets import Span
from extractor.rules import at_one_of, found_from, one_of

NAME = r"[\u4e00-\u9fff]{2,4}"
_LONGEST_NAME = 4
_ASKED = r"[^\n]{0,80}[?？]"  # 记者:后来呢?


def _makers() -> list[str]:
    """Return who makes a report (记者), and the deeds of making one (摄影)."""
    return [
        row["word"]
        for row in lexicon.load("titles")
        if row["role"] == "other" and row["side"] != "after"
    ]


@lexicon.derived
def _byline() -> regex.Pattern[str]:
    makers = _makers()
    people = one_of(word for word in makers if word.endswith(("者", "员", "人", "编", "编辑")))
    deeds = one_of(word for word in makers if not word.endswith(("者", "员", "人", "编", "编辑")))
    # 供稿:舒雅审核:粟建功, as a page without its blanks has it
    name = rf"(?P<name>(?:(?!{one_of(makers)}[:：])[\u4e00-\u9fff]){{2,4}})"
    return regex.compile(
        rf"(?:(?:{people})\s?(?:[:：](?!{_ASKED})|/)?\s?|(?:{deeds})\s?[:：/\s]\s?)"
        rf"{name}(?:(?:[^\S\n]|[、,，]){{1,2}}(?!{one_of(makers)}){name}){{0,5}}"
    )


@lexicon.derived
def _byline_starts() -> re.Pattern[str]:
    words = _makers()
    return re.compile(at_one_of({word[0] for word in words}, one_of(words)))


_BRACKETED = re.compile(r"[(（][^(（]{2,48}[)）]\s*(?:\n|\Z)")  # what a signature is, and more
_SIGNED = regex.compile(
    rf"(?<![^。！？!?”\"\n\s])[(（]\s?(?P<name>{NAME})(?:[\s、,，]{{1,2}}(?P<name>{NAME})){{0,3}}\s?"
    rf"(?:供稿|摄影|报道|摄|文|整理|撰稿)?(?:\s{{1,2}}(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?\s?[)）](?=\s*(?:\n|\Z))"
)
# ⏎甘露 沈一舟⏎ between a title and the text
_UNDER_TITLE = regex.compile(
    rf"\A\s*(?P<title>[^\n。]{{4,40}})\n(?:\s*\d[^\n]{{4,24}}\n)?[ \t\u3000]*(?P<name>{NAME})(?:[ \t\u3000、]{{1,4}}(?P<name>{NAME})){{0,3}}[ \t\u3000]*\n(?=[^\n]{{28,}})"
)
# (车 晓 干国祥): the first set to the width of three
_SIGNED_APART = regex.compile(
    rf"(?<=[。！？!?”\"\n\s][(（]\s?)(?P<name>[\u4e00-\u9fff][ \u3000]{{1,2}}[\u4e00-\u9fff])"
    rf"(?:[ \u3000、]{{1,2}}(?P<second>{NAME}))?(?=\s?[)）]\s*(?:\n|\Z))"
)
# With these a name must stand there, even if it is a common word: 作者:王万里, (于海兰 供稿).
_SURE = regex.compile(r"[:：]|通讯员|供稿|摄|撰稿|整理|\d日")
# 作者:者明亮: whatever the surname, three characters by themselves; but not 作者:宣传科
_STATED = re.compile(
    rf"(?:作者|记者|通讯员|联系人|(?:撰稿|供稿|审核|复核|经办|制表|填表)人?)\s?[:：](?!{_ASKED})\s?(?P<name>(?![本各全未不佚匿原某网])[\u4e00-\u9fff]{{3}})(?=[\s,，。;；)）]|\Z)"
)
_LAST_LINE = regex.compile(
    rf"(?<=\n[^\n]{{0,16}}(?:\s|\n))(?<!\d[ \t\u3000]{{1,4}})(?P<name>{NAME})(?=\s*\Z)"
)  # no row: 1000　张伟
_NAMES_IN_LINE = regex.compile(
    rf"[ \t\u3000]*{NAME}(?:(?:[ \t\u3000]{{1,4}}|、){NAME}){{0,9}}[ \t\u3000]*"
)


def _is_listed(text: str) -> bool:
    """Tell whether the last line is of a list of names, which signs nothing: 名单如下:⏎王小梅⏎李建军."""
    lines = text.rstrip().split("\n")[-_LISTED:]
    parts = 0
    for number, line in enumerate(reversed(lines)):
        if is_of_a_part(line.strip()):
            parts += 1  # 一等(每人1500元)⏎郑海潮 尤佳宁⏎二等(每人1000元)⏎欧阳晴
        elif not _NAMES_IN_LINE.fullmatch(line):
            is_led_in = line.rstrip().endswith((":", "："))
            return parts > 1 or (is_led_in and number > 1)
    return False


_LISTED = 60  # names


def bylines(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that a byline, a signature or the last line gives."""
    text = shapes.text
    for match in _SIGNED_APART.finditer(text) if _BRACKETED.search(text) else ():
        if tables.is_firm_surname(match["name"][0]) or match["second"]:
            yield Span(*match.span("name"))
    yield from _stated(shapes)
    last_line = max(0, len(text.rstrip()) - _LONGEST_NAME)
    for matches in (
        found_from(_byline_starts(), _byline().match, text),
        _SIGNED.finditer(text) if _BRACKETED.search(text) else (),
        (match for match in _LAST_LINE.finditer(text, last_line) if not _is_listed(text)),
    ):
        for match in matches:
            for start in match.starts("name"):
                is_sure = _SURE.search(match[0]) is not None
                span = _longer(foreign_at(shapes, start), shapes.best(start, is_sure=is_sure))
                if span is None or is_place_or_firm(shapes, span):
                    continue
                if shapes.text[span.end : span.end + 1] not in (":", "："):  # 来源:
                    yield span
    yield from _beside_colleagues(shapes)
    yield from _under_title(shapes)


_OF_A_LIST = regex.compile(r"名单|名册|光荣榜|功德|一览|公示|公告|通报|如下|明细|[:：]\Z")


def _under_title(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that stand alone between a title, which is of no list, and the text."""
    match = _UNDER_TITLE.match(shapes.text)
    if match is None or _OF_A_LIST.search(match["title"]):
        return
    fields = [Span(*field) for field in match.spans("name")]
    names = [shapes.best(f.start, is_sure=len(fields) > 1) == f for f in fields]
    if all(names) and not any(is_place_or_firm(shapes, f) for f in fields):
        yield from fields


def _longer(foreign: Span | None, plain: Span | None) -> Span | None:
    """Return what of a name both readings have, the longer one: 阿不都外力, and not 阿不."""
    if foreign is None or plain is None:
        return foreign or plain
    return max(foreign, plain, key=lambda span: span.end)


# (记者 张冲 周瑜 仪璐): whatever the surname, between colleagues or after them
_COLLEAGUES = regex.compile(
    r"[(（](?:\p{Han}{0,8}记者|通讯员)\s?(?P<name>\p{Han}{2,3})(?:[ \u3000、]{1,2}(?P<name>\p{Han}{2,3})){1,4}(?=\s?(?:[)）]|通讯员))"
)


def _beside_colleagues(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of reporters with a rare surname beside one with a firm one."""
    for match in _COLLEAGUES.finditer(shapes.text):
        spans = [Span(*span) for span in match.spans("name")]
        if any(shapes.best(span.start) == span for span in spans):
            yield from (span for span in spans if shapes.is_unlike_words(span))


def _stated(shapes: Shapes) -> Iterator[Span]:
    for match in _STATED.finditer(shapes.text):
        span = Span(*match.span("name"))
        if shapes.is_unlike_words(span) and shapes.best(span.start, is_sure=True) is None:
            yield span
