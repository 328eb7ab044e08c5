"""Who gave an amount: the last donor or source named before it, unless it gave another one.

海谷公司捐赠18.5万元                                   the last one named
上级工会下拨60万元，本级工会经费45万元                    who gave the 60万元 did not give the 45
公司出资3万元慰问12户，2万元资助学生                     the same one hands on
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.model import Mention, Money, Party, PartyRole, Value

# 救助站6200元, 省慈善总会拨付的50万元; 出资3万元慰问12户，2万元资助学生: the same one hands on.
GAVE_IT = regex.compile(r"[^，,。；;、\n]{0,16}")
AS_WELL = regex.compile(
    r"[，,、和及]?(?:另外?|又)?交?(?:特殊党费|捐?(?:衣物|实物|物资|物品)\p{Han}{0,4})"
)
HANDED_ON = regex.compile("慰问|看望|用于|发放|发给|资助|救助|帮扶|送|奖励|其中$")
GAVE_AS_WELL = regex.compile("配套|自筹|出资|投入|捐|拨|承担|赞助|经费|行政补助|支持")


def payer(
    parties: Sequence[Mention[Party]],
    role: PartyRole,
    before: Sequence[Mention[Value]],
    amount: int,
    text: str,
) -> Mention[Party] | None:
    """Return who of ``parties`` in ``role`` gave the amount, which ``before`` stands before."""
    found = [m for m in parties if m.value.role == role]
    if not found:
        return None
    end = found[-1].span.end
    others = [m for m in holding(before, Money) if m.span.start >= end]
    if not others:
        return found[-1]
    is_own = GAVE_IT.fullmatch(text, end, others[0].span.start)
    words = text[others[-1].span.end : amount]
    if AS_WELL.fullmatch(words):  # 一大队捐款70150元，特殊党费16820元
        return found[-1]
    goes_on = HANDED_ON.search(words) and not GAVE_AS_WELL.search(words)
    return None if is_own and not goes_on else found[-1]
