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


def finished(content: bytes, name: str, tag: str) -> Iterator[ET.Element]:
    """Yield every element ``tag`` of the markup ``content`` as it ends, and forget it then."""
    _check(content, name)
    for _, element in ET.iterparse(io.BytesIO(content)):  # noqa: S314  # checked as in parse
        if element.tag == tag:
            yield element
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
