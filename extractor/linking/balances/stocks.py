"""What there was, what came in, what went out, and what there is: money, households, goods.

    上年结转32.4万元，本年收入58.6万元，本年支出71.5万元，年末结余19.5万元
    年初412户736人，新增35户61人，退出49户88人，年末398户709人      each measure by itself
    年初，在册642户。清退57户；新纳入43户。到12月底，实有628户   the time in its own clause
    2018年底结转3.8万元。2019年收入21万元，支出18万元，年末结余6.8万元   the year by its number
    上年结转4.2万元，加本年收入，减本年支出，年末结余5.3万元           the two told once before
    共接收捐款486,200元。…以上三项共支出465,000元，结余21,200元     nothing there before

What a figure is, its own clause says (上年结余, 新增, 退出, 年末); 736人 right behind 412户 is what
the households are.  The four may stand in one sentence or in several; a total of income may be
followed by its parts, so that whichever makes what is left is taken.  Such a balance fails only
where one sentence holds the four and no more: 另有, 收回, 调整 and the like leave other ways in and
out, and 当年结余 is left of the year's own income alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, product

import regex

from extractor.intervals import add
from extractor.linking.balances.told_apart import of_sections
from extractor.linking.neighbours import between
from extractor.linking.quotients import known, subtract
from extractor.linking.relations import Relation, balance_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, added, are_exact, digits_of
from extractor.model import Figure

REACH = 40  # figures between what there was and what is left
FAR = 60  # figures between what came in and what is left of it
TELLING = 3  # digits of what is left that make it no accident
MOST = 12  # figures on either side that are tried


class Side(Enum):
    """What a figure is to a stock."""

    OPENING = "opening"
    CLOSING = "closing"
    IN = "in"
    OUT = "out"


BEFORE = r"(?:上一?(?:年度?|季度?|月|期|届)|去年|历年|往年)"
LEFT = r"(?:结转|结余|余额|结存|库存|滚存)"
NOT_THERE = re.compile(r"计划|预算|任务|目标|预计|拟|比(?!例)|较")  # or only compared: 比上年末减少
OPENING = regex.compile(
    rf"(?:(?:年|期|月|季|季度)初|{BEFORE}[末底]|{BEFORE}[^，,。；]{{0,6}}?{LEFT}|{BEFORE}余[款额]|原(?:有|存|结余))[^，,。；0-9]{{0,14}}$"
)
CLOSING = regex.compile(
    rf"(?:(?:年|期|月|季|季度)[末底]|{LEFT}|尚余|剩余|余款|现[余存]|还剩)[^，,。；0-9]{{0,14}}$"
)
# What any words of CLOSING hold: most reports have no stock at all.
CLOSES = re.compile(
    "[年期月季度][末底]|结[转余存]|余[额款]|库存|滚存|[尚剩现]余|现存|还剩|目前[，,]|现在[，,]"
)
STILL = re.compile("还剩")
HELD = re.compile("在册|在保|实有|现有|共有|尚有|保有|存量|在档")
# 年初，我乡在册低保对象642户; 到12月底，全乡实有628户
AT_TIME = regex.compile(
    r"(?:^|[，,。；;：:\n])\s?(?:(?P<OPENING>(?:[今本]?年|期|月)初|(?:上年|去年)[末底])"
    r"|(?P<CLOSING>(?:截[至止]|到|至|截止到)?(?:目前|现在|(?:[今本]?年|期|月|[0-9]{1,2}月)[末底])))[，,]"
    rf"(?:[^，,。；;0-9]{{0,8}}(?:{HELD.pattern})[^，,。；;0-9]{{0,10}})$"
)
OF_NUMBERED_YEAR = regex.compile(r"(?P<year>20[0-9]{2}|19[0-9]{2})年(?:年?[末底]|12月[末底])")
OF_YEAR = regex.compile(r"(?:当年|当期|本年度?|本期|收支)(?:收支)?(?:结余|节余)")
MOVES = regex.compile(
    r"(?P<IN>收入|收进|进账|收到|接收|接受|募集|募得|筹集|筹得|筹到|到账|捐[入来]|汇入|[新本]届?收|利息|新增|增加|吸收|吸纳|转入|纳入|拨入|拨款|下达|(?<!支出|使用|发放|拨付)捐赠|购入|购进|新购|入库|返贫|迁入|加入|招收|新办|配套|[共实]收|收取)"
    r"|(?P<OUT>支出|使用|花[去掉了]|花出去|用[掉了]|支付|付出|开支|拨付|发放|拨出|退出|减少|转出|取消|停发|注销|清退|脱贫|死亡|去世|病故|出库|发出|迁出|核减|用去|退会|调出)"
)
NAMED_AGAIN = regex.compile(r"加上?[^0-9，,。；]{2,14}[和与及、][^0-9，,。；]{2,10}[，,]")
# 上年结转4万元，加本年收入，减本年支出，年末结余
SAID_AGAIN = regex.compile(
    r"[，,]加上?(?:本|全|当)[年期]度?\p{Han}{0,4}收入[，,]减去?(?:本|全|当)[年期]度?\p{Han}{0,4}支出[，,]\p{Han}{0,6}"
)
ALL = re.compile("(?:收入|支出)总计")  # with what there was, or what is left
LAST = 10  # code points from the word of a move to its figure
HEADED = re.compile(r"([^，,。；;：:、\s]+)[：:]\s?$")  # 上年结转：32.4万元
HEADING = 16
SAME = re.compile(r"[、（(]?(?:共计?|计)?")
FARTHEST = 60  # code points from the clause of a time to the figure
OTHERS = regex.compile(
    r"其中|另|其他|其它|调整(?!为)|收回|上缴|上解|利息|净|合计|总计|累计|当年结|本年结|转为|回收|退回|折旧"
)
STATED = regex.compile(r"[年期月季度][末底]|滚存|累计")


@dataclass(frozen=True, slots=True)
class Sided:
    """A figure with what it is to a stock, if its words say."""

    figure: Figure
    side: Side | None


def find_stocks(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of what there was and came in, after what went out."""
    if not listed:
        return
    start = max(0, listed[0].sentence_start - HEADING)
    if CLOSES.search(text, start, listed[-1].start) is None:
        return
    sided = _sided(listed, text)
    measures = sorted({s.figure.series for s in sided if s.side == Side.CLOSING})
    for measure in measures:
        row = [s for s in sided if s.figure.series == measure]
        for at, closing in enumerate(row):
            if closing.side == Side.CLOSING:
                is_rest = STILL.search(closing.figure.lead)  # 98户，已脱贫73户，还剩25户: a sum
                yield from _rolled(row, at, text) or ([] if is_rest else _left(row, at))


def _sided(listed: Sequence[Figure], text: str) -> list[Sided]:
    found: list[Sided] = []
    for figure_at, figure in enumerate(listed):
        if figure.is_share or figure.per or figure.bracket or figure.stated is None:
            continue
        last = found[-1] if found else None
        is_same = last is not None and last.figure.at == figure.at - 1
        if last is not None and is_same and SAME.fullmatch(between(last.figure, figure, text)):
            found.append(Sided(figure, last.side))
        else:
            headed = HEADED.search(text, max(0, figure.start - HEADING), figure.start)
            side = _side(headed[1] if headed else figure.lead)
            after = listed[figure_at - 1].end if figure_at else 0
            side = side or _at_time(figure, after, text)
            found.append(Sided(figure, side))
    return found


def _at_time(figure: Figure, after: int, text: str) -> Side | None:
    """Return the side that the time in the clause before says, with no figure between."""
    if not HELD.search(figure.lead) or NOT_THERE.search(figure.lead):
        return None
    start = max(after, figure.sentence_start, figure.start - FARTHEST)
    said = AT_TIME.search(text[start : figure.start])
    return Side[said.lastgroup] if said and said.lastgroup else None


def _side(lead: str) -> Side | None:
    if not lead or NOT_THERE.search(lead):
        return None
    if OPENING.search(lead):
        return Side.OPENING
    if CLOSING.search(lead) and not OF_YEAR.search(lead):
        return Side.CLOSING
    moves = list(MOVES.finditer(lead))
    if not moves or len(lead) - moves[-1].end() > LAST:
        return None
    return Side[moves[-1].lastgroup or "IN"]


def _only(row: Iterable[Sided], side: Side) -> list[Figure]:
    return [s.figure for s in row if s.side == side]


# --- with what there was ------------------------------------------------------------------------


def _rolled(row: Sequence[Sided], at: int, text: str) -> list[Relation]:
    """Return the balance of what is left with what there was before."""
    closing = row[at].figure
    near = [s for s in row[max(0, at - REACH) : at + REACH] if not ALL.search(s.figure.lead)]
    before = [f for f in _only(near, Side.OPENING) if f.at < closing.at]
    after = [f for f in _only(near, Side.OPENING) if 0 <= f.sentence - closing.sentence <= 1]
    before = before or _of_the_year_before(row[max(0, at - REACH) : at], closing, text)
    opening = before[-1] if before else after[0] if after else None
    if opening is None:
        return []
    first, last = sorted((opening.at, closing.at))
    inside = [s for s in near if first < s.figure.at < last]
    sentence = max(opening.sentence, closing.sentence)
    behind = [s for s in near if s.figure.at > last and s.figure.sentence - sentence <= 1]
    beyond = row[max(0, at - FAR) : at]
    for moves in (inside, behind):
        ins, outs = _only(moves, Side.IN)[-MOST:], _only(moves, Side.OUT)[-MOST:]
        for more, less in _ways(ins, outs):
            is_near = closing.paragraph == opening.paragraph
            if (_meets if is_near else _equals)(closing, [opening, *more], less):
                return [balance_of(closing, [opening, *more], less)]
        if ins and outs:
            own = [s for s in row if s.figure.sentence == closing.sentence]
            is_all = _is_all(own, closing, opening, text)
            return [balance_of(closing, [opening, *ins], outs, closed=True)] if is_all else []
    found = _far(closing, opening, beyond, text)
    if found:
        return found
    ins, outs = _only(beyond, Side.IN), _only(beyond, Side.OUT)
    return of_sections(closing, opening, ins, outs, [s.figure for s in beyond], text)


def _of_the_year_before(before: Sequence[Sided], closing: Figure, text: str) -> list[Figure]:
    """Return what was left at the end of a numbered year, if the next one is told of since."""
    found = []
    for figure in _only(before, Side.CLOSING):
        said = OF_NUMBERED_YEAR.search(figure.lead)
        year = f"{int(said['year']) + 1}年" if said else None
        if year and year in between(figure, closing, text):
            found.append(figure)
    return found


def _ways(ins: Sequence[Figure], outs: Sequence[Figure]) -> Iterator[tuple[list[Figure], ...]]:
    """Yield what may have come in and gone out: all that is stated, then one figure of each."""
    if ins and outs:
        yield list(ins), list(outs)
        for one, other in product(reversed(ins), reversed(outs)):
            yield [one], [other]


def _far(closing: Figure, opening: Figure, before: Sequence[Sided], text: str) -> list[Relation]:
    """Return the balance whose income and expense are told elsewhere: 期初2亿元，期末3亿元."""
    if closing.sentence != opening.sentence or digits_of(closing.stated) < TELLING:
        return []
    ins, outs = _only(before, Side.IN)[-MOST:], _only(before, Side.OUT)[-MOST:]
    ways = [[one] for one in reversed(ins)]
    # 加上本年会费与配套资金，减去互助金支出: two that came in, named again without their figures
    is_said = NAMED_AGAIN.search(text, closing.sentence_start, closing.start)
    if is_said and digits_of(closing.stated) > TELLING:
        ways += [list(two) for two in combinations(ins, 2)]
    for more, other in product(ways, reversed(outs)):
        if _equals(closing, [opening, *more], [other]):
            return [balance_of(closing, [opening, *more], [other])]
    return _of_totals(closing, opening, ins, outs, text)


def _of_totals(
    closing: Figure, opening: Figure, ins: Sequence[Figure], outs: Sequence[Figure], text: str
) -> list[Relation]:
    """Return the balance of one of each side, said again without its figure, if a slip is off.

    上年结转4万元，加本年收入，减本年支出，年末结余5万元
    """
    if not SAID_AGAIN.fullmatch(between(opening, closing, text)) or closing.stated is None:
        return []
    stated = closing.stated
    ways = [
        ([opening, one], [other])
        for one, other in product(ins, outs)
        if is_slip(stated, added([opening, one]) - (other.stated or NOTHING))
    ]
    is_exact = len(ways) == 1 and are_exact((closing, *ways[0][0], *ways[0][1]))
    return [balance_of(closing, *ways[0], closed=True)] if is_exact else []


def _is_all(own: Sequence[Sided], closing: Figure, opening: Figure, text: str) -> bool:
    """Whether the sentence holds one stock with all that moved it, and nothing else of its kind."""
    if opening.sentence != closing.sentence or any(s.side is None for s in own):
        return False
    is_one = all(len(_only(own, side)) == 1 for side in (Side.OPENING, Side.CLOSING))
    end = max(s.figure.end for s in own)
    words = text[closing.sentence_start : end] + own[-1].figure.tail
    ins, outs = _only(own, Side.IN), _only(own, Side.OUT)
    is_of_year = not STATED.search(closing.lead) and _meets(closing, ins, outs)
    return is_one and not OTHERS.search(words) and not is_of_year


# --- of what came in alone ----------------------------------------------------------------------


def _left(row: Sequence[Sided], at: int) -> list[Relation]:
    """Return what is left of a sum told before, to the last digit, after what went out of it."""
    closing = row[at].figure
    before = row[max(0, at - FAR) : at]
    outs = [f for f in _only(before, Side.OUT) if f.paragraph == closing.paragraph]
    if digits_of(closing.stated) < TELLING:
        return []
    for less in reversed(outs[-MOST:]):
        for whole in reversed([s.figure for s in before if s.figure.at < less.at]):
            if _equals(closing, [whole], [less]):
                return [balance_of(closing, [whole], [less])]
    return []


# --- what it comes to ---------------------------------------------------------------------------


def _equals(closing: Figure, more: Sequence[Figure], less: Sequence[Figure]) -> bool:
    return added(more) - added(less) == closing.stated


def _meets(closing: Figure, more: Sequence[Figure], less: Sequence[Figure]) -> bool:
    sides = [[known(f) for f in side] for side in (more, less)]
    return bool(more and less) and subtract(*map(add, sides)).meets(known(closing))
