"""Words and their forms: what one house and another write differently, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from retold.text.tokens import number_form, stem, words


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


ONE_FORM = [
    ("Maas", "MAAS"),
    ("don't", "do not"),
    ("don’t", "don't"),
    ("can't", "cannot"),
    ("won't", "will not"),
    ("they'll", "they will"),
    ("the mayor’s house", "the mayor's house"),
    ("the mayor's house", "the mayor house"),
    ("the workers' demands", "the workers demands"),
    ("40 per cent", "40%"),
    ("40 pct", "40 percent"),
    ("40 percent", "40 per cent"),
    ("40 per\ncent", "40 pct"),
    ("1,200,000", "1200000"),
    ("1’200’000", "1,200,000"),
    ("3 mln dlrs", "3 million dollars"),
    ("organisation", "organization"),
    ("the realised gains", "the realized gains"),
    ("colour", "color"),
    ("neighbouring favourites", "neighboring favorites"),
    ("the centre of the harbour", "the center of the harbor"),
    ("travelled", "traveled"),
    ("U.S.", "US"),
    ("p.m.", "pm"),
    ("Café Ångström", "Cafe Angstrom"),
    ("e\u0301te\u0301", "été"),
    ("İstanbul", "istanbul"),
    ("well-known", "well known"),
    ("“no”", '"no"'),
    ("a 5’10” man", "a 5'10\" man"),
    ("at 6:00", "at 6"),
]


@pytest.mark.parametrize(("one", "other"), ONE_FORM)
def test_spellings_of_one_word_have_one_form(one: str, other: str) -> None:
    assert forms(one) == forms(other)


APART = [
    ("12,000", "12.000"),
    ("1.5", "15"),
    ("1.50", "1.5"),
    ("10:30", "1030"),
    ("rise", "rize"),
    ("did", "did not"),
    ("Arno", "Arna"),
    ("advertised", "advertized"),
    ("5 percent", "5 percentage points"),
    ("$5", "€5"),
    ("$5", "5"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_may_mean_something_else_keeps_its_own_form(one: str, other: str) -> None:
    assert forms(one) != forms(other)


@pytest.mark.parametrize(
    "word",
    "rise promise advertise exercised supervised televised improvise surprised raised premises".split(),
)
def test_a_word_in_ise_that_was_never_ize_stays(word: str) -> None:
    assert forms(word) == [word]


PLACES = [
    ("He didn't.", ["He", "did", "n't"]),
    ("U.S. troops left at 5 p.m.", ["U.S.", "troops", "left", "at", "5", "p.m."]),
    ("2.5 per cent of O'Neill's 1,200", ["2.5", "per cent", "of", "O'Neill's", "1,200"]),
    ("北京下雨", ["北", "京", "下", "雨"]),
    ("กา", ["ก", "า"]),
    ("قال نعم", ["قال", "نعم"]),
    ("👍🏽 ok 👨‍👩‍👧", ["ok"]),
    ("e\u0301te\u0301 chaud", ["e\u0301te\u0301", "chaud"]),
    ("AT&T", ["AT", "&", "T"]),
    ("!?… — «»", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "written"), PLACES)
def test_every_word_stands_where_its_places_say(text: str, written: list[str]) -> None:
    assert [text[word.start : word.end] for word in words(text)] == written


def test_places_point_into_the_whole_text_when_a_stretch_of_it_is_read() -> None:
    text = "Maas left. Toller stayed at home."
    found = words(text, 11, 24)
    assert [text[word.start : word.end] for word in found] == ["Toller", "stayed"]
    assert found[0].start == 11


def test_a_soft_hyphen_is_no_part_of_a_word() -> None:
    assert forms("the gov\u00adern\u00adment") == forms("the government")


@given(st.text())
def test_words_stand_in_order_inside_the_text_and_none_is_empty(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.form
        at = word.end


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_never_gives_words_from_outside_it(text: str, start: int, size: int) -> None:
    assert all(start <= word.start and word.end <= start + size for word in words(text, start, start + size))


@given(st.text(alphabet="Abc'’`.s nt,1 %é-"))
def test_curly_and_straight_apostrophes_give_the_same_forms(text: str) -> None:
    assert forms(text.replace("’", "'")) == forms(text.replace("'", "’"))


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_upper_case_gives_the_same_forms(text: str) -> None:
    assert forms(text.upper()) == forms(text.lower())


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("12,000", "12000"),
        ("1'234'567", "1234567"),
        ("12,00", "12,00"),
        ("1,2345", "1,2345"),
        ("3.50", "3.50"),
    ],
)
def test_only_thousands_lose_their_marks(written: str, form: str) -> None:
    assert number_form(written) == form


STEMS = [
    ("city", "cities"),
    ("kill", "killed"),
    ("kill", "killing"),
    ("run", "running"),
    ("house", "houses"),
    ("box", "boxes"),
    ("church", "churches"),
    ("study", "studied"),
    ("ban", "banned"),
    ("quick", "quickly"),
]


@pytest.mark.parametrize(("word", "inflected"), STEMS)
def test_common_endings_are_taken_off_for_counting(word: str, inflected: str) -> None:
    assert stem(word) == stem(inflected)


@pytest.mark.parametrize("word", "red bus his as 1990s pass".split())
def test_a_short_word_or_a_number_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet="abcdefghilnorsty", min_size=1))
def test_a_stem_is_never_empty_nor_longer_than_its_word_by_more_than_a_letter(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word)
