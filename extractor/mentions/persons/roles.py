"""What a person named in a report does in it: recipient, donor, official, or other.

The words around a name decide, the strongest first:

    5  a byline                               (记者 ⟦高某⟧) → other
    5  what it gives, beside it               校长⟦李某⟧带头捐500元 → donor
    4  a title beside it                      区长⟦李某⟧ → official; ⟦杨某⟧老人 → recipient
    3  a verb or a noun beside it             ⟦李某⟧带队 → official; ⟦卢某⟧家中 → recipient
    3  the head of its list                   受助学生:⟦高某⟧ → recipient (``lists``)
    2  a verb that reaches it in its clause   看望了⟦王某⟧ → recipient; ⟦李某⟧…来捐 → donor
    1  who it is (``plain_people.tsv``)       村民⟦李某⟧ → recipient
    1  what its sentence says of need         ⟦赖某⟧的丈夫去世 → recipient; ⟦李某⟧…送去 → official

The names of a list share their evidence (困难职工A、B的家中), and so do the mentions of one name:
one person has one role in a report.  A wrong recipient is worse than a missed one: where two
kinds of evidence are equally strong, the one against a recipient wins, and a name without
evidence is ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor import lexicon
from extractor.mentions.entries.finding import Entry
from extractor.mentions.persons.answers import answer_to_need
from extractor.mentions.persons.behind import said_behind
from extractor.mentions.persons.families import is_kin, said_of_kin
from extractor.mentions.persons.finding import Person
from extractor.mentions.persons.gifts import gives_at_once, gives_to_her, is_said_to_give
from extractor.mentions.persons.given_for import given_to_list, is_called_for, is_given_for
from extractor.mentions.persons.helped import does_good, is_handed_to, is_of_round
from extractor.mentions.persons.lists import amount_role, head_role, item_role, summed_up_role
from extractor.mentions.persons.needs import is_said_needy
from extractor.mentions.persons.pronouns import given_to_pronouns
from extractor.mentions.persons.rows import rows_of
from extractor.mentions.persons.scene import NONE, REACH, Evidence, Scene, stronger
from extractor.mentions.persons.stories import hands_papers, kin_takes, studies
from extractor.mentions.persons.titles import TITLED, said_by_titles, title_before
from extractor.model import Group, Mention, Money, PartyRole, Value
from extractor.offsets import Span, after_last_mark
from extractor.rules import one_of


def assign_roles(
    text: str,
    persons: Sequence[Person],
    figures: Sequence[Mention[Value]],
    groups: Sequence[Mention[Group]],
    entries: Sequence[Entry] = (),
) -> list[PartyRole]:
    """Return the role of each of ``persons``, in their order."""
    if not persons:
        return []
    scene = Scene(
        text,
        {figure.span.start: figure.span.end for figure in figures},
        frozenset(f.span.start for f in figures if isinstance(f.value, Money)),
        {group.span.start: group.span.end for group in groups},
        frozenset(person.span.start for person in persons),
        {e.span.start: e.role for e in entries if e.role is not PartyRole.OTHER},
    )
    evidence: list[Evidence] = []
    for row in rows_of(text, persons, title_before()):
        evidence += _of_row(row, scene)
    evidence = list(_referring_back(text, persons, evidence))
    evidence = given_to_pronouns(persons, evidence, scene)
    by_name: dict[str, Evidence] = {}
    for person, found in zip(persons, evidence, strict=True):
        name = person.span.slice(text)
        by_name[name] = stronger((found, by_name.get(name, NONE)))
    return [
        found[1] if person.rule_id in _ALONE else by_name[person.span.slice(text)][1]
        for person, found in zip(persons, evidence, strict=True)
    ]


def _referring_back(
    text: str, persons: Sequence[Person], evidence: Sequence[Evidence]
) -> Iterator[Evidence]:
    """Yield the evidence, where a masked name of which nothing is said has that of the one before."""
    last: dict[str, Evidence] = {}
    for person, found in zip(persons, evidence, strict=True):
        name = person.span.slice(text)
        is_masked = person.rule_id == "person.masked"
        last[name] = last.get(name, found) if is_masked and found == NONE else found
        yield last[name]


# 张某 here and 张某 there need not be one person, and a reporter is no recipient of that name.
_ALONE = frozenset(("person.byline", "person.masked"))


# --- lists of names -----------------------------------------------------------------------------


def _of_row(row: Sequence[Sequence[Person]], scene: Scene) -> list[Evidence]:
    """Return the evidence of each person of a row: its list's, or what stands around the row."""
    found = [evidence for chain in row for evidence in _of_chain(chain, scene)]
    if len(row) == 1:
        return found
    around = stronger((_before(row[0][0].span, scene), said_behind(row[-1][-1].span, scene)))
    return [one if one[0] >= TITLED else stronger((one, around)) for one in found]


def _of_chain(chain: Sequence[Person], scene: Scene) -> list[Evidence]:
    own = [_own(person, scene) for person in chain]
    first, last = chain[0].span, chain[-1].span
    before, after = _before(first, scene), said_behind(last, scene)
    if after == (2, PartyRole.DONOR) and _VISITS.search(scene.text, first.start - 10, first.start):
        after = NONE  # 看望了某某,放下800元: who visits brings it
    around = (before, _of_list(chain, scene), after)
    shared = stronger((*own, *around))
    return [found if found[0] >= TITLED else shared for found in own]


# --- evidence -----------------------------------------------------------------------------------


def _own(person: Person, scene: Scene) -> Evidence:
    """Return what the mention's own title or byline says."""
    text, span = scene.text, person.span
    if person.rule_id == "person.byline" or kin_takes(text, span, scene.names):
        return 5, PartyRole.OTHER  # 下岗职工苗某的儿子赫某接过助学金
    is_listed_giver = amount_role(text, span, scene.money) is PartyRole.DONOR
    if is_listed_giver or (gives_at_once(span, scene) and not is_given_for(span, scene)):
        return 5, PartyRole.DONOR
    if studies(text, span, scene.names):
        return 2, PartyRole.RECIPIENT
    if is_kin(text, span, scene.names):
        return said_of_kin(text, span)
    titled = said_by_titles(text, span, is_address=person.rule_id == "person.surname-title")
    is_private = titled[1] is not PartyRole.OFFICIAL and gives_to_her(span, scene)
    is_recipient = titled[1] is PartyRole.RECIPIENT
    if is_private or (is_recipient and answer_to_need(span, scene) is PartyRole.DONOR):
        return 5, PartyRole.DONOR  # 退休职工孔某送给他200元
    return (TITLED, PartyRole.OTHER) if is_recipient and does_good(text, span) else titled


def _before(span: Span, scene: Scene) -> Evidence:
    """Return what stands before a name, or before the first of a list, in its clause."""
    text = scene.text
    low = after_last_mark(text, "，,。;；:：\n", max(0, span.start - REACH), span.start)
    if is_said_to_give(text, low, span.start):
        return 3, PartyRole.DONOR
    is_granted = _GRANTED.search(text, low, span.start) is not None
    if (
        is_granted
        or is_of_round(span, scene)
        or is_handed_to(span, scene)
        or is_called_for(span, scene)
    ):
        return 3, PartyRole.RECIPIENT
    if hands_papers(text, low, span.start):
        return NONE
    match = _reaching().search(text, low, span.start) or _GIVEN.search(text, low, span.start)
    if match:
        return 2, PartyRole.RECIPIENT
    return (1, PartyRole.RECIPIENT) if is_said_needy(text, low, span.start) else NONE


def _of_list(chain: Sequence[Person], scene: Scene) -> Evidence:
    first, last = chain[0].span, chain[-1].span
    given = given_to_list(first, last, scene)
    if given != NONE:
        return given
    role = (
        amount_role(scene.text, last, scene.money)
        or item_role(scene.text, last, scene.money)
        or next(
            filter(None, (head_role(span, scene) for span in _heading(chain, scene.text))), None
        )
        or summed_up_role(scene.text, last, scene.money)
        or next(filter(None, (scene.listed.get(person.span.start) for person in chain)), None)
    )
    return (3, role) if role else NONE


def _heading(chain: Sequence[Person], text: str) -> Iterator[Span]:
    """Yield the first of a list, and those of its names that begin a line: a table names who signs, too."""
    yield chain[0].span
    yield from (person.span for person in chain[1:] if text[person.span.start - 1] == "\n")


_VISITS = regex.compile(r"(?:看望|慰问|走访|探望)了?[^,，。;；\n的]{0,8}\Z")


# 获得奖学金的学生, and 获得一等奖学金的是三班的
_GIVEN = regex.compile(
    r"(?:领[到取]|领(?=[奖助])|收到|拿到|接过|获得)(?!\S{0,12}(?:称号|荣誉|证书|奖状|冠军))\S{0,12}的(?:(?:是|[还也就]?有|为)\S{0,30}|[^\s的]{0,6}(?:学生|同学|学子|新生|职工|村民|居民|老人))?\Z"
)


# 拨给其母邸吕氏抚恤金五百元
_GRANTED = re.compile(r"给予\Z|拨给了?其?(?:母|父|妻|遗孀|子女?|女儿|儿子)?亲?\Z")


@lexicon.derived
def _reaching() -> re.Pattern[str]:
    verbs = one_of(row["word"] for row in lexicon.load("cues_before_names") if row["role"])
    return re.compile(
        rf"(?<!参加|参与|陪同|随同|出席)(?:{verbs})[了过]?(?:(?!时|后|活动|工作|小组|组|团|队|金|款)\S){{0,30}}\Z"
    )
