"""Cutting a report into sentences and parts: a scene is a text and what a careful reader finds in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.model import Part, Report, Segmented, Span
from retold.segment import segment


def cut(text: str, title: str | None = None) -> Segmented:
    return segment(Report("story", text, title))


def read(found: Segmented) -> list[tuple[str, str]]:
    """What stands in the report, in order: the kind of each part or "sentence", and its words on one line."""
    report = found.report
    pieces = [(s.span, "sentence") for s in found.sentences] + [(p.span, p.kind) for p in found.parts]
    return [(kind, " ".join(report.words(span).split())) for span, kind in sorted(pieces)]


def quotations(text: str) -> list[list[str]]:
    found = cut(text)
    return [[text[a:b] for a, b in sentence.quoted] for sentence in found.sentences]


WIRE = """\
NPA 0512 15-05-2024 06:12 LOCAL

Dam gate failure floods Tarvian town, at least seven dead

HALLIN, Tarvia, May 15 (NPA) - A flood gate at the Brannoch Dam
gave way late on Tuesday, killing at least seven people, Dr. A.
J. Marsh said. The gate failed shortly after 10:40 p.m. (2040
GMT), the U.S. embassy said.

"There will be an inquiry, and nobody will be allowed to hide
behind a technical report," Maas told reporters.

(Reporting by Lena Marsh in Hallin and Paul Ostrey in Carrow;
Editing by J. Dunne)
"""


def test_hard_wrapped_wire_has_its_headline_dateline_sentences_and_credit() -> None:
    assert read(cut(WIRE)) == [
        ("headline", "NPA 0512 15-05-2024 06:12 LOCAL"),
        ("headline", "Dam gate failure floods Tarvian town, at least seven dead"),
        ("dateline", "HALLIN, Tarvia, May 15 (NPA) -"),
        (
            "sentence",
            "A flood gate at the Brannoch Dam gave way late on Tuesday, killing at least seven people, Dr. A. J. Marsh said.",
        ),
        ("sentence", "The gate failed shortly after 10:40 p.m. (2040 GMT), the U.S. embassy said."),
        (
            "sentence",
            '"There will be an inquiry, and nobody will be allowed to hide behind a technical report," Maas told reporters.',
        ),
        ("credit", "(Reporting by Lena Marsh in Hallin and Paul Ostrey in Carrow; Editing by J. Dunne)"),
    ]


DATELINES = [
    ("VELMAR (Sentinel Wire) -- The dam broke.", "VELMAR (Sentinel Wire) --"),
    ("VELMAR, May 15 (Reuters) - The dam broke.", "VELMAR, May 15 (Reuters) -"),
    ("Velmar, May 15 - The dam broke.", "Velmar, May 15 -"),
    ("VELMAR — The dam broke.", "VELMAR —"),
    ("VELMAR (AP) — The dam broke.", "VELMAR (AP) —"),
    ("SAO BENTO DO RIO, Tarvia, September 30 (Northern Press) -- The dam broke.", "SAO BENTO DO RIO, Tarvia, September 30 (Northern Press) --"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dateline"), DATELINES, ids=[row[1] for row in DATELINES])
def test_a_dateline_is_no_part_of_the_first_sentence(text: str, dateline: str) -> None:
    assert read(cut(text)) == [("dateline", dateline), ("sentence", "The dam broke.")]


@pytest.mark.parametrize(
    "text",
    [
        "Dover - the town, not the road - was shut.",
        "The dam — built in 1968 — broke.",
        "Maas, 61 - a former engineer - left.",
        "We -- all of us -- left.",
    ],
)
def test_a_dash_inside_a_sentence_makes_no_dateline(text: str) -> None:
    assert read(cut(text)) == [("sentence", text)]


#: A line that stands between two sentences of a report, and what it is.
LINES = [
    ("READ MORE: Ten bridges that fell", "furniture"),
    ("Read more", "furniture"),
    ("Advertisement", "furniture"),
    ("Share on Facebook", "furniture"),
    ("Sign up to our newsletter for more news", "furniture"),
    ("Story continues below", "furniture"),
    ("pic.twitter.com/a1B2c3", "furniture"),
    ("https://upland.example/dam", "furniture"),
    ("3 comments", "furniture"),
    ("WHAT WE KNOW:", "furniture"),
    ("© 2024 Upland Post", "credit"),
    ("(Reporting by Lena Marsh; Editing by J. Dunne)", "credit"),
    ("Additional reporting by Paul Ostrey", "credit"),
    ("This article was amended on 16 May to correct a name.", "credit"),
    ("By Ada Lunn and Piet Morrow in Velmora", "byline"),
    ("BY ADA LUNN", "byline"),
    ("Published: 15 May 2024", "dateline"),
    ("15 May 2024", "dateline"),
    ("Photo: Ada Lunn", "caption"),
    ("Rescuers in the lower town on Wednesday. (Photo: Ada Lunn/Getty Images)", "caption"),
    ("Ada Lunn/Reuters", "caption"),
    ("Rescuers search the mud of the lower town for the missing", "caption"),
    ("How The Water Came Down", "headline"),
]


@pytest.mark.parametrize(("line", "kind"), LINES, ids=[row[0] for row in LINES])
def test_a_line_that_is_no_sentence_is_told_by_its_kind(line: str, kind: str) -> None:
    before = "The dam above the town of Hallin broke at dawn, and the water was three metres deep by six in the morning of a grey and rainy day."
    after = "Rain fell on the lower town all night."
    assert read(cut(f"{before}\n{line}\n{after}")) == [
        ("sentence", before),
        (kind, line),
        ("sentence", after),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the water had gone.",
        "Sharing a boat, they left.",
        "Read the report, Maas told them.",
        "The company sources its steel in Velmar.",
        "“Close the gate.”",
        "It was over, all the same.",
    ],
)
def test_a_sentence_that_begins_as_furniture_does_stays_a_sentence(line: str) -> None:
    text = f"The dam broke at dawn.\n{line}\nRain fell on the lower town."
    assert read(cut(text))[1] == ("sentence", line)


def test_a_short_sentence_that_ends_in_a_date_stays_a_sentence() -> None:
    text = "The dam held all year.\nThe dam broke on May 15.\nRain fell on the lower town."
    assert read(cut(text))[1] == ("sentence", "The dam broke on May 15.")


def test_the_title_field_is_found_again_in_the_text() -> None:
    text = "DAM BREAKS ABOVE HALLIN\n\nThe dam broke at dawn.\n\nRain fell."
    found = cut(text, "Dam breaks above Hallin")
    assert read(found)[0] == ("headline", "DAM BREAKS ABOVE HALLIN")
    assert found.title == "Dam breaks above Hallin"


def test_without_a_title_field_the_first_headline_is_the_title() -> None:
    assert (
        cut("Dam breaks above Hallin\n\nThe dam broke at dawn.\n\nRain fell.").title
        == "Dam breaks above Hallin"
    )


def test_furniture_inside_a_paragraph_is_taken_out_of_it() -> None:
    assert read(cut("The dam broke. (Also see: Ten bridges) Rain fell.")) == [
        ("sentence", "The dam broke."),
        ("furniture", "(Also see: Ten bridges)"),
        ("sentence", "Rain fell."),
    ]


def test_the_points_of_a_list_are_sentences_without_their_bullets() -> None:
    text = "Maas named the dead units.\n• The first was in Hallin.\n- The second was in Carrow.\n3) The third was lost."
    assert [words for kind, words in read(cut(text)) if kind == "sentence"] == [
        "Maas named the dead units.",
        "The first was in Hallin.",
        "The second was in Carrow.",
        "The third was lost.",
    ]


def test_rows_of_a_table_join_no_sentence() -> None:
    text = "The dam above the town broke at dawn, the prefecture said in a long statement to the press.\nGate  Height\n1  3.2\n2  3.4\nRain fell on the town."
    assert [words for kind, words in read(cut(text)) if kind == "sentence"] == [
        "The dam above the town broke at dawn, the prefecture said in a long statement to the press.",
        "Rain fell on the town.",
    ]


def test_a_text_without_any_mark_is_still_a_report() -> None:
    assert read(cut("The dam broke")) == [("sentence", "The dam broke")]


QUOTED = [
    ("nested marks go with the outer ones", "He said “she called it ‘a mess’ again”.", [["“she called it ‘a mess’ again”"]]),
    ("a quotation split by its cue is two stretches", "“We left,” she said, “at dawn.”", [["“We left,”", "“at dawn.”"]]),
    ("a quotation over two sentences is cut at the end of the first", "He said: “We left. It was late.”", [["“We left."], ["It was late.”"]]),
    ("an open mark runs to its paragraph's end", "He said: “We left.\nIt was late.", [["“We left."], []]),
    ("speech over paragraphs opens each of them again", "Maas said: “We warned them. Twice.\n“Nobody wrote.\n“So we wrote again.” He left.", [["“We warned them."], ["Twice."], ["“Nobody wrote."], ["“So we wrote again.”"], []]),
    ("straight marks as well", 'Maas said: "We warned them.\n"Nobody wrote." He left.', [['"We warned them.'], ['"Nobody wrote."'], []]),
    ("guillemets as well", "«Non», dit-il. Il part.", [["«Non»"], []]),
    ("apostrophes are no marks", "The workers' boat wasn't the mayors' boat.", [[]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in QUOTED], ids=[row[0] for row in QUOTED])
def test_each_sentence_knows_its_quotations(text: str, expected: list[list[str]]) -> None:
    assert quotations(text) == expected


OTHER_SCRIPTS = [
    (
        "right to left",
        "أعلن رئيس البلدية إغلاق الجسر. ثم غادر المكان.",
        ["أعلن رئيس البلدية إغلاق الجسر.", "ثم غادر المكان."],
    ),
    ("Hebrew with marks", 'הוא אמר "לא". הגשר סגור.', ['הוא אמר "לא".', "הגשר סגור."]),
    (
        "emoji of several characters",
        "The bridge fell 👩‍👩‍👧. Nobody was hurt 🙏🏽.",
        ["The bridge fell 👩‍👩‍👧.", "Nobody was hurt 🙏🏽."],
    ),
    ("combining marks", "Cafe\u0301 owners wept. It was old.", ["Cafe\u0301 owners wept.", "It was old."]),
    ("Chinese", "北京下雨了。他说：“不要走。”她走了。", ["北京下雨了。", "他说：“不要走。”", "她走了。"]),
    ("Thai, which has no marks", "สะพานพัง คนหนีไป", ["สะพานพัง คนหนีไป"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in OTHER_SCRIPTS], ids=[row[0] for row in OTHER_SCRIPTS]
)
def test_offsets_stay_true_in_any_script(text: str, expected: list[str]) -> None:
    found = cut(text)
    assert [found.report.words(sentence.span) for sentence in found.sentences] == expected


def test_a_part_that_the_reader_of_the_format_knew_holds_no_sentence() -> None:
    text = "The dam, it said.\nThe dam broke at dawn.\nRain fell."
    found = segment(Report("story", text, parts=(Part("caption", Span(0, 17)),)))
    assert read(found)[0] == ("caption", "The dam, it said.")
    assert [kind for kind, _ in read(found)].count("sentence") == 2


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            line, marks=pytest.mark.xfail(reason="two lines are taken for one wrapped paragraph", strict=True)
        )
        for line in ("(Reporting by Ada Lunn; Editing by J. Dunne)", "By Ada Lunn and Piet Morrow in Velmora")
    ],
)
def test_a_report_of_one_sentence_keeps_it_beside_a_credit(line: str) -> None:
    assert ("sentence", "The dam broke.") in read(cut(f"{line}\nThe dam broke."))


def test_paragraphs_are_counted_without_the_parts_between_them() -> None:
    found = cut("The dam broke at dawn. Rain fell.\nAdvertisement\nMaas left the town.")
    assert [sentence.paragraph for sentence in found.sentences] == [0, 0, 1]


PIECES = st.lists(
    st.sampled_from(
        ["The dam broke", "VELMAR, May 15 (NPA)", " - ", "— ", ".", "?", " ", "\n", "\n\n", "\r\n", "“", "”", '"', "'", "- ", "By Ada Lunn", "READ MORE: x",
         "(Also see: x)", "Photo: x", "© x", "5", "Mr.", "ß", "e\u0301", "👍🏽", "\u202e", "\x00", "\x1b[31m", "。", "أ", "\u2028", "\ufeff", ":"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(PIECES | st.text(), st.none() | st.sampled_from(["The dam broke", "x", "“"]))
def test_sentences_and_parts_of_any_text_lie_in_it_and_never_overlap(text: str, title: str | None) -> None:
    found = cut(text, title)
    spans = [sentence.span for sentence in found.sentences] + [part.span for part in found.parts]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(sorted(spans)))
    assert [s.span for s in found.sentences] == sorted(s.span for s in found.sentences)
    assert [p.span for p in found.parts] == sorted(p.span for p in found.parts)
    for sentence in found.sentences:
        assert all(sentence.span.start <= a < b <= sentence.span.end for a, b in sentence.quoted)
        assert any(letter.isalnum() for letter in found.report.words(sentence.span))


@given(PIECES | st.text())
def test_every_word_of_any_text_is_in_a_sentence_or_in_a_part(text: str) -> None:
    found = cut(text)
    held = [False] * len(text)
    for span in [*(s.span for s in found.sentences), *(p.span for p in found.parts)]:
        held[span.start : span.end] = [True] * (span.end - span.start)
    bare = "".join(letter for letter, is_held in zip(text, held, strict=True) if not is_held)
    assert not any(letter.isalpha() for letter in bare)


@given(PIECES)
def test_quotations_inside_a_sentence_never_overlap(text: str) -> None:
    for sentence in cut(text).sentences:
        assert all(a.end <= b.start for a, b in pairwise(sentence.quoted))


@pytest.mark.parametrize(
    "notice",
    [
        "\n\n(This story corrects the number of workers to 40 from 14.)",
        "\n\nCorrects to say that forty men worked there.",
        " -- corrects year of loss in third paragraph",
        "\n\nAlso please read in first paragraph ... The mill had 40 workers ... correcting the number.",
    ],
)
def test_a_notice_of_correction_is_no_sentence_of_the_report(notice: str) -> None:
    report = "The mill at Hallin closed on Monday. It had 40 workers."
    cut = segment(Report("r", report + notice))
    sentences = [cut.report.words(sentence.span) for sentence in cut.sentences]
    assert sentences == ["The mill at Hallin closed on Monday.", "It had 40 workers."]
    assert {part.kind for part in cut.parts} <= {"credit", "furniture"}


def test_a_teacher_who_corrects_is_a_sentence() -> None:
    text = "The teacher corrects the spelling of her pupils. She is kind."
    assert len(segment(Report("r", text)).sentences) == 2
