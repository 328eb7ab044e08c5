"""Drops the pinyin that a site's annotator wrote after its Traditional characters.

    慰問(wèn)金           → 慰問金
    社會(huì )、創(chuàng )   → 社會、創                 a blank inside
    發(fā)放(fàng)金(jīn)     → 發放金                   runs, on characters that both scripts share
    同志們(men)             → 同志們                   without a tone, on a page that is glossed

A gloss is one syllable with a tone mark, in brackets, directly after a Chinese character.  A
syllable without a mark is one only on a page with marked glosses, and only where the dictionary
has it as the neutral reading of that very character.  The reading itself is evidence of nothing:
校長(cháng) has the wrong one.

Left alone: every other bracket, also beside a gloss: 職工(農民工), 青(石)云(岭), (GDP), (wifi),
several syllables (zhí gōng) and glosses of numbers or Latin words.
"""

from __future__ import annotations

from functools import cache

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page

MARKED = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c")
SYLLABLE = rf"[a-zɑɡüê{''.join(sorted(MARKED))}]{{1,7}}+"
GLOSS = regex.compile(
    rf"(?<=[\p{{Han}}〇])[(（][ \u3000]{{0,3}}+(?P<reading>{SYLLABLE})[ \u3000]{{0,3}}+[)）]"
)
A_GLOSSED_PAGE = 3


def propose(page: Page) -> list[Edit]:
    """Return the deletion of every gloss."""
    found = list(GLOSS.finditer(page.text))
    marked = {m.start() for m in found if not MARKED.isdisjoint(m["reading"])}
    is_glossed = len(marked) >= A_GLOSSED_PAGE
    return [
        Edit(Span(*m.span()), "", "gloss.pinyin" if m.start() in marked else "gloss.neutral")
        for m in found
        if m.start() in marked
        or (is_glossed and m["reading"] in _neutral_readings(page.text[m.start() - 1]))
    ]


@cache
def _neutral_readings(char: str) -> frozenset[str]:
    """Return the readings of ``char`` in the neutral tone."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - half a second that clean pages do without

    readings = pinyin(char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
    return frozenset(r[:-1].replace("v", "ü") for r in readings if r.endswith("5"))


FIXER = Fixer("glosses", lambda letters: not MARKED.isdisjoint(letters), propose)
