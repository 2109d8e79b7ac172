"""What each number of the readers of changes moves, on labelled data that the caller names.

In go report pairs with marked changes, sentence pairs with altered and harmless names and figures, and retellings marked
faithful or not; out comes, for each number of `settings.Reading`, a lower and a higher value and the figures that
either moves. Method: the reports are cut, encoded and linked once, since no reader has a say in that; then each
number is changed alone and the readers that it can touch read again. It shows names, figures and values, and no word
of the data.

    measure_settings.py --pairs PAIRS.jsonl --sentences SENTENCES.jsonl.gz --faithful RETELLINGS.jsonl.gz
    measure_settings.py --pairs PAIRS.jsonl --only naming dating.around
    measure_settings.py --pairs PAIRS.jsonl --only dating.around --values 2 12

Every set is one JSON object a line, plain or gzipped:

- `--pairs` (any number): reports `a` and `b` with `text`, and `changes` with `type`, `a` and `b` (spans or null) and,
  where an honest reader might leave one out, `optional`. Told are F1 by kind, and precision and recall of any kind but
  content by place.
- `--sentences`: `s1`, `s2` and `relations` with `type`, `sense_preserving`, `s1_text`, `s2_text`; those whose type
  speaks of named entities count. Told are altered ones found and harmless ones flagged.
- `--faithful`: `doc`, `summary` and `label` (1 for faithful). Told is balanced accuracy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from retold import changes, pipeline
from retold.ingest import read_record
from retold.model import Change, ChangeKind, Link, NotChecked, Report, Segmented, Span
from retold.models import encoder as encoders
from retold.settings import DEFAULT, Reading

#: Which kinds a section can touch.
TOUCHED: dict[str, tuple[ChangeKind, ...]] = {
    "quoting": ("quotation",), "counting": ("figure",), "naming": ("name",), "dating": ("date",),
    "attributing": ("attribution", "quotation"), "hedging": ("certainty",), "opposing": ("polarity",),
    "rewording": ("content",), "matching": ("certainty", "polarity", "content"),
}  # fmt: skip
#: What the annotation of the sentence pairs speaks of.
NAMED = ("figure", "name", "date")
#: Any kind: all but content, which few sets annotate.
ANY = changes.KINDS[:-1]
#: How far a found span may go beyond the marked one: so many times its length, and so many characters.
TIMES_AS_LONG, LONGER = 3, 15

Figures = dict[str, float]
Score = Callable[[Sequence["Item"], Sequence[Sequence[Change]]], Figures]


@dataclass(frozen=True)
class Item:
    """Two reports, cut and linked, and what the data says of them."""

    left: Segmented
    right: Segmented
    links: Sequence[Link]
    kinds: tuple[ChangeKind, ...]
    not_checked: tuple[NotChecked, ...]
    likeness: Callable[[str, str], float]
    adds: bool
    gold: dict[str, Any]

    def read(self, settings: Reading, kinds: Sequence[ChangeKind]) -> list[Change]:
        """The changes of some kinds."""
        asked = [kind for kind in self.kinds if kind in kinds]
        return list(changes.read(self.left, self.right, self.links, asked, settings, self.likeness))

    def told(self, found: Sequence[Change], settings: Reading) -> tuple[Change, ...]:
        """What a comparison tells of them."""
        ordered = sorted(found, key=lambda change: (change.link, changes.KINDS.index(change.kind)))
        return changes.told_apart(ordered, self.links, self.kinds, self.not_checked, settings.rewording)[0]


@dataclass(frozen=True)
class DataSet:
    """A set, how it is scored, and what is found in it as the settings are."""

    name: str
    items: Sequence[Item]
    score: Score
    kinds: Sequence[ChangeKind]
    base: Sequence[Sequence[Change]]

    def figures(self, settings: Reading, kinds: Sequence[ChangeKind]) -> Figures:
        """The figures when some kinds are read by other settings, and how many findings are not as they were."""
        if set(kinds).isdisjoint(self.kinds):
            return {}
        other = 0
        told: list[tuple[Change, ...]] = []
        for item, base in zip(self.items, self.base, strict=True):
            found = [*(change for change in base if change.kind not in kinds), *item.read(settings, kinds)]
            told.append(item.told(found, settings))
            other += len(
                {_place(c) for c in told[-1]} ^ {_place(c) for c in item.told(base, DEFAULT.reading)}
            )
        figures = {**self.score(self.items, told), "findings other": float(other)}
        return {f"{self.name} {name}": value for name, value in figures.items()}


def _place(change: Change) -> tuple[object, ...]:
    return change.kind, change.left, change.right, change.verdict, change.effect


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def prepared(left: Report, right: Report, gold: dict[str, Any]) -> Item:
    """Two reports, cut and linked."""
    found = pipeline.compare(left, right)
    return Item(
        found.left,
        found.right,
        found.links,
        *changes.checked(found.left, found.right),
        pipeline.likeness_by(encoders.load()),
        bool(found.added),
        gold,
    )


def data_set(
    name: str,
    reports: Iterator[tuple[Report, Report, dict[str, Any]]],
    score: Score,
    kinds: Sequence[ChangeKind],
) -> DataSet:
    """A set as it is read by the settings that Retold has."""
    items = [prepared(*row) for row in reports]
    return DataSet(name, items, score, kinds, [item.read(DEFAULT.reading, changes.KINDS) for item in items])


def pairs(path: Path) -> DataSet:
    """Report pairs with marked changes."""
    given = rows(path)
    reports = (
        (read_record(row["a"], default_id="a"), read_record(row["b"], default_id="b"), row) for row in given
    )
    return data_set(path.name.partition(".")[0], reports, score_pairs, changes.KINDS)


def sentences(path: Path) -> DataSet:
    """Sentence pairs with altered and harmless names and figures."""
    given = [row for row in rows(path) if any(_of_names(relation) for relation in row.get("relations") or ())]
    reports = ((Report("left", row["s1"]), Report("right", row["s2"]), row) for row in given)
    return data_set("sentences", reports, score_sentences, NAMED)


def faithful(path: Path) -> DataSet:
    """Retellings marked faithful or not."""
    reports = ((Report("left", row["doc"]), Report("right", row["summary"]), row) for row in rows(path))
    return data_set("faithful", reports, score_faithful, changes.KINDS)


def _of_names(relation: dict[str, Any]) -> bool:
    return "named ent" in relation["type"].lower()


def _touches(marked: dict[str, int] | None, found: Span | None) -> bool:
    """Whether both are absent, or share characters and the found one is not much longer."""
    if marked is None or found is None:
        return marked is None and found is None
    shared = min(marked["end"], found.end) - max(marked["start"], found.start)
    longest = TIMES_AS_LONG * (marked["end"] - marked["start"]) + LONGER
    return shared > 0 and found.end - found.start <= longest


def _same(marked: dict[str, Any], found: Change) -> bool:
    return _touches(marked["a"], found.left) and _touches(marked["b"], found.right)


def _same_place(marked: dict[str, Any], found: Change) -> bool:
    """Whether the place is right, whatever the change was called and whichever side was left empty."""
    both = [
        (marked[side], span)
        for side, span in (("a", found.left), ("b", found.right))
        if marked[side] and span
    ]
    return bool(both) and all(_touches(one, other) for one, other in both)


def _matched(
    marked: Sequence[dict[str, Any]], found: Sequence[Change], same: Callable[[dict[str, Any], Change], bool]
) -> set[int]:
    """The found ones that have a marked one each, as many as can."""
    held: dict[int, int] = {}

    def grow(one: int, seen: set[int]) -> bool:
        for other, change in enumerate(found):
            if other not in seen and same(marked[one], change):
                seen.add(other)
                if other not in held or grow(held[other], seen):
                    held[other] = one
                    return True
        return False

    for one in range(len(marked)):
        grow(one, set())
    return set(held)


def _tally(
    marked: Sequence[dict[str, Any]], found: Sequence[Change], same: Callable[[dict[str, Any], Change], bool]
) -> Counter[str]:
    """Hits, what is marked and what is told; what an honest reader might leave out counts for nothing."""
    must = [change for change in marked if not change.get("optional")]
    may = [change for change in marked if change.get("optional")]
    held = _matched(must, found, same)
    odd = sum(n not in held and any(same(one, change) for one in may) for n, change in enumerate(found))
    return Counter(hit=len(held), marked=len(must), told=len(found) - odd)


def score_pairs(items: Sequence[Item], told: Sequence[Sequence[Change]]) -> Figures:
    """F1 by kind; precision and recall of any kind."""
    sums: dict[str, Counter[str]] = {kind: Counter() for kind in (*changes.KINDS, "any")}
    for item, found in zip(items, told, strict=True):
        marked = item.gold["changes"]
        for kind in changes.KINDS:
            own = (
                [change for change in marked if change["type"] == kind],
                [c for c in found if c.kind == kind],
            )
            sums[kind] += _tally(*own, _same)
        whole = [change for change in marked if change["type"] in ANY], [c for c in found if c.kind in ANY]
        sums["any"] += _tally(*whole, _same_place)
    figures: Figures = {}
    for kind, n in sums.items():
        if kind == "any":
            figures["any precision"] = n["hit"] / max(1, n["told"])
            figures["any recall"] = n["hit"] / max(1, n["marked"])
        elif n["marked"]:
            figures[kind] = 2 * n["hit"] / (n["told"] + n["marked"])
            figures[f"{kind} found"], figures[f"{kind} false"] = n["hit"], n["told"] - n["hit"]
    return figures


def score_sentences(items: Sequence[Item], told: Sequence[Sequence[Change]]) -> Figures:
    """How many altered names and figures are found, and how many harmless ones are flagged."""
    figures: Figures = {"found": 0.0, "flagged": 0.0}
    for item, found in zip(items, told, strict=True):
        flagged = [
            _words(item, change) for change in found if change.kind in NAMED and change.effect == "conflict"
        ]
        for relation in filter(_of_names, item.gold["relations"]):
            marked = _long_words(f"{relation.get('s1_text') or ''} {relation.get('s2_text') or ''}")
            hit = any(marked & words for words in flagged)
            figures["flagged" if relation["sense_preserving"] else "found"] += hit
    return figures


def _words(item: Item, change: Change) -> set[str]:
    sides = ((item.left, change.left), (item.right, change.right))
    return _long_words(" ".join(side.report.words(span) for side, span in sides if span))


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 1}


def score_faithful(items: Sequence[Item], told: Sequence[Sequence[Change]]) -> Figures:
    """Balanced accuracy of "says something else": a conflict, a gain or a sentence added."""
    right = {True: [0, 0], False: [0, 0]}
    for item, found in zip(items, told, strict=True):
        other = item.adds or any(change.effect in ("conflict", "gain") for change in found)
        hits, count = right[bool(item.gold["label"])]
        right[bool(item.gold["label"])] = [hits + (bool(item.gold["label"]) != other), count + 1]
    return {"balanced": sum(hits / max(1, count) for hits, count in right.values()) / 2}


def beside(value: float) -> tuple[float, float]:
    """A lower and a higher value: a third less and more, and at least one where things are counted."""
    if isinstance(value, int):
        step = max(1, round(value / 3))
        return value - step, value + step
    return round(value * 2 / 3, 3), round(value * 4 / 3, 3)


def trials(only: Sequence[str], values: Sequence[float]) -> Iterator[tuple[str, str, float]]:
    """Section, setting and value, one after the other."""
    for section in TOUCHED:
        held = getattr(DEFAULT.reading, section)
        for setting in fields(held):
            if only and section not in only and f"{section}.{setting.name}" not in only:
                continue
            value = getattr(held, setting.name)
            for other in values or beside(value):
                yield section, setting.name, type(value)(other)


_SETS: list[DataSet] = []


def tried(trial: tuple[str, str, float]) -> Figures:
    """The figures with one setting changed."""
    section, name, value = trial
    changed = replace(getattr(DEFAULT.reading, section), **{name: value})
    settings = replace(DEFAULT.reading, **{section: changed})
    return {k: v for data in _SETS for k, v in data.figures(settings, TOUCHED[section]).items()}


def main() -> None:
    """Read the sets, change each setting alone, print what it moves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--faithful", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="sections or settings: naming, dating.around")
    parser.add_argument(
        "--values", type=float, nargs="*", default=[], help="instead of a third less and more"
    )
    args = parser.parse_args()
    _SETS.extend(pairs(path) for path in args.pairs)
    _SETS.extend(sentences(path) for path in (args.sentences,) if path)
    _SETS.extend(faithful(path) for path in (args.faithful,) if path)
    base = {
        name: value for data in _SETS for name, value in data.figures(DEFAULT.reading, changes.KINDS).items()
    }
    for name, value in base.items():
        print(f"{name}: {value:.3f}")
    planned = list(trials(args.only, args.values))
    with multiprocessing.get_context("fork").Pool() as workers:
        for (section, name, other), figures in zip(planned, workers.imap(tried, planned), strict=True):
            moved = [
                f"{k} {v:.3f} ({v - base[k]:+.3f})" for k, v in figures.items() if abs(v - base[k]) > 1e-9
            ]
            was = getattr(getattr(DEFAULT.reading, section), name)
            print(f"{section}.{name} {was} -> {other}: {'; '.join(moved) or 'moves nothing'}", flush=True)


if __name__ == "__main__":
    main()
