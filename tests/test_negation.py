"""Negations and what they bear on, and words that mean the contrary of each other."""

from __future__ import annotations

import pytest

from retold.text.counterparts import is_content
from retold.text.negation import bare_of_prefix, contrary, loosely_contrary, negations, signs
from retold.text.tokens import stem, words


def read(sentence: str) -> list[tuple[str, str, bool]]:
    """Each negation's words, the first word it bears on, and whether it is soft."""
    found = words(sentence)
    return [
        (
            " ".join(word.form for word in found[one.first : one.last + 1]),
            found[one.heads[0]].form if one.heads else "",
            one.soft,
        )
        for one in negations([word.form for word in found], is_content)
    ]


SCOPES = [
    ("The ferry did not sail.", ("not", "sail", False)),
    ("The ferry didn't sail.", ("not", "sail", False)),
    ("The ferry can't really sail.", ("not", "sail", False)),
    ("The ferry has never been painted.", ("never", "painted", False)),
    ("No lamps burned.", ("no", "lamps", False)),
    ("It sailed without lamps.", ("without", "lamps", False)),
    ("The crew failed to anchor.", ("failed to", "anchor", False)),
    ("The crew refused to anchor.", ("refused to", "anchor", False)),
    ("The crew was unable to anchor.", ("unable to", "anchor", False)),
    ("The crew has yet to anchor.", ("has yet to", "anchor", False)),
    ("The ferry no longer sails.", ("no longer", "sails", False)),
    ("The owner denied smuggling.", ("denied", "smuggling", True)),
    ("The talks collapsed because nobody listened.", ("nobody", "listened", False)),
]


@pytest.mark.parametrize(("sentence", "told"), SCOPES, ids=[row[0] for row in SCOPES])
def test_a_negation_bears_on_the_word_after_it(sentence: str, told: tuple[str, str, bool]) -> None:
    assert told in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["It was not only late.", "No doubt it will sail.", "No 4 sailed.", "It sailed no later than noon."],
)
def test_an_idle_no_negates_nothing(sentence: str) -> None:
    assert not [one for one in read(sentence) if not one[2]]


def test_a_negation_ends_with_its_clause() -> None:
    found = words("It did not sail because lamps burned")
    (one,) = negations([word.form for word in found], is_content)
    assert [found[n].form for n in one.heads] == ["sail"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "fell"), ("profit", "loss"), ("approved", "rejected"), ("guilty", "acquitted"), ("before", "after"), ("increase", "decrease"), ("won", "lost"), ("accepted", "refused"), ("opened", "closed"), ("higher", "lower")],
)  # fmt: skip
def test_contraries_know_each_other(one: str, other: str) -> None:
    assert contrary(stem(one), stem(other))
    assert contrary(stem(other), stem(one))
    assert not contrary(stem(one), stem(one))


def test_no_contrary_is_its_own_and_every_word_of_a_contrast_has_a_sign() -> None:
    for word in ("rose", "fell", "profit", "approved"):
        assert signs(stem(word))
        assert not contrary(stem(word), stem(word))
    assert loosely_contrary(stem("first"), stem("last"))
    assert not loosely_contrary(stem("rose"), stem("fell"))


def test_a_prefix_that_negates_is_taken_off() -> None:
    assert bare_of_prefix("unsafe") == stem("safe")
    assert bare_of_prefix("nonbinding") == stem("binding")
    assert bare_of_prefix("under") is None
    assert bare_of_prefix("safe") is None
