"""Runs the process that finds trees and kinds of change while pages are read (`snapshot.studying`).

In go the ids of families that somebody looks at, out comes how far it is. It runs where something is missing, one at a
time, and again where the snapshot became another one meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..errors import ArchiveError
from ..snapshot.reading import opened

#: The status of a Python program that ended with an error that nobody foresaw; what it was stands on standard error.
_CRASHED = 1


class Student:
    """One process behind all others, for one archive."""

    def __init__(self, archive: Path, snapshot: Path, findings: Path) -> None:
        self._archive = archive
        self._snapshot = snapshot
        self._findings = findings
        self._lock = threading.Lock()
        self._busy = self._again = self._closed = False
        self._process: subprocess.Popen[str] | None = None
        self._wanted: dict[str, None] = {}
        self.done: tuple[int, int] | None = None
        #: The snapshot over which the process ended with an error: it is not begun again before there is another one.
        self._failed_over: tuple[int, int] | None = None

    def want(self, families: Iterable[str]) -> None:
        """Find the trees of some families first."""
        with self._lock:
            self._wanted.update(dict.fromkeys(families))
            self._hand(self._process)
        self.begin()

    def begin(self) -> None:
        """See whether something is missing, and find it."""
        with self._lock:
            if self._busy or self._closed:
                self._again = True
                return
            self._busy = True
        threading.Thread(target=self._study, daemon=True).start()

    @property
    def failed(self) -> bool:
        """Whether the process ended with an error, so that there is nothing to wait for."""
        return self._failed_over is not None and self._failed_over == self._stamp()

    def _stamp(self) -> tuple[int, int] | None:
        try:
            told = self._snapshot.stat()
        except OSError:
            return None
        return told.st_ino, told.st_mtime_ns

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)

    def _study(self) -> None:
        while True:
            self._again = False
            try:
                if not self.failed and self._missing():
                    self._run()
            except (ArchiveError, OSError):
                pass  # there is no snapshot at the moment: begun again when there is one
            with self._lock:
                self.done = None
                if self._closed or not self._again:
                    self._busy = False
                    return

    def _missing(self) -> bool:
        with opened(self._snapshot, self._findings) as snapshot:
            return bool(snapshot.untold() or snapshot.unread())

    def _run(self) -> None:
        over = self._stamp()
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "retold.snapshot.studying", str(self._archive)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with self._lock:
            if self._closed:
                process.terminate()
            self._process = process
            self._hand(process)
        with process:
            for line in process.stdout or ():
                with suppress(ValueError, KeyError):
                    told = json.loads(line)
                    self.done = (int(told["done"]), int(told["total"]))
            with self._lock:
                self._process = None
        if process.returncode == _CRASHED and not self._closed:
            self._failed_over = over

    def _hand(self, process: subprocess.Popen[str] | None) -> None:
        """Tell the process what is wanted. To be called with the lock."""
        if process is None or process.stdin is None:
            return
        with suppress(OSError, ValueError):
            process.stdin.write("".join(f"{name}\n" for name in self._wanted))
            process.stdin.flush()
            self._wanted.clear()
