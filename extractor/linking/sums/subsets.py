"""A part against its whole, where words name one part alone.

    慰问困难职工30名，其中劳模12名                 the whole just before 其中
    四十户搬迁户里，愿意养羊的有25户              里, 中, 当中 behind the whole
    筹集3000份，当天从中（从这批里）发出2500份      taken out of the whole

A part larger than its whole fails only where the figures of its measure before it in the sentence,
one or all together, could not be the whole either.  120名职工中有子女156名 tells of no part:
behind 里 and 中 the part has the noun of the whole, or is told by 的 or by a class of people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

import regex

from extractor.linking.enumerations.names import NO_ONE
from extractor.linking.figures import noun_of, unit_of
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation
from extractor.linking.totals import added, are_exact
from extractor.model import Figure, FindingKind

MEAN = regex.compile(r"(?:年|月|人|户)均|平均")
BETWEEN = regex.compile(
    r"^[^。；;！!？?\n0-9]{0,12}[，,（(]\s?其中[：:，,]?\s?[^，,。；;\n]{0,16}$"
)

# 为30名职工每人发放500元，其中劳模6名; 165名母亲中，有98名: what stands between leaves other wholes
APART = regex.compile(
    r"^(?:[^。；;！!？?\n]{0,40}[，,]\s?其中[：:，,]?\s?[^，,。；;\n0-9]{0,16}|[^，,。；;\n0-9]{2,24}中[，,]?有)$"
)

# 困难补助26.8万元（含春节慰问金8.6万元）
CONTAINED = regex.compile(r"[（(]\s?(?:其中)?(?:包)?含[^，,。；;\n0-9]{0,16}$")

# 接访74件，这里面涉及救助的就有61件
AMONG = regex.compile(
    r"[^。；;！!？?\n0-9]{0,12}[，,]\s?(?:这?里[面头边]|这?当中|这[些批][^，,。；;\n0-9]{0,6}?[中里])"
    r"[：:，,]?\s?[^，,。；;\n]{0,16}$"
)
INSIDE = regex.compile(
    r"(?P<noun>\p{Han}{0,10}?)(?:[之当]中|里(?:头|面|边)?|中间?(?![心央学小医国部型途等])|内)[，,]?\s?"
    r"(?P<said>[^，,、。；;\n0-9]{0,16})$"
)
TAKEN_OUT = "[发拿选挑分拨调取抽划支提扣捐送]"
TAKEN = regex.compile(
    r"[^。；;\n0-9]{0,24}[，,][^，,。；;\n0-9]{0,8}从(?:中(?![心央国学小医部间])|[这其该][^，,。；;\n0-9]{0,8}?[中里内])"
    rf"[^，,。；;\n0-9]{{0,4}}?{TAKEN_OUT}[^，,。；;\n0-9]{{0,10}}$"
)
TAKE = regex.compile(rf"\p{{Han}}{{0,4}}?{TAKEN_OUT}")  # 从募得的52万元中拿出18万元

# 愿意养羊的就有52户, 党员有418名, but not 职工中有子女156名
CLASS = regex.compile(
    r"的(?:[就已也共]*[有达占]到?|多达)?$"
    r"|(?:^|[有的])(?:党员|团员|干部|孤儿|残疾人?|[男女]\p{Han}{0,4}|低保\p{Han}{0,2}|特困\p{Han}{0,3}|劳模|农民工)(?:[就已也共]*[有达占]到?)?$"
)
MORE = regex.compile("加上|连同|算上|另|新[到进增收]|今年|又|包括|家属|随行")
THEIRS = regex.compile("的|家庭?$")  # 86名残疾人的家庭里，有子女上学的有91名学生
ANYTHING = ("个", "家", "所", "项")
OTHERS = ("民", "小", "卫", "级", "办", "医", "校", "组")  # 村民小组, 村小学
NOUN = 2
NEXT = 2  # figures behind a part that may go on with a list


def find_subsets(listed: Sequence[Figure], text: str, taken: Container[int]) -> Iterator[Relation]:
    """Yield the parts that stand alone after 其中; ``taken`` are parts of lists already found."""
    rows: dict[str, list[Figure]] = defaultdict(list)
    numbered: dict[int, int] = {}  # which of the figures that are no rate nor share each is
    for place, figure in enumerate(listed):
        if figure.per or figure.is_share:
            continue
        numbered[figure.at] = len(numbered)
        if figure.is_each or figure.is_change:
            continue
        row = rows[unit_of(figure) if unit_of(figure) in ANYTHING else figure.series]
        before = [f for f in row[-3:] if f.sentence == figure.sentence and f.stated]
        if before and figure.at not in taken and figure.stated:
            is_alone = numbered[figure.at] - numbered[before[-1].at] == 1
            after = listed[place + 1 : place + 1 + NEXT]
            yield from _subset(before, figure, after, text, is_alone=is_alone)
        row.append(figure)


def _subset(
    before: Sequence[Figure], part: Figure, after: Sequence[Figure], text: str, *, is_alone: bool
) -> Iterator[Relation]:
    whole = before[-1]
    if MEAN.search(whole.lead) or whole.bracket is not None or not _are_alike(whole, part, text):
        return  # 年均超收2040亿元，其中去年超收2573亿元
    words = between(whole, part, text)
    is_contained = CONTAINED.match(words) is not None
    is_larger = (whole.stated or 0) < (part.stated or 0)
    # 党员118名，团员90名，群众112名 is a list, of which no one is looked at alone.
    is_one = is_larger or not any(_is_beside(part, f) for f in after)
    is_inside = is_alone and is_one and _is_inside(whole, part, words, text)
    if not is_inside and whole.series != part.series:
        return
    is_next = is_inside or is_contained or BETWEEN.match(words) is not None
    if not (is_next or (is_alone and APART.match(words))):
        return
    is_exact = are_exact((whole, part))
    # 甲乡15万元，乙乡12万元，丙镇8万元，其中用于建房20万元 is a part of all three.
    is_only = part.stated is not None and added(before) < part.stated
    is_sure = is_exact and is_only and is_next and not is_contained
    if is_larger and not is_sure and (is_inside or not is_next):
        return
    yield Relation(FindingKind.SUBSET, Form.PART_OF, whole.at, (part.at,), is_sure)


def _is_beside(part: Figure, other: Figure) -> bool:
    is_plain = not (other.per or other.is_share)
    return other.series == part.series and other.sentence == part.sentence and is_plain


def _are_alike(whole: Figure, part: Figure, text: str) -> bool:
    """Whether two numbers by a word for anything are of one thing: no 村民小组 are among 6个村."""
    if unit_of(whole) not in ANYTHING:
        return True
    thing = text[whole.end : whole.end + 1]
    is_named = thing.isalpha() and text.startswith(thing, part.end)
    return not is_named or text[part.end + 1 : part.end + 2] not in OTHERS


def _is_inside(whole: Figure, part: Figure, words: str, text: str) -> bool:
    """Whether the words say that the part is inside the whole: 里, 当中, 从这批里."""
    if MORE.search(words) or unit_of(whole) != unit_of(part) or unit_of(part) in NO_ONE:
        return False
    if TAKEN.match(words) or AMONG.match(words):
        return True
    found = INSIDE.match(words)
    if found is None:
        return False
    if THEIRS.search(found["noun"]):
        return False
    said, noun = found["said"], found["noun"][-NOUN:] or noun_of(whole)[-NOUN:]
    has_noun = len(noun) == NOUN and noun in said + text[part.end : part.end + 2 * NOUN]
    is_taken = "从" in whole.lead and TAKE.match(said)
    return bool(has_noun or is_taken or CLASS.search(said))
