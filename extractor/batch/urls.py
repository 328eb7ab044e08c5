"""Files of other file systems, by the URL fsspec knows them by: listed, dated and fetched.

What a library of theirs raises while it does so is said as it says it, behind a sentence of ours.
A URL at which nothing can be looked at is a failure like a folder that cannot be opened; one that
no installed library reads stops the run, since only another call mends that.  So does a chain of
systems (zip://总结.txt::https://…), whose files could not be named so that they are found again; a
bundle is unpacked where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from extractor.batch.walking import STAGE, missing
from extractor.errors import ClusterError
from extractor.model import Failure
from extractor.store import needed

FETCH = "read"  # the stage at which a file that was listed cannot be had
UNREADABLE = "{url}: cannot be opened: {error}; check the URL, or install what reads it"
CHAINED = (
    "{url}: a chain of URLs (::) is not read; give the URL behind the last ::, {inner}; a bundle "
    "there is unpacked"
)
ADDRESS = re.compile(r"//\[[0-9A-Fa-f:.]*\]")  # of a machine, and no chain: http://[::1]/
# What listings call the time of the last change: local, sftp, smb; s3; Azure; WebDAV; Google; http.
CHANGED = ("mtime", "LastModified", "last_modified", "modified", "updated", "Last-Modified")


@dataclass(frozen=True, slots=True)
class Remote:
    """A file by its URL, and when it was last changed, where that is told."""

    url: str
    changed: datetime | None


def file_system(url: str) -> tuple[Any, str]:
    """Return the file system ``url`` belongs to, and what the file is called there."""
    try:
        system, inside = needed("fsspec", "cluster").core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise ClusterError(UNREADABLE, url=url, error=error) from error
    return system, inside


def found_at(url: str, *, dated: bool) -> list[Remote] | Failure:
    """Return the files at ``url``, a file or a folder; when they were changed if that is asked."""
    if "::" in ADDRESS.sub("//", url):
        raise ClusterError(CHAINED, url=url, inner=url.rpartition("::")[2])
    system, inside = file_system(url)
    try:
        listed: Mapping[str, Mapping[str, object]] = system.find(inside, detail=True)
        files = [
            Remote(system.unstrip_protocol(path), _changed(system, path, told) if dated else None)
            for path, told in sorted(listed.items())
        ]
    except Exception as error:  # noqa: BLE001  # whatever a library of theirs raises
        return unreachable(url, error)
    return files or missing(url)


def fetch(url: str, to: Path) -> Failure | None:
    """Copy the file at ``url`` to the path ``to``, or say why it cannot be had."""
    system, inside = file_system(url)
    try:
        system.get_file(inside, str(to))
    except FileNotFoundError:
        return replace(missing(url), stage=FETCH)
    except Exception as error:  # noqa: BLE001  # whatever a library of theirs raises
        return replace(unreachable(url, error), stage=FETCH)
    return None


def unreachable(url: str, error: Exception) -> Failure:
    """Return the failure of a URL at which nothing could be looked at."""
    said = f"{url}: cannot be reached: {str(error) or type(error).__name__}"
    return Failure(url, None, None, STAGE, "unreachable", said)


def _changed(system: Any, path: str, told: Mapping[str, object]) -> datetime | None:  # noqa: ANN401
    """Return when a file was changed, as its listing says, or else as its file system does."""
    named = (moment(told[name]) for name in CHANGED if name in told)
    known = next((at for at in named if at is not None), None)
    if known is not None:
        return known
    try:
        return moment(system.modified(path))
    except (NotImplementedError, LookupError, TypeError, ValueError, OSError):
        return None


def moment(told: object) -> datetime | None:
    """Return a time told as seconds, an object or words; without a zone it is taken for UTC.

    >>> moment(0.0), moment("2020-01-31T08:00:00Z"), moment("Wed, 21 Oct 2015 07:28:00 GMT")
    (datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), \
datetime.datetime(2020, 1, 31, 8, 0, tzinfo=datetime.timezone.utc), \
datetime.datetime(2015, 10, 21, 7, 28, tzinfo=datetime.timezone.utc))
    """
    match told:
        case datetime():
            return told if told.tzinfo else told.replace(tzinfo=UTC)
        case int() | float():
            return datetime.fromtimestamp(told, UTC)
        case str():
            for read in (datetime.fromisoformat, parsedate_to_datetime):
                try:
                    return moment(read(told))
                except ValueError:
                    continue
        case _:
            pass
    return None
