"""What is left of a number of households or persons, and what came in less what went out.

    6户监测对象已消除风险4户，尚余2户                          4 + 2 = 6
    累计识别1126户，已脱贫963户。…脱贫121户。剩余未脱贫户42户      963 + 121 + 42 = 1126
    全村98户347人。…脱贫73户266人，还剩25户81人                  73 + 25 = 98, told far before
    需要重建2680户，其中…。已有2215户搬进新居，还剩465户         the one number told before
    清退30户，新纳入19户，净减11户                              30 − 19 = 11

Others may have come or gone that are not told, so that what is left fails only where one sentence
has the whole, those that are done (已), what is left, and nothing else of the kind; where the two
are one slip off the only number that the sentences before tell of; or where the households make
theirs, and the persons beside each of the three are one slip off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.balances.stocks import MOVES
from extractor.linking.neighbours import following, rest_of_sentence
from extractor.linking.relations import Form, Relation, balance_of, figures_of, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact, digits_of, one_told
from extractor.model import CountKind, Figure

LEFT = re.compile(
    r"(?:尚余|尚有|尚剩|还剩|还有|仍有|仍剩|只剩|剩余|剩下|剩|余下)[^，,。；;0-9]{0,8}$"
)
DONE = regex.compile(r"已|脱贫|消除|退出|完成|销号|解决|化解|脱困|摘帽|办结|安置|就业")
PLANNED = regex.compile(r"计划|任务|目标|拟|超额|超")
OTHERS = regex.compile(r"其中(?!已)|另|新增|等|分别|增加|返|累计")
NET = re.compile(r"净(?:(?P<rise>增|增加|新增)|(?P<fall>减|减少))(?:了)?$")
SAID = re.compile("剩|余下|尚[余有]|[还仍]有|净")  # one of these is in all that LEFT and NET find
REACH = 8  # figures of the measure back to the whole
SENTENCES = 4
BACK = 2  # sentences back to the one number that is done in part
TELLING = 3  # digits of a number of persons told anywhere before
MOST = 3  # parts beside what is left


def find_remainders(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers that what is done and what is left make, and net changes."""
    if SAID.search(text) is None:
        return
    rows: dict[str, list[Figure]] = {}
    for figure in listed:
        is_count = figure.is_count and figure.stated
        if is_count and figure.per is None and figure.bracket is None:
            rows.setdefault(figure.series, []).append(figure)
    for _, row in sorted(rows.items()):
        for at, rest in enumerate(row):
            before = row[max(0, at - REACH) : at]
            if LEFT.search(rest.lead):
                found = list(_left(rest, before, row[at + 1 : at + 2], text))
                yield from found or _told_far_before(rest, row[:at], listed, text)
                for relation in found if rest.series == CountKind.HOUSEHOLD else ():
                    yield from _of_persons(relation, row[: at + 1], listed)
            elif net := NET.search(rest.lead):
                own = [f for f in row[max(0, at - REACH) : at + 2] if f.sentence == rest.sentence]
                yield from _net(rest, before[-2:], own, text, is_rise=net["rise"] is not None)


def _left(
    rest: Figure, before: Sequence[Figure], behind: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the whole that the parts since it and the rest make."""
    near = [f for f in before if rest.sentence - f.sentence <= SENTENCES]
    near = [f for f in near if f.paragraph == rest.paragraph and not PLANNED.search(f.lead)]
    for start in range(len(near) - 2, max(-1, len(near) - 2 - MOST), -1):
        whole, parts = near[start], [*near[start + 1 :], rest]
        if all(DONE.search(f.lead) for f in parts[:-1]) and whole.stated == added(parts):
            yield sum_of(Form.TOTAL_THEN_LIST, whole, parts)
            return
    yield from _of_told(rest, near, text)
    own = [f for f in (*before, rest, *behind) if f.sentence == rest.sentence]
    if len(own) == len(("whole", "done", "left")) and own[-1] is rest:
        whole, done, _ = own
        words = text[rest.sentence_start : rest.start]
        is_sure = "已" in done.lead and not OTHERS.search(words) and not PLANNED.search(words)
        is_exact = are_exact(own)
        is_part = max(done.stated or 0, rest.stated or 0) < (whole.stated or 0)
        if is_sure and is_exact and is_part:
            yield sum_of(Form.TOTAL_THEN_LIST, whole, [done, rest], closed=True)


def _of_told(rest: Figure, near: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the one number that the sentences before tell of, where one slip parts it from both."""
    own = [f for f in near if f.sentence == rest.sentence]
    told = [f for f in near if 0 < rest.sentence - f.sentence <= BACK]
    whole = one_told(told)
    words = text[rest.sentence_start : rest.end] + rest_of_sentence(rest, text)
    if whole is None or len(own) != 1 or "已" not in own[0].lead or OTHERS.search(words):
        return
    if rest.series not in HEADS:
        return  # 缺粮三万五千斤…，救济粮已发二万八千斤，剩二千斤: of another stock
    parts = [own[0], rest]
    if are_exact((whole, *parts)) and is_digit_off(whole, parts, FEWEST):
        yield sum_of(Form.TOTAL_THEN_LIST, whole, parts, closed=True)


def _told_far_before(
    rest: Figure, before: Sequence[Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield a number told far before that the done and the rest of one sentence make exactly."""
    if not before or before[-1].sentence != rest.sentence or not DONE.search(before[-1].lead):
        return
    done, words = before[-1], text[rest.sentence_start : rest.start]
    if sum(f.sentence == rest.sentence for f in before) > 1 or OTHERS.search(words):
        return
    alike = [f for f in reversed(before[:-1][-REACH:]) if f.stated == added([done, rest])]
    with_persons = [f for f in alike if _persons_of(f, listed)]
    whole = next(iter(with_persons or alike), None)
    if whole is None or digits_of(whole.stated) < FEWEST:
        return
    yield sum_of(Form.TOTAL_THEN_LIST, whole, [done, rest])
    yield from _persons_beside(whole, done, rest, listed)


def _of_persons(
    relation: Relation, row: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the persons beside households that two others of one sentence make."""
    whole, parts = figures_of(relation, {f.at: f for f in row})
    if len(parts) == FEWEST and whole.stated == added(parts):
        yield from _persons_beside(whole, parts[0], parts[1], listed)


def _persons_beside(
    whole: Figure, done: Figure, rest: Figure, listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the persons of households that are done and left, where they make a number of all.

    Those of all stand beside the households, or anywhere before where they are met to the digit.
    """
    persons = [_persons_of(f, listed) for f in (whole, done, rest)]
    beside = [f for f in persons if f is not None]
    if rest.series != CountKind.HOUSEHOLD:
        return
    if len(beside) < len(persons):
        if len(beside) == len(persons) - 1 and persons[0] not in beside:
            earlier = [f for f in listed if f.series == CountKind.PERSON and f.at < done.at]
            total = next((f for f in reversed(earlier) if f.stated == added(beside)), None)
            if total is not None and digits_of(total.stated) >= TELLING:
                yield sum_of(Form.TOTAL_THEN_LIST, total, beside)
        return
    total, *parts = beside
    own = [f for f in listed if f.sentence == rest.sentence and f.series == total.series]
    is_exact = are_exact(beside)
    if own == parts and is_exact and total.stated == added(parts):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts)
    elif own == parts and is_exact and is_digit_off(total, parts):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)


def _persons_of(households: Figure, listed: Sequence[Figure]) -> Figure | None:
    """Return the persons counted right behind households: 98户347人."""
    persons = following(households, listed)
    is_next = persons is not None and persons.at == households.at + 1 and not persons.lead
    return persons if persons and is_next and persons.series == CountKind.PERSON else None


def _net(
    net: Figure, moves: Sequence[Figure], own: Sequence[Figure], text: str, *, is_rise: bool
) -> Iterator[Relation]:
    """Yield the balance of what came and what went, where the sentence tells one of each."""
    if len(moves) < len(("in", "out")) or any(f.sentence != net.sentence for f in moves):
        return
    sides = {_side(f): f for f in moves}
    if sides.keys() != {"IN", "OUT"}:
        return
    more, less = (sides["IN"], sides["OUT"]) if is_rise else (sides["OUT"], sides["IN"])
    words = text[net.sentence_start : net.start]
    is_sure = len(own) == len(("in", "out", "net")) and not regex.search("其中|另|等|调整", words)
    is_sure = is_sure and are_exact(own)
    is_met = (more.stated or 0) - (less.stated or 0) == net.stated
    if is_met or is_sure:
        yield balance_of(net, [more], [less], closed=is_sure)


def _side(figure: Figure) -> str | None:
    moves = list(MOVES.finditer(figure.lead))
    return moves[-1].lastgroup if moves else None
