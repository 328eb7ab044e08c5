"""What each figure is to those beside it: total, part, rate or plain; cash, goods or both.

A rate is said by 每户, 人均, /人, 各 or 分别, or by a product that only that reading makes true.
A part belongs to a total that splits into it; a total has a marker (共, 合计, 累计 …) in its clause
or earlier in its sentence, or the text itself splits it.  A figure that is both is a part.
In kind is the worth of goods (折价, 价值…的慰问品, 物资折合); 慰问金、慰问品共计 is both; a
measure of the economy (生产总值, 商品零售额) is neither.
Source: the annotation decisions of the field notes, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.lexicon import remembered
from extractor.linking.figures import IN_ALL
from extractor.linking.relations import Form, Relation
from extractor.model import (
    Count,
    Figure,
    FindingKind,
    InKind,
    Mention,
    Money,
    Role,
    Value,
)

# 共涉及8名职工，发放16000元: the marker also governs what follows in its sentence.
GOVERNING = regex.compile(rf"(?:{IN_ALL}|累计|总共|一共|合计|共计)\p{{Han}}{{0,12}}$")
# 累计走访90户，比前五年的60户增长一半，日均2户: what is compared with, and a mean, are no totals
OF_OTHER = regex.compile(
    r"(?:比(?![例重率])|较(?![大多高低少为好]))[^，,。；;]{0,16}$|[日月年户人]均[^，,。；;]{0,12}$"
)
# 日用品类28亿元 is what was sold of a kind; 方面, 平方米, 石油 and 医药 are no things given.
GOODS = (
    "(?:慰问品|物资(?!储备)|物品|实物|礼品|食品|用品|商品(?!房|住宅)|棉被|棉衣|棉袄|大米|食用油|面粉|米面油|(?<![厘平方分毫])米"
    "|(?<![石原加])油(?!物资|田|料|井)|(?<![方全层平表版])面(?!积|向)|牛奶|礼包|(?<![医制中西农])药品?|书籍|图书|衣物|衣服|马甲|邮包"
    "|饺子|香烟|煤(?!炭|矿|气|电)|器材|设备|电热毯|月饼|粽子|水果|蔬菜)(?!类)"
)
# 商品零售额3.1亿元, 食品人均消费1270元, 收购商品总额: what was sold, bought or used up
TRADED = re.compile(
    r"(?:零售|销售|消费|收购|成交|营业|进口|出口|批发|投资)[^，。；、0-9]{0,10}$"
    r"|(?:收购|经销)[^，。；、0-9]{0,8}总额[^，。；、0-9]{0,2}$"
)
CASH = r"(?:慰问金|慰问款|现金|救助金|救助款|补助金|补助款|助学金|善款|资金|捐款|款|补助费|奖金)"
# 生产总值, 增加值, 产值, 市值 and 增值税 are no worth of goods, nor is 10亿元（折合1.4亿美元）.
WORTH = regex.compile(
    r"(?:折价|(?<!元(?:人民币)?[（(]?)折合|折款|折算|作价|价值(?!链|观|信用)|总价值|物资款|(?<!交)货值|共值|(?<!\p{Han})总值"
    r"|(?<![价产加总市增均净峰数口货])值(?!税|班|守))[^，。；]{0,10}$"
)
GOODS_BEFORE = regex.compile(rf"{GOODS}[^，。；、0-9]{{0,10}}$")
GOODS_AFTER = regex.compile(rf"^(?:左右|以上|余)?的?[\p{{Han}}、“”]{{0,8}}?{GOODS}")
GOODS_NEXT = regex.compile(rf"^的?\p{{Han}}{{0,4}}{GOODS}")
CLAUSE_END = re.compile(r"[，。；;\n]|,(?![0-9]{3})")
CASH_BEFORE = regex.compile(rf"{CASH}[^，。；0-9]{{0,6}}$")
CASH_AFTER = regex.compile(rf"^的?\p{{Han}}{{0,6}}{CASH}")
BOTH = regex.compile(
    rf"(?:{CASH}|款)[和、及与]?{GOODS}|{GOODS}[和、及与]{CASH}|款物|钱物|慰问金（品）|慰问金\(品\)"
)


def assign_roles(
    mentions: Sequence[Mention[Value]],
    listed: Sequence[Figure],
    relations: Sequence[Relation],
    text: str,
) -> list[Mention[Value]]:
    """Return ``mentions`` with the roles that the words and the relations give them."""
    with_roles = list(mentions)
    governed = _governed(listed)
    by_member = _by_member(relations)
    for figure in listed:
        value = figure.mention.value
        if not isinstance(value, (Money, Count)):
            continue
        role, one = _role(figure, by_member.get(figure.at, ()), governed)
        if isinstance(value, Money):
            kind = _in_kind(figure, text)
            if (role, one, kind) == (value.role, value.per, value.in_kind):
                continue
            changed: Value = replace(value, role=role, per=one, in_kind=kind)
        elif (role, one) == (value.role, value.per):
            continue
        else:
            changed = replace(value, role=role, per=one)
        found = figure.mention
        with_roles[figure.at] = Mention(found.span, found.text, changed, found.rule_id)
    return with_roles


def _role(
    figure: Figure, relations: Sequence[Relation], governed: set[int]
) -> tuple[Role, str | None]:
    one = figure.per
    if one is None and not relations and not figure.is_each:
        is_total = figure.is_marked_total or figure.at in governed
        return (Role.TOTAL if is_total else Role.PLAIN), None
    if one is None and figure.is_each:
        one = "人" if figure.is_money else None
    if one is None:
        one = _implied(figure, relations)
    if one is not None:
        return Role.RATE, one
    sums = [r for r in relations if r.kind == FindingKind.SUM and r.form != Form.LEVELS]
    if any(figure.at in r.parts for r in sums):
        return Role.PART, None
    splits = any(r.total == figure.at for r in sums)
    if splits or figure.is_marked_total or figure.at in governed:
        return Role.TOTAL, None
    return Role.PLAIN, None


def _by_member(relations: Sequence[Relation]) -> dict[int, list[Relation]]:
    """Return the relations that each figure is a total or a part of."""
    found: dict[int, list[Relation]] = {}
    for relation in relations:
        for at in relation.places:
            found.setdefault(at, []).append(relation)
    return found


def _implied(figure: Figure, relations: Sequence[Relation]) -> str | None:
    """Return 人 for an unmarked amount that is one person's because the stated total needs it."""
    for relation in relations:
        is_factor = relation.form == Form.RATE_TIMES_COUNT and figure.at in relation.parts
        if is_factor and figure.is_money:
            return "人"
    return None


def _governed(listed: Sequence[Figure]) -> set[int]:
    """Return the figures that a total marker earlier in their sentence reaches."""
    governed: set[int] = set()
    marked: dict[int, bool] = {}
    is_other = False
    for figure in listed:
        reached = marked.get(figure.sentence, False)
        if "其中" in figure.lead:
            reached = False
        elif _governs(figure.lead):
            reached = True
        marked[figure.sentence] = reached
        is_further = is_other and figure.lead == "的"  # 比前五年的60户
        is_other = is_further or OF_OTHER.search(figure.lead) is not None
        if reached and figure.bracket is None and not (is_other or figure.is_change):
            governed.add(figure.at)
    return governed


@remembered
def _governs(lead: str) -> bool:
    """Whether a total marker before a figure also governs what follows in its sentence."""
    return GOVERNING.search(lead) is not None


def _in_kind(figure: Figure, text: str) -> InKind:
    """Return whether an amount is money, the worth of goods, or both together."""
    before = text[max(0, figure.start - 24) : figure.start]
    return _kind_said(CLAUSE_END.split(before)[-1], figure.tail)


@remembered
def _kind_said(clause: str, after: str) -> InKind:
    """Return what the words before and behind an amount say that it is."""
    if BOTH.search(clause[-18:]) or BOTH.match(after.lstrip("的")):
        return InKind.MIXED
    if CASH_AFTER.match(after) and not GOODS_NEXT.match(after):
        return InKind.CASH
    if GOODS_AFTER.match(after) or WORTH.search(clause):
        return InKind.GOODS
    is_cash = CASH_BEFORE.search(clause) or TRADED.search(clause)
    is_goods = GOODS_BEFORE.search(clause) and not is_cash
    return InKind.GOODS if is_goods else InKind.CASH
