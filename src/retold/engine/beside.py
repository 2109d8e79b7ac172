"""The files that stand beside an archive: what they are called, and how the words in them are erased.

A snapshot (`snapshot/`) and the findings that take longer (`snapshot/findings.py`) are made from the archive and can be
made again at any time, so that a report which is removed takes both with it, whole. Reviews (`reviews.py`) are made by people and by nothing else: they
keep all but what was said of that report.
"""

from __future__ import annotations

from pathlib import Path


def snapshot_of(archive: Path) -> Path:
    """Where the snapshot of an archive stands."""
    return archive.with_name(f"{archive.name}.snapshot")


def findings_of(archive: Path) -> Path:
    """Where what takes longer to find in an archive stands."""
    return archive.with_name(f"{archive.name}.findings")


def owner_of(archive: Path) -> Path:
    """Where a server that owns an archive says how it is reached (`handing.py`)."""
    return archive.with_name(f"{archive.name}.owner")


def reviews_of(archive: Path) -> Path:
    """Where the reviews of an archive stand."""
    return archive.with_name(f"{archive.name}.reviews")


def forget(archive: Path) -> None:
    """Take away what was made from the archive. To be called while it is held for writing: see `snapshot.making`."""
    findings = findings_of(archive)
    for path in (snapshot_of(archive), findings, findings.with_name(f"{findings.name}-journal")):
        path.unlink(missing_ok=True)
