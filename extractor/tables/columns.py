"""What a column is: its name, its type in each place it is kept, its unit and its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | None
Cells: TypeAlias = dict[str, Cell]
Row: TypeAlias = tuple[Cell, ...]


class Kind(StrEnum):
    """The types a column can have; ``CATEGORY``, ``DATE`` and ``DECIMAL`` are text in SQL."""

    TEXT = "text"
    CATEGORY = "category"
    INTEGER = "integer"
    REAL = "real"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"

    @property
    def sql(self) -> str:
        """Return the type in a STRICT table of SQLite."""
        return {Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER", Kind.REAL: "REAL"}.get(
            self, "TEXT"
        )

    @property
    def dtype(self) -> str:
        """Return the type in a data frame; each can say that nothing is stated."""
        return DTYPES[self]


DTYPES = {
    Kind.TEXT: "string",
    Kind.CATEGORY: "category",
    Kind.INTEGER: "Int64",
    Kind.REAL: "Float64",
    Kind.DECIMAL: "object",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[s]",
}


class Measure(NamedTuple):
    """What the numbers or texts of a column are counted or written in."""

    zh: str
    en: str


YUAN = Measure("元", "yuan")
FIGURE = Measure("元、量词所示单位或 %", "yuan, its unit or %")
COUNTED = Measure("量词所示单位", "its unit")
CHARACTERS = Measure("字符", "code points")
BYTES = Measure("字节", "bytes")
EDTF = Measure("EDTF (ISO 8601-2)", "EDTF (ISO 8601-2)")
JSON = Measure("JSON", "JSON")
CURRENCY = Measure("ISO 4217", "ISO 4217")
SHARE = Measure("0–1", "0–1")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it holds, in one sentence, in Chinese and English."""

    name: str
    kind: Kind
    zh: str
    en: str
    measure: Measure | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]
    goes_along: bool = True  # when that row goes, so does the one that names it


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, what identifies a row, and what the rows refer to."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    names: tuple[str, ...] = field(init=False, compare=False)  # of the columns, in order
    known: frozenset[str] = field(init=False, compare=False)  # the same names

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))
        object.__setattr__(self, "known", frozenset(self.names))
