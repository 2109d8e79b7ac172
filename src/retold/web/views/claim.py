"""Claims as their pages show them: the ledger of a story, and one claim from its first sighting on.

In go a `Ledger` or a `Trace`, out come lines with the words of each sighting, in which those that changed on the way
are marked, and the reasons in sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Change, Ledger, Listed, Report, Sighting, Trace
from ...report.compose import Differing
from ...report.page_words import wording
from ..writing import address, count, markup

_HOW = {"verbatim": "word for word", "edited": "edited", "reworded": "in other words"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in the ledger."""

    words: str
    told: str
    to: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting: where, in which words, by whom, and what changed on the way to it."""

    anchor: str
    report: Listed
    html: Markup
    how: str
    who: str
    changes: tuple[Change, ...]
    since: str
    compare: str


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that have the claim from one place, and why that is said."""

    reports: tuple[Listed, ...]
    because: tuple[str, ...]


def place(sighting: Sighting) -> str:
    """Where the page of a claim stands: named after one of its sightings."""
    return address("/claim", report=sighting.report, at=sighting.span.start)


def entries(ledger: Ledger) -> list[Entry]:
    """The claims of a story, those first that a reader should care about."""
    return [
        Entry(
            claim.claim,
            f"{count(len({one.report for one in claim.sightings}), 'report')}, "
            f"at most {count(claim.origins.at_most, 'origin')}"
            + (f"; {count(changes, 'change')} on the way" if (changes := _changes(claim)) else ""),
            place(claim.sightings[0]),
        )
        for claim in ledger.claims
        if claim.sightings
    ]


def _changes(claim: Trace) -> int:
    return sum(len(drift.changes) for drift in claim.drift)


def sightings(claim: Trace) -> list[Seen]:
    """The sightings of a claim, the first one first."""
    reports = {one.id: one for one in claim.reports}
    seen = {one.id: one for one in claim.sightings}
    arrived = {drift.target: drift for drift in claim.drift}
    out = []
    for number, one in enumerate(claim.sightings):
        report = reports[one.report]
        drift = arrived.get(one.id)
        source = seen[drift.source] if drift else None
        out.append(
            Seen(
                anchor=f"sighting-{number + 1}",
                report=listed(report),
                html=markup(_words(report, one, drift.changes if drift else ())),
                how=_HOW[one.kind] if number or not report.published else "the first",
                who=_who(report, one),
                changes=drift.changes if drift else (),
                since=(reports[source.report].publisher or source.report) if source else "",
                compare=address("/compare", left=source.report, right=one.report) if source else "",
            )
        )
    return out


def _words(report: Report, one: Sighting, changes: Sequence[Change]) -> str:
    """The words of a sighting; those that are not as they were in the sighting before are marked."""
    marks = []
    at = one.span.start
    spans = sorted((c.right, c.left is None) for c in changes if c.right is not None)
    for span, alone in spans:
        if span.start >= at and span.end <= one.span.end and span.start < span.end:
            marks.append(Differing(span, alone=alone))
            at = span.end
    return wording(report.text, one.span, marks, "right")


def _who(report: Report, one: Sighting) -> str:
    if one.speaker:
        return one.speaker
    if one.source:
        return report.words(one.source)
    return "somebody who is not named" if one.anonymous else "the report itself"


def listed(report: Report) -> Listed:
    """A report as it stands in a list."""
    return Listed(report.id, report.publisher, report.published, report.title)


def groups(claim: Trace) -> tuple[list[Group], list[Listed]]:
    """Which reports have the claim from one place, and those of which no sign was found."""
    reports: Mapping[str, Listed] = {one.id: listed(one) for one in claim.reports}
    told = [
        Group(tuple(reports[name] for name in group.reports if name in reports), group.because)
        for group in claim.origins.groups
    ]
    return told, [reports[name] for name in claim.origins.unknown if name in reports]
