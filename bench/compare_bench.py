"""Times `retold compare` beside what a user would write, as ratios of one run on one machine.

Two questions: how long is a cold start on two example reports, and in how much memory (median of five,
the two programs in turn); and how many pairs a second go through `--pairs` on two cores with the default
encoder (pairs of bench/corpus.py, process start included on both sides). The baseline is
bench/baseline.py: less work, done with difflib and rapidfuzz. Only ratios of one run mean something; the
seconds are those of this machine. No test depends on a time.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import corpus

HERE = Path(__file__).parent
ROOT = HERE.parent
#: What was promised: seconds and MB of a cold start, pairs a second on two cores.
GOAL_SECONDS, GOAL_MB, GOAL_PAIRS = 1.5, 400, 30
CORES = 2


class Run(NamedTuple):
    """One run of a program: wall-clock seconds and the peak of its memory in MB."""

    seconds: float
    megabytes: float


def timed(command: list[str]) -> Run:
    """Run a program to its end, its output thrown away.

    `wait4` gives the memory of this one child. It counts the child's moment as a copy of this program
    too, which is why nothing large is imported here.
    """
    with tempfile.TemporaryFile() as complaints:
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=complaints)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            complaints.seek(0)
            sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{complaints.read().decode()}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit)


def two_cores() -> int:
    """Keep this program and its children on two cores, where the system allows it. How many it has now."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    return len(os.sched_getaffinity(0))


def demo_reports() -> list[str]:
    """The two reports that `make demo` compares."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return re.findall(r"^DEMO_(?:LEFT|RIGHT) \?= (\S+)$", makefile, flags=re.MULTILINE)


def processor() -> str:
    """The name of the processor, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    names = (
        re.findall(r"^model name\s*: (.+)$", info.read_text("utf-8"), re.MULTILINE) if info.exists() else []
    )
    return names[0] if names else platform.processor() or platform.machine()


def row(what: str, ours: float, theirs: float, goal: str) -> str:
    """One line of the table."""
    return f"{what:<34}{ours:>10.2f}{theirs:>12.2f}{ours / theirs:>9.2f}   {goal}"


def main() -> None:
    """Take the measurements and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--count", type=int, default=300, help="pairs for the throughput (300)")
    arguments.add_argument("--runs", type=int, default=5, help="cold starts, of which the median counts (5)")
    given = arguments.parse_args()

    retold = shutil.which("retold", path=str(Path(sys.executable).parent))
    if retold is None:
        sys.exit("The command retold is not installed beside this Python. Run: make bench")
    baseline = [sys.executable, str(HERE / "baseline.py")]
    cores = two_cores()
    reports = demo_reports()

    ours, theirs = [], []
    for _ in range(given.runs + 1):  # the first run of each fills the caches of the file system
        ours.append(timed([retold, "compare", *reports]))
        theirs.append(timed([*baseline, *reports]))
    ours, theirs = ours[1:], theirs[1:]

    with tempfile.TemporaryDirectory() as folder:
        pairs = Path(folder) / "pairs.jsonl"
        corpus.write(pairs, given.count)
        words = len(pairs.read_text("utf-8").split()) / (2 * given.count)
        our_rate = given.count / timed([retold, "compare", "--pairs", str(pairs), "--json"]).seconds
        their_rate = given.count / timed([*baseline, "--pairs", str(pairs), "--workers", str(CORES)]).seconds

    print(f"{processor()}; {os.cpu_count()} cores, {cores} used; Python {platform.python_version()}")
    print(
        f"{given.count} pairs of two reports of about {words:.0f} words; median of {given.runs} cold starts\n"
    )
    print(f"{'':<34}{'retold':>10}{'baseline':>12}{'ratio':>9}   goal")
    our_seconds, their_seconds = (median(run.seconds for run in runs) for runs in (ours, theirs))
    our_memory, their_memory = (median(run.megabytes for run in runs) for runs in (ours, theirs))
    print(row("cold start, seconds", our_seconds, their_seconds, f"at most {GOAL_SECONDS}"))
    print(row("cold start, peak memory in MB", our_memory, their_memory, f"at most {GOAL_MB}"))
    print(row("--pairs, pairs a second", our_rate, their_rate, f"at least {GOAL_PAIRS}"))


if __name__ == "__main__":
    main()
