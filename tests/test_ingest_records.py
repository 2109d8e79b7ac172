"""JSON records: the contract's fields are read, the others kept, and every fault is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from retold import ingest
from retold.errors import BadRecord, EmptyInput, RetoldError
from retold.model import Published, Report

STORY = {
    "id": "hw-17",
    "text": "The river rose.\r\nSome 12,000 people left.",
    "title": "River floods Velmar",
    "publisher": "Harbour Wire",
    "url": "https://wire.example/17",
    "published": "2022-04-08T14:05:00+02:00",
    "language": "en",
    "desk": {"name": "floods", "people": [1, 2]},
}


def test_the_contracts_fields_are_read_and_the_others_handed_back() -> None:
    report = ingest.read_bytes(json.dumps(STORY).encode(), "story.json")
    assert report.id == "hw-17"
    assert report.text == STORY["text"]
    assert report.title == "River floods Velmar"
    assert report.publisher == "Harbour Wire"
    assert report.url == "https://wire.example/17"
    assert report.published == Published("2022-04-08T14:05:00+02:00", "given", "field")
    assert report.language == "en"
    assert dict(report.fields) == {"desk": {"name": "floods", "people": [1, 2]}}
    assert report.notes == ()


def test_a_record_that_a_program_made_is_read_alike() -> None:
    assert ingest.read_record(STORY) == ingest.read_bytes(json.dumps(STORY).encode(), "story.json")


def test_one_sentence_is_a_report() -> None:
    report = ingest.read_record({"text": "The river rose."}, default_id="line-4")
    assert (report.id, report.text, report.published) == ("line-4", "The river rose.", None)


@pytest.mark.parametrize("nothing", [{}, {"id": None}, {"id": ""}, {"id": "  "}])
def test_a_missing_id_becomes_the_files_name_or_a_digest_of_the_text(nothing: dict[str, object]) -> None:
    record = {"text": "The river rose.", **nothing}
    assert ingest.read_bytes(json.dumps(record).encode(), "a/flood.json").id == "flood"
    assert ingest.read_record(record).id == ingest.read_bytes(b"The river rose.", "-").id


def test_a_number_may_be_an_id() -> None:
    assert ingest.read_record({"id": 17, "text": "The river rose."}).id == "17"


def test_date_stands_in_for_published_and_is_handed_back() -> None:
    report = ingest.read_record({"text": "The river rose.", "date": "16-MAR-1987 18:25:53.21"})
    assert report.published == Published("1987-03-16T18:25:53.21")
    assert report.fields["date"] == "16-MAR-1987 18:25:53.21"


def test_published_comes_before_date() -> None:
    report = ingest.read_record({"text": "The river rose.", "date": "1999-01-01", "published": "2022-04-08"})
    assert report.published == Published("2022-04-08")


def test_the_contracts_own_date_is_read_back() -> None:
    published = {"value": "2022-04-08", "zone": "unknown", "origin": "page"}
    report = ingest.read_record({"text": "The river rose.", "published": published})
    assert report.published == Published("2022-04-08", "unknown", "page")


def test_a_date_that_is_not_understood_is_said() -> None:
    report = ingest.read_record({"text": "The river rose.", "published": "some day"})
    assert report.published is None
    assert report.notes == ('the date "some day" was not understood',)


def test_half_characters_are_replaced_one_for_one_and_told() -> None:
    report = ingest.read_bytes(rb'{"text": "a \ud800 b \ud83d\ude00 c", "k\udfff": ["\udbff"]}', "story.json")
    assert report.text == "a \ufffd b 😀 c"
    assert dict(report.fields) == {"k\ufffd": ["\ufffd"]}
    assert report.notes == ("3 half characters (lone surrogates) became \ufffd",)


def test_a_line_file_with_one_record_is_one_report() -> None:
    assert ingest.read_bytes(b'\n{"text": "The river rose."}\n\n', "one.jsonl").text == "The river rose."


def test_line_ends_inside_a_string_are_taken_as_meant() -> None:
    assert ingest.read_bytes(b'{"text": "The river\nrose."}', "one.json").text == "The river\nrose."


SHAPE = "A report is an object"
PAIRS = "To compare many reports"
REFUSED = (
    (b"[1, 2]", BadRecord, "bad-record", "a.json holds a list of 2 values, not one report.", PAIRS),
    (b'"text"', BadRecord, "bad-record", "a.json holds a string, not one report.", SHAPE),
    (b"null", BadRecord, "bad-record", "a.json holds null, not one report.", SHAPE),
    (b"7", BadRecord, "bad-record", "a.json holds a number, not one report.", SHAPE),
    (b"{}", BadRecord, "bad-record", 'a.json has no field "text".', SHAPE),
    (b'{"text": null}', BadRecord, "bad-record", "a.json has no text.", SHAPE),
    (b'{"text": ""}', EmptyInput, "no-text", "The text of a.json is empty.", SHAPE),
    (b'{"text": " \\n"}', EmptyInput, "no-text", "a.json holds no text: 2 characters of white space.", "Give"),
    (b'{"text": ["a"]}', BadRecord, "bad-record", 'The field "text" of a.json is a list, not a string.', SHAPE),
    (b'{"text": "a", "title": 5}', BadRecord, "bad-record",
     'The field "title" of a.json is a number, not a string.', SHAPE),
    (b'{"text": "a", "id": true}', BadRecord, "bad-record",
     'The field "id" of a.json is true, not a string.', SHAPE),
    (b'{"text": "a", "published": ["2022"]}', BadRecord, "bad-record",
     'The field "published" of a.json is a list, not a date.', SHAPE),
    (b'{"text": "a", "date": {"day": 1}}', BadRecord, "bad-record",
     'The field "date" of a.json is an object, not a date.', SHAPE),
    (b'{"text": "a",\n "id" 5}', BadRecord, "bad-record",
     "a.json is no valid JSON: expecting ':' delimiter at line 2, column 7.", "Mend it"),
    (b'{"text": "a"}\n{"text": "b"}', BadRecord, "bad-record",
     "a.json holds more than one JSON value; the second begins at line 2, column 1.", PAIRS),
    (b" \n", EmptyInput, "no-text", "a.json holds only white space.", SHAPE),
    (b"[" * 100_000, BadRecord, "bad-record", "a.json is nested too deep to be a report.", SHAPE),
)  # fmt: skip


@pytest.mark.parametrize(("data", "error", "code", "message", "hint"), REFUSED)
def test_what_is_no_report_is_refused_in_one_sentence(
    data: bytes, error: type[RetoldError], code: str, message: str, hint: str
) -> None:
    with pytest.raises(error) as caught:
        ingest.read_bytes(data, "a.json")
    assert caught.value.message == message
    assert caught.value.code == code
    assert caught.value.hint.startswith(hint)


def test_many_records_lead_to_the_option_that_reads_them() -> None:
    with pytest.raises(BadRecord) as caught:
        ingest.read_bytes(b'{"text": "a"}\n{"text": "b"}\n', "many.jsonl")
    assert caught.value.message == "many.jsonl holds 2 lines; one report is one line."
    assert "--pairs" in caught.value.hint


@pytest.mark.parametrize("wrong", [None, 5, "text", ["text"], {5: "text"}, {"text": b"bytes"}])
def test_what_a_program_hands_in_wrongly_is_named(wrong: object) -> None:
    with pytest.raises(BadRecord) as caught:
        ingest.read_record(wrong)
    assert "the record" in caught.value.message


def test_a_record_that_holds_itself_is_refused() -> None:
    record: dict[str, object] = {"text": "The river rose."}
    record["self"] = record
    with pytest.raises(BadRecord):
        ingest.read_record(record)


def outcome(data: bytes, name: str) -> Report | RetoldError:
    try:
        return ingest.read_bytes(data, name)
    except RetoldError as error:
        return error


def is_report_or_clear_error(data: bytes, name: str) -> bool:
    result = outcome(data, name)
    if isinstance(result, RetoldError):
        str(result).encode("utf-8")
        return bool(result.message and result.hint)
    json.dumps([result.text, result.title, dict(result.fields)], ensure_ascii=False).encode("utf-8")
    return bool(result.text.strip())


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec=None)), inner),
    max_leaves=8,
)
FIELDS = ["id", "text", "title", "publisher", "url", "published", "date", "language", "other"]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_report_or_one_clear_error(data: bytes) -> None:
    assert is_report_or_clear_error(data, "any.json")
    assert is_report_or_clear_error(data, "any.jsonl")


@given(st.dictionaries(st.sampled_from(FIELDS), values))
def test_any_record_gives_a_report_or_one_clear_error(record: dict[str, object]) -> None:
    assert is_report_or_clear_error(json.dumps(record).encode(), "any.json")
