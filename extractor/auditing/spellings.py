"""One person written in two ways: 盲人⟦邱会兰⟧一家过年有了饺子…饺子送到⟦邱慧兰⟧家中.

Two names of a report that differ in one character of the same reading may be one person.  They may
as well be sisters, so that it is never said of names that stand in one list, nor of names that
each stand where a person of their own is meant.  All of these must hold:

- the same surname and length, one character different, of the same reading without its tone;
- both get something, or both act, in the same role;
- they stand in the same paragraph, each once, and no list mark joins them;
- the second is not given a description of its own (困难职工⟦张玮⟧).

The names stay as they are written: the finding says ``cannot_tell`` and shows both places.  It
``fails`` where the sentence leaves one reading: 为了让⟦甲⟧一家…，…送到⟦甲′⟧家中 is done for the one
that it is to reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

import regex

from extractor import lexicon
from extractor.auditing.claims import LOOSE
from extractor.model import (
    Finding,
    FindingKind,
    Mention,
    Party,
    PartyKind,
    PartyRole,
    Report,
    Value,
    Verdict,
)
from extractor.rules import one_of

_NEAR = 120  # code points between the two
_ROLES = (PartyRole.RECIPIENT, PartyRole.DONOR, PartyRole.OFFICIAL)
# 为了让盲人X一家能够吃上饺子，…包了饺子，并送到X家中: no other name stands between the two.
_FOR = regex.compile(r"为(?:了|使|让|帮助)+[^，,。；;：:、]{0,8}$")
_REACHES = regex.compile(
    r"^(?:一家|家|全家)?[^。；;！!？?\n]*[，,][^，,。；;]{0,12}(?:送[到给至往]|交[到给]|发给|递给|捐给)了?$"
)
_OTHERS = r"另[一外有]|以及|还有|同村|同时|又|此外|随后|分别|各"
_ADDED = regex.compile(rf"[\n、]|{_OTHERS}")
_ANOTHER = regex.compile(_OTHERS)


def check_spellings(report: Report, mentions: Sequence[Mention[Value]]) -> Iterator[Finding]:
    """Yield a finding for each two spellings that may be of one person."""
    named: list[Mention[Value]] = [m for m in mentions if _is_person(m)]
    often = Counter(mention.text for mention in named)
    single = [mention for mention in named if often[mention.text] == 1]
    for one, other in combinations(single, 2):
        if not _are_near(one, other):
            continue
        is_sure = _is_same_gift(one, other, named, report.text)
        if is_sure or _may_be_one(one, other, report.text):
            yield _finding(one, other, is_sure=is_sure)


def _is_person(mention: Mention[Value]) -> bool:
    value = mention.value
    return isinstance(value, Party) and value.kind is PartyKind.PERSON and value.role in _ROLES


def _are_near(one: Mention[Value], other: Mention[Value]) -> bool:
    return 0 < other.span.start - one.span.end <= _NEAR and are_homophones(one.text, other.text)


def _may_be_one(one: Mention[Value], other: Mention[Value], text: str) -> bool:
    between = text[one.span.end : other.span.start]
    if not isinstance(one.value, Party) or not isinstance(other.value, Party):
        return False
    is_alike = one.value.role is other.value.role
    return is_alike and not _ADDED.search(between) and not _described().search(between)


def are_homophones(one: str, other: str) -> bool:
    """Tell whether two names differ in one character of the given name, of the same reading.

    >>> are_homophones("邱会兰", "邱慧兰"), are_homophones("张秀英", "张秀珍")
    (True, False)
    """
    if len(one) != len(other) or one[0] != other[0]:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and not _readings(differing[0][0]).isdisjoint(
        _readings(differing[0][1])
    )


@cache
def _readings(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415  # it takes a quarter of a second to load

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


@lexicon.derived
def _described() -> regex.Pattern[str]:
    """Return the pattern of a description that ends at a name: a title, a group, an age."""
    tables = ("titles", "groups")
    words = {row["word"] for table in tables for row in lexicon.load(table)}
    return regex.compile(f"(?:{one_of(words)}|岁的)\\Z")


def _is_same_gift(
    one: Mention[Value], other: Mention[Value], named: Sequence[Mention[Value]], text: str
) -> bool:
    """Whether a sentence does for the one what reaches the other, and names nobody between."""
    start, end = one.span.start, other.span.start
    between = text[one.span.end : end]
    is_for = _FOR.search(text[max(0, start - 16) : start]) and _REACHES.match(between)
    given = (m for m in named if start < m.span.start < end)
    is_alone = not any(_role(m) is PartyRole.RECIPIENT for m in given)
    return bool(is_for) and is_alone and not _ANOTHER.search(between)


def _role(mention: Mention[Value]) -> PartyRole | None:
    return mention.value.role if isinstance(mention.value, Party) else None


def _finding(one: Mention[Value], other: Mention[Value], *, is_sure: bool) -> Finding:
    return Finding(
        check_id="restatement.person-name",
        kind=FindingKind.RESTATEMENT,
        verdict=Verdict.FAILS if is_sure else Verdict.CANNOT_TELL,
        total=other if is_sure else None,
        parts=(one,) if is_sure else (one, other),
        stated=None,
        computed=None,
        difference=None,
        expression=f"{one.text} ≈ {other.text}",
        reason="one-person" if is_sure else "two-spellings",
        severity=(LOOSE if is_sure else LOOSE / 10).quantize(Decimal("0.0001")),
    )
