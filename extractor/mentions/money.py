"""Amounts of money, as reports write them: 近700万元, 12万5千元, 壹万贰仟元整, ¥2,156,000元, xx元.

The span takes in the words that make an amount vague (约, 余, 左右, 不少于), the multiplier, the
currency word, 角 and 分 (壹元贰角, 十块三毛), 整, and a foreign currency named before (港币3万元); not
共计, 价值, 每户, 人民币 before it nor /人 after it.  A bare 万 or 亿 (22.6万, 40.6亿, 3万2) is money
where its clause speaks of money.  投入万元 has lost its digits: it is masked, never 1 or 10,000.
Not read: 元 inside other words (三元区, 元旦, 多元), 块 that counts soap, 三角 and 八角, 分 alone (a
score), amounts with no figure (数十亿元).  Which error is worse: a wrong amount is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import regex

from extractor.mentions.quantities import (
    AFTER,
    NUMBER,
    leading_to,
    read_quantity,
    stated,
)
from extractor.model import Approx, Money, Quantity
from extractor.numerals import Numeral, read_numeral
from extractor.rules import Rule, one_of

FOREIGN = {
    **dict.fromkeys(("美元", "美金", "美圆", "元美金"), "USD"),
    **dict.fromkeys(("港元", "港币", "元港币"), "HKD"),
    **dict.fromkeys(("澳门元", "澳门币"), "MOP"),
    **dict.fromkeys(("新台币", "台币", "元新台币"), "TWD"),
    **dict.fromkeys(("欧元",), "EUR"),
    **dict.fromkeys(("日元", "日圆", "日币", "元日币"), "JPY"),
    **dict.fromkeys(("英镑",), "GBP"),
    **dict.fromkeys(("卢布",), "RUB"),
    **dict.fromkeys(("韩元", "韩币"), "KRW"),
    **dict.fromkeys(("加元", "加币"), "CAD"),
    **dict.fromkeys(("澳元", "澳币"), "AUD"),
    **dict.fromkeys(("瑞士法郎",), "CHF"),
    **dict.fromkeys(("新加坡元", "新元"), "SGD"),
    **dict.fromkeys(("泰铢",), "THB"),
    **dict.fromkeys(("越南盾",), "VND"),
}
CURRENCIES = FOREIGN | dict.fromkeys(
    ("元人民币", "人民币", "元整", "圆整", "元", "圆", "块钱", "块"), "CNY"
)
CENT = Decimal("0.01")
SIGNS = {"¥": "CNY", "￥": "CNY", "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP"}
# 5元旦, 三元区, 多元化.
# “一元捐”, “百元餐”: names of campaigns
CAMPAIGN = r"(?<! [“\"][一十百千万0-9]{1,3}元 (?=捐|餐|行动|工程|计划|活动|爱心) )"
NOT_AFTER = r"(?! 旦|宵|月|化|素[^质]|老|首|勋|帅|气|区(?!域)|里(?!面) )"
# 香皂760块 counts soap; 花了50块 is money.
PAID = "(?<=[花给捐交收值要卖挣赚付借欠补发奖罚省了有][^0-9]{0,1}[0-9一二两三四五六七八九十百千万]{1,8}[多来余]?块)"
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
SLIP = rf"(?P<slip> (?<=元)(?!{COMPARES})多元? (?!化|样|[种个]) )?+"

DIGIT = "[1-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
CHANGE = rf"""
    (?: (?= {DIGIT}|零 )
      (?: 零?+ (?P<tenths> {DIGIT} ) [角毛](?![形度色落逐楼镇村]) )?+
      (?: 零?+ (?P<hundredths> (?<=[元圆块角毛]零?){DIGIT} ) 分(?![钟公之数校厂店]) )?+
    )?+
    (?: (?<=[角毛分])[钱整] )?+
"""

AMOUNT = regex.compile(
    rf"""
    (?P<sign> [{"".join(SIGNS)}] \s? | (?:{one_of(FOREIGN)}) \s? )?+
    {NUMBER}
    \s?+
    (?P<currency> (?:{one_of(c for c in CURRENCIES if c != "块")}) {NOT_AFTER} {CAMPAIGN}
      | 块 {PAID} | 块 {ROUND} | 块(?={DIGIT}[角毛分]) )
    {CHANGE}
    {SLIP}
    (?P<after> {one_of(AFTER)} )?+
    """,
    regex.VERBOSE,
)
AMOUNT_STARTS = leading_to((*CURRENCIES, *SIGNS, *FOREIGN), (*FOREIGN, *SIGNS))
# 壹角, 3角5分, 两毛钱; 三角 and 八角 are shapes and places, 五分 a score.
SMALL_CHANGE = regex.compile(
    rf"""
    (?<! [0-9元圆块一二两三四五六七八九十百千万亿余多第] )
    (?: (?P<tenths> {DIGIT} ) [角毛] (?: (?P<hundredths> {DIGIT} ) 分 | (?=钱) | (?<=[1-9壹贰叁肆伍陆柒捌玖].) | (?<=毛) )
      | (?P<cents> {DIGIT} ) 分(?=钱) )
    (?! 钱[也都]?[没不未] )  # 一分钱没收
    (?![形度色落逐楼镇村巾衣毯线裤笔皮发料竹利重泽]) [钱整]?+
    """,
    regex.VERBOSE,
)
CHANGED = re.compile(rf"[角毛分](?<={DIGIT}[角毛分])")
NO_DIGITS = ("万元", "亿元", "千元", "百元", "十元")  # 价值万元, 百元大钞: not a sum that was paid
SIGNED = regex.compile(rf"(?P<sign> [{''.join(SIGNS)}] )\s?+{NUMBER} (?!\s?[元圆])", regex.VERBOSE)

MONEY_WORDS = [
    "资金",
    "善款",
    "捐款",
    "捐资",
    "募捐",
    "募集",
    "筹集",
    "筹到",
    "筹资",
    "款项",
    "款物",
    "慰问金",
    "慰问款",
    "救助金",
    "救助款",
    "补助",
    "救济",
    "资助",
    "助学金",
    "奖金",
    "基金",
    "经费",
    "拨款",
    "拨付",
    "拨出",
    "投入",
    "投资",
    "支出",
    "收入",
    "收支",
    "产值",
    "总值",
    "增加值",
    "销售额",
    "贸易额",
    "存款",
    "贷款",
    "债务",
    "赤字",
    "价值",
    "折价",
    "折合",
    "折款",
    "金额",
    "发放",
    "安排",
    "落实",
    "争取",
    "下达",
    "财政",
    "税收",
    "预算",
    "决算",
    "利润",
    "成本",
    "损失",
    "花",
    "自筹",
    "自掏",
    "进账",
    "进帐",
    "赚了",
    "卖了",
    "欠债",
    "欠下",
    "外债",
    "借了",
    "凑了",
    "出了",
    *(
        "给了",
        "拨了",
        "拨来",
        "掏了",
        "捐了",
        "集了",
        "筹了",
        "垫了",
        "补了",
        "投了",
        "批了",
        "拿了",
        "挣了",
    ),
    "人民币",
    "物资",
    "价款",
    "费用",
]
SCALES = (
    "[0-9一二两三四五六七八九十百千][万亿] | [余多][万亿] | [万亿][余多] | [0-9][万亿][1-9一二三四五六七八九]"
    " | 万[一二两三四五六七八九]千[余多]?"
)
SCALED = f"(?<= {SCALES} )"
# 捐款20多万成立基金会 goes on with what the money is for; 投入20多万户次 has its classifier.
ALONE = r"(?= [。;；!！?？\n,，、)）\s]|$ | (?:成立|设立|用于|用来|购买|修建|建起|修起|资助|慰问) )"
SCALE_TO_END = "[万亿][余多千1-9一二两三四五六七八九]{0,3}"  # what SCALED ends in, and more
SCALED_ALONE = re.compile(
    f"{SCALE_TO_END} (?: {one_of(AFTER)} )? (?: {ALONE} | (?=的) )", re.VERBOSE
)
# 总价值36万的邮包1200个, but not 3万的人
WORTH = "(?<= 值 [约近达为超过]{0,2} [0-9.,一二两三四五六七八九十百千]{1,10} [余多]? [万亿] [余多]? ) (?=的)"
# 已收款物3260万 in a headline; a classifier or a noun that is counted after 万 makes it a count.
BARE = regex.compile(
    rf"""
    (?: {one_of(MONEY_WORDS)} ) [^。;；!！?？\n,，0-9一二两三四五六七八九十]{{0,10}}?
    (?P<span> {NUMBER} {SCALED} (?P<after> {one_of(AFTER)} )?+ )
    (?: {ALONE} | {WORTH} )
    """,
    regex.VERBOSE,
)
FUND = "的?(?:现金(?!流)|(?:温暖|救助|扶贫|专项|慰问|帮扶|助学|爱心)?(?:资金|善款|捐款|款物|救助金|慰问金|慰问款))"
# 剩下的10万是村民集的: who bore it follows; of 剩下的10万是老人 nothing says so.
BORNE = regex.compile(
    rf"""
    (?: 剩下 | 余下 | 剩余 | 其余 | 另外 | 还差 | 差 ) 的? (?P<span> {NUMBER} {SCALED} )
    (?= (?:是|由|靠|都|全部?|也|就|让|向)+ [^，,。;；:：\n]{{0,10}} (?:[集凑筹捐掏借贷垫摊]|出的|出资|自筹|解决) )
    """,
    regex.VERBOSE,
)
SCALED_LEFT = re.compile(f"{SCALE_TO_END}[是由靠都全也就让向]")
FRONTED = regex.compile(rf"{NUMBER} {SCALED} (?= {FUND} )", regex.VERBOSE)
SCALED_FUND = re.compile(f"{SCALE_TO_END}{FUND}")
LOST = regex.compile(
    r"(?<= 投入|发放|筹集|筹资|捐款|拨款|拨出|安排|资金|共计|合计|慰问金|慰问款|救助金|补助|金额|折价|争取"
    r" ) [余多]?[万亿]元 (?!户)",
    regex.VERBOSE,
)


def read_amount(match: regex.Match[str]) -> Money | None:
    """An amount with a currency word, with the words that make it a bound."""
    quantity = read_quantity(match)
    if quantity is None or match.group() in NO_DIGITS:
        return None
    if match["slip"] and quantity.stated is not None:
        quantity = replace(quantity, approx=Approx.OVER, low=quantity.stated, high=None)
    if match["tenths"] or match["hundredths"]:
        if quantity.stated is None:
            return None
        total = quantity.stated + _change(match)
        quantity = stated(Numeral(total, CENT), quantity.approx)
    sign = (match["sign"] or "").strip()
    named = CURRENCIES[match["currency"]]
    return Money(quantity, currency=FOREIGN.get(sign) or (named if sign in "¥￥" else SIGNS[sign]))


def read_small_change(match: regex.Match[str]) -> Money | None:
    """An amount below one yuan: 3角5分, 两毛钱."""
    return Money(stated(Numeral(_change(match), CENT), Approx.EXACT))


def read_bare(match: regex.Match[str]) -> Money | None:
    """An amount whose currency is not written: a bare 万 or 亿 among money."""
    quantity = read_quantity(match)
    return Money(quantity) if quantity else None


def read_signed(match: regex.Match[str]) -> Money | None:
    """An amount after the sign of its currency: ¥12,000.00."""
    quantity = read_quantity(match)
    return Money(quantity, currency=SIGNS[match["sign"]]) if quantity else None


def read_lost(match: regex.Match[str]) -> Money | None:
    """An amount whose digits are gone from the page: 投入万元."""
    return Money(Quantity(None, None, None, masked=True)) if match.group() else None


RULES = (
    Rule(
        "money.amount",
        AMOUNT,
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
            "捐赠⟦港币3万元⟧",
            "上级支出⟦-9820万元⟧",
            "拨付⟦542,62万元⟧",
            "拨付⟦1'00元⟧",
            "发放⟦9e999亿元⟧",
            "编号0x10元",
            "三元区的三元里",
            "5元旦",
            "多元化救助",
        ),
        starts=AMOUNT_STARTS,
    ),
    Rule("money.sign", SIGNED, read_signed, ("合计⟦¥12,000.00⟧",)),
    Rule(
        "money.change",
        SMALL_CHANGE,
        read_small_change,
        ("每斤补⟦3角5分⟧", "省下⟦两毛钱⟧", "一分钱没收", "三角形", "得了五分"),
        CHANGED,
    ),
    Rule(
        "money.bare",
        BARE,
        read_bare,
        (
            "预计发放慰问金⟦22.6万⟧,惠及163名职工",
            "已收款物⟦3260万⟧",
            "生产总值⟦40.6亿⟧,",
            "捐款⟦20多万⟧成立帮扶基金会",
            "局里出了⟦12万⟧,村里自筹⟦3万五⟧,",
            "当年进账⟦两万一千多⟧,",
            "募集善款⟦超过30万⟧,",
            "上头给了⟦30万⟧,",
            "县里拨了⟦五十万⟧,村民集了⟦8万多⟧。",
            "送出总价值⟦36万⟧的邮包",
            "送出价值⟦近8万⟧的慰问品",
            "资金惠及3万的困难群众",
            "总人口18.5万",
            "给了3万户",
            "发放慰问金惠及22.6万户",
        ),
        SCALED_ALONE,
    ),
    Rule(
        "money.bare-left",
        BORNE,
        read_bare,
        (
            "剩下的⟦10万⟧是村民集的",
            "其余⟦8.5万⟧由企业自筹",
            "还差⟦3万多⟧全靠亲戚借",
            "余下的⟦6万⟧由乡里解决",
            "剩下的10万是老人",
            "其余3万都在外务工",
            "剩下的2万户由县里解决",
        ),
        SCALED_LEFT,
    ),
    Rule(
        "money.bare-before",
        FRONTED,
        read_bare,
        ("⟦380万⟧温暖资金购买的物资", "支出⟦3万2⟧的慰问款", "捐赠⟦10万⟧现金", "3万现金流"),
        SCALED_FUND,
        starts=leading_to("的温救扶专慰帮助爱资善捐款现"),
    ),
    Rule("money.lost", LOST, read_lost, ("投入⟦万元⟧,使845名职工", "出了个万元户")),
)


def _change(match: regex.Match[str]) -> Decimal:
    """Return the 角 and 分 of a match, in yuan."""
    groups = match.groupdict()
    tenths = _digit(groups["tenths"])
    hundredths = _digit(groups["hundredths"] or groups.get("cents"))
    return (10 * tenths + hundredths) * CENT


def _digit(text: str | None) -> Decimal:
    numeral = read_numeral(text) if text else None
    return numeral.value if numeral else Decimal(0)
