"""The rules as a document: what each reads, its examples, which are its tests, and the word tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor import lexicon
from extractor.mentions import counts, money, percents
from extractor.mentions.group_contexts import CONTEXTS
from extractor.rules import Rule

OPENING = """# The rules

Written by `make docs` from the rules themselves; every example here is a test. ⟦ ⟧ marks what a rule
reads; an example without marks is one it must leave alone. Where two rules claim the same characters
the longer reading wins, and a date is surer than an amount, an amount than a share, a share than a count.

Dates are read by `mentions/dates.py` (their shapes stand in `date_patterns.py`) and festivals by
`mentions/festivals.py`; names and organisations by `names.py` and `organisations.py`. Their examples
are the tables of `tests/`.
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
    families: tuple[tuple[str, tuple[Rule[Any], ...]], ...] = (
        ("Money", money.RULES),
        ("Shares", percents.RULES),
        ("Counts", counts.rules()),
    )
    for title, rules in families:
        lines.append(f"## {title}\n")
        lines += [_rule(rule) for rule in rules]
    lines.append(
        "## Groups\n\nA described kind of people is read where it is counted, where a rate is\nnamed for it, or in one of these contexts.\n"
    )
    lines += [_entry(context.rule_id, "", context.examples) for context in CONTEXTS]
    return "\n".join([*lines, WORDS + "\n".join(_tables()) + "\n"])


def _rule(rule: Rule[Any]) -> str:
    reads = (rule.read.__doc__ or "").partition("\n")[0]
    return _entry(rule.rule_id, reads, rule.examples)


def _entry(rule_id: str, reads: str, examples: tuple[str, ...]) -> str:
    shown = [f"- {example}".replace("\n", "⏎") for example in examples if "⟦" in example]
    left = [f"- not: {example}".replace("\n", "⏎") for example in examples if "⟦" not in example]
    heading = f"### `{rule_id}`\n\n" + (f"{reads}\n\n" if reads else "")
    return heading + "\n".join([*shown, *left]) + "\n"


def _tables() -> Iterator[str]:
    for path in sorted(lexicon.OURS.glob("*.tsv")):
        rows = lexicon.ours(path.stem)
        first = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        yield f"| `{path.name}` | {', '.join(rows[0])} | {len(rows)} | {first} |"
