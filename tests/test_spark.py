"""Two engines, one answer: whatever the partitions, the workers and the order of the reports."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import archive_corpus
import retold
from ingest_samples import SAMPLES
from retold import cli, simulate
from retold.archive import Archive
from retold.errors import BadArguments, NeedsExtra, NoSuchArchive
from retold.settings import DEFAULT
from retold.spark import job, reading
from retold.spark.archive import SparkArchive
from retold.spark.session import require_java
from retold.spark.stage import Stages
from retold.spark.together import components
from spark_items import EXAMPLE, SMALL, partitions, pile, results, session, write

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    running = session()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, spark: SparkSession) -> Path:
    """The results of the example."""
    folder = tmp_path_factory.mktemp("example") / "results"
    assert SparkArchive(folder, session=spark).add(EXAMPLE).added == 11
    return folder


def embedded(path: Path, *inputs: Path, settings: retold.Settings = DEFAULT) -> Archive:
    archive = Archive(path, workers=1, settings=settings)
    archive.add(inputs)
    return archive


def shuffled(path: Path, into: Path, seed: int) -> Path:
    lines = path.read_text("utf-8").splitlines()
    random.Random(seed).shuffle(lines)
    return write(into, lines)


def test_the_example_gives_what_the_embedded_engine_gives(tmp_path: Path, example: Path) -> None:
    expected = results(embedded(tmp_path / "a.retold", EXAMPLE))
    assert expected["families"]
    assert expected["stories"]
    assert results(SparkArchive(example)) == expected


@pytest.mark.parametrize(("parts", "seed"), [(1, 0), (2, 1), (8, 2)])
def test_parts_and_order_do_not_bear_on_the_result(
    tmp_path: Path, spark: SparkSession, parts: int, seed: int
) -> None:
    given = write(tmp_path / "pile.jsonl", pile(90, 5))
    expected = results(embedded(tmp_path / "a.retold", given, settings=SMALL))
    assert all(expected.values())
    assert any(pair.recurring for pair in expected["pairs"])
    archive = SparkArchive(tmp_path / "results", session=spark, settings=SMALL)
    with partitions(spark, parts):
        archive.add(shuffled(given, tmp_path / "shuffled.jsonl", seed))
    for name, found in results(archive).items():
        assert found == expected[name], name


def test_where_dates_do_not_tell_who_came_first_the_tree_is_asked_as_in_an_archive(
    tmp_path: Path, spark: SparkSession
) -> None:
    made = next(iter(simulate.traditions("copyists", 1, (8, 8), "directing"))).as_json()
    given = write(
        tmp_path / "pile.jsonl", [{"id": name, "text": text} for name, text in made["witnesses"].items()]
    )
    expected = embedded(tmp_path / "a.retold", given).families()
    assert any("family tree" in edge.reasons[-1] for family in expected for edge in family.edges)
    archive = SparkArchive(tmp_path / "results", session=spark)
    with partitions(spark, 3):
        archive.add(given)
    assert archive.families() == expected


def test_ids_that_are_alike_are_told_apart_in_the_order_of_the_input(
    tmp_path: Path, spark: SparkSession
) -> None:
    text = "The bridge at Hallin closed on Monday, and the mayor said it would stay closed for a week."
    records = [
        {"id": "a", "text": text},
        {"id": "a", "text": text},
        {"id": "a@2", "text": f"{text} It is old."},
        {"id": "a", "text": f"{text} It is new.", "url": "https://a.example/1"},
        {"id": "a", "text": f"{text} It is red.", "url": "https://a.example/2"},
        {"id": "a@2", "text": f"{text} It is low."},
        {"id": "b", "text": text, "url": "https://a.example/1"},
        {"text": text},
        {"text": text},
    ]
    given = write(tmp_path / "ids.jsonl", records)
    whole = Archive(tmp_path / "a.retold", workers=1)
    expected = whole.add(given)
    archive = SparkArchive(tmp_path / "results", session=spark)
    assert archive.add(given) == expected
    assert results(archive) == results(whole)
    versions = duckdb.execute(
        f"SELECT id, version_of, same_as FROM '{tmp_path}/results/reports/*.parquet' ORDER BY id"  # noqa: S608 - a folder of our own
    )
    with whole._store.reading() as connection:
        assert (
            versions.fetchall()
            == connection.execute("SELECT id, version_of, same_as FROM reports ORDER BY id").fetchall()
        )


def test_every_format_is_read_and_what_is_none_is_written_down(tmp_path: Path, spark: SparkSession) -> None:
    folder = tmp_path / "a [folder] of *many* things"
    folder.mkdir()
    for name, data in SAMPLES.items():
        (folder / name).write_bytes(data)
    write(folder / "bad.jsonl", ['{"text": "', {"id": "good", "text": "The dam at Hallin broke."}, {"id": 1}])
    for name in ("été 100% #1;2+3.txt", "a%20b.txt", "q'uo\"te.txt", "t?b.txt"):
        (folder / name).write_text(f"A bridge was closed in Orsk by {name}.", "utf-8")
    (folder / "film.mp4").write_bytes(bytes(100))
    (folder / "cut.warc.gz").write_bytes(b"\x1f\x8b\x08cut")
    duckdb.execute(
        f"COPY (SELECT 7 AS id, 'The river rose by two metres.' AS text, TIMESTAMP '2022-04-08 14:05:00' AS published, "
        f"[1, 2] AS pages) TO '{tmp_path}/rows' (FORMAT parquet)"
    )
    (tmp_path / "rows").rename(folder / "rows.parquet")
    (tmp_path / "link.jsonl").symlink_to(folder / "bad.jsonl")
    (tmp_path / "in").mkdir()
    inputs = [
        str(folder),
        f"{tmp_path}//in/../link.jsonl",
        str(tmp_path / "nothing"),
        str(tmp_path / "*.none"),
    ]
    whole = Archive(tmp_path / "a.retold", workers=1)
    expected = whole.add(inputs)
    assert len(expected.rejected) > 5
    archive = SparkArchive(tmp_path / "results", session=spark)
    added = archive.make(inputs)
    assert sorted(map(str, added.rejected)) == sorted(map(str, expected.rejected))
    assert (added.added, added.unchanged, added.versions) == (
        expected.added,
        expected.unchanged,
        expected.versions,
    )
    assert results(archive) == results(whole)
    (tmp_path / "at 10:30.txt").write_text("The dam at Hallin broke.", "utf-8")
    ((_, refused),) = reading.inputs(spark, [str(tmp_path / "at 10:30.txt")]).rejected
    assert "colon" in refused.reason
    named = SparkArchive(tmp_path / "named", session=spark)
    assert named.add(f"file:{folder}/a.*").added == sum(1 for _ in named.reports())


def test_a_run_that_was_stopped_goes_on_from_its_finished_stages(
    tmp_path: Path, spark: SparkSession, example: Path
) -> None:
    class Stopped(Exception):
        pass

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "skimmed":
            raise Stopped

    folder = tmp_path / "results"
    with pytest.raises(Stopped):
        SparkArchive(folder, session=spark).add(EXAMPLE, progress=stop)
    with pytest.raises(NoSuchArchive):
        SparkArchive(folder).families()
    finished = {path: path.stat().st_mtime_ns for path in folder.rglob("_SUCCESS")}
    assert folder / "_stages" / "found" / "_SUCCESS" in finished
    shutil.rmtree(folder / "_stages" / "named")  # half of a stage is none
    archive = SparkArchive(folder, session=spark)
    archive.add(EXAMPLE)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("_SUCCESS")}
    again = {path.parent.name for path, time in finished.items() if after[path] != time}
    assert again == {"named"}
    assert results(archive) == results(SparkArchive(example))
    assert archive.inputs() == (str(EXAMPLE),)


def test_one_shingle_in_very_many_reports_and_one_very_large_family(
    tmp_path: Path, spark: SparkSession
) -> None:
    sentences = archive_corpus.Corpus(7).sentences(4_000)
    footer = "Readers of this paper may write to the desk at any hour of the day or of the night."
    story = " ".join(sentences[:6])
    records: list[dict[str, Any]] = [
        {
            "id": f"s{n}",
            "text": f"{sentences[2 * n + 10]} {sentences[2 * n + 11]} {footer}",
            "publisher": "Post",
        }
        for n in range(1_500)
    ]
    records += [{"id": f"c{n}", "text": story, "published": f"2021-01-{n % 28 + 1:02}"} for n in range(1_500)]
    records += [{"id": f"e{n}", "text": f"{story} {sentences[3_500 + n]}"} for n in range(120)]
    given = write(tmp_path / "skew.jsonl", records)
    archive = SparkArchive(tmp_path / "results", session=spark)
    archive.add(given)
    expected = results(embedded(tmp_path / "a.retold", given))
    assert max(len(family.reports) for family in expected["families"]) >= 1_500
    for name, found in results(archive).items():
        assert found == expected[name], name


def grouped(spark: SparkSession, folder: Path, pairs: list[tuple[int, int]], name: str) -> dict[int, int]:
    stages = Stages(spark, str(folder), name, lambda *_: None)
    given = spark.createDataFrame(pairs, "one long, other long")
    rounds = {row.nr: row.label for row in components(stages, name, name, given, most_here=0).collect()}
    here = {row.nr: row.label for row in components(stages, f"{name}-here", name, given).collect()}
    assert rounds == here
    return rounds


def test_what_hangs_together_is_found_in_rounds(tmp_path: Path, spark: SparkSession) -> None:
    draw = random.Random(3)
    numbers = draw.sample(range(10**12), 400)
    chain = list(pairwise(numbers[:150]))
    star = [(numbers[150], other) for other in numbers[151:300]]
    loose = [(draw.choice(numbers[300:]), draw.choice(numbers[300:])) for _ in range(60)]
    loose = [(one, other) for one, other in loose if one != other]
    found = grouped(spark, tmp_path, [*chain, *star, *loose], "mixed")
    assert {found[n] for n in numbers[:150]} == {min(numbers[:150])}
    assert {found[n] for n in numbers[150:300]} == {min(numbers[150:300])}
    assert all(found[one] == found[other] for one, other in loose)
    assert len({found[n] for one_other in loose for n in one_other}) > 1


def test_an_archive_and_duckdb_open_the_folder(tmp_path: Path, example: Path) -> None:
    archive = Archive(tmp_path / "news.retold", workers=1)
    assert archive.add([example]) == retold.Added(11, 0, 1, ())
    assert results(archive) == results(SparkArchive(example))
    largest = duckdb.execute(
        f"SELECT story, count(*) FROM '{example}/stories/*.parquet' GROUP BY story ORDER BY 2 DESC LIMIT 1"  # noqa: S608 - a folder of our own
    ).fetchone()
    assert largest is not None
    assert largest[1] > 2


def test_the_command_writes_the_folder_and_prints_the_families(
    tmp_path: Path, spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path / "bad.jsonl", ["{"])
    folder = str(tmp_path / "results")
    command = ["families", str(EXAMPLE), str(bad), "--engine", "spark", "--output", folder]
    assert cli.main([*command, "--json"]) == 1
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["schema"] == "retold.families/1"
    assert "line 1" in printed.err
    embedded(tmp_path / "a.retold", EXAMPLE)
    assert cli.main(["families", str(tmp_path / "a.retold"), "--json"]) == 0
    assert told == json.loads(capsys.readouterr().out)
    assert cli.main(command) == 1
    assert "Written to" in capsys.readouterr().out
    assert cli.main(["families", str(bad), "--engine", "spark", "--output", f"{folder}-2"]) == 2


def test_spark_says_nothing_of_itself_where_nobody_asks_it(tmp_path: Path) -> None:
    given = write(tmp_path / "one.jsonl", [{"id": "one", "text": "The dam at Hallin broke."}, {"id": 1}])
    command = [sys.executable, "-m", "retold", "families", str(given), "--engine", "spark"]
    unset = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK", "PYSPARK"))}
    found = subprocess.run(
        [*command, "--output", str(tmp_path / "results"), "--master", "local[1]"],
        capture_output=True, text=True, env=unset, timeout=300, check=False,
    )  # fmt: skip
    said = [line for line in found.stderr.splitlines() if "jdk.incubator" not in line]
    assert found.returncode == 1, found.stderr
    assert [line for line in said if not line.startswith("retold: ")] == []


def test_the_job_prints_what_it_came_to(
    example: Path, spark: SparkSession, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["job.py", str(EXAMPLE), "--output", str(example)])
    assert job.main() == 0
    assert json.loads(capsys.readouterr().out)["added"] == 11


def test_what_cannot_be_done_is_said_in_a_sentence(
    tmp_path: Path, spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = retold.open(tmp_path / "results", engine="spark")
    with pytest.raises(NoSuchArchive, match="no finished run"):
        archive.families()
    for address in ("-", "https://npa.example/1"):
        with pytest.raises(BadArguments, match="reads files"):
            archive.add(address)
    missing = SparkArchive(tmp_path / "none", session=spark)
    assert [one.code for one in missing.add("file:/no/such/place").rejected] == ["no-such-file"]
    assert cli.main(["families", "a.retold", "--output", "x"]) == 2
    assert cli.main(["families", "a.jsonl", "--engine", "spark"]) == 2
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NeedsExtra, match="Java 17"):
        require_java()
