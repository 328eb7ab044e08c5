"""What holds, what fails and what nobody can tell, in passages judged before they were run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.model import Finding, FindingKind, Report, Verdict
from extractor.offsets import apply_edits

AGREES = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)

HOLDS = [
    "慰问困难职工20人，每人500元，困难党员30人，每人300元，共计1.9万元。",
    "慰问困难职工20人每人500元、困难党员30人每人300元，共发放慰问金19000元。",
    "特困职工20户每户500元，困难职工30户每户300元，一般困难职工40户每户200元，合计27000元。",
    "发放慰问金38000元，其中老党员5人每人500元，困难党员71人每人500元。",
    "发给劳模32000元，另慰问5人，每人600元，共计35000元。",
    "领到奖助学金46万元，其中国家的36万元，省里的10万元。\n20名各得国家奖学金3000元，拿国家助学金的有150位，拿省政府助学金的有50位，都是每人2000元。",
    "安排17名干部和28名教师对45名学生结对帮扶。",
    "全县下设9镇3乡，人口21万。12个乡镇里有5个建了站。",
    "队里有内科、外科，药剂科，电诊科等五个科室的人。",
    "分会为42位病困职工每人送上600元，共计25200元。",
    "上半年财政收入9300万元，其中税收收入7200万元，非税收入2100万元。",
    "本年收入12400元，比上年增加2400元，增长24%。",
    "收入总计5640万元，支出总计5110万元，收支相抵，年终结转530万元。",
    "基金收入完成3215万元。加上上级补助收入420万元，上年结余185万元，收入总计3820万元。",
    "活动分发棉被、米面、食用油三类物资。",
    "全县残疾人4000人，其中男性2300人，占57.5%；女性1700人，占42.5%。",
    "一季度捐款3400元，二季度捐款2600元，合计6000元。",
    "年初预算5000万元，实际完成5600万元，为预算的112%。",
    "城镇低保对象1280人，农村低保对象2720人，合计4000人。",
    "捐赠名单：\n刘某 500元\n陈某 300元\n合计800元",
]

FAILS = [
    "慰问困难职工20人，每人500元，困难党员30人，每人300元，共计2.9万元。",
    "看望困难职工20人，每人500元；困难党员30人，每人300元，共计18000元。",
    "慰问困难职工20人，每人500元，计10000元，困难党员30人，每人300元，计8000元。",
    "分会为42位病困职工每人送上600元，共计26200元。",
    "上半年财政收入9800万元，其中税收收入7200万元，非税收入2100万元。",
    "本年收入12400元，比上年增加2400元，增长42%。",
    "收入总计5640万元，支出总计5110万元，收支相抵，年终结转630万元。",
    "基金收入完成3215万元。加上上级补助收入420万元，上年结余185万元，收入总计3920万元。",
    "救助申请受理时间为2021年3月1日至2021年2月20日。",
    "会议于2022年6月31日召开。",
    "全县残疾人4000人，其中男性2300人，占57.5%；女性1700人，占47.5%。",
    "慰问困难户80户，其中低保户95户。",
    "一季度捐款3400元，二季度捐款2600元，合计6500元。",
    "年初预算5000万元，实际完成5600万元，为预算的121%。",
    "城镇低保对象1280人，农村低保对象2720人，合计4100人。",
    "捐赠名单：\n刘某 500元\n陈某 300元\n黄某 200元\n合计1200元",
    "年末电话用户156万户，其中固定电话用户31万户，移动电话用户135万户。",
    "已查明矿种22种，其中能源矿产4种，金属矿产9种，非金属矿产12种。",
    "税收收入占一般公共预算收入的比重为71%，非税收入占39%。",
    "低保家庭占42%，五保家庭占23%，其余占45%。",
    "登记残疾人410人，分为肢体残疾230人，视力残疾90人，智力残疾60人。",
    "市里慰问260户，区里自筹慰问110户，协会慰问80户，共计慰问550户。",
    "在档困难职工312名，劳动模范96名。这600人是走访的对象。",
    "慰问组集中慰问了60名环卫工、35名快递员和25名护工。本次集中慰问一线劳动者220名。",
    "共发放救助金24万元，为受灾的600户家庭，每户发放500元。",
    "慰问品折价9.6万元（棉衣800件，一件150元）。",
    "走访中为每户困难职工送去慰问金600元。\n此次走访共涉及25户困难职工，发放慰问金18000元。",
    "一、送医慰问金两人共1800元。\n二、慰问坚守岗位职工，共9600元。\n以上慰问共支出经费12400元。",
    "一、春节慰问\n走访困难职工，共发放慰问金8000元。\n二、中秋慰问\n慰问一线职工，共发放慰问金9000元。\n以上慰问共支出18000元。",
    "税收收入110000万元。其中：增值税45000万元，企业所得税64000万元，资源税16000万元。",
    "共收到款物326.4万元。\n志愿者已经出发。\n其中，企业给了350万元，占76.6%；其余各界给了76.4万元，占23.4%。",
    "看望了邓望山、贺庭生、彭秋兰四位教师。",
    # of rows below each other that come out, the one that does not
    "序号　对象　人数　标准　金额\n1　离休干部　6人　1000元/人　6000元\n2　退休职工　138人　300元/人　41400元\n3　困难职工　14人　1500元/人　22000元",
    "低保户 20户 300元 6000元\n特困户 8户 500元 4500元\n残疾人户 10户 400元 4000元",
    "1、劳模 5人 2000元/人 10000元\n2、患病职工 12人 1000元/人 12000元\n3、单亲职工 7人 800元/人 6500元\n4、退休职工 40人 200元/人 8000元",
    # two readings come to the same, and the figure is one digit off
    "慰问指标640户全部分到各镇，现金和物资共26万元，其中现金6.4万元，棉被9.6万元。每户标准250元，其中现金100元，棉被150元。",
    "慰问指标640户全部分到各镇，现金和物资共16万元，其中现金6.4万元，棉被9.6万元。每户标准350元，其中现金100元，棉被150元。",
    "六名志愿者周桂芹、尚小敏、赵秀娥、楚万玲、魏丽娟进了社区的门。",
    "共筹集善款48万元。向困难家庭120户发放救助金，共计21万元；向患者30名发放补助，共计9万元；其余28万元用于助学。",
]

# Open lists, other measures, other years: the text claims nothing, whatever the figures come to.
SILENT = [
    # a row alone, rows that mostly do not come out, rows that say more, about
    "困难职工　14人　1500元/人　22000元",
    "困难职工　14人　1500元/人　22000元\n退休职工　20人　300元/人　6000元",
    "甲村 14人 1500元 22000元\n乙村 20人 300元 7000元\n丙村 10人 300元 3000元\n丁村 9人 200元 1800元",
    "劳模 5人 2000元/人 10000元\n困难职工 14人 1500元/人 22000元（含慰问品）\n患病职工 12人 1000元/人 12000元",
    "劳模 5人 2000元/人 10000元\n困难职工 14人 1500元/人 约2.2万元\n患病职工 12人 1000元/人 12000元",
    "劳模 5人 2000元/人 10000元\n患病职工 12人 1000元/人 12000元\n\n另外，困难职工 14人 1500元/人，共22000元，分两次",
    "146人次外出务工，人均月收入3200元，年增收共计467.2万元。",
    "8名特困学生每人每月补助200元，共补助1.6万元。",
    "救灾款分配：甲乡15万元，乙乡12万元，丙镇8万元，其中用于建房20万元、生活救助15万元。",
    "筹集款物共计45万元，其中现金38万元，其余为实物；发放31万元。",
    "募集资金120万元，其中企业捐款80万元，职工捐款40万元；支出98万元。",
    "春节、五一、八一、国庆分别走访120户、60户、45户、80户，共305户。",
    "三个乡镇分别发放慰问金12万元、8万元和5万元，共计25万元。",
    # rates for the same ones, and a count for others: each is read with its own
    "为20名劳模每人发放慰问金1000元、慰问品200元，为50名困难职工每人发放500元，共计4.9万元。",
    "慰问困难职工20人，每人500元，困难党员30人，每人300元，共计慰问50人，发放慰问金1.9万元。",
    "慰问20户困难户，每户送去现金300元和价值200元的物资，慰问10名劳模，每人500元，共计15000元。",
    "固定资产投资50亿元。其中工业投资30亿元，民间投资28亿元。",
    "财政支出50亿元。其中教育支出30.2亿元，民生支出42.6亿元。",
    "慰问困难职工20人，每人500元，困难党员30人，每人300元，另送大米50袋，共计2.9万元。",
    "发给劳模32000元，慰问5人，每人600元，共计36000元。",
    "全县下设9镇3乡，人口21万。11个乡镇里有5个建了站。",
    "安排17名干部和28名教师对60名学生结对帮扶。",
    # more than one digit off, or one reading alone: something else may be in it
    "慰问指标640户全部分到各镇，现金和物资共21.6万元，其中现金6.4万元，棉被9.6万元。每户标准250元，其中现金100元，棉被150元。",
    "慰问指标640户全部分到各镇，现金和物资共26万元，其中现金6.4万元，棉被9.6万元。",
    "王建国带领张小军、李爱民三人走访。",
    "看望了邓望山、贺庭生、彭秋兰等四位教师。",
    "慰问了两户家庭：赵春梅、钱小燕、孙文斌。",
    "本科资助4000元；在读的，其中本科资助3000元，专科资助2000元。",
    "一般债务还本支出53.6亿元（其中再融资债券47.8亿元），利息支出24.2亿元；专项债务还本支出70.5亿元。",
    "建有体育场地36410个。\n全市国控断面，其中，二类断面24个，占75%；其余8个，占25%。",
    "上半年财政支出9800万元，其中教育支出3200万元，卫生支出1100万元。",
    "本年收入12400万元，同口径比上年增加2400万元，增长42%。",
    "看望了郑大伯、吴阿姨等6位老人。",
    "慰问困难户80户，其中低保户30户、五保户20户。",
    "今年发放补助12万元，历年累计发放96万元。",
    "募集善款50.6万元，爱心企业捐款20万元，个人捐款3.2万元等。",
    "资助学生60名，每人1000元至3000元不等，共计12.6万元。",
    "资助学生60名，每人1000元至3000元不等，共计21.6万元。",
    "人均纯收入8600元，高于全省平均水平的7900元。",
    "年均增长7.1%，总量由54万亿元增加到82.7万亿元。",
    "慰问困难职工近200人，其中机关96人、企业98人。",
    "为26户贫困户每户送去大米一袋和慰问金300元，共计折合11700元。",
    "预算安排100万元，拟用于慰问、助学、助医，其中慰问40万元、助学35万元。",
    "共收到捐款1.8万元，另收到衣物240件，已发放捐款1.5万元。",
    "全年接待境外游客81.58 万人次，国内游客40.42 万人次。",
    "工会会员900人，其中女职工520人，党员430人。",
    "全区企业120家，其中规模以上企业80家，高新技术企业60家。",
    "出口占生产总值的30%，进口占20%。",
    "债款收入占本年收入的2.5%；其他收入占本年收入的2.3%。",
    "对下转移支付由2017年的66亿元增加到2022年的402亿元，五年共计1231亿元。",
    "四年间年均超收204亿元，其中去年超收257亿元。",
    "共筹集善款30万元，为120户家庭，每户发放500元。",
    "本年收入合计272亿元，加上上年结转收入31亿元，全年收入总数303亿元。本年支出合计293亿元。收支相抵，年终结余10亿元。",
    "本科资助5000元，专科资助4000元；在读的资助3000元，专科资助2000元。",
    "慰问了60名环卫工、35名快递员等。本次慰问一线劳动者220名。",
]

REASONS = [
    # passage, the check that fails, and why
    (
        "慰问640户，现金和物资共26万元，其中现金6.4万元，棉被9.6万元。每户标准250元，其中现金100元，棉被150元。",
        "sum.of-which",
        "another-way",
    ),
    ("存款余额5238.0亿元，比年初增加419.4元，增长8.7%。", "ratio.growth", "unit-slip"),
    ("会议于2022年6月31日召开。", "date.no-such-day", "no-such-day"),
    ("慰问困难户80户，其中低保户95户。", "subset.part-of", "part-exceeds-whole"),
    ("慰问金90元；补助80元；香烟60元，合计170元。", "sum.list-then-total", "part-left-out"),
]  # fmt: skip


def findings(text: str) -> list[Finding]:
    report = Report("", 1, *apply_edits(text, ()))
    return list(pipeline.extract(report).findings)


@pytest.mark.parametrize("text", HOLDS)
def test_what_adds_up_holds(text: str) -> None:
    verdicts = {finding.verdict for finding in findings(text)}
    assert Verdict.FAILS not in verdicts
    assert not verdicts.isdisjoint(AGREES)


@pytest.mark.parametrize("text", FAILS)
def test_what_no_reading_reconciles_fails(text: str) -> None:
    worst = findings(text)[0]
    assert worst.verdict == Verdict.FAILS
    assert worst.evidence
    assert 0 < worst.severity <= 1


@pytest.mark.parametrize("text", SILENT)
def test_what_claims_nothing_never_fails(text: str) -> None:
    assert [finding for finding in findings(text) if finding.verdict == Verdict.FAILS] == []


@pytest.mark.parametrize(("text", "check", "reason"), REASONS)
def test_a_failure_says_why(text: str, check: str, reason: str) -> None:
    failing = [f for f in findings(text) if f.verdict == Verdict.FAILS]
    assert [(f.check_id, f.reason) for f in failing] == [(check, reason)]


def test_a_number_left_out_of_a_list_is_shown_but_not_called_wrong() -> None:
    (finding,) = findings("一是走访慰问。二是发放补助。四是加强宣传。")
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, "point-missing")
    assert findings("一是走访慰问。二是发放补助。三是加强宣传。一是时间紧。二是任务重。") == []


# What a reader would call silly: a number that is one of its own parts, ages, two goods multiplied.
WRITTEN_OUT = [
    ("离休干部8人×1000元=8000元；退休干部45人×500元=22500元，合计30500元。", []),
    ("离休干部8人×1000元=9000元；退休干部45人×500元=22500元。", ["1000 × 8 = 8000 ≠ 9000"]),
    ("发放慰问金300元×46户＝13600元。", ["300 × 46 = 13800 ≠ 13600"]),
]


@pytest.mark.parametrize(("text", "failing"), WRITTEN_OUT)
def test_a_product_written_out_is_worked_out(text: str, failing: list[str]) -> None:
    found = [f.expression for f in findings(text) if f.verdict == Verdict.FAILS]
    assert found == failing


MEANS = [
    # text, check, verdict, its total, what it comes to
    ("发放优待金91000元，14户，平均每户6500元。", "ratio.mean", "holds", "6500元", "91000 / 14 = 6500"),
    ("发放优待金78400元，14户，平均每户6500元。", "ratio.mean", "fails", "6500元", "78400 / 14 = 5600 ≠ 6500"),
    ("183人捐款21350元，人均117元。", "ratio.mean", "holds", "117元", "21350 / 183 = 116.667"),
    ("183人捐款21350元，人均116元。", "ratio.mean", "within_approximation", "116元", "21350 / 183 = 116.667"),
    ("办班48期，参训2880人次，期均60人次。", "ratio.mean", "holds", "60人次", "2880 / 48 = 60"),
    ("全年支出254.88万元，月均21.24万元。", "ratio.mean", "holds", "21.24万元", "2548800 / 12 = 212400"),
    ("救助75户，户均投入4200元，总投入31.5万元。", "product.mean-count", "holds", "31.5万元", "4200 × 75 = 315000"),
    ("16人，人均慰问品100元，共1600元。", "product.mean-count", "holds", "1600元", "100 × 16 = 1600"),
    ("走访34户，每户800元，共27200元。", "product.rate-count", "holds", "27200元", "800 × 34 = 27200"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "check", "verdict", "total", "expression"), MEANS)
def test_a_mean_told_behind_its_amount_is_a_quotient(
    text: str, check: str, verdict: str, total: str, expression: str
) -> None:
    (finding,) = findings(text)
    assert (finding.check_id, finding.verdict, finding.expression) == (check, verdict, expression)
    assert finding.total is not None
    assert finding.total.text == total


SHARED_RATE = [
    # text, verdict
    ("慰问困难职工40户、困难党员24户，每户慰问金1000元，共64000元。", Verdict.HOLDS),
    ("慰问困难职工40户和困难党员24户，每户慰问金1000元，共64000元。", Verdict.HOLDS),
    ("慰问困难职工40户，困难党员24户，每户发放500元，共计32000元。", Verdict.HOLDS),
    ("慰问企业8户、困难职工40户、困难党员24户，每户1000元，共6.4万元。", Verdict.HOLDS),
    ("慰问困难职工40户、困难党员24户，每户慰问金1000元，共24000元。", Verdict.HOLDS),
    ("慰问困难职工40户、困难党员24户，每户慰问金1000元，共74000元。", Verdict.FAILS),
    ("资助大学生12名、高中生20名，分别给予每人3000元和1000元，共资助56000元。", Verdict.HOLDS),
    ("资助大学生12名、高中生20名，分别给予每人3000元和1000元，共资助66000元。", Verdict.FAILS),
    ("走访居民300户，慰问困难党员24户，每户发放500元，共计13000元。", Verdict.CANNOT_TELL),
]


@pytest.mark.parametrize(("text", "verdict"), SHARED_RATE)
def test_a_rate_may_be_for_several_groups_beside_it(text: str, verdict: Verdict) -> None:
    (finding,) = [f for f in findings(text) if f.kind == FindingKind.PRODUCT]
    assert finding.verdict == verdict


NO_LIST = [
    "总经理马骏、工会主席冯雪莲也分别带队慰问了267名一线职工。",
    "党委书记刘志远、校长周明，副校长何文涛、孙丽娜分五组走访慰问了老教师。",
    "李秀兰的丈夫三年前因车祸去世，她独自抚养两个孩子。",
]


@pytest.mark.parametrize("text", NO_LIST)
def test_what_is_no_list_is_not_counted(text: str) -> None:
    assert [f for f in findings(text) if f.kind == FindingKind.ENUMERATION] == []


NOTHING_TO_SAY = [
    "五保对象约480人，孤儿37名。其中，向五保对象发放480人，向孤儿37名发放助学金。",
    "三户老人是：5号楼78岁的宗守义、8号楼80岁的王克顺、9号楼74岁的张爱芳。",
    "一部分是新生，其中本科资助5000元，专科资助4000元；另一部分是在读的，其中本科资助3000元，专科资助2000元。",
]


@pytest.mark.parametrize("text", NOTHING_TO_SAY)
def test_figures_that_are_no_list_are_not_questioned(text: str) -> None:
    assert [f for f in findings(text) if f.verdict not in AGREES] == []


def test_a_sum_is_written_out_with_what_it_is_off_by() -> None:
    (finding,) = findings("一季度3400元，二季度2600元，合计6500元。")
    assert finding.expression == "3400 + 2600 = 6000 ≠ 6500"
    assert finding.difference == finding.stated - 6000 == 500  # type: ignore[operator]
    assert [span.start for span in finding.evidence] == [20, 3, 12]


HONEST = (Path(__file__).parent / "cases" / "honest_passages.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [line for line in HONEST.splitlines() if line[0] != "#"])
def test_a_passage_whose_figures_are_right_is_not_called_wrong(text: str) -> None:
    found = findings(text.replace("⏎", "\n"))
    assert [f.expression for f in found if f.verdict == Verdict.FAILS] == []


ONE_SLIP_OFF = [
    ("甲村修路花费21300元，乙村打井花去35800元，全镇共用去51700元。", "51700元"),
]


@pytest.mark.parametrize(("text", "total"), ONE_SLIP_OFF)
def test_a_total_that_one_slip_parts_from_the_list_beside_it_is_shown(
    text: str, total: str
) -> None:
    (found,) = [f for f in findings(text) if f.check_id == "sum.near-run"]
    assert (found.verdict, found.reason) == (Verdict.CANNOT_TELL, "slip-likely")
    assert found.total is not None
    assert found.total.text == total


NO_SLIP = [
    "路灯电费2130元。通组道路维修38500元。慰问老人5300元。三项共支出45930元。",
    "路灯电费2130元。通组道路维修38500元。全年共支出97530元。",
    "路灯电费2130元。通组道路维修38500元。\n村里开了会。\n又讨论了年终的安排。\n三项共支出49530元。",
]


@pytest.mark.parametrize("text", NO_SLIP)
def test_no_slip_is_seen_where_the_list_comes_out_or_is_another(text: str) -> None:
    assert not [f for f in findings(text) if f.check_id == "sum.near-run"]
