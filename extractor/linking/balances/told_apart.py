"""What is left of what there was, where income and expense are the totals of other sections.

    （一）收入。全年共收到138.4万元…上年结转6.2万元。（二）支出。全年共支出128.4万元…（三）年末结余16.2万元
    其中资金412.6万元…全年支出资金377.18万元…上年结转资金128.9万元，截至年底，资金结余164.32万元

What came in is a marked total, or what has the name of what is left (资金结余).  The four agree to
the last digit.  Where what there was and what is left stand side by side, and one slip parts them
from the one income and the one expense there are, the balance fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import regex

from extractor.linking.relations import Relation, balance_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, added, are_exact, digits_of
from extractor.model import Figure

NAMED = regex.compile(r"(?P<what>\p{Han}{2,3}?)(?:结余|余额|结存)")
OF_YEAR = regex.compile(r"^全[年期]|^本[年期]度?")
OTHERS = regex.compile(r"其中|另|调整|收回|上缴|利息|净|退回|当年")
TELLING = 3  # digits of what is left that make it no accident
SURE = 5  # digits of one that a slip parts from what it should be
MOST = 8  # figures on either side that are tried


def of_sections(
    closing: Figure,
    opening: Figure,
    ins: Sequence[Figure],
    outs: Sequence[Figure],
    before: Sequence[Figure],
    text: str,
) -> list[Relation]:
    """Return the balance of one total that came in and one that went out, if they make it."""
    if digits_of(closing.stated) < TELLING or closing.stated is None:
        return []
    named = NAMED.search(closing.lead)
    told = [f for f in before if named and f.lead.endswith(named["what"]) and f is not opening]
    more = [f for f in ins if f.is_marked_total] + [f for f in told if f not in outs]
    less = [f for f in outs if f.is_marked_total or OF_YEAR.match(f.lead)]
    pairs = product(more[-MOST:], less[-MOST:])
    ways = [(one, other) for one, other in pairs if one.at < other.at]
    for one, other in ways:
        if added([opening, one]) - added([other]) == closing.stated:
            return [balance_of(closing, [opening, one], [other])]
    off = [way for way in ways if _is_off(closing, opening, *way)]
    is_beside = closing.sentence == opening.sentence and digits_of(closing.stated) >= SURE
    if len(off) != 1 or not is_beside or OTHERS.search(text, opening.start, closing.end):
        return []
    one, other = off[0]
    return [balance_of(closing, [opening, one], [other], closed=True)]


def _is_off(closing: Figure, opening: Figure, one: Figure, other: Figure) -> bool:
    meant = added([opening, one]) - added([other])
    is_exact = are_exact((closing, opening, one, other))
    return is_exact and is_slip(closing.stated or NOTHING, meant)
