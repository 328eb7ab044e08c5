"""What is left of the one sum that a whole text tells was raised, told sentences or sections later.

    累计接收捐款146.35万元，其中…。⏎ 一、捐物明细 ⏎ … ⏎ 二、使用 ⏎ 已拨付90万元，…。余款56.35万元
    共筹措9.2万元。已发放8.6万元，其中困难户6.9万元，党员1.7万元。剩余6000元
    共支出482,000元。本期收入486,320.50元，收支相抵，结余4,320.50元

The text tells of one sum raised, of one spent of it and of what is left; what splits either of the
two (其中, a list that makes it) is no other.  Where no word tells of what was there before, came in
besides or was owed, the three are a balance; it fails where one slip parts what is left from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.balances.amounts import without_parts
from extractor.linking.balances.income_and_expense import SETTLED
from extractor.linking.balances.left_over import LEAVES, LEFT
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Relation, balance_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, added, are_exact, digits_of
from extractor.model import Figure

RAISED = regex.compile(
    r"接收|接受|收到|募集|募得|募捐|筹集|筹措|筹得|筹到|收入|争取|(?<!发放|支付)(?:捐款|善款|经费|资金)(?:共计?|合计|总额)"
)
SPENT = regex.compile(
    r"支出|使用|支付|拨付|下拨|拨出|发放|用去|花去|花费|开支|用于|购买|采购|列支|扣除"
)
ONCE = regex.compile(r"已|共|合计|总计|累计|实际")
OF_TERM = regex.compile(r"(?:本[期次年]|全年|当年)[^，,。；;0-9]{0,6}收入$")
# What else was there, came in, went out or is counted in what is left.
OTHERS = regex.compile(
    r"[上去往前历]年|上[期届月季]|[年期]初|原有|滚存|利息|退[回还]|另|加上|连同|外加|认捐|承诺|未到|调整|借|垫"
    r"|拟|预[计付]|计划|含|不计|除(?=[^，,。；;]{1,14}外)|结转(?!下)|[首先第][一二三]?批|第[一二三四]次|部分|此外|以及其他|捐物款"
)
ADDED = regex.compile("另|加上|连同|外加")  # … and is in the total that ends the sentence
ACCOUNT = regex.compile("账户|专户|年[末终]|累计|滚存|基金")
MOST = 40  # amounts from what was raised to what is left
NEAR = 2  # paragraphs from what was spent to what is left
TELLING = 2  # digits of what is left where other amounts stand between


def find_raised_and_left(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of the one sum that the text tells was raised."""
    if LEAVES.search(text) is None:
        return
    row = own_amounts(listed)
    lefts = [f for f in row if LEFT.search(f.lead)]
    if len(lefts) == 1 and not ACCOUNT.search(lefts[0].lead):
        before = row[: row.index(lefts[0])][-MOST:]
        if before:
            yield from _of(lefts[0], before, text)


def _of(left: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    raised = [f for f in before if _is_raised(f)]
    of_term = [f for f in raised if f.sentence == left.sentence and OF_TERM.search(f.lead)]
    raised = of_term or raised
    if len({f.stated for f in raised}) != 1:
        return
    whole = raised[-1]
    if OTHERS.search(_without_additions(whole, before, text) + text[whole.start : left.end]):
        return
    near = [f for f in before if not of_term or f.paragraph == left.paragraph]
    own = without_parts(near, whole)
    spent = [f for f in own if f is not whole and SPENT.search(f.lead)]
    is_settled = SETTLED.search(text, before[-1].end, left.start) is not None
    totals = [f for f in spent if ONCE.search(f.lead)] or (spent if is_settled else [])
    for total in totals if len(totals) == 1 else ():
        others = [f for f in without_parts(own, total) if f not in (*raised, total)]
        others = [f for f in others if f.at > min(whole.at, total.at)]
        is_alone = not any(SPENT.search(f.lead) or RAISED.search(f.lead) for f in others)
        is_near = left.paragraph - total.paragraph <= NEAR and left.series == whole.series
        if is_alone and is_near and _is_told(whole, total, left, others):
            yield balance_of(left, [whole], [total], closed=True)


def _without_additions(whole: Figure, before: Sequence[Figure], text: str) -> str:
    """Return the text before a total, without what its sentence adds to it: 另有500元，总计."""
    made = [f for f in before if f.sentence == whole.sentence and f.at < whole.at]
    is_made = len(made) > 1 and added(made) == whole.stated
    start, said = whole.sentence_start, text[whole.sentence_start : whole.start]
    return text[:start] + (ADDED.sub("", said) if is_made else said)


def _is_raised(figure: Figure) -> bool:
    is_said = figure.is_marked_total and RAISED.search(figure.lead) is not None
    is_of_term = OF_TERM.search(figure.lead) is not None
    return (is_said or is_of_term) and SPENT.search(figure.lead) is None


def _is_told(whole: Figure, spent: Figure, left: Figure, others: Sequence[Figure]) -> bool:
    """Whether the three are a balance, or one slip keeps them from it."""
    meant = (whole.stated or NOTHING) - (spent.stated or NOTHING)
    stated = left.stated or NOTHING
    if meant == stated:
        return digits_of(stated) >= TELLING
    coarsest = max(f.quantity.step for f in (whole, spent, left))
    is_telling = not others or digits_of(stated) >= TELLING
    is_off = is_slip(stated, meant) and abs(meant - stated) >= coarsest
    return is_off and is_telling and are_exact((whole, spent, left))
