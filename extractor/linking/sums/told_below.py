"""Totals told above lines that say several things each, or above a sentence that hands them out.

    共发放助学金4100元，名单如下：⏎ 周小满 三（1）班 一等 800元 ⏎ …       the one amount of a line
    棉衣六件、棉被三床 ⏎ 周老大 五十元 棉衣两件 棉被一床 ⏎ …             what has the same name
    特困户31户，一般困难户61户 ⏎ 东片 特困户9户 一般困难户21户 ⏎ …
    捐赠轮椅150台、助行器60个。轮椅…分配：河东街道48台，新兴街道52台，…    what has the same name
    拨来大米25吨、棉被600床。⏎ 一、大米。甲村9吨，乙村16吨。⏎ 二、…      in paragraphs of its name

Three lines or figures that come to such a number to its last digit do so by no accident; those that
do not claim nothing, for a list may be cut and goods may be left over.  Only numbered lines that
are said to be the details (明细如下) of the one total right above, and behind which the text goes
on with 以上 or thanks, are one slip off, and paragraphs that end with 其余.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extractor.linking.enumerations.named_lines import NUMBERED
from extractor.linking.figures import only_han
from extractor.linking.neighbours import line_start, rest_of_line
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import added, are_exact, is_like
from extractor.model import Figure
from extractor.numerals import read_numeral

FEWEST = 3  # lines, or figures of a sentence
NEAR = 12  # sentences from a total to the first line
LONGEST = 48  # code points of a line
SMALLEST = 10  # a number without a name that is smaller is made by accident
HEADS = 2  # paragraphs from a total to its details
# 明细如下, with nothing but a note of who gave or when between
DETAILS = regex.compile(
    r"[，,。；;]?\s?(?:现将|现|将)?(?:具体|捐款|捐赠|收款|接收|发放|收支|使用)*(?:明细|名单|清单|情况)(?:公布|公示)?(?:如下)[：:。]?\s*"
)
SOME = regex.compile(r"累计|历年|主要|部分|大额|以上|其中|含|另|除|首批|第[一二三]批|前[0-9十]")
# Behind the list the text goes on: 以上捐款将用于…, 特此公布.
CLOSED = regex.compile(
    r"[^\n0-9]{0,12}\n\s*(?:以上|上述|特此|谨|感谢|在此)(?!\p{Han}{0,8}(?:为|是)?部分)"
)
PAIR = 2  # figures of a paragraph under the name of what they hand out
HEAD = regex.compile(
    r"[ 　]*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、])(?P<names>[\p{Han}、]{2,12})[。：:]"
)
REST = regex.compile(r"[，,；;]?\s?(?:其余|剩余|余下|剩下)的?$")
MORE = regex.compile(r"另|连同|加上|等(?!\s?[0-9])|原有|库存|结余|购|部分|调拨|追加|自筹")
SUMMED_UP = regex.compile(r"[合小总共]计|以上|上述|其中|共")
HANDED_OUT = regex.compile(
    r"(?P<thing>\p{Han}{2,6}?)(?:按|分配|分发|发放|分别|已)[^0-9。]{0,24}[：:]"
)


def told_below(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of one series that the lines or the sentence below them come to."""
    is_long = wholes[-1].paragraph - wholes[0].paragraph >= FEWEST
    for block in _blocks(wholes, text) if is_long else ():
        for name, parts in _columns(block):
            total = _told_above(wholes, parts, name)
            if total is not None:
                yield sum_of(Form.TOTAL_THEN_LIST, total, parts)
            elif not name:
                yield from _itemised(wholes, parts, text)
    yield from _handed_out(wholes, text)
    yield from _by_name(wholes, text)


def _blocks(wholes: Sequence[Figure], text: str) -> Iterator[list[list[Figure]]]:
    """Yield the lines with a figure that follow each other, with no other text between them."""
    block: list[list[Figure]] = []
    for _, group in groupby(wholes, key=lambda f: f.paragraph):
        line = list(group)
        is_line = _is_line(line, text)
        if block and not (is_line and _follows(line[0], block[-1][-1], text)):
            yield block
            block = []
        if is_line:
            block.append(line)
    yield block


def _follows(figure: Figure, last: Figure, text: str) -> bool:
    """Whether only lines of the list, or headings in it, stand between: 第二生产队."""
    start = last.end + len(rest_of_line(last, text))
    between = text[start : line_start(figure, text)]
    return all(_is_in_list(line) for line in between.split("\n"))


def _is_in_list(line: str) -> bool:
    is_short = len(line) <= LONGEST and not regex.search("[。，：:；;]|,(?![0-9]{3})", line)
    return is_short and not SUMMED_UP.search(line)


def _is_line(line: Sequence[Figure], text: str) -> bool:
    return _is_in_list(
        text[line_start(line[0], text) : line[-1].end] + rest_of_line(line[-1], text)
    )


def _columns(block: Sequence[Sequence[Figure]]) -> Iterator[tuple[str, list[Figure]]]:
    """Yield the figures of the lines: the only one of each line, or those of one name."""
    if len(block) < FEWEST:
        return
    if all(len(line) == 1 for line in block):
        yield "", [line[0] for line in block]
    names = {_name(f) for line in block for f in line} - {""}
    for name in sorted(names):
        told = [[f for f in line if _name(f) == name] for line in block]
        if all(len(line) <= 1 for line in told) and sum(map(len, told)) >= FEWEST:
            yield name, [f for line in told for f in line]


def _name(figure: Figure) -> str:
    """Return the word right before the number: 棉衣 of 五十元 棉衣两件."""
    words = figure.lead.split()
    return only_han(words[-1]) if words and figure.lead[-1] not in " 　" else ""


def _told_above(wholes: Sequence[Figure], parts: Sequence[Figure], name: str) -> Figure | None:
    """Return the nearest number above that the parts come to, of their name if they have one."""
    above = [f for f in wholes if f.paragraph < parts[0].paragraph and f.bracket is None]
    above = [f for f in above if parts[0].sentence - f.sentence <= NEAR]
    made = added(parts)
    if made < SMALLEST and not name:
        return None
    fitting = [f for f in above if f.stated == made and f.is_exact]
    fitting = [f for f in fitting if not name or only_han(f.lead).endswith(name)]
    return fitting[-1] if fitting and all(f.is_exact for f in parts) else None


def _itemised(wholes: Sequence[Figure], parts: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the one total right above numbered lines that are its details, one slip off."""
    first, last = parts[0], parts[-1]
    numbers = [NUMBERED.match(text, line_start(f, text)) for f in parts]
    numerals = [read_numeral(found["number"]) if found else None for found in numbers]
    are_all = [n and int(n.value) for n in numerals] == list(range(1, len(parts) + 1))
    above = [f for f in wholes if 0 < first.paragraph - f.paragraph <= HEADS]
    if not are_all or len(above) != 1 or not CLOSED.match(text, last.end):
        return
    total = above[0]
    said = text[total.sentence_start : line_start(first, text)]
    is_led = DETAILS.fullmatch(text, total.end, line_start(first, text)) is not None
    is_plain = total.is_money and total.is_marked_total and not total.bracket
    is_of_all = is_led and is_plain and not SOME.search(said) and are_exact((total, *parts))
    if is_of_all and is_like(total, parts) and is_digit_off(total, parts):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def _handed_out(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the number of things that a sentence hands out by place."""
    for _, group in groupby(wholes, key=lambda f: f.sentence):
        parts = [f for f in group if f.bracket is None]
        if len(parts) < FEWEST:
            continue
        said = HANDED_OUT.match(text, parts[0].sentence_start, parts[0].start)
        if said is None:
            continue
        before = [f for f in wholes if 0 < parts[0].sentence - f.sentence <= NEAR]
        named = [f for f in before if only_han(f.lead).endswith(said["thing"])]
        total = next((f for f in reversed(named) if f.stated == added(parts)), None)
        if total is not None:
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts)


def _by_name(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals told above that a paragraph under their name hands out: 一、大米。."""
    for _, group in groupby(wholes, key=lambda f: f.paragraph):
        parts = [f for f in group if f.bracket is None]
        if len(parts) < PAIR:
            continue
        head = HEAD.match(text, line_start(parts[0], text), parts[0].start)
        if head is None:
            continue
        names = head["names"].split("、")
        above = [f for f in wholes if f.at < parts[0].at and _is_called(f, names)]
        if len(above) != 1 or not are_exact((*above, *parts)):
            continue
        words = text[parts[0].sentence_start : parts[-1].end] + rest_of_line(parts[-1], text)
        is_all = REST.match(parts[-1].lead) is not None and not MORE.search(words)
        is_off = is_all and is_like(above[0], parts) and is_digit_off(above[0], parts, PAIR)
        if is_off or (above[0].stated == added(parts) and added(parts) >= SMALLEST):
            yield sum_of(Form.TOTAL_THEN_LIST, above[0], parts, closed=is_off)


def _is_called(figure: Figure, names: Sequence[str]) -> bool:
    said = only_han(figure.lead)
    return figure.bracket is None and any(said.endswith(name) for name in names)
