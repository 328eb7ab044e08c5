from __future__ import annotations

import pytest

from extractor.linking.timing import timing
from extractor.model import Timing

# The amount stands at the mark.
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
    ("将慰问金发放到户，每户⟦500元", Timing.CURRENT),
    ("将⟦1200元慰问金送到她手中", Timing.CURRENT),
    ("3名干部现场将救助款⟦3000元送到家中", Timing.CURRENT),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_when_an_amount_was_given(marked: str, expected: Timing) -> None:
    before, _, after = marked.partition("⟦")
    assert timing(before + after, 0, len(before)) is expected
