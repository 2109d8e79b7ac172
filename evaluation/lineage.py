"""How well the tree of a tradition is found: `retold tree` over simulated traditions, beside a spanning tree.

In go traditions, made here from a seed or read from files of `retold simulate`; out comes a table: edges with and
without their direction, agreement over triples (Roos and Heikkilä 2009), reports of two parents, origins. `retold
tree` is run in this process, on files, as a user would run it; nothing of it is known here but what it prints.

    python evaluation/lineage.py --traditions 200 --seed held-out
    python evaluation/lineage.py --kind copyists --traditions 50
    python evaluation/lineage.py made/*.json
    python evaluation/lineage.py --baseline
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import re
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from retold import simulate
from retold.cli import main

Edge = tuple[str, str]
#: The file of a tradition, and the answer of `retold tree`.
File = dict[str, Any]

#: Distance between two versions that no path joins.
_FAR = 10**6


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found, what is true, and what is both: precision, recall and F1 of sets."""

    both: int
    found: int
    true: int

    @property
    def f1(self) -> float:
        """The harmonic mean; 1 where there was nothing to find and nothing was found."""
        return 2 * self.both / (self.found + self.true) if self.found + self.true else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One tradition under one condition."""

    directed: Counted
    undirected: Counted
    sign: float
    two: Counted
    #: Claims: told exactly, told as fewer than there are, all of them.
    exact: int
    under: int
    claims: int
    #: Origins of the whole tradition, found and true.
    roots: tuple[int, int]
    root_right: bool
    seconds: float


def tree(tradition: File, *, dated: bool) -> File:
    """What `retold tree --json` says of the surviving texts, handed over in no order."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in tradition["witnesses"].items():
            report = {"id": name, "text": text}
            if dated and name in tradition.get("publishers", {}):
                report["publisher"] = tradition["publishers"][name]
            if dated and name in tradition["published"]:
                report["published"] = tradition["published"][name]
            path = Path(folder) / f"{name}.{'json' if dated else 'txt'}"
            path.write_text(json.dumps(report, ensure_ascii=False) if dated else text, "utf-8")
            files.append(str(path))
        random.Random(7).shuffle(files)
        printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with contextlib.redirect_stdout(printed):
            status = main(["tree", *files, "--json"])
        printed.seek(0)
        told = printed.read()
        if status:
            sys.exit(f"retold tree ended with {status}: {told[:300]}")
        return dict(json.loads(told))


def spanning_tree(tradition: File, *, dated: bool) -> File:
    """The tree that a minimum of method gives: a minimum spanning tree over word distances, its edges directed
    away from the earliest report, or from the one nearest to all others."""
    words = {
        name: re.findall(r"\w+", text.casefold()) for name, text in sorted(tradition["witnesses"].items())
    }
    far = {(a, b): Indel.normalized_distance(words[a], words[b]) for a in words for b in words if a != b}
    dates = tradition["published"] if dated else {}
    start = min(words, key=lambda a: (dates.get(a, "9"), sum(far[a, b] for b in words if a != b), a))
    joined, edges = [start], []
    while len(joined) < len(words):
        _, above, below = min((far[a, b], a, b) for a in joined for b in words if b not in joined)
        joined.append(below)
        edges.append({"source": above, "retelling": below, "confidence": 1.0})
    return {"nodes": [{"id": name, "lost": False} for name in words], "edges": edges, "rivals": []}


def score(tradition: File, found: File, seconds: float) -> Scored:
    """How a found tree compares with the true one: the definitions of Roos and Heikkilä for triples, sets elsewhere."""
    alive = sorted(tradition["witnesses"])
    lost = {node["id"] for node in found["nodes"] if node.get("lost")}
    parents: dict[str, list[str]] = defaultdict(list)
    for edge in found["edges"]:
        parents[edge["retelling"]].append(edge["source"])
    true = {(parent, child) for parent, child in tradition["edges"]}
    got = {(parent, child) for child in alive for parent in extant(child, parents, lost)}
    loose_true, loose_got = {frozenset(edge) for edge in true}, {frozenset(edge) for edge in got}
    two_true, two_got = of_two_parents(true), of_two_parents(got)
    exact = under = 0
    for claim in tradition.get("origins", []):
        carriers = {name for group in claim["groups"] for name in group}
        told = origins(carriers, parents, lost)
        exact += told == claim["origins"]
        under += told < claim["origins"]
    roots = [name for name in alive if not extant(name, parents, lost)]
    return Scored(
        Counted(len(got & true), len(got), len(true)),
        Counted(len(loose_got & loose_true), len(loose_got), len(loose_true)),
        sign_similarity(alive, tradition["all_edges"], [(e["source"], e["retelling"]) for e in found["edges"]]),
        Counted(len(two_got & two_true), len(two_got), len(two_true)),
        exact, under, len(tradition.get("origins", [])),
        (origins(set(alive), parents, lost), len(tradition["roots"])),
        roots == [tradition["root"]], seconds,
    )  # fmt: skip


def extant(
    name: str, parents: dict[str, list[str]], lost: set[str], seen: frozenset[str] = frozenset()
) -> set[str]:
    """The nearest surviving ancestors: lost ones are stepped over."""
    found: set[str] = set()
    for parent in parents.get(name, []):
        if parent not in seen:
            found |= extant(parent, parents, lost, seen | {parent}) if parent in lost else {parent}
    return found


def of_two_parents(edges: Iterable[Edge]) -> set[str]:
    """Reports made from two or more."""
    above: dict[str, set[str]] = defaultdict(set)
    for parent, child in edges:
        above[child].add(parent)
    return {child for child, found in above.items() if len(found) > 1}


def origins(carriers: set[str], parents: dict[str, list[str]], lost: set[str]) -> int:
    """How often the carriers of a claim began anew by this tree: carriers above which, however far, no carrier
    stands. Those that share a lost ancestor have it from there."""
    tops: dict[str, frozenset[str]] = {}
    for name in sorted(carriers):
        above, open_ends = set(), list(parents.get(name, []))
        while open_ends:
            end = open_ends.pop()
            if end not in above:
                above.add(end)
                open_ends += parents.get(end, [])
        if not above & (carriers - {name}):
            tops[name] = frozenset(above & lost)
    groups: list[set[str]] = []
    for name, missing in tops.items():
        mine = {name, *missing}
        for group in [group for group in groups if group & mine]:
            mine |= group
            groups.remove(group)
        groups.append(mine)
    return len(groups)


def sign_similarity(names: Sequence[str], true: Iterable[Sequence[str]], found: Iterable[Edge]) -> float:
    """Over all triples a, b, c: does the found tree say as the true one does which of a and b is nearer to c."""
    left, right = distances(names, true), distances(names, found)
    total = count = 0.0
    for c in names:
        for place, a in enumerate(names):
            for b in names[place + 1 :]:
                if c not in (a, b):
                    one = _sign(left.get((c, a), _FAR) - left.get((c, b), _FAR))
                    other = _sign(right.get((c, a), _FAR) - right.get((c, b), _FAR))
                    total += 1 - 0.5 * abs(one - other)
                    count += 1
    return total / count if count else 1.0


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def distances(names: Iterable[str], edges: Iterable[Sequence[str]]) -> dict[Edge, int]:
    """Edges between each surviving version and every other version, their direction set aside."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    found: dict[Edge, int] = {}
    for start in names:
        queue, found[start, start] = deque([start]), 0
        while queue:
            here = queue.popleft()
            for there in near[here]:
                if (start, there) not in found:
                    found[start, there] = found[start, here] + 1
                    queue.append(there)
    return found


def evaluate(job: tuple[str, str, int, tuple[int, int], bool, str]) -> Scored:
    """One tradition, made or read, under one condition."""
    kind, seed, number, sizes, dated, finder = job
    if kind == "file":
        tradition = json.loads(Path(seed).read_text("utf-8"))
    else:
        tradition = next(iter(simulate.traditions(kind, 1, sizes, seed, first=number))).as_json()
    for field, empty in (
        ("published", {}),
        ("all_edges", tradition["edges"]),
        ("roots", [tradition["root"]]),
    ):
        tradition.setdefault(field, empty)
    find: Callable[..., File] = {"retold": tree, "spanning tree": spanning_tree}[finder]
    begun = time.process_time()
    found = find(tradition, dated=dated)
    return score(tradition, found, time.process_time() - begun)


def summed(parts: Iterable[Counted]) -> Counted:
    """All of them together."""
    found = list(parts)
    return Counted(sum(p.both for p in found), sum(p.found for p in found), sum(p.true for p in found))


def table(columns: dict[str, list[Scored]]) -> list[tuple[str, list[str]]]:
    """The measures, a row each, with a value for each column. Edges and triples are means over traditions; what is
    rare (reports of two parents, origins) is counted over all of them."""

    def each(tell: Callable[[list[Scored]], str]) -> list[str]:
        return [tell(scores) for scores in columns.values()]

    def mean(values: Iterable[float]) -> str:
        found = list(values)
        return f"{sum(found) / len(found):.3f}"

    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f}" if whole else "-"

    def claims(scores: list[Scored]) -> int:
        return sum(s.claims for s in scores)

    return [
        ("directed edges, F1", each(lambda s: mean(x.directed.f1 for x in s))),
        ("undirected edges, F1", each(lambda s: mean(x.undirected.f1 for x in s))),
        ("sign similarity over triples", each(lambda s: mean(x.sign for x in s))),
        ("reports with two parents, F1", each(lambda s: f"{summed(x.two for x in s).f1:.3f}")),
        ("origins of a claim, exact", each(lambda s: share(sum(x.exact for x in s), claims(s)))),
        ("origins of a claim, never under", each(lambda s: share(claims(s) - sum(x.under for x in s), claims(s)))),
        ("origins of a tradition, exact", each(lambda s: mean(x.roots[0] == x.roots[1] for x in s))),
        ("origins of a tradition, never under", each(lambda s: mean(x.roots[0] >= x.roots[1] for x in s))),
        ("the root and no other", each(lambda s: mean(x.root_right for x in s))),
        ("seconds of CPU, mean and most", each(lambda s: f"{sum(x.seconds for x in s) / len(s):.2f} {max(x.seconds for x in s):.2f}")),
    ]  # fmt: skip


def run() -> None:
    """Read the arguments, evaluate, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="traditions of `retold simulate`, instead of new ones")
    parser.add_argument("--kind", choices=("newsroom", "copyists"), default="newsroom")
    parser.add_argument("--traditions", type=int, default=200)
    parser.add_argument("--versions", default="5-60")
    parser.add_argument(
        "--seed", default="evaluation", help="traditions that a method was tuned on have another"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--baseline", action="store_true", help="a spanning tree over word distances, too")
    parser.add_argument("--only-baseline", action="store_true", help="and nothing else")
    options = parser.parse_args()
    least, _, most = options.versions.partition("-")
    sizes = (int(least), int(most or least))
    given = [("file", name, 0) for name in options.files] or [
        (options.kind, options.seed, number) for number in range(options.traditions)
    ]
    finders = (
        ["spanning tree"] if options.only_baseline else ["retold", *(["spanning tree"] * options.baseline)]
    )
    conditions = [False] if options.kind == "copyists" and not options.files else [True, False]
    columns: dict[str, list[Scored]] = {}
    with ProcessPoolExecutor(options.workers) as pool:
        for finder in finders:
            for dated in conditions:
                jobs = [(*one, sizes, dated, finder) for one in given]
                columns[f"{finder}, {'dates' if dated else 'no dates'}"] = list(pool.map(evaluate, jobs))
    width = max(len(name) for name in columns) + 2
    print(f"{len(given)} traditions".ljust(38) + "".join(name.rjust(width) for name in columns))
    for name, values in table(columns):
        print(name.ljust(38) + "".join(value.rjust(width) for value in values))


if __name__ == "__main__":
    run()
