"""What a gift is linked to: how many it went to, and when."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.model import Disbursement, Report, Role
from extractor.offsets import apply_edits

COUNTS = [
    # text, amount, how many
    ("救助金12万元发给16名重病妇女，助学金9.6万元发给40名高中生。", "9.6万元", "40名"),
    ("共发放救助款36万元，为受灾的1200户家庭，每户发放了300元救助金。", "36万元", "1200户"),
    ("奖励先进个人和贫困学生64户136人，折价5.2万元。", "5.2万元", "64户"),
    ("邮包价值3.84万元，192人收到。", "3.84万元", "192人"),
    ("为28位困难职工每户送去500元，共计14000元。", "14000元", "28位"),
    ("慰问环卫工人45人，慰问品折价9000元。", "9000元", "45人"),
]
DATES = [
    # text, amount, when
    ("春节前夕，公司工会慰问了9名困难职工，发放慰问金9600元。", "9600元", "春节"),
    ("1月8日，公司工会春节前夕慰问了9名困难职工，发放慰问金9600元。", "9600元", "1月8日"),
    ("2019年1月启动。\n中秋前夕，慰问困难职工9名，发放慰问金9600元。", "9600元", "中秋"),
]


def given(text: str, amount: str) -> Disbursement:
    report = Report("", 1, *apply_edits(text, ()))
    records = pipeline.extract(report).disbursements
    return next(r for r in records if r.total and r.total.text == amount)


@pytest.mark.parametrize(("text", "amount", "count"), COUNTS)
def test_an_amount_has_the_number_it_went_to(text: str, amount: str, count: str) -> None:
    found = given(text, amount).count
    assert found is not None
    assert found.text == count


@pytest.mark.parametrize(("text", "amount", "when"), DATES)
def test_an_amount_has_the_day_or_the_festival_of_its_paragraph(
    text: str, amount: str, when: str
) -> None:
    found = given(text, amount).when
    assert found is not None
    assert found.text == when


def test_what_all_sections_come_to_is_a_total() -> None:
    text = "一、送医慰问金两人共1800元。\n二、慰问坚守岗位职工，共9600元。\n以上慰问共支出经费11400元。"
    total = given(text, "11400元").total
    assert total is not None
    assert total.value.role == Role.TOTAL


BULLETIN = "江澜市2023年国民经济和社会发展统计公报\n初步核算，全年地区生产总值812亿元。{}"
GIVEN = [
    ("金融业增加值46亿元，出口36亿元。全年期货交易额7亿元。", []),
    ("争取到位资金3亿元，比上年增加2000万元。", []),
    ("全年发放临时救助金2300万元。", ["2300万元"]),
    ("市慈善总会向120户困难家庭支出36万元。", []),
    ("全年为9.3万名高龄老人发放津贴1.2亿元；工程投入4亿元。", ["1.2亿元"]),
]


@pytest.mark.parametrize(("sentence", "amounts"), GIVEN)
def test_a_bulletin_gives_only_what_it_says_is_given(sentence: str, amounts: list[str]) -> None:
    report = Report("", 1, *apply_edits(BULLETIN.format(sentence), ()))
    records = pipeline.extract(report).disbursements
    assert [record.total.text for record in records if record.total] == amounts


def test_a_report_about_aid_gives_all_it_lists() -> None:
    text = "江澜市慰问金发放情况\n东城区1526300元\n西城区2710000元\n合计4236300元"
    report = Report("", 1, *apply_edits(text, ()))
    records = pipeline.extract(report).disbursements
    assert len(records) == 3


PARTS = [
    # text, each amount with the recipients of its record
    (
        "慰问活动按重病职工每人3000元、其他人员每人1000元的标准发放。",
        {"3000元": ["重病职工"], "1000元": []},
    ),
    (
        "慰问分三个档次:特困职工36户,每户2000元;老党员64户,每户500元。",
        {"2000元": ["特困职工"], "500元": ["老党员"]},
    ),
    ("救助大病患者8人,支出4万元,每人最高2万元。", {"4万元": ["大病患者"]}),
]


@pytest.mark.parametrize(("text", "wanted"), PARTS)
def test_an_amount_goes_to_those_it_is_said_of(text: str, wanted: dict[str, list[str]]) -> None:
    records = pipeline.extract(Report("", 1, *apply_edits(text, ()))).disbursements
    found = {
        amount.text: [recipient.text for recipient in record.recipients]
        for record in records
        if (amount := record.total or record.each)
    }
    assert found == wanted


def test_a_rate_of_some_of_those_who_share_a_total_is_not_the_rate_of_all() -> None:
    text = "补助困难职工386人次,发放补助费12300元,其中定期补助64人,每人每月8元。"
    assert given(text, "12300元").each is None


def test_names_with_offices_before_them_are_one_list() -> None:
    text = "慰问了护士林晓燕、放射科医生唐建军、后勤中心职工黄国平，每人送去慰问金2000元。"
    (record,) = pipeline.extract(Report("", 1, *apply_edits(text, ()))).disbursements
    assert [m.text for m in record.recipients] == ["林晓燕", "唐建军", "黄国平"]
