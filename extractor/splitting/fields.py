"""The line of metadata under a headline: which of its fields are the article's, which the site's.

    发布日期:2006-01-20 浏览次数:1362                  the count of readers goes
    来源:某网|http://www.example.net 作者:wolf 人气: 发布时间:2010-01-22
                                                        only the day stays
    审核:张三 编辑:李四 字号:大 中 小 打印 关闭         all of it goes

The day of publication, an author with a Chinese name and a source that is no web site are the
article's own and stay.  A line counts as metadata only when it begins with a field (or a day) and
holds no sentence, so that 审核困难户30户 and 时间：2021年3月，地点：… of a plan are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.lexicon import derived
from extractor.offsets import Span
from extractor.rules import one_of
from extractor.splitting.lines import FIGURE, SENTENCE_END, Cut, Line, words

KEPT = (
    *("发布日期", "发布时间", "发表时间", "发表日期", "发布于", "更新时间", "更新日期", "上传时间"),
    *(
        "录入时间",
        "添加时间",
        "刊发日期",
        "日期",
        "时间",
        "来源",
        "信息来源",
        "文章来源",
        "新闻来源",
    ),
    *(
        "稿源",
        "消息来源",
        "来稿单位",
        "供稿",
        "供稿单位",
        "发布单位",
        "发布者",
        "发布人",
        "发布部门",
    ),
    *("作者", "撰稿", "撰稿人", "记者", "通讯员", "信息员", "文", "图", "文/图", "图/文", "摄影"),
)
SOURCES = frozenset({"来源", "信息来源", "文章来源", "新闻来源", "稿源", "消息来源"})
PERSONS = frozenset({"作者", "发布者", "发布人"})

DAY = r"\d{4}[-/.年]\s?+\d{1,2}[-/.月]\s?+\d{1,2}日?+(?:\s*+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?+)?+"
URL = r"(?:https?://|www\.)[\w.:/?=&%#~-]{4,200}+"
LONGEST = 200  # characters of a line of metadata
VALUE = 40  # characters of a value

NUMBER_ONLY = regex.compile(r"[\s\d,.¥￥:：()（）\[\]次人个条万+|｜-]*+")
SITE = regex.compile(
    r"(?:网|网站|在线|论坛|贴吧|\.(?:com|cn|net|org)\S*)$|https?:|www\.|本站|本网|原创|网络|未知|不详"
)
NOBODY = frozenset({"佚名", "未知", "不详", "本站", "原创", "管理员"})
HAN_NAME = regex.compile(r"[\u4e00-\u9fff·\s,，、]{2,20}+")
EDGE = " \t\u3000\u00a0|｜[]【】()（）:：,，;；/"


@derived
def _starts() -> regex.Pattern[str]:
    """Return the pattern of a field's beginning, by kind."""
    bare = [*words("widget"), *words("neighbour")]
    return regex.compile(
        rf"""
        (?P<url> {URL} ) | (?P<day> {DAY} )
        | (?: (?<![\u4e00-\u9fff]) | (?<=[次月日\d]) ) (?:
            (?P<counter> {one_of(words("counter"))} ) (?: \s*+[:：] | (?=\s*+[(（\[]?\d) )
          | (?P<widget> {one_of(words("widget"))} ) \s*+[:：]
          | (?P<place> {one_of((*words("place"), "版面", "版次"))} ) \s*+[:：]
          | (?P<staff> {one_of(words("staff"))} ) \s*+[:：]
          | (?P<kept> {one_of(KEPT)} ) \s*+[:：]
          | (?P<bare> {one_of(bare)} ) (?![\u4e00-\u9fff:：])
        )
        """,
        regex.VERBOSE,
    )


def field_cuts(line: Line) -> Iterator[Cut]:
    """Yield what of a line of metadata is the site's; nothing of any other line."""
    text = line.text
    if len(text) > LONGEST or "。" in text:
        return
    if not _starts().match(text, len(text) - len(text.lstrip(EDGE))):
        return
    starts = _fields(text)
    ends = [*(match.start() for match in starts[1:]), len(text)]
    values = [text[m.end() : end].strip(EDGE) for m, end in zip(starts, ends, strict=True)]
    if any(_is_prose(value) for value in values):
        return
    # One bare word is no metadata: 更多 may open a sentence.
    if len(starts) == 1 and starts[0]["bare"] and (values[0] or len(text) == 1):
        return
    is_signed = _SIGNED.match(text.lstrip(EDGE)) is not None
    for match, end, value in zip(starts, ends, values, strict=True):
        if is_signed and match.group().startswith(_PASSES):
            continue
        if _is_of_site(match, value):
            begin = line.span.start + len(text[: match.start()].rstrip("【[(（"))
            yield Cut(
                Span(begin, line.span.start + len(text[:end].rstrip("【[(（"))),
                f"furniture.{match.lastgroup}",
            )


# 供稿:舒雅 审核:粟建平: who wrote the report and who passed it sign it
_SIGNED = regex.compile(r"(?:供稿|撰稿)人?\s?[:：]\s?[\u4e00-\u9fff·]{2,4}(?=\s)")
_PASSES = ("审核", "初审", "复审", "终审")


def _fields(text: str) -> list[regex.Match[str]]:
    """Return where the fields of ``text`` begin; a day right after a label is its value."""
    starts: list[regex.Match[str]] = []
    for match in _starts().finditer(text):
        labelled = starts and starts[-1].lastgroup == "kept" and match.lastgroup == "day"
        if not (labelled and not text[starts[-1].end() : match.start()].strip()):
            starts.append(match)
    return starts


def _is_prose(value: str) -> bool:
    return len(value) > VALUE or SENTENCE_END.search(value) is not None


def _is_of_site(match: regex.Match[str], value: str) -> bool:
    kind, label = match.lastgroup, match.group().rstrip(":： ")
    if kind in {"url", "widget", "bare"}:
        return NUMBER_ONLY.fullmatch(value) is not None or FIGURE.search(value) is None
    if kind == "counter":
        return NUMBER_ONLY.fullmatch(value) is not None
    if kind in {"place", "staff"}:
        return FIGURE.search(value) is None
    if kind == "kept":
        return _is_site_field(label, value)
    return False


def _is_site_field(label: str, value: str) -> bool:
    if not value:
        return True
    if label in SOURCES:
        return SITE.search(value) is not None
    return label in PERSONS and (value in NOBODY or HAN_NAME.fullmatch(value) is None)
