"""The margins of reports tell which is an agency's own, and that texts are news; what most have tells what is older."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retold import Report, lineage as lineages
from retold.lineage.collate import collate, forms
from retold.lineage.kinship import SIGNS, Known, in_order, signs
from retold.lineage.margins import Margins, Wires
from retold.settings import DEFAULT

STORY = """a warehouse of the Orle grain mill burned down on Tuesday night and left 40 people without work, the fire brigade said.

"The roof came down within minutes," said fire chief Nadja Brom.

The mill had asked the town in spring for a second water main. The town hall declined to comment."""
WIRE = f"SOLDEN (NPA) - Last night {STORY}"
PAPER = f"""Grain mill in ashes

By our staff and NPA

Last night {STORY}"""
SITE = f"""Grain mill in ashes

SOLDEN (NPA) - Last night {STORY}

Sign up for our newsletter."""
RIVAL = f"SOLDEN (Estlin Wire) - Last night {STORY}"


@pytest.mark.parametrize(
    ("text", "agency", "credited"),
    [
        (WIRE, "NPA", set()),
        (PAPER, None, {"NPA"}),
        (SITE, "NPA", set()),
        (f"Last night {STORY}", None, set()),
    ],
)
def test_margins_have_the_agency_of_the_dateline_and_those_of_other_lines(
    text: str, agency: str | None, credited: set[str]
) -> None:
    found = Margins.of(text)
    assert found.agency == agency
    assert found.credited({"NPA", "Estlin Wire"}) == credited


def test_a_dateline_without_other_lines_is_the_agencys_own() -> None:
    found = Wires.of([WIRE, PAPER, SITE, RIVAL], [None] * 4)
    assert found.own.tolist() == [True, False, False, True]
    assert found.news.tolist() == [True] * 4


def test_a_known_publisher_tells_whose_a_report_is() -> None:
    found = Wires.of([WIRE, SITE, WIRE], ["Solden Post", "NPA", None])
    assert found.own.tolist() == [False, True, True]


def test_reports_that_bear_names_of_two_agencies_are_told_apart() -> None:
    other = Wires.of([WIRE, PAPER, RIVAL, f"Last night {STORY}"], [None] * 4).other
    assert np.argwhere(other).tolist() == [[0, 2], [1, 2], [2, 0], [2, 1]]


def test_names_that_are_known_of_agencies_are_one() -> None:
    texts = [WIRE.replace("NPA", "AP"), f"By The Associated Press\n\nLast night {STORY}"]
    assert not Wires.of(texts, [None, None]).other.any()


def test_undated_the_agencys_own_report_is_the_root() -> None:
    short = """Mill fire leaves 40 out of work

By our staff and NPA

A warehouse of the Orle grain mill burned down on Tuesday and left 40 people without work.

"The roof came down within minutes," fire chief Nadja Brom said.

The mill had asked the town in spring for a second water main. Firemen from Karn and Ost helped until Wednesday noon."""
    texts = {"a-short": short, "b-wire": WIRE}
    found = lineages.of_reports([Report(name, text) for name, text in texts.items()])
    assert found.roots == ("b-wire",)
    (edge,) = found.edges
    assert "the source bears an agency's dateline and no other credit" in edge.reasons
    assert lineages.of_reports([Report(name, texts[name]) for name in reversed(texts)]) == found


@pytest.mark.parametrize(("opening", "read"), [("SOLDEN (NPA) - Last night ", True), ("Last night ", False)])
def test_texts_with_datelines_are_news_and_no_hand_copies(
    opening: str, *, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    weigh = lineages.weigh
    monkeypatch.setattr(lineages, "weigh", lambda *given: asked.append(1) or weigh(*given))
    settings = replace(DEFAULT, descending=replace(DEFAULT.descending, edited=2.0, edited_published=0.0))
    texts = [
        opening + STORY,
        opening + STORY.replace("within minutes", "at once"),
        STORY.replace("40", "forty"),
    ]
    lineages.of_reports([Report(str(n), text) for n, text in enumerate(texts)], settings)
    assert bool(asked) == read


A, B, C = (
    "The red barn by the river burned down at night.",
    "Nobody knows the cause of it yet.",
    "Twelve cows were led out alive.",
)


def sign(name: str, texts: list[str]) -> list[list[float]]:
    """One sign of every pair: `[source][retelling]`."""
    sites = collate([forms(text) for text in texts])
    edges, _ = signs(sites, in_order(sites), Known.of(texts))
    found: list[list[float]] = np.round(np.expm1(edges[:, :, list(SIGNS).index(name)])).tolist()
    return found


def test_a_word_that_most_have_and_the_source_lacks_speaks_against_it() -> None:
    texts = [f"{A} {B}", f"{A} {B}", f"{A} {B}", f"{A.replace('red', 'blue')} {B}"]
    found = sign("gained_common", texts)
    assert [found[3][k] for k in range(3)] == [1, 1, 1]
    assert [found[k][3] for k in range(3)] == [0, 0, 0]


def test_a_word_that_stands_in_the_source_alone_speaks_against_it() -> None:
    texts = [f"{A} {B}", f"{A} {B}", f"{A.replace('red', 'blue')} {B}"]
    found = sign("lost_alone", texts)
    assert (found[2][0], found[0][2], found[0][1]) == (1, 0, 0)


def test_an_order_that_the_source_has_alone_speaks_against_it() -> None:
    texts = [f"{A} {B} {C}", f"{A} {B} {C}", f"{A} {B} {C}", f"{B} {A} {C}"]
    found = sign("moved_alone", texts)
    assert [found[3][k] for k in range(3)] == [1, 1, 1]
    assert [found[k][3] for k in range(3)] == [0, 0, 0]


def test_a_sentence_that_others_have_and_the_source_lacks_speaks_against_it() -> None:
    found = sign("new_elsewhere", [f"{A} {B}", f"{A} {B} {C}", f"{A} {B} {C}"])
    assert (found[0][1], found[1][0], found[1][2]) == (6, 0, 0)
