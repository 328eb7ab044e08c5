"""The words of a text: all of it, in order, the same each time, and without jieba's noise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.make import make_reports
from extractor import segmenting
from extractor.segmenting import reference, segment, tagging

FAST = segmenting.fast()
TEXTS = st.text(alphabet="慰问困难职工王小明312户。,、\n ×·“”A〇é", max_size=60) | st.text(
    max_size=40
)


@given(TEXTS)
@settings(deadline=None)
def test_the_words_cover_the_text_without_gaps(text: str) -> None:
    words = segment(text)
    assert "".join(word.text for word in words) == text
    ends = [0, *(word.span.end for word in words)]
    assert [word.span.start for word in words] == ends[:-1]
    assert all(word.text == word.span.slice(text) for word in words)


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_a_mark_parts_words_so_that_what_follows_changes_nothing_before(one: str, two: str) -> None:
    before = segment(one + "。")
    assert segment(one + "。" + two)[: len(before)] == before


@given(
    st.text(alphabet="慰问困难职工王小明淑珍翟桂兰於召開縣的了在12户aB.%,、 ×·“〇é𠮷", max_size=40)
    | st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=20)
)
@settings(deadline=None, max_examples=50)
def test_the_words_and_tags_are_those_of_jieba(clause: str) -> None:
    assert [(word.text, word.tag) for word in segment(clause)] == reference(clause)


def test_whole_reports_have_the_words_and_tags_of_jieba() -> None:
    texts = sorted((Path(__file__).parents[1] / "corpora" / "gold").glob("*.clean.txt"))
    assert texts
    for path in texts:
        for line in path.read_text(encoding="utf-8").splitlines()[:6]:
            assert [(word.text, word.tag) for word in segment(line)] == reference(line)


def test_rjieba_finds_the_words_that_jieba_finds() -> None:
    fast, plain = _taggers()
    texts = "".join(report.text for report in make_reports(300, 29, 0.0, 0.0))
    blocks = set(regex.findall(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._]+", texts))
    assert len(blocks) > 2000
    assert [block for block in sorted(blocks) if fast(block) != plain(block)] == []


@given(st.text(alphabet="慰问困难职工王小明aBCIT312AA制3D.+#&_", min_size=1, max_size=30))
@settings(deadline=None)
def test_rjieba_finds_them_among_letters_and_digits(block: str) -> None:
    fast, plain = _taggers()
    assert fast(block) == plain(block)


@cache
def _taggers() -> tuple[Callable[[str], list[tagging.Tagged]], ...]:
    """Return what gives words and their tags, by rjieba and without it."""
    posseg, pos_tokenizer = segmenting._loaded()  # noqa: SLF001
    words, tags = pos_tokenizer.tokenizer, pos_tokenizer.word_tag_tab
    paths = tagging.fast_path(FAST), tagging.plain_path(words.FREQ, words.total)
    return tuple(tagging.tagger(posseg, tags, path) for path in paths)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("看望了五保老人马福顺", "五保老人"),
        ("慰问困难职工312名", "困难职工"),
        ("建档立卡贫困户12户", "建档立卡贫困户"),
    ],
)
def test_words_of_the_reports_are_kept_whole(text: str, word: str) -> None:
    assert word in [found.text for found in segment(text)]


def test_a_clause_without_any_mark_is_read_to_its_end() -> None:
    text = "对" * 1000
    assert "".join(word.text for word in segment(text)) == text


def test_jieba_loads_in_silence_when_warnings_are_errors() -> None:
    code = "from extractor.segmenting import segment; segment('慰问困难职工')"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_only_a_run_that_segments_pays_for_jieba() -> None:
    code = "import sys, extractor.segmenting; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
