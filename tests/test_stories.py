"""Stories: look-alike events are kept apart, reports of one event brought together, in any order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from retold.agglomerate import Edge, average_link
from retold.model import Published, Report
from retold.models.static import shipped
from retold.segment import segment
from retold.settings import DEFAULT
from retold.stories import evidence, group, near, tempered, weigh
from retold.story_features import StoryFeatures, features, restored, stored, telling

NUMBERS = DEFAULT.storying
TOLD = telling(shipped().word_share, NUMBERS)

HALLIN = (
    (
        "A flood gate at the Brannoch Dam gave way late on Tuesday and sent water through the town of Hallin. About "
        "1,200 people were moved to a sports hall, Prefect Odran Maas said. Nine people died."
    ),
    (
        "Nine people are dead in Hallin after the Brannoch Dam failed. Prefect Odran Maas said 1,200 residents had to "
        "leave their homes when the flood gate broke on Tuesday night."
    ),
    (
        "The hoist of the Brannoch Dam had been inspected in spring, Merrow Water said after the flood that killed nine "
        "in Hallin. Odran Maas, the prefect, promised an inquiry."
    ),
)
VELMAR = (
    (
        "A flood in the town of Velmar killed four people on Sunday when the river Issa broke its banks. Mayor Tilda Gorm "
        "said 300 people were moved to a school."
    ),
    (
        "Four people died in Velmar as the Issa burst its banks, Mayor Tilda Gorm said. Some 300 residents spent Sunday "
        "night in a school after the flood."
    ),
    (
        "Velmar began to clear the mud of Sunday's flood, which killed four. The Issa had never stood so high, said Tilda "
        "Gorm, the mayor, who asked for soldiers."
    ),
)
PATENT = (
    (
        "Corvane lost a patent case over battery cells against Ostrel in the court of Lindau on Monday. Judge Mirja Falk "
        "awarded Ostrel 48 million crowns."
    ),
    (
        "A court in Lindau ordered Corvane to pay 48 million crowns to Ostrel for copying its battery cells. Judge Mirja "
        "Falk called the patent valid."
    ),
)
SPILL = (
    (
        "Corvane must stand trial over the acid that ran from its Tessen works into the Arl, a court ruled. Fishermen of "
        "Tessen ask 7 million crowns for dead trout."
    ),
    (
        "The acid spill at Tessen will be tried in June. Fishermen on the Arl want 7 million crowns from Corvane for the "
        "trout they lost."
    ),
)
OPERA = (
    (
        "The opera house in Carrow will stage three new works by living composers. Its director, Ansa Rell, called the "
        "programme a gamble."
    ),
)
LEVELS = (
    "The level of the Merrow at {place} stood at {figure} centimetres this morning, the river office said in its "
    "daily notice. Barges of full draught may pass the lock. The next notice follows at noon."
)
PLACES = "Hallin Carrow Velmar Tessen Lindau Ostby Marn Ferrol Dunmore Askel Birn Coltar Nessa Quill Roswin".split()


def read(text: str, name: str = "report", day: str | None = None, title: str | None = None) -> StoryFeatures:
    published = Published(day) if day else None
    return features(segment(Report(name, text, title=title, published=published)), TOLD, NUMBERS)


def archive(**events: Sequence[str]) -> dict[str, StoryFeatures]:
    return {f"{event}-{n}": read(text) for event, texts in events.items() for n, text in enumerate(texts)}


def events_of(stories: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(sorted({name.split("-")[0] for name in story})) for story in stories]


def test_two_floods_in_two_towns_are_two_stories() -> None:
    found = group(archive(hallin=HALLIN, velmar=VELMAR), NUMBERS)
    assert events_of(found) == [("hallin",), ("velmar",)]
    assert [len(story) for story in found] == [3, 3]


def test_two_court_cases_of_one_company_are_two_stories() -> None:
    found = group(archive(patent=PATENT, spill=SPILL, opera=OPERA), NUMBERS)
    assert events_of(found) == [("patent",), ("spill",)]
    assert [len(story) for story in found] == [2, 2]


def test_a_report_that_shares_its_event_with_none_stands_in_no_story() -> None:
    found = group(archive(hallin=HALLIN, opera=OPERA), NUMBERS)
    assert events_of(found) == [("hallin",)]


@pytest.mark.parametrize("texts", [(), HALLIN[:1], ("",), ("", ""), ("...", "12")])
def test_nothing_and_next_to_nothing_make_no_story(texts: tuple[str, ...]) -> None:
    assert group(archive(hallin=texts), NUMBERS) == []


def test_the_same_report_twice_is_one_story() -> None:
    assert group(archive(opera=OPERA * 2), NUMBERS) == [("opera-0", "opera-1")]


def test_a_title_counts_as_words_of_the_report() -> None:
    text = "The mayor asked for soldiers. Nobody was told when they would come."
    title = "Flood in Velmar kills four as Issa bursts its banks"
    with_title, without = (tempered([read(text, title=t), read(VELMAR[0])], NUMBERS) for t in (title, None))
    assert evidence(*with_title, NUMBERS) > evidence(*without, NUMBERS)


def test_reports_of_one_family_stay_in_one_story() -> None:
    reports = archive(hallin=HALLIN, opera=OPERA)
    found = group(reports, NUMBERS, [("hallin-0", "opera-0"), ("opera-0", "not in this archive")])
    assert next(story for story in found if "opera-0" in story)[0] == "hallin-0"


def test_a_retelling_of_another_month_that_tells_of_something_else_is_a_form() -> None:
    flood = read(HALLIN[0], day="2031-05-03")
    soon, late = read(OPERA[0], day="2031-05-05"), read(OPERA[0], day="2031-06-20")
    assert group({"flood": flood, "opera": soon}, NUMBERS, [("flood", "opera")]) == [("flood", "opera")]
    assert group({"flood": flood, "opera": late}, NUMBERS, [("flood", "opera")]) == []


def test_two_notices_of_one_form_are_kept_apart() -> None:
    reports = archive(hallin=HALLIN[:2])
    assert group(reports, NUMBERS) == [("hallin-0", "hallin-1")]
    assert group(reports, NUMBERS, forms=np.array([[1, 0]])) == []


def test_a_pair_of_a_form_does_not_part_the_story_around_it() -> None:
    assert group(archive(hallin=HALLIN), NUMBERS, forms=np.array([[0, 1]])) == group(
        archive(hallin=HALLIN), NUMBERS
    )


def test_reports_far_apart_in_time_are_kept_apart_and_unknown_dates_are_not() -> None:
    days = [None, "2031-05-02", "2031-05-04", "2031-08-30", "2031", "soon"]
    one, *others = tempered(
        [read(HALLIN[0], day="2031-05-03"), *(read(HALLIN[1], day=day) for day in days)], NUMBERS
    )
    unknown, before, after, late, year, word = (evidence(one, other, NUMBERS) for other in others)
    assert unknown == before == after == year == word
    assert late < before - 2.0


def test_the_same_text_is_one_story_however_late_it_is_printed_again() -> None:
    reports = {"a": read(HALLIN[0], day="2031-05-03"), "b": read(HALLIN[0], day="2031-06-20")}
    assert group(reports, NUMBERS) == [("a", "b")]


def test_a_year_in_the_text_parts_reports_of_unknown_date() -> None:
    then, now, again = tempered(
        [read(f"{HALLIN[n]} It was May {year}.") for n, year in ((0, 2024), (1, 2031), (1, 2024))], NUMBERS
    )
    assert evidence(then, again, NUMBERS) > evidence(then, now, NUMBERS) + 1.0


def test_a_recurring_form_is_no_story() -> None:
    form = {
        f"level-{n}": read(
            LEVELS.format(place=place, figure=200 + 7 * n), day=f"2031-{1 + n // 28:02}-{1 + n % 28:02}"
        )
        for n, place in enumerate(PLACES * 20)
    }
    stories = group({**form, **archive(hallin=HALLIN, velmar=VELMAR)}, NUMBERS)
    assert ("hallin-0", "hallin-1", "hallin-2") in stories
    assert max(len(story) for story in stories) <= 25


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_reports_changes_nothing(chance: random.Random) -> None:
    reports = list(archive(a=HALLIN, b=VELMAR, c=PATENT, d=SPILL, e=OPERA).items())
    families = [["a-0", "a-2"], ["e-0", "c-1"]]
    expected = group(dict(reports), NUMBERS, families)
    chance.shuffle(reports)
    for family in families:
        chance.shuffle(family)
    chance.shuffle(families)
    assert group(dict(reports), NUMBERS, families) == expected


def test_reports_of_other_events_leave_a_story_as_it_is() -> None:
    alone = group(archive(a=HALLIN), NUMBERS)
    assert [s for s in group(archive(a=HALLIN, b=PATENT, c=OPERA), NUMBERS) if s[0].startswith("a")] == alone


def test_the_fast_evidence_equals_the_plain_one() -> None:
    texts = [*HALLIN, *VELMAR, *PATENT, *SPILL, *OPERA, "", "In 2024 and 2031.", "In 2031, 12 and 40."]
    days = itertools.cycle([None, "2031-05-03", "2031-05-30"])
    rows = tempered([read(text, day=day) for text, day in zip(texts, days, strict=False)], NUMBERS)
    pairs = np.array(list(itertools.combinations(range(len(rows)), 2)))
    plain = [evidence(rows[one], rows[other], NUMBERS) for one, other in pairs.tolist()]
    assert weigh(rows, pairs, NUMBERS) == pytest.approx(plain, abs=2e-6)


def test_pairs_are_looked_at_that_share_keys_and_lie_close_in_time() -> None:
    rows = [
        read(HALLIN[0], day="2031-05-03"),
        read(OPERA[0], day="2031-05-03"),
        read(HALLIN[1], day="2031-05-04"),
        read(HALLIN[2], day="2033-05-04"),
        read(HALLIN[2]),
    ]
    assert near(rows, NUMBERS).tolist() == [[0, 2], [0, 4], [2, 4], [3, 4]]


def test_what_is_stored_is_what_comes_back() -> None:
    for story in (read(HALLIN[0] + " It was 1998.", day="2031-05-03"), read(OPERA[0]), read("")):
        back = restored(stored(story))
        assert stored(back) == stored(story)
        assert (back.size, back.day, back.years) == (story.size, story.day, story.years)
        assert np.array_equal(back.terms, story.terms)
        assert np.array_equal(back.keys, story.keys)


def test_average_link_makes_no_chains() -> None:
    chain: list[Edge] = [(n, n + 1, 1.0) for n in range(9)]
    assert max(map(len, average_link(10, chain, 0.0, -3.0))) == 2


def test_average_link_joins_what_is_alike_throughout() -> None:
    whole: list[Edge] = [(i, j, 1.0) for i, j in itertools.combinations(range(4), 2)]
    assert average_link(6, [*whole, (3, 4, 0.5)], 0.0, -3.0) == [[0, 1, 2, 3], [4], [5]]
    assert average_link(6, [*whole, (3, 4, 0.5)], -1.5, -3.0, [[3, 5]]) == [[0, 1, 2, 3, 5], [4]]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_average_link_equals_the_plain_way_in_any_order_of_edges(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    pairs = list(itertools.combinations(range(count), 2))
    values = data.draw(st.lists(st.integers(-8, 8), min_size=len(pairs), max_size=len(pairs)))
    edges = [(one, other, value / 4) for (one, other), value in zip(pairs, values, strict=True) if value > -6]
    expected = plain_average_link(count, edges, -0.5, -2.0)
    assert average_link(count, data.draw(st.permutations(edges)), -0.5, -2.0) == expected


def plain_average_link(count: int, edges: Sequence[Edge], least: float, missing: float) -> list[list[int]]:
    """The plain twin: all pairs of groups are looked at each time."""
    known = {(one, other): value for one, other, value in edges}
    groups = [[n] for n in range(count)]

    def mean(one: list[int], other: list[int]) -> float:
        values = [known.get((min(i, j), max(i, j)), missing) for i in one for j in other]
        return missing + sum(value - missing for value in values) / len(values)

    while len(groups) > 1:
        best = max(
            ((mean(a, b), -a[0], -b[0]) for a, b in itertools.combinations(groups, 2)),
        )
        if best[0] < least:
            break
        a = next(g for g in groups if g[0] == -best[1])
        b = next(g for g in groups if g[0] == -best[2])
        groups.remove(b)
        a += b
        a.sort()
        groups.sort()
    return groups
