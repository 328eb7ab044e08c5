"""Described kinds of recipient: 困难职工, 因大病致贫的困难职工, 看不起病的特困户.

A group is the smallest noun phrase that carries the description, without its number
(``phrases``), and it is read only where something is given to it, where it is visited, or
where it is counted (``contexts``, ``counts``):

    对⟦困难职工⟧进行慰问          给⟦困难家庭⟧每户300元         ⟦特困户⟧12户领走15万元
    把助学金发到⟦困难职工子女⟧手中   312名⟦困难职工⟧             走访了⟦劳模⟧、⟦离退休人员⟧

The members of a list share their standing: where one is visited, so are its neighbours; those that
one number counts are one group (``coordinated``).
``label`` is the name for the kind in ``groups.tsv``, under which years are compared; users extend
the table.

A group too many puts a wrong recipient into a table, one too few leaves a count without its noun:
the first is worse, so that a phrase without a context is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import regex

from extractor import lexicon
from extractor.mentions.groups.contexts import CONTEXTS, reason
from extractor.mentions.groups.coordinated import under_one_number
from extractor.mentions.groups.counts import COUNTED, RATED
from extractor.mentions.groups.open_kinds import OPEN, open_kinds, widened
from extractor.mentions.groups.phrases import find_phrases
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.mentions.names.shapes import Shapes
from extractor.model import Group, Mention, Value
from extractor.rules import Shown, longest

LISTED = Shown(
    "group.listed",
    "A kind of people listed beside one that another rule reads.",
    (
        "共有12户困难家庭、其他⟦残疾人⟧。",
        "礼包分给五保户150份、镇卫生院120份、⟦残疾人⟧30份。",
        "走访了劳模,职工很高兴。",
    ),
)


def shown() -> tuple[Shown, ...]:
    """Return what each rule of groups reads, with its examples."""
    contexts = (Shown(c.rule_id, c.reads, c.examples) for c in CONTEXTS)
    return (COUNTED, RATED, *contexts, LISTED, OPEN)


def find_groups(shapes: Shapes, figures: Sequence[Mention[Value]]) -> list[Mention[Group]]:
    """Return the groups that something is given to, in text order."""
    scene, text = Scene(shapes, figures), shapes.text
    phrases = list(find_phrases(scene))
    reasons = _spread_over_lists(phrases, [reason(phrase, scene) for phrase in phrases], text)
    reasons = _spread_over_gifts(phrases, reasons, scene)
    placed = [
        *(
            (widened(p.span, scene), rule_id)
            for p, rule_id in zip(phrases, reasons, strict=True)
            if rule_id
        ),
        *((span, OPEN.rule_id) for span in open_kinds(scene, phrases)),
    ]
    found = longest(
        Mention(span, surface, Group(label=_label()(surface)), rule_id)
        for span, rule_id in placed
        for surface in (span.slice(text),)
    )
    return under_one_number(found, figures, text)


def _are_joined(one: Phrase, other: Phrase, text: str) -> bool:
    end, start = one.span.end, other.span.start
    return end <= start and _BETWEEN.fullmatch(text, end, start) is not None


_BETWEEN = regex.compile(r"们?[”\"]?(?:[、,，]|和|及其?|与|暨|[、,，]?以及)[^\W\d]{0,4}的?")


def _spread_over_lists(
    phrases: Sequence[Phrase], reasons: Sequence[str | None], text: str
) -> list[str | None]:
    """Return ``reasons``, where the described phrases of a list have that of a neighbour."""
    spread = list(reasons)
    joined = [i for i in range(1, len(phrases)) if _are_joined(phrases[i - 1], phrases[i], text)]
    for i in (*joined, *reversed(joined)):
        for one, other in ((i - 1, i), (i, i - 1)):
            if spread[one] and not spread[other] and phrases[other].is_described:
                spread[other] = "group.listed"
    return spread


# 口罩已分给卡点值守人员5000只、镇卫生院2600只、环卫工人700只
_NEXT = regex.compile(r"\s?[、,，]")
_ITEM = regex.compile(r"[\u4e00-\u9fff]{2,10}")


def _spread_over_gifts(
    phrases: Sequence[Phrase], reasons: Sequence[str | None], scene: Scene
) -> list[str | None]:
    """Return ``reasons``, where what stands in a list of who got how much has that of its head."""
    spread = list(reasons)
    for i in range(1, len(phrases)):
        is_next = spread[i - 1] is not None and not spread[i] and phrases[i].is_described
        if is_next and _is_next_gift(phrases[i - 1], phrases[i], scene):
            spread[i] = "group.listed"
    return spread


def _is_next_gift(one: Phrase, other: Phrase, scene: Scene) -> bool:
    """Tell whether each is followed by an amount of goods, with nothing but another such between."""
    if other.span.end not in scene.goods_ends_by_start:
        return False
    at = one.span.end
    for _ in range(_LISTED_BETWEEN + 1):
        end = scene.goods_ends_by_start.get(at)
        after = _NEXT.match(scene.text, end) if end else None
        if after is None:
            return False
        if after.end() == other.span.start:
            return True
        item = _ITEM.match(scene.text, after.end())
        at = item.end() if item else -1
    return False


_LISTED_BETWEEN = 2  # of other receivers in the list


@lexicon.derived
def _label() -> Callable[[str], str | None]:
    """Return what gives the label of the longest word of the table that a phrase ends with, or holds."""
    labels = {row["word"]: row["label"] for row in lexicon.load("groups")}
    longest_first = sorted(labels, key=len, reverse=True)

    def label(phrase: str) -> str | None:
        endings = (phrase[start:] for start in range(len(phrase)))
        held = (word for word in longest_first if word in phrase)
        word = next((ending for ending in endings if ending in labels), None) or next(held, None)
        return labels[word] if word else None

    return lru_cache(4096)(label)
