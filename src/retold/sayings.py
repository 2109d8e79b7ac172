"""The quotations of an archive that stand in several of its reports.

In go the texts of an archive, out come `Quotation`s. Step by step, so that each reads less than the one before:

1. the texts that hold quotation marks are cut into quotations, and the runs of words in those noted;
2. texts are put side by side that share a run of few texts, or that were read side by side when they were added and
   tell of one event or retell one another;
3. of texts that retell each other, those whose quotations are not all found in both are compared in full: what
   stands in the place of a quotation there is its other wording, or the same words without marks;
4. who spoke is read in the reports alone whose quotations may be one.

Nothing of it is kept in the archive: one question needs it, and a report that is removed leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import attributions, pipeline, wordings
from .adding import Progress, Work, processes
from .digest import digest
from .engine.store import load
from .families import order
from .model import Listed, Quotation, Report, Span, Telling, Verdict, Wording
from .models import static
from .segment import segment
from .settings import Following, Settings
from .text.together import Together
from .wordings import NOBODY, Edge, Near, Pair, Quoted, Speaker, Told

#: Two texts by their numbers, the smaller first.
Texts = tuple[int, int]
#: The reports that have each text, the first one first.
Reports = Mapping[int, Sequence[Report]]
#: Reads the reports of some texts from an archive that is open.
Reader = Callable[[Any, Sequence[int]], Reports]

#: Marks with which quotations open, doubled or single, for DuckDB's regular expressions. A rough sieve.
_MARKS = (
    "[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300e]|``|''|\u2018\u2018"
    "|(^|[\\s(\\[\u2014\u2013-])['\u2018][[:alnum:]$\u00a3\u20ac]"
)
#: Texts read from the archive at a time.
_AT_A_TIME = 20_000
#: Texts with marks up to which the quotations that were cut are kept for the second look: some 2 KB each.
_KEPT = 50_000
#: Lots from which other processes are started.
_ALONE = 200
#: Texts handed to a worker at a time, and pairs.
_LOT = 100
#: Texts with quotation marks.
_MARKED = "SELECT nr FROM store.texts WHERE regexp_matches(text, ?) ORDER BY nr"
#: Texts that were read side by side, and how they stand to each other. What is told of recurring things is no story.
_RELATED = """
    SELECT one, other, kind, share FROM store.pairs
    WHERE NOT recurring AND (
        kind IN ('retelling', 'partial-retelling', 'same-event')
            AND one IN (SELECT nr FROM temp.marked) AND other IN (SELECT nr FROM temp.marked)
        OR kind IN ('retelling', 'partial-retelling')
            AND (one IN (SELECT nr FROM temp.marked) OR other IN (SELECT nr FROM temp.marked)))
    ORDER BY one, other
"""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is worth reading: reports by their texts, pairs of texts with how they stand to each other and how much of the
    shorter one the other holds, and the quotations of texts that were cut already."""

    reports: Reports
    pairs: Mapping[Texts, tuple[Near, float]]
    units: Mapping[int, tuple[Quoted, ...]] = field(default_factory=dict)


def gathered(
    connection: Any, reader: Reader, settings: Settings, workers: int, progress: Progress
) -> Gathered:
    """The texts whose quotations may stand in another one, too."""
    marked = [nr for (nr,) in connection.execute(_MARKED, [_MARKS]).fetchall()]
    load(connection, "marked", {"nr": np.array(marked, dtype=np.int32)})
    codes: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int64]] = []
    cut: dict[int, tuple[Quoted, ...]] = {}
    with processes(workers if len(marked) > _ALONE else 1) as each:
        work = Work(each, settings, progress)
        for some in _lots(marked, _AT_A_TIME):
            texts = [(nr, held[0]) for nr, held in sorted(reader(connection, some).items())]
            read = partial(_runs, settings.following)
            for nr, units, found in work.mapped("reading quotations", read, *_sized(texts)):
                codes.append(found)
                owners.append(np.full(len(found), nr, dtype=np.int64))
                if len(marked) <= _KEPT:
                    cut[nr] = units
    pairs: dict[Texts, tuple[Near, float]] = dict.fromkeys(
        sharing(codes, owners, settings.following.key_most), ("far", 0.0)
    )
    for one, other, kind, share in connection.execute(_RELATED).fetchall():
        pairs[min(one, other), max(one, other)] = (
            "event" if kind == "same-event" else "retold",
            float(share or 0),
        )
    wanted = sorted({nr for pair in pairs for nr in pair})
    return Gathered(reader(connection, wanted), pairs, {nr: cut[nr] for nr in wanted if nr in cut})


def _lots(given: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (given[n : n + size] for n in range(0, len(given), size))


def _sized(given: Sequence[Any]) -> tuple[list[Sequence[Any]], list[int]]:
    """What is handed to the workers, and how much of it each gets."""
    lots = list(_lots(given, _LOT))
    return lots, [len(lot) for lot in lots]


def _runs(
    settings: Following, lot: Sequence[tuple[int, Report]]
) -> list[tuple[int, tuple[Quoted, ...], NDArray[np.uint64]]]:
    """Run by a worker: the quotations of some texts, and the codes of the runs of words in them."""
    telling = static.shipped().word_weight
    found = []
    for nr, report in lot:
        units = wordings.quoted(segment(report), nr, settings)
        runs = {key for unit in units for key in wordings.keys(unit.forms, telling, settings)}
        found.append((nr, units, np.array(sorted(map(_code, runs)), dtype=np.uint64)))
    return found


def _code(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def sharing(
    codes: Sequence[NDArray[np.uint64]], owners: Sequence[NDArray[np.int64]], most: int
) -> list[Texts]:
    """The pairs of texts that share a run which stands in at most so many texts: sorted, and neighbours paired."""
    if not codes:
        return []
    run, nr = np.concatenate(codes), np.concatenate(owners)
    by_run = np.lexsort((nr, run))
    run, nr = run[by_run], nr[by_run]
    found: set[Texts] = set()
    starts = np.flatnonzero(np.r_[True, run[1:] != run[:-1]]) if len(run) else np.array([], dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(run)])
    wanted = (sizes > 1) & (sizes <= most)
    for start, size in zip(starts[wanted].tolist(), sizes[wanted].tolist(), strict=True):
        held = nr[start : start + size].tolist()
        found.update((a, b) for n, a in enumerate(held) for b in held[n + 1 :])
    return sorted(found)


def quotations(
    found: Gathered, settings: Settings, workers: int, progress: Progress
) -> tuple[Quotation, ...]:
    """The quotations that stand in several of the reports, in the order of their first tellings."""
    following = settings.following
    telling = static.shipped().word_weight
    with processes(workers if len(found.reports) > _ALONE else 1) as each:
        work = Work(each, settings, progress)
        firsts = [(nr, held[0]) for nr, held in sorted(found.reports.items())]
        units = dict(found.units)
        left = [(nr, report) for nr, report in firsts if nr not in units]
        units.update(work.mapped("cutting quotations", partial(_units, following), *_sized(left)))
        alike = _alike(found.pairs, units, telling, following)
        jobs = _to_compare(found, units, alike, following.far_days)
        linked = _linked(work, found.reports, jobs, units)
        spoken = {pair.one.nr for pair in (*alike, *linked)} | {pair.other.nr for pair in (*alike, *linked)}
        voices: dict[Quoted, Speaker] = {}
        given = [(nr, report, units[nr]) for nr, report in firsts if nr in spoken]
        for lot in work.mapped("reading who spoke", _speakers, *_sized(given)):
            voices.update(lot)
    edges = [*_joined(found, alike, voices, following), *_compared(found, linked, voices, telling, following)]
    when = {nr: order(listed(held[0])) for nr, held in found.reports.items()}
    groups = wordings.groups(
        [unit for some in units.values() for unit in some] + _unmarked(linked), edges, when
    )
    texts = {nr: held[0].text for nr, held in found.reports.items()}
    told = [wordings.told(group, units, texts, voices, telling, following) for group in groups]
    ids = wordings.named(told, lambda nr: found.reports[nr][0].id)
    related = _one_telling(found.pairs)
    made = [
        _quotation(name, some, found.reports, voices, related) for name, some in zip(ids, told, strict=True)
    ]
    return tuple(sorted(made, key=_first))


def _units(settings: Following, lot: Sequence[tuple[int, Report]]) -> list[tuple[int, tuple[Quoted, ...]]]:
    """Run by a worker: the quotations of some texts."""
    return [(nr, wordings.quoted(segment(report), nr, settings)) for nr, report in lot]


def _speakers(lot: Sequence[tuple[int, Report, Sequence[Quoted]]]) -> list[list[tuple[Quoted, Speaker]]]:
    """Run by a worker: who spoke the quotations of some texts."""
    found = []
    for _, report, units in lot:
        segmented = segment(report)
        spoken = wordings.speakers(segmented, units, attributions.read(segmented))
        found.append(list(zip(units, spoken, strict=True)))
    return found


def _alike(
    pairs: Mapping[Texts, tuple[Near, float]],
    units: Mapping[int, Sequence[Quoted]],
    telling: wordings.Telling,
    settings: Following,
) -> dict[Pair, wordings.Likeness]:
    """The quotations of each pair of texts that are alike, with what they share."""
    bags = {unit: wordings.Bag(unit.forms) for some in units.values() for unit in some}
    found: dict[Pair, wordings.Likeness] = {}
    for (a, b), (near, _) in pairs.items():
        for one in units[a]:
            for other in units[b]:
                if near == "far" and min(len(one.forms), len(other.forms)) < settings.far_words:
                    continue
                if not bags[one].may_be(bags[other], settings):
                    continue
                shared = wordings.alike(one, other, near, telling, settings)
                if shared is not None:
                    found[Pair(one, other, near)] = shared
    return found


def _to_compare(
    found: Gathered, units: Mapping[int, Sequence[Quoted]], alike: Iterable[Pair], most_days: float
) -> list[Texts]:
    """The texts that are compared in full: each with the one before it that it shares most with, where one retells the
    other and some quotation does not stand word for word in both. The earlier one comes first."""
    there: dict[Texts, set[Quoted]] = {}
    for pair in alike:
        if pair.one.forms == pair.other.forms:
            there.setdefault((pair.one.nr, pair.other.nr), set()).update((pair.one, pair.other))
    when = {nr: order(listed(held[0])) for nr, held in found.reports.items()}
    days = _Days(found.reports)
    best: dict[int, tuple[float, tuple[str, str], int]] = {}
    for (a, b), (near, share) in found.pairs.items():
        if near == "retold" and days.apart(a, b) <= most_days:
            first, second = sorted((a, b), key=when.__getitem__)
            option = (-share, when[first], first)
            best[second] = min(best.get(second, option), option)
    jobs = []
    for second, (_, _, first) in sorted(best.items()):
        held = there.get((min(first, second), max(first, second)), set())
        if any(unit not in held for nr in (first, second) for unit in units[nr]):
            jobs.append((first, second))
    return jobs


def _linked(
    work: Work, reports: Reports, jobs: Sequence[Texts], units: Mapping[int, Sequence[Quoted]]
) -> list[Pair]:
    """Quotations that a comparison of two reports puts one for the other."""
    found: list[Pair] = []
    given = [(a, reports[a][0], b, reports[b][0]) for a, b in jobs]
    compare = partial(_changes, work.settings)
    for a, b, left, right, verdict in work.mapped("comparing reports", compare, *_sized(given)):
        one = _at(units[a], left, reports[a][0].text, a, marked=verdict != "quoted")
        other = _at(units[b], right, reports[b][0].text, b, marked=verdict != "unquoted")
        if one is not None and other is not None:
            found.append(Pair(one, other, "retold", linked=True))
    return list(dict.fromkeys(found))


def _changes(
    settings: Settings, lot: Sequence[tuple[int, Report, int, Report]]
) -> list[tuple[int, int, Span, Span, Verdict]]:
    """Run by a worker: the quotations that stand in both of two reports and differ."""
    return [
        (a, b, change.left, change.right, change.verdict)
        for a, left, b, right in lot
        for change in pipeline.replaced(left, right, "quotation", settings)
        if change.left is not None and change.right is not None
    ]


def _at(units: Sequence[Quoted], span: Span, text: str, nr: int, *, marked: bool) -> Quoted | None:
    """The quotation of a text that stands in a place; of words without marks one is made."""
    if not marked:
        forms = tuple(wordings.stretch(text, [span]).forms)
        return Quoted(nr, -1, (span,), forms, marked=False) if forms else None
    held = [
        (-sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in unit.spans), unit.place, unit)
        for unit in units
    ]
    best = min(held, default=None, key=lambda item: item[:2])
    return best[2] if best is not None and best[0] < 0 else None


def _unmarked(linked: Iterable[Pair]) -> list[Quoted]:
    return [unit for pair in linked for unit in (pair.one, pair.other) if not unit.marked]


def _joined(
    found: Gathered,
    alike: Mapping[Pair, wordings.Likeness],
    voices: Mapping[Quoted, Speaker],
    settings: Following,
) -> Iterator[Edge]:
    """The quotations that are alike and one by who spoke and when."""
    days = _Days(found.reports)
    for pair, shared in alike.items():
        apart = days.apart(pair.one.nr, pair.other.nr)
        speaker = wordings.one_speaker(voices.get(pair.one, NOBODY), voices.get(pair.other, NOBODY))
        if wordings.same(pair, shared, speaker, apart, settings):
            yield Edge(pair.one, pair.other, shared.both, linked=False)


def _compared(
    found: Gathered,
    linked: Sequence[Pair],
    voices: Mapping[Quoted, Speaker],
    telling: wordings.Telling,
    settings: Following,
) -> Iterator[Edge]:
    """The quotations that stand for each other in two reports that were compared."""
    days = _Days(found.reports)
    for pair in linked:
        speaker = wordings.one_speaker(voices.get(pair.one, NOBODY), voices.get(pair.other, NOBODY))
        apart = days.apart(pair.one.nr, pair.other.nr)
        if wordings.stands_for(pair, speaker, apart, telling, settings):
            share = wordings.likeness(pair.one.forms, pair.other.forms, telling).both
            yield Edge(pair.one, pair.other, share, linked=True)


class _Days:
    """On which day each text was first told."""

    def __init__(self, reports: Reports) -> None:
        self._days = {nr: _day(held[0]) for nr, held in reports.items()}

    def apart(self, one: int, other: int) -> int:
        """Days between two texts; none where one has no date."""
        a, b = self._days[one], self._days[other]
        return abs((a - b).days) if a and b else 0


def _day(report: Report) -> date | None:
    try:
        return date.fromisoformat(report.published.value[:10]) if report.published else None
    except ValueError:
        return None


def listed(report: Report) -> Listed:
    """A report as it stands in a list."""
    return Listed(report.id, report.publisher, report.published, report.title)


def _one_telling(pairs: Mapping[Texts, tuple[Near, float]]) -> Callable[[int, int], bool]:
    """Whether two texts hang together by re-use of text."""
    joined = Together()
    for (a, b), (near, _) in pairs.items():
        if near == "retold":
            joined.join(a, b)
    return lambda one, other: joined.first(one) == joined.first(other)


def _quotation(
    name: str,
    told: Sequence[Told],
    reports: Reports,
    voices: Mapping[Quoted, Speaker],
    related: Callable[[int, int], bool],
) -> Quotation:
    """A quotation with its wordings, each with the reports that have it."""
    wording: dict[tuple[str, str], list[tuple[Told, Telling]]] = {}
    for one, key in zip(told, wordings.wording_ids(told), strict=True):
        speaker = voices.get(one.parts[0], NOBODY)
        spans = tuple(span for part in one.parts for span in part.spans)
        tellings = [
            (one, Telling(report, spans, speaker.label, speaker.anonymous, one.parts[0].marked))
            for report in reports[one.parts[0].nr]
        ]
        wording.setdefault(("verbatim", "") if one.verdict == "verbatim" else (one.verdict, key), []).extend(
            tellings
        )
    made = []
    for (verdict, key), held in wording.items():
        ordered = sorted(held, key=lambda item: (order(listed(item[1].report)), item[1].spans))
        first = ordered[0][0]
        why = told[0].why if verdict == "verbatim" else first.why
        if first.verdict not in ("verbatim", "quoted", "unquoted") and not related(
            told[0].parts[0].nr, first.parts[0].nr
        ):
            why += "; no sign that one report took it from the other"
        if verdict != "verbatim" and not all(
            one.published for one in (reports[told[0].parts[0].nr][0], ordered[0][1].report)
        ):
            why += "; the dates do not tell which wording came first"
        made.append(
            Wording(
                id=digest("wording", name, verdict, key),
                verdict=first.verdict,
                effect=first.effect,
                why=why,
                tellings=tuple(telling for _, telling in ordered),
            )
        )
    verbatim, *others = made
    others.sort(key=lambda one: (order(listed(one.tellings[0].report)), one.tellings[0].spans, one.id))
    return Quotation(name, (verbatim, *others))


def _first(found: Quotation) -> tuple[tuple[str, str], tuple[Span, ...]]:
    telling = found.wordings[0].tellings[0]
    return order(listed(telling.report)), telling.spans


def several(found: Collection[Quotation], *, altered: bool) -> tuple[Quotation, ...]:
    """The quotations whose wordings differ, or all."""
    return tuple(one for one in found if one.altered or not altered)
