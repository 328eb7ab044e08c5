"""One member of a bundle, whatever sort of bundle it is, and the names members may have."""

from __future__ import annotations

from dataclasses import dataclass

import regex

DRIVE = regex.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: its name and its bytes, or the reason why it is not read and what to do."""

    name: str
    content: bytes | None = None
    reason: str = ""
    detail: str = ""


def unsafe(name: str) -> Entry | None:
    """Return the refusal of a member whose name leads out of the folder it would be put in."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or DRIVE.match(plain) or ".." in plain.split("/"):
        said = "its name leads out of the bundle, which may be an attack; look at it by hand"
        return Entry(name, reason="unsafe-path", detail=said)
    return None


def no_file(name: str, kind: str) -> Entry:
    """Return the refusal of a member that is a link, a device or the like."""
    return Entry(name, reason="unsafe-entry", detail=f"is {kind}, not a file; it is not followed")


def damaged(name: str, error: Exception) -> Entry:
    """Return the refusal of a member whose bytes are not what its check sum says."""
    said = f"is damaged ({type(error).__name__}: {error}); get a sound copy of the bundle"
    return Entry(name, reason="broken-file", detail=said)


def locked(name: str) -> Entry:
    """Return the refusal of a member that needs a password."""
    return Entry(name, reason="encrypted", detail="is encrypted; unpack it with its password")


def decoded(name: bytes) -> str:
    """Return a member's name from its bytes: UTF-8, else GB18030, else what the bytes show."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")
