"""Word steps: from one wording to the other and back, to the letter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from retold.model import Span, Step
from retold.steps import Stretch, mirrored, replay, word_steps
from retold.text.tokens import words


def stretch(sentences: Sequence[str], between: str = " ") -> Stretch:
    """Sentences as they stand in a text, with something before, between and after them."""
    text, spans = "Head. ", list[Span]()
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + between
    return Stretch(text + "Tail.", tuple(spans), tuple(tuple(words(text, *span)) for span in spans))


def told(left: str, right: str) -> list[tuple[str, str, str]]:
    one, other = stretch([left]), stretch([right])
    return [
        (step.kind, one.text[slice(*step.left)], other.text[slice(*step.right)])
        for step in word_steps(one, other)
    ]


SCENES = [
    ("The dam broke.", "The dam broke.", [("equal", "The dam broke.", "The dam broke.")]),
    (
        "The dam broke.",
        "The old dam broke.",
        [("equal", "The ", "The "), ("inserted", "", "old "), ("equal", "dam broke.", "dam broke.")],
    ),
    (
        "The old dam broke.",
        "The dam broke.",
        [("equal", "The ", "The "), ("deleted", "old ", ""), ("equal", "dam broke.", "dam broke.")],
    ),
    (
        "The dam broke.",
        "The dyke broke.",
        [("equal", "The ", "The "), ("replaced", "dam ", "dyke "), ("equal", "broke.", "broke.")],
    ),
    (
        "Prices rose 5 per cent.",
        "Prices rose 5%.",
        [("equal", "Prices rose ", "Prices rose "), ("folded", "5 per cent.", "5%.")],
    ),
    ("He said “no”.", 'He said "no".', [("equal", "He ", "He "), ("folded", "said “no”.", 'said "no".')]),
    ("The colour faded.", "The color faded.", [("equal", "The ", "The "), ("folded", "colour ", "color "), ("equal", "faded.", "faded.")]),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), SCENES)
def test_steps_tell_what_became_of_each_word(
    left: str, right: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(left, right) == expected


def test_a_clause_that_stands_elsewhere_has_moved() -> None:
    found = told(
        "Before dawn on Tuesday the dam above Hallin gave way with a roar.",
        "The dam above Hallin gave way with a roar before dawn on Tuesday.",
    )
    assert ("moved", "Before dawn on Tuesday ", "before dawn on Tuesday.") in found
    assert not any(kind in ("inserted", "deleted", "replaced") for kind, _, _ in found)


def test_two_sentences_joined_are_walked_over_both() -> None:
    one, other = (
        stretch(["The dam broke.", "The town fled."], "\n\n"),
        stretch(["The dam broke and the town fled."]),
    )
    steps = word_steps(one, other)
    assert [step.kind for step in steps if step.kind == "inserted"] == ["inserted"]
    assert replay(steps, one.text, other.text) == "The dam broke and the town fled."


SENTENCE = st.lists(
    st.sampled_from(
        ["the", "The", "dam", "of", "Hallin", "broke", "at", "dawn", "5", "per cent", "%", "“no”", '"no"', "don't", "👍🏽", "e\u0301t", "北京", "colour", "color", "—", "...", "won't"]
    ),
    min_size=1,
    max_size=9,
).map(" ".join)  # fmt: skip
SIDE = st.lists(SENTENCE | st.text(min_size=1, max_size=12), min_size=1, max_size=3)


def written(side: Stretch) -> str:
    return "".join(side.text[span.start : span.end] for span in side.sentences)


@given(SIDE, SIDE, st.sampled_from([" ", "", "\n\n"]))
def test_replayed_steps_write_the_right_sentences_to_the_letter(
    left: list[str], right: list[str], between: str
) -> None:
    one, other = stretch(left, between), stretch(right, between)
    assert replay(word_steps(one, other), one.text, other.text) == written(other)


@given(SIDE, SIDE)
def test_mirrored_steps_write_the_left_sentences_to_the_letter(left: list[str], right: list[str]) -> None:
    one, other = stretch(left), stretch(right)
    assert replay(mirrored(word_steps(one, other)), other.text, one.text) == written(one)


@given(SIDE, SIDE)
def test_steps_mirrored_twice_are_the_steps_again(left: list[str], right: list[str]) -> None:
    steps = word_steps(stretch(left), stretch(right))
    assert sorted(mirrored(mirrored(steps)), key=sorting) == sorted(steps, key=sorting)


def sorting(step: Step) -> tuple[str, Span, Span]:
    return step.kind, step.left, step.right


@given(SIDE)
def test_a_side_against_itself_is_all_equal(side: list[str]) -> None:
    one = stretch(side)
    assert {
        step.kind for step in word_steps(one, one) if step.left != step.right or step.kind != "equal"
    } == set()


@given(SIDE, SIDE)
def test_every_character_of_both_sides_stands_in_exactly_one_step(left: list[str], right: list[str]) -> None:
    one, other = stretch(left), stretch(right)
    steps = word_steps(one, other)
    for side, spans in ((one, [step.left for step in steps]), (other, [step.right for step in steps])):
        covered = sorted(n for span in spans for n in range(span.start, span.end))
        assert covered == [n for span in side.sentences for n in range(span.start, span.end)]


@given(SIDE, SIDE)
def test_the_empty_side_of_a_step_is_an_empty_span_and_no_other_side_is(
    left: list[str], right: list[str]
) -> None:
    for step in word_steps(stretch(left), stretch(right)):
        empty = step.left.start == step.left.end, step.right.start == step.right.end
        assert empty == {"inserted": (True, False), "deleted": (False, True)}.get(step.kind, (False, False))
