"""The tables of what the reports state and what the audit says of it."""

from __future__ import annotations

from extractor.tables.columns import Column, Kind, Reference, Table
from extractor.tables.places import (
    DOCUMENT,
    EDTF,
    EXPLAINED,
    IN_REPORT,
    JUDGED,
    OF_REPORT,
    REPORT,
    bounds,
    mention_number,
    place_in,
    spans,
    to_mention,
)

MENTIONS = Table(
    "mentions",
    "提及：文中每处日期、金额、数量、百分比、姓名、对象一行",
    "mentions: one row for each date, amount, count, share, name and group in the text",
    (
        DOCUMENT,
        REPORT,
        place_in("mention", "报告内第几处提及，从 0 起", "its place among the mentions, from 0"),
        Column("type", Kind.CATEGORY, "类别", "what sort of thing it is", is_required=True),
        Column("surface", Kind.TEXT, "原文写法", "the words as written", is_required=True),
        Column(
            "stated", Kind.REAL, "所述数值", "the number stated", "元、单位或 % / yuan, unit or %"
        ),
        Column(
            "low",
            Kind.REAL,
            "可能的最小值，空为不限",
            "the least it can mean; null is open",
            "同 stated",
        ),
        Column(
            "high",
            Kind.REAL,
            "可能的最大值，空为不限",
            "the most it can mean; null is open",
            "同 stated",
        ),
        Column(
            "exact",
            Kind.DECIMAL,
            "超过 15 位有效数字时的精确值",
            "the number stated, where it has more than 15 digits",
            "同 stated",
        ),
        Column(
            "step", Kind.REAL, "末位所在的数位", "the place of the last digit written", "同 stated"
        ),
        Column("approx", Kind.CATEGORY, "确切程度", "how firmly it is stated"),
        Column("masked", Kind.BOOLEAN, "数字被隐去", "whether the figure was masked"),
        Column("damaged", Kind.BOOLEAN, "数字有缺损", "whether digits of the figure are lost"),
        Column(
            "role",
            Kind.CATEGORY,
            "作用：合计、分项、标准，或受助、捐赠等",
            "what it is to the others: total, part, rate; recipient, donor …",
        ),
        Column("per", Kind.TEXT, "标准所对应的单位", "what a rate is for one of"),
        Column("currency", Kind.CATEGORY, "币种", "the currency", "ISO 4217"),
        Column("in_kind", Kind.CATEGORY, "现金、实物或两者", "money, goods, or both"),
        Column("unit", Kind.TEXT, "量词", "the classifier as written"),
        Column(
            "kind",
            Kind.CATEGORY,
            "所数之物，或个人、单位",
            "what is counted; person or organisation",
        ),
        Column("noun", Kind.TEXT, "所数的名词", "the noun that is counted"),
        Column("label", Kind.TEXT, "所述项目", "what it states, as a noun phrase"),
        Column(
            "measure",
            Kind.CATEGORY,
            "可比项目：各年、各篇同名",
            "the name under which years and reports compare",
        ),
        Column("edtf", Kind.TEXT, "日期", "the date", EDTF),
        Column("festival", Kind.TEXT, "节日", "the festival"),
        Column("earliest", Kind.DATE, "最早可能日", "the earliest day it can be"),
        Column("latest", Kind.DATE, "最晚可能日", "the latest day it can be"),
        Column("rule", Kind.CATEGORY, "读出它的规则", "the rule that read it", is_required=True),
        *spans(),
        Column(
            "locator",
            Kind.TEXT,
            "原文件中的页或单元格：p.3、Sheet1!C5、table 2 row 3 col 4",
            "the page or cell of the file it stands in; null in plain text",
        ),
    ),
    key=(*IN_REPORT, "mention"),
    references=(OF_REPORT,),
)

DISBURSEMENTS = Table(
    "disbursements",
    "发放：谁给了谁、多少户或人、各多少、共多少",
    "disbursements: who gave what to whom, to how many, each and in all",
    (
        DOCUMENT,
        REPORT,
        place_in("disbursement", "报告内第几笔发放，从 0 起", "its place among them, from 0"),
        Column("amount", Kind.REAL, "共计金额", "the sum in all", "元 yuan"),
        Column(
            "amount_role",
            Kind.CATEGORY,
            "共计金额的作用；part 已含在另一笔之内，求和时应除去",
            "what the sum is to others; part is inside another one, leave it out of sums",
        ),
        *bounds("amount", "共计金额", "the sum in all", "元 yuan"),
        Column("each_amount", Kind.REAL, "每户或每人金额", "the sum each received", "元 yuan"),
        *bounds("each", "每户或每人金额", "the sum each received", "元 yuan"),
        Column("per", Kind.TEXT, "“每”的单位", "what each is one of"),
        Column("in_kind", Kind.CATEGORY, "现金、实物或两者", "money, goods, or both"),
        Column("recipient_count", Kind.REAL, "户数或人数", "how many received", "unit"),
        *bounds("recipient_count", "户数或人数", "how many received", "unit"),
        Column("unit", Kind.TEXT, "量词", "the classifier of the count"),
        Column("count_kind", Kind.CATEGORY, "所数之物", "what is counted"),
        Column("recipients", Kind.TEXT, "受助方，以顿号相连", "who received, joined by 、"),
        Column("payer", Kind.TEXT, "发放单位", "who handed it out"),
        Column("source", Kind.TEXT, "出资方", "whose money it was"),
        Column("goods", Kind.TEXT, "物品，以顿号相连", "the goods, joined by 、"),
        Column("edtf", Kind.TEXT, "日期", "when", EDTF),
        Column("label", Kind.TEXT, "项目", "what it is called"),
        Column(
            "timing",
            Kind.CATEGORY,
            "时间性质：current 本期，cumulative 历年累计，planned 尚未发放；求和只取 current",
            "current, cumulative (over years) or planned (not yet); add up only what is current",
            is_required=True,
        ),
        mention_number("total_mention", "共计金额", "the sum in all"),
        mention_number("each_mention", "每户或每人金额", "the sum each received"),
        mention_number("count_mention", "户数或人数", "the count"),
        mention_number("payer_mention", "发放单位", "the payer"),
        mention_number("source_mention", "出资方", "the source"),
        mention_number("date_mention", "日期", "the date"),
        *spans(),
    ),
    key=(*IN_REPORT, "disbursement"),
    references=(
        OF_REPORT,
        *map(
            to_mention,
            (
                "total_mention",
                "each_mention",
                "count_mention",
                "payer_mention",
                "source_mention",
                "date_mention",
            ),
        ),
    ),
)

DISBURSEMENT_PARTIES = Table(
    "disbursement_parties",
    "发放与受助方、物品的对应",
    "which mentions are the recipients and goods of a disbursement",
    (
        DOCUMENT,
        REPORT,
        place_in("disbursement", "发放", "the disbursement"),
        Column("slot", Kind.CATEGORY, "受助方或物品", "recipient or goods", is_required=True),
        place_in("place", "第几个，从 0 起", "its place, from 0"),
        place_in("mention", "提及", "the mention"),
    ),
    key=(*IN_REPORT, "disbursement", "slot", "place"),
    references=(
        Reference((*IN_REPORT, "disbursement"), "disbursements", (*IN_REPORT, "disbursement")),
        to_mention("mention"),
    ),
)

FINDINGS = Table(
    "findings",
    "核对结果：每项核对一行",
    "findings: one row for each check made",
    (
        DOCUMENT,
        REPORT,
        place_in("finding", "报告内第几项核对，从 0 起", "its place among the findings, from 0"),
        *JUDGED,
        Column("stated", Kind.REAL, "所述数值", "the number stated", "元或单位 yuan or unit"),
        *bounds("computed", "算得数值", "the parts come to", "同 stated"),
        Column("difference", Kind.REAL, "所述减算得", "stated minus computed", "同 stated"),
        *EXPLAINED,
        mention_number("total_mention", "合计", "the stated total"),
        *spans(is_required=False),
    ),
    key=(*IN_REPORT, "finding"),
    references=(OF_REPORT, to_mention("total_mention")),
)

FINDING_PARTS = Table(
    "finding_parts",
    "核对结果与分项的对应",
    "which mentions are the parts of a finding",
    (
        DOCUMENT,
        REPORT,
        place_in("finding", "核对结果", "the finding"),
        place_in("place", "第几个分项，从 0 起", "its place, from 0"),
        place_in("mention", "提及", "the mention"),
    ),
    key=(*IN_REPORT, "finding", "place"),
    references=(
        Reference((*IN_REPORT, "finding"), "findings", (*IN_REPORT, "finding")),
        to_mention("mention"),
    ),
)
