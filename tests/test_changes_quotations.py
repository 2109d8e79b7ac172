"""Quotations retold: a scene is what the source quotes, what the retelling quotes, and what that is called."""

from __future__ import annotations

import pytest

from retold import compare
from retold.model import Change, Comparison

CUE = " the mayor of Velmar told the town hall on Friday."


def quotations(left: str, right: str) -> tuple[Comparison, list[Change]]:
    found = compare(left, right)
    return found, [change for change in found.changes if change.kind == "quotation"]


#: Left, right, verdict, effect, what the reason says, and the two quoted stretches.
CHANGED = [
    ("“It was a huge tragedy for the town,”", "“It was an enormous tragedy for the town,”", "altered", "wording", '"a huge" became "an enormous"'),
    ("“It was a huge tragedy for the town,”", "“It was a huge tragedy,”", "truncated", "loss", '"for the town" cut from the quotation'),
    ("“It was a huge tragedy,”", "“It was a huge tragedy for the town,”", "added", "gain", '"for the town" added inside the quotation marks'),
    ("“It was a huge tragedy for the whole town,”", "“It was a huge tragedy ... for the town,”", "elided", "loss", "marked by an ellipsis"),
    ("“It was a huge tragedy for the whole town,”", "“It was a huge tragedy … for the town,”", "elided", "loss", "marked by an ellipsis"),
    ("“We will not leave the town,”", "“We will leave the town,”", "altered", "conflict", '"not" cut from the quotation'),
    ("“We will leave the town if it rains,”", "“We will leave the town,”", "altered", "wording", "may turn its sense"),
    ("“It was never our fault,”", "“It was always our fault,”", "altered", "conflict", "reworded"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "verdict", "effect", "why"), CHANGED, ids=[f"{row[0]} → {row[1]}" for row in CHANGED]
)
def test_words_inside_the_marks_that_changed_are_told(
    left: str, right: str, verdict: str, effect: str, why: str
) -> None:
    found, (change,) = quotations(left + CUE, right + CUE)
    assert (change.verdict, change.effect) == (verdict, effect)
    assert why in change.why
    assert change.left is not None
    assert change.right is not None
    assert (found.left.report.words(change.left), found.right.report.words(change.right)) == (left, right)


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_quotation_that_ends_a_sentence_early_is_cut(marks: str) -> None:
    opening, closing = marks
    whole = f"{opening}We saw it come. It was a huge tragedy. Nobody warned us,{closing}"
    cut = f"{opening}We saw it come. It was a huge tragedy,{closing}"
    found, (change,) = quotations(whole + CUE, cut + CUE)
    assert (change.verdict, change.effect, change.right) == ("truncated", "loss", None)
    assert change.left is not None
    assert "Nobody warned us" in found.left.report.words(change.left)
    found, (change,) = quotations(cut + CUE, whole + CUE)
    assert (change.verdict, change.effect, change.left) == ("added", "gain", None)


def test_a_quotation_of_several_paragraphs_is_cut_too() -> None:
    more = "“We will ask the county for an answer this week.”"
    start = f"“It was a huge tragedy,”{CUE} “Nobody warned us before the water came.\n\n"
    found, (change,) = quotations(start + more, start.rstrip() + "”")
    assert change.verdict == "truncated"
    assert change.left is not None
    assert found.left.report.words(change.left) == more


UNCHANGED = [
    ("curly and straight marks", "“It was a huge tragedy,”" + CUE, '"It was a huge tragedy,"' + CUE),
    ("guillemets", "“It was a huge tragedy,”" + CUE, "«It was a huge tragedy,»" + CUE),
    ("single marks", "“It was a huge tragedy,”" + CUE, "‘It was a huge tragedy,’" + CUE),
    ("German marks", "“It was a huge tragedy,”" + CUE, "„It was a huge tragedy“," + CUE),
    ("the comma outside", "“It was a huge tragedy,”" + CUE, "“It was a huge tragedy”," + CUE),
    ("case and punctuation", "“It was a huge tragedy,”" + CUE, "“IT WAS A HUGE TRAGEDY!”" + CUE),
    ("spelling", "“The colour faded,”" + CUE, "“The color faded,”" + CUE),
    ("contraction", "“Don’t go,”" + CUE, "“Do not go,”" + CUE),
    ("split by its cue", "“It was a huge tragedy for us,”" + CUE, "“It was a huge tragedy,” the mayor of Velmar told the town hall on Friday, “for us.”"),
    ("the cue before it", "“It was a huge tragedy,”" + CUE, "The mayor of Velmar told the town hall on Friday: “It was a huge tragedy.”"),
    ("a word in brackets", "“It was a huge tragedy,”" + CUE, "“It [the flood] was a huge tragedy,”" + CUE),
    ("nested marks turned round", "“He called it ‘a mess’ again,”" + CUE, "\"He called it 'a mess' again,\"" + CUE),
    ("inches and feet", 'The 5\'10" man called it "generous",' + CUE, "The 5’10” man called it “generous”," + CUE),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in UNCHANGED], ids=[row[0] for row in UNCHANGED])
def test_a_quotation_kept_word_for_word_is_no_change(left: str, right: str) -> None:
    assert quotations(left, right)[1] == []
    assert quotations(right, left)[1] == []


def test_a_quotation_that_lost_its_marks_was_unquoted() -> None:
    left, right = "“It was a huge tragedy for the town,”" + CUE, "It was a huge tragedy for the town," + CUE
    found, (change,) = quotations(left, right)
    assert (change.verdict, change.effect) == ("unquoted", "wording")
    assert change.right is not None
    assert found.right.report.words(change.right) == "It was a huge tragedy for the town"


def test_a_quotation_of_small_words_that_lost_its_marks_was_unquoted() -> None:
    _, (change,) = quotations(
        "“It was a huge tragedy for us all,”" + CUE, "It was a huge tragedy for us all," + CUE
    )
    assert change.verdict == "unquoted"


def test_words_that_were_put_into_marks_were_quoted() -> None:
    left, right = "The mayor called the plan generous," + CUE, "The mayor called the plan “generous”," + CUE
    found, (change,) = quotations(left, right)
    assert (change.verdict, change.effect) == ("quoted", "wording")
    assert change.left is not None
    assert found.left.report.words(change.left) == "generous"


def test_a_quotation_with_nothing_in_its_place_was_dropped_and_on_the_way_back_added() -> None:
    full = "The mayor of Velmar spoke to the town hall on Friday, by candle light: “It was a huge tragedy.”"
    bare = "The mayor of Velmar spoke to the town hall on Friday, by candle light."
    _, (gone,) = quotations(full, bare)
    _, (come,) = quotations(bare, full)
    assert (gone.verdict, gone.effect, gone.right) == ("dropped", "loss", None)
    assert (come.verdict, come.effect, come.left) == ("added", "gain", None)


def test_a_quotation_that_moved_to_another_sentence_is_no_change() -> None:
    left = "The mayor of Velmar spoke on Friday: “It was a huge tragedy.” The prefect of Hallin stayed at home in the rain."
    right = "The mayor of Velmar spoke on Friday. The prefect of Hallin stayed at home in the rain: “It was a huge tragedy.”"
    assert quotations(left, right)[1] == []


def test_a_figure_altered_inside_a_quotation_stands_twice() -> None:
    found = compare("“About 300 of us died,”" + CUE, "“About 3,000 of us died,”" + CUE)
    assert sorted(change.kind for change in found.changes if change.kind in ("figure", "quotation")) == [
        "figure",
        "quotation",
    ]


def test_each_of_two_quotations_is_held_against_its_own() -> None:
    left = "“We warned them,” said Maas at the dam, and Toller, in tears, added: “The street was a river.”"
    right = "“We told them,” said Maas at the dam, and Toller, in tears, added: “The street was a lake.”"
    found, changes = quotations(left, right)
    assert [
        (found.left.report.words(c.left), found.right.report.words(c.right))
        for c in changes
        if c.left and c.right
    ] == [
        ("“We warned them,”", "“We told them,”"),
        ("“The street was a river.”", "“The street was a lake.”"),
    ]


def test_a_negation_put_into_a_quotation_is_a_conflict_as_one_cut_out_of_it() -> None:
    _, (change,) = quotations("“We will leave the town,”" + CUE, "“We will not leave the town,”" + CUE)
    assert change.effect == "conflict"


def test_apostrophes_on_both_sides_of_a_letter_are_no_quotation() -> None:
    assert (
        quotations(
            "They played rock 'n' roll all night," + CUE, "They played rock ’n’ roll all night," + CUE
        )[1]
        == []
    )


SPLICED = [
    ("He called it “a mess” and then “a shame”," + CUE, "He called it “a mess and a shame”," + CUE),
    (
        "“We warned them,” Maas said at noon in Hallin. “We will not warn them again,” he said at night.",
        "“We warned them, we will not warn them again,” Maas said in Hallin at night.",
    ),
]


@pytest.mark.parametrize(("left", "right"), SPLICED)
def test_two_quotations_made_into_one_are_spliced_and_on_the_way_back_altered(left: str, right: str) -> None:
    forth, back = quotations(left, right)[1], quotations(right, left)[1]
    assert [(change.verdict, change.effect) for change in forth] == [("spliced", "wording")] * 2
    assert [(change.verdict, change.effect) for change in back] == [("altered", "wording")] * 2


def test_a_quotation_that_its_cue_split_was_not_spliced() -> None:
    left = "“We warned them,” Maas said in Hallin. “Nobody came to the dam.”"
    right = "“We warned them. Nobody came to the dam,” Maas said in Hallin."
    assert quotations(left, right)[1] == []


REASSIGNED = [
    (
        "“We warned them,” said Maas, who had run the dam since 2011, in Hallin on Friday.",
        "“We warned them,” said Toller, who had run the dam since 2011, in Hallin on Friday.",
    ),
    (
        "“We warned them,” the harbour master said in Hallin on Friday.",
        "“We warned them,” a passenger said in Hallin on Friday.",
    ),
]


@pytest.mark.parametrize(("left", "right"), REASSIGNED)
def test_the_same_words_in_another_mouth_are_reassigned(left: str, right: str) -> None:
    for one, other in ((left, right), (right, left)):
        _, (change,) = quotations(one, other)
        assert (change.verdict, change.effect) == ("reassigned", "conflict")


SAME_SPEAKER = [
    ("“We warned them,” said Maas, the harbour master, in Hallin.", "“We warned them,” the harbour master said in Hallin."),
    ("Maas came late. “We warned them,” said Maas in Hallin.", "Maas came late. “We warned them,” he said in Hallin."),
    ("“We warned them,” said Ilse Maas in Hallin.", "“We warned them,” a source said in Hallin."),
    ("“We warned them,” said Ilse Maas in Hallin.", "“We warned them,” said the minister, Ilse Maas, in Hallin."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), SAME_SPEAKER)
def test_a_speaker_told_otherwise_is_not_another(left: str, right: str) -> None:
    assert quotations(left, right)[1] == []
    assert quotations(right, left)[1] == []
