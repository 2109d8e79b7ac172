"""A cluster of Spark on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_CLASSES = "org.apache.spark.deploy"
#: Seconds for a process to say where it is.
_WAIT = 90.0


@dataclass(frozen=True)
class Cluster:
    """Where the master is, and the processes of the workers."""

    url: str
    workers: list[subprocess.Popen[bytes]]

    def kill(self, number: int) -> None:
        """End a worker and the executors that it started, as a machine that fails does."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()


@contextmanager
def cluster(folder: Path, workers: int, cores: int = 1, memory: str = "1g") -> Iterator[Cluster]:
    """A master and so many workers, which are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        log = folder / "master.log"
        started.append(
            _start(log, "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        )
        url = _told(log, r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            log = folder / f"worker-{number}.log"
            options = ["--host", "127.0.0.1", "--cores", str(cores), "--memory", memory, "--webui-port", "0"]
            started.append(_start(log, "worker.Worker", *options, "--work-dir", str(folder / "work"), url))
        for number in range(workers):
            _told(folder / f"worker-{number}.log", r"(Successfully registered with master)")
        yield Cluster(url, started[1:])
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(log: Path, name: str, *options: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    with log.open("wb") as out:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), f"{_CLASSES}.{name}", *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def _told(log: Path, pattern: str) -> str:
    """What a process wrote into its log, as soon as it has."""
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(log.read_text("utf-8", "replace")[-2_000:])
