"""The parts of a document that is a zip inside: docx, xlsx, odt, ods, ofd.

Parts are read in memory, and only those that are asked for.  What they come to is limited over the
whole file, so that a file of a few hundred bytes cannot fill the memory; their check sums are
tested, and an encrypted part is told from a broken one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.errors import UnreadableError
from extractor.reading import markup

MOST = 100 * 2**20  # bytes that the parts read of one document may come to
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Package:
    """An open zip whose parts are read by name."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._left = MOST
        with broken(name):
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def has(self, part: str) -> bool:
        """Return whether there is a part of this name; case does not count."""
        return part.lstrip("/").lower() in self._names

    def names(self) -> list[str]:
        """Return the names of the parts, in lower case."""
        return list(self._names)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        info = self._names.get(part.lstrip("/").lower())
        if info is None:
            raise UnreadableError("broken-file", f"{self.name}: its part {part} is missing")
        if info.flag_bits & 1:
            raise UnreadableError(
                "encrypted", f"{self.name}: is encrypted; give it without password"
            )
        if info.file_size > self._left:
            message = f"{self.name}: comes to more than {MOST:,} bytes when it is unpacked"
            raise UnreadableError("too-large-inside", message)
        with broken(self.name), self._zip.open(info) as opened:
            content = opened.read(info.file_size + 1)
        self._left -= len(content)
        return content

    def markup(self, part: str) -> ET.Element:
        """Return the root of a part that is XML."""
        return markup.parse(self.read(part), f"{self.name}: {part}")

    def markup_if_any(self, part: str) -> ET.Element | None:
        """Return the root of a part, or ``None`` where there is none of this name."""
        return self.markup(part) if self.has(part) else None

    def refuse_encrypted(self) -> None:
        """Refuse a package of OpenDocument whose list of parts says that they are encrypted."""
        listed = "META-INF/manifest.xml"
        if self.has(listed) and b":encryption-data" in self.read(listed):
            message = f"{self.name}: is encrypted; save it without a password"
            raise UnreadableError("encrypted", message)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what ``part`` refers to inside the file: by id, the kind and the part's name.

        What lies outside (a template on a server) is left out: nothing is fetched.
        """
        folder, file = posixpath.split(part)
        root = self.markup_if_any(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/" + folder, relation.get("Target", ""))
                )
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found


@contextmanager
def broken(name: str) -> Iterator[None]:
    """Turn what goes wrong in a zip into the reason why the file cannot be read."""
    try:
        yield
    except BROKEN as error:
        message = f"{name}: is damaged ({type(error).__name__}: {error}); get a sound copy"
        raise UnreadableError("broken-file", message) from error
