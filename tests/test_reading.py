"""Files of every encoding and kind, through the public ``read`` and ``decode``."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableError
from extractor.reading import decode, read

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(__file__).resolve().parents[2] / "shared"))

SIMPLE = "2021年1月9日，枫溪区总工会慰问困难职工46户，发放慰问金2.3万元。\n"
TRADITIONAL = "2021年1月9日，楓溪區總工會慰問困難職工46戶，發放慰問金2.3萬元。\n"
RARE = "慰问困难职工𠮷小川、䶮大海2人，共800元。\n"

ENCODED = [
    # bytes, text, encoding, notes
    (SIMPLE.encode(), SIMPLE, "utf-8", []),
    (b"\xef\xbb\xbf" + SIMPLE.encode(), SIMPLE, "utf-8", []),
    (b"\xff\xfe" + SIMPLE.encode("utf-16-le"), SIMPLE, "utf-16-le", []),
    (b"\xfe\xff" + SIMPLE.encode("utf-16-be"), SIMPLE, "utf-16-be", []),
    (b"\xff\xfe\0\0" + SIMPLE.encode("utf-32-le"), SIMPLE, "utf-32-le", []),
    (SIMPLE.encode("utf-16-le"), SIMPLE, "utf-16-le", ["encoding-guessed"]),
    (SIMPLE.encode("utf-16-be"), SIMPLE, "utf-16-be", ["encoding-guessed"]),
    (
        "年年".encode("utf-16-be") + "1人".encode("utf-16-be"),
        "年年1人",
        "utf-16-be",
        ["encoding-guessed"],
    ),
    (SIMPLE.encode("gb2312"), SIMPLE, "gb18030", []),
    (RARE.encode("gb18030"), RARE, "gb18030", []),
    ("慰问困难".encode("gbk"), "慰问困难", "gb18030", []),
    ("慰問困難".encode("big5"), "慰問困難", "big5", []),
    (TRADITIONAL.encode("big5"), TRADITIONAL, "big5", []),
    (TRADITIONAL.encode("gbk"), TRADITIONAL, "gb18030", []),
    # short enough to be valid UTF-8 by chance
    ("0000000职".encode("gb18030"), "0000000职", "gb18030", ["encoding-guessed"]),
    ("小计12".encode("gb18030"), "小计12", "gb18030", []),
    ("12小".encode("gb18030"), "12小", "gb18030", ["encoding-guessed"]),
    ("300枚".encode("gb18030"), "300枚", "gb18030", ["encoding-guessed"]),
    ("Lü 300".encode(), "Lü 300", "utf-8", []),
    ("café, señor".encode(), "café, señor", "utf-8", []),
    ("8·15, 3×4, ±2".encode(), "8·15, 3×4, ±2", "utf-8", []),
    ("Привет".encode(), "Привет", "utf-8", []),
    ("𠮷䶮".encode(), "𠮷䶮", "utf-8", []),
    (b"plain ASCII, 300 yuan", "plain ASCII, 300 yuan", "utf-8", []),
]


@pytest.mark.parametrize(("content", "text", "encoding", "codes"), ENCODED)
def test_text_is_decoded_in_the_encoding_it_is_in(
    content: bytes, text: str, encoding: str, codes: list[str]
) -> None:
    file = decode(content, "a.txt")
    assert (file.raw, file.encoding, [n.code for n in file.notes]) == (text, encoding, codes)
    assert (file.format, file.size) == ("txt", len(content))


DAMAGED = [
    # bytes, text, code of the note, its detail
    (SIMPLE.encode()[:-5], SIMPLE[:-3] + "\ufffd\ufffd", "encoding-replaced", "2 bytes lost"),
    (
        "慰问\ud800职工46户。".encode("utf-8", "surrogatepass"),
        "慰问\ufffd\ufffd\ufffd职工46户。",
        "encoding-replaced",
        "3 bytes lost",
    ),
    (SIMPLE.encode() + SIMPLE.encode("gbk"), SIMPLE * 2, "encoding-mixed", "gb18030 and utf-8"),
    (
        SIMPLE.encode("gbk") + b"\xff\n" + SIMPLE.encode("gbk"),
        SIMPLE + "\ufffd\n" + SIMPLE,
        "encoding-replaced",
        "1 bytes lost",
    ),
    ("慰问困\0难职工46户".encode(), "慰问困\0难职工46户", "control-chars", "1 ×"),
    ("\x1b[31m慰问46户\x7f".encode(), "\x1b[31m慰问46户\x7f", "control-chars", "2 ×"),
    ("职工张\ue1a5华".encode(), "职工张\ue1a5华", "private-use-char", "1 ×"),
    ("锟斤拷慰问46户".encode(), "锟斤拷慰问46户", "mojibake", "1 ×"),
    (
        SIMPLE.encode().decode("latin-1").encode(),
        SIMPLE.encode().decode("latin-1"),
        "mojibake",
        None,
    ),
    (
        "慰问困难职工家庭发放米面".encode().decode("gb18030").encode(),
        "慰问困难职工家庭发放米面".encode().decode("gb18030"),
        "mojibake",
        "UTF-8 read as GBK",
    ),
]


@pytest.mark.parametrize(("content", "text", "code", "detail"), DAMAGED)
def test_damage_is_shown_and_noted(
    content: bytes, text: str, code: str, detail: str | None
) -> None:
    file = decode(content, "a.txt")
    assert file.raw == text
    note = {n.code: n for n in file.notes}[code]
    assert detail in (None, note.detail)


REFUSED = [
    # bytes, reason, word of the message
    (b"", "empty", "no text"),
    (b"\xef\xbb\xbf", "empty", "no text"),
    (b"\xff\xfe", "empty", "no text"),
    (b" \r\n\t", "empty", "no text"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-text", "a PNG picture"),
    (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "broken-file", "damaged"),
    (b"PK\x03\x04" + bytes(26) + b"a.txt", "bundle", "several files"),
    (b"%PDF-1.4\n1 0 obj", "broken-file", "damaged PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted-or-old-office", "password"),
    (b"{\\rtf1\\ansi", "empty", "no text"),
    (b"SQLite format 3\0" + bytes(80), "not-text", "a SQLite database"),
    (bytes(range(256)) * 4, "not-text", "save it as UTF-8"),
    (b"\0" * 400, "not-text", "save it as UTF-8"),
]


@pytest.mark.parametrize(("content", "reason", "word"), REFUSED)
def test_what_is_no_text_is_refused_with_a_reason(content: bytes, reason: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word) as caught:
        decode(content, "a.txt")
    assert caught.value.reason == reason
    assert "a.txt" in str(caught.value)


PAGES = [
    # markup, text
    (
        "<html><head><title>站名</title></head><body><p>慰问<b>46</b>户</p><p>&yen;3.5万元&nbsp;整</p></body></html>",
        "慰问46户\n¥3.5万元\xa0整",
    ),
    (
        "<!DOCTYPE html><html><script>var a='9户';</script><div>慰问<br>46户</div></html>",
        "慰问\n46户",
    ),
    (
        "<html><table><tr><td>一季度</td><td>3.5</td></tr><tr><td>二季度</td><td>4</td></tr></table>",
        "一季度 | 3.5\n二季度 | 4",
    ),
    ("<html><body>慰问\n  困难职工 46\n户</body>", "慰问困难职工 46 户"),
    ("<!-- kept --><html><head><style>p{}</style><body>米&lt;面&#33;", "米<面!"),
]


@pytest.mark.parametrize(("markup", "text"), PAGES)
def test_a_page_gives_the_text_it_shows(markup: str, text: str) -> None:
    file = decode(markup.encode(), "a.txt")
    assert (file.raw, file.format) == (text, "html")


def test_a_page_that_lies_about_its_encoding_is_read_as_what_it_is() -> None:
    markup = f'<html><meta charset="gb2312"><body>{SIMPLE}</body></html>'
    assert decode(markup.encode(), "a.html").encoding == "utf-8"
    assert decode(markup.encode("gbk"), "a.html").encoding == "gb18030"
    assert "46户" in decode(markup.encode(), "a.html").raw


def test_text_that_holds_a_tag_is_no_page() -> None:
    assert decode("<script>1</script>慰问46户".encode(), "a.txt").format == "txt"


def test_a_file_is_named_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SIMPLE, encoding="utf-8")
    assert read(path).source == path.as_posix()
    assert read(path, "b/c.txt").source == "b/c.txt"
    assert read(path).sha256 == decode(SIMPLE.encode(), "x").sha256


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, reason in [
        ("none", "missing"),
        ("", "folder"),
        ("pipe", "not-a-file"),
        ("loop", "unreadable"),
        ("a\0b", "unreadable"),
    ]:
        caught: list[str] = []
        reader = threading.Thread(target=_reason, args=(tmp_path / name, caught), daemon=True)
        reader.start()
        reader.join(10)
        assert caught == [reason], name
    assert _reason(Path("/dev/null"), []) == "not-a-file"


def _reason(path: Path, caught: list[str]) -> str:
    with pytest.raises(UnreadableError) as error:
        read(path)
    caught.append(error.value.reason)
    return error.value.reason


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SIMPLE, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        assert read(path).raw == SIMPLE  # the superuser reads everything
        return
    assert _reason(path, []) == "permission-denied"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(10 * 2**40 if os.environ.get("HUGE") else 2**30)
    assert _reason(path, []) == "too-large"
    path.write_text(SIMPLE, encoding="utf-8")
    with pytest.raises(UnreadableError, match="more than the 20 allowed"):
        read(path, size_limit=20)


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(SIMPLE, encoding="utf-8")
    assert read(path).source.endswith("/\\udcff.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_that_can_be_stored_or_a_reason(content: bytes) -> None:
    try:
        file = decode(content, "a.txt")
    except UnreadableError as error:
        reason = error.reason
    else:
        reason = "empty"
        assert json.loads(json.dumps(file.raw)) == file.raw
        file.raw.encode("utf-8")
    assert reason in {
        "empty",
        "not-text",
        "bundle",
        "broken-file",
        "encrypted",
        "encrypted-or-old-office",
    }


@given(
    st.text(alphabet="慰问困难职工发放大米元户0123456789，。\n", min_size=8),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_words_of_a_report_come_back_from_their_bytes(text: str, encoding: str) -> None:
    if text.strip():
        assert decode(text.encode(encoding), "a.txt").raw == text


NASTY = SHARED / "nasty" / "manifest.jsonl"


@pytest.mark.skipif(not NASTY.exists(), reason="the shared set of hostile files is not here")
def test_hostile_text_files_end_as_their_list_says() -> None:
    for line in NASTY.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        # t10 is cut between two characters: what is left is valid UTF-8 and nothing is lost.
        if entry["id"][0] not in "tnq" or entry["id"] == "t10":
            continue
        flags = set(entry["flags"]) & {
            "empty",
            "not-text",
            "encoding-guessed",
            "encoding-mixed",
            "encoding-replaced",
            "control-chars",
            "private-use-char",
            "mojibake",
        }
        try:
            outcome = ("ok", {n.code for n in read(NASTY.parent / entry["file"]).notes})
        except UnreadableError as error:
            outcome = ("quarantine", {error.reason})
        assert outcome[0] == entry["status"], entry["id"]
        assert flags <= outcome[1], entry["id"]
