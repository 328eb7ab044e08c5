"""The page to print and the Word document."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.deciding import Field, Status
from extractor.report import write_html, write_word
from extractor.report.passages import Mark, pieces
from extractor.store import open_results
from extractor.wording import Language
from tests.archives import TEXTS
from tests.desk import decide, write_results

WRONG = TEXTS["2019/wrong.txt"]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class _Page(HTMLParser):
    """The tags of a page, and the text of each element of interest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def results(tmp_path: Path) -> Path:
    hostile = f"{HOSTILE}慰问困难职工20户，每户500元，共发放慰问金12000元。\x1b\ufffe"
    texts = [*TEXTS.items(), (f"{HOSTILE}.txt", hostile)]
    return write_results(tmp_path / "results", texts)


def test_the_page_shows_each_finding_with_its_evidence(results: Path, tmp_path: Path) -> None:
    write_html(results, tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = _Page(html)
    assert "500 × 20 = 10000 ≠ 12000：没有一种读法能使其相符" in page.text
    assert '<mark class="total">12000元</mark>' in html
    assert "<mark>500元</mark>" in html
    with open_results(results) as opened:
        places = opened.query("SELECT raw_start, raw_end FROM findings WHERE verdict = 'fails'")
    for start, end in places.itertuples(index=False):
        assert f"第 {start} 至 {end} 字" in page.text


def test_the_page_loads_and_runs_nothing(results: Path, tmp_path: Path) -> None:
    write_html(results, tmp_path / "page.html")
    page = _Page((tmp_path / "page.html").read_text(encoding="utf-8"))
    names = {name for name, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form"}
    attributes = [pair for _, attrs in page.tags for pair in attrs.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    addresses = [value or "" for name, value in attributes if name in ("href", "src")]
    assert all(address.startswith("#") for address in addresses)
    assert HOSTILE in page.text


def test_the_page_counts_findings_and_says_what_could_not_be_read(
    results: Path, tmp_path: Path
) -> None:
    write_html(results, tmp_path / "page.html", Language.EN)
    page = _Page((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert re.search(r"fails\s*2\s", page.text)
    assert "Every file was read." in page.text


def test_fifteen_hundred_failing_findings_fit_in_two_megabytes(tmp_path: Path) -> None:
    long = "2019年春节期间，清渚县总工会在县委县政府的领导下走村入户，" + WRONG
    source = "2019年/清渚县总工会/春节送温暖/2019年清渚县总工会关于春节送温暖活动的工作总结.txt"
    results = write_results(tmp_path / "results", [(source, long)], copies=1510)
    write_html(results, tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert html.count("<article") == 1500
    assert len(html.encode()) < 2_000_000
    assert "另有 10 项" in html


# --- Word ---------------------------------------------------------------------------------------


def test_the_word_document_holds_what_was_accepted_and_only_that(
    results: Path, tmp_path: Path
) -> None:
    count = decide(results, Field.STATUS, Status.ACCEPTED)
    decide(results, Field.NOTE, "应为\x1b 10,000 元")
    write_word(results, tmp_path / "file.docx")
    document = docx.Document(str(tmp_path / "file.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert text.count("500 × 20 = 10000 ≠ 12000") == count == 2
    assert "500 × 45" not in text
    assert f"认定 {count}" in text
    assert cells.count("应为 10,000 元") == count
    assert f"{HOSTILE}.txt" in cells
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.underline] == ["12000元"] * count


HEADINGS = [
    # language, the heading of a finding, how many are accepted
    (Language.ZH, r"单价×数量不符　\w{8}/1/0", "认定 2"),
    (Language.EN, r"product fails · \w{8}/1/0", "accepted 2 · dismissed"),
]


@pytest.mark.parametrize(("language", "heading", "counted"), HEADINGS)
def test_the_words_of_a_heading_stand_apart_as_the_language_has_it(
    language: Language, heading: str, counted: str, results: Path, tmp_path: Path
) -> None:
    decide(results, Field.STATUS, Status.ACCEPTED)
    write_word(results, tmp_path / "file.docx", language)
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "file.docx")).paragraphs)
    assert re.search(heading, text)
    assert counted in text


def test_a_word_document_without_accepted_findings_says_what_to_do(
    results: Path, tmp_path: Path
) -> None:
    write_word(results, tmp_path / "file.docx")
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "file.docx")).paragraphs)
    assert "还没有认定的核对" in text


def test_the_same_decisions_give_the_same_document(results: Path, tmp_path: Path) -> None:
    decide(results, Field.STATUS, Status.ACCEPTED)
    for name in ("a", "b"):
        write_word(results, tmp_path / name)
    parts = [docx.Document(str(tmp_path / name)).element.xml for name in ("a", "b")]
    assert parts[0] == parts[1]


# --- marked passages ----------------------------------------------------------------------------

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(st.text(max_size=30), SPANS)
def test_the_pieces_are_the_text_and_each_lies_under_its_marks(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, end, "part", str(n)) for n, (start, end) in enumerate(spans)]
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    held = [mark for mark in marks if mark.start < mark.end <= len(text)]
    at = 0
    for piece in cut:
        covering = [m for m in held if m.start <= at and at + len(piece.text) <= m.end]
        assert sorted(piece.marks, key=id) == sorted(covering, key=id)
        at += len(piece.text)
    begun = [anchor for piece in cut for anchor in piece.begins]
    assert sorted(begun) == sorted(mark.anchor for mark in held)


@given(st.text(min_size=1, max_size=30), SPANS, st.integers(0, 5))
def test_what_is_left_out_is_counted_and_no_mark_is(
    text: str, spans: list[tuple[int, int]], around: int
) -> None:
    marks = [Mark(start, end, "part", str(n)) for n, (start, end) in enumerate(spans)]
    cut = pieces(text, marks, around)
    assert sum(len(piece.text) + piece.left_out for piece in cut) == len(text)
    begun = {anchor for piece in cut for anchor in piece.begins}
    assert begun == {mark.anchor for mark in marks if mark.start < mark.end <= len(text)}
