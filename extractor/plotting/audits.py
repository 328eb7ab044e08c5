"""What the checks came to, and on which days of the year the visits were."""

from __future__ import annotations

from typing import Any

import pandas as pd

from extractor.model import Verdict
from extractor.plotting import drawing
from extractor.plotting.drawing import BLUE, GREEN, GREY, ORANGE, RED
from extractor.store import Results
from extractor.wording import Language, label, sentences

COLOURS = {
    Verdict.HOLDS: GREEN,
    Verdict.WITHIN_APPROXIMATION: BLUE,
    Verdict.CANNOT_TELL: ORANGE,
    Verdict.FAILS: RED,
}
MONTHS, DAYS = range(1, 13), range(1, 32)


def plot_audit(results: Results, *, language: Language = Language.ZH) -> Any:  # noqa: ANN401
    """Return the picture of the verdicts, a bar for each family of checks."""
    say = sentences(language)
    drawn = drawing.axes(say("What the checks came to"))
    findings = results.findings
    if findings.empty:
        return drawing.empty(drawn, say("no figures to draw"))
    kinds = findings["kind"].astype("string")
    counts = pd.crosstab(kinds, findings["verdict"].astype("string"))
    counts = counts.loc[counts.sum(axis="columns").sort_values().index]
    names = [label("finding", kind, language) for kind in counts.index]
    left = pd.Series(0, index=counts.index)
    for verdict, colour in COLOURS.items():
        if verdict in counts:
            said = label("verdict", verdict, language)
            drawn.barh(names, counts[verdict], left=left, color=colour, label=said)
            left += counts[verdict]
    for name, total in zip(names, left, strict=True):
        drawn.annotate(str(total), (total, name), xytext=(4, -4), textcoords="offset points")
    drawn.grid(visible=False, axis="y")
    drawn.legend(frameon=False, loc="lower right")
    return drawing.finish(drawn)


def plot_calendar(results: Results, *, language: Language = Language.ZH) -> Any:  # noqa: ANN401
    """Return the picture of the days of the year on which something was handed out."""
    say = sentences(language)
    drawn = drawing.axes(say("Days on which something was handed out"), height=5)
    days = _days(results)
    if days.empty:
        return drawing.empty(drawn, say("no day is stated"))
    grid = pd.crosstab(days["month"], days["day"]).reindex(index=MONTHS, columns=DAYS, fill_value=0)
    shown = grid.where(grid > 0)
    picture = drawn.pcolormesh(list(DAYS), list(MONTHS), shown, cmap="Blues", vmin=0)
    scale = drawn.figure.colorbar(picture, ax=drawn, shrink=0.7)
    scale.set_label(say("disbursements of a day"), fontproperties=drawing.font(9))
    drawn.set_xlabel(say("day of the month"))
    drawn.set_yticks(list(MONTHS), [label("month", str(month), language) for month in MONTHS])
    drawn.set_xticks([1, 5, 10, 15, 20, 25, 31])
    drawn.invert_yaxis()
    drawn.grid(visible=False)
    drawn.tick_params(colors=GREY, labelcolor="black")
    return drawing.finish(drawn)


def _days(results: Results) -> pd.DataFrame:
    """Return the month and day of each disbursement that is dated to the day."""
    dated = results.disbursements["edtf"].dropna().astype("string")
    found = dated.str.extract(r"^(?:[0-9X]{4})-(\d\d)-(\d\d)$").dropna().astype("int64")
    return found.set_axis(["month", "day"], axis="columns")
