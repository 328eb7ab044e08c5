"""Whether a level before a change is what something came to, or what it was before.

全年收入1250万元，比上年增加250万元            what it came to: the base is the year before
全年收入1250万元，增加250万元                  so it is where the change has no subject of its own
4月捐款4.8万元，5月较4月增加1.2万元            what it was: the base is the time of the level
第二季度14200元，本季度增加2800元              what it was; or either, for all that the words say
累计走访1500户，三季度增加300户                either, or a change from another quarter
全镇低保户1500户，特困户增加30户               of another thing, perhaps: nothing is sure
"""

from __future__ import annotations

from enum import Enum

import regex

from extractor.model import Figure

# 比去年同期多支出5.5万元, 今年多发了40份
DEED = (
    "(?:支出|支付|发放|发|救助|资助|帮扶|培训|走访|慰问|募集|筹集|筹|投入|补助|拨付|拨|收到|完成"
    "|安排|捐)"
)
RISES = (
    rf"(?:多{DEED}|增长|增加|增收|增支|增产|增幅|净增|上升|上涨|提高|扩大|多收|多支|[多高]出"
    "|增|多|高)"
)
FALLS = rf"(?:少{DEED}|下降|减少|减收|减支|减产|降低|降幅|回落|缩减|压减|少收|少支|减|降|少|低)"
BY = "(?:率?(?:了|为|达到?|额|近|约)|率)"  # between a change and its number
SAID = regex.compile(
    r"[，,、；;\s]*(?:按?(?:同口径|可比口?径?)(?:计算)?)?(?P<own>[^，,。；]{0,16}?)[，,]?"
    r"(?P<compared>同比|环比|(?:比|较|与)(?P<base>[^，,。；]{1,20}?)(?:相比)?)?[，,]?"
    r"(?:实际|名义|可比|同口径|又|再|净|共|则)*"
    rf"(?:{RISES}|{FALLS}){BY}*"
)
NUMBER = r"[0-9一二三四五六七八九十]"
# What a time is one of: a year, a quarter … a round of giving, a festival, before and after.
TIMES = {
    "half": r"[上下]半年",
    "term": r"[上本下][个一]?(?:学期|学年)",
    "quarter": rf"(?:[上本下前后当这]一?个?|第?{NUMBER})季度?",
    "month": rf"(?:[上本下当]个?月|{NUMBER}{{1,2}}月|[正腊]月)份?",
    "turn": rf"(?:[上本下首这前]一?|第?{NUMBER}{{1,2}})(?:届|批|次|轮|阶段|周|旬|期)",
    "point": r"[年期][初末底中]|现在|目前|如今",
    "feast": r"元旦|春节|中秋|国庆|重阳|端午|五一|七一|八一",
    "side": r"\p{Han}[前后](?!来)",
    "plan": r"十[一二三四五]五",
    "year": r"(?:(?:19|20)?[0-9]{2}|[去前今本当上]一?)年度?",
}
TIME = regex.compile("|".join(f"(?P<{sort}>{words})" for sort, words in TIMES.items()))
# 去年同期走访155户，增加31户: what it was, or what it came to last year.
EARLIER = regex.compile(r"去年|上一?年|前年|同期|上(?:季|月|期|届|批|个|一)|原[有来]|[年期]初|此前")
SAME_TIME = "同期"  # of whatever the change is of
FROM_BASE = regex.compile(r"(?:比|较|与|由|从)[^，,。；]{1,24}$")
SUMMED = regex.compile(r"截[至止]|累计")  # 截至9月底累计142000元，9月增加28000元: up to it
MEASURE = regex.compile(r"总[数量额]?|[人户次件]数|数[量额]|金额|规模|资金|收入|支出|幅度|其")
SHARED = 2  # characters that tell the same thing


class Base(Enum):
    """What a level before a change is to it."""

    WAS = "was"  # what it was before the change
    IS = "is"  # what it came to by it
    EITHER = "either"
    UNSURE = "unsure"  # either, or another thing


def base_of(level: Figure, change: Figure) -> Base:
    """Return what ``level`` is to the change that is told behind it, by the words of both."""
    if FROM_BASE.search(level.lead):
        return Base.WAS
    said = SAID.fullmatch(change.lead)
    if said is None:
        return Base.UNSURE
    own, base = str(said["own"]).strip(), said["base"]
    is_of_level = base and (_is_told(base, level) if TIME.search(base) else base in level.lead)
    if is_of_level and (not own or TIME.search(own)):
        return Base.WAS
    if TIME.search(own) and SUMMED.search(level.lead):
        return Base.UNSURE
    if not own or MEASURE.fullmatch(own) or _is_told(own, level):
        is_open = EARLIER.search(level.lead) and not said["compared"]
        return Base.EITHER if is_open else Base.IS
    is_open = are_alike(level.lead, own) and not said["compared"]
    return Base.EITHER if is_open else Base.UNSURE


def are_of_two_times(one: str, other: str) -> bool:
    """Whether the words before two levels tell of two times: 第二季度14200元，本季度17000元."""
    found = [_times(words) for words in (one, other)]
    return all(found) and found[0] != found[1]


def are_alike(one: str, other: str) -> bool:
    """Whether two times are of one sort, a quarter and another; 同期 is of any."""
    sort = _sort(other)
    return sort is not None and (_sort(one) == sort or SAME_TIME in one)


def without_times(words: str) -> str:
    """Return ``words`` without the times they name."""
    return str(TIME.sub("", words))


def _is_told(words: str, level: Figure) -> bool:
    """Whether the time or the thing that ``words`` name is that of the level, too."""
    if times := _times(words):
        return times[-1] in _times(level.lead)
    said = level.lead + level.tail
    return any(words[at : at + SHARED] in said for at in range(len(words) - SHARED + 1))


def _times(words: str) -> list[tuple[str | None, str]]:
    """Return what each time in ``words`` is one of, and which: 第二季度 is 二季度."""
    return [(m.lastgroup, m.group().strip("第度份")) for m in TIME.finditer(words)]


def _sort(words: str) -> str | None:
    """Return what the last time in ``words`` is one of."""
    times = _times(words)
    return times[-1][0] if times else None
