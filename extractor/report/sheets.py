"""The sheets of the workbook: which rows, which columns, and how each column is shown.

A sheet is a question to the results and a list of columns (``columns``).
"""

from __future__ import annotations

from extractor.deciding import COMPARISON_SUBJECTS, FINDING_SUBJECTS
from extractor.report.columns import (
    Sheet,
    SheetColumn,
    Shown,
    long,
    money,
    number,
    plain,
    text,
    word,
)
from extractor.report.reuse import BOTH
from extractor.report.worst_first import WORST, WORST_ACROSS

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


PLACE = (
    long("organisation", 18),
    plain("year", 6),
    text("file", 32),
    plain("report", 6),
    plain("raw_start"),
    plain("raw_end"),
)
FIGURE = (number("stated"), number("low"), number("high"), word("approx", "approx", 8))

WORKED_OUT = (
    number("stated"),
    number("computed_low"),
    number("computed_high"),
    number("difference"),
    SheetColumn("status", Shown.ENTRY, 9),
    SheetColumn("reviewer", Shown.ENTRY, 10),
    SheetColumn("note", Shown.ENTRY, 20),
    SheetColumn("evidence", Shown.LINK, 13),
)
DECIDED = (
    plain("severity"),
    SheetColumn("key", Shown.HIDDEN, 27),
    SheetColumn("exported", Shown.HIDDEN, 10),
)

FINDINGS = Sheet(
    "findings",
    "findings",
    (
        text("name", 15),
        word("verdict", "verdict", 13),
        word("kind", "finding", 11),
        long("why", 34),
        *WORKED_OUT,
        long("passage", 38),
        text("same_as", 15),
        *PLACE,
        *DECIDED,
    ),
    f"""
    WITH subjects AS ({FINDING_SUBJECTS}),
    repeated AS MATERIALIZED (
        SELECT document, report, finding, first_document, first_report, first_finding
        FROM repeated_findings
    )
    SELECT findings.*, subjects.sha256, total_place, part_places,
           first_document, first_report, first_finding,
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
    LEFT JOIN repeated USING (document, report, finding)
    ORDER BY {WORST}
    """,  # noqa: S608  # our own words
    "SELECT count(*) FROM findings",
)


def _mentions(code: str, condition: str, *more: SheetColumn) -> Sheet:
    rows = f"""
        SELECT mentions.*, documents.source AS file, organisation, year,
               {_side("reports", "mentions")} AS passage
        FROM mentions
        JOIN reports USING (document, report)
        JOIN documents USING (document)
        WHERE {condition}
        ORDER BY mentions.document, mentions.report, mention
    """  # noqa: S608  # our own words
    shown = (long("surface", 18), *more, long("passage"), *PLACE)
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
        long("label", 18),
        long("recipients", 20),
        number("recipient_count"),
        text("unit", 6),
        money("each_amount"),
        text("per", 6),
        money("amount"),
        money("amount_low"),
        money("amount_high"),
        word("amount_role", "figure_role", 8),
        word("in_kind", "in_kind", 10),
        long("goods", 14),
        long("payer", 14),
        long("source", 12),
        long("edtf", 22),
        long("passage"),
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
        money("stated"),
        money("low"),
        money("high"),
        word("approx", "approx", 8),
        word("role", "figure_role", 8),
        text("per", 6),
        word("in_kind", "in_kind", 10),
        text("currency", 7),
        long("label", 18),
    ),
    _mentions(
        "counts",
        "type = 'count'",
        *FIGURE,
        text("unit", 6),
        word("kind", "count_kind", 8),
        long("noun", 16),
        word("role", "figure_role", 8),
        text("per", 6),
    ),
    _mentions("percents", "type = 'percent'", *FIGURE),
    _mentions(
        "dates",
        "type = 'date'",
        long("edtf", 22),
        long("festival", 10),
        SheetColumn("earliest", Shown.DAY, 12),
        SheetColumn("latest", Shown.DAY, 12),
    ),
    _mentions(
        "parties",
        "type IN ('name', 'group')",
        word("type", "mention", 12),
        word("kind", "party_kind", 8),
        word("role", "party_role", 8),
        long("label", 18),
    ),
)
FAILURES = Sheet(
    "failures",
    "failures",
    (
        text("source", 44),
        word("stage", "stage", 10),
        word("reason", "failure", 26),
        long("remedy"),
        number("size"),
        text("sha256", 66),
    ),
    "SELECT * FROM failures ORDER BY source",
    "SELECT count(*) FROM failures",
)

ACROSS = Sheet(
    "across",
    "comparisons",
    (
        SheetColumn("comparison", Shown.TEXT, 15),
        word("verdict", "verdict", 13),
        word("kind", "finding", 11),
        long("why", 34),
        long("subject", 16),
        *WORKED_OUT,
        long("body", 14),
        plain("year", 6),
        long("passage", 34),
        long("other_passage", 34),
        text("file", 32),
        text("other_file", 32),
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
        plain("rank", 6),
        word("kind", "reuse_kind", 10),
        long("other_organisation", 18),
        plain("other_year", 6),
        long("organisation", 18),
        number("length"),
        SheetColumn("share", Shown.SHARE, 10),
        number("changed_figures"),
        long("changed", 40),
        long("other_passage", 44),
        long("passage", 44),
        plain("year", 6),
        text("other_file", 32),
        text("file", 32),
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
