"""Figures retold: a scene is what the source says, what the retelling says, and what that is called."""

from __future__ import annotations

import pytest

from retold import compare
from retold.model import Change, Comparison

FRAME = "The storm that came on Tuesday drove {} from the harbour, the prefect told reporters."
#: The words of the contract on the way back.
BACK = {
    "dropped": "added",
    "added": "dropped",
    "vaguer": "sharper",
    "rounded": "sharper",
    "sharper": "vaguer",
    "altered": "altered",
}
EFFECT_BACK = {
    "loss": "gain",
    "gain": "loss",
    "conflict": "conflict",
    "precision": "precision",
    "wording": "wording",
}


def figures(left: str, right: str, frame: str = FRAME) -> tuple[Comparison, list[Change]]:
    found = compare(frame.format(left), frame.format(right))
    return found, [change for change in found.changes if change.kind == "figure"]


CHANGED = [
    ("12,000 people", "1,200 people", "altered", "conflict", "ten times smaller"),
    ("12 people", "13 people", "altered", "conflict", "larger by 8%"),
    ("40 boats", "80 boats", "altered", "conflict", "two times larger"),
    ("Ada Lunn, 58,", "Ada Lunn, 61,", "altered", "conflict", "larger by 5%"),
    ("fourteen people", "forty people", "altered", "conflict", "larger"),
    ("5 percent of the boats", "15 percent of the boats", "altered", "conflict", "three times larger"),
    ("$5 million worth of boats", "5 million euros worth of boats", "altered", "conflict", "another unit"),
    ("at least 40 people", "up to 40 people", "altered", "conflict", "the limit was turned round"),
    ("fewer than 40 people", "no fewer than 40 people", "altered", "conflict", "the limit was turned round"),
    ("warned twice this year", "warned repeatedly this year", "vaguer", "precision", "made vaguer"),
    ("warned twice this year", "warned once this year", "altered", "conflict", "two times smaller"),
    ("the third boat", "the fourth boat", "altered", "conflict", "became"),
    ("170 people", "168 people", "altered", "conflict", "smaller by 1%"),
    ("almost 250 people", "thousands of people", "altered", "conflict", "another order of size"),
    ("dozens of people", "9,000 people", "altered", "conflict", "another order of size"),
    ("about 1,200 people", "more than 2,000 people", "altered", "conflict", "larger by 67%"),
    ("nearly 300 people", "more than 300 people", "altered", "precision", "another approximation"),
    ("1,204 people", "1,200 people", "rounded", "precision", "rounded"),
    ("1,204 people", "about 1,200 people", "rounded", "precision", "rounded"),
    ("1,200 people", "1,204 people", "sharper", "precision", "given more exactly"),
    ("about 300 people", "300 people", "sharper", "precision", "the approximation was dropped"),
    ("up to 40 people", "40 people", "sharper", "precision", "the approximation was dropped"),
    ("300 people", "about 300 people", "vaguer", "precision", "made approximate"),
    ("10 to 20 people", "15 people", "sharper", "precision", "inside the range"),
    ("15 people", "10 to 20 people", "vaguer", "precision", "a range around it"),
    ("40 people", "dozens of people", "vaguer", "precision", "made vaguer"),
    ("about 300 people", "hundreds of people", "vaguer", "precision", "made vaguer"),
    ("about 450 people", "hundreds of people", "vaguer", "precision", "made vaguer"),
    ("dozens of people", "40 people", "sharper", "precision", "made exact"),
    ("six people", "several people", "vaguer", "precision", "made vaguer"),
    ("12 people", "people", "dropped", "loss", "dropped"),
    ("people", "12 people", "added", "gain", "added"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "verdict", "effect", "why"), CHANGED, ids=[f"{row[0]} → {row[1]}" for row in CHANGED]
)
def test_a_figure_that_says_something_else_is_told(
    left: str, right: str, verdict: str, effect: str, why: str
) -> None:
    _, (change,) = figures(left, right)
    assert (change.verdict, change.effect) == (verdict, effect)
    assert why in change.why


@pytest.mark.parametrize(
    ("left", "right", "verdict", "effect"),
    [row[:4] for row in CHANGED],
    ids=[f"{row[1]} → {row[0]}" for row in CHANGED],
)
def test_the_way_back_is_told_as_the_mirrored_change(
    left: str, right: str, verdict: str, effect: str
) -> None:
    (_, (forth,)), (_, (back,)) = figures(left, right), figures(right, left)
    assert (back.left, back.right) == (forth.right, forth.left)
    assert back.effect == EFFECT_BACK[effect]
    assert back.verdict == BACK[verdict] or (verdict, back.verdict) == ("sharper", "rounded")


UNCHANGED = [
    ("more than 40 people", "in excess of 40 people"),
    ("above 40 per cent of the boats", "higher than 40 per cent of the boats"),
    ("12,000 people", "12000 people"),
    ("twelve people", "12 people"),
    ("a dozen people", "12 people"),
    ("1.2 million people", "1,200,000 people"),
    ("$1.2 mln", "$1.2 million"),
    ("40 per cent of the boats", "40% of the boats"),
    ("40 per cent of the boats", "40 pct of the boats"),
    ("a third of the boats", "33% of the boats"),
    ("half of the boats", "50 per cent of the boats"),
    ("2.5 per cent of the boats", "2-1/2 pct of the boats"),
    ("between 10 and 20 people", "10-20 people"),
    ("some 300 people", "about 300 people"),
    ("at least 40 people", "more than 40 people"),
    ("boats over 5 km", "boats over 3 miles"),
    ("one boat", "a boat"),
    ("several boats", "a few boats"),
    ("two boats", "a pair of boats"),
    ("half a million people", "500,000 people"),
    ("half a dozen boats", "six boats"),
    ("the 40-year-old Ada Lunn", "Ada Lunn, 40,"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), UNCHANGED, ids=[f"{row[0]} = {row[1]}" for row in UNCHANGED])
def test_the_same_figure_written_otherwise_is_no_change(left: str, right: str) -> None:
    assert figures(left, right)[1] == []
    assert figures(right, left)[1] == []


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        (  # by how much, and to where
            "The Varo index increased 10.73, or 0.7 percent, to 1,514.77.",
            "The Varo index, full of young firms, was lately up around 18 points.",
            {("10.73", "around 18 points")},
        ),
        (  # in their order, where the words around them are as like
            "Gainers were Holm, which rose $1.25 to $21.75, and Maas, which rose 57 cents to $37.70.",
            "Gainers were Holm, which rose 77 cents to $21.27, and Maas, which rose 95 cents to $53.95.",
            {("$1.25", "77 cents"), ("$21.75", "$21.27"), ("57 cents", "95 cents"), ("$37.70", "$53.95")},
        ),
        (  # the last that each side counts
            "Its filter caught 27,000 infected letters in a day, the firm said.",
            "Its filter caught more than 31,000 infections in a day, the firm said.",
            {("27,000 infected letters", "more than 31,000 infections")},
        ),
    ],
)
def test_figures_are_paired_by_what_they_tell(left: str, right: str, pairs: set[tuple[str, str]]) -> None:
    _, changes = figures(left, right, "{}")
    told = {
        (left[slice(*change.left)], right[slice(*change.right)])
        for change in changes
        if change.left and change.right
    }
    assert told == pairs


WEAK = [
    ("twice as many boats", "double the boats", None, 'the "many" of "twice as many" is read as a count of its own'),
    ("a third", "33%", None, "a share is read before few words only"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        pytest.param(*row[:3], id=f"{row[0]} → {row[1]}", marks=pytest.mark.xfail(reason=row[3], strict=True))
        for row in WEAK
    ],
)
def test_a_harder_figure_is_read_as_a_reader_would(left: str, right: str, verdict: str | None) -> None:
    _, changes = figures(left, right)
    assert {change.verdict for change in changes} == ({verdict} if verdict else set())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("three men and five women", "five men and three women"),
        ("22 boats with 30 men", "30 boats with 22 men"),
    ],
)
def test_two_counts_that_changed_what_they_count_both_conflict(left: str, right: str) -> None:
    _, changes = figures(left, right)
    assert [(change.verdict, change.effect) for change in changes] == [("altered", "conflict")] * 2


def test_another_vague_word_is_not_vaguer_on_both_ways() -> None:
    (_, (forth,)), (_, (back,)) = (
        figures("dozens of people", "hundreds of people"),
        figures("hundreds of people", "dozens of people"),
    )
    assert {forth.verdict, back.verdict} != {"vaguer"}


def test_the_span_is_the_figure_with_its_hedge_and_unit() -> None:
    found, (change,) = figures("about 300 people", "about 500 people")
    assert change.left is not None
    assert change.right is not None
    assert found.left.report.words(change.left) == "about 300 people"
    assert found.right.report.words(change.right) == "about 500 people"


def test_a_figure_that_stands_in_another_sentence_was_neither_dropped_nor_added() -> None:
    left = "The storm drove 300 people from the harbour on Tuesday. The prefect spoke of a hard night for the town."
    right = "The storm drove people from the harbour on Tuesday. The prefect spoke of a hard night for 300 people of the town."
    assert [change for change in compare(left, right).changes if change.kind == "figure"] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("on 3 May 2024", "on 5 May 2024"),
        ("at 5 p.m.", "at 6 p.m."),
        ("in 1987", "in 1978"),
        ("for six hours", "for ten hours"),
    ],
)
def test_times_belong_to_dates_and_are_no_figures(left: str, right: str) -> None:
    frame = "The storm drove the boats from the harbour {}, the prefect told reporters."
    assert figures(left, right, frame)[1] == []


def test_every_figure_of_a_sentence_is_paired_with_its_own() -> None:
    frame = "The storm sank {} boats, tore away {} metres of wall and flooded {} houses, the prefect said."
    found = compare(frame.format(12, 340, 57), frame.format(12, 430, 58))
    told = [found.left.report.words(change.left) for change in found.changes if change.left]
    assert told == ["340 metres", "57 houses"]


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (
            "The mate was struck multiple times, police said.",
            "The mate was struck, police said.",
            "multiple times",
        ),
        ("He tried a second time on Monday to sail.", "He tried on Monday to sail.", "second time"),
        ("He called several times, she said.", "He called repeatedly, she said.", None),
        ("He tried for a second time to sail.", "He tried again to sail.", None),
        ("The pier is several times larger than the lock.", "The pier is larger than the lock.", None),
    ],
)
def test_how_often_is_told_though_no_number_says_it(left: str, right: str, words: str | None) -> None:
    found, changes = figures(left, right)
    assert [found.left.report.words(c.left) for c in changes if c.left] == ([words] if words else [])


def test_a_number_in_a_name_counts_nothing() -> None:
    _, changes = figures("The Western Hallin 4 cable network links 12 towns.", "The network links 12 towns.")
    assert changes == []
