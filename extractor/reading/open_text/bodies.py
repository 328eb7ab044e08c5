"""The paragraphs, lists and tables of an OpenDocument text, in order, as lines of pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.reading.layouts import MOST_COLUMNS, Line, Piece, nested_tables, paragraph_lines
from extractor.reading.open_text.lists import OUTLINE, Lists
from extractor.reading.open_text.names import CELLS, DRAW, TABLE, TEXT
from extractor.reading.open_text.styles import Styles
from extractor.reading.open_text.words import PARAGRAPHS, Seen, set_drawn_aside, words
from extractor.reading.word.numbering import whole

# What stands around paragraphs and rows, and is gone through.
WRAPPERS = frozenset(
    {
        *(f"{TEXT}{name}" for name in ("section", "index-body", "index-title", "list-header")),
        *(f"{TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index")),
        *(f"{TEXT}{name}" for name in ("object-index", "user-index", "alphabetical-index")),
        *(f"{TEXT}{name}" for name in ("bibliography", "numbered-paragraph", "note-body")),
        *(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")),
        f"{DRAW}text-box",
    }
)
ITEM, LIST = f"{TEXT}list-item", f"{TEXT}list"
UNSTYLED = " "  # a list that names no style has no numbers
ROW, NESTED = f"{TABLE}table-row", f"{TABLE}table"
MOST_ROWS = 1000  # alike in a row


@dataclass(frozen=True, slots=True)
class _Item:
    """The list that a paragraph stands in, its level from 0, and where its number begins anew."""

    name: str
    style: str
    level: int
    start: str | None = None


@dataclass(slots=True)
class Body:
    """A document as it is walked: how far its lists have counted, and what was met."""

    styles: Styles
    lists: Lists
    seen: Seen = field(default_factory=Seen)
    tables: int = 0
    quoted: int = 0  # footnotes so far

    def lines(self, parent: ET.Element, place: str = "") -> Iterator[Line]:
        """Yield the paragraphs and rows inside ``parent``."""
        for block, number in self._blocks(parent, None):
            if block.tag == NESTED:
                yield from self._table(block)
            elif block.tag in PARAGRAPHS:
                yield from self._own(block, number, place)
            yield from self._beside(place)

    def _blocks(
        self, parent: ET.Element, item: _Item | None
    ) -> Iterator[tuple[ET.Element, _Item | None]]:
        """Yield paragraphs and tables, wrapped or not, each with the list that numbers it."""
        for element in parent:
            if element.tag in PARAGRAPHS:
                yield element, item
                item = None  # the second paragraph of an item has no number
            elif element.tag == NESTED:
                yield element, None
            elif element.tag == LIST:
                yield from self._listed(element, None)
            elif element.tag in WRAPPERS and self._is_shown(element):
                yield from self._blocks(element, None)
            elif element.tag.startswith(DRAW):
                set_drawn_aside(element, self.seen)
                yield element, None

    def _listed(
        self, element: ET.Element, around: _Item | None
    ) -> Iterator[tuple[ET.Element, _Item | None]]:
        style = element.get(f"{TEXT}style-name") or (around.style if around else UNSTYLED)
        name = self.lists.open(element, around.name if around else None, style)
        level = around.level + 1 if around else 0
        for entry in element:
            item = _Item(name, style, level, entry.get(f"{TEXT}start-value"))
            numbered: _Item | None = item if entry.tag == ITEM else None
            for block in entry:
                if block.tag == LIST:
                    yield from self._listed(block, item)
                    continue
                wrapped = ET.Element("one")
                wrapped.append(block)
                yield from self._blocks(wrapped, numbered)
                numbered = None if block.tag in PARAGRAPHS else numbered

    def _is_shown(self, element: ET.Element) -> bool:
        is_hidden = "none" in element.get(f"{TEXT}display", "") or (
            element.get(f"{TEXT}is-hidden") == "true"
        )
        if is_hidden:
            self.seen.hidden.append(
                " ".join("".join(p.itertext()) for p in element.iter(f"{TEXT}p"))
            )
        return not is_hidden

    def _own(self, paragraph: ET.Element, item: _Item | None, place: str) -> Iterator[Line]:
        text = words(paragraph, self.styles, self.seen)
        number = self._number(paragraph, item) if text.strip() else ""
        yield from paragraph_lines(number + text, place)

    def _number(self, paragraph: ET.Element, item: _Item | None) -> str:
        if item is not None:
            return self.lists.number(item.name, item.style, item.level, item.start)
        level = whole(paragraph.get(f"{TEXT}outline-level"))
        if not level or paragraph.get(f"{TEXT}is-list-header") == "true":
            return ""
        return self.lists.number(OUTLINE, OUTLINE, level - 1, paragraph.get(f"{TEXT}start-value"))

    def _beside(self, place: str = "") -> Iterator[Line]:
        """Yield the words that are drawn and the footnotes met since they were last given."""
        boxes, self.seen.boxes = self.seen.boxes, []
        notes, self.seen.notes = self.seen.notes, []
        for box in boxes:
            yield from self.lines(box, place)
        for note in notes:
            self.quoted += 1
            body = note.find(f"{TEXT}note-body")
            lines = list(self.lines(body)) if body is not None else []
            said = "".join(piece.text for line in lines for piece in line).strip()
            yield (Piece(f"注{self.quoted}：{said}"),)

    def _table(self, table: ET.Element) -> Iterator[Line]:
        self.tables += 1
        name = f"table {self.tables}"
        inner: list[ET.Element] = []
        rows = self._rows(table)
        laid = [self._row(row, f"{name} row {at}", inner) for at, row in enumerate(rows, start=1)]
        beside = list(self._beside())  # in the cell it would hide that a number fills it
        yield from nested_tables(laid, map(self._table, inner), beside)

    def _rows(self, parent: ET.Element) -> Iterator[ET.Element]:
        for element in parent:
            if element.tag == ROW:
                times = min(whole(element.get(f"{TABLE}number-rows-repeated"), 1), MOST_ROWS)
                yield from [element] * times
            elif element.tag in WRAPPERS:
                yield from self._rows(element)

    def _row(self, row: ET.Element, name: str, inner: list[ET.Element]) -> Line:
        pieces: list[Piece] = []
        for cell in (each for each in row if each.tag in CELLS):
            place = f"{name} col {len(pieces) + 1}"
            text = self._cell(cell, inner) if cell.tag == f"{TABLE}table-cell" else ""
            times = min(whole(cell.get(f"{TABLE}number-columns-repeated"), 1), MOST_COLUMNS)
            pieces += [Piece(text, place)] * times
        return tuple(pieces[:MOST_COLUMNS])

    def _cell(self, cell: ET.Element, inner: list[ET.Element]) -> str:
        said: list[str] = []
        for block, number in self._blocks(cell, None):
            if block.tag == NESTED:
                inner.append(block)
            elif block.tag in PARAGRAPHS:
                said += [line[0].text for line in self._own(block, number, "")]
        return "\n".join(line for line in said if line.strip())
