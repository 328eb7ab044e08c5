"""Who may look: by the address printed at the start, or, when shared, by the password.

Every start makes new secrets, so that nothing that leaked from an earlier one opens the desk.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field

LONGEST_NAME = 40  # characters
FREE_TRIES = 5  # wrong passwords before each further one has to wait
LONGEST_WAIT = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who may look: the name decisions are signed with, and the token of the forms."""

    author: str
    form_token: str


@dataclass(slots=True)
class Sessions:
    """The sessions of one start of the desk; with a password nobody enters by address alone."""

    author: str
    password: str | None = None
    entry_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _open: dict[str, Session] = field(default_factory=dict)
    _failed: int = 0
    _wait_until: float = 0.0

    @property
    def is_shared(self) -> bool:
        """Whether people enter by password."""
        return self.password is not None

    def find(self, cookie: str | None) -> Session | None:
        """Return the session a cookie names, or nothing."""
        return self._open.get(_digest(cookie)) if cookie else None

    def enter(self, token: str) -> str | None:
        """Return the cookie of a new session for the token of the printed address, or nothing."""
        if self.is_shared or not _same(token, self.entry_token):
            return None
        return self._begin(self.author)

    def sign_in(self, name: str, password: str) -> str | None:
        """Return the cookie of a new session for the right password, or nothing."""
        if self.password is None or self.must_wait():
            return None
        if not _same(password, self.password):
            self._failed += 1
            wait = min(LONGEST_WAIT, 2.0 ** (self._failed - FREE_TRIES))
            self._wait_until = time.monotonic() + (wait if self._failed >= FREE_TRIES else 0)
            return None
        self._failed = 0
        return self._begin(name.strip()[:LONGEST_NAME] or self.author)

    def must_wait(self) -> bool:
        """Whether too many wrong passwords were given just now."""
        return time.monotonic() < self._wait_until

    def _begin(self, author: str) -> str:
        cookie = secrets.token_urlsafe(32)
        self._open[_digest(cookie)] = Session(author, secrets.token_urlsafe(32))
        return cookie


def is_form_of(session: Session, token: str) -> bool:
    """Whether a form that carries ``token`` was made for ``session``."""
    return _same(token, session.form_token)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
