"""Slogans that say how many things they stand for, beside them.

    “三查”：查身份、查收入、查住房
    “四步”：一查、二看、三议、四公示              numbered
    “五送”下乡：送医、送药、送书、送戏、送岗位      each begins, or ends, as the slogan says
    “五字”政策是减、免、缓、补、贷                a character each

A slogan counts nothing that is handed out, so that it is no mention.  Its list tells itself which
are its items, and is no other than the slogan says; by more than one it may be another list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import regex

from extractor.auditing.claims import severity
from extractor.model import Finding, FindingKind, Mention, Report, Value, Verdict
from extractor.offsets import Span

NUMERALS = "一二三四五六七八九十"
SLOGAN = regex.compile(
    rf"[“\"](?P<number>[两{NUMERALS[1:]}])个?(?P<word>\p{{Han}}{{1,4}})[”\"]"
    r"\p{Han}{0,10}?(?:[：:]|[，,]?即|是|为)(?P<items>[^。！!？?\n：:（()）]{3,120})"
)
CLAUSES = "，,"
MARKS = f"、；;{CLAUSES}"
OPEN = regex.compile("等|以及|还有")
FEWEST = 2  # items of a list


def check_slogans(report: Report, mentions: Sequence[Mention[Value]]) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each slogan that stands beside a list of its own."""
    for found in SLOGAN.finditer(report.text):
        stated, items = NUMERALS.index(found["number"].replace("两", "二")) + 1, found["items"]
        # “三送”：送医、送药、送书，送戏改在下月: 、 parts three of them, and any mark four
        first = next((mark for mark in items if mark in MARKS), MARKS)
        others = "".join(mark for mark in MARKS if mark != first)
        rows = regex.split(f"[{others}]", items)[0].split(first), regex.split(f"[{MARKS}]", items)
        lengths = [_length(row, found["word"]) for row in rows]
        nearest = min(lengths, key=lambda length: abs(length - stated))
        # 查身份，查收入，查住房，查处两起冒领: a clause behind may be none of the list
        is_told = first not in CLAUSES or nearest == stated
        if is_told and min(lengths) >= FEWEST and not OPEN.search(items):
            yield _finding(stated, nearest, Span(*found.span()))


def _length(row: Sequence[str], word: str) -> int:
    """Return how many items, from the first on, are what the word of the slogan says."""
    ways: list[Callable[[int, str], bool]] = [
        lambda at, item: item.startswith(NUMERALS[at : at + 1]),
        lambda at, item: len(item) > 1 and item.startswith(word[0]),  # noqa: ARG005
        lambda at, item: len(item) > len(word) and word in item[1:],  # noqa: ARG005
        lambda at, item: len(item) == 1 and word == "字",  # noqa: ARG005
    ]
    plain = [item.strip("“”\"' 　") for item in row]
    told = ([way(at, item) for at, item in enumerate(plain)] for way in ways)
    return max((*fits, False).index(False) for fits in told)


def _finding(stated: int, listed: int, span: Span) -> Finding:
    verdict = Verdict.HOLDS if listed == stated else Verdict.CANNOT_TELL
    if abs(listed - stated) == 1:
        verdict = Verdict.FAILS
    gap, known = Decimal(stated - listed), Decimal(listed)
    reason = {Verdict.HOLDS: "holds", Verdict.FAILS: "items-differ"}.get(verdict, "list-uncertain")
    return Finding(
        check_id="enumeration.slogan",
        kind=FindingKind.ENUMERATION,
        verdict=verdict,
        total=None,
        parts=(),
        stated=Decimal(stated),
        computed=(known, known),
        difference=gap,
        expression=f"{listed} {'≠' if gap else '='} {stated}",
        reason=reason,
        severity=severity(verdict, Decimal(stated), gap, is_firm=True),
        spans=(span,),
    )
