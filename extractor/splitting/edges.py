"""The head and the tail of a page: what the site puts above and below the article.

Head: above the line that says where on the site one is (当前位置, an e-paper's name) stand the
site's name, its hotline, its menu.  The editor of a collection says above it what follows
(下面是小编为大家分享的…).  A page whose source is the site itself re-posts: its headline and day
are the site's when the article brings its own headline.  A headline printed twice counts once.

Tail: a heading of teasers (新闻推荐) ends the article; so does a list of links or of firms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.grids import SEPARATOR
from extractor.lexicon import derived
from extractor.offsets import Span
from extractor.rules import one_of
from extractor.splitting.lines import FIGURE, SENTENCE, SENTENCE_END, Cut, Line, words

HEAD = 25  # lines of a page that can be its head
SHORTEST = 4  # characters of a headline
SHORT = 45  # characters of a line of the site, or of a headline
ANCHORS = frozenset({"furniture.place", "furniture.reader", "furniture.menu"})
SENTENCE_LENGTH = 16  # characters of a sentence that a site's head does not hold
MENU_ENTRY = 8  # characters
LEAD_IN = 900  # characters within which an editor's lead-in ends
NUMBERED = regex.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
SOURCE = re.compile(r"来源\s?[:：]\s?([^\s|｜]{2,20})")
BULLET = regex.compile(r"[\[【]\d{1,2}[\]】]|[★☆●○◆◇■□▪•·►▶>》»※◎⊙\[【-]\s?|\d{1,2}[.、]\s?")
DIGIT = regex.compile(r"\d")
SENTENCE_MARK = regex.compile(r"[。；;，,]|[:：]$")
CATALOGUE = regex.compile(r"总结|范文|模板|汇报|报告|方案|计划|心得|讲话|大全|精选|篇")
YEAR_OR_PIECES = regex.compile(
    r"(?:19|20)\d{2}年?度?|\d{1,3}篇|[一二三四五六七八九十]{1,3}篇|\d{1,2}-\d{1,2}"
)
FIRM = re.compile(
    r"[\u4e00-\u9fff（）()A-Za-z]{2,24}(?:公司|商行|工厂|厂|网|网站|工作室|经营部|批发部)"
)

FOOT = regex.compile(
    r"(?:主办|承办|协办|主管|运维|地址|邮编|邮政编码|电话|传真|联系电话|邮箱|E-?mail|网站标识码|备案)[^。]{0,80}$",
    regex.IGNORECASE,
)
ADDED = regex.compile(r"\s|[（(](?:组?图|图文)[）)]")
SITE_NAME = regex.compile(r"[_|｜—–-]{1,2}[\u4e00-\u9fffA-Za-z]{2,16}$")


def head_cuts(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Yield what stands above the article, given what single lines have lost already."""
    yield from _site_head(lines, by_line)
    yield from _lead_in(lines)
    yield from _repost(lines, by_line)
    yield from _second_headline(lines, by_line)


def tail_cuts(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Yield what stands below the article, given what single lines have lost already."""
    end = len(lines)
    for i, line in enumerate(lines):
        if i and _tail().fullmatch(line.text):
            cut = _after_heading(lines, i)
            yield cut
            if cut.span.end == lines[-1].span.end:  # else the teasers stood above the article
                end = i
                break
    yield from _foot(lines[:end], by_line)
    yield from _trailing_list(lines[:end], by_line)


def is_headline(text: str) -> bool:
    """Return whether ``text`` has the form of a headline: short, no sentence, no number before.

    A row of a table (小计 | 18户 | 9000元) may well stand there twice.
    """
    return (
        SHORTEST <= len(text) <= SHORT
        and SEPARATOR not in text
        and not SENTENCE_MARK.search(text)
        and not NUMBERED.match(text)
    )


def _site_head(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    anchor = _anchor(lines, by_line)
    if anchor is None:
        return
    title_below = _headline_below(lines, by_line, anchor)
    for line in lines[:anchor]:
        if _is_body(line.text):
            continue
        if title_below or len(line.text) <= MENU_ENTRY or not _may_be_title(line.text):
            yield Cut(line.span, "furniture.site-head")


def _may_be_title(text: str) -> bool:
    return is_headline(text) or FIGURE.search(text) is not None


def _anchor(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> int | None:
    """Return the last line of the head that says where on the site the page is."""
    last = None
    for i, line in enumerate(lines[:HEAD]):
        if _is_body(line.text) and not by_line[i]:
            break
        if any(cut.rule_id in ANCHORS for cut in by_line[i]):
            last = i
    return last


def _headline_below(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]], at: int) -> bool:
    following = [
        i for i in range(at + 1, min(at + 6, len(lines))) if not _is_gone(lines[i], by_line[i])
    ]
    return bool(following) and is_headline(lines[following[0]].text)


def _is_body(text: str) -> bool:
    return len(text) > SENTENCE_LENGTH and SENTENCE_END.search(text) is not None


def _is_gone(line: Line, cuts: Sequence[Cut]) -> bool:
    left = len(line.text) - sum(cut.span.end - cut.span.start for cut in cuts)
    return left <= 1


_HOW_MANY = re.compile(r"\d{1,2}篇")  # 工作总结3篇, which the editor presents


def _lead_in(lines: Sequence[Line]) -> Iterator[Cut]:
    """Cut all down to the end of the sentence in which the editor presents a collection."""
    if not lines:
        return
    pattern = _editor()
    end = None
    for line in lines[:HEAD]:
        if line.span.start - lines[0].span.start > LEAD_IN:
            break
        if not pattern.search(_without_number(line.text)):
            continue
        for sentence in SENTENCE.finditer(line.text):
            said = _without_number(sentence.group())
            if pattern.search(said) and FIGURE.search(said) is None:
                end = line.span.start + sentence.end()
    if end is not None:
        yield Cut(Span(0, end), "furniture.lead-in")


def _without_number(text: str) -> str:
    return _HOW_MANY.sub("", text) if "篇" in text else text


def _repost(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Cut the headline and the day of a page that gives itself as its source."""
    for i in range(1, min(HEAD, len(lines) - 2)):
        source = SOURCE.search(lines[i].text)
        if (
            not source
            or not by_line[i]
            or not any(source[1] == line.text for line in lines[: i - 1])
        ):
            continue
        if is_headline(lines[i - 1].text) and is_headline(lines[i + 1].text):
            yield Cut(lines[i - 1].span, "furniture.re-post")
            yield Cut(lines[i].span, "furniture.re-post")
        return


def _second_headline(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Cut the headline that stands a second time, or once with the site's name behind it."""
    body = next((i for i, line in enumerate(lines[:HEAD]) if _is_body(line.text)), HEAD)
    heads = [
        line
        for line, cuts in zip(lines[:body], by_line, strict=False)
        if not cuts and is_headline(line.text) and len(line.text) > SHORTEST
    ]
    plain = [ADDED.sub("", line.text) for line in heads]
    bare = [SITE_NAME.sub("", text) for text in plain]
    for i, line in enumerate(heads):
        others = plain[:i] + (plain[i + 1 :] if bare[i] != plain[i] else [])
        if bare[i] in others:
            yield Cut(line.span, "furniture.repeated-title")


def _after_heading(lines: Sequence[Line], at: int) -> Cut:
    """Cut what follows a heading of teasers: all, or its links where more text stands below."""
    above = sum(len(line.text) for line in lines[:at])
    below = sum(len(line.text) for line in lines[at + 1 :])
    end = len(lines)
    if below > above:
        end = next((i for i in range(at + 1, end) if len(lines[i].text) > MENU_ENTRY), end)
    return Cut(Span(lines[at].span.start, lines[end - 1].span.end), "furniture.tail")


def _foot(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Cut the host's address and numbers beside the copyright notice that ends the page."""
    first = len(lines)
    while first > 1 and (
        _is_gone(lines[first - 1], by_line[first - 1]) or _is_foot(lines[first - 1])
    ):
        first -= 1
    notices = [cut.rule_id for cuts in by_line[first : len(lines)] for cut in cuts]
    if "furniture.notice" in notices:
        yield Cut(Span(lines[first].span.start, lines[-1].span.end), "furniture.foot")


def _is_foot(line: Line) -> bool:
    return FOOT.match(line.text) is not None and FIGURE.search(line.text) is None


def _trailing_list(lines: Sequence[Line], by_line: Sequence[Sequence[Cut]]) -> Iterator[Cut]:
    """Cut two or more links, or names of firms, that end the page."""
    kept = [line for line, cuts in zip(lines, by_line, strict=False) if not _is_gone(line, cuts)]
    for is_listed, rule_id in ((_is_link, "furniture.links"), (_is_firm, "furniture.firms")):
        last: list[Line] = []
        while len(kept) > 1 and is_listed(kept[-1].text):
            last.append(kept.pop())
        if len(last) > 1:
            yield Cut(Span(last[-1].span.start, last[0].span.end), rule_id)
        else:
            kept += last


def _is_link(text: str) -> bool:
    bullet = BULLET.match(text)
    if len(text) > SHORT or SENTENCE_END.search(text):
        return False
    plain = YEAR_OR_PIECES.sub("", text[bullet.end() :] if bullet else text)
    if DIGIT.search(plain) or FIGURE.search(plain):
        return False
    return bool(bullet and CATALOGUE.search(text)) or bool(text[0] in "★☆►▶»" and bullet)


def _is_firm(text: str) -> bool:
    return FIRM.fullmatch(text) is not None


@derived
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"[【\[■◆●>»\s]*+(?:{one_of(words('tail'))}|看[了过][^。\n]{{1,30}}还(?:看了|在看|喜欢))[】\]]?\s?(?:[:：>»].{{0,40}}|更多.{{0,8}}|\s.{{0,20}})?"
    )


@derived
def _editor() -> re.Pattern[str]:
    return re.compile(one_of(words("lead_in")))
