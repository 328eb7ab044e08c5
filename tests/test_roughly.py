"""A figure is as firm as the words before its verb say, and its place is the figure alone."""

from __future__ import annotations

import pytest

from extractor.model import Approx, Count, Money, Percent, Report, Verdict
from extractor.offsets import OffsetMap
from extractor.pipeline import extract

SAID = [
    # text                              the figure     how firm
    ("其余五个乡镇约占45.6%。",           "45.6%",     Approx.ABOUT),
    ("老年人约占总数的三分之一。",         "三分之一",  Approx.ABOUT),
    ("全镇约有300户受灾。",               "300户",     Approx.ABOUT),
    ("修缮大约投入资金50万元。",           "50万元",    Approx.ABOUT),
    ("签约投入3亿元。",                   "3亿元",     Approx.EXACT),
    ("全年节约用电5000元。",              "5000元",    Approx.EXACT),
    ("公约有30人签字。",                  "30人",      Approx.EXACT),
    ("约谈12人。",                        "12人",      Approx.EXACT),
    ("约有近400户。",                     "近400户",   Approx.NEAR),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "approx"), SAID)
def test_a_word_before_the_verb_makes_a_figure_rough(
    text: str, figure: str, approx: Approx
) -> None:
    mentions = extract(Report("0" * 16, 1, text, OffsetMap())).mentions
    values = {m.text: m.value for m in mentions}
    value = values[figure]
    assert isinstance(value, Count | Money | Percent)
    assert value.quantity.approx == approx


def test_a_rough_share_is_held_to_no_more_than_it_says() -> None:
    text = "全县持证残疾人3520人，其中肢体残疾1150人，约占总数的三分之一。"
    findings = extract(Report("0" * 16, 1, text, OffsetMap())).findings
    assert [f for f in findings if f.verdict == Verdict.FAILS] == []
