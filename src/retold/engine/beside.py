"""The files that stand beside an archive: what they are called, and how the words in them are erased.

A snapshot (`snapshot/`) is made from the archive and can be made again at any time, so that a report which is
removed takes the whole snapshot with it. Reviews (`reviews.py`) are made by people and by nothing else: they
keep all but what was said of that report.
"""

from __future__ import annotations

from pathlib import Path


def snapshot_of(archive: Path) -> Path:
    """Where the snapshot of an archive stands."""
    return archive.with_name(f"{archive.name}.snapshot")


def reviews_of(archive: Path) -> Path:
    """Where the reviews of an archive stand."""
    return archive.with_name(f"{archive.name}.reviews")


def forget(archive: Path) -> None:
    """Take the snapshot away. To be called while the archive is held for writing: see `snapshot.making`."""
    snapshot_of(archive).unlink(missing_ok=True)
