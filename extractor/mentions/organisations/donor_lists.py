"""Organisations that give, as lists name them: each with its amount, in a sentence or a line.

    捐款较多的单位有:⟦恒泰化工⟧ 5万元、⟦县农业银行⟧ 3万元    in a sentence of gifts
    收到捐款3笔:⟦康宁药业⟧20万元,⟦柳桥小学⟧师生1.8万元         what is received, told one by one
    参加捐款的有:⟦城关供销社⟧38人,捐款1900元                    with how many gave
    现将捐赠单位公布如下:⏎⟦市餐饮协会⟧ 口罩500只            a line for each below the head
    本周捐款6笔:⏎⟦福满楼酒家⟧ 8000元⏎⟦城东小学⟧师生 36520元
    各单位捐款如下:⏎⟦机修车间⟧96人,9680元                  parts of one body, whatever they are called

A sentence that tells who collected (募集300万元,其中县慈善会120万元) names no donors, but firms are.
"""

from __future__ import annotations

import regex

from extractor.mentions.columns import column_of
from extractor.mentions.heads import head_above_rows, said_in_line
from extractor.mentions.organisations.constructions import Construction, Opens, names_money
from extractor.mentions.organisations.names import (
    IN_A_LIST,
    ITS_PEOPLE,
    LINE_HEAD,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    endings,
    whole_name,
)
from extractor.model import PartyRole
from extractor.offsets import Span, line_of

_PEOPLE = f"(?:{ITS_PEOPLE})?"

# --- in a sentence -------------------------------------------------------------------------------

# 城关供销社38人,捐款1900元
_SO_MANY_GIVE = r"\d{1,5}余?[人名]次?[,，]?(?:共|合计|累计|自愿|自发)?捐(?:[款资]|(?=\d))"

_COLLECTS = regex.compile(r"接[收受]|收到|募集|筹集|募捐|筹得|募得")
# A firm collects nothing for others: 接收捐款200万元,其中甲集团50万元.
_FIRM = regex.compile(
    r"(?:公司|集团|银行|酒店|饭店|酒[家楼]|超市|商[场厦]|药房|药店|[矿药酒]业|煤矿|工厂)\Z"
)
_BRACKETS = regex.compile(r"[（(][^（()）]{0,20}[)）]")
# A商会20万元、B商会15万元,两家共捐35万元
_ADDED_UP = regex.compile(r"[^。\n捐]{0,100}(?:共|合计|累计|总计)捐[款赠资献出]{0,2}\d")
_ONE_BY_ONE = regex.compile(r"捐[款赠资][^。:：,，元]{0,8}[:：]")


def _is_in_gifts(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether the amount is one of those that a sentence of gifts tells."""
    before = match.string[max(0, match.start() - 80) : match.start()]
    if match.end() in money and _goes_on_from_list(match.string, match.start()):
        return True
    is_firm = bool(match["people"]) or _FIRM.search(match["list"]) is not None
    sentence = _BRACKETS.sub("", before.rpartition("。")[2])
    if match.end() not in money:
        return False
    return _ADDED_UP.match(match.string, match.end()) is not None or (
        "捐" in sentence
        and not _SPENT.search(sentence)
        and (not _COLLECTS.search(sentence) or is_firm or _ONE_BY_ONE.search(sentence) is not None)
    )


# 以上8人小计5700元;石坝小学师生2185元: behind the lines of a list of gifts
_SO_FAR = regex.compile(r"[ \t\u3000]*(?:以上|上述)[^\n。]{0,16}(?:小计|共计|合计|共)")


def _goes_on_from_list(text: str, at: int) -> bool:
    """Tell whether a list of gifts goes on in the sentence, which sums up the lines above it."""
    line = line_of(text, Span(at, at)).start
    if not _SO_FAR.match(text, line) or "。" in text[line:at]:
        return False
    return said_in_line(head_above_rows(text, line)) is PartyRole.DONOR


# 我院职工共捐款36800元:内科8600元,外科9200元
_ALL_GAVE = r"捐款?[\d.,]{1,12}[万千]?元[:：]"
_PART = r"(?![^\n]{0,3}其中)[\u4e00-\u9fff]{1,8}?(?:科|部|处|室|班|组|车间|支部|系|年级|分厂|中心|队|站|所|学院|分公司)"


def _is_money_next(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount begins right behind the part."""
    return match.end("part") in money


# --- in lines ------------------------------------------------------------------------------------

_SPENT = regex.compile(r"使用|支出|发放|用[于途]|去向|分配|拨付")
_LISTS_GIFTS = (
    r"捐(?:(?:[赠款资]|(?<=[日元天]捐)[”\"]?)[^\n。;；]{0,30}(?:如下|名单|明细|公示|公布|一览|台账|登记|清单|光荣榜|鸣谢)"
    # 本周捐款6笔: at the end of a line
    r"|[赠款资][^\n。;；:：]{0,16}[:：](?=[ \t\u3000]*\n)"
    # 共捐款24850元。各部门如下:
    r"|款[^\n。;；:：收支]{0,24}。各\p{Han}{2,4}(?:分别)?如下[:：]?(?=[ \t\u3000]*\n)"
    # 单位捐款612万元,个人捐款261万元。单笔30万元以上的单位有5家:
    r"|款[^\n。;；:：收支]{0,40}。(?:其中)?单笔[^\n。:：]{0,24}[:：](?=[ \t\u3000]*\n))"
)
# 共收到善款3.6万元。明细如下:
_TELLS_OF_GIFTS = "捐|善款|爱心|功德|奉献|特殊党费"
# 现将捐赠单位公布如下: and below it a line for each, with an amount or goods.
_HEAD = regex.compile(rf"(?<=[\n。]|\A)(?P<head>[^\n。]{{0,60}}{_LISTS_GIFTS}[^\n。]{{0,12}})\n")
# 各科室捐款情况如下: whatever is called what, the lines below are of the parts of one body.
_OF_PARTS = regex.compile(
    r"各(?:单位|部门|[科处]室|车间|分厂|班|年级|支部|分会|站所|院系|乡镇|镇街|镇|村|社区|小?组|学校|公司)(?!(?:职工|员工|同志|个人|党员|教师|人员)捐)[^\n捐收受募]{0,6}捐"
    r"|(?:单位|部门|科室)捐|捐款[^\n]*。各(?:单位|部门|科室|车间|班级|支部|院系)(?:分别)?如下"
)
_LINE = rf"(?<={LINE_HEAD})"


def _is_below_head(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether all lines between a head and this one are as it is: without a full stop."""
    head = _head_above(match)
    if head is None:
        return False
    is_bare = "元" in head and _BARE.match(match.string, match.end()) is not None
    return is_bare or any(at in money for at in range(match.end(), match.end() + 12))


# 捐款数额如下(单位:元)⏎县移动公司 25000
_BARE = regex.compile(r"[\d,.]{2,12}[ \t]*(?=\n|\Z)")


# 二、支出: below it stands what was done with the gifts
_SPENT_HEAD = regex.compile(rf"(?<=\n|\A)[^\n\d]{{0,20}}(?:{_SPENT.pattern})[^\n\d]{{0,10}}\n")


def _is_below_head_of_parts(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether the head above is of the parts of a body, and the line states an amount."""
    head = _head_above(match) if match.end() in money else None
    return head is not None and _OF_PARTS.search(head) is not None


def _head_above(match: regex.Match[str]) -> str | None:
    """Return the head of the list of gifts that the line stands in."""
    if column_of(match.string, match.start()) is not None:
        return None  # ``tables`` reads it
    line = line_of(match.string, Span(match.start(), match.start())).start
    # 共接收社会捐款17万元。明细如下:
    head = head_above_rows(match.string, line)
    return head if said_in_line(head) is PartyRole.DONOR else _headed(match)


def _headed(match: regex.Match[str]) -> str | None:
    """Return the head above that the lines between go on from."""
    heads = list(_HEAD.finditer(match.string, max(0, match.start() - 2000), match.start()))
    between = match.string[heads[-1].end() : match.start()] if heads else "。"
    if "。" in between or _SPENT_HEAD.search(between):
        return None
    head: str = heads[-1]["head"]
    return None if _SPENT.search(head) else head


DONOR_LISTS = (
    Construction(
        PartyRole.DONOR,
        "A body of whom so many give.",
        lambda: rf"{OPEN}(?P<list>{whole_name()}){_PEOPLE}{_SO_MANY_GIVE}[^\W\d]{{0,4}}",
        (
            "参加捐款的有:⟦城关供销社⟧38人,捐款1900元",
            "全县干部380人捐款1.9万元",
        ),
        holds=names_money,
        words=("捐",),
        behind=f"{_PEOPLE}{_SO_MANY_GIVE}",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount, in a sentence of gifts.",
        lambda: (
            rf"(?:(?<=[,，;；:：、。\n])|\A|其中)(?P<list>{whole_name()})(?P<people>{_PEOPLE})"
            rf"[ \u3000]{{0,3}}(?={NUMERAL})"
        ),
        (
            "驻区单位共捐款12万元,其中⟦江城纺织厂⟧职工2.8万元、⟦朝阳小学⟧师生1.5万元。",
            "全院捐款11.8万元,其中院领导9600元,临床科室8.1万元。",
            "县工商联组织捐款,其中⟦鸿运酒店⟧2万元、⟦腾飞建材公司⟧1万元。",
            "县慈善会接收捐款,其中⟦鸿运酒店⟧2万元。",
            "接收社会捐款200万元,其中⟦青棠集团⟧50万元、⟦县农商银行⟧30万元。",
            "募集捐款300万元,其中县慈善会120万元、县红十字会90万元。",
            "接收捐款90万元,其中县人民医院30万元、县实验小学20万元。",
            "捐款名单如下:\n马文俊 2000元\n以上1人小计2000元;⟦石坝小学⟧师生2185元",
        ),
        holds=_is_in_gifts,
        words=("捐",),
        trace=lambda: (
            rf"捐[^。]{{0,120}}?{endings()}{_PEOPLE}[ \u3000]{{0,3}}{NUMERAL}"
            r"|[共计]捐[款赠资献出]{0,2}\d|(?:以上|上述)[^\n。]{0,16}[计共]"
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A part of a body with its amount, behind the sum that all its people gave.",
        lambda: (
            rf"(?<={_ALL_GAVE}(?:{_PART}\d[\d.,]*[万千]?元[,，、;；]){{0,12}})(?P<part>{_PART})(?=\d)"
        ),
        (
            "职工共捐款36800元:⟦内科⟧8600元,⟦后勤处⟧3400元",
            "共捐款36800元:现金30000元,物资6800元",
        ),
        holds=_is_money_next,
        words=("捐",),
        trace="捐款?[\\d.,]+[万千]?元[:：]",
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount or goods in a line below the head of a list of gifts.",
        lambda: (
            rf"{_LINE}(?:(?P<list>{OF_A_NAME}{{1,20}}(?:{endings()}))|(?P<part>{OF_A_NAME}{{1,12}}(?:{IN_A_LIST}))){_PEOPLE}"
            r"(?:[ \t\u3000:：,，|]{1,8}(?:[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]{0,9}?(?=\d))??(?=[¥￥\d一二两三四五六七八九十壹贰叁肆伍])"
            r"|(?=[¥￥\d]))"
        ),
        (
            "现将捐赠单位公布如下:\n⟦江南重工有限公司⟧  2000元\n⟦市餐饮协会⟧ 口罩500只",
            "本周捐款3笔:\n⟦福满楼酒家⟧ 8000元\n⟦柳桥小学⟧师生 25310元",
            "共收到善款3万元。明细如下:\n1.⟦云峰寺⟧ 20,000元\n2.⟦县律师协会⟧ 10,000元",
            "捐款收支:\n二、支出情况\n县医院 30000元",
            "收到捐款3万元,已全部发放。发放明细如下:\n1.石坝小学 20,000元",
            "现将参赛单位公布如下:\n江南重工有限公司  2000元",
        ),
        holds=_is_below_head,
        trace=_TELLS_OF_GIFTS,
        opens=Opens.LINE,
    ),
    Construction(
        PartyRole.DONOR,
        "A part of a body with its amount in a line below the head of a list of gifts.",
        lambda: (
            rf"{_LINE}(?P<part>(?!合计|总计|小计|共计|其[他它中余]|以上|累计)[\u4e00-\u9fff]{{2,14}}?(?:[（(]{NUMERAL}{{1,2}}[)）]班)?){_PEOPLE}[ \t\u3000:：]{{0,8}}"
            r"(?:\d{1,5}人次?[ \t\u3000，,、:：]{0,4}(?:共?计?捐款)?)?(?=[¥￥\d])"
        ),
        (
            "各单位捐款如下:\n⟦机修车间⟧96人,9680元;\n⟦离退休支部⟧112人,5990元",
            "全院共捐款24850元。各部门如下:\n⟦机关⟧48人7200元\n⟦护理系⟧29人4060元",
            "各单位支出如下:\n机修车间96人,9680元",
        ),
        holds=_is_below_head_of_parts,
        trace=_OF_PARTS.pattern,
        opens=Opens.LINE,
    ),
)
