"""Undoes what byte edits that ignore character borders did to a GBK page.

    ?！敖裉 … → 。“今天 …       a stray byte before what seemed a full-width mark: 。“ = A1A3 A1B0
                               holds A3A1, which is ！; from there all is read one byte late
    日?qǐng)?bào) …   → 日報 …       two glosses: 日報 = C8D5 88F3 holds D588 = 請
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
from extractor.restoring.fluency import (
    LONGEST_WORD,
    Fluency,
    Vocabulary,
    extend,
    frequency,
    is_clause_mark,
    is_used,
    is_word,
    opens_clause,
    start,
)
from extractor.restoring.glosses import GLOSS
from extractor.restoring.hypotheses import Hypothesis
from extractor.restoring.page import Fixer, Page, is_han
from extractor.restoring.readings import Annotator
from extractor.restoring.script import Evidence, is_traditional, simplified
from extractor.restoring.search import Search
from extractor.restoring.stream import FIRST_LEAD, LOST_GLOSS, Token, characters, code_of, tokens

PLACE = regex.compile(rf"\?(?:(?=[！，：；？!,:;])|(?P<gloss>{LOST_GLOSS.pattern}))")
AT_PLACE = regex.compile(rf".{{0,4}}{PLACE.pattern}.{{0,30}}")
MARK = regex.compile(r"[，。、：；！,:;!()（） \u3000]")
LETTER = regex.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
BEFORE = 24  # characters read for the four that count, since glosses stand between
FULL_STOP_LEAD, FULL_STOP = (0xA1,), 1.0
NO_FULL_STOP = [lead for lead in range(FIRST_LEAD, 0xFF) if lead not in FULL_STOP_LEAD]
GAIN, MARGIN, PLAUSIBLE = 6.0, 2.5, -8.5
TWICE_READ = 3.0  # 日?qǐng)?bào): one gloss tells the first byte, and the other how both are read
WORD_MARGIN, JOINT_MARGIN, MOST_JOINTS, STRETCH = 9.0, 2.0, 2, 6
RARE_WORD, FUNCTION_WORD, LONE_WORD = -15.0, -5.5, -8.0  # log-probabilities
HOPELESS_PAGE = 20  # places in a row that could not be read: the rest is left as it is


def propose(page: Page) -> list[Edit]:
    """Return an edit for every damaged stretch that can be read with confidence."""
    match = PLACE.search(page.text)
    if match is None:
        return []
    search = Search(Annotator.of(page.text), _script(page))
    vocabulary = _vocabulary(page.text)
    edits: list[Edit] = []
    failed = 0
    while match and failed < HOPELESS_PAGE:
        edit = _mended(page.text, match, search, vocabulary)
        failed = 0 if edit else failed + 1
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
    if not found or _is_off_page(found[0].mended, search):
        return None
    is_read_twice = match["gloss"] is not None and len(found[0].mended) == 1 and stream[0].reading
    gain = TWICE_READ if is_read_twice else GAIN
    if not _is_sure(found, _as_it_stands(before, stream[:length]), before, gain):
        return None
    fixer_id = "bytes.gloss" if match["gloss"] else "bytes.punctuation"
    return Edit(Span(match.start(), found[0].end), found[0].mended, fixer_id)


def _is_off_page(mended: str, search: Search) -> bool:
    """Return whether the reading has what such a page has not.

    That is a Latin letter, or a Traditional character where the page is not Traditional: then the
    page was converted before, and its bytes are not those that were damaged.
    """
    has_letter = LETTER.search(mended) is not None
    return has_letter or (search.is_traditional is False and any(map(is_traditional, mended)))


def _is_sure(found: list[Hypothesis], damaged: Fluency, before: Fluency, gain: float) -> bool:
    best = found[0]
    others = (h for h in found if _content(h.text) != _content(best.text))
    return (
        best.score - damaged.score > gain
        and all(best.score - h.score > _margin(best, h, before) for h in others)
        and _worst_stretch(best.text, before) > PLAUSIBLE
        and _stands_firm(best, before)
        and _joins_well(best, before)
    )


def _margin(best: Hypothesis, rival: Hypothesis, before: Fluency) -> float:
    """Return by how much ``rival`` must be beaten: by more if it completes a word."""
    margin = MARGIN + JOINT_MARGIN * len(best.joints)
    if rival.text[0] == best.text[0]:
        return margin
    plain = simplified(rival.text[0])
    completes = any(_is_frequent(before.tail[-n:] + plain, n) for n in (1, 2, 3))
    return WORD_MARGIN if completes else margin


def _is_frequent(word: str, length: int) -> bool:
    """Return whether ``word`` is one to reckon with: of two characters, no rare name (德保)."""
    return is_word(word) and (length > 1 or frequency(word) > RARE_WORD)


def _stands_firm(h: Hypothesis, before: Fluency) -> bool:
    """Return whether every character read anew belongs where it stands.

    It is a mark, a word that is used alone, or part of a longer word; the first, whose lead byte
    the page does not show, must be a word that everybody uses alone.
    """
    text = before.tail + "".join(map(simplified, h.text))
    first = len(before.tail)
    return all(
        not is_han(text[at])
        or frequency(text[at]) > (FUNCTION_WORD if at == first else LONE_WORD)
        or _is_in_word(text, at, before.vocabulary)
        for at in range(first, first + len(h.mended))
    )


def _is_in_word(text: str, at: int, vocabulary: Vocabulary) -> bool:
    return any(
        is_word(text[start:end], vocabulary)
        for start in range(max(0, at - LONGEST_WORD + 1), at + 1)
        for end in range(at + 1, min(len(text), start + LONGEST_WORD) + 1)
        if end - start > 1
    )


def _joins_well(h: Hypothesis, before: Fluency) -> bool:
    """Return whether nothing but what is read can have stood where the page shows nothing.

    Inside a word nothing else can, if every other reading is far behind (``_margin``: 水生产 is not
    to become 水产).  Between words something may be missing, so that only a mark before a word
    that opens a clause (经常化，按照) is believed.  A character of which only half is seen may be
    many; believed are the blanks that fill a line and the end of a longer word (慰问金, 走基层).
    """
    if len(h.joints) > MOST_JOINTS:
        return False
    start = len(before.tail)
    text = before.tail + "".join(map(simplified, h.text))
    return all(_is_joint(text, start + at, before.vocabulary) for at in h.joints) and all(
        _ends_long_word(text[: start + at]) for at in h.halves
    )


def _ends_long_word(text: str) -> bool:
    return text[-1] == "\u3000" or any(is_word(text[-n:]) for n in (3, 4))


def _is_joint(text: str, at: int, vocabulary: Vocabulary) -> bool:
    if is_clause_mark(text[at - 1 : at]):
        return opens_clause(text[at:])
    if is_clause_mark(text[at : at + 1]):
        return opens_clause(text[at + 1 :])
    return any(
        is_word(text[at - left : at + right], vocabulary)
        for left in (1, 2, 3)
        for right in (1, 2, 3)
        if left <= at and left + right <= LONGEST_WORD
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
    glosses elsewhere, or a Traditional character; only if there is none, any.
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
    for is_likely in (lambda c: search.annotator.knows(c) or is_traditional(c), bool):
        likely = [b for b, c in candidates.items() if is_likely(c) and is_used(simplified(c))]
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
