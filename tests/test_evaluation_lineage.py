"""The figures of evaluation/lineage.py mean what they say: a true tree is perfect, a wrong one is not."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from retold import simulate

PATH = Path(__file__).resolve().parent.parent / "evaluation" / "lineage.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluation_lineage", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


lineage = loaded()
TRADITIONS = [t.as_json() for t in simulate.traditions("newsroom", 6, (8, 25), "evaluation-tests")]


def answer(edges: list[list[str]], nodes: set[str], lost: set[str]) -> dict[str, object]:
    return {
        "nodes": [{"id": name, "lost": name in lost} for name in sorted(nodes)],
        "edges": [{"source": parent, "retelling": child} for parent, child in edges],
    }


@pytest.mark.parametrize("tradition", TRADITIONS, ids=lambda one: one["seed"])
def test_the_true_tree_is_perfect(tradition: dict[str, list[list[str]]]) -> None:
    nodes = {name for edge in tradition["all_edges"] for name in edge} | set(tradition["witnesses"])
    told = lineage.score(
        tradition, answer(tradition["all_edges"], nodes, set(map(str, tradition["lost"]))), 0.0
    )
    assert told.directed.f1 == told.undirected.f1 == told.two.f1 == told.sign == 1.0
    assert told.exact == told.claims
    assert told.under == 0
    assert told.roots[0] == told.roots[1]


@pytest.mark.parametrize("tradition", TRADITIONS, ids=lambda one: one["seed"])
def test_a_tree_upside_down_keeps_its_edges_and_loses_their_direction(
    tradition: dict[str, list[list[str]]],
) -> None:
    nodes = set(tradition["witnesses"])
    turned = [[child, parent] for parent, child in tradition["edges"]]
    told = lineage.score(tradition, answer(turned, nodes, set()), 0.0)
    assert told.undirected.f1 == 1.0
    assert told.directed.f1 == 0.0


def test_no_edges_at_all_find_nothing() -> None:
    told = lineage.score(TRADITIONS[0], answer([], set(TRADITIONS[0]["witnesses"]), set()), 0.0)
    assert told.directed.f1 == 0.0
    assert told.under == 0
    assert told.roots[0] == len(TRADITIONS[0]["witnesses"])


def test_origins_are_counted_over_what_is_lost() -> None:
    parents = {"b": ["lost"], "c": ["lost"], "d": ["a"], "e": ["d"]}
    assert lineage.origins({"b", "c"}, parents, {"lost"}) == 1
    assert lineage.origins({"a", "b"}, parents, {"lost"}) == 2
    assert lineage.origins({"a", "e"}, parents, {"lost"}) == 1
    assert lineage.origins({"d", "e", "b"}, parents, {"lost"}) == 2


def test_triples_agree_or_not() -> None:
    chain = [("a", "b"), ("b", "c")]
    assert lineage.sign_similarity("abc", chain, chain) == 1.0
    assert lineage.sign_similarity("abc", chain, [("a", "c"), ("c", "b")]) == pytest.approx(1 / 3)


def test_a_spanning_tree_joins_all_versions() -> None:
    found = lineage.spanning_tree(TRADITIONS[0], dated=True)
    assert len(found["edges"]) == len(TRADITIONS[0]["witnesses"]) - 1
