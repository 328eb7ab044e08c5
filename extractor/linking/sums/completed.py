"""Lists of 其中 that are complete after all: by their last part, their shares, or another list.

    3260.4万元。其中企业2500万元；其余760.4万元               其余 is all that is left
    其中企业2500万元，占76.7%；个人760.4万元，占23.3%         the shares make 100
    资助96名，28.7万元，其中38名，15.2万元；58名，13.5万元    the persons account for all 96

其中 need not name all parts; one of these says that it does, so that the list may fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.linking.openness import has_rest, is_complete
from extractor.linking.ratios.said_shares import said_share
from extractor.linking.relations import Form, Relation, figures_of
from extractor.linking.totals import equals
from extractor.model import Figure

HAN = regex.compile(r"\p{Han}")
NEAR = 3  # sentences from a total to a list that shows itself to be complete


def completed(found: Sequence[Relation], listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the sums; a list of 其中 that shows itself to be complete is closed."""
    shares = _shares_behind(listed)
    return [
        _closed_by_itself(_closed_by_another(relation, found, listed), listed, shares, text)
        for relation in found
    ]


def _shares_behind(listed: Sequence[Figure]) -> dict[int, Figure]:
    """Return the share that stands behind a figure, by the place of the figure."""
    found: dict[int, Figure] = {}
    last: Figure | None = None
    for figure in listed:
        if not figure.is_share:
            last = figure
        elif last is not None and last.part == figure.part and said_share(figure):
            found.setdefault(last.at, figure)
    return found


def _closed_by_itself(
    relation: Relation, listed: Sequence[Figure], shares: Mapping[int, Figure], text: str
) -> Relation:
    """Close a list that ends with 其余 or 其他, or whose shares make 100."""
    if relation.form != Form.OF_WHICH or relation.is_closed:
        return relation
    by_place = {f.at: f for f in listed}
    whole, parts = figures_of(relation, by_place)
    is_sure = has_rest(parts, text) and all(part.at in shares for part in parts)
    is_same = whole.paragraph == parts[0].paragraph or is_sure
    is_near = is_same and parts[0].sentence - whole.sentence <= NEAR
    # 百元18张，五十元12张，其余492.5元: what no word names need not be a part.
    is_all = is_near and is_complete(whole, parts, shares, text)
    if not is_all or not all(map(_is_named, parts)):
        return relation
    return replace(relation, is_closed=True, is_open_list=False)


def _is_named(figure: Figure) -> bool:
    return HAN.search(figure.lead + figure.tail) is not None


def _closed_by_another(
    relation: Relation, found: Sequence[Relation], listed: Sequence[Figure]
) -> Relation:
    """Close a list of 其中 whose items account for the whole in another measure.

    资助96名，28.7万元，其中38名，15.2万元；26名，7.8万元；32名，4.8万元: the persons add up to 96,
    so that the list is complete, and the money must add up as well.
    """
    if relation.form != Form.OF_WHICH or relation.is_closed or not relation.is_open_list:
        return relation
    by_place = {f.at: f for f in listed}
    for other in found:
        if (
            set(other.parts) & set(relation.parts)
            or by_place[other.whole].sentence != by_place[relation.whole].sentence
        ):
            continue
        if (
            _is_same_list(relation, other)
            and not other.is_open_list
            and equals(*figures_of(other, by_place))
        ):
            return replace(relation, is_closed=True, is_open_list=False)
    return relation


def _is_same_list(one: Relation, other: Relation) -> bool:
    """Whether each part of the one stands beside a part of the other: 68名11850元，11名1750元."""
    if len(one.parts) != len(other.parts):
        return False
    pairs = [sorted(pair) for pair in zip(one.parts, other.parts, strict=True)]
    return all(first[-1] < second[0] for first, second in pairwise(pairs))
