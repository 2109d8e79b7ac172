"""A traced claim and the ledger of a story: as JSON (`retold.trace/1`, `retold.claims/1`) and for a terminal.

In go a `Trace` or a `Ledger`, out come plain values, or lines no wider than the window: first the verdict, at most how
many origins are behind how many sightings; then the sightings in order with what changed on the way to each; then the
reasons. Whatever a report holds is made printable first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import Change, Drift, Ledger, Report, Sighting, Trace
from ..text.printable import one_line
from .compose import LETTERS, TELLING, count
from .data import Json, _change, _span
from .listing import listed, made
from .terminal import Look, cut, wrapped

#: Sightings, and claims of a ledger, that are shown; `--all` shows every one.
_SIGHTINGS, _CLAIMS, _IN_LEDGER = 40, 20, 4
#: Changes shown on the way to a sighting.
_CHANGES = 4
_INDENT = "     "
#: How the claim's words stand in a sighting.
_KINDS = {"verbatim": "word for word", "edited": "edited", "reworded": "in other words"}


def trace(found: Trace) -> Json:
    """`retold.trace/1`."""
    return {"schema": "retold.trace/1", **_trace(found)}


def ledger(found: Ledger) -> Json:
    """`retold.claims/1`."""
    return {
        "schema": "retold.claims/1",
        "made": made(found.made),
        "story": found.story,
        "title": found.title,
        "claims": [_trace(one) for one in found.claims],
        "alone": found.alone,
        "notes": list(found.notes),
    }


def _trace(found: Trace) -> Json:
    reports = {report.id: report for report in found.reports}
    of = {sighting.id: reports[sighting.report].text for sighting in found.sightings}
    return {
        "made": made(found.made),
        "claim": found.claim,
        "reports": [listed(report) for report in found.reports],
        "sightings": [_sighting(one, of[one.id]) for one in found.sightings],
        "drift": [
            {
                "from": drift.source,
                "to": drift.target,
                "changes": [_change(one, of[drift.source], of[drift.target]) for one in drift.changes],
            }
            for drift in found.drift
        ],
        "origins": {
            "at_most": found.origins.at_most,
            "groups": [
                {"reports": list(group.reports), "because": list(group.because)}
                for group in found.origins.groups
            ],
            "unknown": list(found.origins.unknown),
        },
        "speakers": [
            {"name": one.name, "reports": list(one.reports), "origins": one.origins} for one in found.speakers
        ],
        "corrections": [{"from": one.source, "to": one.target, "why": one.why} for one in found.corrections],
        "notes": list(found.notes),
    }


def _sighting(found: Sighting, text: str) -> Json:
    return {
        "id": found.id,
        "report": found.report,
        "span": _span(found.span, text),
        "kind": found.kind,
        "source": _span(found.source, text),
        "speaker": found.speaker,
        "anonymous": found.anonymous,
    }


def verdict(found: Trace) -> str:
    """At most how many origins are behind the sightings, in one sentence."""
    if not found.sightings:
        return "No report of this archive holds it."
    seen, most = len(found.sightings), found.origins.at_most
    if seen == 1:
        return "One report holds it: one sighting, one origin."
    reports = len(found.reports)
    where = "" if reports == seen else f" in {count(reports, 'report')}"
    behind = "one origin" if most == 1 else f"{most:,} origins"
    unknown = len(found.origins.unknown)
    open_ = "" if not unknown else f"; {count(unknown, 'report')} without a sign either way"
    return f"At most {behind} behind {count(seen, 'sighting')}{where}{open_}."


def trace_lines(found: Trace, look: Look) -> Iterator[str]:
    """A traced claim for a person."""
    yield from wrapped(verdict(found), look.width, look.bold)
    yield from wrapped(f"Claim: {one_line(found.claim)}", look.width, look.quiet, rest="   ")
    yield from _voices(found, look)
    if found.sightings:
        yield ""
        yield from _sightings(found, look, len(found.sightings) if look.everything else _SIGHTINGS)
    if found.origins.groups or found.origins.unknown[1:]:
        yield ""
        yield look.bold("Origins")
        yield from _origins(found, look)
    yield from _notes(found.notes, look)


def ledger_lines(found: Ledger, look: Look) -> Iterator[str]:
    """The ledger of a story for a person: a few lines a claim."""
    title = f": {one_line(found.title)}" if found.title else ""
    told = f"{count(len(found.claims), 'claim')} that more than one report tells{title}"
    yield from wrapped(told, look.width, look.bold)
    yield look.quiet(
        cut(
            f"{count(found.alone, 'sentence')} beside them {'stands' if found.alone == 1 else 'stand'} in one report alone.",
            look.width,
        )
    )
    shown = found.claims if look.everything else found.claims[:_CLAIMS]
    for number, one in enumerate(shown, start=1):
        yield ""
        yield from wrapped(one_line(one.claim), look.width, look.bold, first=f"{number:>3}  ", rest=_INDENT)
        yield from wrapped(verdict(one), look.width, str, first=_INDENT, rest=_INDENT)
        yield from _voices(one, look, _INDENT)
        yield from _told_first(one, look)
    if len(shown) < len(found.claims):
        yield ""
        yield look.quiet(f"and {len(found.claims) - len(shown):,} more: see them with --all")
    yield from _notes(found.notes, look)


def _told_first(found: Trace, look: Look) -> Iterator[str]:
    """The changes of a claim that a reader should see first."""
    names = {one.id: one.report for one in found.sightings}
    told = [(drift, change) for drift in found.drift for change in drift.changes]
    told.sort(key=lambda one: TELLING.index(one[1].effect))
    shown = told if look.everything else told[:_IN_LEDGER]
    for drift, change in shown:
        where = f"{one_line(names[drift.source])} \u2192 {one_line(names[drift.target])}"
        first = f"{_INDENT}{LETTERS[change.kind]}  "
        yield from wrapped(
            f"{where}: {one_line(change.why)}", look.width, str, first=first, rest=" " * len(first)
        )
    if len(shown) < len(told):
        yield look.quiet(f"{_INDENT}and {len(told) - len(shown)} more changes: see them with --all")


def _sightings(found: Trace, look: Look, most: int) -> Iterator[str]:
    reports = {report.id: report for report in found.reports}
    number_of = {one.id: n for n, one in enumerate(found.sightings, start=1)}
    drift = {one.target: one for one in found.drift}
    for number, one in enumerate(found.sightings[:most], start=1):
        report = reports[one.report]
        yield look.bold(cut(f"{number:>3}  {_row(one, report)}", look.width))
        words = " ".join(one_line(report.words(one.span)).split())
        yield from wrapped(words, look.width, str, first=_INDENT, rest=_INDENT)
        if one.source is not None or one.speaker:
            who = one_line(one.speaker or report.words(one.source or one.span))
            secret = " (anonymous)" if one.anonymous else ""
            yield from wrapped(f"said by {who}{secret}", look.width, look.quiet, first=_INDENT, rest=_INDENT)
        if one.id in drift:
            yield from _drift(drift[one.id], number_of, look)
    if len(found.sightings) > most:
        yield look.quiet(f"{_INDENT}and {len(found.sightings) - most:,} more: see them with --all")


def _row(found: Sighting, report: Report) -> str:
    """When, who, which, and how the claim's words stand there."""
    when = report.published.value[:16].replace("T", " ") if report.published else "no date"
    parts = [one_line(when), *([one_line(report.publisher)] if report.publisher else []), one_line(report.id)]
    return f"{'  '.join(parts)}  ({_KINDS[found.kind]})"


def _drift(found: Drift, number_of: Mapping[str, int], look: Look) -> Iterator[str]:
    told = sorted(found.changes, key=lambda one: TELLING.index(one.effect))
    shown: Sequence[Change] = told if look.everything else told[:_CHANGES]
    since = f"since {number_of[found.source]}: "
    for n, change in enumerate(shown):
        lead = since if n == 0 else " " * len(since)
        first = f"{_INDENT}{lead}{LETTERS[change.kind]}  "
        yield from wrapped(one_line(change.why), look.width, look.bold, first=first, rest=" " * len(first))
    if len(shown) < len(told):
        yield look.quiet(f"{_INDENT}{' ' * len(since)}and {len(told) - len(shown)} more")


def _origins(found: Trace, look: Look) -> Iterator[str]:
    for number, group in enumerate(found.origins.groups, start=1):
        names = ", ".join(map(one_line, group.reports))
        told = f"{count(len(group.reports), 'report')}: {names}"
        yield from wrapped(told, look.width, str, first=f"{number:>3}  ", rest=_INDENT)
        for why in group.because:
            yield from wrapped(
                one_line(why), look.width, look.quiet, first=f"{_INDENT}- ", rest=f"{_INDENT}  "
            )
    if found.origins.unknown:
        names = ", ".join(map(one_line, found.origins.unknown))
        yield from wrapped(f"no sign of copying found: {names}", look.width, str, first="  ?  ", rest=_INDENT)


def _voices(found: Trace, look: Look, indent: str = "") -> Iterator[str]:
    """Speakers that several reports share, and corrections."""
    for one in found.speakers:
        behind = f", behind {one.origins} of the origins" if one.origins > 1 else ""
        told = f"{count(len(one.reports), 'report')}, one speaker: {one_line(one.name)}{behind}."
        yield from wrapped(told, look.width, str, first=indent, rest=indent)
    for correction in found.corrections:
        yield from wrapped(
            f"Corrected: {one_line(correction.why)}.", look.width, str, first=indent, rest=indent
        )


def _notes(notes: Sequence[str], look: Look) -> Iterator[str]:
    for note in notes:
        yield from wrapped(f"Note: {one_line(note)}.", look.width, look.quiet)
