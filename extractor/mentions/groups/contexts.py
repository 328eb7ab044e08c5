"""What makes a described kind of people the recipient of something.

A phrase is read as a group where it is counted (312名困难职工, 困难家庭352户), where a rate is
named for it (困难家庭每户300元), or where the words around it are those of one of ``CONTEXTS``.
Each context has its examples, which are its tests; a text without marks must not be read.

Not read: what nothing is given to (关心困难职工的冷暖, 让困难职工安心, 建立困难职工档案).
"""

from __future__ import annotations

from extractor.mentions.groups.acted_for import ACTED_FOR
from extractor.mentions.groups.counts import (
    heads_item,
    is_counted,
    is_giving,
    is_rated,
    sentence,
)
from extractor.mentions.groups.givers import (
    are_at_work,
    are_listed_givers,
    gave,
    hides_name,
    is_of_home,
)
from extractor.mentions.groups.said_of import SAID_OF
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.offsets import Span

# The first that reads a phrase names the rule.
CONTEXTS = (*ACTED_FOR, *SAID_OF)


def reason(phrase: Phrase, scene: Scene) -> str | None:
    """Return the rule that makes the phrase a recipient, or ``None``."""
    low, high = sentence(phrase.span, scene.text)
    if hides_name(phrase, scene) or gave(phrase, scene, low) or are_listed_givers(phrase, scene):
        return None
    counted = is_counted(phrase, scene) and not (
        are_at_work(phrase, scene, low) or is_of_home(phrase, scene, low)
    )
    if (
        counted
        and not phrase.must_be_governed
        and (phrase.is_described or is_giving(phrase, scene))
    ):
        return "group.counted"
    if is_rated(phrase, scene):
        return "group.rated"
    return None if phrase.must_be_counted else _context(phrase, scene, Span(low, high))


def _context(phrase: Phrase, scene: Scene, within: Span) -> str | None:
    """Return the rule of the words around the phrase in its sentence, or of the item it heads."""
    low, high = within
    if phrase.is_described and heads_item(phrase, scene):
        return "group.item"
    for context in CONTEXTS:
        if not (phrase.is_described or context.general):
            continue
        if phrase.must_be_governed and not context.before.pattern:  # 运动员获得冠军4个
            continue
        if context.before.search(scene.text, low, phrase.span.start) and context.after.match(
            scene.text, phrase.span.end, high
        ):
            return context.rule_id
    return None
