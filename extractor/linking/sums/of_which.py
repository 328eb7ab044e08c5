"""Totals that 其中, 包括 or 分为 splits: the figures behind the word, in its sentence or below it.

    慰问360户，其中低保户210户、特困户150户   as many of them as make the total
    困难家庭500户，分为A类380户、B类120户     分为 at once behind it: nothing is left out
    募捐17万元，其中企业12万元，个人8万元      more than the whole: wrong, if told apart

其中 need not name all, so that parts which come to less claim nothing.  Parts that come to more
are wrong only where nothing can be in two of them (民间投资 is a part of 工业投资 too), and one
digit explains it; or where each is the money of another level of government (中央, 省级, 市级).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.figures import PEOPLE
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import MORE, has_rest
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off, is_turned
from extractor.linking.sums.wholes import BRACKET
from extractor.linking.totals import (
    FEWEST,
    NOTHING,
    added,
    digits_of,
    equals,
    exceed,
    is_like,
    meets,
)
from extractor.model import Figure

REACH = 3  # sentences from a total to the 其中 that begins one
# 民间投资 is a part of 工业投资 too, and 教育支出 of 民生支出.
CROSSING = regex.compile(
    r"民生|涉农|三农|民间|民营|私营|小微|普惠|重点|高新|高技术|本级|国有|中长期|刚性"
    r"|固定资产投资|增加值|产值|销售额|零售额|贷款|存款|营业收入|出口|成交额"
    r"|通过|网络|国内|乡村|制造业|房地产|儿童|大病|到村|[县市省]内|中央"
)
GIFT = Decimal(1000)  # yuan
# Each gives what it gives, and no yuan is of two taxes; while 现场捐款 is of 企业 and 个人 too.
GIVEN_BY = regex.compile(
    r"拨款|自筹|捐款|捐助|配套|出资|下拨"
    r"|(?:增值|营业|所得|资源|契|房产|印花|土地使用|城市维护建设|城建|车船|耕地占用|环境保护|烟叶)税等?$"
    r"|^(?:其中|[，,、和及])?[“‘][^”’]{1,8}[”’](?:资金|项目|专项|贷款|债券)*$"  # “两重”资金
)
ITEMISED = regex.compile("(?:其中|包括)[：:]")  # 其中：a…；b…；c…: each item is told apart
CHANNEL = regex.compile(r"现场|网络|线上|扫码|定向|通过")
DIGITS = 3  # of a whole that parts come to but for one digit by no accident
EXTREME = re.compile(r"最[高低多少大小]")  # 最高个人救助额4万元 is no total of what follows
OF_LEVEL = regex.compile(
    r"[，,、；;和\s]*(?:其中)?[：:]?(?P<level>中央|省|市|县|区|乡镇|镇|村)(?:本?级)?(?:财政)?(?:下达|安排|拨付|拨款|补助|配套|资金|专项|救助|到位|筹集|的)*$"
)
LEVEL = regex.compile(r"(?:中央|省|市|县)(?:级|财政|和|、|下达)")
DATE = regex.compile("[0-9]+[年月日]")
SLIP = Decimal("1.5")  # times the whole that its parts may come to by a slip
SUMMED_UP = regex.compile(r"[，,；;、]?\s?(?:合计|总计|共计|一共|总共|以上|两项|款物)")
FARTHEST = 2000  # code points back to the 其中 of a list
DIVIDED = regex.compile(r"[\p{Han}]{0,10}[，,]?(?:按\p{Han}{1,8})?分为")
CLOSING = re.compile("[)）]")
LEAD = regex.compile(r"(?:全年|今年)?(?P<verb>\p{Han}{2})")  # of an item: 新建, 慰问
IN_ALL = regex.compile(r"总(?:里程|规模|面积|[数量额])\p{Han}{0,2}(?:已?达到?|为)$")
OF_WHICH = re.compile(r"其中|包括|分别(?:是|为)|具体(?:是|为)|分为")


def of_which(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a word splits, with the figures behind it or those that make them."""
    may_be_split = [f for f in wholes if not EXTREME.search(f.lead)]
    for at, first in enumerate(row):
        if first.bracket is not None:
            continue
        start = first.sentence_start
        before = row[at - 1].start if at else 0
        low = max(start, before, first.start - FARTHEST)
        # What a bracket splits is inside it: 收入52.4万元（其中捐赠22.4万元），支出46.8万元.
        words = text[low : first.start]
        opened = _last(OF_WHICH, BRACKET.sub(_blank, words)) if OF_WHICH.search(words) else None
        if opened is None:
            continue
        opening = low + opened.start()
        begins = not text[start:opening].strip("　 0123456789、.（()）一二三四五六七八九十")
        earlier = [f for f in may_be_split if f.end <= opening]
        total = _whole_before(earlier, first, reach=REACH if begins else 0)
        parts = [f for f in row[at:] if f.sentence == first.sentence and f.bracket is None]
        parts = _up_to_a_sum(_own(parts, text), total) if total is not None else []
        parts = _up_to_another(parts, total) if total is not None else []
        if total is None or not parts:
            continue
        fitting = _fitting(total, earlier, parts, is_next=begins)
        if fitting is not None:
            yield fitting
        elif len(parts) >= FEWEST and opened.group() == "分为" and _divides(total, parts, text):
            yield sum_of(Form.OF_WHICH, total, parts, closed=True)
        elif len(parts) >= FEWEST and opened.group() == "其中":
            is_next = begins or total.part == first.part
            is_nested = CLOSING.search(text, opening, first.start)
            is_whole = total is earlier[-1] and is_next and not is_nested
            too_much = is_whole and _is_told(total, parts, text)
            if too_much or has_rest(parts, text) or _may_be_split(total, parts):
                yield sum_of(Form.OF_WHICH, total, parts, closed=too_much, is_open=not too_much)


def _own(parts: list[Figure], text: str) -> list[Figure]:
    """Leave out what a further 其中 or 分为 splits: those are parts of a part."""
    start = parts[0].end
    further = OF_WHICH.search(text, start, parts[-1].start)
    if further is None:
        return parts
    return [f for f in parts if f.start < further.start()]


def _up_to_a_sum(parts: list[Figure], total: Figure) -> list[Figure]:
    """Leave out what sums up the whole with what is beside it: 其中9元，物资2元，总计20元."""
    for at, figure in enumerate(parts):
        is_sum = figure.is_marked_total and SUMMED_UP.match(figure.lead) is not None
        if is_sum and (figure.stated or NOTHING) > (total.stated or NOTHING):
            return parts[:at]
    return parts


def _up_to_another(parts: list[Figure], total: Figure) -> list[Figure]:
    """Leave out what is told of another thing: a further item that begins as the total's does.

    新建公路60公里，其中支线12公里；新建水渠35公里; or what there is of a part in all:
    其中高速路4公里，高速路总里程达96公里.
    """
    said = LEAD.match(total.lead)
    verb = said["verb"] if said and parts and said["verb"] not in parts[0].lead else None
    for at, figure in enumerate(parts):
        is_beside = figure.part != parts[0].part and parts[0].part == total.part
        is_sibling = is_beside and verb is not None and figure.lead.startswith(verb)
        if at and (is_sibling or IN_ALL.search(figure.lead)):
            return parts[:at]
    return parts


def _fitting(
    total: Figure, earlier: Sequence[Figure], parts: Sequence[Figure], *, is_next: bool
) -> Relation | None:
    """Return the parts that make the total, or another figure of their item that all make.

    收到意见126条，归并为48条，其中采纳31条，不采纳17条: the nearest of them to the last digit.
    Where the parts have a sentence of their own (``is_next``) it may be any of the one before.
    """
    lengths = range(FEWEST, len(parts) + 1)
    shortest = next((n for n in lengths if _fits(total, parts, n)), None)
    if shortest:
        return sum_of(Form.OF_WHICH, total, parts[:shortest])
    last = parts[0].sentence - is_next
    same = (f for f in reversed(earlier) if f.part == parts[0].part or f.sentence == last)
    other = next((f for f in same if equals(f, parts)), None)
    return None if other is None else sum_of(Form.OF_WHICH, other, parts)


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match[0])


def _fits(total: Figure, parts: Sequence[Figure], length: int) -> bool:
    """Whether the first parts make the total: exactly, or all of them within what they can mean."""
    whole = length == len(parts) and meets(total, parts)
    return equals(total, parts[:length]) or whole


def _divides(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether 分为 follows its total at once, and each of the classes has one figure."""
    end, first, last = total.end, parts[0].mention.span, parts[-1].mention.span
    is_next = DIVIDED.match(text, end, first.start)
    words = text[first.start : last.end]
    # C类为其余各户 and 、特困人员等 name more classes, without a figure.
    is_end = text[last.end : last.end + 1] in ("", "。", "；", ";", "\n", "）", ")")
    words += rest_of_sentence(parts[-1], text).partition("\n")[0]
    is_all = (is_end or is_digit_off(total, parts)) and "等" not in words
    return bool(is_next) and is_all and not MORE.search(words) and is_like(total, parts)


def _may_be_split(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the figures after 其中 can be parts of the total: less each, and together nearly.

    孤儿37名 is no total of 480 and 37, and what stands before ``；`` none of what stands behind.
    """
    known = [f.stated for f in parts if f.stated is not None]
    if total.stated is None or len(known) < len(parts):
        return True
    is_other_item = total.sentence == parts[0].sentence and total.part != parts[0].part
    is_less = max(known) < total.stated and sum(known) < total.stated * SLIP
    return is_less and not (is_other_item and sum(known) > total.stated)


def _is_told(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether parts come to more than their whole, and one digit explains it.

    Some of it may be of two kinds at once (企业捐款, 网络捐款), but then three digits seldom
    come out but for one; two digits of four changed places are no accident of people counted twice;
    what one gets (220元，其中现金100元，马甲120元) is of one kind.
    """
    between = BRACKET.sub("", text[parts[0].start : parts[-1].end])
    is_near = total.paragraph == parts[0].paragraph and parts[0].sentence - total.sentence <= 1
    is_money = total.is_money
    if is_money and is_near and exceed(total, parts) and _are_of_levels(total, parts, text):
        return not MORE.search(between)
    is_crossed = any(CROSSING.search(f.lead) for f in (total, *parts))
    is_apart = not is_crossed if is_money else total.series not in PEOPLE
    if not (is_near and exceed(total, parts)) or MORE.search(between):
        return False
    if not is_apart:
        return not is_crossed and _is_turned(total, parts)
    if is_money:
        is_given = all(GIVEN_BY.search(f.lead) for f in parts) or _is_itemised(total, parts, text)
        is_given = is_given and not any(CHANNEL.search(f.lead) for f in parts)
        least = FEWEST if _is_gift(total) else DIGITS
        if is_given or is_digit_off(total, parts, least):
            return True
    return is_digit_off(total, parts, DIGITS + 1, rounded=True)


def _are_of_levels(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether each part is the money of another level of government: none is in two of them.

    8620万元，中央和省下达4300万元，其中市级1200万元，县级3120万元 is what the others add to those.
    """
    levels = [found["level"] for f in parts if (found := OF_LEVEL.match(f.lead))]
    before = DATE.sub("", text[total.sentence_start : total.start])
    is_first = regex.search("[0-9]", before) is None
    is_of_all = LEVEL.search(total.lead) is None and is_first
    return is_of_all and len(levels) == len(parts) == len(set(levels))


def _is_turned(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether two digits of a long number of people changed places: 1224 of 1242."""
    is_long = total.series in PEOPLE and digits_of(total.stated) > DIGITS
    return is_long and total.stated is not None and is_turned(total.stated, added(parts))


def _is_itemised(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    is_opened = ITEMISED.search(text, total.end, parts[0].start)
    return is_opened is not None and len({f.part for f in parts}) == len(parts)


def _is_gift(total: Figure) -> bool:
    """Whether it is what one gets: so little that nobody splits it in two ways."""
    is_small = total.stated is not None and total.stated < GIFT
    return bool(total.per) or (is_small and total.is_money)


def _whole_before(row: Sequence[Figure], first: Figure, *, reach: int) -> Figure | None:
    """Return the total that 其中 splits: a marked one of its sentence, else the nearest before."""
    near = [f for f in row if first.sentence - f.sentence <= reach and f.bracket is None]
    # a total of the paragraph above is not what the one just told splits
    near = [f for f in near if f.paragraph == first.paragraph] or near
    same = [f for f in near if f.sentence == first.sentence]
    pool = same or near
    marked = [f for f in pool if f.is_marked_total]
    return (marked or pool)[-1] if pool else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)
