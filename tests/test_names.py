"""Names in running text: where they begin and end, what they are, and when two are one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.known_names import Known
from retold.text.names import Name, names
from retold.text.same_name import misspelt, other_office, same
from retold.text.tokens import words


def read(text: str) -> list[str]:
    """The names of a text of one sentence, as they stand."""
    return [text[name.start : name.end] for name in names(text, [(0, len(text))])[0]]


def one(text: str) -> Name:
    """The last name of a sentence."""
    return names(text, [(0, len(text))])[0][-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the painter Sefa Adeyemi left for Ghent on Monday.", ["Sefa Adeyemi", "Ghent"]),
        ("He met U.S. Treasury Secretary Paul Hask there.", ["U.S.", "Treasury Secretary Paul Hask"]),
        ("a bank owned by J. R. Holm and Corvin & Sons Ltd closed.", ["J. R. Holm", "Corvin & Sons Ltd"]),
        ("the head of the Food and Drug Administration spoke.", ["Food and Drug Administration"]),
        ("shares of Halden Corp <HLD> and Varo.O fell.", ["Halden Corp", "Varo"]),
        ("an order by the Ministry of Justice was read.", ["Ministry of Justice"]),
        ("the Iran-Iraq border and the Phoenix-based firm Corda.", ["Iran", "Iraq", "Phoenix", "Corda"]),
        ("he was born in Sanford, Fla., in May.", ["Sanford, Fla."]),
        ("the U.S. Has offered help.", ["U.S."]),
        ("a case of COVID-19 was found by Ines Lobo's doctor.", ["Ines Lobo"]),
        ("it was Elders' rival Nordmat that won.", ["Elders", "Nordmat"]),
        ("a flight with the van der Berg family.", ["Berg"]),
        ("a talk by Pieter van der Berg.", ["Pieter van der Berg"]),
        ("nobody was hurt.", []),
    ],
)  # fmt: skip
def test_a_name_is_a_run_of_capitalised_words(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ministers met in Oskil.", ["Oskil"]),
        ("Nobody said Oskil was safe.", ["Oskil"]),
        ("Lumen Air said so.", ["Lumen Air"]),
        ("Prices rose and Nordmat said so.", ["Nordmat"]),
        ("Police Chief Duarte Reis said so.", ["Police Chief Duarte Reis"]),
    ],
)
def test_the_word_that_opens_a_sentence_is_a_name_only_where_something_says_so(
    text: str, found: list[str]
) -> None:
    assert read(text) == found


def test_a_word_that_stands_capitalised_elsewhere_is_a_name_at_the_opening_too() -> None:
    text = "Halcyon landed. The probe Halcyon sent a picture."
    first, second = names(text, [(0, 15), (16, len(text))])
    assert [text[n.start : n.end] for n in (*first, *second)] == ["Halcyon", "Halcyon"]
    assert first[0].sure


def test_a_word_that_stands_in_small_letters_elsewhere_is_none() -> None:
    text = "Butter was dear. They sold butter in Oskil."
    first, _ = names(text, [(0, 16), (17, len(text))])
    assert first == []


def test_a_headline_in_capitals_is_read_by_what_the_text_knows() -> None:
    text = "OSKIL GRAIN LIFT IS SHELLED\nThe grain lift at Oskil was shelled."
    first, _ = names(text, [(0, 27), (28, len(text))])
    assert [text[n.start : n.end] for n in first] == ["OSKIL"]


SAME = [
    ("he met Mr Holm.", "he met Jonas Holm."),
    ("he met J. Holm.", "he met Jonas Holm."),
    ("he met Bill Holm.", "he met William Holm."),
    ("in the U.S. there", "in the United States there"),
    ("the American army", "the army of America"),
    ("a summit in Kiev.", "a summit in Kyiv."),
    ("with Volodymyr Zelenskyy.", "with Volodymyr Zelensky."),
    ("with Yusuf Khatib.", "with Yusuf Hatib."),
    ("for the World Grain Organization.", "for the WGO."),
    ("the firm Halden Corp.", "the firm Halden."),
    ("for the Department of Justice.", "for the Justice Department."),
    ("talks with Tokyo.", "talks with Japan."),
    ("the EC agreed", "the Community agreed"),
    ("the Lusava Medical Center.", "the Lusava Hospital Center."),
    ("the Varo Stock Markets index.", "the Varo Composite index."),
    ("the cable SEA-ME-WE.", "the cable South East Asia-Middle East-Western Europe."),
    ("with the NCUSA.", "with the Northern Church."),
]
OTHER = [
    ("he met Mr Holm.", "he met Mrs Holm."),
    ("he met Jonas Holm.", "he met Piet Holm."),
    ("the Ministry of Finance.", "the Ministry of Justice."),
    ("a plant in Ghent.", "a plant in Bruges."),
    ("the firm Halden Corp.", "the firm Holland Corp."),
    ("in the U.S. there", "in the U.K. there"),
    ("in South Korea.", "in North Korea."),
    ("the Varo Composite Index.", "the Varo Telecommunications Index."),
    ("a plant of General Motors.", "a plant of General Electric."),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_forms_of_one_name_are_the_same(first: str, second: str) -> None:
    assert same(one(first), one(second))
    assert same(one(second), one(first))


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_names_are_not(first: str, second: str) -> None:
    assert not same(one(first), one(second))
    assert not same(one(second), one(first))


def test_a_slip_of_letters_is_clearly_the_same_name() -> None:
    assert misspelt(one("by Anders Kristofersen."), one("by Anders Kristoferson."))
    assert not misspelt(one("by Anneke Vos."), one("by Annika Maas."))


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [
        (("finance", "minister"), ("foreign", "minister"), True),
        (("governor",), ("senator",), True),
        (("president",), ("president",), False),
        (("finance", "minister"), ("minister",), False),
        (("dr",), ("president",), False),
    ],
)
def test_offices_exclude_each_other(a: tuple[str, ...], b: tuple[str, ...], *, other: bool) -> None:
    assert other_office(a, b) is other


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port is shut, said Anna Holm, a spokeswoman.", "said Anna Holm, a spokeswoman"),
        ("The port is shut until noon, according to Radio Teme.", "according to Radio Teme"),
        ("Anna Holm said the port is shut.", "Anna Holm said"),
        ("Anna Holm, a spokeswoman for the port said it was shut.", "Anna Holm, a spokeswoman"),
        ("The port is shut, said Anna R. Holm, a spokeswoman.", "said Anna R. Holm, a spokeswoman"),
    ],
)
def test_a_sentence_shows_who_told_it(text: str, told: str) -> None:
    row = words(text)
    known = Known(text, [(0, len(text))], [row])
    assert any(text[start:end].startswith(told) for start, end in known.sources(0))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The port of Oskil, the harbour board said, is shut.", "Oskil"),
        ("The port was shut when crews from Oskil told the board.", "port"),
        ("Anna Holm told Radio Teme the Corvin plant is shut.", "Corvin"),
        ("Bo Dahl left after being told that he was late.", "Bo Dahl"),
    ],
)
def test_what_stands_beside_the_source_is_no_source(text: str, name: str) -> None:
    known = Known(text, [(0, len(text))], [words(text)])
    at = text.index(name)
    assert not any(start <= at < end for start, end in known.sources(0))


def test_a_senators_party_and_state_are_no_name() -> None:
    assert one("The bill was drawn by Ines Lobo, R-Tavia, in May.").forms == ("ines", "lobo")


def test_an_explained_short_name_stands_for_the_long_one() -> None:
    text = "the National Union of Seamen (Sindamar) called the strike."
    known = Known(text, [(0, len(text))], [words(text)])
    assert known.aliases == {"sindamar": "national union seamen"}


@given(st.text(max_size=300))
def test_names_lie_in_order_inside_the_text(text: str) -> None:
    found = names(text, [(0, len(text))])[0]
    for name in found:
        assert 0 <= name.start <= name.bare[0] < name.bare[1] <= name.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "Aa-",
        "A.B.",
        "<",
        "(a:",
        "a@",
        "Aa, ",
        "Aa and ",
        "Aa of the ",
        "A&",
        "Mr. ",
        "Aa\n",
        ".A",
        "Co. ",
    ],
)
def test_no_line_is_slow(piece: str) -> None:
    line = piece * (50_000 // len(piece))
    started = time.process_time()
    names(line, [(0, len(line))])
    assert time.process_time() - started < 2
