"""Organisations that are visited or given something: 走访了⟦县消防大队⟧, 向⟦县福利院⟧捐赠."""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.organisation_constructions import Construction, always, names_money
from extractor.mentions.organisation_names import END_OF_LIST, LIST, NAMED, OF_A_NAME, OPEN, endings
from extractor.model import PartyRole


@lexicon.derived
def _visits() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:走访慰问|走访|慰问|看望)[了过]?(?!小?组|[团队金品款]|对象){LIST}(?:等(?:单位|企业|部门)?)?(?=[,，。;；\n]|\Z)"
    )


@lexicon.derived
def _goes_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:下到|来到|深入到?|走进|前往|赴|到|在)(?:局属|所属)?{LIST}等?[^,，。;；、\n]{{0,12}}"
        r"(?:(?:进行|开展)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽)"
        r"|(?:走访慰问|走访|慰问)(?=[,，。;；\n时]|\Z))"
    )


@lexicon.derived
def _brings_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴){LIST}等?(?:地|处|单位|部队)?[,，][^,，。;；\n\d]{{0,8}}"
        r"(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{0,6})"
    )


# 受捐单位:柳林小学、河口中学; 捐赠单位有:…
_GETTERS = r"受(?:捐[赠助]?|[助赠援益])(?:单位|学校|机构|部队|对象)"


@lexicon.derived
def _listed_getters() -> regex.Pattern[str]:
    return regex.compile(rf"{_GETTERS}{NAMED}{LIST}{END_OF_LIST}")


_GETTERS_HEAD = re.compile(_GETTERS)


@lexicon.derived
def _handed_to() -> regex.Pattern[str]:
    return regex.compile(rf"(?:捐[赠献送]?|赠[送予]?|送)给了?{LIST}(?:等单位)?(?=[,，。;；\n]|\Z)")


@lexicon.derived
def _gives_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:向|给|为)(?P<list>(?:{OF_A_NAME}{{1,14}}?(?:{endings()})(?:[、和及]|以及))*"
        rf"{OF_A_NAME}{{1,14}}?(?:{endings()}))(?:等单位)?"
        r"(?:分别|各)?(?:捐赠|捐款|捐助|捐|赠送|送[去上]?)"
    )


# Those whom others comfort; a league of women that 各送 something is a giver.
_COMFORTED = (
    r"(?:[大中支]队|部队|驻军|军分区|人武部|武装部|福利院|敬老院|养老院|光荣院|干休所|救助站)"
)


@lexicon.derived
def _gets_each() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>(?:{OF_A_NAME}{{1,14}}?{_COMFORTED}(?:[、和及]|以及))+{OF_A_NAME}{{1,14}}?{_COMFORTED})"
        r"(?:分别|各)(?:送[去上]?|发放?|得到?|获得?)了?[^\W\d]{0,8}"
    )


_COMFORTED_EACH = re.compile(f"{_COMFORTED}(?:分别|各)")


RECIPIENTS = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that is visited.",
        _visits,
        always,
        None,
        ("走访了⟦县消防大队⟧、⟦某派出所⟧,送去问候", "慰问某公司困难职工"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body where people are visited, or things are given.",
        _goes_to,
        always,
        None,
        ("到⟦自来水公司⟧等一线开展慰问", "来到北岭镇等地,慰问职工"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and something brought along.",
        _brings_to,
        names_money,
        None,
        ("先后来到⟦县人武部⟧、⟦消防大队⟧,送上慰问金5万元", "来到县消防大队,检查工作"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies listed as those who are given to.",
        _listed_getters,
        always,
        _GETTERS_HEAD,
        ("受捐单位:⟦柳林小学⟧、⟦河口中学⟧。", "受捐单位表示感谢。"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that all is handed to.",
        _handed_to,
        always,
        None,
        ("义卖所得全部捐给⟦县福利院⟧。", "捐给学校的图书"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that something is given to.",
        _gives_to,
        always,
        None,
        ("向⟦县福利院⟧捐赠", "向⟦武警支队⟧和⟦消防支队⟧各送慰问金3万元", "向社会各界捐款人致谢"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies of those whom others comfort, that get something each.",
        _gets_each,
        names_money,
        _COMFORTED_EACH,
        ("⟦武警中队⟧和⟦消防救援大队⟧各送慰问金2万元", "妇联和团委各送慰问金2万元"),
    ),
)
