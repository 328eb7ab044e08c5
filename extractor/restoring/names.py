"""Closes the blank that sets a two-character name to the width of three.

    局长 宋 东          → 局长 宋东
    记者 李　强         → 记者 李强
    a line of its own: 王 芳

Only between a surname and one character that ends there, and only after a title or as a line of
its own: elsewhere two characters with a blank between them may be two words.

Left alone: three characters and more, since 高 建国 closes itself when read as a list.
"""

from __future__ import annotations

import regex

from extractor import lexicon
from extractor.offsets import Edit
from extractor.restoring.page import Fixer, Page, Repair, repaired

TITLE = (
    r"(?:[局厅处科县市区镇乡部会校院站所队组]长|主任|书记|主席|记者|通讯员|编辑|作者|负责人|联系人)"
)


def propose(page: Page) -> list[Edit]:
    """Return the deletion of blanks inside names."""
    return repaired(page.text, _repairs())


@lexicon.derived
def _repairs() -> tuple[Repair, ...]:
    rows = lexicon.load("surnames")
    surname = f"[{''.join(row['surname'] for row in rows if _is_firm(row))}]"
    ends = r"(?=\p{Han}(?:[\s、，,。；;)）]|\Z))"
    return (
        Repair(
            "blank.in-name",
            regex.compile(rf"(?<={TITLE}[ ：:\u3000]{{0,3}}{surname})[ \u3000]{{1,2}}{ends}"),
        ),
        Repair(
            "blank.in-name",
            regex.compile(rf"(?<=^{surname})[ \u3000]{{1,2}}(?=\p{{Han}}$)", regex.M),
        ),
    )


def _is_firm(row: dict[str, str]) -> bool:
    return len(row["surname"]) == 1 and row["strength"] == "firm"


FIXER = Fixer("names", lambda letters: not letters.isdisjoint(" \u3000"), propose)
