"""What one report of a claim names is a credit in the others: in brackets, in a line of its own, where it is heard."""

from __future__ import annotations

import pytest

from retold import Report, Span
from retold.crediting import heard, key, media
from retold.segment import segment

KNOWN = ("NPA", "Coast Wire", "The Ledger")
TOLD = "The ferry ran aground off Skarvoy on Tuesday. Nobody was hurt."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{TOLD}\n\n(NPA)", {"NPA"}),
        (f"{TOLD} (NPA)", {"NPA"}),
        (f"By NPA\n\n{TOLD}", {"NPA"}),
        (f"{TOLD} (NPA, Coast Wire)", {"NPA", "Coast Wire"}),
        (f"{TOLD} (NPA and Coast Wire)", {"NPA", "Coast Wire"}),
        (f"{TOLD} (Ledger)", {"The Ledger"}),
        (f"{TOLD} (ferry)", set()),
        (f"{TOLD} (NPA members were on board)", set()),
        (f"{TOLD}\n\nBy Ada Lunn", set()),
        (f"NPA had a stand on the ferry. {TOLD}", set()),
    ],
)
def test_a_known_name_where_credits_stand_is_a_credit(text: str, names: set[str]) -> None:
    assert media(segment(Report("one", text)), (), KNOWN) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The ferry leaks, NPA reported.", {"NPA"}),
        ("The captain told NPA that the ferry leaks.", {"NPA"}),
        ("The ferry leaks, according to The Ledger.", {"The Ledger"}),
        ("The ferry leaks, said the captain, who reads Coast Wire.", set()),
        ("NPA owns the ferry.", set()),
        ("The ferry leaks, SNPA reported.", set()),
    ],
)
def test_a_sentence_says_from_which_medium_it_has_it(sentence: str, names: set[str]) -> None:
    report = segment(Report("one", sentence))
    assert heard(report, (), Span(0, len(sentence)), KNOWN) == names


def test_an_article_makes_no_other_name() -> None:
    assert key("The Harbour Courier") == key("Harbour Courier")
    assert key("The") != key("")
