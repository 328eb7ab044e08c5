"""The rules as a document: what each reads, its examples, which are its tests, and the word tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor import lexicon
from extractor.mentions.dates import festivals, written
from extractor.mentions.figures import counts, money, percents
from extractor.mentions.groups import finding as groups
from extractor.mentions.organisations import finding as organisations
from extractor.mentions.persons import finding as persons
from extractor.rules import Rule, Shown
from extractor.rules import catalogue as described

OPENING = """# The rules

Written by `make docs` from the rules themselves; every example here is a test. ⟦ ⟧ marks what a rule
reads; an example without marks is one it must leave alone. Where two rules claim the same characters
the longer reading wins, and a date is surer than an amount, an amount than a share, a share than a count.

Of the rules of dates, groups and names an example marks only what its own rule reads. A kind of people is
read where it is counted, where a rate is named for it, or in one of the contexts below. What a person does
is told in `mentions/persons/roles.py`, from the words around all mentions of a name.
"""
WORDS = """## Words of your own

The rules go by word tables: tab-separated text, UTF-8, comment lines with `#`, one line of column
names. To add words, make a folder with tables of the same names and columns, and name it:

    mkdir words
    printf 'word\\tlabel\\tsort\\n银龄驿友\\t老年人\\tdescribed\\n' > words/groups.tsv
    extractor run archive/ --out results --lexicon words
    EXTRACTOR_LEXICON=words extractor extract report.txt

A row whose first cell is one of ours replaces our row, any other is added. A wrong row stops the
command with its file and line. The tables belong to the fingerprint of the rules: after a change
every file is read anew. The label of a group or a measure is the one under which years compare.

| table | columns | rows | what it is for |
|---|---|---|---|
"""


def catalogue() -> str:
    """Return the catalogue of the rules and of the word tables, in Markdown."""
    lines = [OPENING]
    for title, rules in families().items():
        lines.append(f"## {title}\n")
        lines += [_entry(rule) for rule in rules]
    return "\n".join([*lines, WORDS + "\n".join(_tables()) + "\n"])


def families() -> dict[str, tuple[Shown, ...]]:
    """Return what every rule reads, with its examples, by the kind of mention."""
    return {
        "Money": _shown(money.rules()),
        "Shares": _shown(percents.RULES),
        "Counts": _shown(counts.rules()),
        "Dates": written.shown(),
        "Festivals": festivals.SHOWN,
        "Groups": groups.shown(),
        "Persons": persons.shown(),
        "Organisations": organisations.shown(),
    }


def _shown(rules: tuple[Rule[Any], ...]) -> tuple[Shown, ...]:
    reads = dict(described(rules))
    return tuple(Shown(rule.rule_id, reads[rule.rule_id], rule.examples) for rule in rules)


def _entry(rule: Shown) -> str:
    shown = [f"- {example}".replace("\n", "⏎") for example in rule.examples if "⟦" in example]
    left = [f"- not: {e}".replace("\n", "⏎") for e in rule.examples if "⟦" not in e]
    return f"### `{rule.rule_id}`\n\n{rule.reads}\n\n" + "\n".join([*shown, *left]) + "\n"


def _tables() -> Iterator[str]:
    for path in sorted(lexicon.OURS.glob("*.tsv")):
        rows = lexicon.ours(path.stem)
        first = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        yield f"| `{path.name}` | {', '.join(rows[0])} | {len(rows)} | {first} |"
