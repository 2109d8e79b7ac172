"""The JSON of a comparison: the contract's fields, spans that hold, and nothing a terminal would obey."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings as hypothesis_settings, strategies as st

import net_items
from retold import compare, ingest, pipeline
from retold.errors import NoSuchInput
from retold.model import Comparison, Report
from retold.report import data

EXAMPLES = Path(__file__).parent.parent / "examples" / "hallin-dam"

#: The contract's fields, and those that were added to them.
TOP = set("schema made checked not_checked left right relation links changes dropped added".split())
REPORT = set("id title publisher published language text sentences parts".split())
LINK = set("id left right kind score".split())
CHANGE = set("id kind verdict effect left right link why".split())
ADDED = {"top": {"title_changes"}, "report": {"notes", "fields"}, "link": {"moved"}}


@cache
def comparisons() -> list[Comparison]:
    found = [
        compare(ingest.read_record(i.data["left"]), ingest.read_record(i.data["right"]))
        for i in net_items.load()
    ]
    names = ("npa-first.txt", "flash.txt", "tvt-hallin.html", "ledger-digest.json", "levels-18.txt")
    return found + [compare(EXAMPLES / one, EXAMPLES / other) for one in names for other in names]


def as_json(found: Comparison, *, steps: bool = False) -> dict[str, Any]:
    loaded = json.loads(data.text(data.comparison(found, steps=steps)))
    assert isinstance(loaded, dict)
    return loaded


def test_a_comparison_has_the_fields_of_the_contract_and_those_that_were_added() -> None:
    for found in comparisons():
        shown = as_json(found)
        assert set(shown) == TOP | ADDED["top"]
        assert shown["schema"] == "retold.comparison/1"
        assert set(shown["made"]) == {"retold", "settings", "encoder"}
        assert set(shown["relation"]) == {"kind", "source", "confidence", "reasons"}
        assert set(shown["dropped"]) == {"left"}
        assert set(shown["added"]) == {"right"}
        for side in (shown["left"], shown["right"]):
            assert set(side) == REPORT | ADDED["report"]
            assert all(set(part) == {"kind", "start", "end"} for part in side["parts"])
        assert all(set(link) == LINK | ADDED["link"] for link in shown["links"])
        assert all(set(change) == CHANGE for change in shown["changes"])
        assert all(set(item) == {"kind", "why"} for item in shown["not_checked"])


def test_every_value_is_one_that_the_contract_names() -> None:
    parts = {"headline", "dateline", "byline", "credit", "caption", "furniture"}
    for found in comparisons():
        shown = as_json(found)
        assert shown["relation"]["kind"] in net_items.RELATIONS
        assert shown["relation"]["source"] in {"left", "right", None}
        assert 0 <= shown["relation"]["confidence"] <= 1
        assert all(link["kind"] in net_items.LINKS for link in shown["links"])
        assert all(
            part["kind"] in parts for side in (shown["left"], shown["right"]) for part in side["parts"]
        )
        for change in shown["changes"]:
            assert change["kind"] in net_items.KINDS
            assert change["verdict"] in net_items.VERDICTS
            assert change["effect"] in net_items.EFFECTS
            assert change["left"] or change["right"]


def test_every_span_says_the_words_that_stand_there() -> None:
    for found in comparisons():
        shown = as_json(found)
        for change in shown["changes"]:
            for side in net_items.SIDES:
                span = change[side]
                if span is not None:
                    assert set(span) == {"start", "end", "text"}
                    assert 0 <= span["start"] < span["end"]
                    assert shown[side]["text"][span["start"] : span["end"]] == span["text"]
        for side in net_items.SIDES:
            assert all(0 <= a < b <= len(shown[side]["text"]) for a, b in shown[side]["sentences"])


def test_links_and_changes_point_to_sentences_and_links_that_are_there() -> None:
    for found in comparisons():
        shown = as_json(found)
        sizes = {side: len(shown[side]["sentences"]) for side in net_items.SIDES}
        for link in shown["links"]:
            assert all(0 <= n < sizes[side] for side in net_items.SIDES for n in link[side])
        assert all(0 <= change["link"] < len(shown["links"]) for change in shown["changes"])
        for side, listed in (("left", shown["dropped"]["left"]), ("right", shown["added"]["right"])):
            held = {n for link in shown["links"] for n in link[side]}
            assert set(listed) == set(range(sizes[side])) - held


def test_the_spans_of_title_changes_point_into_the_titles() -> None:
    left = Report(
        "left", "About 300 people fled from the dam above Hallin on Tuesday, he said.", "Dam breaks, 300 flee"
    )
    right = Report(
        "right",
        "About 300 people fled from the dam above Hallin on Tuesday, he said.",
        "Dam breaks, 500 flee",
    )
    shown = as_json(compare(left, right))
    (change,) = (change for change in shown["title_changes"] if change["kind"] == "figure")
    assert change["link"] == -1
    for side in net_items.SIDES:
        span = change[side]
        assert shown[side]["title"][span["start"] : span["end"]] == span["text"]


def test_what_is_written_loads_back_equal() -> None:
    for found in comparisons():
        assert json.loads(data.text(data.comparison(found, steps=True))) == data.comparison(found, steps=True)


def test_a_comparison_is_one_line_of_json_lines() -> None:
    for found in comparisons():
        written = data.text(data.comparison(found))
        assert len(written.splitlines()) == 1


def test_the_steps_of_a_link_are_given_where_they_are_asked_for_and_replay() -> None:
    for found in comparisons():
        shown = as_json(found, steps=True)
        for link in shown["links"]:
            written = "".join(
                shown["left"]["text"][slice(*step["left"])]
                if step["kind"] == "equal"
                else shown["right"]["text"][slice(*step["right"])]
                for step in link["steps"]
            )
            spans = [shown["right"]["sentences"][n] for n in link["right"]]
            assert written == "".join(shown["right"]["text"][a:b] for a, b in spans)


def test_the_report_that_came_in_is_handed_back() -> None:
    record = {
        "id": "x-1",
        "text": "The dam broke.",
        "title": "Dam",
        "publisher": "Upland Post",
        "published": "2024-05-15",
        "beat": ["water", 3, None],
    }
    shown = as_json(compare(ingest.read_record(record), Report("right", "The dam broke.")))["left"]
    assert (shown["id"], shown["text"], shown["title"], shown["publisher"]) == (
        "x-1",
        "The dam broke.",
        "Dam",
        "Upland Post",
    )
    assert shown["published"] == {"value": "2024-05-15", "zone": "unknown", "origin": "field"}
    assert shown["fields"] == {"beat": ["water", 3, None]}


NASTY = "\x00\x07\x08\x1b[31m\x7f\x85\x9b\u200e\u200f\u061c\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"


def test_what_a_terminal_would_obey_is_written_as_an_escape_and_loads_back() -> None:
    text = f"The dam{NASTY} broke at dawn. “It {NASTY}was over,” he said."
    left = Report(
        f"id{NASTY}",
        text,
        f"Title{NASTY}",
        f"House{NASTY}",
        notes=(f"note{NASTY}",),
        fields={f"key{NASTY}": NASTY},
    )
    written = data.text(data.comparison(compare(left, left), steps=True))
    assert not [
        letter
        for letter in written
        if unicodedata.category(letter) == "Cc" or letter in NASTY.replace("[31m", "")
    ]
    shown = json.loads(written)
    assert shown["left"]["text"] == text
    assert shown["left"]["fields"] == {f"key{NASTY}": NASTY}


@hypothesis_settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_goes_out_and_comes_back_the_same(text: str) -> None:
    found = pipeline.compare(Report("left", text), Report("right", text))
    assert as_json(found)["left"]["text"] == text


def test_a_number_that_json_does_not_have_is_never_written() -> None:
    left = ingest.read_record(json.loads('{"text": "The dam broke.", "score": NaN}'))

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(data.text(data.comparison(compare(left, left))), parse_constant=refuse)


def test_an_error_has_a_code_a_message_and_a_hint() -> None:
    shown = json.loads(data.text(data.error(NoSuchInput("There is no file x.", "Check the spelling."))))
    assert shown == {
        "error": {"code": "no-such-file", "message": "There is no file x.", "hint": "Check the spelling."}
    }


def test_the_same_pair_gives_the_same_json_every_time() -> None:
    left, right = (ingest.read(EXAMPLES / name) for name in ("npa-update.txt", "flash.txt"))
    assert data.text(data.comparison(compare(left, right))) == data.text(
        data.comparison(compare(left, right))
    )
