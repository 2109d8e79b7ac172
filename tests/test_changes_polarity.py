"""Polarity retold: a scene is what the source says, what the retelling says, and whether it was turned round."""

from __future__ import annotations

import time

import pytest

from retold import changes, compare
from retold.changes import polarity
from retold.model import Change, Comparison


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "READERS", (polarity,))


def told(left: str, right: str) -> tuple[Comparison, list[Change]]:
    found = compare(left, right)
    return found, [change for change in found.changes if change.kind == "polarity"]


REVERSED = [
    ("Pickers in Orla have not agreed to the new tariff.", "Pickers in Orla have agreed to the new tariff.", "have not agreed", "have agreed"),
    ("Barley rose 3 percent in Tarn on Friday.", "Barley fell 3 percent in Tarn on Friday.", "rose", "fell"),
    ("Cooper Dunmore posted a net profit of 4 million crowns.", "Cooper Dunmore posted a net loss of 4 million crowns.", "profit", "loss"),
    ("Divers failed to reach the wreck before dusk.", "Divers managed to reach the wreck before dusk.", "failed to reach", "managed to reach"),
    ("The council rejected the plan for a tram.", "The council approved the plan for a tram.", "rejected", "approved"),
    ("The barge unloaded without a pilot at Hern lock.", "The barge unloaded with a pilot at Hern lock.", "without a pilot", "with a pilot"),
    ("No oil reached the marsh, the warden said.", "Some oil reached the marsh, the warden said.", "No oil", "Some oil"),
    ("The bridge is safe for carts, engineers wrote.", "The bridge is unsafe for carts, engineers wrote.", "safe", "unsafe"),
    ("The jury found the baker guilty of fraud.", "The jury acquitted the baker of fraud.", "guilty", "acquitted"),
    ("The keeper never opened the sluice on Monday.", "The keeper opened the sluice on Monday.", "never opened", "opened"),
    ("The clerk denied that coal was missing.", "The clerk admitted that coal was missing.", "denied", "admitted"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "said", "became"), REVERSED, ids=[row[2] for row in REVERSED])
def test_a_predicate_turned_round_is_told(left: str, right: str, said: str, became: str) -> None:
    found, changes_told = told(left, right)
    assert [(change.verdict, change.effect) for change in changes_told] == [("reversed", "conflict")]
    (change,) = changes_told
    assert change.left is not None
    assert change.right is not None
    assert found.left.report.words(change.left) == said
    assert found.right.report.words(change.right) == became
    assert "became" in change.why


TRAPS = [
    (
        "Kestrel Ltd bought the Hallin mill from Norvane on Monday.",
        "Norvane sold the Hallin mill to Kestrel Ltd on Monday.",
    ),
    (
        "Norvane said it ended a deal for Kestrel Ltd to buy most of its Hallin mill.",
        "The ministry would not comment on news that Norvane had ended a deal to sell its Hallin mill to Kestrel Ltd.",
    ),
    ("The lock at Hern will stay closed until Monday.", "No lock at Hern will open before Monday."),
    (
        "Work on the weir cannot begin before Tarn has signed.",
        "Tarn must have signed before work on the weir can begin.",
    ),
    ("Pickers did not agree to the tariff.", "Pickers failed to agree to the tariff."),
    ("Pickers did not agree to the tariff.", "Pickers refused to agree to the tariff."),
    ("The bridge is not safe for carts.", "The bridge is unsafe for carts."),
    ("Inspectors did not find any trace of mould.", "Inspectors found no trace of mould."),
    ("Barley did not rise in Tarn on Friday.", "Barley fell in Tarn on Friday."),
    ("Tenants have stopped using the lift.", "Tenants no longer use the lift."),
    ("The clerk denied that he stole the coal.", "The clerk said he did not steal the coal."),
    ("Orla beat Tarn in the final on Sunday.", "Tarn lost to Orla in the final on Sunday."),
    ("The panel last met in March.", "The panel has not met since March."),
    ("Sten Holl, who was not at the mill, phoned at noon.", "Sten Holl phoned the mill at noon."),
    ("Not only barley but oats rose in Tarn.", "Barley and oats rose in Tarn."),
    ("The choir rejected the offer.", "The offer was rejected by the choir."),
    ("Barley rose and oats fell in Tarn.", "Oats fell in Tarn while barley rose."),
    ("Two parliaments have still to ratify the pact.", "Two parliaments have yet to ratify the pact."),
]


@pytest.mark.parametrize(("left", "right"), TRAPS, ids=[row[1] for row in TRAPS])
def test_the_same_said_in_other_words_is_no_change(left: str, right: str) -> None:
    assert told(left, right)[1] == []
    assert told(right, left)[1] == []


def test_a_table_of_earnings_that_lost_its_losses_is_told_once_a_line() -> None:
    _, (change,) = told("Shr loss 31 cts vs loss 12 cts", "Shr 31 cts vs 12 cts")
    assert change.why.endswith("a loss was turned into its contrary")


@pytest.mark.parametrize(("left", "right", "said", "became"), REVERSED, ids=[row[2] for row in REVERSED])
def test_the_way_back_has_the_same_spans(left: str, right: str, said: str, became: str) -> None:
    there = [(change.left, change.right, change.verdict) for change in told(left, right)[1]]
    back = [(change.right, change.left, change.verdict) for change in told(right, left)[1]]
    assert there == back


@pytest.mark.parametrize("word", ["not ", "rose, ", "loss 5 "])
def test_a_line_of_fifty_thousand_characters_takes_no_time(word: str) -> None:
    line = word * (50_000 // len(word))
    before = time.process_time()
    told(line, line.replace("r", "b") + "fell")
    assert time.process_time() - before < 20
