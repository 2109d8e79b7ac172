"""The words and patterns of time in English news: what `time_forms` reads.

Tables of weekdays, months, units and spelled numbers, and one pattern a form of time expression, joined
into `FORMS`. The name of a pattern's outer group is the name of its form.
"""

from __future__ import annotations

import re

from .moments import Unit

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name[:3]: n for n, name in enumerate(MONTH_NAMES, start=1)}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5, "half a": 0.5,
    "half an": 0.5, "dozen": 12, "a dozen": 12,
}  # fmt: skip
_NUMBERS_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve".split()
#: What words of no fixed number may stand for, at the least and the most.
VAGUE_NUMBERS = {
    "several": (3, 9), "a few": (2, 7), "few": (2, 7), "a couple of": (2, 3), "couple of": (2, 3), "some": (2, 99),
    "many": (4, 99), "recent": (1, 12), "dozens of": (20, 99), "": (2, 99),
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "night": "day", "fortnight": "week", "mth": "month",
    "mths": "month", "yr": "year", "yrs": "year", "qtr": "quarter", "centurie": "century", "sec": "second",
}  # fmt: skip
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_MONTH = (
    r"(?:jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|june?|july?|aug(?:ust|\b\.?)|"
    r"sep(?:tember|t\b\.?|\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?))"
)
_LONG_MONTH = "(?:" + "|".join(MONTH_NAMES) + ")"
_YEAR = r"(?:1[5-9]|20)\d\d"
_UNIT = r"(?:seconds|secs|minutes?|mins?|hours?|hrs?|days?|nights?|weekends?|weeks?|fortnights?|months?|mths?|quarters?|qtrs?|years?|yrs?|decades?|century|centuries)"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_HOURS = "(?:" + "|".join(_NUMBERS_TO_TWELVE) + ")"
_SPELLED = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]{_ONES})?|eleven|twelve|thirteen|fourteen|"
    rf"fifteen|sixteen|seventeen|eighteen|nineteen|ten|{_ONES}|(?:a|one)\s+hundred|half\s+an?|half|a\s+dozen|dozen)"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:[ -]\d/\d|[\u00bd\u00bc\u00be])?|[\u00bd\u00bc\u00be])"
_SOME = r"(?:several|a\s+few|few|a\s+couple\s+of|couple\s+of|many|some|dozens\s+of)"
_HEDGE = (
    r"(?:about|around|roughly|approximately|some|nearly|almost|close\s+to|just\s+(?:over|under)|well\s+over|more\s+than|over|"
    r"at\s+least|less\s+than|fewer\s+than|under|up\s+to|as\s+(?:many|long|much)\s+as|at\s+most|no\s+more\s+than|an?\s+estimated)"
)
_PART = r"(?:early\s+hours|small\s+hours|morning|afternoon|evening|nightfall|night|midday|midnight|noon|dawn|daybreak|dusk|lunchtime)"
_SEASON = "(?:spring|summer|autumn|winter|fall)"
_WHICH = r"(?:this|last|next|past|previous|coming|current|following|preceding|same)"
_FEAST = (
    r"(?:christmas(?:\s+(?:day|eve))?|boxing\s+day|new\s+year['\u2019]?s(?:\s+(?:day|eve))?|easter(?:\s+(?:sunday|monday))?|good\s+friday|"
    r"thanksgiving(?:\s+day)?|labou?r\s+day|memorial\s+day|independence\s+day|halloween|valentine['\u2019]s\s+day|ramadan)"
)
_AGO = r"(?:ago|earlier|later|from\s+now|hence|afterwards?|previously|prior)"

#: The forms, tried in this order at every place. Their names are those of the functions that read them.
_FORMS = (
    rf"(?P<iso>\b{_YEAR}-[01]\d-[0-3]\d\b)",
    r"(?P<clock>\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half_day>[ap])(?:\.\s?m\.|m\b)|\b(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d:.%]\d|%)|\b(?P<wire>[0-2]\d[0-5]\d)(?=\s(?:gmt|edt|est|bst|utc|hours|hrs)\b)|\b(?P<oclock>\d{1,2}|"
    + _HOURS
    + r")\s+o['\u2019]clock|\b(?P<past>half|(?:a\s+)?quarter|ten|twenty|five)[\s-]+(?P<past_way>past|to)\s+(?P<past_hour>"
    + _HOURS
    + r"|1[0-2]|[1-9])\b)(?:\s?\(?(?P<zone>gmt|utc|bst|[ecmp][sd]?t|cest|local\s+time|hours)\b\)?)?",
    rf"(?P<day_month>\b(?P<dm_day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?(?:-|\u2013|to|and)\s?(?P<dm_end>[0-3]?\d)(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?P<dm_month>{_MONTH})(?![\w-])(?:,?\s+(?P<dm_year>{_YEAR})\b)?)",
    rf"(?P<month_day>\b(?P<md_month>{_MONTH})\s?(?:(?P<md_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d/%:])|(?P<md_word>{_ONES})\b)(?![.,]\d|\s*(?:pct|percent|per\s+cent|mln|bln|million|billion|points?|people)\b)(?:\s?(?:-|\u2013|to)\s?(?P<md_end>[0-3]?\d)\b(?!\s+{_LONG_MONTH}))?(?:,?\s+(?P<md_year>{_YEAR})\b(?!,\d))?)",
    rf"(?P<month_year>\b(?P<my_month>{_MONTH})(?:\s?[-/\u2013]\s?(?P<my_end>{_MONTH}))?(?:,|\s+of)?\s+(?P<my_year>{_YEAR})\b(?!,\d))",
    rf"(?P<which_unit>\b(?P<which>{_WHICH})\s+(?:(?:calendar|fiscal|financial)\s+)?(?:(?P<which_weekday>{_WEEKDAY})|(?P<which_month>{_LONG_MONTH})|(?P<which_season>{_SEASON})|(?P<which_part>morning|afternoon|evening|night)|(?P<which_word>weekend|week|fortnight|month|quarter|year|decade|century|day|hour))\b(?!-old|s\b)|\b(?P<weekend>the\s+weekend)\b)",
    rf"(?P<weekday>\b(?P<weekday_name>{_WEEKDAY})\b(?!s\b)|\b(?P<weekday_short>(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?=\.[ ,])))",
    r"(?P<today>\b(?:today|yesterday|tomorrow|tonight|overnight|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)\b)",
    r"(?P<share>\b(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+|financial[\s-]+)?(?P<nth_of>quarter|half|qtr)\b|\bQ(?P<q_nth>[1-4])\b|\b(?P<nth_q>[1-4])Q\b|\bfirst\s+(?P<nth_months>three|six|nine|two|four|five|seven|eight|ten|eleven)\s+(?:months|mths)\b)",
    r"(?P<edge>\b(?P<edge_word>end|start|beginning|middle|turn)\s+of\s+(?:(?P<edge_which>this|last|next|the)\s+)?(?P<edge_unit>week|month|quarter|year|decade|century)\b|\b(?P<edge_in>earlier|later|early|late)\s+in\s+the\s+(?P<in_unit>week|month|year|decade|century|day)\b|\b(?P<year_end>year-end|end-year)\b)",
    r"(?P<story>\bthe\s+(?P<story_unit>day|week|month|year|quarter)\s+(?P<story_way>before|after|earlier|previous)\b)",
    rf"(?P<ago>\b(?:(?P<ago_hedge>{_HEDGE})\s+)?(?:a|an|one)\s+(?P<ago_unit>minute|hour|day|week|fortnight|month|year|decade|century)\s+(?P<ago_toward>{_AGO}|before|after)\b)",
    r"(?P<quarters>\b(?P<quarters_many>an?|one|three)\s+quarters?\s+of\s+an?\s+(?P<quarters_of>hour|minute|century)\b|\b(?:an?|one)\s+(?P<and_half_of>minute|hour|day|week|month|year|decade|century)\s+and\s+a\s+half\b)",
    rf"(?P<length>\b(?:(?P<hedge>{_HEDGE})\s+)?(?:(?P<toward>past|last|next|first|final|coming|following|previous|another)\s+)?(?:(?P<low>{_DIGITS}|{_SPELLED})(?:\s?(?:-|\u2013|to|or|and)\s?(?P<high>{_DIGITS}|{_SPELLED}))?|(?P<some>{_SOME}))(?:\s+(?:full|straight|consecutive|more|long|calendar|working|business|and\s+a\s+half))?[\s-]+(?P<unit>{_UNIT})(?P<and_half>\s+and\s+a\s+half)?(?P<old>[\s-]old)?\b(?:\s+(?P<after_length>{_AGO})\b)?)",
    rf"(?P<bare_length>\b(?:(?P<bare_lead>for|in|within|after|over|throughout|during)\s+(?:the\s+)?(?P<bare_some>past|last|recent|coming|next|many)?\s*|(?P<one_lead>for|within|after|in|(?:more|less)\s+than|under|over|nearly|almost|about)\s+(?P<one>an?)\s+(?P<half>half-)?)(?P<bare_unit>{_UNIT})\b(?:\s+(?P<bare_after>{_AGO})\b)?|\b(?P<loose_unit>minutes|hours|days|weeks|months|years|decades)\s+(?P<loose_after>{_AGO}|after|before)\b)",
    rf"(?P<season>\b(?:(?P<season_year>{_YEAR})\s+)?(?P<season_name>{_SEASON})(?:\s+(?:of\s+)?(?P<season_of>{_YEAR}))?\b)",
    rf"(?P<years>(?<![\d$\u00a3\u20ac,./])(?:(?<!-)|(?<=mid-)|(?<=end-))\b(?:(?P<fiscal>fiscal)\s+)?(?P<year>{_YEAR})(?:\s?(?:/|-|\u2013)\s?(?P<year_to>\d{{4}}|\d{{2}})(?![\d/-]))?(?P<decade>s)?\b(?![,.]\d|\s?%))",
    rf"(?P<feast>\b{_FEAST})",
    rf"(?P<month>\b(?:(?P<month_edge>mid|early|late|end)-)?(?P<month_name>{_LONG_MONTH}|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b)",
    rf"(?P<part>\b(?:12\s(?=noon|midnight))?{_PART}\b)",
    r"(?P<fuzzy>\b(?:recently|lately|earlier|later|soon|shortly|now)\b)",
)
FORMS = re.compile(r"(?<!\w)(?<!\d[.,])(?=\w)(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)
