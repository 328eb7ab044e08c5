"""The figures that may be the list of a total which words claim.

甲36份，乙41份，丙33份，三个班总订数110份      every like figure of its sentence
甲募得4260元。乙募得3815元。两家共8075元       one of each sentence or line before
36条、24床，两样相加60件                      things of other classifiers
37人中，领5000元的20人，领3000元的17人         every like figure behind it
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

import regex

from extractor.linking.claim_words import CLAIM
from extractor.linking.figures import unit_of
from extractor.linking.sums.classifiers import TOTAL_UNITS, is_things
from extractor.linking.sums.wholes import ends
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added
from extractor.model import CountKind, Figure

GOES_ON = regex.compile("[也已还均未尚再]|等")  # 农村15户居民也收到慰问品
PLACE = attrgetter("at")
LEADS = 40  # code points from a list to its total
NEAR = 8  # code points behind a figure, in which it would be a total itself
SENTENCES = 6  # of one figure each, that a total sums up


class ClaimedList(NamedTuple):
    """A total with the figures that may be all of its list, and the words of both."""

    total: Figure
    parts: Sequence[Figure]
    head: str  # what stands before the first part in its sentence
    words: str  # from there on to the last figure
    said: str  # from the last part on to a total behind its list

    @property
    def is_behind(self) -> bool:
        """Whether the list stands behind its total."""
        return self.total.at < self.parts[0].at

    @property
    def is_of_sentence(self) -> bool:
        """Whether the list stands in the sentence of its total."""
        return self.parts[0].sentence == self.total.sentence


def lists_of(
    total: Figure, row: Sequence[Figure], plain: Sequence[Figure], text: str
) -> Iterator[ClaimedList]:
    """Yield what may be the list of a total, the surest first; ``row`` are those of its measure."""
    if total.series == CountKind.PERSON_TIME:  # 三次共7000人次, of 1300人 and others
        row = [f for f in plain if f.series in (CountKind.PERSON, CountKind.PERSON_TIME)]
    at = bisect_left(row, total.at, key=PLACE)
    if CLAIM.search(total.lead):
        yield from _before(at, row, text)
        yield from _things(total, plain, text)
    yield from _behind(at, row, text)


def _before(at: int, row: Sequence[Figure], text: str) -> Iterator[ClaimedList]:
    """Yield the list before a total that its words sum up, if there is one."""
    total = row[at]
    own = [f for f in row[max(0, at - LONGEST) : at] if f.sentence == total.sentence]
    own = own[:-1] if _is_number_of(own, total) else own
    if len(own) == 1:
        return
    parts = own or _told_before(row[:at])
    if not parts or total.start - parts[-1].end > LEADS:
        return
    is_again = any(f.stated == total.stated for f in parts)  # 共124箱;当晚,这124箱物资
    parts = [f for f in parts if not f.is_each]
    if len(parts) >= FEWEST and not is_again and not _ends_with_total(parts):
        yield _list(total, parts, text)
        tail = _since_total(parts)
        if FEWEST <= len(tail) < len(parts):
            yield _list(total, tail, text)


def _is_number_of(own: Sequence[Figure], total: Figure) -> bool:
    """Whether the last figure in the clause of a total numbers the others: 三个年级共100人."""
    if len(own) <= FEWEST:
        return False
    is_next = own[-1].end == total.start - len(total.lead)
    return is_next and own[-1].stated == len(own) - 1


def _told_before(before: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the last sentence, or one of each of the sentences or lines before."""
    groups = [list(g) for _, g in groupby(before[-LONGEST:], key=lambda f: f.sentence)]
    if groups and len(groups[-1]) >= FEWEST:
        return groups[-1]
    found: list[Figure] = []
    for group in reversed(groups[-SENTENCES:]):
        is_next = not found or found[0].sentence - group[-1].sentence == 1
        if len(group) > 1 or not is_next:
            break
        found[:0] = group
    return found


def _ends_with_total(parts: Sequence[Figure]) -> bool:
    """Whether one of the parts is what those before it come to: 两样共45162元，三样共47562元."""
    made = list(accumulate(f.stated or NOTHING for f in parts))
    return any(total == f.stated for total, f in zip(made[1:], parts[FEWEST:], strict=False))


def is_split(parts: Sequence[Figure]) -> bool:
    """Whether the others are parts of one of them: 400名职工，200人参加，其中98人、76人、26人."""
    whole = added(parts)
    return len(parts) > FEWEST and any((f.stated or NOTHING) * 2 == whole for f in parts)


def _since_total(parts: Sequence[Figure]) -> list[Figure]:
    """Return the parts behind the last one that is a total itself."""
    last = max((at for at, f in enumerate(parts) if f.is_marked_total), default=-1)
    return list(parts[last + 1 :])


def _things(total: Figure, plain: Sequence[Figure], text: str) -> Iterator[ClaimedList]:
    """Yield the things of different classifiers before a total in 件: 三样相加780件."""
    if unit_of(total) not in TOTAL_UNITS:
        return
    own = [f for f in plain if f.sentence == total.sentence and is_things(f)]
    parts = [f for f in own if f.end < total.start - len(total.lead)]
    parts = [f for f in parts if not CLAIM.search(text, f.start, f.start + NEAR)]
    if len(parts) >= FEWEST and len({unit_of(f) for f in parts}) > 1:
        yield _list(total, parts, text)


def _behind(at: int, row: Sequence[Figure], text: str) -> Iterator[ClaimedList]:
    """Yield the list behind a total: all other figures of its measure in its sentence."""
    total = row[at]
    if at and row[at - 1].sentence == total.sentence:
        return
    parts = [f for f in row[at + 1 : at + 1 + LONGEST] if f.sentence == total.sentence]
    is_end = len(parts) >= FEWEST and ends(row, row.index(parts[-1]), text)
    if is_end and GOES_ON.search(parts[-1].tail) is None:
        yield _list(total, parts, text)


def _list(total: Figure, parts: Sequence[Figure], text: str) -> ClaimedList:
    first, last = parts[0], parts[-1]
    if total.at < first.at:
        head = text[total.sentence_start : total.start]
        return ClaimedList(total, parts, head, text[total.sentence_start : last.end], "")
    head = text[first.sentence_start : first.start]
    return ClaimedList(
        total, parts, head, head + text[first.start : last.end], text[last.end : total.start]
    )
