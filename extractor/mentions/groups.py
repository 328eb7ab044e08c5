"""Described kinds of recipient: 困难职工, 因大病致贫的困难职工, 看不起病的特困户.

A group is the smallest noun phrase that carries the description, without its number, and it is
read only where something is given to it, where it is visited, or where it is counted:

    对⟦困难职工⟧进行慰问          给⟦困难家庭⟧每户300元         ⟦特困户⟧12户领走15万元
    把助学金发到⟦困难职工子女⟧手中   312名⟦困难职工⟧             走访了⟦劳模⟧、⟦离退休人员⟧

A phrase has a noun (职工, 低保户), before it words that describe (困难, 在档, 一线), and before
those a clause with 的, if that says why something is given (家庭有困难的职工; but of
奋战在一线的职工 only 职工).  Nouns and descriptions are in ``groups.tsv`` and ``descriptors.tsv``,
which users extend; ``label`` is the table's name for the kind, by which years are compared.

Not read: what nothing is given to (关心困难职工的生活), what stands beside a name (困难职工张某), and
what is part of a compound (困难职工档案; the tails are in ``group_tails.tsv``).  A group too many
puts a wrong recipient into a table, one too few leaves a count without its noun: the first is
worse, so that a phrase without one of the contexts below is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor import lexicon

from extractor.model import Count, CountKind, Group, Mention, Money, Value, Word
from extractor.offsets import Span
from extractor.rules import one_of

REACH = 60  # code points on each side of a phrase that its context may lie in


def find_groups(
    text: str, words: Sequence[Word], figures: Sequence[Mention[Value]]
) -> list[Mention[Group]]:
    """Return the groups that something is given to, in text order."""
    around = _Surroundings(text, words, figures)
    phrases = [phrase for phrase in _phrases(around) if not _is_part(phrase, around)]
    reasons = [_reason(phrase, around) for phrase in phrases]
    _spread_over_lists(phrases, reasons, text)
    return [
        Mention(p.span, p.span.slice(text), Group(label=_label(p.span.slice(text))), reason)
        for p, reason in zip(phrases, reasons, strict=True)
        if reason is not None
    ]


@dataclass(frozen=True, slots=True)
class Context:
    """Words before and after a phrase that make it a recipient.

    ``general`` tells whether they do so for a noun without a description too (职工).
    """

    rule_id: str
    before: regex.Pattern[str]
    after: regex.Pattern[str]
    general: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    span: Span
    is_described: bool


class _Surroundings:
    """A text with its words and figures by their places."""

    def __init__(self, text: str, words: Sequence[Word], figures: Sequence[Mention[Value]]) -> None:
        self.text = text
        self.words = words
        self.word_at = {
            at: i for i, w in enumerate(words) for at in range(w.span.start, w.span.end)
        }
        counted = [figure for figure in figures if _counts_recipients(figure)]
        self.count_ends = {figure.span.end for figure in counted}
        self.count_starts = {figure.span.start for figure in counted}
        self.money_starts = [f.span.start for f in figures if isinstance(f.value, Money)]
        self.taken = {at for f in figures for at in range(f.span.start, f.span.end)}


def _counts_recipients(figure: Mention[Value]) -> bool:
    if not isinstance(figure.value, Count):
        return False
    kinds = (CountKind.PERSON, CountKind.PERSON_TIME, CountKind.HOUSEHOLD, CountKind.ORGANISATION)
    return figure.value.kind in kinds or figure.value.unit == "个"


# --- phrases ------------------------------------------------------------------------------------


def _phrases(around: _Surroundings) -> Iterator[_Phrase]:
    text, need = around.text, _need()
    for match in _phrase_pattern().finditer(text):
        start, end = match.span()
        while start < end and any(at in around.taken for at in (start,)):
            start += 1
        if start >= match.start("noun") + 1 or not around.taken.isdisjoint(range(start, end)):
            continue
        clause = _clause_start(start, around)
        described = bool(
            match["noun"] in _described() or need.search(text, start, end) or clause < start
        )
        yield _Phrase(Span(clause, end), described)


@lexicon.derived
def _phrase_pattern() -> regex.Pattern[str]:
    nouns = one_of(row["word"] for row in lexicon.load("groups"))
    descriptions = one_of(row["word"] for row in lexicon.load("descriptors"))
    return regex.compile(
        rf"""
        (?:[\u4e00-\u9fff]{{2}}籍)?
        (?:(?:{descriptions})(?:[(（](?:{descriptions}|[\u4e00-\u9fff]{{2}})[)）])?的?){{0,6}}
        (?P<noun>[“"]?(?:{nouns})[”"]?)
        (?:{nouns}){{0,3}}+
        (?:[(（](?:{nouns})[)）])?
        (?:及其?(?:家属|子女|家庭))?
        (?:代表)?
        """,
        regex.VERBOSE,
    )


@lexicon.derived
def _described() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.load("groups") if row["sort"] == "described")


@lexicon.derived
def _need() -> regex.Pattern[str]:
    return regex.compile(one_of(row["word"] for row in lexicon.load("descriptors") if row["need"]))


# What a 的-clause may not run over: marks, figures, and the words that give or point.
_CLAUSE_STOPS = frozenset(
    "对 向 给 为 把 将 被 由 使 让 了 到 在 从 于 中 的 是 有 共 和 及 与 等 每 还 并 又 也 都 就 "
    "慰问 看望 走访 探望 救助 资助 补助 帮扶 帮助 发放 送 发给 送给 惠及 "
    "各 全 本 我 全体 全部 所有 部分 全县 全区 全市 全镇 全乡 全省 我校 我局 全校 全村".split()
)
_NEED_CLAUSE = (
    r"困难|贫|病|残|灾|失去|丧|无依|孤|下岗|失业|突出贡献|遇难|牺牲|致困|低保|特困|突发|遭遇"
)


def _clause_start(start: int, around: _Surroundings) -> int:
    """Return where the 的-clause before ``start`` begins, or ``start`` if it gives no reason."""
    text = around.text
    if start < 2 or text[start - 1] != "的" or start - 1 not in around.word_at:
        return start
    first = around.word_at[start - 1]
    if around.words[first].span.end != start:
        return start
    while first > 0 and _may_be_in_clause(around.words[first - 1], around, start):
        first -= 1
    begin = around.words[first].span.start
    if regex.search(_NEED_CLAUSE, text[begin:start]):
        return begin
    return start


def _may_be_in_clause(word: Word, around: _Surroundings, phrase_start: int) -> bool:
    return (
        phrase_start - word.span.start <= 14
        and word.span.start not in around.taken
        and word.text[0].isalpha()
        and (word.text not in _CLAUSE_STOPS or word.text == "有")
        and word.tag not in ("p", "r", "ul")
        or word.text == "因"
    )


# --- what is no recipient -----------------------------------------------------------------------

_AFTER_ALLOWED = regex.compile(r"们|家[中里]?|手[中里上]|床|病床|身边|名单|个人|本人|茶话会|[”)）]")


def _is_part(phrase: _Phrase, around: _Surroundings) -> bool:
    """Tell whether the phrase is part of a compound, or stands beside a name."""
    end = phrase.span.end
    if end >= len(around.text) or end in around.taken:
        return False
    if _tails().match(around.text, end):
        return True
    if phrase.span.start in around.count_ends or _AFTER_ALLOWED.match(around.text, end):
        return False
    word = around.words[around.word_at[end]]
    return word.tag.startswith(("n", "an")) and word.tag != "nr"


@lexicon.derived
def _tails() -> regex.Pattern[str]:
    return regex.compile("的?(?:" + one_of(r["word"] for r in lexicon.load("group_tails")) + ")")


# --- what makes a recipient ---------------------------------------------------------------------

_MARK = r"[,，。;；:：!！?？\n]"
_INSIDE = r"[^,，。;；:：!！?？\n]"
_VISIT = r"慰问|看望|走访|探望|探视|探访|救助|资助|补助|奖励|接济|惠及|救济|受益"
_GIVE = (
    r"送|发放|发给|发到|发了|赠|捐给|捐助|提供|带[来去了]|拨付|下拨|安排了|准备了|办理|补助|补贴|资助|救助|"
    r"慰问|拜年|颁发|奖励|兑现|表彰"
)
_RATE = r"(?:,|，|，?每[户人名位个家所]|户均|人均|各)"

CONTEXTS = (
    Context(
        "group.visited",
        regex.compile(
            rf"(?:{_VISIT}|帮(?![助扶困忙贫教办]))(?:补助|慰问|救助)?[了过]?"
            rf"(?:(?:(?!活动|工作|为了?|[把将向对给在是]|期间|制度|对象){_INSIDE}){{0,16}}"
            rf"|{_INSIDE}{{1,30}}的(?:\S{{0,2}})?)\Z"
        ),
        regex.compile(r"(?!的(?!家))"),
        True,
        ("走访慰问了⟦低保户⟧", "慰问奋战在一线的⟦职工⟧"),
    ),
    Context(
        "group.given-to",
        regex.compile(
            rf"(?<![成作认以因称视])(?:向|给|为(?![了让使]))"
            rf"(?:(?!保障|确保|解决|关心|进一步|更好|切实|维护|帮助){_INSIDE}){{0,30}}\Z"
        ),
        regex.compile(rf"(?!解决|服务|着想|的(?!家))[^。;；\n]{{0,40}}?(?:{_GIVE})"),
        True,
        ("为⟦困难职工⟧发放救助金", "给⟦村民⟧们带了慰问金"),
    ),
    Context(
        "group.treated",
        regex.compile(rf"对{_INSIDE}{{0,30}}\Z"),
        regex.compile(
            rf"(?![^。;；\n]{{0,12}}(?:排查|摸底|调查|统计))[^。;；\n]{{0,40}}?"
            rf"(?:{_VISIT}|给予|帮扶|帮困|送温暖|发放|表彰)"
        ),
        True,
        ("对⟦困难职工⟧进行慰问", "对困难职工进行摸底"),
    ),
    Context(
        "group.delivered-to",
        regex.compile(
            rf"(?:[送发交分递赠捐拨用](?:放|送|发|达)?[了]?(?:给|到|于|至|往)了?|深入到?|来到|走进|走入)"
            rf"{_INSIDE}{{0,14}}\Z"
        ),
        regex.compile(r"(?!的(?!家|手))"),
        False,
        ("把助学金发到⟦困难职工子女⟧手中", "深入⟦贫困户⟧家中"),
    ),
    Context(
        "group.receives",
        regex.compile(r"\A|"),
        regex.compile(
            rf"们?{_INSIDE}{{0,8}}?(?:领到|领取|领走|领了|领回|收到|拿到|获得|获助|各得|享受|受益|受助)"
        ),
        False,
        ("⟦困难职工⟧们正排队领取慰问金",),
    ),
    Context(
        "group.listed-object",
        regex.compile(rf"对象(?:主要)?(?:是|有|为|包括|分为|:|：|。)\s*{_INSIDE}{{0,12}}\Z"),
        regex.compile(""),
        False,
        ("慰问对象有⟦患病困难教职工⟧",),
    ),
    Context(
        "group.item",
        regex.compile(rf"(?:\A|{_MARK}|[、.．)）])\s*\Z"),
        regex.compile(
            rf"(?:们)?[,，]?(?:发给|采取|由|{_INSIDE}{{0,6}}每[人户名位]){_INSIDE}{{0,20}}"
            rf"(?:慰问|发|补助|救助|\d)"
        ),
        False,
        ("2、⟦困难教师⟧采取分组上门慰问",),
    ),
)

_COUNT_GAP_BEFORE = regex.compile(r"(?:的|[^\W\d]{0,8}的|[^\W\d]{0,4})\Z")
_COUNT_GAP_AFTER = regex.compile(
    r"们?[\"”)）]?(?:[、:：(（]|[共总合]?计?[有]?|达到?|为|约|已有?|就有|总数)?(?:共计|共有|共)?"
)
_RATE_BEFORE = regex.compile(r"每[户名位个家]\Z")
_RATE_AFTER = regex.compile(rf"们?{_RATE}")


def _reason(phrase: _Phrase, around: _Surroundings) -> str | None:
    """Return the rule that makes the phrase a recipient, or ``None``."""
    if _is_counted(phrase, around) and (phrase.is_described or _is_giving(phrase, around)):
        return "group.counted"
    if _is_rated(phrase, around):
        return "group.rated"
    low, high = _sentence(phrase.span, around.text)
    for context in CONTEXTS:
        if not (phrase.is_described or context.general):
            continue
        if context.before.search(around.text, low, phrase.span.start) and context.after.match(
            around.text, phrase.span.end, high
        ):
            return context.rule_id
    return None


def _is_counted(phrase: _Phrase, around: _Surroundings) -> bool:
    start, end = phrase.span.start, phrase.span.end
    for at in range(start, max(start - 10, -1), -1):
        if at in around.count_ends and _COUNT_GAP_BEFORE.fullmatch(around.text, at, start):
            return True
    gap = _COUNT_GAP_AFTER.match(around.text, end)
    return gap is not None and gap.end() in around.count_starts


def _is_rated(phrase: _Phrase, around: _Surroundings) -> bool:
    start, end = phrase.span.start, phrase.span.end
    is_marked = _RATE_BEFORE.search(around.text, max(0, start - 3), start) or _RATE_AFTER.match(
        around.text, end
    )
    return bool(is_marked) and any(end <= at <= end + 12 for at in around.money_starts)


_GIVING = regex.compile(rf"{_VISIT}|{_GIVE}|领|获|得|享受|助学|帮")
_NOT_GIVING = regex.compile(r"捐|凑|志愿|编制|在岗|认购|在册")


def _is_giving(phrase: _Phrase, around: _Surroundings) -> bool:
    low, high = _sentence(phrase.span, around.text)
    before, _ = _sentence(Span(max(0, low - 1), max(0, low - 1)), around.text)
    return bool(_GIVING.search(around.text, before, high)) and not _NOT_GIVING.search(
        around.text, low, high
    )


def _sentence(span: Span, text: str) -> tuple[int, int]:
    """Return the sentence around ``span``, no farther than ``REACH`` on each side."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    starts = [text.rfind(mark, low, span.start) + 1 for mark in "。;；!！?？\n"]
    ends = [at for mark in "。;；!！?？\n" if (at := text.find(mark, span.end, high)) >= 0]
    return max([low, *starts]), min([high, *ends])


_LISTED = regex.compile(r"们?[”\"]?(?:、|和|及|以及|与|暨|,|，|[、,，]?以及|及其)[^\W\d]{0,4}的?")


def _spread_over_lists(phrases: Sequence[_Phrase], reasons: list[str | None], text: str) -> None:
    """Give each described phrase of a list the standing of its neighbour, both ways."""
    places = range(1, len(phrases))
    for i in (*places, *reversed(places)):
        gap = (phrases[i - 1].span.end, phrases[i].span.start)
        if gap[0] > gap[1] or not _LISTED.fullmatch(text, *gap):
            continue
        for one, other in ((i - 1, i), (i, i - 1)):
            if reasons[one] and not reasons[other] and phrases[other].is_described:
                reasons[other] = "group.listed"


def _label(phrase: str) -> str | None:
    """Return the label of the longest word of the table that the phrase ends with, or holds."""
    labels = _labels()
    for start in range(len(phrase)):
        if phrase[start:] in labels:
            return labels[phrase[start:]]
    held = [word for word in labels if word in phrase]
    return labels[max(held, key=len)] if held else None


@lexicon.derived
def _labels() -> dict[str, str]:
    return {row["word"]: row["label"] for row in lexicon.load("groups")}
