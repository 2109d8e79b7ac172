"""Many pairs in one call: a line in, a line out, in the same order, on as many processes as wanted.

In goes a file of JSON Lines, one `{"left": {...}, "right": {...}}` a line; out comes a comparison, or an
error object, for each line. Pairs do not know of each other, so the result is the same for any number of
workers. A person who is watching sees counts, rate and time left.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import BadRecord, EmptyInput, NoSuchInput, RetoldError
from .text.printable import printable

#: Pairs handed to a worker at a time: enough to hide the handing over, few enough to keep lines coming.
_AT_A_TIME = 8
#: Fewer pairs than this are compared in this process: starting workers takes longer.
_WORTH_WORKERS = 24
#: Seconds between two progress lines.
_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one line: its number from 1, JSON to print, and the problem if there was one."""

    number: int
    json: str
    problem: RetoldError | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    line: bytes
    encoder: str
    steps: bool


def compare_lines(source: str, encoder: str, workers: int | None, *, steps: bool = False) -> Iterator[Line]:
    """Compare the pairs of a file, or of standard input for "-", in order."""
    from .models import encoder as encoders

    encoders.load(encoder)  # an encoder that cannot be loaded is told once, not on every line
    with _opened(source) as opened:
        tasks = [
            _Task(number, line, encoder, steps)
            for number, line in enumerate(opened.read().split(b"\n"), start=1)
            if line.strip()
        ]
    if not tasks:
        raise EmptyInput(
            f"{printable(source)} holds no pair.", 'Give one {"left": {...}, "right": {...}} a line.'
        )
    count = workers if workers is not None else _processors()
    if count == 1 or len(tasks) < _WORTH_WORKERS:
        yield from _watched(map(_compared, tasks), len(tasks))
        return
    from concurrent.futures import ProcessPoolExecutor  # loaded where other processes are started

    with ProcessPoolExecutor(count) as pool:
        try:
            yield from _watched(pool.map(_compared, tasks, chunksize=_AT_A_TIME), len(tasks))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(source).open("rb")
    except OSError as error:
        reason = "There is no file" if isinstance(error, FileNotFoundError) else "Cannot read"
        raise NoSuchInput(f"{reason} {printable(source)}.", "Check the name and the folder.") from error


def _compared(task: _Task) -> Line:
    from . import ingest, pipeline
    from .models import encoder as encoders
    from .report import data

    try:
        pair = _pair(task.line)
        left = ingest.read_record(pair["left"], default_id="left")
        right = ingest.read_record(pair["right"], default_id="right")
        found = pipeline.compare(left, right, encoders.load(task.encoder))
        return Line(task.number, data.text(data.comparison(found, steps=task.steps)))
    except RetoldError as problem:
        return Line(task.number, data.text({**data.error(problem), "line": task.number}), problem)


def _pair(line: bytes) -> dict[str, object]:
    try:
        pair = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadRecord(
            "The line is no JSON.", 'Write one {"left": {...}, "right": {...}} a line.'
        ) from error
    if not isinstance(pair, dict) or "left" not in pair or "right" not in pair:
        raise BadRecord(
            'The line is no pair: it needs "left" and "right".',
            'Write one {"left": {...}, "right": {...}} a line.',
        )
    return pair


def _watched(lines: Iterable[Line], total: int) -> Iterator[Line]:
    """The same lines, with a progress line on standard error while a person is watching."""
    watching = sys.stderr.isatty() and not sys.stdout.isatty()
    begun = told = time.monotonic()
    for done, line in enumerate(lines, start=1):
        yield line
        now = time.monotonic()
        if watching and now - told >= _EVERY:
            told, rate = now, done / (now - begun)
            sys.stderr.write(
                f"\r\x1b[K{done} of {total} pairs, {rate:.0f} a second, {(total - done) / rate:.0f} s left"
            )
            sys.stderr.flush()
    if watching:
        sys.stderr.write("\r\x1b[K")
