"""JSON records: one mapping with the contract's fields, as one report.

In: the bytes of a `.json` file, of a `.jsonl` file with exactly one record, or a mapping that a program
made. Out: a `Report`; `id`, `text`, `title`, `publisher`, `url`, `published` (or `date`) and `language`
are read, all other fields are kept in `Report.fields` and handed back.

Nothing is coerced behind a reader's back: a field of the wrong type is an error that names it. What is
mended is said in a note: a date that was not understood, half characters (lone surrogates, which JSON can
spell and no output encoding takes) replaced one for one by U+FFFD.

An object with the fields of ninjs, in which agencies send their reports, is read as one (`ninjs`).

Not tried here: many records in one input. `--pairs` and `stream` read those, a line at a time, through
`read_record` and `read_line`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ..errors import BadRecord, EmptyInput
from ..model import Report
from . import dates
from .source import text_id
from .text import control_notes, decode, name_id, require_words, shown, without_surrogates

SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
_LINES: Final = (".jsonl", ".ndjson")

#: Fields that are read into the report's own attributes; `date` is kept among the others as well.
_READ: Final = frozenset({"id", "text", "title", "publisher", "url", "published", "language"})

_SHAPE: Final = 'A report is an object with a "text": {"id": "...", "text": "...", "published": "..."}.'
_MANY: Final = "To compare many reports, give one pair a line with --pairs; to read many, write one a line."


def looks_like(head: bytes) -> bool:
    """Whether this begins as a JSON object does: wire copy may begin with "{", but not with '{"'."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and start[1:].lstrip().startswith((b'"', b"}"))


def read(data: bytes, name: str) -> Report:
    """A JSON file that holds one report."""
    text, notes = decode(data, name)
    where = shown(name)
    if not text.strip():
        raise EmptyInput(f"{where} holds only white space.", _SHAPE, code="no-text")
    if name.lower().endswith(_LINES):
        text = _only_line(text, where)
    record = _parsed(text, where)
    return _report(record, where, name_id(name), notes)


def read_record(
    record: object, *, default_id: str | None = None, where: str = "the record", notes: tuple[str, ...] = ()
) -> Report:
    """A mapping with the contract's fields as a report; `default_id` stands in for a missing `id`.

    `where` names the record in what is said of it, and `notes` is what was noticed before it came here."""
    return _report(record, where, default_id or "", notes)


def read_line(line: str, where: str, notes: tuple[str, ...] = ()) -> Report:
    """One line of JSON Lines as a report."""
    return _report(_parsed(line, where, one_line=True), where, "", notes)


def _only_line(text: str, where: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        raise BadRecord(f"{where} holds {len(lines):,} lines; one report is one line.", _MANY)
    return lines[0]


def _parsed(text: str, where: str, *, one_line: bool = False) -> object:
    try:
        # Not strict: line ends inside a string are an error in JSON, and their meaning is plain.
        return json.loads(text, strict=False)
    except json.JSONDecodeError as problem:
        line = "" if one_line else f"line {problem.lineno:,}, "
        place = f"{line}column {problem.colno:,}"
        if problem.msg == "Extra data":
            message = f"{where} holds more than one JSON value; the second begins at {place}."
            raise BadRecord(message, _MANY) from None
        message = f"{where} is no valid JSON: {_lower(problem.msg)} at {place}."
        raise BadRecord(message, "Mend it there, or save the words alone as a text file.") from None
    except RecursionError:
        raise BadRecord(f"{where} is nested too deep to be a report.", _SHAPE) from None
    except ValueError as problem:  # a number of thousands of digits
        raise BadRecord(f"{where} is no readable JSON: {_lower(str(problem))}.", _SHAPE) from None


def _report(record: object, where: str, default_id: str, notes: tuple[str, ...]) -> Report:
    if not isinstance(record, Mapping):
        count = (
            f" of {len(record):,} value{'' if len(record) == 1 else 's'}" if isinstance(record, list) else ""
        )
        hint = _MANY if isinstance(record, list) else _SHAPE
        raise BadRecord(f"{where} holds {_kind(record)}{count}, not one report.", hint)
    given, replaced = _whole(record, where)
    if "text" not in given and "uri" in given:
        from . import ninjs  # with what reads marked-up text, which a record of ours does not need

        given, more = ninjs.as_record(given) if ninjs.is_item(given) else (given, ())
        notes += more
    if "text" not in given or given["text"] is None:
        missing = "has no text" if "text" in given else 'has no field "text"'
        raise BadRecord(f"{where} {missing}.", _SHAPE)
    text = given["text"]
    if not isinstance(text, str):
        raise _wrong_type(where, "text", text)
    if not text:
        raise EmptyInput(f"The text of {where} is empty.", _SHAPE, code="no-text")
    require_words(text, where)
    field = "published" if given.get("published") not in (None, "") else "date"
    try:
        published, date_note = dates.read(given.get(field))
    except TypeError:
        raise _wrong_type(where, field, given.get(field), wanted="a date") from None
    if replaced:
        half = "half characters (lone surrogates)" if replaced > 1 else "half character (a lone surrogate)"
        notes = (*notes, f"{replaced:,} {half} became \ufffd")
    if date_note:
        notes = (*notes, date_note)
    notes += control_notes(text)
    url = _string(given, "url", where)
    return Report(
        id=_id(given.get("id"), where) or default_id or text_id(text, url),
        text=text,
        title=_string(given, "title", where),
        publisher=_string(given, "publisher", where),
        url=url,
        published=published,
        language=_string(given, "language", where),
        fields=MappingProxyType({key: value for key, value in given.items() if key not in _READ}),
        notes=notes,
    )


def _id(value: object, where: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong_type(where, "id", value)
    return value if value.strip() else ""


def _string(given: Mapping[str, object], field: str, where: str) -> str | None:
    value = given.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong_type(where, field, value)
    return value if value.strip() else None


def _wrong_type(where: str, field: str, value: object, *, wanted: str = "a string") -> BadRecord:
    return BadRecord(f'The field "{field}" of {where} is {_kind(value)}, not {wanted}.', _SHAPE)


def _kind(value: object) -> str:
    """What a JSON value is, in a reader's words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, Sequence) else f"a value of type {type(value).__name__}"


def _whole(record: Mapping[object, object], where: str) -> tuple[dict[str, object], int]:
    """The record with lone surrogates replaced everywhere, keys included, and how many there were."""
    replaced = 0

    def mend(value: object) -> object:
        nonlocal replaced
        if isinstance(value, str):
            mended, count = without_surrogates(value)
            replaced += count
            return mended
        if isinstance(value, Mapping):
            return {mend(key): mend(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [mend(item) for item in value]
        return value

    strange = next((key for key in record if not isinstance(key, str)), None)
    if strange is not None:
        raise BadRecord(f"A field of {where} is named by {_kind(strange)}, not by a string.", _SHAPE)
    try:
        return {str(mend(key)): mend(value) for key, value in record.items()}, replaced
    except RecursionError:
        raise BadRecord(f"{where} is nested too deep to be a report.", _SHAPE) from None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
