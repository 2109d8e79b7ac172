"""Invented stories with known truth: where a claim stands, what changed on the way, and how many origins it has.

To add a story, write its reports into a file of `tests/claims/` and say what is true of its claim; see `claims_items`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import retold
from claims_items import Story, large, stories
from retold.model import Trace

#: Sightings that are not found, with the reason.
MISSED = {
    (
        "independent reports that share a true figure and a name",
        "courier",
    ): "it names neither town nor dam, nor the deed",
    ("twenty witnesses", "witness-3"): "a bridge, and no verb",
    ("twenty witnesses", "witness-7"): "counted its dead, from the bridge",
    ("twenty witnesses", "witness-15"): "the bridge collapse, and a toll",
}

FIRST = [*stories("agencies"), *stories("voices"), *stories("drift"), *large()]
SECOND = stories("second")
ALL = [*FIRST, *SECOND]


@cache
def _traced(name: str) -> Trace:
    story = next(one for one in ALL if one.name == name)
    with TemporaryDirectory() as folder:
        archive = retold.open(Path(folder) / "news.retold", workers=1)
        archive.add(story.reports)
        return archive.trace(story.claim)


def traced(story: Story) -> Trace:
    return _traced(story.name)


def missed(story: Story) -> set[str]:
    return {report for name, report in MISSED if name == story.name}


def groups(found: Trace) -> list[set[str]]:
    return [set(group.reports) for group in found.origins.groups]


def each(held: Iterable[str], found: Trace) -> list[int]:
    return [next((n for n, group in enumerate(groups(found)) if name in group), -1) for name in held]


@pytest.mark.parametrize("story", ALL, ids=str)
def test_a_claim_is_found_where_it_stands_and_nowhere_else(story: Story) -> None:
    assert {sighting.report for sighting in traced(story).sightings} == story.holds - missed(story)


@pytest.mark.parametrize("story", ALL, ids=str)
def test_the_count_of_origins_is_that_of_the_story(story: Story) -> None:
    assert traced(story).origins.at_most == story.at_most - len(missed(story))


@pytest.mark.parametrize("story", [one for one in ALL if one.together], ids=str)
def test_what_has_one_origin_is_brought_together_with_a_reason(story: Story) -> None:
    found = traced(story)
    for names in story.together:
        assert any(set(names) <= group for group in groups(found)), (names, found.origins)
    assert all(group.because for group in found.origins.groups)


@pytest.mark.parametrize("story", [one for one in ALL if one.apart], ids=str)
def test_what_is_told_independently_is_not_brought_together(story: Story) -> None:
    for one, other in story.apart:
        first, second = each((one, other), traced(story))
        assert first != second or first == -1, (one, other, traced(story).origins)


@pytest.mark.parametrize("story", [one for one in ALL if one.drift], ids=str)
def test_what_changed_on_the_way_is_told(story: Story) -> None:
    found = traced(story)
    report_of = {sighting.id: sighting.report for sighting in found.sightings}
    told = [
        f"{report_of[drift.target]} {change.kind} {change.verdict} {change.effect}"
        for drift in found.drift
        for change in drift.changes
    ]
    for wanted in story.drift:
        assert any(one.startswith(wanted) for one in told), (wanted, told)


@pytest.mark.parametrize("story", [one for one in ALL if one.corrected], ids=str)
def test_a_correction_is_told(story: Story) -> None:
    found = traced(story)
    report_of = {sighting.id: sighting.report for sighting in found.sightings}
    assert [(report_of[one.target], report_of[one.source]) for one in found.corrections] == [story.corrected]
    assert any("correct" in why for group in found.origins.groups for why in group.because)


@pytest.mark.parametrize("story", [one for one in ALL if one.speaker], ids=str)
def test_one_speaker_behind_several_reports_is_named(story: Story) -> None:
    told = [(one.name, list(one.reports)) for one in traced(story).speakers]
    assert any(
        story.speaker["name"] in name and reports == story.speaker["reports"] for name, reports in told
    ), told
