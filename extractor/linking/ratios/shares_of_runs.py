"""Shares of a list that are all of one whole, and the one of them that does not come out.

    总造价480万元。…侨亲捐资312万元，占65%；财政补助108万元，占23.5%；学校自筹60万元，占12.5%
    收到善款2.4亿元。…企业捐赠1.92亿元，占80%；个人捐赠4800万元，占25%    two parts are a list, too
    支出1980.5万元，惠及2.1万余人次。⏎ 在全部支出中，助医812万元，占41%；助学594.15万元，占30%
                                                              of a whole told before

The parts make the total to the last digit, each has its share behind it, and all shares but one
are those of the total: the last one is of it, too.  It fails where one slip explains it.

Elsewhere two shares of a list or more have the nearest whole before them that all of them come out
for; of three or more one may differ by a slip.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import following
from extractor.linking.quotients import HUNDRED, comes_out, is_share_rounded
from extractor.linking.ratios.said_shares import said_share, shared_by
from extractor.linking.relations import Form, Relation, figures_of, share_of, sum_of
from extractor.linking.slips import is_share_slip
from extractor.linking.totals import FEWEST, added, are_exact, is_like
from extractor.model import Figure

Pair = tuple[Figure, Figure]  # a part and its share
NEXT = 2  # mentions from a share to the next part: perhaps a name between
OTHERS = regex.compile(r"^[，,；;、。\s]*(?:其[他它余]|另外)\p{Han}{0,6}$")
REACH = 24  # figures back from a list to the whole of its shares


def find_shares_of_runs(
    listed: Sequence[Figure], sums: Sequence[Relation], text: str
) -> Iterator[Relation]:
    """Yield the shares that are of the total of their list because all others are."""
    by_place = {f.at: f for f in listed}
    runs = [r for r in sums if r.form != Form.LEVELS and len(r.parts) >= FEWEST]
    for relation in runs:
        whole, parts = figures_of(relation, by_place)
        pairs = [(part, _share_of(part, listed, text)) for part in parts]
        said = [(part, share) for part, share in pairs if share is not None]
        wrong = [pair for pair in said if not comes_out(Form.SHARE, (pair[0], whole), pair[1])]
        is_whole = len(said) == len(parts) and added(parts) == whole.stated
        if not is_whole or len(wrong) != 1:
            continue
        [(part, share)] = wrong
        if is_share_slip(part, whole, share):
            yield share_of(share, part, whole, closed=True)
    summed = {r.total for r in sums}
    for row in _lists(listed, text):
        found = list(_of_one(row, listed))
        yield from found
        if found and found[0].parts[1] not in summed:
            yield from _all_of_one(row, by_place[found[0].parts[1]])


def _lists(listed: Sequence[Figure], text: str) -> Iterator[list[Pair]]:
    """Yield the parts that stand one after another with a share each, of one measure."""
    run: list[Pair] = []
    for part, share in pairwise(listed):
        if not share.is_share or part.is_share or _share_of(part, (part, share), text) is None:
            continue
        last = run[-1] if run else None
        is_next = last is not None and last[1].at >= part.at - NEXT
        if last is not None and not (is_next and _go_on(last[0], part)):
            yield run
            run = []
        run.append((part, share))
    yield run


def _go_on(last: Figure, part: Figure) -> bool:
    return part.series == last.series and part.paragraph - last.paragraph <= 1


def _of_one(pairs: Sequence[Pair], listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the shares of a list as those of the nearest whole before that they come out for."""
    if len(pairs) < FEWEST:
        return
    first = pairs[0][0]
    largest = max(part.stated or 0 for part, _ in pairs)
    at = bisect_left(listed, first.at, key=lambda f: f.at)
    before = listed[max(0, at - REACH) : at]
    wholes = [f for f in before if f.series == first.series and (f.stated or 0) > largest]
    for whole in reversed([f for f in wholes if not (f.per or f.is_change)]):
        wrong = [pair for pair in pairs if not is_share_rounded(pair[0], whole, pair[1])]
        is_explained = len(pairs) > FEWEST and all(is_share_slip(p, whole, s) for p, s in wrong)
        if not wrong or (len(wrong) == 1 and is_explained):
            for part, share in pairs:
                yield share_of(share, part, whole, closed=(part, share) in wrong)
            return


def _all_of_one(pairs: Sequence[Pair], whole: Figure) -> Iterator[Relation]:
    """Yield the whole as the sum of parts that end with 其他 and whose shares make up all."""
    parts, shares = [part for part, _ in pairs], [share for _, share in pairs]
    is_all = len(pairs) > FEWEST and OTHERS.search(parts[-1].lead) is not None
    is_all = is_all and added(shares) == HUNDRED and are_exact((whole, *parts, *shares))
    if is_all and added(parts) != whole.stated and is_like(whole, parts):
        yield sum_of(Form.TOTAL_THEN_LIST, whole, parts, closed=True)


def _share_of(part: Figure, listed: Sequence[Figure], text: str) -> Figure | None:
    """Return the share behind a part, of a whole that it does not name."""
    share = following(part, listed)
    said = said_share(share) if share is not None and share.part == part.part else None
    if share is None or said is None or said["whole"]:
        return None
    return share if shared_by([part], share, text) is part else None
