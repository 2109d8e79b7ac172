"""A report as it was written down: by an archive in its tables, and by the engine spark in Parquet.

In goes a row of what was kept, out comes the report as it was read, with its parts, its notes and all other fields.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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
