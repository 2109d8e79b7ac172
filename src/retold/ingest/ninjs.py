"""ninjs: the JSON in which news agencies send a report (IPTC, versions 1 and 2).

In: an object that has the fields of ninjs. Out: the same with the contract's fields, for `records` to read; all
fields of ninjs are kept beside them. The text is the plain body where there is one, else the words of the
marked-up one.

The date is that of the first version, which is when the report was published; `versioncreated` is used where that
is missing. Not tried: associated items (pictures, related reports), planning items, packages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from . import markup

#: The bodies of ninjs 1.x: `body_` and what is in it, the plainest first.
_BODIES: Final = ("body_text", "body_xhtml", "body_html")
#: What is in a body of ninjs 2.x, in the same order.
_PLAIN: Final = ("text/plain", "")
_MARKED_UP: Final = ("text/html", "application/xhtml+xml")
#: Status of an item that its agency no longer stands by.
_WITHDRAWN: Final = frozenset({"canceled", "cancelled", "withheld"})


def is_item(record: Mapping[str, object]) -> bool:
    """Whether these are the fields of ninjs and not the contract's."""
    return "text" not in record and "uri" in record and any(name in record for name in (*_BODIES, "bodies"))


def as_record(item: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The contract's fields, with all of the item's own beside them, and what is to be said of it."""
    record = dict(item)
    body = next(_bodies(item), None)
    record["text"] = body if body is not None else ""
    record["id"] = item["uri"]
    record["title"] = _said(item.get("headline")) or _first(item.get("headlines"))
    record["publisher"] = (
        _said(item.get("copyrightholder"))
        or _said(item.get("copyrightHolder"))
        or _named(item.get("infosources"))
    )
    record["published"] = next(
        (
            item[name]
            for name in ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
            if item.get(name)
        ),
        None,
    )
    status = str(item.get("pubstatus") or item.get("pubStatus") or "")
    notes = (f"its agency marks it as {status}",) if status in _WITHDRAWN else ()
    return record, notes


def _bodies(item: Mapping[str, object]) -> Iterator[str]:
    """The texts in an item, the plainest first."""
    for name in _BODIES:
        if body := _said(item.get(name)):
            yield body if name == "body_text" else markup.text(body)
    listed = item.get("bodies")
    for kinds in (_PLAIN, _MARKED_UP):
        for given in listed if isinstance(listed, list) else ():
            if not isinstance(given, Mapping) or _said(given.get("value")) is None:
                continue
            kind = str(given.get("contenttype") or given.get("contentType") or "").partition(";")[0].strip()
            if kind.lower() in kinds:
                yield str(given["value"]) if kinds is _PLAIN else markup.text(str(given["value"]))


def _said(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _first(values: object) -> str | None:
    """The main one of ninjs 2.x's headlines: the one with that role, else the first."""
    if not isinstance(values, list):
        return None
    given = [entry for entry in values if isinstance(entry, Mapping) and _said(entry.get("value"))]
    main = [entry for entry in given if entry.get("role") == "main"]
    return next((str(entry["value"]) for entry in (*main, *given)), None)


def _named(values: object) -> str | None:
    """The first of a list of organisations."""
    if not isinstance(values, list):
        return None
    return next(
        (str(entry["name"]) for entry in values if isinstance(entry, Mapping) and _said(entry.get("name"))),
        None,
    )
