"""What may stand behind an option of the command line: whole numbers, seconds. Anything else is refused in a sentence."""

from __future__ import annotations

import argparse

from .text.printable import printable


def whole(written: str) -> int:
    """A whole number above 0."""
    number = int(written) if written.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{printable(written)} is no whole number above 0")
    return number


def seconds(written: str) -> float:
    """A number of seconds, 0 or more."""
    try:
        found = float(written)
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e9:
        raise argparse.ArgumentTypeError(f"{printable(written)} is no number of seconds")
    return found
