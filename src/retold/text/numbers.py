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
from dataclasses import dataclass, replace
from typing import Literal

from .number_words import (
    MANY_WORDS,
    MULTIPLES,
    OFTEN,
    ONES,
    ORDINALS,
    SCALES,
    UNITS,
    VAGUE,
    VULGAR,
    currency_unit,
    ratio_value,
    share_value,
    significant_digits,
    spelled_value,
    unit_of_noun,
    written_value,
)

Exactness = Literal["exact", "about", "at least", "at most", "vague"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: characters `start` up to `end`, from `low` to `high` (equal unless a range).

    `unit` is normalised ("%", "$", "year-old", "km", a counted noun, or ""); `digits` is how many
    significant digits were given; a `short` one falls short of its number ("nearly"); a `converted` one has the sum in another coin behind it; `ordinal` tells "third" from "three". `core` is the span of the number
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
    converted: bool = False
    short: bool = False

    @property
    def weak(self) -> bool:
        """Whether it is a figure only beside another one: "third", "many", "once", "repeatedly"."""
        return self.ordinal or (self.unit == "time" and (self.high == 1 or self.exactness == "vague"))

    @property
    def value(self) -> float:
        """The middle of the range, or the value."""
        return (self.low + self.high) / 2


#: The unit of words that name no number: "many of the banks".
MANY = "many"
_NUMBER = r"(?:\d{1,3}(?:[,\u2019]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MIXED = rf"(?:(?!9/11\b|24/7\b)\d{{1,3}}/\d{{1,3}}(?![\d/])|{_NUMBER}(?:[-\s]\d+/\d+)?)"
_WORD_NUMBER = r"(?:" + "|".join(sorted(ONES, key=len, reverse=True)) + r")"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|mn|bln|bn|trln|tn|dozen)"
_SPELLED = rf"(?:(?:an?|{_WORD_NUMBER})(?=[\s-]+{_SCALE}\b)|{_WORD_NUMBER})(?:[\s-]+(?:and[\s-]+(?={_WORD_NUMBER}|a\s+half))?(?:{_WORD_NUMBER}|{_SCALE}))*(?:\s+and\s+a\s+half(?:\s+{_SCALE}\b)?)?"
_HEDGE = (
    r"(?:about|around|roughly|approximately|some|nearly|almost|close\s+to|just\s+(?:over|under|above|below|short\s+of)|well\s+over|well\s+under|"
    r"(?:more|higher|greater|larger|lower|smaller)\s+than|in\s+excess\s+of|over|above|upwards?\s+of|at\s+least|no\s+(?:less|fewer)\s+than|less\s+than|fewer\s+than|under|below|up\s+to|as\s+(?:many|much|high|low|few|little)\s+as|"
    r"at\s+most|no\s+more\s+than|an?\s+estimated|estimated|between|from|another|a\s+further|only|minus|plus|a\s+total\s+of)"
)
_ABOUT = frozenset("about around roughly approximately some nearly almost estimated".split())
_VAGUE_WORDS = "|".join(sorted((k.replace(" ", r"\s+") for k in VAGUE), key=len, reverse=True))
_FRACTION_WORDS = (
    r"(?:halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
)
_TIME_UNIT = r"\s+of\s+(?:an?|the)\s+(?:hour|minute|second|day|week|month|year|century|decade)\b"
#: "A year and a half" is a length of time; "fell by a quarter" is a share without its "of".
_NO_LENGTH = "".join(rf"(?<!\b{unit}\sand\s)" for unit in ("year", "month", "week", "day", "hour"))
_BY = "|".join(rf"(?<=\bby\sa\s{part})" for part in ("half", "third", "quarter", "fifth", "tenth"))
_SHARE = (
    rf"(?:{_NO_LENGTH}(?:an?|one|two|three|four|five|seven|nine)[\s-]+{_FRACTION_WORDS}"
    rf"(?:{_BY}|(?=\s+(?:of|the|as|more|less|to|point|percentage)\b|\s+of\b|[.,;\"\u201d]|$))"
    rf"|half(?=\s+(?:of|the|a|an|its|their|his|her|those|all)\b))(?!{_TIME_UNIT})"
)

#: "Once" as a number; not "at once", "once a minister", "once the doors had opened".
_ONCE = r"(?<!\bat\s)once(?=\s+(?:an?|per)\s+(?:day|week|month|year)|\s+(?:this|last|in|during|before|since|already|every)\b|\s+[a-z]{3,}ed\b|\s*[.;,])"
_QUANTITY = re.compile(
    rf"""(?<![\w.,/\u2019'-])
    (?P<hedge>(?:{_HEDGE}\s+){{0,4}})
    (?P<sign>-|\u2212)?
    (?P<currency>(?:[A-Z]{{1,3}})?[$\u00a3\u20ac\u00a5\u20b9\u20bd]|\$US|(?:US|AU|CA|NZ|HK)?\$|EUR\s?|USD\s?|GBP\s?|Rs\.?\s?)?\s?
    (?:
        (?P<vague>{_VAGUE_WORDS})\b
      | (?P<many>a\s+couple(?=\s+of\b)|a\s+few|a\s+handful(?=\s+of\b)|several|multiple|many)\b
      | (?P<penny>an?\s+penny\b)
      | (?P<half>half[\s-]+an?[\s-]+(?:million|billion|trillion|dozen|mln|bln)\b)
      | (?P<one_point>an?\s+(?:full\s+|whole\s+)?percentage\s+point\b)
      | (?P<ratio>(?:{_WORD_NUMBER}|\d{{1,3}})\s+(?:out\s+of(?:\s+every)?|of\s+every|in\s+every|in|of)\s+(?:ten|10|100)\b(?!\s*(?:%|per\s*cent|pct|million|billion|,\d)))
      | (?P<share>{_SHARE})
      | (?P<mixed>{_MIXED})(?:(?P<ordinal>st|nd|rd|th)\b)?(?P<scale>(?:\s*|-)(?:hundred|thousand|million|billion|trillion|mln|mn|bln|bn|trln|tn|dozen)\b|(?:m|k|b)\b(?!\w))?
      | (?P<nth>(?:{"|".join(ORDINALS)})\b(?=\s+[a-z]))
      | (?P<spelled>\b{_SPELLED})\b
      | (?P<vulgar>\d*[\u00bd\u00bc\u00be\u2153\u2154])
      | (?P<often>repeatedly|time\s+and\s+again)\b
      | (?P<multiple>(?:{_ONCE}|twice|thrice|doubled|tripled)\b|(?:double|triple)(?=\s+(?:the|that|what|its|their|last)\b))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE_END = re.compile(
    rf"\s*(?P<link>-|\u2013|\u2014|\bto\b|\band\b|\bor\b)\s*(?P<currency>[$\u00a3\u20ac\u00a5])?(?:(?P<mixed>{_MIXED})(?P<scale>(?:\s*|-)(?:thousand|million|billion|mln|bln|bn|mn)\b)?|(?P<spelled>{_SPELLED})\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[\s-]*(?P<unit>%|percentage\s+points?|basis\s+points?|per\s*cent(?:age)?\b|pct\b|years?(?:\s+|-)olds?\b|years\s+of\s+age\b|"
    r"(?:(?:us|u\.s\.|australian|canadian|hong\s+kong|new\s+zealand|more|other|additional|new|american)\s+)?[^\W\d_]+(?:-[^\W\d_]+)?)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\s+$", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}\b", re.IGNORECASE)
_CLOCK_AFTER = re.compile(
    r"(?::\d{2}|\s?[ap]\.?\s?m\b\.?|\s?(?:o'clock|noon\b|midnight\b|hours\b|hrs\b|gmt\b|edt\b|est\b|bst\b|utc\b))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|of|until|till|from|during|before|after|through|late|early|mid|year|{_MONTHS}|\d{{1,2}},)\s*|['\u2019])$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"\s*(?:election|season|census|presidential|campaign|world|olympic|budget|fiscal|financial|,|\.|and|-|$)",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"[A-Z\u00c0-\u00de][\w.\u2019'-]*,\s+$")
_AGE_AFTER = re.compile(r"(?:,|\.|$|\s+and\b|\))")
_COUNTED_OUT = re.compile(r"\s+to\s+(\d{1,3})\b(?![.,]?\d|\s*(?:%|per|pct|million|billion|mln|bln))")
_VOTED = re.compile(r"\b(?:by|voted?|vote\s+of|beat|beaten|won|lost|score\s+of)\s+$", re.IGNORECASE)
_VOTES = re.compile(r"\s+(?:votes?|goals?|runs?)\s+to\s+(\d{1,3})\b(?![.,]\d)")
MOVED = re.compile(
    r"\b(?:rose|fell|up|down|gained?|lost|shed|added?|dropped|climbed|slipped|jumped|slid|eased|dipped|tumbled|declined?|"
    r"advanced|increased?|surged?|sank|rallied|soared|edged\s+\w+|inched\s+\w+|rise|fall|off|higher|lower)\s+(?:by\s+)?$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(\d{1,3})[-\u2013](\d{1,3})(?![\d/-])")
#: A letter right after the digits, other than a short unit: "3tandard" is a slip, "5km" a length.
_GLUED = re.compile(r"(?!(?:km|kg|cm|mm|ft|m|k|b|bn|mn|mln|bln|p|c|g|mph|pct|lb|lbs|am|pm|s|th)\b)[^\W\d_]")
_CLOCK_BEFORE = re.compile(r"\b(?:half|quarter)\s+(?:past|to)\s+$", re.IGNORECASE)
_COIN_AFTER = re.compile(r"\s*(?:dollars|dlrs|pounds|euros|yen)\b", re.IGNORECASE)
_DURATION = re.compile(
    r"^(?:second|minute|hour|day|week|month|year|decade|centurie|century|weekend|night|evening|morning|quarter)s?(?:-long)?$"
)
#: Words that follow a number and are no unit of it.
_NO_UNIT = frozenset(
    "and or of in on at to for from by with than the a an as is was are were had has have after before when while "
    "but that which who per more other not he she it they we i his her their its this these those said say says "
    "against compared versus vs up down over under about would will can could may might since until into out "
    "last next early late if so also only just again now then there here all both each every no".split()
)


def quantities(text: str, start: int = 0, end: int | None = None, *, english: bool = True) -> list[Quantity]:
    """The figures of `text[start:end]`, in order, with places into the whole `text`.

    In a language other than English the number words are not read, and a point may group thousands.
    """
    stop = len(text) if end is None else end
    if not english:
        return [
            _bare(text, match) for match in _BARE.finditer(text, start, stop) if not _YEAR.fullmatch(match[0])
        ]
    found: list[Quantity] = []
    at = start
    while match := _QUANTITY.search(text, at, stop):
        read = _read(text, match, start, stop)
        if read is not None and _converts(text, found, read):
            found[-1] = replace(found[-1], end=read.end + 1, converted=True)
            at = max(read.end, match.end())
        elif read is not None:
            found.append(read)
            at = max(read.end, match.end())
        else:
            at = max(match.end(), match.start() + 1)
    return found


_BARE = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?:\s?%)?(?![\w:/-])")
_YEAR = re.compile(r"(?:1[5-9]\d{2}|20(?!00)\d{2})")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def _bare(text: str, match: re.Match[str]) -> Quantity:
    """Digits alone, in a language whose words are not read."""
    written = match[0].rstrip("% \u00a0")
    if _POINT_GROUPS.fullmatch(written):
        plain = written.replace(".", "").replace(",", ".")
    else:
        plain = (
            written.replace(",", ".")
            if written.count(",") == 1 and "." not in written
            else written.replace(",", "")
        )
    try:
        value = float(plain)
    except ValueError:  # "1.2.3": a version or a date, compared by its digits
        value = float(re.sub(r"\D", "", plain))
    span = match.span()
    return Quantity(
        *span, span, value, value, "%" if "%" in match[0] else "", "exact", significant_digits(written)
    )


_OF_A_POINT = re.compile(r"\s+(?:of\s+)?(?:a|one)\s+(?:full\s+)?(?:percentage\s+)?point\b", re.IGNORECASE)


class _Found:
    """A match of `_QUANTITY` in its text: where its number stands, and what is said around it."""

    def __init__(self, text: str, match: re.Match[str], start: int, stop: int) -> None:
        self.text, self.match, self.start, self.stop = text, match, start, stop
        self.hedge = re.sub(r"\s+", " ", match["hedge"].lower()).strip()
        at = match.end("hedge")
        while at < match.end() and text[at].isspace():
            at += 1
        self.at = at
        self.begin = match.start() if self.hedge else at
        self.end = match.end()
        self.currency = currency_unit(match["currency"])

    def quantity(  # noqa: PLR0913 - the fields of a quantity
        self,
        low: float,
        high: float,
        unit: str,
        *,
        digits: int = 9,
        end: int | None = None,
        core_end: int | None = None,
        exactness: Exactness | None = None,
        words: bool = False,
        ordinal: bool = False,
    ) -> Quantity:
        """The quantity at this place; its hedge belongs to it unless it is an ordinal."""
        last = self.end if core_end is None else core_end
        return Quantity(
            self.at if ordinal else self.begin,
            last if end is None else end,
            (self.at, last),
            low,
            high,
            unit,
            exactness or _exactness(self.hedge),
            digits,
            ordinal,
            words,
            short=bool(_SHORT.search(self.hedge)),
        )


def _converts(text: str, found: list[Quantity], read: Quantity) -> bool:
    """ "$US1 million ($1.52 million)": a sum in brackets right behind another one is the same sum."""
    if not found or found[-1].unit not in _COINS or read.unit not in _COINS:
        return False
    return text[found[-1].end : read.start].strip() == "(" and text[read.end : read.end + 1] == ")"


_COINS = frozenset({"$", "\u20ac", "\u00a3", "\u00a5", "rupee", "rouble"})


def _read(text: str, match: re.Match[str], start: int, stop: int) -> Quantity | None:
    found = _Found(text, match, start, stop)
    special = _special(found)
    if special is not None:
        return special
    if _is_no_figure(found):
        return None
    value, digits = _value(found)
    if match["ordinal"]:
        return found.quantity(value, value, "", digits=digits, exactness="exact", ordinal=True)
    return _score(found, value, digits) or _measured(found, value, digits)


def _special(found: _Found) -> Quantity | None:
    """Numbers that are whole by themselves: "dozens", "many", "third", "seven of ten", "twice", "a half"."""
    match = found.match
    written = re.sub(r"\s+", " ", match[match.lastgroup or 0].lower()) if match.lastgroup else ""
    if match["many"]:
        value = MANY_WORDS[written]
        return found.quantity(value, value, MANY, digits=1, exactness="vague", words=True)
    if match["nth"]:
        value = float(ORDINALS[written])
        return found.quantity(value, value, "", exactness="exact", words=True, ordinal=True)
    if match["penny"]:
        return found.quantity(1.0, 1.0, "cent", digits=9, words=True)
    if match["one_point"]:
        return found.quantity(1.0, 1.0, "point", digits=9, words=True)
    if match["ratio"]:
        value = ratio_value(written)
        return None if value > 100 else found.quantity(value, value, "%", digits=2, words=True)
    if match["often"]:
        return found.quantity(OFTEN, OFTEN, "time", digits=1, exactness="vague", words=True)
    if match["multiple"]:
        value = MULTIPLES[written]
        if written == "once":  # "at least once" says no more
            return found.quantity(value, value, "time", digits=2, exactness="exact", words=True)
        return found.quantity(value, value, "time", digits=2, words=True)
    if match["share"]:
        value = share_value(written) * 100
        point = _OF_A_POINT.match(found.text, found.end, found.stop)
        if point:  # "a tenth of a percentage point"
            return found.quantity(value / 100, value / 100, "point", digits=1, end=point.end(), words=True)
        return found.quantity(value, value, "%", digits=1, words=True)
    return None


def _is_no_figure(found: _Found) -> bool:
    """Numbers that are dates, times or parts of names, and "one" where it only picks."""
    text, match = found.text, found.match
    if not found.currency and _in_a_name(text, found.at, match.end(), found.start, found.stop):
        return True
    if match["mixed"]:
        if not match["ordinal"] and not match["scale"] and _GLUED.match(text, match.end(), found.stop):
            return True
        return (
            match["scale"] is None and not found.currency and _is_date(text, match, found.start, found.stop)
        )
    if match["spelled"]:
        if _CLOCK_BEFORE.search(text[max(found.start, found.at - 16) : found.at]):
            return True
        return match["spelled"].lower() == "one" and not _counts_one(text, match, found.stop)
    return False


def _value(found: _Found) -> tuple[float, int]:
    """The value, signed, and how many digits it was given with."""
    match = found.match
    digits = 9
    if match["half"]:  # "half a million"
        value = SCALES[re.split(r"[\s-]+", match["half"].lower())[-1]] / 2
    elif match["vague"]:
        value, digits = VAGUE[re.sub(r"\s+", " ", match["vague"].lower())], 1
    elif match["vulgar"]:
        whole = match["vulgar"][:-1]
        value = (float(whole) if whole else 0.0) + VULGAR[match["vulgar"][-1]]
    elif match["mixed"]:
        value, digits = written_value(match["mixed"]), significant_digits(match["mixed"])
        if match["scale"]:
            value *= SCALES[match["scale"].lower().strip("-").strip()]
    else:
        value = spelled_value(match["spelled"].lower())
    negative = (match["sign"] and not found.text[found.at - 1 : found.at].isalnum()) or found.hedge.endswith(
        "minus"
    )
    return (-value if negative else value), digits


def _score(found: _Found, value: float, digits: int) -> Quantity | None:
    """ "3-2", "80 votes to 71"."""
    text, match = found.text, found.match
    if found.currency or match["vague"]:
        return None
    votes = _VOTES.match(text, found.end, found.stop)
    if votes:
        return found.quantity(value, float(votes[1]), "score", digits=digits, core_end=votes.end())
    counted = _COUNTED_OUT.match(text, found.end, found.stop)
    if (
        counted
        and float(counted[1]) < value
        and _VOTED.search(text, max(found.start, found.begin - 30), found.begin)
    ):
        return found.quantity(value, float(counted[1]), "score", digits=digits, core_end=counted.end())
    dashed = _SCORE.match(text, found.at, found.stop)
    if dashed and float(dashed[2]) < value:
        return found.quantity(value, float(dashed[2]), "score", digits=digits, core_end=dashed.end())
    return None


def _measured(found: _Found, value: float, digits: int) -> Quantity | None:
    """A number or a range with its unit; None where the unit says that it is a span of time."""
    low, high, last = _range(found, value)
    unit, end = found.currency, last
    text, stop = found.text, found.stop
    if not unit:
        unit, end = _unit_after(text, last, stop)
        aged = _AGE_BEFORE.search(text[max(0, found.at - 30) : found.at]) and _AGE_AFTER.match(
            text, last, stop
        )
        if unit == "" and aged:
            unit = "age"
    elif coin := _COIN_AFTER.match(text, last, stop):
        end = coin.end()
    if _DURATION.match(unit):
        return None
    words = bool(found.match["spelled"] or found.match["vague"] or found.match["half"])
    exactness: Exactness | None = "vague" if found.match["vague"] else None
    return found.quantity(
        low, high, unit, digits=digits, end=end, core_end=last, exactness=exactness, words=words
    )


def _range(found: _Found, value: float) -> tuple[float, float, int]:
    """Both ends of a range and where it ends; the value twice where there is none."""
    ranged = _RANGE_END.match(found.text, found.end, found.stop)
    if found.match["vague"] or ranged is None:
        return value, value, found.end
    link = ranged["link"].lower()
    if link == "and" and not found.hedge.endswith("between"):
        return value, value, found.end
    moved = MOVED.search(found.text, max(found.start, found.begin - 24), found.begin)
    if link == "to" and moved and not found.hedge.endswith(("from", "between")):
        return value, value, found.end  # "rose 57 to 981": by so much, to so much
    low = value
    if ranged["mixed"]:
        scale = SCALES[ranged["scale"].lower().strip("-").strip()] if ranged["scale"] else 1.0
        other = written_value(ranged["mixed"]) * scale
    else:
        other = spelled_value(ranged["spelled"].lower())
        scale = SCALES.get(re.split(r"[\s-]+", ranged["spelled"].lower())[-1], 1.0)
    if low < scale and not found.match["scale"]:  # "nine to ten million": the scale is for both
        low *= scale
    return (low, other, ranged.end()) if other >= low else (value, value, found.end)


def _unit_after(text: str, at: int, stop: int) -> tuple[str, int]:
    found = _UNIT.match(text, at, stop)
    if not found:
        return "", at
    written = re.sub(r"\s+", " ", found["unit"].lower())
    plain = re.sub(r"years?[ -]olds?", "year-old", written)
    for prefix in (
        "us ",
        "u.s. ",
        "australian ",
        "canadian ",
        "hong kong ",
        "new zealand ",
        "more ",
        "other ",
        "additional ",
        "new ",
        "american ",
    ):
        if plain.startswith(prefix) and plain.removeprefix(prefix) in UNITS:
            plain = plain.removeprefix(prefix)
    if " " in plain and plain not in UNITS:
        plain = plain.split(" ")[0]
        if plain in _NO_UNIT:
            return "", at
        return unit_of_noun(plain), found.start("unit") + len(plain)
    if plain in _NO_UNIT:
        return "", at
    if found["unit"] in ("C", "F"):
        return "degree", found.end("unit")
    if plain not in UNITS and (_ADJECTIVE.fullmatch(plain) or found["unit"][0].isupper()):
        noun = _NOUN_AFTER.match(text, found.end("unit"), stop)
        if noun is None or noun[1].lower() in _NO_UNIT or _ADJECTIVE.fullmatch(noun[1].lower()):
            return "", at
        return unit_of_noun(noun[1].lower()), noun.end()
    return UNITS.get(plain, unit_of_noun(plain)), found.end("unit")


#: What mostly qualifies a counted noun and is none: "2,000 terrified residents", "40,000 captured".
_ADJECTIVE = re.compile(r"\w{3,}(?:ed|ing|ous|ful|ive|ical|ian|ish|less|able|ary)")
_NOUN_AFTER = re.compile(r"\s+([^\W\d_]+(?:-[^\W\d_]+)?)")


def _exactness(hedge: str) -> Exactness:
    if _AT_MOST.search(hedge):
        return "at most"
    if _AT_LEAST.search(hedge):
        return "at least"
    return "about" if "close to" in hedge or not _ABOUT.isdisjoint(hedge.split()) else "exact"


_SHORT = re.compile(r"\b(?:nearly|almost|close to|just under|just short of|just below)$")
_AT_MOST = re.compile(
    r"\b(?:up to|as (?:many|much|high) as|at most|no more than|(?<!no )(?:less|fewer|lower|smaller) than|under|below|just short of)\b"
)
_AT_LEAST = re.compile(
    r"\b(?:(?:more|higher|greater|larger) than|in excess of|over|above|upwards? of|at least|no (?:less|fewer) than|as (?:low|few|little) as)\b"
)


def _counts_one(text: str, match: re.Match[str], stop: int) -> bool:
    """ "one" is a figure only before a scale or a unit of measure: "one official" picks, "one mile" counts."""
    unit = _UNIT.match(text, match.end(), stop)
    return unit is not None and re.sub(r"\s+", " ", unit["unit"].lower()) in UNITS


_NAME_BEFORE = re.compile(r"(?:[A-Z][\w&.'\u2019-]*|&)\s+$")
_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]|-\d{3}\b")
_COUNTED_AFTER = re.compile(r"\s*(?:%|per\s?cent|pct|million|billion|mln|bln|trillion|thousand|hundred)")
_CALENDAR = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s",
    re.IGNORECASE,
)


def _in_a_name(text: str, at: int, end: int, start: int, stop: int) -> bool:
    """ "the Standard 500 Index", "Boeing 747", "Channel 35": a number between or after the words of a name.

    What is counted stands in the plural: "In Oslo 30 people", but "the Hallin 4 cable".
    """
    before = _NAME_BEFORE.search(text, max(start, at - 30), at)
    if before is None or before.start() == start or not text[at].isdigit() or _CALENDAR.match(before[0]):
        return False
    if _NAME_AFTER.match(text, end, stop):
        return True
    if _COUNTED_AFTER.match(text, end, stop) or any(mark in text[at:end] for mark in ",./"):
        return False
    noun = _NOUN_AFTER.match(text, end, stop)
    if noun is None or noun[1].lower() in _NO_UNIT:
        return True
    counted = noun[1].lower()
    return not (
        counted in UNITS or counted.endswith("s") or text[at:end] == "1" or _ADJECTIVE.fullmatch(counted)
    )


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
    if re.search(r"\byear\s+$", before) and re.fullmatch(r"\d,?\d{3}", written):
        return True
    if re.fullmatch(r"(?:1[5-9]|20)\d{2}", written) and not match["currency"]:
        hedged = re.search(
            r"\b(?:about|around|some|nearly|almost|over|than|least|to)\s+$", before, re.IGNORECASE
        )
        unit = _UNIT.match(text, match.end(), stop)
        counted = unit is not None and re.sub(r"\s+", " ", unit["unit"].lower()) in UNITS
        if counted or hedged:
            return False
        return (
            bool(_YEAR_BEFORE.search(before))
            or bool(_YEAR_AFTER.match(text, match.end(), stop))
            or not counted
        )
    return False
