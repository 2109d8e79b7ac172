"""The family tree, where pages name the address of another report as that of the original."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

import retold
from retold import Lineage, Published, Report
from retold.cli import main
from retold.engine.beside import findings_of, snapshot_of
from retold.lineage.addresses import Addressed, Addresses
from retold.snapshot import making, studying
from retold.snapshot.reading import opened
from test_lineage import SOURCE, retelling

WIRE = "https://www.wire.example/2031/ferry"
PAPER = "https://paper.example/news/ferry"
ECHO = "https://echo.example/ferry"
NAMED = "its page names the address of the source as that of the original"

#: The source as sentences, and what an editor makes of it: whole sentences go, so the tradition counts as edited.
SENTENCES = [f"{one.strip(' .')}." for one in " ".join(SOURCE).split(". ")]
SHORT = " ".join(SENTENCES[:2] + SENTENCES[3:7])
SHORTER = " ".join(SENTENCES[:2] + SENTENCES[4:6])
WHOLE = " ".join(SENTENCES)
COPIES = (" ".join(SOURCE), " ".join(retelling(SOURCE, 1)), " ".join(retelling(retelling(SOURCE, 1), 2)))
EDITED = (WHOLE, SHORT, SHORTER)


def report(
    name: str, text: str, url: str | None = None, day: int = 0, publisher: str | None = None, **more: str
) -> Report:
    date = Published(f"2031-03-{day:02}") if day else None
    return Report(name, text, url=url, published=date, publisher=publisher, **more)


def tree(*reports: Report) -> Lineage:
    """The tree, the same in any order."""
    found = retold.tree(reports)
    assert all(retold.tree(other) == found for other in itertools.permutations(reports))
    return found


def pairs(found: Lineage) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(edge.source, edge.retelling): edge.reasons for edge in found.edges}


@pytest.mark.parametrize("texts", [COPIES, EDITED])
@pytest.mark.parametrize("dated", [0, 1])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_chain_hangs_as_its_pages_say(texts: tuple[str, ...], dated: int, order: tuple[int, ...]) -> None:
    first, second, third = (texts[k] for k in order)
    found = tree(
        report("a", first, WIRE, 1 * dated),
        report("b", second, PAPER, 2 * dated, canonical=f"{WIRE}/?utm_source=feed"),
        report("c", third, ECHO, 3 * dated, syndicated_from=PAPER),
    )
    named = [edge for edge in found.edges if edge.reasons[0] == NAMED]
    assert [(edge.source, edge.retelling) for edge in named] == [("a", "b"), ("b", "c")]
    assert all(edge.confidence >= 0.9 for edge in named)
    # what the third has of the first beyond the second may be told as a second source
    assert set(pairs(found)) <= {("a", "b"), ("b", "c"), ("a", "c")}
    assert found.roots == ("a",)


@pytest.mark.parametrize("texts", [COPIES, EDITED])
def test_a_page_beats_a_date_and_it_is_said(texts: tuple[str, ...]) -> None:
    found = tree(report("a", texts[1], WIRE, 9), report("b", texts[0], PAPER, 1, canonical=WIRE))
    (reasons,) = pairs(found).values()
    assert set(pairs(found)) == {("a", "b")}
    assert reasons[0] == NAMED
    assert reasons[-1] == "the source bears a later date, but the page that names it speaks for it"


def test_equal_texts_are_told_apart_by_their_pages() -> None:
    found = tree(report("b", WHOLE, WIRE), report("a", WHOLE, PAPER, canonical=WIRE))
    assert list(pairs(found)) == [("b", "a")]
    assert not found.rivals
    assert found.edges[0].confidence >= 0.9


@pytest.mark.parametrize("texts", [COPIES, EDITED])
def test_two_that_name_one_lost_address_share_a_lost_source(texts: tuple[str, ...]) -> None:
    found = tree(
        report("b", texts[0], PAPER, syndicated_from=WIRE),
        report("c", texts[1], ECHO, syndicated_from=WIRE),
        report("d", texts[2], "https://late.example/ferry"),
    )
    (lost,) = [node.id for node in found.nodes if node.lost]
    assert {(lost, "b"), (lost, "c")} <= set(pairs(found))
    assert pairs(found)[lost, "b"][0] == (
        "its page and one other name one address as that of the original, and none of these reports has it"
    )
    assert found.roots == (lost,)


@pytest.mark.parametrize("texts", [COPIES, EDITED])
def test_a_report_of_which_no_address_is_known_may_be_the_one_that_is_named(texts: tuple[str, ...]) -> None:
    found = tree(
        report("d", texts[0], day=1),
        report("b", texts[1], PAPER, 2, canonical=WIRE),
        report("c", texts[2], ECHO, 3, canonical=WIRE),
    )
    assert set(pairs(found)) == {("d", "b"), ("d", "c")}
    assert "may be that of the source" in pairs(found)["d", "b"][0]


def test_what_descends_from_one_that_names_a_lost_address_stays_there() -> None:
    found = tree(
        report("b", COPIES[0], PAPER, canonical=WIRE),
        report("d", COPIES[1], "https://late.example/ferry", canonical=PAPER),
        report("c", COPIES[2], ECHO, canonical=WIRE, syndicated_from="https://late.example/ferry"),
    )
    assert set(pairs(found)) == {("b", "d"), ("d", "c")}


def test_a_page_that_names_itself_tells_nothing() -> None:
    bare = tree(report("b", COPIES[0]), report("c", COPIES[1]))
    found = tree(report("b", COPIES[0], PAPER, canonical=PAPER), report("c", COPIES[1], ECHO, canonical=ECHO))
    assert pairs(found) == pairs(bare)
    assert found.edges[0].confidence == bare.edges[0].confidence


def test_the_first_page_of_a_site_is_no_original() -> None:
    bare = tree(report("b", COPIES[0]), report("c", COPIES[1]))
    found = tree(
        report("b", COPIES[0], "https://wire.example/"),
        report("c", COPIES[1], PAPER, canonical="https://wire.example"),
    )
    assert pairs(found) == pairs(bare)


@pytest.mark.parametrize("texts", [COPIES, EDITED])
def test_of_two_pages_of_one_address_the_later_retells_the_earlier(texts: tuple[str, ...]) -> None:
    found = tree(report("new", texts[0], WIRE, 2), report("old", texts[1], WIRE, 1))
    assert list(pairs(found)) == [("old", "new")]
    assert pairs(found)["old", "new"][0] == "both are pages of one report, by their addresses"


def test_pages_that_name_each_other_make_no_circle() -> None:
    found = tree(report("b", COPIES[0], PAPER, canonical=WIRE), report("c", COPIES[1], WIRE, canonical=PAPER))
    assert len(found.edges) == 1
    assert found.edges[0].reasons[0] == "both are pages of one report, by their addresses"


@pytest.mark.parametrize("texts", [COPIES, EDITED])
def test_three_pages_that_name_each_other_in_a_circle_stand_in_a_tree(texts: tuple[str, ...]) -> None:
    found = tree(
        report("a", texts[0], WIRE, canonical=PAPER),
        report("b", texts[1], PAPER, canonical=ECHO),
        report("c", texts[2], ECHO, canonical=WIRE),
    )
    assert len(found.edges) == 2
    assert len(found.roots) == 1


def test_a_page_that_shares_no_words_with_what_it_names_stands_alone() -> None:
    other = "Voters in the valley towns chose a new council on Sunday. Turnout was low because of the snow."
    found = tree(report("a", WHOLE, WIRE), report("b", other, PAPER, canonical=WIRE))
    assert not found.edges


def test_of_two_that_call_one_address_their_own_it_is_his_whose_site_it_is() -> None:
    given = [Addresses(None, WIRE), Addresses(WIRE, WIRE)]
    found = Addressed.of(given, ["The Paper", "Wire"])
    assert np.argwhere(found.names).tolist() == [[1, 0]]
    assert not found.same.any()
    assert Addressed.of(given, ["The Paper", None]).same.all(where=~np.eye(2, dtype=bool))


def test_another_address_of_the_same_site_is_its_own() -> None:
    mobile = Addresses(f"{WIRE}?view=print", WIRE)
    assert not mobile.named
    assert Addressed.of([Addresses(WIRE), mobile], [None, None]).same[0, 1]


PAGE = """<html><head><title>Ferry strikes pier</title><link rel="canonical" href="{canonical}">
<meta property="og:url" content="{url}"></head><body><article><h1>Ferry strikes pier</h1>{body}</article></body></html>"""


def test_pages_are_read_with_their_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, url, canonical, text in (("full", PAPER, WIRE, WHOLE), ("short", WIRE, WIRE, SHORT)):
        body = "".join(f"<p>{one}</p>" for one in text.replace(". ", ".|").split("|"))
        (tmp_path / f"{name}.html").write_text(PAGE.format(url=url, canonical=canonical, body=body), "utf-8")
    assert main(["tree", str(tmp_path / "full.html"), str(tmp_path / "short.html"), "--json"]) == 0
    (edge,) = json.loads(capsys.readouterr().out)["edges"]
    assert (edge["source"], edge["retelling"], edge["reasons"][0]) == ("short", "full", NAMED)


def test_an_archive_and_its_snapshot_tell_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ferry.retold"
    archive = retold.open(path)
    archive.add([report("full", WHOLE, PAPER, canonical=WIRE), report("short", SHORT, WIRE)])
    (family,) = archive.families()
    found = archive.tree(family.id)
    assert pairs(found)["short", "full"][0] == NAMED
    making.make(path)
    with opened(snapshot_of(path), findings_of(path)) as snapshot:
        assert studying.tree_of(snapshot, family.id) == found
