"""Lists of families for a terminal: whom a report retells."""

from __future__ import annotations

import pytest

from retold.model import Edge, RelationKind
from retold.report.listing import told_sources
from retold.report.terminal import cell, columns


def edge(source: str, retelling: str, share: float, kind: RelationKind = "retelling") -> Edge:
    return Edge(f"{source}{retelling}", source, retelling, kind, 0.9, share, (), directed=True)


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ([edge("wire", "paper", 0.6), edge("update", "paper", 0.8)], ["update", "wire"]),
        ([edge("wire", "paper", 0.6), edge("update", "paper", 0.8), edge("wire", "update", 0.9)], ["update"]),
        ([edge("radio", "paper", 0.9, "partial-retelling"), edge("wire", "paper", 0.7)], ["wire", "radio"]),
        ([edge("b", "paper", 0.7), edge("a", "paper", 0.7)], ["a", "b"]),
    ],
)
def test_sources_are_told_unless_they_came_through_one_that_is(edges: list[Edge], told: list[str]) -> None:
    for order in (edges, edges[::-1]):
        assert [one.source for one in told_sources(order)["paper"]] == told


@pytest.mark.parametrize(
    "text", ["", "Kesse", "Orvanian Broadcasting", "北京晚报北京晚报", "e\u0301te\u0301"]
)
def test_a_cell_takes_its_columns(text: str) -> None:
    assert columns(cell(text, 9)) == 9
