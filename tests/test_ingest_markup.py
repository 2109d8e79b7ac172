"""Pieces of HTML to paragraphs, in time that grows with their length and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from retold.ingest import markup


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The river rose.", "The river rose."),
        ("<p>One.</p><p>Two.", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\n\nThree."),
        ("<P CLASS='x'>One\n  two&nbsp;&amp; <b>th</b>ree", "One two & three"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\n\nc"),
        ("He said <q>no <q>way</q></q>.", "He said “no ‘way’”."),
        ("<figure><img src=x><figcaption>A dam</figcaption></figure><p>Words.", "Words."),
        ("<script>if (a<b) x('</p>')</script>Words<style>p{}</style>.", "Words."),
        ("<del>12</del> 14 died", "14 died"),
        ("a < b and c > d", "a < b and c > d"),
        ("a <- b", "a <- b"),
        ('<img alt="a > b">Words.', "Words."),
        ("One<!-- <p>hidden --> two", "One two"),
        ("One<!-- never closed", "One"),
        ("One<p", "One"),
        ("<!DOCTYPE html><?php x ?>Words", "Words"),
        ("&lt;p&gt;", "<p>"),
        ("<script>never closed", ""),
        ("", ""),
        (" <p> </p> ", ""),
    ],
)
def test_a_piece_of_html_is_its_words(source: str, text: str) -> None:
    assert markup.text(source) == text


@pytest.mark.parametrize("piece", ["<!--", "<a x='", '<a x="', "<![CDATA[", "<", "</", "<p", "<q>", "<del>", "&", "<script>", "</del>", "<b>"])  # fmt: skip
def test_no_markup_takes_more_time_than_its_length_asks_for(piece: str) -> None:
    began = time.process_time()
    markup.text(piece * (400_000 // len(piece)))
    assert time.process_time() - began < 5


@given(st.text("<>/!-?&;'\"=abpq brdel\n\t", max_size=200))
def test_any_text_has_some_words_or_none(source: str) -> None:
    assert "\n\n\n" not in markup.text(source)
    if "<" not in source and "&" not in source:
        assert markup.text(source) == " ".join(source.split()) or "\t" in source
