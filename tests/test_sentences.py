"""Where sentences end: not in a number, not after an initial, not before what belongs to a quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.sentences import sentences


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


#: Each sentence that must come out stands between bars.
SCENES = [
    "The dam broke. | Water rose.",
    "Is it safe? | No! | Go.",
    "Mr. Maas met Dr. Ilse Karrow. | They left.",
    "Gen. Lee came with Lt. Col. Brook. | St. Mary's was shut.",
    "J. R. Toller, 58, ran. | He fell.",
    "He took Plan B. | The town fled.",
    "It rose 2.5 per cent to 1,040.75. | Shares fell.",
    "The firm lost $1.2 million. | It sold a mill.",
    "No. 5 was shut. | No. | It was not.",
    "The U.S. said no. | It left.",
    "He lives in the U.S. | The house is old.",
    "The plant closed at 5 p.m. on Friday. | The gates stayed open.",
    "The plant closed at 5 p.m. | The night shift stayed.",
    "Sales at Brand Inc. rose. | Costs at Toller Bros. fell.",
    "Rain fell on Jan. 5 and Feb. 6. | Then came the sun.",
    "He came (at 5 p.m.) and left. | She stayed.",
    "(It was late.) | They left.",
    "He left. | (She stayed.)",
    "He waited ... and left. | Then it rained.",
    "He waited... | Then it rained.",
    "It was over\u2026 | She left.",
    'He said "no." | She said "yes."',
    "“I am tired.” | Maas left.",
    "He said: “We warned them.” | “Twice,” she said.",
    '"Really?" she asked. | He nodded.',
    "“Stop!” the guard shouted. | “Go home.”",
    "‘It is shut.’ | ‘For good?’ he asked.",
    "«Non.» | Il part.",
    "He asked why?\nShe left.",
    "Это конец. | Он ушёл.",
    "北京下雨了。|他走了！|真的？",
    "「はい。」|彼は去った。",
    "قال نعم. | ثم غادر.",
    "هل هذا صحيح؟ | نعم.",
    "बांध टूट गया। | पानी बढ़ा।",
    "the river rose. | the town fled.",
    "It ended 3-1. | The rest was noise.",
    "The bridge fell 👀. | Nobody was hurt 🙏🏽. | It was old.",
    "See www.example.org for more. | It is free.",
    "No mark at the end",
]  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
def test_a_sentence_ends_where_a_reader_ends_it(scene: str) -> None:
    expected = [sentence.strip() for sentence in scene.split("|")]
    if "\n" in scene:
        expected = scene.split("\n")
    assert found(scene.replace("|", "")) == expected or found(scene.replace(" | ", " ")) == expected


WEAK = [
    ("« Non. » | Il part.", "a closing guillemet after a space opens the next sentence"),
    ("Er kam am 5. Mai. | Dann ging er.", "German ordinals (5. Mai) end a sentence"),
]


@pytest.mark.parametrize(
    "scene", [pytest.param(scene, marks=pytest.mark.xfail(reason=why, strict=True)) for scene, why in WEAK]
)
def test_a_sentence_ends_where_a_reader_of_that_language_ends_it(scene: str) -> None:
    assert found(scene.replace(" | ", " ")) == scene.split(" | ")


@pytest.mark.parametrize("text", ["", "  ", "...", "!!! ???", "— – -", "“”"])
def test_what_holds_no_word_is_no_sentence(text: str) -> None:
    assert found(text) == []


def test_a_stretch_of_a_text_is_cut_by_itself() -> None:
    text = "Rain fell. The dam broke. Water rose. Night came."
    assert [text[a:b] for a, b in sentences(text, 11, 37)] == ["The dam broke.", "Water rose."]


def test_the_line_ends_of_wrapped_copy_end_no_sentence() -> None:
    assert found("The dam above\nHallin broke\r\nat dawn. Water\nrose.") == [
        "The dam above\nHallin broke\r\nat dawn.",
        "Water\nrose.",
    ]


PIECES = st.lists(
    st.sampled_from(["The dam", " broke", ".", "?", "!", "…", " ", "\n", '"', "”", "“", "Mr", "U.S.", "5", "a", "。", "(", ")", "’", "»"]),
    max_size=30,
).map("".join)  # fmt: skip


@given(PIECES | st.text())
def test_sentences_stand_in_order_and_hold_every_word(text: str) -> None:
    spans = sentences(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    left_out = [*text]
    for start, end in spans:
        left_out[start:end] = " " * (end - start)
        assert text[start:end] == text[start:end].strip()
    assert not any(letter.isalnum() for letter in left_out)


@pytest.mark.parametrize("piece", [".", ". ", "?! ", "a. ", "A. ", '"', '." ', "…", "(", "Mr. ", "。"])
def test_a_long_run_of_marks_is_cut_without_a_search_that_grows(piece: str) -> None:
    # No clock here: with the runs that a quadratic search needs minutes for, the suite itself would stop.
    assert len(sentences(piece * 50_000, 0, len(piece) * 50_000)) <= 50_000
