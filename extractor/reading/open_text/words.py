"""The words of a paragraph of an OpenDocument text, as they stand on the page.

a deletion that is tracked stands apart from the text, and is not met here
a span that is hidden or struck out   left out, and kept for the note
30[raised 1]户                         30¹户: a mark that would become a digit of the number
<text:s text:c="3"/>                   three blanks; those of the markup count as one
a ruby gloss                          the word, never the gloss
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

import regex

from extractor.reading.layouts import RAISED
from extractor.reading.left_out import LeftOut
from extractor.reading.open_text.names import DRAW, OFFICE, TEXT
from extractor.reading.open_text.styles import Look, Styles
from extractor.reading.word.numbering import whole

BLANKS = regex.compile(r"[ \t\r\n]++")
MARKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
UNREAD = frozenset({f"{TEXT}ruby-text", f"{TEXT}number", f"{TEXT}script", f"{OFFICE}forms"})
ANNOTATION = f"{OFFICE}annotation"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
OBJECTS = frozenset(DRAW + name for name in ("object", "object-ole", "plugin", "applet", "control"))
MOST_BLANKS = 100  # that one mark stands for


@dataclass(slots=True)
class Seen(LeftOut):
    """What was met on the way: left out, or to be read further down."""

    boxes: list[ET.Element] = field(default_factory=list)  # what is drawn with words in it
    notes: list[ET.Element] = field(default_factory=list)  # footnotes and endnotes


def words(paragraph: ET.Element, styles: Styles, seen: Seen) -> str:
    """Return the words of a paragraph, and keep in ``seen`` what stands beside them."""
    look = styles.look("paragraph", paragraph)
    if any(f.get(f"{TEXT}is-hidden") == "true" for f in paragraph.iter(f"{TEXT}hidden-paragraph")):
        look = Look(is_hidden=True)
    said = ""
    for piece, how, is_mark in _pieces(paragraph, look, styles, seen):
        plain = piece if is_mark else BLANKS.sub(" ", piece)
        if how.is_hidden or how.is_struck:
            (seen.hidden if how.is_hidden else seen.struck).append(plain)
            continue
        plain = plain.lstrip(" ") if not is_mark and (not said or said.endswith(" ")) else plain
        said += plain.translate(RAISED) if how.is_raised else plain
    return said


def _pieces(
    element: ET.Element, look: Look, styles: Styles, seen: Seen
) -> Iterator[tuple[str, Look, bool]]:
    """Yield the pieces of words inside ``element``, how each looks, and whether it is a mark."""
    if element.text:
        yield element.text, look, False
    for child in element:
        if child.tag in MARKS:
            yield MARKS[child.tag], look, True
        elif child.tag == f"{TEXT}s":
            yield " " * min(whole(child.get(f"{TEXT}c"), 1), MOST_BLANKS), look, True
        elif not _set_aside(child, seen):
            yield from _pieces(child, _look(child, look, styles), styles, seen)
        if child.tail:
            yield child.tail, look, False


def _look(element: ET.Element, around: Look, styles: Styles) -> Look:
    if element.tag == f"{TEXT}hidden-text" and element.get(f"{TEXT}is-hidden") == "true":
        return Look(is_hidden=True)
    return styles.look("text", element).over(around) if element.tag == f"{TEXT}span" else around


def _set_aside(element: ET.Element, seen: Seen) -> bool:
    """Keep for later what stands beside the words: boxes, pictures, footnotes, comments."""
    if element.tag == f"{TEXT}note":
        seen.notes.append(element)
    elif element.tag == ANNOTATION:
        seen.comments.append(" ".join(" ".join(p.itertext()) for p in element.iter(f"{TEXT}p")))
    elif element.tag.startswith(DRAW) and element.tag != f"{DRAW}a":
        set_drawn_aside(element, seen)
    else:
        return element.tag in UNREAD
    return True


def set_drawn_aside(drawn: ET.Element, seen: Seen) -> None:
    """Keep what is drawn: words as a box, a chart or the like as an object, else as a picture."""
    if drawn.find(f".//{TEXT}p") is not None or drawn.find(f".//{TEXT}h") is not None:
        seen.boxes.append(drawn)
    elif any(each.tag in OBJECTS for each in drawn.iter()):
        seen.objects += 1
    else:
        seen.pictures += any(each.tag == f"{DRAW}image" for each in drawn.iter())
