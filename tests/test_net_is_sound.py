"""The net itself is checked, so that a failing reader is never the fault of a wrong expectation."""

from __future__ import annotations

from collections import Counter

import pytest

from net_items import KINDS, Item, faults, load

ITEMS = load()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_sentence_link_and_change_points_into_its_text(item: Item) -> None:
    assert faults(item) == []


def test_ids_are_given_once() -> None:
    ids = [item.id for item in ITEMS]
    reports = [item.data[side]["id"] for item in ITEMS for side in ("left", "right")]
    assert len(set(ids)) == len(ids)
    assert len(set(reports)) == len(reports)


def test_the_net_is_wide_enough() -> None:
    edited = [item for item in ITEMS if item.changes]
    traps = [item for item in ITEMS if item.trap]
    kinds = Counter(kind for item in edited for kind in {change["kind"] for change in item.changes})
    assert len(edited) >= 56
    assert len(traps) >= 28
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 7, kinds


def test_no_sentence_stands_in_two_items() -> None:
    holders: dict[str, set[str]] = {}
    for item in ITEMS:
        for side in ("left", "right"):
            for sentence in item.data["sentences"][side]:
                holders.setdefault(" ".join(sentence.split()), set()).add(item.id)
    assert {sentence: ids for sentence, ids in holders.items() if len(ids) > 1} == {}
