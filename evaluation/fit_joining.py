"""Fits what each sign of a second source is worth (`Joining` in the settings) to simulated newsroom traditions.

In goes a seed, out come the weights of two regressions by Newton's method. Which of the others is the second source, where
there is one (conditional logit); and whether there is one at all, by the signs of the one that was chosen with these
weights (logit). First sources and chances are those that the method finds itself, with the weights of `Kinship` in the
settings. Each tradition counts twice, with what is known of dates and publishers and with its texts alone. Then for
several least chances how many reports of two sources are found, by the weights fitted and by those of the settings.

    python evaluation/fit_joining.py --traditions 120 --seed dev6
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold import Published, simulate
from retold.lineage.collate import collate, forms
from retold.lineage.joining import WHETHER, WHICH, possible
from retold.lineage.kinship import Known, in_order
from retold.lineage.weighing import sources
from retold.settings import DEFAULT
from retold.simulate.tradition import Tradition

Floats = NDArray[np.float64]
#: Weights are held near nothing by so much, and it is gone on until less than this is changed.
_HELD, _LEAST = 0.5, 1e-6
_ROUNDS = 30
#: Least chances that are tried.
_LEASTS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True)
class Case:
    """A report with a source: the signs of every other that may be the second, by which one is chosen and by which there
    is one; the place of the true second among them (-1 where it is not), and whether the report has two sources."""

    which: Floats
    whether: Floats
    second: int
    two: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """All reports; how many of two sources there are, dated and not, be they among the cases or not."""

    cases: list[Case]
    true: dict[bool, int]


def gather(traditions: Iterable[Tradition]) -> Gathered:
    """The cases of all traditions, with and without what is known besides the texts."""
    found: list[Case] = []
    true = {True: 0, False: 0}
    for tradition in traditions:
        alive = sorted(tradition.surviving(), key=lambda version: version.name)
        place = {version.name: n for n, version in enumerate(alive)}
        above = [{place[a] for a, b in tradition.edges() if b == version.name} for version in alive]
        sites = collate([forms(version.text) for version in alive])
        rows = in_order(sites)
        dates = [Published(v.published, "given") if v.published else None for v in alive]
        texts = [v.text for v in alive]
        dated = Known.of(texts, dates, [v.publisher for v in alive])
        for known in (dated, Known.of(texts)):
            true[known is dated] += sum(len(parents) > 1 for parents in above)
            trusted, source, each, _ = sources(sites, rows, known, DEFAULT.descending)
            for node, tried in possible(sites, rows, trusted, source, each):
                others = sorted(tried)
                seconds = [n for n, other in enumerate(others) if other in above[node]]
                found.append(
                    Case(
                        np.array([tried[other].which() for other in others], float),
                        np.array([tried[other].whether() for other in others], float),
                        seconds[0] if source[node] in above[node] and len(seconds) == 1 else -1,
                        len(above[node]) > 1,
                        known is dated,
                    )
                )
    return Gathered(found, true)


def fit_which(cases: Sequence[Case]) -> Floats:
    """The weights under which the true second sources are likeliest among the others."""
    weights: Floats = np.zeros(len(WHICH))
    for _ in range(_ROUNDS):
        slope, bend = _HELD * weights, _HELD * np.eye(len(weights))
        for case in (case for case in cases if case.second >= 0):
            worth = case.which @ weights
            chance = np.exp(worth - worth.max())
            chance /= chance.sum()
            mean = chance @ case.which
            slope = slope + mean - case.which[case.second]
            bend += (case.which * chance[:, None]).T @ case.which - np.outer(mean, mean)
        change = np.linalg.solve(bend, slope)
        weights = weights - change
        if float(np.abs(change).max()) < _LEAST:
            break
    return weights


def fit_whether(signs: Floats, two: NDArray[np.bool_]) -> Floats:
    """The weights under which it is likeliest which reports have two sources."""
    weights: Floats = np.zeros(len(WHETHER))
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-(signs @ weights)))
        slope = _HELD * weights + signs.T @ (chance - two)
        bend = _HELD * np.eye(len(weights)) + (signs * (chance * (1 - chance))[:, None]).T @ signs
        change = np.linalg.solve(bend, slope)
        weights = weights - change
        if float(np.abs(change).max()) < _LEAST:
            break
    return weights


def chosen(cases: Sequence[Case], which: Floats) -> Floats:
    """The signs of the likeliest second source of each report."""
    return np.stack([case.whether[int(np.argmax(case.which @ which))] for case in cases])


def told(given: Gathered, which: Floats, whether: Floats) -> Iterator[tuple[float, bool, float]]:
    """For each least chance, dated and not, F1 of reports of two sources."""
    sure = 1 / (1 + np.exp(-(chosen(given.cases, which) @ whether)))
    two = np.array([case.two for case in given.cases])
    for dated in (True, False):
        those = np.array([case.dated == dated for case in given.cases])
        for least in _LEASTS:
            found = those & (sure >= least)
            both, size = int((found & two).sum()), int(found.sum())
            yield least, dated, 2 * both / max(1, size + given.true[dated])


def run() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--traditions", type=int, default=120)
    parser.add_argument("--versions", default="5-60")
    parser.add_argument("--seed", default="dev6")
    options: Any = parser.parse_args()
    least, _, most = options.versions.partition("-")
    sizes = (int(least), int(most or least))
    given = gather(simulate.traditions("newsroom", options.traditions, sizes, options.seed))
    which = fit_which(given.cases)
    whether = fit_whether(chosen(given.cases, which), np.array([case.two for case in given.cases]))
    held = DEFAULT.descending.joining
    now = [np.array([weigh_it(held) for weigh_it in table.values()]) for table in (WHICH, WHETHER)]
    print(f"{'':20}{'fitted':>8}{'settings':>10}")
    for name, weight, other in zip((*WHICH, *WHETHER), (*which, *whether), np.concatenate(now), strict=True):
        print(f"{name.ljust(20)}{weight:8.2f}{other:10.2f}")
    both = zip(told(given, which, whether), told(given, *now), strict=True)
    for (chance, dated, fitted), (_, _, before) in both:
        print(f"{'dates' if dated else 'no dates'}, from {chance}".ljust(20) + f"{fitted:8.3f}{before:10.3f}")


if __name__ == "__main__":
    run()
