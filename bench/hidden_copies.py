"""Hides copies in other words in a pile of reports, and counts how many of them an archive finds.

In go a pile of reports (any JSON Lines file that `retold add` takes) and a number that draws. Out of reports of
running text some are drawn, and a copy of each is made by bench/reworded.py: under 12 % of the copy's five words in a
row stand in its source; half of the copies also lose most names and figures. Pile and copies go into one archive.
Printed is, for either half, how many copies are listed by `pairs` beside their source at all, how many are named a
retelling or partial retelling, and how many stand in one family with their source.

    python bench/hidden_copies.py reports.jsonl.gz --count 400 --seed 11
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import retold
from retold import Report
from retold.ingest.stream import stream
from reworded import reworded, shared_fives

#: Characters of a report of which a copy is made, and the most of its words that are figures: no tables.
CHARACTERS = (600, 4000)
FIGURES = 0.15
#: The most of the copy's five words in a row that stand in its source.
MOST_SHARED = 0.12
DERIVED = ("retelling", "partial-retelling")
HALVES = ("names and figures kept", "most names and figures lost")


class Copy(NamedTuple):
    """A copy, the id of its source, and which half it belongs to."""

    report: Report
    source: str
    half: str


def running(text: str) -> bool:
    """Whether a text is running text of a middling length."""
    words = text.split()
    figures = sum(any(letter.isdigit() for letter in word) for word in words)
    return CHARACTERS[0] < len(text) < CHARACTERS[1] and figures <= FIGURES * len(words)


def copies(reports: Sequence[Report], count: int, seed: int) -> Iterator[Copy]:
    """So many copies of reports drawn from a pile; half of them have most names and figures taken away.

    A report of which no copy in other words can be made (a list of names) is passed over.
    """
    told = sorted((one for one in reports if running(one.text)), key=lambda one: one.id)
    random.Random(seed).shuffle(told)
    made = 0
    for number, source in enumerate(told):
        half = HALVES[2 * made >= count]
        text = reworded(source.text, seed * 1_000_000 + number, bare=half == HALVES[1])
        if shared_fives(source.text, text) >= MOST_SHARED:
            continue
        hidden = Report(f"hidden-{made}", text, publisher="The copier", published=source.published)
        yield Copy(hidden, source.id, half)
        made += 1
        if made == count:
            return


def main() -> None:
    """Hide, look, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pile", help="reports, as `retold add` takes them")
    parser.add_argument("--count", type=int, default=400, help="copies to hide (400)")
    parser.add_argument("--seed", type=int, default=11, help="which reports are copied, and how (11)")
    parser.add_argument("--missed", action="store_true", help="list the copies that are not named, too")
    options = parser.parse_args()
    reports = [one for one in stream([options.pile]) if isinstance(one, Report)]
    texts = {one.id: one.text for one in reports}
    hidden = list(copies(reports, options.count, options.seed))
    with tempfile.TemporaryDirectory() as folder:
        archive = retold.open(Path(folder) / "hidden.retold")
        archive.add([*reports, *(copy.report for copy in hidden)])
        asked = {frozenset((copy.report.id, copy.source)) for copy in hidden}
        found = {
            key: pair for pair in archive.pairs() if (key := frozenset((pair.left, pair.right))) in asked
        }
        family = {one.id: group.id for group in archive.families() for one in group.reports}
    print(f"{len(reports):,} reports, {len(hidden)} copies hidden among them")
    for half in HALVES:
        inside = [copy for copy in hidden if copy.half == half]
        pairs = [found.get(frozenset((copy.report.id, copy.source))) for copy in inside]
        kinds = Counter(pair.kind if pair else "not listed" for pair in pairs)
        joined = sum(
            copy.report.id in family and family[copy.report.id] == family.get(copy.source) for copy in inside
        )
        shared = [shared_fives(texts[copy.source], copy.report.text) for copy in inside]
        print(
            f"{half}: {len(inside)}\n"
            f"  five words in a row shared: {sum(shared) / max(1, len(shared)):.3f} on average, "
            f"{max(shared, default=0.0):.3f} at the most\n"
            f"  listed {sum(p is not None for p in pairs) / max(1, len(pairs)):.3f}  "
            f"named derived {sum(kinds[k] for k in DERIVED) / max(1, len(pairs)):.3f}  "
            f"in one family with the source {joined / max(1, len(pairs)):.3f}\n"
            f"  {', '.join(f'{kind} {number}' for kind, number in kinds.most_common())}"
        )
        if options.missed:
            for copy, pair in zip(inside, pairs, strict=True):
                if pair is None or pair.kind not in DERIVED:
                    print(f"    {copy.report.id} of {copy.source}: {pair.kind if pair else 'not listed'}")


if __name__ == "__main__":
    main()
