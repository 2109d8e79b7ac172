"""Families whose reports bear no dates: the tree says which of two came first, where it is sure, and on every engine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import retold
from retold import Report, directing, simulate
from retold.archive import Archive
from retold.engine.beside import findings_of, snapshot_of
from retold.model import Direction, Family, Published
from retold.settings import DEFAULT
from retold.snapshot import making, reading, studying

ABOVE = dict[str, set[str]]


def tradition(number: int) -> tuple[list[Report], ABOVE]:
    """The reports of an invented tradition, without dates, and for each all from which it truly descends."""
    made = next(iter(simulate.traditions("copyists", 1, (8, 12), "directing", first=number))).as_json()
    above: ABOVE = {name: set() for edge in made["all_edges"] for name in edge}
    for _ in above:
        for source, retelling in made["all_edges"]:
            above[retelling] |= {source, *above[source]}
    return [Report(name, text) for name, text in made["witnesses"].items()], above


def archive_of(folder: Path, reports: Sequence[Report], name: str = "news", workers: int = 1) -> Archive:
    archive = retold.open(folder / f"{name}.retold", workers=workers)
    archive.add(reports)
    return archive


def turned(families: Sequence[Family]) -> list[tuple[str, str]]:
    return [
        (edge.source, edge.retelling)
        for family in families
        for edge in family.edges
        if edge.directed and "in the family tree" in edge.reasons[-1]
    ]


def test_edges_without_dates_lead_from_the_source_far_more_often_than_not(tmp_path: Path) -> None:
    right = wrong = 0
    for number in range(4):
        reports, above = tradition(number)
        for source, retelling in turned(archive_of(tmp_path, reports, str(number)).families()):
            right += source in above[retelling]
            wrong += retelling in above[source]
    assert right >= 20
    assert wrong <= right / 5


def test_no_order_of_the_input_and_no_number_of_processes_bears_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, _ = tradition(0)
    expected = archive_of(tmp_path, reports).families()
    assert turned(expected)
    monkeypatch.setattr(directing, "_LOT", 1)
    random.Random(3).shuffle(reports)
    assert archive_of(tmp_path, reports, "other", workers=2).families() == expected


def test_dates_come_before_the_tree(tmp_path: Path) -> None:
    reports, _ = tradition(1)
    (source, retelling), *_ = turned(archive_of(tmp_path, reports).families())
    date = {source: Published("2026-03-09"), retelling: Published("2026-03-05")}
    dated = [replace(one, published=date.get(one.id)) for one in reports]
    edges = [edge for family in archive_of(tmp_path, dated, "dated").families() for edge in family.edges]
    (edge,) = [edge for edge in edges if {edge.source, edge.retelling} == {source, retelling}]
    assert (edge.source, edge.reasons[-1]) == (retelling, f"{retelling} was published before {source}")


def test_the_same_text_twice_says_nothing_of_who_came_first(tmp_path: Path) -> None:
    reports, _ = tradition(2)
    twins = [*reports, replace(reports[0], id="twin")]
    edges = [edge for family in archive_of(tmp_path, twins).families() for edge in family.edges]
    (edge,) = [edge for edge in edges if {edge.source, edge.retelling} == {reports[0].id, "twin"}]
    assert not edge.directed
    assert edge.reasons[-1] == "the dates do not tell which of the two came first"


def test_a_family_too_large_for_a_tree_in_passing_is_left_as_it_is(tmp_path: Path) -> None:
    reports, _ = tradition(0)
    archive = archive_of(tmp_path, reports)
    settings = replace(DEFAULT, descending=replace(DEFAULT.descending, asked=3))
    assert not any(directing.is_open(family, settings.descending) for family in archive.groups()[0])


def test_one_family_and_the_pages_tell_the_same_once_its_tree_is_found(tmp_path: Path) -> None:
    reports, _ = tradition(3)
    archive = archive_of(tmp_path, reports)
    path = tmp_path / "news.retold"
    (family,) = [one for one in archive.families() if turned([one])]
    assert archive.family(family.id) == family
    making.make(path)
    place = snapshot_of(path), findings_of(path)
    with reading.opened(*place) as snapshot:
        assert not turned([snapshot.family(family.id)[0]])
    studying.study(path)
    with reading.opened(*place) as snapshot:
        assert snapshot.family(family.id)[0] == family
        (source, _), *_ = turned([family])
        assert {edge.id: edge for edge in snapshot.edges_of(source)}.items() <= {
            edge.id: edge for edge in family.edges
        }.items()


def test_where_signs_in_the_texts_speak_against_the_tree_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, _ = tradition(0)
    archive = archive_of(tmp_path, reports)
    asked = replace(DEFAULT, descending=replace(DEFAULT.descending, uncontradicted=1.0))
    archive = Archive(tmp_path / "news.retold", workers=1, settings=asked)
    assert turned(archive.families())
    monkeypatch.setattr(directing.direction, "of_texts", lambda *_: Direction(-0.5, "right", ()))
    assert not turned(archive.families())


def test_what_a_page_names_as_the_original_directs_the_edge(tmp_path: Path) -> None:
    told = "The ferry Maid of Orle struck the northern pier of Tarn harbour on Monday with forty people on board. "
    more = "Divers found two of them at noon, the harbour master said, and seven were still missing. "
    end = "The vessel was built in 1988 and had been repaired twice this year, its owners said on the quay."
    home = "https://tarnpost.example/ferry"
    for source, retelling in (("a", "b"), ("b", "a")):
        reports = [
            Report(source, told + more, url=home),
            Report(retelling, told + more + end, url="https://copy.example/1", canonical=home),
        ]
        (family,) = archive_of(tmp_path, reports, source).families()
        assert turned([family]) == [(source, retelling)]
