"""What a sheet of Excel could not hold as it was: it is never dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.cli import screen
from extractor.wording import Language, sentences


def tell_limits(cut_cells: int, further_sheets: Sequence[str], language: Language) -> None:
    """Say how many texts were cut, and which sheets others go on in."""
    say = sentences(language)
    if cut_cells:
        said = say("{n} texts are longer than a cell of Excel holds and end in a mark")
        screen.talk().print(said.format(n=cut_cells), style="yellow")
    if further_sheets:
        said = say("more rows or links than a sheet of Excel holds; they go on in: {sheets}")
        screen.talk().print(said.format(sheets=", ".join(further_sheets)), style="yellow")
