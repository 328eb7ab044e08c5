"""Pictures of the results, with Chinese labels on any machine, as PNG, SVG or in a notebook.

Each function returns a matplotlib figure.  What is vague is drawn as the band it can lie in, and a
year without reports is a gap, never zero.  matplotlib and the font come with the extra ``plots``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extractor.plotting.audits import plot_audit, plot_calendar
from extractor.plotting.digits import plot_benford
from extractor.plotting.drawing import save
from extractor.plotting.figures import plot_bodies, plot_distribution, plot_years

__all__ = [
    "PICTURES",
    "plot_audit",
    "plot_benford",
    "plot_bodies",
    "plot_calendar",
    "plot_distribution",
    "plot_years",
    "save",
]

PICTURES: Mapping[str, Callable[..., Any]] = {
    "years": plot_years,
    "bodies": plot_bodies,
    "distribution": plot_distribution,
    "audit": plot_audit,
    "calendar": plot_calendar,
    "benford": plot_benford,
}
