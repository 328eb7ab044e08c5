"""The search for lost bytes follows what it would follow if it looked at everything."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.restoring.choices import Choices, before_dropped, of_row, prospects, with_trail
from extractor.restoring.fluency import Fluency, Vocabulary, extend, outlook, start
from extractor.restoring.hypotheses import ALIKE, HOPELESS, Branch, Hypothesis, best

PAGE = Vocabulary.of("困难职工代表座谈会，慰问金发放到户，走基层送温暖，根据上级通知精神")
TEXTS = ["", "。", "慰", "，根", "困难职", "发放慰问", "送温", "12", "，按", "走基"]
LEADS = tuple(range(0xB0, 0xF8))
CHOICES = [
    with_trail(LEADS, 0xCE),
    with_trail((0xCE,), 0xCA),
    with_trail((0xA3, 0xB0, 0xD6), 0xAC),
    with_trail((0x81,), 0x7E),
    of_row(0xCE),
    of_row(0xA1),
    before_dropped((0xD6,), -11.0),
    before_dropped(LEADS, -7.6),
]


def after(text: str) -> Fluency:
    fluency = start(PAGE)
    for char in text:
        fluency = extend(fluency, char)
    return fluency


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("choices", CHOICES)
def test_choices_are_ranked_as_they_are_worth_one_by_one(text: str, choices: Choices) -> None:
    fluency = after(text)
    ranked = list(prospects(fluency, choices))
    worth = [outlook(fluency, plain) for _, plain in choices.pairs]
    assert {place: (score, -cost) for cost, place, score in ranked} == dict(enumerate(worth))
    costs = [cost for cost, _, _ in ranked]
    assert costs == pytest.approx(sorted(costs), abs=1e-9)


branches = st.builds(
    lambda text, choices, penalty, leads, is_split: Branch(
        Hypothesis(after(text), text, (0xB0,), penalty, is_split=is_split), choices, (), leads
    ),
    st.sampled_from(TEXTS),
    st.sampled_from(CHOICES),
    st.sampled_from([0.0, -6.0, -15.0]),
    st.sampled_from([None, (), (0xA1,)]),
    st.booleans(),
)
made = st.builds(lambda text: Hypothesis(after(text), text), st.sampled_from(TEXTS))


def against(char: str, _: str | None) -> float:
    """Return what a page may have against a character: much, little or nothing."""
    return (0.0, 0.0, -6.0, -9.0)[ord(char) % 4]


@given(found=st.lists(branches | made, max_size=8), width=st.sampled_from([1, 3, 12, 48]))
@settings(max_examples=150, deadline=None)
def test_those_are_followed_that_sorting_all_would_find(
    found: list[Branch | Hypothesis], width: int
) -> None:
    assert best(found, against, width) == sorted_out(found, width)


def sorted_out(found: list[Branch | Hypothesis], width: int) -> list[Hypothesis]:
    """Return what ``best`` is to find: every step made, weighed and sorted."""
    ranked = sorted((new for one in found for new in all_made(one)), key=lambda new: new[0])
    alike: Counter[object] = Counter()
    kept = []
    for cost, h in ranked:
        alike[h.going_on] += 1
        if alike[h.going_on] <= ALIKE and cost <= ranked[0][0] + HOPELESS:
            kept.append(h)
    return kept[:width]


def all_made(one: Branch | Hypothesis) -> list[tuple[float, Hypothesis]]:
    """Return the hypotheses, each with its cost."""
    if isinstance(one, Hypothesis):
        return [(-one.promise, one)]
    steps = (step.weighed(against) for step in sorted(one.steps(0), key=lambda step: step.order))
    return [(step.cost, step.made()) for step in steps]
