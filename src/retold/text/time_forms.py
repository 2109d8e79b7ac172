"""The forms in which English news tells a time, and what each of them gives.

For each pattern of `time_words` there is one function that reads what it matched into a `Time`, or says None where it is no time after all: "may" the verb, "2012 people", a
17-year-old boy, Black Friday. To add a form, add its pattern to `time_words` and its function to `READ`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .moments import MINUTES, Edge, Length, Time, Unit
from .time_words import (
    MONTH_NAMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    SHORT_WEEKDAYS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)


def _at(match: re.Match[str], **given: object) -> Time:
    return Time(match.start(), match.end(), match.span(), **given)  # type: ignore[arg-type]


def _month_number(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _int(written: str | None) -> int | None:
    return int(written) if written else None


def _a_day(day: int | None) -> bool:
    return day is not None and 1 <= day <= 31


def _iso(text: str, match: re.Match[str], start: int) -> Time | None:
    year, month, day = (int(part) for part in match[0].split("-"))
    return _at(match, year=year, month=month, day=day) if 1 <= month <= 12 and _a_day(day) else None


def _clock(text: str, match: re.Match[str], start: int) -> Time | None:
    before = text[max(start, match.start() - 12) : match.start()].lower()
    zone = match["zone"].lower() if match["zone"] else None
    if match["half_day"]:
        hour = int(match["hour"]) % 12 + (12 if match["half_day"].lower() == "p" else 0)
        return (
            _at(match, clock=hour * 60 + int(match["minute"] or 0), zone=zone)
            if int(match["hour"]) <= 12
            else None
        )
    if match["wire"]:
        return _at(match, clock=int(match["wire"][:2]) * 60 + int(match["wire"][2:]), zone=zone)
    if match["oclock"]:
        hour = int(_number(match["oclock"]) or 0)
        return _at(match, clock=hour * 60, zone="half" if hour <= 12 else zone)
    if match["past"]:
        return _past(match)
    timed = zone or re.search(
        r"\b(?:at|by|until|till|from|about|around|before|after|since|shortly|to)\s+$", before
    )
    if not timed or ("." in match["clock"] and not zone):
        return None
    return _at(match, clock=int(match["hour24"]) * 60 + int(match["minute24"]), zone=zone)


def _past(match: re.Match[str]) -> Time:
    """ "Half past five", "a quarter to six": of the morning or of the evening."""
    word = match["past"].lower().split()[-1]
    away = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}[word]
    hour = int(_number(match["past_hour"]) or 0) * 60
    return _at(
        match, clock=(hour + away if match["past_way"].lower() == "past" else hour - away) % 720, zone="half"
    )


def _day_month(text: str, match: re.Match[str], start: int) -> Time | None:
    day, month = int(match["dm_day"]), match["dm_month"]
    if not _a_day(day) or (month.lower() in ("may", "march", "mar") and month.islower()):
        return None
    return _at(
        match, day=day, day_end=_int(match["dm_end"]), month=_month_number(month), year=_int(match["dm_year"])
    )


def _month_day(text: str, match: re.Match[str], start: int) -> Time | None:
    month = match["md_month"]
    if month == "may":
        return None
    if match["md_word"] and not _spelled_day(text, match, start):  # the number counts what follows
        span = match.span("md_month")
        return (
            Time(*span, span, month=_month_number(month)) if month[0].isupper() and month != "May" else None
        )
    day = int(match["md_day"] or NUMBERS[match["md_word"].lower()])
    if not _a_day(day):
        return None
    day_end = _int(match["md_end"])
    return _at(match, day=day, day_end=day_end, month=_month_number(month), year=_int(match["md_year"]))


def _spelled_day(text: str, match: re.Match[str], start: int) -> bool:
    """ "On March four", as old wires wrote it, and not "in March four people"."""
    before = text[max(start, match.start() - 12) : match.start()].lower()
    after = text[match.end() : match.end() + 1]
    led = re.search(r"\b(?:on|effective|record|until|through|by)\s+$", before) is not None
    return led or (after in ("", ".", ",", ";", ")") and not re.search(r"\b(?:in|since|last)\s+$", before))


def _month_year(text: str, match: re.Match[str], start: int) -> Time | None:
    end = _month_number(match["my_end"]) if match["my_end"] else None
    return _at(match, month=_month_number(match["my_month"]), month_end=end, year=int(match["my_year"]))


_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1}


def _which_unit(text: str, match: re.Match[str], start: int) -> Time | None:
    if match["weekend"]:
        return _at(match, step=("weekend", 0))
    which = match["which"].lower()
    step = _STEPS.get(which)
    story = {"previous": -1, "preceding": -1, "following": 1, "same": 0}.get(which)
    if match["which_weekday"]:
        return _at(match, weekday=WEEKDAYS.index(match["which_weekday"].lower()))
    if match["which_month"]:
        return _at(match, month=_month_number(match["which_month"]), toward=which if step else None)
    if match["which_season"]:
        return _at(
            match, share=("season", SEASONS[match["which_season"].lower()]), toward=which if step else None
        )
    if match["which_part"]:
        if step is None:
            return None
        return _at(match, step=("day", step), part=match["which_part"].lower())
    word = match["which_word"].lower()
    unit = UNITS.get(word, word)
    if step is not None and unit in ("day", "hour"):  # "this day", "the last hour" name no day
        return None
    if step is None:
        return _at(match, step=("story", story), fuzzy=True)
    return _at(match, step=(unit, step))


_OF_NAMES = frozenset("black super sheffield bloody cyber ash good".split())
_NAMED_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|World|Star|Mercury|Night\s+L\w+|Tribune|Independent|Business)\b"
)


def _weekday(text: str, match: re.Match[str], start: int) -> Time | None:
    before = re.search(r"(\w+)\s+$", text[max(start, match.start() - 14) : match.start()])
    if (before and before[1].lower() in _OF_NAMES) or _NAMED_AFTER.match(text, match.end()):
        return None
    if match["weekday_short"]:
        short = match["weekday_short"]
        return _at(match, weekday=SHORT_WEEKDAYS[short.lower()]) if short[0].isupper() else None
    return _at(match, weekday=WEEKDAYS.index(match["weekday_name"].lower()))


def _today(text: str, match: re.Match[str], start: int) -> Time | None:
    word = " ".join(match[0].lower().split())
    if word == "overnight":
        return _at(match, part="night")
    step = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word, -2 if "before" in word else 2)
    return _at(match, step=("day", step), part="evening" if word == "tonight" else None)


def _share(text: str, match: re.Match[str], start: int) -> Time | None:
    if match["nth"]:
        of = "half" if match["nth_of"].lower() == "half" else "quarter"
        nth = ORDINALS[match["nth"].lower()]
        return _at(match, share=(of, min(nth, 2) if of == "half" else nth))
    if match["nth_months"]:
        months = int(NUMBERS[match["nth_months"].lower()])
        return _at(match, share={3: ("quarter", 1), 6: ("half", 1)}.get(months, ("months", months)))
    return _at(match, share=("quarter", int(match["q_nth"] or match["nth_q"])))


def _story(text: str, match: re.Match[str], start: int) -> Time | None:
    return _at(match, step=("story", 1 if match["story_way"].lower() == "after" else -1), fuzzy=True)


EDGES: dict[str, Edge] = {
    "end": "end", "turn": "start", "start": "start", "beginning": "start", "middle": "mid", "mid": "mid",
    "late": "late", "early": "early", "earlier": "earlier", "later": "later",
}  # fmt: skip


def _edge(text: str, match: re.Match[str], start: int) -> Time | None:
    if match["year_end"]:
        return _at(match, edge="end", step=("year", 0))
    if match["edge_in"]:
        return _at(match, edge=EDGES[match["edge_in"].lower()], step=(_unit_of(match["in_unit"]), 0))
    unit = match["edge_unit"].lower()
    if re.match(r"\s+(?:to|ended|ending)\b", text[match.end() : match.end() + 9]):
        return None
    step = _STEPS.get((match["edge_which"] or "the").lower(), 0)
    return _at(match, edge=EDGES[match["edge_word"].lower()], step=(unit, step))


def _ago(text: str, match: re.Match[str], start: int) -> Time | None:
    size = MINUTES[_unit_of(match["ago_unit"])] * (2 if match["ago_unit"].lower() == "fortnight" else 1)
    length = Length(size, size, _unit_of(match["ago_unit"]), _hedge(match["ago_hedge"]))
    return _at(match, length=length, toward=_toward(match["ago_toward"]))


def _toward(word: str | None) -> str | None:
    if not word:
        return None
    plain = word.lower().split()[0].rstrip("s")
    return {
        "from": "next", "hence": "next", "afterward": "later", "after": "later", "before": "earlier",
        "previously": "earlier", "prior": "earlier", "last": "past", "coming": "next", "following": "later",
    }.get(plain, plain)  # fmt: skip


def _unit_of(written: str) -> Unit:
    plain = written.lower()
    singular = plain if plain == "century" else plain.rstrip("s") if plain != "centuries" else "century"
    return UNITS.get(singular, singular)  # type: ignore[arg-type]


def _hedge(said: str | None) -> str:
    plain = " ".join((said or "").lower().split())
    if plain in ("more than", "over", "at least", "well over", "just over"):
        return "more than"
    if plain in (
        "less than",
        "fewer than",
        "under",
        "up to",
        "at most",
        "no more than",
        "just under",
    ) or plain.startswith("as "):
        return "less than"
    return "about" if plain else ""


def _number(written: str) -> float | None:
    plain = " ".join(written.lower().replace("-", " ").split())
    if plain in NUMBERS:
        return NUMBERS[plain]
    if plain.endswith("hundred"):
        return 100
    if plain[0].isdigit() or plain[0] in "\u00bd\u00bc\u00be":
        return _digits(plain)
    return sum(NUMBERS.get(word, 0) for word in plain.split()) or None


def _digits(plain: str) -> float:
    whole, _, part = plain.replace(",", "").partition(" ")
    value = 0.0
    if whole and whole[-1] in "\u00bd\u00bc\u00be":
        value += {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}[whole[-1]]
        whole = whole[:-1]
    value += float(whole or 0)
    if "/" in part:
        above, below = part.split("/")
        value += int(above) / (int(below) or 1)
    return value


#: What is so and so many years old and is no person: these words give a duration.
_OLD_AFFAIR = re.compile(
    r"\s+(?:\w+\s+)?(?:war|conflict|dispute|battle|feud|campaign|strike|ban|embargo|policy|programme|program|law|rule|case|company|firm|"
    r"system|project|plan|agreement|deal|treaty|pact|crisis|blockade|siege|insurgency|rebellion|uprising|tradition|practice|government|"
    r"coalition|occupation|truce|ceasefire|investigation|inquiry|record|contract|partnership|alliance|regime|struggle)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|child(?:ren)?\s+of)\s+$", re.IGNORECASE)


def _length(text: str, match: re.Match[str], start: int) -> Time | None:
    unit_word = match["unit"].lower()
    if _no_length(text, match, unit_word, start):
        return None
    unit = _unit_of(unit_word)
    factor = MINUTES[unit] * (2 if unit_word.startswith("fortnight") else 1)
    toward = _toward(match["after_length"] or match["toward"])
    if toward in ("first", "final", "another"):
        toward = None
    if match["some"]:
        least, most = VAGUE_NUMBERS[" ".join(match["some"].lower().split())]
        return _at(match, length=Length(least * factor, most * factor, unit, "vague"), toward=toward)
    low = _number(match["low"])
    if low is None:
        return None
    high = _number(match["high"]) if match["high"] else None
    extra = 0.5 if "and a half" in match[0].lower() else 0.0
    ends = ((low + extra) * factor, ((high if high is not None and high >= low else low) + extra) * factor)
    return _at(match, length=Length(*ends, unit, _hedge(match["hedge"])), toward=toward)


#: Numbers that stand before a unit in the singular without a hyphen.
_OF_ONE = frozenset({"one", "1", "half", "half a", "half an"})
#: Units that are written alike for one and for many.
_SHORT_UNITS = frozenset({"min", "hr", "mth", "yr"})


def _no_length(text: str, match: re.Match[str], unit: str, start: int) -> bool:
    """Whether it is an age, three quarters of something, "one day", or a number beside a stray unit."""
    low = " ".join((match["low"] or "").lower().split())
    hyphened = text[match.start("unit") - 1] == "-"
    after = text[match.end() : match.end() + 4]
    if match["old"]:
        return _OLD_AFFAIR.match(text, match.end()) is None
    if _AGED.search(text[max(start, match.start() - 14) : match.start()]):
        return True
    if unit.startswith("quarter") and re.match(r"\s+of\b", after):
        return True
    if low == "half":
        return unit not in ("hour", "day", "year", "century", "decade")
    if low == "one" and unit in ("day", "night") and not hyphened and not match["after_length"]:
        return True
    singular = not unit.endswith("s") and unit not in _SHORT_UNITS
    return singular and not hyphened and low not in _OF_ONE and not match["some"]


def _quarters(text: str, match: re.Match[str], start: int) -> Time | None:
    if match["and_half_of"]:
        unit = _unit_of(match["and_half_of"])
        return _at(match, length=Length(1.5 * MINUTES[unit], 1.5 * MINUTES[unit], unit, ""))
    unit = _unit_of(match["quarters_of"])
    size = MINUTES[unit] / 4 * (3 if match["quarters_many"].lower() == "three" else 1)
    return _at(match, length=Length(size, size, unit, ""))


def _bare_length(text: str, match: re.Match[str], start: int) -> Time | None:
    word = match["bare_unit"] or match["loose_unit"]
    unit = _unit_of(word)
    size = MINUTES[unit]
    toward = _toward(match["bare_after"] or match["loose_after"] or match["bare_some"])
    if unit == "quarter" and re.match(r"\s+of\b", text[match.end() : match.end() + 4]):
        return None  # a share
    if match["one"]:
        if word.lower().endswith("s") or (
            match["one_lead"].lower() == "in" and not match["half"] and not match["bare_after"]
        ):
            return None
        lead = match["one_lead"].lower()
        hedge = "" if lead in ("for", "within", "after", "in") else _hedge(lead)
        size *= 0.5 if match["half"] else 2 if word.lower() == "fortnight" else 1
        return _at(match, length=Length(size, size, unit, hedge), toward=toward)
    if not word.lower().endswith("s"):
        return None
    if toward in ("recent", "many"):
        toward = "past" if toward == "recent" else None
    least, most = VAGUE_NUMBERS[""]
    return _at(match, length=Length(least * size, most * size, unit, "vague"), toward=toward)


def _season(text: str, match: re.Match[str], start: int) -> Time | None:
    before = text[max(start, match.start() - 12) : match.start()].lower()
    year = _int(match["season_year"] or match["season_of"])
    name = match["season_name"].lower()
    led = re.search(r"\b(?:in|by|since|until|early|late|mid|during|over)[\s-]+(?:the\s+)?$", before)
    if year is None and (not led or (name in ("fall", "spring") and before.split()[-1:] != ["the"])):
        return None
    if year is None and re.match(r"\s+(?:in|of)\b", text[match.end() : match.end() + 4]):
        return None  # "in the fall of the mark"
    return _at(match, share=("season", SEASONS[name]), year=year)


_NOT_A_YEAR = re.compile(
    r"\s*(?:people|men|women|dlrs|dollars|pounds|tonnes|tons|pct|percent|shares|votes|workers|jobs|miles|feet|km)\b",
    re.IGNORECASE,
)


def _years(text: str, match: re.Match[str], start: int) -> Time | None:
    year, to = int(match["year"]), match["year_to"]
    before = text[max(start, match.start() - 12) : match.start()].lower()
    if _NOT_A_YEAR.match(text, match.end()) or re.search(
        r"(?:about|some|nearly|almost|over|than|least|no\.?|room|flight)\s+$", before
    ):
        return None
    year_end = None
    if to:
        year_end = int(to) if len(to) == 4 else year - year % 100 + int(to)
        if not year < year_end <= year + 100:
            return None
    if match["decade"]:
        year_end = year + 9
    return _at(match, year=year, year_end=year_end)


def _feast(text: str, match: re.Match[str], start: int) -> Time | None:
    before = text[max(start, match.start() - 14) : match.start()].lower()
    if not re.search(
        r"\b(?:on|at|by|before|after|over|until|since|for|during|last|next|this|late|early)\s+(?:the\s+)?$",
        before,
    ):
        return None
    return _at(match, feast=" ".join(match["feast"].lower().replace("\u2019", "'").split()))


def _month(text: str, match: re.Match[str], start: int) -> Time | None:
    name = match["month_name"]
    before = text[max(start, match.start() - 14) : match.start()]
    led = re.search(
        r"\b(?:in|since|by|until|till|from|to|through|late|early|mid|of|for|between|during|before|after|and|end|last|next|this)[\s-]+$",
        before,
        re.IGNORECASE,
    )
    if name[0].islower() and (name in ("may", "march", "august", "mar") or not (led or name in MONTH_NAMES)):
        return None
    if not led and not match["month_edge"]:
        if name.lower() in ("may", "march", "mar") or len(name) < 4:
            return None
        if re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 3]):  # a first name
            return None
    edge = EDGES.get((match["month_edge"] or "").lower())
    return _at(match, month=_month_number(name), edge=edge)


def _part(text: str, match: re.Match[str], start: int) -> Time | None:
    return _at(match, part=" ".join(match[0].lower().split()))


def _fuzzy(text: str, match: re.Match[str], start: int) -> Time | None:
    word = match[0].lower()
    return _at(match, edge=EDGES[word], fuzzy=True) if word in EDGES else _at(match, fuzzy=True)


READ: dict[str, Callable[[str, re.Match[str], int], Time | None]] = {
    "iso": _iso, "clock": _clock, "day_month": _day_month, "month_day": _month_day, "month_year": _month_year,
    "which_unit": _which_unit, "weekday": _weekday, "today": _today, "share": _share, "edge": _edge, "story": _story, "ago": _ago,
    "quarters": _quarters, "length": _length, "bare_length": _bare_length, "season": _season, "years": _years, "feast": _feast,
    "month": _month, "part": _part, "fuzzy": _fuzzy,
}  # fmt: skip
