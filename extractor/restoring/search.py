"""Reads a damaged stretch anew: all texts that the damage would have turned into what stands there.

A hypothesis is a text and, while it is out of step with the page, the byte or bytes that can be
the lead of its next character.  It goes through the page token by token:

    a pair of bytes      the first completes the pending character, the second is pending next
    an ASCII character   from @ to ~ completes it, and the text is in step again; or it was a
                         full-width one, folded after the damage, and is a pair
    ?                    two bytes are unknown: a trail byte with an ASCII character after it, which
                         ends the stretch, or with a lead byte, which does not
    nothing              a private-use pair was dropped between two tokens

At most ``WIDTH`` hypotheses live at once, the likeliest (``hypotheses.best``); dropped pairs are
tried from the likeliest few only.  The work is linear in the length of the stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from extractor.restoring.choices import Choices, before_dropped, of_row, with_trail
from extractor.restoring.fluency import Fluency, extend
from extractor.restoring.hypotheses import Branch, Hypothesis, best
from extractor.restoring.readings import Annotator
from extractor.restoring.script import is_simplified, is_traditional, simplified
from extractor.restoring.stream import Kind, Token

WIDTH, DROPPING, DROPPED_TO, COMPLETED_TO = 48, 3, 8, 12
FAMILIAR, COMMONEST, ANY = -11.0, -7.6, -inf  # log-probabilities of single characters
DROPPED_WITHIN = 16  # tokens from the place on, where a pair may have vanished
CONTEXT = 6  # characters read on after the last hypothesis is in step
FIRST_TRAIL, LAST_TRAIL = 0x40, 0x7E
FOLDED_LEAD, TO_FOLDED = 0xA3, 0x80
OFF_SCRIPT, UNGLOSSED, MISREAD = -6.0, -9.0, -9.0
MAY_BE_LOST = (",", "(", ")", ".", " ")
UNKNOWN = "?"
UNITS = frozenset("家户人名元万亿个件次年月日位所套份袋斤岁％%多余几0123456789.")
MARKS = frozenset("！，：；？!,:;?")


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
                beam = self._with_dropped_pairs(beam)
            following = stream[i + 1] if i + 1 < len(stream) else None
            beam = self._best(new for h in beam for new in self._step(h, token, following))
            since = 0 if any(h.leads for h in beam) else since + 1
            if since > CONTEXT:
                return sorted(beam, key=lambda h: -h.score), i + 1
        return sorted((h for h in beam if h.end >= 0), key=lambda h: -h.score), len(stream)

    def _best(self, found: Iterable[Hypothesis | Branch], width: int = WIDTH) -> list[Hypothesis]:
        return best(found, self._penalty, width)

    def _step(
        self, h: Hypothesis, token: Token, following: Token | None
    ) -> Iterator[Hypothesis | Branch]:
        if token.kind is Kind.GLOSS:
            yield h._replace(is_split=bool(h.leads))
        elif not h.leads:
            yield _in_step(h, token)
        elif token.kind is Kind.PAIR:
            choices = with_trail(h.leads, token.code[0])
            yield Branch(h, choices, h.joints, token.code[1:], following=following)
        elif token.kind is Kind.ASCII:
            yield from _ascii(h, token, following)
        else:
            yield from self._lost(h, token, following)

    def _lost(
        self, h: Hypothesis, token: Token, following: Token | None
    ) -> Iterator[Hypothesis | Branch]:
        if token.reading:
            choices = Choices.of(h.leads, self.annotator.written_with(token.reading))
            yield Branch(h, choices, h.joints, (), token.end, token)
            return
        is_lead_known = len(h.leads) == 1
        choices = of_row(h.leads[0]) if is_lead_known else before_dropped(h.leads, COMMONEST)
        for new in self._best([_with_dropped(h, choices)], COMPLETED_TO):
            yield from _with_lost_mark(h, new, token, following)
        yield _with_dropped(h, before_dropped(h.leads, ANY if is_lead_known else COMMONEST))

    def _with_dropped_pairs(self, beam: list[Hypothesis]) -> list[Hypothesis]:
        """Return ``beam`` with what it would be had a pair or two been dropped here.

        Between two dropped pairs lies a character that the page shows nothing of, so that only a
        mark or one of the commonest characters is tried.
        """
        pending = [h for h in beam if len(h.leads) == 1][:DROPPING]
        firsts = self._completed(pending, FAMILIAR)
        return [*beam, *firsts, *self._completed(firsts, COMMONEST)]

    def _completed(self, beam: list[Hypothesis], least: float) -> list[Hypothesis]:
        branches = [_with_dropped(h, before_dropped(h.leads, least)) for h in beam]
        return self._best(branches, DROPPED_TO)

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


def _ascii(h: Hypothesis, token: Token, following: Token | None) -> Iterator[Branch]:
    code = token.code[0]
    if FIRST_TRAIL <= code <= LAST_TRAIL:
        yield Branch(h, with_trail(h.leads, code), h.joints, (), token.end, following)
    if not token.text.isspace():
        yield Branch(h, with_trail(h.leads, FOLDED_LEAD), h.joints, (code + TO_FOLDED,))


def _with_dropped(h: Hypothesis, choices: Choices) -> Branch:
    """Return ``h`` with its pending character completed though the page shows nothing of it.

    What is pending next is the second byte of a pair that GBK does not map, if there is one.
    """
    return Branch(h, choices, (*h.joints, len(h.text) + 1))


def _with_lost_mark(
    h: Hypothesis, new: Hypothesis, token: Token, following: Token | None
) -> Iterator[Hypothesis]:
    """Yield ``new``, made of ``h`` and half a character, with what may have gone after it."""
    for lost in _lost_marks(following):
        yield new._replace(
            fluency=_extended(new.fluency, lost),
            text=new.text + lost,
            leads=(),
            joints=h.joints,
            halves=(*h.halves, len(new.text)),
        ).closed(token.end)


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
