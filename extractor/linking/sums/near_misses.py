"""Totals that a list beside them would make but for one slip, where nothing else makes them.

    合计 甲村120户、乙村48户、丙村540户。全镇共走访788户      708, if a digit is wrong

A run of figures that comes to its total exactly is its list though no word says so (``runs``); one
that nearly does may be another's.  So this is no claim that fails, and is only shown: the total is
marked or stands before a colon, is exact, has digits enough that such a slip is no accident, and
no reading makes it.  It fails where three parts or more and a plain total are all its sentence has:

    争取上级拨付32万元、财政配套30万元，自筹19.5万元，共筹集资金86.5万元
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import regex

from extractor.linking.openness import OPEN_WORDS, is_of_more
from extractor.linking.plain import is_exact_level
from extractor.linking.plain_totals import is_plain
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import LIKELY, TELLING, is_slip
from extractor.linking.sums.counted_lists import PLAINLY, number_before, value_of
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added, digits_of
from extractor.mentions.numbering import NUMBER
from extractor.model import Figure, FindingKind
from extractor.offsets import after_last_mark

ADDING = (FindingKind.SUM, FindingKind.BALANCE, FindingKind.SUBSET)
GATHERED = regex.compile(r"[，,；;]?\s?[一总]?共计?(?:筹集|筹措|募集|筹得|募得)\p{Han}{0,6}")
NUMBERED = regex.compile(
    rf"\s*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]|{NUMBER}|[①-⑳])"
)
REACH = 1  # sentences between a total and its list


def near_misses(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the lists that one slip parts from a total which none of ``found`` makes.

    What a product makes may be a part of such a list.
    """
    made = {r.total for r in found if r.kind in (*ADDING, FindingKind.PRODUCT)}
    explained = {r.total for r in found if r.kind == FindingKind.PRODUCT}
    taken = {at for r in found if r.kind in ADDING for at in r.parts}
    plain = [f for f in listed if f.bracket is None and is_exact_level(f)]
    for _, group in groupby(sorted(plain, key=lambda f: (f.series, f.at)), key=lambda f: f.series):
        row = list(group)
        for here, total in enumerate(row):
            is_open = total.at not in made and total.at not in taken
            digits = digits_of(total.stated)
            is_told = total.is_marked_total or text[total.end : total.end + 1] in ("：", ":")
            if is_open and digits >= FEWEST:
                ways = (row[here + 1 :], row[:here][::-1])
                runs = (_nearest(total, way, taken, explained) for way in ways)
                # Of two figures and two digits one is off by accident.
                told = (run for run in runs if run and max(len(run), digits) >= TELLING)
                if parts := next(told, None):
                    parts = sorted(parts, key=lambda f: f.at)
                    if is_told or _is_all_beside(total, parts, row, text):
                        yield _reading(total, parts, row, text)


def _reading(total: Figure, parts: Sequence[Figure], row: Sequence[Figure], text: str) -> Relation:
    """Return the list, closed where its sentence has nothing else of its measure."""
    own = [f for f in row if f.sentence == total.sentence]
    words = text[parts[0].sentence_start : total.start - len(total.lead)]
    is_all = own == [*parts, total] and total.is_marked_total
    said = number_before(total, text)
    is_counted = said is not None and said["which"] is None and value_of(said) == len(parts)
    is_told = is_counted or min(len(parts), digits_of(total.stated)) >= TELLING
    is_called = bool(GATHERED.fullmatch(total.lead)) or is_plain(total.lead, words)
    is_called = is_called or (said is not None and is_counted and _is_plain_number(said))
    if (
        is_all
        and is_told
        and is_called
        and not (OPEN_WORDS.search(words) or is_of_more(total, parts, words))
    ):
        return sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)
    return replace(sum_of(Form.NEAR_RUN, total, parts), doubt=LIKELY)


def _is_plain_number(said: regex.Match[str]) -> bool:
    """Whether what a number of parts came to is called by nothing that they are not."""
    return PLAINLY.fullmatch(said["words"]) is not None


def _is_all_beside(
    total: Figure, parts: Sequence[Figure], row: Sequence[Figure], text: str
) -> bool:
    """Whether a total that no word marks has beside it a list of more figures than chance makes.

    They are all that its sentence has, or the numbered items of the sentences beside it:

        五保老人2143人，住院供养264人，在家供养1870人
        全年支出126.2万元。一是救助68.4万元；二是补助32.7万元；三是助学21.5万元
    """
    sentences = {f.sentence for f in (total, *parts)}
    own = [f for f in row if f.sentence in sentences]
    is_all = own in ([total, *parts], [*parts, total])
    are_items = len(sentences) == 1 or all(_is_numbered(f, text) for f in parts)
    return is_all and are_items and len(parts) + digits_of(total.stated) >= 2 * TELLING


def _is_numbered(part: Figure, text: str) -> bool:
    """Whether the item of a figure begins with a number: 一是, （二）, 3."""
    start = after_last_mark(text, "；;", part.sentence_start, part.start)
    return NUMBERED.match(text, start, part.start) is not None


def _is_next(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in sentences, or in lines, next to each other."""
    is_near = abs(one.sentence - other.sentence) <= REACH
    return is_near or abs(one.paragraph - other.paragraph) == 1


def _nearest(
    total: Figure, beside: Sequence[Figure], taken: Container[int], explained: Container[int | None]
) -> list[Figure]:
    """Return the longest run right beside the total, of figures no sum has, that is a slip off."""
    parts: list[Figure] = []
    fitting: list[Figure] = []
    for figure in beside[:LONGEST]:
        near = parts[-1] if parts else total
        is_total = figure.is_marked_total and figure.at not in explained
        if is_total or figure.at in taken or not _is_next(near, figure):
            break
        if figure.stated == total.stated:
            break  # it says the total again
        parts.append(figure)
        # All of one paragraph, or each of its own line.
        is_list = len({f.paragraph for f in parts}) in (1, len(parts))
        if len(parts) >= FEWEST and is_list and is_slip(total.stated or NOTHING, added(parts)):
            fitting = list(parts)
    return fitting
