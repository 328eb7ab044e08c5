"""Dates of a report that date no gift: a page was published then, somebody spoke, something befell.

发布时间：2010-01-22; 某县总工会　　2024年2月5日      a page, or what was signed
2月8日电; 8月6日上午说; 记者8日获悉                  a wire, a word
5月12日14时28分，发生8.0级地震                       a disaster
根据1月16日会议精神; 2024年5月被确诊; 2013年3月挂牌     a meeting, an illness, a beginning
截至12月底，全县有低保户9846户                        how things stood, for its sentence alone
公示期3月4日至10日; 12月8日，工会发出倡议; 8月15日前      a notice, an appeal, a deadline
"""

from __future__ import annotations

import re

import regex

from extractor.model import Mention, PartialDate
from extractor.offsets import after_last_mark, line_of

# 截至12月底，全县有低保户9846户: how things stood then, and in this sentence alone.
UP_TO = regex.compile(r"(?:截至|截止|截止到|[到至])$")
# 上半年97人次，下半年88人次: the time of one part.
OF_A_PART = regex.compile(r"[约共]?[0-9][0-9,.]*+(?![时点:：])")
# 一、走访时间⏎1月6日至1月20日; 慰问金已于1月28日送达: when all of it is given.
TIME_OF_ALL = regex.compile(r"(?<!发布|更新|上传|发表|录入|刊登)时间(?:安排)?[：:]?\s*$")
# 公示期10月9日至13日; 时间：1月8日⏎主持人：甲: while anyone may object, or when people met.
OF_NOTICE = regex.compile(
    r"(?:公示|公告|张榜|异议|报名|申请|申报|受理)(?:期限?|期间|时间|日期)(?:定|为|是|自|从|[：:，,])*\s*$"
)
OF_MINUTES = re.compile(r"\s*(?:会议)?(?:地点|主持|记录|出席|参会|参加人|与会)")
# 补助款于11月18日打入饭卡 names what was paid; 已于 says that it was, 定于 that it will be.
PAID = regex.compile(r"(?P<what>[^。；;\n]*?)(?P<done>(?:已|均|全部|定)*)于$")
ALL_OF_IT = regex.compile(r"(?:以上|上述|所有|全部|各项)?\p{Han}{0,6}(?:金|款|款物|物资|款项|物品)")
PAID_THEN = re.compile(
    r"[^，,。；;\n]{0,36}?(?:送达|送到|发放|发到|代发|到位|到账|拨付|兑现|打卡|领取|[打汇转存划]入|[打汇转划]到|交到)"
)
# 到12月5日全部发放完毕; 12月1日起，补助陆续打到卡上: so does what was done on a day with all of it.
COUNTED_UP_TO = ("截至", "截止", "截止到")
DONE_WITH = regex.compile(
    r"[^，,。；;\n]{0,8}(?<![前])全部(?:发放|拨付|慰问|走访)?(?:完毕|结束|到位|完成)"
    r"|起?[，,]?(?:(?:补助|慰问|救助|助学|资助|补贴)[金款]?)?(?:陆续|已经?|均|全部|统一|分批)+(?:发放|(?:打|发|送|汇|划|转)[到入至给达])"
)
# 根据1月16日会议精神; 2024年5月被确诊: what happened then was no gift.
ELSE = re.compile(
    r"[^，,。；;\n]{0,8}(?:会议|通知|文件|精神|决议|要求)"
    r"|[，,]?[^，,。；;\n]{0,12}(?:确诊|查出|患上|下岗|失业|车祸|摔|挂牌|成立|建立|创办|设立|入伍|出生|摸底)"
)
BY_THEN = re.compile("[之以]?前")  # 7月10日前发放完毕: a day that nothing need have been given on
# 12月8日，工会发出募捐倡议: what came of it was given later; 10月16日至20日 it went on.
APPEAL = re.compile(r"[，,]?[^。；;\n]{0,12}?(?:发出|发起|发布|提出)(?:了)?[^，,。；;\n]{0,10}倡议")
# 发布时间：2010-01-22; 2017-01-16 16:59: a line with no more than a day and who wrote when.
OF_A_PAGE = regex.compile(
    r"[^\p{Han}\n]{0,12}(?:发布|发稿|更新|发表|编辑|上传|录入|刊登|来源|作者|日期|时间|浏览|点击)[^\n]{0,20}|[^\p{Han}\n]*"
)
TIME = (
    r"(?:[ T]?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?|[上下]午|晚"
    r"|[0-9]{1,2}[时点](?:[0-9]{1,2}分|许|左右)?)*"
)
MARK = regex.compile("[，,。；;：:]")
REACH = 200  # code points of a sentence before its date
REPORTER = "记者"  # 记者8日从省总工会获悉
SENT = re.compile(rf"{TIME}(?:电|讯|报道|(?:表示|透露|介绍|称|说)(?![明服]))")
BEFELL = re.compile(
    rf"{TIME}(?:以来)?[，,]?[^，,。；;\n]{{0,24}}?(?:级地震|特大地震|遇难|遭遇|遭受|突发|发生|洪水|泥石流|火灾"
    r"|失火|牺牲|逝世|去世|出生|(?:连降|突降|普降|下起?了?|大|特大)(?:大|特大)?(?:暴雨|暴雪|大雪)|强降雨|台风|冰雹|雹灾|旱情|洪涝)"
)


def is_of_something_else(date: Mention[PartialDate], text: str) -> bool:
    """Whether a page was published then, a word said, a part counted, or something befell."""
    start, end = date.span
    line = line_of(text, date.span)
    before, behind = text[line.start : start], text[end : line.end]
    is_signed = not behind.strip() and not MARK.search(before)
    is_told = before.endswith(REPORTER) or before.rfind("《") > before.rfind("》")
    if is_signed or is_told or OF_NOTICE.search(text[max(0, start - 12) : start]):
        return True
    happened = SENT.match(text, end) or BEFELL.match(text, end)
    if "/" not in (date.value.edtf or "/"):
        happened = happened or APPEAL.match(text, end)
    if not is_lone_year(date):  # 2016年度患病员工: the year of the account
        happened = happened or ELSE.match(text, end) or OF_A_PART.match(text, end)
        happened = happened or BY_THEN.match(text, end)
    return bool(happened) or all(OF_A_PAGE.fullmatch(words) for words in (before, behind))


def is_lone_year(date: Mention[PartialDate]) -> bool:
    """Whether a date names no more than a year."""
    return len(date.value.edtf or "") == len("2007")


def is_up_to(date: Mention[PartialDate], text: str) -> bool:
    """Whether a date says until when something was counted: 截至12月底."""
    start = date.span.start
    return UP_TO.search(text[max(0, start - 3) : start]) is not None


def is_of_all(date: Mention[PartialDate], text: str) -> bool:
    """Whether the report says of a date that all was given then."""
    start = date.span.start
    lead = text[max(0, start - 12) : start]
    if BY_THEN.match(text, date.span.end):
        return False
    if TIME_OF_ALL.search(lead) and not OF_NOTICE.search(lead):
        return OF_MINUTES.match(text, date.span.end) is None
    if DONE_WITH.match(text, date.span.end) and not lead.endswith(COUNTED_UP_TO):
        return True
    said = _paid(date, text)
    return said is not None and ALL_OF_IT.fullmatch(said["what"]) is not None


def is_paid(date: Mention[PartialDate], text: str) -> bool:
    """Whether a date says when what its sentence tells of was paid: 款项已于3月22日代发."""
    said = _paid(date, text)
    return said is not None and bool(said["done"])


def _paid(date: Mention[PartialDate], text: str) -> regex.Match[str] | None:
    """Return what a sentence says, from its beginning, was paid on ``date``, and how sure."""
    start, end = date.span
    if PAID_THEN.match(text, end) is None:
        return None
    sentence = after_last_mark(text, "。；;\n", max(0, start - REACH), start)
    return PAID.fullmatch(text, sentence, start)
