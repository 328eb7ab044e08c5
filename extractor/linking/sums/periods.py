"""Totals of a year or a half from both of its halves, and of several years from each of them.

    上半年办理救助286件，下半年办理314件，全年共办理600件
    第一季度发放16.2万元，第二季度发放18.5万元，上半年共发放34.7万元
    2020年、2021年、2022年分别救助126人、148人、173人，三年共计救助447人

Nothing is left out of two halves, nor of as many years as are named, so that such a list is
complete where its verb is the total's too.  Who was helped in both is counted once in all: a total
of people fails only where it is more.  Stocks (上半年末, 有) are no parts of a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import JOINED, PEOPLE
from extractor.linking.neighbours import between
from extractor.linking.openness import OPEN_WORDS, is_of_more, overlaps
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, added, are_exact, is_like, meets
from extractor.model import Figure

PERIODS = (
    ("上半年", "下半年", "全年"),
    ("一季度", "二季度", "上半年"),
    ("三季度", "四季度", "下半年"),
)
HALVES = {
    periods: [
        regex.compile(rf"(?:[今本]年)?第?{period}(?!末)(?P<verb>\p{{Han}}*)") for period in periods
    ]
    for periods in PERIODS
}
WHOLES = ("全年", "上半年", "下半年")
TOGETHER = regex.compile(r"共计?|合计|总计|累计|总|已")
STOCK = regex.compile(r"有|在|存|余|末|计划|预计|目标")
IN_ORDER = regex.compile(r"分别(?P<verb>\p{Han}*)")
NUMBERS = "两三四五六七八九十"
ALL_YEARS = regex.compile(
    rf"[，,；;](?P<number>[{NUMBERS}])年(?:来|间)?(?:共计?|合计|总计|累计)(?P<verb>\p{{Han}}{{0,10}})"
)
YEAR = regex.compile("(?:19|20)[0-9]{2}")


def halves(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the total of a year, or half a year, behind both of its halves, alone in a sentence."""
    for at, total in enumerate(row[FEWEST:]):
        parts = row[at : at + FEWEST]
        is_whole = any(word in total.lead for word in WHOLES)
        own = [f for f in wholes if _is_beside(f, total)] if is_whole else ()
        if own != [*parts, total]:
            continue
        for patterns in HALVES.values():
            said = [p.fullmatch(f.lead) for p, f in zip(patterns, own, strict=True)]
            first, *verbs = [TOGETHER.sub("", m["verb"]) for m in said if m] or [""]
            if len(verbs) == FEWEST and all(_is_same(first, verb) for verb in verbs):
                yield from _all_of(total, parts, between(parts[0], total, text), text)


def _is_beside(figure: Figure, total: Figure) -> bool:
    return figure.sentence == total.sentence and figure.bracket is None


def years(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the total of as many years as its sentence names, with a figure for each in order."""
    for at, (last, total) in enumerate(pairwise(row)):
        said = ALL_YEARS.fullmatch(between(last, total, text))
        number = NUMBERS.index(said["number"]) + FEWEST if said else at + FEWEST
        parts = row[at + 1 - number : at + 1] if number <= at + 1 else []
        if not (said and parts and all(JOINED.fullmatch(f.lead) for f in parts[1:])):
            continue
        opened = IN_ORDER.search(parts[0].lead)
        before = text[total.sentence_start : parts[0].start]
        named = len(YEAR.findall(before)) or number * (f"{said['number']}年" in before)
        if opened and named == number and _is_same(opened["verb"], said["verb"]):
            yield from _all_of(total, parts, between(parts[0], last, text), text)


def _is_same(one: str, other: str) -> bool:
    """Whether the verbs tell of one thing, or one of them is left out; of no stock or plan."""
    if STOCK.search(one + other):
        return False
    return not other or (bool(one) and (one in other or other in one))


def _all_of(total: Figure, parts: Sequence[Figure], words: str, text: str) -> Iterator[Relation]:
    """Yield the total of all the parts there are, unless ``words`` say that they are not all."""
    is_exact = are_exact((total, *parts)) and not any(f.per for f in (total, *parts))
    is_open = OPEN_WORDS.search(words.removesuffix(total.lead)) or is_of_more(total, parts, words)
    if not is_exact or is_open or overlaps(total, total.sentence_start, text):
        return
    is_more = total.stated is not None and total.stated > added(parts)
    if meets(total, parts) or (is_like(total, parts) and (is_more or total.series not in PEOPLE)):
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)
