"""Decodes again what was decoded with the wrong table, where nothing was lost.

    鎱伴棶閲?        UTF-8 read as GBK       慰问…
    æ…°é—®é‡‘       UTF-8 read as Latin-1   慰问金
    Î¿ÎÊ½ð           GBK read as Latin-1     慰问金

A run of characters outside ASCII is decoded again if it takes the round trip whole and every
character that comes out is Chinese or a Chinese mark: chance does not make valid UTF-8 of nine
bytes.  GBK has no such check, so its text must be plausible as well.

Left alone: 锟斤拷 and U+FFFD, behind which there is nothing; runs that lost a byte; short runs
(联通 is valid UTF-8 read as GBK), accented European words.
"""

from __future__ import annotations

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.fluency import likelihood
from extractor.restoring.page import Fixer, Page, apart, standard_characters

TRACES = frozenset("锛銆鐨鍦鏄鎴閲鍏鎱殑")  # what ，。的 and common first bytes become
RUN = regex.compile(r"[^\x00-\x7f]{4,2000}+")
LATIN_RUN = regex.compile(r"[\x80-\xff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]{6,2000}+")
LATIN, ENOUGH_LATIN = frozenset(map(chr, range(0x80, 0x100))) - set("·×°±§¥«»\xa0\xad"), 4
CHINESE = regex.compile(r"[\p{Han}，。、；：？！“”‘’（）《》〈〉【】…—·％\u3000０-９]+")
PLAUSIBLE = -9.0  # a character


def propose(page: Page) -> list[Edit]:
    """Return an edit for every run that can be decoded again."""
    edits = []
    if _is_traced(page.letters):
        edits += [_again(m, "gb18030") for m in RUN.finditer(page.text)]
    if _is_latin(page.letters):
        edits += [_again(m, "cp1252") for m in LATIN_RUN.finditer(page.text)]
    return apart(edit for edit in edits if edit)


def _again(match: regex.Match[str], read_as: str) -> Edit | None:
    run = match.group()
    data = _bytes(run, read_as)
    text = _decoded(data, "utf-8")
    if text is None and read_as == "cp1252":
        text = _decoded(data, "gb18030")
        if text and (not _is_standard(text) or likelihood(text) < PLAUSIBLE * len(text)):
            text = None
    if text is None:
        return None
    return Edit(Span(*match.span()), text, "encoding.mojibake", f"{read_as} read again")


def _bytes(run: str, read_as: str) -> bytes:
    """Return the bytes of ``run``; what Windows' table lacks stands for its own code."""
    try:
        return run.encode(read_as)
    except UnicodeEncodeError:
        if read_as != "cp1252":
            return b""
    return b"".join(c.encode("latin-1" if c <= "\xff" else read_as, "ignore") for c in run)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if CHINESE.fullmatch(text) else None


def _is_standard(text: str) -> bool:
    return all(c in standard_characters() or not "\u4e00" <= c <= "\u9fff" for c in text)


def _is_traced(letters: frozenset[str]) -> bool:
    return not TRACES.isdisjoint(letters)


def _is_latin(letters: frozenset[str]) -> bool:
    return len(letters & LATIN) >= ENOUGH_LATIN


FIXER = Fixer("mojibake", lambda letters: _is_traced(letters) or _is_latin(letters), propose)
