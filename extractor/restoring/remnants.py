"""Drops what other programs left in the text: markup, blanks turned into ``?``, junk, table edges.

    &ldquo;今天&rdquo;&nbsp; ?ldquo;     → “今天”  “          entities, also without their &
    情况。　　</span>, 情况?/p>          → 情况。, 情况        closing tags, also without their <
    ? ? ? 據悉                           → 據悉                no-break blanks shown as ?
    来源:今日某地 |, a line of |         → 来源:今日某地       the edge of a table
    38%。BOARD : b7 m. _3 y, D) E        → 38%。               a forum's random letters

Left alone: tables (a row has a pipe elsewhere too), code and other markup that opens, lines without
Chinese characters, a question mark after a word, and the board's own name if it is Chinese.
"""

from __future__ import annotations

import html

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, Repair, apart, repaired

ENTITY = "nbsp|ensp|emsp|thinsp|[lr][ds]quo|hellip|mdash|ndash|middot|bull|times|yen|amp|quot|lt|gt"
WRITTEN_ENTITY = regex.compile(rf"[&?](?:{ENTITY});|&#(?:[0-9]{{2,5}}|x[0-9A-Fa-f]{{2,5}});")
TAGS = "span|p|div|font|strong|b|i|u|em|a|td|tr|table|tbody|li|ul|ol|center|section|o:p|h[1-6]"
JUNK = r"[!-~]{1,3}"  # a forum writes its junk in short pieces
REPAIRS = (
    Repair(
        "html.remnant",
        regex.compile(rf"(?<=[\p{{Han}}\p{{P}}0-9\u3000\xa0 ])[ \u3000\xa0]*[<?]/(?:{TAGS})>"),
    ),
    Repair("html.remnant", regex.compile(r"<br ?/?>(?=\n|\Z)")),
    Repair(
        "html.remnant",
        regex.compile(rf"^<(?:{TAGS})(?: [^<>\n]{{0,200}}+)?>(?=[\p{{Han}}“])", regex.M),
    ),
    Repair(
        "nbsp.question-mark",
        regex.compile(
            r"(?:^|(?<=[。！!”\n]))(?:\?[ \u3000\xa0]){2,20}+\??(?=[\p{Han}“0-9])", regex.M
        ),
    ),
    Repair("table.edge", regex.compile(r"^(?:[ \t]*\|[ \t]*(?:\n|\Z)){1,50}+", regex.M)),
    # Not in a table: there the last cell of a row is empty.
    Repair(
        "table.edge",
        regex.compile(
            r"(?<=(?<!\|[^|\n]{0,300}[^|\s][^|\n]{0,300}\n)^[^|\n]{1,300}[^|\s])[ \t]*\|[ \t]*$"
            r"(?!\n[^|\n]*[^|\s][^|\n]*\|[^|\n]*[^|\s])",
            regex.M,
        ),
    ),
    Repair(
        "forum.junk",
        regex.compile(
            rf"(?<=[。！；”%\p{{Han}}])(?:[A-Z][A-Za-z .]{{2,30}}: ?)?+(?:{JUNK} ){{4,40}}+{JUNK}$",
            regex.M,
        ),
    ),
)
LINE = regex.compile(r"[^\n]++")


def propose(page: Page) -> list[Edit]:
    """Return the deletion of every remnant, and the characters that entities stand for."""
    found = [edit for edit in repaired(page.text, REPAIRS) if _is_junk_if_forum(page.text, edit)]
    return apart([*found, *_entities(page.text)])


def _entities(text: str) -> list[Edit]:
    return [
        Edit(Span(*m.span()), _meaning(m.group()), "html.entity")
        for m in WRITTEN_ENTITY.finditer(text)
        if _has_chinese(_line_at(text, m.start()))
    ]


def _meaning(entity: str) -> str:
    char = html.unescape("&" + entity[1:])
    return " " if char in "\xa0\u2002\u2003\u2009" else char


def _is_junk_if_forum(text: str, edit: Edit) -> bool:
    """Return whether an edit against forum junk would cut no words: junk mixes all it can."""
    if edit.fixer_id != "forum.junk":
        return True
    junk = edit.span.slice(text)
    kinds = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^\w\s]")
    return all(regex.search(kind, junk) for kind in kinds)


def _has_chinese(line: str) -> bool:
    return bool(regex.search(r"\p{Han}", line))


def _line_at(text: str, at: int) -> str:
    start, end = text.rfind("\n", max(0, at - 200), at), text.find("\n", at, at + 200)
    return text[max(0, start, at - 200) : end if end >= 0 else at + 200]


FIXER = Fixer("remnants", lambda letters: not letters.isdisjoint("&>|?_"), propose)
