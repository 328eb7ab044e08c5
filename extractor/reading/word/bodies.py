"""The paragraphs and tables of a Word document, in order, as lines of pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.reading.layouts import MOST_COLUMNS, Line, Piece, nested_tables, paragraph_lines
from extractor.reading.word.numbering import Counter, W, whole
from extractor.reading.word.paragraphs import MC, Seen, Styles, words

# What stands around paragraphs, rows and cells, and is gone through.
WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
GONE = (f"{W}del", f"{W}moveFrom")
NO_LIST = "0"


@dataclass(slots=True)
class Body:
    """A document as it is walked: how far its lists have counted, and what was met."""

    styles: Styles
    counter: Counter
    seen: Seen = field(default_factory=Seen)
    tables: int = 0
    footnotes: dict[tuple[str, str], ET.Element] = field(default_factory=dict)
    quoted: int = 0  # footnotes so far

    def add_notes(self, kind: str, root: ET.Element | None) -> None:
        """Take the footnotes or endnotes of a part; separators are no notes."""
        for note in root if root is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                self.footnotes[kind, note.get(f"{W}id", "")] = note

    def lines(self, parent: ET.Element, place: str = "") -> Iterator[Line]:
        """Yield the paragraphs and rows inside ``parent``."""
        for block in self._blocks(parent, (f"{W}p", f"{W}tbl")):
            if block.tag == f"{W}tbl":
                yield from self._table(block)
            else:
                yield from self._paragraph(block, place)

    def _blocks(self, parent: ET.Element, wanted: tuple[str, ...]) -> Iterator[ET.Element]:
        """Yield the children of these kinds, wrapped or not, in order."""
        waiting = list(reversed(parent))
        while waiting:
            element = waiting.pop()
            if element.tag in wanted:
                yield element
            elif element.tag in WRAPPERS:
                self.seen.changes += element.tag in (f"{W}ins", f"{W}moveTo")
                waiting += reversed(element)
            elif element.tag in GONE:
                self.seen.changes += 1
            elif element.tag == f"{MC}AlternateContent":
                chosen = element.find(f"{MC}Choice")
                waiting += reversed(chosen if chosen is not None else ())
            elif element.tag == f"{W}altChunk":
                self.seen.objects += 1

    def _paragraph(self, paragraph: ET.Element, place: str) -> Iterator[Line]:
        yield from self._own(paragraph, place)
        yield from self._beside(place)

    def _own(self, paragraph: ET.Element, place: str) -> Iterator[Line]:
        text = words(paragraph, self.styles, self.seen)
        number = self._number(paragraph) if text.strip() else ""
        yield from paragraph_lines(number + text, place)

    def _beside(self, place: str = "") -> Iterator[Line]:
        """Yield the text boxes and the footnotes that were met since they were last given."""
        boxes, self.seen.boxes = self.seen.boxes, []
        notes, self.seen.notes = self.seen.notes, []
        for box in boxes:
            yield from self.lines(box, place)
        for key in notes:
            yield from self._footnote(key)

    def _footnote(self, key: tuple[str, str]) -> Iterator[Line]:
        note = self.footnotes.get(key)
        if note is not None:
            self.quoted += 1
            said = "".join(words(p, self.styles, self.seen) for p in note.iter(f"{W}p")).strip()
            yield (Piece(f"注{self.quoted}：{said}"),)

    def _number(self, paragraph: ET.Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{W}pStyle")
        number, level = self.styles.numbers.get(
            style.get(f"{W}val", "") if style is not None else "", (None, None)
        )
        own = properties.find(f"{W}numPr")
        if own is not None:
            own_number, own_level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number = own_number.get(f"{W}val") if own_number is not None else number
            level = whole(own_level.get(f"{W}val")) if own_level is not None else level
        return "" if number in (None, NO_LIST) else self.counter.next(str(number), level or 0)

    def _table(self, table: ET.Element) -> Iterator[Line]:
        self.tables += 1
        name = f"table {self.tables}"
        rows = [row for row in self._blocks(table, (f"{W}tr",)) if not self._is_gone(row)]
        inner: list[ET.Element] = []
        laid = [self._row(row, f"{name} row {at}", inner) for at, row in enumerate(rows, start=1)]
        beside = list(self._beside())  # in the cell it would hide that a number fills it
        yield from nested_tables(laid, map(self._table, inner), beside)

    def _is_gone(self, row: ET.Element) -> bool:
        properties = row.find(f"{W}trPr")
        is_deleted = properties is not None and properties.find(f"{W}del") is not None
        self.seen.changes += is_deleted
        return is_deleted

    def _row(self, row: ET.Element, name: str, inner: list[ET.Element]) -> Line:
        pieces: list[Piece] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        pieces += [Piece("")] * _count(before)
        for cell in self._blocks(row, (f"{W}tc",)):
            place = f"{name} col {len(pieces) + 1}"
            properties = cell.find(f"{W}tcPr")
            pieces.append(Piece(self._cell(cell, properties, inner), place))
            span = properties.find(f"{W}gridSpan") if properties is not None else None
            pieces += [Piece("", place)] * (_count(span, 1) - 1)
        return tuple(pieces)

    def _cell(
        self, cell: ET.Element, properties: ET.Element | None, inner: list[ET.Element]
    ) -> str:
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        if merged is not None and merged.get(f"{W}val") != "restart":
            return ""  # the cell above reaches down here
        said: list[str] = []
        for block in self._blocks(cell, (f"{W}p", f"{W}tbl")):
            if block.tag == f"{W}tbl":
                inner.append(block)
            else:
                said += [line[0].text for line in self._own(block, "")]
        return "\n".join(line for line in said if line.strip())


def _count(element: ET.Element | None, default: int = 0) -> int:
    value = None if element is None else element.get(f"{W}val")
    return min(whole(value, default), MOST_COLUMNS)
