"""Times the engine spark beside the embedded one on the same pile, start included, and tells what each stage shuffles.

A pile of invented reports (archive_corpus.py) goes through `retold add`, `families` and `stories`, and through
`retold families PILE --engine spark`, in local mode on two processors. Seconds on the clock, and seconds that the
processes had of the processors, which other work on the machine bears on little. Then what both found is compared.
From Spark's own log of events: bytes that each stage of Retold shuffled and wrote, in all and for each report.

`--workers 1 2` runs the same on a cluster of so many workers of one processor each, and `--only` leaves engines out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import archive_corpus
import spark_cluster

RETOLD = [sys.executable, "-m", "retold"]


class Spent:
    """Seconds that a process and all that it started had of the processors, looked up again and again."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._seen: dict[int, float] = {}
        self._tick = os.sysconf("SC_CLK_TCK")
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def seconds(self) -> float:
        """In all."""
        return sum(self._seen.values())

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            parents: dict[int, int] = {}
            times: dict[int, float] = {}
            for entry in Path("/proc").iterdir():
                if entry.name.isdigit():
                    try:
                        row = (entry / "stat").read_text().rpartition(")")[2].split()
                    except OSError:
                        continue
                    parents[int(entry.name)] = int(row[1])
                    times[int(entry.name)] = (int(row[11]) + int(row[12])) / self._tick
            for number in parents:
                above = number
                while above in parents and above != self._root:
                    above = parents[above]
                if above == self._root:
                    self._seen[number] = times[number]


def timed(command: list[str], **more: str) -> tuple[float, float]:
    """Seconds on the clock and of the processors."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **more}) as process:
        with Spent(process.pid) as spent:
            status = process.wait()
        if status:
            raise SystemExit(f"{' '.join(command)} ended with {status}")
    return time.perf_counter() - begun, spent.seconds


def embedded(pile: Path, archive: Path) -> None:
    """Add, families, stories."""
    total = worked = 0.0
    for arguments in (
        ["add", str(archive), str(pile)],
        ["families", str(archive), "--json"],
        ["stories", str(archive), "--json"],
    ):
        seconds, spent = timed([*RETOLD, *arguments])
        print(
            f"embedded {arguments[0]:<9} {seconds:8.1f} s on the clock {spent:8.1f} s of the processors",
            flush=True,
        )
        total, worked = total + seconds, worked + spent
    print(f"embedded, in all   {total:8.1f} s on the clock {worked:8.1f} s of the processors", flush=True)


@contextmanager
def logged(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which Spark writes its log of events into a folder."""
    events = folder / "events"
    events.mkdir(exist_ok=True)
    (folder / "spark-defaults.conf").write_text(
        f"spark.eventLog.enabled true\nspark.eventLog.dir file:{events}\nspark.eventLog.rolling.enabled false\nspark.eventLog.compress false\n"
        "spark.executor.memory 3g\nspark.executor.cores 1\n",
        "utf-8",
    )
    yield {"SPARK_CONF_DIR": str(folder)}


def spark(pile: Path, folder: Path, output: Path, master: str) -> None:
    """One run, and what it shuffled."""
    folder.mkdir(parents=True, exist_ok=True)
    with logged(folder) as environment:
        command = [*RETOLD, "families", str(pile), "--engine", "spark", "--output", str(output), "--json"]
        seconds, spent = timed([*command, "--master", master], **environment)
    print(
        f"spark, {master.partition(':')[0]:<11} {seconds:8.1f} s on the clock {spent:8.1f} s of the processors",
        flush=True,
    )


def shuffled(folder: Path, reports: int) -> None:
    """What each stage shuffled and wrote, from Spark's log of events: by the table that a query wrote."""
    wrote: dict[str, str] = {}
    stages: dict[int, str] = {}
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for log in (folder / "events").iterdir():
        for line in log.read_text("utf-8").splitlines():
            event: dict[str, Any] = json.loads(line)
            kind = event["Event"]
            if kind.endswith("SparkListenerSQLExecutionStart"):
                plan = event["physicalPlanDescription"]
                place = plan.find("Arguments: file:")
                path = plan[place + 16 :].partition(",")[0] if place >= 0 else ""
                wrote[str(event["executionId"])] = path.rpartition("/")[2] or "looking"
            elif kind == "SparkListenerStageSubmitted":
                name = (event.get("Properties") or {}).get("spark.sql.execution.id", "")
                stages[event["Stage Info"]["Stage ID"]] = wrote.get(name, "looking")
            elif kind == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                found, metrics = sums[stages[event["Stage ID"]]], event["Task Metrics"]
                found["shuffle"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
                found["written"] += metrics["Output Metrics"]["Bytes Written"]
                found["spilled"] += metrics["Disk Bytes Spilled"]
                found["seconds"] += metrics["Executor Run Time"] / 1000
    print(
        f"{'table':<24} {'task s':>8} {'shuffled':>12} {'a report':>9} {'written':>12} {'a report':>9} {'spilled':>12}"
    )
    total: dict[str, float] = defaultdict(float)
    for name, found in sums.items():
        for key, value in found.items():
            total[key] += value
        _row(name, found, reports)
    _row("in all", total, reports)


def _row(name: str, found: dict[str, float], reports: int) -> None:
    shuffle, written = found["shuffle"], found["written"]
    print(
        f"{name:<24} {found['seconds']:8.1f} {shuffle:12,.0f} {shuffle / reports:9,.0f} {written:12,.0f} "
        f"{written / reports:9,.0f} {found['spilled']:12,.0f}",
        flush=True,
    )


def compared(archive: Path, output: Path) -> None:
    """Whether both engines found the same."""
    import retold
    from retold.spark.written import Written

    one, other = retold.open(archive), Written(str(output))
    for name in ("pairs", "families", "stories"):
        left, right = list(getattr(one, name)()), list(getattr(other, name)())
        print(
            f"{name:<9} {len(left):>9,} and {len(right):>9,}: {'the same' if left == right else 'NOT THE SAME'}",
            flush=True,
        )


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--workers", type=int, nargs="*", default=[], help="clusters of so many workers, too")
    parser.add_argument(
        "--only",
        choices=("embedded", "spark", "cluster"),
        nargs="*",
        default=["embedded", "spark", "cluster"],
    )
    parser.add_argument("--keep", metavar="FOLDER", help="where to work, and to leave everything")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(options.keep or name)
        folder.mkdir(parents=True, exist_ok=True)
        pile, archive, output = (
            folder / f"{options.count}.jsonl.gz",
            folder / "pile.retold",
            folder / "output",
        )
        if not pile.exists():
            archive_corpus.write(pile, options.count)
        print(f"{options.count:,} reports, {os.cpu_count()} processors", flush=True)
        if "spark" in options.only:
            spark(pile, folder / "local", output, options.master)
            shuffled(folder / "local", options.count)
        if "embedded" in options.only:
            embedded(pile, archive)
        if output.exists() and archive.exists():
            compared(archive, output)
        for workers in options.workers if "cluster" in options.only else ():
            place = folder / f"cluster-{workers}"
            place.mkdir(exist_ok=True)
            with spark_cluster.cluster(place, workers, memory="4g") as running:
                spark(pile, place, folder / f"output-{workers}", running.url)


if __name__ == "__main__":
    main()
