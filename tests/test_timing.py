from __future__ import annotations

import pytest

from extractor.linking.gifts.timing import timing
from extractor.model import Timing
from extractor.offsets import Span

# The amount stands at the mark, and ends at the second one where there is one.
CASES = [
    ("发放慰问金⟦5万元", Timing.CURRENT),
    ("六年来共资助学生612名，发放助学金⟦168.4万元", Timing.CUMULATIVE),
    ("自2013年开展以来，累计发放⟦37万元", Timing.CUMULATIVE),
    ("协会成立以来，先后捐资⟦120万元", Timing.CUMULATIVE),
    ("历年共发放⟦80万元", Timing.CUMULATIVE),
    ("截至2019年12月底，发放救助金⟦16万元", Timing.CURRENT),
    ("今年以来累计发放⟦16万元", Timing.CURRENT),
    ("一年来共发放⟦16万元", Timing.CURRENT),
    ("五年来共发放120万元，其中今年发放⟦16万元", Timing.CURRENT),
    ("节后还将发放救助金⟦5万元", Timing.PLANNED),
    ("预计全年发放救助金⟦50万元", Timing.PLANNED),
    ("计划再筹集资金⟦20万元", Timing.PLANNED),
    ("剩余⟦14万元⟧将于节前发放到位", Timing.PLANNED),
    ("计划走访慰问困难职工860户，发放慰问金⟦43万元⟧。", Timing.PLANNED),
    ("春蕾计划资助女童82人、发放助学金⟦8.2万元⟧。", Timing.CURRENT),
    ("累计资助女童1286人次、96.45万元，其中今年发放⟦8.2万元⟧。", Timing.CURRENT),
    ("累计资助女童1286人次、⟦96.45万元⟧，其中今年发放8.2万元。", Timing.CUMULATIVE),
    ("去年募集⟦120万元⟧，今年募集150万元。", Timing.PREVIOUS),
    ("去年募集120万元，今年募集⟦150万元⟧。", Timing.CURRENT),
    ("支出同比增长两成，达到862万元，上年同期为⟦718万元⟧。", Timing.PREVIOUS),
    ("比去年多30户，今年发放慰问金⟦5万元⟧。", Timing.CURRENT),
    ("去年，全县共发放救助金⟦50万元⟧。", Timing.CURRENT),
    ("将慰问金发放到户，每户⟦500元", Timing.CURRENT),
    ("将⟦1200元慰问金送到她手中", Timing.CURRENT),
    ("3名干部现场将救助款⟦3000元送到家中", Timing.CURRENT),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_when_an_amount_was_given(marked: str, expected: Timing) -> None:
    before, _, after = marked.partition("⟦")
    amount, _, after = after.partition("⟧")
    span = Span(len(before), len(before) + len(amount))
    assert timing(before + amount + after, 0, span) is expected
