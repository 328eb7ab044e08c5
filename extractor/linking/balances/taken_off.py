"""What two amounts right before it leave of the larger one, whatever each of them was.

    共收到6300元，扣除手续费6.3元，实转6293.7元              what was taken off
    义卖收入6850元，成本1230元，净收入5620元
    卖茧收入11.3万元，除去本钱6.8万元，净落4.5万元
    收入21845元，支出24200元，超支2355元                   how far they are apart
    预算30万元，实际支出28.6万元，节约1.4万元

What was taken off may be told in part (退回两笔), so that it fails only where one slip parts the
three, which are all that is told.  How far two amounts are apart never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.balances.amounts import is_slip_off
from extractor.linking.neighbours import triples
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Relation, balance_of
from extractor.linking.totals import NOTHING, added
from extractor.model import Figure

NET = regex.compile(
    r"(?:净(?:得|收入?|赚|挣|落|剩|余|利润?)|纯(?:收入|挣|赚|落|利润?)|实(?:际)?(?:转出?|收|得|到账?|付|汇)|到账)"
    r"[^，,。；;、0-9]{0,6}$"
)
GAP = regex.compile(
    r"(?:超[支出]|节[约省余]|透支|亏空?|(?:还|尚|仍)?[差缺欠]口?付?)(?:资金|经费|了)?(?:约|为|达)?$"
)
OFF = regex.compile(
    r"扣除|[除刨]去|除掉|刨[除掉开]|减去|去掉|扣[掉去]|手续费|成本|本钱|退[回还]|场租"
)
OF_YEAR = regex.compile(r"^\s?(?:去年|今年|上年)(?![^，,。]{0,6}[结节]?余)")  # what all is told of
SAID = regex.compile("[净纯实差缺欠亏超节]|到账|透支")
# What else may come in or go out.
OTHERS = regex.compile(
    r"其中|另|[上去往历前]年|上期|加上|连同|利息|累计|调整|预计|计划|部分|等(?!\s?[0-9])|含"
)


def find_taken_off(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of an amount, or how far two are apart, right behind both."""
    if SAID.search(text) is None:
        return
    for one, other, left in triples(own_amounts(listed)):
        if NET.search(left.lead):
            yield from _net(one, other, left, text)
        elif GAP.search(left.lead):
            yield from _gap(one, other, left)


def _net(whole: Figure, off: Figure, left: Figure, text: str) -> Iterator[Relation]:
    is_off = OFF.search(off.lead) is not None and not OFF.search(whole.lead)
    is_near = left.sentence - whole.sentence <= 1 and off.sentence == left.sentence
    if not (is_off and is_near):
        return
    words = OF_YEAR.sub("", text[whole.sentence_start : left.start])
    if added([off, left]) == whole.stated:
        yield balance_of(left, [whole], [off])
    elif is_slip_off(whole, off, left) and not OTHERS.search(words):
        yield balance_of(left, [whole], [off], closed=True)


def _gap(one: Figure, other: Figure, left: Figure) -> Iterator[Relation]:
    less, more = sorted((one, other), key=lambda f: f.stated or NOTHING)
    if one.sentence == left.sentence and added([less, left]) == more.stated:
        yield balance_of(left, [more], [less])
