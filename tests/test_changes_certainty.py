"""Certainty retold: a scene is what the source says, what the retelling says, and which is the surer."""

from __future__ import annotations

import pytest

from retold import changes, compare
from retold.changes import certainty
from retold.model import Change, Comparison


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "READERS", (certainty,))


def told(left: str, right: str) -> tuple[Comparison, list[Change]]:
    found = compare(left, right)
    return found, [change for change in found.changes if change.kind == "certainty"]


CHANGED = [
    ("The dye works may close in spring.", "The dye works will close in spring.", "may", "will", "strengthened", "precision"),
    ("The tenor reportedly left the inn by the kitchen.", "The tenor left the inn by the kitchen.", "reportedly", None, "strengthened", "loss"),
    ("The drug slows the rot in potatoes.", "The drug appears to slow the rot in potatoes.", None, "appears to", "weakened", "gain"),
    ("The town has proposed a toll on carts.", "The town has imposed a toll on carts.", "proposed", "imposed", "strengthened", "conflict"),
    ("Walkers should carry ropes on the ridge.", "Walkers must carry ropes on the ridge.", "should", "must", "strengthened", "conflict"),
    ("Rain is likely to fall on Orla at dusk.", "Rain is almost certain to fall on Orla at dusk.", "is likely to", "almost certain to", "strengthened", "precision"),
    ("The bursar was charged with theft of hymn books.", "The bursar was convicted of theft of hymn books.", "was charged with", "was convicted of", "strengthened", "conflict"),
    ("The spark may have started in a loft.", "The spark started in a loft.", "may have started", "started", "strengthened", "loss"),
    ("Tarn is expected to raise the toll.", "Tarn will raise the toll.", "is expected to", "will", "strengthened", "loss"),
    ("Most ferries carry rafts.", "All ferries carry rafts.", "Most", "All", "strengthened", "precision"),
    ("With that vote Holl will have won six wards.", "With that vote Holl has won six wards.", "will have won", "has won", "strengthened", "precision"),
    ("Holl hopes to sell the dairy.", "Holl will sell the dairy.", "hopes to", "will", "strengthened", "precision"),
    ("Guests will be asked to bring a lamp.", "Guests will have to bring a lamp.", "asked to", "have to", "strengthened", "conflict"),
    ("The mill would probably cost four crowns.", "The mill would cost four crowns.", "probably", None, "strengthened", "loss"),
    ("The source is believed to be a well in Orla.", "The source is a well in Orla.", "is believed to be a well", "is a well", "strengthened", "loss"),
    ("The plan was approved by the elders on Sunday.", "The plan was proposed by the elders on Sunday.", "approved", "proposed", "weakened", "conflict"),
    ("Tests have shown that the well is salty.", "Tests have suggested that the well is salty.", "shown", "suggested", "weakened", "precision"),
]  # fmt: skip
BACK = {"strengthened": "weakened", "weakened": "strengthened"}
EFFECT_BACK = {"loss": "gain", "gain": "loss", "precision": "precision", "conflict": "conflict"}
IDS = [f"{row[2]} → {row[3]}" for row in CHANGED]


def words(found: Comparison, change: Change) -> tuple[str | None, str | None]:
    left, right = found.left.report, found.right.report
    return change.left and left.words(change.left), change.right and right.words(change.right)


@pytest.mark.parametrize(("left", "right", "said", "became", "verdict", "effect"), CHANGED, ids=IDS)
def test_a_claim_made_surer_or_less_sure_is_told(
    left: str, right: str, said: str | None, became: str | None, verdict: str, effect: str
) -> None:
    found, (change,) = told(left, right)
    for wanted, got in zip((said, became), words(found, change), strict=True):
        assert (wanted is None) == (got is None)
        assert wanted is None or got is None or wanted in got or got in wanted
    assert (change.verdict, change.effect) == (verdict, effect)


@pytest.mark.parametrize(("left", "right", "said", "became", "verdict", "effect"), CHANGED, ids=IDS)
def test_the_way_back_is_the_mirror_image(
    left: str, right: str, said: str | None, became: str | None, verdict: str, effect: str
) -> None:
    (there,), (back,) = told(left, right)[1], told(right, left)[1]
    assert (back.left, back.right) == (there.right, there.left)
    assert (back.verdict, back.effect) == (BACK[verdict], EFFECT_BACK[effect])


TRAPS = [
    (
        "The owner is reported to have left Hallin by night.",
        "According to reports, the owner left Hallin by night.",
    ),
    ("The owl may be extinct, wardens fear.", "Wardens fear that the owl might have died out."),
    ("The crew will probably sail in May.", "The crew is likely to sail in May."),
    ("Holl will open the lock at noon, he said.", "Holl said that he would open the lock at noon."),
    ("Tarn will open the lock at noon.", "Tarn is to open the lock at noon."),
    ("The lock is due to open at noon.", "The lock is set to open at noon."),
    ("The rent is due to the parish.", "The rent goes to the parish."),
    ("Tenants must pay by noon.", "Tenants have to pay by noon."),
    ("Possibly the spark came from a loft.", "The spark might have come from a loft."),
    ("They met in May in Orla.", "They met in Orla in May."),
    (
        "The parish allegedly hid the ledger.",
        "The parish is alleged to have hidden the ledger, Holl claimed.",
    ),
]


@pytest.mark.parametrize(("left", "right"), TRAPS, ids=[row[1] for row in TRAPS])
def test_the_same_certainty_in_other_words_is_no_change(left: str, right: str) -> None:
    assert told(left, right)[1] == []
    assert told(right, left)[1] == []
