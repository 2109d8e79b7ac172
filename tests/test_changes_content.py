"""Content retold: a scene is what the source says, what the retelling says, and what was put in its place."""

from __future__ import annotations

import time

import pytest

from retold import changes, compare
from retold.changes import base, content
from retold.model import Change, Comparison, Report
from retold.segment import segment


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "READERS", (content,))


def told(left: str, right: str) -> tuple[Comparison, list[tuple[str | None, str | None, str, str]]]:
    found = compare(left, right)

    def words(change: Change) -> tuple[str | None, str | None, str, str]:
        one, other = found.left.report, found.right.report
        return (
            change.left and one.words(change.left),
            change.right and other.words(change.right),
            change.verdict,
            change.effect,
        )

    return found, [words(change) for change in found.changes if change.kind == "content"]


CHANGED = [
    ("A mason will move in at the inn.", "A dentist will move in at the inn.", "mason", "dentist", "altered"),
    ("Two masons were hurt in the collapse of a wall in Orla.", "Two masons were hurt in the explosion of a boiler in Orla.", "collapse", "explosion", "altered"),
    ("A landslide set off by heavy rain buried the mill road.", "A landslide set off by illegal quarrying buried the mill road.", "heavy rain", "illegal quarrying", "altered"),
    ("The mayor will not stand again in March.", "The mayor will not stand again in March because of ill health.", None, "ill health", "added"),
    ("The barge carried timber to Tarn lock.", "The barge carried timber and chlorine to Tarn lock.", None, "chlorine", "added"),
    ("The ointment is meant for adults with severe eczema.", "The ointment is meant for adults with eczema.", "severe", None, "dropped"),
    ("Guards at the lock searched a hearse on Sunday.", "Guards at the lock shelled a hearse on Sunday.", "searched", "shelled", "altered"),
]  # fmt: skip
BACK = {"altered": "altered", "dropped": "added", "added": "dropped"}
EFFECTS = {"altered": "conflict", "dropped": "loss", "added": "gain"}
IDS = [f"{row[2]} → {row[3]}" for row in CHANGED]


@pytest.mark.parametrize(("left", "right", "said", "became", "verdict"), CHANGED, ids=IDS)
def test_a_thing_replaced_dropped_or_added_is_told(
    left: str, right: str, said: str | None, became: str | None, verdict: str
) -> None:
    _, (found,) = told(left, right)
    for wanted, got in zip((said, became), found[:2], strict=True):
        assert (wanted is None) == (got is None)
        assert wanted is None or got is None or wanted in got
    assert found[2:] == (verdict, EFFECTS[verdict])


@pytest.mark.parametrize(("left", "right", "said", "became", "verdict"), CHANGED, ids=IDS)
def test_the_way_back_is_the_mirror_image(
    left: str, right: str, said: str | None, became: str | None, verdict: str
) -> None:
    (there,), (back,) = told(left, right)[1], told(right, left)[1]
    assert back == (there[1], there[0], BACK[verdict], EFFECTS[BACK[verdict]])


TRAPS = [
    ("The mill repaid four loans in May.", "The mill paid back four loans in May."),
    (
        "Thieves took the organ pipes of the church in Orla.",
        "Burglars stole the organ pipes of the church in Orla.",
    ),
    ("The choir purchased a barge in Tarn.", "The choir bought a barge in Tarn."),
    ("The barge, laden with oats, sank off Orla.", "The barge sank off Orla laden with oats."),
    ("Holl agreed to the toll at the session.", "Holl's agreement to the toll came at the meeting."),
    ("The mayor told reporters that the lock was dry.", "The lock was dry, the mayor said in a statement."),
    ("The lock was dry on Monday.", "The lock was dry on Monday morning."),
    ("Police arrested a drover in Orla.", "Officers detained a drover in Orla."),
    ("The bread cost 4 crowns, inspector Ada Lunn said.", "The bread cost 4 crowns, Lunn said."),
]


@pytest.mark.parametrize(("left", "right"), TRAPS, ids=[row[1] for row in TRAPS])
def test_rewording_is_no_change(left: str, right: str) -> None:
    assert told(left, right)[1] == []
    assert told(right, left)[1] == []


def test_what_another_sentence_says_is_not_dropped() -> None:
    left = "The barge carried timber and chlorine to Tarn lock. Nobody was hurt in the fog."
    right = "The barge carried timber to Tarn lock. Nobody was hurt in the fog. Chlorine went to Tarn lock as well."
    assert told(left, right)[1] == []


def view(left: str, right: str, likeness: float) -> base.View:
    one, other = base.Whole(segment(Report("l", left))), base.Whole(segment(Report("r", right)))
    return base.View(base.Linked(one, [0]), base.Linked(other, [0]), likeness=lambda _one, _other: likeness)


def test_vectors_that_find_two_passages_alike_make_them_a_rewording() -> None:
    scene = ("Two masons were hurt in the collapse of a wall.", "Two masons were hurt in the quux of a wall.")
    assert list(content.pairs(view(*scene, likeness=0.1)))
    assert not list(content.pairs(view(*scene, likeness=0.9)))


@pytest.mark.parametrize("word", ["a, ", "because ", "loss 5 ", "lock oats "])
def test_a_line_of_fifty_thousand_characters_takes_no_time(word: str) -> None:
    line = word * (50_000 // len(word))
    before = time.process_time()
    told(line, line.replace("o", "u") + "fell")
    assert time.process_time() - before < 20
