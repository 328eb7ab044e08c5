"""Work grows with the length of a text, not faster: counted in calls, so that no clock decides.

A text of each shape that makes careless readers slow is processed at three lengths.  Twice the
length may take twice the calls, in every module: what the second doubling adds is compared with
what the first added, so that what is done once for a text does not count.  The time spent
inside one pattern is no call; ``benchmarks/scaling.py`` measures it, and a sentence that invites
the most of it is read here within a limit.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

import extractor
from extractor import batch
from extractor.model import SourceFile
from extractor.pipeline import process
from extractor.store import open_results

LENGTHS = (5000, 10000, 20000)  # past the 600 figures that are related in one stretch
LIMIT = 2.3  # twice is linear, four times quadratic
FEW = 3000  # calls that may come in steps: a module that is hardly used
SHAPES = {
    "open brackets": "（" * 20 + "慰问30户",
    "digits and commas": "1,111,",
    "no punctuation": "慰问困难职工三十户发放慰问金三万五千元",
    "其中 chain": "其中10户，",
    "其中 chain of amounts": "其中慰问金5000元，",
    "numerals": "一二三四五六七八九十百千万亿",
    "spaces": " \u3000\t",
    "surnames": "王李张刘陈杨赵黄周吴",
    "quotes": "“”‘’《",
    "open quotes": "“",
    "combining marks": "a" + "\u0301\u0316" * 25,
    "ligatures that expand": "\ufdfa",
    "dates": "2018年1月5日至9日",
    "dates without an end": "2018年1月",
    "festivals": "元旦春节",
    "totals": "慰问金5000元\n合计10000元\n",
    "names": "张大明、李小红、",
    "groups": "困难职工、",
    "organisations": "某某公司、",
    "percents": "占18.5%，",
    "dashes": "—",
    "rows of a table": "张大明\t500\n",
}
GROUP = "慰问困难户8户，每户300元，共2400元；"
GROUPS, SECONDS = 700, 30.0  # takes 1 s; some 200 where each figure asks all words before it
ROOT = str(Path(extractor.__file__).parent)


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_calls_in_every_module(shape: str) -> None:
    _calls(SHAPES[shape], LENGTHS[0])  # builds what is built once
    short, middle, long = (_calls(SHAPES[shape], length) for length in LENGTHS)
    assert sum(long.values()) > 0
    grown = {
        module: round((long[module] - middle[module]) / max(middle[module] - short[module], 1), 2)
        for module in long
        if long[module] - middle[module] > FEW
    }
    assert {module: ratio for module, ratio in grown.items() if ratio > LIMIT} == {}


def test_an_endless_sentence_is_read_and_each_of_its_products_checked(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "汇总.txt").write_text("某镇汇总：" + GROUP * GROUPS, encoding="utf-8")
    options = batch.Options(batch.Limits(seconds=SECONDS))
    summary = batch.run([tmp_path / "archive"], tmp_path / "out", jobs=1, options=options)
    assert summary.failed == 0
    with open_results(summary.path) as results:
        products = results.query("SELECT verdict FROM findings WHERE kind = 'product'")
    assert products["verdict"].tolist() == ["holds"] * GROUPS


def _calls(shape: str, length: int) -> Counter[str]:
    """Return how often each module of ours calls something while a text is processed."""
    text = (shape * (length // len(shape) + 1))[:length]
    file = SourceFile("shape", "0" * 64, length, "txt", "utf-8", text)
    calls = Counter[str]()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(ROOT):
            calls[frame.f_code.co_filename.removeprefix(ROOT)] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        process(file)
    finally:
        sys.setprofile(before)
    return calls
