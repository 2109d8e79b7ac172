"""BERT's WordPiece: the expected pieces are those of the reference implementation (tokenizers 0.22)."""

from __future__ import annotations

import pytest

from retold.models.static import DATA
from retold.models.wordpiece import LONGEST_WORD, WordPiece, stretches, words


@pytest.fixture(scope="module")
def bert() -> WordPiece:
    return WordPiece((DATA / "vocab.txt").read_text("utf-8").split("\n")[:-1])


SCENES = [
    ("The mayor resigned.", "the mayor resigned ."),
    ("unaffable", "una ##ffa ##ble"),
    ("$1,200.50, or 50%", "$ 1 , 200 . 50 , or 50 %"),
    ("don't ‘quote’ — “it”", "don ' t ‘ quote ’ — “ it ”"),
    ("naïve Café Ångström", "naive cafe ang ##strom"),
    ("İstanbul ΣΑΣ", "istanbul σ ##α ##σ"),
    ("北京 is 大", "北 京 is 大"),
    ("a\u00adb zero\u200bwidth", "ab zero ##wi ##dt ##h"),
    ("form\x0cfeed next\x85line", "form ##fe ##ed next ##line"),
    ("tab\there\u00a0there\u2028line", "tab here there line"),
    ("\ufffdx \ue000 \ud800y", "x y"),
    ("[UNK] is text", "[ un ##k ] is text"),
    ("😀 \u0378", "[UNK] [UNK]"),
    ("", ""),
    (" \n", ""),
]


@pytest.mark.parametrize(("sentence", "pieces"), SCENES)
def test_a_sentence_gives_the_pieces_that_bert_gives(bert: WordPiece, sentence: str, pieces: str) -> None:
    assert [bert.pieces[number] for number in bert.encode(sentence)] == pieces.split()


def test_a_word_is_unknown_once_it_is_too_long(bert: WordPiece) -> None:
    unknown = bert.ids["[UNK]"]
    assert bert.encode("x" * LONGEST_WORD) != [unknown]
    assert bert.encode("x" * (LONGEST_WORD + 1)) == [unknown]


def test_a_sentence_is_its_stretches_put_side_by_side(bert: WordPiece) -> None:
    sentence = 'Shares of Café du Monde fell 3.5% to $12.40, the "worst" day since 1987.'
    assert bert.encode(sentence) == [number for part in stretches(sentence) for number in bert.encode(part)]


def test_marks_stand_apart_from_words() -> None:
    assert words('"U.S.-led"') == ['"', "u", ".", "s", ".", "-", "led", '"']
