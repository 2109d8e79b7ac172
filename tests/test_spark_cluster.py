"""A cluster that loses a worker in the middle of a run ends with the same result."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import spark_cluster
from retold.archive import Archive
from retold.spark.archive import SparkArchive
from spark_items import SMALL, pile, results, session, write

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")

_EXECUTORS = {
    "spark.executor.memory": "600m",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.task.maxFailures": "8",
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[spark_cluster.Cluster, SparkSession]]:
    place = tmp_path / "cluster"
    place.mkdir()
    with spark_cluster.cluster(place, workers=2) as cluster:
        spark = session(cluster.url, **_EXECUTORS)
        try:
            yield cluster, spark
        finally:
            spark.stop()


def _holders(spark: SparkSession, wanted: int) -> bool:
    """Whether so many hold data before long, of which the driver is one."""
    for _ in range(300):
        if spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() == wanted:
            return True
        time.sleep(0.2)
    return False


def test_a_worker_that_is_killed_costs_time_and_nothing_else(
    tmp_path: Path, running: tuple[spark_cluster.Cluster, SparkSession]
) -> None:
    cluster, spark = running
    killed: list[str] = []

    def watch(stage: str, done: int, total: int) -> None:
        if stage == "found" and not killed:
            killed.append(stage)
            threading.Timer(0.3, cluster.kill, [0]).start()

    given = write(tmp_path / "pile.jsonl", pile(50, 5))
    archive = SparkArchive(tmp_path / "results", session=spark, settings=SMALL)
    assert _holders(spark, 3), "both workers came"
    archive.add(given, progress=watch)
    assert killed
    assert cluster.workers[0].poll() is not None
    assert _holders(spark, 2), "one of them went"
    whole = Archive(tmp_path / "a.retold", workers=1, settings=SMALL)
    whole.add(given)
    expected = results(whole)
    for name, found in results(archive).items():
        assert found == expected[name], name
