"""Lists written as rows: a line for each of those listed, with like figures at the same places.

    县委办公室 46人 5520元                      a label, and the figures of two columns
    县教育局 73人 8760元
    合计 119人 14280元                          the row that totals them, if one follows

    合计　轮椅89辆　拐杖125副                     … with the names of the columns, too

    城北区总工会：本科48名，专科35名，资金26.2万元     a column may be named in every row
    杨通发 坪上村 4人 房屋失火 3000元              words stand between, too

Rows follow each other without another line between, so that a list that leaves some out (……) or
is told under several heads is several lists.  Where its beginning does not stand on the page (续,
接上) or another list without a total goes before it, it is not known to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from extractor.linking.neighbours import between
from extractor.model import Figure
from extractor.offsets import Span, line_of

NUMBERED = r"[ \t　（(]*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)）、.．][ \t　]*"
LABEL = regex.compile(
    rf"(?P<number>{NUMBERED})?[ \t　]*(?P<label>[^，,。；;：:\n]{{1,24}})"
    r"(?:[：:][ \t　]*\p{Han}{0,8})?[ \t　]*"
)
BETWEEN = regex.compile(r"[^。；;！!？?\n]{0,16}")
TOTAL = re.compile(r"(?:以上)?(?:合计|总计|共计|小计|总数|累计)")
PART = "小计"
BLANKS = re.compile(r"\s")
AFTER = " \t　;；。，,"
REMARK = regex.compile(
    r"(?:[ 　]*\t[ 　]*|[ 　]{2,})[^0-9，,。；;：:\n]{1,16}"
)  # 100,000元 → 非定向
LONGEST_LINE = 90  # code points
MOST_FIGURES = 8  # of a row
FEWEST = 2  # rows of a list
CUT = regex.compile(r"接上|承前|续|…|\.\.\.|略")
UNREAD = regex.compile(r"\p{Han}[ \t　|]+[0-9][0-9,.]*+[ \t　|]*$")  # a row without its unit
LEADS_IN = regex.compile(r"(?:[：:]|如下|名单|明细)[。：:\s]*$")
NEAR = 3  # paragraphs from one list to the next under another head


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: where it stands, whom or what it is of, and its figures."""

    start: int
    end: int
    label: str
    label_start: int
    is_numbered: bool
    figures: tuple[Figure, ...]

    @property
    def shape(self) -> tuple[tuple[str, str | None], ...]:
        """What its figures measure, in order."""
        return tuple((f.series, f.per) for f in self.figures)

    @property
    def paragraph(self) -> int:
        """The number of its line among those that are not empty."""
        return self.figures[0].paragraph


@dataclass(frozen=True, slots=True)
class RowList:
    """Rows of one shape below each other, and the row that totals them."""

    rows: tuple[Row, ...]
    total: Row | None
    is_whole: bool  # it begins where its first row stands

    @property
    def is_part(self) -> bool:
        """Whether its total is a 小计: of others there is another total."""
        return self.total is not None and PART in "".join(self.total.label.split())

    def column(self, at: int) -> tuple[Figure, ...]:
        """Return the figures at one place of every row."""
        return tuple(row.figures[at] for row in self.rows)


def find_row_lists(listed: Sequence[Figure], text: str) -> list[RowList]:
    """Return the lists of rows among the figures of a report, in order."""
    found: list[RowList] = []
    told = {f.paragraph for f in listed}
    for rows in _runs(listed, text):
        body = rows[:-1] if _is_total(rows[-1]) else rows
        if len(body) >= FEWEST:
            total = rows[-1] if len(rows) > len(body) else None
            is_below_figures = body[0].paragraph - 1 in told
            whole = _begins(body[0], found[-1] if found else None, text, below=is_below_figures)
            found.append(RowList(tuple(body), total, whole))
    return found


def _runs(listed: Sequence[Figure], text: str) -> Iterator[list[Row]]:
    """Yield rows of one shape below each other, with the total that ends them."""
    run: list[Row] = []
    for _, group in groupby(listed, key=lambda f: f.paragraph):
        row = _row(tuple(group), text)
        is_next = bool(run and row) and row is not None and row.paragraph == run[-1].paragraph + 1
        is_over = bool(run) and _is_total(run[-1])
        if (
            row
            and run
            and is_next
            and not is_over
            and (_is_total(row) or row.shape == run[0].shape)
        ):
            run.append(row)
            continue
        if run:
            yield run
        run = [] if row is None or _is_total(row) else [row]
    if run:
        yield run


def _row(figures: tuple[Figure, ...], text: str) -> Row | None:
    """Return the line of ``figures`` as a row, if a label and its figures are all that is on it."""
    first, last = figures[0].mention.span, figures[-1].mention.span
    line = line_of(text, first)
    if len(figures) > MOST_FIGURES or line.end - line.start > LONGEST_LINE:
        return None
    label = LABEL.fullmatch(text, line.start, first.start)
    after = text[last.end : line.end]
    is_all = last.end <= line.end and (not after.strip(AFTER) or REMARK.fullmatch(after))
    if not is_all or label is None or not label["label"].strip():
        return None
    if not all(BETWEEN.fullmatch(between(*pair, text)) for pair in pairwise(figures)):
        return None
    is_numbered = label["number"] is not None
    words, start = str(label["label"]).strip(), label.start("label")
    return Row(line.start, line.end, words, start, is_numbered, figures)


def _is_total(row: Row) -> bool:
    """Whether the row is called a total, with the name of a column or without: 合计　轮椅."""
    first = row.label.split()[0]
    return any(TOTAL.fullmatch(words) for words in (first, BLANKS.sub("", row.label)))


def line_above(text: str, start: int) -> Span:
    """Return the line above the one that begins at ``start``, past lines that are empty."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    return Span(text.rfind("\n", 0, end) + 1, end)


def _begins(first: Row, before: RowList | None, text: str, *, below: bool) -> bool:
    """Whether no rows of the same list stand above its first one.

    A line of figures right above it (``below``) may be one more of them, unless it leads in to it.
    """
    above = line_above(text, first.start).slice(text)
    if CUT.search(above) or UNREAD.search(above) or (below and not LEADS_IN.search(above)):
        return False
    if before is None or before.rows[0].shape != first.shape:
        return True
    if before.rows[-1].is_numbered != first.is_numbered:
        return True
    is_near = first.paragraph - before.rows[-1].paragraph <= NEAR
    is_summed = before.total is not None and PART not in before.total.label
    return is_summed or not is_near
