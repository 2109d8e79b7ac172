"""What may stand behind an option."""

from __future__ import annotations

import argparse

import pytest

from retold import arguments


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("007", 7), ("120", 120)])
def test_whole_numbers(written: str, number: int) -> None:
    assert arguments.whole(written) == number


@pytest.mark.parametrize("written", ["0", "-1", "1.5", "", "many", "1e3", "²", "\x1b[31m"])
def test_no_whole_number_is_said_in_printable_words(written: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no whole number above 0") as told:
        arguments.whole(written)
    assert "\x1b" not in str(told.value)


@pytest.mark.parametrize(("written", "number"), [("0", 0.0), ("2.5", 2.5)])
def test_seconds(written: str, number: float) -> None:
    assert arguments.seconds(written) == number


@pytest.mark.parametrize("written", ["-1", "nan", "inf", "soon", ""])
def test_no_seconds(written: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no number of seconds"):
        arguments.seconds(written)
