"""Who said what in a report, for a person at a terminal.

In goes an `Attributed`, out comes text no wider than the window: first the report, then each attribution in
the order of the report with its speaker, its words, and the words that attribute it. Whatever a report holds
is made printable first: no control character of it reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Attributed, Attribution, Span
from ..text.printable import printable
from .compose import count
from .terminal import Look, wrapped

#: What stands before the words of an attribution.
_INDENT = "   "


def render(found: Attributed, look: Look) -> str:
    """The attributions as text, ending in a line end."""
    report = found.report.report
    known = [report.id, report.publisher or "", report.published.value if report.published else ""]
    head = ", ".join(printable(item, breaks="space") for item in known if item)
    lines = [*wrapped(f"{head}: {count(len(found.attributions), 'attribution')}", look.width, look.bold)]
    for item in found.attributions:
        lines.append("")
        lines.extend(_attribution(found, item, look))
    for missing in found.not_checked:
        lines.extend(wrapped(f"Not checked: {missing.kind}: {missing.why}", look.width, look.quiet))
    return "\n".join(lines) + "\n"


def _attribution(found: Attributed, item: Attribution, look: Look) -> Iterator[str]:
    speaker = item.speaker or (_said(found, item.source) if item.source else "nobody named")
    notes = [item.kind, *(["anonymous"] if item.anonymous else [])]
    notes += [f"through {_said(found, span)}" for span in item.via]
    yield from wrapped(f"{printable(speaker, breaks='space')} ({', '.join(notes)})", look.width, look.bold)
    words = " \u2026 ".join(_said(found, span) for span in item.content)
    yield from wrapped(words, look.width, str, first=_INDENT, rest=_INDENT)
    places = sorted(span for span in (item.source, item.cue) if span is not None)
    if places:
        told = " \u2026 ".join(_said(found, span) for span in places)
        yield from wrapped(told, look.width, look.quiet, first=f"{_INDENT}by: ", rest=f"{_INDENT}    ")


def _said(found: Attributed, span: Span) -> str:
    return printable(" ".join(found.report.report.words(span).split()), breaks="space")
