"""Joins what a page break, a viewer or a fixed line width tore apart.

    补了3 ⏎⏎ 0.96万元                → 补了30.96万元       a number over a break
    10, ⏎ 500件, 3 ⏎ 00户            → 10,500件, 300户       no figure begins with 0
    高速公 ⏎ 2、路, 镇99 ⏎ 3、0人    → 高速公路, 镇990人   a viewer's page numbers, 1、 to n、
    困难 ⏎ —3— ⏎ 群众                → 困难群众            a printed page number inside a sentence
    春节 ⏎ 送温暖活动, 500元 ⏎ 。    → 春节送温暖活动, 500元。   lines cut at a fixed width

A viewer's numbers follow each other without a gap, and at least one stands where no list item can:
inside a number or a word, or before a mark.  A page is cut at a fixed width if most lines that do
not end a sentence are equally long, have marks inside, and end in all sorts of characters; only
then is a full line joined to the next.  A mark that cannot begin a line always goes back.

Left alone: lists, headings, tables, verse, addresses; a line that ends its sentence.  Joining two
items of a list is the worse error: it makes one figure of two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.fluency import is_word
from extractor.restoring.page import Fixer, Page, Repair, apart, repaired

OPEN_END = r"[\p{Han}0-9,，、%]"
QUANTITY = (
    r"[0-9]{0,9}(?:\.[0-9]{1,6})?[万亿]*(?:元|人|户|名|个|件|套|份|袋|斤|公斤|吨|亩|次|箱|床)"
)
AFTER_THREE = r"(?:,[0-9]{3})*(?:\.[0-9]{1,6})?(?:[万亿]*(?!年|号)\p{Han})"
UNLABELLED = r"(?![第表图附件号期页年月日条])\p{Han}"
REPAIRS = (
    Repair(
        "break.page-number",
        regex.compile(
            rf"(?<={OPEN_END})\n{{1,3}}[ \u3000]*[—–-]{{1,2}} ?[0-9]{{1,3}} ?[—–-]{{1,2}}"
            r"[ \u3000]*\n{1,3}(?=[\p{Han}0-9])"
        ),
    ),
    Repair("break.page-number", regex.compile(r"(?<=\p{Han})[—–] ?[0-9]{1,3} ?[—–](?=\p{Han})")),
    Repair(
        "break.page-number",
        regex.compile(
            r"(?<=[\p{Han}，,])\n{0,2}第 ?[0-9]{1,3} ?页[ ，,/]{0,2}共 ?[0-9]{1,3} ?页"
            r"\n{0,2}(?=\p{Han})"
        ),
    ),
    Repair(
        "break.in-number",
        regex.compile(
            rf"(?<=[，。,；][^\n]{{0,120}}(?![第表图附件号期页年月日条])\p{{Han}}[0-9]{{1,6}})"
            rf"\n{{1,3}}(?={QUANTITY})"
        ),
    ),
    Repair(
        "break.in-number", regex.compile(rf"(?<={UNLABELLED}[0-9]{{1,6}})\n{{1,3}}(?=0{QUANTITY})")
    ),
    Repair(
        "break.in-number",
        regex.compile(
            rf"(?<={UNLABELLED}[0-9]{{1,3}}(?:[,，][0-9]{{3}}){{0,3}}[,，])\n{{1,3}}"
            rf"(?=[0-9]{{3}}(?![0-9]){AFTER_THREE})"
        ),
    ),
    Repair(
        "break.before-mark",
        regex.compile(r"(?<=[\p{Han}0-9A-Za-z”）)》%])\n{1,2}(?=[。，、；：！？”）》])"),
    ),
)
NUMBERED = regex.compile(r"\n(?P<page>[0-9]{1,3})、")
CLAUSE_MARK = re.compile(r"[，。、；,;]")
FIRST_PAGE = regex.compile(r"(?:^|\n)(1、)")
LONGEST_WORD = 4
ENDS_SENTENCE = frozenset("。！？!?；;：:…”」』）)》>|")
BEGINS_BLOCK = regex.compile(
    r"[ \t\u3000]|[（(]?[一二三四五六七八九十]{1,3}[、）).．]|[（(]?[0-9]{1,2}[、）)．]"
    r"|[0-9]{1,2}\.(?![0-9])|[·●★■◆—|]"
)
NARROWEST, WIDEST, SLACK, ENOUGH = 15, 70, 2, 3  # characters, characters, characters, lines
MANY = 6  # lines with marks inside that show the width: menus and links have none


def propose(page: Page) -> list[Edit]:
    """Return the deletion of every break that stands inside a sentence."""
    text = page.text
    return apart([*_viewer_breaks(text), *repaired(text, REPAIRS), *_wraps(text)])


def _viewer_breaks(text: str) -> list[Edit]:
    first = FIRST_PAGE.search(text)
    breaks = list(NUMBERED.finditer(text, first.end() if first else 0))
    if [int(m["page"]) for m in breaks] != list(range(2, len(breaks) + 2)):
        return []
    if not any(_is_impossible_item(text, m) for m in breaks):
        return []
    edits = [
        Edit(Span(*m.span()), _kept_break(text[m.start() - 1]), "break.page-number") for m in breaks
    ]
    return [Edit(Span(*first.span(1)), "", "break.page-number"), *edits] if first else edits


def _kept_break(before: str) -> str:
    return "\n" if before in ENDS_SENTENCE else ""


def _is_impossible_item(text: str, match: regex.Match[str]) -> bool:
    """Return whether no item of a list can begin at this number."""
    before, after = text[max(0, match.start() - LONGEST_WORD) : match.start()], text[match.end() :]
    if after[:1] in "，,。、；;：）)":
        return True
    if before[-1:].isdigit() and after[:1].isdigit():
        return True
    return any(
        is_word(before[-left:] + after[: length - left])
        for length in (3, 4)
        for left in range(1, length)
    )


def _wraps(text: str) -> Iterator[Edit]:
    """Yield the deletion of the line ends of a page that was cut at a fixed width."""
    width = _width(text)
    if width is None:
        return
    start = 0
    lines = text.split("\n")
    for line, following in pairwise(lines):
        start += len(line) + 1
        if _is_full(line, width) and following.strip() and not BEGINS_BLOCK.match(following):
            glue = " " if _is_latin(line[-1]) and _is_latin(following[0]) else ""
            yield Edit(Span(start - 1, start), glue, "break.line-wrap")


def _width(text: str) -> int | None:
    """Return the width the lines were cut at, in characters, if they were."""
    lines = [line for line in text.split("\n") if NARROWEST <= len(line) <= WIDEST]
    open_lines = [line for line in lines if line[-1] not in ENDS_SENTENCE and "|" not in line]
    if len(open_lines) < ENOUGH:
        return None
    told = [line for line in open_lines if CLAUSE_MARK.search(line)]
    shown = told if len(told) >= MANY else open_lines
    lengths = Counter(map(len, shown))
    width = max(lengths, key=lambda n: (sum(lengths[n - k] for k in range(SLACK + 1)), n))
    full = [line for line in open_lines if width - SLACK <= len(line) <= width]
    longer = sum(len(line) > width + SLACK for line in text.split("\n"))
    is_cut = (
        len(full) >= ENOUGH
        and 2 * sum(line in full for line in shown) >= len(shown)
        and longer * 4 <= len(full)
        and 2 * sum(bool(CLAUSE_MARK.search(line)) for line in full) >= len(full)
        and len({line[-1] for line in full}) * 2 > len(full)
    )
    return width if is_cut else None


def _is_full(line: str, width: int) -> bool:
    return (
        width - SLACK <= len(line) <= width + SLACK
        and line[-1] not in ENDS_SENTENCE
        and "|" not in line
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


FIXER = Fixer("lines", lambda letters: "\n" in letters, propose)
