"""How many times as much something came to, beside what it was and what it is.

    收入由3.2万元增加到12.8万元，增长了3倍             (12.8 − 3.2) / 3.2
    标准由每人每月100元提高到500元，是原来的5倍         500 / 100
    募集善款96万元，是去年32万元的3倍                   96 / 32
    2009年建成时只有18张床位，现在有54张，是当初的3倍      54 / 18

增长3倍 is often written of what became three times as much, so that neither is called wrong.  The
two levels stand right before it, and nothing else is
said of it: 全年支出增长3倍 has a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.ratios.growth import FROM, SINCE, TO
from extractor.linking.relations import Form, Relation, multiple_of, ratio_of
from extractor.linking.totals import are_exact
from extractor.model import Count, Figure

GROWN = regex.compile(
    r"^[，,、\s]*(?:同比|共|整整|足足)?(?:增长|增加|增|提高|提升|上升|扩大|上涨)(?:了|达到?|约|近)*$"
)
OF_BEFORE = regex.compile(
    r"^[，,、\s]*(?:正好|恰好|刚好|整整|几乎)?(?:[是为]|相当于|等于|达到?|增至)了?"
    r"(?:原来|以前|之前|过去|当初|当年|最初|年初|当时|起步时|(?P<year>[0-9]{4}年|[上去]年))的?(?:约|近)?$"
)
EARLIER = regex.compile(
    r"[0-9]{4}年|[去上]年|成立|建[成立]|起[步初]|最[初早]|当[初时]|原[来有]|刚|年初"
)
NOW = regex.compile(r"现|[如当]今|目前|今年|达到|发展到|增[加至]|扩大|[0-9]{4}年")

OF_LEVEL = regex.compile(
    r"(?:^[，,、\s]*|(?<=\p{Han}))(?:[是为]|相当于)[^，,。；0-9]{0,6}(?:[0-9]{4}年)?[^，,。；0-9]{0,6}$"
)
EXACTLY = regex.compile("正好|恰好|刚好")  # else 3倍 may be cut from 3.4
REACHED = regex.compile(r"[，,]?(?:已|共)?(?:达到?|增[加至]到?|升至|为|有)了?\s*")
NOT_COMPARABLE = regex.compile(r"口径|可比|剔除|扣除|年均|平均每年|翻番|折合|其中")


def find_times(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers of times that a sentence states of two of its levels."""
    for at, times in enumerate(sentence):
        value = times.mention.value
        if not isinstance(value, Count) or value.unit != "倍" or not times.stated:
            continue
        if told := _reached(sentence, at):
            yield told
            continue
        levels = [f for f in sentence[:at] if f.series != "percent"][-2:]
        if len(levels) < len(("base", "new")) or not _are_alike(*levels):
            continue
        form = _form(levels, times, text)
        words = text[levels[0].start : times.end]
        if form is None or NOT_COMPARABLE.search(words):
            continue
        is_first = FROM.search(levels[0].lead) or OF_BEFORE.match(times.lead)
        base, new = levels if is_first else levels[::-1]
        if base.stated and new.stated and new.stated > base.stated:
            is_closed = not any(f.series == base.series for f in sentence[: at - 2])
            if EXACTLY.search(times.lead) and form == Form.TIMES_OF:
                yield multiple_of(new, base, times.stated, closed=is_closed)
            else:
                yield ratio_of(form, times, new, base, closed=is_closed)


def _reached(sentence: Sequence[Figure], at: int) -> Relation | None:
    """Return what is so many times a level, told behind it: 是去年400人的5倍，达到2000人."""
    if not 0 < at < len(sentence) - 1 or sentence[at].lead != "的":
        return None
    base, times, new = sentence[at - 1 : at + 2]
    is_of = OF_LEVEL.search(base.lead) and EARLIER.search(base.lead)
    if not (is_of and REACHED.fullmatch(new.lead) and _are_alike(base, new)):
        return None
    alone = not any(f.series == base.series for f in (*sentence[: at - 1], *sentence[at + 2 :]))
    if not (are_exact((base, times, new)) and base.stated and new.stated and times.stated):
        return None
    if times.stated - 1 < new.stated / base.stated < times.stated + 1:
        return ratio_of(Form.TIMES_OF, times, new, base, closed=alone)
    return multiple_of(new, base, times.stated, closed=alone)


def _are_alike(one: Figure, other: Figure) -> bool:
    is_next = one.series == other.series and not (one.is_change or other.is_change)
    return is_next and one.bracket == other.bracket and one.per == other.per


def _form(levels: Sequence[Figure], times: Figure, text: str) -> Form | None:
    """Return how the two levels are set against each other, if they are."""
    first, last = levels
    if FROM.search(first.lead) and TO.search(last.lead):
        if GROWN.match(times.lead):
            return Form.TIMES_GROWN
        return Form.TIMES_OF if OF_BEFORE.match(times.lead) else None
    if before := OF_BEFORE.match(times.lead):
        was = text[first.sentence_start : first.start]
        is_later = EARLIER.search(was) is not None and NOW.search(last.lead) is not None
        is_later = is_later and (before["year"] or "") in was
        return Form.TIMES_OF if is_later and not last.tail.strip("，,。 ") else None
    is_of = times.lead == "的" and OF_LEVEL.match(last.lead) and not SINCE.search(last.lead)
    return Form.TIMES_OF if is_of and not first.tail.strip("，, ") else None
