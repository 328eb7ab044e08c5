"""What a gift is linked to: how many it went to, and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.model import Disbursement, Report, Role, Timing
from extractor.offsets import apply_edits

COUNTS = [
    # text, amount, how many
    ("救助金12万元发给16名重病妇女，助学金9.6万元发给40名高中生。", "9.6万元", "40名"),
    ("共发放救助款36万元，为受灾的1200户家庭，每户发放了300元救助金。", "36万元", "1200户"),
    ("奖励先进个人和贫困学生64户136人，折价5.2万元。", "5.2万元", "64户"),
    ("邮包价值3.84万元，192人收到。", "3.84万元", "192人"),
    ("为28位困难职工每户送去500元，共计14000元。", "14000元", "28位"),
    ("慰问环卫工人45人，慰问品折价9000元。", "9000元", "45人"),
    ("救助支出387.2万元，救助困难群众2916人次。", "387.2万元", "2916人次"),
    (
        "困难职工子女11人，本科7人，每人4000元，大专4人，每人2500元，共资助3.8万元。",
        "3.8万元",
        "11人",
    ),
    ("走访困难职工34户。每户800元，共发放慰问金27200元。", "27200元", "34户"),
    (
        "慰问职工185人次，其中上半年97人次，下半年88人次；发放14.8万元，人均800元。",
        "14.8万元",
        "185人次",
    ),
    ("慰问困难群众1224户，其中低保户780户、优抚对象444户，送去62.1万元。", "62.1万元", "1224户"),
]
RECEIVED = [
    # text, amount, who got it
    (
        "看望了盲童揭小宝和伤者阳春生，按每户500元的标准，给76户重度残疾人家庭送去慰问金3.8万元。",
        "3.8万元",
        ["重度残疾人家庭"],
    ),
    (
        "慈善总会回顾\n助困支出602.8万元，每逢春节入户，共慰问特困家庭6028户，每户1000元。",
        "602.8万元",
        ["特困家庭"],
    ),
    (
        "“两癌”救助金14万元发给14名患癌妇女，助学金10.8万元发给45名高中女生。",
        "10.8万元",
        ["高中女生"],
    ),
    (
        "走访困难职工李红梅家，她丈夫去年因工伤致残。戚海峰把3000元慰问金递到她手里。",
        "3000元",
        ["李红梅"],
    ),
    (
        "工会看望了6位劳模以及31名困难职工。这次共发放劳模春节慰问金9600元，困难职工补助金46500元。",
        "9600元",
        ["劳模"],
    ),
    (
        "工会看望了6位劳模以及31名困难职工。这次共发放劳模春节慰问金9600元，困难职工补助金46500元。",
        "46500元",
        ["困难职工"],
    ),
    (
        "对312名困难职工给予救助。其中，登门看望的有12人。活动共发放慰问金18.35万元。",
        "18.35万元",
        ["困难职工"],
    ),
    ("慰问低保户320户、孤儿6人，分别发放补助16万元、1.2万元。", "1.2万元", ["孤儿"]),
    ("慰问困难户王秀兰1500元、赵长根1200元。", "1200元", ["赵长根"]),
    ("救助困难户邱海燕。邱海燕的丈夫今年突发脑梗，协会当天先拨了5000元。", "5000元", ["邱海燕"]),
    ("73岁的潘秀莲领到棉被四床。外出打工的村民捐回1.2万元，给受灾学生买书包。", "1.2万元", []),
    ("分别走进热力公司、公交三场和环卫所，送上慰问金2万元、2.5万元。", "2.5万元", []),
    (
        "为困难残疾人3150人发放补贴226.8万元，为重度残疾人2780人发放补贴200.16万元，共计426.96万元。",
        "426.96万元",
        ["困难残疾人", "重度残疾人"],
    ),
]
NOT_COUNTED = [
    # text, amount: whoever is counted got none of it
    ("1．吴某某，家庭人口3人，胃癌手术，救助6000元。", "6000元"),
    ("选派3名干部驻村，全年投入帮扶资金186.5万元。", "186.5万元"),
    ("扶贫工作总结\n投入98万元建成基地，使全村137户贫困户增收43.7万元。", "98万元"),
    (
        "为困难残疾人3150人发放补贴226.8万元，为重度残疾人2780人发放补贴200.16万元，共计426.96万元。",
        "426.96万元",
    ),
]
DATES = [
    (
        "1月5日公示。\n低保边缘户11户，每户1500元，共发放1.65万元，款项已于3月22日通过银行代发。",
        "1.65万元",
        "3月22日",
    ),
    ("截至8月6日17时，共接收捐款1043.2万元。", "1043.2万元", "8月6日"),
    # text, amount, when
    (
        "2016年度大病救助：1月11日，集团举行仪式，为2016年度患病员工112人发放救助金28.4万元。",
        "28.4万元",
        "2016年度",
    ),
    ("2023年1月9日，班子成员深入基层。\n此次走访发放慰问金27200元。", "27200元", "2023年1月9日"),
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


@pytest.mark.parametrize(("text", "amount", "who"), RECEIVED)
def test_an_amount_has_whom_it_went_to(text: str, amount: str, who: list[str]) -> None:
    assert [m.text for m in given(text, amount).recipients] == who


@pytest.mark.parametrize(("text", "amount"), NOT_COUNTED)
def test_an_amount_has_no_number_of_others(text: str, amount: str) -> None:
    assert given(text, amount).count is None


UNDATED = [
    (
        "大病救助3人，支出1.8万元。\n（三）助学。资助困难学生11人，共3.8万元，已于9月初发放完毕。",
        "1.8万元",
    ),
    # text, amount: the day is that of something else
    ("看望勇士家属\n发布时间：2010-01-22\n市见义勇为基金会给家属发放慰问金24.8万元。", "24.8万元"),
    ("省报2月8日电（记者刘阳）全省总工会慰问受灾职工，拨出救助款1180万元。", "1180万元"),
    ("一、走访\n1月16日，校长走访困难教师，送去1000元。\n二、助学\n发放助学金9360元。", "9360元"),
    ("2023年5月11日，工会看望职工。夏季高温期间，慰问农民工，送去防暑用品价值3.2万元。", "3.2万元"),
    ("截至12月底，有低保户98户。发放低保金64.7万元。", "64.7万元"),
    ("去年11月5日，工会慰问职工。\n下一步将发放救助金11.2万元。", "11.2万元"),
]


@pytest.mark.parametrize(("text", "amount"), UNDATED)
def test_an_amount_has_no_day_of_something_else(text: str, amount: str) -> None:
    assert given(text, amount).when is None


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


RAISED = [
    # text, the amounts that were only raised
    (
        "春节前筹集送温暖资金58.6万元，其中市级拨付35万元，县级配套23.6万元。发放慰问金32.6万元。",
        ["58.6万元", "35万元", "23.6万元"],
    ),
    ("接受社会捐赠914.2万元，全年支出捐赠资金867.9万元。", ["914.2万元"]),
    (
        "捐赠较多的有：鸿泽化工集团200万元，退休教师宓玉兰10万元。春节慰问困难群众2150户，发放215万元。",
        ["200万元", "10万元"],
    ),
    ("王建国捐款2000元，李秀英捐款500元。", []),
    ("县慈善会募集善款5万元。", []),
    ("公司捐款5万元，资助困难学生20名。", []),
]


@pytest.mark.parametrize(("text", "amounts"), RAISED)
def test_what_was_raised_is_told_apart_from_what_was_given_of_it(
    text: str, amounts: list[str]
) -> None:
    records = pipeline.extract(Report("", 1, *apply_edits(text, ()))).disbursements
    raised = [r for r in records if r.timing == Timing.RAISED]
    assert [r.total.text for r in raised if r.total] == amounts


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


NOT_GIVEN = [
    # text, the amounts that were given
    ("工会共捐款418.2万元，较去年的362.5万元增加55.7万元。", ["418.2万元"]),
    ("捐款额比去年翻了一番，由12.3万元增加到24.8万元。", ["24.8万元"]),
    ("捐款5000元以上的12人，1000元至5000元的36人，捐款总额15.86万元。", ["15.86万元"]),
    ("大病救助1万元以下补助10%，封顶2万元。全年救助58人，金额43.6万元。", ["43.6万元"]),
    ("下达救灾资金1300万元，拨付1120万元，尚有180万元正在分配。", ["1300万元", "1120万元"]),
    ("救助金额应为43.2万元，原公示的206人、41.2万元有误。", ["43.2万元"]),
    ("收到捐款壹拾贰万叁仟伍佰元整（123500元）。", ["壹拾贰万叁仟伍佰元整"]),
    ("慰问职工46人，捐款5260元，最多的捐了500元。", ["5260元"]),
    ("发放救助金16.5万元，平均5156元。", ["16.5万元"]),
    ("住院总费用86420元，医疗救助6740元，个人自付14510元。", ["6740元"]),
    ("王大爷一家低于低保标准680元，领取救助金240元。", ["240元"]),
    ("剩余资金18万元用于资助困难学生。", ["18万元"]),
]


@pytest.mark.parametrize(("text", "amounts"), NOT_GIVEN)
def test_what_nobody_was_given_makes_no_record(text: str, amounts: list[str]) -> None:
    report = Report("", 1, *apply_edits(text, ()))
    records = pipeline.extract(report).disbursements
    assert [r.total.text for r in records if r.total] == amounts


OF_PARTS = [
    # text, a part, its number and its recipients
    ("全县低保对象7040户，发放低保金4126.8万元，其中城市1428.3万元。", "1428.3万元", None, []),
    (
        "慰问困难职工1260户，发放慰问金75.6万元，其中特困职工860户51.6万元。",
        "51.6万元",
        "860户",
        ["特困职工"],
    ),
]


@pytest.mark.parametrize(("text", "amount", "count", "recipients"), OF_PARTS)
def test_a_part_did_not_go_to_all(
    text: str, amount: str, count: str | None, recipients: list[str]
) -> None:
    record = given(text, amount)
    assert (record.count.text if record.count else None) == count
    assert [m.text for m in record.recipients] == recipients


EACH = [
    # text, an amount that is what each got, of which, or a rate that is raised
    ("工会为86名职工办理救助，户均4.53万元，其中当年新增1260万元。", []),
    ("全年减免惠民殡葬2186例，资助金额196.7万元，平均每例900元。", ["900元"]),
    ("护理补贴由每人每月60元提高到80元，惠及困难残疾人。", ["80元"]),
]


@pytest.mark.parametrize(("text", "amounts"), EACH)
def test_a_rate_is_what_one_got(text: str, amounts: list[str]) -> None:
    report = Report("", 1, *apply_edits(text, ()))
    found = [r.each.text for r in pipeline.extract(report).disbursements if r.each]
    assert set(amounts) <= set(found)
    assert "1260万元" not in found


YEARS = [
    ("2021年收到捐款36.2万元；2022年收到捐款41.6万元。", "41.6万元", "2022年"),
    ("2021年收到捐款36.2万元；2022年收到捐款41.6万元，支出39.8万元。", "39.8万元", "2022年"),
    ("2022年收到捐款36.2万元。2007年建立的助学点发放助学金3万元。", "3万元", "2022年"),
]


@pytest.mark.parametrize(("text", "amount", "when"), YEARS)
def test_an_amount_is_of_the_year_its_clause_begins_with(text: str, amount: str, when: str) -> None:
    found = given(text, amount).when
    assert found is not None
    assert found.text == when


def test_who_gave_one_amount_did_not_give_the_next() -> None:
    text = "在省慈善总会拨付的50万元基础上，市里配套30万元，资助困难家庭200户。"
    assert given(text, "50万元").source is not None
    assert given(text, "30万元").source is None


ALONE = [
    # text, the numbers that have no amount, with their groups
    ("春节期间，全县共走访慰问3860户。其中特困户慰问120户。", [("3860户", [])]),
    ("救助支出387.2万元，救助困难群众2916人次。", []),
    ("全年救助困难群众2916人次；募集善款463.7万元。", [("2916人次", ["困难群众"])]),
    ("慰问困难职工312人，发放慰问金37.44万元。", []),
    ("县里慰问困难职工，慰问组12人分三路。", []),
    ("慰问困难职工860户\n县工会启动送温暖。", []),
    ("救助困难群众比上年增加32户。", []),
]


@pytest.mark.parametrize(("text", "numbers"), ALONE)
def test_those_helped_with_no_amount_stated_make_a_record(
    text: str, numbers: list[tuple[str, list[str]]]
) -> None:
    report = Report("", 1, *apply_edits(text, ()))
    records = pipeline.extract(report).disbursements
    alone = [r for r in records if r.count and not (r.total or r.each)]
    assert [(r.count.text, [m.text for m in r.recipients]) for r in alone if r.count] == numbers


def gift_dates() -> Iterator[tuple[str, str, str]]:
    """Yield each passage with an amount and its date."""
    path = Path(__file__).parent / "cases" / "gift_dates.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, amount, when = line.split("\t")
            yield text.replace("⏎", "\n"), amount, when


@pytest.mark.parametrize(("text", "amount", "when"), list(gift_dates()))
def test_a_gift_is_dated_as_its_report_says(text: str, amount: str, when: str) -> None:
    records = pipeline.extract(Report("", 1, *apply_edits(text, ()))).disbursements
    record = next(r for r in records if r.amount and r.amount.text == amount)
    assert (record.when.text if record.when else "-") == when


ANYONE = "*"


def gift_links() -> Iterator[tuple[str, str, str, str]]:
    """Yield each passage with an amount, its recipients and their number."""
    path = Path(__file__).parent / "cases" / "gift_links.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, amount, who, count = line.split("\t")
            yield text.replace("⏎", "\n"), amount, who, count


@pytest.mark.parametrize(("text", "amount", "who", "count"), list(gift_links()))
def test_a_gift_is_linked_to_those_who_got_it(text: str, amount: str, who: str, count: str) -> None:
    records = pipeline.extract(Report("", 1, *apply_edits(text, ()))).disbursements
    record = next((r for r in records if r.amount and r.amount.text == amount), None)
    if record is None:
        assert who == "no record"
        return
    found = "/".join(m.text for m in record.recipients) or "-"
    assert who in (found, ANYONE)
    assert (record.count.text if record.count else "-") == count
