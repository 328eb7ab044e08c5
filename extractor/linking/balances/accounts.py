"""Any account of one sentence: what there was, what came and went, and what there is.

    旧存8600元，新收12400元，付出14300元，现存6700元      all told of one stock
    去年底有车间18个，今年新建7个，关停5个，眼下共20个
    原有图书3860册，年内没有新购，报废2940册，现存920册    nothing else, as the words say
    棉衣1200件，已发865件，库房还存335件                  what is left of it
    报名3200人，录用2650人，未录用550人                   those of whom it is so, or not
    手术费36000元，报销25000元，救助8000元，自付3000元     what is paid besides
    应到65人，请假4人，缺席2人，实到59人                  what came of those who ought to

The words of each figure say what it is to the others (one table of words for each side), and every
figure of the measure that the sentence tells is used.  An account that comes out is found.  It
fails where the figures and the words leave nothing else: a stock with what it was, what came, what
went and what it is; words that say that there is no other; parts that leave no third (录用 and
未录用); or more left than there can be.  Where more may have moved than is told, it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import groupby

import regex

from extractor.linking.figures import measure_of
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.ratios.changes import NOT_COMPARABLE
from extractor.linking.relations import Form, Relation, balance_of, sum_of
from extractor.linking.totals import FEWEST, NOTHING, added, are_exact, exact_tail
from extractor.model import Figure


class Side(Enum):
    """What a figure is to an account."""

    OPENING = "opening"  # 年初, 原有
    IN = "in"
    OUT = "out"
    NOW = "now"  # 年末, 现有
    LEFT = "left"  # 还剩, 结余
    NOT_DONE = "not-done"  # 未录用, 缺席: those of whom it is not so
    KEPT = "kept"  # 自付, 留给自己
    OUTCOME = "outcome"  # 实到, 最终确定


CLOSING = (Side.NOW, Side.LEFT, Side.NOT_DONE, Side.KEPT, Side.OUTCOME)
WHERE = "(?:手头|手里|账[上面]|折上|库[房里]|仓库|栏里|家里)"  # money and goods are kept
END = r"[^，,。；;0-9]{0,10}$"
PERIOD = r"(?:年|期|月|季|季度|学期|学年)"
# The words of each side, the surest first: 年末结余 is what there is.
OPENING = (
    rf"(?:{PERIOD}初|(?:上一?{PERIOD}度?|去年|历年)"
    r"(?:[末底]|[^，,。；;0-9]{0,6}(?:结[余转存]|余[额款]|滚存))"
    rf"|[原旧](?:来|本|先)?(?:在册|有|存|结余)|本来有|{WHERE}有){END}"
)
KEPT = (
    r"(?:自[付费留]|(?:自己|个人|患者|本人|老人|家里)(?:自己|只|仅|则|实际)*(?:[掏出付留交]|负担|承担|自付)"
    rf"|留给(?:自己|家里)){END}"
)
NOT_DONE = (
    rf"(?:未|没有?)\p{{Han}}{{1,3}}{END}"
    r"|(?:缓发|缺席|缺勤|落选|落榜|淘汰|死苗|不能用的|不合格的?)$"
)
NOW = (
    rf"(?:{PERIOD}[末底]|截至\p{{Han}}{{2,4}})[^，,。；;0-9]{{0,14}}$"
    rf"|(?:现|目前|眼下|如今|现在|现今|当前)[^，,。；;0-9]{{0,4}}(?:[有存册共余剩为是保]){END}"
)
LEFT = (
    r"(?:剩余?下?|余下|[结节盈]余|结存|库存|滚存|余[款额]|[空尚仅还净]余"
    rf"|{WHERE}[还仍尚只]有|[还仍尚][存余]){END}"
)
OUTCOME = (
    r"(?:实际?(?:到账|[到发收有在录转领得拨])|最[后终]\p{Han}{0,4}|净[得收落剩]|到手)"
    r"[^，,。；;0-9]{0,4}$"
)
SIDES = (
    (Side.OPENING, regex.compile(OPENING)),
    (Side.KEPT, regex.compile(KEPT)),
    (Side.NOT_DONE, regex.compile(NOT_DONE)),
    (Side.NOW, regex.compile(NOW)),
    (Side.LEFT, regex.compile(LEFT)),
    (Side.OUTCOME, regex.compile(OUTCOME)),
)
# Any words of a closing hold one of these: most sentences have no account at all.
CLOSES = re.compile("[余剩存未没缓缺落淘死能格付费留掏出交担承现眼如目当末底实最净到有]")
MOVES = regex.compile(
    r"(?P<IN>新[收增建入开办购纳排来加添结]|购[入进]|进[货账来]|捐[入来款赠]|收[到进入回]|收缴|募|筹"
    r"|入[院库会]|加入|[调转迁拨汇]入|拨来|返贫|吸[收纳]|招收|加上|补充|到货|存入|还回)"
    r"|(?P<OUT>支|付|花|用[去掉了于]|拨[付出给]|发|送|分[发给了]|领[走用取]|借出|[出离]院|退|停|撤|并|销"
    r"|清|核减|扣|脱|去世|病故|死|接走|搬走|解除|取了|换出|出库|报废|处理|卖|[交缴]|还账|还了|归还|除去"
    r"|报销|减免|补助|救助|捐给|给|买|购|录[用取]|通过|完成|已|成活|改造|请假|缺席|缓|放弃|不合格)"
)
PART = regex.compile(r"其中|占|[其剩]余")  # a part itself, of a whole told before
RECEIVED = regex.compile(r"领[到取]|[收得接]到|借来|[应拟]|原|申请|报|计划|预算|费|款")
OUGHT = regex.compile(r"应|拟|原|计划|公示|申请|报[名考]")
TAKEN_OFF = regex.compile(r"扣|除|减|退|缓|请假|缺|未|没|不|放弃|取消|剔|病")
AMONG = regex.compile(r"(?<!其)[中里]有?$")
STILL_NOT = regex.compile(r"[还仍尚]有$")  # 尚有9万元未支付
COMPARED = regex.compile(r"[比较]|同比|增长|下降")
# Nothing else came or went.
NO_OTHERS = regex.compile(
    r"(?:[没无未]有?|别无)[再新另]?[^，,。；;0-9]{0,4}"
    r"(?:其[他它]|别的|损耗|新[增购办建]|返贫|进货|开[支销]|支出|增减|购|分给|花)[^，,。；;0-9]{0,8}"
    r"|再没有?[^，,。；;0-9]{0,8}|只(?:开支|支出|用去|花去?)了?|一[只分件个户]\p{Han}{0,2}没\p{Han}{0,4}"
    r"|未\p{Han}{1,4}没有|其余的?(?:均|都|全部)?已\p{Han}{1,4}"
)
# What else may be in it, or out of it.
OTHERS = regex.compile(
    r"其中|另|等(?!\s?[0-9])|[含约近]|包括|调整|连同|算上|外加|[去上往]年|其余|其他|其它|部分|利息|累计|预计|计划|递补|待|正在"
    r"|折[合价款]|借(?:款|用|给|支)|押金|暂|垫|转为|先后|首批|第[一二三]批"
)
ACCOUNT = regex.compile(r"账户|专户|账面|余额|结[余转存]|滚存|库存|[年期月][末底]|现|目前")
OF_YEAR = regex.compile(r"(?:当年|本年|本期|当期)[^，,。；;0-9]{0,6}(?:结余|节余)")
OPPOSITES = (
    ("录", "落选"),
    ("实到", "缺"),
    ("到场", "缺"),
    ("成活", "死"),
    ("能用", "不能用"),
    ("合格", "不合格"),
)
MISSED = regex.compile(r"(?P<when>\p{Han}*?)(?:[尚还仍]有?)?[未没不](?:有)?(?P<deed>\p{Han}{1,3})")
LAST = 8  # figures of one account
SLIGHT = Decimal("0.05")  # of what is left: interest
NEAR = 3  # sentences around
FEW = 3  # figures: what there was, what went, what is left


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of one account, in the order of the text, with the words of the sentence."""

    more: Sequence[Figure]
    less: Sequence[Figure]
    closing: Figure
    side: Side  # of the closing
    is_stock: bool  # with what there was before
    is_told: bool  # every figure between says what it is

    @property
    def gap(self) -> Decimal:
        """How much more is said to be left than is worked out."""
        made = added(self.more) - added(self.less)
        return (self.closing.stated or NOTHING) - made


def find_accounts(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the accounts of several gains, and all that do not come out."""
    for account, row in _accounts(listed):
        if account.gap or len(account.more) > 1:
            yield from _judged(account, row, listed, text)


def find_splits(listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the accounts of one sum that come out, where they are no list with its total."""
    for account, _ in _accounts(listed):
        if not account.gap and len(account.more) == 1:
            yield balance_of(account.closing, account.more, account.less)


def _accounts(listed: Sequence[Figure]) -> Iterator[tuple[Account, Sequence[Figure]]]:
    for _, sentence in groupby(listed, key=lambda f: f.sentence):
        group = list(sentence)
        if len(group) < FEW or not any(CLOSES.search(f.lead) for f in group[FEW - 1 :]):
            continue
        rows: dict[str, list[Figure]] = {}
        for figure in group:
            if figure.stated is not None and not (figure.is_share or figure.bracket):
                rows.setdefault(measure_of(figure), []).append(figure)
        for row in rows.values():
            account = _account(_without_items(row)) if FEW <= len(row) <= LAST else None
            if account is not None:
                yield account, row


def _without_items(row: Sequence[Figure]) -> list[Figure]:
    """Leave out the figures that make a total told right behind them."""
    kept: list[Figure] = []
    for figure in row:
        items = exact_tail(figure, kept) if figure.is_marked_total else None
        kept = [*(kept[: len(kept) - len(items)] if items else kept), figure]
    return kept


def _account(row: Sequence[Figure]) -> Account | None:
    """Return what the words of each figure make of a row, if they make an account."""
    if len(row) < FEW or not CLOSES.search(row[-1].lead) or not _are_levels(row):
        return None
    first, *between, closing = row
    side = _side(closing)
    if side not in CLOSING:
        return None
    moves = [_move(f) or _side(f) for f in between]
    is_stock = _side(first) == Side.OPENING or side == Side.NOW
    if not _may_open(first) or not _may_move(moves, is_stock=is_stock):
        return None
    if side == Side.OUTCOME and not (
        OUGHT.search(first.lead) and all(TAKEN_OFF.search(f.lead + f.tail) for f in between)
    ):
        return None
    more = [first, *(f for f, move in zip(between, moves, strict=True) if move == Side.IN)]
    less = [f for f in between if f not in more]
    if not less or (side in (Side.NOT_DONE, Side.OUTCOME) and len(more) > 1):
        return None
    account = Account(more, less, closing, side, is_stock, None not in moves)
    return replace(account, is_told=account.is_told or _are_opposite(account))


def _may_open(first: Figure) -> bool:
    """Whether a figure may be all that there was: it is no part, nor what went."""
    side = _side(first)
    is_spent = side == Side.OUT and RECEIVED.search(first.lead) is None
    return side not in CLOSING and not is_spent and PART.search(first.lead) is None


def _may_move(moves: Sequence[Side | None], *, is_stock: bool) -> bool:
    """Whether what stands between may have come or gone; of a stock each must say which."""
    told = set(moves)
    if is_stock:
        return told <= {Side.IN, Side.OUT}
    return not told & {Side.OPENING, Side.NOW, Side.LEFT}


def _are_levels(row: Sequence[Figure]) -> bool:
    """Whether each is a number of its own; 每月4200元 may open an account, too."""
    span = row[0].per
    is_own = span in (None, "月", "年") and all(f.per in (None, span) for f in row)
    return is_own and not any(f.is_each or COMPARED.search(f.lead) for f in row)


def _side(figure: Figure) -> Side | None:
    """Return what the words of a figure make it to an account."""
    lead = figure.lead.strip()
    if STILL_NOT.search(lead) and figure.tail[:1] in ("未", "没"):
        return Side.NOT_DONE
    side = next((side for side, words in SIDES if words.search(lead)), _move(figure))
    # 还余学费1510元未交: of what ought to be paid; 未脱困户中有60户: some of them
    is_of_other = side == Side.LEFT and figure.tail[:1] in ("未", "没")
    return None if is_of_other or AMONG.search(lead) else side


def _move(figure: Figure) -> Side | None:
    """Return whether the words of a figure say that it came or went: the last ones before it."""
    for words in (figure.lead, figure.tail):
        moves = list(MOVES.finditer(words))
        if moves:
            return Side[moves[-1].lastgroup or "OUT"]
    return None


def _judged(
    account: Account, row: Sequence[Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    figures = (*account.more, *account.less, account.closing)
    if account.gap == 0:
        yield balance_of(account.closing, account.more, account.less)
        return
    if not (account.is_told and are_exact(figures) and _is_whole(account)):
        return
    words = text[row[0].start : account.closing.start]
    behind = account.closing.tail + rest_of_sentence(account.closing, text)
    others = NO_OTHERS.sub("", words.replace("其中", "", 1) + behind)
    is_plain = not (OTHERS.search(others) or NOT_COMPARABLE.search(others))
    near = [f for f in listed if f not in row and abs(f.sentence - row[0].sentence) <= NEAR]
    is_plain = is_plain and not any(_explains(f, account) for f in near)
    if is_plain:
        closed = _is_all(account, words, behind)
        if account.side == Side.KEPT:  # who paid how much of it: parts of the first
            parts = [*account.less, account.closing]
            yield sum_of(Form.TOTAL_THEN_LIST, account.more[0], parts, closed=closed)
        else:
            yield balance_of(account.closing, account.more, account.less, closed=closed)


def _is_whole(account: Account) -> bool:
    """Whether what there was is more than what went of it, and than what is left."""
    most = added(account.more)
    rest = account.closing.stated or NOTHING
    return most > added(account.less) and (account.is_stock or rest < most)


def _explains(other: Figure, account: Account) -> bool:
    """Whether a figure near is what the account lacks, or the whole that its parts make."""
    if measure_of(other) != measure_of(account.closing) or not other.stated:
        return False
    parts = added((*account.less, account.closing))
    return other.stated in (abs(account.gap), parts, parts + added(account.more))


def _is_all(account: Account, words: str, behind: str) -> bool:
    """Whether nothing but what is told can be in the account, or more is left than can be."""
    if NO_OTHERS.search(words) or NO_OTHERS.match(behind.lstrip("，, ")):
        return True
    if account.is_stock:
        return len(account.more) >= FEWEST
    if account.side == Side.NOT_DONE:
        return _are_opposite(account)
    if OF_YEAR.search(account.closing.lead):
        return True
    is_of_this = account.side != Side.LEFT or not ACCOUNT.search(account.closing.lead)
    least = SLIGHT * (account.closing.stated or NOTHING) if account.closing.is_money else NOTHING
    return is_of_this and account.gap > least


def _are_opposite(account: Account) -> bool:
    """Whether those of whom it is so are told beside those of whom it is not: 录用, 未录用."""
    done = [f.lead + f.tail for f in account.less]
    said = account.closing.lead + account.closing.tail
    if account.side != Side.NOT_DONE:
        return False
    if any(no in said and all(yes in words for words in done) for yes, no in OPPOSITES):
        return True
    missed = MISSED.search(said)
    if missed is None:
        return False
    deed, words = missed["deed"].removesuffix("的"), "".join(done)
    if missed["when"] not in words:  # 初审通过45人，复审未通过8人
        return False
    return any(all(deed[:size] in words for words in done) for size in range(len(deed), 0, -1))
