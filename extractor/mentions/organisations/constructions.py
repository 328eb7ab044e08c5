"""What one construction of organisations is: words around a name that make it a giver or a getter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

import regex

from extractor import lexicon
from extractor.mentions.organisations.names import BORDER
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

    @cached_property
    def opens_with_name(self) -> list[int]:
        """Those of ``opens`` that the end of a name follows as near as it must, or a blank."""
        return [
            at for at in self.opens if self._is_near_end(at) or self.text[at : at + 1].isspace()
        ]

    def _is_near_end(self, at: int) -> bool:
        after = bisect_right(self.ends, at)
        return after < len(self.ends) and self.ends[after] <= at + _LONGEST

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


_LONGEST = 40  # characters of a name with the words that may stand before it in a clause


class Opens(Enum):
    """What of a clause or an item a construction begins, so that it need not be tried elsewhere."""

    ANYWHERE = auto()
    CLAUSE = auto()
    CLAUSE_WITH_NAME = auto()  # its first name, with its ending, begins the clause


class _Compiled(NamedTuple):
    """The patterns of a construction."""

    pattern: regex.Pattern[str]
    trace: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Construction:
    """Words around an organisation that make it a giver or getter, with examples.

    ``pattern`` returns the words with the name, or the list of names, as the group ``list``: what a
    name ends with is in the lexicon, which users extend.  ``holds`` looks at what follows a match,
    given the places where amounts and goods begin.

    ``trace`` and ``behind`` only save time: the one is found in every text that holds the
    construction, the other at the end of a name in every such text.
    """

    role: PartyRole
    reads: str
    pattern: Callable[[], str]
    examples: tuple[str, ...]
    holds: Callable[[regex.Match[str], set[int]], bool] | None = None
    trace: str | Callable[[], str] = ""
    behind: str = ""
    opens: Opens = Opens.ANYWHERE
    compiled: Callable[[], _Compiled] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", lexicon.derived(self._compile))

    def _compile(self) -> _Compiled:
        trace = self.trace if isinstance(self.trace, str) else self.trace()
        return _Compiled(regex.compile(self.pattern()), re.compile(trace), re.compile(self.behind))

    def found_in(self, text: str, borders: Borders, money: set[int]) -> Iterator[regex.Match[str]]:
        """Yield the matches of the construction that hold, from left to right."""
        if self._may_stand_in(text, borders):
            for match in self._matches(text, borders):
                if self.holds is None or self.holds(match, money):
                    yield match

    def _may_stand_in(self, text: str, borders: Borders) -> bool:
        compiled = self.compiled()
        if compiled.trace.search(text) is None:
            return False
        return not self.behind or any(compiled.behind.match(text, at) for at in borders.ends)

    def _matches(self, text: str, borders: Borders) -> Iterator[regex.Match[str]]:
        pattern = self.compiled().pattern
        if self.opens is Opens.ANYWHERE:
            yield from pattern.finditer(text)
            return
        places = borders.opens if self.opens is Opens.CLAUSE else borders.opens_with_name
        done = 0
        for at in places:
            if at >= done and (found := pattern.match(text, at)) is not None:
                yield found
                done = found.end()

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
