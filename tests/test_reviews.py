"""What people say of findings is kept, whatever else happens to the file or the archive."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import retold
from retold import reviews
from retold.engine.beside import reviews_of
from retold.errors import BadArguments
from web_items import dam


def test_the_last_word_on_a_finding_counts(tmp_path: Path) -> None:
    path = tmp_path / "x.reviews"
    for name, verdict in (
        ("one", "confirmed"),
        ("two", "rejected"),
        ("one", "rejected"),
        ("two", "withdrawn"),
    ):
        reviews.add(path, reviews.review("change", name, verdict, "a", "b"))
    assert [(one.id, one.verdict) for one in reviews.read(path)] == [("one", "rejected")]
    assert len(path.read_text().splitlines()) == 4  # nothing was written over


def test_a_line_that_was_cut_short_costs_that_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.reviews"
    reviews.add(path, reviews.review("edge", "one", "confirmed", "a", "b"))
    with path.open("ab") as file:
        file.write(b'{"of": "edge", "id": \n\xff\xfe\n[]\n')
    reviews.add(path, reviews.review("edge", "two", "confirmed", "a", "b"))
    assert [one.id for one in reviews.read(path)] == ["one", "two"]


def test_no_file_is_no_reviews(tmp_path: Path) -> None:
    assert reviews.read(tmp_path / "none") == ()


def test_several_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.reviews"

    def write(first: int) -> None:
        for n in range(20):
            reviews.add(path, reviews.review("link", f"{first}-{n}", "confirmed", "a", "b", "note " * 100))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(reviews.read(path)) == 80


@pytest.mark.parametrize(
    ("of", "name", "verdict", "left"),
    [("report", "x", "confirmed", "a"), ("edge", "", "confirmed", "a"), ("edge", "x", "maybe", "a"), ("edge", "x", "confirmed", ""), ("edge", "x" * 300, "confirmed", "a")],
)  # fmt: skip
def test_what_names_no_finding_is_no_review(of: str, name: str, verdict: str, left: str) -> None:
    with pytest.raises(BadArguments):
        reviews.review(of, name, verdict, left, "b")


def test_a_removed_report_takes_its_reviews_with_it(tmp_path: Path) -> None:
    archive = dam(tmp_path)
    path = reviews_of(archive)
    reviews.add(path, reviews.review("edge", "kept", "rejected", "npa-update", "standard"))
    reviews.add(path, reviews.review("edge", "gone", "rejected", "flash", "weir", "a harkwellian note"))
    retold.open(archive).remove("flash")
    assert [one.id for one in reviews.read(path)] == ["kept"]
    assert b"harkwellian" not in path.read_bytes()
