"""Figures in running text: their value, their unit, and how exactly they are said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.numbers import MANY, Quantity, quantities


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


VALUES = [
    ("about 300 people", 300, "person", "about"),
    ("some 300 villagers", 300, "villager", "about"),
    ("nearly 5,000 homes", 5000, "home", "about"),
    ("up to 40 people", 40, "person", "at most"),
    ("fewer than 12 men", 12, "man", "at most"),
    ("no more than 12 men", 12, "man", "at most"),
    ("no fewer than 12 men", 12, "man", "at least"),
    ("at least 12 women", 12, "woman", "at least"),
    ("more than 2,000 houses", 2000, "house", "at least"),
    ("twelve eggs", 12, "egg", "exact"),
    ("twenty-five men", 25, "man", "exact"),
    ("two hundred and six votes", 206, "vote", "exact"),
    ("ten thousand troops", 10_000, "soldier", "exact"),
    ("a dozen cars", 12, "car", "exact"),
    ("two and a half million", 2.5e6, "", "exact"),
    ("1.2 mln dlrs", 1.2e6, "$", "exact"),
    ("$1.2 million", 1.2e6, "$", "exact"),
    ("$1,200,000", 1.2e6, "$", "exact"),
    ("US$40", 40, "$", "exact"),
    ("£3bn", 3e9, "£", "exact"),
    ("€5m", 5e6, "€", "exact"),
    ("33%", 33, "%", "exact"),
    ("33 per cent", 33, "%", "exact"),
    ("33 pct", 33, "%", "exact"),
    ("a third of the votes", 100 / 3, "%", "exact"),
    ("half of the town", 50, "%", "exact"),
    ("one in ten", 10, "%", "exact"),
    ("2-1/2 pct", 2.5, "%", "exact"),
    ("½ mile", 0.5, "mile", "exact"),
    ("0.5 percentage points", 0.5, "point", "exact"),
    ("once this year", 1, "time", "exact"),
    ("twice", 2, "time", "exact"),
    ("25 basis points", 25, "basis point", "exact"),
    ("a full percentage point", 1, "point", "exact"),
    ("a tenth of a percentage point", 0.1, "point", "exact"),
    ("10 million Corvin shares", 1e7, "share", "exact"),
    ("37.1 C", 37.1, "degree", "exact"),
    ("5 km", 5, "km", "exact"),
    ("one mile", 1, "mile", "exact"),
    ("minus 5 degrees", -5, "degree", "exact"),
    ("the 40-year-old", 40, "age", "exact"),
    ("40 years old", 40, "age", "exact"),
    ("Toller, 58, ran", 58, "age", "exact"),
    ("the firm doubled its prices", 2, "time", "exact"),
    ("dozens of cars", 36, "", "vague"),
    ("hundreds of people", 300, "", "vague"),
    ("tens of thousands", 3e4, "", "vague"),
    ("several men", 6, MANY, "vague"),
    ("٣٠ شخصا", 30, "شخصا", "exact"),
]


@pytest.mark.parametrize(("text", "value", "unit", "exactness"), VALUES, ids=[row[0] for row in VALUES])
def test_a_figure_is_read_by_value_unit_and_exactness(
    text: str, value: float, unit: str, exactness: str
) -> None:
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.exactness) == (unit, exactness)


RANGES = [
    ("between 10 and 20 people", 10, 20, "person"),
    ("10 to 20 people", 10, 20, "person"),
    ("10-20 people", 10, 20, "person"),
    ("3 to 5 million", 3e6, 5e6, ""),
    ("$3 to $5", 3, 5, "$"),
    ("3-1", 3, 1, "score"),
    ("61 votes to 58", 61, 58, "score"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_or_a_score_is_one_figure(text: str, low: float, high: float, unit: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


NO_FIGURES = [
    "at 5 p.m. on May 3, 2024",
    "at 10:40 on Tuesday",
    "in 1987, and since 2011",
    "on 11 September",
    "in the 1990s and the '80s",
    "six hours after noon",
    "a quarter of an hour",
    "half past five",
    "one official said no one was hurt",
    "the Standard 500 Index",
    "Covid-19",
    "",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_times_days_years_and_names_are_no_figures(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize("text", ["third place", "the 3rd time it rained"])
def test_an_ordinal_is_a_figure_only_beside_another(text: str) -> None:
    assert only(text).weak


WEAK = [
    ("1 000 personnes", 1000, "thousands grouped by a space are read as two figures"),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(text, value, marks=pytest.mark.xfail(reason=why, strict=True))
        for text, value, why in WEAK
    ],
)
def test_a_figure_in_a_rarer_spelling_is_read_as_one(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


def test_the_span_holds_hedge_and_unit_and_the_core_the_number_alone() -> None:
    text = "It hurt at least 12 women there."
    figure = only(text)
    assert text[figure.start : figure.end] == "at least 12 women"
    assert text[slice(*figure.core)] == "12"


def test_places_point_into_the_whole_text() -> None:
    text = "He had 5 dogs. She had 7 cats. They had 9 fish."
    assert [text[q.start : q.end] for q in quantities(text, 15, 30)] == ["7 cats"]


OTHER_LANGUAGES = [
    ("12.000 Menschen", 12_000, ""),
    ("2,5 Millionen", 2.5, ""),
    ("33 % der Stimmen", 33, "%"),
    ("1.234.567,5", 1_234_567.5, ""),
]


@pytest.mark.parametrize(("text", "value", "unit"), OTHER_LANGUAGES)
def test_in_another_language_digits_are_read_as_they_are_grouped_there(
    text: str, value: float, unit: str
) -> None:
    (figure,) = quantities(text, english=False)
    assert (figure.value, figure.unit) == (value, unit)


PIECES = st.lists(
    st.sampled_from(
        "about |more than |one |two |hundred |million|dozens |half |a |third |of |the |5|12,|000|.|-| to |%| per cent|$|€|½|1/0|/|people |years old|May |st |and a half |minus |٣|２|²|Ⅷ|\n|’000".split("|")
    ),
    max_size=14,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("english", [True, False])
@given(text=PIECES | st.text())
def test_figures_stand_in_order_inside_any_text(english: bool, text: str) -> None:  # noqa: FBT001
    found = quantities(text, english=english)
    assert all(0 <= q.start <= q.core[0] < q.core[1] <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a million people", 500_000, "person"),
        ("half a billion dollars", 500_000_000, "$"),
        ("half a percentage point", 0.5, "point"),
        ("half a point", 0.5, "point"),
        ("three quarters of a percentage point", 0.75, "point"),
    ],
)
def test_a_half_of_a_scale_or_a_point_is_one_figure(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (value, unit)
