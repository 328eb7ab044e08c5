"""Which rules read a document: a fingerprint that changes whenever a result could.

It covers this package's code and word tables, the tables that the user adds, and the releases of
the libraries the stages rest on.
The command line, the store, the views, the wording of messages and what reads the tables make no
result and are left out; so is what compares reports, since that is done anew after every run.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor import __version__, lexicon, reading
from extractor.mentions.names import votes

HOME = Path(reading.__file__).parents[1]
NO_RESULT = {
    "analysing",
    "cli",
    "batch",
    "comparing",
    "deciding",
    "evaluating",
    "locale",
    "plotting",
    "report",
    "review",
    "store",
    "__pycache__",
}
LIBRARIES = ("cn2an", "jieba", "opencc", "pypinyin", "regex")
# What reads the formats, where it is installed: with it a file that failed may be read.
READERS = (
    "ofdkit",
    "onnxruntime",
    "pdfplumber",
    "py7zr",
    "pypdfium2",
    "python-calamine",
    "rapidocr",
    "rars",
    "striprtf",
    "wps2md",
)


def fingerprint() -> str:
    """Return the release and 12 hex digits, the same wherever the same code is installed.

    A model of names that the user chose makes other results, so it makes another fingerprint.
    """
    chosen = votes.fingerprint()
    digest = _of_code()
    if chosen:
        digest = hashlib.sha256(f"{digest} {chosen}".encode()).hexdigest()
    return f"{__version__}+{digest[:12]}"


@lexicon.derived
def _of_code() -> str:
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for library in READERS:
        digest.update(f"{library} {_version(library)}\n".encode())
    for path in sorted(HOME.rglob("*")):
        inside = path.relative_to(HOME)
        if path.is_file() and NO_RESULT.isdisjoint(inside.parts):
            digest.update(f"{inside.as_posix()}\n".encode() + path.read_bytes())
    for path in lexicon.added():
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
