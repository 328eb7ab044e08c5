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
from dataclasses import dataclass, replace

from extractor.restoring.fluency import Fluency, extend
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


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of the page so far."""

    fluency: Fluency
    text: str = ""
    leads: tuple[int, ...] = ()  # of the pending character; none: in step
    penalty: float = 0.0
    mended: str = ""  # the text up to where it was in step again
    mended_score: float = 0.0
    end: int = -1  # and that place in the page
    joints: tuple[int, ...] = ()  # where two bytes are missing between two characters
    halves: tuple[int, ...] = ()  # after which characters the second byte alone is missing
    is_split: bool = False  # the pending lead went with a gloss, so its character has none

    def closed(self, end: int) -> Hypothesis:
        """Return the hypothesis, in step again at ``end``."""
        return replace(self, mended=self.text, mended_score=self.score, end=end)

    @property
    def score(self) -> float:
        """Return how likely the reading is."""
        return self.fluency.score + self.penalty

    @property
    def promise(self) -> float:
        """Return how likely it can become: its last character may begin a word."""
        return self.fluency.promise + self.penalty


@dataclass(frozen=True, slots=True)
class Search:
    """What is the same for all hypotheses about a page."""

    annotator: Annotator
    is_traditional: bool | None  # None: the page shows neither script

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

    def _step(self, h: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        if token.kind is Kind.GLOSS:
            yield replace(h, is_split=bool(h.leads))
        elif not h.leads:
            yield _in_step(h, token)
        elif token.kind is Kind.PAIR:
            yield from self._emit(h, token.code[0], following, token.code[1:])
        elif token.kind is Kind.ASCII:
            yield from self._ascii(h, token, following)
        else:
            yield from self._lost(h, token, following)

    def _ascii(self, h: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        code = token.code[0]
        if FIRST_TRAIL <= code <= LAST_TRAIL:
            for new in self._emit(h, code, following):
                yield new.closed(token.end)
        if not token.text.isspace():
            yield from self._emit(h, FOLDED_LEAD, None, (code + TO_FOLDED,))

    def _lost(self, h: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        if token.reading:
            for new in self._completed([h], self.annotator.written_with(token.reading), token):
                yield replace(new, leads=(), joints=h.joints).closed(token.end)
            return
        rows = used() if len(h.leads) == 1 else dropping(COMMONEST)
        completed = list(self._completed([h], rows))
        for new in _best(completed, COMPLETED_TO):
            for lost in _lost_marks(following):
                fluency = _extended(new.fluency, lost)
                done = replace(
                    new,
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
    ) -> Iterator[Hypothesis]:
        """Yield every ``h`` with its pending character completed in all ways that ``rows`` knows.

        What is pending next is the second byte of a pair that GBK does not map, if there is one.
        """
        for h in beam:
            for lead in h.leads:
                for trail, pair in rows.get(lead, {}).items():
                    new = self._longer(h, pair, following, unmapped().get(trail, ()))
                    yield replace(new, joints=(*h.joints, len(new.text)))

    def _emit(
        self, h: Hypothesis, trail: int, following: Token | None, leads: tuple[int, ...] = ()
    ) -> Iterator[Hypothesis]:
        """Yield ``h`` with its pending character completed by ``trail``; ``leads`` come next.

        A character that nobody uses is read only where there is no choice.
        """
        for lead in h.leads:
            pair = used().get(lead, {}).get(trail)
            if pair is None and len(h.leads) == 1 and (lead, trail) in characters():
                char = characters()[lead, trail]
                pair = (char, simplified(char))
            if pair:
                yield self._longer(h, pair, following, leads)

    def _longer(
        self, h: Hypothesis, pair: tuple[str, str], following: Token | None, leads: tuple[int, ...]
    ) -> Hypothesis:
        char, plain = pair
        penalty = h.penalty if h.is_split else h.penalty + self._penalty(char, following)
        return Hypothesis(
            extend(h.fluency, plain),
            h.text + char,
            leads,
            penalty,
            joints=h.joints,
            halves=h.halves,
        )

    def _penalty(self, char: str, following: Token | None) -> float:
        """Return what speaks against ``char`` on this page, whatever its neighbours."""
        penalty = 0.0
        if self.is_traditional is True and is_simplified(char):
            penalty += OFF_SCRIPT
        if self.is_traditional is False and is_traditional(char):
            penalty += OFF_SCRIPT
        reading = following.reading if following else None
        if reading is None:
            return penalty + (UNGLOSSED if self.annotator.knows(char) else 0.0)
        return penalty + (0.0 if self.annotator.may_write(char, reading) else MISREAD)


def _in_step(h: Hypothesis, token: Token) -> Hypothesis:
    return replace(h, fluency=_extended(h.fluency, token.text[:1]), text=h.text + token.text)


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


def _best(found: Iterable[Hypothesis], width: int = WIDTH) -> list[Hypothesis]:
    """Return the likeliest, and of those that go on alike only the likeliest few."""
    likeliest: list[Hypothesis] = []
    alike: Counter[tuple[str, tuple[int, ...], bool]] = Counter()
    for h in sorted(found, key=lambda h: -h.promise):
        if likeliest and h.promise < likeliest[0].promise - HOPELESS:
            break
        key = (h.fluency.tail, h.leads, h.is_split)
        alike[key] += 1
        if alike[key] <= ALIKE:
            likeliest.append(h)
            if len(likeliest) == width:
                break
    return likeliest
