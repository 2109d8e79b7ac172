"""The stories of an archive: its reports boiled down once, and grouped.

In go the rows of an archive, out come stories. A report is boiled down (`stories.features`) when stories are
asked for the first time after it was added, on as many processes as wanted; the archive keeps that, so that the
next time only new reports are looked at. It is let go of while they are, so that others may write to it. Where the
file cannot be written, nothing is kept and the result is the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from .adding import Progress, Work, alone, processes
from .engine import Store
from .engine.store import column, load
from .errors import ArchiveError
from .families import named_groups, order
from .model import Family, Listed, Part, Published, Report, Span, Story
from .models import static
from .segment import segment
from .settings import DEFAULT, Settings
from .stories import Pairs, group
from .story_features import StoryFeatures, features, restored, stored, telling

#: Reports read at a time while the archive is held, well under a second, and reports after which what was boiled down
#: is written: each time DuckDB writes again what it wrote of the last 122,880 rows.
_AT_A_TIME = 5_000
_WRITTEN_AT_ONCE = 20_000
#: How often it is looked for reports that were added in the meantime before the rest is read while the archive is held.
_TRIES = 3
#: The language of a report that is boiled down: nothing asks for it, so it is not told from the words.
_ANY = "und"
_told: list[Any] = []

#: Names a report for as long as it stays the same: its number, its id, the number of its text and its digest.
Key = tuple[int, str, int, str]
_KEY = "r.nr, r.id, r.text_nr, coalesce(r.digest, '')"


def boil(store: Store, settings: Settings, workers: int, progress: Progress) -> dict[Key, bytes]:
    """Boil down what was added since the last time and write it down; the archive is let go of between the steps.
    What could not be written, because somebody else held the file or nobody may write to it, is handed back."""
    unwritten: dict[Key, bytes] = {}
    for _ in range(_TRIES):
        with store.reading() as connection:
            missing = [key for key in _missing(connection, settings) if key not in unwritten]
        if not missing:
            break
        with processes(workers if len(missing) > settings.adding.texts_at_a_time else 1) as each:
            for start in range(0, len(missing), _AT_A_TIME):
                some = missing[start : start + _AT_A_TIME]
                with store.reading() as connection:
                    reports = _reports(connection, some)
                work = Work(each, settings, _further(progress, start, len(missing)))
                unwritten |= _features(reports, work)
                last = start + _AT_A_TIME >= len(missing)
                if (last or len(unwritten) >= _WRITTEN_AT_ONCE) and _written(store, unwritten, settings):
                    unwritten = {}
    return unwritten


def rows(connection: Any, settings: Settings, unwritten: Mapping[Key, bytes]) -> list[tuple[int, bytes]]:
    """The number and the features of every report: as they were written down, or as `boil` handed them back."""
    found: list[tuple[int, bytes]] = connection.execute(
        "SELECT nr, features FROM store.story_rows WHERE settings = ?", [settings.digest]
    ).fetchall()
    missing = _missing(connection, settings)
    found += [(key[0], unwritten[key]) for key in missing if key in unwritten]
    new = [key for key in missing if key not in unwritten]
    boiled_now = _features(_reports(connection, new), alone(settings)) if new else {}
    return found + [(key[0], features) for key, features in boiled_now.items()]


def _missing(connection: Any, settings: Settings) -> list[Key]:
    """The reports whose features are not written down, in the order of their numbers."""
    found: list[Key] = connection.execute(
        f"SELECT {_KEY} FROM store.reports r "  # noqa: S608 - columns of our own
        "WHERE r.nr NOT IN (SELECT nr FROM store.story_rows WHERE settings = ?) ORDER BY r.nr",
        [settings.digest],
    ).fetchall()
    return found


def _reports(connection: Any, keys: Sequence[Key]) -> list[tuple[Any, ...]]:
    """These reports, less those that were removed in the meantime: the key, then what a report is made of again."""
    wanted = set(keys)
    found = connection.execute(
        f"SELECT {_KEY}, t.text, r.title, r.published, t.parts FROM store.reports r "  # noqa: S608 - columns of our own
        "JOIN store.texts t ON t.nr = r.text_nr WHERE r.nr BETWEEN ? AND ? ORDER BY r.nr",
        [keys[0][0], keys[-1][0]],
    ).fetchall()
    return [row for row in found if row[:4] in wanted]


def _features(reports: Sequence[tuple[Any, ...]], work: Work) -> dict[Key, bytes]:
    """The features of some reports, on as many processes as the work has."""
    size = work.settings.adding.texts_at_a_time
    given = [(row[0], *row[4:]) for row in reports]
    lots = [given[n : n + size] for n in range(0, len(given), size)]
    found = work.mapped("reading for stories", boiled, lots, [len(lot) for lot in lots])
    return {row[:4]: features for row, (_, features) in zip(reports, found, strict=True)}


def _further(progress: Progress, before: int, total: int) -> Progress:
    """Progress over all lots, told from within one."""

    def tell(stage: str, done: int, _: int) -> None:
        progress(stage, before + done, total)

    return tell


def _written(store: Store, found: Mapping[Key, bytes], settings: Settings) -> bool:
    """Write down what was boiled down, unless somebody else holds the archive or nobody may write to it."""
    at_once = Store(store.path, 0.0)
    with suppress(ArchiveError), at_once.staging() as connection:
        with at_once.attached(connection, write=True):
            keep(connection, found, settings)
        return True
    return False


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
        language=_ANY,
        parts=tuple(Part(kind, Span(start, end)) for kind, start, end in json.loads(parts or "[]")),
    )


def keep(connection: Any, found: Mapping[Key, bytes], settings: Settings) -> None:
    """Write down what was boiled down of reports that are still the same, in an archive attached for writing."""
    load(
        connection,
        "boiled",
        {
            "nr": np.array([key[0] for key in found], dtype=np.int32),
            "id": column([key[1] for key in found]),
            "text_nr": np.array([key[2] for key in found], dtype=np.int32),
            "digest": column([key[3] for key in found]),
            "features": column(list(found.values())),
        },
    )
    connection.execute("BEGIN")
    connection.execute(
        "DELETE FROM archive.store.story_rows WHERE nr IN (SELECT nr FROM temp.boiled) OR settings <> ?",
        [settings.digest],
    )
    connection.execute(
        "INSERT INTO archive.store.story_rows SELECT b.nr, b.features, ? FROM temp.boiled b "
        "JOIN archive.store.reports r ON r.nr = b.nr AND r.id = b.id AND r.text_nr = b.text_nr "
        "AND coalesce(r.digest, '') = b.digest ORDER BY b.nr",
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
