"""Whom the amounts of a letter of thanks came to: the one who writes it.

我叫代成英。会长递给我救助金5000元；师傅寄来600元           代成英
我是学生雒小川的母亲。教育局资助5000元                     not said: the letter thanks each who gave

Only one who says so at the beginning, and only what his sentence says was brought or received.
"""

from __future__ import annotations

import regex

from extractor.linking.gifts.recipients import Recipients, named_recipients
from extractor.linking.gifts.surroundings import Near, sentence_start
from extractor.model import PartyKind
from extractor.offsets import first_mark

OPENING = 200  # code points of a letter up to who writes it
LONGEST = 400  # code points of a sentence
WRITES = regex.compile(r"我(?:叫|是|的名字[叫是])[^，,。；;\n]{0,14}\Z")
OF = "的"
CAME = regex.compile(
    r"[送寄打捐拿递汇转][来给到出了]|收到|领[到了取]|救助|资助|补助|捐款|凑|善款|助学金|慰问金|生活费"
)


def of_writer(near: Near, text: str) -> Recipients:
    """Return the one whom a letter is from, where the sentence of an amount says that it came."""
    opening = near.within(0, min(OPENING, near.first))
    persons = [m for m in named_recipients(opening) if m.value.kind is PartyKind.PERSON]
    if not persons or not WRITES.search(text, 0, persons[0].span.start):
        return ()
    if text.startswith(OF, persons[0].span.end):
        return ()
    start = sentence_start(text, near.first)
    end = first_mark(text, "。\n", near.last, min(len(text), near.last + LONGEST))
    return (persons[0],) if CAME.search(text, start, end) else ()
