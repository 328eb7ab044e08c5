"""What a sum leaves after what was spent of it, told one after the other.

    收到捐款46万元，已使用39.2万元，结余6.8万元                   46 − 39.2
    两项共11.5万元。除发放110500元外，结余4500元                   what was left of the total before
    收到46850元。⏎ 一车间15300元 … ⏎ 将3万元缴入医院，余款16850元        … told sentences before
    住院花了4260元，医保报销3100元，剩下的1160元由协会承担            what was paid of a cost
    1.24万元用于助学，余下的1万元购置桌椅              what a sum is split into: no balance
    捐款6.3万元，使用如下：⏎ 1.棉被1.8万元；⏎ 2.大米2.2万元；⏎ 余款2.3万元   all that was spent

What is left may be of earlier years too (账户结余, or a bare 支出…结余), and what was spent may be
told in part, so that the three fail only where they stand side by side in one sentence, or right
behind a total, no word names anything else, a word (已, 实际, 余款, 剩余, 扣除) says that it is of
this sum, and one slip parts what is left from what is worked out: an older rest is no number of
that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.neighbours import between
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Form, Relation, balance_of, sum_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import added, are_exact, digits_of
from extractor.model import Figure

LEFT = regex.compile(
    r"(?:尚|净|现|仍|还)?(?:结余|结存|余款|余额|剩余|节余|剩下|余下|[尚现仍]余|还剩)"
    r"(?:资金|款项|善款|捐款|经费|金额|部分|的)?(?:为|计|共|达|有)?$"
)
LEAVES = regex.compile("结[余存]|余[款额下]|剩[余下]|节余|[尚现仍]余|还剩")
RAISED = regex.compile(
    r"(?:收到|接收|接受|募集|募得|募捐|筹集|筹措|筹得|收入|争取|到位|下达|捐[款赠资助出]|善款|资金|经费)"
    r"(?:社会|各界|爱心|慰问|救助|专项|救灾)*(?:捐款|善款|资金|经费|款|金)?(?:共|总|合|累)?计?(?:为|达|约)?$"
)
# 收到15.6万元，支出13.2万元，结余4.2万元 may hold what was left of the year before.
OF_THIS = regex.compile(r"已|实际|余[款下]|剩|尚|扣除")
SPENT = regex.compile(
    r"(?:支出|使用|支付|缴入|缴纳|打入|存入|发放|拨付|用去|花去|花费|开支|用于|列支|购买|拨出|下拨|支给|付|花了|用了|扣除|造价)"
)
# What else may come in or go out, or be counted in what is left.
OTHERS = regex.compile(
    r"其中|另|[上去往历前]年|上期|加上|连同|结转(?!下)|利息|退[回还]|累计|滚存|账户|专户|基金|调整|拟|预计|计划"
    r"|[首先]批|先期|第[一二三]|垫|借|部分|等(?!\s?[0-9])|[含除]"
)
# 住院花了4260元，医保报销3100元，剩下的1160元
COST = regex.compile(r"(?:花[了去费]|[费药]用|[药疗院术]费)(?:共|合|总)?计?(?:为|达|约|了)*$")
REFUNDED = regex.compile("报销|补偿|减免|报了|赔付|医保")
TAKEN_OFF = "扣除"
ACCOUNT = regex.compile("账户|专户")
# What was there before is told anywhere before.
EARLIER = regex.compile(r"(?:[上去往历]年|上期|上届|[期年]初|原有?)[^，,。；;\n]{0,6}[结余存]|滚存")
REST_OF = regex.compile(r"(?:余下|剩下)的?$")
USED_UP = regex.compile(r"(?:[用花]去|花了|花费|支出|开支|发放|造价)[^，,。；;0-9]{0,6}$")
TRIPLE = 3
MOST = 12  # amounts that were spent
NEXT = 2  # mentions on: an amount and perhaps a name between
MOST_TELLING = 5  # … where other amounts stand between
TELLING = 3  # digits of the sum and of what is left of it that meet by no accident


def find_left_over(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of a sum told before."""
    if LEAVES.search(text) is None:
        return
    row = own_amounts(listed)
    for at, left in enumerate(row):
        if at >= TRIPLE - 1 and LEFT.search(left.lead):
            yield from _left(left, row[max(0, at - MOST - 1) : at], text)


def _left(left: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    for start in range(len(before) - 2, -1, -1):
        whole, spent = before[start], before[start + 1 :]
        if left.paragraph - spent[-1].paragraph > 1 or not _may_leave(whole, left, text):
            continue
        if COST.search(whole.lead) and len(spent) > 1:
            continue  # 医保报销41.2万元，基金会资助25.3万元，剩下的10万元: payers
        is_telling = digits_of(whole.stated) + digits_of(left.stated) >= TELLING
        is_telling = is_telling or _is_told_at_once(whole, spent, left)
        if is_telling and added([*spent, left]) == whole.stated:
            yield _split_or_left(whole, spent, left)
            return
    if beside := _of_last(left, before, text):
        yield beside
        return
    whole, spent = before[-2], before[-1:]
    if _may_leave(whole, left, text) and _is_sure(whole, spent[0], left, text):
        yield balance_of(left, [whole], spent, closed=True)


def _is_told_at_once(whole: Figure, spent: Sequence[Figure], left: Figure) -> bool:
    """Whether one sentence has all that was spent, in all, and its rest: 共发放2万元，余款3万元."""
    is_one = whole.sentence == left.sentence and len(spent) == 1
    return is_one and spent[0].is_marked_total and OF_THIS.search(left.lead) is not None


def _of_last(left: Figure, before: Sequence[Figure], text: str) -> Relation | None:
    """Return what the amount beside what is left leaves of a sum told anywhere before."""
    last = before[-1]
    is_beside = last.sentence == left.sentence and left.at - last.at <= NEXT
    for whole in reversed(before[:-1]) if is_beside else ():
        is_telling = digits_of(whole.stated) + digits_of(left.stated) >= MOST_TELLING
        if is_telling and added([last, left]) == whole.stated and _may_leave(whole, left, text):
            return _split_or_left(whole, [last], left)
    return None


def _split_or_left(whole: Figure, spent: Sequence[Figure], left: Figure) -> Relation:
    """Return the sum that its uses or payers split up to a rest, or else what is left of it.

    24000元用于助学，余下的12800元购置桌椅; but 用去10800元，余下4520元
    """
    is_rest = REST_OF.search(left.lead) is not None and COST.search(whole.lead) is None
    if is_rest and not any(f.is_marked_total or USED_UP.search(f.lead) for f in spent):
        return sum_of(Form.TOTAL_THEN_LIST, whole, [*spent, left])
    return balance_of(left, [whole], spent)


def _may_leave(whole: Figure, left: Figure, text: str) -> bool:
    """Whether the words say that the first was raised, and the others spent of it."""
    is_raised = whole.is_marked_total or RAISED.search(whole.lead) is not None
    words = between(whole, left, text)
    if COST.search(whole.lead):
        return REFUNDED.search(words) is not None
    return is_raised and not SPENT.search(whole.lead) and SPENT.search(words) is not None


def _is_sure(whole: Figure, spent: Figure, left: Figure, text: str) -> bool:
    """Whether nothing but the three is told, and what is left is one slip off.

    A total may end the sentence before: …，共计225万元。已下拨180万元，结余35万元.
    """
    figures = (whole, spent, left)
    is_one = whole.sentence == spent.sentence == left.sentence
    if not (is_one or _begins_after(whole, spent, left, text)) or not SPENT.search(spent.lead):
        return False
    is_exact = are_exact(figures)
    words = text[whole.sentence_start if is_one else whole.end :]
    words = words[: left.start - len(text)]
    if TAKEN_OFF in spent.lead:  # 扣除手术费5.4万元，账户余额17.6万元 is worked out
        words = ACCOUNT.sub("", words.replace(TAKEN_OFF, ""))
    meant = (whole.stated or Decimal(0)) - (spent.stated or Decimal(0))
    gap = abs(meant - (left.stated or Decimal(0)))
    coarsest = max(f.quantity.step for f in figures)
    is_off = is_slip(left.stated or Decimal(0), meant) and gap >= coarsest
    is_of_this = OF_THIS.search(spent.lead + left.lead) is not None
    return is_exact and is_off and is_of_this and not OTHERS.search(words)


def _begins_after(whole: Figure, spent: Figure, left: Figure, text: str) -> bool:
    """Whether a sentence of what was spent and left follows the total that ends the one before."""
    is_next = spent.sentence == left.sentence == whole.sentence + 1 and whole.is_marked_total
    is_end = text[whole.end : spent.sentence_start].strip("\n") == "。"
    is_first_year = EARLIER.search(text, 0, left.start) is None
    return is_next and is_end and whole.paragraph == left.paragraph and is_first_year
