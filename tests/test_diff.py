"""Where two lists of words are equal: the fast way and its plain twin, held to one suite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.diff import Block, blocks, cleaned, matched_share, moves, plain_blocks, same_words
from retold.text.tokens import words

Twin = Callable[[Sequence[str], Sequence[str]], list[Block]]
twins = pytest.mark.parametrize("find", [blocks, plain_blocks], ids=["fast", "plain"])
#: Few different words, so that much is equal and in many ways.
wordings = st.lists(st.sampled_from("the dam broke at dawn and no one fled".split()), max_size=14)


def both(find: Twin, one: str, other: str) -> list[tuple[str, str]]:
    left, right = one.split(), other.split()
    return [
        (
            " ".join(left[b.left : b.left_end]),
            "=" if b.equal else " ".join(right[b.right : b.right_end]),
        )
        for b in find(left, right)
    ]


SCENES = [
    ("the dam broke", "the dam broke", [("the dam broke", "=")]),
    ("the dam broke", "the old dam broke", [("the", "="), ("", "old"), ("dam broke", "=")]),
    ("the old dam broke", "the dam broke", [("the", "="), ("old", ""), ("dam broke", "=")]),
    ("the dam broke", "the dyke broke", [("the", "="), ("dam", "dyke"), ("broke", "=")]),
    ("the dam", "a dyke", [("the dam", "a dyke")]),
    ("", "a dyke", [("", "a dyke")]),
    ("the dam", "", [("the dam", "")]),
    ("", "", []),
]


@twins
@pytest.mark.parametrize(("one", "other", "expected"), SCENES)
def test_blocks_tell_what_is_equal_and_what_stands_for_what(
    find: Twin, one: str, other: str, expected: list[tuple[str, str]]
) -> None:
    assert both(find, one, other) == expected


@twins
@given(left=wordings, right=wordings)
def test_blocks_cover_both_lists_without_a_gap(find: Twin, left: list[str], right: list[str]) -> None:
    found = find(left, right)
    at = (0, 0)
    for block in found:
        assert (block.left, block.right) == at
        assert (block.left_end, block.right_end) != at
        at = block.left_end, block.right_end
    assert at == (len(left), len(right))


@twins
@given(left=wordings, right=wordings)
def test_equal_blocks_are_equal_and_neighbours_differ_in_kind(
    find: Twin, left: list[str], right: list[str]
) -> None:
    found = find(left, right)
    for block in found:
        if block.equal:
            assert left[block.left : block.left_end] == right[block.right : block.right_end]
    assert all(a.equal != b.equal for a, b in pairwise(found))


def equal_words(found: list[Block]) -> int:
    return sum(block.left_end - block.left for block in found if block.equal)


@given(wordings, wordings)
def test_the_fast_way_and_the_plain_one_find_as_many_equal_words(left: list[str], right: list[str]) -> None:
    assert equal_words(blocks(left, right)) == equal_words(plain_blocks(left, right))


@given(wordings, wordings)
def test_as_many_words_are_equal_on_the_way_back(left: list[str], right: list[str]) -> None:
    assert equal_words(blocks(left, right)) == equal_words(blocks(right, left))


@given(wordings, wordings)
def test_clean_up_only_gives_equal_words_up_and_still_covers_both(left: list[str], right: list[str]) -> None:
    found = cleaned(blocks(left, right), left)
    assert equal_words(found) <= equal_words(blocks(left, right))
    at = (0, 0)
    for block in found:
        assert (block.left, block.right) == at
        at = block.left_end, block.right_end
        if block.equal:
            assert left[block.left : block.left_end] == right[block.right : block.right_end]
    assert at == (len(left), len(right))


def test_a_small_word_between_two_reworded_clauses_joins_nothing() -> None:
    left, right = "heavy rain of autumn nights".split(), "strong winds of early spring".split()
    assert len(blocks(left, right)) == 3
    assert cleaned(blocks(left, right), left) == [
        Block(equal=False, left=0, left_end=5, right=0, right_end=5)
    ]


def test_a_small_word_beside_unchanged_words_stays_equal() -> None:
    left, right = "the dam of Hallin broke".split(), "the dam of Hallin burst".split()
    assert cleaned(blocks(left, right), left) == blocks(left, right)


def test_a_clause_that_stands_elsewhere_is_told_as_moved() -> None:
    left = "before dawn on Tuesday the dam above Hallin gave way with a roar".split()
    right = "the dam above Hallin gave way with a roar before dawn on Tuesday".split()
    found = moves(blocks(left, right), left, right)
    assert [left[run.left : run.left_end] for run in found] == ["before dawn on Tuesday".split()]
    assert found[0].right == 9


def test_one_or_two_words_elsewhere_are_no_move() -> None:
    left, right = "dawn broke over the flooded town".split(), "the flooded town over dawn".split()
    assert moves(blocks(left, right), left, right) == []


@given(wordings, wordings)
def test_moved_runs_are_equal_and_never_overlap(left: list[str], right: list[str]) -> None:
    found = moves(blocks(left, right), left, right)
    for run in found:
        assert left[run.left : run.left_end] == right[run.right : run.right_end]
    for side in (0, 1):
        spans = sorted((run[1 + 2 * side], run[2 + 2 * side]) for run in found)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The dam “broke”.", 'the dam "broke"', True),
        ("It rose 5 per cent", "it rose 5%", True),
        ("It rose 5 per cent", "it rose 6 per cent", False),
        ("It was not shut", "It was shut", False),
    ],
)
def test_the_same_words_are_told_from_other_words(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_words(words(one), words(other)) is same


def test_the_matched_share_counts_each_word_once() -> None:
    def even(_: str) -> float:
        return 1.0

    assert matched_share(words("dam dam dam"), words("dam broke at"), even) == pytest.approx(1 / 3)
    assert matched_share(words("the dam"), words("a longer line about the dams"), even) == 1.0
    assert matched_share(words("dam"), words(""), even) == 0.0
