"""Whether a total is said of what was listed before it, and of nothing else.

    慰问30户，每户500元，共计发放慰问金1.5万元       plain: how much that is
    慰问30户，每户500元，去年共发放2万元             of another year
    慰问30户，每户500元，累计发放6.2万元             of all times so far, and so of no less
    慰问30户，每户500元，全县共发放62万元            of others too
    慰问30户，每户500元，共筹集资金2万元             raised, not handed out
    送30户米面各一份，每份150元，共4500元            one each, of which there are more

Only a plain total may fail: of any other the text may mean something else, and who reads it does
not take it for wrong.  A total that comes out is right whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod

import regex

from extractor.linking.figures import noun_of
from extractor.linking.relations import Relation, figures_of
from extractor.linking.totals import are_exact
from extractor.model import Figure

ADDED_UP = (
    r"(?:[一总]|拢|统|合|前后)?共计?|合计|总计|总共|小计|总|计"
    r"|算下来|加起来|相加|[加合凑][在到]一[起块]|合起来"
)
HANDED_OUT = (
    r"支出|支付|发放|发给|发了|送去|送上|送出|给予|补助|补贴|资助|奖励|慰问|救助|兑付|兑现|花费|花去"
    r"|花了|用去|用了|开支|付出|付|发|所?需要?|耗资|折[合价款]|价值|市值"
)
WHAT = (
    r"总额|总值|总价款|总价值?|各类|各项|上述|以上|这些|人民币|现金|善款|款项|款物|资金|经费|费用|金额"
    r"|(?:慰问|救助|补助|资助|助学|奖励|奖学|抚恤|优待|生活|奖|捐)[金款]|慰问品|物资|物品|津贴|租金|工资|奖品|货款|土地款"
    r"|等次|等级|档次|贫困|困难|学生|职工|群众|城乡|全体"
)
ALL_YEAR = r"(?:全|一)?(?:年|季度|学期|学年|个月|月)"
# 共计发放慰问金, 全年需资金, 折款共: words that add up, hand out and name money, in any order.
WORD = regex.compile(
    rf"[\s，,；;：:/（(=＝]+|、\p{{Han}}?|{ALL_YEAR}|[头首]一?个?(?:学期|学年|月|年)的|{WHAT}|{ADDED_UP}|{HANDED_OUT}|达到|[为达约是的了出给人户名件]"
)
SO_FAR = "累计"
AT_MOST = regex.compile("最[高多大]|上限|封顶|不超过|以内|不等")
OTHERS = regex.compile("其他|其余|其它|另|别的")
LONGEST = 8  # characters of a word that the list has as well: 大米, 全县
VERBS = "捐交缴凑拿买"  # 每人捐200元，共捐6000元


def only_plain_fail(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the products; one whose total stands last and is not plain is open."""
    by_place = {f.at: f for f in listed}
    for relation in found:
        is_open = relation.is_closed and (
            not _may_fail(relation, by_place, text) or _is_below_most(relation, by_place)
        )
        yield replace(relation, is_closed=False) if is_open else relation


def _may_fail(relation: Relation, by_place: Mapping[int, Figure], text: str) -> bool:
    """Whether a product is told before its numbers, or behind them of nothing else."""
    total, parts = by_place[relation.whole], [by_place[at] for at in sorted(relation.parts)]
    if total.at < parts[-1].at:
        # 投入98万元，使137户增收43.7万元，户均3190元: the mean is that of what they earned.
        between = (by_place.get(at) for at in range(total.at + 1, parts[-1].at))
        return not any(f and f.is_change and f.series == total.series for f in between)
    words = text[parts[0].sentence_start : total.start - len(total.lead)]
    lead = total.lead.replace(SO_FAR, "", 1) if _is_less(total, parts) else total.lead
    if parts[-1].end == total.start - len(total.lead):  # 为65名退役老兵发放慰问金
        lead = lead.removeprefix(noun_of(parts[-1]))
    return not any(map(_is_one, parts)) and is_plain(lead, words)


def _is_below_most(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether a total is less than what each got at most comes to: 每人最高3000元，25人共5万元."""
    total, parts = figures_of(relation, by_place)
    is_most = any(AT_MOST.search(f.lead) for f in parts)
    return is_most and (total.stated or 0) < prod(f.stated or 0 for f in parts)


def _is_less(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a total is less than the one rate and number before it, each exact, make."""
    made = prod(f.stated or 0 for f in parts)
    if any(AT_MOST.search(f.lead) for f in parts):
        return False
    return len(parts) == len(("rate", "number")) and are_exact(parts) and (total.stated or 0) < made


def _is_one(figure: Figure) -> bool:
    """Whether a number is that of what each gets: 128名各一份，每份150元，共19200元."""
    return figure.is_count and figure.stated == 1 and figure.per is None


def is_plain(lead: str, words: str) -> bool:
    """Whether a total has no words before it but those that any has, and those of its list."""
    if OTHERS.search(lead):
        return False
    at = 0
    while at < len(lead):
        is_next = lead[at] == "、" and _said_before(lead, at + 1, words) > 1  # 、毛巾2200条
        if not is_next and (word := WORD.match(lead, at)):
            at = word.end()
            continue
        at += is_next
        size = _said_before(lead, at, words)
        if not size:
            return False
        at += size
    return True


def _said_before(lead: str, at: int, words: str) -> int:
    """Return how much of ``lead`` from ``at`` on stands in ``words`` as well: a word, or a verb."""
    for size in range(min(LONGEST, len(lead) - at), 0, -1):
        said = lead[at : at + size]
        if said in words and (size > 1 or said in VERBS):
            return size
    return 0
