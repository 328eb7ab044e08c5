"""One report in several files of other bytes: what it states counts once, in SQL and in Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import extractor
from corpora.make import make_reports
from extractor.store import Results, compare_folders, open_results
from tests.reading import read_texts

FORMATS = Path(__file__).parent / "fixtures" / "formats"
BRIEF = "2018年2月6日，云岭县总工会走访慰问困难职工45户，每户发放慰问金500元。共计22500元。"
TABLE = (
    "2018年南屏区总工会慰问名单\n对象 | 金额（元）\n困难职工 | 500元\n劳模 | 800元\n合计 | 1300元"
)


def _amounts(results: Results) -> list[float]:
    """Return the sum of all years, as the named question and as ``compare`` give it."""
    asked = results.query("SELECT sum(amount) AS amount FROM amounts_by_year")["amount"]
    return [float(asked.sum()), float(results.compare(["year"])["value"].sum())]


COPIES = [
    # how a text is saved another time
    pytest.param([lambda text: text + "\n"], id="a line end"),
    pytest.param([lambda text: "\ufeff" + text, lambda text: f"\n\n{text}\n"], id="three"),
    pytest.param([lambda text, n=n: "\n" * n + text for n in range(1, 20)], id="twenty"),
    pytest.param([lambda text: text.replace("元", "元 ").replace(" |", "  |")], id="blanks"),
]


@pytest.mark.parametrize("text", [BRIEF, TABLE], ids=["brief", "table"])
@pytest.mark.parametrize("saved", COPIES)
def test_a_report_saved_again_counts_once(
    text: str, saved: list[Callable[[str], str]], tmp_path: Path
) -> None:
    with read_texts(tmp_path / "one", {"a.txt": text}) as results:
        alone = _amounts(results)
    copies = {f"{at}.txt": save(text) for at, save in enumerate(saved)}
    with read_texts(tmp_path / "all", {"a.txt": text, **copies}) as results:
        assert len(results.documents) == 1 + len(copies)
        assert _amounts(results) == alone
        passages = results.passages
    assert alone[0] > 0
    assert (passages["kind"] == "whole").all()
    assert (passages["changed_figures"] == 0).all()


def test_a_report_in_another_encoding_counts_once(tmp_path: Path) -> None:
    for name in ("utf-8", "gb18030", "utf-16"):
        (tmp_path / f"{name}.txt").write_text(BRIEF, encoding=name)
    extractor.run([tmp_path], tmp_path / "out", jobs=1)
    with open_results(tmp_path / "out") as results:
        assert _amounts(results) == [22500, 22500]


def test_a_report_in_many_formats_counts_once(tmp_path: Path) -> None:
    names = ("report.docx", "report.doc", "report.odt", "report.rtf", "report.pdf", "report.html")
    sums = []
    for few in (names[:1], names):
        extractor.run([FORMATS / name for name in few], tmp_path / few[-1], jobs=1)
        with open_results(tmp_path / few[-1]) as results:
            sums.append(_amounts(results))
    assert sums[0] == sums[1]


OTHERS = [
    # what makes another event of the same words
    BRIEF.replace("2月6日", "2月7日"),
    BRIEF.replace("云岭县", "清渚县"),
    BRIEF.replace("45户", "54户").replace("22500", "27000"),
    BRIEF.replace("困难职工", "困难党员"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_another_event_in_the_same_words_counts_too(other: str, tmp_path: Path) -> None:
    with read_texts(tmp_path, {"a.txt": BRIEF, "b.txt": other}) as results:
        assert _amounts(results)[0] > 22500


def test_copies_in_several_folders_are_one_report(tmp_path: Path) -> None:
    texts = {"a": BRIEF, "b": BRIEF + "\n", "c": TABLE}
    for name, text in texts.items():
        read_texts(tmp_path / name, {f"{name}.txt": text}).close()
    read_texts(tmp_path / "all", {f"{name}.txt": text for name, text in texts.items()}).close()
    across = compare_folders([tmp_path / name / "out" for name in texts], tmp_path / "across")
    with open_results(tmp_path / "all" / "out") as results:
        assert len(results.passages) == across.passages == 1


AGREE = [
    # a part is stated before the list it stands in, and behind it
    "春节期间慰问困难职工10户，发放慰问金5000元。\n全年共支出：慰问金5000元，助学金3000元，合计8000元。",
    "全年共支出：慰问金5000元，助学金3000元，合计8000元。\n春节期间慰问困难职工10户，发放慰问金5000元。",
]


@pytest.mark.parametrize("text", AGREE)
def test_sql_and_python_count_a_part_said_twice_alike(text: str, tmp_path: Path) -> None:
    texts = {"a.txt": f"2018年云岭县总工会送温暖工作总结\n{text}"}
    with read_texts(tmp_path, texts) as results:
        assert _amounts(results) == [8000, 8000]


def test_sql_and_python_count_alike(tmp_path: Path) -> None:
    texts = {f"{at}.txt": made.text for at, made in enumerate(make_reports(80, seed=11))}
    with read_texts(tmp_path, texts) as results:
        asked = results.query("SELECT organisation, year, amount FROM amounts_by_body")
        compared = results.compare(["organisation", "year"])["value"].dropna()
        found = asked.dropna().set_index(["organisation", "year"])["amount"]
        assert len(compared) > 50
        assert {key: found[key] for key in compared.index} == compared.to_dict()


def test_a_masked_amount_is_said_to_be_left_out(tmp_path: Path) -> None:
    text = (
        "2019年云岭县总工会送温暖工作总结\n慰问困难职工10户，发放慰问金XX元。又发放助学金3000元。"
    )
    with read_texts(tmp_path, {"a.txt": text}) as results:
        (row,) = results.query("SELECT amount, terms, unknown FROM amounts_by_year").to_numpy()
        assert row.tolist() == [3000, 2, 1]
        assert results.compare("year")["value"].isna().all()
