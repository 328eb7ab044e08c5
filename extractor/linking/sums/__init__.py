"""Totals and the parts they are made of.

    送去慰问金9500元，其中区财政拨款5000元，我局自筹4500元       其中 or a bracket after the total
    慰问金18.35万元，慰问品折价约3.42万元，合计21.67万元        合计, 共计 before the total
    集中慰问了120名…、48名…、540名…和46名…。本次慰问754名    no marker, but the run adds up

Where the words mark a total and its list, the reading they give is taken whether it adds up or not.
Elsewhere a run of like figures beside a figure counts as its parts only if it adds up exactly: then
it is no accident, and where it does not, the text claims nothing.  Rates, changes (增收…), shares
and amounts inside other amounts (含…) are never parts.  Sums are found from the inside out, so that
a total of subtotals is not given their parts as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

import regex

from extractor.lexicon import remembered
from extractor.linking.figures import EXTREME
from extractor.linking.neighbours import is_nested
from extractor.linking.relations import Form, Relation, figures_of, of_other_totals
from extractor.linking.sums.classifiers import of_classifiers
from extractor.linking.sums.completed import completed
from extractor.linking.sums.mixed_heads import of_mixed_heads
from extractor.linking.sums.of_any_kind import of_any_kind
from extractor.linking.sums.of_subtotals import of_subtotals
from extractor.linking.sums.of_which import of_which
from extractor.linking.sums.opened import opened
from extractor.linking.sums.readings import SumReader, readings_for
from extractor.linking.sums.two_measures import beside_a_total
from extractor.linking.totals import FEWEST, added, digits_of, meets
from extractor.model import Figure

# Means of parts do not add up to the mean of the whole.
MEAN = re.compile(r"(?:亩产|单产|均价|单价|平均|人均|户均)[^，。；]{0,6}$")
# Who gets another rate than the others.
PEOPLE = regex.compile(r"[户人员者工生属民兵师]|城|[乡镇村县区校]|[级类档]|每|补贴标准")
NO_SUM = regex.compile(
    r"最高|[上封]限|不超|平均|均"
)  # of two means, or of what there may be of each
# 募集52.5万元，比2021年的42万元增长22%: a level of another time, of which nothing is made
COMPARED = re.compile(r"(?:比|较|与)[^，,。；;]{1,14}的$")
TELLING = 3  # parts of a run, and digits of its total, that make it no accident


def find_sums(
    listed: Sequence[Figure], text: str, explained: Container[int] = ()
) -> list[Relation]:
    """Return the totals of a report with their parts, inner ones first.

    ``explained`` are totals that a product makes: no accidental run is taken for them.
    """
    found: list[Relation] = []
    rows: dict[str, list[Figure]] = defaultdict(list)
    readings = readings_for(text)
    for figure in listed:
        if not figure.is_share and not _is_no_part(figure):
            rows[figure.series].append(figure)
    for _, row in sorted(rows.items()):
        plain = [f for f in row if f.per is None]
        nested = {f.at for f in plain if is_nested(f, text)}
        for wholes in (
            [f for f in plain if f.at not in nested],
            [f for f in plain if f.at in nested],
        ):
            found += _series_sums(wholes, text, explained, readings)
        for one in sorted({f.per for f in row if f.per}):
            rates = [f for f in row if f.per == one]
            if len(rates) > FEWEST:
                found += [r for r in of_which(rates, rates, text) if _is_of_one(r, rates)]
    found = [r for r in found if not _is_of_several(r, listed)]
    found += beside_a_total(found, listed, text)
    below = list(of_subtotals(found, listed, text))
    found = [*of_other_totals(found, below), *below]
    found += of_classifiers(listed, text)
    found += of_mixed_heads(listed, text)
    split = list(of_any_kind(listed, found, text))
    split_wholes = {r.total for r in split}
    found = [r for r in found if r.form != Form.OF_WHICH or r.total not in split_wholes] + split
    return opened(completed(found, listed, text), listed, text)


def _is_of_several(relation: Relation, listed: Sequence[Figure]) -> bool:
    """Whether what 其中 lists is of all figures of the sentence before it, not of the last alone.

    定向捐赠18万元、非定向捐赠22万元，其中物资26.8万元、现金13.2万元
    """
    if relation.form != Form.OF_WHICH:
        return False
    by_place = {f.at: f for f in listed}
    whole, parts = figures_of(relation, by_place)
    row = [f for f in listed if f.series == whole.series and f.sentence == whole.sentence]
    before = [f for f in row if f.at <= whole.at and f.bracket is None]
    tails = (before[-n:] for n in range(FEWEST, len(before) + 1))
    return not meets(whole, parts) and any(added(tail) == added(parts) for tail in tails)


def _is_of_one(relation: Relation, rates: Sequence[Figure]) -> bool:
    """Whether parts of a rate are what one is given: they make it, or each is called a thing.

    每户220元，其中现金100元，马甲220元 is too much; 每人300元，其中党员400元 names another rate.
    """
    parts = [f for f in rates if f.at in relation.parts]
    whole = next(f for f in rates if f.at == relation.total)
    are_things = not any(PEOPLE.search(f.lead) for f in parts) and not NO_SUM.search(whole.lead)
    return meets(whole, parts) or (relation.is_closed and are_things)


def _is_no_part(figure: Figure) -> bool:
    return figure.is_each or figure.is_change or _is_apart(figure.lead)


@remembered
def _is_apart(lead: str) -> bool:
    is_compared = lead.endswith("的") and COMPARED.search(lead) is not None
    return is_compared or (MEAN.search(lead) or EXTREME.search(lead)) is not None


def _series_sums(
    wholes: Sequence[Figure], text: str, explained: Container[int], readings: Sequence[SumReader]
) -> list[Relation]:
    """Take the surest reading again and again, folding its parts into their total."""
    found: list[Relation] = []
    if len(wholes) <= FEWEST:
        return found  # a total and the fewest parts are one more
    row = list(wholes)  # what may still be a part
    by_place = {f.at: f for f in wholes}
    for reading in readings:
        candidates = reading(wholes, row, text)
        while relation := next(candidates, None):
            if not _is_new(relation, found, explained, by_place):
                continue
            found.append(relation)
            if relation.is_closed or meets(*figures_of(relation, by_place)):
                row = [f for f in row if f.at not in relation.parts]
                candidates = reading(wholes, row, text)
    return found


def _is_new(
    relation: Relation,
    found: Sequence[Relation],
    explained: Container[int],
    by_place: Mapping[int, Figure],
) -> bool:
    """Whether it is not ``found``: a total has one list of each form, and no part twice.

    A run that is no accident may split a total that a product makes, or that another run splits:
    要21.9万元 … 局里拿12万元，工会挤出6万元，剩下的3.9万元.
    """
    of_total = [r for r in found if r.total == relation.total]
    if any(set(r.parts) & set(relation.parts) for r in of_total):
        return False
    if relation.form == Form.RUN and _is_telling(relation, by_place):
        return True
    is_accident = relation.form == Form.RUN and relation.total in explained
    is_again = not relation.is_closed and any(r.form == relation.form for r in of_total)
    return not (is_accident or is_again)


def _is_telling(run: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether three figures make a number of three digits, or two right behind it that say more.

    每户1.2万元，共97.2万元，自治区给60万元，县里配37.2万元
    """
    whole, parts = figures_of(run, by_place)
    if digits_of(whole.stated) < TELLING:
        return False
    is_next = run.parts == tuple(range(whole.at + 1, whole.at + 1 + FEWEST))
    is_same = is_next and parts[-1].sentence == whole.sentence
    return len(parts) >= TELLING or (is_same and sum(digits_of(f.stated) for f in parts) > TELLING)
