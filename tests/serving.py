"""The desk as people run it: a process of its own, asked over the network."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PASSWORD = "correct horse battery"  # noqa: S105  # of the test alone
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(slots=True)
class Desk:
    """A running desk; ``address`` is what it printed."""

    address: str
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        method: str = "",
        **headers: str,
    ) -> Answer:
        """Send one request as the headers say; ``Cookie`` is ours where none is given."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        sent = {"Cookie": self.cookie, **{k.replace("_", "-"): v for k, v in headers.items()}}
        body = None if form is None else urlencode(form)
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        how = method or ("GET" if form is None else "POST")
        connection.putrequest(how, path, skip_host="Host" in sent, skip_accept_encoding=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode() if body is not None else None)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.headers), response.read().decode())
        connection.close()
        return answer

    def enter(self) -> None:
        """Open the address that was printed, as a browser would, and keep the cookie."""
        parts = urlsplit(self.address)
        answer = self.ask(f"/?{parts.query}")
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].split(";")[0]

    def token(self, path: str) -> str:
        """Return the form token of a page."""
        found = re.search(r'name="token" value="([^"]+)"', self.ask(path).body)
        assert found
        return found[1]


@contextmanager
def running(results: Path, *options: str, **environment: str) -> Iterator[Desk]:
    """Run the desk over ``results`` on a free port until the caller is done."""
    command = [sys.executable, "-m", "extractor", "review", str(results), "--port", "0"]
    every = [*command, "--no-browser", "--author", "张三", *options]
    started = subprocess.Popen(  # noqa: S603  # our own command
        every,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert started.stdout
    assert started.stderr
    try:
        address = started.stdout.readline().strip()
        assert address, started.stderr.read()
        yield Desk(address)
    finally:
        started.terminate()
        started.wait(20)
        started.stdout.close()
        started.stderr.close()


def browser_path() -> str:
    """Return the browser the tests drive."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    assert found, "no Chromium: `make test` installs it as root (apt-get install chromium)"
    return found[0]
