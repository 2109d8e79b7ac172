"""Dates as reports give them to ISO 8601: as precise as they were given, no offset invented.

In: the value of a date field, as a string in any common form ("2018-06-01T05:10:26-04:00",
"Fri, 08 Apr 2022 14:05:00 +0200", "16-MAR-1987 18:25:53.21", "April 8, 2022 at 2:05 p.m.",
"8. April 2022"), as seconds or milliseconds since 1970, or as the contract's
`{"value", "zone", "origin"}`. Out: a `Published`, or None and one sentence why not.

Method: find the day by the first of `_DAYS` that fits, read the time and the zone out of what is left,
and accept the whole only if nothing else is left over: a sentence that mentions a date is no date.

Not tried: "yesterday", years of two digits, and zone names that stand for several offsets. "ET" leaves
the zone unknown. Of 04/08/2022 nobody can tell the month, so it is refused and said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple, cast

from ..model import Published
from ..text.printable import printable

Origin = Literal["field", "page", "header", "feed", "crawl"]
_ORIGINS: Final = frozenset({"field", "page", "header", "feed", "crawl"})


class ReadDate(NamedTuple):
    """A date and, where there is none, one sentence why."""

    published: Published | None
    note: str | None = None


#: Month names: English with its abbreviations, then German, French, Spanish, Italian, Portuguese, Dutch.
_MONTH_NAMES: Final = (
    "january jan januar jänner janvier enero gennaio janeiro januari",
    "february feb februar février fevrier febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août aout agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember décembre decembre diciembre dicembre dezembro",
)
_MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH: Final = rf"(?P<name>{_NAME})\b\.?"
_YEAR: Final = r"(?P<year>[12]\d{3})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"

#: The forms a day is written in, the first that fits wins. Each names year, month (or name) and day.
_DAYS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",  # 2022-04-08
        rf"^{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",  # 2022/04/08
        rf"^{_YEAR}\.(?P<month>\d\d?)\.(?P<day>\d\d?)(?!\d)",  # 2022.04.08
        rf"^{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:(?!\d)|(?=\d{{6}}$))",  # 20220408, 20220408140500
        rf"(?<!\d){_DAY}[.\s-]\s*(?:de\s+)?{_MONTH}[\s,-]*(?:del?\s+)?{_YEAR}(?!\d)",  # 8 April 2022
        rf"\b{_MONTH}\s*{_DAY}[,\s]+{_YEAR}(?!\d)",  # April 8, 2022
        rf"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}(?!\d)",  # 8.4.2022: the day first
        rf"(?<!\d)(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-]{_YEAR}(?!\d)",  # 04/08/2022: unclear
        rf"\b{_MONTH}\s+{_DAY}\s+(?P<between>[\d:]+\s(?:[A-Z]+\s|[+-]\d{{4}}\s)?){_YEAR}$",  # Apr 8 14:05:00 2022
        rf"^{_YEAR}-(?P<month>\d\d)$",  # 2022-04
        rf"^{_MONTH}\s*(?:de\s+)?{_YEAR}$",  # April 2022
        rf"^{_YEAR}$",  # 2022
    )
)
_TIME: Final = re.compile(
    r"(?<![\d:])(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,](?P<part>\d+))?)?(?!\d)"
    r"\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(r"(?<![\d:])(?P<hour>\d\d?)\s*(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE)
_PACKED_TIME: Final = re.compile(
    r"^\s*T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:\.(?P<part>\d+))?(?![\d:])"
)
_OFFSET: Final = re.compile(
    r"(?:\b(?:GMT|UTC)\s?)?(?P<sign>[+\u2212-])(?P<hours>\d\d):?(?P<minutes>\d\d)?(?!\d)"
)
#: Zone names with one meaning: universal time, and those that RFC 5322 (section 4.3) defines.
_ZONES: Final = {
    "Z": "Z", "UT": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_ZONE_NAME: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])")
#: Words that may stand around a date without making it anything else.
_FILLER: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|mo|di|mi|do|fr|sa|so|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"published|updated|posted|first|last|modified|on|at|um|uhr|à|le|den|a las|hrs?|hours|local time|time|date|T)\b\.?",
    re.IGNORECASE,
)
_LEFT_OVER: Final = re.compile(r"[^\s,;:.|()\[\]·•–—-]")

#: The form that programs write, whole. Most dates have it, and what follows would find the same.
_ISO: Final = re.compile(
    r"([12]\d{3}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(Z|\+(?:0[1-9]|1\d|2[0-3]):[0-5]\d)"
)
#: Numbers of this many digits are seconds (10: the years 2001 to 2286) or milliseconds (13) since 1970.
_SECONDS_DIGITS: Final = 10
_MILLISECONDS_DIGITS: Final = 13
#: A longer string is a text that mentions a date.
_MAX_LENGTH: Final = 100


def read(value: object, origin: Origin = "field") -> ReadDate:
    """The date that `value` gives, or None and why. Raises `TypeError` for what no date is given as."""
    if value is None:
        return ReadDate(None)
    if isinstance(value, Mapping):
        return _of_contract(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError
    text = str(value).strip() if isinstance(value, (str, int)) else f"{value:.3f}".rstrip("0").rstrip(".")
    if not text:
        return ReadDate(None)
    if (iso := _ISO.fullmatch(text)) and _is_day(iso[1]):
        return ReadDate(Published(text, "given", origin))
    since = _since_1970(text)
    if since is not None:
        return ReadDate(Published(since, "given", origin))
    day = _day(text) if len(text) <= _MAX_LENGTH else None
    if day is None or isinstance(day, str):
        return ReadDate(None, f"the date {_quoted(text)} was not understood{f': {day}' if day else ''}")
    found, rest = day
    clock = _clock(rest, packed=len(found) == len("2022-04-08"))
    if clock is None or (clock and len(found) < len("2022-04-08")):
        return ReadDate(None, f"the date {_quoted(text)} was not understood")
    return ReadDate(
        Published(found + clock.time + clock.offset, "given" if clock.offset else "unknown", origin)
    )


class _Clock(NamedTuple):
    time: str  # "", "T14:05", "T14:05:00.21"
    offset: str  # "", "Z", "+02:00"

    def __bool__(self) -> bool:
        return bool(self.time)


def _of_contract(value: Mapping[object, object]) -> ReadDate:
    """The contract's own form. The zone is read off the value; what it claims beside it adds nothing."""
    given, origin = value.get("value"), value.get("origin", "field")
    if isinstance(given, Mapping) or given is None:
        raise TypeError
    return read(given, cast(Origin, origin) if isinstance(origin, str) and origin in _ORIGINS else "field")


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _since_1970(text: str) -> str | None:
    whole, _, part = text.partition(".")
    if not (whole.isdecimal() and whole.isascii() and (not part or part.isdecimal())):
        return None
    if len(whole) == _SECONDS_DIGITS:
        seconds = int(whole)
    elif len(whole) == _MILLISECONDS_DIGITS and not part:
        seconds = int(whole) // 1000
    else:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _day(text: str) -> tuple[str, str] | str | None:
    """The day as ISO 8601 and what the text says besides; or why the day cannot be told; or None."""
    for form in _DAYS:
        match = form.search(text)
        if match is None:
            continue
        parts = match.groupdict()
        year = int(parts["year"])
        if "first" in parts:
            first, second = int(parts["first"]), int(parts["second"])
            if first <= 12 and second <= 12 and first != second:
                return "day and month cannot be told apart"
            month, day = (second, first) if first > 12 else (first, second)
        else:
            name = parts.get("name")
            month = _MONTHS[name.lower()] if name else int(parts["month"]) if "month" in parts else 0
            day = int(parts["day"]) if "day" in parts else 0
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            return "there is no such day"
        if ("month" in parts and month == 0) or ("day" in parts and day == 0):
            return "there is no such day"
        found = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
        return found, f"{text[: match.start()]} {parts.get('between') or ''} {text[match.end() :]}"
    return None


def _clock(rest: str, *, packed: bool) -> _Clock | None:
    """Time and offset in what stands around the day; None if anything else stands there."""
    rest = re.sub(r"^\s*T(?=\d)", " ", rest)
    match = _TIME.search(rest) or _HOUR.search(rest) or (_PACKED_TIME.search(rest) if packed else None)
    time = offset = ""
    if match is not None:
        parts = match.groupdict()
        hour, half = int(parts["hour"]), (parts.get("half") or "").lower()
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        minute, second = parts.get("minute"), parts.get("second")
        if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
            return None
        time = f"T{hour:02}:{minute or '00'}"
        if second:
            time += f":{second}"
        if parts.get("part"):
            time += f".{parts['part'][:6]}"
        before, after = rest[: match.start()], rest[match.end() :]
        zone = _OFFSET.search(after)
        if zone is not None:
            hours, minutes = zone["hours"], zone["minutes"] or "00"
            if int(hours) > 23 or int(minutes) > 59:
                return None
            sign = "+" if zone["sign"] == "+" else "-"
            offset = "+00:00" if hours + minutes == "0000" else f"{sign}{hours}:{minutes}"
            after = after[: zone.start()] + after[zone.end() :]
        after, named = _without_zone_names(after)
        offset = offset or named
        rest = f"{before} {after}"
    if _LEFT_OVER.search(_FILLER.sub(" ", re.sub(r"\([A-Z]{2,5}\)", " ", rest))):
        return None
    return _Clock(time, offset)


def _without_zone_names(text: str) -> tuple[str, str]:
    """`text` without names of zones, and the offset of the first that has one meaning."""
    offset = ""
    for match in _ZONE_NAME.finditer(text):
        offset = offset or _ZONES.get(match.group(), "")
    return _ZONE_NAME.sub(" ", text), offset


def _quoted(text: str) -> str:
    return f'"{printable(text if len(text) <= _MAX_LENGTH else text[:_MAX_LENGTH] + "…")}"'
