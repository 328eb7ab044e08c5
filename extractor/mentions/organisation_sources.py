"""Organisations that pay, or of whom a part of the money is: ⟦区财政局⟧拨款5920元."""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.organisation_constructions import (
    Construction,
    after_ending,
    always,
    names_money,
    with_money,
)
from extractor.mentions.organisation_names import LIST, OF_A_NAME, OPEN, endings, whole_name
from extractor.model import PartyRole

_SHARE = r"(?:各|分别|共同|平均)(?:出资?|承担|负担|分担|支付)了?(?:一半|[半\d一二两三四五六七八九]+成|\d+(?:\.\d+)?%|[一二三四]分之一)(?!任务|工作|责任)"


@lexicon.derived
def _shares() -> regex.Pattern[str]:
    return regex.compile(rf"(?:由|{OPEN}){LIST}{_SHARE}")


_SHARED = re.compile(_SHARE)


@lexicon.derived
def _referred_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"转介[到给至]{LIST}等?[\d一二两三四五六七八九十]{{1,3}}[家个](?:社会|慈善|公益|爱心)[组机团]"
    )


@lexicon.derived
def _raised_from() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:争取|筹集|筹措|整合|投入|落实|到位)[^。;；\n捐]{{0,10}}(?:资金|经费|款项?)[^。;；\n捐]{{0,60}}"
        rf"(?:其中[:：]?|[,，、])(?P<list>(?!其中){OF_A_NAME}{{2,14}}基金会)(?=[\d约近])"
    )


_OF_A_FOUNDATION = re.compile(r"基金会[\d约近]")
_REFERRED = re.compile("转介[到给至]")
_PAYS = r"[下划调核补追转]?拨[款付出给来发]?|出资|支持(?=\d)|(?:按[^,，。;；\n]{1,12}比例)?配套(?=资金|经费|\d)"
_SETS_ASIDE = r"安排了?(?=[^\W\d]{0,8}[约近]?\d[\d.,]*[万亿]?余?多?元)"  # 镇财政所安排3.5万元


@lexicon.derived
def _grants() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>{whole_name(1, 10)})(?:(?:{_PAYS})了?[^\W\d]{{0,6}}|{_SETS_ASIDE}[^\W\d]{{0,8}})"
    )


@lexicon.derived
def _granted_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"由(?P<list>{whole_name(1, 12)})(?:统一|全额|共同)?"
        rf"(?:{_PAYS}|资助|列支|筹措|出(?=[,，。;；\n]|\Z))"
    )


@lexicon.derived
def _body_pays() -> re.Pattern[str]:
    return re.compile(after_ending(f"(?:{_PAYS}|安排)"))


@lexicon.derived
def _won_from() -> regex.Pattern[str]:
    return regex.compile(
        rf"争取[到了]?(?P<list>{OF_A_NAME}{{1,12}}(?:{endings()})(?<=[局委会办院厅社行团联]))[^\W\d]{{0,8}}?(?:资金|经费|款项?|补助)+"
    )


_WON = re.compile("争取")


SOURCES = (
    Construction(
        PartyRole.SOURCE,
        "A body that pays an amount out.",
        _grants,
        names_money,
        _body_pays,
        (
            "⟦区财政局⟧拨款5920元",
            "⟦镇财政所⟧安排3.5万元",
            "⟦县民政局⟧安排专项资金20万元",
            "民政局安排救护车2辆",
            "⟦市总工会⟧按50%的比例配套16万元",
            "财政局拨款支持工作",
        ),
    ),
    Construction(
        PartyRole.SOURCE,
        "由 a body that pays.",
        _granted_by,
        always,
        None,
        ("由⟦县民政局⟧统一拨付", "钱由⟦市供销社工会⟧出;", "由党委牵头负责"),
    ),
    Construction(
        PartyRole.SOURCE,
        "A body whose funds were won, with the amount.",
        _won_from,
        names_money,
        _WON,
        (
            "争取⟦县乡村振兴局⟧衔接资金86万元",
            "争取县财政局支持",
            "争取上级总工会帮扶资金20万元",
            "争取衔接推进乡村振兴资金3亿元",
        ),
    ),
    Construction(
        PartyRole.SOURCE,
        "A foundation with its part of the funds that were raised.",
        _raised_from,
        with_money,
        _OF_A_FOUNDATION,
        (
            "争取资金258万元,其中彩票公益金116万元,⟦省儿童基金会⟧60万元",
            "募集300万元,其中县教育基金会120万元",
        ),
    ),
    Construction(
        PartyRole.SOURCE,
        "Charities that those in need are sent on to.",
        _referred_to,
        always,
        _REFERRED,
        ("转介到⟦县慈善总会⟧、⟦县红十字会⟧等3家社会组织", "转介到县医院、市医院等3家医院"),
    ),
    Construction(
        PartyRole.SOURCE,
        "Bodies that bear a share of the cost each.",
        _shares,
        always,
        _SHARED,
        ("由项目部和⟦华岭矿业工会⟧各出一半", "由单位和个人各承担一半"),
    ),
)
