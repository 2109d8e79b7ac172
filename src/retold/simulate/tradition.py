"""A tradition: versions of one text, who was made from whom, and what was done on the way.

In go the versions in the order in which they were made, lost ones among them; out comes the file of a tradition:
the surviving texts, the true edges between them (lost versions stepped over), and everything that happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A value as JSON has it.
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that was done: `before` stood in the parent, `after` stands in the version. Where later work on
    the same version went over it, `overwritten` is set and the words need not stand there."""

    what: str
    before: str = ""
    after: str = ""
    overwritten: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, and which versions carry it, grouped by the version that brought it in."""

    text: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `parents` begins with the one it mostly follows; `kind` names how it was made."""

    name: str
    parents: tuple[str, ...]
    kind: str
    text: str
    operations: tuple[Operation, ...] = ()
    lost: bool = False
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Tradition:
    """All versions, parents before children."""

    source: str
    kind: str
    seed: str
    versions: tuple[Version, ...]
    claims: tuple[Claim, ...] = ()

    @property
    def root(self) -> str:
        """The first version of all."""
        return self.versions[0].name

    def surviving(self) -> tuple[Version, ...]:
        """The versions that can be read, by name."""
        return tuple(sorted((v for v in self.versions if not v.lost), key=lambda v: v.name))

    def all_edges(self) -> list[tuple[str, str]]:
        """Every copying, lost versions included."""
        return sorted((parent, v.name) for v in self.versions for parent in v.parents)

    def edges(self) -> list[tuple[str, str]]:
        """The copyings between surviving versions: a lost parent stands for its own parents."""
        return projected(
            {v.name: v.parents for v in self.versions}, {v.name for v in self.versions if v.lost}
        )

    def as_json(self) -> Json:
        """The file of the tradition."""
        alive = self.surviving()
        return {
            "witnesses": {v.name: v.text for v in alive},
            "edges": [list(edge) for edge in self.edges()],
            "all_edges": [list(edge) for edge in self.all_edges()],
            "root": self.root,
            "roots": sorted(v.name for v in self.versions if not v.parents),
            "lost": sorted(v.name for v in self.versions if v.lost),
            "published": {v.name: v.published for v in alive if v.published},
            "publishers": {v.name: v.publisher for v in alive if v.publisher},
            "operations": {v.name: [_operation(done) for done in v.operations] for v in alive},
            "kinds": {
                f"{parent}>{v.name}": v.kind if place == 0 else "second"
                for v in self.versions
                for place, parent in enumerate(v.parents)
            },
            "origins": [
                {
                    "claim": claim.text,
                    "origins": len(claim.groups),
                    "groups": [list(group) for group in claim.groups],
                }
                for claim in self.claims
            ],
            "source": self.source,
            "kind": self.kind,
            "seed": self.seed,
        }


def _operation(done: Operation) -> Json:
    told: Json = {"what": done.what, "before": done.before, "after": done.after}
    return {**told, "overwritten": True} if done.overwritten else told


def projected(parents: Mapping[str, Sequence[str]], lost: set[str]) -> list[tuple[str, str]]:
    """The edges between surviving versions. A parent that is lost is replaced by its own parents, and so on up."""

    def extant(name: str) -> set[str]:
        found: set[str] = set()
        for parent in parents[name]:
            found |= extant(parent) if parent in lost else {parent}
        return found

    return sorted((above, name) for name in parents if name not in lost for above in extant(name))


def holding(text: str, source: str, operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations in the words of the parent and of the version.

    Several operations may go over one sentence: then what the first left stands in neither text. Each is told with
    what stood in the parent (`source`, the text of all parents) before the first of them, and what stands in the
    version after the last; where that cannot be told, it is marked. Spaces and line breaks count as one.
    """
    there, here = _spaced(source), _spaced(text)
    steps = [(_spaced(done.before), _spaced(done.after)) for done in operations]

    def told(number: int, done: Operation) -> Operation:
        before, after = steps[number]
        for earlier in reversed(range(number)):
            if before and before not in there and steps[earlier][1] and steps[earlier][1] in before:
                before = before.replace(steps[earlier][1], steps[earlier][0])
        for old, new in steps[number + 1 :]:
            if after and after not in here and old and after in old:
                after = new
            elif after and after not in here and old and old in after:
                after = after.replace(old, new)
        cancelled = (steps[number][0] and not before) or (steps[number][1] and not after)
        stands = before in there and after in here and not cancelled
        return Operation(done.what, before, after, overwritten=not stands or done.overwritten)

    return tuple(told(number, done) for number, done in enumerate(operations))


def _spaced(text: str) -> str:
    return " ".join(text.split())
