"""Word documents with what naive readers lose, read through the public ``decode``."""

from __future__ import annotations

import pytest

from extractor.errors import UnreadableError
from extractor.reading import decode
from tests.packages import W, paragraph, run, table, word

BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
BODIES = [
    # body, text, codes of the notes
    (
        paragraph(
            run("慰问")
            + "<w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
            + f"<w:ins>{run('30')}</w:ins>"
            + run("户")
        ),
        "慰问30户",
        ["tracked-changes"],
    ),
    (
        paragraph(run("发放900万元", "<w:vanish/>") + run("慰问30户")),
        "慰问30户",
        ["hidden-text"],
    ),
    (
        paragraph(run("慰问") + run("300", "<w:strike/>") + run("30户")),
        "慰问30户",
        ["struck-text"],
    ),
    (paragraph(run("慰问30") + run("1", '<w:vertAlign w:val="superscript"/>') + run("户")), "慰问30¹户", []),
    (paragraph(run("看得见", '<w:vanish w:val="0"/>')), "看得见", []),
    (paragraph(run("慰问3") + run("0", "<w:b/>") + run("户")), "慰问30户", []),
    (f"<w:sdt><w:sdtContent>{paragraph('慰问30户')}</w:sdtContent></w:sdt>", "慰问30户", []),
    (
        paragraph(run("正文") + BOX.format(paragraph("框中慰问30户"))),
        "正文\n框中慰问30户",
        [],
    ),
    (
        paragraph("<w:r><w:ruby><w:rt>" + run("nuan") + "</w:rt><w:rubyBase>" + run("暖")
                  + "</w:rubyBase></w:ruby></w:r>"),
        "暖",
        [],
    ),
    (
        paragraph('<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE 900元</w:instrText></w:r>'
                  + run("500元")),
        "500元",
        [],
    ),
    (
        table(("姓名", "金额"), ("张三", "5|00"), ("", "600")),
        "姓名 | 金额\n张三 | 5｜00\n | 600\n",
        [],
    ),
    (
        table(("户数", table(("甲", "1"), ("乙", "2")) + paragraph("外")), ("30", "40")),
        "户数 | 外\n30 | 40\n\n甲 | 1\n乙 | 2\n\n",
        [],
    ),
    (
        table(("户数", "万元"), (paragraph(run("30") + BOX.format(paragraph("棉被20床"))), "1.5")),
        "户数 | 万元\n30 | 1.5\n\n棉被20床",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "codes"), BODIES)
def test_a_word_document_gives_what_stands_on_its_pages(
    body: str, text: str, codes: list[str]
) -> None:
    file = decode(word(body), "a.docx")
    assert (file.raw, [note.code for note in file.notes]) == (text, codes)
    assert file.format == "docx"


def _list(*levels: tuple[str, str]) -> str:
    defined = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="5">{defined}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )


def _item(text: str, level: int) -> str:
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(text, own)


def test_the_numbers_that_word_writes_stand_in_the_text() -> None:
    numbering = _list(
        ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
    )
    body = "".join(
        _item(text, level)
        for text, level in [
            ("救助", 0),
            ("春节", 1),
            ("甲", 2),
            ("乙", 2),
            ("助学", 1),
            ("总结", 0),
        ]
    )
    file = decode(word(body, {"numbering": numbering}), "a.docx")
    assert file.raw == "一、救助\n（一）春节\n1.甲\n2.乙\n（二）助学\n二、总结"


def test_a_footnote_stands_under_its_paragraph() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("含物资2万元")}</w:footnote></w:footnotes>'
    body = paragraph(run("共5万元") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
        "完"
    )
    assert decode(word(body, {"footnotes": notes}), "a.docx").raw == "共5万元\n注1：含物资2万元\n完"


def test_a_footnote_in_a_cell_stands_under_the_table() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("含物资")}</w:footnote></w:footnotes>'
    )
    noted = paragraph(run("7.6") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body = table(("片区", "万元"), ("西片", noted))
    assert decode(word(body, {"footnotes": notes}), "a.docx").raw == (
        "片区 | 万元\n西片 | 7.6\n\n注1：含物资"
    )


def test_a_paragraph_whose_style_is_hidden_is_left_out() -> None:
    hidden = '<w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("发放900万元", '<w:pStyle w:val="S"/>') + paragraph("慰问30户")
    file = decode(word(body, {"styles": f"<w:styles {W}>{hidden}</w:styles>"}), "a.docx")
    assert file.raw.strip() == "慰问30户"
    assert [(note.code, note.detail) for note in file.notes] == [("hidden-text", "发放900万元")]


def test_a_cell_is_known_by_its_row_and_column() -> None:
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("合并") + "</w:tc>"
    rows = f"<w:tr>{merged}<w:tc>{paragraph('30户')}</w:tc></w:tr>"
    file = decode(word(f"{paragraph('前')}<w:tbl>{rows}</w:tbl>{paragraph('后')}"), "a.docx")
    assert file.place_of(file.raw.index("30户")) == "table 1 row 1 col 3"
    assert file.place_of(0) is None
    assert file.place_of(file.raw.index("后")) is None


REFUSED = [
    ('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>', paragraph("&x;"), "xml-doctype"),
    ('<!DOCTYPE w [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', "", "xml-doctype"),
    ("", "<w:sdt>" * 300 + "</w:sdt>" * 300, "xml-too-deep"),
    ("", "<w:p>", "broken-file"),
]


@pytest.mark.parametrize(("head", "body", "reason"), REFUSED)
def test_markup_no_one_should_parse_is_refused(head: str, body: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(word(body, head=head), "a.docx")
    assert caught.value.reason == reason
