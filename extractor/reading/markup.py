"""XML of an untrusted file → its elements, or the reason why it is not parsed.

A document type is refused before anything of it is read: nothing an office program writes has one,
and it is the door to every entity attack (a file of this machine, a connection, a billion laughs).
So are markup nested deeper than any document and markup that is not well formed.  No parser used
here opens a file or a connection.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree as ET  # what is dangerous is refused in _check
from xml.parsers import expat

from extractor.errors import UnreadableError

DEEPEST = 256


def parse(content: bytes, name: str) -> ET.Element:
    """Return the root of the markup ``content``, which is the part ``name`` of some file."""
    _check(content, name)
    return ET.fromstring(content)  # noqa: S314  # no document type is left, and so no entity


def walk(content: bytes, name: str, begins: str, ends: str) -> Iterator[tuple[str, ET.Element]]:
    """Yield every ``begins`` as it begins, every ``ends`` as it ends, which is forgotten then."""
    _check(content, name)
    source = io.BytesIO(content)
    for event, element in ET.iterparse(source, ("start", "end")):  # noqa: S314  # checked
        if event == "start" and element.tag == begins:
            yield begins, element
        elif event == "end" and element.tag == ends:
            yield ends, element
            element.clear()


def _check(content: bytes, name: str) -> None:
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> NoReturn:
        raise UnreadableError("xml-doctype", f"{name}: has a document type, which may be an attack")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            message = f"{name}: its markup is nested more than {DEEPEST} deep"
            raise UnreadableError("xml-too-deep", message)

    def leave(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    try:
        parser.Parse(content, True)  # noqa: FBT003  # the C signature
    except (expat.ExpatError, ValueError) as error:  # ValueError: a multi-byte encoding
        raise UnreadableError("broken-file", f"{name}: its markup is broken ({error})") from error
