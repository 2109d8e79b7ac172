"""What a reader of many reports is given: an open file with its name, and how a problem becomes a `Rejected`."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from ..digest import digest
from ..errors import RetoldError
from ..model import Published, Rejected


@dataclass(frozen=True, slots=True)
class Source:
    """One input, unpacked and about to be read.

    `name` is what messages call it, `stem` the id of a single report in it (empty where the input has no
    name that somebody gave it). `path` is there if its bytes lie in a file as they are. `url` and `served`
    say where it was fetched from and when the server says it was last changed; `charset` is the encoding
    that the server names.
    """

    name: str
    file: io.BufferedReader
    stem: str = ""
    path: Path | None = None
    url: str | None = None
    served: Published | None = None
    charset: str | None = None


def rejected(name: str, problem: RetoldError) -> Rejected:
    """A problem with an input, as a value among the reports. `name` is the input's; where one report in it is
    meant, with its place behind: "reports.jsonl, line 7"."""
    return Rejected(name, problem.message, problem.code, problem.hint)


def text_id(text: str, url: str | None = None) -> str:
    """The id of a report that was given none: by its text, and by its address too where it has one, for
    the same words at two addresses are two reports."""
    return digest(text, url) if url else digest(text)
