"""What a person's role is told by: the text with its figures and names by place, and evidence.

Evidence is a role and how strongly the words say it, from 0 for none up to 5 (``roles``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.model import PartyRole

Evidence = tuple[int, PartyRole]
NONE: Evidence = (0, PartyRole.OTHER)
REACH = 40  # code points from a name to the words that decide its role


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, and where its figures, groups and names of persons begin."""

    text: str
    figures: dict[int, int]  # start -> end
    money: frozenset[int]
    groups: dict[int, int]  # start -> end
    names: frozenset[int]
    listed: dict[int, PartyRole] = field(default_factory=dict)  # start -> what its list says

    def amounts(self, low: int, high: int) -> Iterator[int]:
        """Yield where amounts of money begin from ``low`` to ``high``, a few characters on."""
        return (at for at in range(low, high + 1) if at in self.money)

    def has_amount(self, low: int, high: int) -> bool:
        """Whether an amount of money begins from ``low`` to ``high``."""
        return any(at in self.money for at in range(low, high + 1))

    def names_between(self, low: int, high: int) -> Iterator[int]:
        """Yield where names begin from ``low`` on and before ``high``."""
        return (at for at in range(low, high) if at in self.names)

    def has_name(self, low: int, high: int) -> bool:
        """Whether anybody's name begins from ``low`` on and before ``high``."""
        return any(True for _ in self.names_between(low, high))


def stronger(found: Iterable[Evidence]) -> Evidence:
    """Return the strongest; of two as strong the one against a recipient."""
    return max(found, key=lambda e: (e[0], e[1] is not PartyRole.RECIPIENT))
