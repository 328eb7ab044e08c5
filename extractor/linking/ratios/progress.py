"""How far an amount is paid out: 到位资金18640万元。…已支出15844万元，支出进度85%.

    下达补助资金4800万元。截至10月底，已支付3600万元，支付率75%      what was paid, of what there is
    安排预算320万元，已拨付240万元，拨付进度达75%

What was paid (已) stands right before its rate, in the same sentence; what there is, is the one
amount shortly before it that is said to have been put there (下达, 到位, 安排, 筹集): where there
are two, it may be either.  The rate fails where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between
from extractor.linking.plain import is_own_number
from extractor.linking.ratios.changes import LAST_YEAR, NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.said_shares import share_told
from extractor.linking.relations import Relation
from extractor.model import Figure

RATE = regex.compile(
    r"^[，,、（(\s]*(?:资金|预算|经费)?(?P<verb>支出|支付|拨付|使用|发放|兑付|下拨|执行)(?:进度|率|比例)(?:为|达到?|约|是)*$"
)
DONE = regex.compile(
    r"已(?:累计|实际|经|全部|陆续)*(?:支出|支付|拨付|使用|发放|兑付|下拨|拨出)[^0-9，,。；;]{0,8}$"
)
PUT = regex.compile(
    r"(?:下达|到位|安排|筹集|筹措|争取|落实|收到)\p{Han}{0,8}(?:资金|预算|经费|款|金)(?:共计?|合计|总额|达|为)*$"
)
OTHERS = regex.compile(r"其中[^，,。；;0-9]{0,12}已|[上去往历]年(?:结|余)|另|分别|等(?!\s?[0-9])")
REACH = 2  # paragraphs from what there is to what was paid of it: a heading between


def find_progress(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the rates at which amounts are paid out."""
    for at, share in stated_shares(listed):
        if not (at and RATE.match(share.lead)):
            continue
        part = listed[at - 1]
        is_next = (
            part.sentence == share.sentence
            and between(part, share, text).lstrip("，,、") == share.lead
        )
        if not (is_next and part.is_money and part.per is None and DONE.search(part.lead)):
            continue
        near = [f for f in listed[: at - 1] if share.paragraph - f.paragraph <= REACH]
        wholes = [f for f in near if f.series == part.series and _is_put(f)]
        if len(wholes) == 1:
            yield from _of(part, wholes[0], share, text)


def _is_put(figure: Figure) -> bool:
    return is_own_number(figure) and PUT.search(figure.lead) is not None


def _of(part: Figure, whole: Figure, share: Figure, text: str) -> Iterator[Relation]:
    words = text[part.sentence_start : share.end] + share.tail
    is_other = NOT_COMPARABLE.search(words) or OTHERS.search(words) or LAST_YEAR.search(whole.lead)
    if (part.stated or 0) < (whole.stated or 0):
        yield from share_told(part, whole, share, is_plain=not is_other)
