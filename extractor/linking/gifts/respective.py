"""Amounts that are told one after another for those listed before them, each its own.

走进热力公司、公交三场和环卫所，分别送上慰问金2万元、2.5万元和1.5万元
为低保户320户、孤儿6人分别发放补助16万元、1.2万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Recipients, last_listed
from extractor.model import Mention, Money, Value

EACH_ITS_OWN = "分别"
NEXT = re.compile(r"\s?[、，,和及与]\s?(?:以及)?")


def respective(
    amount: Mention[Money], inside: Sequence[Mention[Value]], start: int, text: str
) -> Recipients | None:
    """Return the one that ``amount`` is told for; ``None`` where the text pairs none.

    ``inside`` are the mentions of its item, which begins at ``start``, in text order.  Empty where
    it is not known which it is, since others are listed than were read.
    """
    if text.find(EACH_ITS_OWN, start, amount.span.start) < 0:
        return None
    amounts = _run_of(amount, holding(inside, Money), text)
    if len(amounts) == 1:
        return None
    first = amounts[0].span.start
    listed = last_listed([m for m in inside if m.span.end <= first], text)
    if not listed:
        return None
    return (listed[amounts.index(amount)],) if len(listed) == len(amounts) else ()


def _run_of(
    amount: Mention[Money], amounts: Sequence[Mention[Money]], text: str
) -> list[Mention[Money]]:
    """Return the amounts that are listed with ``amount``, nothing but a mark between them."""
    run: list[Mention[Money]] = []
    for each in amounts:
        if run and not NEXT.fullmatch(text, run[-1].span.end, each.span.start):
            if amount in run:
                break
            run = []
        run.append(each)
    return run
