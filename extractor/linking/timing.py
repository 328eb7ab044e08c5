"""When a gift was made: in the time of the report, over years, or not yet.

    六年来共资助学生612名，发放助学金168.4万元    cumulative: years before are in it
    节后还将发放救助金5万元                      planned: nothing was paid
    现将慰问金5000元送到她手中                   current: 将 before a noun only turns it round

A sum over the years beside this year's must never be added to it.
"""

from __future__ import annotations

import regex

from extractor.model import Timing

CUMULATIVE = regex.compile(
    r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|多)余?多?个?年(?:间|来|以来|中)"
    r"|(?<![近今本去])历年|至今|迄今"
    r"|自?(?:19|20)[0-9]{2}年[^，。；]{0,12}(?:以来|至今|起(?![步草]))"
    r"|(?:成立|开展|启动|实施|建[立会院校]|设立|创办)[^，。；]{0,6}以来"
)
CURRENT = regex.compile(r"一年(?:间|来|以来)|今年|本年|其中|本次|此次|这次")
GIVING = (
    r"(?:发放|筹集|筹措|募集|投入|拨付|拨出|安排|救助|资助|慰问|帮扶|捐[赠资款]|落实)(?![金款品物])"
)
PLANNED = regex.compile(
    r"(?:还?将|拟|计划|预计|预备|打算|准备)(?:继续|再|陆续|全面|分批|在|于)?"
    rf"[^，,。；;将金款品物资]{{0,12}}?{GIVING}[^，,。；;]{{0,16}}$"
)

_REACH = 600  # code points: in a sentence without end not every amount goes back to its beginning


def timing(text: str, sentence_start: int, at: int) -> Timing:
    """Return when the amount at ``at``, in the sentence from ``sentence_start``, was given."""
    before = text[max(sentence_start, at - _REACH) : at]
    if PLANNED.search(before):
        return Timing.PLANNED
    over_years = [match.end() for match in CUMULATIVE.finditer(before)]
    current = [match.end() for match in CURRENT.finditer(before)]
    if over_years and max(over_years) > max(current, default=-1):
        return Timing.CUMULATIVE
    return Timing.CURRENT
