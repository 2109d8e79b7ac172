"""`retold quotes INPUT...`: reports in, who said what in each out.

In go files, folders, patterns and addresses as `add` takes them, or an archive; out goes one text or one line of JSON a report,
in the order given. `--altered` follows the quotations of an archive through its reports instead. What cannot be read is told, with its reason, and the rest is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .model import Rejected, Report
from .report import data, spoken
from .report.terminal import Look


@dataclass(frozen=True, slots=True)
class Told:
    """How many reports were read, and what was not."""

    read: int
    rejected: tuple[Rejected, ...]


def run(
    inputs: Sequence[str], look: Look | None, write: Callable[[str], None], *, allow_private: bool = False
) -> Told:
    """Write who said what in each report: as JSON, or as text where a `look` is given."""
    from . import pipeline  # the readers are loaded where reports are read

    read = 0
    rejected: list[Rejected] = []
    for item in reports(inputs, allow_private=allow_private):
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


def altered(
    name: str,
    look: Look | None,
    write: Callable[[str], None],
    *,
    workers: int | None,
    progress: Callable[[str, int, int], None],
) -> None:
    """Write the quotations of an archive whose wordings differ: as JSON, or as text where a `look` is given."""
    from .archive import Archive
    from .report import followed

    archive = Archive(name, workers=workers)
    found = archive.quotations(progress=progress)
    if look is None:
        differing = [one for one in found if one.altered]
        write(data.text(followed.quotations(differing, archive.made)) + "\n")
    else:
        write(followed.render(found, look))


def reports(inputs: Sequence[str], *, allow_private: bool = False) -> Iterator[Report | Rejected]:
    """The reports of the inputs, in order, and what could not be read of them. An archive gives all it holds."""
    from .ingest import stream  # its formats are loaded where they are read

    for name in inputs:
        if is_archive(name):
            from .archive import Archive

            yield from Archive(name).reports()
        else:
            yield from stream.stream([name], allow_private=allow_private)


def is_archive(name: str) -> bool:
    """Whether a file begins as those of DuckDB do."""
    try:
        with Path(name).open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except (OSError, ValueError):
        return False
