"""Retellings with known edits: invented reports, told again at three levels of rewording, some facts altered.

`known_edits/*.toml` hold the reports. A report is a list of passages, and a passage is written three times:
`source` as the report has it, `light` with clauses turned round, shorter words and small cuts, `free` in
words, order and grammar of its own. The three say the same. Places for an edit are marked in all of them,
`{hurt|34}`, and `edits` lists what may be done there:

- `put`: the words that come in place of those of a slot ("" drops them); `light` and `free` say what comes
  there instead of it, where the grammar asks for other words.
- `told`: the changes that must be told for it, each as `kind verdict effect`; several verdicts or effects
  are joined by `|`. `kind@slot` says which slot is meant where it is not the first. `?kind` is a change that
  may be told beside them: what honest readers mark or not, such as a name that goes with its source.

`tellings` makes the retellings: for each report and level one without an edit, and as many with one to four
edits as are needed for every edit to stand in exactly one. Which edits go together is drawn by digest, so
that it is the same everywhere. The spans are computed where the words are put, never written down.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from retold.digest import digest
from retold.model import Change, Report, Span

FOLDER = Path(__file__).parent / "known_edits"

Level = Literal["source", "light", "free"]
LEVELS: tuple[Level, ...] = ("source", "light", "free")

#: Edits in one retelling at most.
MOST_EDITS = 4
#: Passages that make a paragraph, by the style of a report.
_PARAGRAPHS = {"wire": 1, "tabloid": 1, "broadsheet": 2, "blog": 3}

_SLOT = re.compile(r"\{(\w+)\|([^{}]*)\}")
_MARKED = re.compile(r'"[^"]*"|“[^”]*”')
#: What may stand at the ends of a slot and is no part of what it says.
_AROUND = " ,;:."
#: Kinds whose words can go while what they were said of stays: a reader may point to that.
_LEAVE_THEIR_PREDICATE = frozenset({"certainty", "polarity"})


@dataclass(frozen=True, slots=True)
class Edit:
    """What may be done to one passage: the words that come into its slots, and what must be told of it."""

    name: str
    report: str
    passage: int
    put: Mapping[Level, Mapping[str, str]]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One change that an edit makes: where, what may be said of it, and whether it must be."""

    edit: Edit
    kind: str
    verdicts: frozenset[str]
    effects: frozenset[str]
    left: Span | None
    right: Span | None
    required: bool
    passages: tuple[Span, Span]

    def told_by(self, change: Change) -> bool:
        """Whether this is the change: its kind, in its place on both sides; on one where it need not be told."""
        if change.kind != self.kind:
            return False
        sides = zip((self.left, self.right), (change.left, change.right), self.passages, strict=True)
        if not self.required:
            return any(there is not None and _overlap(there, passage) for _, there, passage in sides)
        return all(self._in_place(*side) for side in sides)

    def _in_place(self, here: Span | None, there: Span | None, passage: Span) -> bool:
        if here is None and there is not None:
            return self.kind in _LEAVE_THEIR_PREDICATE and _overlap(there, passage)
        if here is None or there is None:
            return here is there
        return _overlap(here, there)

    def rightly_judged(self, change: Change) -> bool:
        """Whether verdict and effect are among those that fit."""
        return change.verdict in self.verdicts and change.effect in self.effects


@dataclass(frozen=True, slots=True)
class Telling:
    """A report and its retelling, with what was done to it."""

    name: str
    level: Level
    style: str
    left: Report
    right: Report
    wanted: tuple[Wanted, ...]

    @property
    def required(self) -> list[Wanted]:
        """What must be told."""
        return [wanted for wanted in self.wanted if wanted.required]

    def unwanted(self, changes: Sequence[Change]) -> list[Change]:
        """The changes that nothing done here accounts for."""
        return [c for c in changes if not any(wanted.told_by(c) for wanted in self.wanted)]


def tellings(folder: Path = FOLDER) -> list[Telling]:
    """All retellings: by file, report, level; the one without an edit first."""
    return [
        telling
        for report in reports(folder)
        for level in LEVELS
        for group in ((), *_dealt(edits_of(report), level))
        for telling in [_telling(report, level, group)]
    ]


def reports(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The invented reports as they are written, by file and in the order of each file."""
    return [
        report
        for path in sorted(folder.glob("*.toml"))
        for report in tomllib.loads(path.read_text(encoding="utf-8"))["reports"]
    ]


def edits_of(report: dict[str, Any]) -> list[Edit]:
    """What may be done to a report. An edit is named by report, passage and its place there: "ferry 1.2"."""
    return [
        Edit(
            f"{report['id']} {n + 1}.{k + 1}",
            report["id"],
            n,
            {level: {**entry["put"], **entry.get(level, {})} for level in LEVELS},
            tuple(entry["told"]),
        )
        for n, passage in enumerate(report["passages"])
        for k, entry in enumerate(passage.get("edits", ()))
    ]


def _dealt(edits: Sequence[Edit], level: Level) -> Iterator[tuple[Edit, ...]]:
    """The edits in groups of one to four, each edit in one group, no two of a group in one passage."""
    left = sorted(edits, key=lambda edit: digest("known edits", level, edit.name))
    while left:
        size = 1 + int(digest("how many", level, left[0].name), 16) % MOST_EDITS
        group: list[Edit] = []
        for edit in left:
            if len(group) < size and all(edit.passage != held.passage for held in group):
                group.append(edit)
        left = [edit for edit in left if edit not in group]
        yield tuple(sorted(group, key=lambda edit: edit.name))


def _telling(report: dict[str, Any], level: Level, group: Sequence[Edit]) -> Telling:
    done = {edit.passage: edit for edit in group}
    source, source_at = _written(report, "source", {})
    right, right_at = _written(report, level, {n: edit.put[level] for n, edit in done.items()})
    label = "+".join(edit.name.split()[-1] for edit in group) or "control"
    name = f"{level} {report['id']} {label}"
    wanted = [
        _wanted(edit, entry, (source, source_at[n]), (right, right_at[n]))
        for n, edit in sorted(done.items())
        for entry in edit.told
    ]
    return Telling(
        name,
        level,
        report["style"],
        Report(f"{report['id']}-left", source),
        Report(f"{report['id']}-right", right),
        tuple(wanted),
    )


#: Where a passage and its slots stand in the text of a report.
_Places = tuple[Span, Mapping[str, Span]]


def _written(
    report: dict[str, Any], level: Level, put: Mapping[int, Mapping[str, str]]
) -> tuple[str, list[_Places]]:
    """The text of a report at a level with those edits, and where its passages and slots stand."""
    size = _PARAGRAPHS[report["style"]]
    text = ""
    places: list[_Places] = []
    for n, passage in enumerate(report["passages"]):
        text += "" if n == 0 else " " if n % size else "\n\n"
        words, slots = _filled(passage[level], put.get(n, {}))
        start = len(text)
        text += words
        places.append(
            (Span(start, len(text)), {name: Span(start + a, start + b) for name, (a, b) in slots.items()})
        )
    return text, places


def _filled(template: str, put: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """A passage with words in its slots, and where those stand. It starts with a capital, whatever came first."""
    words, slots, at = "", dict[str, tuple[int, int]](), 0
    for match in _SLOT.finditer(template):
        words += template[at : match.start()]
        said = put.get(match[1], match[2])
        slots[match[1]] = (len(words), len(words) + len(said))
        words += said
        at = match.end()
    words += template[at:]
    return words[:1].upper() + words[1:], slots


def _wanted(edit: Edit, entry: str, left: tuple[str, _Places], right: tuple[str, _Places]) -> Wanted:
    kind, _, rest = entry.removeprefix("?").partition(" ")
    kind, _, slot = kind.partition("@")
    verdicts, _, effects = rest.partition(" ")
    slot = slot or next(iter(edit.put["source"]))
    spans = [
        _quotation(text, passage, slots[slot], verdicts)
        if kind == "quotation"
        else _trimmed(text, slots[slot])
        for text, (passage, slots) in (left, right)
    ]
    return Wanted(
        edit,
        kind,
        frozenset(verdicts.split("|")),
        frozenset(effects.split("|")),
        spans[0],
        spans[1],
        not entry.startswith("?"),
        (left[1][0], right[1][0]),
    )


def _quotation(text: str, passage: Span, slot: Span, verdicts: str) -> Span | None:
    """The whole quoted stretch that holds a slot; of one given to another speaker the first of the passage."""
    stretches = [Span(*match.span()) for match in _MARKED.finditer(text, *passage)]
    holding = [s for s in stretches if s.start <= slot.start and slot.end <= s.end]
    if not holding and verdicts == "reassigned":
        holding = stretches
    return holding[0] if holding else _trimmed(text, slot)


def _trimmed(text: str, slot: Span) -> Span | None:
    """A slot without the space and punctuation around its words, None where it is empty."""
    said = text[slot.start : slot.end]
    start = slot.start + len(said) - len(said.lstrip(_AROUND))
    end = slot.end - (len(said) - len(said.rstrip(_AROUND)))
    return Span(start, end) if start < end else None


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
