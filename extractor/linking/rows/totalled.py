"""Which rows of a table total which others, by what they are called.

    东街 ⏎ 西街 ⏎ 合计                  one row of totals, first or last, of all others
    东街 ⏎ 小计 ⏎ 北街 ⏎ 小计 ⏎ 合计     小计 of the rows since the one before, 合计 of the 小计
    东片小计 ⏎ 东街 ⏎ 西片小计 ⏎ 北街    … or of the rows up to the next one
    东街 ⏎ 合计 ⏎ 北街 ⏎ 合计 ⏎ 总计     … however they are called, if all are called the same

A row that is inside another one (其中), compares (上年), is numbered where the others are not, or
leaves off (……) leaves it unsure what a total is of, and so does one that has no 小计 beside those
that have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.grids import BRACKETED, Cell
from extractor.linking.totals import FEWEST

TOTAL = regex.compile(
    r"(?:合计|总计|共计|总数|合计数|全(?:[县市区省州镇乡校厂]|公司)合?计?)(?:[（(]\p{Han}{1,4}[)）])?"
    r"(?:人民币)?[：:]?(?:[（(]?大写[)）]?[：:]?)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整]{0,24}"
)
KIND = regex.compile(r"[小合总共]计")
PART = regex.compile(r"(?:\p{Han}{0,6}小计|\p{Han}{1,6}[合总]计)[：:]?")
OPENS = regex.compile(
    r"其中|小计|本页|承前|转下|过次|累计|上年|去年|往年|同比|环比|增长|增减|差额|结余|结转|余额|平均|人均|户均"
    r"|…|\.\.\.|(?<![战策谋])略[)）]?$|[等及]其[他它余]|^[（(][一二三四五六七八九十0-9]{1,3}[)）]|^占|占(?:比|总|全)|比例|计划|预算|目标|完成"
)
RANK = regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of totals, the rows it is of, and whether it can be of no others.

    ``plain`` are the rows that its parts total themselves.
    """

    total: int
    parts: Sequence[int]
    plain: Sequence[int]
    is_sure: bool


def claims_of(rows: Sequence[Sequence[Cell]]) -> Iterator[Claim]:
    """Yield the rows of totals with the rows that each is of."""
    called = {at: words for at, row in enumerate(rows) if (words := _called(row))}
    totals = [at for at in called if any(map(is_total, rows[at]))]
    if len(totals) > 1 and called[totals[-1]] not in [called[at] for at in totals[:-1]]:
        totals = totals[-1:]  # 合计 of each town, and 总计
    if len(totals) > 1 or (totals and totals[0] not in (0, len(rows) - 1)):
        return
    sections = [at for at in called if at not in totals]
    others = [at for at in range(len(rows)) if at not in totals]
    is_left = False  # 结余 behind the last 小计 may be in the total
    while sections and others[-1] not in sections and _opens(rows[others[-1]]):
        others.pop()
        is_left = True
    if sections and (sections[0] == others[0]) != (sections[-1] == others[-1]):
        is_sure = len({called[at] for at in sections}) == 1 and len(called) >= FEWEST
        for claim in _of_sections(rows, others, sections, totals, is_sure=is_sure):
            yield replace(claim, is_sure=False) if is_left and claim.plain else claim
    elif totals:
        is_sure = not sections and _is_flat([rows[at] for at in others])
        yield Claim(totals[0], others, (), is_sure)


def _of_sections(
    rows: Sequence[Sequence[Cell]],
    others: Sequence[int],
    sections: Sequence[int],
    totals: Sequence[int],
    *,
    is_sure: bool,
) -> Iterator[Claim]:
    """Yield each 小计 with the rows since the one before, or up to the next; and the total.

    A 小计 of no rows is of other 小计, and so may be one of another rank.
    """
    in_order = others if sections[-1] == others[-1] else others[::-1]
    ends = set(sections)
    owned: dict[int, list[int]] = {}
    own: list[int] = []
    for at in in_order:
        own.append(at)
        if at in ends:
            owned[at], own = sorted(own[:-1]), []
    is_sure = is_sure and all(owned.values())
    for at, parts in owned.items():
        if parts:
            yield Claim(at, parts, (), is_sure and _is_flat([rows[n] for n in parts]))
    plain = [at for at in others if at not in ends]
    for at in totals:
        yield Claim(at, sections, plain, is_sure and len(sections) >= FEWEST)


def _called(row: Sequence[Cell]) -> str:
    """Return how the last cell that names a row of totals calls it: 小计, 合计, 总计."""
    named = [cell.words for cell in row if is_total(cell) or is_part(cell)]
    return KIND.findall(named[-1])[-1] if named and KIND.search(named[-1]) else "".join(named[-1:])


def is_total(cell: Cell) -> bool:
    """Whether a cell names a row of totals."""
    return TOTAL.fullmatch(cell.words) is not None


def is_part(cell: Cell) -> bool:
    """Whether a cell names a row that totals some of the others."""
    return PART.fullmatch(cell.words) is not None and not is_total(cell)


def _opens(row: Sequence[Cell]) -> bool:
    return any(
        OPENS.search(cell.words)
        for at, cell in enumerate(row)
        if not (cell.is_number or (at and BRACKETED.fullmatch(cell.text)))
    )


def _is_flat(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether all rows are of one rank: none opens the list; all are numbered, or none."""
    ranked = [any(RANK.match(cell.text) for cell in row) for row in rows]
    return not any(_opens(row) for row in rows) and all(one == ranked[0] for one in ranked)
