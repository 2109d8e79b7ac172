"""Quotations followed through many reports, as `retold.quotations/1` and for a person at a terminal.

In go `Quotation`s, out come plain values, or text no wider than the window: first how many there are, then each
quotation, the most telling change first: its wordings in order of time, each with the reports that have it, who spoke
by them, what differs from the first marked, and one sentence why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Made, Quotation, Span, Telling, Wording
from ..text.diff import blocks
from ..text.printable import one_line
from ..text.quotation import Stretch
from .compose import Differing, count
from .data import Json
from .terminal import Look, marked_lines, wrapped

SCHEMA = "retold.quotations/1"
#: How telling a verdict is: what changes who spoke or what was meant before what is only shorter.
_RANKS = {"reassigned": 0, "altered": 1, "spliced": 1, "quoted": 2, "unquoted": 2}
_LEAST = 3
#: What stands before a wording, and before the line on who has it.
_INDENT, _DEEPER = "   ", "      "


def quotations(found: Sequence[Quotation], made: Made) -> Json:
    """`retold.quotations/1`."""
    return {
        "schema": SCHEMA,
        "made": {"retold": made.retold, "settings": made.settings, "encoder": made.encoder},
        "quotations": [
            {
                "id": one.id,
                "speaker": one.speaker,
                "altered": one.altered,
                "wordings": [_wording(wording) for wording in one.wordings],
            }
            for one in found
        ],
    }


def _wording(found: Wording) -> Json:
    return {
        "id": found.id,
        "verdict": found.verdict,
        "effect": found.effect,
        "why": found.why,
        "tellings": [_telling(telling) for telling in found.tellings],
    }


def _telling(found: Telling) -> Json:
    report = found.report
    date = report.published
    return {
        "report": {
            "id": report.id,
            "publisher": report.publisher,
            "published": None
            if date is None
            else {"value": date.value, "zone": date.zone, "origin": date.origin},
            "title": report.title,
        },
        "spans": [{"start": span.start, "end": span.end, "text": report.words(span)} for span in found.spans],
        "speaker": found.speaker,
        "anonymous": found.anonymous,
        "marked": found.marked,
    }


def render(found: Sequence[Quotation], look: Look) -> str:
    """The quotations whose wordings differ as text, ending in a line end."""
    differing = sorted((one for one in found if one.altered), key=_rank)
    if not found:
        told = "No quotation of this archive stands in several of its reports."
    elif not differing:
        told = f"No quotation was altered: {_stands(len(found))} in several reports, in the same words."
    else:
        told = f"{_stands(len(found))} in several reports, {len(differing):,} of them in words that differ."
    lines = list(wrapped(told, look.width, look.bold))
    for one in differing:
        lines.append("")
        lines.extend(_quotation(one, look))
    return "\n".join(lines) + "\n"


def _stands(number: int) -> str:
    return f"{count(number, 'quotation')} {'stands' if number == 1 else 'stand'}"


def _rank(found: Quotation) -> int:
    """The most telling first: where both wordings cannot hold, then other words, then more or less of them."""
    return min(
        0 if wording.effect == "conflict" else _RANKS.get(wording.verdict, _LEAST)
        for wording in found.wordings[1:]
    )


def _quotation(found: Quotation, look: Look) -> Iterator[str]:
    speaker = found.speaker or "nobody named"
    heading = f"{one_line(speaker)}: {count(len(found.wordings), 'wording')}  {found.id}"
    yield from wrapped(heading, look.width, look.bold)
    first = found.wordings[0].tellings[0]
    for n, wording in enumerate(found.wordings):
        telling = wording.tellings[0]
        lead = f"{_INDENT}{'first' if n == 0 else wording.verdict:<11}"
        differing = _differing(first, telling) if n and wording.verdict not in ("quoted", "unquoted") else []
        for span in telling.spans:
            marks = [
                Differing(mark, alone=False)
                for mark in differing
                if span.start <= mark.start and mark.end <= span.end
            ]
            yield from marked_lines(lead, telling.report.text, span, marks, look)
            lead = " " * len(lead)
        indent = " " * len(lead)
        who = "; ".join(dict.fromkeys(_who(one) for one in wording.tellings))
        yield from wrapped(who, look.width, look.quiet, first=indent, rest=indent)
        if n:
            yield from wrapped(
                f"why: {one_line(wording.why)}", look.width, look.quiet, first=indent, rest=indent
            )


def _who(found: Telling) -> str:
    """Which report tells it, and who spoke by it."""
    report = found.report
    when = report.published.value[:16].replace("T", " ") if report.published else "no date"
    told = " ".join(one_line(part) for part in (when, report.publisher, report.id) if part)
    speaker = "a secret source" if found.anonymous else found.speaker
    return f"{told} ({one_line(speaker)})" if speaker else told


def _differing(first: Telling, other: Telling) -> list[Span]:
    """The runs of words of a wording that the first one does not have."""
    one, two = _stretch(first), _stretch(other)
    found = []
    for block in blocks(one.forms, two.forms):
        if not block.equal and block.right < block.right_end:
            for span in other.spans:
                held = [
                    w for w in two.words[block.right : block.right_end] if span.start <= w.start < span.end
                ]
                if held:
                    found.append(Span(held[0].start, held[-1].end))
    return found


def _stretch(found: Telling) -> Stretch:
    spans = found.spans
    return Stretch(found.report.text, spans[0].start, spans[-1].end, marked=found.marked, pieces=spans)
