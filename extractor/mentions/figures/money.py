"""Amounts of money, as reports write them: 近700万元, 12万5千元, 壹万贰仟元整, ¥2,156,000元, xx元.

The span takes in the words that make an amount vague (约, 余, 左右, 不少于), the multiplier, the
currency word, 角 and 分 (壹元贰角, 十块三毛), 整, and a foreign currency named before (港币3万元); not
共计, 价值, 每户, 人民币 before it nor /人 after it.  The currency words are in ``currencies.tsv``; amounts
without one (22.6万) are read by ``bare_money``.  投入万元 has lost its digits: it is masked, never 1
or 10,000.
Not read: 元 inside other words (三元区, 元旦, 多元), 块 that counts soap, 三角 and 八角, 分 alone (a
score), amounts with no figure (数十亿元).  Which error is worse: a wrong amount is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import regex

from extractor import lexicon
from extractor.mentions.figures import bare_money
from extractor.mentions.figures.quantities import AFTER, NUMBER, leading_to, read_quantity, stated
from extractor.model import Approx, Money, Quantity
from extractor.numerals import Numeral, read_numeral
from extractor.rules import Rule, one_of

CENT = Decimal("0.01")
SIGNS = {"¥": "CNY", "￥": "CNY", "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP"}
CAMPAIGN = "(?:捐|餐|行动|工程|计划|活动|爱心)"
# 5元旦, 三元区, 多元化; “一元捐”, “百元餐”: names of campaigns
NOT_AFTER = (
    r"(?! 旦|宵|月|化|素[^质]|老|首|勋|帅|气|区(?!域)|里(?!面)"
    rf" | {CAMPAIGN} (?<= [“\"][一十百千万0-9]{{1,3}}元{CAMPAIGN} ) )"
)
# 香皂760块 counts soap; 花了50块 is money.
PAID = "(?<=[花给捐交收值要卖挣赚付借欠补发奖罚省了有][^0-9]{0,1}[0-9一二两三四五六七八九十百千万]{1,8}[多来余]?块)"
# 送去30块展板: what is counted in pieces, 牌 匾 碑 砖 and so on at its end
PIECES = r"(?!(?:(?![钱买去给当作交付用])\p{Han}){0,3}[牌匾碑砖板瓦布表糖饼皂玻池田毯巾屏])"
# 平均一户91块多, 一年120块: what one gets or pays
FOR_ONE = "(?<=(?:[一每][户人年月天]|个月|[人户]均|平均)[^0-9，。]{0,2}(?:[0-9]{2,6}|[0-9一二两三四五六七八九]{1,4}[十百千万])[多来余]?块)"
# 每月就三五百块, with a round number at the end of a clause, and no thing named before it; 这五千块够用了.
TIDY = "[一二两三四五六七八九]{1,2}[百千万][多来余]?块"
ROUND = (
    rf"(?:(?<=(?:^|[，,。；;：:“月年天人户才只就得约近]){TIDY})(?=[，,。；;”]|$)"
    rf"|(?<=[这那]{TIDY})(?!\p{{Han}}{{0,4}}[牌匾石碑砖板瓦布表糖肉饼皂]))"
)
# 6万元多元 is a slip of the pen for 6万多元; in 比去年的6万元多2万元 and 比去年的6万元多, 多 compares.
COMPARES = (
    r"多 (?: [了出] | \s?+[约近]?[0-9一二两三四五六七八九十百几] )"
    r"|(?<=[比较] [^，,。；;\n多少增减高低]{1,24} 元)"
)
SLIP = (
    rf"(?P<slip> (?=多)(?<=元)(?!{COMPARES})多元? (?!化|样|[种个])"
    r" | (?<=块)多(?!\p{Han}) )?+"  # 平均一户91块多
)

DIGIT = "[1-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
CHANGE = rf"""
    (?: (?= {DIGIT}|零 )
      (?: 零?+ (?P<tenths> {DIGIT} ) [角毛](?![形度色落逐楼镇村]) )?+
      (?: 零?+ (?P<hundredths> (?<=[元圆块角毛]零?){DIGIT} ) 分(?![钟公之数校厂店不没未都也]) )?+
    )?+
    (?: 整(?<=[角毛分].) )?+
"""

# 壹角, 3角5分, 两毛钱; 三角 and 八角 are shapes and places, 五分 a score.
SMALL_CHANGE = regex.compile(
    rf"""
    (?<! [0-9元圆块一二两三四五六七八九十百千万亿余多第] )
    (?<! 每 (?=[1一]分钱) )  # 每一分钱都用在刀刃上
    (?: (?P<tenths> {DIGIT} ) [角毛] (?: (?P<hundredths> {DIGIT} ) 分 | (?=钱) | (?<=[1-9壹贰叁肆伍陆柒捌玖].) | (?<=毛) )
      | (?P<cents> {DIGIT} ) 分(?=钱) )
    (?! 钱[也都]?[没不未] )  # 一分钱没收
    (?![形度色落逐楼镇村巾衣毯线裤笔皮发料竹利重泽]) 整?+
    """,
    regex.VERBOSE,
)
CHANGED = re.compile(rf"[角毛分](?<={DIGIT}[角毛分])")
NO_DIGITS = ("万元", "亿元", "千元", "百元", "十元")  # 价值万元, 百元大钞: not a sum that was paid
SIGNED = regex.compile(rf"(?P<sign> [{''.join(SIGNS)}] )\s?+{NUMBER} (?!\s?[元圆])", regex.VERBOSE)

LOST = regex.compile(
    r"(?<= 投入|发放|筹集|筹资|捐款|拨款|拨出|安排|资金|共计|合计|慰问金|慰问款|救助金|补助|金额|折价|争取"
    r" ) [余多]?[万亿]元 (?!户)",
    regex.VERBOSE,
)


@lexicon.derived
def _currencies() -> dict[str, str]:
    """Return the currency that each word behind a figure names."""
    return {row["word"]: row["currency"] for row in lexicon.load("currencies")}


def _foreign() -> frozenset[str]:
    """Return the words that may stand before the figure as well: 港币3万元."""
    return frozenset(word for word, currency in _currencies().items() if currency != "CNY")


def _amount() -> regex.Pattern[str]:
    return regex.compile(
        rf"""
        (?P<sign> [{"".join(SIGNS)}] \s? | (?:{one_of(_foreign())}) \s? )?+
        {NUMBER}
        \s?+
        (?P<currency> (?:{one_of(_currencies().keys() - {"块"})}) {NOT_AFTER}
          | 块 {PAID} {PIECES} | 块 {ROUND} | 块 {FOR_ONE} {PIECES}
          | 块(?= {DIGIT}[角毛分] | [多来]?钱 | 多(?!\p{{Han}}) ) )
        {CHANGE}
        {SLIP}
        (?P<after> {one_of(AFTER)} )?+
        """,
        regex.VERBOSE,
    )


@lexicon.derived
def rules() -> tuple[Rule[Money], ...]:
    """Return the rules, made of the lexicon's words."""
    return (
        Rule(
            "money.amount",
            _amount(),
            read_amount,
            (
                "收到捐款⟦3万5千元⟧",
                "募集⟦近700万元⟧善款",
                "拿出⟦6万元多元⟧资金",
                "花了⟦3万元多⟧。",
                "比上月多出⟦4千元多⟧。",
                "比上次的⟦9万元⟧多⟦1.2万元⟧",
                "比前一年的⟦5200元⟧多了近一成",
                "较2018年的⟦70万元⟧多。",
                "共计⟦壹万贰仟元整⟧",
                "药共值⟦1.1万元左右⟧",
                "每所⟦2000-5000元⟧",
                "⟦不超过200元⟧/人",
                "给了救助款⟦xx元⟧",
                "助学金⟦¥2,156,000元⟧",
                "发给⟦500元⟧村委会代领",
                "赔偿⟦壹佰元零伍分⟧",
                "花了⟦十块三毛⟧",
                "每月就⟦三五百块⟧。",
                "这⟦五千块⟧抵得上半年收入",
                "这三百块砖",
                "账上只有⟦八百来块⟧。",
                "收入⟦6万元出头⟧",
                "收入⟦二百元零五角⟧",
                "搬砖三百块,",
                "平均一户⟦91块多⟧;",
                "一年⟦120块⟧,值。",
                "贷了⟦3万块⟧钱",
                "每户一块地",
                "发了展板30块,送了30块展板。",
                "花了⟦50块⟧买糖。",
                "捐赠⟦港币3万元⟧",
                "上级支出⟦-9820万元⟧",
                "拨付⟦542,62万元⟧",
                "拨付⟦1'00元⟧",
                "发放⟦9e999亿元⟧",
                "郑老七⟦500元⟧、李五十三⟦300元⟧",
                "郑老七⟦伍佰元⟧",
                "编号0x10元",
                "这⟦96.4万元⟧一分不留",
                "三元区的三元里",
                "5元旦",
                "多元化救助",
            ),
            starts=leading_to((*_currencies(), *SIGNS), (*_foreign(), *SIGNS)),
        ),
        Rule("money.sign", SIGNED, read_signed, ("合计⟦¥12,000.00⟧",)),
        Rule(
            "money.change",
            SMALL_CHANGE,
            read_small_change,
            (
                "每斤补⟦3角5分⟧",
                "省下⟦两毛⟧钱",
                "一分钱没收",
                "每一分钱都要用好",
                "三角形",
                "得了五分",
            ),
            CHANGED,
        ),
        *bare_money.rules(),
        Rule("money.lost", LOST, read_lost, ("投入⟦万元⟧,使845名职工", "出了个万元户")),
    )


def read_amount(match: regex.Match[str]) -> Money | None:
    """An amount with a currency word, with the words that make it a bound."""
    quantity = read_quantity(match)
    if quantity is None or "".join(match.group().split()) in NO_DIGITS:
        return None
    if match["slip"] and quantity.stated is not None:
        quantity = replace(quantity, approx=Approx.OVER, low=quantity.stated, high=None)
    if match["tenths"] or match["hundredths"]:
        if quantity.stated is None:
            return None
        total = quantity.stated + _change(match)
        quantity = stated(Numeral(total, CENT), quantity.approx)
    sign = (match["sign"] or "").strip()
    named = match["currency"] if sign in "¥￥" else sign
    return Money(quantity, currency=SIGNS.get(named) or _currencies()[named])


def read_small_change(match: regex.Match[str]) -> Money | None:
    """An amount below one yuan: 3角5分, 两毛钱."""
    return Money(stated(Numeral(_change(match), CENT), Approx.EXACT))


def read_signed(match: regex.Match[str]) -> Money | None:
    """An amount after the sign of its currency: ¥12,000.00."""
    quantity = read_quantity(match)
    return Money(quantity, currency=SIGNS[match["sign"]]) if quantity else None


def read_lost(match: regex.Match[str]) -> Money | None:
    """An amount whose digits are gone from the page: 投入万元."""
    return Money(Quantity(None, None, None, masked=True)) if match.group() else None


def _change(match: regex.Match[str]) -> Decimal:
    """Return the 角 and 分 of a match, in yuan."""
    groups = match.groupdict()
    tenths = _digit(groups["tenths"])
    hundredths = _digit(groups["hundredths"] or groups.get("cents"))
    return (10 * tenths + hundredths) * CENT


def _digit(text: str | None) -> Decimal:
    numeral = read_numeral(text) if text else None
    return numeral.value if numeral else Decimal(0)
