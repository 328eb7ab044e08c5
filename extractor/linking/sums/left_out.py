"""Totals that say what they leave out: 合计20.9万元（不含农产品采购）.

    捐赠5万元；…价值3.9万元。出资12万元，采购农产品2.3万元。合计20.9万元（不含农产品采购）
    一、…发放64.3万元。⏎ … ⏎ 五、…贷款1182万元。⏎ 以上资助资金（不含贷款）合计1035.36万元

The amounts whose words name what is left out are no parts.  The nearest of the others that make the
total to the last digit are taken; 以上 is of all of them, from the first section on, so that a
total of many digits which one slip parts from them fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.plain import last_outside
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.sums.summed_up import ENOUGH, FIRST_SECTION
from extractor.linking.totals import (
    FEWEST,
    added,
    are_exact,
    digits_of,
    exact_tail,
    is_like,
)
from extractor.model import Figure
from extractor.offsets import after_last_mark, first_mark

LEAVES_OUT = regex.compile(
    r"[（(](?:不含|不包括|不包含|不计)(?P<what>[^（()）。；;0-9]{2,24})[)）]"
)
JOINS = regex.compile("[、和与及]|以及")
ABOVE = regex.compile(r"\s?(?:以上|上述)")
NEAR = 12  # code points from what is left out to its total
SHORT = 3  # characters of a name that is told again
REACH = 5  # sentences back to the nearest amounts
OPEN = regex.compile(
    r"(?<![初中高])等(?!\s?[0-9]|[级次奖学])|部分|争取|到位|筹集|收入|下达|结余|[上去往历]年|累计|预算|计划|约|余元|余万"
)


def without_what_is_left_out(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of all amounts but those they leave out."""
    for at, total in enumerate(row):
        names = _left_out(total, text) if total.is_marked_total and not total.bracket else []
        if not names:
            continue
        before = last_outside(row, at)
        kept = [f for f in before if not _is_named(f, names, text)]
        if len(kept) < len(before):
            yield from _nearest(total, kept) or _all_above(total, kept, text)


def _left_out(total: Figure, text: str) -> list[str]:
    """Return what a bracket beside the total says is not in it."""
    said = LEAVES_OUT.match(text, total.end)
    near = LEAVES_OUT.search(text, max(total.sentence_start, total.start - 2 * NEAR), total.start)
    if said is None and near is not None and total.start - near.end() <= NEAR:
        said = near
    return [name for name in JOINS.split(said["what"]) if len(name) > 1] if said else []


def _is_named(figure: Figure, names: Sequence[str], text: str) -> bool:
    """Whether the words around an amount, to the next marks, name one of what is left out."""
    start = after_last_mark(text, "。；;\n", figure.sentence_start, figure.start)
    words = text[start : first_mark(text, "，,。；;\n", figure.end, len(text))]
    return any(name[:SHORT] in words or name[-SHORT:] in words for name in names)


def _nearest(total: Figure, kept: Sequence[Figure]) -> list[Relation]:
    near = [f for f in kept if total.sentence - f.sentence <= REACH]
    parts = exact_tail(total, near) if digits_of(total.stated) > FEWEST else None
    return [sum_of(Form.LIST_THEN_TOTAL, total, parts)] if parts else []


def _all_above(total: Figure, kept: Sequence[Figure], text: str) -> list[Relation]:
    """Return the list of all sections above, which make the total or are one slip off."""
    first = FIRST_SECTION.search(text, 0, total.sentence_start)
    parts = [f for f in kept if first and f.start > first.start()]
    if not ABOVE.match(text, total.sentence_start) or len(parts) < ENOUGH or first is None:
        return []
    if added(parts) == total.stated:
        return [sum_of(Form.LIST_THEN_TOTAL, total, parts)]
    is_plain = are_exact((total, *parts)) and not OPEN.search(text, first.start(), total.start)
    is_off = digits_of(total.stated) >= ENOUGH and is_digit_off(total, parts)
    is_sure = is_plain and is_off and is_like(total, parts)
    return [sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)] if is_sure else []
