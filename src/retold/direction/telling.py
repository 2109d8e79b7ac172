"""What one text says about itself that bears on who retold whom.

In goes a text; out comes a `Telling`: its words, and what it states about its own place: a correction or an update
of another version, the heading of a digest, a day and hour of issue on a line of their own, the media whose text it
is and those that it cites, the weekdays it tells of. It is read once a text and used for every pair. The words
serve any language; what is stated is read in English.

Not tried: dates in the running text, which are those of the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ..index import Sentences
from ..text.moments import Time
from ..text.paragraphs import paragraphs
from ..text.quotes import quoted
from ..text.times import times
from ..text.tokens import Word, words

#: A heading or an editor's note that says of the text that it corrects or renews another version.
_CORRECTED = re.compile(
    r"^\W*correct(?:ed|ion|s|ing)\b|[(\u2014-]\s*corrects\b|\bplease read in (?:the )?\w+ para|\bcorrected version\b"
    r"|\bthis (?:story|article|report|version|item) (?:corrects|has been (?:corrected|amended|updated)|was (?:corrected|amended|updated)|updates)\b",
    re.IGNORECASE | re.MULTILINE,
)
#: "UPDATE 2 - ...", "2nd LEAD ...": which version of one agency's report it is.
_NUMBERED = re.compile(r"^\W*(?:update|write-?thru|lead)\W{0,2}(\d)\b", re.IGNORECASE | re.MULTILINE)
#: What heads a text that gathers others.
_DIGEST = re.compile(
    r"\b(?:highlights|news digest|digest|round-?up|(?:in|news) brief|briefs|at a glance|what we know|morning briefing|newsletter)\b",
    re.IGNORECASE,
)
_MEDIUM_WORD = (
    r"(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Guardian|Press|Agency|Wire|Radio|Television|TV|Telegraph|"
    r"Standard|Mail|Mirror|Chronicle|Courier|Observer|Examiner|Sentinel|Globe|Star|Sun|Bulletin|Broadcasting|Newspaper|Magazine|Weekly)"
)
_KNOWN = (
    r"(?:AP|AFP|Reuters?|UPI|DPA|dpa|ANSA|EFE|TASS|Tass|Xinhua|Interfax|Kyodo|Bloomberg|CNN|BBC|CBS|NBC|ABC|NPR|CNBC|PA|"
    r"Politico|Axios|Agence France-Presse|ISNA|Novosti)"
)
_MEDIUM = rf"(?:(?:[A-Z][\w&.'\u2019-]*\s+){{0,4}}{_MEDIUM_WORD}(?:\s+(?:News|Service|Agency|Press|Network|Corporation|Company))?|{_KNOWN}(?:\s+(?:News|TV|Radio))?)\b"
#: "according to Bloomberg", "first reported by the Coast Herald": whose report a text rests on.
_CITED = re.compile(
    rf"(?:\baccording\s+to|\breport(?:s|ed)?\s+(?:by|in|from)|\bpublished\s+(?:by|in|on)|\bappeared\s+(?:in|on|at)|\bquoted\s+by|\bciting|\bquoting|\bvia)"
    rf"\s+(?:the\s+)?(?P<after>{_MEDIUM})"
    rf"|(?P<before>{_MEDIUM})(?:['\u2019]s?)?\s+(?:(?:article|story|report)\s+)?(?:said|says|reported|reports|wrote|writes|quoted|notes|noted|first\s+reported|explained)\b"
)
#: Whose text it is: the agency in a dateline's brackets, a byline, a copyright line.
_OWN = re.compile(
    rf"(?:^[^\n]{{0,60}}\(\s*(?P<line>{_MEDIUM})\s*\)|^\W*(?:by|from)\s[^\n]{{0,60}}?,?\s+(?P<by>{_MEDIUM})\s*$"
    rf"|(?:\u00a9|\(c\)|\bcopyright)\s*(?:\d{{4}}\s*)?(?:by\s+)?(?:the\s+)?(?P<right>{_MEDIUM}))",
    re.IGNORECASE | re.MULTILINE,
)
#: What only a copy carries: where it came from.
_REPUBLISHED = re.compile(
    r"\bthis (?:article|story|report|post) (?:was )?(?:originally|first) (?:appeared|published|ran)\b|\brepublished (?:from|with|under)\b"
    r"|\breprinted (?:from|with|by permission)\b|\bread the (?:full|original) (?:story|article|report)\b|^\W*from [^\n]{0,40} via [^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
#: The dateline under which an agency sends.
_WIRE = re.compile(rf"^[^\n]{{2,60}}\(\s*(?:{_MEDIUM}|[A-Z]{{2,5}})\s*\)\s*[-\u2013\u2014]", re.MULTILINE)
_RELATIVE = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|last night)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LABEL = re.compile(
    r"^\W*(?:(?:first\s+)?published|updated|posted|modified|last\s+updated|issued|filed)\b", re.IGNORECASE
)
#: No line without one of these gives a day of issue: a quick look before the slow one.
_DAY_OF_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
#: Paragraphs at the beginning and at the end that are looked at for one.
_FIRST_LINES, _LAST_LINES = 12, 3
#: Characters of a line that gives a day of issue, and words in it beside the time.
_LINE_LONGEST = 90
_LINE_WORDS = 5
#: Characters at the beginning and the end in which a text says what it is.
_EDGE = 700


#: Words that open a text: its first two sentences or so.
_OPENING = 50
#: What stands twice in a row in sound English.
_SAID_TWICE = frozenset("had that very so no long many really".split())
_TICKER = re.compile(r"<[A-Z][A-Z.]{0,7}>|\((?:NYSE|NASDAQ|LSE|LON|AMEX)\s*:\s*[A-Z.]{1,6}\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issued:
    """A day of issue and, if given, its minute; without a year where the line gives none."""

    year: int | None
    month: int
    day: int
    clock: int | None
    zone: str | None

    def before(self, other: Issued, hours: int) -> bool:
        """Whether it is earlier by more than those hours (by a day, where a clock is missing)."""
        one, two = self._moment(other), other._moment(self)
        if one is None or two is None:
            return False
        if self.clock is None or other.clock is None:
            return one.date() < two.date()
        known = self.zone is not None and self.zone == other.zone
        return two - one > timedelta(hours=0 if known else hours)

    def _moment(self, other: Issued) -> datetime | None:
        year = self.year if self.year is not None and other.year is not None else 2000
        try:
            return datetime(year, self.month, self.day) + timedelta(minutes=self.clock or 0)  # noqa: DTZ001 - no offset is invented
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Telling:
    """One text as its direction is read: the forms of its words, and what it states about itself."""

    forms: tuple[str, ...]
    marked: tuple[bool, ...]
    corrected: bool
    version: int
    digest: bool
    issued: Issued | None
    own: frozenset[str]
    cited: tuple[str, ...]
    republished: bool
    wire: bool
    weekdays: frozenset[int]
    relative: bool
    closing: str
    opening: tuple[str, ...]
    tickers: bool
    doubles: frozenset[str]


def telling(text: str, title: str | None = None) -> Telling:
    """Read a text for being weighed by its words alone."""
    found = words(text)
    return _read(text, title, tuple(word.form for word in found), _marked(text, found))


def linked_telling(side: Sentences) -> Telling:
    """Read a report whose words and links are at hand: only what it says about itself is read anew."""
    report = side.segmented.report
    return _read(report.text, report.title, tuple(word.form for row in side.words for word in row), ())


def _read(text: str, title: str | None, forms: tuple[str, ...], marked: tuple[bool, ...]) -> Telling:
    head = f"{title}\n{text[:_EDGE]}" if title else text[:_EDGE]
    edges = f"{head}\n{text[-_EDGE:]}" if len(text) > _EDGE else head
    return Telling(
        forms=forms,
        marked=marked,
        corrected=_CORRECTED.search(edges) is not None,
        version=_version(head),
        digest=_DIGEST.search(title or text[:_LINE_LONGEST]) is not None,
        issued=_issued(text) if _DAY_OF_MONTH.search(text) else None,
        own=frozenset(_media(_OWN, edges)),
        cited=tuple(_media(_CITED, text)),
        republished=_REPUBLISHED.search(edges) is not None,
        wire=_WIRE.search(head) is not None,
        relative=_RELATIVE.search(text) is not None,
        weekdays=frozenset(_WEEK.index(found[0][:3].lower()) for found in _WEEKDAY.finditer(text)),
        closing=_closing(text),
        opening=forms[:_OPENING],
        tickers=_TICKER.search(head) is not None,
        doubles=frozenset(a for a, b in pairwise(forms) if a == b and a.isalpha() and a not in _SAID_TWICE),
    )


def _version(head: str) -> int:
    """The number of the version that the heading gives; 0 where it gives none."""
    numbered = _NUMBERED.search(head)
    return int(numbered[1] or 1) if numbered else 0


def _marked(text: str, found: Sequence[Word]) -> tuple[bool, ...]:
    """Which words stand in quotation marks."""
    stretches = quoted(text, paragraphs(text))
    marks: list[bool] = []
    at = 0
    for word in found:
        while at < len(stretches) and stretches[at][1] <= word.start:
            at += 1
        marks.append(at < len(stretches) and stretches[at][0] <= word.start)
    return tuple(marks)


def _media(form: re.Pattern[str], text: str) -> Iterator[str]:
    for match in form.finditer(text):
        yield _medium(" ".join(next(filter(None, match.groups())).split()))


_LONG = {
    "associated press": "ap",
    "the associated press": "ap",
    "agence france-presse": "afp",
    "reuter": "reuters",
    "press association": "pa",
}


def _medium(name: str) -> str:
    """One name for a medium: "The Associated Press" and "AP", "Bloomberg News" and "Bloomberg"."""
    plain = name.lower().removeprefix("the ")
    return _LONG.get(plain, plain.removesuffix(" news").removesuffix(" tv"))


def _closing(text: str) -> str:
    """The last line, where it is a single word of letters: the sign-off of a wire."""
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    return last if last.isalpha() and len(last) < 12 else ""


def _issued(text: str) -> Issued | None:
    """The first day of issue that stands on a line of its own near the beginning, or at the end."""
    found: list[Issued] = []
    blocks = paragraphs(text)
    for start, end in [*blocks[:_FIRST_LINES], *blocks[_FIRST_LINES:][-_LAST_LINES:]]:
        if end - start <= _LINE_LONGEST:
            found.extend(_of_line(text, start, end))
    dated = [issued for issued in found if issued.year is not None] or found
    return min(dated, key=lambda i: (i.year or 0, i.month, i.day, i.clock or 0), default=None)


def _of_line(text: str, start: int, end: int) -> Sequence[Issued]:
    line = text[start:end]
    if not _DAY_OF_MONTH.search(line):
        return ()
    here = [time for time in times(text, start, end) if time.month is not None and time.day is not None]
    if len(here) != 1:
        return ()
    time: Time = here[0]
    beside = len(words(text, start, time.start)) + len(words(text, time.end, end))
    marked = time.clock is not None or time.year is not None or _LABEL.match(line)
    if beside > _LINE_WORDS or not marked or time.month is None or time.day is None:
        return ()
    return (Issued(time.year, time.month, time.day, time.clock, time.zone),)
