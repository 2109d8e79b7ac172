"""Fits what each sign of a source is worth (`Kinship` in the settings) to simulated newsroom traditions.

In go seeds, out come the weights that make the true trees likeliest among all trees: maximum likelihood over
branchings, its gradient and curvature from the chances of single edges (matrix-tree theorem), by Newton's method. Each
tradition counts twice, with what is known of dates and publishers and with its texts alone. The first source of a
report is taken as its source; a lost one is stepped over.

    python evaluation/fit_lineage.py --traditions 120 --seeds dev6 dev7
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold import Published, simulate
from retold.lineage.branching import chances
from retold.lineage.collate import collate, forms
from retold.lineage.kinship import BEGINNINGS, SIGNS, Known, in_order, signs

Floats = NDArray[np.float64]
#: Weights are held near nothing by so much, and it is gone on until less than this is gained.
_HELD, _LEAST = 0.5, 0.01
_ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Case:
    """A tradition: `table[source, retelling]` of all signs, beginnings as the last source; the true source of each."""

    table: Floats
    source: NDArray[np.int64]


def cases(tradition: simulate.Tradition) -> Iterator[Case]:
    """One tradition, with and without what is known besides the texts."""
    alive = tradition.surviving()
    place = {version.name: n for n, version in enumerate(alive)}
    first = {v.name: v.parents[0] if v.parents else None for v in tradition.versions}
    source = []
    for version in alive:
        above = first[version.name]
        while above is not None and above not in place:
            above = first[above]
        source.append(place[above] if above is not None else len(alive))
    sites = collate([forms(version.text) for version in alive])
    dates = [Published(v.published, "given") if v.published else None for v in alive]
    texts = [version.text for version in alive]
    for known in (Known.of(texts, dates, [version.publisher for version in alive]), Known.of(texts)):
        edges, beginnings = signs(sites, in_order(sites), known)
        table = np.zeros((len(alive) + 1, len(alive), len(SIGNS) + len(BEGINNINGS)))
        table[:-1, :, : len(SIGNS)] = edges
        table[-1, :, len(SIGNS) :] = beginnings
        yield Case(table, np.array(source))


def loss(given: Sequence[Case], weights: Floats) -> float:
    """How unlikely the true trees are."""
    total = _HELD / 2 * float(weights @ weights)
    for case in given:
        worth = case.table @ weights
        _, _, whole = chances(worth[:-1], worth[-1])
        total += whole - float(worth[case.source, np.arange(len(case.source))].sum())
    return total


def step(given: Sequence[Case], weights: Floats) -> Floats:
    """Newton's step: gradient by curvature."""
    slope, bend = _HELD * weights, _HELD * np.eye(len(weights))
    for case in given:
        worth = case.table @ weights
        each, first, _ = chances(worth[:-1], worth[-1])
        chance = np.concatenate([each, first[None]])
        chance /= chance.sum(axis=0)
        mean = np.einsum("qc,qck->ck", chance, case.table)
        slope = slope + (mean - case.table[case.source, np.arange(len(case.source))]).sum(axis=0)
        bend += np.einsum("qc,qck,qcl->kl", chance, case.table, case.table, optimize=True) - mean.T @ mean
    found: Floats = np.linalg.solve(bend, slope)
    return found


def fit(given: Sequence[Case]) -> Floats:
    """The weights of the least loss."""
    weights: Floats = np.zeros(len(SIGNS) + len(BEGINNINGS))
    current = loss(given, weights)
    for _ in range(_ROUNDS):
        change, share = step(given, weights), 1.0
        while (new := loss(given, weights - share * change)) > current and share > _LEAST:
            share /= 2
        weights = weights - share * change
        if current - new < _LEAST:
            break
        current = new
    return weights


def run() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--traditions", type=int, default=120)
    parser.add_argument("--versions", default="5-60")
    parser.add_argument("--seeds", nargs="+", default=["dev6", "dev7"], help="so many traditions of each")
    options: Any = parser.parse_args()
    least, _, most = options.versions.partition("-")
    sizes = (int(least), int(most or least))
    made = (
        tradition
        for seed in options.seeds
        for tradition in simulate.traditions("newsroom", options.traditions, sizes, seed)
    )
    found = fit([case for tradition in made for case in cases(tradition)])
    for name, weight in zip((*SIGNS, *BEGINNINGS), found.tolist(), strict=True):
        print(f"{name.ljust(18)}{weight:8.2f}")


if __name__ == "__main__":
    run()
