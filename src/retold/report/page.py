"""A comparison as one page that can be mailed: both reports side by side, each change with its reason.

In goes a `Comparison`, out comes the text of one HTML file that needs nothing beside it and asks nothing of
the network. Rows hold what faces each other; a passage that moved stands alone and tells where its partner is.
All of it is readable without the script, which adds curves between crossed passages, folds on a phone, and
the switch of themes.

A report's words are escaped and can become neither markup nor style nor script; on top of that the page
allows itself (Content-Security-Policy) nothing but its own two blocks, named by their digests. Control
characters and directional overrides are shown as escapes. The same comparison gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from importlib import resources

from ..model import Change, ChangeKind, Comparison, Effect, Link, Segmented, Side, Span
from ..text.listed import listed
from .compose import (
    LETTERS,
    NOUNS,
    TELLING,
    Row,
    Unit,
    around,
    count,
    differing,
    ordered,
    rows,
    surety,
    unchecked,
    verdict,
)
from .days import when
from .page_words import Mark, Places, Stretch, Tag, first_words, key, marked, text, wording

#: What an effect says to a reader: the headings of the list of changes.
_EFFECTS: Mapping[Effect, str] = {
    "conflict": "Both cannot hold",
    "wording": "A quotation in other words",
    "precision": "The same, more or less exactly",
    "loss": "In LEFT only",
    "gain": "In RIGHT only",
}
_NAMES: Mapping[Side, str] = {"left": "LEFT", "right": "RIGHT"}
_SIDES: tuple[Side, Side] = ("left", "right")
_OTHER: Mapping[Side, Side] = {"left": "right", "right": "left"}
_LINKED = {"verbatim": "word for word", "edited": "edited", "reworded": "in other words"}

#: The shape of each kind in a box of 20 by 20, and where its letter stands.
_SHAPES: Mapping[ChangeKind, str] = {
    "quotation": "M4 1h12a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-5l-5 4v-4H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z",
    "figure": "M2 2h16v16H2z",
    "name": "M10 .8a9.2 9.2 0 1 0 0 18.4A9.2 9.2 0 1 0 10 .8z",
    "date": "M10-.6 20.6 10 10 20.6-.6 10z",
    "attribution": "M1 2h11l8 8-8 8H1z",
    "certainty": "M1.5 1.5h17v8.500q0 6-8.500 9.500Q1.500 16 1.500 10z",
    "polarity": "M5.200.8h9.600L20 10l-5.200 9.200H5.200L0 10z",
    "content": "M0 3h20l-3.500 15h-13z",
}

#: What may stand in a lang attribute.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The parts of the page, for a site that puts them between its own."""

    title: str
    heading: str
    kinds: str
    changes: str
    facing: str
    foot: str


def _no_more(*_: object) -> str:
    """Nothing of a site's own."""
    return ""


def render(found: Comparison) -> str:
    """The whole page, as the text of an HTML file."""
    return _Page(found).html()


def pieces(
    found: Comparison,
    under: Callable[[Change], str] = _no_more,
    beside: Callable[[Side, int], str] = _no_more,
    hint: str = "",
) -> Pieces:
    """The parts of the page. `under` a change and `beside` the words of a sentence a site may put HTML of its own, and say
    in the `hint` what that is."""
    page = _Page(found, under, beside, hint)
    facing = page.facing()
    return Pieces(page.title(), page.heading(), page.kinds(), page.changes(), facing, page.foot("section"))


@dataclass
class _Page:
    found: Comparison
    under: Callable[[Change], str] = _no_more
    beside: Callable[[Side, int], str] = _no_more
    hint: str = ""
    #: The anchors that were written: nothing leads to a place that is not there.
    places: Places = field(default_factory=Places)

    def html(self) -> str:
        style = _resource("page_style.css")
        script = _resource("page_theme.js") + _resource("page_script.js")
        facing = self.facing()  # first: the list leads to the places written here
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        return "\n".join((
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{text(self.title())}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#facing">Skip to the two reports</a>',
            symbols(),
            self.head(),
            '<main class="desk">',
            self.changes(),
            facing,
            "</main>",
            self.foot(),
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ))  # fmt: skip

    # The head: the verdict first

    def title(self) -> str:
        told = verdict(self.found).partition(":")[0].rstrip(".")
        return f"{told}: {self._name('left')}, {self._name('right')}"

    def heading(self) -> str:
        relation = self.found.relation
        sides = "".join(f"<dt>{_NAMES[side]}</dt><dd>{self._known(side)}</dd>" for side in _SIDES)
        reasons = "; ".join(text(reason) for reason in relation.reasons)
        return (
            f"<h1>{text(verdict(self.found))}</h1>"
            f'<dl class="sides">{sides}</dl>'
            f'<p class="sure"><b>{surety(relation.confidence)}</b> ({relation.confidence:.2f}): {reasons}.</p>'
        )

    def head(self) -> str:
        return (
            '<header class="head">'
            '<p class="brand">Retold <span>a comparison of two reports</span>'
            '<button type="button" class="theme" hidden>Night</button></p>'
            f"{self.heading()}{self.kinds()}"
            '<nav aria-label="On this page"><a href="#changes">Changes</a><a href="#facing">Side by side</a>'
            '<a href="#made">How this was made</a></nav>'
            "</header>"
        )

    def kinds(self) -> str:
        """How many changes of each kind: also the key to the letters and shapes."""
        counts = Counter(c.kind for c in (*self.found.changes, *self.found.title_changes))
        told = "".join(
            f'<li class="k-{kind}">{sign(kind)} {count(counts[kind], *NOUNS[kind])}</li>'
            for kind in LETTERS
            if counts[kind]
        )
        return f'<ul class="kinds" aria-label="Changes by kind">{told}</ul>' if told else ""

    # The list of changes

    def changes(self) -> str:
        found = self.found
        groups: list[tuple[str, list[Change]]] = []
        for effect in TELLING:
            listed = [change for change in ordered(found.changes) if change.effect == effect]
            if listed:
                groups.append((_EFFECTS[effect], listed))
        if found.title_changes:
            groups.append(("Between the headlines", ordered(found.title_changes)))
        total = len(found.changes) + len(found.title_changes)
        heading = f"{count(total, 'change')}" if total else "No change found"
        lists = "".join(
            f'<h3>{text(name)} <span class="many">{len(listed)}</span></h3><ol class="list">'
            f"{''.join(self.change(change) for change in listed)}</ol>"
            for name, listed in groups
        )
        if not total:
            lists = f'<p class="empty">{self.nothing()}</p>'
        return f'<section class="changes" id="changes" aria-labelledby="h-changes"><h2 id="h-changes">{heading}</h2>{lists}{self.only()}</section>'

    def nothing(self) -> str:
        """What to say where no change was found."""
        if not self.found.links:
            return "No sentence of one report could be linked with one of the other, so there was nothing to compare."
        if not self.found.checked:
            return "No kind of change could be looked for: the reasons stand at the end."
        return f"Looked for in linked sentences: {listed(self.found.checked)}. None was altered, dropped or added."

    def only(self) -> str:
        """Which sentences only one side has, each leading to its place."""
        out = ""
        for name, numbers in (("LEFT", self.found.dropped), ("RIGHT", self.found.added)):
            if numbers and self.found.links:
                places = ", ".join(
                    f'<a href="#{name[0]}{a + 1}">{_numbers(range(a, b + 1))}</a>' for a, b in _runs(numbers)
                )
                out += f'<p class="only">Only in {name}: {"sentence" if len(numbers) == 1 else "sentences"} {places}</p>'
        return out

    def change(self, change: Change) -> str:
        """One change: both wordings, the reason, and the ways to its places."""
        name = key(change)
        leads = " · ".join(
            f'<a href="#{side[0]}-{name}">{self._where(change, side)}</a>'
            for side in _SIDES
            if f"{side[0]}-{name}" in self.places
        )
        return (
            f'<li class="change k-{change.kind}" id="{self.places.new(f"c-{name}")}">'
            f'<p class="what">{sign(change.kind)} <b>{change.kind} {change.verdict}</b></p>'
            f"{self.told(change, 'left')}{self.told(change, 'right')}"
            f'<p class="why" dir="ltr">{text(change.why)} <span class="leads">{leads}</span></p>{self.under(change)}</li>'
        )

    def told(self, change: Change, side: Side) -> str:
        """The words of one side, with some of their sentence around them."""
        spoken = f'<span class="vh" lang="en" dir="ltr">{_NAMES[side]}: </span>'
        span = _span(change, side)
        if span is None:
            return f'<p class="{side} none">{spoken}nothing in its place</p>'
        words, marks = self._texts(change), differing(*self._texts(change), change)
        whole, differ = (words[0], marks[0]) if side == "left" else (words[1], marks[1])
        if change.link < 0:
            shown, before, after = Span(0, len(whole)), "", ""
        else:
            shown = around(_side(self.found, side), span)
            sentences = _side(self.found, side).sentences
            before = "" if any(s.span.start == shown.start for s in sentences) else "… "
            after = "" if any(s.span.end == shown.end for s in sentences) else " …"
        told = f"{before}{wording(whole, shown, differ, side)}{after}"
        return f'<p class="{side}"{self._lang(side)} dir="auto">{spoken}{told}</p>'

    def _where(self, change: Change, side: Side) -> str:
        span = _span(change, side)
        if change.link < 0 or span is None:
            return f"{_NAMES[side]} headline"
        sentences = _side(self.found, side).sentences
        numbers = [n for n, s in enumerate(sentences) if s.span.start <= span.start < s.span.end]
        return f"{_NAMES[side]} {numbers[0] + 1}" if numbers else _NAMES[side]

    # Side by side

    def facing(self) -> str:
        body = "".join(self.row(row) for row in self.rows)
        return (
            '<section class="facing" id="facing" aria-labelledby="h-facing"><h2 id="h-facing">Side by side</h2>'
            f"{self.legend()}"
            f'<div class="row heads">{self.column("left")}<div class="gut"></div>{self.column("right")}</div>'
            f'<div class="rows">{body}</div></section>'
        )

    def legend(self) -> str:
        """What the marks mean, and what a site put beside the sentences."""
        told = " ".join(filter(None, (_LEGEND if self.marked else "", text(self.hint))))
        return f'<p class="legend">{told}</p>' if told else ""

    @property
    def marked(self) -> bool:
        """Whether any word is marked at all."""
        found = self.found
        edited = any(link.kind != "verbatim" for link in found.links)
        return edited or bool(
            found.changes or found.title_changes or (found.links and (found.dropped or found.added))
        )

    @cached_property
    def rows(self) -> list[Row]:
        return rows(self.found)

    @cached_property
    def row_of(self) -> dict[tuple[Side, int], int]:
        """The row in which each sentence stands."""
        return {
            (side, n): at
            for at, row in enumerate(self.rows)
            for side in _SIDES
            for unit in row.side(side)
            for n in unit.sentences
        }

    def column(self, side: Side) -> str:
        """The head of a column: which report it is, and its headline."""
        segmented = _side(self.found, side)
        report = segmented.report
        told = self._known(side)
        headline = ""
        if segmented.title:
            marks = self._marks(side, self.found.title_changes)
            words = marked(segmented.title, Span(0, len(segmented.title)), [], marks, self.places)
            headline = f'<p class="title"{self._lang(side)} dir="auto">{words}</p>'
        notes = "".join(f'<p class="note">Note: {text(note)}</p>' for note in report.notes)
        return f'<div class="cell {side}"><h3>{_NAMES[side]} <span>{told}</span></h3>{headline}{notes}</div>'

    def row(self, row: Row) -> str:
        link = self.found.links[row.link] if row.link is not None else None
        kind: str = link.kind if link else "alone" if self.found.links else "alone whole"
        if all(unit.parts for unit in (*row.left, *row.right)):
            kind = "parts"
        starts = any(self._starts(side, unit) for side in _SIDES for unit in row.side(side)[:1])
        gutter = "".join(self.signs(n) for n in self.signed(row))
        classes = f"row {kind}{' para' if starts else ''}"
        return f'<div class="{classes}">{self.cell(row, "left")}<div class="gut">{gutter}</div>{self.cell(row, "right")}</div>\n'

    def _starts(self, side: Side, unit: Unit) -> bool:
        """Whether a paragraph begins here."""
        if not unit.sentences:
            return True
        sentences, first = _side(self.found, side).sentences, unit.sentences[0]
        return first == 0 or sentences[first].paragraph != sentences[first - 1].paragraph

    def _paragraph(self, unit: Unit, side: Side) -> str:
        start = ' class="start"' if self._starts(side, unit) else ""
        return f"<div{start}>{self.unit(unit, side)}</div>"

    def cell(self, row: Row, side: Side) -> str:
        units = row.side(side)
        folded = side == self.source and row.link is not None
        if not units:
            opposite = row.side(_OTHER[side])[0]
            return f'<div class="cell {side} void">{self.void(opposite, _OTHER[side])}</div>'
        shown = self.unit if self.found.links else self._paragraph
        lines = "".join(shown(unit, side) for unit in units)
        if folded:
            numbers = _numbers(units[0].sentences)
            lines = f"<details open><summary>{_NAMES[side]} {numbers}</summary>{lines}</details>"
        return f'<div class="cell {side}{" source" if side == self.source else ""}">{lines}</div>'

    @property
    def source(self) -> Side:
        """The side that is folded on a phone."""
        return "right" if self.found.relation.source == "right" else "left"

    def void(self, opposite: Unit, there: Side) -> str:
        """What is said where nothing stands opposite."""
        here = _OTHER[there]
        if opposite.parts:
            return ""
        if opposite.link is None:
            run = self.runs.get((there, opposite.sentences[0]))
            return f'<p class="aside">{run}not in {_NAMES[here]}</p>' if run is not None else ""
        link = self.found.links[opposite.link]
        partners = link.left if here == "left" else link.right
        if not partners or (here, partners[0]) not in self.row_of:
            return ""
        down = self.row_of[here, partners[0]] > self.row_of[there, opposite.sentences[0]]
        told = "Moved: " if link.moved else ""
        verb = "stands" if link.moved else "is told"
        way = "further down ↓" if down else "further up ↑"
        return (
            f'<p class="aside">{told}{verb} in {_NAMES[here]} '
            f'<a href="#{_NAMES[here][0]}{partners[0] + 1}">{_numbers(partners)}</a>, {way}</p>'
        )

    @cached_property
    def runs(self) -> dict[tuple[Side, int], str]:
        """Where a run of rows begins that stand alone, and how far it goes: it is told once."""
        out: dict[tuple[Side, int], str] = {}
        for side in _SIDES:
            run: list[int] = []
            for row in [*self.rows, Row()]:
                units = row.side(side)
                alone = (
                    len(units) == 1
                    and not units[0].parts
                    and units[0].link is None
                    and not row.side(_OTHER[side])
                )
                if alone:
                    run.append(units[0].sentences[0])
                elif run:
                    out[side, run[0]] = f"{_NAMES[side]} {_numbers(run)}: " if len(run) > 1 else ""
                    run = []
        return out

    def unit(self, unit: Unit, side: Side) -> str:
        if unit.parts:
            report = _side(self.found, side).report
            return "".join(
                f'<div class="line part"><span class="n"></span><p{self._lang(side)} dir="auto" title="{kind}">'
                f"{text(report.words(span))}</p></div>"
                for kind, span in unit.parts
            )
        link = self.found.links[unit.link] if unit.link is not None else None
        return "".join(self.sentence(n, side, link, unit.link) for n in unit.sentences)

    def sentence(self, number: int, side: Side, link: Link | None, place: int | None) -> str:
        name = _NAMES[side]
        span = _side(self.found, side).sentences[number].span
        report = _side(self.found, side).report
        if link is None:
            alone = " alone" if self.found.links else ""
            label, href, data = (
                f"{name}, sentence {number + 1}, in this report only",
                f"#{name[0]}{number + 1}",
                "",
            )
            words = text(report.words(span))
            if self.found.links and self.found.relation.kind in ("retelling", "partial-retelling"):
                tag = "del" if side == "left" else "ins"
                words = f"<{tag}>{words}</{tag}>"
        else:
            alone = ""
            here, there = _NAMES[_OTHER[side]], link.right if side == "left" else link.left
            label = f"{name}, sentence {number + 1}; {here} tells it in {_numbers(there, 'sentence')}, {_LINKED[link.kind]}"
            stands = bool(there) and (_OTHER[side], there[0]) in self.row_of
            href = f"#{here[0]}{there[0] + 1}" if stands else f"#{name[0]}{number + 1}"
            data = f' data-link="{place}"'
            marks = self._marks(side, [c for c in self.found.changes if c.link == place])
            words = marked(report.text, span, self._steps(place, side), marks, self.places)
        return (
            f'<div class="line{alone}" id="{self.places.new(f"{name[0]}{number + 1}")}"{data}>'
            f'<a class="n" href="{href}" aria-label="{label}">{number + 1}</a>'
            f'<p{self._lang(side)} dir="auto">{words}{self.beside(side, number)}</p></div>'
        )

    def signed(self, row: Row) -> list[int]:
        """The links whose signs stand in this row: in the one where both sides meet, else beside the right side."""
        if row.link is not None:
            return [row.link]
        alone = {unit.link for unit in row.right if unit.link is not None and unit.link not in self.met}
        return sorted(n for n in alone if self.found.links[n].right[0] in row.right[0].sentences)

    @cached_property
    def met(self) -> set[int | None]:
        """The links whose two sides face each other in a row."""
        return {row.link for row in self.rows}

    def signs(self, place: int) -> str:
        """The signs of the changes of a row, each leading to its reason."""
        return "".join(
            f'<a class="sig k-{change.kind}" href="#c-{key(change)}" aria-label="{escape(self.spoken(change))}" '
            f'title="{text(change.why)}">{sign(change.kind)}</a>'
            for change in self.found.changes
            if change.link == place
        )

    def spoken(self, change: Change) -> str:
        """A change as it is read out: "figure altered: 140 became 104"."""
        left, right = self._texts(change)
        one = first_words(left[change.left.start : change.left.end]) if change.left else ""
        other = first_words(right[change.right.start : change.right.end]) if change.right else ""
        what = f"{change.kind} {change.verdict}"
        if one and other:
            return f"{what}: {one} became {other}"
        return f"{what}: {one or other}, {'not in RIGHT' if one else 'not in LEFT'}"

    # The foot

    def foot(self, tag: str = "footer") -> str:
        made = self.found.made
        skipped = "".join(
            f"<p>Not checked: {listed(missed)} ({text(why)}).</p>"
            for why, missed in unchecked(self.found).items()
        )
        kinds = self.found.checked
        whole = ""
        if tag == "footer":  # a site says it of all its pages
            whole = f"<p>Retold {text(made.retold)} · settings {text(made.settings)} · encoder {text(made.encoder)}</p>"
        looked = f"<p>Looked for in linked sentences: {listed(kinds)}.</p>" if kinds else ""
        return (
            f'<{tag} id="made" aria-labelledby="h-made"><h2 id="h-made">How this was made</h2>'
            f"{looked}{skipped}"
            "<p>The comparison is about the two texts and never about intent. What is not listed was not found, "
            "which does not prove that it is not there.</p>"
            f"{whole}</{tag}>"
        )

    # Words

    def _known(self, side: Side) -> str:
        """Which report it is: publisher, date, id."""
        report = _side(self.found, side).report
        known = [report.publisher, when(report.published) if report.published else None, report.id]
        return " · ".join(f"<bdi>{text(item)}</bdi>" for item in known if item)

    def _name(self, side: Side) -> str:
        return _side(self.found, side).report.id

    def _texts(self, change: Change) -> tuple[str, str]:
        """The texts into which the spans of a change point."""
        left, right = self.found.left, self.found.right
        return (
            (left.title or "", right.title or "")
            if change.link < 0
            else (left.report.text, right.report.text)
        )

    def _lang(self, side: Side) -> str:
        language = _side(self.found, side).language or ""
        return f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""

    def _steps(self, place: int | None, side: Side) -> list[Stretch]:
        """How each stretch of a linked sentence is marked, in the order of the text."""
        tags: dict[str, Tag] = {"replaced": "u", "deleted": "del", "inserted": "ins", "moved": "i"}
        steps = self.found.links[place].steps if place is not None else ()
        spans = [(s.left if side == "left" else s.right, tags.get(s.kind, "s")) for s in steps]
        return sorted((span, tag) for span, tag in spans if span.start < span.end)

    def _marks(self, side: Side, changes: Iterable[Change]) -> list[Mark]:
        out: list[Mark] = []
        for change in changes:
            span = _span(change, side)
            if span is not None and span.start < span.end:
                both = differing(*self._texts(change), change)
                out.append(Mark(change, span, side, both[0] if side == "left" else both[1]))
        return out


_LEGEND = (
    "Words: <s>grey, the same</s> · <u>underlined, replaced</u> · <del>struck, only in LEFT</del> · "
    "<ins>dotted, only in RIGHT</ins>. Where the line between two sentences is dashed they are in other words throughout, "
    "and only changes are marked. A sign or a letter leads to the change and its reason, a number to the sentence opposite."
)


def symbols() -> str:
    """The shapes of the kinds, drawn once; `sign` shows one of them."""
    shapes = "".join(
        f'<symbol id="k-{kind}" viewBox="-1 -1 22 22"><path d="{_SHAPES[kind]}"/>'
        f'<text class="letter" x="10" y="14.2" text-anchor="middle">{LETTERS[kind]}</text></symbol>'
        for kind in LETTERS
    )
    return f'<svg class="symbols" aria-hidden="true">{shapes}</svg>'


def sign(kind: ChangeKind) -> str:
    """The letter and shape of a kind."""
    return f'<svg class="sign k-{kind}" aria-hidden="true"><use href="#k-{kind}"/></svg>'


def _side(found: Comparison, side: Side) -> Segmented:
    return found.left if side == "left" else found.right


def _span(change: Change, side: Side) -> Span | None:
    return change.left if side == "left" else change.right


def _numbers(sentences: Sequence[int], noun: str = "") -> str:
    """Sentence numbers as a reader counts them: "4", "4 and 5", "4 to 9"."""
    told = " and ".join(str(n + 1) for n in sentences)
    if len(sentences) > 2:
        runs = [
            _numbers(range(a, b + 1)) if b - a < 2 else f"{a + 1} to {b + 1}" for a, b in _runs(sentences)
        ]
        told = listed(runs)
    return f"{noun}{'s' if len(sentences) > 1 else ''} {told}" if noun else told


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of neighbours."""
    out: list[tuple[int, int]] = []
    for n in numbers:
        if out and out[-1][1] == n - 1:
            out[-1] = (out[-1][0], n)
        else:
            out.append((n, n))
    return out


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _digest(content: str) -> str:
    """How a Content-Security-Policy names an inline block."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
