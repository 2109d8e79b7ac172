"""What people say of findings: a link, a change or an edge confirmed or rejected.

In go and out come `Review`s. They stand in a file of their own beside the archive, one line of JSON each, the newest
last: what was said is never changed, a later line on the same finding takes its place, and nothing that is computed
touches the file. Findings keep their ids when they are computed anew, so a review finds its finding again. A removed
report takes its reviews with it.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast, get_args

from .errors import BadArguments
from .text.printable import printable

SCHEMA = "retold.reviews/1"

Of = Literal["link", "change", "edge"]
Verdict = Literal["confirmed", "rejected", "withdrawn"]

#: Characters of a note, and of an id: what a person types, and what findings are called.
MOST_NOTE = 2_000
MOST_ID = 200

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Review:
    """What was said of a finding: which kind of finding it is, its id, the two reports it is between, the verdict."""

    of: Of
    id: str
    verdict: Verdict
    left: str
    right: str
    note: str
    at: str


def review(of: str, name: str, verdict: str, left: str, right: str, note: str = "") -> Review:
    """A review made now. Raises `BadArguments` where it cannot be one."""
    if of not in get_args(Of) or verdict not in get_args(Verdict):
        raise BadArguments(
            f"A review cannot call {printable(of[:40])} {printable(verdict[:40])}.",
            "Links, changes and edges are confirmed, rejected or withdrawn.",
        )
    if not 0 < len(name) <= MOST_ID or not left or not right or len(note) > MOST_NOTE:
        raise BadArguments("The review names no finding.", "Give its id and both reports.")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Review(cast("Of", of), name, cast("Verdict", verdict), left, right, note, at)


def add(path: Path, given: Review) -> None:
    """Write a review down. Whole lines are appended, so that several writers do not cross."""
    line = (json.dumps(asdict(given), ensure_ascii=True) + "\n").encode()
    with _LOCK:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> tuple[Review, ...]:
    """Every finding's last review, in the order in which they were made; those withdrawn are left out."""
    last: dict[tuple[str, str], Review] = {}
    for one in _lines(path):
        last.pop((one.of, one.id), None)
        last[one.of, one.id] = one
    return tuple(one for one in last.values() if one.verdict != "withdrawn")


def forget(path: Path, reports: Container[str]) -> None:
    """Erase what was said of findings about some reports: the file is written anew without it."""
    if not path.exists():
        return
    with _LOCK:
        kept = [one for one in _lines(path) if one.left not in reports and one.right not in reports]
        if not kept:
            path.unlink()
            return
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.writelines((json.dumps(asdict(one)) + "\n").encode() for one in kept)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)


def exported(found: Iterable[Review]) -> dict[str, object]:
    """`retold.reviews/1`."""
    return {"schema": SCHEMA, "reviews": [asdict(one) for one in found]}


def _lines(path: Path) -> list[Review]:
    """What the file holds; a line that is no review (a write that was cut short) is left out."""
    found = []
    try:
        written = path.read_bytes()
    except OSError:
        return []
    for line in written.splitlines():
        try:
            found.append(Review(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found
