"""An archive is what its reports make it: order, batches and what was there once and is gone do not matter."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retold.archive import Archive
from retold.ingest import read_record
from retold.model import Report
from retold.settings import DEFAULT, Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from archive_corpus import Corpus

#: So few texts that every limit is crossed on the way: what becomes frequent, what recurs.
SETTINGS = replace(
    DEFAULT, finding=replace(DEFAULT.finding, most_texts=8, most_near=5, recurring_texts=3, recurring_days=2)
)
COUNT = 220


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [read_record({k: v for k, v in made.items() if k != "truth"}) for made in Corpus(3).reports(COUNT)]


def batches_of(size: int) -> Settings:
    return replace(SETTINGS, adding=replace(SETTINGS.adding, batch_reports=size))


def told(archive: Archive) -> object:
    return list(archive.pairs()), archive.families()


def made(path: Path, reports: list[Report], size: int = COUNT) -> Archive:
    archive = Archive(path, workers=1, settings=batches_of(size))
    assert archive.add(reports).added == len(reports)
    return archive


def test_three_orders_in_batches_of_three_sizes_give_one_result(
    tmp_path: Path, reports: list[Report]
) -> None:
    expected = told(made(tmp_path / "0.retold", reports))
    assert expected[1], "nothing was found"  # type: ignore[index]
    for number, size in enumerate((17, 60), start=1):
        order = list(reports)
        random.Random(number).shuffle(order)
        assert told(made(tmp_path / f"{number}.retold", order, size)) == expected


def test_what_was_removed_leaves_no_trace_in_the_findings(tmp_path: Path, reports: list[Report]) -> None:
    archive = made(tmp_path / "all.retold", reports, 50)
    gone = {report.id for report in random.Random(4).sample(reports, 60)}
    archive.remove(*sorted(gone))
    rest = made(tmp_path / "rest.retold", [report for report in reports if report.id not in gone])
    assert told(archive) == told(rest)


def test_texts_that_differ_in_capitals_alone_are_read_alike_whichever_came_first(tmp_path: Path) -> None:
    plain = (
        "The mayor of Hallin said the dam would hold. He told the council of the Brannoch valley that engineers had "
        "checked each of the gates on Monday. Nobody in the lower town needs to leave, and schools open tomorrow."
    )
    marked = plain.replace("the dam would hold", '"the dam would hold"').replace("council", "Council")
    one, other = Report("one", plain), Report("other", f"{marked}")
    first = made(tmp_path / "0.retold", [one, other])
    second = made(tmp_path / "1.retold", [other, one])
    with first._store.reading() as connection:
        read = connection.execute("SELECT * EXCLUDE (one, other) FROM store.pairs").fetchall()
    with second._store.reading() as connection:
        assert connection.execute("SELECT * EXCLUDE (one, other) FROM store.pairs").fetchall() == read
    assert len(read) == 1
