"""Who is said to have said something, inside one sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from retold.attributions.lexicon import lexicon
from retold.model import Span
from retold.text.cue_verbs import forms_of, sections
from retold.text.cue_words import TABLES
from retold.text.cues import Said, attributions


def read(text: str) -> list[Said]:
    return attributions(text, 0, len(text))


def words(text: str, place: Span | None) -> str | None:
    return None if place is None else text[place.start : place.end]


#: sentence, source, cue, medium
SPOKEN = (
    ("The ferry sank in the night, police said.", "police", "said", None),
    ("The clerk, who did not want to be named, said the mill was empty.", "The clerk, who did not want to be named", "said", None),
    ("The clerk had twice warned that the mill was empty.", "The clerk", "warned", None),
    ("A clerk who did not want to be named said the mill was empty.", "A clerk who did not want to be named", "said", None),
    ("According to her, the mill was empty.", "her", "According to", None),
    ("Ida Brandt left the meeting early and said she was ill.", "Ida Brandt", "said", None),
    ("Police said the ferry had sunk in the night.", "Police", "said", None),
    ("The ferry sank in the night, said a harbour pilot.", "a harbour pilot", "said", None),
    ("The mayor has said the bridge will stay shut.", "The mayor", "said", None),
    ('"We waited too long," Ida Brandt said on Monday.', "Ida Brandt", "said", None),
    ('Ida Brandt said: "We waited too long."', "Ida Brandt", "said", None),
    ("The mill, the owners say, was empty.", "the owners", "say", None),
    ("The mill was empty, according to its owners.", "its owners", "according to", None),
    ("According to Corda Bank, rates will rise.", "Corda Bank", "According to", None),
    ("The clerk told Radio Teme that the mill was empty.", "The clerk", "told", "Radio Teme"),
    ('"It was empty," the clerk told the weekly Ukeblad.', "the clerk", "told", "the weekly Ukeblad"),
    ("The clerk claimed the mill was empty.", "The clerk", "claimed", None),
    ("The clerk announced that the mill was sold.", "The clerk", "announced", None),
    (
        "The roof was unsafe, Ole Brun, a builder from Hallin, told the Gazette.",
        "Ole Brun, a builder from Hallin",
        "told",
        "the Gazette",
    ),
    ("The roof was unsafe, said Ole Brun, who built it.", "Ole Brun, who built it", "said", None),
    (
        "The minister was quoted by the Herald as saying talks had failed.",
        "The minister",
        "quoted by the Herald as saying",
        "the Herald",
    ),
    (
        "The Herald quoted the minister as saying talks had failed.",
        "the minister",
        "quoted the minister as saying",
        "The Herald",
    ),
    (
        "Talks have failed, the Herald reported, citing two envoys.",
        "two envoys",
        "reported, citing",
        "the Herald",
    ),
    ("The union issued a statement on Friday, saying talks had failed.", "The union", "issued a statement on Friday, saying", None),
    ("The judge rejected claims by the builders that the roof was safe.", "the builders", "claims by", None),
    ("In an interview with Radio Teme, the clerk said the mill was empty.", "the clerk", "said", "Radio Teme"),
    ("Det. Const. Ann Lowe said the car was stolen.", "Det. Const. Ann Lowe", "said", None),
    ("Dixel Plc <DXL.L> said that profits fell.", "Dixel Plc <DXL.L>", "said", None),
    ("Police and prosecutors said the car was stolen.", "Police and prosecutors", "said", None),
    ("Nordferry, which runs two boats, said last week it would sell one.", "Nordferry, which runs two boats", "said", None),
    ("The WHO said the fever had passed.", "The WHO", "said", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "medium"), SPOKEN)
def test_the_source_stands_on_the_side_where_english_puts_it(
    text: str, source: str, cue: str, medium: str | None
) -> None:
    (said,) = read(text)
    assert (words(text, said.source), words(text, said.cue), words(text, said.medium)) == (
        source,
        cue,
        medium,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The council announced a plan for the harbour.",
        "The mayor declined to say where the money went.",
        "The mayor did not say where the money went.",
        "The captain told the crew to leave the ship.",
        "The two claims were settled in May.",
        "It was built according to plan.",
        "The witness, a porter, denied it.",
        "The club found a new goalkeeper in the spring.",
        '"He said he was sorry and she said nothing."',
        "The bridge at Hallin closed on Monday.",
        "",
    ],
)
def test_what_only_looks_like_a_cue_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "secrecy"),
    [
        ("The deal is off, two sources said.", None),
        ("The deal is off, people familiar with the matter said.", None),
        ("The deal is off, a banker said on condition of anonymity.", "on condition of anonymity"),
        ("A banker, who asked not to be named, said the deal was off.", "who asked not to be named"),
    ],
)
def test_a_source_that_stays_in_the_dark_is_anonymous(text: str, secrecy: str | None) -> None:
    (said,) = read(text)
    assert said.anonymous
    assert words(text, said.secrecy) == secrecy


def test_a_named_source_is_not_anonymous() -> None:
    (said,) = read("Banker Ole Brun said the deal was off.")
    assert not said.anonymous


def test_what_was_said_is_told_to_stand_before_or_behind_the_cue() -> None:
    assert read("Police said the ferry had sunk.")[0].leads
    assert not read("The ferry had sunk, police said.")[0].leads


def test_a_participle_goes_on_from_the_subject_of_its_sentence() -> None:
    text = "The mayor left early, saying he was tired of the debate."
    (said,) = read(text)
    assert words(text, said.source) == "The mayor"
    assert words(text, said.span) == "The mayor left early, saying"


def test_a_clause_about_the_source_is_marked_as_an_aside() -> None:
    text = "The men, who say they are sailors, were freed, police said."
    aside, told = read(text)
    assert (aside.aside, told.aside) == (True, False)


def test_the_words_told_are_cue_and_medium_without_the_source() -> None:
    text = "The clerk told Radio Teme that the mill was empty."
    assert words(text, read(text)[0].told) == "told Radio Teme"


def test_a_language_without_a_table_is_not_read() -> None:
    text = "Le maire said rien."
    assert attributions(text, 0, len(text), language="fr") == []


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Police said no. The mayor said yes. The clerk said maybe."
    (said,) = attributions(text, 16, 35)
    assert words(text, said.source) == "The mayor"


@pytest.mark.parametrize(
    "line",
    [
        "said " * 10_000,
        "he said, " * 6_000,
        "( " * 25_000 + "police said",
        "who asked " * 5_000,
        "citing " * 7_000,
        "told the " * 6_000,
        "A " * 25_000 + "said",
        "and " * 12_000 + "said",
        'said "' * 9_000,
    ],
)
def test_a_line_of_fifty_thousand_characters_is_read_in_a_moment(line: str) -> None:
    begun = time.process_time()
    read(line)
    assert time.process_time() - begun < 3


PIECES = st.sampled_from(
    'police said told Reuters , . " \u201c \u201d according to the mayor that who quoted as saying citing claims by '
    "( ) < > and he it was a in an interview with issued statement - 's Mr. U.S. adding".split()
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_every_span_lies_inside_the_text_and_is_not_empty(text: str) -> None:
    for said in read(text):
        for place in (said.cue, said.source, said.medium, said.secrecy, said.span, said.told):
            assert place is None or 0 <= place.start < place.end <= len(text)


def test_the_verbs_that_are_compared_stand_in_the_one_list_of_cues() -> None:
    compared = set(" ".join(sections()["compared"]).split())
    assert {verb for verb, _ in TABLES["en"].verbs.values()} == compared
    known = lexicon("en")
    assert known is not None
    assert compared - set(known.classes) == {
        "answer",
        "storm",
    }  # cues where both sides have a sentence to compare


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reply", ("reply", "replies", "replied", "replied", "replying")),
        ("stress", ("stress", "stresses", "stressed", "stressed", "stressing")),
        ("argue", ("argue", "argues", "argued", "argued", "arguing")),
        ("tell", ("tell", "tells", "told", "told", "telling")),
        ("forecast", ("forecast", "forecasts", "forecast", "forecast", "forecasting")),
    ],
)
def test_a_verb_has_five_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert forms_of(verb) == forms
