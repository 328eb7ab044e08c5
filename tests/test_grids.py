"""Tables inside a text: the unit their heads state, and the row that totals a column."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.model import Count, FindingKind, Money, Percent
from extractor.reading import decode
from extractor.restoring import restore

UNITS = [
    # table, its figures as read
    ("姓名 | 金额（元）\n张三 | 500", ["500元"]),
    ("单位 | 户数 | 人数\n东街 | 30 | 62", ["30户", "62人"]),
    ("项目 | 金额/万元 | 占比（%）\n救助 | 1.5 | 40", ["1.5万元", "40%"]),
    ("项目 | 慰问户数 | 慰问金\n | 户 | 万元\n甲片 | 30 | 1.5", ["30户", "1.5万元"]),
    ("（单位：万元）\n项目 | 2019年 | 户数 | 序号\n救助 | 12.5 | 30 | 1", ["12.5万元", "30户"]),
    ("项目 | 金额（万元） | \n | 现金 | 物资\n救助 | 3 | 2.5", ["3万元", "2.5万元"]),
    ("姓名 | 金额（元）\n张三 | 500元", ["500元"]),
    ("片区 | 金额（元）\n东片 | 2.5万\n西片 | 3000", ["2.5万元", "3000元"]),
    ("片区 | 金额（万元）\n东片 | 2.5万\n西片 | 3", ["3万元"]),  # 2.5万 of which unit is not said
    # what looks like a year below the heads is an amount
    ("单位 | 捐款（元）\n红星公司 | 2000\n长江公司 | 3000", ["2000元", "3000元"]),
    # the head of a row, the words nearest to a number's left
    ("指标 | 2018年 | 2019年\n救助金（万元） | 12.5 | 13.2\n户数 | 30 | 32\n受助面（%） | 85 | 90", ["12.5万元", "13.2万元", "30户", "32户", "85%", "90%"]),
    ("救助金（万元） | 12.5 | 户数 | 30\n负责人 | 张三 | 人数 | 62", ["12.5万元", "30户", "62人"]),
    ("物资 | 单位 | 数量 | 单价 | 金额\n棉被 | 床 | 50 | 160 | 8000\n大米 | 袋 | 30 | 100 | 3000", ["50床", "30袋"]),
    ("物资 | 数量 | 金额（元）\n大米（袋） | 30 | 3000", ["30袋", "3000元"]),
    ("对象 | 人数 | 金额（元）\n困难职工（人） | 30 | 15000", ["30人", "15000元"]),
    ("指标 | 单位 | 2019年 | 增长（%）\n生产总值 | 亿元 | 20.2 | 8.1\n旅客 | 万人次 | 35.6 | -3", ["20.2亿元", "8.1%", "35.6万人次", "-3%"]),
    ("指标 | 计划 | 完成 | 完成率 | 位次\n救助金（万元） | 20 | 12 | 60 | 3", ["20万元", "12万元"]),
    ("单位：万元\n项目 | 2018年\n救助 | 12.5\n救助率 | 3\n救助户数 | 30\n低保户 | 4", ["12.5万元", "30户", "4万元"]),
    # a column and a row that state two units of one number; a row of years; a mean
    ("项目 | 金额（万元）\n救助金 | 12.5\n户数（户） | 30", ["12.5万元"]),
    ("说明\n指标（万元） | 2018 | 2019\n救助 | 见附件 | 4", []),
    ("指标 | 总量 | 人均\n可支配收入（亿元） | 20.2 | 1.3", ["20.2亿元"]),
    ("项目 | 旅客\n | 万人次\n甲港 | 30", ["30万人次"]),
    # blanks inside words, and a unit behind a number or below the table
    ("姓　名 | 户　数 | 金　额（万 元）\n张三 | 30 | 1.5\n合　　计 | 30 | 1.5", ["30户", "1.5万元", "30户", "1.5万元"]),
    ("项目 | 数量 | 单位\n慰问家庭 | 310 | 户\n慰问金 | 15.5 | 万元", ["310户", "15.5万元"]),
    ("项目 | 金额\n救助 | 12.5\n医疗 | 8.3\n注：金额单位为万元。", ["12.5万元", "8.3万元"]),
    ("项目 | 金额\n救助 | 12.5\n单位：万元 | ", ["12.5万元"]),
    ("项目 | 金额\n救助 | 12.5\n表二 单位：元\n项目 | 金额\n助学 | 300", ["300元"]),
    # of two units that of money is for what is called so; 其中 is of the column it stands beside
    ("单位：人、万元\n学校 | 受助人数 | 资助金额\n一中 | 45 | 9", ["45人", "9万元"]),
    ("单位 | 救助人数 | 其中：低保 | 其中：现金\n东街 | 40 | 25 | 300", ["40人", "25人"]),
    # numbers that look like years under a head of money; a stroke, 同上 and brackets among them
    ("序号 | 姓名 | 补助（元）\n1 | 张三 | 2000\n2 | 李四 | 1998", ["2000元", "1998元"]),
    ("单位 | 捐款（元）\n甲 | 5000\n乙 | --\n丙 | 〃\n丁 | ……\n戊 | (300)\n己 | ¥200", ["5000元", "¥200"]),
    # who made a table, and its head on the next page, are none of its rows
    ("单位 | 金额（元）\n甲 | 5000\n单 位 | 金额（元）\n乙 | 300\n制表人： | 张某", ["5000元", "300元"]),
    ("单位：元\n收入项目 | 金额\n拨款 | 50\n支出项目 | 金额\n助学 | 26", ["50元", "26元"]),
    # the unit over a table is not that of what counts, or may count, something else
    ("单位：元\n行次 | 科目 | 预算数 | 支部数 | 完成%\n1 | 救助 | 500 | 12 | 90", ["500元", "90%"]),
    ("单位：元\n单位 | 党员 | 捐款\n一支部 | 20 | 3600", ["3600元"]),
    # no unit is stated, or two are, or the column holds words or years: nothing is guessed
    ("姓名 | 金额\n张三 | 500", []),
    ("单位：户、元\n项目 | 数\n救助 | 30", []),
    ("姓名 | 金额（元）\n张三 | 500\n李四 | 见附件", []),
    ("项目 | 年份（元）\n救助 | 2018", []),
]  # fmt: skip


def _figures(text: str) -> list[str]:
    processed = pipeline.process(decode(text.encode(), "a.txt"))
    return [
        mention.text
        for extraction in processed.extractions
        for mention in extraction.mentions
        if isinstance(mention.value, Money | Count | Percent)
    ]


@pytest.mark.parametrize(("text", "figures"), UNITS)
def test_a_number_has_the_unit_its_head_states(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


def test_a_figure_of_a_table_leads_back_to_the_bare_number() -> None:
    text = "姓名 | 金额（万元）\n张三 | 1.5\n"
    processed = pipeline.process(decode(text.encode(), "a.txt"))
    (extraction,) = processed.extractions
    (money,) = (m for m in extraction.mentions if isinstance(m.value, Money))
    within = extraction.report.offsets.to_original(money.span)
    raw = processed.document.offsets.to_original(within)
    assert (money.text, raw.slice(text)) == ("1.5万元", "1.5")


HEAD = "单位 | 金额（元）\n"
TOTALS = [
    # rows under the head, verdict of the column
    ("东街 | 200\n西街 | 300\n合计 | 500", "holds"),
    ("合计 | 500\n东街 | 200\n西街 | 300", "holds"),
    ("东街 | 200\n西街 | 300\n合 计 | 600", "fails"),
    ("东街 | 500\n合计 | 600", "fails"),
    # what may be meant otherwise is never said to fail
    ("东街 | 200\n其中：残疾人 | 100\n西街 | 300\n合计 | 510", None),
    ("东街 | 200\n西街 | 300\n小计 | 500\n北街 | 100\n合计 | 620", "holds"),  # of the 小计
    ("城区 | 500\n东街 | 200\n西街 | 300\n乡镇 | 90\n合计 | 590", None),
    ("一、城区 | 500\n东街 | 210\n西街 | 300\n合计 | 600", None),
    ("东街 | 200\n西街 | 300\n…… | \n合计 | 600", None),
    ("上年 | 400\n东街 | 200\n合计 | 500", None),
    ("东街 | 200\n西街 | 300\n合计 | 600\n注 | 100", None),
    # 小计 of all rows, behind them or before, and what is not a row at all
    ("东街 | 200\n小计 | 300\n北街 | 100\n小计 | 100\n合计 | 400", "holds fails holds"),
    ("东片小计 | 200\n东街 | 200\n西片小计 | 100\n北街 | 100\n合计 | 400", "fails holds holds"),
    (
        "东街 | 200\n西街 | 300\n小计 | 600\n北街 | 100\n南街 | 50\n小计 | 150\n合计 | 650",
        "fails holds holds",
    ),
    (
        "甲组 | 1\n甲村小计 | 1\n乙组 | 2\n乙村小计 | 2\n东乡合计 | 3\n丙组 | 4\n西乡合计 | 4\n总计 | 9",
        "holds",
    ),
    ("东街 | 200\n西街 | 300\n合计（大写）陆佰元整 | 600\n审核： | 张某", "fails"),
    ("东街 | 200\n单位 | 金额（元）\n西街 | 300\n合计 | 600", "fails"),
    ("甲 | 1\n乙 | 2\n合计 | 3\n丙 | 4\n丁 | 5\n合计 | 9\n总计 | 13", "fails holds holds"),
    (
        "拨款 | 50\n捐赠 | 36\n收入小计 | 87\n救助 | 45\n助学 | 26\n支出小计 | 71\n结余 | 15",
        "fails holds",
    ),
    ("总收入 | 86\n拨款小计 | 50\n省 | 30\n市 | 20\n捐赠小计 | 36\n企业 | 20\n个人 | 16", None),
    ("甲 | 11\n小计 | 11\n乙 | 12\n小计 | 12\n上年结转 | 50\n合计 | 79", "holds holds"),
    # 其中, and rows of several ranks, are read only where they come out
    ("东街 | 200\n其中：残疾人 | 50\n西街 | 300\n合计 | 500", "holds"),
    ("捐赠 | 36\n其中：企业 | 20\n个人 | 16\n利息 | 4\n合计 | 40", "holds holds"),
    ("一、收入 | 86\n1.拨款 | 50\n2.捐赠 | 36\n二、支出 | 70\n1.救助 | 45\n2.助学 | 26", "holds"),
]


@pytest.mark.parametrize(("rows", "verdict"), TOTALS)
def test_the_row_of_totals_is_checked_against_its_column(rows: str, verdict: str | None) -> None:
    assert sorted(_verdicts(HEAD + rows)) == sorted((verdict or "").split())


def test_a_subtotal_and_the_total_over_it_are_both_read() -> None:
    rows = "东街 | 200\n西街 | 300\n小计 | 500\n北街 | 100\n合计 | 600"
    assert _verdicts(HEAD + rows) == ["holds", "holds"]


SINGLE = [
    # text with a table where one number is the sum of others by accident, as those of persons are
    "序号 | 单位 | 金额（元）\n1 | 东街 | 500\n2 | 西街 | 300\n3 | 北街 | 200\n合计 |  | 1100",
    "姓名 | 金额（元）\n王建国 | 500\n张志强 | 300\n李秀英 | 200\n合计 | 1100",
]


@pytest.mark.parametrize("text", SINGLE)
def test_no_single_row_is_the_sum_of_others(text: str) -> None:
    assert _verdicts(text) == ["fails"]
    assert _verdicts(text.replace("姓名", "项目").replace("1 | 东", "甲 | 东")) == []


CUT = [
    # text with a table whose total is of more than its rows
    f"接上页\n{HEAD}东街 | 200\n西街 | 300\n合计 | 900",
    f"部分捐款单位名单\n{HEAD}东街 | 200\n西街 | 300\n合计 | 900",
    f"{HEAD}东街 | 200\n西街 | 300\n（其余人员略） | \n合计 | 900",
    f"{HEAD}东街 | 200\n西街 | 300\n合计 | 900\n注：合计数含匿名捐款400元。",
]


@pytest.mark.parametrize("text", CUT)
def test_a_table_that_says_it_lacks_rows_fails_in_nothing(text: str) -> None:
    assert "fails" not in _verdicts(text)


PEOPLE = [
    # head of the rows, verdict of a total that is less than its rows: who is in two may count once
    ("村", "fails"),
    ("救助类型", "cannot_tell"),
]


@pytest.mark.parametrize(("head", "verdict"), PEOPLE)
def test_a_person_may_be_in_rows_of_two_kinds_but_of_no_two_villages(
    head: str, verdict: str
) -> None:
    assert _verdicts(f"{head} | 人数\n甲 | 120\n乙 | 45\n合计 | 150") == [verdict]


ACROSS = [
    # rows under 单位 | 现金（元） | 物资（元） | 合计（元）, their verdicts
    ("甲 | 200 | 10 | 210\n乙 | 300 | 20 | 320\n丙 | 5 |  | 5", ["holds", "holds"]),
    ("甲 | 200 | 10 | 210\n乙 | 300 | 20 | 320\n丙 | 51 | 30 | 91", ["fails", "holds", "holds"]),
    # the total may be of more than the columns show
    ("甲 | 200 | 10 | 250\n乙 | 300 | 20 | 390\n丙 | 50 | 30 | 90", []),
]


@pytest.mark.parametrize(("rows", "verdicts"), ACROSS)
def test_a_column_of_totals_is_checked_against_its_rows(rows: str, verdicts: list[str]) -> None:
    assert _verdicts(f"单位 | 现金（元） | 物资（元） | 合计（元）\n{rows}") == verdicts


def test_what_a_total_is_of_may_stand_behind_it() -> None:
    table = "单位：元\n项目 | 合计 | 其中 | \n |  | 中央 | 省级\n甲 | 35 | 28 | 7\n乙 | 21 | 9 | 13\n丙 | 60 | 20 | 40"
    assert _verdicts(table) == ["fails", "holds", "holds"]


def test_a_row_that_stands_twice_is_no_headline() -> None:
    table = "片 | 村 | 户数\n东 | 甲 | 10\n | 乙 | 8\n | 小计 | 18\n西 | 丙 | 18\n | 小计 | 18\n合计 |  | 36"
    assert _figures(table).count("18户") == 3


TWICE = "姓名 | 金额（元） | 姓名 | 金额（元）\n王建国 | 500 | 李秀英 | 100\n张志强 | 200 | 陈春梅 | 50\n"


@pytest.mark.parametrize(("total", "verdict"), [("850", "holds"), ("950", "fails")])
def test_a_total_is_of_all_columns_under_the_same_head(total: str, verdict: str) -> None:
    assert _verdicts(f"{TWICE}合计 | {total} |  | ") == [verdict]


def _verdicts(text: str) -> list[str]:
    processed = pipeline.process(decode(text.encode(), "a.txt"))
    return [
        str(finding.verdict)
        for extraction in processed.extractions
        for finding in extraction.findings
        if finding.kind is FindingKind.SUM
    ]


SUMMED = ["1,200元", "800元", "2,100元"]
MARKDOWN = [
    # a text whose table states 2,100 for 1,200 and 800
    "| 片区 | 金额（元） |\n|---|---:|\n| 东片 | 1,200 |\n| 西片 | 800 |\n| 合计 | 2,100 |",
    "见下表：\n| 片区 | 金额（元） |\n|:--|:-:|\n| 东片 | 1,200 |\n| 西片 | 800 |\n| **合计** | **2,100** |\n完。",
    "片区 | 金额（元）\n--- | ---\n东片 | *1,200*\n西片 | `800`\n__合计__ | __2,100__\n",
    "单位：元\n\n| 片区 | 金额 |\n|---|---|\n| 东片 | 1,200 |\n| 西片 | 800 |\n| 合计 | 2,100 |",
    "+----+----+\n| 片区 | 金额（元） |\n+====+====+\n| 东片 | 1,200 |\n+----+----+\n| 西片 | 800 |\n+----+----+\n| 合计 | 2,100 |\n+----+----+",
    "  | 片区 | 金额（元） |\r\n  |---|---|\r\n  | 东片 | 1,200 |\r\n  | 西片 | 800 |\r\n  | 北片 |  |\r\n  | 合计 | 2,100 |\r\n",
    "| 片区 | 金额（元） |\n| 东片 | 1,200 |\n| 西片 | 800 |\n| 合计 | 2,100 |",
    "片区\t金额（元）\n东片\t1,200\n西片\t800\n合计\t2,100\n",
    # a row whose last cell is empty stays a row
    "片区 | 金额（元）\n东片 | 1,200\n北片 | \n西片 | 800\n合计 | 2,100",
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_a_table_of_a_plain_text_is_added_up(text: str) -> None:
    assert _figures(text) == SUMMED
    assert _verdicts(text) == ["fails"]


KEPT = [
    # the rows of other tables, and what is no table
    " | 户数 | 元\n东片 | 30 | 500\n西片 | 40 | 600",
    "慰问30户 | 发放500元",
    "A+B|C\n--\n慰问**30**户",
    "项目 | 说明\n- | --\n慰问 | 30户",
]


@pytest.mark.parametrize("text", KEPT)
def test_other_pipes_and_dashes_are_left_alone(text: str) -> None:
    edits = restore(decode(text.encode(), "a.txt")).edits
    assert [edit for edit in edits if edit.fixer_id == "table.rule"] == []


def test_an_empty_cell_is_no_part() -> None:
    table = "单位 | 金额（元） | 备注\n东街 | 200 | 已发\n西街 |  | 未发\n北街 | 300 | 已发\n总计 | {} | 无"
    assert _verdicts(table.format(500)) == ["holds"]
    assert _verdicts(table.format(600)) == ["fails"]


ROW_ENDS = [
    # text, its figures: no row takes the beginning of the next one for its unit
    ("上期结余\t18,600.00\n本期收入\t3,000.00", []),
    ("救助支出 | 3.1 |\n| 户均 | 0.05", []),
    ("红星公司    5000\n元通公司    3000", []),
    ("共发放慰问金5000\n元,慰问30\n户。", ["5000\n元", "30户"]),
]


@pytest.mark.parametrize(("text", "figures"), ROW_ENDS)
def test_a_row_ends_where_its_line_does(text: str, figures: list[str]) -> None:
    found = pipeline.process(decode(text.encode(), "a.txt")).extractions[0].mentions
    assert [m.text for m in found if isinstance(m.value, (Money, Count))] == figures


def test_years_over_columns_are_heads() -> None:
    table = (
        "单位：万元\n单位 | 2018年 | 2019年\n东街 | 200 | 310\n西街 | 300 | 400\n合计 | 500 | 720"
    )
    assert sorted(_verdicts(table)) == ["fails", "holds"]


HEADED = [
    # titles and heads that begin with a number
    "2019年救助情况表 |  | \n单位：元 |  | \n单位 | 现金 | 物资\n东街 | 200 | 10\n西街 | 300 | 20\n合计 | 500 | 40",
    "单位：元\n单位 | 1月 | 2月\n东街 | 200 | 10\n西街 | 300 | 20\n合计 | 500 | 40",
    "单位：元\n单位 | 1季度 | 2季度\n东街 | 200 | 10\n西街 | 300 | 20\n合计 | 500 | 40",
    # the last cell of the last row, or the first of the first, is empty
    " | 现金（元） | 物资（元） | 备注\n东街 | 200 | 10 | 已发\n西街 | 300 | 20 | \n合计 | 500 | 40 | ",
]


@pytest.mark.parametrize("text", HEADED)
def test_a_head_may_begin_with_a_number_and_a_row_end_with_an_empty_cell(text: str) -> None:
    assert sorted(_verdicts(text)) == ["fails", "holds"]


def test_rates_and_shares_are_not_added_up() -> None:
    assert _verdicts("单位 | 标准（元）\n东街 | 200\n西街 | 300\n合计 | 250") == []
    assert _verdicts("单位 | 占比（%）\n东街 | 40\n西街 | 60\n合计 | 90") == []


def test_a_total_may_be_of_two_tables_with_one_head() -> None:
    two = f"{HEAD}东街 | 200\n西街 | 300\n\n第2页\n\n{HEAD}北街 | 100\n合计 | 600"
    assert _verdicts(two) == []
