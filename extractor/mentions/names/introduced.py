"""Names that a word before or behind them introduces: an office, a group, a title.

titled         书记⟦陈某和⟧、    困难职工⟦钱某某⟧    ⟦杨某珍⟧老人
surname-title  ⟦杨校长⟧, where only that is known
told           家住枣林街道的⟦苗新民⟧失去了左腿    红岩村⟦靳有福⟧,
nickname       网格员⟦小耿⟧    包工头⟦老高⟧, and the same one wherever it stands again
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.names.shapes import PARTY_BODIES, Shapes
from extractor.mentions.names.surroundings import (
    has_cue,
    is_followed_freely,
    is_general_body,
    is_named_place,
    is_place_or_firm,
)
from extractor.offsets import Span
from extractor.rules import at_one_of, one_of
from extractor.segmenting import is_known

# --- titles -------------------------------------------------------------------------------------


# Kinds of recipient that no person's name follows: 困难家庭, 先进科室.
_NOT_PEOPLE = frozenset(("家庭", "单位", "困难企业", "福利机构", "先进集体", "人员", "困难家庭"))


@lexicon.derived
def _before_names() -> frozenset[str]:
    """Return the offices and groups that may stand directly before a name."""
    groups = {row["word"] for row in lexicon.load("groups") if row["label"] not in _NOT_PEOPLE}
    return tables.titles_before() | groups


@lexicon.derived
def _lengths_before_names() -> dict[str, list[int]]:
    """Return by its last character how long an office or group may be, the longest first."""
    return tables.lengths_by_last(_before_names())


@lexicon.derived
def _title_before() -> re.Pattern[str]:
    """Return where an office or a group stands, which may be directly before a name.

    Each place has its own, though they overlap: 党委副书记, 副书记, 书记.
    """
    words = _before_names()
    return re.compile(at_one_of({word[0] for word in words}, f"({one_of(words)})"))


# 明德律师事务所, 金凤老人公寓: a word for people in the name of a body
_OF_A_BODY = "师?事务所|协会|学会|公会|之家|公寓|工作室|俱乐部|集团|服务中心"


@lexicon.derived
def _title_after() -> re.Pattern[str]:
    """Return where stands, by itself or as part of more, what may directly follow a name: 校长, 老人."""
    words = tables.titles_behind()
    return re.compile(
        at_one_of({"副", *(word[0] for word in words)}, f"(副?{one_of(words)})(?!们|{_OF_A_BODY})")
    )


@lexicon.derived
def _addressed() -> re.Pattern[str]:
    titles = one_of(tables.titles_of_surnames())
    return re.compile(rf"(?P<surname>[\u4e00-\u9fff]|欧阳|上官|司马|诸葛)副?(?:{titles})")


def titled(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that an office or a group stands before, or a title behind."""
    text = shapes.text
    titles = [(_title_of(at, text), at) for _, at in shapes.borders.judge.beginnings]
    for _, at in sorted((title, at) for title, at in titles if title is not None):
        span = shapes.best(at, is_titled=True)
        # a body may sign: 供稿:双河煤业工会, as a name does
        is_colon = text[at - 1 : at] in (":", "：")
        if span is not None and not (is_colon and is_place_or_firm(shapes, span)):
            yield _with_given_name(shapes, span)
    done = 0
    for match in _title_after().finditer(text):
        if match.start() < done:
            continue
        done = match.end(1)
        span = shapes.ending_at(match.start())
        # 西宁一家餐馆, 姜堰总|工会主席
        is_other = match[1] == "一家" and span is not None and is_named_place(shapes, span)
        if span is not None and not is_other and not is_general_body(shapes, span):
            yield span


def _with_given_name(shapes: Shapes, span: Span) -> Span:
    """Return the whole name of a woman of whom two surnames were found: 五保户蔡王|淑娥."""
    surnames, given = span.slice(shapes.text), shapes.borders.word_at(span.end)
    is_wed = len(surnames) == _SURNAMES and all(tables.is_firm_surname(one) for one in surnames)
    if not is_wed or given is None or len(given.text) != _SURNAMES or given.tag[0] != "n":
        return span
    whole = Span(span.start, given.span.end)
    is_name = not given.tag.startswith(("ns", "nt", "ng")) and not is_known(given.text)
    is_ended = has_cue(shapes, whole) or is_followed_freely(shapes, whole.end)
    return whole if is_name and is_ended else span


_SURNAMES = 2  # a husband's and her own


def _title_of(at: int, text: str) -> int | None:
    """Return where the title begins that stands before ``at``, or before a colon there."""
    end = at - (text[at - 1 : at] in (":", "："))
    for length in _lengths_before_names().get(text[end - 1 : end], ()):
        start = end - length
        if start >= 0 and text[start:end] in _before_names():
            longest = _title_before().match(text, start)
            if longest is not None and longest.end(1) == end:
                return start
    return None


# What is told of someone before the name, and a village before it.
_TELLING = regex.compile(
    r"(?:家住|住在|居住在|来自|出生于|考[上取入]|就读于|身?患有?|罹患|失去|经营|独自|独居|瘫痪|卧病|瘫|靠|"
    r"接过|领[到取]|收到|拿到|享受|用上|住[上进]|搬进|穿上|卖|跟着|拉扯|照[顾看料]|"
    r"(?<=[\n,，。;；:：、“”]|\A)(?:在|从|开|和|与|跟|因|被|刚|曾|年近|常年|长期|旅居|远在|带着))"
    r"[^,，。;；:：、\n的]{1,14}的"
    # 救助金发给了装配车间的|闻人杰
    r"|(?:[金款物品]|\d元)(?:发|送|交|捐|拨)(?:给|到)了?[^,，。;；:：、\n的]{2,14}的"
    # 拿到补助的还有土木学院的|权家乐,
    r"|(?:还有|就有|也有|包括|其中有)[^,，。;；:：、\n的]{0,8}(?:学院|[大中小]学|高中|系|专业|班|年级|车间|分厂|[科队厂]|工区|中心)的"
    r"|(?<=[\u4e00-\u9fff])(?:村|社区|[屯寨])"
    r"|(?:学生|受助生|名单|职工|孩子|人员|代表|对象|者)(?:里|中|当中)的"
)
_LIKELY, _UNLIKELY = 2.0, -3.0  # of the model's score: 红岩村⟦金针菇⟧,
_IN_FULL = 3  # characters


def told(shapes: Shapes) -> Iterator[Span]:
    """Yield the names in full that a relative clause or a village stands before."""
    for match in _TELLING.finditer(shapes.text):
        is_clause = shapes.text[match.end() - 1] == "的"
        span = shapes.best(match.end(), least=2)
        if span is None or span.end - span.start < _IN_FULL or is_place_or_firm(shapes, span):
            continue
        least = _LIKELY
        if is_clause and (
            shapes.borders.has_given_name(span, "nr", "nz") or shapes.borders.is_tagged_whole(span)
        ):
            least = -inf
        elif shapes.borders.is_firm_at(span.start):
            least = -inf if is_clause else _UNLIKELY
        if is_followed_freely(shapes, span.end) and shapes.borders.judge.score(span) > least:
            yield span


_NICKNAME = regex.compile(r"[老小](?P<surname>[\u4e00-\u9fff])")
# 女童小雨: a given name is all that is told of a child
_OF_A_CHILD = regex.compile(
    r"(?:女童|男童|女孩儿?|男孩儿?|女婴|男婴|患儿|病童|孤儿)(?P<name>小(?![组学时手便脚伙区孩朋说心的型])\p{Han}|(?![爷奶爸妈姐哥弟妹常偷悄渐天人时往久刚])(\p{Han})\2)"
)
_NOT_NICKNAMES = frozenset(("小康", "小金", "小车", "小段", "小时", "老区", "老乡", "老家", "小区"))
# 小雨（化名）: it is said to be a name
_PSEUDONYM = regex.compile(
    r"(?<name>[小老阿]\p{Han}|(\p{Han})\2)(?=\s?[(（](?:化名|小名|乳名)[)）])"
)
_SAID_OF_NAMES = re.compile("[(（](?:化名|小名|乳名)")
# 屈老四, 马老大: called by his place among his brothers
_BY_ORDER = regex.compile(
    r"(?P<surname>\p{Han})老[大幺二三四五六七八九](?![爷妈娘哥姐叔伯婶嫂人夫字学楼村门])"
)
_BODY_BEFORE = regex.compile(r"[所局站社队厂校院村](?=\Z)")


def nicknames(shapes: Shapes) -> Iterator[Span]:
    """Yield 小耿 and 老高 after a title or a body, and wherever they stand again."""
    spans = [
        Span(*m.span()) for m in _NICKNAME.finditer(shapes.text) if _may_be_nickname(shapes, m)
    ]
    called = list(_pseudonyms(shapes.text))
    yield from called
    for match in _BY_ORDER.finditer(shapes.text):
        if tables.is_firm_surname(match["surname"]) and shapes.borders.begins_at(match.start()):
            yield Span(*match.span())
    known = {span.slice(shapes.text) for span in spans if _is_introduced(shapes, span)}
    known |= {span.slice(shapes.text) for span in called}
    yield from (span for span in spans if span.slice(shapes.text) in known)
    for match in _OF_A_CHILD.finditer(shapes.text):
        span = Span(*match.span("name"))
        if shapes.borders.is_tagged(span.start) or is_followed_freely(shapes, span.end):
            yield span


def _pseudonyms(text: str) -> Iterator[Span]:
    if _SAID_OF_NAMES.search(text):
        yield from (Span(*match.span("name")) for match in _PSEUDONYM.finditer(text))


def _may_be_nickname(shapes: Shapes, match: regex.Match[str]) -> bool:
    return (
        tables.is_firm_surname(match["surname"])
        and match[0] not in _NOT_NICKNAMES
        and is_followed_freely(shapes, match.end())
    )


def _is_introduced(shapes: Shapes, span: Span) -> bool:
    """Tell whether a title stands before the stretch, or a body whose 老高 does something."""
    low = max(0, span.start - 8)
    before = shapes.text[low : span.start]
    is_of_body = _BODY_BEFORE.search(before) and has_cue(shapes, span)
    return bool(is_of_body) or any(
        m.end(1) == len(before) for m in _title_before().finditer(before)
    )


def surname_titled(shapes: Shapes) -> Iterator[Span]:
    """Yield the surnames with a title, where no more is known."""
    for match in _addressed().finditer(shapes.text):
        start, end = match.span("surname")
        is_held = match["surname"] == "任" and _is_held(shapes, start)
        is_held = is_held or shapes.text.startswith(PARTY_BODIES, end)  # 段|党委书记
        is_address = (
            shapes.is_address(start, end) or _is_neighbour(shapes, match) or _speaks(shapes, match)
        )
        if is_address and not is_held:
            yield Span(*match.span())


# Whom they address by these is a person, and no office: 食堂的海师傅, 邻居展大嫂
_ADDRESSED_BY_AGE = regex.compile(
    r"大[嫂爷妈娘婶伯叔哥姐]|师傅|阿[姨婆公伯嫂妈奶爷叔]|女士|先生|[奶爷]{2}|叔叔"
)
# 对门的|车师傅, 隔壁的|别大妈
_NEXT_DOOR = regex.compile("(?:对门|隔壁|楼[上下]|邻居|[前后同]院|同楼|同村|左邻|右舍)的?\\Z")
# 来到|盘阿婆家中, 。盘阿婆说
_TO_A_NEIGHBOUR = regex.compile(
    r"(?:[,，。;；:：、\n“”的族]|\A|来到|走[进访]了?|看望了?|慰问了?|帮助?|[和与])\Z"
)
_NO_NOUN = ("p", "c", "d", "u", "r", "m")


def _is_neighbour(shapes: Shapes, match: re.Match[str]) -> bool:
    """Tell whether a doubtful surname stands after 的 or a title, and someone is so addressed."""
    start, end = match.span("surname")
    word = shapes.borders.word_at(start)
    is_address = (
        match["surname"] in tables.surnames()
        and _ADDRESSED_BY_AGE.match(shapes.text, end) is not None
    )
    if is_address and _NEXT_DOOR.search(shapes.text, max(0, start - 4), start):
        return True
    return (
        is_address
        and word is not None
        and word.span.end == end
        and not word.tag.startswith(_NO_NOUN)
        and (
            _title_of(start, shapes.text) is not None
            or (
                _TO_A_NEIGHBOUR.search(shapes.text, max(0, start - 3), start) is not None
                and (
                    is_followed_freely(shapes, match.end()) or has_cue(shapes, Span(*match.span()))
                )
            )
        )
    )


# “…”向校长介绍说: behind a quotation, whoever is addressed has said it
_SAID = regex.compile(r"(?:介绍|感慨|感叹|回忆|高兴地?|激动地?|笑着|动情地?)?[说道](?=[。,，:：])")


def _speaks(shapes: Shapes, match: re.Match[str]) -> bool:
    """Tell whether a doubtful surname stands behind a quotation, and its bearer has said it."""
    start = match.start()
    return (
        shapes.text[start - 1 : start] == "”"
        and match["surname"] in tables.surnames()
        and _SAID.match(shapes.text, match.end()) is not None
    )


def _is_held(shapes: Shapes, at: int) -> bool:
    """Tell whether someone stands before ``at`` who holds the office: 郑怀德|任队长, 县长|任组长."""
    low = max(0, at - 8)
    is_titled = any(m.end(1) == at - low for m in _title_before().finditer(shapes.text[low:at]))
    return is_titled or shapes.ending_at(at) is not None
