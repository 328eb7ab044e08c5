"""What passes over the rest of a text at once changes nothing of what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.make import make_reports
from extractor.mentions.dates import festivals
from extractor.mentions.dates.patterns import STARTS
from extractor.mentions.dates.shapes import point
from extractor.mentions.figures import counts, money, percents
from extractor.mentions.figures.quantities import INSIDE, NUMBER
from extractor.rules import Rule, found_from

ALL: tuple[Rule[Any], ...] = (*money.rules(), *percents.RULES, *counts.rules())
RULES = {rule.rule_id: rule for rule in ALL}
LEADS = {
    "date": (STARTS, point()),
    "festival": (festivals.starts(), festivals.pattern()),
    **{name: (rule.starts, rule.pattern) for name, rule in RULES.items() if rule.starts},
}
TRACES = {name: (rule.trace, rule.pattern) for name, rule in RULES.items() if rule.trace}
PARTS = [
    "表",
    "1",
    "9",
    "20",
    "2015",
    "300",
    ",500",
    ".",
    "/",
    "-",
    "—",
    "至",
    "～",
    "一",
    "二",
    "两",
    "三十",
    "〇",
    "零",
    "xx",
    "×",
    "约",
    "近",
    "不足",
    "余",
    "多",
    "万",
    "亿",
    "千",
    "百",
    "个",
    "半",
    "年",
    "月",
    "日",
    "号",
    "世纪",
    "年代",
    "上旬",
    "季度",
    "学年",
    "去年",
    "前两个月",
    "农历",
    "腊月",
    "元",
    "美元",
    "港币",
    "¥",
    "块",
    "角",
    "%",
    "‰",
    "个百分点",
    "户",
    "人次",
    "公斤",
    "件",
    "期",
    "培训",
    "次会议",
    "届",
    "每户",
    "慰问金",
    "温暖资金",
    "投入",
    "人民币",
    "元旦",
    "五一",
    "春节",
    "几",
    "数",
    "上",
    "负",
    ":00",
    "’",
    "e9",
    "。",
    "，",
    "（",
    "\n",
]


TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def _found(matches: Iterable[regex.Match[str]]) -> list[tuple[object, ...]]:
    return [(match.span(), match.groupdict()) for match in matches]


@pytest.mark.parametrize("kind", LEADS)
@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_the_same_is_found_in_any_text(kind: str, text: str) -> None:
    starts, pattern = LEADS[kind]
    assert _found(found_from(starts, pattern.match, text)) == _found(pattern.finditer(text))


@pytest.mark.parametrize("kind", LEADS)
def test_the_same_is_found_in_reports(kind: str) -> None:
    starts, pattern = LEADS[kind]
    for text in _reports():
        assert _found(found_from(starts, pattern.match, text)) == _found(pattern.finditer(text))


@pytest.mark.parametrize("name", TRACES)
@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_what_a_rule_finds_has_its_trace(name: str, text: str) -> None:
    trace, pattern = TRACES[name]
    assert trace.search(text) or not pattern.search(text)


def _reports() -> Iterator[str]:
    folder = Path(__file__).parents[1] / "corpora" / "gold"
    yield from (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.clean.txt")))
    yield from (report.text for report in make_reports(30, 3, 0.0, 0.0))


@given(st.from_regex("[约近上不足超过负至少0-9,.一二三十百千万亿余多来几个xX×?元到—-]{1,12}"))
@settings(deadline=None, max_examples=400)
def test_a_number_has_no_other_characters(text: str) -> None:
    for match in regex.finditer(NUMBER, text, regex.VERBOSE):
        assert INSIDE.issuperset(match.group())
