"""Totals that nothing marks: a run of like figures beside one that adds up to it exactly.

    集中慰问了120名…、48名…、540名…和46名…。本次慰问754名

Only figures that stand near each other count, and small or lone pairs do not: 3 = 2 + 1 is an
accident.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added, digits_of, equals
from extractor.model import Approx, Figure

SKIPPED = 3  # figures that a run may pass over between it and its total
REACH = 4  # sentences between an unmarked total and its parts
OUTSIDE = regex.compile(r"^[，,]?\s?另(?:外?[有交付]|[交付])")
CLAUSE = regex.compile(r"[，,、]\s?\p{Han}{2,8}")
LISTED = regex.compile(r"、[^，,。；;0-9\n]{0,16}")
COMPLEMENT = regex.compile(r"其余|剩余|剩下|另外")
TIMES = regex.compile(r"[年月日季]")
STILL = regex.compile(r"余下|还有|不足部分")  # of numbers that are not small
_USES = "使用|分配|用途|去向|开支"
USED = regex.compile(_USES)
LISTED_BELOW = regex.compile(
    rf"(?:(?:{_USES})(?:情况|明细)?\p{{Han}}{{0,4}})?(?:如下|分列|明细|各单位)[：:]?\s*\n|[：:]\s*\n"
)
LARGE = 1000  # two parts that make such a number do so on purpose
ROUND = 2  # digits of a number that rounded parts make by accident (30万)
SMALLEST = 10  # 3 = 2 + 1 is an accident


def runs(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """A run of figures before or after one that adds up to it exactly, the shortest first."""
    places = [f.at for f in row]
    stated = [f.stated for f in row]
    only_adds = all(number is None or number >= 0 for number in stated)
    found: list[tuple[Figure, Sequence[Figure]]] = []
    for total in filter(_may_be_total, wholes):
        here = bisect_left(places, total.at)
        for start, end in _beside(total, stated, here, only_adds=only_adds):
            found.append((total, [f for f in row[start:end] if f.stated != total.stated]))
    found = [run for run in found if not any(_holds(other, run) for other in found)]
    for total, parts in sorted(found, key=lambda run: (len(run[1]), _apart(*run))):
        is_one_of_them = _is_listed_with(total, parts, text)
        is_small = total.stated is not None and total.stated < SMALLEST
        is_of_times = any(TIMES.search(f.lead) for f in parts)  # 3个，去年2个，前年1个
        if is_small and (is_of_times or not _is_split_at_once([total, *parts], total, text)):
            continue
        if not is_one_of_them and _is_made(total, parts) and _is_near(total, parts, text):
            is_told = _says_use(total, parts, text)
            yield sum_of(Form.TOTAL_THEN_LIST if is_told else Form.RUN, total, parts)


def _holds(other: tuple[Figure, Sequence[Figure]], run: tuple[Figure, Sequence[Figure]]) -> bool:
    """Whether a marked total right behind a list has a shorter run in it: 15，10，5，共30."""
    (whole, all_parts), (total, parts) = other, run
    if not whole.is_marked_total or whole.at < all_parts[-1].at:
        return False
    is_inside = {total.at, *(f.at for f in parts)} <= {f.at for f in all_parts}
    return is_inside and whole.sentence == all_parts[0].sentence and equals(whole, all_parts)


def _says_use(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether words say that the lines below tell what the total was used for, no accident."""
    below = LISTED_BELOW.search(text, total.end, max(total.end, parts[0].start))
    return below is not None and USED.search(below.group()) is not None


def _apart(total: Figure, parts: Sequence[Figure]) -> int:
    """Return how far a total is from its parts: the text says that of the headline again."""
    return min(abs(part.at - total.at) for part in parts)


def _is_listed_with(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether 、 puts a number beside the others: 甲20万元、乙10万元、丙10万元 has no total."""
    is_first = total.at < parts[0].at and text.startswith("、", total.end)
    is_last = total.at > parts[-1].at and LISTED.fullmatch(between(parts[-1], total, text))
    return bool(is_first or is_last) and not total.is_marked_total


def _is_made(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts make the total: to the last digit, or rounded if it is marked as a total.

    另交党费81240元 after a total is beside it, and no part of it.
    """
    if not equals(total, parts) or any(OUTSIDE.match(f.lead) for f in parts):
        return False
    is_exact = added(parts) == total.stated
    return total.is_marked_total or is_exact or digits_of(total.stated) > ROUND


def _may_be_total(figure: Figure) -> bool:
    approx = figure.quantity.approx
    is_told = approx == Approx.EXACT or (approx == Approx.ABOUT and figure.is_marked_total)
    is_split = figure.is_marked_total  # 一共9人，医生4人、护士5人
    return is_told and figure.stated is not None and (is_split or figure.stated >= SMALLEST)


def _beside(
    total: Figure, stated: Sequence[Decimal | None], here: int, *, only_adds: bool
) -> Iterator[tuple[int, int]]:
    """Yield where the runs begin and end that come near the total.

    They are those up to it, from it, and to the end of the report.  ``here`` is its place in the
    row, which has ``stated`` these numbers.  What says the total again is passed over; where the
    row ``only_adds``, no run goes on past the total.
    """
    before = stated[max(0, here - LONGEST - SKIPPED) : here]
    for length, passed in _lengths(total, before[::-1], only_adds=only_adds):
        if passed <= length + SKIPPED:
            yield here - passed, here
    after = stated[here : here + LONGEST + 2 * SKIPPED + 1]
    for length, passed in _lengths(total, after, only_adds=only_adds):
        if passed <= length + 2 * SKIPPED + 1:
            yield here, here + passed
    others = len(after) - after.count(total.stated)
    if len(stated) <= here + others + 1:
        for length, passed in _lengths(total, after[::-1], only_adds=only_adds):
            if others - SKIPPED <= length < others:
                yield len(stated) - passed, len(stated)


def _lengths(
    total: Figure, stated: Sequence[Decimal | None], *, only_adds: bool
) -> list[tuple[int, int]]:
    """Return how many numbers, from the first on, come to the total as it is rounded.

    With each length stands how many numbers that takes in with those that say the total again.
    """
    whole, step = total.stated or NOTHING, total.quantity.step
    most = whole if step <= 1 else whole + step / 2
    least = whole * 2 - most
    found: list[tuple[int, int]] = []
    added, length = NOTHING, 0
    for passed, number in enumerate(stated, 1):
        if number == whole:
            continue
        if number is None or length == LONGEST:
            break
        added += number
        length += 1
        if added > most and only_adds:
            break
        if length >= FEWEST and least <= added <= most:
            found.append((length, passed))
    return found


def _is_near(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether nothing but the list stands between: parts follow each other closely."""
    chain = sorted([total, *parts], key=lambda f: f.at)
    gaps = [b.sentence - a.sentence for a, b in pairwise(chain)]
    is_rest = any(COMPLEMENT.search(f.lead) for f in parts)
    if all(f.stated is not None and f.stated >= SMALLEST for f in parts):
        is_rest = is_rest or any(STILL.search(f.lead) for f in parts)
    is_large = total.stated is not None and total.stated >= LARGE and _is_telling(total.stated)
    is_sure = total.is_marked_total or len(parts) >= 3 or is_large or is_rest  # noqa: PLR2004
    is_sure = is_sure or (digits_of(total.stated) > 1 and _is_split_at_once(chain, total, text))
    below = LISTED_BELOW.search(text, chain[0].end, chain[1].start)
    if below:
        return is_sure or (chain[0] is total and _says_use(total, parts, text))
    return max(gaps) <= (REACH if total.is_marked_total or is_rest else 2) and is_sure


def _is_split_at_once(chain: Sequence[Figure], total: Figure, text: str) -> bool:
    """Whether the clauses right behind a number split it: 63名，上本科的41名，上专科的22名."""
    is_next = all(CLAUSE.fullmatch(between(one, other, text)) for one, other in pairwise(chain))
    return chain[0] is total and is_next


def _is_telling(stated: Decimal) -> bool:
    """Whether a number has digits enough not to be made by accident: 5000 = 3000 + 2000 is one."""
    return digits_of(stated) > 1
