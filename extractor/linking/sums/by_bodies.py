"""Money that 其中 splits by bodies side by side: no yuan is paid, or got, by two of them.

    拨付460万元，其中青石县慈善总会210万元，白河县慈善总会160万元，柳川区慈善总会120万元    too much
    投入32.5万元，其中市总工会拨款15万元，公司行政安排10.5万元，工会经费列支6万元   a digit is off

Those who get it are bodies of one kind and one level (a town is inside a county), and what is said
of them must be more than the whole.  Those who pay it end with the body's own money: all three
purses of a union are told then, and one digit parts them from the whole.  Any other word (含, 另,
等, 上年) or gift in the paragraph leaves the list open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between, line_start, rest_of_line, rest_of_sentence
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, are_exact, exceed, is_like, meets
from extractor.model import Figure

OPENED = regex.compile(r"[，,]\s?其中[：:，,]?")
PURSES = 3  # of a union: what is above it, the employer and its own
PASSED_ON = regex.compile(r"(?:拨付|下拨|划拨|转拨|调拨|分配|发放)\p{Han}{0,8}$")
LEVELS = {
    "省": 1,
    "市": 2,
    "州": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
    "乡": 4,
    "镇": 4,
    "街道": 4,
    "村": 5,
}
BODY = regex.compile(
    r"(?P<name>(?!全|各|其[他它余]|所|下|本|市本|县本|包)\p{Han}{2,8}?)"
    r"(?P<kind>红十字会|慈善(?:总会|会|协会)|总工会|工会|妇联|残联|民政局|教育局|[县区旗]|[镇乡]|街道|村|中学|小学|医院)"
)
LEVEL = regex.compile("街道|[省市州县区旗乡镇村]")
RAISED = regex.compile(r"(?:投入|筹集|安排|筹措)\p{Han}{0,6}(?:资金|经费|专款)$")
PURSE = regex.compile(
    r"(?:工会|行政|财政|公司|单位|机关|本级)\p{Han}{0,4}?(?:拨款|下拨|拨付|安排|列支|自筹|配套|出资)$"
)
OWN = regex.compile(r"(?:工会经费列支|自筹|(?:本级|本)\p{Han}{0,4}列支)$")
OPEN = regex.compile(
    r"[（(]|等(?!\s?[0-9])|其余|余款|[结剩]余|另|还|含|包括|主要|累计|[上去往前历]年|计划|预计|拟|若干|为主|一并"
)
GIFTS = regex.compile(r"捐|赞助|社会|爱心|募")
LEAD = "，,、；;和及：: "


def by_bodies(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that are less than what bodies got, or something else than was paid."""
    for at, total in enumerate(row):
        if not (total.is_money and OPENED.match(text, total.end)):
            continue
        parts = [f for f in row[at + 1 :] if f.sentence == total.sentence]
        if len(parts) < PURSES or not are_exact((total, *parts)) or meets(total, parts):
            continue
        words = between(total, parts[-1], text) + rest_of_sentence(parts[-1], text)
        if OPEN.search(words) or not is_like(total, parts):
            continue
        if _are_given(total, parts) or _are_purses(total, parts, text):
            yield sum_of(Form.OF_WHICH, total, parts, closed=True)


def _are_given(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether each part is what another body of one kind and level got, and all are too much."""
    if not (PASSED_ON.search(total.lead) and exceed(total, parts)):
        return False
    bodies = [BODY.fullmatch(_said(f)) for f in parts]
    kinds = {_kind(body) for body in bodies if body}
    names = {body[0] for body in bodies if body}
    is_alike = all(bodies) and len(kinds) == 1 and len(names) == len(parts)
    return is_alike and is_digit_off(total, parts, FEWEST)


def _kind(body: regex.Match[str]) -> tuple[str, int]:
    """Return what a body is and its level: 镇 and 乡 are one, and so are 县 and 区."""
    levels = LEVEL.findall(body[0])
    level = LEVELS[levels[-1]] if levels else 0
    return ("" if body["kind"] in LEVELS else body["kind"]), level


def _are_purses(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether all who pay are told, up to the body itself, and one digit is off."""
    if not RAISED.search(total.lead) or not OWN.search(parts[-1].lead):
        return False
    is_paid = all(PURSE.search(f.lead) for f in parts)
    paragraph = text[line_start(total, text) : parts[-1].end] + rest_of_line(parts[-1], text)
    return is_paid and not GIFTS.search(paragraph) and is_digit_off(total, parts)


def _said(figure: Figure) -> str:
    return figure.lead.strip(LEAD).removeprefix("其中").strip(LEAD)
