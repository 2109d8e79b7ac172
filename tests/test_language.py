"""Which language a text is in: told from its function words and its script, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from retold.text.language import language_of

TEXTS = [
    (
        "en",
        "The mayor of Velmar said on Friday that the bridge was closed and that it would stay so for a week.",
    ),
    (
        "de",
        "Der Bürgermeister von Velmar sagte am Freitag, dass die Brücke nicht sicher ist und dass sie gesperrt wurde.",
    ),
    (
        "fr",
        "Le maire de Velmar a dit vendredi que le pont est fermé et que les travaux ne sont pas finis pour la ville.",
    ),
    (
        "es",
        "El alcalde de Velmar dijo el viernes que el puente fue cerrado por una semana y que no se sabe más.",
    ),
    (
        "it",
        "Il sindaco di Velmar ha detto che il ponte della città è chiuso e che non si sa come andrà per una settimana.",
    ),
    (
        "pt",
        "O prefeito de Velmar disse na sexta que a ponte não foi aberta e que os moradores da cidade estão com medo.",
    ),
    (
        "nl",
        "De burgemeester van Velmar zei dat het een week zou duren en dat de brug niet open is, maar hij had haast.",
    ),
    (
        "pl",
        "Burmistrz powiedział w piątek, że most nie jest otwarty i że to był problem dla miasta, ale się nie boi.",
    ),
    ("ru", "Мэр города сказал в пятницу, что мост закрыт и что он не знает, как это будет за год."),
    ("ja", "市長は金曜日に、橋が閉鎖されたと述べました。"),
    ("zh", "市长周五表示，大桥已经关闭，何时开放尚不清楚。"),
    ("ko", "시장은 금요일 다리가 폐쇄되었다고 말했다."),
    ("ar", "قال رئيس البلدية يوم الجمعة إن الجسر مغلق."),
    ("he", "ראש העיר אמר ביום שישי כי הגשר סגור."),
    ("el", "Ο δήμαρχος είπε την Παρασκευή ότι η γέφυρα έκλεισε."),
    ("hi", "महापौर ने शुक्रवार को कहा कि पुल बंद है।"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=[language for language, _ in TEXTS])
def test_a_sentence_of_prose_tells_its_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Bridge shut", "12 34 56 78 90", "👍 !!! …", "Velmar Hallin Toller Maas Karrow Ostrey Marsh"]
)
def test_a_text_that_does_not_tell_gives_none(text: str) -> None:
    assert language_of(text) is None


def test_a_foreign_name_or_quotation_does_not_change_the_language() -> None:
    text = "The mayor said it was over. 「はい」, the guest from 北京 told him, and that was the end of it for the day."
    assert language_of(text) == "en"


def test_upper_case_tells_as_well() -> None:
    assert language_of(TEXTS[0][1].upper()) == "en"


@given(st.text())
def test_any_text_gives_a_code_of_two_letters_or_none(text: str) -> None:
    found = language_of(text)
    assert found is None or (len(found) == 2 and found.islower())
