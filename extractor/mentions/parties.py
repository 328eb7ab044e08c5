"""Persons and organisations named in a report, and what they do in it.

    看望了困难职工⟦钱某某⟧    recipient      区长⟦李某⟧带队           official
    ⟦远某集团⟧捐款500万元    donor          (通讯员 ⟦陈某⟧)          other

A person is read wherever it is named (``persons.finding``), with one role in the whole report
(``persons.roles``); an organisation only where it gives or gets (``organisations``).  A role is
``other`` where nothing tells, because a wrong recipient is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.mentions.entries.finding import find_entries
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.organisations.finding import find_organisations, listed_bodies
from extractor.mentions.persons.finding import find_persons
from extractor.mentions.persons.roles import assign_roles
from extractor.model import Group, Mention, Party, PartyKind, Value
from extractor.rules import longest


def find_names(
    shapes: Shapes, figures: Sequence[Mention[Value]], groups: Sequence[Mention[Group]]
) -> list[Mention[Party]]:
    """Return the persons and organisations that a text names, in text order."""
    text, bodies = shapes.text, find_organisations(shapes.text, figures)
    entries = find_entries(shapes, figures, [body.span for body in bodies])
    persons = find_persons(shapes, entries)
    roles = assign_roles(text, persons, figures, groups, entries)
    named = [
        Mention(person.span, name, Party(name, PartyKind.PERSON, role), person.rule_id)
        for person, role in zip(persons, roles, strict=True)
        for name in (person.span.slice(text),)
    ]
    return longest([*bodies, *listed_bodies(text, entries), *named])
