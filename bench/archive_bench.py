"""Times an archive as it grows, and counts what it finds of known families, beside MinHash programs.

For each size a pile of invented reports (bench/archive_corpus.py) goes through `retold add` and `retold families`:
seconds, peak memory of the largest process, size of the file against the text, seconds to add 100 more. The
growth exponent is that of seconds against reports, from the smallest size to the largest. Then what was found:
for each kind of retelling the share that stands in one family with its source, and pairs of different families.

With `--rivals`, datasketch and rensa (pip install datasketch rensa) find near-copies in the same pile: MinHash of
words five in a row, 128 permutations, LSH at .5, one process. They give pairs without reading them side by side. So
does text-dedup's MinHash with `--text-dedup PYTHON`, the Python of an environment that has it: it runs as a program of
its own, and gives groups, of which the links that hold them together are counted as pairs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import archive_corpus
from compare_bench import timed

PERMUTATIONS = 128
THRESHOLD = 0.5
KINDS = ("verbatim", "edited", "reworded")


class Truth(NamedTuple):
    """The family of each report, its kind, and the source of each family."""

    family: dict[str, str | None]
    kind: dict[str, str]
    source: dict[str, str]


def records(path: Path) -> Iterable[dict[str, object]]:
    """The records of a pile."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def truth_of(path: Path) -> Truth:
    """What the generator knows."""
    family, kind, source = {}, {}, {}
    for record in records(path):
        told = record["truth"]
        family[record["id"]], kind[record["id"]] = told["family"], told["kind"]
        if told["kind"] == "source":
            source[told["family"]] = record["id"]
    return Truth(family, kind, source)


def found(truth: Truth, groups: Iterable[Iterable[str]], pairs: Iterable[tuple[str, str]]) -> str:
    """Shares found by kind, and pairs of reports of different families."""
    group = {name: number for number, members in enumerate(groups) for name in members}
    there, asked = Counter[str](), Counter[str]()
    for name, family in truth.family.items():
        kind = truth.kind[name]
        if kind in KINDS and family in truth.source:
            asked[kind] += 1
            there[kind] += name in group and group[name] == group.get(truth.source[family])
    false = sum(truth.family[a] is None or truth.family[a] != truth.family[b] for a, b in pairs)
    shares = "  ".join(f"{kind} {there[kind] / max(1, asked[kind]):.3f}" for kind in KINDS)
    return f"{shares}  pairs of different families {false:,}"


def retold(count: int, folder: Path) -> tuple[float, str]:
    """Seconds to add a pile of that size, and a line about it."""
    pile, more, archive = folder / f"{count}.jsonl.gz", folder / "more.jsonl.gz", folder / f"{count}.retold"
    archive_corpus.write(pile, count)
    archive_corpus.write(more, 100, seed=99)
    characters = sum(len(str(record["text"])) for record in records(pile))
    command = [sys.executable, "-m", "retold"]
    worked = processor_seconds()
    added = timed([*command, "add", str(archive), str(pile)])
    worked = processor_seconds() - worked
    grouped = timed([*command, "families", str(archive), "--json"])
    import retold as library

    opened = library.open(archive)
    families = [[one.id for one in family.reports] for family in opened.families()]
    derived = (
        (pair.left, pair.right)
        for pair in opened.pairs()
        if pair.kind in ("retelling", "partial-retelling") and not pair.recurring
    )
    told = found(truth_of(pile), families, derived)
    size = archive.stat().st_size / characters
    again = timed([*command, "add", str(archive), str(more)])
    memory = max(added.megabytes, grouped.megabytes)
    line = (
        f"{count:>9,}  {added.seconds:8.1f} s  {grouped.seconds:6.1f} s  {memory:7,.0f} MB  {size:4.1f} x text  "
        f"{again.seconds:5.1f} s\n           {told}  add, of the processors {worked:.1f} s"
    )
    return added.seconds + grouped.seconds, line


def shingles(text: str) -> set[str]:
    """Words five in a row."""
    words = text.lower().split()
    return {" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))}


def datasketch_pairs(pile: Path) -> list[tuple[str, str]]:
    """What datasketch finds."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs = []
    for record in records(pile):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(str(record["text"]))])
        pairs += [(str(other), str(record["id"])) for other in index.query(sketch)]
        index.insert(record["id"], sketch)
    return pairs


def rensa_pairs(pile: Path) -> list[tuple[str, str]]:
    """What rensa finds."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    pairs, names = [], []
    for number, record in enumerate(records(pile)):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(shingles(str(record["text"]))))
        pairs += [(names[other], str(record["id"])) for other in index.query(sketch)]
        index.insert(number, sketch)
        names.append(str(record["id"]))
    return pairs


def text_dedup_pairs(python: str, pile: Path) -> list[tuple[str, str]]:
    """What text-dedup finds, run by another Python."""
    options = {"ngram": 5, "num_perm": PERMUTATIONS, "threshold": THRESHOLD, "num_proc": 1}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "pile.jsonl"
        with plain.open("w", encoding="utf-8") as out:
            for record in records(pile):
                out.write(json.dumps({"id": record["id"], "text": record["text"]}) + "\n")
        command = [python, "-m", "text_dedup.minhash", "--path", "json", "--data_files", str(plain)]
        command += ["--split", "train", "--column", "text", "--debug", "--output", str(folder / "out")]
        command += ["--cache_dir", str(folder / "cache")]
        command += [part for key, value in options.items() for part in (f"--{key}", str(value))]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        links = [python, "-c", _LINKS, str(folder / "out" / "uf.pkl")]
        told = subprocess.run(links, check=True, capture_output=True, text=True).stdout
    names = [str(record["id"]) for record in records(pile)]
    return [(names[one], names[other]) for one, other in json.loads(told)]


#: Prints who hangs on whom in the groups that text-dedup wrote down.
_LINKS = """
import json, pickle, sys
groups = pickle.load(open(sys.argv[1], "rb"))
print(json.dumps([[int(groups.find(one)), int(one)] for one in list(groups.parent) if groups.find(one) != one]))
"""


def groups_of(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What hangs together over pairs."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(other)] = root(one)
    members = defaultdict(list)
    for name in parent:
        members[root(name)].append(name)
    return list(members.values())


def processor_seconds() -> float:
    """What this process and those that it ran have had of the processors: no other work on the machine bears on it."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def rival(name: str, find: Callable[[Path], list[tuple[str, str]]], pile: Path) -> None:
    """Time a rival and print what it finds, where it is installed."""
    begun, worked = time.perf_counter(), processor_seconds()
    try:
        pairs = find(pile)
    except ImportError:
        print(f"{name}: not installed")
        return
    seconds, worked = time.perf_counter() - begun, processor_seconds() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}  {seconds:.1f} s, of the processors {worked:.1f} s  {memory:,.0f} MB\n           {found(truth_of(pile), groups_of(pairs), pairs)}"
    )


def main() -> None:
    """Run the sizes asked for, then the rivals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000])
    parser.add_argument(
        "--rivals", action="store_true", help="datasketch and rensa on the smallest size, too"
    )
    parser.add_argument(
        "--text-dedup", metavar="PYTHON", help="text-dedup, too, by the Python of an environment that has it"
    )
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors\n  reports    add         families  memory     file         100 more")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken = {}
        for size in sorted(options.sizes):
            taken[size], line = retold(size, folder)
            print(line, flush=True)
        least, most = min(taken), max(taken)
        if most > least:
            print(f"growth exponent {math.log(taken[most] / taken[least]) / math.log(most / least):.2f}")
        if options.rivals:
            rival("datasketch", datasketch_pairs, folder / f"{least}.jsonl.gz")
            rival("rensa", rensa_pairs, folder / f"{least}.jsonl.gz")
        if options.text_dedup:
            python = str(Path(options.text_dedup).absolute())
            rival("text-dedup", partial(text_dedup_pairs, python), folder / f"{least}.jsonl.gz")


if __name__ == "__main__":
    main()
