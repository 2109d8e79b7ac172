"""What became of who said it."""

from __future__ import annotations

import pytest

from retold.changes import attribution
from retold.changes.base import Linked, View, Whole
from retold.model import Report, Span
from retold.segment import segment

Row = tuple[str | None, str | None, str, str]


def told(
    left: str, right: str, *, numbers: tuple[int, int] | None = None, mirrored: bool = False
) -> list[Row]:
    """What the reader tells of two reports, all sentences linked, or one with one."""
    sides = []
    for k, text in enumerate((left, right)):
        whole = Whole(segment(Report(str(k), text)))
        everything = range(len(whole.segmented.sentences))
        sides.append(Linked(whole, everything if numbers is None else (numbers[k],)))
    view = View(*(reversed(sides) if mirrored else sides))
    found: list[Row] = []
    for first, second in attribution.pairs(view):
        a, b = (second, first) if mirrored else (first, second)
        verdict = attribution.tell(a, b)
        if verdict is not None:
            found.append(
                (_words(left, a and a.span), _words(right, b and b.span), verdict.verdict, verdict.effect)
            )
    return sorted(found, key=repr)


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


FERRY = "The ferry to Hallin sank within ten minutes"

#: left, right, words on the left, words on the right, verdict, effect
CHANGED = (
    (f"{FERRY}, the coastguard said.", f"{FERRY}.", "the coastguard said", None, "dropped", "loss"),
    (f"{FERRY}.", f"{FERRY}, according to a deckhand.", None, "according to a deckhand", "added", "gain"),
    (
        f"{FERRY}, the coastguard said, Varden Post reported.", f"{FERRY}, the coastguard said.",
        "Varden Post reported", None, "dropped", "loss",
    ),
    (
        f"{FERRY}, the coastguard said in a statement, according to Varden Post.",
        f"{FERRY}, the coastguard said in a statement.",
        "according to Varden Post", None, "dropped", "loss",
    ),
    (
        f"{FERRY}, according to harbour records, which say it was overloaded, Varden Post reported.",
        f"{FERRY}, according to harbour records, which say it was overloaded.",
        "Varden Post reported", None, "dropped", "loss",
    ),
    (
        f"{FERRY}, the coastguard said, Varden Post reported.", f"{FERRY}, Varden Post reported.",
        "the coastguard said", None, "dropped", "loss",
    ),
    (
        f"According to reports, {FERRY.lower()}, and the owners said it was sound.",
        f"{FERRY}, and the owners said it was sound.",
        "According to reports", None, "dropped", "loss",
    ),
    (
        f"{FERRY}, the coastguard said, and the owner wept.", f"{FERRY}, and the owner wept and said nothing.",
        "the coastguard said", None, "dropped", "loss",
    ),
    (
        f"{FERRY}, the coastguard said.", f"{FERRY}, the owners said.",
        "the coastguard said", "the owners said", "altered", "conflict",
    ),
    (
        f"{FERRY}, Captain Ole Brun said.", f"{FERRY}, sources said.",
        "Captain Ole Brun said", "sources said", "vaguer", "precision",
    ),
    (
        f"{FERRY}, a person close to the inquiry said.", f"{FERRY}, inspector Ida Moe said.",
        "a person close to the inquiry said", "inspector Ida Moe said", "sharper", "precision",
    ),
    (
        f"{FERRY}, a deckhand told Radio Teme.", f"{FERRY}, a deckhand said.",
        "told Radio Teme", "said", "dropped", "loss",
    ),
    (
        f"{FERRY}, a deckhand said.", f"{FERRY}, a deckhand told Radio Teme.",
        "said", "told Radio Teme", "added", "gain",
    ),
    (
        f"{FERRY}, a deckhand told Radio Teme.", f"{FERRY}, a deckhand told the Hallin Courier.",
        "told Radio Teme", "told the Hallin Courier", "altered", "conflict",
    ),
    (
        f"{FERRY}, the newspaper Varden reported, citing two deckhands.", f"{FERRY}, two deckhands said.",
        "the newspaper Varden reported, citing two deckhands", "two deckhands said", "dropped", "loss",
    ),
    (
        f"Officials, who asked not to be named, said {FERRY.lower()}.", f"Officials said {FERRY.lower()}.",
        "Officials, who asked not to be named, said", "Officials said", "dropped", "loss",
    ),
    (
        f"{FERRY}, pilot Ole Brun said.", f"{FERRY}, one pilot said.",
        "pilot Ole Brun said", "one pilot said", "vaguer", "precision",
    ),
    (
        '"The doors would not close," the engineer Ida Moe said.', '"The doors would not close," passenger Jon Lie said.',
        "the engineer Ida Moe said", "passenger Jon Lie said", "reassigned", "conflict",
    ),
    (
        f"The harbour board said {FERRY.lower()}.", f"At night the harbour board was awake; {FERRY.lower()}.",
        "said", None, "dropped", "loss",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("left", "right", "was", "now", "verdict", "effect"), CHANGED)
def test_a_change_of_source_is_told_with_its_words(
    left: str, right: str, was: str | None, now: str | None, verdict: str, effect: str
) -> None:
    assert told(left, right) == [(was, now, verdict, effect)]


UNCHANGED = (
    # Another neutral verb, another order.
    (f"{FERRY}, the coastguard said.", f"{FERRY}, the coastguard added."),
    (f"{FERRY}, the coastguard said.", f"The coastguard said {FERRY.lower()}."),
    (f"{FERRY}, the coastguard said.", f"{FERRY}, said the coastguard."),
    (f"{FERRY}, the coastguard said.", f"According to the coastguard, {FERRY.lower()}."),
    # Another name for the same source.
    (f"{FERRY}, Captain Ole Brun said.", f"{FERRY}, he said."),
    (f"{FERRY}, Captain Ole Brun said.", f"{FERRY}, Brun said."),
    (f"{FERRY}, Captain Ole Brun said.", f"{FERRY}, the captain said."),
    (f"{FERRY}, spokeswoman Ida Moe said.", f"{FERRY}, Ida Moe, a spokeswoman, said."),
    (f"{FERRY}, the Hallin Ferry Authority said.", f"{FERRY}, the HFA said."),
    (f"{FERRY}, Yousef Amin said.", f"{FERRY}, Yusef Amin said."),
    (f"{FERRY}, the company said.", f"{FERRY}, Nordferry said."),
    (f"{FERRY}, officials said.", f"{FERRY}, authorities said."),
    (f"{FERRY}, Nordferry said.", f"{FERRY}, a company spokesman said."),
    (f"Nordferry said earlier this month {FERRY.lower()}.", f"The company earlier this month said {FERRY.lower()}."),
    # Hearsay told as such, by a source that is nobody or by a hedge.
    (f"{FERRY}, reports claim.", f"According to accounts, {FERRY.lower()}."),
    ("The owner is reported to have left Hallin by night.", "According to reports, the owner left Hallin by night."),
    ("Ole Brun told his crew about the leak at noon.", "Ole Brun informed his crew about the leak at noon."),
    ("Captain Ole Brun said the sinking was a blow for Hallin.", "Ole Brun, the ship's captain, called the sinking a blow for Hallin."),
    # A second verb of the same subject.
    ("The owners, who cut 34 jobs in May, said the ferry was sound.", "The owners cut 34 jobs in May and say the ferry was sound."),
    # An audience is no medium.
    (f"{FERRY}, a deckhand told reporters.", f"{FERRY}, a deckhand said."),
    # A cue of the same speaker goes.
    (f"The captain said {FERRY.lower()}, adding that nobody slept.", f"The captain said {FERRY.lower()} and that nobody slept."),
    # The clause says it, or the deal it stands in.
    ("The deal says that boats must stay out at night.", "Under the deal boats must stay out at night."),
    # An age between commas and a verb that takes an object is no cue.
    ("Ole Brun, 63, denied the charges and will appeal.", "Ole Brun, 63, admitted the charges and will appeal."),
    # Another verb of speaking.
    ("The captain has acknowledged that the doors were old.", "The captain acknowledged the age of the doors."),
)  # fmt: skip


@pytest.mark.parametrize(("left", "right"), UNCHANGED)
def test_the_same_source_told_otherwise_is_no_change(left: str, right: str) -> None:
    assert told(left, right) == []


def test_a_quotation_that_runs_on_has_its_cue_in_the_next_sentence() -> None:
    left = 'The doors were old. "We knew it," Ida Moe said. "Nobody listened to us."'
    right = 'The doors were old. "We knew it. Nobody listened to us," Ida Moe said.'
    assert told(left, right, numbers=(1, 1)) == []


def test_a_passage_that_is_new_altogether_brings_no_change_of_attribution() -> None:
    left = f"{FERRY}."
    right = f"{FERRY}. Divers will return to the wreck after Easter, the museum said."
    assert told(left, right) == []


def test_two_sentences_told_in_one_keep_their_two_sources() -> None:
    left = "The old doors were rusty and stuck fast, divers said. The alarm never rang, the owners said."
    right = "The old doors were rusty and stuck fast and the alarm never rang, the owners said."
    assert told(left, right) == [("divers said", "the owners said", "altered", "conflict")]


def test_a_short_form_is_the_one_who_spoke_before() -> None:
    left = f"The night was calm, Captain Ole Brun said. {FERRY}, the captain said."
    right = f"The night was calm, Captain Ole Brun said. {FERRY}, Brun said."
    assert told(left, right, numbers=(1, 1)) == []


def test_the_same_pronoun_for_another_speaker_is_told_where_the_name_stands() -> None:
    left = f"The doors were old, Ida Moe said. {FERRY}, she said."
    right = f"The doors were old, Ada Lunn said. {FERRY}, she said."
    assert told(left, right) == [("Ida Moe said", "Ada Lunn said", "altered", "conflict")]


def test_a_pronoun_that_stood_for_a_paper_is_not_its_authors() -> None:
    left = f"Ministers met on Monday, the ministers said. {FERRY}, they said."
    right = f"Ministers met on Monday, the statement said. {FERRY}, it said."
    assert told(left, right, numbers=(1, 1)) == [("they said", "it said", "altered", "conflict")]


@pytest.mark.parametrize(("left", "right"), [row[:2] for row in CHANGED] + list(UNCHANGED))
def test_the_view_from_the_other_side_tells_the_same(left: str, right: str) -> None:
    assert told(left, right, mirrored=True) == told(left, right)


MIRROR = {"dropped": "added", "vaguer": "sharper", "loss": "gain"}
MIRROR |= {now: was for was, now in MIRROR.items()}


@pytest.mark.parametrize(("left", "right"), [row[:2] for row in CHANGED])
def test_swapping_the_reports_mirrors_every_finding(left: str, right: str) -> None:
    swapped = [(b, a, MIRROR.get(v, v), MIRROR.get(e, e)) for a, b, v, e in told(left, right)]
    assert told(right, left) == sorted(swapped, key=repr)


def test_a_report_is_never_changed_against_itself() -> None:
    text = f'{FERRY}, police said. "It was dark," she told AP. The Herald said, citing Ole Brun, that nobody slept.'
    assert told(text, text) == []
