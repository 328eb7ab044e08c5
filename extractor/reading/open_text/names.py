"""The names of elements and attributes of OpenDocument (ISO/IEC 26300, OASIS ODF 1.3)."""

from __future__ import annotations

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT = OASIS % "office", OASIS % "table", OASIS % "text"
STYLE, DRAW = OASIS % "style", OASIS % "drawing"
XML = "{http://www.w3.org/XML/1998/namespace}"
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
