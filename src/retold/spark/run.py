"""The whole flow on Spark, on one screen: inputs in, a folder of tables out.

Tables for readers: `reports`, `rejected`, `pairs`, `families`, `edges`, `stories` (docs/reference.md). Each stage is
kept by a digest of what made it: a run that was stopped goes on from its finished stages, and running again is free.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .. import adding
from .._version import __version__
from ..digest import digest
from ..ingest import kept as writing
from ..models import static
from ..settings import DEFAULT, Settings
from . import directing, families, finding, listing, naming, printing, reading, skimming, stories
from .session import partitions
from .stage import Stages
from .together import components

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_REPORTS: Final = """
WITH dated AS (
    SELECT *, first_value(id) OVER (PARTITION BY url ORDER BY told, id) AS first_of_url,
           first_value(text_nr) OVER (PARTITION BY url ORDER BY told, id) AS first_text,
           first_value(id) OVER (PARTITION BY text_nr ORDER BY told, id) AS first_of_text,
           count(*) OVER (PARTITION BY text_nr) AS copies
    FROM {named}
)
SELECT n.id, n.title, n.publisher, n.published, n.published_zone, n.published_origin, n.url,
       n.language, p.language AS text_language, r.text, r.parts, n.others,
       coalesce(n.version_of, CASE WHEN n.url IS NOT NULL AND n.first_of_url <> n.id AND n.first_text <> n.text_nr
                              THEN n.first_of_url END) AS version_of,
       CASE WHEN n.copies > 1 AND n.first_of_text <> n.id THEN n.first_of_text END AS same_as
FROM dated n JOIN {read} r ON r.nr = n.nr JOIN {prints} p ON p.nr = n.text_nr
"""
_REJECTED: Final = "SELECT input, reason, code, hint FROM {read} WHERE reason IS NOT NULL"

#: What came of adding: the reports that are new, those that were there, and the versions.
_TALLY: Final = """
SELECT (SELECT count(*) FROM {named}), (SELECT count(*) FROM {read} WHERE reason IS NULL),
       (SELECT count(*) FROM (
            SELECT version_of, url, row_number() OVER (PARTITION BY url ORDER BY nr) AS time FROM {named}
        ) WHERE version_of IS NOT NULL OR (url IS NOT NULL AND time > 1)),
       (SELECT count(*) FROM {rejected})
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to. `rejected` counts what was none; the table names each."""

    added: int
    unchanged: int
    versions: int
    rejected: int


def run(
    session: SparkSession,
    inputs: Sequence[str],
    folder: str,
    settings: Settings = DEFAULT,
    tell: adding.Progress = adding.untold,
) -> Done:
    """Read the inputs and find pairs, families and stories; everything is written into the folder."""
    made = digest(__version__, settings.digest, static.shipped().name)
    stages = Stages(session, folder, made, tell)
    parts = partitions(session)
    table, path, inner = stages.table, stages.path, stages.inner

    given = reading.inputs(session, inputs)
    read, r = table(inner("read"), given.digest, lambda: reading.read(session, given))
    rejected, _ = table(path("rejected"), r, lambda: session.sql(_REJECTED, read=read))
    named, n = table(inner("named"), r, lambda: naming.named(session, read, parts))
    prints, p = table(inner("prints"), n, lambda: printing.printed(session, read, named, parts))
    reports, _ = table(
        path("reports"), p, lambda: session.sql(_REPORTS, named=named, read=read, prints=prints)
    )

    known, k = table(inner("postings"), p, lambda: finding.learned(session, prints, named, settings.finding))
    found, f = table(inner("found"), k, lambda: finding.found(session, known, prints, settings.finding))
    skimmed, s = table(inner("skimmed"), f, lambda: skimming.skimmed(session, found, prints, settings, parts))
    kept, k = table(inner("kept"), s, lambda: listing.kept(session, found, skimmed, settings.finding))
    listed = listing.listed(session, kept, named)
    table(path("pairs"), k, lambda: listed.select(*listing.COLUMNS))

    derived = kept.where(families.DERIVED)
    labels = components(stages, "family_labels", k, derived.select("one", "other"))
    told, t = table(inner("told"), k, lambda: families.families(session, derived, labels, named, parts))
    members, edges = told.where("report IS NOT NULL"), told.where("report IS NULL")
    table(path("families"), t, lambda: members.select("family", "report"))
    table(path("edges"), t, lambda: directing.directed(session, told, reports, settings, parts))

    storying = settings.storying
    boiled, b = table(inner("boiled"), n, lambda: stories.boiled(session, read, named, parts))
    counts, c = table(inner("counts"), b, lambda: stories.counts(boiled, storying))
    rows, w = table(inner("tempered"), c, lambda: stories.tempered(boiled, counts, storying))
    near, e = table(inner("near"), digest(w, t), lambda: stories.near(session, rows, edges, storying))
    weighed, v = table(inner("weighed"), e, lambda: stories.weighed(session, near, rows, storying, parts))
    forms, o = table(
        inner("forms"),
        k,
        lambda: (
            listed.where(stories.FORMS.format(days_free=storying.days_free)).select("one", "other").distinct()
        ),
    )
    links, i = table(
        inner("links"),
        digest(v, o),
        lambda: stories.links(session, weighed, near, rows, forms, storying),
    )
    labels = components(
        stages, "story_labels", i, links.where(stories.joining(storying)).select("one", "other")
    )
    table(
        path("stories"),
        i,
        lambda: stories.told(
            session,
            settings,
            parts,
            rows=rows,
            labels=labels,
            named=named,
            members=members,
            links=links,
            forms=forms,
        ),
    )

    new, all_read, versions, none = map(
        int, session.sql(_TALLY, named=named, read=read, rejected=rejected).first() or (0, 0, 0, 0)
    )
    done = Done(new, all_read - new, versions, none)
    stages.write(path(writing.ABOUT), json.dumps(_about(inputs, settings, done), indent=2))
    return done


def _about(inputs: Sequence[str], settings: Settings, done: Done) -> dict[str, Any]:
    return {
        "schema": writing.SCHEMA,
        "made": {"retold": __version__, "settings": settings.digest, "encoder": static.shipped().name},
        "inputs": list(inputs),
        "added": done.added,
        "unchanged": done.unchanged,
        "versions": done.versions,
        "rejected": done.rejected,
    }
