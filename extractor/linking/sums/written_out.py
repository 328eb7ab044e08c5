"""Totals whose list the text writes out to its end, so that a slip in it shows.

    救助1286户。从致困原因看，因病812户，因学163户，因灾311户       a sentence divides what was said
    共发放1.2万元：王建国3000元，李志强4000元，张秀英5000元          a colon, and names with amounts
    拨付1720万元：平芜县860万元，汝东区540万元，石桥县310万元       or places and bodies, no 共
    支出86.4万元：⏎ 助学21.6万元，资助72人；⏎ 其他64.8万元。          lines that tell more

The words leave no doubt what belongs to the list, but a list may still be cut short, and who has
two reasons is counted under both: only a list that one slip parts from its total may fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import line_start, rest_of_line, rest_of_sentence
from extractor.linking.openness import OPEN_WORDS, overlaps
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import TELLING, is_digit_off
from extractor.linking.sums.list_lines import LINE
from extractor.linking.totals import FEWEST, LONGEST, equals, is_like
from extractor.model import Figure

# 从反映的问题看 and 从走访情况看 divide nothing: one may have two problems.
VIEW = regex.compile(
    r"[\s　]*(?:从|按)\p{Han}{0,6}(?:原因|类型|类别|年龄|性别|区域|构成|来源|对象|结构"
    r"|身份|层次|级别)(?:来?看|上看|划?分|分类)[，,：:]"
)
OPENED = re.compile(r"\s?[：:]\s?")
HEADED = re.compile(r"\s?[：:][ 　]*\n")
# What a part of a list is called; 在家户中有大病的18户 is a part of another part.
ITEM = regex.compile(r"[^0-9，,、；;。：:\n]{1,14}")
SEPARATED = regex.compile(r"[，,、；;]\s?[^0-9，,、；;。：:\n]{1,14}")
NO_PART = regex.compile(r"最|次之|每|平均|[人户]均|缺|不足|[结节剩]余|中[有的]|多[种重]|再|略")
SPENT = regex.compile(r"拨付|下拨|拨款|支出|使用|发放|补助|救助|资助|奖励|投入|分配")
TAKER = regex.compile(
    r"\p{Han}(?:[省市县区旗乡镇村]|街道|社区|会|局|院|[一二三四五六七八九]中|中学|小学|学校|公司|厂|矿)$"
)
AND_THE_LIKE = regex.compile(r"等(?=\p{Han}{1,6}[0-9])")  # 因火灾、车祸等意外321户 is one item
ENDS = ("", "。", "\n")


def written_out(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals whose list comes out, or is one slip off."""
    is_divided = VIEW.search(text) is not None
    for at, total in enumerate(row):
        opened = OPENED.match(text, total.end)
        if total.bracket is not None or not (opened or is_divided):
            continue
        after = [f for f in row[at + 1 : at + 1 + LONGEST] if f.bracket is None]
        if is_divided:
            before = row[max(0, at - LONGEST) : at]
            yield from _told(total, _divided_after(total, after, before, text), text)
        if opened:
            yield from _told(total, _after_colon(total, after, opened.end(), text), text)
            yield from _told(total, _lines_below(total, after, text), text)
            yield from _itemised(total, _items_after_colon(total, after, text), text)


def _told(total: Figure, parts: Sequence[Figure], text: str) -> Iterator[Relation]:
    if len(parts) < FEWEST or not is_like(total, parts):
        return
    first, last = sorted((total, *parts), key=lambda f: f.at)[:: len(parts)]
    words = text[first.sentence_start : last.end] + last.tail
    if "\n" in words:  # each line may tell more of its own figure
        words = "".join(f.lead + "0" for f in parts)
    words = AND_THE_LIKE.sub("", words)
    is_plain = not (NO_PART.search(words) or overlaps(last, first.sentence_start, text))
    least = TELLING if len(parts) == FEWEST else FEWEST
    if equals(total, parts):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts)
    elif is_plain and not OPEN_WORDS.search(words) and is_digit_off(total, parts, least):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def _itemised(total: Figure, items: Sequence[Figure], text: str) -> Iterator[Relation]:
    if not items or not is_like(total, items):
        return
    words = text[total.end : items[-1].end]
    is_plain = not (OPEN_WORDS.search(words) or overlaps(total, total.sentence_start, text))
    if is_plain and is_digit_off(total, items, FEWEST):
        yield sum_of(Form.TOTAL_THEN_LIST, total, items, closed=True)


def _divided_after(
    total: Figure, after: Sequence[Figure], before: Sequence[Figure], text: str
) -> Sequence[Figure]:
    """Return the figures of the next sentence, where it divides the one figure of this one."""
    parts = [f for f in after if f.sentence == total.sentence + 1]
    is_alone = not any(f.sentence == total.sentence for f in (*before, *after))
    if not (is_alone and parts) or not VIEW.match(text, parts[0].sentence_start):
        return ()
    return parts


def _after_colon(total: Figure, after: Sequence[Figure], start: int, text: str) -> Sequence[Figure]:
    """Return the figures behind the colon of a marked total: a name and a figure each, to 。.

    What is spent on three places or bodies and more needs no mark.  The list begins at ``start``.
    """
    parts = [f for f in after if f.sentence == total.sentence]
    if not (parts and (total.is_marked_total or _is_shared_out(total, parts))):
        return ()
    is_listed = ITEM.fullmatch(text, start, parts[0].start) and all(
        SEPARATED.fullmatch(text, one.end, other.start) for one, other in pairwise(parts)
    )
    end = parts[-1].end
    return parts if is_listed and text[end : end + 1] in ENDS else ()


def _is_shared_out(total: Figure, parts: Sequence[Figure]) -> bool:
    takers = (TAKER.search(f.lead) for f in parts)
    return len(parts) > FEWEST and SPENT.search(total.lead) is not None and all(takers)


def _items_after_colon(total: Figure, after: Sequence[Figure], text: str) -> Sequence[Figure]:
    """Return the amounts behind the colon of a marked total, one an item, to 。.

    累计拨付205万元：向县医院拨付90万元，用于购买设备；…；向12个乡镇每个拨付5万元，计70万元，用于防控。
    """
    parts = [f for f in after if f.sentence == total.sentence] if total.is_marked_total else []
    if not (parts and total.is_money):
        return ()
    items = [f.part for f in parts]
    is_one_each = len(items) >= FEWEST and items == list(range(total.part, items[-1] + 1))
    is_end = not regex.search("[；;\n]", rest_of_sentence(parts[-1], text))
    return parts if is_one_each and is_end else ()


def _lines_below(total: Figure, after: Sequence[Figure], text: str) -> Sequence[Figure]:
    """Return the first figures of the lines below, which end in ``；`` but for the last."""
    if not HEADED.match(text, total.end):
        return ()
    parts: list[Figure] = []
    for figure in after:
        if parts and figure.paragraph == parts[-1].paragraph:
            continue
        is_next = figure.paragraph == total.paragraph + len(parts) + 1
        if not is_next or figure.start - line_start(figure, text) > LINE:
            return ()
        parts.append(figure)
        if not rest_of_line(figure, text).rstrip().endswith(("；", ";")):
            return parts
    return ()
