"""Marks of certainty: what they say, how strongly, and what they bear on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.counterparts import is_content
from retold.text.modality import Mark, marks
from retold.text.tokens import words


def read(sentence: str) -> list[tuple[Mark, str, str]]:
    found = words(sentence)
    return [
        (mark, " ".join(word.form for word in found[mark.first : mark.last + 1]), found[mark.heads[0]].form)
        for mark in marks([word.form for word in found], is_content)
    ]


MARKED = [
    ("The mill may close.", "hedge", "may", "close"),
    ("The mill will probably close.", "hedge", "probably", "close"),
    ("The mill is expected to close.", "hedge", "is expected to", "close"),
    ("The smoke may have come from the mill.", "hedge", "may have", "come"),
    ("The mill reportedly closed.", "hedge", "reportedly", "closed"),
    ("The alleged burglar ran.", "hedge", "alleged", "burglar"),
    ("Owners must repair the mill.", "duty", "must", "repair"),
    ("Owners should repair the mill.", "duty", "should", "repair"),
    ("The mill will close.", "coming", "will", "close"),
    ("Owners hope to sell the mill.", "coming", "hope to", "sell"),
    ("Owners tried to sell the mill.", "coming", "tried to", "sell"),
    ("The town proposed a toll.", "status", "proposed", "toll"),
    ("The town imposed a toll.", "status", "imposed", "toll"),
    ("The miller was convicted of arson.", "guilt", "was convicted of", "arson"),
    ("Records suggest negligence.", "evidence", "suggest", "negligence"),
    ("Most mills closed.", "share", "most", "mills"),
]


@pytest.mark.parametrize(("sentence", "scale", "said", "head"), MARKED, ids=[row[0] for row in MARKED])
def test_a_mark_is_read_with_what_it_bears_on(sentence: str, scale: str, said: str, head: str) -> None:
    assert (scale, said, head) in [(mark.scale, words_, bears) for mark, words_, bears in read(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He wrote his last will in the mill.",
        "They met in May 1990.",
        "It closed due to the flood.",
        "It opened in May.",
    ],
)
def test_words_in_another_use_are_no_marks(sentence: str) -> None:
    assert not [one for one in read(sentence) if one[0].scale in ("hedge", "coming")]


def strength(sentence: str) -> float:
    return read(sentence)[0][0].strength


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("It may close.", "It will close."),
        ("It might possibly close.", "It is likely to close."),
        ("It is likely to close.", "It is almost certain to close."),
        ("They should pay.", "They must pay."),
        ("They hope to pay.", "They plan to pay."),
        ("They proposed a toll.", "They imposed a toll."),
        ("He was charged with arson.", "He was convicted of arson."),
        ("Records suggest arson.", "Records prove arson."),
        ("Some mills closed.", "All mills closed."),
    ],
)
def test_strengths_stand_in_the_order_a_reader_gives_them(weaker: str, stronger: str) -> None:
    assert strength(weaker) < strength(stronger)


@given(
    st.lists(
        st.sampled_from("may will the mill is likely to close must not be all some of proposed a".split())
    )
)
def test_marks_stand_in_order_and_never_overlap(forms: list[str]) -> None:
    found = marks(forms, is_content)
    assert all(a.last < b.first for a, b in pairwise(found))
    assert all(
        mark.last < head < len(forms) for mark in found for head in mark.heads if mark.scale != "evidence"
    )
