"""Festivals that stand free as a time: 春节前夕, 在元旦春节来临之际, 除夕及大年初一, 2014年元旦.

Not in a compound (春节慰问金, 元旦春节送温暖活动), a title in 《》 or a quoted campaign name; “六一”
儿童节 is quoted and free.  The span is the festival word, with the year when that stands directly
before it (2014年元旦).  初一 is also a school class: it is a day only beside other New Year words.
The EDTF is the year alone; where that is stated, the earliest and latest day are those the festival
falls on (``lunar``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from extractor import lexicon
from extractor.mentions.dates.anchoring import QUOTED
from extractor.mentions.dates.lunar import festival_days
from extractor.mentions.names import tables
from extractor.model import Mention, PartialDate
from extractor.offsets import Span
from extractor.rules import Shown, at_one_of, found_from, one_of

# 春节走访困难员工12户, 助残日、春节两次走访, 春节280户; but 春节慰问活动, 春节走访困难户情况汇报
_DONE_THEN = (
    r"(?:集中|入户|上门|分别|共|先后|[两二三四五六七八九][次趟])*(?:走访慰问|慰问走访|走访|慰问|看望|探望|探访|救助|资助|帮扶)了?"
    r"(?=(?:(?!活动|行动|工作|对象|名单|情况|慰问[金款品])[^，,。；;\n]){1,20}?[0-9两二三四五六七八九十]{1,6}[余多]?[人户名位家个])"
    r"|[两二三四五六七八九][次趟](?:走访|慰问|看望|探望)|[0-9]{1,6}(?:人次|户次|[人户名位家])"
)
TIME_AFTER = (
    rf"{_DONE_THEN}|"
    "[两三][个大]节日|必[来到去]|还有(?=[0-9几两三半])|"
    "有(?=[0-9])|每[位户人名]|期间|前夕|前后|之前|以前|之际|来临|将至|临近|将近|到来|即将|快到|过后|之后|以后|时候|时节|佳节|假期|"
    "的?[前后头][一两几]天|再[发用给]|前|后|里|时|我|去|给(?!力|人)|(?:向[^，。]{1,24}[送发赠]|为[^，。]{1,24}(?:送|发放|赠|准备))(?![^，。]{0,6}(?:活动|行动|工程|工作))|那天|这天|当天|当日|次日|第二天|上午|下午|早上|早晨|晚上|晚|夜里|的?(?:脚步|钟声)(?:越来越近|临近|渐近|近了|已近)|只剩|仅剩|的到来|的时候|这个|这一|马上|就要|快要|要到|越来越|"
    r"刚刚?过|已过|刚到|已至|到了|在即|又至|发放(?![^，,。；;\n]{0,12}(?:通知|活动|工作|仪式|方案|公示|情况|说明))|发[给了]|送[来上]|领[到了]|收到|回家|回不"
)
TIME_BEFORE = "又到|又是(?:一年)?|又近|时值|正值|转眼|过好|过个好|过上|欢度|安度|度过|喜迎|迎接|迎|逢|每逢|适逢|过一个[^，。]{0,8}|过个[^，。]{0,6}|临近|今年|每年|于每年"
# 带着元宵和牛奶 tells of the food.
_FOOD_BEFORE = regex.compile(
    r"(?:[带提拎捧端]着|带[上来]|送[上去来出到]?了?|[煮吃包搓买]了?|品尝|购买|准备了?|发放了?|热腾腾的|"
    r"[盒袋份碗斤箱颗]|(?:汤圆|米|面|油|牛奶)[、和])\Z"
)
DAY_BEFORE = regex.compile(r"(?:明天|昨天|今天|后天|前天)$")
CLOSE = r"[”’\"]?(?:妇女节|儿童节|建党节|建军节|劳动节|国际劳动节|国际妇女节)?"


@lexicon.derived
def pattern() -> regex.Pattern[str]:
    """Return the pattern of a festival, with the year before it."""
    words = one_of(row["word"] for row in lexicon.load("festivals"))
    return regex.compile(
        rf"(?P<year>[0-9]{{4}}年)?+(?<![三二第]十|[0-9一二三四五六七八九]|(?<![。！？!?])[”\"’]|[藏彝傣苗侗]历)(?P<word>{words})"
    )


@lexicon.derived
def starts() -> re.Pattern[str]:
    """Return where a festival may begin, for ``found_from``."""
    words = [row["word"] for row in lexicon.load("festivals")]
    first = {*"0123456789", *(word[0] for word in words)}
    return re.compile(at_one_of(first, f"(?:[0-9]{{4}}年)?+{one_of(words)}"))


@lexicon.derived
def _free_after() -> regex.Pattern[str]:
    """Return what may follow a free festival: a time word, an end, or other free festivals."""
    words = one_of(row["word"] for row in lexicon.load("festivals"))
    stop = r"[，,。；;！!？?、)）”」\n:：]|\s|$|(?:和|与|及|以及|或)"
    return regex.compile(
        rf"{CLOSE}(?:[“]?(?:[、和与及]|\s)?[“]?(?:{words}){CLOSE}){{0,9}}+(?:两节|双节)?"
        rf"(?:{TIME_AFTER}|{stop})"
    )


_TIME_AFTER = regex.compile(TIME_AFTER)
# 关于做好2025年元旦春节期间走访慰问工作的通知: a title, on a line of its own
_HEADING = re.compile(
    r"[^\n。；;《》“]{0,30}关于[^\n。；;《》“]{4,50}的(?:通知|通报|通告|公告|公示|方案|安排|意见|请示|函|倡议书?|报告|汇报|总结|说明)[ \t\u3000]*(?=\n|\Z)"
)
# 每逢春节走村入户; but 每年春节慰问活动
_EACH_TIME = re.compile(r"(?:每逢|每到|适逢)[“]?\Z")
_COMPOUND = re.compile(r"[^\W\d]{0,6}(?:活动|行动|工作|晚会|[金款品](?![\u4e00-\u9fff]))")
FREE_BEFORE = regex.compile(rf"(?:{TIME_BEFORE})[“]?$")
LONGEST_AFTER = 40  # characters of what TIME_AFTER takes in
_NAMED = regex.compile(r"(?:^|[\s、,，:：])\p{Han}$")  # 於 平  母国庆  冼福来
BETWEEN_NAMES = (" ", "\u3000", "、")
# 5月17日是全国助残日 says what day that is; 明天是元宵节 says when, and so does 1月31日是除夕, whose
# day is another one each year.
_NAMED_DAYS = ("solar", "weekday")
_NAMES_A_DAY = regex.compile(
    r"[日号](?:(?:正?是|为)(?:第[0-9一二三四五六七八九十]{1,4}[个次届]|一年一度的)?"
    r"|第[0-9一二三四五六七八九十]{1,4}[个次届])\Z"
)
CLASS = regex.compile(r"[（(0-9一二三四五六七八九]|年级|学生|班|上学|新生|女生|男生")
NEAR_NEW_YEAR = regex.compile(r"除夕|大年|春节|正月|饺子|值班|拜年")


SHOWN = (
    Shown(
        "date.festival",
        "A festival that stands free as a time, with the year before it.",
        (
            "⟦春节⟧前夕,走访慰问",
            "在⟦元旦⟧⟦春节⟧来临之际",
            "⟦除夕⟧及⟦大年初一⟧值班",
            "⟦2014年元旦⟧期间",
            "“⟦六一⟧”儿童节,看望孩子",
            "“⟦八一⟧”前夕,逢“⟦三八⟧”、“⟦六一⟧”,走访",
            "⟦重阳节⟧给80岁以上老人发钱",
            "⟦端午⟧为环卫工人送去粽子",
            "明天是⟦元宵节⟧,",
            "1月31日是⟦除夕⟧,下午四点",
            "10月17日是⟦重阳节⟧,",
            "5月17日是全国助残日,",
            "9月10日是第三十个教师节。",
            "5月16日第三十一次全国助残日前,",
            "“两节”送温暖活动总结",
            "“六一”慰问",
            "春节为期七天",
            "开展春节向特困户送温暖行动",
            "⟦2003年国庆⟧刚过,他就住了院",
            "“这里也是家。”⟦除夕⟧下午三点,",
            "枫叶红时,又到⟦重阳⟧。",
            "又是一年⟦重阳⟧,",
            "⟦端午⟧、⟦中秋⟧发放的慰问品",
            "⟦中秋⟧发给每人一盒月饼",
            "⟦五一⟧刚过",
            "⟦教师节⟧慰问支教教师85人",
            "⟦元旦⟧、⟦春节⟧走访困难员工12户",
            "⟦助残日⟧、⟦春节⟧两次走访残疾人家庭",
            "⟦春节⟧、⟦国庆⟧两个节日,带队走访",
            "每逢⟦重阳⟧、⟦春节⟧必来",
            "离⟦五一⟧还有几天",
            "离⟦春节⟧只剩十来天。",
            "⟦春节⟧的脚步越来越近。",
            "⟦重阳节⟧的前一天,94岁的老人",
            "余款留到⟦重阳节⟧再用",
            "⟦古尔邦节⟧前一天",
            "其中⟦春节⟧280户,⟦助残日⟧150户",
            "开展春节慰问困难职工活动,惠及12户",
            "春节走访困难户情况汇报",
            "发春节慰问信12封",
            "“七一”发放活动",
            "西山村敬老节发放慰问金的通知",
            "每逢⟦春节⟧走村入户",
            "⟦2024年中秋⟧有2名人员重复领取",
            "每逢春节慰问活动",
            "关于做好2025年元旦春节期间走访慰问工作的通知",
            "关于春节期间慰问困难职工情况的报告",
            "重阳木",
            "又到八一路",
            "端午给力",
            "春节慰问金3万元",
            "元旦春节送温暖活动",
            "《春节慰问方案》",
            "初一学生12名",
            "王强  母国庆  李伟",
            "带着元宵和牛奶,探望老人",
            "闹⟦元宵⟧、猜灯谜",
        ),
    ),
)


@lexicon.derived
def _rows() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in lexicon.load("festivals")}


def find_festivals(text: str) -> list[Mention[PartialDate]]:
    """Return the festivals that stand free in ``text``, in order."""
    quotes = [m.span() for m in QUOTED.finditer(text)]
    return list(_festivals(text, quotes))


def _festivals(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[Mention[PartialDate]]:
    rows = _rows()
    for match in found_from(starts(), pattern().match, text):
        row = rows[match["word"]]
        if _HEADING.match(text, text.rfind("\n", 0, match.start()) + 1):
            continue
        is_named = row["falls"].startswith(_NAMED_DAYS) and _NAMES_A_DAY.search(
            text, max(0, match.start() - 20), match.start()
        )
        if is_named or _is_name(match, text) or not _is_free(match, text, quotes, row["day"]):
            continue
        span = Span(*match.span())
        year = match["year"][:4] if match["year"] else None
        value = _value(row, year)
        yield Mention(span, match.group(), value, "date.festival")


def _value(row: dict[str, str], year: str | None) -> PartialDate:
    days = festival_days(row["falls"], int(year)) if year and row["falls"] else None
    earliest, latest = days or (None, None)
    return PartialDate(year, row["festival"], earliest, latest)


def _is_name(match: regex.Match[str], text: str) -> bool:
    """Tell whether a surname makes a person's name of the word, in a list: 於 平  母国庆."""
    start, end = match.span()
    is_listed = text[end : end + 1] in BETWEEN_NAMES
    named = _NAMED.search(text, max(0, start - 2), start) if is_listed else None
    return named is not None and text[start - 1] in tables.surnames()


def _is_free(
    match: regex.Match[str], text: str, quotes: Sequence[tuple[int, int]], sort: str
) -> bool:
    start, end = match.span()
    inside = _quoted(match, text, quotes)
    is_alone = inside is not None and len(inside) == len(match["word"]) + 2
    is_food = match["word"] == "元宵" and _FOOD_BEFORE.search(text, max(0, start - 4), start)
    if is_food or (inside and not is_alone and not _is_time(inside, match)):
        return False
    if match["word"] == "初一":
        around = text[max(0, start - 20) : end + 20]
        return bool(NEAR_NEW_YEAR.search(around)) and not CLASS.match(text, end)
    if sort == "day" or DAY_BEFORE.search(text, max(0, start - 2), start):
        return True
    is_each = _EACH_TIME.search(text, max(0, start - 4), start) and not _COMPOUND.match(text, end)
    if not is_each and not _free_after().match(text, end + is_alone):
        return False
    if _TIME_AFTER.match(text[end : end + LONGEST_AFTER]) or sort != "doubtful":
        return True
    is_whole = match.group() == text.strip()
    return is_whole or bool(inside or FREE_BEFORE.search(text, max(0, start - 16), start))


def _quoted(match: regex.Match[str], text: str, quotes: Sequence[tuple[int, int]]) -> str | None:
    """Return the quoted name that the match stands in."""
    at = bisect_right(quotes, (match.start(), len(text))) - 1
    holds = at >= 0 and match.end() <= quotes[at][1]
    return text[slice(*quotes[at])] if holds else None


def _is_time(quoted: str, match: regex.Match[str]) -> bool:
    """Whether a quoted title speaks of the festival as a time: 《关于双节期间…的通知》."""
    return bool(regex.search(regex.escape(match["word"]) + "(?:期间|前夕|来临)", quoted))
