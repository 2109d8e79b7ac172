"""Stories as one file that can be mailed: `retold report`.

In goes an archive and which of its stories, out comes the text of one HTML file that needs nothing beside it: each story
in order of time, whom each report retells, and the comparison with the report it kept most of. With excerpts alone the
file holds the words around each change and no text whole, so that the evidence can be passed on where the texts may not.

What is left out is counted and said. The same archive gives the same file.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..engine.beside import findings_of
from ..errors import RetoldError
from ..model import Edge, Listed, Report, Story
from ..report import page
from ..report.compose import surety
from ..snapshot import making
from ..snapshot.reading import Filters, Snapshot, StoryLine, opened
from ..snapshot.studying import family_of
from . import pages
from .views import story as view
from .views.drawing import Drawing, Drawn, drawing, together
from .writing import count, markup, name_of

#: Stories in a file where none are named, and comparisons in a file: 200 of them have some 8 MB.
MOST_STORIES, MOST_COMPARISONS = 20, 200

#: Where an anchor or the way to one begins in HTML of our own. Words of reports have no quotation mark left in them.
_ANCHORS = re.compile(r'( id="| href="#)(?!k-)')
_INTO_TEXTS = re.compile(r'<a href="#[^"]*">([^<]*)</a>')
_LABEL = re.compile(r' aria-label(?:ledby)?="[^"]*"(?=>)')
_HEADINGS = re.compile(r"(</?h)([23])")
#: Told how many comparisons were made.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A comparison in the file: its anchor, its heading, and its parts."""

    anchor: str
    source: str
    retelling: str
    pieces: page.Pieces | None
    problem: str


@dataclass(frozen=True, slots=True)
class Line:
    """A report of a story: whom it retells, and where the comparison stands."""

    report: Listed
    anchor: str
    edges: tuple[tuple[str, str, Edge, str, str], ...]
    text: Report | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story in the file."""

    anchor: str
    title: str
    lead: str
    drawing: Drawing | None
    lines: tuple[Line, ...]
    publishers: tuple[view.Publisher, ...]
    pairs: tuple[Pair, ...]


def render(
    archive: str | Path, names: Sequence[str], *, excerpts: bool = False, progress: Progress | None = None
) -> str:
    """The file, for the stories of these ids, or for the newest ones."""
    path = making.make(archive)
    with opened(path, findings_of(Path(archive))) as snapshot:
        total, lines = snapshot.stories(Filters(), 0, MOST_STORIES)
        chosen = [snapshot.story(name) for name in dict.fromkeys(names)] or [
            snapshot.story(line.id) for line in lines
        ]
        made = snapshot.about().made
        writer = _Writer(snapshot, excerpts=excerpts, progress=progress)
        chapters = [writer.chapter(n, *one) for n, one in enumerate(chosen, start=1)]
    notes = []
    if not names and total > len(chosen):
        notes.append(
            f"Not in this file: {count(total - len(chosen), 'older story', 'older stories')} of the archive."
        )
    if writer.left_out:
        notes.append(f"Listed without its comparison: {count(writer.left_out, 'retelling')}.")
    style = (pages.static("page.css") + pages.static("site.css")).decode()
    script = pages.static("theme.js").decode()
    return (
        pages.templates()
        .get_template("offline.html")
        .render(
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
            style=markup(style),
            script=markup(script),
            archive=Path(archive).name,
            chapters=chapters,
            excerpts=excerpts,
            notes=notes,
            made=made,
        )
    )


class _Writer:
    """Reads what the chapters hold, and counts what does not go in."""

    def __init__(self, snapshot: Snapshot, *, excerpts: bool, progress: Progress | None) -> None:
        self._snapshot = snapshot
        self._excerpts = excerpts
        self._tell = progress
        self._written = 0
        self.left_out = 0

    def chapter(self, number: int, story: Story, line: StoryLine) -> Chapter:
        """One story."""
        families = [family_of(self._snapshot, name) for name in line.families]
        edges = [edge for family, _ in families for edge in family.edges]
        best: dict[str, Edge] = {}
        for edge in sorted(edges, key=lambda one: (-one.share, one.source)):
            best.setdefault(edge.retelling, edge)
        order = {one.id: n for n, one in enumerate(story.reports)}
        wanted = sorted(best.values(), key=lambda one: order.get(one.retelling, 0))
        pairs = {edge.id: pair for edge in wanted if (pair := self._pair(edge)) is not None}
        named = {one.id: one for one in story.reports}
        whole = together([tree for _, tree in families]) if families else None
        return Chapter(
            anchor=f"s{number}",
            title=story.title or "A story without a title",
            lead=view.lead(story.reports, len(line.families), line.origins),
            drawing=drawing(
                Drawn(
                    whole,
                    named,
                    {frozenset((edge.source, edge.retelling)): edge.share for edge in edges},
                    {one.id: f"#{view.anchor(one.id)}" for one in story.reports},
                )
            )
            if whole
            else None,
            lines=tuple(self._line(one, edges, named, pairs) for one in story.reports),
            publishers=tuple(view.publishers(story.reports, edges)),
            pairs=tuple(pairs.values()),
        )

    def _line(
        self, report: Listed, edges: Sequence[Edge], named: dict[str, Listed], pairs: dict[str, Pair]
    ) -> Line:
        mine = sorted((e for e in edges if e.retelling == report.id), key=lambda e: (-e.share, e.source))
        told = tuple(
            (
                ("retells" if edge.kind == "retelling" else "retells part of")
                if edge.directed
                else "the same telling as",
                _named(named[edge.source]),
                edge,
                surety(edge.confidence).lower(),
                f"#{pairs[edge.id].anchor}" if edge.id in pairs else "",
            )
            for edge in mine
            if edge.source in named
        )
        whole = None if self._excerpts else self._snapshot.report(report.id)
        return Line(report, view.anchor(report.id), told, whole)

    def _pair(self, edge: Edge) -> Pair | None:
        if self._written >= MOST_COMPARISONS:
            self.left_out += 1
            return None
        self._written += 1
        anchor = f"p{self._written}"
        left, right = self._snapshot.report(edge.source), self._snapshot.report(edge.retelling)
        try:
            pieces = page.pieces(pipeline.compare(left, right))
        except RetoldError as problem:
            return Pair(anchor, edge.source, edge.retelling, None, problem.message)
        if self._tell is not None:
            self._tell(self._written)
        return Pair(
            anchor, edge.source, edge.retelling, _prefixed(pieces, anchor, facing=not self._excerpts), ""
        )


def _prefixed(found: page.Pieces, prefix: str, *, facing: bool) -> page.Pieces:
    """The parts with anchors of their own, for a file holds many comparisons. Without the texts nothing leads into them."""
    changes = found.changes if facing else _INTO_TEXTS.sub(r"\1", found.changes)
    return page.Pieces(
        title=found.title,
        heading=found.heading.replace("<h1>", "<h3>").replace("</h1>", "</h3>"),
        kinds=_LABEL.sub("", found.kinds),
        changes=_part(changes, prefix),
        facing=_part(found.facing, prefix) if facing else "",
        foot="",
    )


def _part(html: str, prefix: str) -> str:
    """A part whose headings stand two levels lower, and which is no landmark: there are many of them."""
    own = _ANCHORS.sub(rf"\g<1>{prefix}-", _LABEL.sub("", html))
    lower = _HEADINGS.sub(lambda match: f"{match[1]}{int(match[2]) + 2}", own)
    return lower.replace("<section", "<div").replace("</section>", "</div>")


def _named(report: Listed) -> str:
    return report.publisher or name_of(report)


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
