"""Turns Traditional characters into Simplified ones, where a page or a line is Traditional.

    慰問困難職工 → 慰问困难职工         麵前, 製定, 係統 → 面前, 制定, 系统
    以后, 3萬余元 → 以后, 3万余元       於, 裡, 為, 接著 → 于, 里, 为, 接着

OpenCC does it, with its table for Taiwan without the exchange of words (矽 stays, 程序 stays): by
phrase, so that 乾隆 and 著名 are kept.  What it replaces is recorded run by run.

A character is Traditional evidence if it is not in GB 2312 and OpenCC would change it; Simplified
evidence if it is in GB 2312 and not in Big5.  A line is converted if it holds Traditional evidence
that a single name would not explain; a line with no evidence goes by its page.  So a Simplified
page is returned as it is, with 萧乾, 於某 and a Japanese name in it, and a page of both scripts is
converted where it is Traditional.

Left alone besides: lines with kana; characters of GB 2312 that are words of their own (么 拚 菸 …)
although OpenCC has a variant for them; 乾 and 著 that end a name (王乾, 黄著); numbers.
The worse error is to change a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import opencc
import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, is_han, standard_characters

FIXER_ID = "script.traditional"
A_NAME = 2  # so many Traditional characters in a Simplified line may be a name
OWN_WORDS = frozenset("么吒拚捱榘菸薹袷醣麴藉")
NAME_END = regex.compile(
    r"(?<=[王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭林羅罗鄭郑梁謝谢宋唐許许馮冯鄧邓曹彭曾蕭萧肖])"
    r"[乾著](?=[、，,。;；)）(（:：\s]|$|同志|先生|老人|一家|家中)"
)
KANA = regex.compile(r"[\u3041-\u3096\u30a1-\u30fa]")


def propose(page: Page) -> list[Edit]:
    """Return an edit for every run of Traditional characters."""
    if not any(map(is_traditional, page.letters)):
        return []
    is_page = _leans_traditional(page.text)
    return [
        edit
        for line in regex.finditer(r"[^\n]+", page.text)
        if _is_traditional_line(line.group(), is_page=is_page)
        for edit in _conversion(line.group(), line.start())
    ]


def is_traditional(char: str) -> bool:
    """Return whether ``char`` is written only in Traditional text."""
    return is_han(char) and char not in standard_characters() and simplified(char) != char


@cache
def is_simplified(char: str) -> bool:
    """Return whether ``char`` is written only in Simplified text."""
    if char not in standard_characters():
        return False
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return True
    return False


@cache
def simplified(char: str) -> str:
    """Return the Simplified form of one character."""
    form: str = _converter().convert(char)
    return form if len(form) == 1 and char not in OWN_WORDS else char


def _leans_traditional(text: str) -> bool:
    return sum(map(is_traditional, text)) > sum(map(is_simplified, text))


def _is_traditional_line(line: str, *, is_page: bool) -> bool:
    if KANA.search(line):
        return False
    traditional = sum(map(is_traditional, line))
    plain = sum(map(is_simplified, line))
    if traditional + plain == 0:
        return is_page
    if is_page:
        return traditional > 0
    return traditional > plain or (traditional > A_NAME and traditional * 3 > plain)


def _conversion(line: str, start: int) -> list[Edit]:
    """Return the edits that make ``line``, which begins at ``start``, Simplified."""
    new = _converter().convert(line)
    if len(new) != len(line):  # no phrase of the table changes its length; a surprise is left out
        new = "".join(map(simplified, line))
    kept = {m.start() for m in NAME_END.finditer(line)}
    changed = (
        i
        for i, (a, b) in enumerate(zip(line, new, strict=True))
        if a != b and a not in OWN_WORDS and i not in kept
    )
    return [Edit(Span(start + a, start + b), new[a:b], FIXER_ID) for a, b in _runs(changed)]


def _runs(places: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that consecutive places make up."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        members = [place for _, place in run]
        yield members[0], members[-1] + 1


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")


FIXER = Fixer(
    "script",
    lambda letters: any(is_han(c) for c in letters - standard_characters()),
    propose,
)
