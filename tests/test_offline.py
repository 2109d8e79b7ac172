"""Stories in one file: nothing beside it, nothing from elsewhere, and no text whole where excerpts were asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import retold
import retold.cli
from retold import Report, simulate
from retold.web import offline
from test_web_pages import Words
from web_items import dam, hostile


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dam(tmp_path_factory.mktemp("offline"))


@pytest.mark.parametrize("excerpts", [False, True])
def test_every_anchor_is_there_once_and_every_way_leads_to_one(archive: Path, *, excerpts: bool) -> None:
    text = offline.render(archive, [], excerpts=excerpts)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    leads = re.findall(r' href="#([^"]+)"', text)
    assert leads
    assert set(leads) <= set(ids)
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "@import" not in text
    assert "url(" not in text


def test_it_holds_each_report_whole_or_only_what_changed(archive: Path) -> None:
    whole, parts = offline.render(archive, []), offline.render(archive, [], excerpts=True)
    sentence = "Engineers were lowering the reservoir by 20 cm an hour"
    assert sentence in whole
    assert sentence not in parts
    for report in retold.open(archive).reports():
        for paragraph in report.text.split("\n\n"):
            if len(paragraph) > 200:
                assert paragraph not in parts
    assert "140 soldiers" in parts


def test_the_stories_that_were_named_are_in_it_and_no_others(archive: Path) -> None:
    story = max(retold.open(archive).stories(), key=lambda one: len(one.reports))
    text = offline.render(archive, [story.id])
    assert "Dam gate bursts above Hallin" in text
    assert "Ferry runs aground" not in text
    for report in story.reports:
        assert report.id in text


def test_the_same_archive_gives_the_same_file(archive: Path) -> None:
    assert offline.render(archive, []) == offline.render(archive, [])


def test_what_is_left_out_is_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "MOST_COMPARISONS", 2)
    monkeypatch.setattr(offline, "MOST_STORIES", 1)
    text = offline.render(archive, [])
    assert "Not in this file: 1 older story of the archive." in text
    assert "Listed without its comparison: 3 retellings." in text


def test_without_dates_it_tells_what_families_tell(tmp_path: Path) -> None:
    made = next(iter(simulate.traditions("copyists", 1, (6, 6), "offline"))).as_json()
    news = retold.open(tmp_path / "undated.retold", workers=1)
    news.add([Report(name, text) for name, text in made["witnesses"].items()])
    edges = [edge for family in news.families() for edge in family.edges]
    assert any(edge.directed for edge in edges)
    told = re.findall(r">\s*(retells|the same telling as)\s", offline.render(tmp_path / "undated.retold", []))
    assert told.count("retells") == sum(edge.directed for edge in edges)
    assert len(told) == len(edges)


def test_hostile_reports_are_words_in_it(tmp_path: Path) -> None:
    path = tmp_path / "hostile.retold"
    retold.open(path, workers=1).add(hostile(40))
    text = offline.render(path, [])
    found = Words()
    found.feed(text)
    tags = [tag for tag, _ in found.elements]
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert not set(tags) & {"img", "iframe", "object", "form", "base", "link", "template", "math", "video"}
    assert all(not name.startswith("on") and name != "style" for _, given in found.elements for name in given)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_the_command_writes_it_and_says_why_it_cannot(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert retold.cli.main(["report", str(archive), "-o", str(page), "--excerpts"]) == 0
    assert page.read_text("utf-8") == offline.render(archive, [], excerpts=True)
    assert retold.cli.main(["report", str(archive), "none", "-o", str(page)]) == 2
    assert "There is no story none" in capsys.readouterr().err
    assert retold.cli.main(["report", str(archive), "-o", str(archive)]) == 2
    assert "which is an input" in capsys.readouterr().err
    assert retold.cli.main(["report", str(archive), "-o", str(tmp_path / "no" / "page.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
