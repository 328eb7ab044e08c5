"""Equal figures of items that say the same of two places, teams or days: two facts, not one.

    东村慰问困难户4户，共1200元；西村慰问困难户4户，共1200元          two villages
    第一组走访14户，发放4200元。第二组走访14户，发放4200元            two teams
    1月10日慰问14户，发放4200元。1月20日慰问14户，发放4200元          two days
    全县慰问困难户14户。……我县慰问困难户14户                         one county, told twice

From the beginning of its item to the figure each says the same words, but for the name, which ends
alike (村, 组, 日) and otherwise differs; how many and how much each may differ, too.  A name that
is told in two ways (大东村, 东村) is left alone.
"""

from __future__ import annotations

from itertools import takewhile

import regex

from extractor.model import Figure
from extractor.offsets import after_last_mark

ENDS = "；;。！!？?\n"  # of an item
REACH = 80  # code points of an item before its figure
# 4户 and 5户, 每户300元 and 每户240元: what is counted in an item is not its name.
COUNTED = regex.compile(
    r"[0-9][0-9,.]*(?=[余多]?[十百千万亿]*[余多]?(?:元|户|人|名|位|个|件|份|家|床|袋|块|斤|公斤))"
)
ONE_OF = regex.compile(
    "村|社区|镇|乡|街道|县|区|市|旗|州|(?:慰问|工作|走访|村民|居民|小)?[组队]|支部|[大中小]学|学校"
    "|幼儿园|(?:卫生|医|敬老|福利)院|局|所|站|厂|矿|公司|班"
    "|保(?:户|对象|人员|老人|家庭)"  # 低保户, 五保户
)
DAY = regex.compile("[0-9]?[年月日号]")
NAME = regex.compile(r"[\p{Han}0-9]+$")
NUMBERED = regex.compile(r"[0-9〇一二三四五六七八九十]$")
ANY = regex.compile("[全我本该各此其两几每某同这当整市]$")  # 全县 and 我县 are one


def are_parallel(one: Figure, other: Figure, text: str) -> bool:
    """Whether two figures stand in items that say the same words of two names."""
    first, second = (_before(figure, text) for figure in (one, other))
    pairs = zip(reversed(first), reversed(second), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    names = [NAME.search(said, 0, len(said) - same) for said in (first, second)]
    if None in names or any(ANY.search(name[0]) for name in names if name):
        return False
    shared = len(first) - same
    if DAY.match(first, shared):
        return all(NUMBERED.search(name[0]) for name in names if name)
    return ONE_OF.match(first, shared) is not None


def _before(figure: Figure, text: str) -> str:
    """Return what the item says before the figure, without its numbers."""
    start = after_last_mark(text, ENDS, max(0, figure.start - REACH), figure.start)
    return str(COUNTED.sub("0", text[start : figure.start]))
