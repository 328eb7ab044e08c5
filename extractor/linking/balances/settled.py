"""What 收支相抵 leaves of all that came in and went out.

    拨款三万元，收入一万二千六百元，支出四万零八百元，收支相抵节余一千八百元   all of a paragraph
    其中资金186.4万元。…共支出资金171.9万元。⏎ 收支相抵，资金结余14.5万元       two of those before

An account whose every amount came in or went out, with nothing carried over, is complete and may
fail.  Elsewhere the nearest two that make what is left to the last of several digits are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.balances.income_and_expense import SETTLED
from extractor.linking.relations import Relation, balance_of
from extractor.linking.totals import FEWEST, added, are_exact, digits_of
from extractor.model import Figure

LEFT = regex.compile(r"(?:结余|节余|盈余|结存|余)(?:资金|款|额)?(?:为|计|共)?$")
IN = regex.compile(r"(?:收入|拨款|补助|拨来|收到|募集|筹集|捐款|会费|资金)[^，,。；;0-9]{0,6}$")
OUT = regex.compile(r"(?:支出|开支|用去|花去|发放|购买|使用)[^，,。；;0-9]{0,6}$")
# There is more in the account, or more went out of it, than is told; or a figure splits another.
OTHERS = regex.compile(
    r"[上去往历前]年|[上前]期|期初|年初|原有|滚存|累计|利息|连同|加上|另|其中|收回|借|垫|预|退|等(?!\s?[0-9])|部分|含|折价"
)
APART = 2  # paragraphs from the last expense to 收支相抵
REACH = 14  # figures back to what came in
FAR = 60  # figures back to what came in, where totals are marked
MOST_TELLING = 4  # digits of what those leave
TELLING = 3  # digits of what two amounts leave by no accident


def find_settled(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of an account that 收支相抵 settles."""
    if SETTLED.search(text) is None:
        return
    row = [f for f in listed if f.is_money and f.per is None and f.stated and f.bracket is None]
    for at, left in enumerate(row):
        said = text[max(left.sentence_start, row[at - 1].end if at else 0) :]
        said = said[: left.start - len(text)]
        if LEFT.search(left.lead) and SETTLED.search(said):
            before = [f for f in row[max(0, at - REACH) : at] if f.series == left.series]
            found = _of_all(left, before, text) or list(_of_two(left, before))
            yield from found or _of_totals(left, row[max(0, at - FAR) : at])


def _of_all(left: Figure, before: Sequence[Figure], text: str) -> list[Relation]:
    """Return what the amounts of the paragraph leave, if each came in or went out."""
    own = [f for f in before if f.paragraph == left.paragraph]
    outs = [f for f in own if OUT.search(f.lead)]
    ins = [f for f in own if f not in outs and IN.search(f.lead)]
    if len(ins) < FEWEST or not outs or len(ins) + len(outs) < len(own):
        return []
    words = text[own[0].sentence_start : left.start]
    is_exact = are_exact((*own, left))
    is_all = not (OTHERS.search(words) or any(f.is_marked_total for f in own))
    meets = added(ins) - added(outs) == left.stated
    return [balance_of(left, ins, outs, closed=is_exact and is_all)] if meets or is_all else []


def _of_two(left: Figure, before: Sequence[Figure]) -> Iterator[Relation]:
    if digits_of(left.stated) < TELLING:
        return
    for at, out in reversed(list(enumerate(before))):
        if not OUT.search(out.lead) or left.paragraph - out.paragraph > APART:
            continue
        for income in reversed(before[:at]):
            if IN.search(income.lead) and added([out, left]) == income.stated:
                yield balance_of(left, [income], [out])
                return


def _of_totals(left: Figure, before: Sequence[Figure]) -> Iterator[Relation]:
    """Yield what a marked total that was spent, told far before, leaves of what came in."""
    if digits_of(left.stated) < MOST_TELLING:
        return
    for at, out in reversed(list(enumerate(before))):
        if not (out.is_marked_total and OUT.search(out.lead)):
            continue
        for income in reversed(before[:at]):
            is_in = income.is_marked_total or IN.search(income.lead)
            if is_in and added([out, left]) == income.stated:
                yield balance_of(left, [income], [out])
                return
