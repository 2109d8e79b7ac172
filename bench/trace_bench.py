"""Times `retold trace` on an archive, the whole command with its start, beside what finds words in the same texts.

    .venv/bin/python bench/trace_bench.py [--archive NEWS.retold] [--reports 100000] [--times 3]

Without an archive one of invented reports is made first (bench/archive_corpus.py), which takes some minutes. The questions are
drawn from the archive, the same ones each time: the same claims stand in one report, in some and in fifty and more, are
short and common or long, are a place in a report, or stand nowhere. For each the least seconds of so many runs, and the least
seconds of the processors: other work on the machine bears on those little.

Beside it DuckDB looks for the claim with LIKE in the same file, and grep (-F) in the same texts written out. They find the
claim's words in a row and nothing else: no other wording, no source, no origins. Read the ratios, and that they are no
rivals in what they find.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

import archive_corpus

#: What the rivals run: a program of its own each, as the command is.
LIKE = "import duckdb, sys; print(duckdb.connect(sys.argv[1], read_only=True).execute(\"SELECT count(*) FROM store.texts WHERE text LIKE '%' || ? || '%'\", [sys.argv[2]]).fetchone())"


class Question(NamedTuple):
    """A claim, and what kind of question it is."""

    kind: str
    claim: str


def sentences(text: str) -> list[str]:
    """The sentences of an invented report."""
    return [f"{one.strip()}." for one in text.replace("\n", " ").split(". ") if len(one.split()) > 5]


def questions(archive: Path) -> list[Question]:
    """Questions drawn from an archive."""
    connection = duckdb.connect(str(archive), read_only=True)
    rows = connection.execute("SELECT id, text FROM reports ORDER BY hash(id), id LIMIT 3000").fetchall()
    draw = random.Random(7)
    counted: dict[str, int] = {}
    told = [draw.choice(sentences(text)) for _, text in rows if sentences(text)][:400]
    for claim in told:
        (counted[claim],) = connection.execute(
            "SELECT count(*) FROM store.texts WHERE text LIKE '%' || ? || '%'", [claim]
        ).fetchone() or (0,)
    of = lambda least, most: [c for c, n in counted.items() if least <= n <= most]  # noqa: E731 - a name for a filter
    name, text = rows[0]
    first = text.index(sentences(text)[1][:20])
    found = [
        *(Question("one report", claim) for claim in of(1, 1)[:2]),
        *(Question("some reports", claim) for claim in of(3, 20)[:2]),
        *(Question("50 and more", claim) for claim in of(50, 10**6)[:3]),
        Question("a place", f"{name}:{first}-{first + len(sentences(text)[1]) - 1}"),
        Question("short", "New water."),
        Question("a figure", "At least 312 people died in the flood in Osttavnov."),
        Question("long", " ".join(sentences(text))[:600]),
        Question("nowhere", "The ferry sank off the lighthouse and forty passengers drowned."),
    ]
    connection.close()
    return found


def timed(command: list[str], times: int) -> tuple[float, float, str]:
    """The least seconds of some runs, the least seconds of the processors, and what the last one printed."""
    seconds, worked, printed = [], [], ""
    for _ in range(times):
        before, begun = os.times(), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = os.times()
        seconds.append(time.perf_counter() - begun)
        worked.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
        printed = done.stdout
    return min(seconds), min(worked), printed


def written_out(archive: Path, folder: Path) -> Path:
    """The texts of an archive in one plain file."""
    path = folder / "texts.txt"
    with duckdb.connect(str(archive), read_only=True) as connection, path.open("w", encoding="utf-8") as file:
        rows = connection.execute("SELECT text FROM store.texts ORDER BY nr")
        while found := rows.fetchmany(1000):
            file.writelines(f"{text}\n" for (text,) in found)
    return path


def run(archive: Path, times: int, folder: Path) -> None:
    """Print a line for each question."""
    texts = written_out(archive, folder)
    rivals: dict[str, Callable[[str], list[str]]] = {
        "LIKE": lambda claim: [sys.executable, "-c", LIKE, str(archive), claim]
    }
    if shutil.which("grep"):
        rivals["grep -F"] = lambda claim: ["grep", "-c", "-F", claim, str(texts)]
    print(f"{'':13} {'seconds':>8} {'processors':>10}   " + "".join(f"x {name:10}" for name in rivals))
    for kind, claim in questions(archive):
        seconds, worked, printed = timed(
            [sys.executable, "-m", "retold", "trace", str(archive), claim], times
        )
        ratios = [worked / max(timed(make(claim), times)[1], 0.01) for make in rivals.values()]
        line = f"{kind:13} {seconds:8.2f} {worked:10.2f}   " + "".join(f"{ratio:<12.1f}" for ratio in ratios)
        print(f"{line}{printed.partition(chr(10))[0][:70]}", flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--archive", type=Path, help="an archive there is")
    parser.add_argument("--reports", type=int, default=100_000, help="else: how many invented reports")
    parser.add_argument("--times", type=int, default=3, help="runs of each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        archive = options.archive
        if archive is None:
            pile, archive = Path(name) / "pile.jsonl.gz", Path(name) / "pile.retold"
            archive_corpus.write(pile, options.reports)
            subprocess.run([sys.executable, "-m", "retold", "add", str(archive), str(pile)], check=True)
        run(archive, options.times, Path(name))


if __name__ == "__main__":
    main()
