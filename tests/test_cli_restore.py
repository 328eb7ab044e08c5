from __future__ import annotations

from pathlib import Path

import pytest

from corpora.damage import damage
from extractor.cli import invoke
from extractor.reading import decode, read
from extractor.restoring import restore
from extractor.splitting import furniture
from extractor.wording import Language, label

ENGLISH = {"EXTRACTOR_LANG": "en"}
SAMPLE = Path(__file__).resolve().parents[1] / "corpora" / "sample"
GLOSSED = "工會(huì)慰問(wèn)了３戶職工。\n浏览次数：12\n"
Told = pytest.CaptureFixture[str]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(GLOSSED, encoding="utf-8")
    return path


def test_the_restored_text_is_printed_and_nothing_else(page: Path, capsys: Told) -> None:
    assert invoke(["restore", str(page)], ENGLISH) == 0
    assert capsys.readouterr().out == "工会慰问了3户职工。\n浏览次数：12\n\n"


def test_every_edit_is_explained_with_its_place(page: Path, capsys: Told) -> None:
    assert invoke(["restore", str(page), "--explain"], ENGLISH) == 0
    told = capsys.readouterr().out
    for said in ("1:3 [2–7]", "(huì)", "gloss.pinyin", "width.digit", "script.traditional"):
        assert said in told
    assert "furniture.counter" in told


def test_a_diff_holds_what_was_taken_out_and_what_was_put_in(page: Path, capsys: Told) -> None:
    assert invoke(["restore", str(page), "--diff"], ENGLISH) == 0
    told = capsys.readouterr().out
    assert "工[-會-]{+会+}[-(huì)-]慰[-問-]{+问+}[-(wèn)-]了[-３-]{+3+}[-戶-]{+户+}" in told


def test_what_was_lost_is_explained_with_its_place(tmp_path: Path, capsys: Told) -> None:
    path = tmp_path / "page.txt"
    path.write_text("工会走访慰问。\n已有?6家企业参加。", encoding="utf-8")
    assert invoke(["restore", str(path), "--explain"], ENGLISH) == 0
    told = capsys.readouterr().out
    assert "2:3 [10–12]" in told
    assert "Before" not in told  # no edits, no empty table of them


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(page: Path, capsys: Told) -> None:
    assert invoke(["restore", str(page.with_name("gone.txt")), str(page)], ENGLISH) == 3
    told = capsys.readouterr()
    assert "gone.txt" in told.err
    assert "工会" in told.out


@pytest.mark.parametrize("language", list(Language))
def test_every_edit_cut_and_note_of_the_sample_has_a_name(language: Language) -> None:
    paths = [path for path in sorted(SAMPLE.glob("*.txt")) if path.stem != "扫描件"]
    for document in (restore(read(path)) for path in paths):
        for edit in document.edits:
            assert label("fixer", edit.fixer_id, language) != edit.fixer_id
            assert label("why", edit.fixer_id, language) != edit.fixer_id
        for _, rule_id in furniture(document):
            assert label("furniture", rule_id, language) != rule_id
        for note in document.notes:
            assert label("note", note.code, language) != note.code


def test_every_damage_that_is_mended_says_how() -> None:
    text = "县总工会走访慰问困难职工120户，发放慰问金36000元。“真暖和。”职工说。\n" * 3
    for name in ("number-blanks", "stray-commas", "byte-damage"):
        document = restore(decode(damage(text, (name,), 1).encode("utf-8", "replace"), name))
        assert all(label("why", e.fixer_id) != e.fixer_id for e in document.edits)
