"""Trees and kinds of change are found once, for what they were made of, and go with what was removed."""

from __future__ import annotations

import queue
from contextlib import closing
from pathlib import Path

import pytest

import retold
from retold import Report
from retold.engine.beside import findings_of, snapshot_of
from retold.snapshot import findings, making, studying
from retold.snapshot.reading import opened
from web_items import dam


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return dam(tmp_path)


def trees(archive: Path) -> dict[str, object]:
    """Every family with its tree."""
    with opened(snapshot_of(archive), findings_of(archive)) as snapshot:
        return {name: snapshot.tree(name) for name in (one.id for one in retold.open(archive).families())}


def test_a_tree_is_that_of_the_archive(archive: Path) -> None:
    told = retold.open(archive)
    assert trees(archive) == {family.id: told.tree(family.id) for family in told.families()}


def test_a_tree_that_is_kept_is_as_it_was(archive: Path) -> None:
    told = retold.open(archive)
    for family in told.families():
        found = told.tree(family.id)
        assert findings.unpacked(findings.packed(found)) == found


def test_what_was_found_once_is_found_for_good(archive: Path) -> None:
    assert studying.study(archive) == 0


def test_only_what_grew_is_found_again(archive: Path) -> None:
    told = retold.open(archive, workers=1)
    before = {family.id for family in told.families()}
    source = told.report("ferry-wire")
    told.add(
        [Report("ferry-late", source.text.replace("212 people", "some 200 people"), title="Ferry aground")]
    )
    making.make(archive)
    found = trees(archive)
    assert sum(tree is None for tree in found.values()) == 1
    assert found.keys() == before
    # its tree, and what the new report changed; the other edges of the family stand as they were
    assert studying.study(archive) <= 3
    assert None not in trees(archive).values()


def test_a_family_that_somebody_looks_at_comes_first(archive: Path) -> None:
    findings_of(archive).unlink()
    last = {"families": ""}
    with opened(snapshot_of(archive), findings_of(archive)) as snapshot:
        names = snapshot.untold()
        last["families"] = names[-1]
    wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
    wanted.put("no family")
    wanted.put(last["families"])
    order: list[str] = []
    kept = studying.tree_of

    def watched(snapshot: object, family: str) -> object:
        order.append(family)
        return kept(snapshot, family)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studying, "tree_of", watched)
        studying.study(archive, wanted=wanted)
    assert order[0] == last["families"]
    assert sorted(order) == sorted(names)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_cannot_be_used_is_made_anew(archive: Path, content: bytes) -> None:
    findings_of(archive).write_bytes(content)
    assert set(trees(archive).values()) == {None}
    assert studying.study(archive) > 0
    assert None not in trees(archive).values()


def test_a_file_of_another_version_is_made_anew(archive: Path) -> None:
    with closing(findings.opened(findings_of(archive))) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    assert set(trees(archive).values()) == {None}
    studying.study(archive)
    assert None not in trees(archive).values()


def test_a_file_that_was_taken_away_is_written_to_no_more(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings_of(archive).unlink()
    monkeypatch.setattr(studying, "_EVERY", 0.0)
    told = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        findings_of(archive).unlink(missing_ok=True)

    assert studying.study(archive, progress=tell) == 1
    assert told[0][1] > 1
    assert not findings_of(archive).exists()


def test_kinds_of_change_are_bits_in_the_order_of_the_contract() -> None:
    assert findings.bits([]) == 0
    assert findings.bits(["quotation", "figure", "figure"]) == 3
    assert findings.bits(findings.KINDS) == 255
