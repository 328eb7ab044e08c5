"""What narrows a figure: the part of the year it is of, and what was done.

    春节期间走访慰问困难职工254户      春节, 慰问: not the 600户 of the whole year
    全年筹集送温暖资金52.8万元         the whole year, 筹集: not what was handed out (发放)

Two reports can contradict each other only about the same part of a year and the same deed.
"""

from __future__ import annotations

import re

from extractor import lexicon
from extractor.indexing.named import Named
from extractor.indexing.subjects import HAN, VERB, scopes

# Every such word begins with one of these, so that all other places are passed over at once.
BEGINS = r"(?=[全年整上下前头一二三四五六七八九十元春两双清端中国重开寒暑冬夏秋期节当目\d])"
PART = re.compile(
    rf"{BEGINS}(?:(?P<whole>全年|年度|整年)|[上下]半年|前?[一二三四1-4]个?季度"
    r"|(?:前|头)?\d{1,2}(?:个月|月份?)"
    r"|\d{1,2}日|(?:十[一二]?|[一二三四五六七八九])月|元旦|春节|两节|双节|元宵|清明|端午|中秋|国庆|重阳"
    r"|[六七八]一|开学|寒假|暑假|冬季|夏季|秋季|春季|期间|节前|当[天日月]|目前)"
)
UP_TO = re.compile(
    r"^.*(?:以来|至今|累计|今年|本年|全年|当年|年内|期间|已经?|先后|一共|总共|(?<!公)共计?)"
)
ENDING = re.compile(rf"(?:{VERB}|了)+$")
SAME = re.compile(r"走访|^[年月日]|了")


def parts_of_year(text: str) -> Named[str]:
    """Return the parts of the year that ``text`` names; the whole year is ""."""
    return Named([(m.span(), "" if m["whole"] else m.group()) for m in PART.finditer(text)])


@lexicon.remembered
def deed_of(clause: str, subject: str) -> str:
    """Return what the words before a figure say was done, without its subject: 慰问, or nothing."""
    run = HAN.search(ENDING.sub("", clause.strip()))
    clause = scopes("area").sub("", UP_TO.sub("", str(run.group()))) if run else ""
    ends = (clause[at:] for at in range(len(clause)) if subject.endswith(clause[at:]))
    return str(SAME.sub("", ENDING.sub("", clause.removesuffix(next(ends, "")))))
