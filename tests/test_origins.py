"""Counting origins: what words and credits leave open is asked of the family tree, and of nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retold.lineage import Ancestry
from retold.model import Descent, Lineage, Made, Node
from retold.origins import Derivation, Merged, Telling, Token, origins
from retold.settings import DEFAULT

MADE = Made("0", "0", "none")


def lineage(edges: list[tuple[str, str, float]], lost: str = "") -> Lineage:
    names = sorted({name for source, retelling, _ in edges for name in (source, retelling)})
    descents = tuple(Descent(f"{a}>{b}", a, b, sure, ()) for a, b, sure in edges)
    below = {retelling for _, retelling, _ in edges}
    nodes = tuple(Node(name, lost=name in lost.split()) for name in names)
    return Lineage(MADE, nodes, descents, (), tuple(name for name in names if name not in below))


CHAIN = Ancestry([lineage([("a", "b", 0.9), ("b", "c", 0.8), ("a", "c", 0.3), ("x", "y", 0.5)])])
LOST = Ancestry([lineage([("gone", "a", 0.9), ("gone", "b", 0.9), ("b", "c", 0.9)], "gone")])


def test_a_way_is_as_sure_as_all_its_edges_together_and_the_surest_counts() -> None:
    assert CHAIN.sure("a", "c") == pytest.approx(0.72)
    assert CHAIN.sure("c", "a") == CHAIN.sure("a", "y") == CHAIN.sure("a", "nobody") == 0


def test_the_nearest_are_those_with_none_of_them_between() -> None:
    assert CHAIN.nearest("c", {"a", "b", "c"}) == ("b", "a")  # by two ways: through b, and at once
    assert CHAIN.nearest("c", {"a", "c"}) == ("a",)
    assert CHAIN.nearest("a", {"b", "c"}) == ()
    deep = Ancestry([lineage([("a", "b", 0.9), ("b", "c", 0.9)])])
    assert deep.nearest("c", {"a", "b"}) == ("b",)


def test_a_lost_one_is_what_two_go_back_to() -> None:
    assert LOST.beside("a", {"a", "b", "c"}) == ("b",)
    assert LOST.beside("a", {"a", "c"}) == ("c",)
    assert LOST.nearest("a", {"b", "c"}) == ()
    assert CHAIN.beside("a", {"b", "c"}) == ()


def telling(report: str, words: str, **more: object) -> Telling:
    tokens = tuple(Token(word, 0.1, 0, 0) for word in words.split())
    return replace(Telling(report, report, tokens, f"the text of {report}"), **more)  # type: ignore[arg-type]


FIRST = telling("a", "the quay was shut at dawn", publisher="Wire", house=frozenset({"Wire"}))
OTHERWISE = telling("b", "nobody could land before noon")
THIRD = telling("c", "boats stayed out all morning")


def counted(
    *tellings: Telling, derived: Derivation | None = "retelling", tree: Ancestry | None = CHAIN
) -> Merged:
    return origins(tellings, lambda *_: derived, lambda _: tree, DEFAULT.tracing)


def test_what_a_retelling_says_in_other_words_it_has_from_the_report_it_retells() -> None:
    found = counted(FIRST, OTHERWISE)
    assert found.origins.at_most == 1
    assert found.origins.groups[0].because == (
        "b retells a by the family tree, this sentence in other words",
    )
    assert found.parents == {"b": "a"}
    assert counted(FIRST, OTHERWISE, tree=None).origins.at_most == 2


def test_a_report_between_need_not_tell_it() -> None:
    assert counted(FIRST, THIRD).origins.at_most == 1


def test_a_report_that_took_over_a_part_alone_may_have_it_from_elsewhere() -> None:
    assert counted(FIRST, OTHERWISE, derived="partial-retelling").origins.at_most == 2
    assert counted(FIRST, OTHERWISE, derived=None).origins.at_most == 2


def test_two_who_credit_different_media_are_not_brought_together() -> None:
    one = replace(FIRST, media=frozenset({"NPA"}))
    other = replace(OTHERWISE, media=frozenset({"Baltwire"}))
    assert counted(one, other).origins.at_most == 2
    assert counted(one, replace(OTHERWISE, media=frozenset({"NPA"}))).origins.at_most == 1


def test_two_that_go_back_to_a_lost_report_have_it_from_there() -> None:
    found = counted(FIRST, OTHERWISE, tree=LOST)
    assert found.origins.at_most == 1
    assert found.origins.groups[0].because == (
        "b and a go back to one report that is lost, by the family tree",
    ) or (
        found.origins.groups[0].because == ("a and b go back to one report that is lost, by the family tree",)
    )


def test_what_it_has_from_one_source_is_not_held_to_come_from_the_other() -> None:
    two = Ancestry([lineage([("a", "c", 0.9), ("b", "c", 0.8)])])
    same = "boats of the harbour master stayed out all morning long"
    found = counted(FIRST, telling("b", same), telling("c", same), tree=two)
    assert [group.reports for group in found.origins.groups] == [("b", "c")]
    assert found.origins.at_most == 2


def test_trees_are_not_asked_where_nothing_is_open() -> None:
    def asked(report: object) -> None:
        raise AssertionError(report)

    assert origins([FIRST], lambda *_: None, asked, DEFAULT.tracing).origins.at_most == 1
