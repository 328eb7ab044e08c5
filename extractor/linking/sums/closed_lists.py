"""Lists that a total behind them closes: 合计, 共计, a line of its own, 这500人, 以上合计.

    慰问金18.35万元，慰问品3.42万元，合计21.77万元      the figures of its sentence
    张庄村2680元 ⏎ 李庄村3150元 ⏎ 合计5830元            the lines before it (``list_lines``)
    捐500元，捐300元，合计：2笔800元                    as many of them as 合计 counts
    低保48人；特困12人。以上共计60人                    one figure an item, to where none is

Where the nearest figures do not come to the total, the list is closed only if nothing else can be
in it: no word leaves it open (``openness``), and no other figure of its measure stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.openness import MORE, OPEN_WORDS, is_of_more, overlaps
from extractor.linking.plain_totals import is_plain
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.sums.counted_lists import holds_more, is_of_others
from extractor.linking.sums.list_lines import lines_before
from extractor.linking.totals import FEWEST, LONGEST, is_like, meets, shortest_tail
from extractor.model import Figure

REACH = 4  # sentences from 以上合计 back to its list
# The first amount stands in a sentence before.
ADDED_TO = regex.compile(r"加上|再加|连同|算上|还有|(?<=收入|支出)加")
CLOSING = regex.compile(
    r"(?:共计|合计|总计|小计|一共|总共|(?<!预|统|会|审|设|估|累)计|^\s?共)[：:\s]*(?:约|为|达|近)?$"
    r"|[，,；;]?\s?总(?:户数|人数|人次)(?:为|达到?|共)?$"
    # 全市共计慰问1800户, 共计筹集救灾资金50万元: what was done to the parts is done to them all.
    r"|(?:共计|合计|总计)(?:走访慰问|慰问|救助|资助|补助|发放|筹集|筹措|帮扶|支出|投入)[\p{Han}]{0,8}$"
)
# 甲1000元，乙800元，合起来2000元 is told by who may leave out what one had: one slip is needed.
PUT_TOGETHER = regex.compile(r"(?:[拢统合]共|加起来|相加|[加合凑][在到]一[起块]|合起来)[：:\s]*$")
RECEIVED = regex.compile(
    r"(?:共计|合计|总计)(?:收到|接收|接受|募集|募得|收)(?:社会|各界|爱心)*(?:捐款|善款|款项|资金)?$"
)
# 捐500元，捐300元，合计：2笔800元: the number under 合计 stands before the amount.
COUNTED = regex.compile(
    r"(?:合计|共计|总计)[：:\s]*(?P<number>[0-9]+)(?P<unit>笔|人次|户次|人|户|名|件|份|次|家|项)$"
)
# 这近500人 and 以上合计发放款物48.6万元 point back to what was listed before.
POINTING = regex.compile(
    r"(?:这|这些|上述|以上)$|^\s?(?:以上|上述)(?:各项)?(?:支出|费用|开支|款项|捐款|资金)(?:为|达)?$"
    r"|^\s?(?:以上|上述)\p{Han}{0,10}(?:合计|共计|总计|共)\p{Han}{0,10}$"
)
SPLIT = re.compile(r"[，,（(]\s?其中")
CLOSES = re.compile(
    "[共计这上总加合凑]"
)  # one of them is in all words that close a list or point back


def closed_lists(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that say they close the list before them, with its figures."""
    for total in wholes:
        if total.bracket is not None:
            continue
        counted = None if total.lead else _counted(total, text)
        if not (counted or CLOSES.search(total.lead)):
            continue
        is_pointing = bool(POINTING.search(total.lead))
        if not (is_pointing or counted or _closes(total)):
            continue
        reach = REACH if is_pointing else 0
        before = [f for f in row if f.at < total.at and f.bracket is None]
        parts = [f for f in before if total.sentence - f.sentence <= reach]
        if run := _fitting(total, parts[-LONGEST:]):
            yield sum_of(Form.LIST_THEN_TOTAL, total, run)
        elif block := lines_before(total, row, wholes, text):
            tail = shortest_tail(total, block)
            is_sum = tail is None and is_like(total, block)
            is_sum = is_sum and not is_of_others(total, block, text)  # 以上5笔合计, of four lines
            yield sum_of(Form.LIST_THEN_TOTAL, total, tail or block, closed=is_sum)
        elif is_pointing:
            yield from _pointed(total, before, text)
        elif FEWEST <= len(parts) <= LONGEST and (counted is None or _counts(counted, parts)):
            yield from _closed(total, parts, row, wholes, text)


def _fitting(total: Figure, parts: Sequence[Figure]) -> Sequence[Figure]:
    """Return the fewest last figures that make the total, or all but those that 其中 names."""
    if tail := shortest_tail(total, parts):
        return tail
    heads = _not_split(parts)
    return heads if FEWEST <= len(heads) < len(parts) and meets(total, heads) else ()


def _not_split(parts: Sequence[Figure]) -> list[Figure]:
    """Return the figures without those that 其中 names of one before them, up to the next ；."""
    found: list[Figure] = []
    split = None  # the item in which 其中 stands
    for figure in parts:
        if found and figure.part == found[-1].part and "其中" in figure.lead:
            split = figure.part
        if figure.part != split:
            found.append(figure)
    return found


def _closes(total: Figure) -> bool:
    return any(words.search(total.lead) for words in (CLOSING, RECEIVED, PUT_TOGETHER))


def _counted(total: Figure, text: str) -> regex.Match[str] | None:
    return COUNTED.search(text, total.sentence_start, total.start)


def _counts(counted: regex.Match[str], parts: Sequence[Figure]) -> bool:
    """Whether the number under 合计 is that of the parts, or what the numbers beside them make."""
    start = parts[0].sentence_start
    beside = regex.findall(rf"([0-9]+){counted['unit']}", counted.string[start : counted.start()])
    return int(counted["number"]) in (len(parts), sum(map(int, beside)))


def _pointed(total: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield all that stands before 以上合计, one figure an item, back to where none is stated."""
    block: list[Figure] = []
    for figure in reversed(before):
        first = block[0] if block else total
        if first.paragraph - figure.paragraph > 1 or figure.part == first.part:
            break
        block.insert(0, figure)
    if len(block) < FEWEST or not is_like(total, block):
        return
    words = text[block[0].start : total.start]
    is_all = len({f.part for f in before if f.part >= block[0].part}) == len(block)
    is_all = is_all and (meets(total, block) or is_digit_off(total, block))
    is_sum = meets(total, block) or not holds_more(total, block, text)
    if is_all and is_sum and not MORE.search(words):
        yield sum_of(Form.LIST_THEN_TOTAL, total, block, closed=True)


def _closed(
    total: Figure,
    parts: Sequence[Figure],
    row: Sequence[Figure],
    wholes: Sequence[Figure],
    text: str,
) -> Iterator[Relation]:
    """Yield the list before a total that it does not come to, if nothing else can be meant."""
    if _is_said_of_each(total, parts):
        return
    if RECEIVED.search(total.lead) and not is_digit_off(total, parts):
        return  # 领导捐款1000元，徒弟捐款600元，总计收到捐款17130元: others gave, too
    if PUT_TOGETHER.search(total.lead) and not is_digit_off(total, parts, FEWEST):
        return
    start = parts[0].sentence_start
    words = text[start : total.start]
    if ADDED_TO.search(text, start, parts[0].start) or is_of_more(total, parts, words):
        return
    if is_of_others(total, parts, text) or not is_plain(total.lead, words[: -len(total.lead)]):
        return
    others = [f for f in wholes if f.sentence == total.sentence and f not in (*parts, total)]
    split = _split_again(others, parts, row, text)
    alone = len(split) == len(others)
    for one, last in split.values():  # what 其中 splits is in the list by its own total
        words = words.replace(text[one.end : last.end], "", 1)
    if (
        alone
        and not overlaps(total, start, text)
        and not OPEN_WORDS.search(words)
        and is_like(total, parts)
    ):
        yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _split_again(
    others: Sequence[Figure], parts: Sequence[Figure], row: Sequence[Figure], text: str
) -> dict[int, tuple[Figure, Figure]]:
    """Return the figures that 其中 splits a part into, with that part and the last of them.

    捐款12.6万元，其中现场9.2万元，线上3.4万元；物资2.1万元；合计14.7万元
    """
    yet = {f.at for f in row}
    found: dict[int, tuple[Figure, Figure]] = {}
    for part, after in pairwise([*parts, None]):
        assert part is not None  # noqa: S101  only the last is none
        own = [f for f in others if f.at > part.at and (after is None or f.at < after.at)]
        is_split = own and SPLIT.match(text, part.end, own[0].start)
        if is_split and not any(f.at in yet for f in own):
            found |= {f.at: (part, own[-1]) for f in own}
    return found


def _is_said_of_each(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the word that closes the list stands before its parts as well, and closes none.

    慰问教师85人，人均600元，计5.1万元；大病救助24人，计28.8万元: what those 24 got
    """
    said = CLOSING.search(total.lead)
    own = [CLOSING.search(f.lead) for f in parts]
    return said is not None and any(each and each.group() == said.group() for each in own)
