"""A message (.eml) → its text, and the files attached to it.

The text is what stands in the message itself, plain if there is a plain form, else from its HTML; a
plain form shows no tables, so that HTML with one comes first.  Before it stand subject, sender and
date.  What is not in the encoding it says it is in is read as any other text is.  Attachments are
files of their own: a message that has any is a bundle, whose first member is the text.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

import regex

from extractor.model import Note
from extractor.reading.encodings import Decoded, decode_text
from extractor.reading.layouts import Laid, Line, Piece, lay
from extractor.reading.pages import is_page, page_lines

FIELD = regex.compile(
    rb"(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*+"
)
OPENING = frozenset(
    b"from to subject date received message-id mime-version return-path content-type".split()
)
FEWEST_FIELDS = 3
SHOWN = (("subject", "主题"), ("from", "发件人"), ("date", "日期"))
TEXT_NAME = "正文.txt"


def is_mail(content: bytes) -> bool:
    """Return whether ``content`` begins as a message does: three of its fields or more."""
    at, names = 0, set()
    while match := FIELD.match(content, at):
        names.add(match["name"].lower())
        at = match.end()
    return len(names & OPENING) >= FEWEST_FIELDS


def read_mail(content: bytes) -> Laid:
    """Return the text of the message itself."""
    message = _parsed(content)
    head = [f"{said}：{_field(message, field)}" for field, said in SHOWN if message[field]]
    body = message.get_body(("html", "plain"))
    if body is not None and b"<table" not in _held(body).lower():
        body = message.get_body(("plain", "html"))
    decoded = _decoded(body) if body is not None else Decoded("", "utf-8")
    lines, notes = _lines(decoded.text, body)
    shown = [*((Piece(line),) for line in (*head, "")), *lines]
    return lay(shown, (*decoded.notes, *notes), decoded.encoding)


def attachments(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each attachment; a message in a message is one."""
    for at, part in enumerate(_parsed(content).iter_attachments(), start=1):
        name = part.get_filename() or f"{at}.{part.get_content_subtype()}"
        held = part.get_payload(decode=True)
        if isinstance(held, bytes):
            yield name, held
        elif part.get_content_type() == "message/rfc822":
            yield name, part.get_content().as_bytes()


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  # that is what this policy makes
    return message


def _field(message: EmailMessage, name: str) -> str:
    """Return what a field says; older programs wrote it in GBK, without a word on that."""
    raw = next(value for field, value in message.raw_items() if field.lower() == name)
    written = str(raw).encode("utf-8", "surrogateescape")
    decoded = None if written.isascii() else decode_text(written)
    return decoded.text if decoded is not None else str(message[name])


def _held(part: MIMEPart) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _decoded(part: MIMEPart) -> Decoded:
    """Return the text of ``part`` in the encoding it says it is in, or in what it really is."""
    held = _held(part)
    named = str(part.get_content_charset() or "utf-8").lower()
    named = "gb18030" if named in {"gb2312", "gbk", "cp936"} else named
    try:
        return Decoded(held.decode(named), named)
    except (LookupError, UnicodeDecodeError):
        return decode_text(held) or Decoded(held.decode("gb18030", "replace"), "gb18030")


def _lines(text: str, part: MIMEPart | None) -> tuple[list[Line], list[Note]]:
    if (part is not None and part.get_content_subtype() == "html") or is_page(text):
        return page_lines(text)
    return [(Piece(line),) for line in text.replace("\r\n", "\n").split("\n")], []
