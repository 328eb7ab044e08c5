"""Turns Traditional characters into Simplified ones, where a page or a line is Traditional.

    慰問困難職工 → 慰问困难职工         麵前, 製定, 係統 → 面前, 制定, 系统
    以后, 3萬余元 → 以后, 3万余元       於, 裡, 為, 接著 → 于, 里, 为, 接着

OpenCC does it, with its table for Taiwan without the exchange of words (矽 stays, 程序 stays): by
phrase, so that 乾隆 and 著名 are kept.  Each character replaced is an edit of its own.

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

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, is_han, standard_characters

FIXER_ID = "script.traditional"
A_NAME = 2  # so many Traditional characters in a Simplified line may be a name
RARELY = 10  # Traditional text has more than one such character in four
FEW = 40
OWN_WORDS = frozenset("么吒拚捱榘菸薹袷醣麴藉")
NAME_END = regex.compile(
    r"(?<=[王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭林羅罗鄭郑梁謝谢宋唐許许馮冯鄧邓曹彭曾蕭萧肖])"
    r"[乾著](?=[、，,。;；)）(（:：\s]|$|同志|先生|老人|一家|家中)"
)
LINE = re.compile(r"[^\n]++")
HAN = re.compile("[\u3400-\u9fff〇]")  # as ``is_han`` tells
KANA = regex.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
KANA_RUN = regex.compile(r"[\u3041-\u3096\u30a1-\u30fa]{2}")


def propose(page: Page) -> list[Edit]:
    """Return an edit for every Traditional character."""
    evidence = Evidence.of(page)
    if not evidence.traditional:
        return []
    return [
        edit
        for line in LINE.finditer(page.text)
        if evidence.is_traditional_line(line.group())
        for edit in _conversion(line.group(), line.start())
    ]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters of a page that are written in one script only, and which script prevails."""

    traditional: str
    plain: str
    is_page: bool

    @classmethod
    def of(cls, page: Page) -> Evidence:
        """Return what the characters of ``page`` say."""
        traditional = "".join(filter(is_traditional, page.letters))
        plain = "".join(filter(is_simplified, page.letters))
        count = _count(traditional, page.text)
        is_page = count * RARELY > len(page.text) and count > _count(plain, page.text)
        return cls(traditional, plain, is_page)

    def is_traditional_line(self, line: str) -> bool:
        """Return whether ``line`` is to be converted."""
        traditional = _count(self.traditional, line)
        if traditional == 0:
            return self.is_page and _count(self.plain, line) == 0 and not is_japanese(line)
        if is_japanese(line):
            return False
        if self.is_page:
            return True
        plain = _count(self.plain, line)
        is_frequent = traditional * RARELY > len(line) and traditional > plain
        return is_frequent or (traditional > A_NAME and traditional * 3 > plain)


def is_japanese(line: str) -> bool:
    """Return whether ``line`` is Japanese: byte damage shows single kana in a Chinese line too."""
    return bool(KANA_RUN.search(line)) or len(KANA.findall(line)) * RARELY > len(line)


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


def _count(chars: str, text: str) -> int:
    """Return how many characters of ``text`` are among ``chars``."""
    if len(chars) <= FEW:
        return sum(map(text.count, chars))
    return len(text) - len(text.translate(_deletion(chars)))


@lru_cache(maxsize=8)
def _deletion(chars: str) -> dict[int, None]:
    return dict.fromkeys(map(ord, chars))


def _conversion(line: str, start: int) -> list[Edit]:
    """Return the edits that make ``line``, which begins at ``start``, Simplified."""
    new = _converter().convert(line)
    if len(new) != len(line):  # no phrase of the table changes its length; a surprise is left out
        new = "".join(map(simplified, line))
    kept = {m.start() for m in NAME_END.finditer(line)}
    return [
        Edit(Span(start + i, start + i + 1), b, FIXER_ID)
        for i, (a, b) in enumerate(zip(line, new, strict=True))
        if a != b and a not in OWN_WORDS and i not in kept
    ]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")


FIXER = Fixer(
    "script",
    lambda letters: HAN.search("".join(letters - standard_characters())) is not None,
    propose,
)
