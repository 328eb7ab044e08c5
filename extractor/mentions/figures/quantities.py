"""How a number stands in a text with the words that make it vague, and what it can mean.

    约3.42万  30多万  12万余  近500  1.1万…左右  不超过200  2000-5000  两三千  五千到一万  xx  x余万
    支出-9820万  3-5万  一百二十到一百五十万

A figure is read with its step, so that the audit can tell rounding from error.  The scale of the
second end is the first one's too where that leaves it the smaller (3-5万, but not 五千到一万).  A dash
is a minus after a mark, a blank, or a word of accounts (支出, 结余), else it joins or separates.
Masked figures (xx) and damaged ones (?6, 542,62, more than 18 digits before the point) are kept
with no value: a wrong number is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.model import Approx, Quantity
from extractor.numerals import LARGE, NUMERAL, SMALL, Numeral, read_numeral, read_range
from extractor.rules import at_one_of, one_of

BEFORE = {
    **dict.fromkeys(("约", "大约", "约为", "约合", "大概", "大致"), Approx.ABOUT),
    **dict.fromkeys(("近", "将近", "接近", "几近"), Approx.NEAR),
    **dict.fromkeys(
        ("超过", "超", "逾", "多于", "大于", "超出", "突破", "高于", "不止"), Approx.OVER
    ),
    **dict.fromkeys(("不足", "不到", "未满", "少于", "低于", "小于"), Approx.UNDER),
    **dict.fromkeys(
        ("不少于", "不低于", "不下", "不下于", "至少", "最少", "不小于"), Approx.AT_LEAST
    ),
    **dict.fromkeys(("不超过", "不多于", "不高于", "至多", "不大于"), Approx.AT_MOST),
}
AFTER = {
    **dict.fromkeys(("左右", "上下"), Approx.ABOUT),
    **dict.fromkeys(("以上", "之多", "有余", "出头"), Approx.OVER),
    **dict.fromkeys(("或以上", "及以上", "(含)以上", "（含）以上"), Approx.AT_LEAST),
    **dict.fromkeys(("以下", "以内", "之内", "及以下"), Approx.AT_MOST),
}
HALF = Decimal("0.5")
MORE = "余多来几"
ROUGHLY = "来"  # 十来位 may be nine as well as twelve
MASK = r"[xXｘＸ×*_□](?<![A-Za-zXx×*_].)[xXｘＸ×*_□]{0,7}+(?:\.[xX×*]{1,3})?+(?![A-Za-z])"
# Halfwidth only: a question mark that swallowed a digit is the decoder's, after a word that asks for a number.
SWALLOWED = r"(?:\?(?<=[有达共计为约近到助户]\?))?+"
SIGN = "(?:[-—–－~～〜]{1,2}|至|到)"

# 郑老七500元, 李五十三300元, 石小五伍佰元: a name that ends in a numeral, which no number goes on from.
SMALL_DIGIT, CAPITAL = "[一二三四五六七八九]", "[壹贰叁肆伍陆柒捌玖]"
_NO_DIGIT = f"[^{SMALL}{LARGE}0-9第.,，]"
OF_A_NAME = (
    rf"(?:(?<={_NO_DIGIT}{SMALL_DIGIT})(?=[0-9]{{2}}|{CAPITAL})"
    rf"|(?<={_NO_DIGIT}{SMALL_DIGIT}十{SMALL_DIGIT})(?=[0-9]{{2}}|{CAPITAL}))"
)
INTO_CAPITALS = f"{SMALL_DIGIT}{CAPITAL}"
# Not inside another number (1'000, 19·5, 9e999, a digit of another script); a clock time may run into a
# Chinese numeral (15:00五名), and so may a class (高一52人).  数十万 and 数100户 are no ten 万 and no
# hundred, but 执行数832.1亿元 is an amount and 困难职工数3049人 a number.
NOT_AFTER = (
    rf"(?:(?<![几{SMALL}{LARGE}数0-9.'’,，eE·_xX\p{{Nd}}\p{{Cyrillic}}])"  # after most: ask no more
    rf"|(?:(?<![几{SMALL}{LARGE}])|(?<=[高初大][一二三四])(?=[0-9])|{OF_A_NAME})"
    r"(?:(?<!数)|(?<=[算行成划务标额总人户入出口]数)(?=[0-9])|(?=[0-9])(?!10{1,3}(?![0-9.,])))"
    r"(?:(?<![0-9.'’]|[0-9][,，eE·_]|0[xX]|[\p{Nd}\p{Cyrillic}])|(?<=:[0-9]{2})(?![0-9])))"
)
# 542,62, 1,23,456 and 1'23 are grouped wrongly; 9e999 and more than 30 digits are no amount.
BROKEN = (
    r"(?= [0-9]{1,30}+ [0-9.,'’_eE] )"  # what any of them has: most numbers have not
    r"(?<! [0-9.,，'’] )"
    r"(?: (?! [0-9]{1,3}(?:,[0-9]{3})++(?![0-9,]) ) [0-9]{1,3}(?:[,'’_][0-9]{1,3}){1,9}+(?:\.[0-9]{1,6}+)?+"
    r"  | [0-9]{1,9}(?:\.[0-9]{1,9})?+[eE][+-]?[0-9]{1,9}+ | [0-9]{31,400}+ )"
)
ACCOUNTS = [
    "支出",
    "收入",
    "结余",
    "结转",
    "余额",
    "差额",
    "缺口",
    "利润",
    "净额",
    "盈余",
    "赤字",
    "净增",
    "增减",
    "增长",
    "上解",
    "为",
]
MINUS = rf"(?:负|[-－−](?:(?<![0-9\p{{Han}}A-Za-z%％）)].)|(?<={one_of(ACCOUNTS)}.)))(?=[0-9])"
LARGEST = Decimal(10) ** 18
# 入户率—17—98.5%: the number of a page, between its dashes, got into the line and begins no range.
NOT_PAGE = r"(?![0-9]{1,3}[—–](?<=\p{Han}[—–][0-9]{1,3}[—–]))"

# 签约137人, 节约3.2万元 and 附近50户 are of other words; 折合约3万元 is not.
PART_OF_A_WORD = "(?:[节预签公违契制条履邀相特缔续解毁]|(?<!折)合)约|[附最临邻亲靠就走拉]近"
VAGUE = rf"{one_of(BEFORE)}(?<!(?:{PART_OF_A_WORD})[为合]?)"

_DIGITS = SMALL + LARGE
_FIRST = _DIGITS + "0123456789负?-－−xXｘＸ×*_□"  # of a number without words before it
_LEADING = (*BEFORE, "上百", "上千", "上万")
NUMBER = rf"""
    (?P<before> {VAGUE} | 上(?=[百千万]) )?+
    (?P<minus> {MINUS} )?+
    (?P<swallowed> {SWALLOWED} )
    (?:
        (?P<mask> {MASK} )
      | (?P<broken> {BROKEN} [万亿]?+ ) (?=元)
      | {NOT_AFTER} {NOT_PAGE} (?!{INTO_CAPITALS}) (?P<number> {NUMERAL} ) (?: (?:[元%％]|周?岁)?+ {SIGN} (?P<high> {NUMERAL} ) )?
    )
    (?: [ ](?=[余多])(?<=[0-9万亿].)(?<![0-9][ ][0-9].) | \s(?=[余多])(?<=[万亿]\s) )?+  # 920 多万元; 余 may begin a line of names
    (?P<more> [{MORE}] )?+
    (?P<scale> [十百千万亿](?<=[{MORE}xXｘＸ×*_□].)[十百千万亿]?+ | 个亿 )?+
    (?P<more_later> [余多](?<=[万亿千百].) )?+
"""


# Every character that NUMBER may take in, besides blanks.
INSIDE = frozenset(_FIRST + "".join(_LEADING) + MORE + ",，.．'’_eE+点元周岁%％—–~～〜至到个")


# Where NUMBER does not begin: inside digits, of either kind; a clock time may run into Chinese ones.
_OUTSIDE = rf"(?:(?=[0-9])(?<![0-9.'’])|(?![0-9{_DIGITS}])|(?=[{_DIGITS}])(?:(?<![0-9.'’几{_DIGITS}])|(?<=:[0-9]{{2}})|{OF_A_NAME}))"


def leading_to(stops: Iterable[str], before: Iterable[str] = ()) -> re.Pattern[str]:
    """Return a pattern of where a number may begin that is followed by one of ``stops``.

    Only characters of a number stand between; words of ``before`` may stand before it.  Most numbers
    of a text are of another kind, and need not be read to know it.
    """
    words = {*_LEADING, *before}
    inside = re.escape("".join(sorted(INSIDE)))
    first = f"(?:[{re.escape(_FIRST)}]|{one_of(words)})"
    # As few as can be: what a stop begins with may be inside as well (千 of 千克).
    ahead = rf"(?={first}){_OUTSIDE}[{inside}\s]{{0,400}}?{one_of(stops)}"
    return re.compile(at_one_of({*_FIRST, *(word[0] for word in words)}, ahead))


def read_quantity(match: regex.Match[str]) -> Quantity | None:
    """Return the quantity of a match of ``NUMBER``, or ``None`` where it states none.

    The pattern around ``NUMBER`` may have a group ``after`` for words such as 左右 and 以上.
    """
    mask, broken, swallowed, number, high, *said = match.group(*_GROUPS)
    if mask or broken or swallowed:
        return Quantity(None, None, None, masked=bool(mask), damaged=not mask)
    if high:
        return _between(number, high, match["scale"] or "")
    if not number.isascii() and (ends := read_range(number)):
        return stretch(ends[0].value, ends[1].value, ends[0].step)
    after = match["after"] if "after" in match.re.groupindex else None
    return _read_number(number, *(word or "" for word in (*said, after)))


_APART = regex.compile("0[0-9]")
_GROUPS = (
    *("mask", "broken", "swallowed", "number", "high"),
    *("scale", "minus", "before", "more", "more_later"),
)


@lru_cache(maxsize=65536)
def _read_number(number: str, scale: str, minus: str, *said: str) -> Quantity | None:
    numeral = _scaled(number, scale)
    if numeral is None or _APART.match(number):
        return None  # 1 000: the first digit stands apart
    if numeral.value >= LARGEST:
        return Quantity(None, None, None, damaged=True)
    read = stated(numeral, _approx(*said))
    return _negative(read) if minus else read


def stated(numeral: Numeral, approx: Approx) -> Quantity:
    """Return the quantity that a numeral states with the words around it (FORMAT.md, approx)."""
    value, step = numeral
    low = value if approx in (Approx.EXACT, Approx.OVER, Approx.AT_LEAST) else None
    high = value if approx in (Approx.EXACT, Approx.NEAR, Approx.UNDER, Approx.AT_MOST) else None
    return Quantity(value, low, high, approx, step)


def stretch(low: Decimal, high: Decimal, step: Decimal = Decimal(1)) -> Quantity:
    """Return the quantity from ``low`` to ``high``, with nothing stated between."""
    return Quantity(None, low, high, Approx.RANGE, step)


def _approx(before: str, more: str, more_later: str, after: str) -> Approx:
    """Return the firmness that the words say; 近40余万 says both sides, so about."""
    if more == ROUGHLY:
        return Approx.ABOUT
    above = Approx.OVER if more or more_later else None
    at_least = BEFORE.get(before, Approx.OVER if before else None)
    said = {approx for approx in (above, at_least, AFTER.get(after)) if approx}
    if len(said) > 1:
        return Approx.ABOUT
    return said.pop() if said else Approx.EXACT


def _negative(read: Quantity) -> Quantity:
    low, high = (None if end is None else -end for end in (read.high, read.low))
    stated_value = None if read.stated is None else -read.stated
    return replace(read, stated=stated_value, low=low, high=high)


def _between(first: str, last: str, scale: str) -> Quantity | None:
    """Read 2000-5000, 五千到一万, and 3-5万, where the scale is said once."""
    low, high = read_numeral(first), _scaled(last, scale)
    if low is None or high is None or high.value >= LARGEST:
        return None
    shared = scale or _shared_scale(first, last)
    factor = read_numeral("1" + shared)
    if factor and low.value * factor.value < high.value:
        low = Numeral(low.value * factor.value, low.step * factor.step)
    return stretch(low.value, high.value, high.step) if low.value < high.value else None


_BIG_END = regex.compile("[万亿]+$")
_SMALL_END = regex.compile("[十百千]$")
_ANY_END = regex.compile("[十百千万亿]$")
_LARGER = regex.compile("(.*亿)([^万亿]*)")


def _shared_scale(first: str, last: str) -> str:
    """Return the scale that ends ``last`` and that ``first`` leaves out: 3-5万, 七千到九千亿."""
    big = _BIG_END.search(last)
    if big:
        return "" if _BIG_END.search(first) else big[0]
    small = _SMALL_END.search(last)
    return small[0] if small and not _ANY_END.search(first) else ""


@lru_cache(maxsize=65536)
def _scaled(number: str, scale: str) -> Numeral | None:
    """Read 30 and 万 of 30多万 or 个亿 of 两个亿; what is 30-odd 万 is rounded to 万.

    What stands before a scale that is larger is complete: 二亿一千多万 are 二亿 and 一千万.
    """
    whole = _LARGER.fullmatch(number) if "万" in scale and "亿" not in scale else None
    above, numeral = (
        read_numeral(whole[1]) if whole else None,
        read_numeral(whole[2] if whole else number),
    )
    if not scale:
        return numeral
    factor = read_numeral("1" + scale.lstrip("个"))
    if numeral is None or factor is None or (whole and above is None):
        return None
    more = above.value if above else Decimal(0)
    return Numeral(more + numeral.value * factor.value, numeral.step * factor.step)
