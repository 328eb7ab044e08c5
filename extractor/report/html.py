"""The findings as one page in one file, to read from disk and to print.

Nothing is loaded from anywhere and nothing runs: the file holds its own style, and a policy that
forbids all else.  What is wrong or open is shown with its evidence; what holds is one line.  Past
``MOST`` findings the page says how many it leaves to the workbook, so that it still opens.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from extractor.deciding import open_decisions
from extractor.model import MADE_HERE, Verdict
from extractor.report.across import Held, differing
from extractor.report.evidence import Case, cases
from extractor.report.pages import templates
from extractor.report.versions import find_versions
from extractor.store import Results, open_results
from extractor.wording import Language, complaint, enumerated, label

MOST = 1500  # findings
AROUND = 20  # characters of text beside a figure
IN_FULL = (Verdict.FAILS, Verdict.CANNOT_TELL)
TEMPLATES = files("extractor.report") / "templates"
MOST_ACROSS = 200  # comparisons
SURE = ("documents", "reports", "findings", "comparisons", "failures")


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in one language, as templates call it."""

    language: Language

    def __call__(self, family: str, code: object) -> str:
        """Return what people call ``code`` of ``family``."""
        return label(family, str(code), self.language)


def write_html(results: Path, path: Path, language: Language = Language.ZH) -> None:
    """Write the findings of ``results`` to ``path`` as one page."""
    with open_results(results) as opened, open_decisions(results) as decisions:
        standings = decisions.standings()
        listed = list(cases(opened, standings, MOST))
        across = list(differing(opened, standings, MOST_ACROSS))
        shown = _page(opened, listed, across, language)
    path.write_text(shown, encoding="utf-8", newline="\n")


def _page(results: Results, listed: list[Case], across: list[Held], language: Language) -> str:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    counts = {
        table: results.ask(f"SELECT count(*) FROM {table}").rows[0][0]  # noqa: S608  # our own names
        for table in SURE
    }
    repeated = int(str(results.ask("SELECT count(*) FROM repeated_findings").rows[0][0]))
    verdicts = results.ask("SELECT verdict, count(*) AS n FROM findings GROUP BY verdict").named
    template = templates("extractor.report").get_template("report.html.j2")
    shown: str = template.render(
        say=Words(language),
        language=language,
        style=style,
        digest=digest,
        made_here=MADE_HERE,
        source=results.path.name,
        versions=find_versions(results).lines(language),
        unfinished=enumerated(results.unfinished, language),
        counts=counts,
        verdicts=Counter({row["verdict"]: row["n"] for row in verdicts}),
        order=[Verdict.FAILS, Verdict.CANNOT_TELL, Verdict.WITHIN_APPROXIMATION, Verdict.HOLDS],
        in_full=[case for case in listed if case.row["verdict"] in IN_FULL],
        in_brief=[case for case in listed if case.row["verdict"] not in IN_FULL],
        across=across,
        repeated=repeated,
        left_out=int(str(counts["findings"])) - repeated - len(listed),
        failures=_failures(results, language),
        around=AROUND,
    )
    return shown


def _failures(results: Results, language: Language) -> list[tuple[str, str, str]]:
    rows = results.ask("SELECT source, reason, detail FROM failures ORDER BY source").named
    return [
        (row["source"], *complaint(row["source"], row["reason"], row["detail"], language))
        for row in rows
    ]
