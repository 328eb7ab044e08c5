"""Totals with their parts in a bracket behind them, or under the same label further on.

    慰问金9500元（区财政5000元，我局自筹4500元）                  all of the bracket
    特殊党费9.1万元 … 特殊党费4万元 …，特殊党费3.1万元 …，2万元    the later ones of the label

A bracket is complete unless its words leave it open or tell how a balance came about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import label_of
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, equals, meets
from extractor.model import Figure

TOUCHING = 2  # code points that a bracket may stand off its total
LEFT = regex.compile(r"结余|余额|结存|[净缺差]|节约|节省|盈余")
DONE = regex.compile(r"已|[今本当]年|到位|完成|收入.*支出")


def bracketed(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a bracket right behind them splits, with all that is in it."""
    held = [(f, f.bracket) for f in row if f.bracket]
    for total in wholes if len(held) >= FEWEST else ():
        if total.bracket is not None:
            continue
        end = total.end
        inside = [f for f, bracket in held if 0 <= bracket[0] - end <= TOUCHING]
        if len(inside) >= FEWEST:
            words = text[slice(*inside[0].bracket)] if inside[0].bracket else ""
            is_told = meets(total, inside) or is_digit_off(total, inside)
            is_all = not (OPEN_WORDS.search(words) or _is_left(total, words)) or is_told
            yield sum_of(Form.BRACKET, total, inside, closed=is_all)


def _is_left(total: Figure, words: str) -> bool:
    """Whether a bracket tells how something came about: 结余40万元（收入50万元，支出10万元）."""
    return bool(LEFT.search(total.lead) or DONE.search(words))


def labelled(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """Yield the totals that the later amounts of the same label make, three at least."""
    unmarked: dict[str, list[Figure]] = {}
    for figure in row:
        if (label := label_of(figure)) and not figure.is_marked_total:
            unmarked.setdefault(label, []).append(figure)
    for total in wholes:
        same = [f for f in unmarked.get(label_of(total) or "", ()) if f.at > total.at]
        if len(same) >= 3 and equals(total, same):  # noqa: PLR2004
            yield sum_of(Form.TOTAL_THEN_LIST, total, same)
