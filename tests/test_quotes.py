"""Stretches in quotation marks: straight, curly, guillemets, single, nested, left open; and apostrophes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.quotes import quoted


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted(text, [(0, len(text))])]


SCENES = [
    ('"I don"t know," he said. "We can go."', ['"I don"t know,"', '"We can go."']),
    ('The "T"s of the sign', ['"T"']),
    ('He said "no" twice.', ['"no"']),
    ("“Yes,” she said, “we can.”", ["“Yes,”", "“we can.”"]),
    ('He said "no," "never" and "not now".', ['"no,"', '"never"', '"not now"']),
    ("«Non», dit-il.", ["«Non»"]),
    ("« Non », dit-il.", ["« Non »"]),
    ("„Nein“, sagte er.", ["„Nein“"]),
    ("»Nein«, sagte er.", ["»Nein«"]),
    ("”Ja”, sade han.", ["”Ja”"]),
    ("「はい」と言った", ["「はい」"]),
    ("``Fine,'' he said.", ["``Fine,''"]),
    ("He said 'no' twice.", ["'no'"]),
    ("‘Fine,’ he said, ‘it’s done.’", ["‘Fine,’", "‘it’s done.’"]),
    ("“He called it ‘a mess’ again,” she said.", ["“He called it ‘a mess’ again,”"]),
    ("\"He called it 'a mess' again,\" she said.", ["\"He called it 'a mess' again,\""]),
    ("‘He called it “a mess” again,’ she said.", ["‘He called it “a mess” again,’"]),
    ("'He called it \"a mess\" again,' she said.", ["'He called it \"a mess\" again,'"]),
    ("'Cause the \"gate\" of the boys' fell", ['"gate"']),
    ("The “gate” (“three”) fell.", ["“gate”", "“three”"]),
    ("“We will go", ["“We will go"]),
    ('"We will go. Both of us.  ', ['"We will go. Both of us.']),
    ("The workers' demands and the mayors' plans", []),
    ("He’s the dogs’ owner, isn't he", []),
    ("the '90s and the '80s", []),
    ("'Tis the season", []),
    ('a 12" pipe and "good" news', ['"good"']),
    ("5' 10\" tall", []),
    ("rock 'n' roll", []),
    ("no marks", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCENES)
def test_a_quotation_runs_from_mark_to_mark(text: str, expected: list[str]) -> None:
    assert found(text) == expected


WEAK = [
    ("‹Bien›, dit-il.", ["‹Bien›"], "single guillemets are not read"),
    ("‚Gut‘, sagte er.", ["‚Gut‘"], "German single marks are not read"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, want, marks=pytest.mark.xfail(reason=why, strict=True)) for text, want, why in WEAK],
)
def test_a_harder_case_is_read_as_its_readers_do(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_speech_over_paragraphs_opens_each_and_closes_only_the_last() -> None:
    text = "Maas said: “We warned them.\n“We warned them twice.\n“Nobody wrote back.” He left."
    spans = quoted(text, [(0, 27), (28, 50), (51, len(text))])
    assert [text[a:b] for a, b in spans] == [
        "“We warned them.",
        "“We warned them twice.",
        "“Nobody wrote back.”",
    ]


def test_a_mark_left_open_does_not_run_into_the_next_paragraph() -> None:
    text = '"We warned them.\nThe town was dry.'
    assert [text[a:b] for a, b in quoted(text, [(0, 16), (17, len(text))])] == ['"We warned them.']


MARKED = [
    "The firm said it was “sorry” and that the hoist was “old, but sound”, Maas's office said.",
    "“It went off like dynamite,” she said. “Then our road had turned into rapids.”",
]


@pytest.mark.parametrize("text", MARKED)
@pytest.mark.parametrize(
    "marks", ['""', "«»", "„“", "„”", "‘’"], ids=["straight", "guillemets", "german", "polish", "single"]
)
def test_the_same_words_are_quoted_whatever_the_marks(text: str, marks: str) -> None:
    other = text.replace("“", marks[0]).replace("”", marks[1])
    assert quoted(other, [(0, len(other))]) == quoted(text, [(0, len(text))])


PIECES = st.lists(
    st.sampled_from(["“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "dam", " ", "\n", ".", ",", "s", "5", "「", "」"]), max_size=30
).map("".join)  # fmt: skip


@given(PIECES | st.text(), st.integers(0, 20))
def test_quotations_never_overlap_nor_leave_their_paragraph(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    spans = quoted(text, [(0, cut), (cut, len(text))])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= cut or start >= cut for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
