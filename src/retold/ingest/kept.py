"""A report as it was written down: by an archive in its tables, and by the engine spark in Parquet.

In goes a row of what was kept, out comes the report as it was read, with its parts, its notes and all other fields.
The folder of a run of that engine is one input: its reports, and not the tables beside them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ..model import Part, Published, Report, Span

#: What a row holds, in this order.
COLUMNS: Final = (
    "id",
    "text",
    "title",
    "publisher",
    "url",
    "published",
    "published_zone",
    "published_origin",
    "language",
    "parts",
    "others",
)


#: The file by which the folder of a run is known, and what it says.
ABOUT: Final = "retold.json"
SCHEMA: Final = "retold.spark/1"


def is_run(folder: Path) -> bool:
    """Whether a folder holds the results of the engine spark."""
    return (folder / ABOUT).is_file() and (folder / "reports" / "_SUCCESS").is_file()


def files(folder: Path) -> list[str]:
    """The files of such a folder that hold its reports; the others hold what was found of them."""
    return sorted(str(path) for path in (folder / "reports").glob("*.parquet"))


def report(row: Sequence[Any]) -> Report:
    """The report of a row."""
    own, text, title, publisher, url, *date, language, parts, others = row
    more = json.loads(others) if others else {}
    modified = more.get("modified")
    return Report(
        id=own,
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        published=published(*date),
        modified=Published(**modified) if modified else None,
        language=language,
        byline=more.get("byline"),
        canonical=more.get("canonical"),
        syndicated_from=more.get("syndicated_from"),
        parts=tuple(Part(kind, Span(start, end)) for kind, start, end in json.loads(parts or "[]")),
        fields=MappingProxyType(more.get("fields", {})),
        notes=tuple(more.get("notes", ())),
    )


def published(value: str | None, zone: Any, origin: Any) -> Published | None:
    """A date of publication, from its three columns."""
    return None if value is None else Published(value, zone, origin)
