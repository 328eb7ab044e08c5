"""Columns that several tables share: whose row it is, where it stands, what a check came to."""

from __future__ import annotations

from extractor.tables.columns import CHARACTERS, JSON, Column, Kind, Measure, Reference

DOCUMENT = Column(
    "document",
    Kind.TEXT,
    "文件编号：文件字节 SHA-256 的前 16 位",
    "the document: the first 16 digits of the SHA-256 of its bytes",
    is_required=True,
)
REPORT = Column(
    "report",
    Kind.INTEGER,
    "文件内第几篇报告，从 1 起",
    "the report: its place in the document, from 1",
    is_required=True,
)
IN_REPORT = ("document", "report")
OF_DOCUMENT = Reference(("document",), "documents", ("document",))
OF_REPORT = Reference(IN_REPORT, "reports", IN_REPORT)


def place_in(name: str, zh: str, en: str) -> Column:
    """Return a column that holds the place of a row among its fellows."""
    return Column(name, Kind.INTEGER, zh, en, is_required=True)


def mention_number(name: str, zh: str, en: str) -> Column:
    """Return a column that holds the number of a mention, or null."""
    return Column(name, Kind.INTEGER, f"{zh}（提及编号）", f"{en} (number of its mention)")


def to_mention(name: str) -> Reference:
    """Return the reference from column ``name`` to the mentions."""
    columns, key = (*IN_REPORT, name), (*IN_REPORT, "mention")
    return Reference(columns, "mentions", key, goes_along=name == "mention")


def spans(*, is_required: bool = True) -> tuple[Column, ...]:
    """Return the columns that say where a row stands in each of the three texts."""
    texts = (
        ("span", "报告正文", "the report's text"),
        ("document", "还原后的文件全文", "the document's restored text"),
        ("raw", "原始文件", "the file as received"),
    )
    ends = (("start", "起点", "start"), ("end", "终点（不含）", "end (exclusive)"))
    return tuple(
        Column(
            f"{prefix}_{end}",
            Kind.INTEGER,
            f"在{zh}中的{end_zh}",
            f"its {end_en} in {en}",
            CHARACTERS,
            is_required,
        )
        for prefix, zh, en in texts
        for end, end_zh, end_en in ends
    )


def bounds(prefix: str, zh: str, en: str, measure: Measure) -> tuple[Column, ...]:
    """Return the columns for the least and the most a figure can be."""
    return (
        Column(f"{prefix}_low", Kind.REAL, f"{zh}的下限", f"the least that {en} can be", measure),
        Column(f"{prefix}_high", Kind.REAL, f"{zh}的上限", f"the most that {en} can be", measure),
    )


JUDGED = (
    Column("verdict", Kind.CATEGORY, "结论", "what the check came to", is_required=True),
    Column("kind", Kind.CATEGORY, "核对类别", "the family of the check", is_required=True),
    Column(
        "severity",
        Kind.REAL,
        "严重程度，0 至 1",
        "how grave it is, from 0 to 1",
        is_required=True,
    ),
)
EXPLAINED = (
    Column("expression", Kind.TEXT, "算式", "the sum written out", is_required=True),
    Column("reason", Kind.CATEGORY, "理由代码", "the code of the reason", is_required=True),
    Column("check_id", Kind.CATEGORY, "核对规则", "the check that was made", is_required=True),
)
NOTES = Column("notes", Kind.TEXT, "说明，JSON 数组", "notes on the text, a JSON array", JSON)
