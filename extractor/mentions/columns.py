"""What the head of a column, or the words above a table, say of whoever stands in its cells.

    捐赠方 | 金额 | 意向⏎⟦某公司⟧ | 5000元 | 助学           the column is of those who give
    受捐学校  电脑⏎⟦石坝小学⟧  20台                         or of those who get
    乡镇 | 书包 | 经办人⏎青石镇 | 60个 | ⟦郑某⟧              or of those who hold an office
    …下拨救灾款60万元,分配如下:⏎单位  金额⏎⟦某县红十字会⟧  25万元   the words above the table say it
    救助名单⏎户主 | 人口 | 金额⏎⟦耿某⟧ | 2人 | 6000元

Cells are parted by pipes or blanks.  A line is the heads of columns only where the cell over the one asked
for is a word that such columns have: so the names of a list in columns are no heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractor.mentions.heads import (
    is_led_in,
    is_table_row,
    led_in_by,
    lines_above,
    said,
    said_in_line,
)
from extractor.model import PartyRole
from extractor.offsets import Span, line_of

_CELL_END = regex.compile(r"[ \t\u3000]*\|[ \t\u3000]*|[ \t\u3000]+")
_PIPED = regex.compile(r"[ \t\u3000]*\|[ \t\u3000]*")
_NUMBER = regex.compile(r"[（(]?\d{1,3}[)）、.．]?")
_NUMBERS = regex.compile(r"序号|编号|号|№|No\.?")
_HEAD = regex.compile(r"(?:(?![。,，;；:：“”])\S){1,14}")

_WHO = r"(?:单位|企业|公司|商家|机构|团体|组织|学校|部门|班级|科室|个人|职工|单位[/／、和或及(（]个人[)）]?|个人[/／、和或及]单位|姓名|名称|名单|方|人|者|户)"
_GIVERS = regex.compile(
    rf"(?:认?捐[赠款资献物]?|捐[赠款]物资|赞助|爱心|认购善款)(?:{_WHO})+(?:[(（]\S{{1,8}}[)）])?"
)
_GETTERS = regex.compile(
    rf"(?:(?:受[助捐赠援益]|受(?:救助|资助|补助|帮扶|慰问|捐赠|援助)|救助|补助|资助|慰问|获助|发放|领[取款用]|签收|接收|分配|拨付)(?:对象|学生|乡镇|{_WHO})+|(?:受益|困难|低保|五保|补助|救助)户?(?:姓名|户主)|(?:物资|款物|捐赠)?[去流]向)"
    r"(?:[(（]\S{1,8}[)）])?"
)
_OFFICIALS = regex.compile(
    r"(?:经办|责任|负责|联系|帮扶(?:责任|联系)?|包[户村保]|结对|主管|审[批核]|带队|填表|制表)(?:人|干部|领导|党员|者)?(?:姓名)?"
)
# whose column it is, no matter what for
_NEUTRAL = regex.compile(
    r"(?:姓\s{0,2}名|户主(?:姓名)?|申请人(?:姓名)?|名称|名单|学生|职工|代表|(?:所在)?单位(?:名称)?|学校(?:名称)?|乡镇(?:名称)?|[镇村](?:别|名|名称|居|社区)|县区|县(?:\(市、区\)|市区|市)|市县|区县|镇街|街道|社区|部门|科室|车间|班级|机构|地区|地方|村)"
    r"(?:[(（]\S{1,8}[)）])?"
)
# a place or a body beside the one who stands for it is an address
_PERSONS = regex.compile(
    r"姓\s{0,2}名|户主|代表|(?:经办|负责|责任|领取|领款|签收|接收|联系)人|申请人|受助人(?!数)"
)
_OF_HELPERS = regex.compile(r"职务|职称|帮扶(?:对象|户|人)|联系(?:对象|户|人)|责任人")
_TITLES = 3  # lines between the title of a table and its columns
_LONGEST_TITLE = 40
_ROWS = 60  # how far below its heads a table may go on


class Column(NamedTuple):
    """The column that a cell stands in: the heads of all, which of them it is, where their line begins."""

    heads: list[str]
    at: int
    line: int


def column_of(text: str, start: int) -> Column | None:
    """Return the column of the cell that begins at ``start``, where it stands in a table with heads."""
    row = line_of(text, Span(start, start))
    for above in lines_above(text, row.start, _ROWS):
        line = above.slice(text).strip()
        if not is_table_row(line):
            heads = _cells(line)
            at = _place(text, row.start, start, heads)
            return Column(heads, at, above.start) if _are_heads(heads, at) else None
    return None


def columns_of(text: str) -> Iterator[tuple[Column, list[Span]]]:
    """Yield the columns of the tables of a text whose head tells who stands there, with their cells."""
    heads, head_at, rows = list[str](), 0, list[Span]()
    for line in _lines(text):
        stripped = line.slice(text).strip()
        if heads and is_table_row(stripped):
            rows.append(line)
            continue
        yield from _columns(text, heads, head_at, rows)
        cells = _cells(stripped)
        is_head = len(cells) > 1 and all(_HEAD.fullmatch(cell) or not cell for cell in cells)
        heads, head_at, rows = cells if is_head else [], line.start, []
    yield from _columns(text, heads, head_at, rows)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        yield Span(at, at + len(line))
        at += len(line) + 1


def _columns(
    text: str, heads: list[str], line: int, rows: Sequence[Span]
) -> Iterator[tuple[Column, list[Span]]]:
    """Yield the columns of one table that tell who stands there."""
    cells = [cell for row in rows for cell in _cells_in(text, row)] if rows else []
    for at, head in enumerate(heads if rows else []):
        if _is_head(head):
            column = [
                cell
                for cell in cells
                if _place(text, line_of(text, cell).start, cell.start, heads) == at
            ]
            yield Column(heads, at, line), column


def _cells_in(text: str, row: Span) -> Iterator[Span]:
    """Yield the cells of a row, without the blanks around them."""
    border = _PIPED if "|" in row.slice(text) else _CELL_END
    at = row.start
    for match in (*border.finditer(text, row.start, row.end), None):
        end = match.start() if match else row.end
        cell = Span(at, end)
        if cell.slice(text).strip():
            yield cell
        at = match.end() if match else end


def is_of_persons(column: Column) -> bool:
    """Tell whether the head of a column says that persons stand there."""
    return _names_persons(column.heads[column.at])


def _names_persons(head: str) -> bool:
    return _PERSONS.match(head) is not None or _OF_PERSONS.search(head) is not None


_OF_PERSONS = regex.compile("(?:姓名|户主|人|者|学生|对象)(?:[(（].{1,8}[)）])?\\Z")


def said_of_person(text: str, column: Column) -> PartyRole | None:
    """Return what a table says of the person in a cell of ``column``."""
    head = column.heads[column.at]
    for role, heads in _BY_HEAD:
        if heads.fullmatch(head):
            return role
    return said(_title_above(text, column.line, " ".join(column.heads)))


def said_of_body(text: str, column: Column) -> PartyRole | None:
    """Return what a table says of the body, or the place, in a cell of ``column``."""
    head = column.heads[column.at]
    if _GIVERS.fullmatch(head):
        return PartyRole.DONOR
    if any(_names_persons(other) for other in column.heads if not _GIVERS.fullmatch(other)):
        return None
    if _GETTERS.fullmatch(head):
        return PartyRole.RECIPIENT
    return _of_bodies(text, column.line, " ".join(column.heads), head)


_BY_HEAD = (
    (PartyRole.DONOR, _GIVERS),
    (PartyRole.RECIPIENT, _GETTERS),
    (PartyRole.OFFICIAL, _OFFICIALS),
)
GIVEN_OUT = regex.compile(
    "发放|[下划调]拨|拨[付给款]|分[配发送]|配[发送]|发往|[发分送捐赠]给|捐赠给|受[助捐援赠益]|领取|领到|[捐善]款的?[去流]向"
)


_OF_EACH = regex.compile(r"各[\p{Han}]{1,4}(?:发放|分发|慰问|资助|救助|拨付|下拨)")


def is_given_out(head: str) -> bool:
    """Tell whether a head says that something is given out to those below it, and not by each of them."""
    return GIVEN_OUT.search(head) is not None and _OF_EACH.search(head) is None


def _of_bodies(text: str, line: int, columns: str, head: str) -> PartyRole | None:
    """Return what the words above a table say of bodies: who gives, or that something is given out."""
    if "捐" in columns and "发" not in columns:
        return PartyRole.DONOR
    if _COUNTS_GETTERS.search(columns) and _OF_PLACES.match(head):
        return PartyRole.RECIPIENT
    for above in lines_above(text, line, _TITLES):
        title = above.slice(text).strip()
        role = said_in_line(title)
        if role is PartyRole.RECIPIENT and not GIVEN_OUT.search(title):
            return None
        if title:
            return role
    return None


# 学校 受助人数 资助金额
_OF_PLACES = regex.compile("学校|乡镇|[镇村]|县区|区县|社区|街道")
_COUNTS_GETTERS = regex.compile(
    "受助|受益|(?:资助|救助|补助|发放|下拨|分配|拨付)(?:人数|户数|金额|资金|款|数)"
)


# --- where it stands -----------------------------------------------------------------------------


def _cells(line: str) -> list[str]:
    """Return the cells of a line, parted by pipes where it has some."""
    parted: list[str] = (_PIPED if "|" in line else _CELL_END).split(line)
    return parted


def _place(text: str, line: int, start: int, heads: list[str]) -> int:
    """Return in which column ``start`` stands: a number that no column is headed by is none of them."""
    before = _cells(text[line:start].lstrip())[:-1]
    if before and _NUMBER.fullmatch(before[0].strip()) and not _NUMBERS.fullmatch(heads[0]):
        return len(before) - 1
    return len(before)


def _are_heads(heads: list[str], at: int) -> bool:
    return (
        len(heads) > 1
        and 0 <= at < len(heads)
        and all(_HEAD.fullmatch(head) or not head for head in heads)
        and _is_head(heads[at])
    )


def _is_head(head: str) -> bool:
    return any(p.fullmatch(head) for p in (_NEUTRAL, _GIVERS, _GETTERS, _OFFICIALS))


def _title_above(text: str, line: int, columns: str) -> str:
    """Return the title of a table with the heads of its columns, which stand at ``line``."""
    if _OF_HELPERS.search(columns):
        return ""
    for above in lines_above(text, line, _TITLES):
        title = above.slice(text).strip()
        if is_led_in(title) and _OF_AMOUNTS.search(columns):
            return f"{led_in_by(title)} {columns}"
        if title and len(title) <= _LONGEST_TITLE and "。" not in title:
            return f"{title} {columns}"
    return columns


_OF_AMOUNTS = regex.compile("[金款]额?(?!融)|标准|补[助贴]|元")
