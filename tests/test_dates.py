"""Dates as reports give them: as precise as they were given, no offset invented."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from retold.ingest import dates
from retold.model import Published

GIVEN = (
    # ISO 8601
    ("2022", "2022", "unknown"),
    ("2022-04", "2022-04", "unknown"),
    ("2022-04-08", "2022-04-08", "unknown"),
    ("2022-04-08T14:05", "2022-04-08T14:05", "unknown"),
    ("2022-04-08 14:05:30", "2022-04-08T14:05:30", "unknown"),
    ("2018-06-01T05:10:26-04:00", "2018-06-01T05:10:26-04:00", "given"),
    ("2022-04-08T14:05:00.250Z", "2022-04-08T14:05:00.250Z", "given"),
    ("2022-04-08T14:05:00+0200", "2022-04-08T14:05:00+02:00", "given"),
    ("2022-04-08T14:05:00+02", "2022-04-08T14:05:00+02:00", "given"),
    ("20220408", "2022-04-08", "unknown"),
    ("20220408T140500Z", "2022-04-08T14:05:00Z", "given"),
    ("20220408140500", "2022-04-08T14:05:00", "unknown"),
    # Mail, feeds and logs
    ("Fri, 08 Apr 2022 14:05:00 +0200", "2022-04-08T14:05:00+02:00", "given"),
    ("Fri, 8 Apr 2022 14:05:00 GMT", "2022-04-08T14:05:00+00:00", "given"),
    ("08 Apr 2022 14:05 EDT", "2022-04-08T14:05-04:00", "given"),
    ("Fri Apr  8 14:05:00 2022", "2022-04-08T14:05:00", "unknown"),
    ("Fri Apr 08 14:05:00 +0000 2022", "2022-04-08T14:05:00+00:00", "given"),
    ("16-MAR-1987 18:25:53.21", "1987-03-16T18:25:53.21", "unknown"),
    # As people write them
    ("April 8, 2022", "2022-04-08", "unknown"),
    ("Apr. 8, 2022", "2022-04-08", "unknown"),
    ("Sept 5 2022", "2022-09-05", "unknown"),
    ("Friday, 8th April 2022", "2022-04-08", "unknown"),
    ("April 2022", "2022-04", "unknown"),
    ("Friday, April 8, 2022 at 2:05 p.m.", "2022-04-08T14:05", "unknown"),
    ("12 a.m., April 8, 2022", "2022-04-08T00:00", "unknown"),
    ("Published: 8 April 2022, 14.05", "2022-04-08T14:05", "unknown"),
    ("April 8, 2022 2:05 PM ET", "2022-04-08T14:05", "unknown"),
    ("8. April 2022, 14:05 Uhr", "2022-04-08T14:05", "unknown"),
    ("8 avril 2022 à 14:05", "2022-04-08T14:05", "unknown"),
    ("1er mars 2022", "2022-03-01", "unknown"),
    ("8 de abril de 2022", "2022-04-08", "unknown"),
    ("08.04.2022", "2022-04-08", "unknown"),
    ("25/12/2022", "2022-12-25", "unknown"),
    ("07/07/2022", "2022-07-07", "unknown"),
    # Seconds and milliseconds since 1970
    (1649426700, "2022-04-08T14:05:00+00:00", "given"),
    ("1649426700", "2022-04-08T14:05:00+00:00", "given"),
    (1649426700000, "2022-04-08T14:05:00+00:00", "given"),
    (1649426700.5, "2022-04-08T14:05:00+00:00", "given"),
    (2022, "2022", "unknown"),
)

REFUSED = (
    ("yesterday", None),
    ("on April 8, 2022 the mayor resigned", None),
    ("04/08/2022", "day and month cannot be told apart"),
    ("2022-02-30", "there is no such day"),
    ("2022-13-01", "there is no such day"),
    ("2022-00-10", "there is no such day"),
    ("2022-04-08T25:00", None),
    ("8/4/22", None),
    ("13 p.m., April 8, 2022", None),
    ("2022-04-08 2022-04-09", None),
    ("x" * 5000 + " April 8, 2022", None),
)


@pytest.mark.parametrize(("given_as", "value", "zone"), GIVEN)
def test_a_date_is_as_precise_as_it_was_given(given_as: object, value: str, zone: str) -> None:
    published, note = dates.read(given_as)
    assert note is None
    assert published is not None
    assert (published.value, published.zone, published.origin) == (value, zone, "field")


@pytest.mark.parametrize(("given_as", "why"), REFUSED)
def test_what_is_no_date_is_said_and_not_guessed(given_as: str, why: str | None) -> None:
    published, note = dates.read(given_as)
    assert published is None
    assert note is not None
    assert note.startswith('the date "')
    assert len(note) < 250
    assert why is None or note.endswith(why)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_date_is_no_date_and_no_complaint(nothing: object) -> None:
    assert dates.read(nothing) == (None, None)


@pytest.mark.parametrize(
    "wrong", [True, ["2022"], object(), {}, {"value": None}, {"value": {"value": "2022"}}]
)
def test_what_no_date_is_given_as_is_a_wrong_type(wrong: object) -> None:
    with pytest.raises(TypeError):
        dates.read(wrong)


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        (
            {"value": "2022-04-08", "zone": "unknown", "origin": "page"},
            Published("2022-04-08", "unknown", "page"),
        ),
        (
            {"value": "2022-04-08T14:05Z", "zone": "unknown", "origin": "feed"},
            Published("2022-04-08T14:05Z", "given", "feed"),
        ),
        ({"value": "2022-04-08", "origin": "somewhere"}, Published("2022-04-08")),
        ({"value": "2022-04-08"}, Published("2022-04-08")),
    ],
)
def test_the_contracts_own_form_is_read_back(contract: object, expected: Published) -> None:
    assert dates.read(contract).published == expected


def whole_minutes(offset: timedelta) -> timedelta:
    return timedelta(minutes=offset // timedelta(minutes=1))


OFFSETS = st.builds(timezone, st.timedeltas(timedelta(hours=-12), timedelta(hours=14)).map(whole_minutes))


@given(st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 30), timezones=st.one_of(st.none(), OFFSETS)))  # noqa: DTZ001
def test_every_iso_date_keeps_its_point_in_time(moment: datetime) -> None:
    offset = moment.utcoffset()
    published, note = dates.read(moment.isoformat())
    assert note is None
    assert published is not None
    assert datetime.fromisoformat(published.value).replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert datetime.fromisoformat(published.value).utcoffset() == offset


@given(st.text(max_size=120) | st.from_regex(r"[0-9/.: TZ+-]{1,40}"))
def test_any_string_gives_a_date_or_a_reason(text: str) -> None:
    published, note = dates.read(text)
    assert (published is None) or (note is None)
    if published is not None and "T" in published.value:
        datetime.fromisoformat(published.value)


@pytest.mark.parametrize("day", ["2022-04-08", "2022-02-30", "2024-02-29", "2022-13-01", "1999-12-31"])
@pytest.mark.parametrize("clock", ["T14:05", "T14:05:09", "T14:05:09.123456", "T24:00", "T00:00:60"])
@pytest.mark.parametrize("zone", ["Z", "+02:00", "+00:00", "-00:00", "+24:00", "+05:30", "-08:00"])
def test_the_short_way_to_a_date_finds_what_the_long_one_does(
    day: str, clock: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = dates.read(day + clock + zone)
    monkeypatch.setattr(dates, "_ISO", re.compile("never"))
    assert dates.read(day + clock + zone) == short
