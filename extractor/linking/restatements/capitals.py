"""Amounts written in capitals, with the digits in a bracket: 壹拾贰万叁仟元整（123000元）."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.totals import are_exact
from extractor.model import Figure

# Two capitals at least, since 万 and 元 alone stand beside digits too.
CAPITALS = regex.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]{2}")
WRITTEN_OUT = regex.compile(r"[元圆]?整?[（(]\s?(?:即|计|大写|小写|人民币)*[：:]?\s?[￥¥]?")


def in_capitals(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the amounts written out in capitals with a bracket that writes them in digits.

    壹拾贰万叁仟伍佰元整（123500元）: whoever forges one of them forgets the other.
    """
    found: list[Relation] = []
    for one, other in pairwise(listed):
        if other.bracket is None or one.bracket == other.bracket or one.series != other.series:
            continue
        is_written = CAPITALS.search(one.mention.text) or CAPITALS.search(other.mention.text)
        is_exact = are_exact((one, other)) and bool(one.stated and other.stated)
        words = between(one, other, text)
        # 伍拾万元（30万元现金、20万元物资） says no amount again.
        inside = text[other.end : other.bracket[1]]
        is_only = not inside.strip("元圆整正 )）")
        if is_written and is_exact and is_only and WRITTEN_OUT.fullmatch(words):
            found.append(stated_twice(other.at, [one.at], closed=True))
    return found
