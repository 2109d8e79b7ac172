"""What holds for the attributions of any text whatever."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

import retold
import retold.cli
from retold import Attributed, Report
from retold.attributions.lexicon import VERB_CLASSES, lexicon
from retold.report import data, spoken
from retold.report.terminal import Look

PIECES = (
    "Ada Lunn", "the mayor", "police", "he", "she", "they", "who", "the Courier", "NPA", "a senior official", "said", "says",
    "told", "according to", "denied", "called for", "vowed", "to", "that", "the dam was safe", "is expected", "was accused of",
    "claim", "convinced", "citing", "saying", "by", "and", "but", "while", "when", "in a statement", "on Monday", "reporters",
    ",", ".", ":", ";", '"', "\u201c", "\u201d", "\u2018", "\u2019", "'", "\u00ab", "\u00bb", "\u2014", "--", "(", ")", "[", "]", "$", "@x", "?", "!",
    "...", "\n", "\n\n", "a d\u00e9clar\u00e9", "sagte", "dijo", "laut", "seg\u00fan", "-", "\u00a0", "''", "``", "12,000", "It's", "don't", "\ud800", "\U0001f600",
)  # fmt: skip
#: Words and marks of attributions in any order, and any text.
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.text(max_size=200),
)
LANGUAGES = st.sampled_from(["en", "fr", "de", "es", "fi", None])


def overlap(one: retold.Span, other: retold.Span) -> bool:
    return one.start < other.end and other.start < one.end


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGUAGES)
@example('"', "en")
@example("said", "en")
@example(": said Ada Lunn", "en")
def test_every_span_lies_in_the_text_and_content_stands_apart_from_its_cue(
    text: str, language: str | None
) -> None:
    found = retold.quotes(Report("r", text, language=language))
    for item in found.attributions:
        assert item.content
        spans = [*item.content, *(span for span in (item.cue, item.source) if span), *item.via]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert list(item.content) == sorted(item.content)
        assert not any(overlap(a, b) for n, a in enumerate(item.content) for b in item.content[n + 1 :])
        for place in (item.cue, item.source):
            assert place is None or not any(overlap(place, span) for span in item.content)
    assert len({item.id for item in found.attributions}) == len(found.attributions)


@settings(max_examples=150, deadline=None)
@given(TEXTS, LANGUAGES)
def test_any_text_can_be_shown_and_written(text: str, language: str | None) -> None:
    found = retold.quotes(Report("r\x1b[2J", text, language=language))
    assert json.loads(data.text(data.attributed(found)))["schema"] == data.ATTRIBUTIONS
    written = spoken.render(found, Look())
    assert "\x1b" not in written


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_the_order_of_the_reports_changes_nothing(texts: list[str]) -> None:
    reports = [Report(f"r{n}", text, language="en") for n, text in enumerate(texts)]
    one = [retold.quotes(report) for report in reports]
    other = [retold.quotes(report) for report in reversed(reports)]
    assert one == other[::-1]


def test_a_long_report_takes_time_in_proportion() -> None:
    sentence = (
        'Ada Lunn told the Courier that the dam, which the firm built, "was safe", adding that she knew. '
    )
    found = retold.quotes(Report("long", sentence * 2000, language="en"))
    assert len(found.attributions) == 4000


@pytest.mark.parametrize(
    "piece",
    ["Lunn said he said ", "said, ", "the dam, ", '"a" ', "(", "Ada Lunn, who said, ", "to say that "],
)
def test_a_text_without_a_full_stop_is_read_in_time_too(piece: str) -> None:
    started = time.process_time()
    retold.quotes(Report("long", piece * 2_000, language="en"))
    assert time.process_time() - started < 20


def test_every_verb_of_the_lexicon_belongs_to_a_class_and_every_class_has_verbs() -> None:
    words = lexicon("en")
    assert words is not None
    assert {name for found in words.classes.values() for name in found} == set(VERB_CLASSES)
    assert all(small for small in (*words.particles.values(), *words.nouns.values()))
    assert lexicon("../en") is None


def told(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = retold.cli.main(["quotes", *arguments])
    return status, *capsys.readouterr()


def test_the_command_prints_one_line_a_report_in_the_order_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": "b", "text": "Ada Lunn said the dam was safe."}, {"id": "a", "text": "Police said no."}]
    many, one = tmp_path / "many.jsonl", tmp_path / "one.txt"
    many.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")
    one.write_text('"Stay away," the mayor said.', "utf-8")
    status, out, _ = told(str(many), str(one), "--json", capsys=capsys)
    assert status == retold.cli.DONE
    found = [json.loads(line) for line in out.splitlines()]
    assert [item["report"]["id"] for item in found] == ["b", "a", "one"]
    assert found[0]["attributions"][0]["content"] == [{"start": 14, "end": 30, "text": "the dam was safe"}]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "Ada Lunn said the dam was safe."}\n{"text": \n{"id": "x"}\n', "utf-8")
    status, out, errors = told(str(many), str(tmp_path / "none.txt"), "--json", capsys=capsys)
    assert status == retold.cli.SOME_REJECTED
    codes = [json.loads(line).get("error", {}).get("code") for line in out.splitlines()]
    assert codes == [None, "bad-record", "bad-record", "no-such-file"]
    assert "line 2 is no valid JSON" in errors


def test_nothing_readable_is_nothing_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = told(str(tmp_path / "none.txt"), capsys=capsys)
    assert status == retold.cli.NOTHING_DONE
    assert "There is no file" in errors


def test_the_terminal_shows_who_said_what_and_through_whom() -> None:
    text = "Finance Minister Ilse Karrow told NPA that the dam was safe."
    found: Attributed = retold.quotes(Report("dam", text))
    assert spoken.render(found, Look(width=60)) == (
        "dam: 1 attribution\n\n"
        "Ilse Karrow, finance minister (indirect, through NPA)\n"
        "   that the dam was safe\n"
        "   by: Finance Minister Ilse Karrow \u2026 told\n"
    )
