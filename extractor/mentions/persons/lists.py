"""What the head of a list says of the persons in it.

    受助学生名单:⟦高某⟧、⟦马某⟧           the head before the colon: recipients
    捐款名单⏎⟦游某⟧ 200元⏎⟦汤某⟧ 100元    the line above the lines that begin with a name: donors
    二、老党员(2人)⏎⟦游某⟧ ⟦汤某⟧          a kind of people as the head: recipients, but in a list of gifts donors
    ⟦章某⟧,胃癌,救助3000元;⟦樊某⟧,车祸,救助2000元  what follows in the item of each: recipients
    …自发捐款,其中⟦宋某⟧500元、⟦冷某⟧300元  a name with its amount: the last verb of the sentence
    临时救助对象公示⏎姓名 住址 金额⏎⟦罗某⟧ 大寨村 800元   the title of a table: recipients
    慰问组成员:⟦李某⟧、⟦王某⟧             who goes along is no recipient

A head is at most 30 characters.  Where it holds no word that decides, it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import regex

from extractor.mentions.columns import column_of, said_of_person
from extractor.mentions.heads import (
    LONGEST_HEAD,
    is_of_a_part,
    lines_above,
    said,
    said_in_line,
)
from extractor.mentions.numbering import FIGURE
from extractor.mentions.persons.scene import Scene
from extractor.model import PartyRole
from extractor.offsets import Span, after_last_mark, first_mark, line_of

_FAR = 120  # code points back to the verb that governs an amount
_SHORT_HEAD = 6  # 车间: which of those a list goes on with

_SENTENCE_END = re.compile(r"[。;；]")
_CLAUSES = regex.compile(r"[,，][^,，]*[,，]")
_COUNTS_UP = regex.compile(r"(?:的[有是为]|名单|如下|包括|的(?:个人|家庭|单位|企业))\Z")
_COLON = re.compile(r"[:：]")
_NUMBERED = re.compile(
    rf"[ \t\u3000]*(?:{FIGURE}|[①-⑳]|[一二三四五六七八九十]、|[（(][一二三四五六七八九十]{{1,3}}[)）])?[ \t\u3000]*"
)
_ROW = regex.compile(
    r"\S{1,20}(?:[ \t\u3000]{1,8}[^\s。]{1,12}){0,5}[ \t\u3000:：,，]{1,8}[¥￥]?[\d,.]{1,12}万?元?[;；,，]?\s*"
)
_WITH_AMOUNT = re.compile(
    r"(?:个人|夫妇|夫妻|伉俪|先生|女士|同志|同学|老师|全家|一家)?(?:[（(][^（()）\n]{1,12}[)）])?[ \t\u3000:：]{0,4}(?:各)?"
)
# 莲花村　祝某　13岁　600元: what stands before a name in a row of a table
_FIELDS = re.compile(
    r"[ \t\u3000]*(?:[（(]?\d{1,3}[)）、.．]?[ \t\u3000]*)?(?:[\u4e00-\u9fff\d()（）]{1,10}[ \t\u3000]+){1,2}"
)
_ITEM_BEGINS = re.compile(
    rf"(?:\A|[:：;；。\n])[ \t\u3000]*(?:{FIGURE})?"
    r"(?:[\u4e00-\u9fff\d]{1,10}(?:[村组镇乡班]|社区|街道|小区|学院|车间))?\Z"
)
_ITEM = regex.compile(
    r"(?:[,，、][^,，、;；。\n]{1,12}){0,5}[,，](?:现|已|共|各)?(?:救助|补助|资助|补贴|慰问|发放?|领取?|获得?)"
    r"(?:救助|补助|资助|慰问)?[金款]?"
)
# 崔某 因学 2000元, 卜某,女,缺劳力: why something is given
_REASON = regex.compile(
    r"[ \t\u3000,，:：]{1,6}(?:因(?!公(?!致残|牺牲))|缺(?=劳|技术|资金)|患|身患|突发|遭)[\u4e00-\u9fff]{1,6}(?=[\s,，;；。\d]|\Z)"
)
_VERB = regex.compile(
    r"(?P<gives>捐[款赠资献出](?!给)|认捐|捐(?=[\d一二三四五六七八九十]))"
    r"|(?P<gets>救助|补助|资助|发放|慰问|奖励|给予|送去|送上|支付|获|[汇寄]给(?![^,，。;；\n]{0,10}(?:红十字|慈善|灾区|基金)))"
)


def head_role(span: Span, scene: Scene) -> PartyRole | None:
    """Return what the head of the list that the name at ``span`` stands in says of it."""
    text = scene.text
    line = line_of(text, span).start
    before = text[line : span.start]
    if _is_kind_of_people(Span(line, span.start), scene):
        return _said_of_kind(text, Span(line, span.start))
    if any(mark in before for mark in ":："):
        role = _said_before_colon(before) or _of_those_given_each(before, text[:line])
        is_part = role is None and is_of_a_part(before)  # 受助学生⏎七年级:⟦甲⟧、⟦乙⟧
        return _said_above(line, scene) if is_part else role
    column = column_of(text, span.start)
    if column is not None:
        return said_of_person(text, column)
    if _NUMBERED.fullmatch(before) or _FIELDS.fullmatch(before):
        return _said_above(line, scene)
    return None


def _said_before_colon(before: str) -> PartyRole | None:
    """Return what the words before the colon say that the line has before a name."""
    after_stop = _SENTENCE_END.split(before)[-1]
    for part in (after_stop, before.rpartition("。")[2]):  # 考取本科者甲;考取专科者⟦乙⟧
        colons = list(_COLON.finditer(part))
        if colons:
            head = part[: colons[-1].start()]
            last = regex.split("[,，]", head)[-1]
            if _COUNTS_UP.search(last):  # 单位捐款较多,个人捐款1万元以上的有:
                return said(last[-LONGEST_HEAD:])
            if len(head) <= _SHORT_HEAD and said(head) is None and part != before:
                continue  # 慰问名单:机关:甲、乙;车间:⟦丙⟧
            if part != after_stop and not _CLAUSES.search(part[: colons[0].start()]):
                head = part[: colons[0].start()]
            # 贫困户万某,名字好听,日子难过: is no head of a list
            return None if _CLAUSES.search(head) else said(head[-LONGEST_HEAD:])
    return None


# 一等2名,每人3000元:⟦甲⟧、⟦乙⟧, where the text tells of aid before and of no gifts
_EACH_GETS = regex.compile(r"每[人名位户生][\d,.]+万?元[:：][^,，。;；:：\d]*\Z")
_CLOSE = ")）:："
_OF_AID = regex.compile("奖学|奖励|助学|资助|救助|补助|慰问|困难|贫困|救济")


def _of_those_given_each(before: str, above: str) -> PartyRole | None:
    """Return what the amount each gets says of those behind it, in a text that tells of aid."""
    if _EACH_GETS.search(before) is None:
        return None
    told = above[-_FAR:] + before
    is_aid = _OF_AID.search(told) is not None and "捐" not in told
    return PartyRole.RECIPIENT if is_aid else None


def amount_role(text: str, span: Span, money: Collection[int]) -> PartyRole | None:
    """Return what the verb before says of a name that an amount directly follows."""
    match = _WITH_AMOUNT.match(text, span.end)
    if match is None or match.end() not in money:
        return None
    low = after_last_mark(text, "。\n", max(0, span.start - _FAR), span.start)
    verbs = list(_VERB.finditer(text, low, span.start))
    if not verbs:
        return None
    return PartyRole.DONOR if verbs[-1]["gives"] else PartyRole.RECIPIENT


def item_role(text: str, span: Span, money: Collection[int]) -> PartyRole | None:
    """Return what the item that a name begins says of it, further on: ⟦章某⟧,胃癌,救助3000元."""
    if _REASON.match(text, span.end):
        return PartyRole.RECIPIENT
    if _ITEM_BEGINS.search(text, max(0, span.start - 16), span.start) is None:
        return None
    match = _ITEM.match(text, span.end)
    return PartyRole.RECIPIENT if match is not None and match.end() in money else None


# 甲 200元,乙 200元。以上春荒救济款已发清
_SUMMED_UP = regex.compile(
    r"[^“]{0,480}?[。;；\n]\s*(?:以上|上述)(?![^。\n]{0,12}(?:捐|缴|交纳))"
    # 以上九户,合计救济款四百六十元
    r"[^,，。\n]{0,6}(?:[,，](?:共计?|合计|总计)(?:发放|支出|发)?)?"
    r"(?:救济|救助|补助|慰问|资助|受助|助学|低保|困难)"
)
_HEADING = regex.compile(r"\n\s*[（(]?[一二三四五六七八九十]{1,2}[)）、]")


def summed_up_role(text: str, span: Span, money: Collection[int]) -> PartyRole | None:
    """Return what is said of the amounts of a list below it, where the name has one of them."""
    match = _WITH_AMOUNT.match(text, span.end)
    if match is None or match.end() not in money:
        return None
    summed = _SUMMED_UP.match(text, match.end())
    if summed is None or _HEADING.search(text, match.end(), summed.end()):
        return None
    return PartyRole.RECIPIENT


def _said_above(line: int, scene: Scene) -> PartyRole | None:
    """Return what the nearest line above says that does not begin with a name."""
    text = scene.text
    for above in lines_above(text, line):
        if _ROW.fullmatch(text, above.start, above.end):
            continue  # 和谐 500元: a row as this one is, though no name is seen in it
        head = above.slice(text).strip()
        each = _of_those_given_each(f"{head.rstrip(_CLOSE)}:", text[: above.start])
        if each is not None:  # 一等(每人1500元)⏎⟦甲⟧ ⟦乙⟧
            return each
        if _is_row(text, above, scene.names) or is_of_a_part(head):
            continue
        if _is_kind_of_people(above, scene):
            return _said_of_kind(text, above)
        return said_in_line(head)
    return None


# 二、80周岁以上老党员(5人,每人500元), 困难党员3名; but not 困难职工帮扶责任人(3人)
_NUMBER = r"(?:[\d,.]+|[一二两三四五六七八九十百千]+)[余多]?"
_AGED = re.compile(rf"(?:{_NUMBER}(?:周?岁)(?:及?以上|以下)?的?)?")
_COUNTED = regex.compile(
    rf"(?:共计?)?(?:{_NUMBER}[人名户位个])?[ \t\u3000]*(?:[(（][^()（）\n]{{1,40}}[)）])?[:：]?\s*"
)


def _is_kind_of_people(line: Span, scene: Scene) -> bool:
    """Tell whether the line names a kind of recipient, and how many there are, and no more."""
    text = scene.text
    number = _NUMBERED.match(text, line.start, line.end)
    start = number.end() if number else line.start
    aged = _AGED.match(text, start, line.end)
    start = aged.end() if aged else start
    end = scene.groups.get(start)
    return end is not None and _COUNTED.fullmatch(text, end, line.end) is not None


_LIST_OF_GIFTS = regex.compile(
    r"捐[款赠资物](?![^\n]{0,6}发放)[^\n。]{0,12}(?:名单|明细|公示|公布|一览|情况|光荣榜|登记)"
)


def _said_of_kind(text: str, line: Span) -> PartyRole:
    """Return the role of those listed under a kind of people: in a list of gifts they are donors."""
    is_of_gifts = any(
        _LIST_OF_GIFTS.search(text, above.start, above.end)
        for above in lines_above(text, line.start)
        if above.end - above.start <= _LONGEST_TITLE
    )
    return PartyRole.DONOR if is_of_gifts else PartyRole.RECIPIENT


_LONGEST_TITLE = 40
_LONGEST_PART = 20  # code points


def _is_row(text: str, line: Span, names: Collection[int]) -> bool:
    """Tell whether a line begins with a name, or has one behind a field or two."""
    begins = _NUMBERED.match(text, line.start, line.end)
    if begins is not None and begins.end() in names:
        return True
    colon = first_mark(text, ":：", line.start, min(line.end, line.start + _LONGEST_PART))
    if colon + 1 in names and is_of_a_part(text[line.start : colon + 1]):
        return True  # 七年级:甲、乙
    return any(
        _FIELDS.fullmatch(text, line.start, at)
        for at in range(line.start + 2, min(line.end, line.start + 30))
        if at in names
    )
