"""What the reports state: a folder for each kind of value.

    dates/           dates, periods and festivals
    figures/         amounts of money, shares, counts with their nouns
    heads.py         what the head of a list says of those in it
    names/           what may be a person's name
    persons/         where persons are named, and what each does
    organisations/   bodies that give, get or pay
    groups/          kinds of people that something is given to
    parties.py       persons and organisations together
    cautions.py      what a reader of the figures should know
    catalogue.py     all rules with their examples, as a document

Where two kinds claim the same characters the surer one has them: a date before an amount, an amount
before a share, a share before a count; a name or group holds no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.mentions.dates.anchoring import resolve
from extractor.mentions.dates.festivals import find_festivals
from extractor.mentions.dates.written import find_written
from extractor.mentions.figures import counts, money, percents
from extractor.mentions.figures.in_names import outside_names
from extractor.mentions.figures.nouns import with_nouns
from extractor.mentions.figures.roughly import roughened
from extractor.mentions.figures.row_ends import within_rows
from extractor.mentions.groups.finding import find_groups
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.parties import find_names
from extractor.model import Group, Mention, PartialDate, Party, PartyKind, Report, Value, Word
from extractor.rules import find

# 资助孤儿甲某、乙某等4人: some of those it means
_SOME_OF_THEM = re.compile(
    r"[\u4e00-\u9fff×＊*]{2,4}(?:[、和][\u4e00-\u9fff×＊*]{2,4}){0,6}等\d{1,4}[人名位户]"
)


def find_mentions(report: Report, words: Sequence[Word]) -> tuple[Mention[Value], ...]:
    """Return the mentions of ``report`` in text order."""
    text = report.text
    dates = find_dates(report)
    amounts, shares = find(money.rules(), text), find(percents.RULES, text)
    counted = find(counts.rules(), text)
    figures = outside_names(_first_come(dates, amounts, shares, counted), text)
    figures = roughened(within_rows(figures, text), text)
    shapes = Shapes(text, words, figures)
    groups = find_groups(shapes, figures)
    names = find_names(shapes, figures, groups)
    groups = _of_nobody_named(groups, names, text)
    return tuple(_first_come(with_nouns(figures, groups, words, text), names, groups))


def _of_nobody_named(
    groups: Sequence[Mention[Group]], names: Sequence[Mention[Party]], text: str
) -> list[Mention[Group]]:
    """Return the groups but those that say what one named right behind them is: 工伤职工|车永和."""
    persons = {n.span.start for n in names if n.value.kind is PartyKind.PERSON}
    return [
        group
        for group in groups
        if group.span.end not in persons or _SOME_OF_THEM.match(text, group.span.end)
    ]


def find_dates(report: Report) -> list[Mention[PartialDate]]:
    """Return the dates and festivals of ``report``, resolved, in text order."""
    text = report.text
    written = find_written(text)
    values = resolve(written, text, report.published)
    dates = [
        Mention(span, span.slice(text), value, date.rule_id)
        for (span, date), value in zip(written, values, strict=True)
    ]
    festivals = find_festivals(text)
    return sorted([*_outside(dates, festivals), *festivals], key=lambda m: m.span)


def _outside(
    dates: Iterable[Mention[PartialDate]], festivals: Iterable[Mention[PartialDate]]
) -> list[Mention[PartialDate]]:
    """Return the dates that no festival takes in: 2014年 of 2014年元旦 is not a second date."""
    taken = {place for f in festivals for place in range(f.span.start, f.span.end)}
    return [d for d in dates if d.span.start not in taken]


def _first_come(*kinds: Sequence[Mention[Value]]) -> list[Mention[Value]]:
    """Return the mentions whose characters no earlier kind has, in text order."""
    taken: set[int] = set()
    kept: list[Mention[Value]] = []
    for kind in kinds:
        free = [m for m in kind if taken.isdisjoint(range(m.span.start, m.span.end))]
        taken.update(*(range(m.span.start, m.span.end) for m in free))
        kept += free
    return sorted(kept, key=lambda m: m.span)
