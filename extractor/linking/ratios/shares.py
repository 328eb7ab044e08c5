"""Shares of a whole, and shares that make up all of it.

    分为肢体残疾2040人，占60%，精神残疾365人，占13.4%    of the total that the list splits
    税收63914万元，增长17.6%，占地方财政收入66%           of a whole named before
    990人，占28.1%，925人，占26.3%，其余五个乡镇约占45.6%  together 100

What is shared is the figure just before 占, with nothing but its own growth between.  An unnamed
whole is the total of the list that the figure is a part of; such a share fails only where that
list adds up and stands behind its total, and where no share before it names a whole that is not
stated, so that there is no doubt what it splits (not 占全村的8.2%；…占6.4%；两村合计78户).  A named
whole is the nearest figure of that name; the share fails only if it is the one of that name.
Elsewhere a share that comes out is taken, and one that does not claims nothing: the whole may be
one that the text does not state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractor.linking.division_words import is_all_of, part_named
from extractor.linking.figures import JOINED, noun_of
from extractor.linking.quotients import comes_out
from extractor.linking.ratios.changes import GOES_ON, NOT_COMPARABLE, POINTS
from extractor.linking.ratios.named_wholes import is_only_whole
from extractor.linking.relations import Form, Relation, share_of
from extractor.linking.totals import FEWEST, meets
from extractor.model import Approx, Figure, FindingKind

REACH = 12  # sentences between a named whole and its share
ALL = Decimal(100)
SHARE = re.compile(
    r"占(?:到|了)?(?P<whole>[^，,。；0-9]{0,16}?)的?(?:比重|比例|比|份额)?(?:为|达|达到|的)?(?:约|近)?$"
)
WHOLE_FIRST = regex.compile(
    r"^(?:全部|全省|全市|全县|全区|全州|我市|我县|整个|所有|同期|当年|全年|本年度?)"
)
VERBS = re.compile(
    r"(?:累计|共计|合计|总计|共|全年)?(?:完成|实现|达到|达|为|是|有|收到|发放|安排|实际|预计|约|计)*[：:\s]*$"
)
ADVERBS = regex.compile(
    r"分别|大约|约|就|即|共|各|合计|共计|总计|仅|只|还|均|也|已|将|其|所|比重|人数|数量|金额|比例"
)
LEFT = regex.compile(r"其余|剩余")  # 其他收入 is a kind of its own
NESTED = regex.compile("其中")
REST = regex.compile(r"其余|其他|其它|剩余")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that figures are parts of, by the place of the part."""

    by_part: Mapping[int, Relation]
    by_place: Mapping[int, Figure]

    @classmethod
    def of(cls, sums: Sequence[Relation], listed: Sequence[Figure]) -> Lists:
        """Return the lists of ``sums``; the surer reading of a part wins."""
        by_place = {f.at: f for f in listed}
        ordered = sorted(
            (r for r in sums if r.total in by_place),
            key=lambda r: (not _adds_up(r, by_place), r.form == Form.RUN, -len(r.parts)),
        )
        by_part: dict[int, Relation] = {}
        for relation in ordered:
            for part in relation.parts:
                by_part.setdefault(part, relation)
        return cls(by_part, by_place)

    def whole(self, part: Figure) -> Figure | None:
        """Return the total of the list that ``part`` is in."""
        relation = self.by_part.get(part.at)
        return (
            self.by_place.get(relation.total) if relation and relation.total is not None else None
        )

    def adds_up(self, part: Figure) -> bool:
        """Whether the list that ``part`` is in comes to its total, marked or in one sentence."""
        relation = self.by_part.get(part.at)
        whole = self.whole(part)
        if relation is None or whole is None or relation.form == Form.RUN:
            return False
        near = relation.form == Form.OF_WHICH or part.sentence == whole.sentence
        return near and _adds_up(relation, self.by_place)


def _adds_up(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    return meets(by_place[relation.whole], [by_place[at] for at in relation.parts])


def find_shares(
    sentences: Sequence[Sequence[Figure]], sums: Sequence[Relation], text: str
) -> list[Relation]:
    """Return the shares of a report, and the lists of shares that make up all."""
    if not any(said_share(f) for sentence in sentences for f in sentence):
        return []
    lists = Lists.of(sums, [f for sentence in sentences for f in sentence])
    found: list[Relation] = []
    for at, sentence in enumerate(sentences):
        before = [f for earlier in sentences[max(0, at - REACH) : at] for f in earlier]
        last = lists.by_place[found[-1].parts[1]] if found else None
        is_far = last is not None and last.paragraph != sentence[0].paragraph
        found += _shares(sentence, before, lists, text, None if is_far else last)
    return [*found, *_shares_of_all(sentences, found, lists)]


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


def said_share(figure: Figure) -> regex.Match[str] | None:
    """Return how 占 makes the figure a share, or ``None``."""
    if not figure.is_share or figure.stated is None or POINTS.search(figure.mention.text):
        return None
    return SHARE.search(figure.lead)


def shared_by(before: Sequence[Figure], share: Figure, text: str) -> Figure | None:
    """Return the figure that the share is of: the last before it, past its own growth."""
    for figure in reversed(before):
        is_growth = figure.is_share or figure.is_change
        if is_growth and not GOES_ON.fullmatch(figure.lead):
            return None
        if is_growth or (figure.bracket is not None and share.bracket is None):
            continue
        start = figure.end
        between = text[start : share.start - len(share.lead)]
        is_own = figure.part == share.part and not NOT_COMPARABLE.search(between)
        # 分别为32.6万元、28.3万元和25.5万元，占全市的38%: all of them together.
        is_of_list = "分别" in text[figure.sentence_start : start] and JOINED.match(figure.lead)
        if is_of_list or _has_other_subject(share, figure):
            return None
        return figure if is_own and figure.per is None and figure.stated else None
    return None


def _has_other_subject(share: Figure, figure: Figure) -> bool:
    """Whether the share is said of something else than the figure: 360万元，自筹占25%."""
    subject = ADVERBS.sub("", share.lead.split("占")[0]).strip("，, 　（(")
    return bool(subject) and subject not in figure.lead + noun_of(figure)


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
    for whole in candidates:
        if comes_out(Form.SHARE, (part, whole), share):
            return share_of(share, part, whole)
    if not candidates:
        return None
    whole = candidates[0]
    if name:
        is_sure = is_only_whole(whole, part, share, name, candidates, text)
        return share_of(share, part, whole, closed=is_sure) if is_sure else None
    is_sure = whole.at < part.at and lists.adds_up(part)
    return share_of(share, part, whole, closed=True) if is_sure else None


# --- shares that make up all --------------------------------------------------------------------


def _shares_of_all(
    sentences: Sequence[Sequence[Figure]],
    found: Sequence[Relation],
    lists: Lists,
) -> Iterator[Relation]:
    """Yield the shares of a list that adds up, and runs of shares that come to 100."""
    by_part = {r.parts[0]: r.total for r in found if r.form == Form.SHARE}
    taken: set[int] = set()
    for relation in {id(r): r for r in lists.by_part.values()}.values():
        shares = [s for part in relation.parts if (s := by_part.get(part)) is not None]
        is_whole = len(shares) == len(relation.parts) and lists.adds_up(
            lists.by_place[relation.parts[0]]
        )
        if is_whole and taken.isdisjoint(shares):
            taken.update(shares)
            yield _all(shares, closed=True)
    for sentence in sentences:
        whole = _divided(sentence)
        if whole and taken.isdisjoint(f.at for f in whole):
            taken.update(f.at for f in whole)
            yield _all([f.at for f in whole], closed=True, form=Form.SHARES_DIVIDED)
        yield from _runs([f for f in sentence if said_share(f) and f.at not in taken])


def _divided(sentence: Sequence[Figure]) -> list[Figure]:
    """Return the shares of a sentence that are said of all the parts of one division, or of a rest.

    税收收入131.26亿元，占…比重为61%；非税收入83.84亿元，占…比重为39%: there is no third.
    """
    shares = [f for f in sentence if said_share(f)]
    wholes = {_named_whole(f) for f in shares} - {""}
    if len(shares) < FEWEST or len(wholes) > 1 or any(NESTED.search(f.lead) for f in sentence[1:]):
        return []
    if wholes and not all(_is_like(next(iter(wholes)), f, sentence) for f in shares):
        return []  # 出口占生产总值的30%，进口占20%
    parts = [_division(f, sentence) for f in shares]
    names = {name for part in parts for name in part}
    is_whole = any(is_all_of(division, [p.get(division) for p in parts]) for division in names)
    has_rest = LEFT.search(shares[-1].lead) or LEFT.search(_before(shares[-1], sentence))
    return shares if is_whole or has_rest else []


def _is_like(whole: str, share: Figure, sentence: Sequence[Figure]) -> bool:
    """Whether what is shared is called as the whole is: 税收收入 of 一般公共预算收入, or a rest."""
    words = _before(share, sentence) + share.lead.split("占")[0]
    pairs = {whole[at : at + 2] for at in range(len(whole) - 1)}
    return (
        any(pair in words for pair in pairs) or not words.strip("，, ") or bool(REST.search(words))
    )


def _named_whole(share: Figure) -> str:
    said = said_share(share)
    return said["whole"].strip("“”的") if said else ""


def _before(share: Figure, sentence: Sequence[Figure]) -> str:
    """Return what leads to the figure that the share stands behind."""
    before = [f for f in sentence if f.at < share.at and f.part == share.part]
    plain = [f for f in before if not f.is_share and not f.is_change]
    if before and not plain and all(f.is_share for f in before):
        return before[0].lead  # 第二产业投资下降27.1%，占61.0%
    return plain[-1].lead if plain and not said_shares(before, plain[-1]) else ""


def said_shares(before: Sequence[Figure], figure: Figure) -> bool:
    """Whether another share stands between a figure and the one that is looked at."""
    return any(f.at > figure.at and said_share(f) for f in before)


def _division(share: Figure, sentence: Sequence[Figure]) -> dict[str, str]:
    """Return the division, with its part, that a share is said of."""
    part = part_named(share.lead) or part_named(_before(share, sentence))
    return {part.division: part.part} if part else {}


def _runs(shares: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the run of shares that ends a sentence, or its rest, and comes to 100."""
    for end in range(len(shares), 1, -1):
        exact = slack = Decimal(0)
        for start in range(end - 1, -1, -1):
            exact += shares[start].stated or 0
            slack += shares[start].quantity.step / 2
            run = shares[start:end] if abs(exact - ALL) <= slack else ()
            if len(run) > 1 and _have_one_whole(run) and _has_most(run):
                yield _all([f.at for f in run])
                return


def _have_one_whole(shares: Sequence[Figure]) -> bool:
    return len({m["whole"] for f in shares if (m := said_share(f)) and m["whole"]}) <= 1


def _has_most(run: Sequence[Figure]) -> bool:
    """Whether no share is all by itself: 100% and 0% are said of other things."""
    return all(f.stated is not None and 0 < f.stated < ALL for f in run) and any(
        f.quantity.approx in (Approx.EXACT, Approx.ABOUT) for f in run
    )


def _all(
    shares: Sequence[int], *, closed: bool = False, form: Form = Form.SHARES_OF_ALL
) -> Relation:
    return Relation(FindingKind.SUM, form, None, tuple(shares), is_closed=closed)
