"""What the pages read from, kept up to date in the background.

In goes an archive's path, out come open snapshots of it and comparisons of two of its reports. Whether the archive was
written to is asked once a second at most, when a page is asked for; then a process of its own makes the snapshot
anew, and until it is done the pages show the last one and say so. Where there is none yet, `NoSnapshot` tells how far the
making is. Comparisons are kept, the last few hundred, by the texts of their reports.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .. import pipeline, reviews
from ..engine.beside import findings_of, reviews_of, snapshot_of
from ..errors import ArchiveError, NoSuchArchive, NotReady, RetoldError
from ..model import Attributed, Comparison, Report
from ..snapshot import making
from ..snapshot.reading import About, Snapshot, opened, present
from ..text.printable import printable
from .student import Student

#: Seconds between two looks at the archive's file.
_LOOK_EVERY = 1.0
#: How many times as long as the last making took to wait before the next: an archive that grows all the time leaves
#: half of one processor to the pages.
_REST = 1.0
#: Comparisons that are kept: at some 200 kB each, 60 MB.
_KEPT = 300
#: Reports that are compared with others in the background at once.
_AT_ONCE = 2
#: Results of longer work that are kept, and seconds that a page waits for one before it tells that it comes.
_WORKS = 32
_PATIENCE = 0.1
#: The same for programs, and how many of them wait at once: each takes one of the 40 threads that answer.
_LONG_PATIENCE, _PATIENT = 20.0, 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """What the desk shows: `about` the snapshot (None where there is none), whether a newer one is being made, how far
    that is, and what went wrong with the last try."""

    about: About | None
    making: bool
    stage: str
    done: int
    total: int
    problem: RetoldError | None


class NoSnapshot(NotReady):
    """There is no snapshot yet."""

    def __init__(self, state: State) -> None:
        self.state = state
        told = (
            state.problem.message
            if state.problem
            else "The archive is being read; its pages come when that is done."
        )
        hint = state.problem.hint if state.problem else "Ask again in a few seconds."
        super().__init__(told, hint)


class Desk:
    """One archive, ready to be read from many requests at once."""

    def __init__(self, archive: str | Path) -> None:
        self.archive = Path(archive)
        if not self.archive.is_file():
            raise NoSuchArchive(
                f"There is no archive {printable(str(archive))}.",
                f"Make one: retold add {printable(str(archive))} INPUT...",
            )
        self.snapshot_path = snapshot_of(self.archive)
        self.findings_path = findings_of(self.archive)
        self.reviews_path = reviews_of(self.archive)
        #: Held by whoever adds: one at a time.
        self.adding = threading.Lock()
        #: Called when the desk is closed.
        self.at_end: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._kept = threading.Lock()
        self._seen: tuple[int, ...] | None = None
        self._looked = 0.0
        self._busy = False
        self._process: subprocess.Popen[str] | None = None
        self._told: tuple[str, int, int] = ("", 0, 0)
        self._student = Student(self.archive, self.snapshot_path, self.findings_path)
        self._problem: RetoldError | None = None
        self._rest_until = 0.0
        self._compared: OrderedDict[tuple[str, ...], Comparison] = OrderedDict()
        self._attributed: OrderedDict[tuple[str, ...], Attributed] = OrderedDict()
        self._soon: set[str] = set()
        self._works: OrderedDict[tuple[str, ...], Future[Any]] = OrderedDict()
        self._worker = ThreadPoolExecutor(1)
        self._patient = threading.BoundedSemaphore(_PATIENT)
        self._about: tuple[tuple[int, ...], About | None] | None = None

    @property
    def name(self) -> str:
        """What the archive is called."""
        return self.archive.name

    def state(self) -> State:
        """What is shown, after a look at the archive."""
        self._look()
        about = self._present()
        return State(about, self._process is not None, *self._told, None if self._process else self._problem)

    @contextmanager
    def open(self) -> Iterator[Snapshot]:
        """The snapshot of the archive, for one request."""
        state = self.state()
        if state.about is None:
            raise NoSnapshot(state)
        with opened(self.snapshot_path, self.findings_path) as snapshot:
            yield snapshot

    def want(self, families: Sequence[str]) -> bool:
        """Have the trees of some families found before others: somebody looks at them. False where nothing can be waited
        for, for finding them went wrong."""
        self._student.want(families)
        return not self._student.failed

    def compare(self, left: Report, right: Report) -> Comparison:
        """Two reports side by side; what was compared before is there at once."""
        key = (left.id, left.digest, right.id, right.digest, *_dates(left, right))
        with self._kept:
            if key in self._compared:
                self._compared.move_to_end(key)
                return self._compared[key]
        found = pipeline.compare(left, right)
        with self._kept:
            self._compared[key] = found
            while len(self._compared) > _KEPT:
                self._compared.popitem(last=False)
        return found

    def attributed(self, report: Report) -> Attributed:
        """Who said what in a report; kept like comparisons."""
        key = (report.id, report.digest)
        with self._kept:
            if key in self._attributed:
                self._attributed.move_to_end(key)
                return self._attributed[key]
        found = pipeline.attribute(report)
        with self._kept:
            self._attributed[key] = found
            while len(self._attributed) > _KEPT:
                self._attributed.popitem(last=False)
        return found

    def compare_soon(self, left: Report, rights: Sequence[Report]) -> None:
        """Compare a report with others in the background, unless that is under way."""
        with self._kept:
            if left.id in self._soon or len(self._soon) >= _AT_ONCE:
                return
            self._soon.add(left.id)

        def work() -> None:
            try:
                for right in rights:
                    with suppress(RetoldError):
                        self.compare(left, right)
            finally:
                self._soon.discard(left.id)

        threading.Thread(target=work, daemon=True).start()

    def soon(self, key: tuple[str, ...], work: Callable[[], T], *, patient: bool = False) -> T | None:
        """What some longer work gave, or None while it is under way: one such work is done at a time. Who is `patient`
        waits for it, a few at a time."""
        with self._kept:
            if key not in self._works:
                self._works[key] = self._worker.submit(work)
                while len(self._works) > _WORKS:
                    self._works.popitem(last=False)
            self._works.move_to_end(key)
            future = self._works[key]
        waits = patient and self._patient.acquire(blocking=False)
        try:
            found: T = future.result(_LONG_PATIENCE if waits else _PATIENCE)
        except TimeoutError:
            return None
        except Exception:
            with self._kept:  # tried again when it is asked for again
                if self._works.get(key) is future:
                    del self._works[key]
            raise
        finally:
            if waits:
                self._patient.release()
        return found

    def warm(self) -> None:
        """Load what the first comparison and the first report would else wait for, in the background."""

        def work() -> None:
            one = Report("warm", "The mayor said on Monday that 12 people were hurt.")
            pipeline.compare(one, Report("warmer", "The mayor said on Tuesday that 20 people were hurt."))
            pipeline.attribute(one)

        threading.Thread(target=work, daemon=True).start()

    def is_compared(self, left: Report, right: Report) -> bool:
        """Whether a comparison is at hand."""
        with self._kept:
            return (left.id, left.digest, right.id, right.digest, *_dates(left, right)) in self._compared

    def reviews(self) -> tuple[reviews.Review, ...]:
        """What people said of findings."""
        return reviews.read(self.reviews_path)

    def close(self) -> None:
        """End the making, if one is under way."""
        self._rest_until = float("inf")
        for end in self.at_end:
            end()
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._student.close()
        process = self._process
        if process is not None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)

    def refresh(self) -> None:
        """Look at the archive now, not in a second: it was written to by this program."""
        self._rest_until = self._looked = 0.0
        self._look()

    def _present(self) -> About | None:
        """What the snapshot shows; read again where another took its place."""
        stamp = _stamp(self.snapshot_path)
        if self._about is None or self._about[0] != stamp:
            self._about = (stamp, present(self.snapshot_path) if stamp else None)
        return self._about[1]

    def _look(self) -> None:
        """See whether the archive was written to; what follows from it is done by a thread of its own."""
        with self._lock:
            now = time.monotonic()
            if self._busy or now < max(self._looked + _LOOK_EVERY, self._rest_until):
                return
            self._looked = now
            seen = _stamp(self.archive)
            if seen == self._seen and self._present() is not None:
                return
            self._busy = True
        threading.Thread(target=self._catch_up, args=(seen,), daemon=True).start()

    def _catch_up(self, seen: tuple[int, ...]) -> None:
        """Make a snapshot of the present state, where there is none."""
        try:
            about = self._present()
            if about is not None and making.state(self.archive) == (about.changes, about.made):
                self._seen = seen
            else:
                self._make()
            self._student.begin()
        except ArchiveError as problem:  # held by a writer: asked again at the next look
            self._problem = problem
        finally:
            self._busy = False

    def _make(self) -> None:
        """Run the process that makes the snapshot, and listen to it."""
        begun = time.monotonic()
        self._problem, self._told = None, ("opening the archive", 0, 0)
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "retold.snapshot.making", str(self.archive)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._process = process
        told: dict[str, object] = {}
        with process:
            for line in process.stdout or ():
                with suppress(ValueError):
                    told = json.loads(line)
                if "stage" in told:
                    self._told = (str(told["stage"]), int(str(told["done"])), int(str(told["total"])))
        self._process = None
        self._rest_until = time.monotonic() + (time.monotonic() - begun) * _REST
        problem = told.get("error")
        if isinstance(problem, dict):
            self._problem = ArchiveError(
                str(problem["message"]), str(problem["hint"]), code=str(problem["code"])
            )
        elif process.returncode:
            self._problem = ArchiveError(
                f"The archive could not be read: the process that did ended with {process.returncode}.",
                "Look at what `retold serve` printed.",
            )


def _stamp(path: Path) -> tuple[int, ...]:
    """Differs whenever the file was written to; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _dates(*reports: Report) -> tuple[str, ...]:
    return tuple(one.published.value if one.published else "" for one in reports)
