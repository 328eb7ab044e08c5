"""What one construction of organisations is: words around a name that make it a giver or a getter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.mentions.organisation_names import endings
from extractor.model import PartyRole
from extractor.rules import at_one_of


@dataclass(frozen=True, slots=True)
class Construction:
    """Words around an organisation that make it a giver or getter, with examples.

    ``trace`` is found in every text that holds the construction; one made of the lexicon is a function.
    """

    role: PartyRole
    reads: str
    pattern: Callable[[], regex.Pattern[str]]
    holds: Callable[[regex.Match[str], set[int]], bool]
    trace: re.Pattern[str] | Callable[[], re.Pattern[str]] | None
    examples: tuple[str, ...]

    def may_stand_in(self, text: str) -> bool:
        """Tell whether ``text`` has the trace of the construction."""
        trace = self.trace if isinstance(self.trace, re.Pattern | None) else self.trace()
        return trace is None or trace.search(text) is not None

    @property
    def rule_id(self) -> str:
        """The name of the rule, which is stored with every mention."""
        return f"organisation.{self.role.value}"


def after_ending(pattern: str) -> str:
    """Return ``pattern`` behind the ending of a name, for a trace."""
    firsts = {row["ending"][0] for row in lexicon.load("organisations")}
    return at_one_of(firsts, f"{endings()}{pattern}")


def names_money(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins right behind the words of the construction."""
    return any(at in money for at in range(match.end("list") + 1, match.end() + 1))


def with_money(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins right behind the name."""
    return match.end("list") in money


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


def always(match: regex.Match[str], money: set[int]) -> bool:
    """Ask for nothing more than the words of the construction."""
    return bool(match) and money is not None
