"""The one share that does not come out, of a list whose others do.

    总造价480万元。…侨亲捐资312万元，占65%；财政补助108万元，占23.5%；学校自筹60万元，占12.5%
    收到善款2.4亿元。…企业捐赠1.92亿元，占80%；个人捐赠4800万元，占25%    two parts are a list, too

The parts make the total to the last digit, each has its share behind it, and all shares but one
are those of the total: the last one is of it, too.  It fails where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.linking.neighbours import following
from extractor.linking.quotients import comes_out
from extractor.linking.ratios.said_shares import said_share, shared_by
from extractor.linking.relations import Form, Relation, figures_of, share_of
from extractor.linking.slips import is_share_slip
from extractor.linking.totals import FEWEST, added
from extractor.model import Figure


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


def _share_of(part: Figure, listed: Sequence[Figure], text: str) -> Figure | None:
    """Return the share behind a part, of a whole that it does not name."""
    share = following(part, listed)
    said = said_share(share) if share is not None and share.part == part.part else None
    if share is None or said is None or said["whole"]:
        return None
    return share if shared_by([part], share, text) is part else None
