"""Shares of what their words call a total: 占善款总额的40%, 占救助总人数的三成.

    共筹集善款640万元。其中企业捐款256万元，占善款总额的40%            the marked total before it
    县医院 32500元 ⏎ … ⏎ 合计 81890元 ⏎ 县医院捐款32500元，占捐款总额的39.7%
                                          the total of the list that states the part already

The total is the marked one of that name in the sentence before or in the same, or the one of the
list in which the part stands, a number of three digits that no other list has.  The share fails
where it is the only such total and one slip makes the share what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.ratios.changes import LAST_YEAR, NOT_COMPARABLE
from extractor.linking.ratios.said_shares import Lists, said_share, share_told, shared_by
from extractor.linking.relations import Relation
from extractor.linking.totals import digits_of
from extractor.model import Figure

NAMED = regex.compile(r"(?P<what>\p{Han}{0,6}?)总(?:金?额|数|量|人数|户数|人次)")
PLACE = regex.compile(r"[全本我](?:国|省|市|县|区|州|镇|乡|街道|村|校|系统|行业)")
ADDED_UP = regex.compile(r"(?:共计?|合计|总计|累计|达到?|为)+$")
TELLING = 3  # digits of a part that is told twice by no accident


def find_shares_of_totals(listed: Sequence[Figure], lists: Lists, text: str) -> Iterator[Relation]:
    """Yield the shares of the totals that their words name."""
    for at, share in enumerate(listed):
        said = said_share(share)
        name = NAMED.fullmatch(said["whole"]) if said and said["whole"] else None
        if name is None:
            continue
        before = [f for f in listed[:at] if f.sentence == share.sentence]
        part = shared_by(before, share, text)
        wholes = _wholes(part, name["what"], listed[:at], lists) if part else []
        if part is None or len(wholes) != 1:
            continue
        (whole,) = wholes
        words = text[part.sentence_start : share.end] + share.tail
        is_other = NOT_COMPARABLE.search(words) or LAST_YEAR.search(whole.lead)
        # 全县捐款81890元。其中机关捐款32500元，占全市捐款总额的3.7%
        is_other = is_other or PLACE.search(str(name["what"]))
        yield from share_told(part, whole, share, is_plain=not is_other)


def _wholes(part: Figure, name: str, before: Sequence[Figure], lists: Lists) -> list[Figure]:
    """Return the totals that the name may be of: the one just told of, and those of a list."""
    near = [f for f in before if 0 <= part.sentence - f.sentence <= 1 and f.at < part.at]
    near = [f for f in near if f.series == part.series and f.is_marked_total and not f.per]
    near = [f for f in near if (f.stated or 0) > (part.stated or 0)]
    told = [f for f in near if ADDED_UP.sub("", f.lead).endswith(name)]
    if told:
        return told
    if digits_of(part.stated) < TELLING:
        return []
    same = [f for f in before if f.stated == part.stated and f.series == part.series]
    of_lists = [lists.whole(f) for f in same if f.at != part.at and lists.comes_out(f)]
    return list({f.at: f for f in of_lists if f is not None and f.is_marked_total}.values())
