"""`retold quotes ARCHIVE --altered`: quotations followed through the reports of an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import retold
from retold import Report
from retold.cli import main
from retold.model import Published
from retold.report import followed
from retold.report.terminal import Look

FLOOD = (
    "A flood gate at the Brannoch Dam gave way late on Tuesday and killed seven people in Hallin, officials said. "
    "The gate failed shortly after 10:40 p.m. while the reservoir stood close to its highest level in ten years. "
    "About 1,200 people were moved to the Linnet sports hall and two schools on higher ground. {} "
    "There would be an inquiry, and the town's market was cancelled for the rest of the week."
)
SAID = '"We heard a bang like a quarry blast and then the street was a river," said Odran Maas, the prefect.'
TOLD = '"We heard a bang like a gun shot and then the street was a lake," said Odran Maas, the prefect.'
OTHER = (
    "The Carrow Opera will sell its wigs and one stuffed horse to pay for a new roof. "
    '"We heard that nobody wants the horse," said Pela Voss, the director. Nobody called it "a bang".'
)


def pile() -> list[Report]:
    return [
        Report("agency", FLOOD.format(SAID), publisher="NPA", published=Published("2024-05-15")),
        Report("paper", FLOOD.format(TOLD), publisher="Courier", published=Published("2024-05-16")),
        Report("copy", FLOOD.format(SAID), publisher="Ledger", published=Published("2024-05-17")),
        Report("opera", OTHER, published=Published("2024-05-15")),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "news.retold"
    retold.open(where, workers=1).add(pile())
    return where


def test_an_altered_quotation_is_found_with_all_its_wordings(path: Path) -> None:
    (found,) = retold.open(path, workers=1).quotations(altered=True)
    assert found.altered
    assert found.speaker == "Odran Maas, prefect"
    assert [[one.report.id for one in wording.tellings] for wording in found.wordings] == [
        ["agency", "copy"],
        ["paper"],
    ]
    telling = found.wordings[1].tellings[0]
    assert [telling.report.words(span) for span in telling.spans] == [TOLD.partition(" said")[0]]


def test_quotations_in_the_same_words_are_given_too_where_asked_for(tmp_path: Path) -> None:
    archive = retold.open(tmp_path / "same.retold", workers=1)
    archive.add(
        [pile()[0], Report("longer", "It rained. " + FLOOD.format(SAID), published=Published("2024-05-16"))]
    )
    assert [one.altered for one in archive.quotations()] == [False]
    assert archive.quotations(altered=True) == ()


def test_the_order_of_adding_and_the_workers_change_nothing(path: Path, tmp_path: Path) -> None:
    other = retold.open(tmp_path / "other.retold", workers=2)
    for report in reversed(pile()):
        other.add(report)
    assert other.quotations() == retold.open(path, workers=1).quotations()


def test_what_is_removed_is_quoted_no_more(path: Path) -> None:
    archive = retold.open(path, workers=1)
    archive.remove("paper")
    assert archive.quotations(altered=True) == ()


def test_the_json_points_into_the_reports(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(path), "--altered", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "retold.quotations/1"
    (quotation,) = told["quotations"]
    texts = {report.id: report.text for report in pile()}
    for wording in quotation["wordings"]:
        for telling in wording["tellings"]:
            for span in telling["spans"]:
                assert texts[telling["report"]["id"]][span["start"] : span["end"]] == span["text"]
    assert [wording["verdict"] for wording in quotation["wordings"]] == ["verbatim", "altered"]


@pytest.mark.parametrize("width", [80, 140])
def test_on_the_terminal_differing_words_are_bracketed_and_no_line_is_too_wide(
    path: Path, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    assert main(["quotes", str(path), "--altered", "--width", str(width)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 quotation stands in several reports, 1 of them in words that differ.")
    assert "[gun shot]" in told
    assert "[lake]" in told
    assert "2024-05-15 NPA agency (Odran Maas, prefect); 2024-05-17 Ledger copy" in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= width


def test_where_nothing_was_altered_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "news.retold"
    retold.open(where, workers=1).add(Report("opera", OTHER))
    assert main(["quotes", str(where), "--altered"]) == 0
    assert "No quotation of this archive stands in several of its reports." in " ".join(
        capsys.readouterr().out.split()
    )
    retold.open(where, workers=1).add([pile()[0], pile()[2], Report("b", "Rain. " + pile()[0].text)])
    assert main(["quotes", str(where), "--altered"]) == 0
    assert capsys.readouterr().out.startswith(
        "No quotation was altered: 1 quotation stands in several reports"
    )


def test_altered_reads_one_archive(tmp_path: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", str(path), str(path), "--altered"]) == 2
    assert "one archive" in capsys.readouterr().err
    assert main(["quotes", str(tmp_path / "none.retold"), "--altered"]) == 2
    assert "There is no archive" in capsys.readouterr().err


def test_control_characters_of_a_report_reach_no_terminal(tmp_path: Path) -> None:
    archive = retold.open(tmp_path / "news.retold", workers=1)
    archive.add(
        Report(
            name,
            FLOOD.format(said).replace("bang", "b\x1b[31mang"),
            published=Published(day),
            publisher="N\x1bPA",
        )
        for name, said, day in (("a\x1b", SAID, "2024-05-15"), ("b", TOLD, "2024-05-16"))
    )
    assert "\x1b" not in followed.render(archive.quotations(), Look(width=80))
