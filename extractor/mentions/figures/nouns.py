"""The noun that a count counts, before or after it; the measure of a count and of an amount.

    28位困难下岗职工        after the classifier; a group there is the noun
    困难家庭352户          before the number
    棉衣、棉鞋276套         two nouns, one number
    152名孤儿和留守儿童      two groups, one number: it is the measure of neither

The noun is the run of nominal words that touches the figure.  Where none touches it the noun is not
stated, and stays ``None``.  What an amount of money states is read by ``labels``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractor import lexicon
from extractor.mentions.figures.labels import label_of, measure_of
from extractor.model import Count, CountKind, Group, Mention, Money, Value, Word
from extractor.offsets import Span
from extractor.segmenting import word_from

NOMINAL = ("n", "l", "j", "an", "vn", "b", "s", "i", "ng")
MISTAGGED = ("大米",)  # a numeral to the tagger
# other parts of speech to the tagger; 非 of 非遗项目 is a prefix
NOUNS_ANYWAY = frozenset(("县", "初中", "合同", "协定", "包裹", "固定"))
PREFIX = "h"
# 36个城市启动试点, 5个县开展培训: what the counted do, which the tagger takes for a noun
DEEDS = frozenset(
    ("启动", "开展", "实施", "推进", "建立", "实现", "完成", "参加", "出台", "纳入", "推行", "启用")
)
# 博物馆（纪念馆）10个, 用户[11]44万户: a bracket or the number of a note stands between
BETWEEN = regex.compile(r"(?:（[^（）\n]{1,24}）|\([^()\n]{1,24}\)|\[[0-9]{1,2}\])$")
LONGEST = 5  # words of one noun phrase
LONGEST_BETWEEN = 26  # characters of a bracket between a noun and its number
JOINS = "、和及"
NO_NOUN = ("岁", "周岁", "年", "天", "日", "周", "月", "个月", "小时", "分钟", "倍")  # 工作10年
SPANNED = ("龄", "期", "期限", "时间")  # what a duration is stated of: 党龄七十多年
HOME, PACKED = "家庭", ("包", "箱")  # 460个家庭包 are handed out to homes, and no homes
AT_WORK = tuple("岗职校册档编籍园")  # 在岗教职工58人: 在 belongs to the noun
# Verbs and adverbs that jieba's tags let through at the head of a noun.
NOT_HEADS = regex.compile(
    r"^(?:共|计|等|共计|合计|总计|累计|其中|金额|总额|价值|折价|折合|人民币|补助金额|达到|资助|救助|慰问|补助|奖励|发放|.*(?:下去|起来|上来|下来))$"
)


def with_nouns(
    figures: Sequence[Mention[Value]],
    groups: Sequence[Mention[Group]],
    words: Sequence[Word],
    text: str,
) -> list[Mention[Value]]:
    """Return ``figures`` with the nouns that ``text``, of these ``words``, gives them."""
    by_start = {g.span.start: g for g in groups}
    by_end = {g.span.end: g for g in groups}
    taken = {m.span.end for m in figures}
    floor = 0  # the end of the figure before: 箱 of 300箱、香皂760块 is no noun
    named: list[Mention[Value]] = []
    for mention in figures:
        value = mention.value
        if isinstance(value, Count):
            group = by_start.get(mention.span.end) or by_end.get(mention.span.start)
            noun = group.text if group else _after(words, mention.span.end)
            # 412户1530人: 户 is no noun of 人
            if noun is None and mention.span.start not in taken:
                noun = _noun_before(value, mention.span, floor, words, text)
            measure, kind = group.value.label if group else None, _kind_of(value, noun)
            is_same = (noun, kind, measure) == (value.noun, value.kind, value.measure)
            stated = value if is_same else replace(value, noun=noun, kind=kind, measure=measure)
            named.append(_with_value(mention, stated))
        elif isinstance(value, Money):
            label = label_of(mention.span, words, text)
            stating = replace(value, label=label, measure=measure_of(label)) if label else value
            named.append(_with_value(mention, stating))
        else:
            named.append(mention)
        floor = mention.span.end
    return named


def _with_value(mention: Mention[Value], value: Value) -> Mention[Value]:
    if value is mention.value:
        return mention
    return Mention(mention.span, mention.text, value, mention.rule_id)


def _after(words: Sequence[Word], end: int) -> str | None:
    """Return the nominal words that begin at ``end``."""
    at = word_from(words, end)
    if at == len(words) or words[at].span.start != end:
        return None
    run: list[str] = []
    for word in words[at : at + LONGEST]:
        is_name = word.tag.startswith("nr") and run  # 五名志愿者李桂芹; 毛巾 is tagged so too
        is_deed = run and word.text in DEEDS
        if is_name or is_deed or not _is_nominal(word):
            break
        run.append(word.text)
    behind = words[at + len(run)].text[:1] if at + len(run) < len(words) else ""
    if run and run[-1] == HOME and behind in PACKED:
        run.append(behind)
    return "".join(run).lstrip("的") or None


def _noun_before(
    count: Count, span: Span, floor: int, words: Sequence[Word], text: str
) -> str | None:
    """Return the noun before a count, unless one in quotes follows: 三本“台账”."""
    if text[span.end : span.end + 1] in ("“", "《"):
        return None
    end = span.start
    if text[end - 1 : end] in ("）", ")", "]"):
        found = BETWEEN.search(text, max(floor, end - LONGEST_BETWEEN), end)
        end = found.start() if found else end
    noun = _before(words, end, floor)
    return None if count.unit in NO_NOUN and not (noun or "").endswith(SPANNED) else noun


def _before(words: Sequence[Word], start: int, floor: int) -> str | None:
    """Return the nominal words that end at ``start``, with those joined by 、, after ``floor``."""
    at = word_from(words, start)
    run: list[str] = []
    if at and words[at - 1].span.end > start:
        return None  # the tagger took the number for part of a word: 前两天
    for word in reversed(words[max(0, at - LONGEST) : at]):
        is_join = word.text in JOINS and bool(run)
        is_noun = _is_nominal(word) or word.text in MISTAGGED or (run and word.tag == PREFIX)
        if word.span.start < floor or not (is_noun or is_join):
            return _with_place("".join(run), word)
        run.insert(0, word.text)
    return "".join(run).lstrip(JOINS) or None


def _with_place(noun: str, before: Word) -> str | None:
    """Return 在岗教职工 for 岗教职工 after 在, and nothing for 园 after it: 在园862名."""
    if before.text == "在" and noun.startswith(AT_WORK):
        return f"在{noun}" if len(noun) > 1 else None
    return noun.lstrip(JOINS) or None


def _is_nominal(word: Word) -> bool:
    if word.text in NOUNS_ANYWAY:
        return True
    return word.tag.startswith(NOMINAL) and _may_be_head(word.text)


@lru_cache(maxsize=16384)
def _may_be_head(text: str) -> bool:
    return NOT_HEADS.match(text) is None


@lexicon.derived
def _nouns() -> tuple[tuple[str, CountKind], ...]:
    return tuple((row["noun"], CountKind(row["kind"])) for row in lexicon.load("counted_nouns"))


def _kind_of(count: Count, noun: str | None) -> CountKind:
    """Return what 个 counts, by its noun: 9个企事业单位 are organisations, 5个社区 an area."""
    if count.unit != "个" or noun is None:
        return count.kind
    return next((kind for ending, kind in _nouns() if noun.endswith(ending)), count.kind)
