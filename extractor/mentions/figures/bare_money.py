"""Amounts of money whose currency word is left out: a bare 万 or 亿 where its clause speaks of money.

    预计发放慰问金⟦22.6万⟧           after a word for money (``money_words.tsv``)
    ⟦380万⟧温暖资金购买的物资          before one
    剩下的⟦10万⟧是村民集的             who bore what was left of the cost follows
    ⟦3.2亿⟧、2.8亿元                  before an amount whose currency is said for both

A classifier or a noun after 万 makes it a count (投入20多万户次, 资金惠及3万的困难群众).
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.figures.quantities import AFTER, NUMBER, leading_to, read_quantity
from extractor.model import Money
from extractor.numerals import NUMERAL
from extractor.rules import Rule, one_of

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
# 分别为3.2亿、2.8亿元: the currency is said once; of 3.2万、2.8万亿元 the scale may be, too
SHARED = regex.compile(
    rf"""
    (?P<span> {NUMBER} (?<=[万亿]) )
    (?: (?<=万亿) (?= (?:[、和]{NUMERAL}(?<=万亿)){{1,6}} 元 )
      | (?<!万亿) (?= (?:[、和]{NUMERAL}(?<=[万亿])(?<!万亿)){{1,6}} 元 ) )
    """,
    regex.VERBOSE,
)
SCALED_SHARED = re.compile("[万亿][、和]")


def _after_words() -> regex.Pattern[str]:
    words = (row["word"] for row in lexicon.load("money_words"))
    return regex.compile(
        rf"""
        (?: {one_of(words)} ) [^。;；!！?？\n,，0-9一二两三四五六七八九十]{{0,10}}?
        (?P<span> {NUMBER} {SCALED} (?P<after> {one_of(AFTER)} )?+ )
        (?: {ALONE} | {WORTH} )
        """,
        regex.VERBOSE,
    )


@lexicon.derived
def rules() -> tuple[Rule[Money], ...]:
    """Return the rules, made of the lexicon's words."""
    return (
        Rule(
            "money.bare",
            _after_words(),
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
        Rule(
            "money.bare-shared",
            SHARED,
            read_bare,
            (
                "分别支出⟦3.2亿⟧、⟦2.8亿⟧、1.9亿元",
                "⟦一点二万亿⟧和一点三万亿元",
                "3.2万、2.8万亿元",
                "惠及3.2万、2.8万户",
            ),
            SCALED_SHARED,
            starts=leading_to("、和"),
        ),
    )


def read_bare(match: regex.Match[str]) -> Money | None:
    """An amount whose currency is not written: a bare 万 or 亿 among money."""
    quantity = read_quantity(match)
    return Money(quantity) if quantity else None
