"""An archive that is held, damaged, foreign, newer, or whose writer is killed: a clear sentence, nothing half there."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

import retold
from retold.engine import store
from retold.errors import ArchiveLocked, ArchiveTooNew, ArchiveTooOld, NotAnArchive, NotWritable

HOLD = """
import sys, duckdb
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""

#: Starts writers that add reports in batches of three and kills each at a random moment; prints what is there after
#: each. Writers are forked from a process that has loaded everything, and nothing is opened in that process itself.
KILLING = """
import os, random, signal, sys, time
from dataclasses import replace
import duckdb, retold
from retold.archive import Archive
from retold.fingerprint import Printer
from retold.settings import DEFAULT

path, lines, kills, longest = sys.argv[1], sys.argv[2], int(sys.argv[3]), 0.3
settings = replace(DEFAULT, adding=replace(DEFAULT.adding, batch_reports=3))
Printer(DEFAULT.printing).prints([retold.Report("x", "The dam failed.")])
draw = random.Random(11)

def forked(act):
    process = os.fork()
    if process == 0:
        try:
            act()
            os._exit(0)
        except BaseException as problem:
            print("failed", problem, flush=True)
            os._exit(1)
    return process

def add():
    Archive(path, workers=1, settings=settings).add(lines)

def count():
    print("kept", Archive(path).info().reports if os.path.exists(path) else 0, flush=True)

while kills:
    begun = time.monotonic()
    process = forked(add)
    time.sleep(draw.uniform(0, longest))
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        kills -= 1
        longest *= 1.1
    else:
        longest *= 0.5
        print("through", flush=True)
    os.waitpid(forked(count), 0)
    if not os.WIFSIGNALED(status):
        os.rename(path, path + ".full")
"""

COUNT = 24
KILLS = 50


def records(count: int = COUNT) -> list[dict[str, str]]:
    """Reports in pairs that share a passage, each with words of its own."""
    draw = random.Random(5)
    syllables = "bar den el fur gol hest ik lor mar nov ost per rin tav".split()

    def sentence() -> str:
        words = ["".join(draw.choices(syllables, k=2)) for _ in range(12)]
        return " ".join(words).capitalize() + "."

    found = []
    for number in range(count // 2):
        shared = " ".join(sentence() for _ in range(4))
        ends = {half: sentence() for half in "ab"}
        found += [
            {"id": f"{number}{half}", "text": f"{shared} {end}", "published": "2024-05-15"}
            for half, end in ends.items()
        ]
    return found


def write_lines(path: Path, found: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in found), "utf-8")
    return path


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Another process has the archive open for writing; its number."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process.pid
        finally:
            process.stdin.close()
            process.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    archive = tmp_path / "news.retold"
    retold.open(archive, workers=1).add(write_lines(tmp_path / "first.jsonl", records(4)))
    return archive


def test_who_holds_the_archive_is_said(path: Path) -> None:
    with held(path) as process:
        for act in (
            lambda a: a.families(),
            lambda a: a.info(),
            lambda a: a.add(retold.Report("x", "The dam failed.")),
            lambda a: a.remove("0a"),
        ):
            with pytest.raises(ArchiveLocked, match=str(process)):
                act(retold.open(path, wait=0.1, workers=1))
    assert retold.open(path).info().reports == 4


def test_a_reader_and_a_writer_wait_until_the_archive_is_free(path: Path, tmp_path: Path) -> None:
    more = write_lines(tmp_path / "more.jsonl", records(8))
    with held(path):
        waiting = [
            subprocess.Popen([sys.executable, "-m", "retold", *command], stdout=subprocess.PIPE, text=True)
            for command in (
                ["families", str(path), "--json", "--wait", "60"],
                ["add", str(path), str(more), "--json", "--wait", "60"],
            )
        ]
        time.sleep(1.0)
        assert [process.poll() for process in waiting] == [None, None]
    told = [json.loads(process.communicate()[0]) for process in waiting]
    assert [process.returncode for process in waiting] == [0, 0]
    assert len(told[0]["families"]) in (2, 4)
    assert told[1]["added"] == 4


def test_the_command_ends_with_2_where_the_archive_is_held(path: Path) -> None:
    with held(path):
        done = subprocess.run(
            [sys.executable, "-m", "retold", "families", str(path), "--json", "--wait", "0.1"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "archive-locked"


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "news.retold"
    halves = [records()[:14], records()[10:]]
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "retold", "add", str(archive), str(write_lines(tmp_path / f"{n}.jsonl", half)),
             "--wait", "60", "--workers", "1"]
        )
        for n, half in enumerate(halves)
    ]  # fmt: skip
    assert [writer.wait() for writer in writers] == [0, 0]
    assert whole(archive, tmp_path) == COUNT


def whole(archive: Path, folder: Path) -> int:
    """How many reports are there, and that all that is told of them is what an archive of those alone tells."""
    with duckdb.connect(str(archive), read_only=True) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM reports").fetchall()}
        loose = connection.execute(
            "SELECT (SELECT count(*) FROM store.reports WHERE text_nr NOT IN (SELECT nr FROM store.texts)), "
            "(SELECT count(*) FROM store.texts WHERE nr NOT IN (SELECT text_nr FROM store.postings)), "
            "(SELECT count(*) FROM store.reports) - (SELECT count(DISTINCT nr) FROM store.reports)"
        ).fetchone()
    assert loose == (0, 0, 0)
    if not kept:
        assert list(retold.open(archive).pairs()) == []
        return 0
    again = folder / "again.retold"
    again.unlink(missing_ok=True)
    fresh = retold.open(again, workers=1)
    fresh.add([retold.Report(r["id"], r["text"], published=retold.Published(r["published"])) for r in records() if r["id"] in kept])  # fmt: skip
    opened = retold.open(archive)
    assert list(opened.pairs()) == list(fresh.pairs())
    assert opened.families() == fresh.families()
    return len(kept)


def test_a_killed_add_leaves_whole_batches_and_goes_on(tmp_path: Path) -> None:
    """An archive is added to and its writer killed at a random moment, again and again; when all is in, anew."""
    lines = write_lines(tmp_path / "reports.jsonl", records())
    archive = tmp_path / "news.retold"
    done = subprocess.run(
        [sys.executable, "-c", KILLING, str(archive), str(lines), str(KILLS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    before, moments = 0, set()
    for line in done.stdout.splitlines():
        said, _, number = line.partition(" ")
        assert said in ("kept", "through"), line
        if said == "through":
            before = None
            continue
        kept = int(number)
        assert kept % 3 == 0, "half a batch"
        assert before is None or kept >= before, "a committed report is gone"
        moments.add(kept)
        before = 0 if before is None else kept
    assert len(moments) > 3, "the kills all fell into one step"
    for last in (archive, Path(f"{archive}.full")):
        if last.exists():
            whole(last, tmp_path)
    retold.open(archive, workers=1).add(lines)
    assert whole(archive, tmp_path) == COUNT
    assert not list(tmp_path.glob("*.making-*")), "drafts of killed writers are left"


def test_an_archive_of_a_newer_version_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store.about SET value = '999' WHERE name = 'schema'")
    before = path.read_bytes()
    for act in (
        lambda a: a.families(),
        lambda a: a.add(retold.Report("x", "The dam failed.")),
        lambda a: a.upgrade(),
    ):
        with pytest.raises(ArchiveTooNew):
            act(retold.open(path, workers=1))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\x00" * 9000])
def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    for act in (lambda a: a.families(), lambda a: a.add(retold.Report("x", "The dam failed."))):
        with pytest.raises(NotAnArchive):
            act(retold.open(path, workers=1))
    assert path.read_bytes() == content


def test_a_duckdb_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales AS SELECT 1 AS amount")
    with pytest.raises(NotAnArchive):
        retold.open(path, workers=1).add(retold.Report("x", "The dam failed."))


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises((NotAnArchive, NotWritable)):
        retold.open(tmp_path).families()


def test_an_archive_can_be_neither_made_nor_written_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        retold.open(tmp_path / "no" / "news.retold", workers=1).add(retold.Report("x", "The dam failed."))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_can_be_read(path: Path) -> None:
    expected = retold.open(path).families()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert retold.open(path).families() == expected
        with pytest.raises(NotWritable):
            retold.open(path, workers=1).add(retold.Report("x", "The dam failed."))
    finally:
        path.parent.chmod(0o755)


def test_a_full_disk_is_said_and_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk."""
    long = [{"id": f"long{n}", "text": " ".join(map(str, range(n, 240_000, 4)))} for n in range(4)]
    more = write_lines(tmp_path / "more.jsonl", [*records(), *long])
    limit = path.stat().st_size + 100_000

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "retold", "add", str(path), str(more), "--json", "--workers", "1"],
        preexec_fn=full, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stdout
    assert json.loads(done.stdout)["error"]["code"] == "disk-full"
    assert "Traceback" not in done.stderr
    assert retold.open(path).info().reports == 4
    retold.open(path, workers=1).add(write_lines(tmp_path / "rest.jsonl", records()))
    assert whole(path, tmp_path) == COUNT


def test_what_a_killed_writer_left_beside_the_archive_goes_into_it(path: Path) -> None:
    log = path.with_name(f"{path.name}.wal")
    program = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]);"
        "c.execute(\"INSERT INTO store.about VALUES ('note', 'left by a writer that was killed')\"); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    assert log.exists()
    retold.open(path, workers=1).add(write_lines(path.parent / "same.jsonl", records(4)))
    assert not log.exists(), "the file alone is not the archive"


def test_a_log_whose_archive_was_moved_away_is_put_aside(path: Path) -> None:
    log = path.with_name(f"{path.name}.wal")
    path.rename(path.with_name("moved.retold"))
    log.write_bytes(b"of another file")
    retold.open(path, workers=1).add(write_lines(path.parent / "more.jsonl", records(8)))
    assert retold.open(path).info().reports == 8
    assert log.with_name(f"{log.name}.left").read_bytes() == b"of another file"


def test_an_older_archive_is_upgraded_when_asked_for_and_not_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version to come is made up: one more table."""
    before = retold.open(path).families()
    monkeypatch.setattr(store, "VERSION", 2)
    monkeypatch.setattr(store, "STEPS", {1: "CREATE TABLE store.extra (value INTEGER)"})
    with pytest.raises(ArchiveTooOld, match="upgrade"):
        retold.open(path).families()
    assert retold.open(path).upgrade() == (1, 2)
    assert retold.open(path).families() == before
    assert retold.open(path).upgrade() == (2, 2)
