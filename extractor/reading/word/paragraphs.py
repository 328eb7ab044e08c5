"""The words of a Word paragraph, as they stand on the page.

慰问[deleted 300][inserted 30]户     慰问30户: insertions are read, deletions are not
a run that is hidden or struck out   left out, and kept for the note
30[raised 1]户                        30¹户: a mark that would become a digit of the number
慰问3 | 0 | 户 in three runs         慰问30户
a field                              its result, never its code
a ruby gloss                         the word, never the gloss
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.reading.layouts import RAISED
from extractor.reading.left_out import LeftOut
from extractor.reading.word.numbering import W, whole

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFF = frozenset({"0", "false", "off"})
# What is not on the page: deletions, what was moved away, properties, glosses, codes of fields.
UNREAD = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "instrText",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "tblPr",
        "tblGrid",
        "sectPr",
    )
)
STRUCK = (f"{W}rPr/{W}strike", f"{W}rPr/{W}dstrike")
CHANGES = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
MARKS: Mapping[str, str] = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
PICTURES = frozenset({f"{W}drawing", f"{W}pict"})


@dataclass(slots=True)
class Seen(LeftOut):
    """What was met on the way: left out, or to be read further down."""

    boxes: list[ET.Element] = field(default_factory=list)  # text boxes of the paragraph
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id of its footnotes


@dataclass(frozen=True, slots=True)
class Styles:
    """What the named styles say of their text: whether it is hidden, and in which list it is."""

    hidden: Mapping[str, bool]
    numbers: Mapping[str, tuple[str | None, int | None]]

    def is_hidden(self, run: ET.Element, around: ET.Element) -> bool:
        """Return whether a run is hidden: by itself, by its style or by that of its paragraph."""
        own = _switch(run.find(f"{W}rPr/{W}vanish"))
        named = (run.find(f"{W}rPr/{W}rStyle"), around.find(f"{W}pPr/{W}pStyle"))
        by_style = any(
            self.hidden.get(style.get(f"{W}val", ""), False) for style in named if style is not None
        )
        return by_style if own is None else own


def read_styles(root: ET.Element | None) -> Styles:
    """Return the styles that the part styles.xml defines, with what they take from one another."""
    defined = (
        {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")} if root is not None else {}
    )
    hidden = {name: _inherited(name, defined, _vanish) or False for name in defined}
    numbers = {
        name: (_inherited(name, defined, _list), _inherited(name, defined, _rank))
        for name in defined
    }
    return Styles(hidden, numbers)


def words(parent: ET.Element, styles: Styles, seen: Seen) -> str:
    """Return the words of a paragraph, or of anything inside one."""
    return "".join(_words(parent, styles, seen))


def _words(parent: ET.Element, styles: Styles, seen: Seen) -> Iterator[str]:
    waiting = list(reversed(parent))
    while waiting:  # not by recursion: a file decides how deep this goes
        element = waiting.pop()
        tag = element.tag
        seen.changes += tag in CHANGES
        if tag in UNREAD:
            continue
        if tag == f"{W}r" and (said := _marked(element, parent, styles, seen)) is not None:
            yield said
        elif tag in (f"{W}t", f"{MATH}t"):
            yield element.text or ""
        elif tag in MARKS:
            yield MARKS[tag]
        elif tag == f"{W}sym":
            yield _symbol(element)
        elif not _set_aside(element, seen):
            waiting += reversed(_alternative(element))


def _marked(run: ET.Element, around: ET.Element, styles: Styles, seen: Seen) -> str | None:
    """Return what is left of a run that is hidden, struck out or raised; ``None`` if it is none."""
    is_hidden = styles.is_hidden(run, around)
    if is_hidden or any(_switch(run.find(way)) for way in STRUCK):
        left_out = seen.hidden if is_hidden else seen.struck
        left_out.append("".join(t.text or "" for t in run.iter(f"{W}t")))
        return ""
    height = run.find(f"{W}rPr/{W}vertAlign")
    if height is None or height.get(f"{W}val") != "superscript":
        return None
    return words(run, styles, seen).translate(RAISED)


def _set_aside(element: ET.Element, seen: Seen) -> bool:
    """Keep for later what stands beside the words: boxes, pictures, objects, footnotes."""
    tag = element.tag
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        seen.notes.append(
            (tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", ""))
        )
    elif tag in PICTURES:
        boxes = list(element.iter(f"{W}txbxContent"))
        inner = {id(b) for box in boxes for b in box.iter(f"{W}txbxContent") if b is not box}
        seen.boxes += [box for box in boxes if id(box) not in inner]
        seen.pictures += not boxes and _is_picture(element)
    elif tag == f"{W}object":
        seen.objects += 1
    else:
        return False
    return True


def _is_picture(element: ET.Element) -> bool:
    return any(e.tag.endswith(("}blip", "}imagedata")) for e in element.iter())


def _alternative(element: ET.Element) -> list[ET.Element]:
    """Return the children; of the forms one thing is written in for old and new readers, one."""
    if element.tag != f"{MC}AlternateContent":
        return list(element)
    chosen = element.find(f"{MC}Choice")
    return list(chosen if chosen is not None else element.find(f"{MC}Fallback") or ())


def _symbol(element: ET.Element) -> str:
    """Return a character of a symbol font; those of the private area stand for F000 + code."""
    try:
        return chr(int(element.get(f"{W}char", ""), 16))
    except ValueError:
        return "\ufffd"


def _switch(element: ET.Element | None) -> bool | None:
    return None if element is None else element.get(f"{W}val", "1") not in OFF


def _inherited(name: str, defined: Mapping[str, ET.Element], read: Callable[[ET.Element], object]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return what a style says, or else the nearest of those it is based on."""
    passed: set[str] = set()
    while name in defined and name not in passed:
        passed.add(name)
        said = read(defined[name])
        if said is not None:
            return said
        base = defined[name].find(f"{W}basedOn")
        name = base.get(f"{W}val", "") if base is not None else ""
    return None


def _vanish(style: ET.Element) -> bool | None:
    return _switch(style.find(f"{W}rPr/{W}vanish"))


def _list(style: ET.Element) -> str | None:
    number = style.find(f"{W}pPr/{W}numPr/{W}numId")
    return None if number is None else number.get(f"{W}val")


def _rank(style: ET.Element) -> int | None:
    level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return None if level is None else whole(level.get(f"{W}val"))
