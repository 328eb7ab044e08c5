"""How well names are read in passages that no rule was fitted to.  Floors only rise."""

from __future__ import annotations

import pytest

from tests.named_people import score

FLOORS = [
    # part   by span  with the role  recipients
    ("open", 0.99, 0.98, 0.98),
    ("kept", 0.90, 0.90, 0.92),
    ("last", 0.99, 0.94, 0.94),
    ("new",  0.94, 0.92, 0.89),
    ("more", 0.92, 0.87, 0.85),
    ("given", 0.97, 0.97, 0.97),
    ("told", 0.96, 0.95, 0.97),
    ("all",  0.97, 0.95, 0.96),
]  # fmt: skip


@pytest.mark.parametrize(("part", "spans", "roles", "recipients"), FLOORS)
def test_names_are_read_as_well_as_before(
    part: str, spans: float, roles: float, recipients: float
) -> None:
    told = score(part)
    assert told.span_f1 >= spans
    assert told.role_f1 >= roles
    assert told.recipient_f1 >= recipients
