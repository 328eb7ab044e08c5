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
from dataclasses import replace

import regex

from extractor.linking.balances.amounts import is_slip_off, without_parts
from extractor.linking.balances.taken_off import OFF
from extractor.linking.neighbours import between, lead_or_head, triples
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Form, Relation, balance_of, sum_of
from extractor.linking.slips import LIKELY
from extractor.linking.totals import FEWEST, added, digits_of
from extractor.model import Figure

BARE = r"(?:(?:[两相]抵)?后?[余剩存]|(?:目前|现在)?账[上面户]\p{Han}{0,2}有)"
LEFT = regex.compile(
    r"(?:尚|净|现|仍|还)?(?:结余|结存|余款|余额|剩余|节余|剩下|余下|盈余|[尚现仍还净]余|[还尚只仅]剩)"
    r"(?:资金|款项|善款|捐款|经费|金额|部分|的)?(?:为|计|共|达|有)?$"
    rf"|(?:^|[，,；;])\s?{BARE}$"
)
LEAVES = regex.compile("[余剩存]|账[上面户]")

RAISED = regex.compile(
    r"(?:[筹募]款|[收募筹凑拨捐]到|接收|接受|募集|募得|募捐|筹集|筹措|筹得|凑[足成了够]|[收捐拨]来|收入|争取|到位|下达"
    r"|捐[款赠资助出]|善款|资金|经费|所得|[共实原]收|^[收进])"
    r"(?:社会|各界|爱心|慰问|救助|专项|救灾)*(?:捐款|善款|资金|经费|款|金)?(?:总额|[共总合累]?计)?(?:为|达|约|了|的|[：:])?$"
)
# 收到15.6万元，支出13.2万元，结余4.2万元 may hold what was left of the year before.
OF_THIS = regex.compile(r"已|实际|余[款下]|(?<![结期年])余$|剩|尚|扣除")
SPENT = regex.compile(
    r"(?:支出|使用|支付|打入|存入|发放|拨付|用去|开支|用于|列支|拨出|下拨|支给|付|花|用了|用掉|扣除|造价|减去|买"
    r"|交[了给纳]|交(?:学费|住院费|押金|房租)|缴|[自己们家](?:出了|掏)|捐给|[送发分转汇拨]给|送到|拿出|还了"
    r"|[共总已]支|[发送]出[去了]?|已[用花付拨交]|(?<=^|[，,；;])[支出](?!持|席|发))"
)
# What else may come in or go out, or be counted in what is left.
OTHERS = regex.compile(
    r"其中|另|[上去往历前]年|上期|加上|连同|结转(?!下)|利息|退[回还]|累计|滚存|账户|专户|基金|调整|拟|预计|计划"
    r"|[首先]批|先期|第[一二三]|垫|借|部分|等(?!\s?[0-9])|[含除]"
)
# 住院花了4260元，医保报销3100元，剩下的1160元
COST = regex.compile(r"(?:花[了去费]|[费药]用|[药疗院术]费)(?:共|合|总)?计?(?:为|达|约|了)*$")
REFUNDED = regex.compile("报销|补偿|减免|报了|赔付|医保")
SPENT_SAID = regex.compile(
    r"(?:除|扣除|除去|减去)(?:本|此|这)次\p{Han}{0,8}(?:支出|花费|开支|发放|使用|费用)外?[，,]$"
)
TAKEN_OFF = "扣除"
ACCOUNT = regex.compile("账户|专户")
# What was there before is told anywhere before.
EARLIER = regex.compile(r"(?:[上去往历]年|上期|上届|[期年]初|原有?)[^，,。；;\n]{0,6}[结余存]|滚存")
REST_OF = regex.compile(r"(?:余下|剩下)的?$")
USED_UP = regex.compile(
    r"(?:[用花]去|[花交缴付掏出还]了|交[纳给]?|缴纳?|花费|支出|开支|支付|发放|造价|扣除|除去|减去)"
    r"[^，,。；;0-9]{0,6}$"
)
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
        before = row[max(0, at - MOST - 1) : at]
        if len(before) >= TRIPLE - 1 and LEFT.search(lead_or_head(left, text)):
            yield from _left(left, before, text)


def find_likely_left(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what one slip parts from being left, where there may be more to it than is told."""
    if LEAVES.search(text) is None:
        return
    for whole, spent, left in triples(own_amounts(listed)):
        is_one = whole.sentence == spent.sentence == left.sentence
        is_left = is_one and LEFT.search(lead_or_head(left, text))
        if is_left and _may_leave(whole, left, text) and is_slip_off(whole, spent, left):
            yield replace(balance_of(left, [whole], [spent]), doubt=LIKELY)


def _left(left: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    for start in range(len(before) - 2, -1, -1):
        whole = before[start]
        spent = _spent_of(whole, before[start:])
        if not (spent and _may_leave(whole, left, text)):
            continue
        if left.paragraph - spent[-1].paragraph > 1:
            continue
        if COST.search(whole.lead) and len(spent) > 1:
            continue  # 医保报销41.2万元，基金会资助25.3万元，剩下的10万元: payers
        is_telling = digits_of(whole.stated) + digits_of(left.stated) >= TELLING
        is_telling = is_telling or _is_told_at_once(whole, spent, left)
        if is_telling and added([*spent, left]) == whole.stated:
            yield _split_or_left(whole, spent, left)
            return
    if beside := _of_last(left, before, text) or _of_said(left, before, text):
        yield beside
        return
    whole, last = before[-2:]
    is_off = _may_leave(whole, left, text) and is_slip_off(whole, last, left)
    if is_off and _is_sure(whole, last, left, text):
        yield balance_of(left, [whole], [last], closed=True)


def _spent_of(whole: Figure, row: Sequence[Figure]) -> list[Figure]:
    """Return what follows a sum without what splits it, or what splits what was spent of it."""
    spent = without_parts(row, whole)
    spent = spent[spent.index(whole) + 1 :]
    return without_parts(spent, spent[0]) if spent else []


def _is_told_at_once(whole: Figure, spent: Sequence[Figure], left: Figure) -> bool:
    """Whether one sentence has all that was spent, in all, and its rest: 共发放2万元，余款3万元."""
    is_one = whole.sentence == left.sentence and len(spent) == 1
    return is_one and spent[0].is_marked_total and OF_THIS.search(left.lead) is not None


def _of_last(left: Figure, before: Sequence[Figure], text: str) -> Relation | None:
    """Return what the amount beside what is left leaves of a sum told anywhere before."""
    for last in {f.at: f for f in (before[-1], _not_split(before))}.values():
        if found := _after(last, left, before, text):
            return found
    return None


def _after(last: Figure, left: Figure, before: Sequence[Figure], text: str) -> Relation | None:
    begins = text[left.sentence_start : left.start] == left.lead  # …27500元。余下的31818.5元
    is_beside = left.sentence - last.sentence <= int(begins)
    is_beside = is_beside and (left.at - last.at <= NEXT or last is not before[-1])
    for whole in reversed([f for f in before if f.at < last.at]) if is_beside else ():
        is_one = whole.sentence == left.sentence and last.is_marked_total
        least = TELLING if is_one else MOST_TELLING
        is_telling = digits_of(whole.stated) + digits_of(left.stated) >= least
        if is_telling and added([last, left]) == whole.stated and _may_leave(whole, left, text):
            return _split_or_left(whole, [last], left)
    return None


def _not_split(before: Sequence[Figure]) -> Figure:
    """Return the last amount, or the one that it and those before it split: 1.94亿元，其中…."""
    for at in range(len(before) - 1 - FEWEST, -1, -1):
        whole, *parts = before[at:]
        if added(parts) == whole.stated and whole.sentence == parts[-1].sentence:
            return whole
    return before[-1]


def _of_said(left: Figure, before: Sequence[Figure], text: str) -> Relation | None:
    """Return what an amount told far before leaves of a total: 除本次支出外，剩余7.72万元."""
    if not SPENT_SAID.search(text, left.sentence_start, left.start - len(left.lead)):
        return None
    for whole in reversed(before):
        for spent in reversed(before):
            is_telling = digits_of(whole.stated) + digits_of(left.stated) >= MOST_TELLING
            if is_telling and added([spent, left]) == whole.stated and whole.is_marked_total:
                return balance_of(left, [whole], [spent])
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
    is_raised = whole.is_marked_total or RAISED.search(lead_or_head(whole, text)) is not None
    is_raised = is_raised or OFF.match(text, whole.end) is not None
    words = between(whole, left, text)
    if COST.search(whole.lead):
        return REFUNDED.search(words) is not None
    return is_raised and not SPENT.search(whole.lead) and SPENT.search(words) is not None


def _is_sure(whole: Figure, spent: Figure, left: Figure, text: str) -> bool:
    """Whether nothing but the three is told, and what is left is one slip off.

    A total may end the sentence before: …，共计225万元。已下拨180万元，结余35万元.
    """
    is_one = whole.sentence == spent.sentence == left.sentence
    if not (is_one or _begins_after(whole, spent, left, text)) or not SPENT.search(spent.lead):
        return False
    words = text[whole.sentence_start if is_one else whole.end :]
    words = words[: left.start - len(text)]
    if TAKEN_OFF in spent.lead:  # 扣除手术费5.4万元，账户余额17.6万元 is worked out
        words = ACCOUNT.sub("", words.replace(TAKEN_OFF, ""))
    is_of_this = OF_THIS.search(spent.lead + left.lead) is not None
    return is_of_this and not OTHERS.search(words)


def _begins_after(whole: Figure, spent: Figure, left: Figure, text: str) -> bool:
    """Whether a sentence of what was spent and left follows the total that ends the one before."""
    is_next = spent.sentence == left.sentence == whole.sentence + 1 and whole.is_marked_total
    is_end = text[whole.end : spent.sentence_start].strip("\n") == "。"
    is_first_year = EARLIER.search(text, 0, left.start) is None
    return is_next and is_end and whole.paragraph == left.paragraph and is_first_year
