"""The word tables: every one of ours is sound, a wrong row is named by path and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import lexicon
from extractor.batch.versions import fingerprint
from extractor.errors import LexiconError
from extractor.model import Count, Group, PartialDate, Report
from extractor.offsets import OffsetMap
from extractor.pipeline import extract

HEADER = "# source: this test\nword\tlabel\n"


@pytest.fixture
def user_folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    lexicon.extend()


@pytest.mark.parametrize("table", sorted(path.stem for path in lexicon.OURS.glob("*.tsv")))
def test_every_table_of_ours_loads_and_names_its_source(table: str) -> None:
    assert lexicon.load(table)
    assert "# source:" in (lexicon.OURS / f"{table}.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (HEADER + "困难职工\n", ":3: 1 cells, but the table has 2 columns"),
        (HEADER + "困难职工\t\t\n", ":3: 3 cells, but the table has 2 columns"),
        (HEADER + "\t困难职工\n", r":3: the first cell \(word\) is empty"),
        (HEADER + "困难职工 \t困难职工\n", ":3: blanks around '困难职工' in column word"),
        (HEADER + "低保户\t甲\n\n低保户\t乙\n", ":5: 低保户 stands on line 3 already"),
        ("word\tword\n", ":1: column names must be different plain words"),
        ("困 难\tlabel\n", ":1: column names must be different plain words"),
        ("# source: none\n", "no line of column names"),
    ],
)
def test_a_wrong_table_is_refused_with_its_path_and_line(
    tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "groups.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint) as caught:
        lexicon.load("titles", path)
    assert str(path) in str(caught.value)


def test_a_table_that_is_not_there_or_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        lexicon.load("titles", tmp_path / "absent.tsv")
    path = tmp_path / "old.tsv"
    path.write_bytes("word\n困难\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        lexicon.load("titles", path)


def test_the_users_rows_are_added_and_replace_ours_of_the_same_key(user_folder: Path) -> None:
    ours = lexicon.load("titles")
    (user_folder / "titles.tsv").write_text(
        "# source: ours\nword\tside\trole\tsurname_only\n书记\tafter\tother\t\n弄堂长\tbefore\tofficial\t\n",
        encoding="utf-8",
    )
    lexicon.extend(user_folder)
    by_word = {row["word"]: row for row in lexicon.load("titles")}
    assert by_word["书记"] == {"word": "书记", "side": "after", "role": "other", "surname_only": ""}
    assert by_word["弄堂长"]["role"] == "official"
    assert len(by_word) == len(ours) + 1
    lexicon.extend()
    assert lexicon.load("titles") == ours


def test_a_users_table_has_the_columns_of_ours(user_folder: Path) -> None:
    (user_folder / "titles.tsv").write_text("# source: ours\nword\n弄堂长\n", encoding="utf-8")
    with pytest.raises(
        LexiconError, match="the columns must be word, side, role, surname_only, not word"
    ):
        lexicon.extend(user_folder)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("group", HEADER + "困难职工\t\n", "group.tsv: no such word table; there are .*groups.tsv"),
        (
            "counted_nouns",
            "noun\tkind\n驿站\tbuilding\n",
            ":2: kind is 'building', not one of area",
        ),
    ],
)
def test_a_users_table_that_no_rule_understands_is_refused(
    user_folder: Path, name: str, content: str, complaint: str
) -> None:
    (user_folder / f"{name}.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        lexicon.extend(user_folder)
    assert lexicon.added() == ()


def test_the_users_words_give_groups_their_label_and_are_part_of_the_fingerprint(
    user_folder: Path,
) -> None:
    text = "走访慰问了20名银龄驿星。"
    plain = fingerprint()
    (user_folder / "groups.tsv").write_text(
        "word\tlabel\tsort\n银龄驿星\t老年人\tdescribed\n", encoding="utf-8"
    )
    lexicon.extend(user_folder)
    extraction = extract(Report("", 1, text, OffsetMap()))
    groups = [m for m in extraction.mentions if isinstance(m.value, Group)]
    assert [(m.text, m.value.label) for m in groups if isinstance(m.value, Group)] == [
        ("银龄驿星", "老年人")
    ]
    assert fingerprint() != plain
    lexicon.extend()
    assert fingerprint() == plain


def test_a_users_classifier_counts_and_makes_a_figure_no_year(user_folder: Path) -> None:
    report = Report("", 1, "整理档案，2015帙入库。", OffsetMap())
    assert [m.value.edtf for m in extract(report).mentions if isinstance(m.value, PartialDate)] == [
        "2015"
    ]
    (user_folder / "classifiers.tsv").write_text(
        "word\tkind\tnot_before\n帙\titem\t\n", encoding="utf-8"
    )
    lexicon.extend(user_folder)
    assert [
        (m.text, m.value.unit) for m in extract(report).mentions if isinstance(m.value, Count)
    ] == [("2015帙", "帙")]
    lexicon.extend()
    assert not any(isinstance(m.value, Count) for m in extract(report).mentions)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        lexicon.extend(tmp_path / "absent")


def test_what_is_derived_from_the_tables_is_built_again_after_extend(user_folder: Path) -> None:
    words = lexicon.derived(lambda: [row["word"] for row in lexicon.load("titles")])
    assert words() is words()
    (user_folder / "titles.tsv").write_text(
        "# source: ours\nword\tside\trole\tsurname_only\n弄堂长\tbefore\tofficial\t\n",
        encoding="utf-8",
    )
    lexicon.extend(user_folder)
    assert "弄堂长" in words()
