"""The tables of what reports say of each other, and of what is looked up for it."""

from __future__ import annotations

from extractor.tables.columns import CHARACTERS, EDTF, FIGURE, SHARE, Column, Kind, Reference, Table
from extractor.tables.places import (
    DOCUMENT,
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

SENTENCES = Table(
    "sentences",
    "句子：每句一行，附去掉数字、日期、姓名后的指纹，用来查找重复段落",
    "sentences: one row each, with a fingerprint that no figure, date or name changes",
    (
        DOCUMENT,
        REPORT,
        place_in("sentence", "报告内第几句，从 0 起", "its place among the sentences, from 0"),
        Column(
            "fingerprint",
            Kind.INTEGER,
            "去掉数字、日期、姓名、标点后所余文字的散列值",
            "the hash of its letters without figures, dates, names and marks",
            is_required=True,
        ),
        Column(
            "letters",
            Kind.INTEGER,
            "所余文字的字数",
            "how many letters those are",
            CHARACTERS,
            is_required=True,
        ),
        *spans(),
    ),
    key=(*IN_REPORT, "sentence"),
    references=(OF_REPORT,),
)

CLAIMS = Table(
    "claims",
    "可与别的报告核对的数字：按单位、年份、所述项目编排，每个一行",
    "claims: the figures other reports can bear out, by body, year and subject",
    (
        DOCUMENT,
        REPORT,
        place_in("claim", "报告内第几个，从 0 起", "its place among them, from 0"),
        place_in("mention", "提及", "the mention"),
        Column(
            "aspect",
            Kind.CATEGORY,
            "所述为当年数、累计数、上年数或每户每人数",
            "whether it is of the year, cumulative, of the year before, or what each received",
            is_required=True,
        ),
        Column("body", Kind.TEXT, "单位或地方", "the body or place it is of"),
        Column("year", Kind.INTEGER, "年份", "the year it is of", is_required=True),
        Column("subject", Kind.TEXT, "所述项目", "what it is about", is_required=True),
        Column("unit", Kind.CATEGORY, "计量", "what it can be compared with", is_required=True),
        Column("stated", Kind.REAL, "所述数值", "the number stated", FIGURE, is_required=True),
        *bounds("stated", "所述数值", "the number stated", FIGURE),
        *bounds("base", "由增减推得的上年数", "last year's figure, by the change", FIGURE),
        Column("expression", Kind.TEXT, "推算上年数的算式", "how last year's figure follows"),
        Column("is_explicit", Kind.BOOLEAN, "写明比上年", "whether last year is named"),
        Column("doubt", Kind.CATEGORY, "不可比的理由", "why it may not be comparable"),
        Column("since", Kind.INTEGER, "累计自哪年起", "the year a cumulative figure begins"),
        Column("day", Kind.TEXT, "同句所载日期", "the day or days its sentence names", EDTF),
        Column("part", Kind.TEXT, "一年中的哪一段，空串为全年", "the part of the year; '' for all"),
        Column("deed", Kind.TEXT, "所做的事，如慰问、筹集", "what was done, such as 慰问 or 筹集"),
        Column(
            "is_preliminary",
            Kind.BOOLEAN,
            "报告所载为快报、预计等未定数",
            "whether the report says its figures may still change",
            is_required=True,
        ),
    ),
    key=(*IN_REPORT, "claim"),
    references=(OF_REPORT, to_mention("mention")),
)

OTHER_DOCUMENT = Column("other_document", Kind.TEXT, "另一份文件", "the other document")
OTHER_REPORT = Column("other_report", Kind.INTEGER, "另一篇报告", "the other report")
OF_OTHER_REPORT = Reference(("other_document", "other_report"), "reports", IN_REPORT)

PASSAGES = Table(
    "passages",
    "重复段落：两篇报告中除数字、日期、姓名外相同的文字，每处一行，最值得看的在前",
    "passages: one row for each stretch two reports share but for figures, dates and names",
    (
        Column("rank", Kind.INTEGER, "名次，从 1 起", "its place, from 1", is_required=True),
        Column(
            "passage",
            Kind.TEXT,
            "编号，由两处位置算得",
            "its name, made from the two places",
            is_required=True,
        ),
        Column(
            "kind",
            Kind.CATEGORY,
            "段落，或较短一篇的几乎全文",
            "a passage, or nearly the whole of the shorter report",
            is_required=True,
        ),
        DOCUMENT,
        REPORT,
        OTHER_DOCUMENT,
        OTHER_REPORT,
        Column(
            "sentences",
            Kind.INTEGER,
            "相同的句数",
            "how many sentences are the same",
            is_required=True,
        ),
        Column(
            "edited",
            Kind.INTEGER,
            "其间改动的句数",
            "how many sentences between them differ",
            is_required=True,
        ),
        Column("length", Kind.INTEGER, "段落长度", "its length", CHARACTERS, is_required=True),
        Column("share", Kind.REAL, "占较短一篇的比例", "its share of the shorter report", SHARE),
        Column(
            "weight",
            Kind.REAL,
            "相同文字的字数乘以稀见程度",
            "how many letters are the same, by how rare their sentences are",
            is_required=True,
        ),
        Column(
            "same_figures",
            Kind.INTEGER,
            "相同的数字、日期、姓名数",
            "how many figures, dates and names are the same",
            is_required=True,
        ),
        Column(
            "changed_figures",
            Kind.INTEGER,
            "改动的数字、日期、姓名数",
            "how many figures, dates and names differ",
            is_required=True,
        ),
        *spans(),
        *(
            Column(f"other_{c.name}", c.kind, f"另一篇{c.zh}", f"{c.en}, of the other report")
            for c in spans()
        ),
    ),
    key=("rank",),
    references=(OF_REPORT, OF_OTHER_REPORT),
)

PASSAGE_FIGURES = Table(
    "passage_figures",
    "重复段落中的数字、日期、姓名：两篇逐项对照",
    "passage_figures: the figures, dates and names of a passage, side by side",
    (
        Column("rank", Kind.INTEGER, "重复段落的名次", "the passage", is_required=True),
        place_in("place", "第几处，从 0 起", "its place, from 0"),
        Column("type", Kind.CATEGORY, "类别", "what sort of thing it is", is_required=True),
        Column(
            "mention", Kind.INTEGER, "提及编号，空为无", "its mention; null where there is none"
        ),
        Column(
            "other_mention",
            Kind.INTEGER,
            "另一篇的提及编号，空为无",
            "the other report's mention; null where there is none",
        ),
        Column("surface", Kind.TEXT, "原文写法", "the words as written"),
        Column("other_surface", Kind.TEXT, "另一篇的写法", "the words in the other report"),
        Column(
            "is_changed", Kind.BOOLEAN, "两篇是否不同", "whether the two differ", is_required=True
        ),
    ),
    key=("rank", "place"),
    references=(Reference(("rank",), "passages", ("rank",)),),
)

COMPARISONS = Table(
    "comparisons",
    "报告之间的核对：上年数、累计数、同一事项在别处的数字、同类标准，每项一行",
    "comparisons: one row for each check of a figure against other reports",
    (
        Column("comparison", Kind.TEXT, "编号，由位置算得", "its name", is_required=True),
        *JUDGED,
        DOCUMENT,
        REPORT,
        mention_number("mention", "数字", "the figure"),
        OTHER_DOCUMENT,
        OTHER_REPORT,
        mention_number("other_mention", "另一篇的数字", "the other report's figure"),
        Column("body", Kind.TEXT, "单位或地方", "the body or place"),
        Column("year", Kind.INTEGER, "年份", "the year of the figure", is_required=True),
        Column("subject", Kind.TEXT, "所述项目", "what it is about", is_required=True),
        Column("stated", Kind.REAL, "别处所述数值", "the number the other report states"),
        *bounds("computed", "由本篇推得的数值", "what this report makes of it", FIGURE),
        Column("difference", Kind.REAL, "所述减推得", "stated minus computed", FIGURE),
        *EXPLAINED,
    ),
    key=("comparison",),
    references=(OF_REPORT, OF_OTHER_REPORT),
)
