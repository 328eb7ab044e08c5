"""A message (.eml) → its text, and the files attached to it.

The text is what stands in the message itself, plain if there is a plain form, else from its HTML;
before it stand subject, sender and date.  Attachments are files of their own: a message that has
any is a bundle, whose first member is the text.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

import regex

from extractor.reading.layouts import Laid, Piece, lay
from extractor.reading.pages import is_page, page_text

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
    head = [f"{said}：{message[field]}" for field, said in SHOWN if message[field]]
    body = message.get_body(preferencelist=("plain", "html"))
    text = _text(body) if body is not None else ""
    lines = [*head, "", *text.replace("\r\n", "\n").split("\n")]
    return lay([(Piece(line),) for line in lines], encoding=_charset(body))


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


def _text(part: MIMEPart) -> str:
    held = part.get_payload(decode=True)
    charset = _charset(part)
    text = (held if isinstance(held, bytes) else b"").decode(charset, "replace")
    return page_text(text) if part.get_content_subtype() == "html" or is_page(text) else text


def _charset(part: MIMEPart | None) -> str:
    named = str(part.get_content_charset() or "utf-8").lower() if part is not None else "utf-8"
    if named in {"gb2312", "gbk", "cp936"}:
        return "gb18030"
    try:
        "".encode(named)
    except LookupError:
        return "gb18030"
    return named
