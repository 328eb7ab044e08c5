"""Reads a damaged stretch anew: all texts that the damage would have turned into what stands there.

A hypothesis is a text and, while it is out of step with the page, the byte or bytes that can be
the lead of its next character.  It goes through the page token by token:

    a pair of bytes      the first completes the pending character, the second is pending next
    an ASCII character   from @ to ~ completes it, and the text is in step again; or it was a
                         full-width one, folded after the damage, and is a pair
    ?                    two bytes are unknown: a trail byte with an ASCII character after it, which
                         ends the stretch, or with a lead byte, which does not
    nothing              a private-use pair was dropped between two tokens

At most ``WIDTH`` hypotheses live at once, the likeliest (``fluency``); dropped pairs are tried from
the likeliest few only.  The work is linear in the length of the stretch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from extractor.restoring.fluency import LONGEST_WORD, Fluency, extend, longer, outlook
from extractor.restoring.readings import Annotator
from extractor.restoring.script import is_simplified, is_traditional, simplified
from extractor.restoring.stream import Kind, Row, Token, characters, dropping, unmapped, used

WIDTH, DROPPING, DROPPED_TO, COMPLETED_TO = 48, 3, 8, 12
FAMILIAR, COMMONEST = -11.0, -7.6  # log-probabilities of single characters
ALIKE = 3  # hypotheses with the same pending bytes and last characters
DROPPED_WITHIN = 16  # tokens from the place on, where a pair may have vanished
HOPELESS = 18.0  # so much less likely than the best, and a hypothesis is given up
CONTEXT = 6  # characters read on after the last hypothesis is in step
FIRST_TRAIL, LAST_TRAIL = 0x40, 0x7E
FOLDED_LEAD, TO_FOLDED = 0xA3, 0x80
OFF_SCRIPT, UNGLOSSED, MISREAD = -6.0, -9.0, -9.0
MAY_BE_LOST = (",", "(", ")", ".", " ")
UNKNOWN = "?"
UNITS = frozenset("家户人名元万亿个件次年月日位所套份袋斤岁％%多余几0123456789.")
MARKS = frozenset("！，：；？!,:;?")


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
    def going_on(self) -> tuple[str, tuple[int, ...], bool]:
        """Return what decides how the hypothesis goes on."""
        return self.fluency.tail, self.leads, self.is_split

    def made(self) -> Hypothesis:
        """Return the hypothesis itself."""
        return self

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


class Step(NamedTuple):
    """A hypothesis with one more character, not made yet: most are not likely enough."""

    promise: float
    score: float
    of: Hypothesis
    pair: tuple[str, str]
    penalty: float
    leads: tuple[int, ...]
    joints: tuple[int, ...]

    @property
    def going_on(self) -> tuple[str, tuple[int, ...], bool]:
        """Return what decides how the hypothesis goes on."""
        return (self.of.fluency.tail + self.pair[1])[-LONGEST_WORD:], self.leads, False

    def made(self) -> Hypothesis:
        """Return the hypothesis."""
        char, plain = self.pair
        fluency = longer(self.of.fluency, plain, self.score, self.promise - self.penalty)
        text = self.of.text + char
        return Hypothesis(
            fluency, text, self.leads, self.penalty, joints=self.joints, halves=self.of.halves
        )


@dataclass(frozen=True, slots=True)
class Search:
    """What is the same for all hypotheses about a page."""

    annotator: Annotator
    is_traditional: bool | None  # None: the page shows neither script
    penalties: dict[tuple[str, str | None], float] = field(default_factory=dict, repr=False)

    def run(self, beam: list[Hypothesis], stream: Sequence[Token]) -> tuple[list[Hypothesis], int]:
        """Return the readings in step again, the likeliest first, and how many tokens they read."""
        since = 0
        for i, token in enumerate(stream):
            if i < DROPPED_WITHIN:
                beam = self._with_dropped(beam)
            following = stream[i + 1] if i + 1 < len(stream) else None
            beam = _best(new for h in beam for new in self._step(h, token, following))
            since = 0 if any(h.leads for h in beam) else since + 1
            if since > CONTEXT:
                return sorted(beam, key=lambda h: -h.score), i + 1
        return sorted((h for h in beam if h.end >= 0), key=lambda h: -h.score), len(stream)

    def _step(
        self, h: Hypothesis, token: Token, following: Token | None
    ) -> Iterator[Hypothesis | Step]:
        if token.kind is Kind.GLOSS:
            yield h._replace(is_split=bool(h.leads))
        elif not h.leads:
            yield _in_step(h, token)
        elif token.kind is Kind.PAIR:
            yield from self._emit(h, token.code[0], following, token.code[1:])
        elif token.kind is Kind.ASCII:
            yield from self._ascii(h, token, following)
        else:
            yield from self._lost(h, token, following)

    def _ascii(
        self, h: Hypothesis, token: Token, following: Token | None
    ) -> Iterator[Hypothesis | Step]:
        code = token.code[0]
        if FIRST_TRAIL <= code <= LAST_TRAIL:
            for new in self._emit(h, code, following):
                yield new.made().closed(token.end)
        if not token.text.isspace():
            yield from self._emit(h, FOLDED_LEAD, None, (code + TO_FOLDED,))

    def _lost(self, h: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        if token.reading:
            for step in self._completed([h], self.annotator.written_with(token.reading), token):
                yield step.made()._replace(leads=(), joints=h.joints).closed(token.end)
            return
        rows = used() if len(h.leads) == 1 else dropping(COMMONEST)
        completed = list(self._completed([h], rows))
        for new in _best(completed, COMPLETED_TO):
            for lost in _lost_marks(following):
                fluency = _extended(new.fluency, lost)
                done = new._replace(
                    fluency=fluency,
                    text=new.text + lost,
                    leads=(),
                    joints=h.joints,
                    halves=(*h.halves, len(new.text)),
                )
                yield done.closed(token.end)
        yield from _best(new for new in completed if new.leads)

    def _with_dropped(self, beam: list[Hypothesis]) -> list[Hypothesis]:
        """Return ``beam`` with what it would be had a pair or two been dropped here.

        Between two dropped pairs lies a character that the page shows nothing of, so that only a
        mark or one of the commonest characters is tried.
        """
        pending = [h for h in beam if len(h.leads) == 1][:DROPPING]
        firsts = _best(self._completed(pending, dropping(FAMILIAR)), DROPPED_TO)
        seconds = _best(self._completed(firsts, dropping(COMMONEST)), DROPPED_TO)
        return [*beam, *firsts, *seconds]

    def _completed(
        self, beam: list[Hypothesis], rows: Mapping[int, Row], following: Token | None = None
    ) -> Iterator[Step]:
        """Yield every ``h`` with its pending character completed in all ways that ``rows`` knows.

        What is pending next is the second byte of a pair that GBK does not map, if there is one.
        """
        next_leads = unmapped()
        for h in beam:
            for lead in h.leads:
                for trail, pair in rows.get(lead, {}).items():
                    joints = (*h.joints, len(h.text) + 1)
                    yield self._longer(h, pair, following, next_leads.get(trail, ()), joints)

    def _emit(
        self, h: Hypothesis, trail: int, following: Token | None, leads: tuple[int, ...] = ()
    ) -> Iterator[Step]:
        """Yield ``h`` with its pending character completed by ``trail``; ``leads`` come next.

        A character that nobody uses is read only where there is no choice.
        """
        for lead in h.leads:
            pair = used().get(lead, {}).get(trail)
            if pair is None and len(h.leads) == 1 and (lead, trail) in characters():
                char = characters()[lead, trail]
                pair = (char, simplified(char))
            if pair:
                yield self._longer(h, pair, following, leads, h.joints)

    def _longer(
        self,
        h: Hypothesis,
        pair: tuple[str, str],
        following: Token | None,
        leads: tuple[int, ...],
        joints: tuple[int, ...],
    ) -> Step:
        score, promise = outlook(h.fluency, pair[1])
        penalty = h.penalty
        if not h.is_split:
            penalty += self._penalty(pair[0], following.reading if following else None)
        return Step(promise + penalty, score, h, pair, penalty, leads, joints)

    def _penalty(self, char: str, reading: str | None) -> float:
        """Return what speaks against ``char`` on this page, whatever its neighbours."""
        known = self.penalties.get((char, reading))
        if known is not None:
            return known
        penalty = 0.0
        if self.is_traditional is True and is_simplified(char):
            penalty += OFF_SCRIPT
        if self.is_traditional is False and is_traditional(char):
            penalty += OFF_SCRIPT
        if reading is None:
            penalty += UNGLOSSED if self.annotator.knows(char) else 0.0
        elif not self.annotator.may_write(char, reading):
            penalty += MISREAD
        self.penalties[char, reading] = penalty
        return penalty


def _in_step(h: Hypothesis, token: Token) -> Hypothesis:
    return h._replace(fluency=_extended(h.fluency, token.text[:1]), text=h.text + token.text)


def _extended(fluency: Fluency, text: str) -> Fluency:
    for char in text:
        fluency = extend(fluency, simplified(char))
    return fluency


def _lost_marks(following: Token | None) -> Iterator[str]:
    """Yield what an ASCII character may have been that was lost before ``following``."""
    if following is None:  # the line end itself
        yield ""
    elif following.text == "/":
        yield "<"
    elif following.text in UNITS:
        yield UNKNOWN
    elif following.text in MARKS:
        yield ""
    else:
        yield from (*MAY_BE_LOST, UNKNOWN)


def _best(found: Iterable[Hypothesis | Step], width: int = WIDTH) -> list[Hypothesis]:
    """Return the likeliest, and of those that go on alike only the likeliest few."""
    likeliest: list[Hypothesis] = []
    alike: Counter[tuple[str, tuple[int, ...], bool]] = Counter()
    ranked = sorted(((-h.promise, i, h) for i, h in enumerate(found)), key=itemgetter(0, 1))
    for promise, _, h in ranked:
        if promise > ranked[0][0] + HOPELESS:
            break
        alike[h.going_on] += 1
        if alike[h.going_on] <= ALIKE:
            likeliest.append(h.made())
            if len(likeliest) == width:
                break
    return likeliest
