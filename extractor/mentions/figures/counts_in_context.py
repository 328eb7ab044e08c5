"""Numbers that only their context makes a count, and of what: 总人口⟦18.5万⟧, 培训⟦8期⟧, 由⟦四方⟧出资.

总人口⟦18.5万⟧       people, though no classifier stands behind
培训⟦8期⟧           what is held or printed in turn; 三期工程 is the third
结对⟦12年⟧来        how long something has been done; 三年来 by itself is a time
⟦五年⟧来…年均446万元   the years that a mean is of
⟦三年⟧内建成        a time told by how long it is; not 一年来, 两天前 and 十年 by itself
每户⟦半吨⟧煤        half of a unit of weight or area
⟦两个半小时⟧         the half stands inside: not two of anything
由⟦四方⟧凑齐        those who bear something together; 八方支援 and 四方街 are no number of them
⟦65名⟧单亲母亲      单亲 and 单身 begin there, and no 名单 (a list of names)
"""

from __future__ import annotations

import re
from dataclasses import replace

import regex

from extractor.mentions.figures.not_counted import NOT_COUNTED
from extractor.mentions.figures.quantities import HALF, NUMBER, leading_to, read_quantity, stated
from extractor.model import Approx, Count, CountKind
from extractor.numerals import LARGE, SMALL, Numeral
from extractor.rules import Rule

_POPULATION = r"(?:人口|人数|户数|职工总数|户籍人口|常住人口)(?:约|达|达到|为|共|近|有|已达){0,2}"
# 期 counts what is held or printed in turn; of 三期工程 and 二期以上矽肺 it is the third and the second.
_HELD = r"(?:培训|轮训|讲座|讲堂|课堂|简报|专栏|展览|夏令营|班)"
_HELD_BY = r"(?:举办|举行|开办|开设|组织|编发|印发|编印|出版|刊发)(?:了|各类|各种)?"
_IN_TURN = rf"(?:(?:(?<={_HELD}(?:共|共计|达)?)|(?<={_HELD_BY})){NUMBER}期(?!工程|项目|以上|次|间|末|内)|{NUMBER}期(?=[^，。,;；、\n]{{0,8}}{_HELD}|(?:分别|各|共)(?:有|培训)?[约近]?[0-9]))"
# What one person or body goes on doing; 工作三年来 is as often the time a whole work took.
_DONE = (
    r"(?:结对(?:帮扶|共建|助学|助困)?|从[教医警军]|任[教职]|(?:参加|从事)\p{Han}{0,4}工作|扎根\p{Han}{0,4}"
    r"|驻[村守]|行医|入党|参军|卧床|瘫痪|患病|退休)(?:近|已)?"
)
_BEAR = (
    r"(?:共同|联合|各自|分别|合力|平均|各)*"
    r"(?:出[资钱]?(?=[共，,。;；的\d了])|出资|凑|筹[集措资齐]|捐[资款助赠]|分[担摊]|[承负]担|支付)"
)
# 五年来收入年均增长8% is the mean of a growth.
_MEAN = r"(?:年均|每年平均|平均每年)(?=(?:约|为|达|救助|资助|支出|投入|募集|发放)*[0-9])(?![0-9.]+[%％])"
_YEAR = 1000  # 2012年来 is a year
# 三年来, 近两年来, 六个月内, 四年中; 来自, 内容, 中秋 and 间隔 are other words.  Of days only 内: 两天前 is a date.
_WITHIN = r"之?内(?![容部科外涵在蒙乱])"
_IN_TIME = (
    rf"(?:年|个月)(?P<later>[多余])?(?=以?来(?![自到历往源访电之年])|{_WITHIN}|之?间(?![隔接断])|当?中(?![秋央期旬学国小心等专考途医级午])|里(?![程面]))"
    rf"|年(?P<later>[多余])?(?=之?前(?![后往来夕沿])|之?后(?![来勤天]))|(?:天|日|小时)(?={_WITHIN})"
)
_PERSON = CountKind.PERSON
_HEAD = r"(?:由|(?<=\A|[，,。;；：:\n]))"


def _people(match: regex.Match[str]) -> Count | None:
    """A number of people without a classifier, after a word that says so: 总人口18.5万."""
    quantity = read_quantity(match)
    return Count(quantity, "", CountKind.PERSON) if quantity else None


def _in_turn(match: regex.Match[str]) -> Count | None:
    """A number of courses or issues, held or printed in turn: 培训8期."""
    quantity = read_quantity(match)
    if quantity is None or quantity.stated == 1 or match["mask"]:
        return None
    return Count(quantity, "期", CountKind.EVENT)


def _years(match: regex.Match[str]) -> Count | None:
    """How many years something has been done for."""
    quantity = read_quantity(match)
    is_year = quantity is None or (quantity.stated or 0) >= _YEAR
    return None if quantity is None or is_year else Count(quantity, "年", CountKind.OTHER)


def _lasting(match: regex.Match[str]) -> Count | None:
    """How long a time is that 来, 内, 间 or 前 behind it makes one."""
    quantity = read_quantity(match)
    if quantity is None or quantity.masked or quantity.damaged or quantity.stated == 1:
        return None
    if (quantity.stated or quantity.high or 0) >= _YEAR:
        return None
    if match["later"] and quantity.stated and quantity.approx is Approx.EXACT:
        quantity = replace(quantity, approx=Approx.OVER, high=None)
    return Count(quantity, match["unit"].rstrip("多余"), CountKind.OTHER)


def _half(match: regex.Match[str]) -> Count | None:
    """Half of a unit of weight or area: 半吨煤."""
    kind = CountKind.AREA if match["unit"] == "亩" else CountKind.WEIGHT
    return Count(stated(Numeral(HALF, HALF), Approx.EXACT), match["unit"], kind)


def _with_half(match: regex.Match[str]) -> Count | None:
    """A number of hours and a half: 两个半小时."""
    quantity = read_quantity(match)
    if quantity is None or quantity.stated is None or quantity.approx is not Approx.EXACT:
        return None
    half = Numeral(quantity.stated + HALF, HALF)
    return Count(stated(half, Approx.EXACT), f"个{match['unit']}", CountKind.OTHER)


def _single(match: regex.Match[str]) -> Count | None:
    """A number of people who are 单亲 or 单身."""
    quantity = read_quantity(match)
    return None if quantity is None or quantity.stated == 1 else Count(quantity, "名", _PERSON)


def _parties(match: regex.Match[str]) -> Count | None:
    """How many bear something together."""
    quantity = read_quantity(match)
    if quantity is None or quantity.masked or quantity.stated == 1:
        return None
    return Count(quantity, "方", CountKind.OTHER)


RULES = (
    Rule(
        "count.population",
        regex.compile(
            rf"{_POPULATION} (?P<span> {NUMBER} (?<=[万亿余多]) ) (?![元户人名])", regex.VERBOSE
        ),
        _people,
        ("总人口⟦18.5万⟧,",),
    ),
    Rule(
        "count.in-turn",
        regex.compile(rf"{NOT_COUNTED} {_IN_TURN}", regex.VERBOSE),
        _in_turn,
        (
            "开展培训⟦8期⟧,",
            "举办⟦三期⟧技能培训班",
            "编印简报⟦12期⟧",
            "培训班如期开课，⟦三期⟧分别有62人、55人、48人参加",
            "三期工程",
            "二期以上矽肺病",
            "第8期培训班",
            "一期培训班",
            "医院二期项目",
        ),
        trace=re.compile("期"),
        starts=leading_to("期"),
    ),
    Rule(
        "count.done-for",
        regex.compile(rf"(?<={_DONE}){NUMBER}年(?=来(?![自到历]))", regex.VERBOSE),
        _years,
        (
            "结对⟦12年⟧来,上门服务",
            "结对帮扶⟦三年⟧来",
            "从教⟦30多年⟧来",
            "入党⟦五十年⟧来",
            "驻村⟦2年⟧来",
            "从事志愿工作⟦8年⟧来",
            "瘫痪⟦10年⟧来",
            "三年来,全县脱贫",
            "扶贫工作三年来",
            "近五年来",
            "结对2012年来往增多",
            "工会成立10年来",
            "改革开放四十年来",
            "过去的5年来之不易",
        ),
        trace=re.compile("年来"),
        starts=leading_to("年"),
    ),
    Rule(
        "count.of-a-mean",
        regex.compile(
            rf"(?<![近第0-9]){NUMBER}年(?=(?:来|间|中|里|累计|共)[^。\n]{{1,60}}?{_MEAN})",
            regex.VERBOSE,
        ),
        _years,
        (
            "⟦五年⟧来,累计募集善款2231万元,年均446.2万元",
            "⟦四年⟧间,资助学生1248名,年均312名",
            "⟦十年⟧累计发放助学金365万元,每年平均36.5万元",
            "五年来,收入年均增长8.2%",
            "五年来,累计募集善款2231万元,户均446元",
            "2012年共救助24人,年均12人",
        ),
        trace=re.compile("年均|每年平均|平均每年"),
        starts=leading_to("年"),
    ),
    Rule(
        "count.lasting",
        regex.compile(
            rf"{NOT_COUNTED} (?P<span> (?!近|约) {NUMBER} (?P<unit> {_IN_TIME} ) )", regex.VERBOSE
        ),
        _lasting,
        (
            "⟦三年⟧内全部建成",
            "近⟦五年⟧来,全县脱贫",
            "在⟦十二年⟧之内实现",
            "⟦四年⟧中累计发放",
            "⟦六年多⟧来从未间断",
            "比⟦五年⟧前增加一倍",
            "⟦18个月⟧内还清",
            "⟦3日⟧内办结",
            "一年来,我会走访",
            "两天前入院",
            "2012年来往增多",
            "过去的5年来之不易",
            "2年中专学习",
            "十年内乱",
            "第三年内",
            "几年来",
        ),
        trace=re.compile("(?:年|月)[多余]?(?:之|以|当)?[来内间中里前后]|[天日时]之?内"),
        starts=leading_to("年个天日小"),
    ),
    Rule(
        "count.half",
        regex.compile(
            r"(?<![斤亩吨里升年月天时大小多前后上下])半(?P<unit>公斤|吨|斤|亩)(?!八两|[多余]|[0-9一二两三四五六七八九])"
        ),
        _half,
        ("每户⟦半吨⟧煤", "种了⟦半亩⟧地", "半斤八两", "一亩半斤两"),
    ),
    Rule(
        "count.half-inside",
        regex.compile(
            rf"{NUMBER} 个半 (?P<unit> 小时|钟头 ) (?! 之?[前后] | 以[前后来] | 来 | 之?内 )",
            regex.VERBOSE,
        ),
        _with_half,
        (
            "开了⟦两个半小时⟧才到",
            "⟦3个半小时⟧的手术",
            "三个半小时前",
            "两个半小时内",
        ),
        trace=re.compile("个半(?:小时|钟头)"),
        starts=leading_to("个"),
    ),
    Rule(
        "count.single-people",
        regex.compile(rf"{NOT_COUNTED} {NUMBER} \s? 名 (?=单[亲身])", regex.VERBOSE),
        _single,
        (
            "为⟦65名⟧单亲特困母亲",
            "⟦3名⟧单身职工",
            "⟦二十余名⟧单亲妈妈",
            "一名单亲妈妈",
            "12名单位代表",
            "第三、四批名单亲自送达",
        ),
        trace=re.compile("名单[亲身]"),
        starts=leading_to("名"),
    ),
    Rule(
        "count.parties",
        regex.compile(rf"{_HEAD}(?P<span> (?!八方) {NUMBER} 方) (?={_BEAR})", regex.VERBOSE),
        _parties,
        (
            "由⟦四方⟧凑齐",
            "由⟦三方⟧共同出资",
            "费用由⟦三方⟧分担",
            "⟦两方⟧各出5万元",
            "由⟦3方⟧筹集",
            "由⟦四方⟧分别承担",
            "八方支援",
            "由第三方承担",
            "由多方筹集",
            "四方支援",
            "由三方面组成",
            "由双方出资",
            "挖土三方出土",
        ),
        trace=re.compile(f"(?<![^{SMALL}{LARGE}0-9]多)方{_BEAR}"),  # 多方筹资 is no number
    ),
)
