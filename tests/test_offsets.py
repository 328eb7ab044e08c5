import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.offsets import Edit, Span, apply_edits, compose


@st.composite
def edits_over(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits over ``text``, in order, without overlaps, some of them touching."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [
        Edit(Span(start, end), draw(st.text("甲乙丙1", max_size=3)), draw(st.sampled_from("ab")))
        for start, end in pairs
    ]


@st.composite
def two_stages(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    text = draw(st.text("困难职工3万元 ", max_size=30))
    first = draw(edits_over(text))
    return text, first, draw(edits_over(apply_edits(text, first)[0]))


@given(two_stages())
def test_composed_edits_do_what_the_two_stages_do(
    stages: tuple[str, list[Edit], list[Edit]],
) -> None:
    text, first, second = stages
    middle, _ = apply_edits(text, first)
    wanted, _ = apply_edits(middle, second)
    assert apply_edits(text, compose(text, first, second))[0] == wanted


@given(two_stages())
def test_composed_edits_are_in_order_and_do_not_overlap(
    stages: tuple[str, list[Edit], list[Edit]],
) -> None:
    composed = compose(*stages)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(composed))


@given(two_stages())
def test_text_outside_the_edits_maps_to_the_same_text(
    stages: tuple[str, list[Edit], list[Edit]],
) -> None:
    text = stages[0]
    composed = compose(*stages)
    new, offsets = apply_edits(text, composed)
    done = shift = 0
    for edit in composed:
        kept = Span(done + shift, edit.span.start + shift)
        assert offsets.to_original(kept).slice(text) == kept.slice(new) or not kept.slice(new)
        done = edit.span.end
        shift += len(edit.replacement) - (edit.span.end - edit.span.start)


def test_edits_that_meet_become_one_named_after_the_larger() -> None:
    first = [Edit(Span(2, 3), "1", "width")]
    second = [Edit(Span(1, 4), "十一", "longer")]
    assert compose("共捐１万元", first, second) == [Edit(Span(1, 4), "十一", "longer")]


def test_an_edit_undone_by_the_next_stage_is_no_edit() -> None:
    assert compose("甲乙", [Edit(Span(0, 1), "丙", "a")], [Edit(Span(0, 1), "甲", "b")]) == []


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping edits at 1: b"):
        apply_edits("甲乙丙", [Edit(Span(0, 2), "", "a"), Edit(Span(1, 3), "", "b")])


def test_many_edits_compose_without_a_quadratic_step() -> None:
    chance = random.Random(7)  # noqa: S311
    text = "".join(chance.choices("慰问金12万元", k=60_000))
    first = [Edit(Span(i, i + 1), "", "a") for i in range(0, 60_000, 3)]
    second = [Edit(Span(i, i + 1), "甲", "b") for i in range(0, 39_000, 2)]
    composed = compose(text, first, second)
    middle, _ = apply_edits(text, first)
    assert apply_edits(text, composed)[0] == apply_edits(middle, second)[0]
