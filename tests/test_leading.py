"""What passes over the rest of a text at once changes nothing of what is found."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.make import make_reports
from extractor.mentions import counts, date_patterns, money, percents
from extractor.mentions.date_shapes import point
from extractor.mentions.quantities import INSIDE, NUMBER

LEADS = {
    "date": point(),
    "money": money.AMOUNT,
    "percent": percents.SIGNED,
    "count": counts.rules()[0].pattern,
    "count in turn": next(r.pattern for r in counts.rules() if r.rule_id == "count.in-turn"),
}
LEADING = regex.compile(r"\(\?<!\[0-9\]\(\?=\[0-9\]\)\)\(\?=\[.*?\]\{0,400\}\+\[.*?(?<!\\)\]\)")
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
    "。",
    "，",
    "（",
    "\n",
]


def _without_lead(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    bare = LEADING.sub("", pattern.pattern.replace(date_patterns.LEADING, ""))
    assert bare != pattern.pattern
    return regex.compile(bare, pattern.flags & regex.VERBOSE)


BARE = {kind: _without_lead(pattern) for kind, pattern in LEADS.items()}


def _found(pattern: regex.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


@pytest.mark.parametrize("kind", LEADS)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@settings(deadline=None, max_examples=400)
def test_the_same_is_found_in_any_text(kind: str, text: str) -> None:
    assert _found(LEADS[kind], text) == _found(BARE[kind], text)


@pytest.mark.parametrize("kind", LEADS)
def test_the_same_is_found_in_reports(kind: str) -> None:
    folder = Path(__file__).parents[1] / "corpora" / "gold"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.clean.txt"))]
    for text in [*texts, *(report.text for report in make_reports(30, 3, 0.0, 0.0))]:
        assert _found(LEADS[kind], text) == _found(BARE[kind], text)


@given(st.from_regex("[约近上不足超过负至少0-9,.一二三十百千万亿余多来几个xX×?元到—-]{1,12}"))
@settings(deadline=None, max_examples=400)
def test_a_number_has_no_other_characters(text: str) -> None:
    for match in regex.finditer(NUMBER, text, regex.VERBOSE):
        assert INSIDE.issuperset(match.group())
