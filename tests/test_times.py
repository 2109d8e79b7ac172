"""Time expressions in running text: what is one, what it says, and which days it can mean."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, strategies as st

from retold.text.moments import MINUTES, Issued, days
from retold.text.time_sense import Dated, sense
from retold.text.times import times

THURSDAY = Issued(date(2018, 5, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mill shut on Thursday.", ["on Thursday"]),
        ("The mill shut late on Thursday night.", ["late on Thursday night"]),
        ("Doors open at 10 a.m. Friday, the club said.", ["at 10 a.m. Friday"]),
        ("The probe landed at 03:42 on Monday.", ["at 03:42 on Monday"]),
        ("Polling ends at 1900 GMT.", ["at 1900 GMT"]),
        ("They went home at half past five in the afternoon.", ["at half past five in the afternoon"]),
        ("It fell in the early hours of Sunday.", ["in the early hours of Sunday"]),
        ("Profit rose in the fourth quarter of 1986.", ["in the fourth quarter of 1986"]),
        ("The first nine months were poor.", ["first nine months"]),
        ("The deal closes by the end of the month.", ["by the end of the month"]),
        ("Work began in mid-1987 and ends at year-end.", ["in mid-1987", "at year-end"]),
        ("It opened on Sept. 11, 2001, in Ghent.", ["on Sept. 11, 2001"]),
        ("It opened on 4 March and shut on 7 May 1992.", ["on 4 March", "on 7 May 1992"]),
        ("The tender ends on March four unless extended.", ["on March four"]),
        ("In March four men left.", ["In March"]),
        ("Talks last from May to June.", ["from May", "June"]),
        ("In March, April and May it rained.", ["In March", "April", "May"]),
        ("The drive takes two hours and 15 minutes.", ["two hours and 15 minutes"]),
        ("He got 2 1/2 years, with nine months to serve.", ["2 1/2 years", "nine months"]),
        ("The 6-1/2-year-old conflict drags on.", ["6-1/2-year-old"]),
        ("They met earlier this year and over the weekend.", ["earlier this year", "over the weekend"]),
        ("It was less than a half-hour away.", ["less than a half-hour"]),
        ("It won by three quarters of a minute.", ["by three quarters of a minute"]),
        ("In the summer of 2012 he sang.", ["In the summer of 2012"]),
        ("The shop opens tomorrow at noon.", ["tomorrow at noon"]),
        ("Thursday's storm and the storm of last week", ["Thursday", "last week"]),
    ],
)
def test_a_time_is_found_with_its_preposition_and_all_its_parts(text: str, found: list[str]) -> None:
    assert [text[time.start : time.end] for time in times(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "He may 10 times over march through the mill.",
        "The 17-year-old boy and a girl aged 18 months sang.",
        "The mill pays 30 mln dlrs a year.",
        "About 2,012 people and 1998 votes were counted.",
        "Black Friday is a sale; The Sunday Times is a paper.",
        "May Tilley met June Marsh.",
        "Three quarters of the crowd left.",
        "One day he will be king.",
        "A second man won the second prize.",
        "The score was 3-1 and the price $2012.",
        "They count the days of their lives in the fall of the house.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert [text[t.start : t.end] for t in times(text)] == []


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("48 hours", 2 * MINUTES["day"]),
        ("two days", 2 * MINUTES["day"]),
        ("for a fortnight", 2 * MINUTES["week"]),
        ("half an hour", 30),
        ("a one hundred days", 100 * MINUTES["day"]),
        ("twenty-one years", 21 * MINUTES["year"]),
        ("two and a half hours", 150),
        ("two years and six months", 2.5 * MINUTES["year"]),
        ("45 seconds", 0.75),
    ],
)
def test_lengths_are_read_in_minutes(said: str, minutes: float) -> None:
    (time,) = times(said)
    assert time.length is not None
    assert time.length.low == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("today", "2018-05-31", "2018-05-31"),
        ("yesterday", "2018-05-30", "2018-05-30"),
        ("Thursday", "2018-05-31", "2018-05-31"),
        ("on Wednesday", "2018-05-30", "2018-05-30"),
        ("May 31", "2018-05-31", "2018-05-31"),
        ("May 10-12, 2018", "2018-05-10", "2018-05-12"),
        ("last month", "2018-04-01", "2018-04-30"),
        ("earlier this year", "2018-01-01", "2018-05-31"),
        ("three days ago", "2018-05-28", "2018-05-28"),
        ("in the first quarter of 2017", "2017-01-01", "2017-03-31"),
        ("in late 2008", "2008-07-01", "2008-12-31"),
        ("the 1980s", "1980-01-01", "1989-12-31"),
        ("next quarter", "2018-07-01", "2018-09-30"),
    ],
)
def test_days_are_laid_on_the_calendar_by_the_day_of_publication(said: str, first: str, last: str) -> None:
    (time,) = times(said)
    assert (date.fromisoformat(first), date.fromisoformat(last)) in (days(time, THURSDAY) or [])


def test_today_of_the_small_hours_may_be_the_day_before() -> None:
    (time,) = times("today")
    assert days(time, Issued(date(2018, 5, 31), early=True)) == [
        (date(2018, 5, 31), date(2018, 5, 31)),
        (date(2018, 5, 30), date(2018, 5, 30)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("today", "on Thursday", "same"),
        ("Thursday", "May 31", "same"),
        ("yesterday", "on Thursday", "other"),
        ("on Monday", "on Wednesday", "other"),
        ("in 1894", "in 1849", "other"),
        ("on Tuesday", "on Tuesday night", "finer"),
        ("late on Tuesday", "on Tuesday", "coarser"),
        ("early on Tuesday", "late on Tuesday", "other"),
        ("at 5 p.m.", "at 17:00", "same"),
        ("at 5 p.m.", "at 8 p.m.", "other"),
        ("at 5 p.m. EDT", "at 9 p.m. GMT", "unknown"),
        ("on Tuesday morning", "at 10 a.m. on Tuesday", "finer"),
        ("48 hours", "two days", "same"),
        ("18 months", "a year and a half", "same"),
        ("for eighteen months", "for eighteen years", "other"),
        ("for 210 minutes", "for hours", "coarser"),
        ("two years", "about two years", "coarser"),
        ("two to five years", "three years", "finer"),
        ("since Monday", "until Monday", "other"),
        ("in the first quarter", "in the second quarter", "other"),
        ("last month", "on April 19", "finer"),
        ("the year before", "in 2017", "unknown"),
        ("three hours", "on Monday", "apart"),
        ("at Christmas", "at Easter", "other"),
    ],
)
def test_two_times_are_one_or_finer_or_two(one: str, other: str, how: str) -> None:
    dated = [
        Dated(times(said)[0], said.split(" ", 1)[-1].lower(), days(times(said)[0], THURSDAY))
        for said in (one, other)
    ]
    assert sense(dated[0], dated[1]) == how
    mirrored = {"finer": "coarser", "coarser": "finer"}.get(how, how)
    assert sense(dated[1], dated[0]) == mirrored


_WORDS = st.sampled_from(
    "on late Monday May 5 , 1987 the end of last week two days ago half past five a.m. 10:30 may quarter first and year "
    "earlier - 2 1/2 hours summer fall \u00bd Jan. 31 in by several GMT Friday's 1986/87 7-day-old".split()
)


@given(st.lists(_WORDS, max_size=14).map(" ".join))
def test_any_words_give_times_in_order_that_do_not_overlap(text: str) -> None:
    at = 0
    for time in times(text):
        assert at <= time.start <= time.core[0] < time.core[1] <= time.end <= len(text)
        at = time.end
        days(time, THURSDAY)
        days(time, None)


@pytest.mark.parametrize(
    "word", ["a ", "1 ", "Monday, ", "two years and ", "the end of ", "1987-", "more than "]
)
def test_a_line_of_one_word_over_and_over_is_read_in_no_time(word: str) -> None:
    text = (word * 50_000)[:50_000]
    begun = process_time()
    times(text)
    assert process_time() - begun < 5
