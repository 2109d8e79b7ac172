"""What would steer a terminal is shown, and text is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from retold.text.printable import Breaks, printable

SHOWN = (
    ("a red\x1b[31m word", "a red\\x1b[31m word"),
    ("bell\x07", "bell\\x07"),
    ("zero\x00byte", "zero\\x00byte"),
    ("delete\x7f", "delete\\x7f"),
    ("one-byte CSI \x9b2J", "one-byte CSI \\x9b2J"),
    ("fdp.\u202etxt", "fdp.\\u202etxt"),
    ("\u2066isolate\u2069", "\\u2066isolate\\u2069"),
    ("mark\u200e\u200f\u061c", "mark\\u200e\\u200f\\u061c"),
    ("line\nend\tand\r", "line\\nend\\tand\\r"),
    ("separator\u2028here", "separator\\u2028here"),
    ("half \ud83d", "half \\ud83d"),
)

LEFT_ALONE = (
    "Plain words, “curly marks” – and a dash.",
    "שלום מן הנמל",
    "الميناء مغلق",
    "e\u0301 combining, 👩‍👩‍👧 joined, 🇳🇴 flag",
    "市長は金曜日に述べた。",
    "",
)


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_what_would_steer_a_terminal_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_text_of_any_script_is_left_alone(text: str) -> None:
    assert printable(text) == text


def test_line_ends_become_spaces_where_one_line_is_wanted() -> None:
    assert printable("one\r\ntwo\tthree\u2029four", breaks="space") == "one  two three four"


def test_line_ends_are_kept_where_lines_are_wanted_but_no_line_is_overwritten() -> None:
    assert printable("one\r\ntwo\rthree\tfour", breaks="keep") == "one\ntwo\\rthree\tfour"


@given(st.text(st.characters(codec=None)), st.sampled_from(["escape", "space", "keep"]))
def test_nothing_printed_is_a_control_character_or_fails_to_encode(text: str, breaks: Breaks) -> None:
    shown = printable(text, breaks=breaks)
    shown.encode("utf-8")
    kept = "\n\t" if breaks == "keep" else ""
    assert all(unicodedata.category(letter) != "Cc" or letter in kept for letter in shown)
    assert printable(shown, breaks=breaks) == shown
