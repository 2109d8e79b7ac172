"""How well `retold trace` counts the origins of a claim: simulated traditions in an archive, the truth known.

In go traditions, made here from a seed or read from files of `retold simulate`. Each is added to an archive of its own,
with its dates and publishers or as texts alone, and every claim of it is traced in its own words. Out comes a
table: how many reports that tell a claim were found, and how its origins were counted. As a claim that was told
twice independently stands in wholly other words the second time, the two reports are told apart where both are found.

    python evaluation/origins.py --traditions 40 --seed held-out
    python evaluation/origins.py made/*.json
"""

from __future__ import annotations

import argparse
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import retold
from retold import simulate

#: What is added, and of which kind, with its number, sizes and whether dates and publishers are known.
Job = tuple[str, str, int, tuple[int, int], bool]


@dataclass(frozen=True, slots=True)
class Counted:
    """One claim: origins told and true, reports found that tell it, found that do not, and all that do. `all_met` says
    that of each true origin some report was found."""

    told: int
    true: int
    found: int
    strange: int
    carriers: int
    all_met: bool


def counted(job: Job) -> list[Counted]:
    """Every claim of one tradition."""
    kind, seed, number, sizes, dated = job
    if kind == "file":
        tradition = json.loads(Path(seed).read_text("utf-8"))
    else:
        tradition = next(iter(simulate.traditions(kind, 1, sizes, seed, first=number))).as_json()
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        pile.write_text(
            "".join(
                json.dumps(_report(tradition, name, dated=dated)) + "\n" for name in tradition["witnesses"]
            )
        )
        archive = retold.open(Path(folder) / "pile.retold")
        archive.add([str(pile)])
        return [_traced(archive, claim) for claim in tradition["origins"]]


def _report(tradition: dict[str, Any], name: str, *, dated: bool) -> dict[str, str]:
    found = {"id": name, "text": tradition["witnesses"][name]}
    known = {"publisher": "publishers", "published": "published"} if dated else {}
    return found | {field: tradition[of][name] for field, of in known.items() if name in tradition[of]}


def _traced(archive: Any, claim: dict[str, Any]) -> Counted:
    found = archive.trace(claim["claim"])
    seen = {sighting.report for sighting in found.sightings}
    carriers = {name for group in claim["groups"] for name in group}
    met = all(seen.intersection(group) for group in claim["groups"])
    return Counted(
        found.origins.at_most,
        claim["origins"],
        len(seen & carriers),
        len(seen - carriers),
        len(carriers),
        met,
    )


def told(name: str, claims: list[Counted]) -> str:
    """A line of the table."""
    met = [one for one in claims if one.all_met]
    return name.ljust(10) + "".join(
        f"{value:>10}" if isinstance(value, int) else f"{value:>10.3f}"
        for value in (
            len(claims),
            sum(one.told == one.true for one in claims) / len(claims),
            sum(one.told >= one.true for one in claims) / len(claims),
            sum(one.told >= one.true for one in met) / len(met),
            sum(one.found for one in claims) / sum(one.carriers for one in claims),
            sum(one.found for one in claims) / sum(one.found + one.strange for one in claims),
        )
    )


def main() -> None:
    """Read the arguments, trace, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="traditions of `retold simulate`, instead of new ones")
    parser.add_argument("--kind", choices=("newsroom", "copyists"), default="newsroom")
    parser.add_argument("--traditions", type=int, default=40)
    parser.add_argument("--versions", default="5-30")
    parser.add_argument("--seed", default="evaluation")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    least, _, most = options.versions.partition("-")
    given = [("file", name, 0) for name in options.files] or [
        (options.kind, options.seed, number) for number in range(options.traditions)
    ]
    print(f"{len(given)} traditions")
    print(
        "".ljust(10)
        + "".join(f"{h:>10}" for h in ("claims", "exact", "not under", "if met", "found", "precision"))
    )
    with ProcessPoolExecutor(options.workers) as pool:
        for dated in (True, False):
            jobs: list[Job] = [(*one, (int(least), int(most or least)), dated) for one in given]
            claims = [claim for some in pool.map(counted, jobs) for claim in some]
            print(told("dates" if dated else "no dates", claims), flush=True)


if __name__ == "__main__":
    main()
