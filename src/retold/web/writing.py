"""How values are written on a page: words, dates, addresses.

Whatever a template writes passes through `safe`: it is escaped, and what could steer the page or turn the direction
of its text is shown as an escape. Addresses are put together here and nowhere else: each id from outside stands in a
query, percent-encoded, so that no slash or dot in it can lead elsewhere.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from ..model import Listed, Published, Span
from ..report.days import between, when
from ..report.page_words import text

__all__ = [
    "address", "between", "count", "excerpt", "language", "markup", "moment", "name_of", "safe", "share", "when",
]  # fmt: skip

#: What may stand in a lang attribute.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def safe(value: object) -> object:
    """What a template writes: words that can be nothing but words."""
    if isinstance(value, Markup):
        return value
    return Markup(text(str(value)))  # noqa: S704 - `text` escapes


def markup(written: str) -> Markup:
    """HTML of our own, in which everything from outside was escaped where it was written."""
    return Markup(written)  # noqa: S704 - see above


def address(path: str, **query: object) -> str:
    """An address on this site: what is None or empty is left out."""
    asked = [(name.rstrip("_"), str(value)) for name, value in query.items() if value not in (None, "")]
    return f"{path}?{urlencode(asked, errors='replace')}" if asked else path


def moment(value: Published | str | None) -> float | None:
    """A date as seconds, for drawing; a time without a zone is taken as it stands."""
    written = value.value if isinstance(value, Published) else value
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written if len(written) > 7 else f"{written}-01")
    except ValueError:
        return None
    return (at.replace(tzinfo=None) - (at.utcoffset() or _NONE) - _EPOCH).total_seconds()


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - both sides of the subtraction have no zone
_NONE = _EPOCH - _EPOCH


def name_of(report: Listed) -> str:
    """What a report is called in a list."""
    return report.title or report.id


def language(code: str | None) -> Markup:
    """A lang attribute, where the code is one."""
    return markup(f' lang="{code}"' if code and _LANGUAGE.fullmatch(code) else "")


def count(number: int, noun: str, many: str = "") -> str:
    """A number with its noun: "1 report", "3,200 reports"."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def share(value: float) -> str:
    """A share in percent."""
    return f"{value:.0%}".replace("%", "\u00a0%")


def excerpt(words: str, spans: list[Span], around: int = 70, most: int = 3) -> list[list[tuple[str, bool]]]:
    """Stretches of a text around what was found in it: pieces, each with whether it was found."""
    stretches: list[tuple[int, int, list[Span]]] = []
    for span in spans:
        start, end = _word_edge(words, span.start - around, -1), _word_edge(words, span.end + around, 1)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end, [*stretches[-1][2], span])
        elif len(stretches) < most:
            stretches.append((start, end, [span]))
        else:
            break
    return [_pieces(words, *stretch) for stretch in stretches]


def _word_edge(words: str, at: int, step: int) -> int:
    """The nearest place from there on at which no word is cut, a few letters away at most."""
    if at <= 0 or at >= len(words):
        return max(0, min(at, len(words)))
    for place in range(at, at + 20 * step, step):
        if not 0 < place < len(words) or words[place - 1].isspace() or words[place].isspace():
            return max(0, min(place, len(words)))
    return at


def _pieces(words: str, start: int, end: int, spans: list[Span]) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for span in spans:
        out += [(words[at : span.start], False), (words[span.start : span.end], True)]
        at = span.end
    out.append((words[at:end], False))
    if end < len(words):
        out.append((" …", False))
    return [piece for piece in out if piece[0]]
