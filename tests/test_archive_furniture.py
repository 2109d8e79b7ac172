"""What a publisher puts under each of its reports joins nobody, in one week and before it stands in a hundred texts."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retold.archive import Archive
from retold.model import Published, Report
from retold.settings import DEFAULT

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from archive_corpus import Corpus

OUTLETS = ("Merrow Post", "Carrow Herald")


def pile() -> tuple[list[Report], set[frozenset[str]]]:
    """Short reports of two outlets in one week, each over its outlet's footer; blogs that take some over, footer and
    all; and one story that each outlet brings up to date day by day. Given with them are the families."""
    made = Corpus(5)
    reports: list[Report] = []
    families: list[set[str]] = []

    def put(name: str, outlet: str, day: int, story: list[str], footer: list[str]) -> None:
        reports.append(
            Report(
                name,
                "\n\n".join([*story, *footer]),
                publisher=outlet,
                published=Published(f"2024-05-{day:02}"),
            )
        )

    for outlet in OUTLETS:
        footer = made.sentences(3)
        for number in range(24):
            story = made.sentences(4)
            put(f"{outlet} {number}", outlet, 13 + number % 5, story, footer)
            if number < 4:
                put(f"copy of {outlet} {number}", f"Blog {number}", 18, story[:3], footer)
                families.append({f"{outlet} {number}", f"copy of {outlet} {number}"})
        running = made.sentences(6)
        for number in range(12):
            running = [*made.sentences(1), *running][:8]
            put(f"{outlet}, update {number}", outlet, 13 + number // 3, running, footer)
        families.append({f"{outlet}, update {number}" for number in range(12)})
    return reports, {frozenset(family) for family in families}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("furniture") / "all.retold", workers=1)
    made.add(pile()[0])
    return made


def joined(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(report.id for report in family.reports) for family in archive.families()}


def test_a_footer_joins_neither_the_reports_of_its_publisher_nor_those_that_copied_one(
    archive: Archive,
) -> None:
    assert joined(archive) == pile()[1]


def test_without_learning_by_publisher_the_footers_would_join_them(tmp_path: Path) -> None:
    settings = replace(DEFAULT, finding=replace(DEFAULT.finding, standing_texts=1000))
    deaf = Archive(tmp_path / "deaf.retold", workers=1, settings=settings)
    deaf.add(pile()[0])
    assert joined(deaf) != pile()[1]


def test_order_and_batches_do_not_matter_to_what_is_learned(archive: Archive, tmp_path: Path) -> None:
    reports, _ = pile()
    random.Random(2).shuffle(reports)
    settings = replace(DEFAULT, adding=replace(DEFAULT.adding, batch_reports=13))
    other = Archive(tmp_path / "other.retold", workers=1, settings=settings)
    other.add(reports)
    assert list(other.pairs()) == list(archive.pairs())
    assert other.families() == archive.families()


def test_what_was_learned_from_removed_reports_is_forgotten(tmp_path: Path) -> None:
    reports, _ = pile()
    gone = {report.id for report in reports if report.id[-1] in "1357"}
    archive = Archive(tmp_path / "all.retold", workers=1)
    archive.add(reports)
    archive.remove(*sorted(gone))
    rest = Archive(tmp_path / "rest.retold", workers=1)
    rest.add([report for report in reports if report.id not in gone])
    assert list(archive.pairs()) == list(rest.pairs())
    assert archive.families() == rest.families()
