"""What a rule is, and how a set of rules is run over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import Any, Generic, TypeVar

import regex

from extractor.model import Mention
from extractor.offsets import Span

ValueT = TypeVar("ValueT")
MatchT = TypeVar("MatchT", re.Match[str], regex.Match[str])


@dataclass(frozen=True, slots=True)
class Rule(Generic[ValueT]):
    """A pattern, the function that reads its match or abstains with ``None``, and examples.

    A pattern that needs the words before a mention to know it names the mention ``span``.
    ``trace`` is found in every text that the pattern matches, ``starts`` at every place where it
    does: elsewhere it need not be tried.  Both are of ``re``, which finds one of many characters
    several times as fast as ``regex``.  ``examples`` are texts with the expected stretch marked
    (``共⟦300元⟧``); a text without marks must not match.  They are the rule's documentation and
    its test.
    """

    rule_id: str  # "money.amount": stable, it is stored with every mention
    pattern: regex.Pattern[str]
    read: Callable[[regex.Match[str]], ValueT | None]
    examples: tuple[str, ...]
    trace: re.Pattern[str] | None = None
    starts: re.Pattern[str] | None = None
    reading: Callable[[regex.Match[str]], ValueT | None] = field(
        init=False, compare=False, repr=False
    )
    group: str | int = field(init=False, compare=False, repr=False)  # what the mention is

    def __post_init__(self) -> None:
        object.__setattr__(self, "reading", remembered(self.read))
        group = "span" if "span" in self.pattern.groupindex else 0
        object.__setattr__(self, "group", group)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the catalogue says of a rule that is no single pattern: what it reads, and examples."""

    rule_id: str
    reads: str
    examples: tuple[str, ...]


def find(rules: Iterable[Rule[ValueT]], text: str) -> list[Mention[ValueT]]:
    """Return the mentions that ``rules`` find in ``text``, in text order.

    Where two overlap, the longer wins; at equal length, the earlier rule.
    """
    return longest(m for rule in rules for m in _matches(rule, text))


def longest(found: Iterable[Mention[ValueT]]) -> list[Mention[ValueT]]:
    """Return ``found`` without overlaps, in text order: the longest stay, then the earliest."""
    listed = list(found)
    in_order = sorted(listed, key=_SPAN)
    if all(one.span[1] <= other.span[0] for one, other in pairwise(in_order)):
        return in_order
    ordered = sorted(listed, key=lambda m: m.span.start - m.span.end)  # stable
    kept: list[Mention[ValueT]] = []
    taken: set[int] = set()
    for mention in ordered:
        places = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=_SPAN)


_SPAN = attrgetter("span")


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; never an empty one.

    Words that begin alike share their beginning, and what none begins with is passed over at once:
    in a text few places begin a word, so that this is many times faster than words side by side.
    """
    listed = set(words)
    if not all(listed) or not listed:
        raise ValueError("an empty alternative would match everywhere")
    alone = {word for word in listed if len(word) == 1}
    pairs = [_any({word[at] for word in listed - alone}) for at in (0, 1) if listed != alone]
    begin = "|".join(["".join(pairs)] * bool(pairs) + [_any(alone)] * bool(alone))
    return f"(?:(?={begin}){_shared(listed)})"


def at_one_of(chars: Iterable[str], pattern: str) -> str:
    """Return a pattern, for ``re``, of one of ``chars`` from which on ``pattern`` matches.

    The set of characters that a pattern begins with is looked for tens of times as fast as a
    pattern is tried at each place of a text.
    """
    return f"{_any(set(chars))}(?<=(?={pattern}).)"


def places_of(words: Iterable[str], text: str) -> Iterator[Span]:
    """Yield where one of ``words`` stands, as a pattern of them would find it.

    A pattern of the words of one text would be used once and cost more than it saves.
    """
    places: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append((at, -len(word)))
            at = text.find(word, at + 1)
    done = 0
    for start, minus_length in sorted(places):
        if start >= done:
            done = start - minus_length
            yield Span(start, done)


def _shared(words: AbstractSet[str]) -> str:
    """Return a pattern for ``words``, tried as if the longest stood first."""
    rests: dict[str, set[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], set()).add(word[1:])
    alone = {char for char, rest in rests.items() if rest == {""}}
    branches = [_any(alone)] if alone else []
    for char, rest in rests.items():
        if char not in alone:
            end = "?" if "" in rest else ""  # greedy: what is longer is tried before
            branches.append(f"{regex.escape(char)}{_shared(rest - {''})}{end}")
    return f"(?:{'|'.join(branches)})"


def _any(chars: AbstractSet[str]) -> str:
    listed = [regex.escape(char) for char in sorted(chars)]
    return listed[0] if len(listed) == 1 else f"[{''.join(listed)}]"


def catalogue(rules: Iterable[Rule[Any]]) -> list[tuple[str, str]]:
    """Return (rule_id, first line of its reader's docstring), for the docs and the tests."""
    return [(r.rule_id, (r.read.__doc__ or "").partition("\n")[0]) for r in rules]


def remembered(
    read: Callable[[regex.Match[str]], ValueT],
) -> Callable[[regex.Match[str]], ValueT]:
    """Return ``read``, which sees nothing but a match of one pattern, with a memory of its own.

    An archive says the same again and again; what was read is kept by the words of all groups.
    """
    known: dict[tuple[str | None, ...], ValueT] = {}

    def reading(match: regex.Match[str]) -> ValueT:
        words = (match.group(), *match.groups())
        try:
            return known[words]
        except KeyError:
            if len(known) >= _REMEMBERED:
                known.clear()
            value = known[words] = read(match)
            return value

    return reading


_REMEMBERED = 8192


def found_from(
    starts: re.Pattern[str], match: Callable[[str, int], MatchT | None], text: str
) -> Iterator[MatchT]:
    """Yield the matches of a pattern from left to right, tried only where ``starts`` matches."""
    done = 0
    for start in starts.finditer(text):
        at = start.start()
        if at >= done and (found := match(text, at)) is not None:
            yield found
            done = found.end()


def _matches(rule: Rule[ValueT], text: str) -> Iterator[Mention[ValueT]]:
    if rule.trace is not None and rule.trace.search(text) is None:
        return
    group, starts, pattern = rule.group, rule.starts, rule.pattern
    for match in found_from(starts, pattern.match, text) if starts else pattern.finditer(text):
        value = rule.reading(match)
        if value is not None:
            span = Span(*match.span(group))
            yield Mention(span, match.group(group), value, rule.rule_id)
