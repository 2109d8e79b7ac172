"""Linking sentences: one to one, split, joined, moved; verbatim, edited, reworded; and nothing by chance."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from retold import pipeline
from retold.model import Link, Report

Shape = list[tuple[tuple[int, ...], tuple[int, ...], str]]


def report(*paragraphs: str) -> Report:
    return Report("story", "\n".join(paragraphs))


def link(left: Report, right: Report) -> tuple[Link, ...]:
    return pipeline.compare(left, right).links


def shape(links: tuple[Link, ...]) -> Shape:
    return [(item.left, item.right, item.kind) for item in links]


STORY = (
    "A flood gate at the Brannoch Dam gave way late on Tuesday and sent a wall of water through the town of Hallin.",
    "About 1,200 people were moved to a sports hall and two schools on higher ground, the prefecture said.",
    "Prefect Odran Maas said the cause was not yet known and that it was too early to speak of negligence.",
    "The army has sent 140 soldiers and two helicopters to help in the search.",
    "The reservoir holds 38 million cubic metres of water and was built in 1968.",
)
OTHER = (
    "The opera house in Carrow will stage three new works by living composers next season.",
    "Its director called the programme a gamble that the public would thank her for.",
    "Tickets go on sale in September, and students pay half.",
)


def test_a_report_against_itself_is_linked_one_to_one_word_for_word() -> None:
    links = link(report(*STORY), report(*STORY))
    assert shape(links) == [((n,), (n,), "verbatim") for n in range(len(STORY))]
    assert all(item.score == 1.0 and not item.moved for item in links)


KINDS = [
    ("THE ARMY has sent 140 soldiers, and two helicopters, to help in the search!", "verbatim"),
    ("The army has “sent 140 soldiers and two helicopters to help in the search”.", "verbatim"),
    (
        "The army has sent 140 troops and a pair of helicopters to help in the search for the missing.",
        "edited",
    ),
    ("To help in the search, 140 soldiers and two helicopters have been sent by the army.", "edited"),
    ("Troops have joined the hunt for survivors, with a pair of army choppers overhead.", "reworded"),
]


@pytest.mark.parametrize(("retold", "kind"), KINDS, ids=[row[1] + ": " + row[0][:24] for row in KINDS])
def test_a_link_says_how_far_the_wording_is_kept(retold: str, kind: str) -> None:
    right = (*STORY[:3], retold, STORY[4])
    assert shape(link(report(*STORY), report(*right)))[3] == ((3,), (3,), kind)


def test_a_sentence_that_was_split_is_linked_to_both_its_halves() -> None:
    split = (
        STORY[0],
        "About 1,200 people were moved to a sports hall.",
        "Others were moved to two schools on higher ground, the prefecture said.",
        *STORY[2:],
    )
    assert ((1,), (1, 2), "edited") in shape(link(report(*STORY), report(*split)))


def test_two_sentences_that_were_joined_are_linked_to_the_one() -> None:
    joined = (
        *STORY[:3],
        "The army has sent 140 soldiers and two helicopters to help in the search below the reservoir, which holds 38 million cubic metres of water and was built in 1968.",
    )
    assert ((3, 4), (3,), "edited") in shape(link(report(*STORY), report(*joined)))


def test_a_passage_that_stands_elsewhere_has_moved_and_no_other_has() -> None:
    links = link(report(*STORY), report(STORY[4], *STORY[:4]))
    assert [(item.left, item.right) for item in links if item.moved] == [((4,), (0,))]
    assert len(links) == len(STORY)


def test_a_sentence_that_only_one_report_has_is_in_no_link() -> None:
    links = link(report(*STORY), report(*STORY[:2], OTHER[0], *STORY[2:4]))
    assert [item.left for item in links] == [(0,), (1,), (2,), (3,)]
    assert [item.right for item in links] == [(0,), (1,), (3,), (4,)]


def test_reports_of_other_things_get_no_link() -> None:
    assert link(report(*STORY), report(*OTHER)) == ()


@pytest.mark.parametrize("nothing", ["", "...", "\n\n", "Advertisement"])
def test_a_report_without_a_sentence_gets_no_link(nothing: str) -> None:
    assert link(report(nothing), report(*STORY)) == link(report(*STORY), report(nothing)) == ()
    assert link(report(nothing), report(nothing)) == ()


def test_a_text_in_a_script_that_the_encoder_does_not_know_is_linked_by_its_words() -> None:
    left = report("Мэр города сообщил, что мост закрыт.", "Река вышла из берегов ночью.")
    right = report("Река вышла из берегов ночью.", "Мэр города сообщил, что мост закрыт.")
    assert sorted(shape(link(left, right))) == [((0,), (1,), "verbatim"), ((1,), (0,), "verbatim")]


@given(st.permutations(range(len(STORY))))
def test_the_links_are_the_same_whatever_the_order_of_the_paragraphs(order: list[int]) -> None:
    links = link(report(*STORY), report(*(STORY[n] for n in order)))
    assert {(item.left, order[item.right[0]], item.kind) for item in links} == {
        ((n,), n, "verbatim") for n in range(len(STORY))
    }


SENTENCES = (
    *STORY,
    *OTHER,
    *(scene for scene, _ in KINDS),
    "About 1,200 people were moved.",
    "Rain fell.",
    "Rain fell.",
)


@given(st.randoms(use_true_random=False))
def test_swapping_the_reports_mirrors_the_links(source: random.Random) -> None:
    left, right = (report(*source.choices(SENTENCES, k=source.randint(1, 7))) for _ in range(2))
    forth, back = link(left, right), link(right, left)
    assert sorted((i.left, i.right, i.kind, i.score, i.moved, i.id) for i in forth) == sorted(
        (i.right, i.left, i.kind, i.score, i.moved, i.id) for i in back
    )


@given(st.randoms(use_true_random=False))
def test_links_are_one_to_many_and_no_two_hold_the_same_pair(source: random.Random) -> None:
    left, right = (report(*source.choices(SENTENCES, k=source.randint(1, 7))) for _ in range(2))
    links = link(left, right)
    pairs = [(a, b) for item in links for a in item.left for b in item.right]
    assert len(set(pairs)) == len(pairs)
    for item in links:
        assert item.left == tuple(sorted(item.left)) != ()
        assert item.right == tuple(sorted(item.right)) != ()
        assert 1 in (len(item.left), len(item.right))
        assert 0 <= item.score <= 1
        assert (item.score == 1) == (item.kind == "verbatim")


def test_each_link_has_an_id_of_its_own_and_the_same_after_recomputing() -> None:
    left, right = report(*STORY), report(*reversed(STORY))
    ids = [item.id for item in link(left, right)]
    assert len(set(ids)) == len(STORY)
    assert ids == [item.id for item in link(left, right)]
