"""The sheets of the workbook: which rows, which columns, and how each column is shown.

A sheet is a question to the results and a list of columns.  The head of a column is its label in
the catalogue (``head.stated``), its meaning the sentence of the data dictionary, or ``about.…``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.deciding import COMPARISON_SUBJECTS, FINDING_SUBJECTS
from extractor.report.reuse import BOTH

AROUND = 24  # characters of the text shown to either side of a figure
LONGEST = 400  # characters of the text shown for a finding
WIDER = 32  # characters more, masked before the cut: half a number would not be known as one


def _side(report: str, mention: str) -> str:
    """Return the SQL for the text around ``mention`` of ``report``, masked before it is cut."""
    start, end = f"{mention}.span_start", f"{mention}.span_end"
    first = f"max({start} + 1 - {AROUND}, 1)"
    wide_first = f"max({start} + 1 - {AROUND + WIDER}, 1)"
    length = f"min({end} - {start}, {LONGEST}) + min({start}, {AROUND}) + {AROUND}"
    wide = f"substr({report}.text, {wide_first}, {length} + {2 * WIDER})"
    return f"substr(masked({wide}), {first} - {wide_first} + 1, {length})"


class Shown(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    LONG = "long"  # a text that wraps
    WORD = "word"  # a code, as people say it
    MONEY = "money"
    NUMBER = "number"
    SHARE = "share"  # of 1, as a percentage
    PLAIN = "plain"  # a number that is none: a year, a place
    DAY = "day"
    LINK = "link"
    ENTRY = "entry"  # what the auditor fills in
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: the column of the rows it shows, how, and how wide."""

    name: str
    shown: Shown
    width: int = 12  # characters
    family: str = ""  # of the words, for WORD


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its code, its columns, its rows, and the table that explains its columns."""

    code: str  # sheet.CODE is its name
    table: str
    columns: tuple[SheetColumn, ...]
    rows: str  # SQL
    count: str  # SQL


def _text(name: str, width: int = 12) -> SheetColumn:
    return SheetColumn(name, Shown.TEXT, width)


def _long(name: str, width: int = 44) -> SheetColumn:
    return SheetColumn(name, Shown.LONG, width)


def _word(name: str, family: str, width: int = 10) -> SheetColumn:
    return SheetColumn(name, Shown.WORD, width, family)


def _money(name: str) -> SheetColumn:
    return SheetColumn(name, Shown.MONEY, 14)


def _number(name: str) -> SheetColumn:
    return SheetColumn(name, Shown.NUMBER, 13)


def _plain(name: str, width: int = 8) -> SheetColumn:
    return SheetColumn(name, Shown.PLAIN, width)


PLACE = (
    _long("organisation", 18),
    _plain("year", 6),
    _text("file", 32),
    _plain("report", 6),
    _plain("raw_start"),
    _plain("raw_end"),
)
FIGURE = (_number("stated"), _number("low"), _number("high"), _word("approx", "approx", 8))

WORST = """
    CASE findings.verdict WHEN 'fails' THEN 0 WHEN 'cannot_tell' THEN 1
                          WHEN 'within_approximation' THEN 2 ELSE 3 END,
    findings.severity DESC, abs(findings.difference) DESC,
    findings.document, findings.report, findings.finding
"""
WORST_ACROSS = """
    CASE verdict WHEN 'fails' THEN 0 WHEN 'cannot_tell' THEN 1
                 WHEN 'within_approximation' THEN 2 ELSE 3 END,
    severity DESC, comparison
"""

WORKED_OUT = (
    _number("stated"),
    _number("computed_low"),
    _number("computed_high"),
    _number("difference"),
    SheetColumn("status", Shown.ENTRY, 9),
    SheetColumn("reviewer", Shown.ENTRY, 10),
    SheetColumn("note", Shown.ENTRY, 20),
    SheetColumn("evidence", Shown.LINK, 13),
)
DECIDED = (
    _plain("severity"),
    SheetColumn("key", Shown.HIDDEN, 27),
    SheetColumn("exported", Shown.HIDDEN, 10),
)

FINDINGS = Sheet(
    "findings",
    "findings",
    (
        _text("name", 15),
        _word("verdict", "verdict", 13),
        _word("kind", "finding", 11),
        _long("why", 34),
        *WORKED_OUT,
        _long("passage", 38),
        *PLACE,
        *DECIDED,
    ),
    f"""
    WITH subjects AS ({FINDING_SUBJECTS})
    SELECT findings.*, subjects.sha256, total_place, part_places,
           coalesce(total_mention,
                    (SELECT mention FROM finding_parts
                     WHERE finding_parts.document = findings.document
                       AND finding_parts.report = findings.report
                       AND finding_parts.finding = findings.finding
                     ORDER BY place LIMIT 1)) AS evidence_mention,
           {_side("reports", "findings")} AS passage,
           documents.source AS file, organisation, year
    FROM findings
    JOIN subjects USING (document, report, finding)
    JOIN reports USING (document, report)
    JOIN documents USING (document)
    ORDER BY {WORST}
    """,  # noqa: S608  # our own words
    "SELECT count(*) FROM findings",
)


def _mentions(code: str, condition: str, *columns: SheetColumn) -> Sheet:
    rows = f"""
        SELECT mentions.*, documents.source AS file, organisation, year,
               {_side("reports", "mentions")} AS passage
        FROM mentions
        JOIN reports USING (document, report)
        JOIN documents USING (document)
        WHERE {condition}
        ORDER BY mentions.document, mentions.report, mention
    """  # noqa: S608  # our own words
    shown = (_long("surface", 18), *columns, _long("passage"), *PLACE)
    return Sheet(
        code,
        "mentions",
        shown,
        rows,
        f"SELECT count(*) FROM mentions WHERE {condition}",  # noqa: S608  # our own words
    )


GIVEN = Sheet(
    "disbursements",
    "disbursements",
    (
        _long("label", 18),
        _long("recipients", 20),
        _number("recipient_count"),
        _text("unit", 6),
        _money("each_amount"),
        _text("per", 6),
        _money("amount"),
        _money("amount_low"),
        _money("amount_high"),
        _word("amount_role", "figure_role", 8),
        _word("in_kind", "in_kind", 10),
        _long("goods", 14),
        _long("payer", 14),
        _long("source", 12),
        _long("edtf", 22),
        _long("passage"),
        *PLACE,
    ),
    f"""
    SELECT disbursements.*, documents.source AS file, organisation, year,
           {_side("reports", "disbursements")} AS passage
    FROM disbursements
    JOIN reports USING (document, report)
    JOIN documents USING (document)
    ORDER BY disbursements.document, report, disbursement
    """,  # noqa: S608  # our own words
    "SELECT count(*) FROM disbursements",
)

MENTION_SHEETS = (
    _mentions(
        "money",
        "type = 'money'",
        _money("stated"),
        _money("low"),
        _money("high"),
        _word("approx", "approx", 8),
        _word("role", "figure_role", 8),
        _text("per", 6),
        _word("in_kind", "in_kind", 10),
        _text("currency", 7),
        _long("label", 18),
    ),
    _mentions(
        "counts",
        "type = 'count'",
        *FIGURE,
        _text("unit", 6),
        _word("kind", "count_kind", 8),
        _long("noun", 16),
        _word("role", "figure_role", 8),
        _text("per", 6),
    ),
    _mentions("percents", "type = 'percent'", *FIGURE),
    _mentions(
        "dates",
        "type = 'date'",
        _long("edtf", 22),
        _long("festival", 10),
        SheetColumn("earliest", Shown.DAY, 12),
        SheetColumn("latest", Shown.DAY, 12),
    ),
    _mentions(
        "parties",
        "type IN ('name', 'group')",
        _word("type", "mention", 12),
        _word("kind", "party_kind", 8),
        _word("role", "party_role", 8),
        _long("label", 18),
    ),
)
FAILURES = Sheet(
    "failures",
    "failures",
    (
        _text("source", 44),
        _word("stage", "stage", 10),
        _word("reason", "failure", 26),
        _long("remedy"),
        _number("size"),
        _text("sha256", 66),
    ),
    "SELECT * FROM failures ORDER BY source",
    "SELECT count(*) FROM failures",
)

ACROSS = Sheet(
    "across",
    "comparisons",
    (
        SheetColumn("comparison", Shown.TEXT, 15),
        _word("verdict", "verdict", 13),
        _word("kind", "finding", 11),
        _long("why", 34),
        _long("subject", 16),
        *WORKED_OUT,
        _long("body", 14),
        _plain("year", 6),
        _long("passage", 34),
        _long("other_passage", 34),
        _text("file", 32),
        _text("other_file", 32),
        *DECIDED,
    ),
    f"""
    SELECT held.*, file.source AS file, other_file.source AS other_file,
           held.mention AS evidence_mention,
           {_side("later", "here")} AS passage, {_side("earlier", "there")} AS other_passage
    FROM ({COMPARISON_SUBJECTS}) AS held
    JOIN documents AS file ON file.document = held.document
    JOIN reports AS later ON (later.document, later.report) = (held.document, held.report)
    LEFT JOIN mentions AS here
      ON (here.document, here.report, here.mention) = (held.document, held.report, held.mention)
    LEFT JOIN documents AS other_file ON other_file.document = other_document
    LEFT JOIN reports AS earlier
      ON (earlier.document, earlier.report) = (other_document, other_report)
    LEFT JOIN mentions AS there
      ON (there.document, there.report, there.mention)
         = (other_document, other_report, other_mention)
    ORDER BY {WORST_ACROSS}
    """,  # noqa: S608  # our own words
    "SELECT count(*) FROM comparisons",
)
REUSE = Sheet(
    "reuse",
    "passages",
    (
        _plain("rank", 6),
        _word("kind", "reuse_kind", 10),
        _long("other_organisation", 18),
        _plain("other_year", 6),
        _long("organisation", 18),
        _number("length"),
        SheetColumn("share", Shown.SHARE, 10),
        _number("changed_figures"),
        _long("changed", 40),
        _long("other_passage", 44),
        _long("passage", 44),
        _plain("year", 6),
        _text("other_file", 32),
        _text("file", 32),
    ),
    f"""
    SELECT passages.*, later.organisation, later.year, file.source AS file,
           earlier.organisation AS other_organisation, earlier.year AS other_year,
           other_file.source AS other_file,
           substr(later.text, span_start + 1, min(span_end - span_start, {LONGEST})) AS passage,
           substr(earlier.text, other_span_start + 1,
                  min(other_span_end - other_span_start, {LONGEST})) AS other_passage,
           (SELECT group_concat(coalesce(other_surface, '∅') || ' → ' || coalesce(surface, '∅'),
                                '；')
            FROM passage_figures WHERE passage_figures.rank = passages.rank AND is_changed)
             AS changed
    {BOTH}
    ORDER BY passages.rank
    """,  # noqa: S608  # our own words
    "SELECT count(*) FROM passages",
)
