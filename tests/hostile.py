"""A reader that does what a file tells it to: hang, swell, die.  For tests of isolation only.

A file ``{"mock": "hang", "text": "…"}`` names one of ``DEEDS``, after the mock parser of Apache Tika.
The product reads such a file as the text it is; only a run that is given this reader obeys it.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor import reading
from extractor.model import SourceFile

FLOOD = 100 * 2**20  # bytes
LINE = "慰问" * 1000
GRANDCHILD = "a grandchild that should not outlive its batch"


class UnsayableError(Exception):
    def __str__(self) -> str:
        raise ValueError("慰问")


def read(path: Path, source: str, within: Path | None = None) -> SourceFile:
    if path.suffix != ".mock":
        return reading.read(path, source, within)
    told = json.loads(path.read_text(encoding="utf-8"))
    DEEDS[told["mock"]]()
    return reading.decode(told["text"].encode(), source)


def _hang() -> None:
    while True:
        pass


def _swell() -> None:
    held = []
    while True:
        held.append(bytearray(2**22))


def _raise() -> None:
    raise RuntimeError("慰问")


def _raise_unsayable() -> None:
    raise UnsayableError


def _flood() -> None:
    for _ in range(FLOOD // len(LINE.encode())):
        sys.stdout.write(LINE)
    os.write(1, b"x" * 2**20)


def _break_off() -> None:
    faulthandler.disable()  # or it would print where, which is no news
    ctypes.string_at(0)


def _recurse() -> None:
    _recurse()


def _leave_a_grandchild() -> None:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", GRANDCHILD])  # noqa: S603


def _close_everything() -> None:
    os.closerange(3, 256)


DEEDS: dict[str, Callable[[], object]] = {
    "hang": _hang,
    "sleep": lambda: time.sleep(3600),
    "oom": _swell,
    "exit": lambda: os._exit(0),
    "segv": _break_off,
    "raise": _raise,
    "raise_bad_str": _raise_unsayable,
    "stdout_flood": _flood,
    "recursion": _recurse,
    "fork": _leave_a_grandchild,
    "slow_then_ok": lambda: time.sleep(3),
    "kill_parent_pipe": _close_everything,
}
