"""What an archive gives out, as plain values for JSON and as lines for a terminal.

In go the nouns of `model`, out come the shapes that the contract promises (`retold.added/1`,
`retold.pairs/1`, `retold.families/1` ...) and lines no wider than the window. Ids, titles and publishers come
from outside and are made printable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Added, Credit, Edge, Family, Info, Kept, Listed, Made, Pair, Published, Report, Story
from ..text.printable import one_line, printable
from .compose import count
from .data import Json
from .terminal import Look, cell, columns, cut

#: Reports of a family that are shown; `--all` shows every one.
_SHOWN = 6


def made(by: Made) -> Json:
    """What made a result."""
    return {"retold": by.retold, "settings": by.settings, "encoder": by.encoder}


def added(found: Added) -> Json:
    """`retold.added/1`."""
    return {
        "schema": "retold.added/1",
        "added": found.added,
        "unchanged": found.unchanged,
        "versions": found.versions,
        "rejected": [{"input": one.input, "reason": one.reason} for one in found.rejected],
    }


def pair(found: Pair) -> Json:
    """`retold.pairs/1`, one line."""
    return {
        "schema": "retold.pairs/1",
        "left": found.left,
        "right": found.right,
        "kind": found.kind,
        "share": found.share,
        "verbatim": found.verbatim,
        "edited": found.edited,
        "reworded": found.reworded,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
        "recurring": found.recurring,
    }


def families(found: Iterable[Family], by: Made) -> Json:
    """`retold.families/1`."""
    return {"schema": "retold.families/1", "made": made(by), "families": [_family(one) for one in found]}


def _family(found: Family) -> Json:
    return {
        "id": found.id,
        "formerly": list(found.formerly),
        "reports": [listed(report) for report in found.reports],
        "edges": [
            {
                "id": edge.id,
                "source": edge.source,
                "retelling": edge.retelling,
                "kind": edge.kind,
                "confidence": edge.confidence,
                "share": edge.share,
                "reasons": list(edge.reasons),
                "directed": edge.directed,
            }
            for edge in found.edges
        ],
    }


def stories(found: Iterable[Story], by: Made) -> Json:
    """`retold.stories/1`."""
    return {
        "schema": "retold.stories/1",
        "made": made(by),
        "stories": [
            {
                "id": story.id,
                "formerly": list(story.formerly),
                "title": story.title,
                "reports": [listed(report) for report in story.reports],
                "families": list(story.families),
            }
            for story in found
        ],
    }


def listed(report: Listed | Report) -> Json:
    """A report in a list."""
    return {
        "id": report.id,
        "publisher": report.publisher,
        "published": published(report.published),
        "title": report.title,
    }


def published(date: Published | None) -> Json | None:
    """A date with where it was read."""
    return None if date is None else {"value": date.value, "zone": date.zone, "origin": date.origin}


def kept(found: Kept) -> Json:
    """`retold.report/1`: a report and what the archive knows of it."""
    report = found.report
    return {
        "schema": "retold.report/1",
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "published": published(report.published),
        "modified": published(report.modified),
        "language": report.language,
        "byline": report.byline,
        "text": report.text,
        "parts": [{"kind": p.kind, "start": p.span.start, "end": p.span.end} for p in report.parts],
        "fields": dict(report.fields),
        "notes": list(report.notes),
        "version_of": found.version_of,
        "versions": list(found.versions),
        "same_as": found.same_as,
        "copies": list(found.copies),
        "family": found.family,
        "pairs": found.pairs,
        "credits": [_credit(credit, report.text) for credit in found.credits],
    }


def _credit(credit: Credit, text: str) -> Json:
    span = credit.span
    place = None if span is None else {"start": span.start, "end": span.end, "text": text[slice(*span)]}
    return {"kind": credit.kind, "span": place, "name": credit.name, "whole": credit.whole}


def info(found: Info) -> Json:
    """`retold.info/1`."""
    return {
        "schema": "retold.info/1",
        "made": made(found.made),
        "path": found.path,
        "tables": found.schema,
        "reports": found.reports,
        "texts": found.texts,
        "versions": found.versions,
        "pairs": found.pairs,
        "characters": found.characters,
        "bytes": found.bytes,
    }


def added_lines(found: Added, look: Look) -> Iterator[str]:
    """What came of adding, in a sentence, and each input that was rejected."""
    told = f"{count(found.added, 'report')} added"
    if found.versions:
        told += (
            f", {found.versions:,} of them {'a version' if found.versions == 1 else 'versions'} of another"
        )
    if found.unchanged:
        told += f"; {found.unchanged:,} {'was' if found.unchanged == 1 else 'were'} there already"
    if found.rejected:
        told += f"; {len(found.rejected):,} rejected"
    yield cut(told + ".", look.width)


def pair_line(found: Pair, look: Look) -> str:
    """A pair in one line."""
    ids = f"{one_line(found.left)}  {one_line(found.right)}"
    return cut(f"{found.kind:<17} {found.share:>4.0%}  {ids}", look.width)


def family_lines(found: Sequence[Family], look: Look) -> Iterator[str]:
    """All families, the largest first."""
    if not found:
        yield "No families: no report of this archive retells another."
    for family in sorted(found, key=lambda one: -len(one.reports)):
        heading = f"{family.id}  {count(len(family.reports), 'report')}"
        yield from _group_lines(heading, family.reports, look, family.edges)


def story_lines(found: Sequence[Story], look: Look) -> Iterator[str]:
    """All stories, the largest first."""
    if not found:
        yield "No stories: no two reports of this archive tell of the same event."
    for story in sorted(found, key=lambda one: -len(one.reports)):
        heading = f"{story.id}  {count(len(story.reports), 'report')}  {one_line(story.title or '')}"
        yield from _group_lines(heading.rstrip(), story.reports, look)


def told_sources(edges: Sequence[Edge]) -> dict[str, list[Edge]]:
    """For each retelling the source it follows most, a whole telling before a part, and any other source that
    is not joined to one of these: what came through it is told already."""
    joined = {frozenset((edge.source, edge.retelling)) for edge in edges}
    found: dict[str, list[Edge]] = {}
    for edge in sorted(edges, key=lambda one: (one.kind != "retelling", -one.share, one.source)):
        kept = found.setdefault(edge.retelling, [])
        if all(frozenset((edge.source, other.source)) not in joined for other in kept):
            kept.append(edge)
    return found


def _group_lines(
    heading: str, reports: Sequence[Listed], look: Look, edges: Sequence[Edge] = ()
) -> Iterator[str]:
    """A heading, a line a report in columns, and under each whom it retells."""
    yield look.bold(cut(heading, look.width))
    shown = reports if look.everything else reports[:_SHOWN]
    sources = told_sources(edges)
    widths = _widths(shown)
    for report in shown:
        yield cut("   " + _row(report, widths), look.width).rstrip()
        for source in sources.get(report.id, ()):
            part = " part of" if source.kind == "partial-retelling" else ""
            how = f"retells{part}" if source.directed else "the same telling as"
            yield look.quiet(cut(f"      {how} {one_line(source.source)} ({source.share:.0%})", look.width))
    if len(shown) < len(reports):
        yield look.quiet(f"   and {len(reports) - len(shown):,} more: see them with --all")


#: Columns that a publisher and an id get at most.
_PUBLISHER, _ID = 24, 24


def _widths(reports: Sequence[Listed]) -> tuple[int, int]:
    """Columns for the publisher and for the id."""
    publishers = [columns(one_line(report.publisher or "")) for report in reports]
    ids = [columns(one_line(report.id)) for report in reports]
    return min(_PUBLISHER, max(publishers, default=0)), min(_ID, max(ids, default=0))


def _row(report: Listed, widths: tuple[int, int]) -> str:
    """When, who, which, and its title."""
    when = report.published.value[:16].replace("T", " ") if report.published else "no date"
    publisher, number = widths
    cells = [f"{one_line(when):<16}"]
    if publisher:
        cells.append(cell(one_line(report.publisher or ""), publisher))
    cells += [cell(one_line(report.id), number), one_line(report.title or "")]
    return "  ".join(cells)


def kept_lines(found: Kept, look: Look) -> Iterator[str]:
    """A report for a reader: what it is, how it stands to others, its text."""
    report = found.report
    yield look.bold(cut(one_line(report.title or report.id), look.width))
    date = report.published.value if report.published else ""
    yield look.quiet(
        cut("  ".join(one_line(x) for x in (report.id, report.publisher, date, report.url) if x), look.width)
    )
    for told in (
        f"A version of {one_line(found.version_of)}." if found.version_of else "",
        f"Other versions: {', '.join(map(one_line, found.versions))}." if found.versions else "",
        f"The same text as {one_line(found.same_as)}." if found.same_as else "",
        f"Family {found.family}, {count(found.pairs, 'pair')}." if found.family else "",
        *_credits(found.credits),
    ):
        if told:
            yield cut(told, look.width)
    yield ""
    yield from (printable(line) for line in report.text.split("\n"))


#: How each kind of credit is told to a reader, in the order in which they are.
_CREDITED = {
    "agency": "Agency",
    "byline": "By",
    "dateline": "Place",
    "contribution": "Contributed",
    "copyright": "Copyright",
    "republished": "Published first by",
    "heard": "Media named as sources",
}


def _credits(found: Sequence[Credit]) -> Iterator[str]:
    """A line for each kind of credit, each name once."""
    for kind, told in _CREDITED.items():
        names = dict.fromkeys(one_line(credit.name) for credit in found if credit.kind == kind)
        if names:
            yield f"{told}: {', '.join(names)}."


def info_lines(found: Info, look: Look) -> Iterator[str]:
    """What an archive holds."""
    yield look.bold(cut(one_line(found.path), look.width))
    texts = f" ({found.texts:,} different texts)" if found.texts != found.reports else ""
    yield f"{count(found.reports, 'report')}{texts}, {count(found.versions, 'version')}"
    yield f"{count(found.pairs, 'pair')} read side by side and not unrelated"
    yield f"{found.characters:,} characters of text in a file of {found.bytes:,} bytes"
    yield look.quiet(
        f"tables of version {found.schema}, Retold {found.made.retold}, encoder {found.made.encoder}"
    )
