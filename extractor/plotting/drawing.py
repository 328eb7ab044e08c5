"""How every picture is drawn: its font, its colours, its axes, and the file it goes to."""

from __future__ import annotations

from functools import cache, partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtraError
from extractor.model import MADE_HERE
from extractor.report.values import grouped
from extractor.store import needed

# Noto Sans CJK SC, under the SIL Open Font License, as mplfonts ships it; then what systems have.
SHIPPED = "fonts/NotoSansCJKsc-Regular.otf"
INSTALLED = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei"),
    *("Microsoft YaHei", "PingFang SC", "SimHei"),
)
BLUE, ORANGE, GREEN, RED, GREY = "#2f6db3", "#c8772b", "#3f8f5b", "#b8403a", "#8a8f98"
DECIMALS = 6  # of the figures beside an axis
DPI, SHOWN = 150, 100  # in a file, in a notebook
# One file for the same results: matplotlib would write the day into it and salt its ids.  A batch
# that meets a picture with text in it knows it by its mark.
METADATA: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Description": MADE_HERE},
    "pdf": {"CreationDate": None, "Keywords": MADE_HERE},
    "png": {},
}


def needs_plots(module: str) -> Any:  # noqa: ANN401  # a module has no narrower type
    """Return a module of matplotlib, or say which extra brings it."""
    return needed(module, "plots")


def axes(title: str, *, height: float = 4.5) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the axes of a new figure with our font and ``title``."""
    needs_plots("matplotlib").use("Agg", force=False)
    plain = needs_plots("matplotlib.figure").Figure(figsize=(8, height), layout="constrained")
    needs_plots("matplotlib.backends.backend_agg").FigureCanvasAgg(plain)
    drawn = plain.subplots()
    drawn.set_title(title[:1].upper() + title[1:], fontproperties=font(13), loc="left")
    drawn.spines[["top", "right"]].set_visible(False)
    drawn.grid(axis="y", color="#e3e5e8", linewidth=0.8)
    drawn.set_axisbelow(True)
    return drawn


def group_digits(axis: Any) -> None:  # noqa: ANN401  # matplotlib is an extra
    """Write the figures beside ``axis`` with their digits in threes."""
    axis.set_major_formatter(lambda number, _at: grouped(round(float(number), DECIMALS)))


def finish(drawn: Any) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Set every label in our font and return the figure, which a notebook shows as it is."""
    labels = [*drawn.get_xticklabels(), *drawn.get_yticklabels(), *drawn.texts]
    for label in [*labels, drawn.xaxis.label, drawn.yaxis.label]:
        size = label.get_fontsize()
        label.set_fontproperties(font(size))
    if legend := drawn.get_legend():
        for label in legend.get_texts():
            label.set_fontproperties(font(9))
    # A notebook draws the figures of pyplot by itself, and ours are none of those.
    drawn.figure._repr_png_ = partial(_as_png, drawn.figure)  # IPython's name
    return drawn.figure


def _as_png(figure: Any) -> bytes:  # noqa: ANN401  # matplotlib is an extra
    file = BytesIO()
    figure.savefig(file, format="png", dpi=SHOWN)
    return file.getvalue()


def save(figure: Any, path: Path) -> None:  # noqa: ANN401  # matplotlib is an extra
    """Write ``figure`` as the kind of picture that the suffix of ``path`` names."""
    kind = path.suffix.lower().lstrip(".")
    with needs_plots("matplotlib").rc_context({"svg.hashsalt": "extractor"}):
        figure.savefig(path, dpi=DPI, metadata=METADATA.get(kind), format=kind)


def empty(drawn: Any, text: str) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the figure of a question without an answer, which says so."""
    drawn.set_axis_off()
    drawn.text(0.5, 0.5, text, ha="center", va="center", transform=drawn.transAxes, color=GREY)
    return finish(drawn)


def font(size: float) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return a font with Chinese characters, in points."""
    properties = needs_plots("matplotlib.font_manager").FontProperties
    file, family = _font()
    return properties(fname=file, size=size) if file else properties(family=family, size=size)


@cache
def _font() -> tuple[str | None, str | None]:
    manager = needs_plots("matplotlib.font_manager")
    found = find_spec("mplfonts")
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (file := Path(folder) / SHIPPED).is_file():
            return str(file), None
    known = {entry.name for entry in manager.fontManager.ttflist}
    for family in INSTALLED:
        if family in known:
            return None, family
    remedy = "no font with Chinese characters; pip install 'extractor[{extra}]' brings one"
    raise MissingExtraError(remedy, extra="plots")
