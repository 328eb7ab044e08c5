"""Noun phrases that describe a kind of recipient, wherever they stand.

A phrase has a noun of ``groups.tsv`` (职工, 低保户), before it words of ``descriptors.tsv`` that
describe (困难, 在档, 一线), and before those a clause with 的, if that says why something is given:
of 家庭有困难的职工 all is the phrase, of 奋战在一线的职工 only 职工.  Numbers are never inside.

A phrase is no phrase of ours as part of a compound (困难职工档案; the tails are in
``group_tails.tsv``) or beside a name (困难职工张某).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import regex

from extractor import lexicon
from extractor.mentions.groups.compounds import is_part
from extractor.mentions.groups.descriptions import (
    NEED,
    description_start,
    is_said_of,
    with_other_kind,
)
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.offsets import Span
from extractor.rules import at_one_of, found_from, one_of


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
        begin = description_start(start, match["noun"], scene)
        begin = with_other_kind(begin, match.end(), scene)
        span = _with_quotes(Span(begin, match.end()), text)
        if _opens_a_name(span, text):
            continue
        is_described = is_said_of(begin, start, scene) or _describes()(text[start : span.end])
        if text.endswith(_places(), span.start, span.end):  # 贫困村58个 are only counted
            if text.startswith("的", span.end):  # 5个重灾村的倒房户: where they live
                continue
            is_described = False
        if (is_described or match["noun"] not in _nouns("bare")) and not is_part(span, scene):
            yield Phrase(
                span,
                is_described,
                must_be_counted=match["noun"] in _nouns("counted"),
                must_be_governed=not is_described and match["noun"] in _nouns("governed"),
            )


@lexicon.derived
def _describes() -> Callable[[str], bool]:
    """Return what tells of a phrase whether it holds a word of need, or begins or ends with a noun that does."""
    need = re.compile(one_of(row["word"] for row in lexicon.load("descriptors") if row["need"]))
    nouns = _nouns("described")

    def describes(phrase: str) -> bool:
        if _QUOTED.match(phrase, 0, len(phrase) - 1) or need.search(phrase):
            return True
        cuts = range(1, len(phrase))  # 困难老党员, and 老党员|遗孀
        return phrase in nouns or any(phrase[at:] in nouns or phrase[:at] in nouns for at in cuts)

    return lru_cache(4096)(describes)


def _free_start(match: re.Match[str], scene: Scene) -> int | None:
    """Return where the phrase begins after the figures that reach into it."""
    start = match.start()
    if verb := _VERB.match(scene.text, start):
        start = verb.end()
    while start < match.start("noun") and start in scene.taken:
        start += 1
    return start if scene.taken.isdisjoint(range(start, match.end())) else None


# “春蕾女童”, “双特”青少年; of “关爱女童” and “情暖老人” the first is what is done
_QUOTE_BEFORE = regex.compile(
    r"[“\"](?!关[爱心怀]|情[暖系满]|[温]暖|圆梦|牵手|走[近进]|[帮扶救资捐援]助|守护|慰问|看望|致敬|寻找|感恩|服务|[献为给助送护爱])"
    r"[\u4e00-\u9fff]{2}\Z"
)


def _with_quotes(span: Span, text: str) -> Span:
    """Return the phrase with the quotes and the name that stands with it in them: “春蕾女童”."""
    if text[span.end : span.end + 1] not in ("”", '"'):
        return span
    opened = _QUOTE_BEFORE.search(text, max(0, span.start - 3), span.start)
    return Span(opened.start(), span.end + 1) if opened else span


_REST_OF_NAME = regex.compile(r"[\u4e00-\u9fff]{1,14}”")


def _opens_a_name(span: Span, text: str) -> bool:
    """Return whether a name in quotes begins with the phrase: “贫困母亲两癌救助”专项基金."""
    return (
        text[max(0, span.start - 1) : span.start] == "“"
        and _REST_OF_NAME.match(text, span.end) is not None
    )


# 42名干部结对贫困户: a verb there, though 结对帮扶户 is a kind of household; and so is 供养 of 院内集中供养老人.
_VERB = regex.compile(
    r"(?=[结集分供春节假有转])(?:"  # what each begins with: most phrases do not
    r"(?<![名户位个的与和访望问])结对(?!帮扶)|(?<=干部|党员|职工|教师|人员|单位|部门|企业|义工|社工|志愿者|代表)结对(?:帮扶|帮助)?(?!户|对象|家庭|帮)"
    r"|(?<=[院心站](?:[内里]|现|目前)?|[现共已均省市县区旗乡镇村]|目前|先后|全部)(?:集中|分散)?供养(?!对象|人员|户)"
    r"|(?<=[、和及与至到])(?:春节|节日|假期)(?=值班|留守|加班)"  # 元旦、春节值班人员
    r"|(?<=[现共还仍另只仅省市县区旗乡镇村])有(?=困难(?!的))"  # 现有困难职工20名
    r"|(?<![给为向对和及与、问望访助])转移安置)"  # 紧急转移安置灾民3.1万人
)


# “两癌”患者: of a noun in quotes itself (“低保户”) nothing more is said.
_QUOTED = regex.compile(r'[“"][\u4e00-\u9fff]{1,4}(?<![捐奖赛课行])[”"]')


# 困难及大病职工; of what is done about 困难和残疾人 the first is no description
_AND = "(?<![解决服有遇到解难存在排除决解出现些个临]困难)(?<!困难[和及与])(?:、|和|及|与|或)"


_ARE_KINDS = {"低保", "五保", "特困", "建档立卡", "脱贫", "劳模", "孤寡", "城乡低保", "低保边缘"}


_KINDS_OF_PEOPLE = "低保|五保|特困|孤寡|失独|空巢|留守"


_ABOUT = "家庭(?:生活|经济|条件)?|生活|经济|家境|家中|家里"


_VERY = "特别|十分|非常|比较|较为|极其|极为|极度|确实|相当|异常|尤为|尤其|更为|最为?|很|较"


_IMPAIRED = "视力|听力|言语|肢体|智力|精神"


_RELATIVES = ("父母", "父亲", "母亲", "妻子", "丈夫", "配偶", "子女", "孩子", "家人", "家属")


@lexicon.derived
def _starts() -> re.Pattern[str]:
    """Return where a phrase may begin that does not with a place (河南籍), for ``found_from``."""
    words = {row["word"] for table in ("descriptors", "groups") for row in lexicon.load(table)}
    words |= {
        "其",
        "家中",
        "家里",
        "家境",
        "生活",
        "经济",
        *"伤残病孤寡患身",
        *(f"{letter}类" for letter in "ABCD"),
        *_RELATIVES,
        *_IMPAIRED.split("|"),
    }
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
    is_said = regex.compile(rf"{NEED.pattern}|[建在]档|留守|独居")
    needs = one_of(row["word"] for row in rows if row["need"] and is_said.search(row["word"]))
    # of 低保、五保户 either may be meant for households
    needed = one_of({row["word"] for row in rows if row["need"]} - _ARE_KINDS)
    return re.compile(
        rf"""
        (?! (?<=其)中 | (?<=学前)教育 | 受助(?:{descriptions}) )  # 其中小学生, 学前教育在园幼儿, 受助困难群众
        (?:[A-D]类)?   # A类低保家庭
        (?:
            (?![了过问望访助给向为对名位])[\u4e00-\u9fff](?!外)[\u4e00-\u9fff]籍 | 外籍 | 其(?=家属|子女)
            | (?:{"|".join(_RELATIVES)})(?=患|残|重病|失业|下岗)
        )?
        (?:
            (?!(?<=等)[\u4e00-\u9fff]{{0,4}}病的)(?:身?患有?)?(?:{needs})的   # 白血病等重病的儿童: the end of a list
            | [伤残病孤寡](?:[、和及][伤残病孤寡]){{1,3}}(?=(?:{nouns}))   # 伤、残职工
            | (?:身?患有?)?[“"][\u4e00-\u9fff]{{1,3}}[\u4e00-\u9fff](?<![捐奖赛课行])[”"]
            | (?:{_KINDS_OF_PEOPLE})、(?=(?:{_KINDS_OF_PEOPLE})(?:老人|老年人|儿童|学生|职工|残疾人|群众|居民))   # 低保、特困老人
            | (?:{_IMPAIRED})[、和及与](?=(?:{_IMPAIRED})残疾|(?:{_IMPAIRED})[、和及与])  # 听力和肢体残疾人
            | (?:{_ABOUT})(?:{_VERY})(?:有?困难|贫困|贫寒|清贫|拮据|窘迫)的?(?=(?:{nouns}))   # 家庭特别困难的孩子
            | (?:{needed}){_AND}(?=(?:{needed}){{1,3}}的?(?:{nouns})|[伤残病孤寡][、和及])   # 困难及大病职工
            | (?:{descriptions})(?:[(（](?:{descriptions}|[\u4e00-\u9fff]{{2,4}})[)）])?
        ){{0,6}}
        # 残疾人家庭 has no 人家, nor has 来到老人家中
        (?P<noun>(?!人家(?:庭|[中里门])|家庭(?:[困贫经]|{_VERY}))(?:{nouns})|[“"](?:{nouns})[”"])
        (?!(?<=工)[作业程会资艺])          # 未成年人保护工作
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


@lexicon.derived
def _places() -> tuple[str, ...]:
    return tuple(_nouns("place"))
