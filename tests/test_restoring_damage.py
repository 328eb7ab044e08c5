"""Byte damage is undone, or left as it is: never made worse."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import SourceFile
from extractor.restoring import restore
from tests.damage_model import damaged

TABLE = {"會": "huì", "問": "wèn", "員": "yuán", "冊": "cè", "簡": "jiǎn", "驅": "qū", "實": "shí",
         "節": "jié", "領": "lǐng", "發": "fā", "動": "dòng", "門": "mén", "總": "zǒng"}  # fmt: skip
SENTENCES = [
    "為落實上級通知精神，我們在春節前對困難職工進行了慰問。",
    "工會領導高度重視，專門召開會議，安排部署送溫暖活動。",
    "公司為三十二名困難員工發放慰問金一萬六千元。",
    "大家紛紛表示感謝。“組織沒有忘記我們，今后一定好好工作。”老工人說。",
    "現將活動開展情況總結如下：",
    "活動結束后，現場發放了棉被和大米。",
    "我們扎實開展走訪，把溫暖送到困難群眾的心坎上。",
    "他們住院期間，單位派專人看望、慰問。",
    "確保“走基層、送溫暖”活動落到實處。",
    "鎮黨委、政府開展結對幫扶，共走訪貧困戶三百五十戶。",
]
MARKS = re.compile(r"[\s，。、：；！？“”,:;!?()（）]")


def restored(raw: str) -> str:
    return restore(SourceFile("page.txt", "0" * 64, len(raw), "txt", "utf-8", raw)).text


# a damaged stretch as such a site shows it, and what stood there
REPAIRED = [
    ("大家紛紛表示感謝?！敖M織沒有忘記我們。", "大家纷纷表示感谢。“组织没有忘记我们。"),
    (
        "我們(men)開(kāi)了會(huì)，讓他們?cè)谧≡旱臅r(shí)候也能過(guò)節。",
        "我们开了会，让他们在住院的时候也能过节。",
    ),
    (
        "據(jù)《枫江日?qǐng)?bào)》報(bào)道，困難職工領(lǐng)到慰問(wèn)金。",
        "据《枫江日报》报道，困难职工领到慰问金。",
    ),
    (
        "總結(jié)：對(duì)病人和住院?jiǎn)T工進(jìn)行慰問(wèn)。",
        "总结：对病人和住院员工进行慰问。",
    ),
    (
        "發(fā)放了慰問(wèn)品?,F(xiàn)將活動(dòng)情況總結(jié)如下",
        "发放了慰问品。现将活动情况总结如下",
    ),
    (
        "為了幫助這些家庭，公司發放助學(xué)金。",
        "为了帮助这些家庭，公司发放助学金。",
    ),
    ("詳細了解他們的身體狀況?！　?/span>\n下一步", "详细了解他们的身体状况。\n下一步"),
]


@pytest.mark.parametrize(("raw", "clean"), REPAIRED)
def test_a_damaged_stretch_is_read_anew(raw: str, clean: str) -> None:
    assert restored(raw) == clean


# a stretch of which the page shows too little, or two readings are as good
UNSURE = [
    "電力、熱力、燃?xì)饧八a(chǎn)和供應(yīng)業(yè)",  # 水的生产, 水生产: a pair is gone
    "活動?！鞯頴亙酃",  # no text gives these bytes
    "已有?6家企業參加",  # which digit went is anybody's guess
    "真的嗎?!我們都很高興。",  # a question, not damage
    "什么?；为什么?；",
]


@pytest.mark.parametrize("raw", UNSURE)
def test_what_has_no_certain_reading_keeps_its_question_mark(raw: str) -> None:
    assert "?" in restored(raw)


@settings(deadline=None, max_examples=15)
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8),
    glossed=st.sets(st.sampled_from(sorted(TABLE))),
    stray=st.booleans(),
)
def test_damage_is_undone_or_left_but_never_misread(
    sentences: list[str], glossed: set[str], *, stray: bool
) -> None:
    lines = ["總工會為困難職工發放慰問金。", *sentences]
    table = {char: TABLE[char] for char in glossed}
    for clean, found in zip(
        restored("\n".join(lines)).split("\n"),
        restored(damaged("\n".join(lines), table, stray=stray)).split("\n"),
        strict=True,
    ):
        assert "?" in found or MARKS.sub("", found) == MARKS.sub("", clean)


def test_most_damage_of_plain_reports_is_undone() -> None:
    clean = "\n".join(SENTENCES)
    page = restored(damaged(clean, TABLE, stray=True))
    whole = restored(clean)
    kept = sum(
        MARKS.sub("", a) == MARKS.sub("", b)
        for a, b in zip(whole.split("\n"), page.split("\n"), strict=True)
    )
    assert kept >= len(SENTENCES) - 1


def test_a_page_full_of_damage_is_given_up_in_time() -> None:
    raw = "慰問?！敖裉炷玫轿繂柦鹦睦锱" * 200  # far more places than are tried in a row
    assert "?" in restored(raw)
