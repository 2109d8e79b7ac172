"""How reports go into an archive: batch by batch, each batch whole or not at all.

In go reports as they are read, out come the counts of what was added. For each batch:

1. look up (archive read): which reports are there already, which texts;
2. print (no lock): the new texts, on as many processes as wanted;
3. find (archive read): which pairs of a new text and another one are worth reading side by side;
4. skim (no lock): those pairs, on the same processes;
5. merge (archive written): all of it in one transaction.

Between these steps others may use the archive. Where another writer was quicker, the batch is done again
from the first step on. A process that is killed leaves either a batch or nothing of it, and since a report
that is there already changes nothing, the same call again goes on where it was.

A report is new where its id is. The same id with another text or title is a new version, and gets the id
`ID@2`, `ID@3` ... of its own; where both have addresses and these differ it is another report that happens
to have the same id, and gets such an id too, but is no version.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import candidates
from .digest import digest
from .engine import Store
from .engine.store import column, load
from .fingerprint import Print, Printer, Words, unpacked
from .model import Added, Rejected, Report
from .naming import Names
from .relation import judge
from .settings import DEFAULT, Settings
from .skim import Shelf, shorter_first, skim

#: Called while work goes on: what is being done, how much of it is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Tally:
    added: int = 0
    unchanged: int = 0
    versions: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def add(
    store: Store,
    reports: Iterable[Report | Rejected],
    *,
    workers: int = 1,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
) -> Added:
    """Add reports to an archive, which is made where there is none and a report to put into it."""
    tally = _Tally()
    tell = progress if progress is not None else untold
    if store.path.exists():
        store.create()
    with processes(workers) as each:
        for batch in _batches(reports, settings, tally, tell):
            store.create()
            _add_batch(store, batch, Work(each, settings, tell), tally)
    return Added(tally.added, tally.unchanged, tally.versions, tuple(tally.rejected))


def untold(stage: str, done: int, total: int) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the steps of a batch are done with."""

    each: Callable[[Any, Sequence[Any]], Iterable[Any]]
    settings: Settings
    tell: Progress

    def mapped(self, stage: str, function: Any, lots: Sequence[Any], sizes: Sequence[int]) -> Iterator[Any]:
        """What the processes make of each lot, in order, and the progress told."""
        done = 0
        for found, size in zip(self.each(function, lots), sizes, strict=True):
            done += size
            self.tell(stage, done, sum(sizes))
            yield from found


def _batches(
    reports: Iterable[Report | Rejected], settings: Settings, tally: _Tally, tell: Progress
) -> Iterator[list[Report]]:
    batch: list[Report] = []
    size = 0
    for number, report in enumerate(reports, start=1):
        tell("reading reports", number, 0)
        if isinstance(report, Rejected):
            tally.rejected.append(report)
            continue
        batch.append(report)
        size += len(report.text)
        if len(batch) >= settings.adding.batch_reports or size >= settings.adding.batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def alone(settings: Settings) -> Work:
    """Work done here and now, by this process, and nobody watching."""
    return Work(map, settings, untold)


def _quiet() -> None:
    """A worker leaves Ctrl-C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def processes(workers: int) -> Iterator[Callable[[Any, Sequence[Any]], Iterable[Any]]]:
    """What maps a function over lots: this process, or several."""
    if workers <= 1:
        yield map
        return
    pool = ProcessPoolExecutor(workers, initializer=_quiet)
    try:
        yield pool.map
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _New:
    """A report that goes in, with the id it gets."""

    report: Report
    id: str
    version_of: str | None
    text_digest: str


def text_digest(report: Report) -> str:
    """Names what is matched: the text and the parts that the reader of its format knew."""
    return digest(report.text, *(f"{part.kind} {part.span.start} {part.span.end}" for part in report.parts))


def made_of_report(report: Report) -> str:
    """Names all that a report is made of: two with one digest are the same report."""
    return digest(report.digest, text_digest(report))


def _add_batch(store: Store, batch: Sequence[Report], work: Work, tally: _Tally) -> None:
    settings = work.settings
    while True:
        with store.staging() as connection:
            with store.attached(connection):
                changes = _changes(connection)
                new, unchanged, versions, first_nr, first_text = _sorted_out(connection, batch)
                texts = _new_texts(connection, new)
            if not new:
                tally.unchanged += unchanged
                return
            prints = _printed(work, list(texts.values()))
            _stage(connection, new, texts, prints, first_nr, first_text)
            with store.attached(connection):
                if _changes(connection) != changes:
                    continue
                pairs, words = _found(connection, prints, first_text, settings)
            stage_pairs(connection, pairs, skimmed(work, pairs, words))
            with store.attached(connection, write=True):
                if _changes(connection) != changes:
                    continue
                _merge(connection, changes, settings)
        tally.added += len(new)
        tally.unchanged += unchanged
        tally.versions += versions
        return


def _changes(connection: Any) -> int:
    """How often the archive has been written to."""
    return int(
        connection.execute("SELECT value FROM archive.store.about WHERE name = 'changes'").fetchone()[0]
    )


def _sorted_out(connection: Any, batch: Sequence[Report]) -> tuple[list[_New], int, int, int, int]:
    """The reports that are new, how many are there already, how many are versions, and the next numbers."""
    load(connection, "asked", {"id": column([r.id for r in batch]), "url": column([r.url for r in batch])})
    rows = connection.execute(
        "SELECT r.id, r.given_id, r.digest, r.url, r.text_nr FROM archive.store.reports r "
        "WHERE r.given_id IN (SELECT id FROM temp.asked) OR r.id IN (SELECT id FROM temp.asked)"
    ).fetchall()
    names = Names(held=partial(_held, connection))
    for found, given, made_of, url, _ in rows:
        names.known.setdefault(given, []).append((found, made_of, url))
        names.taken.add(found)
    urls = {
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT r.url FROM archive.store.reports r WHERE r.url IN (SELECT url FROM temp.asked)"
        ).fetchall()
    }
    new: list[_New] = []
    unchanged = versions = 0
    for report in batch:
        named = names.name(report.id, made_of_report(report), report.url)
        if named is None:
            unchanged += 1
            continue
        versions += named.version_of is not None or (report.url is not None and report.url in urls)
        if report.url is not None:
            urls.add(report.url)
        new.append(_New(report, named.id, named.version_of, text_digest(report)))
    next_report, next_text = connection.execute(
        "SELECT (SELECT coalesce(max(nr), 0) + 1 FROM archive.store.reports), "
        "(SELECT coalesce(max(nr), 0) + 1 FROM archive.store.texts)"
    ).fetchone()
    return new, unchanged, versions, int(next_report), int(next_text)


def _held(connection: Any, name: str) -> bool:
    """Whether the archive holds a report of that id."""
    return (
        connection.execute("SELECT 1 FROM archive.store.reports WHERE id = ?", [name]).fetchone() is not None
    )


def _new_texts(connection: Any, new: Sequence[_New]) -> dict[str, Report]:
    """The texts that the archive does not hold, by their digests: a report that has each."""
    texts = {one.text_digest: one.report for one in reversed(new)}
    load(connection, "asked_texts", {"digest": column(list(texts))})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE held_texts AS SELECT t.digest, t.nr FROM archive.store.texts t "
        "WHERE t.digest IN (SELECT digest FROM temp.asked_texts)"
    )
    for (held,) in connection.execute("SELECT digest FROM temp.held_texts").fetchall():
        del texts[held]
    return dict(reversed(texts.items()))


def _printed(work: Work, reports: Sequence[Report]) -> list[Print]:
    size = work.settings.adding.texts_at_a_time
    lots = [
        [Report("", report.text, parts=report.parts) for report in reports[n : n + size]]
        for n in range(0, len(reports), size)
    ]
    return list(work.mapped("reading words", read_texts, lots, [len(lot) for lot in lots]))


_printer: list[Printer] = []


def read_texts(reports: Sequence[Report]) -> list[Print]:
    """Run by a worker. The printer is kept: it remembers the words it has met."""
    if not _printer:
        _printer.append(Printer(DEFAULT.printing))
    return _printer[0].prints(reports)


def _stage(
    connection: Any,
    new: Sequence[_New],
    texts: dict[str, Report],
    prints: Sequence[Print],
    first_nr: int,
    first_text: int,
) -> None:
    """The rows of new texts and reports, as tables of the staging connection."""
    packed = [one.packed() for one in prints]
    numbers = np.arange(first_text, first_text + len(prints), dtype=np.int32)
    text_rows = {
        "nr": numbers,
        "digest": column(list(texts)),
        "text": column([report.text for report in texts.values()]),
        "parts": column([parts(report) for report in texts.values()]),
        "language": column([one.language for one in prints]),
        "words": column([words for words, _ in packed]),
        "ends": column([ends for _, ends in packed]),
        "size": np.array([one.size for one in prints], dtype=np.int32),
    }
    load(connection, "new_texts", text_rows)
    connection.execute("INSERT INTO temp.held_texts SELECT digest, nr FROM temp.new_texts")
    report_rows = {
        "nr": np.arange(first_nr, first_nr + len(new), dtype=np.int32),
        "text_digest": column([one.text_digest for one in new]),
        "id": column([one.id for one in new]),
        "given_id": column([one.report.id for one in new]),
        "version_of": column([one.version_of for one in new]),
        "digest": column([made_of_report(one.report) for one in new]),
        "title": column([one.report.title for one in new]),
        "publisher": column([one.report.publisher for one in new]),
        "url": column([one.report.url for one in new]),
        "published": column([p.value if (p := one.report.published) else None for one in new]),
        "published_zone": column([p.zone if (p := one.report.published) else None for one in new]),
        "published_origin": column([p.origin if (p := one.report.published) else None for one in new]),
        "language": column([one.report.language for one in new]),
        "others": column([others(one.report) for one in new]),
    }
    load(connection, "new_reports", report_rows)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE new_days AS SELECT h.nr AS text_nr, "
        "min(try_cast(left(r.published, 10) AS DATE)) AS first_day, "
        "max(try_cast(left(r.published, 10) AS DATE)) AS last_day "
        "FROM temp.new_reports r JOIN temp.held_texts h ON h.digest = r.text_digest GROUP BY h.nr"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE new_owners AS SELECT DISTINCT h.nr AS text_nr, r.publisher "
        "FROM temp.new_reports r JOIN temp.held_texts h ON h.digest = r.text_digest"
    )
    hashes = np.concatenate([one.postings for one in prints]) if prints else np.zeros(0, dtype=np.uint64)
    owners = np.repeat(numbers, [len(one.postings) for one in prints])
    order = np.argsort(hashes, kind="stable")
    load(connection, "new_postings", {"hash": hashes[order], "text_nr": owners[order]})


def parts(report: Report) -> str | None:
    """The parts that the reader of a report's format knew, as JSON."""
    told = [[part.kind, part.span.start, part.span.end] for part in report.parts]
    return json.dumps(told) if told else None


def others(report: Report) -> str | None:
    """What else is known of a report, as JSON."""
    known: dict[str, object] = {
        "fields": dict(report.fields),
        "notes": list(report.notes),
        "byline": report.byline,
        "modified": asdict(report.modified) if report.modified else None,
        "canonical": report.canonical,
        "syndicated_from": report.syndicated_from,
    }
    told = {name: value for name, value in known.items() if value}
    return json.dumps(told, ensure_ascii=False, default=str) if told else None


def _found(
    connection: Any, prints: Sequence[Print], first_text: int, settings: Settings
) -> tuple[NDArray[np.int64], dict[int, Words]]:
    """The pairs to read, and the words of their texts."""
    for statement in candidates.FIND:
        connection.execute(candidates.filled(statement, settings.finding, first_text))
    found = connection.execute(
        "SELECT one, other FROM temp.found WHERE NOT thin ORDER BY one, other"
    ).fetchnumpy()
    pairs = np.stack([found["one"], found["other"]], axis=1).astype(np.int64)
    words = {
        first_text + n: Words(one.codes, one.weights, one.marks, one.ends) for n, one in enumerate(prints)
    }
    old = connection.execute(
        "SELECT nr, words, ends FROM archive.store.texts WHERE nr IN (SELECT one FROM temp.found WHERE NOT thin)"
    ).fetchall()
    words.update((nr, unpacked(packed, ends)) for nr, packed, ends in old)
    return pairs, words


@dataclass(frozen=True, slots=True)
class Lot:
    """Pairs for a worker, with the words of their texts."""

    words: tuple[Words, ...]
    pairs: NDArray[np.int64]
    settings: Settings


#: The columns of a pair that skimming fills.
Row = tuple[str, str, float, float, float, float, float, str]


def skimmed(work: Work, pairs: NDArray[np.int64], words: Mapping[int, Words]) -> list[Row]:
    """Pairs of texts, read side by side."""
    settings = work.settings
    size = settings.adding.pairs_at_a_time
    lots: list[Lot] = []
    for n in range(0, len(pairs), size):
        asked, numbers = np.unique(pairs[n : n + size], return_inverse=True)
        lots.append(
            Lot(tuple(words[nr] for nr in asked.tolist()), numbers.reshape(-1, 2).astype(np.int64), settings)
        )
    return list(work.mapped("comparing pairs", read_lot, lots, [len(lot.pairs) for lot in lots]))


def read_lot(lot: Lot) -> list[Row]:
    """Run by a worker: the pairs of a lot, read."""
    settings = lot.settings
    shelf = Shelf(lot.words, settings.relating, settings.skimming)
    ordered = np.array(
        [
            (one, other) if shorter_first(lot.words[one], lot.words[other]) else (other, one)
            for one, other in lot.pairs.tolist()
        ],
        dtype=np.int64,
    ).reshape(-1, 2)
    rows: list[Row] = []
    for reading in skim(shelf, ordered, settings.relating, settings.skimming):
        kind, confidence, reasons = judge(reading.facts, settings.relating)
        late, _, _ = judge(reading.late, settings.relating)
        share = min(1.0, reading.verbatim + reading.edited + reading.reworded)
        rows.append(
            (
                kind,
                late,
                share,
                reading.verbatim,
                reading.edited,
                reading.reworded,
                round(confidence, 2),
                json.dumps(reasons, ensure_ascii=False),
            )
        )
    return rows


def stage_pairs(connection: Any, pairs: NDArray[np.int64], rows: Sequence[Row]) -> None:
    """Pairs and what was read of them, as a table of the staging connection."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * 8
    read = {
        "one": pairs[:, 0].astype(np.int32),
        "other": pairs[:, 1].astype(np.int32),
        "kind": column(columns[0]),
        "kind_late": column(columns[1]),
        "share": np.array(columns[2], dtype=np.float32),
        "verbatim": np.array(columns[3], dtype=np.float32),
        "edited": np.array(columns[4], dtype=np.float32),
        "reworded": np.array(columns[5], dtype=np.float32),
        "confidence": np.array(columns[6], dtype=np.float32),
        "reasons": column(columns[7]),
    }
    load(connection, "read_pairs", read)


def _merge(connection: Any, changes: int, settings: Settings) -> None:
    """All of a batch, in one transaction."""
    connection.execute("BEGIN")
    connection.execute(
        """
        INSERT INTO archive.store.texts BY NAME
            SELECT t.*, d.first_day, d.last_day FROM temp.new_texts t JOIN temp.new_days d ON d.text_nr = t.nr ORDER BY t.nr;
        UPDATE archive.store.texts t
            SET first_day = least(t.first_day, d.first_day), last_day = greatest(t.last_day, d.last_day)
            FROM temp.new_days d WHERE d.text_nr = t.nr AND t.nr NOT IN (SELECT nr FROM temp.new_texts);
        INSERT INTO archive.store.reports
            SELECT r.nr, h.nr, r.* EXCLUDE (nr, text_digest)
            FROM temp.new_reports r JOIN temp.held_texts h ON h.digest = r.text_digest ORDER BY r.nr;
        INSERT INTO archive.store.postings SELECT hash, text_nr FROM temp.new_postings ORDER BY hash;
        """
    )
    connection.execute(candidates.filled(candidates.LEARN + candidates.KEEP, settings.finding))
    connection.execute("UPDATE archive.store.about SET value = ? WHERE name = 'changes'", [str(changes + 1)])
    connection.execute("COMMIT")


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
