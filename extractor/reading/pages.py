"""An HTML page → its text, a line a block; scripts, styles and the head are left out.

    <p>慰问<b>30</b>户</p><p>&yen;3.5万元</p>   →   慰问30户⏎¥3.5万元
    <td>一季度</td><td>3.5</td>                    →   一季度 | 3.5

Blanks and line breaks of the source count as one blank, as on the screen, and none where they stand
between two Chinese characters.  The page's own furniture stays: the splitter cuts it.  Text that
merely holds a tag is no page: a page begins with <html or <!doctype html.
"""

from __future__ import annotations

from html.parser import HTMLParser

import regex

PAGE = regex.compile(
    r"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?+(?:<!--[^>]{0,2000}+>\s*+)*+<(?:!doctype\s++html|html)\b",
    regex.IGNORECASE,
)
BLOCK = regex.compile(
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6r]|header|li|main|nav|ol|option|p|pre|section|table|tr|ul"
)
UNSEEN = regex.compile("head|script|style|template|noscript|iframe|object|select|textarea")
CELLS = frozenset({"td", "th"})
WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
BETWEEN_WIDE = regex.compile(rf"(?<={WIDE}) (?={WIDE})")
BLANKS = regex.compile(r"[ \t\r\n\f]++")


def is_page(text: str) -> bool:
    """Return whether ``text`` is an HTML page."""
    return PAGE.match(text) is not None


def page_text(markup: str) -> str:
    """Return the text that the page shows."""
    page = _Page()
    page.feed(markup)
    page.close()
    return page.text()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "body":
            self._unseen.clear()  # a head that was never closed ends here
        if UNSEEN.fullmatch(tag):
            self._unseen.append(tag)
        elif BLOCK.fullmatch(tag):
            self._lines.append([])
        elif tag in CELLS and any(part.strip() for part in self._lines[-1]):
            self._lines[-1].append(" | ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not UNSEEN.fullmatch(tag):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif BLOCK.fullmatch(tag):
            self._lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._lines[-1].append(data)

    def text(self) -> str:
        lines = (BLANKS.sub(" ", "".join(parts)).strip(" ") for parts in self._lines)
        return "\n".join(BETWEEN_WIDE.sub("", line) for line in lines if line.strip("| "))
