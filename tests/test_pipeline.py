"""The laws of comparing, over the example reports and every report of the net.

A text against itself, however it was encoded, marked or wrapped, shows no change; swapping the two sides
mirrors the result; and whatever is given out points to the words it says it points to.
"""

from __future__ import annotations

import codecs
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

import net_items
from retold import compare, ingest, pipeline
from retold.model import Change, Comparison, Report, Span
from retold.segment import segment
from retold.settings import DEFAULT
from retold.steps import replay
from retold.text.paragraphs import paragraphs

EXAMPLES = Path(__file__).parent.parent / "examples" / "hallin-dam"


@cache
def examples() -> dict[str, Report]:
    files = (path for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".txt", ".html", ".json"})
    return {path.stem: ingest.read(path) for path in files if path.name != "truth.json"}


@cache
def stories() -> dict[str, Report]:
    """Every example and every report of the net, by name."""
    sides = ((item, side) for item in net_items.load() for side in net_items.SIDES)
    return examples() | {f"{item.id}-{side}": ingest.read_record(item.data[side]) for item, side in sides}


@cache
def pairs() -> list[tuple[str, str]]:
    return [(f"{item.id}-left", f"{item.id}-right") for item in net_items.load()] + list(
        combinations(examples(), 2)
    )


def findings(left: Report, right: Report) -> str:
    """What a comparison of a text with itself should not show; empty when it shows nothing."""
    found = pipeline.compare(left, right)
    told = [change.why for change in (*found.changes, *found.title_changes)]
    told += [f"dropped: {left.words(found.left.sentences[n].span)}" for n in found.dropped]
    told += [f"added: {right.words(found.right.sentences[n].span)}" for n in found.added]
    return "; ".join(told)


def disturbed(variant: Callable[[str], str], names: set[str] | None = None) -> dict[str, str]:
    """The stories that show something when they are compared with themselves in another form."""
    found = {}
    for name, story in stories().items():
        other = variant(story.text)
        if (
            names is None or name in names
        ) and other != story.text:  # what the page said stands at other places now
            told = findings(replace(story, parts=()), replace(story, text=other, parts=()))
            if told:
                found[name] = told
    return found


def test_a_report_against_itself_shows_no_change() -> None:
    assert {name: told for name, story in stories().items() if (told := findings(story, story))} == {}


def test_a_report_against_itself_is_a_retelling_word_for_word() -> None:
    for story in examples().values():
        found = pipeline.compare(story, story)
        assert found.relation.kind == "retelling"
        assert {link.kind for link in found.links} == {"verbatim"}
        assert all(link.left == link.right and not link.moved for link in found.links)


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode("utf-8"),
    "UTF-8 with a byte-order mark": lambda text: codecs.BOM_UTF8 + text.encode("utf-8"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "windows-1252": lambda text: text.encode("cp1252", "strict"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_in_another_encoding_shows_no_change(encoding: str) -> None:
    found = {}
    for name, story in stories().items():
        try:
            data = ENCODINGS[encoding](story.text)
        except UnicodeEncodeError:  # letters that windows-1252 does not have
            continue
        left = ingest.read_bytes(story.text.encode("utf-8"), "story.txt")
        right = ingest.read_bytes(data, "story.txt")
        if left.text != right.text or findings(left, right):
            found[name] = right.notes
    assert found == {}


def straight(text: str) -> str:
    return text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"})


def curly(text: str) -> str:
    text = re.sub(r'(^|[\s(\[—–-])"(?=\S)', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
    return re.sub(r"(^|[\s(\[—–-])'(?=\w)", r"\1‘", text, flags=re.MULTILINE).replace("'", "’")


def guillemets(text: str) -> str:
    return curly(text).replace("“", "«").replace("”", "»")


#: German text already uses “ to close, so its marks cannot be changed letter by letter.
GERMAN = {"lan-02-left", "lan-02-right"}


@pytest.mark.parametrize("marks", [straight, curly, guillemets], ids=lambda change: change.__name__)
def test_a_report_with_other_quotation_marks_shows_no_change(marks: Callable[[str], str]) -> None:
    assert disturbed(marks, set(stories()) - GERMAN) == {}


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2029"], ids=["Windows", "old Macintosh", "Unicode"])
def test_a_report_with_other_line_ends_shows_no_change(ending: str) -> None:
    assert disturbed(lambda text: text.replace("\n", ending)) == {}


def wrapped(text: str, width: int, between: str) -> str:
    flowing = (" ".join(text[start:end].split()) for start, end in paragraphs(text))
    return between.join(
        textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)
        for paragraph in flowing
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("width", [60, 72, 100])
def test_a_report_wrapped_with_blank_lines_shows_no_change(width: int, ending: str) -> None:
    found = disturbed(lambda text: wrapped(text, width, "\n\n").replace("\n", ending))
    assert found == {}


def test_a_report_with_a_line_a_paragraph_shows_no_change() -> None:
    assert disturbed(lambda text: wrapped(text, 100_000, "\n")) == {}


def sentences_of(text: str) -> list[str]:
    found = segment(Report("story", text))
    return [" ".join(found.report.words(sentence.span).split()) for sentence in found.sentences]


#: Without blank lines nothing but the room left on a line tells where a paragraph of wrapped copy ends: in
#: these a paragraph happens to fill its last line, or most lines are the last of theirs. An improvement is
#: noticed here, and so is a loss.
UNTOLD: dict[int, set[str]] = {
    60: {"levels-18", "levels-19", "npa-first", "trw-09-right", "trw-14-right", "tvt-hallin"},
    72: {"flash", "levels-18", "levels-19", "npa-update", "trw-14-right", "tvt-hallin"},
    100: {
        "courier",
        "flash",
        "levels-18",
        "levels-19",
        "npa-update",
        "standard-opera",
        "trx-01-right",
        "upland-post",
        "weir",
    },
}


@pytest.mark.parametrize("width", [60, 72, 100])
def test_a_report_wrapped_without_blank_lines_keeps_its_sentences_but_where_nothing_tells_its_paragraphs(
    width: int,
) -> None:
    other = {
        name
        for name, story in stories().items()
        if sentences_of(story.text) != sentences_of(wrapped(story.text, width, "\n"))
    }
    assert other == UNTOLD[width]


#: What a verdict may be called on the way back.
BACK: dict[str, set[str]] = {
    "altered": {"altered"},
    "dropped": {"added"},
    "added": {"dropped", "truncated", "elided"},
    "truncated": {"added"},
    "elided": {"added"},
    "spliced": {"spliced", "altered"},
    "quoted": {"unquoted"},
    "unquoted": {"quoted"},
    "reassigned": {"reassigned"},
    "rounded": {"sharper"},
    "vaguer": {"sharper"},
    "sharper": {"vaguer", "rounded"},
    "weakened": {"strengthened"},
    "strengthened": {"weakened"},
    "reversed": {"reversed"},
}
EFFECT_BACK = {
    "loss": "gain",
    "gain": "loss",
    "conflict": "conflict",
    "precision": "precision",
    "wording": "wording",
}


def places(change: Change, *, swapped: bool) -> tuple[str, Span | None, Span | None]:
    return (change.kind, change.right, change.left) if swapped else (change.kind, change.left, change.right)


@cache
def both_ways() -> list[tuple[str, Comparison, Comparison]]:
    reports = stories()
    return [
        (
            f"{one} / {other}",
            pipeline.compare(reports[one], reports[other]),
            pipeline.compare(reports[other], reports[one]),
        )
        for one, other in pairs()
    ]


def test_swapping_the_sides_mirrors_links_and_what_no_link_holds() -> None:
    for name, forth, back in both_ways():
        mirrored = sorted((i.right, i.left, i.kind, i.score, i.moved, i.id) for i in back.links)
        assert sorted((i.left, i.right, i.kind, i.score, i.moved, i.id) for i in forth.links) == mirrored, (
            name
        )
        assert (forth.dropped, forth.added) == (back.added, back.dropped), name


def test_swapping_the_sides_mirrors_the_relation() -> None:
    other = {"left": "right", "right": "left", None: None}
    for name, forth, back in both_ways():
        assert forth.relation.kind == back.relation.kind, name
        assert forth.relation.confidence == back.relation.confidence, name
        assert forth.relation.source == other[back.relation.source], name
        assert (forth.checked, forth.not_checked) == (back.checked, back.not_checked), name


@pytest.mark.parametrize("of", ["changes", "title_changes"])
def test_swapping_the_sides_finds_the_same_changes_in_the_same_places(of: str) -> None:
    for name, forth, back in both_ways():
        here = sorted(repr(places(change, swapped=False)) for change in getattr(forth, of))
        assert here == sorted(repr(places(change, swapped=True)) for change in getattr(back, of)), name


#: Words cut from a quotation that turn its sense are told as altered, and as added on the way back: a known
#: fault, which tests/test_changes_quotations.py holds as an expected failure.
TURNED = "which may turn its sense"


def mates() -> Iterator[tuple[str, Change, Change]]:
    """Each change with the same one on the way back."""
    for name, forth, back in both_ways():
        held: dict[object, list[Change]] = {}
        for change in back.changes:
            held.setdefault(places(change, swapped=True), []).append(change)
        for change in forth.changes:
            mate = held[places(change, swapped=False)].pop(0)
            if TURNED not in change.why + mate.why:
                yield name, change, mate


def test_swapping_the_sides_mirrors_every_verdict() -> None:
    odd = [
        f"{name}: {change.kind} {change.verdict}, back {mate.verdict} ({change.why})"
        for name, change, mate in mates()
        if mate.verdict not in BACK[change.verdict]
    ]
    assert odd == []


def test_swapping_the_sides_mirrors_every_effect() -> None:
    odd = [
        f"{name}: {change.kind} {change.effect}, back {mate.effect} ({change.why})"
        for name, change, mate in mates()
        if mate.effect != EFFECT_BACK[change.effect]
    ]
    assert odd == []


def test_every_span_lies_in_its_report_and_in_a_sentence_of_its_link() -> None:
    for name, found, _ in both_ways():
        for change in found.changes:
            link = found.links[change.link]
            for side, span, numbers in (
                (found.left, change.left, link.left),
                (found.right, change.right, link.right),
            ):
                if span is not None:
                    assert 0 <= span.start < span.end <= len(side.report.text), name
                    assert (
                        any(
                            side.sentences[n].span.start <= span.start
                            and span.end <= side.sentences[n].span.end
                            for n in numbers
                        )
                        or len(numbers) > 1
                    ), (name, change)


def test_no_change_is_told_twice_and_each_has_an_id_of_its_own() -> None:
    for name, found, _ in both_ways():
        ids = [change.id for change in found.changes]
        assert len(set(ids)) == len(ids), name
        links = [link.id for link in found.links]
        assert len(set(links)) == len(links), name


def test_a_side_of_a_change_is_never_the_whole_sentence_with_nothing_on_the_other() -> None:
    for name, found, _ in both_ways():
        for change in found.changes:
            if change.left is None or change.right is None:
                side, span = (found.left, change.left) if change.left else (found.right, change.right)
                assert span is not None, name
                assert span not in [sentence.span for sentence in side.sentences], (name, change.why)


def test_the_steps_of_every_link_write_the_right_sentences() -> None:
    for name, found, _ in both_ways():
        for link in found.links:
            right = "".join(found.right.report.words(found.right.sentences[n].span) for n in link.right)
            assert replay(link.steps, found.left.report.text, found.right.report.text) == right, name


def test_every_reason_is_one_sentence_of_printable_words() -> None:
    for name, found, _ in both_ways():
        assert found.relation.reasons, name
        for why in (*found.relation.reasons, *(change.why for change in found.changes)):
            assert why, name
            assert "\n" not in why, name


def test_every_kind_is_either_checked_or_it_is_said_why_not() -> None:
    found = compare("The dam broke at dawn, he said.", "The dam broke at noon, he said.")
    assert {*found.checked, *(item.kind for item in found.not_checked)} == net_items.KINDS
    assert len(found.checked) + len(found.not_checked) == len(net_items.KINDS)
    assert all(item.why for item in found.not_checked)


def test_two_reports_in_two_languages_are_linked_word_for_word_and_their_changes_not_checked() -> None:
    english = "The mayor of Velmar said on Friday that the bridge was closed and that it would stay so.\nBrannoch 4, Hallin 2, Carrow 1."
    german = "Der Bürgermeister sagte, dass die Brücke in der Stadt nicht sicher ist und gesperrt wurde.\nBrannoch 4, Hallin 2, Carrow 1."
    found = compare(english, german)
    assert found.checked == ()
    assert all(
        "two languages (en and de)" in item.why
        for item in found.not_checked
        if item.kind in ("figure", "quotation")
    )
    assert [(link.left, link.right, link.kind) for link in found.links if link.kind == "verbatim"] == [
        ((1,), (1,), "verbatim")
    ]


PIECES = st.lists(
    st.sampled_from(
        ["The dam above Hallin broke", " at dawn", " and 12 people fled", " and 13 people fled", ", he said", "“It was over”", '"It was all over"', "about 5\u00a0million",
         ". ", ".\n", "\n\n", "\r\n", " ", "VELMAR, May 15 (NPA) - ", "not ", "may ", "on Friday ", "Ada Lunn ", "\x1b[31m", "\u202e", "👍🏽", "e\u0301", "北京下雨。", "أعلن ", "²", "%"]
    ),
    max_size=18,
).map("".join)  # fmt: skip


@hypothesis_settings(max_examples=150, deadline=None)
@given(PIECES | st.text(), PIECES | st.text())
def test_any_two_texts_can_be_compared_both_ways(one: str, other: str) -> None:
    left, right = Report("left", one), Report("right", other)
    forth, back = pipeline.compare(left, right), pipeline.compare(right, left)
    assert sorted((i.left, i.right, i.kind) for i in forth.links) == sorted(
        (i.right, i.left, i.kind) for i in back.links
    )
    assert sorted(repr(places(c, swapped=False)) for c in forth.changes) == sorted(
        repr(places(c, swapped=True)) for c in back.changes
    )


@hypothesis_settings(max_examples=100, deadline=None)
@given(PIECES | st.text())
def test_any_text_against_itself_shows_no_change(text: str) -> None:
    found = pipeline.compare(Report("left", text), Report("right", text))
    assert found.changes == found.title_changes == ()
    assert found.dropped == found.added


def test_a_text_of_one_letter_of_another_script_is_linked_with_itself() -> None:
    assert findings(Report("left", "अ"), Report("right", "अ")) == ""


def test_the_readers_of_changes_go_by_the_numbers_they_are_given() -> None:
    left = Report("left", "The dam at Hallin holds 14.3 million tons of water, the ministry said on Monday.")
    right = Report("right", "The dam at Hallin holds 14 million tons of water, the ministry said on Monday.")
    strict = replace(DEFAULT.reading, counting=replace(DEFAULT.reading.counting, rounded=0.001))
    usual, other = (
        pipeline.compare(left, right, settings=settings)
        for settings in (DEFAULT, replace(DEFAULT, reading=strict))
    )
    assert [change.verdict for change in usual.changes] == ["rounded"]
    assert [change.verdict for change in other.changes] == ["altered"]
    assert usual.made.settings != other.made.settings
