"""The names of comparisons and passages: they depend on what is compared and where it stands."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 12


def short_name(key: str) -> str:
    """Return the name of what ``key`` tells apart from all else: the first digits of its digest.

    >>> short_name("a"), short_name("b")
    ('ca978112ca1b', '3e23e8160039')
    """
    return sha256(key.encode()).hexdigest()[:DIGITS]
