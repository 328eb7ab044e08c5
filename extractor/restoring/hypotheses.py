"""Readings of a damaged page so far, the ways in which they go on, and which of these to follow.

A hypothesis can often go on in a hundred ways, and hardly any is followed.  So a branch stands for
all of them: it tells what they promise, the likeliest first, and a hypothesis is made only of what
is taken.  What the page says against a character (``Against``) can only lower the promise.  So it
is asked for when the turn of a step comes, and the step is taken once no other can be likelier:
exactly those are followed that would be if every step were made, weighed and sorted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush, merge
from typing import NamedTuple

from extractor.restoring.choices import Choices, prospects
from extractor.restoring.fluency import LONGEST_WORD, Fluency, longer
from extractor.restoring.stream import Token

ALIKE = 3  # hypotheses with the same pending bytes and last characters
HOPELESS = 18.0  # so much less likely than the best, and a hypothesis is given up
ROUNDING = 1e-6  # by which two sums of the same numbers may differ

Against = Callable[[str, str | None], float]  # what a page says against a character so read
GoingOn = tuple[str, tuple[int, ...], bool]


class Hypothesis(NamedTuple):  # of all immutable types the quickest to make
    """One reading of the page so far."""

    fluency: Fluency
    text: str = ""
    leads: tuple[int, ...] = ()  # of the pending character; none: in step
    penalty: float = 0.0
    mended: str = ""  # the text up to where it was in step again
    end: int = -1  # and that place in the page
    joints: tuple[int, ...] = ()  # where two bytes are missing between two characters
    halves: tuple[int, ...] = ()  # after which characters the second byte alone is missing
    is_split: bool = False  # the pending lead went with a gloss, so its character has none

    @property
    def going_on(self) -> GoingOn:
        """Return what decides how the hypothesis goes on."""
        return self.fluency.tail, self.leads, self.is_split

    def closed(self, end: int) -> Hypothesis:
        """Return the hypothesis, in step again at ``end``."""
        return self._replace(mended=self.text, end=end)

    @property
    def score(self) -> float:
        """Return how likely the reading is."""
        return self.fluency.score + self.penalty

    @property
    def promise(self) -> float:
        """Return how likely it can become: its last character may begin a word."""
        return self.fluency.promise + self.penalty


class Branch(NamedTuple):
    """All the ways in which a hypothesis goes on with a token: its pending character completed."""

    of: Hypothesis
    choices: Choices
    joints: tuple[int, ...]
    leads: tuple[int, ...] | None = None  # pending next; None: the second byte of a dropped pair
    end: int = -1  # where the page is in step again; -1: not yet
    following: Token | None = None

    def steps(self, first: int) -> Iterator[Step]:
        """Yield the steps, the likeliest first, as if nothing spoke against them."""
        penalty = self.of.penalty
        for cost, place, score in prospects(self.of.fluency, self.choices):
            yield Step(cost - penalty, first + place, self, place, score, cost, penalty)

    @property
    def reading(self) -> str | None:
        """Return how the page says the character is read, if it does."""
        return self.following.reading if self.following else None


class Step(NamedTuple):
    """A hypothesis with one more character, not made yet: most are not likely enough."""

    cost: float  # its promise, turned round: the least is the likeliest
    order: int  # among all that are compared; of two as likely, the first
    branch: Branch
    place: int  # of the character among the choices
    score: float
    cost_alone: float  # as the score is: without the penalty
    penalty: float

    @property
    def leads(self) -> tuple[int, ...]:
        """Return what is pending next."""
        leads = self.branch.leads
        return self.branch.choices.seconds[self.place] if leads is None else leads

    @property
    def going_on(self) -> GoingOn:
        """Return what decides how the hypothesis goes on."""
        tail, (_, plain) = self.branch.of.fluency.tail, self.branch.choices.pairs[self.place]
        return (tail + plain)[-LONGEST_WORD:], self.leads, False

    def weighed(self, against: Against) -> Step:
        """Return the step with what the page says against its character."""
        branch = self.branch
        if branch.of.is_split:
            return self
        more = against(branch.choices.pairs[self.place][0], branch.reading)
        if not more:
            return self
        penalty = self.penalty + more
        cost = self.cost_alone - penalty
        return Step(cost, self.order, branch, self.place, self.score, self.cost_alone, penalty)

    def made(self) -> Hypothesis:
        """Return the hypothesis."""
        h, end = self.branch.of, self.branch.end
        char, plain = self.branch.choices.pairs[self.place]
        fluency = longer(h.fluency, plain, self.score, -self.cost - self.penalty)
        text = h.text + char
        mended = "" if end < 0 else text
        joints = self.branch.joints
        return Hypothesis(
            fluency, text, self.leads, self.penalty, mended, end, joints, halves=h.halves
        )


class Made(NamedTuple):
    """A hypothesis to be compared with steps."""

    cost: float
    order: int
    hypothesis: Hypothesis

    @property
    def going_on(self) -> GoingOn:
        """Return what decides how the hypothesis goes on."""
        return self.hypothesis.going_on

    def made(self) -> Hypothesis:
        """Return the hypothesis."""
        return self.hypothesis


def best(found: Iterable[Hypothesis | Branch], against: Against, width: int) -> list[Hypothesis]:
    """Return the likeliest, and of those that go on alike only the likeliest few."""
    likeliest: list[Hypothesis] = []
    alike: Counter[GoingOn] = Counter()
    most = None
    for new in _in_order(found, against):
        most = new.cost if most is None else most
        if new.cost > most + HOPELESS:
            break
        going_on = new.going_on
        alike[going_on] += 1
        if alike[going_on] <= ALIKE:
            likeliest.append(new.made())
            if len(likeliest) == width:
                break
    return likeliest


def _in_order(found: Iterable[Hypothesis | Branch], against: Against) -> Iterator[Step | Made]:
    """Yield everything that is found, the likeliest first, and weigh no more than it takes."""
    weighed: list[Step | Made] = []
    for new in merge(*_streams(found)):
        while weighed and weighed[0].cost + ROUNDING < new.cost:
            yield heappop(weighed)
        heappush(weighed, new.weighed(against) if isinstance(new, Step) else new)
    while weighed:
        yield heappop(weighed)


def _streams(found: Iterable[Hypothesis | Branch]) -> list[Iterator[Step | Made]]:
    made: list[Step | Made] = []
    streams: list[Iterator[Step | Made]] = []
    order = 0
    for new in found:
        if isinstance(new, Hypothesis):
            made.append(Made(-new.promise, order, new))
            order += 1
            continue
        if len(new.choices.pairs) == 1:  # most often
            made += new.steps(order)
        else:
            streams.append(new.steps(order))
        order += len(new.choices.pairs)
    return [iter(sorted(made)), *streams]
