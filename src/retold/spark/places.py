"""Paths with and without a file system: `hdfs://host/news` says one, `results` is a folder of this machine."""

from __future__ import annotations

from pathlib import Path


def scheme(name: str) -> str:
    """The file system that a path says, as "hdfs"; nothing where it says none."""
    before, colon, _ = name.partition(":/")
    return before if colon and len(before) > 1 and before.isalnum() else ""


def here(name: str) -> Path | None:
    """The path on this machine; None where it is another's."""
    if scheme(name) == "file":
        return Path("/" + name.removeprefix("file:").lstrip("/"))
    return None if scheme(name) else Path(name)
