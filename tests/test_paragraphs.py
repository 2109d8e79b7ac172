"""Paragraphs: a line end closes one in most text, and none inside hard-wrapped copy."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retold.text.paragraphs import paragraphs

STORY = (
    "A flood gate at the Brannoch Dam gave way late on Tuesday and sent a wall of water through the market town of Hallin, killing at least seven people and leaving 31 missing, officials said.",
    "The gate, one of five on the spillway, failed shortly after 10:40 p.m. while the reservoir stood close to its highest level in a decade.",
    "Water up to three metres deep ran through the lower town within 25 minutes, overturning cars and tearing away the iron footbridge at Tanners' Row.",
    '"We heard a bang like a quarry blast and then the street was a river," said Agnes Toller, 58, who runs a bakery beside the footbridge.',
    "Rain fell on.",
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def on_one_line(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in found(text)]


SCENES = [
    ("a line end closes a paragraph", "The dam broke.\nRain fell.", ["The dam broke.", "Rain fell."]),
    ("so does a line end of Windows", "The dam broke.\r\nRain fell.", ["The dam broke.", "Rain fell."]),
    ("and one of an old Macintosh", "The dam broke.\rRain fell.", ["The dam broke.", "Rain fell."]),
    ("and the separators of Unicode", "The dam broke.\u2029Rain fell.", ["The dam broke.", "Rain fell."]),
    ("a blank line closes one", "The dam broke.\n\n\nRain fell.", ["The dam broke.", "Rain fell."]),
    ("a blank line may hold spaces", "The dam broke.\n \t\nRain fell.", ["The dam broke.", "Rain fell."]),
    ("space around a paragraph is not in it", "\n  The dam broke. \n", ["The dam broke."]),
    ("a heading without a mark stands for itself", "Dam fails\nThe dam broke.\nRain fell.", ["Dam fails", "The dam broke.", "Rain fell."]),
    ("a short heading stands over one line", "Dam fails\nThe dam broke.", ["Dam fails", "The dam broke."]),
    ("rows of a table stay rows", "Gate  Height\n1     3.2\n2     3.4", ["Gate  Height", "1     3.2", "2     3.4"]),
    ("points of a list stay points", "- nine dead\n- four hurt\n- one gate lost", ["- nine dead", "- four hurt", "- one gate lost"]),
    ("white space is no paragraph", " \n\t\n", []),
    ("nothing is no paragraph", "", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [scene[1:] for scene in SCENES], ids=[scene[0] for scene in SCENES]
)
def test_lines_make_paragraphs(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.xfail(
    reason="two lines are taken for wrapped copy whatever the length of the second", strict=True
)
def test_a_heading_over_a_single_line_stands_for_itself() -> None:
    head, line = (
        "Dam breaks above the town of Hallin",
        "The dam above the town of Hallin broke at dawn on Tuesday, killing at least seven.",
    )
    assert found(f"{head}\n{line}") == [head, line]


@pytest.mark.xfail(reason="most line ends of two-line paragraphs are ends of paragraphs", strict=True)
def test_wide_wrapped_copy_of_short_paragraphs_without_blank_lines_has_its_paragraphs() -> None:
    assert on_one_line("\n".join(textwrap.fill(paragraph, 80) for paragraph in STORY)) == list(STORY)


@pytest.mark.parametrize("width", [40, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n   "], ids=["blank-line", "indent"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_hard_wrapped_copy_has_the_paragraphs_it_had_before(width: int, between: str, ending: str) -> None:
    wrapped = between.join(textwrap.fill(paragraph, width) for paragraph in STORY).replace("\n", ending)
    assert on_one_line(wrapped) == list(STORY)


@pytest.mark.parametrize("width", [40, 60, 66, 72])
def test_wrapped_copy_without_blank_lines_has_its_paragraphs(width: int) -> None:
    assert on_one_line("\n".join(textwrap.fill(paragraph, width) for paragraph in STORY)) == list(STORY)


def test_a_wire_with_an_indent_before_every_paragraph_is_read_as_wrapped() -> None:
    text = "\n".join(textwrap.fill(paragraph, 65, initial_indent="    ") for paragraph in STORY)
    assert on_one_line(text) == list(STORY)


def test_a_point_of_a_list_opens_a_paragraph_in_wrapped_copy() -> None:
    points = ["- " + STORY[1], "- " + STORY[2]]
    text = textwrap.fill(STORY[0], 60) + "\n\n" + "\n".join(textwrap.fill(point, 60) for point in points)
    assert on_one_line(text) == [STORY[0], *points]


def test_one_long_line_is_one_paragraph() -> None:
    text = "The dam broke. " * 5000
    assert paragraphs(text) == [(0, len(text) - 1)]


@given(st.text(alphabet=st.sampled_from('aB.,-  \n\n\r\t\u2028\x0c\x85"1)')))
def test_paragraphs_stand_in_order_and_hold_all_that_is_no_space(text: str) -> None:
    spans = paragraphs(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(paragraph == paragraph.strip() for paragraph in found(text))
    left_out = [*text]
    for start, end in spans:
        left_out[start:end] = " " * (end - start)
    assert not "".join(left_out).strip()
