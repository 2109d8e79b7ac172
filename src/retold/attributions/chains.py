"""Through whom something came, and whether its source is kept secret.

In goes an attribution's place in its stretch, out come the spans of its chain ("told the Courier", "in an
interview with NPA", "the paper reported, citing two guards") and whether its source is anonymous. By
patterns over the words around the cue. Not tried: chains over several sentences.
"""

from __future__ import annotations

import re

from ..model import Span
from ..text.cues import NAMELESS, SECRECY

_INTERVIEW = re.compile(
    r"\b[Ii]n\s+an?\s+(?:[\w-]+\s+){0,3}interview\s+(?:with|to|on|for)\s+(?P<medium>(?:the\s+)?[A-Z][^,.;:\"\u201c\u201d\n]{1,50}?)(?=[,.;:\"\u201c\u201d\n]|\s+(?:on|in|that|last|this|about|and|published)\b|$)"
)
_UNNAMED = re.compile(
    r"\b(?:an?|one|two|three|four|several|some|another|other|multiple)\s+(?:[\w.-]+\s+){0,4}?"
    r"(?:senior|top|high-ranking|former|government|administration|intelligence|military|law-enforcement|enforcement|security|western|company)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:officials?|aides?|advis[eo]rs?|diplomats?|officers?|executives?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][a-z]+\s+[A-Z][a-z]+")
_NOBODY = re.compile(
    r"(?:him|her|them|us|me|you|it|himself|herself|themselves|(?:the\s+|his\s+|her\s+)?(?:[\w-]+\s+)?"
    r"(?:reporters?|journalists?|crowds?|audiences?|supporters|viewers|people|voters|fans|colleagues|friends|lawmakers|officials|police|court|judge|jury|parliament|[\w-]*conference|briefing|rally|committee|hearing|panel|board|council|inquiry|host|moderator))",
    re.IGNORECASE,
)


def told(text: str, place: Span | None) -> tuple[Span, ...]:
    """The medium that was told something, where it is one and no audience."""
    if place is None:
        return ()
    words = text[place.start : place.end]
    if _NOBODY.fullmatch(words) or not any(c.isupper() for c in words):
        return ()
    return (place,)


def interview(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The medium of an interview that stands between two places of the text."""
    found = _INTERVIEW.search(text, start, end)
    return () if found is None else (Span(*found.span("medium")),)


def asks_for_secrecy(text: str, cue: Span, end: int) -> bool:
    """Whether a cue is part of words of secrecy: "who asked not to be named" attributes nothing."""
    found = SECRECY.search(text, max(0, cue.start - len("which ")), end)
    return found is not None and found.start() <= cue.start < found.end()


def anonymous(text: str, source: Span | None, start: int, end: int) -> bool:
    """Whether a source is kept secret: by its own words, or by what is said between two places of the text."""
    if source is None:
        return False
    words = text[source.start : source.end]
    if NAMELESS.search(words) or SECRECY.search(words):
        return True
    if _UNNAMED.search(words) and not _NAME.search(words):
        return True
    return SECRECY.search(text, start, end) is not None
