"""Noun phrases that describe a kind of recipient, wherever they stand.

A phrase has a noun of ``groups.tsv`` (职工, 低保户), before it words of ``descriptors.tsv`` that
describe (困难, 在档, 一线), and before those a clause with 的, if that says why something is given:
of 家庭有困难的职工 all is the phrase, of 奋战在一线的职工 only 职工.  Numbers are never inside.

A phrase is no phrase of ours as part of a compound (困难职工档案; the tails are in
``group_tails.tsv``) or beside a name (困难职工张某).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor import lexicon
from extractor.mentions.name_shapes import Shapes
from extractor.mentions.unplain_names import is_put_together_at
from extractor.model import Count, CountKind, Mention, Money, Value, Word
from extractor.offsets import Span
from extractor.rules import at_one_of, found_from, one_of
from extractor.segmenting import word_from


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, and whether it says who needs or deserves a gift (困难职工, but not 职工).

    A house that gifts are brought to (敬老院) is a group only where houses are counted.
    """

    span: Span
    is_described: bool
    must_be_counted: bool


class Scene:
    """A text with its words and figures by their places."""

    def __init__(self, shapes: Shapes, figures: Sequence[Mention[Value]]) -> None:
        self.text, self.words, self.taken = shapes.text, shapes.words, shapes.taken
        self.shapes = shapes  # what may be a name in the text
        counts = {f.span: f.value for f in figures if isinstance(f.value, Count)}
        counted = {s: c for s, c in counts.items() if c.kind in _PEOPLE or c.unit == "个"}
        self.count_ends = {span.end: count for span, count in counted.items()}
        self.count_starts = {span.start for span in counted}
        self.money_starts = {f.span.start for f in figures if isinstance(f.value, Money)}

    def word_at(self, at: int) -> int:
        """Return the place in ``words`` of the word that covers ``at``."""
        return word_from(self.words, at + 1) - 1


_PEOPLE = (CountKind.PERSON, CountKind.PERSON_TIME, CountKind.HOUSEHOLD, CountKind.ORGANISATION)


def find_phrases(scene: Scene) -> Iterator[Phrase]:
    """Yield the phrases of ``scene``, in text order, parts of compounds left out."""
    pattern, text = _phrase_pattern(), scene.text
    # 河南籍: any two characters may stand before 籍
    is_anywhere = "籍" in text
    for match in (
        pattern.finditer(text) if is_anywhere else found_from(_starts(), pattern.match, text)
    ):
        start = _free_start(match, scene)
        if start is None:
            continue
        begin = start
        if not match["noun"].endswith(_DESCRIBED_BY_TABLE):
            begin = _modifier_start(start, scene)
        if begin == start:
            begin = _clause_start(start, scene)
        span = Span(begin, match.end())
        is_described = begin < start or _describes()(text[start : span.end])
        if (is_described or match["noun"] not in _nouns("bare")) and not _is_part(span, scene):
            yield Phrase(span, is_described, match["noun"] in _nouns("counted"))


@lexicon.derived
def _describes() -> Callable[[str], bool]:
    """Return what tells of a phrase whether it holds a word of need, or ends with a noun that does."""
    need = re.compile(one_of(row["word"] for row in lexicon.load("descriptors") if row["need"]))
    nouns = _nouns("described")

    def describes(phrase: str) -> bool:
        if _QUOTED.match(phrase, 0, len(phrase) - 1) or need.search(phrase):
            return True
        return any(phrase[at:] in nouns for at in range(len(phrase)))

    return lru_cache(4096)(describes)


def _free_start(match: re.Match[str], scene: Scene) -> int | None:
    """Return where the phrase begins after the figures that reach into it."""
    start = match.start()
    if _PAIRED.match(scene.text, start):
        start += 2
    while start < match.start("noun") and start in scene.taken:
        start += 1
    return start if scene.taken.isdisjoint(range(start, match.end())) else None


# 42名干部结对贫困户: a verb there, though 结对帮扶户 is a kind of household.
_PAIRED = regex.compile(
    r"(?<![名户位个的与和访望问])结对(?!帮扶)|(?<=干部|党员|职工|教师|人员|单位|部门)结对(?!帮扶)"
)
# “两癌”患者: of a noun in quotes itself (“低保户”) nothing more is said.
_QUOTED = regex.compile(r'[“"][\u4e00-\u9fff]{1,4}[”"]')
AGED = r"(?:年满|年龄)?[0-9一二三四五六七八九十百]{1,3}周?岁(?:及?以上|以下)?的?"
# What in a description says why something is given.
_NEED = regex.compile(
    r"困难|贫|患病|重病|大病|因病|病致|看不起病|残|受灾|灾祸|失去|丧|无依|孤|退休|离休|下岗|失业|低保|特困|"
    r"突出贡献|遇难|牺牲|致困|患\w{0,4}病|疾病|事故|意外|变故"
)


_IMPAIRED = "视力|听力|言语|肢体|智力|精神"
_RELATIVES = ("父母", "父亲", "母亲", "妻子", "丈夫", "配偶", "子女", "孩子", "家人", "家属")


@lexicon.derived
def _starts() -> re.Pattern[str]:
    """Return where a phrase may begin that does not with a place (河南籍), for ``found_from``."""
    words = {row["word"] for table in ("descriptors", "groups") for row in lexicon.load(table)}
    words |= {"其", *_RELATIVES, *_IMPAIRED.split("|")}
    first = {"“", '"', *(word[0] for word in words)}
    quoted = r'[“"](?:[\u4e00-\u9fff]{1,4}[”"])?'
    return re.compile(at_one_of(first, f"(?:{quoted})?{one_of(words)}"))


@lexicon.derived
def _phrase_pattern() -> re.Pattern[str]:
    """Return the pattern of a phrase, of ``re``: five times as fast as ``regex`` on word lists."""
    rows = lexicon.load("descriptors")
    nouns = one_of(row["word"] for row in lexicon.load("groups"))
    descriptions = one_of(row["word"] for row in rows)
    # 困难的职工, 退休的劳模; but of 一线的职工 only 职工
    needs = one_of(row["word"] for row in rows if row["need"] and _NEED.search(row["word"]))
    return re.compile(
        rf"""
        (?:
            [\u4e00-\u9fff]{{2}}籍 | 其(?=家属|子女)
            | (?:{"|".join(_RELATIVES)})(?=患|残|重病|失业|下岗)
        )?
        (?:
            (?:{needs})的
            | [“"][\u4e00-\u9fff]{{1,4}}[”"]
            | (?:{_IMPAIRED})[、和及与](?=(?:{_IMPAIRED})残疾|(?:{_IMPAIRED})[、和及与])  # 听力和肢体残疾人
            | (?:{descriptions})(?:[(（](?:{descriptions}|[\u4e00-\u9fff]{{2}})[)）])?
        ){{0,6}}
        (?P<noun>[“"]?(?!人家庭|家庭[困贫经])(?:{nouns})[”"]?)   # 残疾人家庭 has no 人家
        (?:{nouns}){{0,3}}+             # 困难职工家庭学生
        (?:[(（](?:{nouns})[)）])?      # 困难职工(农民工)
        (?:及其?(?:家属|子女|家庭))?
        (?:代表)?
        """,
        re.VERBOSE,
    )


def _nouns(sort: str) -> frozenset[str]:
    return _sorted_nouns().get(sort, frozenset())


@lexicon.derived
def _sorted_nouns() -> dict[str, frozenset[str]]:
    rows = lexicon.load("groups")
    return {
        sort: frozenset(row["word"] for row in rows if row["sort"] == sort)
        for sort in {row["sort"] for row in rows}
    }


# --- a description that no table has ------------------------------------------------------------

# 看望⟦被困群众⟧, 12户⟦立功受奖军人家庭⟧, 为⟦糖尿病患者⟧: a verb or an adjective between what is done, or a
# number, and the noun can only describe it.
_DESCRIBING = regex.compile("v|a|an|b|i|l|vn")
_DISEASE = regex.compile(r"[\u4e00-\u9fff]{1,5}[病癌症瘤瘫炎障裂]")
_SAYING = regex.compile(r"[\u4e00-\u9fff]{3}[^县市区镇乡村街局院校厂司团会所部处站社队系班]")
_GOVERNING = regex.compile(
    r"(?:慰问|看望|走访|探望|探视|探访|抚慰|资助|救助|帮助|帮扶|补助|奖励|救济|接济|惠及)[了过]?|[为给向对至到及和与、]"
)
_ACTING = regex.compile(
    r"慰问|看望|走访|探望|探视|探访|抚慰|资助|救助|帮助|帮扶|补助|奖励|救济|接济|惠及|组织|发动|动员|宣传|服务|关[心爱怀]|"
    r"联系|教育|引导|带领|带动|支持|鼓励|安置|安排|培训|培养|走进|深入|面对|发放|解决|开展|进行|方便|温暖|做好|"
    r"保[护证障]|确保|满足|促进|提[高升]|维护|了解|掌握|尊重|增[强加]|调动|丰富|改善|减轻|解除|感谢|表彰|缓解|激励|"
    r"影响|照顾|接待|陪同|邀请|聘用|招收|录[取用]|考[取上入]|是|有|让|使|来|去|送|发|给|请|叫|带|一般|重点|各"
)
# 117个重大建设单位, 46人一般干部: of these only what a table says describes them.
_DESCRIBED_BY_TABLE = ("企业", "单位", "科室", "班组", "对象", "人员", "个人", "代表", "干部")


def _modifier_start(start: int, scene: Scene) -> int:
    """Return where the words before ``start`` begin that describe its noun, or ``start``."""
    first = scene.word_at(start - 1) if start else -1
    begin = start
    for word in reversed(scene.words[max(0, first - 1) : first + 1]):
        if word.span.end != begin or not _may_describe(word) or begin - 1 in scene.taken:
            break
        begin = word.span.start
        is_counted = begin in scene.count_ends
        if is_counted or _GOVERNING.fullmatch(scene.text, *_word_before(begin, scene)):
            return begin
    return start


def _word_before(at: int, scene: Scene) -> tuple[int, int]:
    """Return the stretch of the word that ends at ``at``, 了 and 过 taken in."""
    end = at - 1 if scene.text[at - 1 : at] in {"了", "过"} else at
    return scene.words[scene.word_at(end - 1)].span.start if end else 0, at


def _may_describe(word: Word) -> bool:
    if len(word.text) == 1 or word.text[-1] == "级" or _ACTING.match(word.text):
        return False
    return (
        _DESCRIBING.fullmatch(word.tag) is not None
        or _DISEASE.fullmatch(word.text) is not None
        or _SAYING.fullmatch(word.text) is not None
    )


# --- the clause before a phrase -----------------------------------------------------------------

LONGEST_CLAUSE = 14  # code points: 真正因患重大疾病生活困难的
# What the clause may not run over, besides marks and figures: words that give or point.
_CLAUSE_STOPS = frozenset(
    "对向给为把将被由使让了到在从于中的是共和及与等每还并又也都就帮送各全本我"
) | {
    "慰问",
    "看望",
    "走访",
    "探望",
    "救助",
    "资助",
    "补助",
    "帮扶",
    "帮助",
    "发放",
    "发给",
    "送给",
    "惠及",
    "全体",
    "全部",
    "所有",
    "部分",
    "全县",
    "全区",
    "全市",
    "全镇",
    "全乡",
    "全省",
    "我校",
    "我局",
    "全校",
    "全村",
}


def _clause_start(start: int, scene: Scene) -> int:
    """Return where the 的-clause before ``start`` begins, or ``start`` if it gives no reason."""
    text = scene.text
    if start > 0 and _CAUSED.match(text, start):
        cause = _CAUSE.search(text, max(0, start - LONGEST_CLAUSE), start)
        return cause.start() if cause else start
    if start == 0 or text[start - 1] != "的":
        return start
    first = scene.word_at(start - 1)
    if scene.words[first].span.end != start:
        return start
    while first > 0 and _may_be_in_clause(scene.words[first - 1], scene, start):
        first -= 1
    begin = scene.words[first].span.start
    has_reason = _NEED.search(text, begin, start) is not None
    return begin if has_reason and not _OWNER.search(text, begin, start) else start


# 因意外事故致困的职工
_CAUSED = regex.compile(r"(?:致[贫困]|[生活经济家庭]{0,4}(?:发生|陷入|出现|造成)?困[难境])的?")
_CAUSE = regex.compile(r"因(?![此为而])[\u4e00-\u9fff、]{1,12}\Z")


# 困难企业的困难职工: the employees are meant, whoever employs them.
_OWNER = regex.compile(r"(?:企业|单位|公司|系统|行业|地区|家庭|村|学校)的\Z")


def _may_be_in_clause(word: Word, scene: Scene, phrase_start: int) -> bool:
    if phrase_start - word.span.start > LONGEST_CLAUSE or word.span.start in scene.taken:
        return False
    if word.text == "因":
        return True
    if _GIVES_TO.fullmatch(word.text):
        return False
    return word.text.isalpha() and word.text not in _CLAUSE_STOPS and word.tag not in _NO_CLAUSE


_NO_CLAUSE = frozenset(("p", "r", "ul"))
_GIVES_TO = regex.compile("[还并又也都就][为向给对把将]")  # jieba's one word 还为


# --- parts of something else --------------------------------------------------------------------

_MAY_FOLLOW = regex.compile(
    r"们|等|共|合计|每|上学|就学|入学|高考|家[中里]?|手[中里上]|床|病床|身边|名单|个人|本人|茶话会|[”)）]"
)


def _is_part(span: Span, scene: Scene) -> bool:
    """Tell whether the phrase is part of a compound, or stands beside a name."""
    end = span.end
    if end >= len(scene.text) or end in scene.taken:
        return False
    is_counted = span.start in scene.count_ends
    if _PASSED.search(scene.text, max(0, span.start - 4), span.start):
        return True
    tail = _tails().match(scene.text, end)
    if tail is not None and not (is_counted and tail[0].startswith("的")):
        return True
    tag = scene.words[scene.word_at(end)].tag
    may_be_name = tag == "nr" or scene.shapes.is_firm_at(end)
    is_name = may_be_name and scene.shapes.best(end, least=3, is_titled=True) is not None
    if is_name or is_put_together_at(end, scene.text):
        return True
    if is_counted or _MAY_FOLLOW.match(scene.text, end):
        return False
    return tag.startswith(("n", "an")) and tag != "nr"


_PASSED = regex.compile(r"(?:考[取入上]|录取为?|攻读|升入)\Z")  # 1名考取研究生


@lexicon.derived
def _tails() -> re.Pattern[str]:
    return re.compile("的?(?:" + one_of(r["word"] for r in lexicon.load("group_tails")) + ")")
