"""Undoes what byte edits that ignore character borders did to a GBK page.

    ?！敖裉 … → 。“今天 …       a stray byte before what seemed a full-width mark: 。“ = A1A3 A1B0
                               holds A3A1, which is ！; from there all is read one byte late
    們?cè)谧≡旱 … → 們在住院的 …   a gloss between two characters: 們在 = 8283 D4DA holds 83D4 = 冊
    常?；凑占瘓F → 常化，按照集團   as the first, with private-use pairs dropped on the way

The bytes are paired anew in every way that the damage would have turned into what the page shows
(``search``), and the likeliest text wins, if it is plausible, if it beats the second by far, and if
the page as it stands is far worse.  Otherwise the stretch is left as it is: a wrong repair is worse
than none.  A digit that went with a ``?`` stays a ``?``: 已有?6家 could be any number.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.fluency import Fluency, Vocabulary, extend, is_used, start
from extractor.restoring.glosses import GLOSS
from extractor.restoring.page import Fixer, Page
from extractor.restoring.readings import Annotator
from extractor.restoring.script import Evidence, is_traditional, simplified
from extractor.restoring.search import Hypothesis, Search
from extractor.restoring.stream import FIRST_LEAD, LOST_GLOSS, Token, characters, code_of, tokens

PLACE = regex.compile(rf"\?(?:(?=[！，：；？!,:;])|(?P<gloss>{LOST_GLOSS.pattern}))")
AT_PLACE = regex.compile(rf".{{0,4}}{PLACE.pattern}.{{0,30}}")
MARK = regex.compile(r"[，。、：；！,:;!()（） \u3000]")
BEFORE = 24  # characters read for the four that count, since glosses stand between
FULL_STOP_LEAD, FULL_STOP = (0xA1,), 1.5
NO_FULL_STOP = [lead for lead in range(FIRST_LEAD, 0xFF) if lead not in FULL_STOP_LEAD]
GAIN, MARGIN, PLAUSIBLE = 6.0, 2.5, -8.5
GUESSES, STRETCH = 2, 6


def propose(page: Page) -> list[Edit]:
    """Return an edit for every damaged stretch that can be read with confidence."""
    match = PLACE.search(page.text)
    if match is None:
        return []
    search = Search(Annotator.of(page.text), _script(page))
    vocabulary = _vocabulary(page.text)
    edits: list[Edit] = []
    while match:
        edit = _mended(page.text, match, search, vocabulary)
        if edit:
            edits.append(edit)
        match = PLACE.search(page.text, edit.span.end if edit else match.end())
    return edits


def _mended(
    text: str, match: regex.Match[str], search: Search, vocabulary: Vocabulary
) -> Edit | None:
    leads = _leads_after_gloss(text, match, search) if match["gloss"] else NO_FULL_STOP
    if not leads:
        return None
    stream = tokens(text, match.end())
    before = _before(text[max(0, match.start() - BEFORE) : match.start()], vocabulary)
    starts = [Hypothesis(before, leads=tuple(leads), is_split=bool(match["gloss"]))]
    if not match["gloss"]:  # 。 nearly always; also 保, 常
        starts.append(Hypothesis(before, leads=FULL_STOP_LEAD, penalty=FULL_STOP))
    found, length = search.run(starts, stream)
    if not found or not _is_sure(found, _as_it_stands(before, stream[:length]), before):
        return None
    fixer_id = "bytes.gloss" if match["gloss"] else "bytes.punctuation"
    return Edit(Span(match.start(), found[0].end), found[0].mended, fixer_id)


def _is_sure(found: list[Hypothesis], damaged: Fluency, before: Fluency) -> bool:
    best = found[0]
    rival = next((h for h in found if _content(h.text) != _content(best.text)), None)
    return (
        best.guesses <= GUESSES
        and best.score - damaged.score > GAIN
        and (rival is None or best.score - rival.score > MARGIN)
        and _worst_stretch(best.text, before) > PLAUSIBLE
    )


def _worst_stretch(text: str, before: Fluency) -> float:
    """Return the score a character of the least likely stretch of ``text``."""
    scores = [before.score]
    fluency = before
    for char in text:
        fluency = extend(fluency, simplified(char))
        scores.append(fluency.score)
    length = min(STRETCH, len(text))
    return min((b - a) / length for a, b in zip(scores, scores[length:], strict=False))


def _content(text: str) -> str:
    """Return ``text`` without its marks: a comma more or less is no other reading."""
    content: str = MARK.sub("", text)
    return content


def _leads_after_gloss(text: str, match: regex.Match[str], search: Search) -> list[int]:
    """Return the bytes that, after the last byte before the ``?``, make a character so read.

    An annotator's table holds some hundred Traditional characters in everyday use: what the page
    glosses elsewhere is most likely, then a Traditional character, then any.
    """
    code = code_of(text[match.start() - 1]) if match.start() else None
    if code is None:
        return []
    candidates = {
        second: char
        for second in range(FIRST_LEAD, 0xFF)
        if (char := characters().get((code[1], second)))
        and search.annotator.may_write(char, match["reading"])
    }
    for is_likely in (search.annotator.knows, is_traditional, bool):
        likely = [
            s for s, char in candidates.items() if is_likely(char) and is_used(simplified(char))
        ]
        if likely:
            return likely
    return []


def _before(text: str, vocabulary: Vocabulary) -> Fluency:
    fluency = start(vocabulary)
    for char in GLOSS.sub("", text)[-4:]:
        fluency = extend(fluency, simplified(char))
    return fluency


def _as_it_stands(before: Fluency, stream: Sequence[Token]) -> Fluency:
    """Return how likely the page is with the ``?`` and all."""
    fluency = extend(before, "?")
    for token in stream:
        if token.reading is None:
            fluency = extend(fluency, simplified(token.text))
    return fluency


def _vocabulary(text: str) -> Vocabulary:
    """Return the page's own words, without what stands at the damaged places."""
    whole = AT_PLACE.sub("\n", GLOSS.sub("", text))
    return Vocabulary.of("".join(map(simplified, whole)))


def _script(page: Page) -> bool | None:
    """Return whether the page is Traditional; ``None`` if it shows neither script."""
    evidence = Evidence.of(page)
    return evidence.is_page if evidence.traditional or evidence.plain else None


FIXER = Fixer("damage", lambda letters: "?" in letters, propose)
