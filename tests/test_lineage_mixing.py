"""Copies that go with two exemplars: one stretch with another witness than the rest."""

from __future__ import annotations

import retold
from retold import Lineage, Report
from retold.lineage.mixing import surest
from retold.lineage.parents import Joined
from retold.lineage.stemma import Stemma
from test_lineage import SOURCE, retelling

FIRST, SECOND = retelling(SOURCE, 1, 24), retelling(SOURCE, 2, 24)
PART = len(SOURCE) * 2 // 3


def tree(**texts: list[str]) -> Lineage:
    return retold.tree([Report(name, " ".join(words)) for name, words in texts.items()])


def sources(found: Lineage, name: str) -> dict[str, str]:
    return {edge.source: edge.reasons[0] for edge in found.edges if edge.retelling == name}


def test_a_copy_of_which_a_third_goes_with_another_exemplar_has_two_sources() -> None:
    mixed = [*FIRST[:PART], *SECOND[PART:]]
    found = tree(source=SOURCE, first=FIRST, second=SECOND, mixed=mixed)
    assert set(sources(found, "mixed")) == {"first", "second"}
    assert any(
        "in one stretch it goes with this report in" in why for why in sources(found, "mixed").values()
    )


def test_a_copy_of_one_exemplar_has_one_source() -> None:
    found = tree(source=SOURCE, first=FIRST, second=SECOND, copy=retelling(FIRST, 3, 6))
    assert set(sources(found, "copy")) == {"first"}


def test_no_two_are_made_each_others_sources() -> None:
    stem = Stemma({}, {0: set(), 1: set(), 2: set()}, 0)
    stem.hang(1, 0)
    stem.hang(2, 0)
    one, other, less = Joined(1, 2, 0, 0, 0.6, 9), Joined(2, 1, 0, 0, 0.5, 7), Joined(0, 2, 9, 1, 0.4)
    assert surest([less, other, one], stem) == [one]
    assert surest([one, other, less], stem) == [one]
