"""Slips of the pen in figures."""

from __future__ import annotations

import pytest

from retold.slips import is_slip, slips


@pytest.mark.parametrize(
    "pair", [(84_000, 48_000), (140, 104), (12_000, 1_200), (1_250, 12_500), (1_987, 1_978)]
)
def test_figures_that_can_be_slips_of_each_other(pair: tuple[int, int]) -> None:
    assert is_slip(*pair)
    assert is_slip(*pair[::-1])


@pytest.mark.parametrize("pair", [(140, 140), (14, 41), (100, 1_000), (140, 150), (104, 410), (84_000, 480)])
def test_figures_that_are_two(pair: tuple[int, int]) -> None:
    assert not is_slip(*pair)
    assert not is_slip(*pair[::-1])


def test_the_slip_is_what_came_after_two_publishers_had_the_other_figure() -> None:
    told = ["84,000 barrels", "84,000 barrels", "48,000 barrels", "84,000 barrels", "48,000 barrels"]
    found = slips([one.split() for one in told], ["wire", "courier", "metro", "herald", "blog"])
    assert found == [{}, {}, {48_000: 84_000}, {}, {48_000: 84_000}]


@pytest.mark.parametrize(
    ("told", "publishers"),
    [
        (["84,000 barrels", "48,000 barrels", "48,000 barrels"], ["wire", "metro", "blog"]),
        (["84,000 barrels", "84,000 barrels", "48,000 barrels"], ["wire", "wire", "blog"]),
        (["84,000 barrels", "84,000 barrels", "48,000 tonnes"], ["wire", "metro", "blog"]),
        (["84,000 barrels", "84,000 barrels", "48,000 barrels of 84,000 barrels"], ["wire", "metro", "blog"]),
    ],
    ids=["one report alone had the other", "one publisher had it", "of other things", "both stand there"],
)
def test_what_may_be_no_slip(told: list[str], publishers: list[str]) -> None:
    assert not any(slips([one.split() for one in told], publishers))
