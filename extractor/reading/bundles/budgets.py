"""What a bundle may come to, counted over the whole of it, bundles inside it included."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.errors import UnreadableError

MOST_OUT = 200 * 2**20  # bytes
HIGHEST_RATIO, RATIO_FROM = 100, 10**6  # of bytes out to bytes in, once so many bytes are out
MOST_MEMBERS = 10_000
DEEPEST = 3  # bundles in bundles


class OverBudgetError(UnreadableError):
    """The bundle as a whole comes to more than is read of one."""


@dataclass(slots=True)
class Budget:
    """How much of one bundle has been read so far."""

    source: str
    size: int  # bytes of the bundle as a file
    out: int = 0
    members: int = 0

    def enter(self) -> None:
        """Count one more member."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise self._over("too-many-members", f"has more than {MOST_MEMBERS:,} files in it")

    def take(self, size: int) -> None:
        """Count ``size`` more bytes, before they are unpacked wherever that can be known."""
        self.out += size
        if self.out > MOST_OUT:
            raise self._over("too-large-inside", f"comes to more than {MOST_OUT:,} bytes")
        if self.out > RATIO_FROM and self.out > HIGHEST_RATIO * self.size:
            said = f"comes to more than {HIGHEST_RATIO} times its size, as no real bundle does"
            raise self._over("ratio", said)

    @property
    def left(self) -> int:
        """How many bytes may still come out."""
        most = max(RATIO_FROM, HIGHEST_RATIO * self.size)
        return max(0, min(MOST_OUT, most) - self.out)

    def _over(self, reason: str, said: str) -> OverBudgetError:
        return OverBudgetError(reason, f"{self.source}: {said}; unpack it and give its files")
