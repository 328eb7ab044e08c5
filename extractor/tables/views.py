"""The questions analysts ask, as views of the results file: each figure counted once.

``counted`` leaves out what would count twice: a part whose total is a row of its own, and a figure
that the report states again.  The views are plain SQL, the same in SQLite and over Parquet.
"""

from __future__ import annotations

from dataclasses import dataclass

# Two mentions of one report that a check found to state one figure.
SAME = """
    SELECT f.document, f.report, {one} AS mention, {other} AS other
    FROM findings f JOIN finding_parts p USING (document, report, finding)
    WHERE f.kind = 'restatement' AND f.verdict IN ('holds', 'within_approximation')
      AND f.total_mention IS NOT NULL AND p.mention IS NOT NULL"""
LINKED = " UNION ".join(
    SAME.format(one=one, other=other)
    for one, other in (("f.total_mention", "p.mention"), ("p.mention", "f.total_mention"))
)

# The fact that a restated mention states: the first of all that are linked to it.  What min and
# coalesce give has no type, and only two columns of one type are joined by an index.
FACTS = """
    SELECT document, report, mention, CAST(min(other) AS INTEGER) AS fact
    FROM reached GROUP BY document, report, mention"""

# A fact that is a part of another; of which: 26.8万元，其中春节8.6万元.
NESTED = """
    SELECT DISTINCT f.document, f.report, CAST(coalesce(i.fact, p.mention) AS INTEGER) AS fact,
      CAST(coalesce(o.fact, f.total_mention) AS INTEGER) AS whole
    FROM findings f JOIN finding_parts p USING (document, report, finding)
    LEFT JOIN facts i ON i.document = f.document AND i.report = f.report AND i.mention = p.mention
    LEFT JOIN facts o ON o.document = f.document AND o.report = f.report
      AND o.mention = f.total_mention
    WHERE f.kind IN ('sum', 'subset') AND f.check_id <> 'sum.levels'
      AND f.total_mention IS NOT NULL AND p.mention IS NOT NULL"""

# A mention of a passage that an earlier report has too, with the same amounts and counts.
REUSED = """
    SELECT DISTINCT s.document, s.report, f.mention
    FROM passages s JOIN passage_figures f USING (rank)
    WHERE f.mention IS NOT NULL AND s.rank NOT IN (SELECT rank FROM passage_figures
      WHERE is_changed AND type IN ('money', 'count', 'percent'))"""


# Two reports that may be versions of one: nothing says that body or year differ, half the shorter
# text or more is shared, most of its figures are the same, and some amount or count is not, so
# that all of that passage counts in both.  A copy of a third, of which nothing counts, is none.
VERSIONS = """
    WITH changed AS MATERIALIZED (SELECT DISTINCT rank FROM passage_figures
      WHERE is_changed AND type IN ('money', 'count', 'percent')),
    copies AS MATERIALIZED (
      SELECT DISTINCT document, report FROM passages p JOIN reports r USING (document, report)
      WHERE p.rank NOT IN (SELECT rank FROM changed)
        AND p.length >= 0.9 * (r.document_end - r.document_start)),
    giving AS MATERIALIZED (
      SELECT document, report FROM disbursements EXCEPT SELECT document, report FROM copies),
    pairs AS (
      SELECT p.document, p.report, p.other_document, p.other_report, r.organisation, r.year,
        e.organisation AS other_organisation, e.year AS other_year,
        CASE WHEN sum(p.share) > 1 THEN 1.0 ELSE round(sum(p.share), 4) END AS shared,
        sum(p.same_figures) AS same_figures, sum(p.changed_figures) AS changed_figures,
        min(c.rank) AS rank
      FROM passages p JOIN reports r USING (document, report)
      JOIN reports e ON e.document = p.other_document AND e.report = p.other_report
      LEFT JOIN changed c ON c.rank = p.rank
      GROUP BY p.document, p.report, p.other_document, p.other_report, r.organisation, r.year,
        e.organisation, e.year)
    SELECT s.source, o.source AS other_source,
      coalesce(v.organisation, v.other_organisation) AS organisation,
      coalesce(v.year, v.other_year) AS year, v.shared, v.same_figures, v.changed_figures,
      p.passage, v.document, v.report, v.other_document, v.other_report
    FROM pairs v JOIN passages p ON p.rank = v.rank
    JOIN giving g ON g.document = v.document AND g.report = v.report
    JOIN giving h ON h.document = v.other_document AND h.report = v.other_report
    JOIN documents s ON s.document = v.document
    JOIN documents o ON o.document = v.other_document
    WHERE v.shared >= 0.5 AND v.same_figures > v.changed_figures
      AND (v.organisation = v.other_organisation OR v.organisation IS NULL
        OR v.other_organisation IS NULL)
      AND (v.year = v.other_year OR v.year IS NULL OR v.other_year IS NULL)
    ORDER BY v.rank"""

# Findings of a report that is kept in another file as well, each with that of its first copy: one
# report in ten formats has one mistake, not ten.  Only passages with every figure and date the same
# count, and a chain of copies (c of b, b of a) ends at the first.
REPEATED = """
    WITH RECURSIVE earlier AS MATERIALIZED (
      SELECT document, report, other_document, other_report FROM (
        SELECT document, report, other_document, other_report,
          row_number() OVER (PARTITION BY document, report ORDER BY rank) AS place
        FROM passages WHERE kind = 'whole' AND changed_figures = 0) AS placed WHERE place = 1),
    copies AS (
      SELECT e.document, e.report, e.other_document AS first_document,
        e.other_report AS first_report
      FROM earlier e LEFT JOIN earlier b
        ON b.document = e.other_document AND b.report = e.other_report
      WHERE b.document IS NULL UNION ALL
      SELECT e.document, e.report, c.first_document, c.first_report
      FROM copies c JOIN earlier e
        ON e.other_document = c.document AND e.other_report = c.report)
    SELECT s.source, o.source AS first_source, f.verdict, f.kind, f.expression,
      f.document, f.report, f.finding, c.first_document, c.first_report,
      min(g.finding) AS first_finding
    FROM copies c JOIN findings f ON f.document = c.document AND f.report = c.report
    JOIN findings g ON g.document = c.first_document AND g.report = c.first_report
      AND g.kind = f.kind AND g.verdict = f.verdict AND g.expression = f.expression
    JOIN documents s ON s.document = f.document
    JOIN documents o ON o.document = c.first_document
    GROUP BY s.source, o.source, f.verdict, f.kind, f.expression, f.document, f.report, f.finding,
      c.first_document, c.first_report"""


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what it answers in Chinese and English, and its SELECT."""

    name: str
    zh: str
    en: str
    sql: str

    @property
    def create(self) -> str:
        """Return the statement that makes the view."""
        return f"CREATE VIEW {self.name} AS {self.sql}"


def _once(figure: str, selected: str) -> str:
    """Return ``selected`` of the disbursements whose mention in column ``figure`` counts.

    What a report tells is looked up once for all of them, not once for each: ``told`` are the facts
    that have a disbursement, and the first one of each; ``above`` the wholes a fact is part of, at
    any depth; ``inside`` what a whole that is told has in it, and the parts of a whole that is not
    known.  ``facts`` in ``analysing`` says the same of data frames.
    """
    return f"""WITH RECURSIVE linked AS MATERIALIZED ({LINKED}),
    reached AS (
      SELECT document, report, mention, other FROM linked UNION
      SELECT r.document, r.report, r.mention, l.other FROM reached r JOIN linked l
        ON l.document = r.document AND l.report = r.report AND l.mention = r.other),
    facts AS MATERIALIZED ({FACTS}),
    nested AS MATERIALIZED ({NESTED}),
    stated AS MATERIALIZED (
      SELECT d.document, d.report, d.{figure} AS mention, d.disbursement,
        CAST(coalesce(f.fact, d.{figure}) AS INTEGER) AS fact
      FROM disbursements d LEFT JOIN facts f
        ON f.document = d.document AND f.report = d.report AND f.mention = d.{figure}
      WHERE d.{figure} IS NOT NULL AND d.timing = 'current'),
    told AS MATERIALIZED (
      SELECT document, report, fact, CAST(min(disbursement) AS INTEGER) AS disbursement
      FROM stated GROUP BY document, report, fact),
    above AS (
      SELECT n.document, n.report, n.fact, n.whole FROM nested n JOIN told t
        ON t.document = n.document AND t.report = n.report AND t.fact = n.fact UNION
      SELECT a.document, a.report, a.fact, n.whole FROM above a JOIN nested n
        ON n.document = a.document AND n.report = a.report AND n.fact = a.whole),
    inside AS MATERIALIZED (
      SELECT a.document, a.report, a.fact FROM above a JOIN told t
        ON t.document = a.document AND t.report = a.report AND t.fact = a.whole
      WHERE a.whole <> a.fact UNION
      SELECT s.document, s.report, s.fact FROM stated s
      JOIN mentions m ON m.document = s.document AND m.report = s.report AND m.mention = s.mention
      LEFT JOIN nested n ON n.document = s.document AND n.report = s.report AND n.fact = s.fact
      WHERE m.role = 'part' AND n.fact IS NULL),
    reused AS MATERIALIZED ({REUSED})
    {selected}
    JOIN told t ON t.document = d.document AND t.report = d.report
      AND t.disbursement = d.disbursement
    LEFT JOIN inside i ON i.document = t.document AND i.report = t.report AND i.fact = t.fact
    LEFT JOIN reused u ON u.document = d.document AND u.report = d.report
      AND u.mention = d.{figure}
    WHERE i.fact IS NULL AND u.mention IS NULL"""


# The first group that a disbursement went to, by its canonical label.
GROUPED = """
    SELECT p.document, p.report, p.disbursement, min(p.place) AS place
    FROM disbursement_parties p JOIN mentions m USING (document, report, mention)
    WHERE p.slot = 'recipient' AND m.type = 'group' AND m.label IS NOT NULL
    GROUP BY p.document, p.report, p.disbursement"""

VIEWS = (
    View(
        "counted",
        "计入合计的发放金额：分项、复述不重复计",
        "the disbursed amounts that count: no part of another one, none stated twice",
        _once(
            "total_mention",
            """SELECT d.document, d.report, d.disbursement, r.year, r.organisation, r.title,
            d.amount, d.amount_low, d.amount_high, m.approx, d.recipients, d.label,
            d.total_mention, m.surface, m.raw_start, m.raw_end
            FROM disbursements d JOIN reports r USING (document, report)
            JOIN mentions m ON m.document = d.document AND m.report = d.report
              AND m.mention = d.total_mention""",
        ),
    ),
    View(
        "counted_recipients",
        "计入合计的户数、人数",
        "the households and persons that count",
        _once(
            "count_mention",
            """SELECT d.document, d.report, d.disbursement, r.year, r.organisation, r.title,
            d.count_kind, d.recipient_count, d.recipient_count_low, d.recipient_count_high,
            d.unit, m.approx, d.recipients, d.count_mention, m.surface, m.raw_start, m.raw_end
            FROM disbursements d JOIN reports r USING (document, report)
            JOIN mentions m ON m.document = d.document AND m.report = d.report
              AND m.mention = d.count_mention""",
        ),
    ),
    View(
        "amounts_by_year",
        "各年发放金额",
        "what was disbursed each year",
        """SELECT year, sum(amount) AS amount, count(*) AS terms,
            sum(approx <> 'exact') AS vague, sum(amount IS NULL) AS unknown,
            count(DISTINCT organisation) AS bodies
            FROM counted GROUP BY year""",
    ),
    View(
        "amounts_by_body",
        "各单位各年发放金额",
        "what each body disbursed each year",
        """SELECT organisation, year, sum(amount) AS amount, count(*) AS terms,
            sum(approx <> 'exact') AS vague, sum(amount IS NULL) AS unknown
            FROM counted GROUP BY organisation, year""",
    ),
    View(
        "recipients_by_year",
        "各年受助户数、人数",
        "the households and persons reached each year",
        """SELECT year, count_kind, sum(recipient_count) AS recipients, count(*) AS terms,
            sum(approx <> 'exact') AS vague, sum(recipient_count IS NULL) AS unknown
            FROM counted_recipients GROUP BY year, count_kind""",
    ),
    View(
        "rates",
        "各类对象每户、每人的标准",
        "what each household or person of a group received",
        f"""SELECT r.year, r.organisation, m.label AS recipient_group, d.per, d.each_amount,
            d.each_low, d.each_high, d.recipients, d.document, d.report, d.disbursement
            FROM disbursements d JOIN reports r USING (document, report)
            LEFT JOIN ({GROUPED}) g USING (document, report, disbursement)
            LEFT JOIN disbursement_parties p ON p.document = d.document AND p.report = d.report
              AND p.disbursement = d.disbursement AND p.slot = 'recipient' AND p.place = g.place
            LEFT JOIN mentions m ON m.document = d.document AND m.report = d.report
              AND m.mention = p.mention
            WHERE d.each_amount IS NOT NULL""",
    ),
    View(
        "named_recipients",
        "受助的个人和单位",
        "the persons and organisations that received",
        """SELECT m.surface AS name, m.kind, r.year, r.organisation, count(*) AS places,
            min(m.raw_start) AS first_raw_start, m.document, m.report
            FROM mentions m JOIN reports r USING (document, report)
            WHERE m.type = 'name' AND m.role = 'recipient'
            GROUP BY m.document, m.report, m.surface, m.kind, r.year, r.organisation""",
    ),
    View(
        "persons",
        "每篇报告中的个人，一人一行；隐去的姓名（张某）可能不止一人",
        "the persons of each report, one row each; a masked name (张某) may be several",
        """SELECT replace(replace(m.surface, ' ', ''), '\u3000', '') AS name, m.role, r.year,
            r.organisation, count(*) AS places, min(m.mention) AS first_mention,
            min(m.raw_start) AS first_raw_start, max(m.raw_end) AS last_raw_end,
            min(m.surface LIKE '%某%' OR m.surface LIKE '%×%' OR m.surface LIKE '%＊%'
              OR m.surface LIKE '%*%') AS masked, m.document, m.report
            FROM mentions m JOIN reports r USING (document, report)
            WHERE m.type = 'name' AND m.kind = 'person'
            GROUP BY m.document, m.report, replace(replace(m.surface, ' ', ''), '\u3000', ''),
              m.role, r.year, r.organisation""",
    ),
    View(
        "donors",
        "捐赠和出资的单位、个人及金额",
        "who gave or paid, and how much",
        """SELECT coalesce(d.source, d.payer) AS name, r.year, r.organisation, d.amount,
            d.in_kind, d.goods, d.document, d.report, d.disbursement
            FROM disbursements d JOIN reports r USING (document, report)
            WHERE coalesce(d.source, d.payer) IS NOT NULL""",
    ),
    View(
        "totals_that_fail",
        "不符的核对结果",
        "the checks that fail, the worst first",
        """SELECT s.source, r.title, r.organisation, r.year, f.kind, f.expression, f.difference,
            f.severity, f.raw_start, f.raw_end, f.document, f.report, f.finding
            FROM findings f JOIN reports r USING (document, report)
            JOIN documents s USING (document)
            WHERE f.verdict = 'fails' ORDER BY f.severity DESC, f.document, f.report, f.finding""",
    ),
    View(
        "unsure_figures",
        "不确切、被隐去或有缺损的数字",
        "figures that are vague, masked or damaged",
        """SELECT r.year, r.organisation, m.type, m.surface, m.approx, m.stated, m.low, m.high,
            m.masked, m.damaged, m.document, m.report, m.mention, m.raw_start, m.raw_end
            FROM mentions m JOIN reports r USING (document, report)
            WHERE m.type IN ('money', 'count', 'percent')
              AND (m.approx <> 'exact' OR m.masked = 1 OR m.damaged = 1)""",
    ),
    View(
        "coverage",
        "各年有多少报告、单位、数字",
        "how many reports, bodies and figures each year has",
        """SELECT r.year, count(DISTINCT r.document || '/' || r.report) AS reports,
            count(DISTINCT r.organisation) AS bodies, count(m.mention) AS mentions
            FROM reports r LEFT JOIN mentions m USING (document, report) GROUP BY r.year""",
    ),
    View(
        "versions",
        "可能是同一报告的两稿：文字大半相同，数字有改动，两篇都计入合计",
        "reports that may be two versions of one: most of the text is the same, both are counted",
        VERSIONS,
    ),
    View(
        "repeated_findings",
        "同一报告另存的文件里重复的核对结果",
        "findings that repeat those of the same report in another file",
        REPEATED,
    ),
)
