"""Numbers that count the rows of a list, before it or in the row that totals it.

    本期新增捐款6笔：⏎ 建工集团 200000元 ⏎ 张*平 10000元 …       before it
    现将拟救助的8户困难家庭予以公示 ⏎ 姓名 住址 金额 ⏎ 杨通发 坪上村 3000元 …
    张三 100元 ⏎ 李四 200元 ⏎ 共计2人次 300元                    under it
    1.建工集团 200000元 ⏎ 2.张*平 10000元 ⏎ 以上2笔合计210000元   in the line below it
    石门镇 140户 ⏎ 柳溪乡 120户 ⏎ 合计 260户 ⏎ 两个乡镇中，…       by what all rows are called

A number under a list may as well be of all who gave in its rows (合计 738人, of eight offices), and
one before it of those it names only some of.  So a list of another length claims nothing unless
its total shows that no row is missing and each row is of one person, by the whole of its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import regex

from extractor.linking.figures import unit_of
from extractor.linking.relations import Form, Relation, enumeration_of
from extractor.linking.rows.lists import RowList, line_above
from extractor.linking.totals import equals
from extractor.model import Count, Figure, Mention, Party, PartyKind, Value

ONE_EACH = ("人", "名", "位", "人次", "笔")  # a row of one person is one of them
UNITS = (*ONE_EACH, "户", "家", "个", "例", "项", "所", "对象")
OPENING = regex.compile(
    r"(?:如下|名单|明细|公示|情况|附后|[：:])[^，,。；;\n]{0,6}$|(?:下列|以下)[^，,；;\n]{0,40}$"
)
PARTLY = regex.compile(r"其中|部分|首批|等$|以上的|主要|代表")
HEAD = regex.compile(r"[^，,。；;：:\n]{2,40}")
NOUN = 2  # code points of what rows are called: 乡镇, 社区
CELLS = 2  # of a head: 姓名 金额
POINTED = regex.compile("以上|上述")
SEVERAL = regex.compile(r"[、和及与]|等|夫妇|夫妻|兄弟|姐妹|一家|笔|[两二三四五几多]家")
TITLE = regex.compile(r"(?:同志|先生|女士|老人|师傅|老师|（[^（）]*）|\([^()]*\))")


def find_row_counts(
    lists: Sequence[RowList],
    listed: Sequence[Figure],
    names: Sequence[tuple[int, Mention[Value]]],
    taken: set[int],
    text: str,
) -> Iterator[Relation]:
    """Yield the numbers that count the rows of ``lists``; ``taken`` count other lists."""
    if not lists:
        return
    persons = {
        m.span.start: m.text
        for _, m in names
        if isinstance(m.value, Party) and m.value.kind is PartyKind.PERSON
    }
    by_paragraph = {
        paragraph: tuple(own) for paragraph, own in groupby(listed, key=lambda f: f.paragraph)
    }
    for found in lists:
        opened = next(openers(found, by_paragraph, text), None)
        if opened is not None and opened.at not in taken:
            yield _relation(opened, found)
        elif opened is None:
            yield from _called(found, by_paragraph, text)
            yield from _under(found, persons) if found.total else _above(found, by_paragraph, text)


def _called(
    found: RowList, by_paragraph: Mapping[int, Sequence[Figure]], text: str
) -> Iterator[Relation]:
    """Yield the number that begins the line below the list, of what its rows are called."""
    last = found.total or found.rows[-1]
    for count in by_paragraph.get(last.paragraph + 1, ())[:1]:
        is_first = not text[count.sentence_start : count.start].strip("　 这以上述")
        behind = text[count.end : count.end + NOUN]
        are_those = all(row.label[-1:] in behind for row in found.rows)
        if is_first and are_those and unit_of(count) == "个" and count.stated == len(found.rows):
            yield _relation(count, found)


def openers(
    found: RowList, by_paragraph: Mapping[int, Sequence[Figure]], text: str
) -> Iterator[Figure]:
    """Yield the numbers of rows in the line that opens the list, over its head if it has one."""
    first = found.rows[0]
    above = line_above(text, first.start)
    words = above.slice(text)
    is_head = HEAD.fullmatch(words) is not None and len(words.split()) >= CELLS
    if not (is_head or OPENING.search(words)):
        return
    for figure in by_paragraph.get(first.paragraph - 1 - is_head, ()):
        words = text[figure.sentence_start : figure.start]
        is_told = figure.stated == len(found.rows) and not PARTLY.search(words)
        if is_told and _counts(figure) and not figure.bracket and not _is_column(figure, found):
            yield figure


def _counts(figure: Figure) -> bool:
    value = figure.mention.value
    is_plain = figure.per is None and not figure.is_change and not figure.is_each
    return isinstance(value, Count) and value.unit in UNITS and is_plain


def _is_column(count: Figure, found: RowList) -> bool:
    """Whether the rows say how many each is, and the number is of all of them."""
    columns = (
        found.column(at) for at, f in enumerate(found.rows[0].figures) if f.series == count.series
    )
    return any(count.stated == sum(f.stated or 0 for f in column) for column in columns)


def _under(found: RowList, persons: Mapping[int, str]) -> Iterator[Relation]:
    """Yield the number of rows in the row that totals them."""
    measures = {f.series for f in found.rows[0].figures}
    totals = found.total.figures if found.total else ()
    counts = [f for f in totals if _counts(f) and f.series not in measures]
    for count in counts:
        if count.stated == len(found.rows):
            yield _relation(count, found)
            return
    for count in counts:
        if _is_sure(count, found, persons):
            yield _relation(count, found, is_closed=True)


def _above(
    found: RowList, by_paragraph: Mapping[int, Sequence[Figure]], text: str
) -> Iterator[Relation]:
    """Yield the number of gifts that 以上9笔合计 says, in the line below numbered rows.

    One row is one gift where none names several (夫妇, 等两家), and the amounts make the total.
    """
    below = by_paragraph.get(found.rows[-1].paragraph + 1, ())
    if len(below) != len(("number", "total")) or not POINTED.match(text, below[0].sentence_start):
        return
    count, total = below
    labels = [row.label for row in found.rows]
    are_single = all(row.is_numbered for row in found.rows) and not any(map(SEVERAL.search, labels))
    is_sum = total.is_money and equals(total, found.column(-1)) and unit_of(count) == "笔"
    if is_sum and found.is_whole and (are_single or count.stated == len(found.rows)):
        yield _relation(count, found, is_closed=True)


def _is_sure(count: Figure, found: RowList, persons: Mapping[int, str]) -> bool:
    """Whether each row is one person, and their amounts make the total: none is missing."""
    if unit_of(count) not in ONE_EACH:
        return False
    labels = [TITLE.sub("", row.label).strip() for row in found.rows]
    names = [persons.get(row.label_start) for row in found.rows]
    return found.is_whole and labels == names and _is_summed(found)


def _is_summed(found: RowList) -> bool:
    """Whether the last figures of the rows make the one under them, to the last digit."""
    totals = [f for f in found.total.figures if f.is_money] if found.total else []
    last = found.column(-1)
    return bool(totals) and last[0].series == totals[-1].series and equals(totals[-1], last)


def _relation(count: Figure, found: RowList, *, is_closed: bool = False) -> Relation:
    places = [row.figures[-1].at for row in found.rows]
    return enumeration_of(Form.LINES_COUNTED, count, places, closed=is_closed)
