"""Tables that compare two times row by row: how far the two are apart, and what grew by how much.

    项目 | 2022年 | 2023年 | 增减
    单位捐赠 | 652.3万元 | 718.5万元 | 增66.2万元        652.3 + 66.2 = 718.5
    存款利息 | 21.7万元 | 19.6万元 | 减2.1万元
    合计 | 674万元 | 738.1万元 | 增64.1万元
    全年收入比上年增长9.5%，其中单位捐赠占97.3%       told behind the table, by the name of a row

Where most of the rows come out, one that does not claims the same, and it fails where one slip
explains it; so does a share or a growth that names its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.grids import Grid
from extractor.linking.neighbours import within
from extractor.linking.quotients import HUNDRED, comes_out, is_share_rounded
from extractor.linking.relations import Form, Relation, ratio_of, share_of, sum_of
from extractor.linking.rows.totalled import is_total
from extractor.linking.slips import is_digit_off, is_quotient_slip, is_share_slip
from extractor.linking.totals import FEWEST, NOTHING, are_exact
from extractor.model import Figure

CHANGE = regex.compile(r"增\s?减|增加?额|差额|变化|增长额|比(?:上年|去年|上期)")
NO_CHANGE = regex.compile(r"率|[％%]|比例|幅")
NAME = r"^[，,；;。\s]*(?:其中)?[：:，,]?(?P<name>\p{Han}{2,10}?)"
SHARED = regex.compile(NAME + r"占(?:比|(?:总|全部|全年)\p{Han}{0,4}的?)?(?:为|达)?$")
GREW = regex.compile(NAME + r"(?:[比较](?:上年|去年|上期|同期))?同?比?(?:增长|增加|上升|提高)了?$")
FELL = regex.compile(NAME + r"(?:[比较](?:上年|去年|上期|同期))?同?比?(?:下降|减少|降低)了?$")
OF_ALL = regex.compile(
    r"(?:全年|本年|本期)?(?:[总各]?(?:收入|支出|捐款|捐赠|资金|人数|户数)|总[额数])"
)
BEHIND = 200  # code points from a table to what is told of its rows


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: its name, the two levels and how far they are said to be apart."""

    name: str
    is_total: bool
    before: Figure
    now: Figure
    change: Figure

    @property
    def comes_out(self) -> bool:
        """Whether the change is what parts the two levels."""
        levels = (self.before.stated or NOTHING, self.now.stated or NOTHING)
        return abs(levels[0] - levels[1]) == self.change.stated


def find_differences_of_rows(listed: Sequence[Figure], grids: Sequence[Grid]) -> Iterator[Relation]:
    """Yield the changes of the rows of ``grids``, and the shares and the growth told of them."""
    for grid in grids:
        rows = _rows(grid, within(listed, grid.start, grid.end))
        right = [row for row in rows if row.comes_out]
        if len(right) < FEWEST or len(right) * 2 <= len(rows):
            continue
        for row in rows:
            yield from _difference(row)
        for share in within(listed, grid.end, grid.end + BEHIND):
            if share.is_share and share.stated:
                yield from _told(share, rows)


def _rows(grid: Grid, inside: Sequence[Figure]) -> list[Compared]:
    heads = ["".join(grid.head(at)) for at in range(grid.width)]
    changes = [at for at, head in enumerate(heads) if CHANGE.search(head)]
    changes = [at for at in changes if not NO_CHANGE.search(heads[at])]
    if len(changes) != 1 or changes[0] < FEWEST + 1:
        return []
    found: list[Compared] = []
    for row in grid.body:
        cells = row[changes[0] - FEWEST : changes[0] + 1]
        figures = [f for cell in cells for f in within(inside, cell.span.start, cell.span.end)]
        is_full = len(figures) == len(cells) == FEWEST + 1 and are_exact(figures)
        if is_full and len({f.series for f in figures}) == 1 and not figures[0].is_share:
            found.append(Compared(row[0].text, is_total(row[0]), *figures))
    return found


def _difference(row: Compared) -> Iterator[Relation]:
    less, more = sorted((row.before, row.now), key=lambda f: f.stated or NOTHING)
    parts = [less, row.change]
    if row.comes_out or is_digit_off(more, parts, FEWEST):
        yield sum_of(Form.LEVELS, more, parts, closed=not row.comes_out)


def _told(share: Figure, rows: Sequence[Compared]) -> Iterator[Relation]:
    """Yield the share or the growth of the row that the words before a share name."""
    wholes = [row for row in rows if row.is_total]
    for pattern in (SHARED, GREW, FELL):
        said = pattern.search(share.lead)
        row = _named(said["name"], rows) if said else None
        if row is None or not share.is_exact:
            continue
        if pattern is SHARED:
            yield from _share(share, row, wholes)
        elif row.comes_out:
            yield from _growth(share, row, is_rise=pattern is GREW)
        return


def _named(name: str, rows: Sequence[Compared]) -> Compared | None:
    named = [row for row in rows if row.name == name]
    totals = [row for row in rows if row.is_total]
    return next(iter(named or (totals if OF_ALL.fullmatch(name) else ())), None)


def _share(share: Figure, row: Compared, wholes: Sequence[Compared]) -> Iterator[Relation]:
    if len(wholes) != 1 or row is wholes[0]:
        return
    part, whole = row.now, wholes[0].now
    is_right = is_share_rounded(part, whole, share)
    if is_right or is_share_slip(part, whole, share):
        yield share_of(share, part, whole, closed=not is_right)


def _growth(share: Figure, row: Compared, *, is_rise: bool) -> Iterator[Relation]:
    if ((row.now.stated or NOTHING) > (row.before.stated or NOTHING)) != is_rise:
        return
    form = Form.GROWTH_OVER_BASE if is_rise else Form.DECLINE_FROM_BASE
    made = (row.change.stated or NOTHING) * HUNDRED / (row.before.stated or Decimal(1))
    is_right = comes_out(form, (row.change, row.before), share)
    is_off = abs(made - (share.stated or NOTHING)) >= share.quantity.step
    if (is_right and not is_off) or (is_off and is_quotient_slip(share, made)):
        yield ratio_of(form, share, row.change, row.before, closed=is_off)
