"""The stories of an archive: its reports boiled down once, and grouped.

In go the rows of an archive, out come stories. A report is boiled down (`stories.features`) when stories are
asked for the first time after it was added, on as many processes as wanted; the archive keeps that, so that the
next time only new reports are looked at. Where the file cannot be written, nothing is kept and the result is
the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .adding import Progress, Work, processes
from .engine.store import column, load
from .families import named_groups, order
from .model import Family, Listed, Part, Published, Report, Span, Story
from .models import static
from .segment import segment
from .settings import DEFAULT, Settings
from .stories import Pairs, StoryFeatures, features, group, restored, stored, telling

#: Reports boiled down at a time: what is read of them is held in memory.
_AT_A_TIME = 20_000
_told: list[Any] = []


def rows(
    connection: Any, settings: Settings, workers: int, progress: Progress
) -> Iterator[tuple[int, bytes]]:
    """The number and the features of every report, those that were kept first."""
    name = settings.digest
    yield from connection.execute(
        "SELECT nr, features FROM store.story_rows WHERE settings = ?", [name]
    ).fetchall()
    missing = [
        row[0]
        for row in connection.execute(
            "SELECT nr FROM store.reports WHERE nr NOT IN (SELECT nr FROM store.story_rows WHERE settings = ?) "
            "ORDER BY nr",
            [name],
        ).fetchall()
    ]
    with processes(workers if len(missing) > settings.adding.texts_at_a_time else 1) as each:
        work = Work(each, settings, progress)
        for start in range(0, len(missing), _AT_A_TIME):
            some = missing[start : start + _AT_A_TIME]
            reports = connection.execute(
                "SELECT r.nr, t.text, r.title, r.published, t.parts FROM store.reports r "
                "JOIN store.texts t ON t.nr = r.text_nr WHERE r.nr BETWEEN ? AND ? ORDER BY r.nr",
                [some[0], some[-1]],
            ).fetchall()
            wanted = set(some)
            given = [row for row in reports if row[0] in wanted]
            size = settings.adding.texts_at_a_time
            lots = [given[n : n + size] for n in range(0, len(given), size)]
            yield from work.mapped("reading for stories", boiled, lots, [len(lot) for lot in lots])


def boiled(lot: Sequence[tuple[int, str, str | None, Any, str | None]]) -> list[tuple[int, bytes]]:
    """Run by a worker: the features of some reports."""
    if not _told:
        _told.append(telling(static.shipped().word_share, DEFAULT.storying))
    return [
        (nr, stored(features(segment(_report(text, title, published, parts)), _told[0], DEFAULT.storying)))
        for nr, text, title, published, parts in lot
    ]


def _report(text: str, title: str | None, published: str | None, parts: str | None) -> Report:
    return Report(
        "",
        text,
        title=title,
        published=Published(published) if published else None,
        parts=tuple(Part(kind, Span(start, end)) for kind, start, end in json.loads(parts or "[]")),
    )


def keep(connection: Any, found: Sequence[tuple[int, bytes]], settings: Settings) -> None:
    """Write down what was boiled down, in an archive attached for writing."""
    load(
        connection,
        "boiled",
        {
            "nr": np.array([nr for nr, _ in found], dtype=np.int32),
            "features": column([features for _, features in found]),
        },
    )
    connection.execute("BEGIN")
    connection.execute(
        "DELETE FROM archive.store.story_rows WHERE nr IN (SELECT nr FROM temp.boiled) OR settings <> ?",
        [settings.digest],
    )
    connection.execute(
        "INSERT INTO archive.store.story_rows SELECT b.nr, b.features, ? FROM temp.boiled b "
        "WHERE b.nr IN (SELECT nr FROM archive.store.reports) ORDER BY b.nr",
        [settings.digest],
    )
    connection.execute("COMMIT")


def forms(connection: Any, listed: Mapping[int, Listed], settings: Settings) -> Pairs:
    """The pairs of reports that share a form: what they share comes back in the archive, or they were read as a form
    and published days apart. On one day a form with other figures may be an event brought up to date.

    As two columns of numbers, which count the reports in the order of their ids.
    """
    found = connection.execute(
        "SELECT a.nr AS one, b.nr AS other FROM pairs p "
        'JOIN store.reports a ON a.id = p."left" JOIN store.reports b ON b.id = p."right" '
        "WHERE (p.recurring AND p.kind <> 'same-event') OR (p.kind = 'template' AND "
        "abs(try_cast(left(a.published, 10) AS DATE) - try_cast(left(b.published, 10) AS DATE)) > ?)",
        [settings.storying.days_free],
    ).fetchnumpy()
    place = np.zeros(max(listed, default=0) + 1, dtype=np.int64)
    place[sorted(listed, key=lambda nr: listed[nr].id)] = np.arange(len(listed))
    pairs: Pairs = place[np.stack([found["one"], found["other"]], axis=1)]
    return pairs


def grouped(
    found: Mapping[str, bytes],
    listed: Mapping[str, Listed],
    families: Sequence[Family],
    apart: Pairs,
    names: Sequence[tuple[str, str]],
    settings: Settings,
) -> tuple[Story, ...]:
    """Stories from the features of reports by their ids, their families, and the pairs that share a form."""
    rows: dict[str, StoryFeatures] = {name: restored(row) for name, row in found.items()}
    derived = [(edge.source, edge.retelling) for family in families for edge in family.edges]
    groups = group(rows, settings.storying, derived, apart)
    family_of = {one.id: family.id for family in families for one in family.reports}
    return told(groups, listed, family_of, names)


def told(
    groups: Sequence[Sequence[str]],
    listed: Mapping[str, Listed],
    family_of: Mapping[str, str],
    names: Sequence[tuple[str, str]] = (),
) -> tuple[Story, ...]:
    """Groups of reports as stories, in the order of their first reports. `family_of` names the family of a report."""
    members = {number: [listed[name] for name in inside] for number, inside in enumerate(groups)}
    named = named_groups("story", members, names)
    stories = []
    for number, inside in members.items():
        reports = tuple(sorted(inside, key=order))
        held = dict.fromkeys(family_of[one.id] for one in reports if one.id in family_of)
        title = next((one.title for one in reports if one.title), None)
        stories.append(Story(named[number][0], title, reports, tuple(held), named[number][1]))
    return tuple(sorted(stories, key=lambda story: order(story.reports[0])))
