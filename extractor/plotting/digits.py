"""The first digits of the amounts beside Benford's law: a picture, which accuses no one."""

from __future__ import annotations

from typing import Any

from extractor.plotting import drawing
from extractor.plotting.drawing import BLUE, GREY, ORANGE
from extractor.store import Results
from extractor.wording import Language, sentences

PERCENT = 100
HEIGHT = 5.2  # inches, with the note below


def plot_benford(results: Results, *, language: Language = Language.ZH) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the picture of first digits, with what chance alone would do, and what it is not."""
    say = sentences(language)
    digits = results.first_digits()
    drawn = drawing.axes(say("First digits of the amounts"), height=HEIGHT)
    at = list(digits.index)
    share, expected, least, most = (
        list(digits[name] * PERCENT) for name in ("share", "expected", "least", "most")
    )
    drawn.bar(at, share, color=BLUE, width=0.7, label=say("in these reports"))
    drawn.vlines(at, least, most, color=ORANGE, linewidth=7, alpha=0.45, label=say("by chance"))
    drawn.plot(at, expected, color=ORANGE, marker="o", label=say("expected by Benford's law"))
    drawn.set_xticks(at, [str(digit) for digit in at])
    drawn.set_ylabel("%")
    counted = say("{n} amounts; rates and vague figures left out").format(n=digits["count"].sum())
    note = say(
        "Fixed rates, limits and rounding shape first digits too.\n"
        "This is a picture to look at: it finds no error and accuses no one."
    )
    drawn.set_xlabel(f"{counted}\n{note}", color=GREY, labelpad=8)
    drawn.legend(frameon=False)
    return drawing.finish(drawn)
