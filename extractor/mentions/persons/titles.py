"""What a title or a kind of people beside a name says of it.

    区长⟦李某⟧, ⟦杨校长⟧            an office: official
    困难职工⟦王某⟧, ⟦杨某⟧老人       a kind of people (``groups.tsv``): recipient
    村民⟦李某⟧, 钢筋班班长⟦李某⟧      who it is (``plain_people.tsv``), weakly
    退休老师⟦李某⟧                  a former office says nothing, unless the two words are a title

A title to which ``titles.tsv`` gives no role says nothing, though a kind of people may have its
word.
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.persons.scene import NONE, REACH, Evidence, stronger
from extractor.model import PartyRole
from extractor.offsets import Span
from extractor.rules import one_of

TITLED, _WEAKLY = 4, 1
# 钢筋班班长, 班组长: one of the workers
_OF_A_GANG = regex.compile(r"(?<=班)[班组]长")


def said_by_titles(text: str, span: Span, *, is_address: bool) -> Evidence:
    """Return what the titles beside a name say; whoever is called on may hold an office.

    ``is_address`` says that the name itself is a surname with a title: 杨校长.
    """
    if _BYSTANDER.search(text, max(0, span.start - 3), span.start) and _SAYS.match(text, span.end):
        return 5, PartyRole.OTHER
    found = [
        said_by_title(title_inside().search(text, span.start, span.end)) if is_address else NONE,
        said_by_title(title_before().search(text, max(0, span.start - 12), span.start)),
        said_by_title(title_after().match(text, span.end)),
    ]
    role = stronger(found)  # 困难职工李某书记 is an official: the office is the narrower word
    is_visited = _VISITED.search(text, max(0, span.start - REACH), span.start)
    return (5, PartyRole.RECIPIENT) if is_visited and role[1] is PartyRole.OFFICIAL else role


# 邻居展大嫂插话说: of another
_BYSTANDER = re.compile(r"(?:邻居|街坊|工友|同事|网友|路人|老乡)\Z")
_SAYS = re.compile(
    r"(?:同志)?(?:插话|告诉|介绍|回忆|接过话|补充|感慨|感叹|笑着|抢着)?[说道讲]?(?<=[说道讲诉绍忆])"
)

# 看望慰问了全国劳模、青石村党委书记王某
_VISITED = regex.compile(
    r"(?:看望|慰问|走访|探望)了(?![^,，。;；]*(?:活动|陪同|带队|[后时并]))"
    r"(?![^,，。;；]*的\p{Han}{0,6}(?:书记|主席|主任|[局县区市镇乡部会院校]长)\Z)[^,，。;；:：\n“]{0,24}\Z"
)


def said_by_title(match: regex.Match[str] | None) -> Evidence:
    """Return what a match of one of the patterns below says."""
    if match is None:
        return NONE
    former = match.groupdict().get("former") or ""
    title = former + match["title"]
    if former and title not in _title_roles():
        return NONE
    role = _title_roles().get(title)
    is_weak = title in _plain() or _OF_A_GANG.search(match.string, match.start(), match.end())
    level = _WEAKLY if is_weak else TITLED
    return (level, role) if role else NONE


@lexicon.derived
def _title_roles() -> dict[str, PartyRole]:
    groups = (row for row in lexicon.load("groups") if row["sort"] != "bare")  # 参加人员:李某
    roles = {row["word"]: PartyRole.RECIPIENT for row in groups}
    titles = {row["word"]: row["role"] for row in lexicon.load("titles")}
    roles |= {word: PartyRole(role) for word, role in titles.items() if role}
    # A title without a role says nothing, though a kind of people may have its word: 老师.
    return {word: role for word, role in roles.items() if titles.get(word) != ""}


@lexicon.derived
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.load("plain_people"))


@lexicon.derived
def title_before() -> re.Pattern[str]:
    """Return the pattern of a title or a kind of people at the end of what precedes a name."""
    words = tables.told_before()
    return re.compile(
        rf"(?P<former>(?:退休|离休|原任?|前任|老)+)?(?P<title>{one_of(words)})[\s:：]?\Z"
    )


@lexicon.derived
def title_after() -> regex.Pattern[str]:
    """Return the pattern of a title right behind a name."""
    titles = tables.titles_behind()
    return regex.compile(rf"[ \t\u3000]{{0,3}}(?:副|总)?(?P<title>{one_of(titles)})(?!们)")


@lexicon.derived
def title_inside() -> regex.Pattern[str]:
    """Return the pattern of the title that a surname stands with: 杨校长."""
    titles = tables.titles_of_surnames()
    return regex.compile(rf"(?P<title>{one_of(titles)})\Z")
