"""What of a page is the site's, not the report's: menus, counters, notices, teasers, link lists.

Rules look at one line (its words, its shape) or at the head or the tail of the page.  The words are
data (``data/lexicon/furniture.tsv``); each cut carries the id of the rule that made it.

    首页 > 工作范文 > 总结报告 >              furniture.place
    发布日期:2006-01-20 浏览次数:1362          furniture.counter, the day stays
    上一篇:县图书馆办迎春书画展[ 01-15 ]        furniture.neighbour
    新闻推荐⏎本报讯2月26日,…二十余人           furniture.tail: all that follows
    ★ 2018年乡镇民政工作总结范本              furniture.links, at the end of the page

Deliberately left: a signature under the report (校工会 供稿), its day, the headline, a source that
is no web site, contact details in a sentence.  A line with a figure of its own is cut only where
the page itself says that the rest is not the report (a tail heading, the editor's lead-in, a form).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import regex

from extractor.lexicon import derived
from extractor.offsets import Span
from extractor.rules import at_one_of, one_of
from extractor.splitting.edges import DIGIT, head_cuts, tail_cuts
from extractor.splitting.fields import DAY, field_cuts
from extractor.splitting.frame import WEEKDAY, is_frame
from extractor.splitting.lines import (
    FIGURE,
    SENTENCE,
    Cut,
    Line,
    lines_left,
    lines_of,
    merged,
    words,
)
from extractor.splitting.separators import part_cuts

ENTRIES, ENTRY = 3, 8  # how many entries a menu has at least, how long one is at most
HEADLINE = 60
NOTICE = 160  # characters of a sentence that the site speaks

FILE_NAME = regex.compile(
    r"[^。！？\n]{1,80}?\s?\.(?:docx?|pdf|pptx?|xlsx?|wps|rtf|txt)", regex.IGNORECASE
)
BREADCRUMB = regex.compile(
    r"[\w（）()·—-]{1,20}+(?:\s*+[>＞»›→]++\s*+[\w（）()·—-]{1,20}+)*+\s*+[>＞»›→]*+"
)
# What behind a label, or around one with its name, shows that something is labelled at all.
LABELLED = re.compile(r"[:：)）】\]](?:(?<=[:：])|$)")
ARROW = re.compile(r"[>＞»›→]")
TOKEN = re.compile(r"[^\s|｜·]++")
RULER = re.compile(r"[|｜\s=_*~+.-]{1,200}+")
# A line of a page's program that a scraper took for text.
SCRIPT = re.compile(
    r"(?:var |function|document\.|window\.|\$\(|[A-Za-z.]+\s?=\s?)[^\u4e00-\u9fff]{3,300}[;{}]"
)
PAPER_DAY = re.compile(r"日期\s?[:：]\s?\d{1,2}[-/.月]\d{1,2}日?")
PAPER_PAGE = re.compile(r"第?\s?[A-Z]?\d{1,3}\s?版\s?[:：][^\d。]{1,30}")
DAY_ONLY = regex.compile(DAY)
# 20210314锦和社区: the day a file was made, glued to its headline.
CODE = re.compile(r"(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d(?=[\u4e00-\u9fff])")
SITE_AND_PAPER = re.compile(r"[\u4e00-\u9fff]{1,8}网\s?[-—–·]\s?[\u4e00-\u9fff]{1,10}(?:报|网|台)")


def find_furniture(text: str) -> tuple[Cut, ...]:
    """Return what of ``text`` is the page's, in order and without overlaps."""
    lines = lines_of(text)
    is_spoken = _site_words().search(text) is not None
    by_line = [list(_line_cuts(line, is_spoken=is_spoken)) for line in lines]
    _add_reader_days(lines, by_line)
    cuts = [cut for listed in by_line for cut in listed]
    cuts += head_cuts(lines, by_line)
    cuts += tail_cuts(lines, by_line)
    whole = merged(text, cuts)
    left = lines_left(text, whole) if whole else lines
    return merged(text, [*whole, *part_cuts(left)])


def _line_cuts(line: Line, *, is_spoken: bool) -> Iterator[Cut]:
    """Yield what of a line is the page's; ``is_spoken`` says that the site speaks on the page."""
    rule = _whole_line_rule(line.text)
    if rule is not None:
        yield Cut(line.span, rule)
        return
    yield from field_cuts(line)
    yield from _inner_cuts(line)
    if is_spoken:
        yield from _spoken_cuts(line)


def _whole_line_rule(text: str) -> str | None:
    for rule_id, longest, _, belongs in OF_SENTENCES if "。" in text else WHOLE_LINES:
        if len(text) <= longest and belongs(text):
            return f"furniture.{rule_id}"
    return None


def _is_breadcrumb(text: str) -> bool:
    arrows = len(ARROW.findall(text))
    place = _place().match(text)
    if not (arrows or place) or FIGURE.search(text):
        return False
    path = text[place.end() :] if place else text
    if not BREADCRUMB.fullmatch(path.strip()):
        return False
    return place is not None or arrows > 1 or path.startswith(("首页", "主页", "网站首页"))


def _is_menu(text: str) -> bool:
    entries = TOKEN.findall(text)
    if len(entries) < ENTRIES or max(map(len, entries)) > ENTRY or DIGIT.search(text):
        return False
    known = sum(entry in _entries() for entry in entries)
    return entries[0] in {"首页", "网站首页", "主页"} or known * 2 > len(entries)


def _is_form_row(text: str) -> bool:
    """Return whether a row holds a label of a form: 编号 | 2021012250 | 服务区域 | …, 索引号：…."""
    if "|" in text:
        return any(cell.strip() in _labels() for cell in text.split("|")[::2])
    return _index().match(text) is not None


def _is_spam(text: str) -> bool:
    return _spam().search(text) is not None and DIGIT.search(text) is None


def _is_reader(text: str) -> bool:
    return _reader().match(text) is not None or PAPER_PAGE.fullmatch(text) is not None


def _is_neighbour(text: str) -> bool:
    return _neighbour().match(text) is not None


WHOLE_LINES: tuple[tuple[str, int, bool, Callable[[str], object]], ...] = (
    # rule, characters of its longest line, whether that may hold a 。, whether a line is one
    ("script", 400, True, SCRIPT.fullmatch),
    ("rule", 400, False, RULER.fullmatch),
    ("file", 90, False, FILE_NAME.fullmatch),
    ("place", 100, False, _is_breadcrumb),
    ("frame", 160, False, is_frame),
    ("menu", 200, False, _is_menu),
    ("record", 200, True, _is_form_row),
    ("spam", 80, True, _is_spam),
    ("reader", 40, True, _is_reader),
    ("neighbour", 160, True, _is_neighbour),
    ("source", 30, False, SITE_AND_PAPER.fullmatch),
)
OF_SENTENCES = tuple(rule for rule in WHOLE_LINES if rule[2])


def _inner_cuts(line: Line) -> Iterator[Cut]:
    labelled = (
        (_staff(), "furniture.staff"),
        (_counter(), "furniture.counter"),
        (_tail_after(), "furniture.tail"),
    )
    for pattern, rule_id in labelled if LABELLED.search(line.text) else ():
        for match in pattern.finditer(line.text):
            yield _cut(line, match.start(), match.end(), rule_id)
    code = CODE.match(line.text)
    if code and len(line.text) <= HEADLINE:
        yield _cut(line, code.start(), code.end(), "furniture.code")


def _spoken_cuts(line: Line) -> Iterator[Cut]:
    for origin in _origin().finditer(line.text):
        yield _cut(line, origin.start(), origin.end(), "furniture.origin")
    after = _neighbour_after().search(line.text)
    if after:
        yield _cut(line, after.start(), len(line.text), "furniture.neighbour")
    for stamp in _stamp().finditer(line.text):
        yield _cut(line, stamp.start(), stamp.end(), "furniture.stamp")
    if _notice().search(line.text):
        yield from _notices(line)


def _notices(line: Line) -> Iterator[Cut]:
    """Yield the sentences of ``line`` that the site speaks, unless they hold a figure.

    A stamp is cut by itself: what stands before and behind it is another's sentence.
    """
    for sentence in SENTENCE.finditer(line.text):
        said = _stamp().sub("", sentence.group())
        if _notice().search(said) and len(said) <= NOTICE and FIGURE.search(said) is None:
            yield _cut(line, sentence.start(), sentence.end(), "furniture.notice")


def _cut(line: Line, start: int, end: int, rule_id: str) -> Cut:
    return Cut(Span(line.span.start + start, line.span.start + end), rule_id)


def _add_reader_days(lines: list[Line], by_line: list[list[Cut]]) -> None:
    """Cut a day that stands with a weekday, and one of no year inside an e-paper's frame."""
    for i, line in enumerate(lines):
        if PAPER_DAY.fullmatch(line.text) and any(map(_is_widget, by_line[max(0, i - 1) : i + 2])):
            by_line[i] = [Cut(line.span, "furniture.reader")]
        if not WEEKDAY.fullmatch(line.text):
            continue
        by_line[i] = [Cut(line.span, "furniture.reader")]
        for near in (i - 1, i + 1):
            if 0 <= near < len(lines) and DAY_ONLY.fullmatch(lines[near].text):
                by_line[near] = [Cut(lines[near].span, "furniture.reader")]


def _is_widget(cuts: list[Cut]) -> bool:
    return any(cut.rule_id in {"furniture.widget", "furniture.place"} for cut in cuts)


# --- patterns made of the table's words ---------------------------------------------------------


@derived
def _place() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words('place'))})\s*+[:：]\s*+")


@derived
def _reader() -> re.Pattern[str]:
    return re.compile(
        rf"[\u4e00-\u9fff]{{0,8}}?(?:{one_of(words('reader'))})(?:阅读器|阅读机|[:：]|$)"
    )


@derived
def _neighbour() -> re.Pattern[str]:
    return re.compile(rf"[【\[<«‹]*+(?:{one_of(words('neighbour'))})[】\]>»›]*+\s*+(?:[:：]|$)")


@derived
def _neighbour_after() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=[。！？!?”）)\s])(?:{one_of(words('neighbour'))})\s*+[:：]")


@derived
def _spam() -> re.Pattern[str]:
    word = one_of(words("spam"))
    return re.compile(rf"(?:{word}).{{0,40}}?(?:{word})")


@derived
def _entries() -> frozenset[str]:
    return frozenset((*words("menu"), *words("widget"), *words("reader"), *words("tail")))


@derived
def _labels() -> frozenset[str]:
    return frozenset(words("record")) | frozenset(words("index"))


@derived
def _index() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words('index'))})\s*+[:：]")


@derived
def _site_words() -> re.Pattern[str]:
    """Return where a word stands that all has which ``_spoken_cuts`` finds: on few pages."""
    parts = ("origin", "neighbour", "stamp", "notice", "lead_in", "contact")
    listed = {word for part in parts for word in words(part)}
    begins = {char for word in listed for char in word[0].lower() + word[0].upper()}
    return re.compile(at_one_of(begins, f"(?i:{one_of(listed)})"))


@derived
def _origin() -> regex.Pattern[str]:
    label = r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}+"
    site = rf"(?:https?://)?+{label}(?:\.{label}){{1,4}}+(?:/[A-Za-z0-9_./?=&%-]{{0,100}}+)?+"
    return regex.compile(rf"\s?(?:{one_of(words('origin'))})\s?[:：]?\s?{site}")


@derived
def _staff() -> regex.Pattern[str]:
    label, name = one_of(words("staff")), r"[\u4e00-\u9fff·]{2,4}"
    # 供稿:舒雅 审核:粟建平, 制表:柴某 审核:桂某: who wrote it and who passed it sign
    signs = rf"(?<=(?:供稿|撰稿|制表|填表|经办)人?\s?[:：]\s?{name}\s{{1,2}})"
    signed = rf"{signs}(?:审核|初审|复审|终审)"
    return regex.compile(
        rf"""
        (?<=[。！？!?”）)\s]) (?!{signed}) [(（【\[]? (?:{label}) \s? [:：] \s?
            {name} (?: [、,，\s]{{1,2}} {name} ){{0,2}} \s? [)）】\]]? $
        | [(（【\[] (?: \s?+ (?:{label}) [\s:：]{{1,2}} {name} ){{1,4}} \s?+ [)）】\]] $
        """,
        regex.VERBOSE,
    )


@derived
def _counter() -> regex.Pattern[str]:
    """Return the pattern of a count of readers behind a headline: 慰问困难职工 浏览:352次."""
    label = one_of(words("counter"))
    return regex.compile(
        rf"(?<=[\s|])[(（\[]?(?:{label})\s?[:：]\s?\d[\d,]{{0,9}}+\s?(?:人?次)?[)）\]]?(?=$|[\s|])"
    )


@derived
def _tail_after() -> re.Pattern[str]:
    return re.compile(rf"(?<=[。！？!?”])\s?[【\[]?(?:{one_of(words('tail'))})[】\]]?\s?[:：].*")


@derived
def _notice() -> regex.Pattern[str]:
    """Return the pattern of what only a site says: 举报电话:400-…; not 公布了举报电话。."""
    said, contact = one_of((*words("notice"), *words("lead_in"))), one_of(words("contact"))
    return regex.compile(
        rf"{said} | (?<![设立布通了开]) (?:{contact}) \s? (?:[:：@]|[(（]?[0-9])"
        rf" | (?:^|(?<=[|｜\s])) (?:{contact}) (?:$|(?=[|｜\s]))",
        regex.IGNORECASE | regex.VERBOSE,
    )


@derived
def _stamp() -> re.Pattern[str]:
    return re.compile(one_of(words("stamp")))
