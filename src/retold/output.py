"""A file that is written beside what is printed: a page, a drawing. It is never written over an input."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .errors import BadArguments
from .text.printable import one_line


def require_free(name: str, what: str, option: str, inputs: Iterable[str]) -> None:
    """Say so where the file is one of the inputs."""
    path = Path(name)
    if path.exists() and any(Path(source).exists() and path.samefile(source) for source in inputs):
        raise BadArguments(
            f"The {what} would be written over {one_line(name)}, which is an input.",
            f"Give another FILE to {option}.",
        )


def write(name: str, content: str, what: str, option: str) -> None:
    """Write the file, or say in a sentence why it cannot be."""
    try:
        Path(name).write_bytes(content.encode("utf-8", "replace"))
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise BadArguments(
            f"The {what} {one_line(name)} cannot be written: {why}.", f"Give another FILE to {option}."
        ) from problem
