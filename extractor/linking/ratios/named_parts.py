"""Shares that name their part, which stands elsewhere: in a list before, or sentences later.

    救助金86.4万元，助学金34.5万元，…以上四项合计142.5万元，其中救助金占60.6%     of the list
    居民2310户5980人，其中低保家庭占2.7%。…现有低保家庭63户                  told later
    助医642万元，…其他80万元。助医是大头，占了39.6%            the label begins its sentence

Such a share is taken where it comes out.  It fails only where its whole is the total of a list that
adds up, one item alone of the list has the name, and one slip of three digits explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.quotients import is_share_rounded
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.said_shares import Lists, share_told
from extractor.linking.relations import Relation, share_of
from extractor.linking.totals import digits_of
from extractor.model import CountKind, Figure

SHARED = r"(?:约|就|仅|共|分别)*占(?:比|到|了)?(?:约|近|为|达)*$"
OF_WHICH = regex.compile(rf"^\s?其中[，,：:]?(?P<name>\p{{Han}}{{2,10}}?){SHARED}")
ALONE = regex.compile(rf"(?:^|[，,]){SHARED}")
LABEL = regex.compile(r"^(?:[，,、；;：:\s]|其中|和|及)+")
DIGITS = 2  # of a share that no two figures make by accident, where a name says of what
TELLING = 3  # … where it does not say of what, or where it must be wrong
NAME = 2  # code points of a label
REACH = 12  # sentences to a part that is told later
NEAR = 2  # sentences from a list to its share


def find_named_parts(listed: Sequence[Figure], lists: Lists, text: str) -> Iterator[Relation]:
    """Yield the shares of the figures that their own words name."""
    for at, share in stated_shares(listed):
        if not at or not share.is_exact or digits_of(share.stated) < DIGITS:
            continue
        if NOT_COMPARABLE.search(share.lead):
            continue
        if said := OF_WHICH.search(share.lead):
            yield from _of_which(at, said["name"], listed, lists, text)
        elif ALONE.search(share.lead) and digits_of(share.stated) >= TELLING:
            yield from _alone(at, listed, lists, text)


def _of_which(
    at: int, name: str, listed: Sequence[Figure], lists: Lists, text: str
) -> Iterator[Relation]:
    share, whole = listed[at], listed[at - 1]
    if whole.sentence != share.sentence or not _is_plain(whole):
        return
    named = _named_before(whole, name, listed[: at - 1], text)
    if len(named) == 1:
        (part,) = named
        is_plain = lists.whole(part) is whole and lists.comes_out(part)
        is_plain = is_plain and digits_of(share.stated) >= TELLING
        yield from share_told(part, whole, share, is_plain=is_plain)
    elif not named:
        yield from _told_later(at, name, listed, text)


def _named_before(whole: Figure, name: str, before: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of the measure before whose words, from the last one on, have the name."""
    row = [f for f in before if _is_plain(f) and f.series == whole.series]
    row = [f for f in row if whole.paragraph - f.paragraph <= REACH]
    found = []
    ends = [row[0].sentence_start if row else 0, *(f.end for f in row)]
    for start, figure in zip(ends, row, strict=False):
        if name in text[start : figure.start]:
            found.append(figure)
    return found


def _told_later(at: int, name: str, listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the share of the first figure behind it that has the name."""
    share, wholes = listed[at], [listed[at - 1]]
    # 2310户5980人 are one whole in two measures.
    if at > 1 and _is_plain(listed[at - 2]) and listed[at - 1].series == CountKind.PERSON:
        is_pair = listed[at - 2].series == CountKind.HOUSEHOLD and not listed[at - 1].lead
        wholes += [listed[at - 2]] if is_pair else []
    for figure in listed[at + 1 :]:
        if figure.sentence - share.sentence > REACH:
            return
        is_named = figure.lead.endswith(name) or text.startswith(name, figure.end)
        if is_named and _is_plain(figure):
            whole = next((f for f in wholes if f.series == figure.series), None)
            if whole and is_share_rounded(figure, whole, share):
                yield share_of(share, figure, whole)
            return


def _alone(at: int, listed: Sequence[Figure], lists: Lists, text: str) -> Iterator[Relation]:
    """Yield the share of the figure whose label begins the sentence that has no other figure."""
    share = listed[at]
    if listed[at - 1].sentence == share.sentence:
        return
    sentence = text[share.sentence_start : share.start]
    before = [f for f in listed[:at] if _is_plain(f) and share.paragraph - f.paragraph <= 1]
    near = [f for f in before if share.sentence - f.sentence <= NEAR]
    labels = [(f, LABEL.sub("", f.lead)) for f in near]
    parts = [f for f, label in labels if len(label) >= NAME and sentence.startswith(label)]
    if len(parts) != 1:
        return
    (part,) = parts
    larger = [f for f in before if f.series == part.series and (f.stated or 0) > (part.stated or 0)]
    own = lists.whole(part)
    for whole in (*([own] if own else []), *reversed(larger)):
        if is_share_rounded(part, whole, share):
            yield share_of(share, part, whole)
            return


def _is_plain(figure: Figure) -> bool:
    is_other = figure.is_share or figure.is_change or figure.is_said_rate
    return bool(figure.stated) and not is_other
