"""What is left of a sum after a total whose items the text tells between the two.

    一共8600元。棉鞋52双，花去3380元；面粉30袋，…。合计8040元，剩下的560元     8600 − 8040
    总计86600元。⏎ 60-69岁 26400元 ⏎ … ⏎ 合计260人，78400元。⏎ 结余8200元      lines of items
    总支出11560元。账上原有28734.6元，这一笔花下来还剩17174.6元          what there was, told behind

The items make the total of what was spent, so that they are no other amounts, and the sum is the
one right before them.  What is left fails where one slip parts it from the two and no word tells of
more that came in or went out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.balances.amounts import is_slip_off
from extractor.linking.balances.left_over import LEAVES, LEFT, OTHERS, RAISED, SPENT
from extractor.linking.neighbours import lead_or_head
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Relation, balance_of
from extractor.linking.totals import FEWEST, LONGEST, added, digits_of, exact_tail
from extractor.model import Figure

HAD = regex.compile(
    r"(?:原来?|本来|先前|之前|此前|上年末|去年底)[^，,。；;0-9]{0,4}[有存余][^，,。；;0-9]{0,4}$"
)
THIS_ONE = regex.compile(r"[这此本][一]?[次笔回趟]|花下来|用下来|开支后|支出后")
BACK = 2  # sentences from what there was to what was spent of it
TELLING = 5  # digits of the sum and of what is left that meet by no accident
FEW = 3  # items that make a total which no word marks


def find_left_of_totals(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what a total of items told before leaves of the sum before those."""
    if LEAVES.search(text) is None:
        return
    row = own_amounts(listed)
    for at, left in enumerate(row):
        before = row[max(0, at - LONGEST) : at]
        if len(before) >= FEWEST and LEFT.search(lead_or_head(left, text)):
            yield from _of_items(left, before, text) or _of_what_there_was(left, before, text)


def _of_items(left: Figure, before: Sequence[Figure], text: str) -> list[Relation]:
    *earlier, spent = before
    items = exact_tail(spent, earlier)
    if not items or len(items) == len(earlier) or left.paragraph - spent.paragraph > 1:
        return []
    whole = earlier[-len(items) - 1]
    is_total = spent.is_marked_total or len(items) >= FEW
    is_raised = whole.is_marked_total or RAISED.search(lead_or_head(whole, text)) is not None
    is_more = (whole.stated or 0) > (spent.stated or 0) and not SPENT.search(whole.lead)
    opened = text[whole.end : items[0].start].replace("其中", "")  # they are all it was spent on
    words = opened + text[spent.end : left.start]
    if not (is_total and is_raised and is_more):
        return []
    return _judged(left, whole, spent, is_plain=not OTHERS.search(words))


def _of_what_there_was(left: Figure, before: Sequence[Figure], text: str) -> list[Relation]:
    """Return what the total told before leaves of what the clause before says there was."""
    whole, told = before[-1], before[:-1]
    near = [f for f in told if whole.sentence - f.sentence <= BACK and f.is_marked_total]
    if not near or whole.sentence != left.sentence or not HAD.search(whole.lead):
        return []
    words = text[whole.end : left.start]
    is_plain = THIS_ONE.search(words) is not None and not OTHERS.search(words)
    return _judged(left, whole, near[-1], is_plain=is_plain)


def _judged(left: Figure, whole: Figure, spent: Figure, *, is_plain: bool) -> list[Relation]:
    is_telling = digits_of(whole.stated) + digits_of(spent.stated) >= TELLING
    if added([spent, left]) == whole.stated:
        return [balance_of(left, [whole], [spent])] if is_telling else []
    is_off = is_plain and is_slip_off(whole, spent, left)
    return [balance_of(left, [whole], [spent], closed=True)] if is_off else []
