"""Numbers told before of which the next sentence tells two kinds by the same noun.

    给52位老人送上棉鞋。…院里住着特困老人43位，自费寄养老人9位      老人, 特困老人 and 寄养老人

The two stand side by side and each names what it counts by the noun of the one told before.  They
are taken where they make it to the digit, and claim nothing where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import noun_of, only_han, unit_of
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import are_exact, equals
from extractor.model import Figure

NEXT = regex.compile(r"[，,、；;和及]\s?[^，,。；;、0-9\n]{2,12}")
REACH = 3  # sentences between the number of all and those of the two kinds
NOUN = 2  # code points of a noun at least


def of_one_noun(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers that two kinds of one noun make."""
    for one, other in pairwise(row):
        is_pair = one.series in HEADS and one.part == other.part and unit_of(one) == unit_of(other)
        if not is_pair or not NEXT.fullmatch(between(one, other, text)):
            continue
        near = [f for f in wholes if f.at < one.at and one.sentence - f.sentence <= REACH]
        for total in reversed(near):
            is_named = total.sentence < one.sentence and _are_of(noun_of(total), one, other)
            if is_named and are_exact((total, one, other)) and equals(total, [one, other]):
                yield sum_of(Form.TOTAL_THEN_LIST, total, [one, other])
                break


def _are_of(noun: str, *kinds: Figure) -> bool:
    """Whether the words of each kind end with the noun: 特困老人, 自费寄养老人."""
    said = [only_han(f.lead) for f in kinds]
    is_named = len(noun) >= NOUN and all(words.endswith(noun) for words in said)
    return is_named and len(set(said)) == len(said)
