"""The snapshot shows what the archive shows, grows with it, and forgets with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import retold
from retold import Report
from retold.engine.beside import findings_of, snapshot_of
from retold.errors import NoSuchReport
from retold.model import Published, Span
from retold.snapshot import making, studying
from retold.snapshot.asking import expression, places, terms
from retold.snapshot.reading import Filters, Snapshot, opened, present
from web_items import DAM, dam


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dam(tmp_path_factory.mktemp("snapshot"))


@pytest.fixture
def snapshot(archive: Path) -> Iterator[Snapshot]:
    with opened(snapshot_of(archive)) as found:
        yield found


def ids(found: list[object]) -> list[str]:
    return [one.report.id for one in found]  # type: ignore[attr-defined]


def test_it_holds_the_stories_families_and_reports_of_the_archive(archive: Path, snapshot: Snapshot) -> None:
    told = retold.open(archive)
    for family in told.groups()[0]:
        assert snapshot.family(family.id)[0] == family
    for story in told.stories():
        assert snapshot.story(story.id)[0] == story
    for report in told.reports():
        assert snapshot.report(report.id) == report
    kept, told_kept = snapshot.kept("standard-corrected"), told.show("standard-corrected")
    assert (kept.report, kept.versions, kept.family) == (
        told_kept.report,
        told_kept.versions,
        told_kept.family,
    )


def test_stories_stand_newest_first(snapshot: Snapshot) -> None:
    total, lines = snapshot.stories(Filters(), 0, 10)
    assert total == len(lines)
    assert [line.last for line in lines] == sorted((line.last for line in lines), reverse=True)
    assert snapshot.stories(Filters(), 1, 1) == (total, lines[1:2])


def test_origins_count_the_reports_that_retell_no_other_whole(snapshot: Snapshot) -> None:
    for line in snapshot.stories(Filters(), 0, 10)[1]:
        edges = [edge for name in line.families for edge in snapshot.family(name)[0].edges]
        whole = {edge.retelling for edge in edges if edge.kind == "retelling"}
        assert line.origins == line.reports - len(whole)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(publisher="Daily Flash"), True),
        (Filters(publisher="Nobody"), False),
        (Filters(since="2024-05-16"), True),
        (Filters(since="2024-05-17"), False),
        (Filters(until="2024-05-16"), True),
        (Filters(until="2024-05-01"), False),
        (Filters(least_reports=7), True),
        (Filters(least_reports=8), False),
        (Filters(least_kept=0.9), True),
        (Filters(asked=terms("Brannoch")), True),
        (Filters(asked=terms("zyzzyva")), False),
        (Filters(asked=terms("Brannoch"), publisher="Nobody"), False),
    ],
)
def test_filters_keep_the_stories_they_name(snapshot: Snapshot, filters: Filters, *, found: bool) -> None:
    lines = snapshot.stories(filters, 0, 10)[1]
    assert any(line.reports == 7 for line in lines) == found


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("flood", True),
        ("FLOODED", True),
        ("flood gate", True),
        ('"flood gate"', True),
        ("“flood gate”", True),
        ('"gate flood"', False),
        ("Branno*", True),
        ("Branno", False),
        ("gate -reservoir", False),
        ("gate -zyzzyva", True),
        ("province's", True),
    ],
)
def test_words_phrases_beginnings_and_exclusions(snapshot: Snapshot, asked: str, *, there: bool) -> None:
    found = snapshot.reports(Filters(asked=terms(asked)), 0, 100)[1]
    assert ("npa-update" in ids(found)) == there


@given(
    st.text(max_size=60)
    | st.sampled_from(["AND", "OR NOT", "NEAR(a b)", "title:x", "^a", '"', "a*b", "-", "(", "{}"])
)
@settings(deadline=None, max_examples=60)
def test_nothing_that_is_typed_is_an_operator_of_the_index(asked: str) -> None:
    connection = sqlite3.connect(":memory:")
    with closing(connection):
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='')")
        question = expression(terms(asked))
        if question is not None:
            connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [question]).fetchall()


def test_places_of_what_was_found_can_be_marked() -> None:
    text = "The flood gates failed. A gate was flooded."
    found = places(text, terms('"flood gate" -sluice'))
    assert [text[span.start : span.end] for span in found] == ["flood gates"]
    assert places("Résumé", terms("resume")) == [Span(0, 6)]
    assert places("reservoirs", terms("reserv*")) == [Span(0, 10)]


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608
            for table in ("reports", "texts", "known", "stories", "families", "edges")
        }


def test_one_that_grew_is_one_that_was_made_anew(tmp_path: Path) -> None:
    reports = [
        retold.open(dam(tmp_path)).report(name)
        for name in ("npa-first", "npa-update", "standard", "flash", "weir")
    ]
    path = tmp_path / "grown.retold"
    archive = retold.open(path, workers=1)
    archive.add(reports[:2])
    making.make(path)
    archive.add(reports[2:])
    seen: list[int] = []

    def told(stage: str, done: int, total: int) -> None:
        if stage == "reading reports":
            seen.append(total)

    making.make(path, progress=told)
    assert seen == [3]  # only the new ones were read
    grown = rows_of(snapshot_of(path))
    with opened(snapshot_of(path)) as snapshot:
        found = ids(snapshot.reports(Filters(asked=terms("gate")), 0, 100)[1])
    snapshot_of(path).unlink()
    making.make(path)
    assert rows_of(snapshot_of(path)) == grown
    with opened(snapshot_of(path)) as snapshot:
        assert ids(snapshot.reports(Filters(asked=terms("gate")), 0, 100)[1]) == found


def test_a_removed_report_is_nowhere_in_the_bytes_beside_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "secret.retold"
    archive = retold.open(path, workers=1)
    archive.add([DAM])
    archive.add(
        [
            Report(
                "leak",
                "The quillanthrope met Zebedee Harkwell in the orchard at noon.",
                published=Published("2024-05-01"),
            )
        ]
    )
    archive.add([Report("leaked", "The quillanthrope met Zebedee Harkwell in the orchard at noon, twice.")])
    making.make(path)
    assert studying.study(path) > 0
    assert b"leaked" in findings_of(path).read_bytes()
    assert any(b"quillanthrop" in file.read_bytes().lower() for file in tmp_path.iterdir())
    archive.remove("leak", "leaked")
    assert not snapshot_of(path).exists()
    assert not findings_of(path).exists()
    making.make(path)
    studying.study(path)
    for file in tmp_path.iterdir():
        held = file.read_bytes().lower()
        assert b"quillanthrop" not in held, file.name
        assert b"harkwell" not in held, file.name
        assert b"leaked" not in held, file.name
    with opened(snapshot_of(path)) as snapshot:
        assert snapshot.reports(Filters(asked=terms("quillanthrope")), 0, 10) == (0, [])
        with pytest.raises(NoSuchReport):
            snapshot.report("leak")


def test_what_was_removed_while_it_was_made_is_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "race.retold"
    archive = retold.open(path, workers=1)
    archive.add([DAM])
    removed: list[str] = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "finding families" and not removed:
            removed.extend(archive.remove("flash"))

    making.make(path, progress=meanwhile)
    assert removed == ["flash"]
    with opened(snapshot_of(path)) as snapshot, pytest.raises(NoSuchReport):
        snapshot.report("flash")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["race.retold", "race.retold.snapshot"]


def test_a_broken_snapshot_counts_as_none(tmp_path: Path) -> None:
    path = dam(tmp_path)
    snapshot_of(path).write_bytes(b"SQLite format 3\0 and nothing more")
    assert present(snapshot_of(path)) is None
    making.make(path)
    assert present(snapshot_of(path)) is not None


def test_a_family_that_became_part_of_another_is_found_by_its_old_name(tmp_path: Path) -> None:
    path = tmp_path / "joined.retold"
    archive = retold.open(path, workers=1)
    telling = retold.open(dam(tmp_path))
    first, second = telling.report("npa-update"), telling.report("standard")
    archive.add([first, telling.report("npa-first")])
    name = archive.families()[0].id
    archive.add([second, telling.report("courier")])
    making.make(path)
    with opened(snapshot_of(path)) as snapshot:
        assert name in (snapshot.family(name)[0].id, *snapshot.family(name)[0].formerly)
