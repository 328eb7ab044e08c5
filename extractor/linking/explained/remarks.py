"""Claims that what is said behind them explains: who got nothing, who counts once, what came back.

    30人，每人2000元，共发放5.8万元。因1人退学，其资助款未发          (30 − 1) × 2000
    低保20户、残疾15户、重病8户，共计40户。有3户同时属两类            43 − 3
    党员62人，缴纳党费2860元，人均52元，免缴7人                      2860 / (62 − 7)
    去年100万元，今年132万元，增长20%。去年数未含并入的10万元         of 110
    购书200册，每册15元，共2700元（九折）                            15 × 200 × 0.9
    净收益3.2万元，其中投资收益5.8万元，投资损失2.6万元               5.8 − 2.6, no parts
    其中低保户20户、特困户10户，计30户，其余270户                     the 30 are the two before them
    救助36万元，慰问12万元，占总支出60万元的80%                       60 is no total of theirs

A claim that does not come out fails only where the rest of its sentence, the next one, or the note
under its table says nothing that makes it come out: words of an exception with a figure that closes
the gap, or words that some are counted in several kinds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, product

import regex

from extractor.linking.coming_out import comes_out
from extractor.linking.neighbours import STARTS, within
from extractor.linking.openness import OVERLAPPING, without_exclusive
from extractor.linking.relations import Relation, figures_of
from extractor.linking.totals import FEWEST, NOTHING, added
from extractor.model import Figure, FindingKind
from extractor.numerals import read_numeral

DOUBT = "remarked"
EXCEPTION = regex.compile(
    r"未|不(?:含|计|列|领|再|参加)|[免差]|减半|[多少][给发]|另行|只计|剔除|扣[除回减]|退[回款学还]|同时|既是|[已内]含|含在|包括|转为"
    r"|自[理愿费]|去世|病故|放弃|实物|到账|赠送|假|外出|入伍|两[次项类种]|补[送发]|返还|利息|匿名|零星|其余|按|折|优惠|让利|抹零|含|余|欠|成活|由|仅|列支|享受"
)
# Who is of several kinds is counted once in all, however many they are.
COUNTED_ONCE = regex.compile(rf"{OVERLAPPING.pattern}|只计一次|既是")
OF_SHARE = regex.compile(
    r"(?:、[^，,。；;\n]{0,14}元)*的(?:约|近)?(?:[0-9.]+[%％]|一半|[一二三四五六七八九十]+(?:成|分之)|多半)"
)
# “18户、22户，合计42户”中“18户”应为“20户”
CORRECTED = regex.compile(r"更正|勘误|应为|误[写记为]|实为|[多少漏][报写]|笔误")
# How much is not always told: 差额由上年结余补足, 其中领导多捐
REBATE = regex.compile("抹零|让利|差额|不足部分|其中[^，,。；;0-9]{1,8}多[捐交缴给]")
DISCOUNT = regex.compile(
    r"(?P<digits>[0-9]{1,2}|[一二三四五六七八九]{1,2})(?:折(?![价合算款])|成新|(?P<percent>[%％]))"
)
LAST_DIGIT = 9
NEAR = 12  # code points before a sentence that may call it a correction
NOTE = regex.compile(r"\n\s*(?:[（(※*]\s*)?(?:备\s?注|附?\s?注|说\s?明)[^\n]{2,100}")
MOST_BETWEEN = 400  # code points from a total to the note under its table
LONGEST = 80  # code points of a remark in running text
ONE = regex.compile(r"(?<![0-9一二三四五六七八九十第每同任某])[1一](?=[名人户位个家笔])")
HALF = Decimal("0.5")
MOST_SIDES = 4  # figures that make a net amount
MOST_BEHIND = 12  # figures of any kind behind it that these may be among
PERCENT = Decimal(100)


def with_remarks(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> tuple[Relation, ...]:
    """Open what does not come out, where a remark behind it makes it do so."""
    by_place = {f.at: f for f in listed}
    read = [_without_subtotals(r, by_place) for r in found if not _is_base(r, by_place, text)]
    return tuple(
        replace(r, is_closed=False, doubt=DOUBT)
        if _fails(r, by_place) and _is_remarked(r, by_place, listed, text)
        else r
        for r in read
    )


def _is_claim(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether figures alone make a total that is written, and the text leaves no other reading."""
    is_written = relation.is_closed and relation.total is not None
    return is_written and by_place.keys() >= relation.places


def _fails(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    if not _is_claim(relation, by_place) or comes_out(relation, by_place):
        return False
    return all(by_place[at].stated for at in relation.places)


def _is_base(relation: Relation, by_place: Mapping[int, Figure], text: str) -> bool:
    """Whether the total of a list is what a share is of: 合计占总支出60万元的80%."""
    whole = by_place.get(relation.total) if relation.total is not None else None
    return relation.kind == FindingKind.SUM and (
        whole is not None and OF_SHARE.match(text, whole.end) is not None
    )


def _without_subtotals(relation: Relation, by_place: Mapping[int, Figure]) -> Relation:
    """Leave out a part that those before it make, where the rest makes the total."""
    if relation.kind != FindingKind.SUM or not _is_claim(relation, by_place):
        return relation
    whole, parts = figures_of(relation, by_place)
    made = list(accumulate(f.stated or NOTHING for f in parts))
    for at in range(FEWEST, len(parts) - 1):
        subtotal = made[at - 1]
        if parts[at].stated == subtotal and made[-1] - subtotal == whole.stated:
            return replace(relation, parts=relation.parts[:at] + relation.parts[at + 1 :])
    return relation


def _is_remarked(
    relation: Relation, by_place: Mapping[int, Figure], listed: Sequence[Figure], text: str
) -> bool:
    whole, parts = figures_of(relation, by_place)
    if relation.kind == FindingKind.SUBSET:
        return _is_net(whole, listed)
    zones = list(_remarks(max(f.end for f in (whole, *parts)), text))
    said = without_exclusive(" ".join(text[start:end] for start, end in zones))
    if _is_told(relation, whole, said, text):
        return True
    near = [f for zone in zones for f in within(listed, *zone) if f.stated]
    return EXCEPTION.search(said) is not None and _closes(relation, whole, parts, near, said)


def _is_told(relation: Relation, whole: Figure, said: str, text: str) -> bool:
    """Whether words alone explain it: a correction, a rebate, those who count once."""
    before = text[max(0, whole.sentence_start - NEAR) : whole.start]
    is_once = relation.kind == FindingKind.SUM and not whole.is_money
    return (
        CORRECTED.search(before + said) is not None
        or (relation.kind == FindingKind.PRODUCT and REBATE.search(said) is not None)
        or (is_once and COUNTED_ONCE.search(said) is not None)
    )


def _remarks(end: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield the rest of the sentence and the next one, and the note under a table."""
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    own = text.find("。", end, line_end)
    next_one = text.find("。", own + 1, line_end) if own >= 0 else -1
    yield end, min(end + LONGEST, line_end if next_one < 0 else next_one)
    note = NOTE.search(text, line_end, line_end + MOST_BETWEEN)
    if note and "。" not in text[line_end : note.start()]:
        yield note.span()


def _closes(
    relation: Relation,
    whole: Figure,
    parts: Sequence[Figure],
    near: Sequence[Figure],
    said: str,
) -> bool:
    """Whether one of the figures said behind it, left out or added, makes the claim come out."""
    stated = whole.stated or NOTHING
    amounts = [f.stated or NOTHING for f in near if f.is_money]
    counts = [f.stated or NOTHING for f in near if not f.is_money]
    counts += [Decimal(1)] if ONE.search(said) else []
    if relation.kind == FindingKind.SUM:
        return abs(added(parts) - stated) in (*amounts, *counts)
    if relation.kind == FindingKind.BALANCE:  # 还剩3200元，利息200元
        gains = len(parts) - relation.losses
        made = added(parts[:gains]) - added(parts[gains:])
        return abs(made - stated) in (*amounts, *counts)
    if relation.kind == FindingKind.PRODUCT:
        return _closes_product(stated, parts, amounts, counts, said)
    if relation.kind == FindingKind.RATIO and len(parts) > 1:
        return _closes_ratio(whole, parts, [*amounts, *counts])
    return False


def _closes_product(
    stated: Decimal,
    parts: Sequence[Figure],
    amounts: Sequence[Decimal],
    counts: Sequence[Decimal],
    said: str,
) -> bool:
    """Whether so many who got nothing, half, or another amount close the gap, or a discount."""
    rates = [f.stated or NOTHING for f in parts if f.is_money]
    numbers = [f.stated or NOTHING for f in parts if not f.is_money]
    if len(rates) != len(numbers):
        return False
    made = sum((r * c for r, c in zip(rates, numbers, strict=True)), NOTHING)
    gap = abs(made - stated)
    if gap in amounts or any(made * factor == stated for factor in _discounts(said)):
        return True
    other = [abs(amount - rate) for amount, rate in product(amounts, rates)]
    each = [*rates, *(rate * HALF for rate in rates), *amounts, *other]
    return any(number * one == gap for number, one in product(counts, each))


def _discounts(said: str) -> Iterator[Decimal]:
    """Yield what 九折, 95折, 九成 and 98% leave of one."""
    for match in DISCOUNT.finditer(said):
        number = read_numeral(match["digits"])
        if number is not None:
            is_percent = match["percent"] or number.value > LAST_DIGIT
            yield number.value / (PERCENT if is_percent else 10)


def _closes_ratio(whole: Figure, parts: Sequence[Figure], numbers: Sequence[Decimal]) -> bool:
    """Whether a mean or a share comes out of a base that is larger or smaller by a number."""
    one, other = (f.stated or NOTHING for f in parts[:2])
    step, stated = whole.quantity.step, whole.stated or NOTHING
    scale = PERCENT if whole.is_share else Decimal(1)
    for number in numbers:
        for base in (other - number, other + number, number):
            made = [scale * one / base, scale * (one - base) / base] if base > 0 else []
            if any(abs(abs(value) - stated) <= step for value in made):
                return True
    return False


def _is_net(whole: Figure, listed: Sequence[Figure]) -> bool:
    """Whether what 其中 opens makes the whole when some of it is taken off."""
    first = bisect_left(listed, whole.end, key=STARTS)
    row = [
        f.stated or NOTHING
        for f in listed[first : first + MOST_BEHIND]
        if f.series == whole.series and f.sentence == whole.sentence
    ][:MOST_SIDES]
    signs = product((1, -1, 0), repeat=len(row))
    return any(
        -1 in each and sum(s * n for s, n in zip(each, row, strict=True)) == whole.stated
        for each in signs
    )
