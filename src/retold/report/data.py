"""A comparison as JSON, exactly `retold.comparison/1`, and who said what as `retold.attributions/1`.

In goes a `Comparison` or an `Attributed`, out come plain values and their JSON text. Field names and meanings are a promise
to other programs: fields may be added, none dropped. Beyond the promise stand `title_changes` (spans into
the two titles), `steps` of a link where asked for, and `notes` on how a report was read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

from ..errors import RetoldError
from ..model import Attributed, Attribution, Change, Comparison, Link, Segmented, Span

SCHEMA = "retold.comparison/1"
ATTRIBUTIONS = "retold.attributions/1"

Json = dict[str, object]

#: Characters that JSON allows in strings and that a terminal or a script tag would obey.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def comparison(found: Comparison, *, steps: bool = False) -> Json:
    """The comparison as plain values."""
    return {
        "schema": SCHEMA,
        "made": {"retold": found.made.retold, "settings": found.made.settings, "encoder": found.made.encoder},
        "checked": list(found.checked),
        "not_checked": [{"kind": item.kind, "why": item.why} for item in found.not_checked],
        "left": _report(found.left),
        "right": _report(found.right),
        "relation": {
            "kind": found.relation.kind,
            "source": found.relation.source,
            "confidence": found.relation.confidence,
            "reasons": list(found.relation.reasons),
        },
        "links": [_link(link, steps=steps) for link in found.links],
        "changes": [
            _change(change, found.left.report.text, found.right.report.text) for change in found.changes
        ],
        "dropped": {"left": list(found.dropped)},
        "added": {"right": list(found.added)},
        "title_changes": [
            _change(change, found.left.title or "", found.right.title or "") for change in found.title_changes
        ],
    }


def attributed(found: Attributed) -> Json:
    """Who said what in a report, as plain values."""
    return {
        "schema": ATTRIBUTIONS,
        "made": {"retold": found.made.retold, "settings": found.made.settings, "encoder": found.made.encoder},
        "report": _report(found.report),
        "not_checked": [{"kind": item.kind, "why": item.why} for item in found.not_checked],
        "attributions": [_attribution(item, found.report.report.text) for item in found.attributions],
    }


def _attribution(found: Attribution, text: str) -> Json:
    return {
        "id": found.id,
        "kind": found.kind,
        "content": [_span(span, text) for span in found.content],
        "cue": _span(found.cue, text),
        "source": _span(found.source, text),
        "speaker": found.speaker,
        "anonymous": found.anonymous,
        "via": [_span(span, text) for span in found.via],
    }


def error(problem: RetoldError) -> Json:
    """An error as plain values."""
    return {"error": {"code": problem.code, "message": problem.message, "hint": problem.hint}}


def text(value: Mapping[str, object], *, indent: int | None = None) -> str:
    """JSON that is safe to print: what a terminal would obey is written as an escape."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _report(side: Segmented) -> Json:
    report = side.report
    published = report.published
    return {
        "id": report.id,
        "title": side.title,
        "publisher": report.publisher,
        "published": None
        if published is None
        else {"value": published.value, "zone": published.zone, "origin": published.origin},
        "language": side.language,
        "text": report.text,
        "sentences": [list(sentence.span) for sentence in side.sentences],
        "parts": [{"kind": part.kind, "start": part.span.start, "end": part.span.end} for part in side.parts],
        "notes": list(report.notes),
        "fields": _finite(dict(report.fields)),
    }


def _finite(value: object) -> object:
    """A value without the numbers that JSON does not have: NaN and the infinities become null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value


def _link(link: Link, *, steps: bool) -> Json:
    shown: Json = {
        "id": link.id,
        "left": list(link.left),
        "right": list(link.right),
        "kind": link.kind,
        "score": link.score,
        "moved": link.moved,
    }
    if steps:
        shown["steps"] = [
            {"kind": step.kind, "left": list(step.left), "right": list(step.right)} for step in link.steps
        ]
    return shown


def _change(change: Change, left: str, right: str) -> Json:
    return {
        "id": change.id,
        "kind": change.kind,
        "verdict": change.verdict,
        "effect": change.effect,
        "left": _span(change.left, left),
        "right": _span(change.right, right),
        "link": change.link,
        "why": change.why,
    }


def _span(span: Span | None, words: str) -> Json | None:
    return (
        None if span is None else {"start": span.start, "end": span.end, "text": words[span.start : span.end]}
    )
