"""What one construction of organisations is: words around a name that make it a giver or a getter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import regex

from extractor import lexicon
from extractor.mentions.organisations.names import BORDER, END_OF_SENTENCE, LINE_HEAD
from extractor.model import PartyRole
from extractor.rules import at_one_of, one_of


class Borders:
    """Where in a text names may begin and end, looked for once for all constructions."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def opens(self) -> list[int]:
        """The places where a clause or an item may begin."""
        return [0, *(match.end() for match in BORDER.finditer(self.text))]

    def opens_before(self, ends: Sequence[int]) -> list[int]:
        """Return those of ``opens`` where a name to one of ``ends`` may begin, or a blank stands."""
        opens = self.opens
        near = {
            at
            for end in ends
            for at in opens[bisect_left(opens, end - _LONGEST) : bisect_left(opens, end)]
        }
        return sorted(near.union(self._blanks))

    def opens_with(self, trace: re.Pattern[str]) -> list[int]:
        """Return those of ``opens`` in whose sentence ``trace`` is found."""
        opens = self.opens
        return [
            at
            for start, end in pairwise([0, *self._sentence_ends, len(self.text) + 1])
            if trace.search(self.text, start, end)
            for at in opens[bisect_left(opens, start) : bisect_left(opens, end)]
        ]

    @cached_property
    def lines(self) -> list[int]:
        """The places where a line begins, behind its blanks and its number."""
        return [match.end() for match in _LINE_START.finditer(self.text)]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [match.end() for match in END_OF_SENTENCE.finditer(self.text)]

    @cached_property
    def _blanks(self) -> list[int]:
        return [at for at in self.opens if self.text[at : at + 1].isspace()]

    @cached_property
    def ends(self) -> list[int]:
        """The places where a name may end."""
        pattern, lengths = _endings()
        found = (m.start() + n for m in pattern.finditer(self.text) for n in lengths[m["ending"]])
        return sorted(set(found))


@lexicon.derived
def _endings() -> tuple[re.Pattern[str], dict[str, list[int]]]:
    """Return where the endings begin, and how long each is and those it begins with are."""
    words = {row["ending"] for row in lexicon.load("organisations")}
    ahead = f"(?P<ending>{one_of(words)})"
    lengths = {word: [n for n in range(1, len(word) + 1) if word[:n] in words] for word in words}
    return re.compile(at_one_of({word[0] for word in words}, ahead)), lengths


_LINE_START = re.compile(LINE_HEAD)
_LONGEST = 40  # characters of a name with the words that may stand before it in a clause


class Opens(Enum):
    """What a construction begins of the text, so that it need not be tried elsewhere."""

    ANYWHERE = auto()
    LINE = auto()  # any but the first
    CLAUSE = auto()  # or an item, and its ``trace`` is found in the sentence of that clause
    CLAUSE_WITH_NAME = auto()  # its one name, with its ending, begins the clause or the item


class _Signs(NamedTuple):
    """The small patterns that tell where a construction may be at all."""

    trace: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Construction:
    """Words around an organisation that make it a giver or getter, with examples.

    ``pattern`` returns the words with the name, or the list of names, as the group ``list``: what a
    name ends with is in the lexicon, which users extend.  ``holds`` looks at what follows a match,
    given the places where amounts and goods begin.

    ``words``, ``behind`` and ``trace`` only save time.  In every text that holds the construction
    one of ``words`` stands, ``behind`` matches at the end of a name, that of its list, and
    ``trace`` is found somewhere; they are asked in this order, the quickest first.
    """

    role: PartyRole
    reads: str
    pattern: Callable[[], str]
    examples: tuple[str, ...]
    holds: Callable[[regex.Match[str], set[int]], bool] | None = None
    words: tuple[str, ...] = ()
    behind: str = ""
    trace: str | Callable[[], str] = ""
    opens: Opens = Opens.ANYWHERE
    signs: Callable[[], _Signs] = field(init=False, compare=False, repr=False)
    compiled: Callable[[], regex.Pattern[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signs", lexicon.derived(self._signs))
        # built only for a text with its signs: all that names may end with is in each pattern
        compiled = lexicon.derived(lambda: regex.compile(self.pattern()))
        object.__setattr__(self, "compiled", compiled)

    def _signs(self) -> _Signs:
        trace = self.trace if isinstance(self.trace, str) else self.trace()
        return _Signs(re.compile(trace), re.compile(self.behind))

    def found_in(self, text: str, borders: Borders, money: set[int]) -> Iterator[regex.Match[str]]:
        """Yield the matches of the construction that hold, from left to right."""
        for match in self._matches(text, borders):
            if self.holds is None or self.holds(match, money):
                yield match

    def _matches(self, text: str, borders: Borders) -> Iterator[regex.Match[str]]:
        """Yield the matches of the pattern, which is tried only where it may match."""
        if self.words and not any(word in text for word in self.words):
            return
        trace, behind = self.signs()
        ends = (
            [at for at in borders.ends if behind.match(text, at)] if self.behind else borders.ends
        )
        if (self.behind and not ends) or (self.trace and trace.search(text) is None):
            return
        pattern = self.compiled()
        if self.opens is Opens.ANYWHERE:
            yield from pattern.finditer(text)
            return
        done = 0
        for at in self._places(borders, ends):
            if at >= done and (found := pattern.match(text, at)) is not None:
                yield found
                done = found.end()

    def _places(self, borders: Borders, ends: Sequence[int]) -> list[int]:
        """Return where the construction may begin, a name in it ending at one of ``ends``."""
        match self.opens:
            case Opens.LINE:
                return borders.lines
            case Opens.CLAUSE:
                return borders.opens_with(self.signs().trace)
            case _:
                return borders.opens_before(ends)

    @property
    def rule_id(self) -> str:
        """The name of the rule, which is stored with every mention."""
        return f"organisation.{self.role.value}"


def names_money(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins right behind the words of the construction."""
    return any(at in money for at in range(match.end("list") + 1, match.end() + 1))


def with_money(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins right behind the name."""
    return match.end("list") in money


def names_money_at_once(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins where the construction ends."""
    return match.end() in money


def names_goods(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount or goods follow, or things counted by 个 that are brought."""
    after = match.end("list")
    is_brought = _BROUGHT.match(match.string, after) or _ONE_EACH.match(match.string, after)
    return is_brought is not None or names_money(match, money)


def names_money_or_pieces(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount, goods, or things counted by 个 follow."""
    return names_money(match, money) or _PIECES.match(match.string, match.end()) is not None


_PIECES = regex.compile(r"\d+余?多?个(?![月年小星工])")
# 为20名学生每人送上一个书包
_ONE_EACH = regex.compile(
    r"[^。;；\n]{0,30}?送[上去来]了?[一两二三四五]{1,2}[个份套袋]"
    r"(?!项目|节目|机会|消息|惊喜|温暖|祝福|关怀|爱心(?!包)|情)\p{Han}"
)

# 送来家庭包58个
_BROUGHT = regex.compile(
    r"[送拉运捎]来了?[^\W\d]{1,10}(?<!项目|节目|名额|岗位|消息|机会)\d+余?多?个(?![月年小星工])"
)
