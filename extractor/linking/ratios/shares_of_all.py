"""Shares that make up all of a whole: together they are 100.

    分为肢体残疾2040人，占60%，…，精神残疾365人，占13.4%    of all parts of a list that adds up
    税收占61%，非税占39%                                    of all parts of one division
    990人，占28.1%，925人，占26.3%，其余五个乡镇约占45.6%   of a run that comes to 100

The first two are closed, so that they fail where they do not make 100; a run that does not come to
it claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.division_words import is_all_of, part_named
from extractor.linking.ratios.said_shares import Lists, said_share
from extractor.linking.relations import Form, Relation
from extractor.linking.totals import FEWEST
from extractor.model import Approx, Figure, FindingKind

ALL = Decimal(100)
LEFT = regex.compile(r"其余|剩余")  # 其他收入 is a kind of its own
NESTED = regex.compile("其中")
REST = regex.compile(r"其余|其他|其它|剩余")


def shares_of_all(
    sentences: Sequence[Sequence[Figure]],
    found: Sequence[Relation],
    lists: Lists,
) -> Iterator[Relation]:
    """Yield the shares of a list that adds up, and runs of shares that come to 100."""
    by_part = {r.parts[0]: r.total for r in found if r.form == Form.SHARE}
    taken: set[int] = set()
    for relation in {id(r): r for r in lists.by_part.values()}.values():
        shares = [s for part in relation.parts if (s := by_part.get(part)) is not None]
        is_whole = len(shares) == len(relation.parts) and lists.adds_up(
            lists.by_place[relation.parts[0]]
        )
        if is_whole and taken.isdisjoint(shares):
            taken.update(shares)
            yield _all(shares, closed=True)
    for sentence in sentences:
        whole = _divided(sentence)
        if whole and taken.isdisjoint(f.at for f in whole):
            taken.update(f.at for f in whole)
            yield _all([f.at for f in whole], closed=True, form=Form.SHARES_DIVIDED)
        yield from _runs([f for f in sentence if said_share(f) and f.at not in taken])


def _divided(sentence: Sequence[Figure]) -> list[Figure]:
    """Return the shares of a sentence that are said of all the parts of one division, or of a rest.

    税收收入131.26亿元，占…比重为61%；非税收入83.84亿元，占…比重为39%: there is no third.
    """
    shares = [f for f in sentence if said_share(f)]
    wholes = {_named_whole(f) for f in shares} - {""}
    if len(shares) < FEWEST or len(wholes) > 1 or any(NESTED.search(f.lead) for f in sentence[1:]):
        return []
    if wholes and not all(_is_like(next(iter(wholes)), f, sentence) for f in shares):
        return []  # 出口占生产总值的30%，进口占20%
    parts = [_division(f, sentence) for f in shares]
    names = {name for part in parts for name in part}
    is_whole = any(is_all_of(division, [p.get(division) for p in parts]) for division in names)
    has_rest = LEFT.search(shares[-1].lead) or LEFT.search(_before(shares[-1], sentence))
    return shares if is_whole or has_rest else []


def _is_like(whole: str, share: Figure, sentence: Sequence[Figure]) -> bool:
    """Whether what is shared is called as the whole is: 税收收入 of 一般公共预算收入, or a rest."""
    words = _before(share, sentence) + share.lead.split("占")[0]
    pairs = {whole[at : at + 2] for at in range(len(whole) - 1)}
    return (
        any(pair in words for pair in pairs) or not words.strip("，, ") or bool(REST.search(words))
    )


def _named_whole(share: Figure) -> str:
    said = said_share(share)
    return said["whole"].strip("“”的") if said else ""


def _before(share: Figure, sentence: Sequence[Figure]) -> str:
    """Return what leads to the figure that the share stands behind."""
    before = [f for f in sentence if f.at < share.at and f.part == share.part]
    plain = [f for f in before if not f.is_share and not f.is_change]
    if before and not plain and all(f.is_share for f in before):
        return before[0].lead  # 第二产业投资下降27.1%，占61.0%
    return plain[-1].lead if plain and not said_shares(before, plain[-1]) else ""


def said_shares(before: Sequence[Figure], figure: Figure) -> bool:
    """Whether another share stands between a figure and the one that is looked at."""
    return any(f.at > figure.at and said_share(f) for f in before)


def _division(share: Figure, sentence: Sequence[Figure]) -> dict[str, str]:
    """Return the division, with its part, that a share is said of."""
    part = part_named(share.lead) or part_named(_before(share, sentence))
    return {part.division: part.part} if part else {}


def _runs(shares: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the run of shares that ends a sentence, or its rest, and comes to 100."""
    for end in range(len(shares), 1, -1):
        exact = slack = Decimal(0)
        for start in range(end - 1, -1, -1):
            exact += shares[start].stated or 0
            slack += shares[start].quantity.step / 2
            run = shares[start:end] if abs(exact - ALL) <= slack else ()
            if len(run) > 1 and _have_one_whole(run) and _has_most(run):
                yield _all([f.at for f in run])
                return


def _have_one_whole(shares: Sequence[Figure]) -> bool:
    return len({m["whole"] for f in shares if (m := said_share(f)) and m["whole"]}) <= 1


def _has_most(run: Sequence[Figure]) -> bool:
    """Whether no share is all by itself: 100% and 0% are said of other things."""
    return all(f.stated is not None and 0 < f.stated < ALL for f in run) and any(
        f.quantity.approx in (Approx.EXACT, Approx.ABOUT) for f in run
    )


def _all(
    shares: Sequence[int], *, closed: bool = False, form: Form = Form.SHARES_OF_ALL
) -> Relation:
    return Relation(FindingKind.SUM, form, None, tuple(shares), is_closed=closed)
