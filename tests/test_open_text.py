"""OpenDocument texts (.odt): what stands on the page is read, and what does not is said."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.errors import UnreadableError
from extractor.model import Money
from extractor.reading import decode
from tests.packages import OPEN_DOCUMENT, open_text

HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
BASED = '<style:style style:name="B" style:family="text" style:parent-style-name="H"/>'
UNSEEN = '<style:style style:name="P" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
STRUCK = '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
RAISED = '<style:style style:name="R" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>'
LOWERED = '<style:style style:name="L" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>'
REGION = '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>300</text:p></text:deletion></text:changed-region></text:tracked-changes>'


def _span(style: str, said: str) -> str:
    return f'<text:span text:style-name="{style}">{said}</text:span>'


def _note(said: str) -> str:
    return f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{said}</text:p></text:note-body></text:note>'


WORDS = [
    # body, lines, notes
    (f"{REGION}<text:p>慰问<text:change text:change-id='c'/>30户</text:p>", ["慰问30户"], {"tracked-changes": "1 ×"}),
    (f"<text:p>慰问30户{_span('H', '900元')}{_span('B', '800元')}</text:p>", ["慰问30户"], {"hidden-text": "900元800元"}),
    ("<text:p>慰问30户</text:p><text:p text:style-name='P'>900元</text:p>", ["慰问30户", ""], {"hidden-text": "900元"}),
    (f"<text:p>{_span('S', '300')}30户{_span('R', '1')}</text:p>", ["30户¹"], {"struck-text": "300"}),
    (f"<text:p>30{_span('L', '2')}户</text:p>", ["302户"], {}),
    (f"<text:p>30户{_note('含物资3万元。')}，发放</text:p><text:p>完</text:p>", ["30户，发放", "注1：含物资3万元。", "完"], {}),
    ("<text:p>30户<office:annotation><text:p>请核对500元</text:p></office:annotation></text:p>", ["30户"], {"comments-unread": "请核对500元"}),
    ("<text:section text:display='none'><text:p>900元</text:p></text:section><text:section><text:p>5户</text:p></text:section>", ["5户"], {"hidden-text": "900元"}),
    ("<text:p>框外<draw:frame><draw:text-box><text:p>框中60户</text:p></draw:text-box></draw:frame></text:p>", ["框外", "框中60户"], {}),
    ("<draw:custom-shape><text:p>图形中70户</text:p></draw:custom-shape><text:p>后</text:p>", ["图形中70户", "后"], {}),
    ("<text:p>图<draw:frame><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></text:p>", ["图"], {"pictures-unread": "1 ×", "objects-unread": "1 ×"}),
    ("<text:p>\n  慰 问\n<text:s text:c='2'/>30户<text:tab/>一<text:line-break/>二</text:p>", ["慰 问   30户 一", "二"], {}),
    ("<text:p><text:ruby><text:ruby-base>慰</text:ruby-base><text:ruby-text>wei</text:ruby-text></text:ruby>问</text:p>", ["慰问"], {}),
    ("<text:p>共<text:hidden-text text:is-hidden='true'>900元</text:hidden-text>30户</text:p>", ["共30户"], {"hidden-text": "900元"}),
    ("<text:table-of-content><text:index-body><text:p>一、慰问 1</text:p></text:index-body></text:table-of-content>", ["一、慰问 1"], {}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lines", "notes"), WORDS)
def test_the_words_of_a_page_are_read_and_the_rest_is_noted(
    body: str, lines: list[str], notes: dict[str, str]
) -> None:
    styles = HIDDEN + BASED + UNSEEN + STRUCK + RAISED + LOWERED
    file = decode(open_text(body, styles), "a.odt")
    assert file.format == "odt"
    assert file.raw.split("\n") == lines
    assert {note.code: note.detail for note in file.notes} == notes


LEVEL = (
    '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" {}/>'
)
LISTS = (
    f"""<text:list-style style:name="N">{LEVEL.format(1, "1", ".", "")}
{LEVEL.format(2, "1", ".", 'text:display-levels="2"')}
<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>
<text:list-style style:name="C">{LEVEL.format(1, "一, 二, 三, ...", "、", 'text:start-value="2"')}</text:list-style>
<text:list-style style:name="E">{LEVEL.format(1, "1", "", "")}</text:list-style>"""
).replace('num-format="1" style:num-suffix=""', 'num-format="1" style:num-list-format="第%1%条"')


def _list(style: str, *items: str, more: str = "") -> str:
    held = "".join(
        f"<text:list-item>{item if item.startswith('<') else f'<text:p>{item}</text:p>'}</text:list-item>"
        for item in items
    )
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{held}</text:list>"


NESTED = _list("", "子一", f"<text:p>子二</text:p>{_list('', '点')}")
NUMBERED = [
    # body, lines
    (_list("N", f"<text:p>甲</text:p><text:p>续</text:p>{NESTED}", "乙"),
     ["1.甲", "续", "1.1.子一", "1.2.子二", "● 点", "2.乙"]),
    (_list("C", "甲", "乙") + "<text:p>间</text:p>" + _list("C", "丙"), ["二、甲", "三、乙", "间", "二、丙"]),
    (_list("C", "甲") + "<text:p>间</text:p>" + _list("C", "丙", more='text:continue-numbering="true"'),
     ["二、甲", "间", "三、丙"]),
    (_list("C", "甲", more='xml:id="x"') + _list("N", "间") + _list("C", "丙", more='text:continue-list="x"'),
     ["二、甲", "1.间", "三、丙"]),
    (_list("N", "甲", "乙").replace("<text:list-item><text:p>乙", '<text:list-item text:start-value="7"><text:p>乙'),
     ["1.甲", "7.乙"]),
    (_list("E", "甲"), ["第1条 甲"]),
    (_list("", "甲"), ["甲"]),
    ('<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">乙</text:h><text:h text:outline-level="2" text:is-list-header="true">丙</text:h><text:h text:outline-level="1">丁</text:h>',
     ["一、甲", "（一）乙", "丙", "二、丁"]),
]  # fmt: skip
OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:outline-level-style text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/></text:outline-style>'
)


@pytest.mark.parametrize(("body", "lines"), NUMBERED)
def test_a_list_is_numbered_as_the_page_shows_it(body: str, lines: list[str]) -> None:
    assert decode(open_text(body, LISTS, OUTLINE), "a.odt").raw.split("\n") == lines


def _table(*rows: str) -> str:
    def cell(said: str) -> str:
        if said == "~":
            return "<table:covered-table-cell/>"
        return f"<table:table-cell>{said if said.startswith('<') else f'<text:p>{said}</text:p>'}</table:table-cell>"

    lines = [
        f"<table:table-row>{''.join(map(cell, row.split('|')))}</table:table-row>" for row in rows
    ]
    return f"<table:table><table:table-header-rows>{lines[0]}</table:table-header-rows>{''.join(lines[1:])}</table:table>"


def test_a_table_keeps_its_merged_heads_and_the_audit_its_sum() -> None:
    body = _table("镇|2017年|~|2018年|~", "~|户数|<text:p>金额</text:p><text:p>（万元）</text:p>|户数|金额（万元）",
                  "白马镇|12|3.4|15|3.6", "青龙镇|22|4.4|25|4.6", "合计|34|7.8|40|9.2")  # fmt: skip
    file = decode(open_text("<text:p>表</text:p>" + body), "a.odt")
    assert file.raw.split("\n")[1:4] == [
        "镇 | 2017年 |  | 2018年 | ",
        " | 户数 | 金额 （万元） | 户数 | 金额（万元）",
        "白马镇 | 12 | 3.4 | 15 | 3.6",
    ]
    assert file.place_of(file.raw.index("9.2")) == "table 1 row 5 col 5"
    (extraction,) = pipeline.process(file).extractions
    money = [m.value.quantity.stated for m in extraction.mentions if isinstance(m.value, Money)]
    assert money == [34000, 36000, 44000, 46000, 78000, 92000]
    assert {str(f.verdict) for f in extraction.findings if f.stated == 92000} == {"fails"}


def test_a_table_in_a_cell_stands_behind_its_table_and_repeated_cells_are_all_there() -> None:
    inner = _table("现金|2.6", "物资|2")
    body = _table("镇|元|注", f"甲|5|<text:p>见</text:p>{inner}").replace(
        "<table:table-cell><text:p>5",
        '<table:table-cell table:number-columns-repeated="2"><text:p>5',
    )
    file = decode(open_text(f"{body}<text:p>完</text:p>"), "a.odt")
    assert file.raw.split("\n") == [
        "镇 | 元 | 注", "甲 | 5 | 5 | 见", "", "现金 | 2.6", "物资 | 2", "", "", "完"
    ]  # fmt: skip
    assert file.place_of(file.raw.index("2.6")) == "table 2 row 1 col 2"


def test_what_stands_at_the_edges_of_a_page_is_noted_where_it_is_shown() -> None:
    master = "<style:header><text:p>内部资料</text:p></style:header><style:header-left style:display='false'><text:p>不印</text:p></style:header-left>"
    file = decode(open_text("<text:p>慰问30户</text:p>", styled=master), "a.odt")
    assert [(note.code, note.detail) for note in file.notes] == [("margins-unread", "内部资料")]


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_an_encrypted_document_says_so(kind: str) -> None:
    listed = '<manifest:manifest><manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    document = open_text("<text:p>慰问30户</text:p>", listed=listed, kind=kind)
    with pytest.raises(UnreadableError, match="without a password") as caught:
        decode(document, "a.odt")
    assert caught.value.reason == "encrypted"


def _flat(kind: str, body: str, head: str = "") -> bytes:
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in OPEN_DOCUMENT.items()
    )
    mimetype = f'office:mimetype="application/vnd.oasis.opendocument.{kind}"'
    styles = f"<office:automatic-styles>{HIDDEN}</office:automatic-styles>"
    held = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    first = f"<office:document{spaces} {mimetype}>"
    return f'<?xml version="1.0"?>\n{head}{first}{styles}{held}</office:document>'.encode()


def test_a_text_in_one_piece_of_xml_is_read_like_any_other() -> None:
    image = "<draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image>"
    body = (
        f"<text:p>慰问30户{_span('H', '900元')}<draw:frame>{image}</draw:frame>，每户500元</text:p>"
    )
    for content in (_flat("text", body), b"\xef\xbb\xbf" + _flat("text", body)):
        file = decode(content, "a.xml")
        assert (file.format, file.raw) == ("fodt", "慰问30户，每户500元")
        assert {note.code for note in file.notes} == {"hidden-text", "pictures-unread"}


FLAT_REFUSED = [
    # kind, what stands before the first tag, why it is not read
    ("presentation", "", "not-text"),
    ("text", "<!DOCTYPE a>", "not-text"),
    ("text", "", "broken-file"),
]


@pytest.mark.parametrize(("kind", "head", "reason"), FLAT_REFUSED)
def test_one_piece_of_xml_that_cannot_be_read_is_refused(kind: str, head: str, reason: str) -> None:
    content = _flat(kind, "<text:p>30户</text:p>", head)
    with pytest.raises(UnreadableError) as caught:
        decode(content[:-20] if reason == "broken-file" else content, "a.xml")
    assert caught.value.reason == reason
