"""What the tests of reading share: an invented report, and how to stream an input and part what comes of it."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from retold.ingest.stream import stream
from retold.model import Rejected, Report

STORY = "The river rose on Monday, and some 12,000 people left the town of Velmar, the mayor said."

PAGE = (
    "<!doctype html><html><head><title>River floods Velmar</title></head><body><article>"
    f"<h1>River floods Velmar</h1><p>{STORY}</p>"
    "<p>The governor agreed, and two hundred soldiers were sent to the dam above the town by evening.</p>"
    "</article></body></html>"
)


def parted(*inputs: str | os.PathLike[str], private: bool = False) -> tuple[list[Report], list[Rejected]]:
    """The reports in some inputs, and what was rejected."""
    reports: list[Report] = []
    rejected: list[Rejected] = []
    for found in stream(inputs, allow_private=private):
        if isinstance(found, Report):
            reports.append(found)
        else:
            assert found.reason.endswith("."), found
            assert found.code != "error"
            rejected.append(found)
    return reports, rejected


def written(path: Path, data: bytes | str) -> Path:
    """A file with these bytes, packed if its name says so."""
    whole = data.encode() if isinstance(data, str) else data
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(whole) if path.suffix == ".gz" else whole)
    return path
