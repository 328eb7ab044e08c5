"""Where reports begin, what is printed twice, and what a report says of itself."""

from __future__ import annotations

import json
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Document, Report
from extractor.offsets import Span
from extractor.reading import decode, read
from extractor.restoring import restore
from extractor.splitting import furniture, split

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
HERE = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")

OFFICE = """\
为进一步做好春节慰问工作，按照区委部署，我局认真开展了送温暖活动，现将有关情况总结如下：
一、领导重视，周密部署
我局召开党组会议，专题研究春节慰问工作，成立了由局长任组长的领导小组，明确了责任分工。
二、突出重点，务求实效
我局共走访慰问困难职工46户，发放慰问金23000元，把党和政府的温暖送到了职工心坎上。
通过本次活动，我局进一步摸清了困难职工的底数，将在今后工作中予以尽力解决。
"""
TOWN = """\
在区委、区政府的正确领导下，我镇扎实推进结对帮扶，全镇干部深入农户家中走访，了解实际困难。
一、工作开展情况
1、我镇召开动员会，安排走访慰问，责任落实到人，确保每一户低收入农户都有人上门看望。
2、共走访低收入农户120户，发放物资折合人民币36000元，受到群众一致好评。
二、存在问题
1、部分农户自我发展能力薄弱，对帮扶的依赖性较大。
"""
NO_OPENING = """\
一、高度重视，精心组织
我校工会把慰问退休教师作为春节前的重要工作，学校召开行政会，研究制定了慰问方案。
二、登门看望，情暖人心
学校领导一行5人登门慰问退休教师18名，每人送去慰问金300元，共计5400元。
我们将继续关心退休教师的生活，为构建和谐校园作出应有的贡献。
"""
NO_NUMBERS = """\
我公司召开联席会议，拨出专款，对特困员工和离退休人员逐户走访，送去问候和慰问品。
公司领导先后走访了13户特困员工，送去慰问款10400元，员工纷纷表示感谢，决心做好本职工作。
"""
COMPANY_TITLED = "枫溪机械公司2021年送温暖工作总结\n" + NO_NUMBERS

SITUATION = """\
青禾镇2021年社会救助情况
一是临时救助。全年受理申请64件，批准58件，发放救助金13.92万元，件均2400元，群众满意。
二是冬令救助。为缺粮户210户发放大米，另发棉被120床、棉衣260件，折款5.4万元，温暖过冬。
三是社会捐赠。镇商会组织17家会员企业捐资22.6万元，全部用于困难学生助学和孤寡老人供养。
"""

COLLECTIONS = [
    [OFFICE, TOWN],
    [TOWN, OFFICE],
    [OFFICE, TOWN, NO_OPENING],
    [OFFICE, NO_OPENING, NO_NUMBERS],
    [NO_NUMBERS, TOWN, OFFICE],
    [OFFICE, COMPANY_TITLED],
    [TOWN + "枫溪镇人民政府\n2021年2月1日\n", COMPANY_TITLED, OFFICE],
    [TOWN + "枫溪镇民政办 2021年2月1日\n", SITUATION],
]


# A list below the signature belongs to the report above it.
LISTED = f"{TOWN}枫溪镇民政办 2021年2月1日\n枫溪镇2021年春节慰问对象名单\n" + "".join(
    f"{name}，枫溪村，慰问金500元\n"
    for name in ("王建国", "李志强", "张桂英", "刘玉兰", "陈大山", "赵小梅", "孙长庚")
)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_report_of_a_collection_is_found(collection: list[str]) -> None:
    reports = split(_document("".join(collection)))
    assert [r.text for r in reports] == [text.strip() for text in collection]
    assert [r.number for r in reports] == list(range(1, len(collection) + 1))


@pytest.mark.parametrize("text", [OFFICE, TOWN, NO_OPENING, NO_NUMBERS, COMPANY_TITLED, LISTED])
def test_one_report_stays_one(text: str) -> None:
    assert [r.text for r in split(_document(text))] == [text.strip()]


# Compendia without numbers between their reports: openings lost, the body called otherwise, a list of
# links after the last.  Page, how each report begins, how each ends.
COMPENDIA = [
    (
        """\
枫溪镇春节慰问工作总结精选
★枫溪镇春节慰问工作总结
春节前夕，我镇组织开展了走访慰问活动，共走访困难户46户，发放慰问金23000元，受到群众好评。
一、领导重视
镇党委召开专题会议，研究部署慰问工作，成立领导小组，明确责任分工，确保工作落到实处。
二、措施得力
我镇干部深入农户家中，了解生产生活情况，帮助解决实际困难，全镇共解决问题32件。
入冬以来，我局按照县委统一安排，积极开展冬令救助，把党的温暖送到困难群众心坎上。
我局共发放棉衣120件，棉被80床，救助困难群众96户，资金到位率百分之百，群众十分满意。
我局还组织干部结对帮扶困难户，做到一户一策，定期走访，确保他们安全温暖过冬。
今后，我局将继续做好救助工作，为全县发展作出新的贡献。
我校工会在学校党支部的领导下，开展了慰问退休教师活动，走访教师18名，每人300元，共5400元。
学校领导一行到退休教师家中，送去慰问品，倾听他们对学校工作的意见和建议，气氛热烈。
★相关文章：
★春节慰问工作总结范文
★送温暖活动总结
★2020年慰问工作总结
""",
        ["枫溪镇春节慰问工作总结精选", "入冬以来，我局", "我校工会"],
        ["全镇共解决问题32件。", "作出新的贡献。", "气氛热烈。"],
    ),
    (
        """\
送温暖活动总结汇编
为深入贯彻上级精神，我社区积极开展送温暖活动，现将活动情况汇报如下。
我社区共走访孤寡老人12户，发放慰问金6000元，社区工作人员还为老人打扫卫生。
活动开展后，我社区老人反映良好，纷纷表示感谢。
时值岁末，公司工会组织开展了困难职工走访慰问活动，公司领导带队看望困难职工。
公司共拨出专款36000元，慰问困难职工72名，人均500元，公司还为他们送去大米和食用油。
公司将一如既往地关心困难职工的生活，使他们感受到企业的温暖。
1、我院高度重视送温暖工作，成立了以院长为组长的领导小组，制定了慰问方案。
2、我院共慰问离退休人员23名，住院职工5名，发放慰问金14000元。
3、我院还开展了义诊活动，受益群众320人次。
通过开展此项活动，进一步增强了职工的凝聚力，为医院发展作出了贡献。
【相关推荐】
★送温暖活动方案
★送温暖倡议书
★走访慰问简报
""",
        ["送温暖活动总结汇编", "时值岁末，公司", "1、我院"],
        ["纷纷表示感谢。", "企业的温暖。", "作出了贡献。"],
    ),
    (
        """\
2021年送温暖工作总结
在县总工会的正确领导下，我单位认真组织开展2021年送温暖活动，取得良好效果，总结如下：
一、加强组织领导。我单位召开专题会议，明确分工，责任到人，保证了活动顺利开展。
二、突出慰问重点。我单位共慰问困难职工31名，发放慰问金15500元。
我单位将再接再厉，进一步做好职工帮扶工作。
县直机关工会
2021年2月3日
2021年春节慰问活动小结
按照乡党委要求，我村开展了春节慰问活动，慰问五保户9户、老党员14名，发放慰问品折款6900元。
我村两委干部挨家挨户走访，把慰问品送到群众手中，同群众拉家常，问冷暖。
石桥村村委会
2021年2月9日
学校送温暖活动总结
春节将至，学校工会走访慰问了困难教师8名，每人发放慰问金400元，合计3200元。
学校领导与教师亲切交谈，鼓励他们克服困难，安心工作。
学校还将继续关心教师生活，努力把好事办实、把实事办好，让教师感受到家的温暖。
""",
        ["2021年送温暖工作总结", "2021年春节慰问活动小结", "学校送温暖活动总结"],
        ["2021年2月3日", "2021年2月9日", "家的温暖。"],
    ),
    (
        """\
一、思想重视，组织到位。
我厂党委高度重视送温暖工作，年前专门召开会议，安排慰问经费50000元。
二、走访慰问，温暖人心。
我厂领导分三组走访困难职工100户，每户500元，共计50000元，职工深受感动。
三、今后打算。
我厂将建立长效机制，把送温暖工作经常化、制度化。
一、领导挂帅，周密安排。
我乡成立慰问工作领导小组，由乡长任组长，制定了切实可行的实施方案。
二、深入走访，解决困难。
我乡共慰问贫困户78户、军烈属12户，发放慰问金27000元，衣被等物资210件。
为了让困难员工过上祥和的春节，集团公司工会开展了送温暖活动，现将情况总结如下：
集团为困难员工发放慰问金，共慰问员工64名，发放慰问款51200元。
通过本次活动，集团公司进一步密切了与员工的联系，促进了企业和谐发展。
""",
        ["一、思想重视", "一、领导挂帅", "为了让困难员工"],
        ["经常化、制度化。", "物资210件。", "和谐发展。"],
    ),
]


@pytest.mark.parametrize(("page", "firsts", "lasts"), COMPENDIA)
def test_a_compendium_is_cut_where_another_body_speaks(
    page: str, firsts: list[str], lasts: list[str]
) -> None:
    texts = [report.text for report in split(_document(page))]
    assert [t[: len(f)] for t, f in zip(texts, firsts, strict=True)] == firsts
    assert [t[-len(e) :] for t, e in zip(texts, lasts, strict=True)] == lasts


NUMBERED = [
    # a line before each report; what of it the report keeps
    (["篇一：", "篇二："], ["", ""]),
    (["【篇1】", "【篇2】"], ["", ""]),
    (["第一篇", "第二篇"], ["", ""]),
    (["送温暖活动总结【第一篇】", "送温暖活动总结【第二篇】"], ["", ""]),
    (["送温暖总结范文1", "送温暖总结范文2"], ["", ""]),
    (["送温暖活动总结1", "送温暖活动总结2"], ["", ""]),
    (
        ["篇一：枫溪区民政局慰问总结", "篇二：柳溪镇帮扶总结"],
        ["枫溪区民政局慰问总结\n", "柳溪镇帮扶总结\n"],
    ),
]


@pytest.mark.parametrize(("lines", "kept"), NUMBERED)
def test_a_collection_that_numbers_its_reports_is_cut_there(
    lines: list[str], kept: list[str]
) -> None:
    page = "送温暖活动总结\n" + "".join(
        f"{line}\n{text}" for line, text in zip(lines, [OFFICE, OFFICE], strict=True)
    )
    assert [r.text for r in split(_document(page))] == [head + OFFICE.strip() for head in kept]


def test_a_numbered_headline_alone_is_no_collection() -> None:
    page = "枫溪区送温暖活动总结（3）\n" + OFFICE
    assert [r.text for r in split(_document(page))] == [page.strip()]


PASSAGE = "1月12日，枫溪区总工会走访慰问困难职工46户，每户送去慰问金500元，共计23000元。"
SHORT = "此次活动共发放救助款36万元。"
ROWS = "张平 100元\n"

CAPTION = "图为枫溪区总工会慰问46户困难职工现场。张平 摄"
OTHER_CAPTION = "图为枫溪区总工会慰问47户困难职工现场。张平 摄"

REPEATED = [
    (f"{PASSAGE}\n{CAPTION}\n{SHORT}", f"{PASSAGE}\n{SHORT}", 1),
    (f"{CAPTION}\n{PASSAGE}\n{SHORT}", f"{PASSAGE}\n{SHORT}", 1),
    (f"{PASSAGE}\n{OTHER_CAPTION}\n{SHORT}", f"{PASSAGE}\n{OTHER_CAPTION}\n{SHORT}", 0),
    # page, report, number of copies left out
    (PASSAGE + "\n" + PASSAGE + "\n", PASSAGE, 1),
    (f"{PASSAGE}\n{SHORT}\n{PASSAGE}\n{PASSAGE}\n", f"{PASSAGE}\n{SHORT}", 2),
    (f"甲。{PASSAGE}{SHORT}乙。{PASSAGE}{SHORT}丙。", f"甲。{PASSAGE}{SHORT}乙。丙。", 1),
    (f"{SHORT}\n{PASSAGE}\n{SHORT}\n", f"{SHORT}\n{PASSAGE}\n{SHORT}", 0),
    (PASSAGE + "\n" + ROWS * 3, (PASSAGE + "\n" + ROWS * 3).strip(), 0),
    (f"{PASSAGE}甲。{PASSAGE}乙。", f"{PASSAGE}甲。{PASSAGE}乙。", 0),
]


@pytest.mark.parametrize(("page", "report", "copies"), REPEATED)
def test_a_passage_printed_twice_counts_once(page: str, report: str, copies: int) -> None:
    (found,) = split(_document(page))
    assert found.text == report
    assert [n.detail for n in found.notes if n.code == "repeated-passage"] == [f"{copies} ×"] * (
        copies > 0
    )


HEADINGS = [
    # report, title, organisation, year, day of publication
    (
        "枫溪区总工会开展“送清凉”活动\n发布日期:2016-07-20\n7月18日,区总工会走访一线职工。",
        "枫溪区总工会开展“送清凉”活动",
        "枫溪区总工会",
        2016,
        date(2016, 7, 20),
    ),
    (
        "柳溪县民政局2019年冬令救助工作小结\n入冬以来,救助困难群众46户。",
        "柳溪县民政局2019年冬令救助工作小结",
        "柳溪县民政局",
        2019,
        None,
    ),
    (
        "2018年1月,枫溪区总工会按照部署,慰问困难职工46户。\n活动受到好评。",
        None,
        "枫溪区总工会",
        2018,
        None,
    ),
    (
        "近日,柳溪市红十字会走访慰问46户。\n2006年该会开始参与救助。",
        None,
        "柳溪市红十字会",
        None,
        None,
    ),
    ("我局走访慰问困难职工46户。\n20xx年春节前夕,我局召开会议。", None, None, None, None),
    ("12月23日,市总工会“2014年两节送温暖”活动启动。\n共慰问46户。", None, "市总工会", None, None),
    (
        "厂工会看望困难职工家庭\n2012-08-30 11:37:00\n春节前夕,厂领导看望了困难职工。",
        "厂工会看望困难职工家庭",
        "厂工会",
        None,
        date(2012, 8, 30),
    ),
    ("按照市总工会的通知,我们慰问困难职工46户。\n从2007年起共帮助300户。", None, None, None, None),
    ("本报讯（记者 张平）昨天,枫溪慈善会发放善款。\n共46户。", None, "枫溪慈善会", None, None),
    ("——枫溪区总工会开展活动\n今年1月,枫溪区总工会慰问46户。", None, "枫溪区总工会", None, None),
    ("2013年12月中旬至2014年1月底,区总工会慰问困难职工。\n共46户。", None, "区总工会", None, None),
    ("2017年度账目\n2017年度的账目如下,共支出46万元。", "2017年度账目", None, 2017, None),
    (
        "关于柳溪市2025年预算执行情况\n和2026年预算草案的报告\n柳溪市财政局\n各位代表,现将情况报告如下。",
        "关于柳溪市2025年预算执行情况和2026年预算草案的报告",
        "柳溪市财政局",
        2025,
        None,
    ),
    (
        "柳溪市统计局\n（2026年4月16日）\n2025年是关键一年,2025年全市救助46户。",
        None,
        "柳溪市统计局",
        2025,
        date(2026, 4, 16),
    ),
    (
        "枫溪区残联工作汇报 一、家底 全区残疾人4600名。\n1月5日,共救助46户。",
        "枫溪区残联工作汇报",
        "枫溪区残联",
        None,
        None,
    ),
    ("各位代表！\n现在报告工作,共救助46户。", None, None, None, None),
    ("我要咨询\t用户登录\n1月5日,共救助46户。", None, None, None, None),
    ("慰问困难职工_枫溪区工会网\n1月5日,共救助46户。", "慰问困难职工", None, None, None),
]


TEXT = "各级各部门认真履行职责,扎实推进各项工作,取得了明显成效。"
METADATA = [
    # report, title, organisation, year
    # the name before the year, or before the kind of document
    (f"枫溪镇2012年春节走访慰问工作总结\n{TEXT}", "枫溪镇2012年春节走访慰问工作总结", "枫溪镇", 2012),
    ("枫溪镇雪灾救助工作情况汇报\n2009年11月中旬,全镇遭遇暴雪,县民政局拨款。12月底、春节前发放完毕。", "枫溪镇雪灾救助工作情况汇报", "枫溪镇", 2009),
    (f"关于柳溪县2016年扶贫工作情况的报告\n{TEXT}", "关于柳溪县2016年扶贫工作情况的报告", "柳溪县", 2016),
    (f"2025年柳溪市国民经济和社会发展统计公报[1]\n{TEXT}", "2025年柳溪市国民经济和社会发展统计公报", "柳溪市", 2025),
    (f"青禾村2018年帮扶工作总结\n{TEXT}", "青禾村2018年帮扶工作总结", "青禾村", 2018),
    (f"远枫机械厂2018年送温暖活动小结\n{TEXT}", "远枫机械厂2018年送温暖活动小结", "远枫机械厂", 2018),
    (f"柳州路街道2018年帮扶工作总结\n{TEXT}", "柳州路街道2018年帮扶工作总结", "柳州路街道", 2018),
    # no place, no body
    (f"农村2018年低保工作总结\n{TEXT}", "农村2018年低保工作总结", None, 2018),
    (f"贫困地区2018年帮扶工作总结\n{TEXT}", "贫困地区2018年帮扶工作总结", None, 2018),
    (f"我县2018年帮扶工作总结\n{TEXT}", "我县2018年帮扶工作总结", None, 2018),
    (f"走进社区2018年活动总结\n{TEXT}", "走进社区2018年活动总结", None, 2018),
    # the year looked back on, not the one planned for
    (f"枫溪县2019年政府工作报告\n各位代表:\n我代表县人民政府,向大会报告工作。\n一、2018年工作回顾\n{TEXT}", "枫溪县2019年政府工作报告", "枫溪县", 2018),
    (f"各位代表:\n现在,我代表国务院,向大会报告政府工作。\n一、2018年工作回顾和2019年工作安排\n{TEXT}", None, "国务院", 2018),
    (f"各位代表:\n现在,我代表县人民政府,向大会报告政府工作。\n一、一九八九年的回顾\n{TEXT}", None, "县人民政府", 1989),
    (f"各位代表:\n现在,我代表市政府,向大会报告政府工作。\n一、过去五年工作回顾\n五年来,我们战胜困难。2013年到2017年,{TEXT}", None, "市政府", None),
    (f"各位代表:\n现在,我代表市政府,向大会报告政府工作。\n一、过去一年工作回顾\n2004年,{TEXT}", None, "市政府", 2004),
    (f"各位代表:\n受市人民政府委托,现将柳溪市2025年预算执行情况和2026年预算草案提请审议。\n{TEXT}", None, "柳溪市", 2025),
    (f"关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告\n柳溪市财政局\n各位代表:\n{TEXT}", "关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告", "柳溪市财政局", 2025),
    (f"2026年“三公”经费预算安排情况\n{TEXT}", "2026年“三公”经费预算安排情况", None, 2026),
    # a list of several bodies names none; the year digit by digit
    (
        "二○一二年春节慰问情况统计\n一、领导慰问：市领导慰问困难职工40户，共4万元。\n二、部门慰问：市总工会慰问困难职工560户；市妇联慰问单亲母亲120人。",
        "二○一二年春节慰问情况统计",
        None,
        2012,
    ),
    # who signs above the day
    (
        "关于2019年度临时救助工作情况的报告\n县人民政府：\n现将2019年度临时救助工作情况报告如下：\n全年共实施临时救助1563人次，发放救助金218.82万元。\n特此报告。\n云谷县民政局\n2019年12月28日",
        "关于2019年度临时救助工作情况的报告",
        "云谷县民政局",
        2019,
    ),
    # the text opens with its year
    (f"2025年,柳溪市委、市政府带领全市上下奋力拼搏。\n2025年{TEXT}", None, "柳溪市", 2025),
    (f"2005年,全县建立了救助制度,此后逐年完善。\n2006年{TEXT}2006年{TEXT}", None, None, None),
    # a line that is a body's name
    (f"2025年柳溪市国民经济和社会发展\n统计公报\n柳溪市统计局\n国家统计局柳溪调查队\n{TEXT}", "2025年柳溪市国民经济和社会发展统计公报", "柳溪市统计局", 2025),
    (f"——2019年1月8日在柳溪市第十三届人民代表大会第三次会议上\n柳溪市财政局局长 邓平\n各位代表:\n一、2018年预算执行情况\n{TEXT}", None, "柳溪市财政局", 2018),
    # below the menu of a site, and joined with its day and source
    (f"您好\n站群导航\n枫溪市2025年国民经济和社会发展统计公报\n枫 溪 市 统 计 局\n{TEXT}", "枫溪市2025年国民经济和社会发展统计公报", "枫溪市统计局", 2025),
    (f"我要咨询\t用户登录\n枫溪市2025年国民经济和社会发展统计公报2026-05-28出处：枫溪市统计局一、综合{TEXT}", "枫溪市2025年国民经济和社会发展统计公报", "枫溪市统计局", 2025),
    # a place at work
    (f"1月28日,枫溪区委、区政府组成慰问组,分赴各镇。\n{TEXT}", None, "枫溪区", None),
    (f"为确保群众过冬,近日,枫溪县集中开展了走访活动。\n{TEXT}", None, "枫溪县", None),
    (f"在1979年6月的会议上,县里曾经提出用三年调整。\n{TEXT}", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "organisation", "year"), METADATA)
def test_reports_of_every_kind_say_whose_they_are(
    text: str, title: str | None, organisation: str | None, year: int | None
) -> None:
    (report,) = split(_document(text))
    assert (report.title, report.organisation, report.year) == (title, organisation, year)


@pytest.mark.parametrize(("text", "title", "organisation", "year", "published"), HEADINGS)
def test_a_report_says_whose_it_is_and_of_what_year(
    text: str, title: str | None, organisation: str | None, year: int | None, published: date | None
) -> None:
    (report,) = split(_document(text))
    assert (report.title, report.organisation, report.year, report.published) == (
        title,
        organisation,
        year,
        published,
    )


def test_a_page_of_furniture_alone_is_kept_whole() -> None:
    (report,) = split(_document("首页 > 新闻 > 正文\n"))
    assert report.text.strip() == "首页 > 新闻 > 正文"


PIECES = st.sampled_from(
    [
        OFFICE,
        TOWN,
        NO_OPENING,
        NO_NUMBERS,
        PASSAGE,
        "首页 > 新闻\n",
        "篇一：\n",
        "篇二\n",
        "浏览次数:12 来源：某网\n",
        "新闻推荐\n",
        "\r\n",
        "|\n",
        "　",
        "★ 范文十篇\n★ 总结5篇\n",
        "版权所有",
        "2016-01-20 ",
        "。",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_character_of_a_report_stands_in_the_page(text: str) -> None:
    document = Document(
        decode(("慰" + text).encode(), "a"),
        "慰" + text,
        (),
        restore(decode("慰".encode(), "a")).offsets,
    )
    reports = split(document)
    assert reports
    assert all(_is_copied(report, document.text) for report in reports)
    ends = [_place(report) for report in reports]
    assert all(a.end <= b.start for a, b in pairwise(ends))
    cuts = [span for span, _ in furniture(document)]
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert split(document) == reports


@HERE
@pytest.mark.parametrize("name", ["page.raw.txt", "page.clean.txt"])
def test_the_ten_reports_of_the_seed_page_are_found_with_their_lines(name: str) -> None:
    segments = json.loads((SHARED / "seed" / "segments.json").read_text(encoding="utf-8"))
    wanted = [tuple(s["lines"]) for s in segments if s["id"].startswith("doc")]
    document = restore(read(SHARED / "seed" / name))
    places = [_place(report) for report in split(document)]
    lines = [
        (document.text[: p.start].count("\n") + 1, document.text[: p.end].count("\n") + 1)
        for p in places
    ]
    assert lines == wanted


@HERE
@pytest.mark.parametrize("folder", ["seed", "dev"])
def test_an_annotated_report_stays_one(folder: str) -> None:
    for path in sorted((SHARED / "gold" / folder).glob("*.raw.txt")):
        assert len(split(restore(read(path)))) == 1, path.name


@HERE
@pytest.mark.parametrize("folder", ["government_work_reports", "budget_reports"])
def test_a_long_single_report_stays_one(folder: str) -> None:
    cut = [
        path.stem
        for path in sorted((SHARED / "corpora" / folder).glob("*.txt"))
        if len(split(restore(read(path)))) > 1
    ]
    # Its annex on the three public expenses opens and is announced as a report of its own.
    assert cut in ([], ["honghe_2025_budget_report"])


def _document(text: str) -> Document:
    document = restore(decode(text.encode(), "a.txt"))
    assert document.text == text, "the restorer is not under test here"
    return document


def _place(report: Report) -> Span:
    return report.offsets.to_original(Span(0, len(report.text)))


def _is_copied(report: Report, text: str) -> bool:
    spans = (Span(i, i + 1) for i in range(len(report.text)))
    return all(
        report.offsets.to_original(span).slice(text) == span.slice(report.text) for span in spans
    )
