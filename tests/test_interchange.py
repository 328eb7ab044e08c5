from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import pipeline, reading
from extractor.errors import ExtractorError
from extractor.interchange import raw_span, read_lines, report_records, write_line
from extractor.model import (
    Approx,
    Count,
    CountKind,
    Disbursement,
    Document,
    Extraction,
    Finding,
    FindingKind,
    InKind,
    Mention,
    Money,
    PartialDate,
    Party,
    PartyKind,
    PartyRole,
    Percent,
    Processed,
    Quantity,
    Report,
    Role,
    SourceFile,
    Value,
    Verdict,
)
from extractor.offsets import Edit, Span, apply_edits
from extractor.wording import Language

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("EXTRACTOR_SHARED", HERE.parents[2] / "shared"))
SAMPLE = HERE.parents[1] / "corpora" / "sample"

NUMBERS = [
    # number, as JSON
    ("12000", "12000"),
    ("1.2E+4", "12000"),
    ("45230.60", "45230.6"),
    ("0.1", "0.1"),
    ("1E-7", "0.0000001"),
    ("-0.0", "0"),
    ("123456789012345678901234567890.12", "123456789012345678901234567890.12"),
]


@pytest.mark.parametrize(("number", "written"), NUMBERS)
def test_a_number_is_written_as_the_decimal_it_is(number: str, written: str) -> None:
    assert write_line({"stated": Decimal(number)}) == f'{{"stated": {written}}}'


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_never_written(number: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        write_line({"stated": Decimal(number)})


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_number_comes_back_as_it_was_written(number: Decimal) -> None:
    line = write_line({"n": number})
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["n"] == number


@given(st.text(st.characters(), max_size=30))
def test_any_text_is_written_as_valid_utf8_and_comes_back(text: str) -> None:
    line = write_line({"text": text})
    assert json.loads(line.encode("utf-8"))["text"] == text


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "predicted.jsonl"
    path.write_text('{"source": "a"}\n\n{"source":\n', encoding="utf-8")
    with pytest.raises(ExtractorError, match=r"predicted\.jsonl: line 3 is no JSON record"):
        list(read_lines(path))


# --- records ------------------------------------------------------------------------------------

TEXT = "1月5日向李望舒等45户各送500元，共近22500元，占10%，另有XX元物资"


def _at(surface: str) -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface))


def _exactly(number: int) -> Quantity:
    return Quantity(Decimal(number), Decimal(number), Decimal(number))


def _mention(surface: str, value: Value) -> Mention[Value]:
    return Mention(_at(surface), surface, value, "test.rule")


def _processed() -> Processed:
    day = Mention(_at("1月5日"), "1月5日", PartialDate("XXXX-01-05"), "r")
    person = Mention(
        _at("李望舒"), "李望舒", Party("李望舒", PartyKind.PERSON, PartyRole.RECIPIENT), "r"
    )
    homes = Mention(_at("45户"), "45户", Count(_exactly(45), "户", CountKind.HOUSEHOLD), "r")
    each = Mention(_at("500元"), "500元", Money(_exactly(500), Role.RATE, per="户"), "r")
    near = Quantity(Decimal(22500), None, Decimal(22500), Approx.NEAR)
    total = Mention(_at("近22500元"), "近22500元", Money(near, Role.TOTAL), "r")
    share = _mention("10%", Percent(_exactly(10)))
    lost = _mention("XX元", Money(Quantity(None, None, None, masked=True), in_kind=InKind.GOODS))
    given = Disbursement(total, each, None, None, (person,), homes, when=day)
    finding = Finding(
        "product.rate-count",
        FindingKind.PRODUCT,
        Verdict.HOLDS,
        total,
        (each, homes),
        Decimal(22500),
        (Decimal(22500), Decimal(22500)),
        Decimal(0),
        "500 × 45 = 22500",
        "holds",
    )
    file = SourceFile("a.txt", "0" * 64, 1, "txt", "utf-8", f"¶{TEXT}")
    text, offsets = apply_edits(file.raw, [Edit(Span(0, 1), "", "furniture")])
    report = Report(file.doc_id, 1, text, apply_edits(text, ())[1], year=2021)
    mentions = (day, person, homes, each, total, share, lost)
    extraction = Extraction(report, mentions, (given,), (finding,))
    return Processed(Document(file, text, (), offsets), (extraction,))


def test_a_report_is_written_in_the_agreed_form() -> None:
    (record,) = report_records(_processed(), Language.EN)
    assert list(record) == [
        "source", "report", "title", "organisation", "year", "text", "mentions",
        "disbursements", "findings",
    ]  # fmt: skip
    assert record["mentions"][4] == {
        "id": 4, "type": "money", "start": 20, "end": 27, "surface": "近22500元",
        "raw_start": 21, "raw_end": 28, "rule": "r", "stated": 22500, "low": None, "high": 22500,
        "approx": "near", "masked": False, "role": "total", "per": None, "in_kind": False,
        "currency": "CNY",
    }  # fmt: skip
    assert record["mentions"][5]["value"] == 10
    assert record["mentions"][6]["masked"] is True
    assert record["mentions"][6]["in_kind"] is True
    assert record["disbursements"] == [
        {"amount": 4, "each": 3, "payer": None, "source": None, "recipients": [1], "count": 2,
         "goods": [], "date": 0, "label": None}
    ]  # fmt: skip
    assert record["findings"] == [
        {"kind": "product", "verdict": "holds", "total": 4, "parts": [3, 2], "stated": 22500,
         "computed": (22500, 22500), "difference": 0, "why": "500 × 45 = 22500: it holds",
         "evidence": [[20, 27], [14, 18], [9, 12]], "check": "product.rate-count"}
    ]  # fmt: skip


def test_why_is_said_in_the_language_asked_for() -> None:
    (record,) = report_records(_processed(), Language.ZH)
    assert record["findings"][0]["why"] == "500 × 45 = 22500：相符"


# --- offsets, over whole files ------------------------------------------------------------------


def _raw_files() -> list[Path]:
    ours = sorted(SAMPLE.glob("*.txt"))
    theirs = sorted(SHARED.glob("gold/*/*.raw.txt")) + sorted(SHARED.glob("seed/*.raw.txt"))
    return [*ours, *theirs]


@pytest.mark.parametrize("path", _raw_files(), ids=lambda path: path.name)
def test_every_mention_stands_where_it_says_in_the_report_and_in_the_raw_file(path: Path) -> None:
    try:
        processed = pipeline.process(reading.read(path))
    except ExtractorError:
        return  # the sample holds a picture named .txt
    for extraction in processed.extractions:
        for mention in extraction.mentions:
            assert mention.span.slice(extraction.report.text) == mention.text
            shown = _restored(processed, raw_span(processed, extraction, mention.span))
            assert _is_within(mention.text, shown), (mention, shown)


def _restored(processed: Processed, raw: Span) -> str:
    """Return the raw stretch with the edits inside it applied."""
    inside = [
        Edit(Span(e.span.start - raw.start, e.span.end - raw.start), e.replacement, e.fixer_id)
        for e in processed.document.edits
        if raw.start <= e.span.start and e.span.end <= raw.end
    ]
    return apply_edits(raw.slice(processed.document.file.raw), inside)[0]


def _is_within(text: str, shown: str) -> bool:
    """Return whether the characters of ``text`` stand in ``shown`` in order, cuts apart."""
    rest = iter(shown)
    return all(char in rest for char in text)
