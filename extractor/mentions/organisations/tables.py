"""Organisations, and places, in the cells of a table whose columns have heads, or below words that lead in.

    捐赠方 | 金额 | 意向⏎⟦海棠酒业公司⟧ | 50000元 | 助学        the head of the column says that they give
    …下拨救灾款60万元,分配如下:⏎单位  救灾款⏎⟦青石县红十字会⟧  25万元   or the words above the table that they get
    …图书分送以下学校:⏎⟦石坝小学⟧ 600册                     in lines below such words, by themselves

A town or a village is read only as one that gets something.
"""

from __future__ import annotations

import regex

from extractor.mentions.columns import GIVEN_OUT, column_of, is_given_out, said_of_body
from extractor.mentions.heads import head_above_rows, is_table_row, said_in_line
from extractor.mentions.numbering import NUMBER
from extractor.mentions.organisations.constructions import Construction
from extractor.mentions.organisations.names import IN_A_LIST, NO_OFFICE, OF_A_NAME, endings
from extractor.model import PartyRole
from extractor.offsets import Span, line_of

_BEGINS = r"(?:\||(?<=\n)[ \t\u3000]*(?:[（(]?\d{1,3}[)）、.．]?)?)[ \t\u3000]*"
_ENDS = r"(?=[ \t\u3000]{1,8}[^\n]|[ \t\u3000]*(?:\||\n|\Z))"
_CELLS = r"\n[^\n|。]{2,20}(?:\||[ \t\u3000])[^\n]*\d"  # a row of a table, in a text that has one
_PLACE = rf"(?![合总小共]计){OF_A_NAME}{{1,10}}?(?:[乡镇村寨屯]|社区|街道|[县区])"


def _is_of_givers(match: regex.Match[str], _money: set[int]) -> bool:
    """Tell whether the cell stands in a column of those who give."""
    return _said(match) is PartyRole.DONOR


def _is_of_getters(match: regex.Match[str], _money: set[int]) -> bool:
    """Tell whether the cell stands in a column of those who get something."""
    return _said(match) is PartyRole.RECIPIENT


def _said(match: regex.Match[str]) -> PartyRole | None:
    text, start = match.string, match.start("part")
    if not is_table_row(line_of(text, Span(start, start)).slice(text).strip()):
        return None
    column = column_of(text, start)
    return None if column is None else said_of_body(text, column)


_LINE = rf"(?<=\n)[ \t\u3000]*(?:{NUMBER})?[ \t\u3000]*"
_AMOUNT = (
    r"(?:(?=[ \t\u3000:：,，|](?:[^\n\d。]{0,12}?[ \t\u3000:：,，|])?[ \t\u3000]{0,4}[\d约])"
    r"|(?<!工会)(?=[ \t\u3000:：|]{1,4}\p{Han}{1,8}\d))"  # 县人武部 电风扇8台
)


def _is_below_getters(match: regex.Match[str], _money: set[int]) -> bool:
    """Tell whether the words above the lines say that something is given out to those in them."""
    text, start = match.string, match.start("part")
    if column_of(text, start) is not None:
        return False
    head = head_above_rows(text, line_of(text, Span(start, start)).start)
    is_of_people = match["part"].endswith(("村", "社区")) and _OF_PEOPLE.search(head)
    return not is_of_people and is_given_out(head) and said_in_line(head) is PartyRole.RECIPIENT


# 救济款发给5个村的倒房户: those who live there get it
_OF_PEOPLE = regex.compile("户|[民众员工生]|对象|老人|家庭|[救补]助金|人数|慰问金")


TABLES = (
    Construction(
        PartyRole.DONOR,
        "A body in a column of those who give.",
        lambda: rf"{_BEGINS}(?P<part>{OF_A_NAME}{{1,20}}?(?:{endings()}|{IN_A_LIST})){_ENDS}",
        (
            "捐赠方 | 金额 | 意向\n⟦海棠酒业公司⟧ | 50000元 | 助学",
            "捐款单位  金额\n⟦金鹿超市⟧  2000元",
            "供货单位 | 金额\n金鹿超市 | 2000元",
        ),
        holds=_is_of_givers,
        trace=_CELLS,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body or a place in a column of those who get something.",
        lambda: (
            rf"{_BEGINS}(?P<part>{OF_A_NAME}{{1,20}}?(?:{endings()}){NO_OFFICE}|{_PLACE}){_ENDS}"
        ),
        (
            "受捐学校 | 电脑\n⟦石坝小学⟧ | 20台",
            "向受灾乡镇发放棉被,数量如下:\n乡镇  棉被  户数\n⟦青石镇⟧  320床  186户",
            "各乡镇受灾情况如下:\n乡镇  倒房  损失\n青石镇  20间  16万元",
        ),
        holds=_is_of_getters,
        trace=_CELLS,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body in a line below words that say what is given out.",
        lambda: rf"{_LINE}(?P<part>{OF_A_NAME}{{1,20}}?(?:{endings()}){NO_OFFICE}){_AMOUNT}",
        (
            "图书分送以下学校:\n⟦石坝小学⟧ 600册\n⟦梅岭小学⟧ 450册",
            "共下拨慰问金12万元:\n(1)⟦石坝敬老院⟧ 3万元",
            "棉衣分配情况:\n⟦石头寨村⟧ 棉衣200件",
            "慰问品分配如下:\n⟦县人武部⟧ 电风扇8台 西瓜800公斤",
            "各单位发放慰问金如下:\n石坝中学 3万元",
            "救济款发给5个村的倒房户:\n石坝村 46户 3万元",
            "全年支出如下:\n石坝中学 3万元",
        ),
        holds=_is_below_getters,
        trace=lambda: f"(?:{GIVEN_OUT.pattern})[^。]*\n[^\n]*\\d",
    ),
)
