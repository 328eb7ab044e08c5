"""The tables of what was read: documents, sources, reports, failures."""

from __future__ import annotations

from extractor.tables.columns import BYTES, EDTF, Column, Kind, Table
from extractor.tables.places import DOCUMENT, IN_REPORT, NOTES, OF_DOCUMENT, REPORT, spans

DOCUMENTS = Table(
    "documents",
    "文件：每种内容一行",
    "documents: one row for each content",
    (
        DOCUMENT,
        Column(
            "source",
            Kind.TEXT,
            "路径（多份相同时取排序最前者）",
            "its path; of several, the first in order",
            is_required=True,
        ),
        Column(
            "copies",
            Kind.INTEGER,
            "内容相同的其他文件数",
            "how many other files have the same bytes",
            is_required=True,
        ),
        Column(
            "sha256", Kind.TEXT, "文件字节的 SHA-256", "the SHA-256 of the bytes", is_required=True
        ),
        Column("size", Kind.INTEGER, "文件大小", "the size of the file", BYTES, is_required=True),
        Column(
            "format", Kind.CATEGORY, "按内容判断的格式", "its format, by content", is_required=True
        ),
        Column("encoding", Kind.CATEGORY, "文字编码", "its encoding", is_required=True),
        Column(
            "edits",
            Kind.INTEGER,
            "还原时的修改处数",
            "how many places were restored",
            is_required=True,
        ),
        NOTES,
        Column("raw", Kind.TEXT, "原始文字", "the text as received", is_required=True),
        Column("text", Kind.TEXT, "还原后的全文", "the restored text", is_required=True),
        Column(
            "rules",
            Kind.TEXT,
            "处理所用规则的指纹",
            "the fingerprint of the rules that read it",
            is_required=True,
        ),
    ),
    key=("document",),
)

SOURCES = Table(
    "sources",
    "来源：每个读过的文件一行",
    "sources: one row for each file read",
    (
        Column("source", Kind.TEXT, "路径", "the path", is_required=True),
        DOCUMENT,
    ),
    key=("source",),
    references=(OF_DOCUMENT,),
)

REPORTS = Table(
    "reports",
    "报告：汇编中的每篇一行",
    "reports: one row for each report of a compendium",
    (
        DOCUMENT,
        REPORT,
        Column("title", Kind.TEXT, "标题", "its title"),
        Column("organisation", Kind.TEXT, "单位自称", "the body that reports"),
        Column("year", Kind.INTEGER, "所述年份", "the year it reports on"),
        Column(
            "period",
            Kind.TEXT,
            "所述时期：标题中的起止、半年、季度，否则为年份",
            "the time it reports on: the interval, half or quarter of its title, else the year",
            EDTF,
        ),
        Column(
            "published", Kind.DATE, "页面所载发布日期", "the day the page says it was published"
        ),
        NOTES,
        Column("text", Kind.TEXT, "报告正文", "its text", is_required=True),
        *spans()[2:],
    ),
    key=IN_REPORT,
    references=(OF_DOCUMENT,),
)

FAILURES = Table(
    "failures",
    "无法读取：每个未能处理的文件或文件夹一行",
    "failures: one row for each file or folder that could not be processed",
    (
        Column("source", Kind.TEXT, "路径", "the path", is_required=True),
        Column(
            "sha256", Kind.TEXT, "文件字节的 SHA-256", "the SHA-256 of the bytes, if they were read"
        ),
        Column("size", Kind.INTEGER, "文件大小", "the size of the file", BYTES),
        Column("stage", Kind.CATEGORY, "停在哪一步", "where it stopped", is_required=True),
        Column("reason", Kind.CATEGORY, "原因代码", "the code of the reason", is_required=True),
        Column("detail", Kind.TEXT, "详情与办法", "what happened and what to do", is_required=True),
        Column(
            "rules",
            Kind.TEXT,
            "处理所用规则的指纹",
            "the fingerprint of the rules that read it",
            is_required=True,
        ),
    ),
    key=("source",),
)
