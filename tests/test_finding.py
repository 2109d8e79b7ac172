"""What tells a claim beside one sentence in its own words: headlines, two neighbours, other subjects, long numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import retold
from retold import Report, align
from retold.corrections import kinds_and_words
from retold.index import Sentences
from retold.likeness import Asked, Reading, Written, headlines, neighbours
from retold.model import Published, Segmented, Trace
from retold.models import static
from retold.pipeline import prepared
from retold.segment import segment
from retold.settings import DEFAULT
from retold.text.tokens import words


def reports_of(texts: Sequence[str | tuple[str, str]], publisher: str = "") -> list[Report]:
    """Reports a, b, c ... of one day, an hour apart; a pair is a title and a text."""
    found = []
    for number, given in enumerate(texts):
        title, text = given if isinstance(given, tuple) else (None, given)
        at = Published(f"2031-03-04T{8 + number:02}:00:00")
        found.append(
            Report(
                "abcdefgh"[number],
                text,
                title=title,
                publisher=publisher or f"Paper {number}",
                published=at,
            )
        )
    return found


def traced(folder: Path, reports: Sequence[Report], claim: str) -> Trace:
    archive = retold.open(folder / "news.retold", workers=1)
    archive.add(reports)
    return archive.trace(claim)


def told(found: Trace) -> dict[str, str]:
    texts = {report.id: report for report in found.reports}
    return {one.report: " ".join(texts[one.report].words(one.span).split()) for one in found.sightings}


def test_a_headline_in_the_text_tells_a_claim_that_no_sentence_tells(tmp_path: Path) -> None:
    reports = reports_of(
        [
            "Dam at Hallin closed for repairs\n\nWork begins on Monday. The mayor did not say how long it takes.",
            "The dam at Hallin was closed for repairs, the council said. Anglers were not pleased.",
            "Dam at Hallin closed\n\nThe dam at Hallin was closed for repairs on Sunday. Divers had found a crack.",
        ]
    )
    found = told(traced(tmp_path, reports, "The dam at Hallin was closed for repairs."))
    assert found["a"] == "Dam at Hallin closed for repairs"
    assert found["c"] == "The dam at Hallin was closed for repairs on Sunday."


def test_a_title_that_is_no_part_of_the_text_is_told_in_a_note(tmp_path: Path) -> None:
    reports = reports_of(
        [
            (
                "Dam at Hallin closed for repairs",
                "Work begins on Monday. The mayor did not say how long it takes.",
            ),
            (
                "Anglers angry",
                "The dam at Hallin was closed for repairs, the council said. Anglers were not pleased.",
            ),
            ("Fair opens in Hallin", "The fair has forty stalls. It rained on the first day."),
        ]
    )
    found = traced(tmp_path, reports, "The dam at Hallin was closed for repairs.")
    assert list(told(found)) == ["b"]
    assert found.notes == ("1 more report tells it in a title alone: a",)


def test_two_neighbouring_sentences_tell_a_claim_that_neither_tells(tmp_path: Path) -> None:
    reports = reports_of(
        [
            "The ferry Orsa sank off Merrow after its engine exploded. Nobody slept that night.",
            "The ferry Orsa sank off Merrow. Its engine had exploded. The harbour was full of boats.",
            "The ferry Orsa was painted last spring. The museum at Merrow showed an old engine. Tickets are cheap.",
        ]
    )
    found = traced(
        tmp_path, reports, "The ferry Orsa's engine exploded and burned off Merrow before it sank."
    )
    assert told(found) == {
        "a": "The ferry Orsa sank off Merrow after its engine exploded.",
        "b": "The ferry Orsa sank off Merrow. Its engine had exploded.",
    }


def test_a_place_over_two_sentences_stands_where_it_was_taken_from(tmp_path: Path) -> None:
    text = "The ferry Orsa sank off Merrow. Its engine had exploded. The harbour was full of boats."
    found = traced(
        tmp_path, reports_of([text, "A fair opened in Hallin. It rained."]), f"a:0-{text.index(' The h')}"
    )
    assert told(found) == {"a": "The ferry Orsa sank off Merrow. Its engine had exploded."}


@pytest.mark.parametrize("layer", [lambda one: one, neighbours, headlines])
def test_the_likeness_of_asked_sentences_is_that_of_linking(layer: Callable[[Segmented], Segmented]) -> None:
    encoder, linking = static.shipped(), DEFAULT.linking
    texts = [
        "Dam at Hallin closed\n\nThe dam at Hallin, 40 metres high, closed. Per cent of what? Ada Lunn didn't say.\n\nThe end of it.",
        "The end of it. The dam at Hallin was shut; 40 per cent of its gates leak, Ada Lunn said. Don't ask the mayor.",
    ]
    asked, report = (Report(str(n), text) for n, text in enumerate(texts))
    first = prepared(asked, encoder)
    cut = layer(segment(report))
    sentences = [report.words(one.span) for one in cut.sentences]
    second = Sentences(
        cut, tuple(tuple(words(report.text, *one.span)) for one in cut.sentences), encoder.encode(sentences)
    )
    plain = align.likeness(first, second, encoder.word_weight, linking)
    asking = Asked(first.words, first.vectors, encoder.word_weight, linking)
    reading = Reading(cut, Written(), encoder, encoder.word_weight, linking)
    assert np.allclose(asking.likeness(reading, range(len(reading))), plain, atol=1e-9)
    assert [reading.row(n) for n in range(len(reading))] == [tuple(row) for row in second.words]
    for least in (0.3, 0.5, 0.7, 0.9):
        enough = set(np.flatnonzero((plain >= least).any(axis=0)).tolist()) if plain.size else set()
        assert enough <= set(asking.likely(reading, least))


@pytest.mark.parametrize(
    ("claim", "text", "holds"),
    [
        ("44 passengers aboard the ferry drowned", "Forty-four people on the ferry drowned.", True),
        ("44 passengers aboard the ferry drowned", "Forty-four sheep stood aboard the ferry.", False),
        ("112 passengers aboard were injured", "A hundred and twelve people on the ferry were hurt.", True),
        ("112 passengers aboard were injured", "A hundred and twelve boats lay on the quay.", False),
        ("Forty-four people died when the dam burst", "The dam burst and 44 residents were killed.", True),
        ("Forty-four people died when the dam burst", "The dam was built by 44 engineers.", False),
    ],
)
def test_people_and_numbers_may_be_written_otherwise(
    tmp_path: Path, claim: str, text: str, *, holds: bool
) -> None:
    reports = reports_of([f"{text} It was dark.", "A fair opened in Merrow. It rained."])
    assert told(traced(tmp_path, reports, claim)) == ({"a": text} if holds else {})


# What a correction puts right.

FIRST = "The ferry Orsa ran aground off Merrow with 120 people on board. Seven of them were hurt, the coastguard said on Sunday."
AGAIN = "The ferry Orsa ran aground off Merrow with 12 people on board. Nine of them were hurt, the coastguard said on Sunday."
ABOARD, HURT = (
    "The ferry ran aground off Merrow with 120 people on board",
    "Seven of those on board were hurt, the coastguard said",
)


@pytest.mark.parametrize(
    ("title", "note", "claim", "corrected"),
    [
        ("CORRECTED: Ferry aground", "(Corrects number of people on board to 12, not 120)", ABOARD, True),
        ("CORRECTED: Ferry aground", "(Corrects number of people on board to 12, not 120)", HURT, False),
        ("CORRECTED: Ferry aground", "(Corrects spelling of the captain's name)", ABOARD, False),
        ("CORRECTED: Ferry aground", "", ABOARD, True),
        ("Ferry aground", "", ABOARD, False),
    ],
)
def test_a_correction_puts_right_what_its_note_concerns(
    tmp_path: Path, title: str, note: str, claim: str, *, corrected: bool
) -> None:
    again = f"{note}\n\n{AGAIN}" if note else AGAIN
    reports = reports_of([("Ferry aground", FIRST), (title, again)], publisher="NPA")
    found = traced(tmp_path, reports, claim)
    assert len(found.sightings) == 2
    assert bool(found.corrections) == corrected


@pytest.mark.parametrize(
    ("note", "kinds", "telling"),
    [
        ("(Corrects day in paragraph 3)", {"date"}, set()),
        ("This story corrects the number of injured to 12.", {"figure"}, {"injur"}),
        ("CORRECTION", set(), set()),
    ],
)
def test_a_note_says_what_it_corrects(note: str, kinds: set[str], telling: set[str]) -> None:
    assert kinds_and_words(note) == (kinds, telling)


# The ledger.


def test_what_one_speaker_said_is_one_claim_of_the_ledger(tmp_path: Path) -> None:
    again = "The ferry Orsa ran aground off Merrow on Sunday with 120 people on board. Its captain was taken to hospital in Hallin."
    reports = reports_of(
        [
            f"{again} The ferry would not sail before June, harbour master Ada Lunn said on Monday in front of a closed bakery, where anglers, shop owners and two members of the council had waited all night in the rain.",
            f'{again} Ada Lunn has held the post since May. "The ferry will not sail before August," Lunn said in Hallin, where her sister keeps bees.',
            f"{again} Captain Piet Brun, who was reached by telephone, said that the ferry would sail on Friday.",
        ]
    )
    archive = retold.open(tmp_path / "news.retold", workers=1)
    archive.add(reports)
    (family,) = archive.families()
    ledger = archive.claims(family.id)
    (said,) = [one for one in ledger.claims if "before June" in told(one).get("a", "")]
    assert (
        told(said)["b"]
        == '"The ferry will not sail before August," Lunn said in Hallin, where her sister keeps bees.'
    )
    assert "c" not in told(said)
    assert [
        change.kind for drift in said.drift for change in drift.changes if change.effect == "conflict"
    ] == ["date"]


# One order.


def test_families_and_traces_list_reports_in_one_order(tmp_path: Path) -> None:
    text = "The ferry Orsa ran aground off Merrow on Sunday with 120 people on board, and the coastguard took all of them off."
    more = "Its captain said that the radar had failed an hour before. The harbour master wants to know why nobody was told."
    days = ("2031-03-04", "2031-03-04T09:00:00", "2031-03-04T23:00:00+09:00", "2031-03-03")
    reports = [
        Report("abcd"[n], f"{text} {more}{' Tickets are valid.' * n}", published=Published(day))
        for n, day in enumerate(days)
    ]
    archive = retold.open(tmp_path / "news.retold", workers=1)
    archive.add(reports)
    (family,) = archive.families()
    found = archive.trace("The ferry Orsa ran aground off Merrow")
    assert (
        [one.id for one in family.reports] == [one.report for one in found.sightings] == ["d", "b", "c", "a"]
    )
