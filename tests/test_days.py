"""Dates are told as a reader writes them, and as precisely as they were given."""

from __future__ import annotations

import pytest

from retold.report.days import between, when


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024-05-15T06:12:00+02:00", "15 May 2024, 06:12"),
        ("2024-05-15", "15 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-19-01", "2024-19-01"),
        ("yesterday", "yesterday"),
        (None, "no date"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_was_given(written: str | None, told: str) -> None:
    assert when(written) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2024-05-15", "2024-05-16T09:05", "15 to 16 May 2024"),
        ("2024-05-15T06:12", "2024-05-15T09:05", "15 May 2024, 06:12 to 09:05"),
        ("2024-05-15T06:12", "2024-05-16T09:05", "15 May, 06:12 to 16 May 2024, 09:05"),
        ("2024-05-15", "2024-05-15T09:05", "15 May 2024"),
        ("2024-05-30", "2024-06-02", "30 May to 2 June 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 to 2 Jan 2024"),
        ("2024-05", "2024-06-02", "May 2024 to June 2024"),
        ("2024-05", "2024-05-02", "May 2024"),
        ("2024", "2024-05-02", "2024 to 2 May 2024"),
        (None, "2024-05-02", "no date"),
    ],
)
def test_a_span_is_as_precise_as_the_less_precise_of_its_ends(
    first: str | None, last: str | None, told: str
) -> None:
    assert between(first, last) == told
