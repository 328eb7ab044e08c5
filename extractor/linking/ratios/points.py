"""How many points a share rose or fell by, beside what it was and what it is.

    贫困发生率由4.6%下降至0.8%，下降3.8个百分点        4.6 − 0.8 = 3.8

The three stand next to each other in one item, so that nothing else can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import triples
from extractor.linking.ratios.changes import FALL, GOES_ON, NOT_COMPARABLE, POINTS, RISE
from extractor.linking.relations import Form, Relation, ratio_of
from extractor.model import Figure

FROM = regex.compile(r"(?:由|从)[^，,。；;]{0,16}$")
TO = regex.compile(
    r"^(?:下降|降低?|回落|减少|缩小|提高|提升|上升|升|增长|增加|上涨|扩大|变)(?:到|至|为)(?:了)?(?:(?:今年|本年|目前|现在)的?)?$"
)
COMPARED = regex.compile(r"(?:比|较)[^，,。；;]{0,8}的$")


def find_points(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the changes in points that stand behind both of their shares."""
    for before, now, change in triples(sentence):
        shares = (before, now, change)
        if any(not f.is_share or f.stated is None for f in shares):
            continue
        if before.part != change.part or not POINTS.search(change.mention.text):
            continue
        if any(POINTS.search(f.mention.text) for f in (before, now)):
            continue
        is_between = FROM.search(before.lead) and TO.match(now.lead)
        says_it = GOES_ON.fullmatch(change.lead) and (
            RISE.search(change.lead) or FALL.search(change.lead)
        )
        is_of_year = regex.search(r"[比较与同]", change.lead)
        words = text[before.start - len(before.lead) : change.end]
        if is_between and says_it and not is_of_year and not NOT_COMPARABLE.search(words):
            yield ratio_of(Form.POINTS, change, before, now, closed=True)
        elif says_it and COMPARED.search(now.lead) and not NOT_COMPARABLE.search(words):
            yield ratio_of(Form.POINTS, change, now, before)  # 96%，比去年的92%提高4个百分点
