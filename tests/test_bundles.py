"""Bundles: what is read of them, what is refused, and a batch that meets them."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import py7zr
import pytest
import rars  # type: ignore[import-untyped]

from extractor import batch
from extractor.errors import UnreadableError
from extractor.model import Failure
from extractor.reading import member, members, read_all
from extractor.store import open_results
from tests.packages import zipped

TEXT = "2018年1月20日，慰问困难职工30户，发放慰问金3.5万元。\n"
OTHER = "2019年1月20日，慰问困难职工40户，发放慰问金4万元。\n"


def _tar(mode: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as opened:  # type: ignore[call-overload]
        for name, kind in (("2018/总结.txt", tarfile.REGTYPE), ("to", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            info.size = len(TEXT.encode()) if kind == tarfile.REGTYPE else 0
            opened.addfile(info, io.BytesIO(TEXT.encode()))
    return made.getvalue()


def _seven(password: str | None = None) -> bytes:
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w", password=password) as opened:
        opened.writestr(TEXT.encode(), "2018/总结.txt")
    return made.getvalue()


def _rar(password: str | None = None) -> bytes:
    builder = rars.RarBuilder(password=password)
    builder.add_bytes(TEXT.encode(), "2018/总结.txt")
    return bytes(builder.to_bytes())


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "总结", "a@example.org"
    message["Date"] = "Sat, 20 Jan 2018 10:00:00 +0800"
    message.set_content(OTHER, charset="gb2312")
    message.add_attachment(_rar(), maintype="application", subtype="x", filename="附件.rar")
    return bytes(message)


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def _damaged() -> bytes:
    content = bytearray(zipped([("a.txt", TEXT * 50)]))
    content[50] ^= 0xFF
    return bytes(content)


def _outcome(content: bytes, source: str) -> dict[str, str]:
    """Return each member by its name, with its text's first year or the reason it is not read."""
    try:
        found = list(members(content, source))
    except UnreadableError as error:
        return {source: error.reason}
    outcome = {}
    for one in found:
        if isinstance(one, Failure):
            outcome[one.source] = one.reason
        else:
            held, inside = one
            assert member(content, source, held.route) == inside
            outcome[held.source] = "read"
    return outcome


BUNDLES = [
    ("a.zip", zipped([("2018/总结.txt", TEXT)]), {"a.zip!/2018/总结.txt": "read"}),
    (
        "a.zip",
        zipped([("a.txt", TEXT), ("b/.DS_Store", "x"), ("a.txt", OTHER), ("b/~$a.docx", "x")]),
        {"a.zip!/a.txt": "read", "a.zip!/a.txt#2": "read"},
    ),
    (
        "a.zip",
        zipped([("../a.txt", TEXT), ("C:\\b.txt", TEXT), (_link(), "/etc/hostname"), ("c", TEXT)]),
        {
            "a.zip!/../a.txt": "unsafe-path",
            "a.zip!/C:\\b.txt": "unsafe-path",
            "a.zip!/link.txt": "unsafe-entry",
            "a.zip!/c": "read",
        },
    ),
    ("a.zip", _damaged(), {"a.zip!/a.txt": "broken-file"}),
    ("a.zip", zipped([("zeros.txt", b"0" * 5_000_000)]), {"a.zip": "ratio"}),
    ("a.zip", zipped([(f"{n}.txt", "x") for n in range(10_001)]), {"a.zip": "too-many-members"}),
    ("a.zip", zipped([]), {"a.zip": "empty"}),
    ("a.tar", _tar("w"), {"a.tar!/2018/总结.txt": "read", "a.tar!/to": "unsafe-entry"}),
    ("a.tgz", _tar("w:gz"), {"a.tgz!/2018/总结.txt": "read", "a.tgz!/to": "unsafe-entry"}),
    ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0), {"a.txt.gz!/a.txt": "read"}),
    ("a.gz", gzip.compress(bytes(30_000_000), mtime=0), {"a.gz": "ratio"}),
    ("a.7z", _seven(), {"a.7z!/2018/总结.txt": "read"}),
    ("a.7z", _seven("secret"), {"a.7z": "encrypted"}),
    ("a.rar", _rar(), {"a.rar!/2018/总结.txt": "read"}),
    ("a.rar", _rar("secret"), {"a.rar!/2018/总结.txt": "encrypted"}),
    ("a.rar", _rar()[:-20], {"a.rar": "broken-file"}),
    (
        "a.eml",
        _mail(),
        {"a.eml!/正文.txt": "read", "a.eml!/附件.rar!/2018/总结.txt": "read"},
    ),
]


@pytest.mark.parametrize(("source", "content", "outcome"), BUNDLES)
def test_a_bundle_gives_its_members_or_the_reason(
    source: str, content: bytes, outcome: dict[str, str]
) -> None:
    assert _outcome(content, source) == outcome


TWINS = [
    ("a.txt", "一。"),
    ("空.txt", ""),
    ("a.txt", "二。"),
    ("a.txt_0", "三。"),
    ("a.txt", "四。"),
]


def _tar_of(held: list[tuple[str, str]]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as opened:
        for name, text in held:
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            opened.addfile(info, io.BytesIO(text.encode()))
    return made.getvalue()


def _seven_of(held: list[tuple[str, str]], *, apart: bool = False) -> bytes:
    made = io.BytesIO()
    for name, text in held if apart else [("", "")]:
        made.seek(0)
        with py7zr.SevenZipFile(made, "a" if made.getvalue() else "w") as opened:
            for inside, written in [(name, text)] if apart else held:
                opened.writestr(written.encode(), inside)
    return made.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "content",
    [
        zipped([*TWINS]),
        _tar_of(TWINS),
        _seven_of(TWINS),
        _seven_of(TWINS, apart=True),
    ],
    ids=["zip", "tar", "7z", "7z, each packed apart"],
)
def test_members_of_one_name_are_each_read(content: bytes) -> None:
    found = list(members(content, "a"))
    held = {one[0].source: one[1].decode() for one in found if not isinstance(one, Failure)}
    assert held == {
        "a!/a.txt": "一。",
        "a!/空.txt": "",
        "a!/a.txt#2": "二。",
        "a!/a.txt_0": "三。",
        "a!/a.txt#3": "四。",
    }
    for one in found:
        if not isinstance(one, Failure):
            assert member(content, "a", one[0].route) == one[1]


def _leading_out(name: str) -> bytes:
    """Return a 7z whose first member was renamed to ``name``, as no program of good will does."""
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as opened:
        opened.set_encoded_header_mode(False)
        opened.writestr("一。".encode(), "_" * len(name))
        opened.writestr("二。".encode(), "b.txt")
    content = made.getvalue().replace(
        ("_" * len(name)).encode("utf-16-le"), name.encode("utf-16-le")
    )
    offset, size = struct.unpack("<QQ", content[12:28])
    header = content[32 + offset : 32 + offset + size]
    start = struct.pack("<QQL", offset, size, zlib.crc32(header))
    return content[:8] + struct.pack("<L", zlib.crc32(start)) + start + content[32:]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:\\a.txt", "2018/../../a.txt"])
def test_a_member_of_a_7z_that_leads_out_costs_only_itself(name: str) -> None:
    outcome = _outcome(_leading_out(name), "a.7z")
    assert outcome == {f"a.7z!/{name.replace(chr(92), '/')}": "unsafe-path", "a.7z!/b.txt": "read"}


def test_bundles_inside_bundles_are_read_three_deep() -> None:
    content = zipped([("a.txt", TEXT)])
    for depth in (2, 3, 4):
        content = zipped([(f"{depth}.zip", content), ("b.txt", OTHER)])
    assert _outcome(content, "a.zip") == {
        "a.zip!/4.zip!/3.zip!/2.zip": "too-deep",
        "a.zip!/4.zip!/3.zip!/b.txt": "read",
        "a.zip!/4.zip!/b.txt": "read",
        "a.zip!/b.txt": "read",
    }


def test_a_name_in_gbk_is_read_as_gbk() -> None:
    content = zipped([("@@@@@@@@.txt", TEXT)]).replace(b"@@@@@@@@", "工作总结".encode("gbk"))
    assert list(_outcome(content, "a.zip")) == ["a.zip!/工作总结.txt"]


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    path = tmp_path / "work" / "a.zip"
    path.write_bytes(zipped([("../evil.txt", TEXT), ("ok.txt", TEXT)]))
    monkeypatch.chdir(path.parent)
    assert len(list(read_all(Path("a.zip")))) == 2
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "work", path]


# --- in a batch ---------------------------------------------------------------------------------


def _sources(out: Path) -> tuple[list[str], dict[str, str]]:
    with open_results(out) as results:
        read = sorted(results.table("sources").source)
        failures = results.failures
        failed = dict(zip(failures.source, failures.reason, strict=True))
    return [Path(s).as_posix().split("/in/")[1] for s in read], {
        source.split("/in/")[1]: reason for source, reason in failed.items()
    }


def test_a_bad_member_costs_only_itself_and_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    archive, out = tmp_path / "in", tmp_path / "out"
    archive.mkdir()
    (archive / "plain.txt").write_text(TEXT, encoding="utf-8")
    bundle = archive / "b.zip"
    bundle.write_bytes(zipped([("same.txt", TEXT), ("new.txt", OTHER), ("bad.pdf", b"%PDF-1.4")]))
    first = batch.run([archive], out, jobs=2)
    assert (first.read, first.copies, first.failed, first.opened) == (2, 1, 1, 1)
    read, failed = _sources(out)
    assert read == ["b.zip!/new.txt", "b.zip!/same.txt", "plain.txt"]
    assert failed == {"b.zip!/bad.pdf": "broken-file"}
    again = batch.run([archive], out, jobs=1)
    assert (again.read, again.copies, again.unchanged, again.failed) == (0, 0, 3, 1)


def test_a_changed_bundle_replaces_what_it_held(tmp_path: Path) -> None:
    archive, out = tmp_path / "in", tmp_path / "out"
    archive.mkdir()
    path = archive / "b.zip"
    path.write_bytes(zipped([("a.txt", TEXT), ("../b.txt", OTHER)]))
    batch.run([archive], out, jobs=1)
    path.write_bytes(zipped([("c.txt", OTHER)]))
    batch.run([archive], out, jobs=1)
    assert _sources(out) == (["b.zip!/c.txt"], {})
    path.write_text(TEXT, encoding="utf-8")
    batch.run([archive], out, jobs=1)
    assert _sources(out) == (["b.zip"], {})


def test_a_bundle_of_which_nothing_can_be_read_is_itself_a_failure(tmp_path: Path) -> None:
    archive, out = tmp_path / "in", tmp_path / "out"
    archive.mkdir()
    (archive / "b.zip").write_bytes(_damaged())
    batch.run([archive], out, jobs=1)
    assert _sources(out) == ([], {"b.zip": "broken-file", "b.zip!/a.txt": "broken-file"})
