"""What makes a figure a share: 占, and the figure right before it that is shared.

    肢体残疾2040人，占60%                   2040人, of a whole that the words do not name
    税收63914万元，增长17.6%，占财政收入66%  63914万元, past its own growth
    360万元，自筹占25%                      no share of 360万元: it has a subject of its own

A figure in a list may be shared of the total of that list (``Lists``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import JOINED, noun_of
from extractor.linking.quotients import is_share_rounded
from extractor.linking.ratios.changes import GOES_ON, NOT_COMPARABLE, POINTS
from extractor.linking.relations import Form, Relation, figures_of, share_of
from extractor.linking.slips import is_share_slip
from extractor.linking.totals import are_exact, meets
from extractor.model import Figure

SHARE = re.compile(
    r"占(?:到|了)?(?P<whole>[^，,。；0-9]{0,16}?)的?(?:比重|比例|比|份额)?(?:为|达|达到|的)?(?:约|近)?$"
)
ADVERBS = regex.compile(
    r"分别|大约|约|就|即|共|各|合计|共计|总计|仅|只|还|均|也|已|将|其|所|比重|人数|数量|金额|比例"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that figures are parts of, by the place of the part."""

    by_part: Mapping[int, Relation]
    by_place: Mapping[int, Figure]

    @classmethod
    def of(cls, sums: Sequence[Relation], listed: Sequence[Figure]) -> Lists:
        """Return the lists of ``sums``; the surer reading of a part wins."""
        by_place = {f.at: f for f in listed}
        ordered = sorted(
            (r for r in sums if r.total in by_place),
            key=lambda r: (not _adds_up(r, by_place), r.form == Form.RUN, -len(r.parts)),
        )
        by_part: dict[int, Relation] = {}
        for relation in ordered:
            for part in relation.parts:
                by_part.setdefault(part, relation)
        return cls(by_part, by_place)

    def whole(self, part: Figure) -> Figure | None:
        """Return the total of the list that ``part`` is in."""
        relation = self.by_part.get(part.at)
        return (
            self.by_place.get(relation.total) if relation and relation.total is not None else None
        )

    def adds_up(self, part: Figure) -> bool:
        """Whether the list that ``part`` is in comes to its total, marked or in one sentence."""
        relation = self.by_part.get(part.at)
        whole = self.whole(part)
        if relation is None or whole is None or relation.form == Form.RUN:
            return False
        near = relation.form == Form.OF_WHICH or part.sentence == whole.sentence
        return near and self.comes_out(part)

    def comes_out(self, part: Figure) -> bool:
        """Whether the list that ``part`` is in comes to its total, wherever it stands."""
        relation = self.by_part.get(part.at)
        return relation is not None and _adds_up(relation, self.by_place)


def _adds_up(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    return meets(*figures_of(relation, by_place))


def said_share(figure: Figure) -> regex.Match[str] | None:
    """Return how 占 makes the figure a share, or ``None``."""
    if not figure.is_share or figure.stated is None or POINTS.search(figure.mention.text):
        return None
    return SHARE.search(figure.lead)


def share_told(part: Figure, whole: Figure, share: Figure, *, is_plain: bool) -> Iterator[Relation]:
    """Yield the share of ``whole`` that ``part`` is, if it comes out.

    Where ``is_plain`` says that nothing else can be meant, so does one that a slip explains.
    """
    is_plain = is_plain and are_exact((part, whole, share))
    is_sure = is_plain and is_share_slip(part, whole, share)
    if is_sure or is_share_rounded(part, whole, share):
        yield share_of(share, part, whole, closed=is_sure)


def shared_by(before: Sequence[Figure], share: Figure, text: str) -> Figure | None:
    """Return the figure that the share is of: the last before it, past its own growth."""
    for figure in reversed(before):
        is_growth = figure.is_share or figure.is_change
        if is_growth and not GOES_ON.fullmatch(figure.lead):
            return None
        if is_growth or (figure.bracket is not None and share.bracket is None):
            continue
        start = figure.end
        between = text[start : share.start - len(share.lead)]
        is_own = figure.part == share.part and not NOT_COMPARABLE.search(between)
        # 分别为32.6万元、28.3万元和25.5万元，占全市的38%: all of them together.
        is_of_list = "分别" in text[figure.sentence_start : start] and JOINED.match(figure.lead)
        if is_of_list or _has_other_subject(share, figure):
            return None
        return figure if is_own and figure.per is None and figure.stated else None
    return None


def _has_other_subject(share: Figure, figure: Figure) -> bool:
    """Whether the share is said of something else than the figure: 360万元，自筹占25%."""
    subject = ADVERBS.sub("", share.lead.split("占")[0]).strip("，, 　（(")
    return bool(subject) and subject not in figure.lead + noun_of(figure)
