"""What stands with each amount of a list, and what the words that lead the list in say of it.

    捐款公示⏎一、企业⏎海田五金厂 12000元⏎小计 12000元⏎二、个人⏎丁来顺 300元     each in its line, with heads between
    出钱较多的会员:瑞丰茶业12万元,海昌石材10万元                                or one behind the other
    组织会员伸出援手:苏通纺织捐款15万元,海陵医药捐款10万元                       each of which says that it gives
    单位有三家:海晟船务集团(120万元)、榕川农商银行(80万元)                       or with its amount in brackets
    发动单位捐赠:海鸥食品公司年货礼包300份,华申物业现金3万元                     or with what it is

What stands between two amounts is one field.  The head of the rows says what is done, or where it does
not the title of the report: but of gifts alone, since much else is listed in reports of aid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.mentions.columns import GIVEN_OUT, column_of, is_given_out
from extractor.mentions.heads import is_of_a_part, lines_above, said, said_in_line
from extractor.mentions.organisations.names import ITS_PEOPLE, body_begun, ends_as_body
from extractor.model import PartyRole
from extractor.offsets import Span, after_last_mark, line_of


@dataclass(frozen=True, slots=True)
class Field:
    """What stands with an amount: who, whether it opens its line, and whether it says that it gives.

    ``body`` is the body that it begins with, where more is told: of what the amount is, or for what.
    ``end`` is where the amount begins.
    """

    who: Span
    is_row: bool
    gives: bool
    body: Span | None
    end: int


_NUMBER = r"(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）、.．]|(?=[ \t\u3000]))|[①-⑳])?"
_PEOPLE = f"(?:{ITS_PEOPLE}|夫妇|夫妻|伉俪|两口子|全家|一家|先生|女士|同志|老师|同学|个人)?"
_GIVES = r"(?:各|共|自愿|自发|带头)?(?:捐[款赠资助献出]?了?|认捐|赞助|资助|救助)"
_FIELD = regex.compile(
    rf"[)）]?[\s,，、;；|和及]*{_NUMBER}[ \t\u3000|]*(?:其中|还有|另有|以及|和)?"
    r"(?P<who>(?:\p{Han}|[A-Za-z0-9·])(?:\p{Han}|[A-Za-z0-9·]|[（(]\d{1,2}[)）](?=班)){1,19}?)"
    rf"{_PEOPLE}(?:[（(][^（()）\n]{{1,12}}[)）])?[ \t\u3000:：,，|…—-]{{0,16}}(?P<gives>{_GIVES})?(?:人民币|现金|[¥￥])?[ \t]*"
    r"(?:[（(]\p{Han}{0,6})?"
)
_BEGINS = regex.compile(
    r"其中|(?:的|单位|企业|公司|商家|会员|学校|机构)(?:还|主要|分别)?[有是为]|[：:。?？;；,，\n]"
)
_TAIL = regex.compile(r"[^\n。]{0,40}[。]?")  # behind an amount, up to the end of its line
_SPENT = regex.compile(r"使用|支出|发放|用[于途]|去向|分配|[拨支]付|开支|花[了去费]|购|买|[结余]余")
_SUBHEAD = regex.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十甲乙丙丁戊]{1,3}|\d{1,2})[)）、.．])[^\n。\d]{1,24}[:：]?\s*"
)


def with_givers(text: str, goods: Sequence[Span]) -> Iterator[Span]:
    """Yield those of ``goods`` before which the body that gives them stands: 海鸥食品公司|年货礼包300份."""
    for things in goods:
        match = _GOODS.search(text, max(0, things.start - _LONGEST), things.start)
        if match is None:
            continue
        is_given = ends_as_body if match["bracket"] else body_begun
        if is_given(match["field"]):
            yield things


_GOODS = regex.compile(r"[:：,，、;；\n](?P<field>\p{Han}{4,22})(?P<bracket>[（(]\p{Han}{1,6})?\Z")
_LONGEST = 23  # code points of a body and its goods


def lists_of(text: str, money: Sequence[Span]) -> Iterator[list[Field]]:
    """Yield the fields of each list: those of amounts that follow each other with nothing else between."""
    fields: list[Field] = []
    last: Span | None = None
    for amount in money:
        field = _next_field(text, last, amount) if fields and last is not None else None
        if field is None:
            if fields:
                yield fields
            first = _first_field(text, amount, last.end if last else 0)
            fields = [first] if first else []
        else:
            fields.append(field)
        last = amount
    if fields:
        yield fields


def _next_field(text: str, last: Span, amount: Span) -> Field | None:
    """Return the field of an amount, if nothing but it stands between the amount and the one before."""
    lines = text[last.end : amount.start].split("\n")
    if len(lines) == 1:
        return _field(text, Span(last.end, amount.start))
    is_going_on = _TAIL.fullmatch(lines[0]) and all(_is_between(line) for line in lines[1:-1])
    return _field(text, Span(amount.start - len(lines[-1]), amount.start)) if is_going_on else None


def _is_between(line: str) -> bool:
    """Tell whether a list goes on behind a line: a blank one, or a head within it, but not of spending."""
    if _SPENT.search(line):
        return False
    return not line.strip() or is_of_a_part(line.strip()) or _SUBHEAD.fullmatch(line) is not None


def _first_field(text: str, amount: Span, low: int) -> Field | None:
    """Return the field of the amount that opens a list, behind the words that lead it in."""
    line = line_of(text, amount).start
    begins = max(low, line)
    for match in _BEGINS.finditer(text, begins, amount.start):
        begins = match.end()
    return _field(text, Span(begins, amount.start))


def _field(text: str, span: Span) -> Field | None:
    match = _FIELD.fullmatch(text, span.start, span.end)
    if match is None:
        return None
    line = line_of(text, span).start
    who = Span(*match.span("who"))
    ended = body_begun(who.slice(text))
    return Field(
        who,
        not text[line : match.start("who")].strip(
            " \t\u3000|0123456789()（）、.．一二三四五六七八九十"
        ),
        match["gives"] is not None,
        None if ended is None else Span(who.start, who.start + ended),
        span.end,
    )


# --- what a list says ----------------------------------------------------------------------------

_TELLS_OF_GIFTS = regex.compile("捐|善款|解囊|爱心(?:款|单位|企业|商家|人士)|出[钱资]较多|募")
_FAR = 100  # code points back to what governs an amount


def said_of(text: str, fields: Sequence[Field]) -> PartyRole | None:
    """Return what is said of those who stand in the fields of a list."""
    first = fields[0].who
    if len(fields) > 1 and all(field.gives for field in fields):
        return PartyRole.DONOR
    line = line_of(text, first).start
    if fields[0].is_row:
        return None if column_of(text, first.start) else _said_above(text, line)
    low = after_last_mark(text, "。\n", max(line, first.start - _FAR), first.start)
    lead = text[low : first.start]
    if _GOT.search(lead) or (GIVEN_OUT.search(lead) and "捐" not in lead):
        return PartyRole.RECIPIENT
    if _TELLS_OF_GIFTS.search(lead) and not _SPENT.search(lead):
        return PartyRole.DONOR
    is_of_funds = _OF_FUNDS.search(lead) or _pays(text, fields[0])
    return PartyRole.SOURCE if is_of_funds and not _SPENT.search(lead) else None


def _pays(text: str, field: Field) -> bool:
    """Tell whether the first of a list is said to pay, as the others do then: 市总工会下拨8万元,区财政局5万元."""
    told = Span(field.body.end, field.who.end).slice(text) if field.body else ""
    return _PAYS.fullmatch(told) is not None


_PAYS = regex.compile(r"(?:下拨|拨款|拨付|拨了?|安排|配套|列支|出资)(?:了|资金|经费)?")
# 资金来源:, 钱的来路:, 今年到村的资金有四笔:
_OF_FUNDS = regex.compile(
    r"(?:资金|经费|款|钱)[^,，。:：]{0,4}(?:来源|来路|从哪|来自)|筹[资措集]|(?:资金|经费)[^,，。:：]{0,8}[笔块项个][^,，。:：]{0,4}[:：]\Z"
    r"|(?:到位|投入|落实|争取|整合)[^,，。:：]{0,8}(?:资金|经费)[^。]{0,20}[:：]\Z"
)
# 获得补助的学校有三所:
_GOT = regex.compile(
    r"(?:获得?|享受|得到|受)(?:补助|资助|救助|拨款|捐赠?|援助)(?:资金|物资)?的?(?:学校|单位|机构|乡镇|村)[^,，。]{0,8}[:：]?\Z"
)


def _said_above(text: str, line: int) -> PartyRole | None:
    """Return what the head of the rows says, or of gifts the title of the report."""
    is_income = False
    for above in lines_above(text, line):
        head = above.slice(text).strip()
        if _SPENT.search(head) and _SUBHEAD.fullmatch(head):
            return None
        is_income = is_income or _INCOME.fullmatch(head) is not None
        if not head or _is_between(head):
            continue
        role = said_in_line(head)
        if role is PartyRole.RECIPIENT and not is_given_out(head):
            return None
        if is_income and _ACCOUNT.match(text):
            return PartyRole.DONOR
        return role or _said_by_title(text, above.start)
    return None


# 一、收入 in the account of what a charity was given, whatever else it is of
_INCOME = regex.compile(
    rf"{_NUMBER}\s*(?:善款|捐[款赠]|社会|资金|接收|本[期季月年]度?)*收入(?:部分|情况|明细|方面)?[:：]?"
)
_ACCOUNT = regex.compile(
    r"\s*[^\n]{0,30}?(?:善款|捐[款赠]|慈善|爱心)[^\n]{0,16}?(?:收支|收入|使用|公[告示布])"
)


def _said_by_title(text: str, line: int) -> PartyRole | None:
    """Return that those listed give, where the title of the report says so and no line between of spending."""
    title, _, between = text[:line].strip().partition("\n")
    is_of_gifts = said(title) is PartyRole.DONOR and not _SPENT.search(title + between)
    return PartyRole.DONOR if is_of_gifts else None
