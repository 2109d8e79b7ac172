"""What a call names, as single files: folders are gone through, patterns are filled in.

In: files, folders, patterns ("2024/*.html", "**" for any depth), "-" for standard input, addresses. Out: a `Found` for
each input to read, or a `Rejected`, in the order given; inside a folder or pattern in the order of the names.

Files and folders whose name begins with a dot are no part of a folder, as everywhere. A link to a folder is not
followed, so that nothing is read twice and no circle is walked; it is said. What is no file (a pipe, a device) is
read only if it is named.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import NoSuchInput, RetoldError, UnreadableInput
from ..model import Rejected
from . import kept
from .source import rejected
from .text import STDIN, shown

_PATTERN: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Found:
    """One input. `named` says that the call named it itself, and no folder or pattern did."""

    name: str
    named: bool = True


def is_address(name: str) -> bool:
    """Whether this is an address to fetch from."""
    return name[:8].lower().startswith(("http://", "https://"))


def inputs(names: Sequence[str | os.PathLike[str]]) -> Iterator[Found | Rejected]:
    """Each input that the names stand for."""
    for given in names:
        name = os.fspath(given)
        try:
            yield from _inputs(name)
        except (OSError, ValueError) as problem:
            yield rejected(name, unreadable(name, problem))


def _inputs(name: str) -> Iterator[Found | Rejected]:
    if name == STDIN or is_address(name) or not name:
        yield Found(name)
    elif Path(name).is_dir():
        yield from _folder(name)
    elif _PATTERN.isdisjoint(name) or Path(name).exists():
        yield Found(name)
    else:
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - gives names as they were given
        files = _once(matches) if "**" in name else matches
        if not files:
            yield rejected(
                name, NoSuchInput(f"No file fits the pattern {shown(name)}.", "Check it, and the folder.")
            )
        for match in files:
            if _is_folder(match):
                yield from _folder(match)
            else:
                yield _file(match)


def _once(matches: list[str]) -> list[str]:
    """The files among what "**" matches, each once: it goes through links to folders, and so in circles."""
    by_place: dict[str, str] = {}
    for match in sorted(matches, key=lambda match: (match.count(os.sep), match)):
        if not _is_folder(match):
            by_place.setdefault(os.path.realpath(match), match)
    return sorted(by_place.values())


def _is_folder(name: str) -> bool:
    return Path(name).is_dir()


def _folder(name: str) -> Iterator[Found | Rejected]:
    """The files of a folder and of those in it, in the order of their names."""
    if kept.is_run(Path(name)):
        yield from map(_file, kept.files(Path(name)))
        return
    waiting = [name]
    empty = True
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                ordered = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_by_name)
        except OSError as problem:
            empty = False
            yield rejected(folder, unreadable(folder, problem))
            continue
        deeper: list[str] = []
        for entry in ordered:
            if entry.is_dir(follow_symlinks=False):
                deeper.append(entry.path)
                continue
            empty = False
            yield _file(entry.path)
        waiting.extend(reversed(deeper))
    if empty:
        nothing = UnreadableInput(
            f"The folder {shown(name)} holds no file.", "Check the folder.", code="no-files"
        )
        yield rejected(name, nothing)


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _file(name: str) -> Found | Rejected:
    """What a folder or a pattern holds under this name, if it is a file."""
    try:
        mode = Path(name).stat().st_mode
    except OSError as problem:
        return rejected(name, unreadable(name, problem))
    if stat.S_ISDIR(mode):
        return rejected(
            name,
            UnreadableInput(
                f"{shown(name)} is a link to a folder.", "Give the folder itself.", code="is-a-link"
            ),
        )
    if not stat.S_ISREG(mode):
        return rejected(name, UnreadableInput(f"{shown(name)} is no file.", "Give it by its own name."))
    return Found(name, named=False)


def unreadable(name: str, problem: OSError | ValueError) -> RetoldError:
    """Why the system gives no access, as an error of ours."""
    if isinstance(problem, PermissionError):
        return NoSuchInput(
            f"{shown(name)} may not be read by you.", "Ask for permission, or copy it to where you may read it.",
            code="not-permitted",
        )  # fmt: skip
    if isinstance(problem, (FileNotFoundError, NotADirectoryError, ValueError)):
        return NoSuchInput(f"There is no file {shown(name)}.", "Check the spelling and the folder.")
    reason = (problem.strerror or "unknown error").lower()
    return UnreadableInput(f"{shown(name)} cannot be read: {reason}.", "Copy it elsewhere and try again.")
