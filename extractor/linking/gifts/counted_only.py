"""Those who were visited or helped where the text states no amount for them: 走访慰问3860户.

    走访慰问困难职工1260户                       there is no amount
    募集善款463.7万元；救助困难群众2916人次      there is none that they got

Such a number makes a record of its own, so that the households of a year count.  The verb stands
before the number with nothing but its group between; headlines, which the text says again, parts
after 其中, and numbers that a record already holds make none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TypeGuard

from extractor.linking.figures import holding
from extractor.linking.gifts.dates import Datings, when_given
from extractor.linking.gifts.surroundings import OF_WHICH, Surroundings, is_number_of_people
from extractor.linking.gifts.timing import timing
from extractor.model import Count, Disbursement, Figure, Group, Mention, Role, Value
from extractor.offsets import Span, after_last_mark, line_of

VERB = r"(?:走访慰问|慰问|走访|看望|探望|救助|资助|帮扶)了?"
HELPED = re.compile(rf"{VERB}(?:各类|全市|全县|全区|全镇|辖区)?$")
TOUCHING = 1  # code points between a group and its number


def counted_only(
    mentions: Sequence[Mention[Value]],
    listed: Sequence[Figure],
    taken: Collection[Span],
    surroundings: Surroundings,
    dates: Datings,
    text: str,
) -> Iterator[Disbursement]:
    """Yield a record for each number that a verb of aid is said of; ``taken`` are in others."""
    for figure in listed:
        count = mentions[figure.at]
        if not _is_number(count, figure) or count.span in taken:
            continue
        near = surroundings.near(count.span.start, count.span.end)
        groups = [
            m
            for m in holding(near.within(figure.sentence_start, count.span.end), Group)
            if 0 <= count.span.start - m.span.end < TOUCHING
        ]
        start = groups[-1].span.start if groups else count.span.start
        if not HELPED.search(text[max(figure.sentence_start, start - 8) : start]):
            continue
        if _is_part_or_headline(figure, start, text):
            continue
        before = near.within(figure.sentence_start, count.span.start)
        paragraph = line_of(text, count.span).start
        time = timing(text, figure.sentence_start, count.span)
        yield Disbursement(
            total=None,
            each=None,
            payer=None,
            source=None,
            recipients=tuple(groups[-1:]),
            count=count,
            when=when_given(before, dates, near, paragraph, text, time),
            timing=time,
        )


def _is_number(mention: Mention[Value], figure: Figure) -> TypeGuard[Mention[Count]]:
    is_plain = figure.per is None and not figure.is_change and figure.stated is not None
    value = mention.value
    is_count = is_plain and isinstance(value, Count) and value.role != Role.PART
    return is_count and is_number_of_people(value)


def _is_part_or_headline(figure: Figure, start: int, text: str) -> bool:
    item = after_last_mark(text, "；;", figure.sentence_start, start)
    line = line_of(text, Span(start, start))
    return OF_WHICH in text[item:start] or "。" not in line.slice(text)
