"""The noun that a count counts, before or after it, and the noun that an amount of money states.

    28位困难下岗职工        after the classifier; a group there is the noun
    困难家庭352户          before the number
    棉衣、棉鞋276套         two nouns, one number
    送去慰问金9500元        before an amount: its label
    15.96万元的慰问金       or after it

The noun is the run of nominal words that touches the figure.  Where none touches it the noun is not
stated, and stays ``None``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor import lexicon
from extractor.model import Count, CountKind, Group, Mention, Money, Value, Word

NOMINAL = ("n", "l", "j", "an", "vn", "b", "s", "i", "ng")
LONGEST = 5  # words of one noun phrase
JOINS = "、和及"
# Verbs and adverbs that jieba's tags let through at the head of a noun.
NOT_HEADS = regex.compile(r"^(?:共|计|等|共计|合计|总计|累计|其中|金额|总额|价值|折价|折合|人民币|补助金额|达到|资助|救助|慰问|补助|奖励|发放)$")
LABEL_AFTER = regex.compile(r"的?(?P<noun>\p{Han}{0,6}(?:金|款|费|券|资金|物资|慰问品|贷款|补贴|补助))")


def with_nouns(
    figures: Sequence[Mention[Value]], groups: Sequence[Mention[Group]], words: Sequence[Word]
) -> list[Mention[Value]]:
    """Return ``figures`` with the nouns that the text gives them."""
    starts = [word.span.start for word in words]
    text = "".join(word.text for word in words)
    by_start = {g.span.start: g for g in groups}
    by_end = {g.span.end: g for g in groups}
    named: list[Mention[Value]] = []
    for mention in figures:
        value = mention.value
        if isinstance(value, Count):
            at, end = mention.span.start, mention.span.end
            group = by_start.get(end) or by_end.get(at)
            noun = group.text if group else _after(words, starts, end) or _before(words, starts, at)
            kind = _kind_of(value, noun)
            named.append(replace(mention, value=replace(value, noun=noun, kind=kind)))
        elif isinstance(value, Money):
            label = _label(mention, words, starts, text)
            named.append(replace(mention, value=replace(value, label=label)))
        else:
            named.append(mention)
    return named


def _after(words: Sequence[Word], starts: Sequence[int], end: int) -> str | None:
    """Return the nominal words that begin at ``end``."""
    at = bisect_left(starts, end)
    if at == len(words) or starts[at] != end:
        return None
    run: list[str] = []
    for word in words[at : at + LONGEST]:
        if not word.tag.startswith(NOMINAL) or NOT_HEADS.match(word.text):
            break
        run.append(word.text)
    return "".join(run).lstrip("的") or None


def _before(words: Sequence[Word], starts: Sequence[int], start: int) -> str | None:
    """Return the nominal words that end at ``start``, with those joined by 、."""
    at = bisect_left(starts, start)
    run: list[str] = []
    for word in reversed(words[max(0, at - LONGEST) : at]):
        is_join = word.text in JOINS and bool(run)
        if not (word.tag.startswith(NOMINAL) or is_join) or NOT_HEADS.match(word.text):
            break
        run.insert(0, word.text)
    return "".join(run).lstrip(JOINS) or None


def _label(
    mention: Mention[Value], words: Sequence[Word], starts: Sequence[int], text: str
) -> str | None:
    """Return what an amount of money states: 慰问金, 大病救助金."""
    if after := LABEL_AFTER.match(text, mention.span.end):
        return str(after["noun"])
    before = regex.search(
        r"(\p{Han}{1,12}?)(?:（[^）]{0,12}）|\([^)]{0,12}\))?(?:共计|合计|总计|累计|总额|计|共|达到|达|为|约|近|人民币|折合|折价|价值|\s)*$",
        text[max(0, mention.span.start - 24) : mention.span.start],
    )
    if not before:
        return None
    end = mention.span.start - (len(before[0]) - len(before[1]))
    return _before(words, starts, end)


@lexicon.derived
def _nouns() -> tuple[tuple[str, CountKind], ...]:
    return tuple((row["noun"], CountKind(row["kind"])) for row in lexicon.load("counted_nouns"))


def _kind_of(count: Count, noun: str | None) -> CountKind:
    """Return what 个 counts, by its noun: 9个企事业单位 are organisations, 5个社区 an area."""
    if count.unit != "个" or noun is None:
        return count.kind
    return next((kind for ending, kind in _nouns() if noun.endswith(ending)), count.kind)
