"""The trees of a story as a drawing: time from left to right, a lane a version.

In go trees, the reports of the story and how much each retelling kept; out come places, paths and words that a
template writes as SVG. Long spans in which nothing was published are cut short, and the axis says so. Where the dates of
most reports are not known, each retelling is one step to the right. Over sixty versions those with the smallest parts of the tree
below them share a lane under the report that they come from, as dots; dots that would cover one another are one. Reports
that stand in no tree share the last lane.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...model import Descent, Lineage, Listed, Node
from ...report.compose import surety
from ...report.lineage import Branches
from ..writing import count, moment, share, when

#: Versions that get a lane each; dots that are drawn at most.
LANES, _DOTS = 60, 400
#: The drawing in its own units, which are pixels where there is room.
_LEFT, _SPAN, _NAME, _TOP, _LANE, _FOOT = 14, 850, 290, 44, 25, 12
#: A gap in time takes this share of the axis at most, and dots in one lane stand this far apart.
_GAP, _APART = 0.25, 6.0
#: Of the step from one report to the next without dates, and of a lost ancestor before the first report from it.
_STEP, _BEFORE = 90.0, 26.0
_EDGE = 6.0
#: Letters of a date that is a day, and a span of time, in seconds, in which hours matter.
_DAY, _FEW_DAYS = 10, 20 * 86_400.0
#: Two labels on the axis stand this far apart.
_TICK = 112.0
#: Letters of a label, by the room that is left of the drawing, in units a letter.
_LETTER, _LEAST_LETTERS, _MOST_LETTERS = 6.9, 26, 64
#: Shares at which a retelling kept more: the colours of the drawing.
KEPT = (0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class Tick:
    """A time on the axis."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of time that is cut short; `shown`: there is room for how long it is."""

    x: float
    words: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Path:
    """An edge as it is drawn, and to which dot it leads."""

    path: str
    look: str
    to: str
    told: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A report or a lost ancestor. `to` is its row, empty where it has none; `label` and `more` what stands beside it, from `at` on."""

    name: str
    x: float
    y: float
    look: str
    size: float
    to: str
    told: str
    at: float
    label: str
    more: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn, and in a sentence what it shows."""

    width: float
    height: float
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    paths: tuple[Path, ...]
    dots: tuple[Dot, ...]
    labels: tuple[tuple[float, float, str], ...]
    told: str
    dated: bool
    lost: bool
    folded: bool
    second: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the drawing is made of: the trees as one, the reports by id, shares by pair, where the row of each is."""

    tree: Lineage
    reports: Mapping[str, Listed]
    shares: Mapping[frozenset[str], float]
    rows: Mapping[str, str]


def look(kept: float | None) -> str:
    """How much was kept, as a name of the stylesheet."""
    return "k0" if kept is None else f"k{bisect_right(KEPT, kept) + 1}"


def together(trees: Sequence[Lineage]) -> Lineage:
    """Several trees as one value. Lost ancestors of each keep names of their own."""
    held = [_apart(tree, n) for n, tree in enumerate(trees)]
    return Lineage(
        trees[0].made,
        tuple(node for tree in held for node in tree.nodes),
        tuple(edge for tree in held for edge in tree.edges),
        (),
        tuple(root for tree in held for root in tree.roots),
        tuple(note for tree in held for note in tree.notes),
    )


def _apart(tree: Lineage, number: int) -> Lineage:
    lost = {node.id: f"{node.id} {number}" for node in tree.nodes if node.lost}
    return Lineage(
        tree.made,
        tuple(
            Node(lost.get(n.id, n.id), lost=n.lost, published=n.published, publisher=n.publisher)
            for n in tree.nodes
        ),
        tuple(
            Descent(
                e.id,
                lost.get(e.source, e.source),
                lost.get(e.retelling, e.retelling),
                e.confidence,
                e.reasons,
            )
            for e in tree.edges
        ),
        (),
        tuple(lost.get(root, root) for root in tree.roots),
        tree.notes,
    )


def drawing(of: Drawn) -> Drawing:
    """The drawing of the trees of a story."""
    return _Artist(of).drawing()


class _Artist:
    """Places lanes and columns, then draws."""

    def __init__(self, of: Drawn) -> None:
        self._of = of
        self._branches = Branches.of(of.tree)
        self._lost = {node.id for node in of.tree.nodes if node.lost}
        self._in_tree = {node.id for node in of.tree.nodes}
        self._alone = [name for name in of.reports if name not in self._in_tree]
        self._times = {name: moment(one.published) for name, one in of.reports.items()}
        known = [at for at in self._times.values() if at is not None]
        self._dated = len(set(known)) > 1 and len(known) * 5 >= len(self._times) * 4
        # a day without a time is no place on an axis of hours: such a report stands right after the one it comes from
        days = {
            name for name, one in of.reports.items() if one.published and len(one.published.value) <= _DAY
        }
        timed = [self._times[name] for name in self._times if name not in days]
        if len(set(timed) - {None}) > 1 and max(known) - min(known) < _FEW_DAYS:
            self._times = {name: None if name in days else at for name, at in self._times.items()}
        years = {one.published.value[:4] for one in of.reports.values() if one.published}
        written = {
            at: when(of.reports[name].published, short=len(years) == 1)
            for name, at in self._times.items()
            if at is not None
        }
        self._axis = _Axis(written if self._dated else {})
        self._order = self._walked()
        self._sizes = self._counted()
        self._lanes, self._shared = self._laid()
        self._x = self._columns()

    def drawing(self) -> Drawing:
        """Everything."""
        dots, labels = self._dots()
        lanes = max([*self._lanes.values(), *self._shared.values()], default=0) + 1
        height = _TOP + lanes * _LANE + _FOOT
        second = [edge for edges in self._branches.second.values() for edge in edges]
        paths = [
            *self._trunks(),
            *(self._path(edge) for edge in self._branches.first.values() if self._own(edge)),
        ]
        paths += [self._path(edge, second=True) for edge in second[:LANES]]
        return Drawing(
            width=max(_LEFT + _SPAN + _NAME, *(dot.at + _LEAST_LETTERS * _LETTER for dot in dots)),
            height=height,
            ticks=tuple(self._axis.ticks()),
            gaps=tuple(self._axis.gaps()),
            paths=tuple(paths),
            dots=tuple(dots),
            labels=tuple(labels),
            told=self._told(),
            dated=self._dated,
            lost=bool(self._lost),
            folded=any(name != "" for name in self._shared),
            second=bool(second),
        )

    def _told(self) -> str:
        told = f"{count(len(self._of.reports), 'report')}, {count(len(self._of.tree.roots), 'origin')}"
        if self._lost:
            told += f", {count(len(self._lost), 'lost ancestor')}"
        return told

    def _time(self, name: str) -> tuple[float, str]:
        at = self._times.get(name)
        if at is None:
            below = [self._times.get(edge.retelling) for edge in self._branches.below.get(name, ())]
            at = min((one for one in below if one is not None), default=float("inf"))
        return at, name

    def _walked(self) -> list[str]:
        """Every version after the one it comes from, in the order of time among those of one source."""
        order, waiting = [], sorted(self._of.tree.roots, key=self._time, reverse=True)
        while waiting:
            name = waiting.pop()
            order.append(name)
            waiting += sorted(self._below(name), key=self._time, reverse=True)
        return order

    def _below(self, name: str) -> list[str]:
        return [edge.retelling for edge in self._branches.below.get(name, ())]

    def _counted(self) -> dict[str, int]:
        """How many versions come from each, itself included."""
        sizes: dict[str, int] = {}
        for name in reversed(self._order):
            sizes[name] = 1 + sum(sizes[child] for child in self._below(name))
        return sizes

    def _laid(self) -> tuple[dict[str, int], dict[str, int]]:
        """The lane of each version, and for each report the lane that versions from it share ("" for those in no tree)."""
        room = LANES - bool(self._alone)
        small = 0
        while True:
            lanes, shared, used = self._lanes_for(small)
            if used <= room or small >= len(self._order):
                break
            small = small + 1 if small < 3 else small * 3 // 2
        if self._alone:
            shared[""] = used
        return lanes, shared

    def _lanes_for(self, small: int) -> tuple[dict[str, int], dict[str, int], int]:
        """Lanes where versions with at most so many in their part of the tree share one."""
        lanes: dict[str, int] = {}
        shared: dict[str, int] = {}
        hidden: set[str] = set()
        lane = 0
        first = self._branches.first
        for name in self._order:
            source = first[name].source if name in first else ""
            if source in hidden:
                hidden.add(name)
                continue
            beside = [one for one in self._below(source) if self._sizes[one] <= small] if source else []
            if name in beside and len(beside) > 2:
                hidden.add(name)
                if source not in shared:
                    shared[source] = lane
                    lane += 1
                continue
            lanes[name] = lane
            lane += 1
        return lanes, shared, lane

    def _columns(self) -> dict[str, float]:
        """How far right each version stands."""
        x: dict[str, float] = {}
        for name in self._order:
            at = self._times.get(name)
            source = self._branches.first.get(name)
            before = x[source.source] if source else _LEFT - _STEP
            if self._dated and at is not None:
                x[name] = self._axis.x(at)
            elif self._dated:
                x[name] = before + _BEFORE if source else float(_LEFT)
            else:
                x[name] = before + _STEP
        for name in reversed(self._order) if self._dated else ():
            below = [x[child] for child in self._below(name)]
            if below and (name in self._lost or self._times.get(name) is None):
                known = min(below) - _BEFORE
                x[name] = max(_EDGE, known if name in self._lost else min(known, x[name]))
        for name in self._alone:
            at = self._times[name]
            x[name] = self._axis.x(at) if self._dated and at is not None else float(_LEFT)
        return x

    def _lane(self, name: str) -> int:
        """The lane of a version, its own or the one it shares."""
        while name not in self._lanes:
            if name not in self._branches.first:
                return self._shared[""]
            name = self._branches.first[name].source
            if name in self._shared:
                return self._shared[name]
        return self._lanes[name]

    def _y(self, lane: int) -> float:
        return _TOP + lane * _LANE + _LANE / 2

    def _own(self, edge: Descent) -> bool:
        return edge.retelling in self._lanes

    def _kept(self, edge: Descent) -> tuple[str, str]:
        """How much of the text an edge kept, as the look of its line and in words."""
        kept = self._of.shares.get(frozenset((edge.source, edge.retelling)))
        return look(kept), "" if kept is None else f"{share(kept)} kept, "

    def _path(self, edge: Descent, *, second: bool = False) -> Path:
        (x, y), (u, v) = (
            (self._x[name], self._y(self._lane(name))) for name in (edge.source, edge.retelling)
        )
        look, kept = self._kept(edge)
        if second:
            # down at once and along under the labels, up to the report from below
            low = v + _LANE / 2 - 2
            path = f"M{x:g} {y:g}C{x:g} {low:g} {x:g} {low:g} {x + (u - x) / 4:g} {low:g}H{(x + 3 * u) / 4:g}Q{u:g} {low:g} {u:g} {v:g}"
        else:
            turn = min(8.0, abs(u - x), abs(v - y))
            path = f"M{x:g} {y:g}V{v - turn:g}Q{x:g} {v:g} {x + (turn if u >= x else -turn):g} {v:g}H{u:g}"
        unsure = " unsure" if edge.confidence < 0.5 else ""
        told = (
            f"{self._named(edge.retelling)} from {self._named(edge.source)}: {kept}"
            f"{surety(edge.confidence).lower()} ({edge.confidence:.2f})"
        )
        return Path(path, f"{look}{' second' if second else ''}{unsure}", edge.retelling, told)

    def _trunks(self) -> list[Path]:
        """The lines to lanes that are shared."""
        paths = []
        for source, lane in self._shared.items():
            if not source:
                continue
            inside = [
                self._x[name] for name in self._order if name not in self._lanes and self._lane(name) == lane
            ]
            x, y, v = self._x[source], self._y(self._lane(source)), self._y(lane)
            path = f"M{x:g} {y:g}V{v - 8:g}Q{x:g} {v:g} {x + 8:g} {v:g}H{max([*inside, x + 8]):g}"
            paths.append(Path(path, "trunk", "", ""))
        return paths

    def _named(self, name: str) -> str:
        if name in self._lost:
            return "a lost ancestor"
        one = self._of.reports.get(name)
        if one is None:
            return name
        return f"{one.publisher or one.title or one.id}, {when(one.published, short=True)}"

    def _dots(self) -> tuple[list[Dot], list[tuple[float, float, str]]]:
        out: list[Dot] = []
        lanes: dict[int, list[str]] = {}
        for name in (*self._order, *self._alone):
            if name in self._lanes:
                out.append(self._dot(name))
            else:
                lanes.setdefault(self._lane(name), []).append(name)
        labels = []
        apart = _APART
        while len(out) + sum(len(_near(self._x, held, apart)) for held in lanes.values()) > _DOTS:
            apart *= 2
        for lane, held in lanes.items():
            groups = _near(self._x, held, apart)
            out += [self._group(group, lane) for group in groups]
            alone = lane == self._shared.get("")
            told = (
                f"{count(len(held), 'report')} in no tree" if alone else f"{count(len(held), 'more', 'more')}"
            )
            labels.append((self._x[groups[-1][0]] + 12, self._y(lane) + 4, told))
        return out, labels

    def _look(self, name: str) -> str:
        if name in self._lost:
            return "lost"
        if name not in self._in_tree:
            return "alone"
        return "origin" if name not in self._branches.first else "retelling"

    def _dot(self, name: str) -> Dot:
        x = self._x[name]
        one = self._of.reports.get(name)
        label, more, beside = "", "", x
        if one is not None:
            source = self._branches.first.get(name)
            beside = max(
                x, self._x[source.source] if source else x
            )  # not on a line that comes from the right
            room = int((_LEFT + _SPAN + _NAME - beside - 14) / _LETTER)
            room = min(_MOST_LETTERS, max(_LEAST_LETTERS, room))
            label = _cut(one.publisher or "", room)
            more = _cut(one.title or ("" if one.publisher else one.id), room - len(label) - 2)
        elif name in self._lost:
            more = "a lost ancestor"
        return Dot(
            name, round(x, 1), self._y(self._lanes[name]), self._look(name), 5.5, self._of.rows.get(name, ""),
            self._of_dot(name), round(beside + 12, 1), label, more,
        )  # fmt: skip

    def _of_dot(self, name: str) -> str:
        edge = self._branches.first.get(name)
        told = self._named(name)
        if edge is None:
            return f"{told}: an origin here" if name in self._in_tree else told
        return (
            f"{told}, from {self._named(edge.source)}: {self._kept(edge)[1]}{surety(edge.confidence).lower()}"
        )

    def _group(self, held: Sequence[str], lane: int) -> Dot:
        """Dots that stand so near that they are one."""
        name = held[0]
        edge = self._branches.first.get(name)
        look = f"{self._look(name)} {self._kept(edge)[0]}" if edge else self._look(name)
        told = self._of_dot(name)
        if len(held) > 1:
            told = f"{count(len(held), 'report')}, the first: {told}"
        size = 3.5 if len(held) == 1 else 4.0 if len(held) < 5 else 5.0
        return Dot(
            name,
            round(self._x[name], 1),
            self._y(lane),
            f"small {look}",
            size,
            self._of.rows.get(name, ""),
            told,
            0.0,
            "",
            "",
        )


def _near(x: Mapping[str, float], held: Sequence[str], apart: float) -> list[list[str]]:
    """Versions of one lane, those together that stand nearer than `apart`."""
    groups: list[list[str]] = []
    for name in sorted(held, key=lambda one: (x[one], one)):
        if groups and x[name] - x[groups[-1][0]] < apart:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _cut(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    return words[: most - 1].rstrip() + "…" if most > 3 else ""


class _Axis:
    """From times, and how they are written, to columns. Gaps longer than their share of the axis are cut short."""

    def __init__(self, written: Mapping[float, str]) -> None:
        self._written = written
        self._times = sorted(written)
        lengths = [later - sooner for sooner, later in pairwise(self._times)]
        self._most = _longest(lengths)
        self._ends = [0.0]
        for length in lengths:
            self._ends.append(self._ends[-1] + min(length, self._most))

    def x(self, at: float) -> float:
        """The column of a time that was given."""
        place = bisect_right(self._times, at) - 1
        return round(_LEFT + _SPAN * self._ends[place] / (self._ends[-1] or 1.0), 1)

    def gaps(self) -> list[Gap]:
        """Where the axis is cut."""
        ticks = [tick.x + (_TICK / 2 if tick.anchor == "start" else 0) for tick in self.ticks()]
        found = []
        for sooner, later in pairwise(self._times):
            if later - sooner > self._most:
                x = round((self.x(sooner) + self.x(later)) / 2, 1)
                room = all(abs(x - tick) > _TICK * 0.8 for tick in ticks)
                found.append(Gap(x, _long(later - sooner), shown=room))
        return found

    def _room(self, *times: float) -> float:
        """How far apart two labels stand: the first one begins at its time, others have it in their middle."""
        return _TICK * 1.4 if self._times[0] in times else _TICK

    def ticks(self) -> list[Tick]:
        """Times of reports that have room on the axis: the first and the last, then those after a cut, then others."""
        if not self._times:
            return []
        after = [later for sooner, later in pairwise(self._times) if later - sooner > self._most]
        chosen: list[float] = []
        for at in dict.fromkeys((self._times[0], self._times[-1], *after, *self._times)):
            if all(abs(self.x(at) - self.x(one)) >= self._room(at, one) for one in chosen):
                chosen.append(at)
        return [
            Tick(self.x(at), self._written[at], "start" if at == self._times[0] else "middle")
            for at in sorted(chosen)
        ]


def _longest(gaps: Sequence[float]) -> float:
    """The longest that a gap may be drawn: `_GAP` of all that is drawn, where there are enough of them to fill the rest."""
    if not gaps:
        return 0.0
    if len(gaps) * _GAP <= 1.0:
        return max(gaps)
    ordered = sorted(gaps)
    for cut in range(len(ordered) + 1):
        # the `cut` longest are drawn as long as m, the rest as they are: m = _GAP * (rest + cut * m)
        rest = sum(ordered[: len(ordered) - cut])
        most = _GAP * rest / (1 - cut * _GAP) if cut * _GAP < 1 else float("inf")
        if cut == len(ordered) or ordered[len(ordered) - 1 - cut] <= most:
            return most if cut else max(gaps)
    return max(gaps)


def _long(seconds: float) -> str:
    for size, noun in (
        (31_557_600, "year"),
        (2_629_800, "month"),
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
    ):
        if seconds >= size * 1.5 or (seconds >= size and noun == "minute"):
            return count(round(seconds / size), noun)
    return "moments"
