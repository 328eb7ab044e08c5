"""Whether a whole that a share names is the one figure of that name, so that it must hold.

    总人口18.5万。…全县残疾人9200名，占总人口的5%                 one 总人口 in the text
    支出822.3亿元。其中，民生支出664.8亿元，占支出的比重为80.8%      其中 points back to it

Not so is a whole of another place (全市总人口 beside 全县残疾人) or of another year.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Figure

SHORTEST = 3  # code points of a name: 收入 is the name of many figures
NEAR = 4  # sentences from a whole to its share
SCOPE = regex.compile(
    r"[全我本]?(?:国|省|市|县|区|州|(?<!城)镇|(?<!城)乡(?!村)|街道|(?<![农乡])村|校|年级|班|小区|机关|企业)(?:本级|级|直)?"
)
OF_ALL = ("全", "我", "本")  # places of which an unnamed whole may be
TIME = regex.compile(r"[0-9]{2,4}年|[上去前往历]年|年初|年末|[一二三四五]五|季度|半年|月")
OPENED = regex.compile(r"^\s*其中")


def is_only_whole(
    whole: Figure, part: Figure, share: Figure, name: str, candidates: Sequence[Figure], text: str
) -> bool:
    """Whether nothing else in the text can be what ``name`` stands for."""
    if len(candidates) != 1:
        return False
    said = whole.lead.replace(name, "")
    start = max(part.sentence_start, whole.end)
    shared = text[start if whole.at < part.at else part.sentence_start : share.start]
    places, own = set(SCOPE.findall(said)), set(SCOPE.findall(shared))
    # 全镇总人口3.2万人，大湾村126人，占总人口的8%: of the village.
    if any(place not in places and not place.startswith(OF_ALL) for place in own):
        return False
    if whole.sentence == share.sentence:
        # 2015年总人口38.6万人，2020年老年人7.9万人，占总人口的20.1%: of the number of 2020.
        before = TIME.findall(text[whole.sentence_start : whole.start])
        return not TIME.search(shared) or TIME.findall(shared) == before
    if len(name) < SHORTEST or share.sentence - whole.sentence > NEAR:
        return False
    if TIME.search(said) or TIME.search(part.lead):
        return False
    is_next = whole.sentence == share.sentence - 1 and bool(OPENED.match(shared))
    return is_next or places <= own
