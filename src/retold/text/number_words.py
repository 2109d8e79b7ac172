"""Number words and their values: "two and a half million", "9-3/4", "a third", "mln", and unit names.

Tables of general English and the functions that read a written number by them. `numbers` finds the
figures in a text; what stands here only says what a found one is worth.
"""

from __future__ import annotations

import re

#: Words that name no number, with the number they are nearest to.
MANY_WORDS = {"a couple": 2.0, "a few": 4.0, "a handful": 5.0, "several": 6.0, "multiple": 6.0, "many": 12.0}
ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "bln": 1e9, "bn": 1e9, "trln": 1e12, "tn": 1e12, "m": 1e6, "k": 1e3, "b": 1e9,
    "dozen": 12.0,
}  # fmt: skip
VAGUE = {
    "dozens": 36.0, "scores": 60.0, "hundreds": 300.0, "thousands": 3e3, "tens of thousands": 3e4,
    "hundreds of thousands": 3e5, "millions": 3e6, "tens of millions": 3e7, "hundreds of millions": 3e8,
    "billions": 3e9, "tens of billions": 3e10, "hundreds of billions": 3e11, "trillions": 3e12,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
    "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
MULTIPLES = {
    "once": 1.0,
    "twice": 2.0,
    "double": 2.0,
    "doubled": 2.0,
    "thrice": 3.0,
    "triple": 3.0,
    "tripled": 3.0,
}
#: What "repeatedly" stands for beside a number.
OFTEN = 3.0
VULGAR = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "\u2153": 1 / 3, "\u2154": 2 / 3}

CURRENCY_SIGNS = {
    "$": "$",
    "\u00a3": "\u00a3",
    "\u20ac": "\u20ac",
    "\u00a5": "\u00a5",
    "\u20b9": "rupee",
    "\u20bd": "rouble",
}
#: Units of two or more spellings. Nouns not listed stand for themselves, in the singular.
UNITS = {
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
    "others": "person", "residents": "person", "locals": "person", "victims": "person", "passengers": "person",
    "cm": "cm", "centimetres": "cm", "centimeters": "cm", "inch": "inch", "inches": "inch", "mm": "mm",
    "troops": "soldier", "soldiers": "soldier", "servicemen": "soldier",
}  # fmt: skip

#: Every word that is or tells a number.
NUMBERS = frozenset({*ONES, *SCALES, *(word for words in MANY_WORDS for word in words.split())})


def spelled_value(written: str) -> float:
    """ "two and a half million": 2,500,000."""
    total, part = 0.0, 0.0
    half = re.search(r"\s+and\s+a\s+half(?:\s+(\w+))?$", written)
    for word in re.split(r"[\s-]+", written[: half.start()] if half else written):
        if word in ("a", "an"):
            part = 1
        elif word in ONES:
            part += ONES[word]
        elif word in {"hundred", "dozen"}:
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total += (part or 1) * SCALES[word]
            part = 0
    value = total + part
    if half:
        return (value + 0.5) * SCALES.get(half[1] or "", 1.0)
    return value


def written_value(written: str) -> float:
    """ "9-3/4": 9.75; "12,000": 12,000."""
    plain = written.replace(",", "").replace("\u2019", "").strip()
    if "/" not in plain:
        return float(plain)
    whole, _, fraction = re.sub(r"\s", "-", plain).rpartition("-")
    above, below = fraction.split("/")
    return (float(whole) if whole else 0.0) + (float(above) / float(below) if float(below) else 0.0)


def share_value(written: str) -> float:
    """ "two-thirds": 2/3."""
    parts = re.split(r"[\s-]+", written.lower())
    name = parts[-1]
    base = 1 / 2 if name in ("half", "halves") else FRACTIONS.get(name.rstrip("s"), FRACTIONS.get(name, 0.0))
    count = 1 if len(parts) == 1 or parts[0] in ("a", "an") else ONES.get(parts[0], 1)
    return base * count


def significant_digits(written: str) -> int:
    """How many digits a number was given with, trailing noughts of a whole number left out."""
    digits = re.sub(r"\D", "", written)
    return max(1, len(digits.strip("0") if "." not in written else digits.lstrip("0")))


def unit_of_noun(noun: str) -> str:
    """The one form of a counted noun: the singular, or the name of a measure."""
    if noun in UNITS:
        return UNITS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3:
        return noun[:-1]
    return noun


def currency_unit(written: str | None) -> str:
    """The currency that a sign before the number names, or ""."""
    if not written:
        return ""
    plain = written.strip().upper()
    for sign, unit in CURRENCY_SIGNS.items():
        if sign in plain:
            return unit
    return {"EUR": "\u20ac", "USD": "$", "GBP": "\u00a3"}.get(plain, "rupee")


def ratio_value(written: str) -> float:
    """ "seven out of ten", "3 in every 100": the percentage."""
    parts = written.split()
    whole = 100.0 if parts[-1] == "100" else 10.0
    part = float(parts[0]) if parts[0].isdigit() else float(ONES[parts[0]])
    return 100 * part / whole
