"""Numerals as reports write them, read exactly.  Only this module knows cn2an.

Read are Arabic numerals with grouping commas (1,234.50), with multipliers (3.5万, 12万5千, 3亿2千万),
Chinese ones in small and capital letters (三万二千, 壹万贰仟, 一点四万, 十万七七八四, 百万, 廿, 卅, 卌), the two mixed
(1万五千六百, 2千零30), and ranges written without a sign (两三千).  cn2an reads the Chinese and the
mixed ones; what it does not know is rewritten here first.  3万2 is 32,000, as it is said; 3万25 is
30,025 to some and nothing to most, and is not read.  Wrong grouping (542,62) and more than 30
digits read as ``None``: a wrong number is worse than none.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import cn2an
import regex

SMALL = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
LARGE = "十百千万亿拾佰仟廿卅卌"
SCALES = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8}
MAX_DIGITS = 30

# 8，631 has a Chinese comma; a comma not before exactly three digits is no grouping.
GROUPED = r"[0-9]{1,3}(?:[,，][0-9]{3}(?![0-9]))++"
DECIMALS = r"(?:\.[0-9]{1,10}+)?"
ARABIC = rf"(?:{GROUPED}|[0-9]{{1,{MAX_DIGITS + 10}}}+){DECIMALS}"
SCALE = "[十百千万亿拾佰仟]"
# 12万5千, 1万五千六百: a Chinese digit inside must have a scale or end the clause (自筹3万五,), or
# 3万一户 would lose its 一户.
# 81.58 万人次: pages set a blank before the scale, and 万 alone would be 10,000.
ARABIC_FIRST = rf"{ARABIC}(?:[ ](?=[万亿]))?+(?:{SCALE}{{1,3}}+(?:零?(?:{ARABIC}|[{SMALL}](?={SCALE}|[，,。；;])))?+){{0,6}}+"
# 五十．六万: papers that set all figures in Chinese write the point as a mark.
CHINESE = rf"[{SMALL}{LARGE}]{{1,40}}+(?:(?:点|[．.](?=[{SMALL}]{{1,4}}[万亿]))[{SMALL}]{{1,20}}+[万亿]{{0,2}}+)?"
NUMERAL = rf"(?:{ARABIC_FIRST}|{CHINESE})"

_SHORT = 18  # digits of a number that Decimal holds exactly
_TOO_LARGE = Decimal(10) ** MAX_DIGITS
_DIGITS = regex.compile("[0-9]")
_POINTS = regex.compile("[.,，]")
TERM = regex.compile(rf"({ARABIC})({SCALE}*+)")
UNSURE_END = regex.compile(r"[百佰千仟万亿][0-9]{2,}$")  # 3万25; 1万2345 is read before
UNSCALED = regex.compile("(?<=.)两(?![百千万亿佰仟])")  # 一九五四两年: a year, and two of them
RANGE = regex.compile(
    r"(?P<head>[十百千万亿一二三四五六七八九]*?)"
    r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千万亿]*)"
)
DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
DIGIT |= {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)} | {"〇": 0, "○": 0}
POINT = regex.compile("[．.]")
PLACES = regex.compile(f"(.+万)([{SMALL}]{{4}})")
REWRITTEN = {"〇": "零", "○": "零", "廿": "二十", "卅": "三十", "卌": "四十"}


class Numeral(NamedTuple):
    """A number, and how finely it was written."""

    value: Decimal
    step: Decimal  # the place of the last digit written, by 万 and 亿: 3.5万 -> 1000, 350 -> 1


@lru_cache(maxsize=65536)
def read_numeral(text: str) -> Numeral | None:
    """Return the number that ``text`` writes, or ``None`` if it writes none for certain.

    >>> read_numeral("3.5万")
    Numeral(value=Decimal('35000'), step=Decimal('1000'))
    >>> [str(read_numeral(t).value) for t in ("3万5千", "1,234.50", "百万", "一点四万", "两亿三")]
    ['35000', '1234.50', '1000000', '14000', '230000000']
    >>> read_numeral("542,62") is None
    True
    """
    if len(text) <= _SHORT and text.isascii() and text.isdigit():
        return Numeral(Decimal(text), Decimal(1))  # most numbers are written so
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        return None
    text = text.replace(" ", "")
    if UNSCALED.search(text):
        return None
    numeral = _read_arabic(text) if _DIGITS.search(text) else _read_chinese(text)
    return numeral if numeral and numeral.value < _TOO_LARGE else None


@lru_cache(maxsize=4096)
def read_range(text: str) -> tuple[Numeral, Numeral] | None:
    """Return the two ends of a range written without a sign: 两三千, 十五六, 三五.

    >>> [str(end.value) for end in read_range("两三千")]
    ['2000', '3000']
    >>> read_range("三百五") is None
    True
    """
    match = RANGE.fullmatch(text)
    if not match or DIGIT[match["low"]] >= DIGIT[match["high"]]:
        return None
    if match["head"] and match["head"][-1] not in "十百千万亿":
        return None  # 二〇一三: the digits of one number
    low = read_numeral(match["head"] + match["low"] + match["tail"])
    high = read_numeral(match["head"] + match["high"] + match["tail"])
    return (low, high) if low and high else None


def last_place(value: Decimal) -> Decimal:
    """Return the place of the last non-zero digit: 2300 -> 100, 300 -> 100."""
    return Decimal(10) ** int(value.normalize().as_tuple().exponent)


def _read_arabic(text: str) -> Numeral | None:
    """Read terms of falling size (12万5千 is 12万 and 5千), and leave mixed ones to cn2an."""
    total, place, at, below = Decimal(0), Decimal(1), 0, 99
    while at < len(text):
        match = TERM.match(text, at)
        scale = sum(SCALES[c] for c in match[2]) if match else 0
        if not match or scale >= below or (at and not match[2] and len(match[1]) < below):
            return _read_mixed(text)
        plain = match[1].replace(",", "").replace("，", "")
        total += Decimal(plain).scaleb(scale)
        place = _step(match[2]).scaleb(-len(plain.partition(".")[2]))
        below, at = scale, match.end()
    return Numeral(_plain(total), _plain(place))


def _read_mixed(text: str) -> Numeral | None:
    """Read 1万五千六百, 2千零30 and 3万2; 1万25 is not clear, and a comma does not belong here."""
    is_unsure = UNSURE_END.search(text) and "零" not in text
    if is_unsure or _POINTS.search(text):
        return None
    return _by_cn2an(text)


def _read_chinese(text: str) -> Numeral | None:
    whole, point, fraction = POINT.sub("点", text).partition("点")
    if point:
        return _read_decimal(whole, fraction)
    plain = "".join(REWRITTEN.get(c, c) for c in whole)
    if match := PLACES.fullmatch(plain):  # 十万七七八四: the last four places, digit by digit
        head = read_numeral(match[1])
        digits = "".join(str(DIGIT[c]) for c in match[2])
        return Numeral(head.value + int(digits), Decimal(1)) if head else None
    plain = regex.sub("^(?=[百千万亿佰仟])", "一", plain)  # 百万, 万户
    plain = regex.sub("(?<=[百佰])零(?=[十拾])", "一", plain)
    plain = regex.sub("零(?=[十拾])", "零一", plain)  # 一千零十
    plain = plain.replace("万万", "亿")  # 四万万
    if match := regex.fullmatch("(.*亿)([一二两三四五六七八九])", plain):
        plain = match[1] + match[2] + "千万"  # 两亿三
    return _by_cn2an(plain)


def _by_cn2an(plain: str) -> Numeral | None:
    try:
        value = Decimal(str(cn2an.cn2an(plain, "smart")))
    except (ValueError, KeyError):
        return None
    return Numeral(value, _step(plain))


def _read_decimal(whole: str, fraction: str) -> Numeral | None:
    """Read 一点四万; cn2an reads no decimal before 万."""
    head = read_numeral(whole)
    digits = fraction.rstrip("万亿")
    if head is None or not set(digits) <= set(DIGIT):
        return None
    scale = sum(SCALES[c] for c in fraction[len(digits) :])
    number = Decimal(f"{head.value}.{''.join(str(DIGIT[c]) for c in digits)}")
    return Numeral(_plain(number.scaleb(scale)), _plain(_step(fraction).scaleb(-len(digits))))


_SPOKEN_END = regex.compile(rf"([万亿])[1-9{SMALL}]$")
_SCALE_END = regex.compile("[万亿]*$")


@lru_cache(maxsize=4096)
def _step(text: str) -> Decimal:
    """Return the place that 万 or 亿 at the end of ``text`` gives its last digit.

    A figure is rounded to the 万, hardly ever to the 百 or 千: 三千元 are 3000.
    """
    if spoken := _SPOKEN_END.search(text):
        return Decimal(10) ** (SCALES[spoken[1]] - 1)  # 3万2 is said to the thousand
    trailing = _SCALE_END.search(text)
    return Decimal(10) ** (sum(SCALES[c] for c in trailing[0]) if trailing else 0)


def _plain(value: Decimal) -> Decimal:
    """Return ``value`` without an exponent: 3.5E+4 -> 35000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
