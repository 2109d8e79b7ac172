"""`retold quotes INPUT...`: reports in, who said what in each out.

In go names of files, out goes one text or one line of JSON a report, in the order given. JSON Lines hold a
report a line. What cannot be read is told, with its reason, and the rest is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from . import ingest, pipeline
from .errors import BadRecord, RetoldError
from .model import Rejected, Report
from .report import data, spoken
from .report.terminal import Look

_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Told:
    """How many reports were read, and what was not."""

    read: int
    rejected: tuple[Rejected, ...]


def run(inputs: Sequence[str], look: Look | None, write: Callable[[str], None]) -> Told:
    """Write who said what in each report: as JSON, or as text where a `look` is given."""
    read = 0
    rejected: list[Rejected] = []
    for item in reports(inputs):
        if isinstance(item, Rejected):
            rejected.append(item)
            if look is None:
                error = {"code": item.code, "message": item.reason, "hint": item.hint}
                write(data.text({"error": error, "input": item.input}) + "\n")
            continue
        found = pipeline.attribute(item)
        if look is None:
            write(data.text(data.attributed(found)) + "\n")
        else:
            write(("\n" if read else "") + spoken.render(found, look))
        read += 1
    return Told(read, tuple(rejected))


def reports(inputs: Sequence[str]) -> Iterator[Report | Rejected]:
    """The reports of the inputs, in order, and what could not be read of them."""
    for name in inputs:
        try:
            if PurePath(name).suffix.lower() in _LINES and Path(name).is_file():
                yield from _lines(name)
            else:
                yield ingest.read(name)
        except RetoldError as problem:
            yield _rejected(name, problem)


def _lines(name: str) -> Iterator[Report | Rejected]:
    with Path(name).open("r", encoding="utf-8-sig", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            place = f"{name}, line {number:,}"
            try:
                yield ingest.read_record(json.loads(line, strict=False))
            except (ValueError, RecursionError):
                problem = BadRecord(f"{place} is no valid JSON.", "Give one report a line.")
                yield _rejected(place, problem)
            except RetoldError as problem:
                yield _rejected(place, problem)


def _rejected(name: str, problem: RetoldError) -> Rejected:
    return Rejected(name, problem.message, problem.code, problem.hint)
