"""Lists with an item a line: the lines that a last line totals, and lines that split a line.

    张庄村 2680元 ⏎ 李庄村 3150元 ⏎ 合计 5830元               the lines before their total
    本年收入86.2万元，其中：⏎ 1.会费24.6万元；⏎ 2.捐赠61.6万元    the lines below 其中

The lines below 其中 are parts of the figure above them and of no other total: where they make it,
their place in a longer list is taken by what they split.  其中 need not name all, so that lines
which do not make their figure claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import line_start, rest_of_line
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, LONGEST, meets, shortest_tail
from extractor.mentions.numbering import NUMBER
from extractor.model import Figure

LINE = 16  # code points of a name in a list line
SPLITS = re.compile(r"^[，,；;（(\s]*(?:其中|包括|具体为|分别为)[：:，,]?\s*$")
SPLIT_ABOVE = regex.compile(r"(?:其中|包括|具体为|分别为)[：:，,]?\s*$")
NO_PART = regex.compile(r"其中|[结节]余|支出|等奖|单价")  # such a line adds nothing
LEADS_IN = regex.compile(r"[：:]\s*$")
POINTS_UP = regex.compile(
    r"[ 　]*(?:以上|上述)(?:[0-9]{1,3}(?:户|人|名|笔|家|项|位))(?:合计|共计|总计|共)"
)
POINTED_ENDS = ("，", ",", "。", "；", "")
CUT = regex.compile(r"接上|承前|[（(]续|…|略")
NUMBERED = regex.compile(rf"\s*{NUMBER}")
ABOVE = 8  # code points of 其中 and its mark at the end of the line before


def sublists(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the figures whose line ends with 其中, with the lines below that make them."""
    for at, total in enumerate(row):
        if not SPLITS.match(rest_of_line(total, text)):
            continue
        parts: list[Figure] = []
        for figure in row[at + 1 : at + 1 + LONGEST]:
            if figure.paragraph != total.paragraph + len(parts) + 1:
                break
            parts.append(figure)
            if len(parts) >= FEWEST and meets(total, parts):
                yield sum_of(Form.OF_WHICH, total, parts)
                break


def lines_before(
    total: Figure, row: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> Sequence[Figure]:
    """Return the figures of the lines before a line that only totals them: one a line, in a row.

    ``row`` lacks the figures that split others, whose lines are passed over.  A longer line above,
    春节慰问高龄老人28人×100元=2800元, may be one more of them where it does not lead in to them.
    """
    if not (_is_line(total, text) or _points_up(total, text)):
        return ()
    kept = {f.at for f in row}
    folded = {f.paragraph for f in wholes if f.at not in kept}
    block: list[Figure] = []
    expected = total.paragraph - 1
    for figure in reversed([f for f in row if f.at < total.at]):
        passed = expected
        while expected in folded and expected > figure.paragraph:
            expected -= 1
        if figure.paragraph != expected:
            break
        if not _is_line(figure, text, splits=passed != expected):
            if LEADS_IN.search(rest_of_line(figure, text)) or shortest_tail(total, block):
                break
            return ()
        block.insert(0, figure)
        expected -= 1
    if len(block) < FEWEST or _is_below_a_split(block[0], text):
        return ()
    if _goes_on(block[0], [f for f in row if f.at < block[0].at], text) and not meets(total, block):
        return ()
    names = [text[line_start(f, text) : f.start] for f in (*block, total)]
    before = text[: line_start(block[0], text)].rstrip()[-ABOVE:]
    is_cut = CUT.search(before) or CUT.search(text, block[-1].end, total.start)
    return () if is_cut or any(map(NO_PART.search, names)) else block


def _points_up(total: Figure, text: str) -> bool:
    """Whether the line of the total begins with 以上7户 and may go on behind the total."""
    said = text[line_start(total, text) : total.start]
    is_end = rest_of_line(total, text)[:1] in POINTED_ENDS
    return is_end and POINTS_UP.fullmatch(said) is not None


def _is_line(figure: Figure, text: str, *, splits: bool = False) -> bool:
    """Whether a name and the figure are all there is on its line, or 其中 with the lines below."""
    after = rest_of_line(figure, text)
    is_short = figure.start - line_start(figure, text) <= LINE
    return is_short and (not after.strip(" 　;；。，,") or (splits and bool(SPLITS.match(after))))


def _is_below_a_split(figure: Figure, text: str) -> bool:
    """Whether the line above ends with 其中: its figure is split, and not the total below."""
    start = line_start(figure, text)
    return SPLIT_ABOVE.search(text[max(0, start - ABOVE) : start]) is not None


def _goes_on(first: Figure, before: Sequence[Figure], text: str) -> bool:
    """Whether lines of another head stand above that of the list: 机关：… ⏎ 学校：⏎ 一中3000元.

    They are numbered if those of the list are: 三、年末结余 is the section before 四、捐款明细.
    """
    above = before[-1] if before else None
    if above is None or above.paragraph != first.paragraph - len(("head", "first")):
        return False
    is_alike = _is_numbered(above, text) == _is_numbered(first, text)
    return is_alike and _is_line(above, text) and not above.is_marked_total


def _is_numbered(figure: Figure, text: str) -> bool:
    return NUMBERED.match(text, line_start(figure, text)) is not None
