"""Text files: the decoded content unchanged, what was guessed is said, and what cannot be read is refused."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from retold import ingest
from retold.errors import EmptyInput, NoSuchInput, NotText, RetoldError, TooLarge, UnreadableInput
from retold.ingest import limits
from retold.model import Report

STORY = (
    "VELMAR, April 8 (Harbour Wire) – The mayor’s office said “no” on Friday.\r\n"
    "The café stayed shut.\r\n\r\nSome 12,000 people left.\n"
)


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode("utf-8"),
        codecs.BOM_UTF8 + STORY.encode("utf-8"),
        codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + STORY.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_text_is_read_unchanged_and_a_byte_order_mark_is_no_text(data: bytes) -> None:
    report = ingest.read_bytes(data, "story.txt")
    assert report.text == STORY
    assert report.notes == ()
    assert report.title is None


GUESSED = (
    ("The mayor’s office said “no” on Friday – again. The café was closed.", "cp1252", "windows-1252"),
    ("The firm lost £12 million last year, it said on Monday.", "cp1252", "windows-1252"),
    ("Le maire a déclaré vendredi que la rivière était sortie de son lit.", "latin-1", "windows-1252"),
    (
        "Der Bürgermeister sagte, der Fluß sei über die Ufer getreten. Man prüft Schäden.",
        "cp1252",
        "windows-1252",
    ),
    (
        "Burmistrz powiedział w piątek, że rzeka wystąpiła z brzegów. Władze oceniają szkody.",
        "cp1250",
        "windows-1250",
    ),
    ("Мэр города сообщил в пятницу, что река вышла из берегов.", "cp1251", "windows-1251"),
    ("Мэр города сообщил в пятницу, что река вышла из берегов.", "koi8-r", "koi8-r"),
    ("Ο δήμαρχος δήλωσε την Παρασκευή ότι ο ποταμός υπερχείλισε.", "cp1253", "windows-1253"),
    ("市長は金曜日、川が氾濫したと述べた。当局は被害を調べている。", "shift_jis", "Shift JIS"),
    ("市长周五表示，河水泛滥。当局正在评估损失。", "gb18030", "GB 18030"),
)


@pytest.mark.parametrize(("text", "codec", "called"), GUESSED)
def test_another_encoding_is_guessed_and_the_guess_is_said(text: str, codec: str, called: str) -> None:
    report = ingest.read_bytes(text.encode(codec), "story.txt")
    assert report.text == text
    assert report.notes == (f"read as {called}, which was guessed from its bytes",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_that_lost_its_mark_is_recognised(codec: str) -> None:
    report = ingest.read_bytes(STORY.encode(codec), "story.txt")
    assert report.text == STORY
    assert "UTF-16 without a byte-order mark" in report.notes[0]


def test_a_few_broken_bytes_in_utf_8_are_replaced_and_told() -> None:
    data = "The café said “no”.".encode().replace(b"said", b"s\xffa\xfed")
    report = ingest.read_bytes(data, "story.txt")
    assert report.text == "The café s\ufffda\ufffdd “no”."
    assert report.notes == ("read as UTF-8; broken bytes in 2 places, the first at byte 11, became \ufffd",)


def test_a_character_cut_off_at_the_end_is_broken_utf_8_not_another_encoding() -> None:
    report = ingest.read_bytes("The mayor said “no”".encode()[:-1], "story.txt")
    assert report.text == "The mayor said “no\ufffd"
    assert "broken bytes in 1 place" in report.notes[0]


def test_the_place_of_a_broken_byte_counts_the_byte_order_mark() -> None:
    report = ingest.read_bytes(codecs.BOM_UTF8 + b"said \xff no", "story.txt")
    assert "the first at byte 8," in report.notes[0]


def test_control_characters_are_kept_in_the_text_and_told() -> None:
    report = ingest.read_bytes(
        b"The mayor \x1b[31msaid\x1b[0m no on Friday, and \x07 that was that.\n", "story.txt"
    )
    assert report.text == "The mayor \x1b[31msaid\x1b[0m no on Friday, and \x07 that was that.\n"
    assert report.notes == ("holds 3 control characters, kept in the text and never sent to a terminal",)


def test_right_to_left_text_emoji_and_combining_marks_are_read_as_they_are() -> None:
    text = "ראש העיר אמר \u202b„לא“\u202c 👩‍👩‍👧 e\u0301 ok"
    assert ingest.read_bytes(text.encode(), "story.txt").text == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a/b/flood.txt", "flood"), ("flood.2022.txt", "flood.2022"), ("flood", "flood"), (".txt", ".txt")],
)
def test_a_missing_id_becomes_the_files_name_without_its_ending(name: str, expected: str) -> None:
    assert ingest.read_bytes(b"The river rose.", name).id == expected


def test_standard_input_is_named_by_a_digest_of_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode()), "utf-8"))
    report = ingest.read("-")
    assert report.text == STORY
    assert report.id == ingest.read_bytes(STORY.encode(), "-").id
    assert len(report.id) == 16


REFUSED = (
    (b"", "flood.txt", EmptyInput, "empty-file", "flood.txt is empty."),
    (codecs.BOM_UTF8, "flood.txt", EmptyInput, "empty-file", "flood.txt is empty but for its byte-order mark."),
    (b" \n\t\r\n", "flood.txt", EmptyInput, "no-text", "flood.txt holds no text: 5 characters of white space."),
    (b"\xe2\x80\x8b\n", "flood.txt", EmptyInput, "no-text", "flood.txt holds no text: 2 characters of white space."),
    (b"%PDF-1.7\n%\xe2\xe3", "flood.txt", NotText, "binary-file", "flood.txt is a PDF document."),
    (b"\x89PNG\r\n\x1a\n\x00", "flood.html", NotText, "binary-file", "flood.html is a PNG picture."),
    (b"\x1f\x8b\x08\x00", "flood.json", NotText, "binary-file", "flood.json is a gzip file."),
    (b"PK\x03\x04\x14", "flood", NotText, "binary-file",
     "flood is a zip file (a .docx, .odt or .epub document is one, too)."),
    (bytes(range(256)) * 9, "-", NotText, "binary-file",
     "standard input is not text: it is full of control bytes."),
    (b"\x00\x01\x02\x03abc" * 9, "flood.txt", NotText, "binary-file",
     "flood.txt is not text: it is full of control bytes."),
    (b"", "red\x1b[31m\nname.txt", EmptyInput, "empty-file", "red\\x1b[31m\\nname.txt is empty."),
)  # fmt: skip


@pytest.mark.parametrize(("data", "name", "error", "code", "message"), REFUSED)
def test_what_is_no_text_is_refused_in_one_sentence(
    data: bytes, name: str, error: type[RetoldError], code: str, message: str
) -> None:
    with pytest.raises(error) as caught:
        ingest.read_bytes(data, name)
    assert caught.value.message == message
    assert caught.value.code == code
    assert caught.value.hint.endswith(".")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    missing = tmp_path / "no\x07thing.txt"
    with pytest.raises(NoSuchInput) as caught:
        ingest.read(missing)
    assert caught.value.message == f"There is no file {tmp_path}/no\\x07thing.txt."
    assert caught.value.code == "no-such-file"


@pytest.mark.parametrize(
    "name", ["", "zero\0byte.txt", "x" * 5000, "half\udcff.txt", "https://example.com/flood"]
)
def test_no_name_makes_reading_fail_in_another_way(name: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        ingest.read(name)
    str(caught.value).encode("utf-8")
    assert caught.value.hint


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        ingest.read(tmp_path)
    assert caught.value.code == "is-a-folder"


def test_a_file_one_may_not_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("The river rose.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NoSuchInput) as caught:
        ingest.read(path)
    assert caught.value.code == "not-permitted"


def test_a_file_far_larger_than_a_report_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(TooLarge) as caught:
        ingest.read(path)
    assert caught.value.message == f"{path} is 50.0 MB; a report of over 20 MB is not read."


def test_standard_input_without_end_is_read_no_further_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless()), "utf-8"))
    with pytest.raises(TooLarge) as caught:
        ingest.read("-")
    assert caught.value.message == "standard input is over 20 MB, and that is not read."


def test_a_text_longer_than_any_report_is_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        ingest.read_bytes(b"word " * (limits.MAX_CHARACTERS // 5 + 1), "book.txt")
    assert "book.txt holds 2.0 million characters" in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_and_named_by_its_text() -> None:
    reading, writing = os.pipe()
    os.write(writing, STORY.encode())
    os.close(writing)
    path = f"/dev/fd/{reading}"
    if not Path(path).exists():
        pytest.skip("no /dev/fd here")
    report = ingest.read(path)
    os.close(reading)
    assert report.text == STORY
    assert report.id == ingest.read_bytes(STORY.encode(), "-").id


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"The river rose.", "a.txt", "text"),
        (b"<!doctype html><p>", "a.txt", "text"),
        (b'{"text": "x"}', "a.json", "record"),
        (b'\xef\xbb\xbf {\n "text": "x"}', "a", "record"),
        (b"{Updates with comment} The river rose.", "-", "text"),
        (b"\n<!DOCTYPE html>", "-", "page"),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html lang='en'>", "a.tmp", "page"),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "-", "page"),
        (b"The <html> element is old.", "-", "text"),
        (b"anything", "A.HTM", "page"),
    ],
)
def test_the_ending_tells_the_format_else_the_first_bytes_do(data: bytes, name: str, expected: str) -> None:
    assert ingest._reader(data, name).format == expected


def test_text_is_asked_last() -> None:
    assert [reader.format for reader in ingest.READERS] == ["page", "record", "text"]


def outcome(data: bytes, name: str) -> Report | RetoldError:
    try:
        return ingest.read_bytes(data, name)
    except RetoldError as error:
        return error


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_a_report_or_one_clear_error(data: bytes) -> None:
    result = outcome(data, "any.txt")
    if isinstance(result, Report):
        assert result.text.strip()
        result.text.encode("utf-8")
    else:
        assert result.message.endswith(".")
        assert result.hint


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_valid_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    data = ("The mayor said so. " + text).encode()
    assert ingest.read_bytes(data, "any.txt").text == "The mayor said so. " + text
