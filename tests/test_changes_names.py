"""Names that became others, went, came, or were made vague; and the rewordings that are no change."""

from __future__ import annotations

import pytest

from retold.changes import names
from retold.changes.base import Linked, View, Whole
from retold.model import Report, Span
from retold.segment import segment

Found = list[tuple[str | None, str | None, str, str]]


def told(left: str, right: str, *, mirrored: bool = False) -> Found:
    """What the reader finds between two reports of which all sentences are linked."""
    wholes = [Whole(segment(Report("a", text))) for text in (left, right)]
    first, second = (Linked(whole, range(len(whole.segmented.sentences))) for whole in wholes)
    found: Found = []
    view = View(second, first) if mirrored else View(first, second)
    for a, b in names.pairs(view):
        one, other = (b, a) if mirrored else (a, b)
        verdict = names.tell(one, other)
        if verdict:
            assert verdict.why.isprintable()
            found.append((_said(one), _said(other), verdict.verdict, verdict.effect))
    return found


def _said(naming: names.Named | None) -> str | None:
    return None if naming is None else naming.text[slice(*naming.span)]


SCENES = [
    (
        "The kiln was lit by the potter Anneke Vos in Leuwen.",
        "The kiln was lit by the potter Marit Dahl in Leuwen.",
        [("Anneke Vos", "Marit Dahl", "altered", "conflict")],
    ),
    (
        "A cargo plane skidded off the runway at Entebbe with 11 crew.",
        "A cargo plane skidded off the runway at Kigali with 11 crew.",
        [("Entebbe", "Kigali", "altered", "conflict")],
    ),
    (
        "The Ministry of Finance has ordered an audit of the lottery.",
        "An audit of the lottery was ordered by the Ministry of Justice.",
        [("Ministry of Finance", "Ministry of Justice", "altered", "conflict")],
    ),
    (
        "The barge was borrowed by Culture Minister Pascal Oriel for a wedding.",
        "The barge was borrowed by a cabinet minister for a wedding.",
        [("Culture Minister Pascal Oriel", "a cabinet minister", "vaguer", "precision")],
    ),
    (
        "It carries a drill made by a Portuguese firm.",
        "It carries a drill made by Broca Mecanica of Aveiro.",
        [("a Portuguese firm", "Broca Mecanica of Aveiro", "sharper", "precision")],
    ),
    (
        "The lift was built in Oskil by Nordmat and opened in June.",
        "The lift was built by Nordmat and opened in June.",
        [("Oskil", None, "dropped", "loss")],
    ),
    (
        "A man has been arrested over the theft of a globe.",
        "A man named by neighbours as Lukas Hirt has been arrested over the theft of a globe.",
        [(None, "Lukas Hirt", "added", "gain")],
    ),
    (
        "The bridge was drawn by Anders Kristofersen in 1931.",
        "The bridge was drawn by Anders Kristoferson in 1931.",
        [("Anders Kristofersen", "Anders Kristoferson", "altered", "precision")],
    ),
    (
        "The painter Sefa Adeyemi is suing the Corvin Gallery for the return of eleven canvases.",
        "The painter Corvin Gallery is suing the Sefa Adeyemi for the return of eleven canvases.",
        [
            ("Sefa Adeyemi", "Corvin Gallery", "altered", "conflict"),
            ("Corvin Gallery", "Sefa Adeyemi", "altered", "conflict"),
        ],
    ),
    (
        "The bill was signed by Finance Minister Emil Sokol on Monday.",
        "The bill was signed by Foreign Minister Emil Sokol on Monday.",
        [("Finance Minister Emil Sokol", "Foreign Minister Emil Sokol", "altered", "conflict")],
    ),
    (
        "The choir sang in Ghent, Bruges and Namur before it went home.",
        "The choir sang in Ghent before it went home.",
        [("Bruges and Namur", None, "dropped", "loss")],
    ),
]
SCENES += [
    (  # two slots of one sort, in other words
        "Corvin shares closed at 15 crowns in Leuwen after a weak start.",
        "In Oskil, Corvin shares were down at 18 crowns after a weak start.",
        [("Leuwen", "Oskil", "altered", "conflict")],
    ),
    (
        "Lefebvre cultists account for a third of Brannoch's people.",
        "About 80 percent of Tavas's people are farmers.",
        [("Brannoch", "Tavas", "altered", "conflict")],
    ),
    (  # what was named by its kind
        "They met on the sidelines of the Forum.",
        "They met on the sidelines of the Lusava forum.",
        [(None, "Lusava", "added", "gain")],
    ),
    (  # two subjects, in the active and the passive voice
        "Anneke Vos painted the whole ceiling in one winter.",
        "In one winter the whole ceiling was painted by Marit Dahl.",
        [("Anneke Vos", "Marit Dahl", "altered", "conflict")],
    ),
    (  # two subjects that only the opening of a sentence capitalises
        "Britz earned 3 million crowns in salary and bonus.",
        "Jorstad made 5 million crowns in salary and bonus as president.",
        [("Britz", "Jorstad", "altered", "conflict")],
    ),
    (
        "Anna Holm, a spokeswoman for the mayor, said the quay would be rebuilt by spring.",
        "Bo Dahl, a spokesman for Mayor Ines Lobo said the quay would be rebuilt by spring.",
        [("Anna Holm", "Bo Dahl", "altered", "conflict")],
    ),
]
TRAPS = [
    ("The boat was sold by John Holm in May.", "The boat was sold by Mr Holm in May."),
    ("The U.S. raised the duty on glass.", "The United States raised the duty on glass."),
    ("An American diver found the bell.", "A diver from the United States found the bell."),
    ("Grain was shipped from Kiev by rail.", "Grain was shipped from Kyiv by rail."),
    ("Halden Corp <HLD> bought the mill.", "Halden bought the mill."),
    ("The cleric Abu Rashad was freed.", "Abu Rashad was freed."),
    ("The EC will meet on glass.", "The Community will meet on glass."),
    (
        "The Lusava Grain Board (LGB) set the price. The LGB meets again in May.",
        "The Lusava Grain Board set the price. The board meets again in May.",
    ),
    ("The Varo Composite Index .VRX rose.", "The technology-laced Varo Composite Index rose."),
    ("Ines Lobo won the race. She thanked the crowd.", "Ines Lobo won the race. Lobo thanked the crowd."),
    ("The mayor of Oskil, Emil Sokol, resigned.", "Emil Sokol, the mayor of Oskil, resigned."),
    ("Ghent and Bruges will share the cost.", "Bruges and Ghent will share the cost."),
    ("The Varo Stock Markets composite index fell.", "The Varo Composite index fell."),
    ("The plot was aimed at U.S. and Canadian posts.", "The plot was aimed at the U.S. Embassy."),
    ("The Merrow has opened an inquiry.", "The Merrow has opened an official inquiry."),
    ("Radio Teme opened in 1990 in Oskil.", "In Oskil, Radio Teme opened in 1990."),
    ("Talks between Japan and Canada failed.", "Talks between Canada and Japan failed."),
    ("The port is shut, said Anna Holm.", "The port is shut."),
]  # the last one is for the reader of attributions


@pytest.mark.parametrize(("left", "right", "found"), SCENES)
def test_a_name_that_is_told_otherwise_is_found(left: str, right: str, found: Found) -> None:
    assert told(left, right) == found


@pytest.mark.parametrize(("left", "right"), TRAPS)
def test_another_form_of_a_name_is_no_change(left: str, right: str) -> None:
    assert told(left, right) == []
    assert told(right, left) == []


OPPOSITE = {"dropped": "added", "added": "dropped", "vaguer": "sharper", "sharper": "vaguer"}
EFFECTS = {"loss": "gain", "gain": "loss"}


@pytest.mark.parametrize(("left", "right", "found"), SCENES)
def test_swapping_the_reports_mirrors_every_finding(left: str, right: str, found: Found) -> None:
    swapped = [(b, a, OPPOSITE.get(v, v), EFFECTS.get(e, e)) for a, b, v, e in found]
    assert sorted(told(right, left, mirrored=True), key=str) == sorted(swapped, key=str)


def test_a_name_in_another_sentence_of_the_other_report_is_not_dropped() -> None:
    whole = Whole(segment(Report("a", "The fire began in Oskil at noon.")))
    other = Whole(segment(Report("b", "Oskil mourns. The fire began at noon.")))
    assert list(names.pairs(View(Linked(whole, [0]), Linked(other, [1])))) == []


def test_a_span_points_into_the_report() -> None:
    whole = Whole(segment(Report("a", "The fire began in Oskil at noon.")))
    other = Whole(segment(Report("b", "The fire began at noon.")))
    (dropped, nothing), *_ = names.pairs(View(Linked(whole, [0]), Linked(other, [0])))
    assert dropped is not None
    assert dropped.span == Span(18, 23)
    assert nothing is None
