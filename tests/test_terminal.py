"""A comparison at a terminal: it fits, it marks what differs, and no report can steer the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

import net_items
from retold import compare, ingest, pipeline
from retold.model import Change, Comparison, Link, Part, Published, Relation, RelationKind, Report, Side, Span
from retold.report.terminal import Look, render, verdict

EXAMPLES = Path(__file__).parent.parent / "examples" / "hallin-dam"
WIDTHS = (40, 80, 140)
_DRESS = re.compile(r"\x1b\[[\d;]*m")


def columns(line: str) -> int:
    """What a terminal makes of a line (East Asian width, UAX #11; marks that combine take no room)."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in line
    )


def too_wide(written: str, width: int) -> list[str]:
    return [line for line in _DRESS.sub("", written).split("\n") if columns(line) > width]


def strange(written: str) -> list[str]:
    return [c for c in written if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] + [
        c
        for c in written
        if c in "\u061c\u200e\u200f" or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u206f"
    ]


@cache
def comparisons() -> list[Comparison]:
    found = [
        compare(ingest.read_record(i.data["left"]), ingest.read_record(i.data["right"]))
        for i in net_items.load()
    ]
    names = ("npa-update.txt", "flash.txt", "tvt-hallin.html", "ledger-digest.json", "levels-18.txt")
    return found + [compare(EXAMPLES / one, EXAMPLES / other) for one, other in permutations(names, 2)]


#: Texts that are hard to fit: wide letters, emoji of several characters, words longer than any window.
HARD = [
    ("wide letters", "北京市长周五表示，大桥已经关闭，何时开放尚不清楚，共有12人受伤。" * 3, "北京市长周五表示，大桥已经关闭，何时开放尚不清楚，共有13人受伤。" * 3),
    ("emoji", "The bridge 👩‍👩‍👧‍👦🙏🏽🇪🇺👍🏽 fell at dawn and 12 people 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 fled.", "The bridge 👩‍👩‍👧‍👦🙏🏽🇪🇺👍🏽 fell at dawn and 13 people 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 fled."),
    ("one long word", "He said “" + "dam" * 90 + "” at dawn on Tuesday.", "He said “" + "dyke" * 90 + "” at dawn on Tuesday."),
    ("an address", "See https://upland.example/" + "a/" * 80 + " for the 12 dead.", "See https://upland.example/" + "b/" * 80 + " for the 13 dead."),
    ("combining marks", "Cafe\u0301 " * 30 + "12 people fled.", "Cafe\u0301 " * 30 + "13 people fled."),
    ("right to left", "قال رئيس البلدية يوم الجمعة إن الجسر مغلق وأن 12 شخصا أصيبوا بجروح في الحادث أمس.", "قال رئيس البلدية يوم الجمعة إن الجسر مغلق وأن 13 شخصا أصيبوا بجروح في الحادث أمس."),
    ("a long quotation reworded", "“" + "We warned them twice in writing. " * 9 + "” he said.", "“" + "They were told three times by post. " * 9 + "” he said."),
]  # fmt: skip


@pytest.mark.parametrize("colour", [False, True], ids=["plain", "colour"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_window(width: int, colour: bool) -> None:  # noqa: FBT001
    look = Look(width=width, colour=colour, everything=True)
    for found in comparisons():
        assert too_wide(render(found, look), width) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("left", "right"), [row[1:] for row in HARD], ids=[row[0] for row in HARD])
def test_hard_texts_fit_the_window_too(left: str, right: str, width: int) -> None:
    for colour in (False, True):
        written = render(compare(left + " ", right + " "), Look(width=width, colour=colour, everything=True))
        assert too_wide(written, width) == []


@pytest.mark.parametrize("width", [1, 10, 39])
def test_a_window_too_narrow_is_written_to_as_if_it_had_forty_columns(width: int) -> None:
    for found in comparisons()[:20]:
        assert render(found, Look(width=width)) == render(found, Look(width=40))


def test_without_colour_the_output_is_plain_text() -> None:
    for found in comparisons():
        assert "\x1b" not in render(found, Look(width=80))


def test_with_colour_the_words_are_the_same_but_for_the_brackets() -> None:
    for found in comparisons():
        plain, coloured = (
            render(found, Look(width=80, colour=colour, everything=True)) for colour in (False, True)
        )
        assert "\x1b[1m" in coloured
        assert bare(_DRESS.sub("", coloured)) == bare(plain)


def bare(written: str) -> str:
    return "".join(written.split()).replace("[", "").replace("]", "")


NASTY = "\x00\x07\x08\x1b[31m\x1b]0;x\x07\x7f\x85\x9b31m\r\t\x0b\u200e\u061c\u2028\u2029\u202e\u2066"


def test_no_control_character_of_a_report_reaches_the_terminal() -> None:
    left = Report(
        f"id{NASTY}",
        f"The 12{NASTY}dams broke. “It {NASTY} was {NASTY}over,” he{NASTY} said.\nRain fell.",
        f"Title{NASTY}",
        f"House{NASTY}",
        notes=(f"note{NASTY}",),
    )
    right = Report(
        f"id{NASTY}",
        f"The 13{NASTY}dams broke. “It {NASTY} was not {NASTY}over,” he{NASTY} said.\nSnow{NASTY} fell on Carrow.",
        f"Title{NASTY}",
        published=Published(f"2024{NASTY}"),
    )
    for width in WIDTHS:
        written = render(compare(left, right), Look(width=width, everything=True))
        assert strange(written) == []
        assert too_wide(written, width) == []
    coloured = render(compare(left, right), Look(width=80, colour=True, everything=True))
    assert strange(_DRESS.sub("", coloured)) == []


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.text(), st.text())
def test_any_two_texts_are_written_in_forty_columns_without_a_control_character(one: str, other: str) -> None:
    found = pipeline.compare(
        Report("left", f"The dam {one} broke, “{other}” he said."),
        Report("right", f"The dam {other} broke, “{one}” he said."),
    )
    written = render(found, Look(width=40, everything=True))
    assert strange(written) == []
    assert too_wide(written, 40) == []


def told(left: str, right: str) -> str:
    return render(compare(left, right), Look(width=80))


def test_brackets_mark_the_words_that_differ() -> None:
    written = told(
        "“It was a huge tragedy for the town,” the mayor said at dawn.",
        "“It was an enormous tragedy for the town,” the mayor said at dawn.",
    )
    assert "   before  “It was [a huge] tragedy for the town,” the mayor said at dawn." in written
    assert "   after   “It was [an enormous] tragedy for the town,” the mayor said at dawn." in written
    assert '   why     reworded inside the quotation marks: "a huge" became "an enormous"' in written


def test_the_empty_side_of_a_change_is_said_to_be_empty() -> None:
    written = told(
        "The storm drove 12 boats from the harbour, he said.",
        "The storm drove boats from the harbour, he said.",
    )
    assert "before  The storm drove [12 boats] from the harbour, he said." in written
    assert "after   nothing in its place" in written


def test_marks_put_around_the_same_words_are_shown_whole() -> None:
    written = told(
        "The mayor called the plan generous, she said.", "The mayor called the plan “generous”, she said."
    )
    assert "[“generous”]" in written


def test_conflicts_come_before_what_was_lost() -> None:
    written = told(
        "The storm sank 12 boats on Tuesday, he said.\nThe wall of the harbour lost 340 stones in the night.",
        "The storm sank boats on Tuesday, he said.\nThe wall of the harbour lost 950 stones in the night.",
    )
    assert written.index("figure altered") < written.index("figure dropped")


def test_what_only_one_side_has_is_listed_by_its_number() -> None:
    written = told(
        "The dam above Hallin broke at dawn on Tuesday.\nThe opera in Carrow will stage three new works.",
        "The dam above Hallin broke at dawn on Tuesday.\nRain fell on the lower town for the whole night.",
    )
    assert "Dropped: 1 sentence of LEFT\n     2  The opera in Carrow will stage three new works." in written
    assert "Added: 1 sentence of RIGHT\n     2  Rain fell on the lower town for the whole night." in written


def test_what_was_not_checked_is_said_with_its_reason() -> None:
    for found in comparisons():
        written = " ".join(render(found, Look(width=140)).split())
        assert ("Not checked: " in written) == bool(found.not_checked)
        assert all(f"({item.why})" in written for item in found.not_checked)


def long_comparison(count: int) -> Comparison:
    lines = [
        f"Gate number {name} of the dam stood {n + 2} metres high above the town of {name}hallin."
        for n, name in enumerate("abcdefghijklmnopqrstuvwxyz"[:count])
    ]
    return compare(
        "\n".join(lines),
        "\n".join(line.replace(" metres", "0 metres") for line in lines)
        + "\n"
        + "\n".join(
            f"The {line.split()[2]} opera stages {n} new works next season, its director said."
            for n, line in enumerate(lines)
        ),
    )


def test_a_long_list_is_cut_short_and_says_how_to_see_the_rest() -> None:
    found = long_comparison(20)
    assert "more: see them with --all" in render(found, Look(width=80))
    everything = render(found, Look(width=80, everything=True))
    assert "--all" not in everything
    assert len(everything) > len(render(found, Look(width=80)))


def some(kind: RelationKind, source: Side | None = None) -> Comparison:
    found = compare(
        "The dam above Hallin broke at dawn on Tuesday.\nAbout 300 people fled to the hills in the rain, he said.\nThe army came.",
        "The dam above Hallin broke at dawn on Tuesday.\nAbout 500 people fled to the hills in the rain, he said.",
    )
    figure = tuple(change for change in found.changes if change.kind == "figure")
    return replace(found, changes=figure, relation=Relation(kind, source, 0.93, ("a reason",)))


VERDICTS: Sequence[tuple[RelationKind, Side | None, str]] = (
    ("retelling", None, "One retells the other, the texts do not tell which: 2 of RIGHT's 2 sentences, 1 of them word for word; 1 figure altered."),
    ("retelling", "left", "RIGHT retells LEFT: 2 of its 2 sentences, 1 of them word for word; 1 figure altered."),
    ("retelling", "right", "LEFT retells RIGHT: 2 of its 3 sentences, 1 of them word for word; 1 figure altered."),
    ("partial-retelling", None, "One retells part of the other, the texts do not tell which: 2 of RIGHT's 2 sentences, 1 of them word for word; 1 figure altered."),
    ("partial-retelling", "left", "RIGHT retells part of LEFT: 2 of its 2 sentences, 1 of them word for word; 1 figure altered."),
    ("same-event", None, "RIGHT and LEFT tell of the same event; no sign of copying found (2 of its 2 sentences have a counterpart; 1 figure altered)."),
    ("template", None, "RIGHT and LEFT share a recurring form, not a story (2 of its 2 sentences have a counterpart)."),
    ("unrelated", None, "RIGHT and LEFT are not related: no shared passage found."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "source", "sentence"), VERDICTS, ids=[f"{row[0]} {row[1]}" for row in VERDICTS]
)
def test_the_verdict_comes_first_in_one_sentence(
    kind: RelationKind, source: Side | None, sentence: str
) -> None:
    found = some(kind, source)
    assert verdict(found) == sentence
    assert " ".join(render(found, Look(width=80)).split()).startswith(sentence)


def test_a_report_against_itself_is_told_to_be_the_same() -> None:
    text = "The dam above Hallin broke at dawn. Rain fell on the town."
    assert verdict(compare(text, text)) == "RIGHT is LEFT, word for word: 2 sentences, no change found."


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.97, "Certain (0.97)"), (0.7, "Likely (0.70)"), (0.5, "Possible (0.50)")]
)
def test_the_confidence_is_said_in_a_word_and_a_number(confidence: float, said: str) -> None:
    found = replace(some("retelling"), relation=Relation("retelling", None, confidence, ("a reason",)))
    assert f"{said}: a reason" in render(found, Look(width=80))


def test_a_change_that_no_sentence_holds_is_still_shown() -> None:
    found = some("retelling")
    link = Link("x", (0,), (0,), "edited", 0.5)
    change = Change("x", "figure", "altered", "conflict", Span(0, 3), Span(0, 3), 0, "a reason")
    odd = replace(
        found,
        dropped=(),
        links=(link,),
        changes=(change,),
        left=replace(found.left, sentences=(), parts=(Part("caption", Span(0, 3)),)),
    )
    assert "figure altered" in render(odd, Look(width=80))
