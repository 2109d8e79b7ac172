"""An archive keeps reports in one file: added once, found by what they share, gone when they are removed."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

import retold
from retold import Report, grouping
from retold.cli import main
from retold.engine import Store
from retold.engine.schema import TABLES, VIEWS
from retold.errors import NoSuchArchive, NoSuchReport
from retold.model import Published
from retold.settings import DEFAULT

FLOOD = (
    "A flood gate at the Brannoch Dam gave way late on Tuesday and killed seven people in Hallin, officials said. "
    "The gate failed shortly after 10:40 p.m. while the reservoir stood close to its highest level in ten years. "
    "About 1,200 people were moved to the Linnet sports hall and two schools on higher ground. "
    "Prefect Odran Maas said the cause was not yet known and that there would be an inquiry."
)
CUT = (
    "HALLIN - A flood gate at the Brannoch Dam gave way late on Tuesday and killed seven people in Hallin. "
    "The gate failed shortly after 10:40 p.m. while the reservoir stood close to its highest level in ten years. "
    "The town's market was cancelled."
)
OPERA = (
    "The Carrow Opera will sell its wigs, its armour and one stuffed horse to pay for a new roof. "
    "The sale begins on Saturday in the old scene dock, where the horse has stood since 1931. "
    "Director Pela Voss said that nobody would be allowed to try on the armour."
)


def report(name: str, text: str, day: str = "2024-05-15", **known: str) -> Report:
    return Report(name, text, published=Published(day), **known)  # type: ignore[arg-type]


def pile() -> list[Report]:
    return [
        report("agency", FLOOD, publisher="NPA"),
        report("paper", CUT, "2024-05-16", publisher="Courier"),
        report("copy", FLOOD, "2024-05-17", publisher="Ledger"),
        report("opera", OPERA),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.retold"


def told(path: Path) -> object:
    """All that an archive says of its reports, as one value."""
    archive = retold.open(path, workers=1)
    return list(archive.pairs()), archive.families()


def test_who_retells_whom_is_found(path: Path) -> None:
    archive = retold.open(path, workers=1)
    assert archive.add(pile()).added == 4
    (family,) = archive.families()
    assert [one.id for one in family.reports] == ["agency", "paper", "copy"]
    assert {(edge.source, edge.retelling) for edge in family.edges} == {
        ("agency", "paper"),
        ("agency", "copy"),
    }
    assert all(edge.directed for edge in family.edges)
    pairs = {(pair.left, pair.right): pair for pair in archive.pairs()}
    assert set(pairs) == {("agency", "paper"), ("agency", "copy"), ("paper", "copy")}
    assert pairs["agency", "copy"].verbatim == 1.0
    assert pairs["agency", "paper"].kind in ("retelling", "partial-retelling")


def test_adding_the_same_twice_changes_nothing(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    before = told(path)
    again = archive.add(pile())
    assert (again.added, again.unchanged) == (0, 4)
    assert told(path) == before


def test_order_and_batches_do_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(pile())):
        archive = retold.open(tmp_path / f"{number}.retold", workers=1)
        for lot in (order[:1], order[1:3], order[3:]):
            archive.add(lot)
        found.append(told(tmp_path / f"{number}.retold"))
    assert all(one == found[0] for one in found)


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    retold.open(tmp_path / "one.retold", workers=1).add(pile())
    retold.open(tmp_path / "two.retold", workers=2).add(pile())
    assert told(tmp_path / "one.retold") == told(tmp_path / "two.retold")


def test_a_report_comes_back_as_it_went_in(path: Path) -> None:
    given = Report(
        "full", FLOOD, title="Dam gate fails", publisher="NPA", url="https://npa.example/1", language="en",
        published=Published("2024-05-15T06:12:00+02:00", "given"), modified=Published("2024-05-16", "unknown", "page"),
        byline="Ada Lunn", fields={"slug": "dam", "desk": ["north"]}, notes=("guessed",),
        parts=(retold.Part("headline", retold.Span(0, 7)),),
    )  # fmt: skip
    archive = retold.open(path, workers=1)
    archive.add(given)
    back = archive.report("full")
    assert back == given
    assert dict(back.fields) == dict(given.fields)


def test_another_text_under_the_same_id_is_a_version(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(report("dam", FLOOD))
    found = archive.add([report("dam", CUT), report("dam", FLOOD)])
    assert (found.added, found.unchanged, found.versions) == (1, 1, 1)
    assert archive.show("dam@2").version_of == "dam"
    assert archive.show("dam").versions == ("dam@2",)
    assert archive.add(report("dam", CUT)).unchanged == 1


def test_the_same_address_later_is_a_version(path: Path) -> None:
    archive = retold.open(path, workers=1)
    found = archive.add(
        [
            report("late", CUT, "2024-05-16", url="https://npa.example/1"),
            report("early", FLOOD, url="https://npa.example/1"),
        ]
    )
    assert found.versions == 1
    assert archive.show("late").version_of == "early"
    assert archive.show("early").version_of is None


def test_one_id_of_two_addresses_is_two_reports(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(
        [report("index", FLOOD, url="https://a.example/"), report("index", OPERA, url="https://b.example/")]
    )
    assert archive.show("index@2").version_of is None
    assert archive.report("index@2").text == OPERA


def test_what_is_removed_is_nowhere_in_the_file(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    assert b"stuffed horse" in path.read_bytes()
    assert archive.remove("opera") == ("opera",)
    held = path.read_bytes()
    for words in (b"stuffed", b"Carrow", b"Voss", b"opera"):
        assert words not in held
    assert sorted(p.name for p in path.parent.iterdir()) == ["news.retold"]
    with pytest.raises(NoSuchReport):
        archive.show("opera")


def test_what_is_left_after_removing_is_what_the_others_alone_give(tmp_path: Path) -> None:
    retold.open(tmp_path / "all.retold", workers=1).add(pile())
    retold.open(tmp_path / "all.retold").remove("agency")
    retold.open(tmp_path / "rest.retold", workers=1).add(pile()[1:])
    assert told(tmp_path / "all.retold") == told(tmp_path / "rest.retold")


def test_nothing_is_removed_where_one_id_is_wrong(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    with pytest.raises(NoSuchReport, match="nothing was removed"):
        archive.remove("opera", "operetta")
    assert archive.info().reports == 4


def test_a_family_keeps_its_name_when_an_earlier_report_joins(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add([report("paper", CUT, "2024-05-16"), report("copy", FLOOD, "2024-05-17")])
    (before,) = archive.families()
    archive.add(report("agency", FLOOD, "2024-05-15"))
    (after,) = archive.families()
    assert after.id == before.id
    assert [one.id for one in after.reports] == ["agency", "paper", "copy"]


def test_people_can_read_the_file_with_duckdb(path: Path) -> None:
    retold.open(path, workers=1).add(pile())
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT id, same_as FROM reports ORDER BY id").fetchall()
        assert rows == [("agency", None), ("copy", "agency"), ("opera", None), ("paper", None)]
        assert connection.execute("SELECT count(*) FROM pairs WHERE kind <> 'unrelated'").fetchone() == (3,)


def test_a_report_of_an_archive_can_be_compared(path: Path) -> None:
    retold.open(path, workers=1).add(pile())
    found = retold.compare(f"{path}#agency", f"{path}#paper")
    assert found.left.report.id == "agency"
    assert found.relation.kind in ("retelling", "partial-retelling")


def test_reading_makes_no_archive(path: Path) -> None:
    with pytest.raises(NoSuchArchive):
        retold.open(path).families()
    assert not path.exists()


def test_what_cannot_be_read_is_said(path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "reports.jsonl"
    lines.write_text('{"id": "one", "text": "The dam failed."}\n{"id": \n{"text": ""}\n', "utf-8")
    found = retold.open(path, workers=1).add(lines)
    assert found.added == 1
    assert [one.input.rpartition(", ")[2] for one in found.rejected] == ["line 2", "line 3"]


def test_reports_of_one_event_are_one_story_and_keep_its_name(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    (story,) = archive.stories()
    (family,) = archive.families()
    assert {one.id for one in story.reports} == {"agency", "paper", "copy"}
    assert story.families == (family.id,)
    archive.add(report("first", FLOOD, "2024-05-14"))
    (later,) = archive.stories()
    assert later.id == story.id
    assert later.reports[0].id == "first"


def test_a_report_that_was_boiled_down_for_stories_is_removed_as_well(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    before = archive.stories()
    archive.remove("opera")
    assert archive.stories() == before
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM store.story_rows").fetchone() == (3,)


def test_others_may_write_while_reports_are_boiled_down(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    boil = grouping.boiled

    def meanwhile(lot: Any) -> Any:
        if len(archive.show("agency").versions) == 0:  # once
            archive.add(report("agency", FLOOD + " A second gate held.", "2024-05-18"))
        return boil(lot)

    monkeypatch.setattr(grouping, "boiled", meanwhile)
    (story,) = archive.stories()
    assert {one.id for one in story.reports} == {"agency", "agency@2", "paper", "copy"}
    monkeypatch.undo()
    assert archive.stories() == (story,)


def test_stories_are_the_same_where_nothing_can_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = retold.open(path, workers=1)
    archive.add(pile())
    with monkeypatch.context() as patch:
        patch.setattr(grouping, "_written", lambda *_: False)
        found = archive.stories()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM store.story_rows").fetchone() == (0,)
    assert archive.stories() == found
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM store.story_rows").fetchone() == (4,)


def test_what_was_boiled_down_of_a_report_that_is_another_now_is_not_written(path: Path) -> None:
    retold.open(path, workers=1).add(pile())
    store = Store(path, 1.0)
    with store.reading() as connection:
        keys = connection.execute(
            "SELECT nr, id, text_nr, coalesce(digest, '') FROM store.reports ORDER BY nr"
        ).fetchall()
    nr, _, text, digest = keys[0]
    with store.staging() as connection, store.attached(connection, write=True):
        grouping.keep(connection, {(nr, "another", text, digest): b"1", keys[1]: b"2"}, DEFAULT)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT nr FROM store.story_rows").fetchall() == [(keys[1][0],)]


def several(count: int, day: int = 0) -> list[Report]:
    """Reports on different days that share a standing passage, and nothing else."""
    standing = (
        "This column appears each week and gives the levels of the reservoirs as the water board reads them."
    )
    return [
        report(f"week{n}", f"{standing} {' '.join(f'{w}{n}' for w in WORDS)}.", f"2024-0{1 + n}-0{1 + day}")
        for n in range(count)
    ]


WORDS = (
    "Hallin Brannoch Merrow Linnet Tanners Carrow Velmora Tarvia Odran Ilse Pela Agnes Dunmore Sallow".split()
)


def test_what_comes_back_over_weeks_makes_no_family(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.add(several(2))
    joined = len(archive.families())
    archive.add(several(8))
    assert all(pair.recurring for pair in archive.pairs())
    assert archive.families() == ()
    archive.remove(*(f"week{n}" for n in range(2, 8)))
    assert len(archive.families()) == joined
    assert not any(pair.recurring for pair in archive.pairs())


def test_a_copy_in_other_words_is_found(path: Path) -> None:
    """No five words in a row of the copy stand in its source."""
    copy = (
        "Officials said that seven people were killed in Hallin by a flood gate which gave way at the Brannoch Dam "
        "on Tuesday evening. While the reservoir stood near its highest in a decade, the gate had failed, a little "
        "after 10:40 p.m. To higher ground, the Linnet sports hall and two schools, some 1,200 were moved. "
        "There would be an inquiry, since the cause remained unknown, said Odran Maas, the prefect."
    )
    archive = retold.open(path, workers=1)
    archive.add([report("agency", FLOOD), report("copier", copy, "2024-05-16"), report("opera", OPERA)])
    assert [[one.id for one in family.reports] for family in archive.families()] == [["agency", "copier"]]


def test_an_archive_gives_back_every_report_as_it_was_read(tmp_path: Path) -> None:
    archive = retold.open(tmp_path / "news.retold", workers=1)
    archive.add(pile())
    assert [one.id for one in archive.reports()] == sorted(one.id for one in pile())
    assert [archive.report(one.id) for one in archive.reports()] == list(archive.reports())


def test_who_said_what_is_told_of_all_that_an_archive_holds(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "news.retold"
    retold.open(path, workers=1).add(pile())
    assert main(["quotes", str(path), "--json"]) == 0
    told = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [one["report"]["id"] for one in told] == sorted(one.id for one in pile())


def test_nothing_to_keep_makes_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "news.retold"
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    assert len(retold.open(path, workers=1).add([str(empty)]).rejected) == 1
    assert not path.exists()


@pytest.mark.parametrize(("copies", "listed"), [(10, 10 * 9 // 2 + 10), (40, 39 + 1)])
def test_many_copies_to_the_letter_are_listed_beside_the_first_one_alone(
    path: Path, copies: int, listed: int
) -> None:
    archive = retold.open(path, workers=1)
    archive.add([report(f"copy{n:03}", FLOOD, f"2024-05-{15 + n // 30}") for n in range(copies)])
    archive.add(report("paper", CUT, "2024-05-20"))
    pairs = list(archive.pairs())
    assert len(pairs) == len({(pair.left, pair.right) for pair in pairs}) == listed
    assert {pair.left for pair in pairs if pair.right == "paper"} == {
        f"copy{n:03}" for n in range(copies if copies <= 10 else 1)
    }
    assert {pair.right for pair in pairs if pair.left == "copy000"} == {
        "paper",
        *(f"copy{n:03}" for n in range(1, copies)),
    }
    (family,) = archive.families()
    assert len(family.reports) == copies + 1


def test_show_tells_who_is_credited(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = retold.open(path, workers=1)
    archive.add(
        [
            report(
                "dam",
                f"By Ada Lunn, Coast Wire\n\nVELMORA (AP) - {FLOOD}\n\nReuters contributed to this report.",
            )
        ]
    )
    found = archive.show("dam")
    assert [(credit.kind, credit.name) for credit in found.credits] == [
        ("byline", "Ada Lunn"),
        ("agency", "Coast Wire"),
        ("dateline", "Velmora"),
        ("agency", "AP"),
        ("contribution", "Reuters"),
    ]
    assert main(["show", str(path), "dam", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["credits"]
    assert shown[1] == {
        "kind": "agency",
        "span": {"start": 13, "end": 23, "text": "Coast Wire"},
        "name": "Coast Wire",
        "whole": True,
    }
    assert main(["show", str(path), "dam"]) == 0
    told = capsys.readouterr().out
    assert "Agency: Coast Wire, AP." in told
    assert "Contributed: Reuters." in told


@pytest.mark.parametrize(
    ("late", "form", "kind", "told"),
    [
        ("template", False, "template", "they share a table"),
        ("unrelated", True, "template", "they share set wording and little else"),
    ],
)
def test_a_pair_tells_its_own_reason_however_far_apart_its_reports_are(
    *, late: str, form: bool, kind: str, told: str
) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(TABLES + VIEWS)
        for nr, day in enumerate(("2024-03-01", "2024-04-02")):
            connection.execute("INSERT INTO store.texts (nr) VALUES (?)", [nr])
            connection.execute(
                "INSERT INTO store.reports (nr, text_nr, id, published) VALUES (?, ?, ?, ?)",
                [nr, nr, str(nr), day],
            )
        connection.execute(
            "INSERT INTO store.pairs (one, other, thin, form, recurring, kind, kind_late, share, reasons) "
            "VALUES (0, 1, false, ?, false, 'same-event', ?, 0.5, '[\"they share a table\"]')",
            [form, late],
        )
        assert connection.execute("SELECT kind, reasons FROM pairs").fetchall() == [(kind, f'["{told}"]')]
