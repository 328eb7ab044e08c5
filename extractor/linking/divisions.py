"""Totals split into parts that leave nothing out: 税收 and 非税, the three industries, 其余.

    收入1,084万元，其中：税收收入867万元，非税收入217万元         both parts of the one division
    社会消费品零售总额382.3亿元。按经营地分，城镇…，乡村…        按…分 divides all of it
    3260.4万元。其中企业2500万元，占76.7%；其余760.4万元，占23.3%   the shares make 100

What divides all is told by the words (``data/lexicon/divisions.tsv``), by 其余 as the last part, or
by shares that come to 100.  Such a list is complete, and so it may fail.  A figure beside the list
that no word of the division names leaves it open; so do parts that are not of one measure
(城镇新增就业 and 农村劳动力转移).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.lexicon import derived, load
from extractor.linking.relations import Form, Relation
from extractor.linking.totals import FEWEST, meets, sum_of
from extractor.model import Count, Figure
from extractor.rules import one_of

TOUCHING = 2  # code points that a bracket may stand off its total
MARKED = regex.compile(
    r"其中|包括|分为|分别|具体|按[^，,。；0-9]{1,12}[分看]|(?:分\p{Han}{1,4}|从[^，。；]{1,8})看|[：:]|由"
)
BRACKET = regex.compile(r"[（(][^（()）]*[)）]")
NESTED = regex.compile(r"其中|含|包括")
GOES_ON = regex.compile(r"^[，,、；;]?(?:其中|加|合计|共计|总计|收入总计|支出总计)")
VERBS = regex.compile(
    r"(?:累计|合计|共计|全年|实现|完成|达到|达|为|是|有|收入|支出|预算|安排|执行|额|总|约|计|的)+"
)
LIKE = Decimal(3)  # a whole and its parts are of one size, whichever of them is wrong


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of which division a figure states, and of what."""

    division: str
    part: str
    measure: str


@derived
def _words() -> regex.Pattern[str]:
    return regex.compile(one_of(row["word"] for row in load("divisions")))


@derived
def _parts() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["division"], row["part"]) for row in load("divisions")}


@derived
def _divisions() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for division, part in _parts().values():
        found[division].add(part)
    return {division: frozenset(parts) for division, parts in found.items() if division}


def divided(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that are split into all the parts of a division."""
    named = [_part(figure) for figure in row]
    for at, part in enumerate(named):
        members = _members(row, named, at, text) if part else []
        if members:
            yield from whole_of(members, wholes, row[:at], text)


def _part(figure: Figure) -> Part | None:
    """Return the part that the words before a figure, or its noun, name."""
    value = figure.mention.value
    noun = value.noun if isinstance(value, Count) and value.noun else ""
    return part_named(figure.lead) or part_named(noun)


def part_named(words: str) -> Part | None:
    """Return the part that the last such word names."""
    found = list(_words().finditer(words))
    if not found:
        return None
    division, part = _parts()[found[-1].group()]
    measure = VERBS.sub("", words[found[-1].end() :]).strip("，,：: ")
    return Part(division, part, measure) if division else None


def is_all_of(division: str, parts: Sequence[str | None]) -> bool:
    """Whether ``parts`` are all the parts of the division, each once."""
    return len(parts) == len(set(parts)) and set(parts) == _divisions()[division]


def _members(
    row: Sequence[Figure], named: Sequence[Part | None], at: int, text: str
) -> list[Figure]:
    """Return the figures from ``at`` on that state every part of its division, or none."""
    first, found = named[at], [row[at]]
    assert first is not None  # noqa: S101  the caller looks
    seen = {first.part}
    for place in range(at + 1, len(row)):
        figure, part = row[place], named[place]
        if figure.sentence != row[at].sentence:
            break
        if figure.bracket != row[at].bracket:
            continue
        if part is None or part.division != first.division or part.part in seen:
            if NESTED.search(text, found[-1].mention.span.end, figure.mention.span.start):
                continue
            break
        if not _same_measure(first.measure, part.measure):
            break
        found.append(figure)
        seen.add(part.part)
        if seen == _divisions()[first.division]:
            return found if ends(row, place) else []
    return []


def _same_measure(one: str, other: str) -> bool:
    return one in other or other in one


def ends(row: Sequence[Figure], place: int) -> bool:
    """Whether the list ends there: what follows in its sentence is no further part."""
    last = row[place]
    later = (f for f in row[place + 1 : place + 8] if f.sentence == last.sentence)
    follows = next((f for f in later if f.bracket == last.bracket), None)
    return follows is None or bool(GOES_ON.match(follows.lead))


def whole_of(
    members: Sequence[Figure], wholes: Sequence[Figure], before: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the total that the parts make, or the one next to them that they ought to make."""
    first = members[0]
    near = [
        f
        for f in wholes
        if f.mention.span.end <= first.mention.span.start - len(first.lead)
        and first.sentence - f.sentence <= (1 if begins(first, text) else 0)
        and f.at not in {m.at for m in members}
        and _is_marked(f, first, text)
    ]
    if not near:
        return
    fitting = [f for f in near if meets(f, members)]
    whole = (fitting or near)[-1]
    beside = [f for f in before if f.bracket is None or f.bracket == first.bracket]
    is_next = bool(beside) and beside[-1] is whole
    if fitting or (is_next and _is_like(whole, members)):
        form = Form.BRACKET if first.bracket else Form.OF_WHICH
        yield sum_of(form, whole, members, closed=True)


def begins(first: Figure, text: str) -> bool:
    """Whether 其中 or 按…分 begins the sentence of the parts, so that it splits the one before."""
    start = first.sentence_start
    return bool(MARKED.match(text, start) or MARKED.match(text, start + 1))


def _is_marked(whole: Figure, first: Figure, text: str) -> bool:
    """Whether words say that what follows the total splits it."""
    end, start = whole.mention.span.end, first.mention.span.start
    if first.bracket is not None:
        return whole.bracket != first.bracket and 0 <= first.bracket[0] - end <= TOUCHING
    return whole.bracket is None and bool(MARKED.search(BRACKET.sub("", text[end:start])))


def _is_like(whole: Figure, parts: Sequence[Figure]) -> bool:
    added = sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    return whole.stated is not None and added / LIKE < whole.stated < added * LIKE


# --- lists whose shares or whose last part show that nothing is left out ------------------------

REST = regex.compile(r"其余|剩余|剩下|余下")
ALL = Decimal(100)


def is_complete(parts: Sequence[Figure], shares: Mapping[int, Figure]) -> bool:
    """Whether the list says itself that it leaves nothing out: by 其余, or by shares that make 100.

    ``shares`` are the shares that stand behind figures, by the place of the figure.
    """
    if len(parts) >= FEWEST and has_rest(parts):
        return True
    known = [shares[f.at] for f in parts if f.at in shares]
    if len(known) < len(parts):
        return False
    stated = sum((s.stated for s in known if s.stated is not None), Decimal(0))
    return abs(stated - ALL) <= sum((s.quantity.step for s in known), Decimal(0)) / 2


def has_rest(parts: Sequence[Figure]) -> bool:
    """Whether the list ends with all that is left: 其余各界760.4万元."""
    return bool(REST.search(parts[-1].lead))
