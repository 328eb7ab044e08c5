"""Who is meant by 她 or 他 to whom something is given: the one told of last, who holds no office.

    采煤工⟦关某⟧伤了腰。书记佟某摸摸炕席,把1000元慰问金交到他手里        not the secretary, who hands it over
    ⟦段某⟧的屋子在村子最高处。老人耳背,经理又把500元塞进她口袋

It reaches no further than the paragraph, and only whom no word beside the name tells of.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.mentions.persons.finding import Person
from extractor.mentions.persons.scene import Evidence, Scene
from extractor.model import PartyRole
from extractor.offsets import Span

_FAR = 120  # code points from a name to the pronoun
_NEAR = 30  # code points from the pronoun to what is given
_GIVEN = regex.compile(
    r"(?:[塞交递送放汇寄转留][进到给在入]了?|(?<bare>给)了?)(?P<whom>[她他])(?!们|人|的(?!手|口袋|衣袋|怀|枕|家|卡))"
)
_AID = regex.compile("慰问[金品]|救助[金款]|补助[金款]|助学金|善款|捐款|红包|棉[被衣]|轮椅")
_CLAUSES = regex.compile(r"[。;；\n“”]|[,，](?!\d{3})")
_NO_AID = regex.compile(r"[^。\n]{0,12}(?:没有?[收要]|拒|谢绝|退[回还]|不[肯要])")
_WEAK = 1  # as strongly as words far from the name speak


def given_to_pronouns(
    persons: Sequence[Person], evidence: Sequence[Evidence], scene: Scene
) -> list[Evidence]:
    """Return the evidence, where those meant by 她 and 他 to whom something is given get it."""
    told = list(evidence)
    for match in _GIVEN.finditer(scene.text):
        if _is_of_aid(match, scene):
            meant = _meant(match.start(), persons, told, scene.text)
            if meant is not None:
                told[meant] = (2, PartyRole.RECIPIENT)
    return told


def _is_of_aid(match: regex.Match[str], scene: Scene) -> bool:
    """Tell whether money or goods of aid stand in the clause of the pronoun, before or behind it."""
    text, at = scene.text, match.start("whom")
    if _NO_AID.match(text, match.end()):
        return False
    if match["bare"]:
        return scene.has_amount(at + 1, at + 6)  # 每天给她烧饭, but 给他2000元
    low = max(
        (m.end() for m in _CLAUSES.finditer(text, max(0, at - _NEAR), at)), default=at - _NEAR
    )
    stop = _CLAUSES.search(text, at, at + _NEAR // 2)
    high = stop.start() if stop else at + _NEAR // 2
    return scene.has_amount(max(0, low), high) or _AID.search(text, max(0, low), high) is not None


def _meant(at: int, persons: Sequence[Person], told: Sequence[Evidence], text: str) -> int | None:
    """Return which person a pronoun at ``at`` means, if no more than weak words tell of that one."""
    for number in range(len(persons) - 1, -1, -1):
        span, (strength, role) = persons[number].span, told[number]
        if span.end > at:
            continue
        if at - span.end > _FAR or "\n" in text[span.end : at]:
            return None
        if role in (PartyRole.OFFICIAL, PartyRole.DONOR):
            continue
        is_free = strength <= _WEAK and persons[number].rule_id != "person.byline"
        return number if is_free and not _is_actor(span, at, text) else None
    return None


# 干事某某把1000元交到她手里: who does it is not whom it is done to
_DOES = regex.compile(r"[^,，。;；\n]{0,16}[把将给]")
# 报某总同意,再给他补助1万元
_DECIDES = regex.compile(r"(?:同意|批准|答应|提议|建议|听说|得知|决定)")
_NO_GIFT = regex.compile(r"房租|货款|工资|欠款|运费")


def _is_actor(span: Span, at: int, text: str) -> bool:
    if _DECIDES.match(text, span.end) or _NO_GIFT.search(text, span.end, at):
        return True
    return _DOES.match(text, span.end, at) is not None and not regex.search(
        "[,，。;；]", text[span.end : at]
    )
