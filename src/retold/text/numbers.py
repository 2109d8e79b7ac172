"""Figures in running text, by value and unit.

In goes a text, out come `Quantity`s: the span, the value (or the two ends of a range), the unit in one
form ("pct", "%" and "per cent" are one unit), and how exactly it is said: "about", "at least", "up to".
Digits and words are read alike: "a third" and "33 %" lie within rounding of each other, "1.2 mln" and
"1,200,000" are equal, "twelve" is 12, "dozens" is a vague number of its own.

Not tried: arithmetic over a sentence ("twice as many as last year's 40"), Roman numerals, figures in
languages that write words otherwise (their digits are read). Times of day, days and years belong to
dates and are left out: see `_is_date`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Exactness = Literal["exact", "about", "at least", "at most", "vague"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: characters `start` up to `end`, from `low` to `high` (equal unless a range).

    `unit` is normalised ("%", "$", "year-old", "km", a counted noun, or ""); `digits` is how many
    significant digits were given; `ordinal` tells "third" from "three". `core` is the span of the number
    alone, without unit and hedge. A `vague` one has a magnitude only ("dozens").
    """

    start: int
    end: int
    core: tuple[int, int]
    low: float
    high: float
    unit: str
    exactness: Exactness
    digits: int
    ordinal: bool = False
    words: bool = False

    @property
    def value(self) -> float:
        """The middle of the range, or the value."""
        return (self.low + self.high) / 2


_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "bln": 1e9, "bn": 1e9, "trln": 1e12, "tn": 1e12, "m": 1e6, "k": 1e3, "b": 1e9,
    "dozen": 12.0,
}  # fmt: skip
_VAGUE = {
    "dozens": 36.0, "scores": 60.0, "hundreds": 300.0, "thousands": 3e3, "tens of thousands": 3e4,
    "hundreds of thousands": 3e5, "millions": 3e6, "tens of millions": 3e7, "hundreds of millions": 3e8,
    "billions": 3e9, "tens of billions": 3e10, "hundreds of billions": 3e11, "trillions": 3e12,
}  # fmt: skip
_FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
    "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_MULTIPLES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "thrice": 3.0, "triple": 3.0, "tripled": 3.0}
_VULGAR = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "\u2153": 1 / 3, "\u2154": 2 / 3}

_CURRENCY_SIGNS = {"$": "$", "\u00a3": "\u00a3", "\u20ac": "\u20ac", "\u00a5": "\u00a5", "\u20b9": "rupee", "\u20bd": "rouble"}
#: Units of two or more spellings. Nouns not listed stand for themselves, in the singular.
_UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "percentage": "%", "percentage point": "point",
    "percentage points": "point", "points": "point", "point": "point", "basis points": "basis point",
    "dollar": "$", "dollars": "$", "dlr": "$", "dlrs": "$", "usd": "$", "bucks": "$",
    "euro": "\u20ac", "euros": "\u20ac", "pound": "\u00a3", "pounds": "\u00a3", "stg": "\u00a3", "sterling": "\u00a3", "yen": "\u00a5",
    "cts": "cent", "cents": "cent", "ct": "cent", "c": "cent", "p": "penny", "pence": "penny",
    "km": "km", "kms": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "mile": "mile", "miles": "mile", "metre": "metre", "metres": "metre", "meter": "metre", "meters": "metre",
    "foot": "foot", "feet": "foot", "ft": "foot", "kg": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg",
    "ton": "ton", "tons": "ton", "tonne": "tonne", "tonnes": "tonne", "litre": "litre", "litres": "litre",
    "liter": "litre", "liters": "litre", "mph": "mph", "kph": "km/h", "km/h": "km/h", "bpd": "bpd",
    "year-old": "age", "years old": "age", "years of age": "age", "shr": "share", "shares": "share",
    "people": "person", "persons": "person", "person": "person", "men": "man", "women": "woman",
    "children": "child", "lives": "life", "deaths": "death", "bodies": "body", "countries": "country",
    "companies": "company", "cities": "city", "counties": "county", "times": "time", "fold": "time",
    "troops": "soldier", "soldiers": "soldier", "servicemen": "soldier",
}  # fmt: skip

_NUMBER = r"(?:\d{1,3}(?:[,\u2019]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MIXED = rf"(?:{_NUMBER}(?:[-\s]\d+/\d+)?|\d+/\d+)"
_WORD_NUMBER = r"(?:" + "|".join(sorted(_ONES, key=len, reverse=True)) + r")"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|mn|bln|bn|trln|tn|dozen)"
_SPELLED = rf"(?:(?:an?|{_WORD_NUMBER})(?=[\s-]+{_SCALE}\b)|{_WORD_NUMBER})(?:[\s-]+(?:and[\s-]+(?={_WORD_NUMBER}|a\s+half))?(?:{_WORD_NUMBER}|{_SCALE}))*(?:\s+and\s+a\s+half(?:\s+{_SCALE}\b)?)?"
_HEDGE = (
    r"(?:about|around|roughly|approximately|some|nearly|almost|close\s+to|just\s+(?:over|under|above|below|short\s+of)|well\s+over|well\s+under|"
    r"more\s+than|over|above|upwards?\s+of|at\s+least|no\s+(?:less|fewer)\s+than|less\s+than|fewer\s+than|under|below|up\s+to|as\s+(?:many|much|high|low|few|little)\s+as|"
    r"at\s+most|no\s+more\s+than|an?\s+estimated|estimated|between|from|another|a\s+further|only|minus|plus|a\s+total\s+of)"
)
_ABOUT = frozenset("about around roughly approximately some nearly almost estimated".split())
_VAGUE_WORDS = "|".join(sorted((k.replace(" ", r"\s+") for k in _VAGUE), key=len, reverse=True))
_FRACTION_WORDS = r"(?:halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_SHARE = (
    rf"(?:(?:an?|one|two|three|four|five|seven|nine)[\s-]+{_FRACTION_WORDS}(?=\s+(?:of|the|as|more|less|to|point|percentage)\b|\s+of\b|[.,;\"\u201d]|$)"
    rf"|half(?=\s+(?:of|the|a|an|its|their|his|her|those|all)\b))"
)

_QUANTITY = re.compile(
    rf"""(?<![\w.,/\u2019'-])
    (?P<hedge>(?:{_HEDGE}\s+)*)
    (?P<sign>-|\u2212)?
    (?P<currency>(?:[A-Z]{{1,3}})?[$\u00a3\u20ac\u00a5\u20b9\u20bd]|\$US|(?:US|AU|CA|NZ|HK)?\$|EUR\s?|USD\s?|GBP\s?|Rs\.?\s?)?\s?
    (?:
        (?P<vague>{_VAGUE_WORDS})\b
      | (?P<share>{_SHARE})
      | (?P<mixed>{_MIXED})(?:(?P<ordinal>st|nd|rd|th)\b)?(?P<scale>[\s-]?(?:hundred|thousand|million|billion|trillion|mln|mn|bln|bn|trln|tn|dozen)\b|(?:m|k|b)\b(?!\w))?
      | (?P<spelled>\b{_SPELLED})\b
      | (?P<vulgar>\d*[\u00bd\u00bc\u00be\u2153\u2154])
      | (?P<multiple>twice|double[d]?|thrice|triple[d]?)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE_END = re.compile(
    rf"\s*(?:-|\u2013|\u2014|\bto\b|\band\b|\bor\b)\s*(?P<currency>[$\u00a3\u20ac\u00a5])?(?:(?P<mixed>{_MIXED})(?P<scale>[\s-]?(?:thousand|million|billion|mln|bln|bn|mn)\b)?|(?P<spelled>{_SPELLED})\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[\s-]*(?P<unit>%|percentage\s+points?|basis\s+points?|per\s?cent(?:age)?\b|pct\b|years?[\s-]olds?\b|years\s+of\s+age\b|"
    r"(?:(?:us|u\.s\.|australian|canadian|hong\s+kong|new\s+zealand|more|other|additional|new|american)\s+)?[^\W\d_]+(?:-[^\W\d_]+)?)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\s+$", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}\b", re.IGNORECASE)
_CLOCK_AFTER = re.compile(r"(?::\d{2}|\s?[ap]\.?\s?m\b\.?|\s?(?:o'clock|hours\b|gmt\b|edt\b|est\b|bst\b|utc\b))", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|of|until|till|from|during|before|after|through|late|early|mid|year|{_MONTHS}|\d{{1,2}},)\s*|['\u2019])$", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"\s*(?:election|season|census|presidential|campaign|world|olympic|budget|fiscal|financial|,|\.|and|-|$)", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"[A-Z\u00c0-\u00de][\w.\u2019'-]*,\s+$")
_AGE_AFTER = re.compile(r"(?:,|\.|$|\s+and\b|\))")
_SCORE = re.compile(r"\d{1,3}[-\u2013]\d{1,3}")
_DURATION = re.compile(r"^(?:second|minute|hour|day|week|month|year|decade|centurie|century|weekend|night|evening|morning)s?(?:-long)?$")
#: Words that follow a number and are no unit of it.
_NO_UNIT = frozenset(
    "and or of in on at to for from by with than the a an as is was are were had has have after before when while "
    "but that which who per more other not he she it they we i his her their its this these those said say says "
    "against compared versus vs up down over under about would will can could may might since until into out "
    "last next early late if so also only just again now then there here all both each every no".split()
)


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The figures of `text[start:end]`, in order, with places into the whole `text`."""
    stop = len(text) if end is None else end
    found: list[Quantity] = []
    at = start
    while match := _QUANTITY.search(text, at, stop):
        read = _read(text, match, start, stop)
        if read is not None:
            found.append(read)
            at = max(read.end, match.end())
        else:
            at = max(match.end(), match.start() + 1)
    return found


def _read(text: str, match: re.Match[str], start: int, stop: int) -> Quantity | None:
    hedge = re.sub(r"\s+", " ", match["hedge"].lower()).strip()
    core_start = match.end("hedge")
    while core_start < match.end() and text[core_start].isspace():
        core_start += 1
    begin = match.start() if hedge else core_start
    core_end = match.end()
    currency = _currency(match["currency"])
    if match["vague"]:
        value = _VAGUE[re.sub(r"\s+", " ", match["vague"].lower())]
        return _finished(text, begin, (core_start, core_end), (value, value), currency, "vague", 1, stop, words=True)
    if match["multiple"]:
        value = _MULTIPLES[match["multiple"].lower()]
        return Quantity(begin, core_end, (core_start, core_end), value, value, "time", _exactness(hedge), 2, words=True)
    words, digits, ordinal = False, 9, False
    if match["share"]:
        value, words = _share(match["share"]) * 100, True
        return Quantity(begin, core_end, (core_start, core_end), value, value, "%", _exactness(hedge), 1, words=True)
    if match["vulgar"]:
        whole = match["vulgar"][:-1]
        value = (float(whole) if whole else 0.0) + _VULGAR[match["vulgar"][-1]]
    elif match["mixed"]:
        if match["scale"] is None and not currency and _is_date(text, match, start, stop):
            return None
        value, digits = _mixed(match["mixed"]), _significant(match["mixed"])
        ordinal = match["ordinal"] is not None
        if match["scale"]:
            value *= _SCALES[match["scale"].lower().lstrip(" -\n\r\t")]
    else:
        spelled = match["spelled"].lower()
        if spelled == "one" and not _counts_one(text, match, stop):
            return None
        value, words = _spelled(spelled), True
        digits = 9
    if match["sign"] and not (core_start > start and text[core_start - 1].isalnum()):
        value = -value
    if re.search(r"\bminus$", hedge):
        value = -value
    if ordinal:
        return Quantity(core_start, core_end, (core_start, core_end), value, value, "", "exact", digits, ordinal=True)
    low = high = value
    ranged = _RANGE_END.match(text, core_end, stop)
    if ranged and _is_range(text, ranged, hedge, core_end):
        other = _mixed(ranged["mixed"]) if ranged["mixed"] else _spelled(ranged["spelled"].lower())
        if ranged["scale"]:
            scale = _SCALES[ranged["scale"].lower().lstrip(" -\n\r\t")]
            other *= scale
            if low < scale and not match["scale"]:
                low *= scale
        if other >= low:
            high, core_end = other, ranged.end()
        elif _SCORE.fullmatch(text, core_start, ranged.end()):
            whole = (core_start, ranged.end())
            return Quantity(begin, ranged.end(), whole, low, other, "score", _exactness(hedge), digits)
    return _finished(
        text, begin, (core_start, core_end), (low, high), currency, _exactness(hedge), digits, stop, words=words
    )


def _finished(
    text: str,
    begin: int,
    core: tuple[int, int],
    value: tuple[float, float],
    currency: str,
    exactness: Exactness,
    digits: int,
    stop: int,
    *,
    words: bool,
) -> Quantity | None:
    unit, end = currency, core[1]
    if not currency:
        unit, end = _unit_after(text, core[1], stop)
        if unit == "" and _AGE_BEFORE.search(text[max(0, core[0] - 30) : core[0]]) and _AGE_AFTER.match(text, core[1], stop):
            unit = "age"
    elif re.match(r"\s*(?:dollars|dlrs|pounds|euros|yen)\b", text[end:stop], re.IGNORECASE):
        end = end + len(re.match(r"\s*\w+", text[end:stop])[0])  # type: ignore[index]
    if _DURATION.match(unit):
        return None
    return Quantity(begin, end, core, value[0], value[1], unit, exactness, digits, words=words)


def _unit_after(text: str, at: int, stop: int) -> tuple[str, int]:
    found = _UNIT.match(text, at, stop)
    if not found:
        return "", at
    written = re.sub(r"\s+", " ", found["unit"].lower())
    plain = re.sub(r"years?[ -]olds?", "year-old", written)
    for prefix in ("us ", "u.s. ", "australian ", "canadian ", "hong kong ", "new zealand ", "more ", "other ", "additional ", "new ", "american "):
        if plain.startswith(prefix) and plain.removeprefix(prefix) in _UNITS:
            plain = plain.removeprefix(prefix)
    if " " in plain and plain not in _UNITS:
        plain = plain.split(" ")[0]
        if plain in _NO_UNIT:
            return "", at
        return _singular(plain), found.start("unit") + len(plain)
    if plain in _NO_UNIT:
        return "", at
    return _UNITS.get(plain, _singular(plain)), found.end("unit")


def _singular(noun: str) -> str:
    if noun in _UNITS:
        return _UNITS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3:
        return noun[:-1]
    return noun


def _currency(written: str | None) -> str:
    if not written:
        return ""
    plain = written.strip().upper()
    for sign, unit in _CURRENCY_SIGNS.items():
        if sign in plain:
            return unit
    return {"EUR": "\u20ac", "USD": "$", "GBP": "\u00a3"}.get(plain, "rupee")


def _mixed(written: str) -> float:
    plain = written.replace(",", "").replace("\u2019", "").strip()
    if "/" not in plain:
        return float(plain)
    whole, _, fraction = plain.replace(" ", "-").rpartition("-")
    above, below = fraction.split("/")
    return (float(whole) if whole else 0.0) + (float(above) / float(below) if float(below) else 0.0)


def _significant(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return max(1, len(digits.strip("0") if "." not in written else digits.lstrip("0")))


def _spelled(written: str) -> float:
    total, part = 0.0, 0.0
    half = re.search(r"\s+and\s+a\s+half(?:\s+(\w+))?$", written)
    for word in re.split(r"[\s-]+", written[: half.start()] if half else written):
        if word in ("a", "an"):
            part = 1
        elif word in _ONES:
            part += _ONES[word]
        elif word == "hundred" or word == "dozen":
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
    value = total + part
    if half:
        return (value + 0.5) * _SCALES.get(half[1] or "", 1.0)
    return value


def _share(written: str) -> float:
    parts = re.split(r"[\s-]+", written.lower())
    name = parts[-1]
    base = 1 / 2 if name in ("half", "halves") else _FRACTIONS.get(name.rstrip("s"), _FRACTIONS.get(name, 0.0))
    count = 1 if len(parts) == 1 or parts[0] in ("a", "an") else _ONES.get(parts[0], 1)
    return base * count


def _exactness(hedge: str) -> Exactness:
    last = hedge.split(" ")[-1] if hedge else ""
    if re.search(r"\b(?:up to|as (?:many|much|high) as|at most|no more than|less than|fewer than|under|below|just short of)\b", hedge):
        return "at most"
    if re.search(r"\b(?:more than|over|above|upwards? of|at least|no (?:less|fewer) than|as (?:low|few|little) as)\b", hedge):
        return "at least"
    if last in _ABOUT or any(word in _ABOUT for word in hedge.split(" ")) or "close to" in hedge:
        return "about"
    return "exact"


def _counts_one(text: str, match: re.Match[str], stop: int) -> bool:
    """ "one" is a figure only before a scale or a unit of measure: "one official" picks, "one mile" counts."""
    unit = _UNIT.match(text, match.end(), stop)
    return bool(unit) and re.sub(r"\s+", " ", unit["unit"].lower()) in _UNITS


def _is_range(text: str, ranged: re.Match[str], hedge: str, at: int) -> bool:
    link = text[at : ranged.start("mixed") if ranged["mixed"] else ranged.start("spelled")].strip(" $\u00a3\u20ac\u00a5\n\t")
    if link.lower() == "and":
        return hedge.endswith("between")
    if link.lower() == "or":
        return True
    if link.lower() == "to":
        return not re.search(r"\bfrom$", hedge) or True
    return True


def _is_date(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Days of a month, times of day and years: they are dates, not figures."""
    written = match["mixed"]
    before = text[max(start, match.end("hedge") - 14) : match.end("hedge")]
    if _CLOCK_AFTER.match(text, match.end(), stop) or text[match.end() : match.end() + 1] == ":":
        return True
    if re.fullmatch(r"\d{1,2}", written):
        if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, match.end("mixed"), stop):
            return True
        return bool(re.search(r":\s?$", before)) and bool(re.search(r"\d:\s?$", before))
    if re.fullmatch(r"(?:1[5-9]|20)\d{2}", written) and not match["currency"]:
        hedged = re.search(r"\b(?:about|around|some|nearly|almost|over|than|least|to)\s+$", before, re.IGNORECASE)
        unit = _UNIT.match(text, match.end(), stop)
        counted = unit is not None and re.sub(r"\s+", " ", unit["unit"].lower()) in _UNITS
        if counted or hedged:
            return False
        return bool(_YEAR_BEFORE.search(before)) or bool(_YEAR_AFTER.match(text, match.end(), stop)) or not counted
    return False
