"""Shares of a whole that the text names, or that the list of what is shared totals.

    分为肢体残疾2040人，占60%，精神残疾365人，占13.4%    of the total that the list splits
    税收63914万元，增长17.6%，占地方财政收入66%           of a whole named before

An unnamed whole is the total of the list that the figure is a part of; such a share fails only
where that list adds up and stands behind its total, and where no share before it names a whole that
is not stated, so that there is no doubt what it splits (not 占全村的8.2%；…占6.4%；两村合计78户).
A named whole is the nearest figure of that name; the share fails only if it is the one of that
name.  Elsewhere a share that comes out is taken, and one that does not claims nothing: the whole
may be one that the text does not state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.linking.figures import noun_of
from extractor.linking.quotients import comes_out
from extractor.linking.ratios.named_wholes import is_only_whole
from extractor.linking.ratios.said_shares import Lists, said_share, shared_by
from extractor.linking.ratios.shares_of_all import shares_of_all
from extractor.linking.relations import Form, Relation, share_of
from extractor.model import Figure

ALL = 100  # per cent
REACH = 12  # sentences between a named whole and its share
WHOLE_FIRST = regex.compile(
    r"^(?:全部|全省|全市|全县|全区|全州|我市|我县|整个|所有|同期|当年|全年|本年度?)"
)
VERBS = re.compile(
    r"(?:累计|共计|合计|总计|共|全年)?(?:完成|实现|达到|达|为|是|有|收到|发放|安排|实际|预计|约|计)*[：:\s]*$"
)


def find_shares(sentences: Sequence[Sequence[Figure]], lists: Lists, text: str) -> list[Relation]:
    """Return the shares of a report, and the lists of shares that make up all."""
    if not any(said_share(f) for sentence in sentences for f in sentence):
        return []
    found: list[Relation] = []
    for at, sentence in enumerate(sentences):
        before = [f for earlier in sentences[max(0, at - REACH) : at] for f in earlier]
        last = lists.by_place[found[-1].parts[1]] if found else None
        is_far = last is not None and last.paragraph != sentence[0].paragraph
        found += _shares(sentence, before, lists, text, None if is_far else last)
    return [*found, *shares_of_all(sentences, found, lists)]


def _shares(
    sentence: Sequence[Figure],
    before: Sequence[Figure],
    lists: Lists,
    text: str,
    last: Figure | None,  # the whole that the shares before were of
) -> Iterator[Relation]:
    is_unstated = False  # whether a share of the sentence names a whole that is not stated
    for at, share in enumerate(sentence):
        said = said_share(share)
        part = shared_by(sentence[:at], share, text) if said else None
        if said is None or part is None:
            continue
        name = WHOLE_FIRST.sub("", said["whole"])
        candidates = list(_wholes(part, name, [*before, *sentence[:at]], lists, last))
        relation = _reading(part, share, candidates, lists, name, text)
        is_unstated |= bool(said["whole"]) and relation is None
        if relation is not None and is_unstated and not said["whole"]:
            relation = replace(relation, is_closed=False)
        if relation is not None:
            last = lists.by_place[relation.parts[1]]
            yield relation


def _wholes(
    part: Figure, name: str, before: Sequence[Figure], lists: Lists, last: Figure | None
) -> Iterator[Figure]:
    """Yield what the share may be a share of, the surest first."""
    if name:
        like = [f for f in before if f.at < part.at and f.series == part.series]
        yield from (f for f in reversed(like) if _is_called(f, name))
        return
    whole = lists.whole(part)
    if whole is not None:
        yield whole
    elif last is not None and last.series == part.series:
        yield last


def _is_called(figure: Figure, name: str) -> bool:
    """Whether ``name`` is what the figure states: 总人口18.5万, 地方财政收入96840万元."""
    subject = VERBS.sub("", figure.lead)
    return subject.endswith(name) or noun_of(figure) == name


def _reading(
    part: Figure,
    share: Figure,
    candidates: Sequence[Figure],
    lists: Lists,
    name: str,
    text: str,
) -> Relation | None:
    """Return the share of the first whole that it comes out for, else of the one it must be of."""
    # 太阳能装机容量330万千瓦…可再生能源408万千瓦，占装机容量的25.6%: no share of what is less
    if (share.stated or 0) < ALL:
        candidates = [f for f in candidates if (f.stated or 0) >= (part.stated or 0)]
    if not candidates:
        return None
    first = candidates[0]
    if name:
        is_sure = is_only_whole(first, part, share, name, candidates, text)
    else:
        is_sure = first.at < part.at and lists.adds_up(part)
    for whole in candidates:
        if comes_out(Form.SHARE, (part, whole), share):
            return share_of(share, part, whole, closed=is_sure and whole is first)
    return share_of(share, part, first, closed=True) if is_sure else None
