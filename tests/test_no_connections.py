"""No file, whatever it refers to, makes a reader open a connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import UnreadableError
from extractor.reading import decode, read_all
from tests.packages import RELATIONS, W, paragraph, word, zipped

FIXTURES = Path(__file__).parent / "fixtures" / "formats"


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """Return a listening port of this machine, which the files below refer to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # noqa: FBT003
        yield server


def _referring(address: str) -> dict[str, bytes]:
    entity = f'<!DOCTYPE w SYSTEM "{address}/x.dtd" [<!ENTITY x SYSTEM "{address}/x">]>'
    outside = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="attachedTemplate" '
        f'Target="{address}/t.dotm" TargetMode="External"/></Relationships>'
    )
    document = f"<w:document {W}><w:body>{paragraph('慰问30户')}</w:body></w:document>"
    page = (
        f'<html><img src="{address}/p"><link href="{address}/c"><iframe src="{address}/f"></iframe>'
    )
    return {
        "entity.docx": word(paragraph("&x;慰问30户"), head=entity),
        "template.docx": zipped(
            [
                ("[Content_Types].xml", "<Types/>"),
                ("word/document.xml", document),
                ("word/_rels/document.xml.rels", outside),
            ]
        ),
        "entity.ofd": zipped([("OFD.xml", f"{entity}<OFD>&x;</OFD>")]),
        "page.html": f"{page}<body>慰问30户</body></html>".encode(),
        "template.rtf": f"{{\\rtf1\\ansi{{\\*\\template {address}/t.dot}}30}}".encode(),
        "mail.eml": f"From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n{page}30".encode(),
    }


def test_nothing_a_file_refers_to_is_fetched(
    door: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"http://127.0.0.1:{door.getsockname()[1]}"

    def refuse(*_: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name, content in _referring(address).items():
        if name.startswith("entity"):
            with pytest.raises(UnreadableError, match="document type"):
                decode(content, name)
        else:
            assert "30" in decode(content, name).raw, name
    with pytest.raises(BlockingIOError):  # no one knocked, from C code either
        door.accept()


def test_no_fixture_makes_a_reader_open_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    paths = [path for path in FIXTURES.iterdir() if path.suffix not in {".odt", ".json"}]
    assert len(paths) >= 10
    for path in paths:
        assert list(read_all(path))
