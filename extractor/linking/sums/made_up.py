"""Totals of which the last of those who pay makes up what is missing: 工会补足3400元.

    红包共8400元，由承包人出资5000元，院工会补足3400元
    慰问品共12600元，爱心企业赞助8000元，不足部分街道补齐4600元

Who makes up the rest leaves nothing out, so that such a list may fail; any word of more (另, 等,
其中) leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, LONGEST, are_exact, is_like, meets
from extractor.model import Figure

MADE_UP = regex.compile(r"(?:补足|补齐|凑足|凑齐|配齐|兜底)(?:了|剩余的?|其余的?)?$")
PAID = regex.compile(
    r"捐[款赠资助出献]?|出资|拿出|赞助|自筹|拨[款付出]?|承担|负担|支持|补助|资助|列支|出了?|垫付?"
)


def made_up(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that several paid, up to the one who made up the rest."""
    for at, last in enumerate(row):
        if at < FEWEST or last.bracket is not None or not MADE_UP.search(last.lead):
            continue
        own = [f for f in row[max(0, at - LONGEST) : at + 1] if f.sentence == last.sentence]
        total, *parts = own
        if len(parts) < FEWEST or any(f.bracket for f in own):
            continue
        is_paid = all(PAID.search(f.lead) for f in parts[:-1])
        is_plain = is_paid and are_exact(own) and not OPEN_WORDS.search(between(total, last, text))
        if is_like(total, parts) and (meets(total, parts) or is_plain):
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=is_plain)
