"""Alters quotations in reports whose tree is known, and counts how many of them an archive tells.

Traditions are made as `retold simulate` makes them; words inside quotation marks stay as they are there, unless an editor
was careless. Then in some retellings one quotation that stands word for word in the report they were made from is altered:
its end or its beginning cut, a word dropped or put in, a word replaced, words dropped and one replaced at once, or its marks
taken away. All reports go into one archive. Printed is for each kind how many are told with another wording by
`retold quotes --altered`, in one quotation with the report's own source; then how many other wordings are told there, which
are the simulated editors' own or false, and the seconds of the processors.

    .venv/bin/python bench/altered_quotations.py --traditions 60 --seed 3
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import retold
from retold import Report, simulate
from retold.model import Published, Quotation

#: Words of a quotation that is altered, at the least.
WORDS = 6
#: Words that are put in, and that stand where another stood.
OTHER = "perhaps again soon nobody everything slowly entirely yesterday mostly gladly harbour winter trouble answer".split()
KINDS = (
    "end cut",
    "beginning cut",
    "word dropped",
    "word put in",
    "word replaced",
    "two things",
    "marks taken",
)
_QUOTATION = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{20,400}?)([,.!?]?)[\"\u201d]")


class Altered(NamedTuple):
    """A quotation that was altered: the report, where it stands there now, and the report that has it unaltered."""

    kind: str
    report: str
    start: int
    end: int
    source: str


def altered(kind: str, words: list[str], draw: random.Random) -> list[str]:
    """The words of a quotation, altered in one way."""
    at = draw.randrange(1, len(words) - 1)
    if kind == "end cut":
        return words[: max(4, len(words) * 2 // 3)]
    if kind == "beginning cut":
        return words[min(len(words) - 4, len(words) // 3) :]
    if kind == "word dropped":
        return words[:at] + words[at + 1 :]
    if kind == "word put in":
        return [*words[:at], draw.choice(OTHER), *words[at:]]
    if kind == "word replaced":
        return [*words[:at], draw.choice(OTHER), *words[at + 1 :]]
    if kind == "two things":
        return altered("word replaced", altered("end cut", words, draw), draw)
    return words


def piles(count: int, seed: int) -> tuple[list[Report], list[Altered]]:
    """The reports of some traditions, and what was altered in them."""
    draw = random.Random(seed)
    reports: list[Report] = []
    told: list[Altered] = []
    made = simulate.traditions("newsroom", count, (8, 16), str(seed))
    for number, tradition in enumerate(made):
        value = tradition.as_json()
        texts = dict(value["witnesses"])
        edges = [tuple(edge) for edge in value["edges"]]
        draw.shuffle(edges)
        done: set[str] = set()
        for parent, child in edges[: len(edges) // 3]:
            if parent in done or child in done:
                continue
            both = [
                match
                for match in _QUOTATION.finditer(texts[child])
                if len(match[1].split()) >= WORDS and match[1] in texts[parent]
            ]
            if not both:
                continue
            match, kind = draw.choice(both), KINDS[len(told) % len(KINDS)]
            new = " ".join(altered(kind, match[1].split(), draw))
            whole = match[0].replace(match[1], new)
            if kind == "marks taken":
                whole = whole[1:-1]
            texts[child] = texts[child][: match.start()] + whole + texts[child][match.end() :]
            done |= {parent, child}
            told.append(
                Altered(
                    kind, f"{number}-{child}", match.start(), match.start() + len(whole), f"{number}-{parent}"
                )
            )
        reports += [
            Report(
                f"{number}-{name}",
                text,
                publisher=value["publishers"].get(name),
                published=Published(value["published"][name]) if name in value["published"] else None,
            )
            for name, text in texts.items()
        ]
    return reports, told


class Place(NamedTuple):
    """A telling of a quotation: which quotation, which of its wordings, in which report and where."""

    quotation: int
    wording: int
    report: str
    start: int
    end: int


def places(found: Sequence[Quotation]) -> Iterator[Place]:
    """Where quotations stand."""
    for number, quotation in enumerate(found):
        for which, wording in enumerate(quotation.wordings):
            for telling in wording.tellings:
                yield Place(number, which, telling.report.id, telling.spans[0].start, telling.spans[-1].end)


def run(count: int, seed: int, workers: int) -> None:
    """Print what is found."""
    reports, told = piles(count, seed)
    with tempfile.TemporaryDirectory() as folder:
        archive = retold.open(Path(folder) / "news.retold", workers=workers)
        archive.add(reports)
        begun = time.process_time()
        found = archive.quotations(altered=True)
        worked = time.process_time() - begun
    standing = list(places(found))
    asked, hit = Counter(one.kind for one in told), Counter[str]()
    known: set[Place] = set()
    for one in told:
        here = [p for p in standing if p.report == one.report and p.start < one.end and one.start < p.end]
        there = [p for p in standing if p.report == one.source]
        shown = {p for p in here for q in there if p.quotation == q.quotation and p.wording != q.wording}
        hit[one.kind] += bool(shown)
        known |= shown
    rest = sum(p.wording > 0 for p in standing) - sum(p.wording > 0 for p in known)
    print(f"{len(reports):,} reports, {len(told)} quotations altered")
    for kind in KINDS:
        print(f"  {kind:15} {hit[kind]:3} of {asked[kind]:3}")
    print(f"  {'all':15} {sum(hit.values()):3} of {len(told):3}  {sum(hit.values()) / max(1, len(told)):.3f}")
    print(f"tellings of other wordings beside these: {rest}; seconds of this process: {worked:.1f}")


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--traditions", type=int, default=60)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    run(options.traditions, options.seed, options.workers)


if __name__ == "__main__":
    main()
