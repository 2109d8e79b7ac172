"""Publishers and their habits: how each writes days, figures, marks and names, and what it puts around a text.

In goes a draw, out comes a `House`; and from a house and a sentence, the sentence in its style. A habit holds for
everything a house publishes, so that two houses of one habit make the same change without knowing of each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .draw import Draw
from .wording import Change

_TOWNS = "Harwick Solveg Brenmoor Tarrant Wexley Ostrand Calder Luneby Farrowdale Pinmarsh Vestry Aldern Norbeck Quillan Ravenna Thornby".split()  # fmt: skip
_PAPERS = "Courier Herald Standard Gazette Post Echo Tribune Ledger Observer Argus Chronicle Mail Mercury Sentinel Star Voice".split()  # fmt: skip
_AGENCY_CITIES = ("Brussa", "Lindholm", "Marrow", "Castel")

_SPELLINGS = (
    "centre|center", "metre|meter", "kilometre|kilometer", "litre|liter", "labour|labor", "harbour|harbor", "colour|color",
    "neighbour|neighbor", "neighbouring|neighboring", "favour|favor", "honour|honor", "defence|defense", "offence|offense",
    "programme|program", "cancelled|canceled", "travelled|traveled", "travellers|travelers", "authorised|authorized",
    "organised|organized", "organisation|organization", "recognised|recognized", "apologised|apologized",
    "criticised|criticized", "realised|realized", "theatre|theater", "grey|gray", "tonnes|tons", "licence|license",
    "towards|toward", "rumours|rumors", "jewellery|jewelry", "storey|story", "ploughed|plowed", "tyres|tires", "mould|mold",
)  # fmt: skip

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_READ_MORE = (
    "Five things to know this morning", "Council tax: what changes in April", "Weather: rain on the way",
    "The walk that everyone is talking about", "How to keep your heating bill down", "Our ten best pies",
    "Lottery winner found after six weeks", "Road works start on the ring road", "The cat that rides the bus",
)  # fmt: skip
_FURNITURE = (
    "READ MORE: {more}", "RELATED: {more}", "ALSO READ: {more}", "Advertisement", "Story continues below",
    "Sign up for our newsletter.", "Follow {name} for updates.", "Get our app and never miss a story.",
    "Have you been affected? Write to the newsdesk of {name}.", "Share this article", "Support {name} from 2 a month.",
)  # fmt: skip
_FOREIGN_FURNITURE = {
    "fr": (
        "À LIRE AUSSI : La météo du week-end",
        "Publicité",
        "Abonnez-vous à {name}.",
        "Partager cet article",
    ),
    "de": (
        "LESEN SIE AUCH: Das Wetter am Wochenende",
        "Anzeige",
        "Jetzt {name} abonnieren.",
        "Artikel teilen",
    ),
}


_Words = TypeVar("_Words")

#: What a house writes when it puts a report right, and over its digests. In other languages it sets a mark alone.
NOTES: dict[str, tuple[str, ...]] = {
    "en": (
        "This article was amended to correct an earlier version.",
        "Correction: an earlier version of this report contained an error.",
        "This story has been updated.",
    ),
    "fr": ("Mise à jour.", "Corrigé.", "Cet article a été corrigé."),
    "de": ("Aktualisiert.", "Korrigiert.", "In einer früheren Fassung stand ein Fehler."),
    "": ("(*)", "(**)"),
}
DIGESTS: dict[str, tuple[str, ...]] = {
    "en": ("News in brief", "The day in brief", "Morning briefing", "What you missed"),
    "fr": ("L'essentiel de la journée", "En bref"),
    "de": ("Das Wichtigste in Kürze", "Kurz notiert"),
    "": ("*",),
}
#: Credits at the end, and lines above the text.
CREDITS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("({source})", "Source: {source}", "With {source}"),
        ("By our staff and {source}", "By {name} reporters", "By a staff reporter"),
    ),
    "fr": (
        ("({source})", "Source : {source}", "Avec {source}"),
        ("La rédaction", "Par la rédaction de {name}"),
    ),
    "de": (
        ("({source})", "Quelle: {source}", "Mit Material von {source}"),
        ("Von unserer Redaktion", "Von {name}"),
    ),
    "": (("({source})",), ("{name}",)),
}


def words_of(table: Mapping[str, _Words], language: str) -> _Words:
    """What a house writes in a language."""
    return table.get(language, table[""])


@dataclass(frozen=True, slots=True)
class House:
    """A publisher. Each field is a habit; the rates say how much its editors do."""

    name: str
    agency: bool
    american: bool
    percent: str
    quotes: str
    days: str
    hours: str
    money: str
    capitals: str
    paragraphs: str
    credit: str
    dateline: bool
    furniture: int
    rewriting: float
    slips: float
    #: The share of another site's furniture that its editors fail to take out.
    careless: float
    #: Whether its texts come from scanned print.
    scans: bool


def house(draw: Draw, agency: str = "") -> House:
    """A publisher with habits of its own; an agency where its name is given."""
    american = draw.chance(0.4)
    return House(
        name=agency or f"{draw.pick(('The ', ''))}{draw.pick(_TOWNS)} {draw.pick(_PAPERS)}",
        agency=bool(agency),
        american=american,
        percent=draw.weighted(("", "percent", "per cent", "%"), (0.3, 0.25, 0.25, 0.2)),
        quotes=draw.weighted(("", "straight", "curly", "single"), (0.25, 0.3, 0.35, 0.1)),
        days="" if agency else draw.weighted(("", "bare", "relative", "dated"), (0.5, 0.2, 0.2, 0.1)),
        hours=draw.weighted(("", "am"), (0.6, 0.4)),
        money=draw.weighted(("", "sign"), (0.5, 0.5)),
        capitals=draw.weighted(("", "title", "all"), (0.7, 0.2, 0.1)) if not agency else "",
        paragraphs=draw.weighted(("", "single", "merged"), (0.6, 0.25, 0.15)),
        credit=draw.weighted(("", "tail", "by", "dateline"), (0.2, 0.4, 0.15, 0.25)),
        dateline=bool(agency) or draw.chance(0.25),
        furniture=0 if agency else draw.weighted((0, 1, 2, 3), (0.5, 0.25, 0.15, 0.1)),
        rewriting=draw.between(0.2, 1.0),
        slips=draw.factor(0.8),
        careless=draw.weighted((0.02, 0.3), (0.8, 0.2)),
        scans=not agency and draw.chance(0.02),
    )


def agency_name(draw: Draw) -> str:
    """The name of an agency for a report that names none."""
    return f"{draw.pick(_AGENCY_CITIES)} Press"


def furniture(house_: House, language: str, draw: Draw) -> str:
    """A line that a site puts into every text."""
    pool = _FURNITURE if language == "en" else _FOREIGN_FURNITURE.get(language, ("{name}",))
    return draw.pick(pool).format(name=house_.name, more=draw.pick(_READ_MORE))


def styled(text: str, house_: House, language: str, published: dt.datetime) -> tuple[str, list[Change]]:
    """A sentence in the style of the house."""
    rules = [*_marks(house_)] if language != "de" else []
    if language == "en":
        rules = [*_spelling(house_), *_figures(house_), *_days(house_, published), *rules]
    found: list[Change] = []
    for what, pattern, new in rules:
        changed = re.sub(pattern, new, text)
        if changed != text:
            found.append(Change(what, text, changed))
            text = changed
    return text, found


#: What a rule is, the pattern it looks for, what it puts.
_Rule = tuple[str, str, str]


def _spelling(house_: House) -> Iterator[_Rule]:
    for pair in _SPELLINGS:
        british, american = pair.split("|")
        old, new = (british, american) if house_.american else (american, british)
        if old not in ("tons", "story", "meter", "program", "license", "color"):
            yield "spelling of the house", rf"\b{old}(?=s?\b)", new


def _figures(house_: House) -> Iterator[_Rule]:
    if house_.percent == "%":
        yield "style of figures", r"(?<=\d) ?per ?cent\b", "%"
    elif house_.percent:
        yield "style of figures", r"(?<=\d) ?(?:per ?cent\b|%)", f" {house_.percent}"
    if house_.money == "sign":
        yield "style of figures", r"\b(\d[\d.,]*) (million|billion) pounds\b", r"£\1 \2"
    if house_.hours == "am":
        yield "style of hours", r"(\d) ([ap])\.m\.(?= [a-z]|,)", r"\1\2m"


def _days(house_: House, published: dt.datetime) -> Iterator[_Rule]:
    today, yesterday = _DAYS[published.weekday()], _DAYS[published.weekday() - 1]
    whole = r"\b(?! \w+ing\b| night)"
    if house_.days == "bare":
        yield "style of days", rf"(?<=\w) on ({'|'.join(_DAYS)})\b", r" \1"
    elif house_.days == "dated":
        for back in range(5):
            day = published - dt.timedelta(days=back)
            when = f"{day:%B} {day.day}" if house_.american else f"{day.day} {day:%B}"
            yield "style of days", rf"\bon {_DAYS[day.weekday()]}{whole}", f"on {when}"
    elif house_.days == "relative":
        yield "style of days", rf"\bon {today}{whole}", "today"
        yield "style of days", rf"\bon {yesterday} (evening|morning|afternoon)\b", r"yesterday \1"
        yield "style of days", rf"\bon {yesterday} night\b", "last night"
        yield "style of days", rf"\bon {yesterday}{whole}", "yesterday"


_SINGLE = r"(?<!\w)‘([^‘’]*(?:’\w[^‘’]*)*)’(?!\w)"


def _marks(house_: House) -> Iterator[_Rule]:
    what = "marks of the house"
    if house_.quotes == "straight":
        yield what, "[“”]", '"'
        yield what, _SINGLE, r'"\1"'
    elif house_.quotes == "curly":
        yield what, r'(?<!\w)"(?=\S)', "“"
        yield what, r'(?<=\S)"', "”"
        yield what, _SINGLE, r"“\1”"
    elif house_.quotes == "single":
        yield what, r'(?<!\w)"([^"]+)"', r"‘\1’"
        yield what, "“([^“”]+)”", r"‘\1’"


def absolute(text: str, published: dt.datetime) -> tuple[str, list[Change]]:
    """A sentence of a report published then, its "today" and "yesterday" as days of the week."""
    today, yesterday = _DAYS[published.weekday()], _DAYS[published.weekday() - 1]
    changed = re.sub(r"\byesterday (evening|morning|afternoon)\b", rf"on {yesterday} \1", text)
    changed = re.sub(r"\blast night\b", f"on {yesterday} night", changed)
    changed = re.sub(r"\byesterday\b", f"on {yesterday}", changed)
    changed = re.sub(r"(?<!of )\btoday\b", f"on {today}", changed)
    return changed, [Change("day of the week", text, changed)] if changed != text else []
