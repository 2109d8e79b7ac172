"""The nouns of Retold: reports, spans, links, changes and how two reports relate.

All values are frozen: a stage takes some and gives new ones. Findings point into a report's text and
never copy its words, so each can be shown and checked: `report.words(span)` are always the words as
they were read. Offsets count Unicode code points (Python indexes), from 0, the end not included.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .digest import digest

Side = Literal["left", "right"]
PartKind = Literal["headline", "dateline", "byline", "credit", "caption", "furniture"]
LinkKind = Literal["verbatim", "edited", "reworded"]
StepKind = Literal["equal", "folded", "replaced", "inserted", "deleted", "moved"]
ChangeKind = Literal["quotation", "figure", "name", "date", "attribution", "certainty", "polarity", "content"]
Verdict = Literal[
    "altered", "dropped", "added", "truncated", "elided", "spliced", "quoted", "unquoted",
    "reassigned", "rounded", "vaguer", "sharper", "weakened", "strengthened", "reversed",
]  # fmt: skip
Effect = Literal["conflict", "precision", "loss", "gain", "wording"]
AttributionKind = Literal["direct", "indirect", "mixed"]
CreditKind = Literal["agency", "byline", "dateline", "contribution", "copyright", "republished", "heard"]
RelationKind = Literal["retelling", "partial-retelling", "same-event", "template", "unrelated"]


class Span(NamedTuple):
    """Characters `start` up to `end` of one report's `text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A typed stretch of a report's text that is no sentence of the report (a headline, furniture ...)."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published: as precise as it was given, no offset invented.

    `value` is ISO 8601 ("2022-04-08", "2022-04-08T14:05:00+02:00"); `zone` says whether an offset was
    given; `origin` says where the date was read.
    """

    value: str
    zone: Literal["given", "unknown"] = "unknown"
    origin: Literal["field", "page", "header", "feed", "crawl"] = "field"


@dataclass(frozen=True, slots=True)
class Report:
    """One telling: the text exactly as it was read, and what is known about it.

    `parts` holds what the reader of the format already knew (the headline element of a page, say);
    segmenting adds what the text itself shows. `fields` are the other fields of a JSON record, kept and
    handed back. `notes` are one sentence each on what was noticed in reading ("read as windows-1252").
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published | None = None
    modified: Published | None = None
    language: str | None = None
    byline: str | None = None
    canonical: str | None = None
    syndicated_from: str | None = None
    parts: tuple[Part, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """The words of `span` as they stand in the report."""
        return self.text[span.start : span.end]

    @property
    def digest(self) -> str:
        """A digest of what is compared: the text and the title."""
        return digest(self.text, self.title or "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report. `paragraph` counts from 0; `quoted` are the stretches in quotation
    marks, marks included; a stretch that runs over a sentence's end is cut there, once on each side."""

    span: Span
    paragraph: int
    quoted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmented:
    """A report cut into sentences and parts, both in the order of the text, none overlapping."""

    report: Report
    sentences: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    language: str | None

    @property
    def title(self) -> str | None:
        """The title field, or the longest headline before the report's first sentence: slugs are shorter."""
        if self.report.title:
            return self.report.title
        begins = self.sentences[0].span.start if self.sentences else len(self.report.text)
        heads = [
            self.report.words(p.span) for p in self.parts if p.kind == "headline" and p.span.start < begins
        ]
        return max(heads, key=len, default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from a source's words to the retelling's, as spans into each text.

    Put side by side, the `left` spans cover the left sentences and the `right` spans the right ones, so
    the steps replay: every right word stands in exactly one step. `folded` words differ in case, marks
    or spelling alone. The empty side of `inserted` and `deleted` is an empty span at its place.
    """

    kind: StepKind
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of the left report (by index) whose content stands in sentences of the right one.

    `score` is between 0 and 1. `moved` says that the passage stands out of the order of its neighbours.
    """

    id: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: LinkKind
    score: float
    moved: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is told otherwise, with the words on both sides and one sentence why.

    A side is None where that report says nothing in that place. `link` is an index into the
    comparison's links.
    """

    id: str
    kind: ChangeKind
    verdict: Verdict
    effect: Effect
    left: Span | None
    right: Span | None
    link: int
    why: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How two reports relate. `source` names the side the other derives from, or None where neither dates
    nor texts tell. `confidence` is between 0 and 1; `reasons` are one sentence each, for a reader."""

    kind: RelationKind
    source: Side | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in two texts that the one of `derived` came from the other. `weight` is in log-odds, `why` one
    sentence for a reader."""

    name: str
    derived: Side
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Direction:
    """What two texts tell about which of them is the source. `score` is the log-odds that the right one derives
    from the left one, the sum of its signs; `source` is None where that tells too little."""

    score: float
    source: Side | None
    signs: tuple[Sign, ...]

    @property
    def confidence(self) -> float:
        """How sure the side is, .5 to 1."""
        return 1 / (1 + math.exp(-abs(self.score)))


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A kind of change that was not looked for in this pair, and why not."""

    kind: ChangeKind
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """What made a result: Retold's version, the digest of its settings, the name of the encoder."""

    retold: str
    settings: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side: the value behind `retold.comparison/1`.

    `dropped` and `added` are indexes of the sentences that no link holds, on the left and on the right.
    `title_changes` are as `changes`, with spans into the two titles instead of the texts and link -1.
    """

    made: Made
    left: Segmented
    right: Segmented
    relation: Relation
    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    dropped: tuple[int, ...]
    added: tuple[int, ...]
    checked: tuple[ChangeKind, ...]
    not_checked: tuple[NotChecked, ...]
    title_changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a report says that somebody said or thinks, and who.

    `content` are the spans of what was said, in order: several where a cue splits it. `direct` is all in
    quotation marks, `mixed` in part. `cue` are the words that attribute, `source` the words for who said it
    (None in "is expected to"), `speaker` who that is as far as the report tells. `via` are those through whom
    it came: the medium that was told, the paper that cites the source.
    """

    id: str
    kind: AttributionKind
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    anonymous: bool
    via: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A kind of attribution that was not looked for in this report, and why not."""

    kind: AttributionKind
    why: str


@dataclass(frozen=True, slots=True)
class Attributed:
    """A report and who said what in it: the value behind `retold.attributions/1`."""

    made: Made
    report: Segmented
    attributions: tuple[Attribution, ...]
    not_checked: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """One who is credited for a report: the agency whose text it is, who wrote it, where, who heard it first.

    `span` is the name as it stands in the text, None where a field of the report tells. `name` is the name under
    which it is told: "AP" for "The Associated Press" too, a person's for a byline, the place for a dateline.
    `whole` tells that the credit covers the whole text ("By AP"), not only a part ("AP contributed to this report").
    """

    kind: CreditKind
    span: Span | None
    name: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be used, and the reason: nothing vanishes."""

    input: str
    reason: str
    code: str = "unreadable-input"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding reports to an archive: how many were new, how many were there already, how many
    of the new ones are versions of another, and what could not be used."""

    added: int
    unchanged: int
    versions: int
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as it stands in a list: what tells it from others, without its text."""

    id: str
    publisher: str | None = None
    published: Published | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of an archive that were read side by side, by their ids.

    `share` is how much of the shorter text the other accounts for; `verbatim`, `edited` and `reworded` are
    the parts of it. `left` is the one that comes first by date, then by id. `recurring` says that most of
    what the two share comes back in the archive over weeks: such a pair makes no family.
    """

    left: str
    right: str
    kind: RelationKind
    share: float
    verbatim: float
    edited: float
    reworded: float
    confidence: float
    reasons: tuple[str, ...]
    recurring: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One report of a family retells another. `directed` says whether the dates tell which was first."""

    id: str
    source: str
    retelling: str
    kind: RelationKind
    confidence: float
    share: float
    reasons: tuple[str, ...]
    directed: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Reports joined by re-use of text. `formerly` are names that lead here since families became one."""

    id: str
    reports: tuple[Listed, ...]
    edges: tuple[Edge, ...]
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same event, derived or not. `families` are the ids of those in it; `title` is that of
    its first report. `formerly` are names that lead here."""

    id: str
    title: str | None
    reports: tuple[Listed, ...]
    families: tuple[str, ...]
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where a claim stands: the sentence of a report that tells it, and under whose name.

    `kind` says how the words of the claim stand there: all in a row, most of them, or in other words. `source`,
    `speaker` and `anonymous` are as in an `Attribution`; all are empty where the report says it for itself.
    """

    id: str
    report: str
    span: Span
    kind: LinkKind
    source: Span | None
    speaker: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between two sightings, by their ids. The changes point into the two reports; their link is -1."""

    source: str
    target: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that have a claim from one place, by their ids, and one sentence for each sign of it."""

    reports: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """At most so many independent origins are behind a claim: an upper bound, for text shows dependence alone.

    `unknown` are the reports without a sign either way; each counts as an origin of its own.
    """

    at_most: int
    groups: tuple[Origin, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedSpeaker:
    """Somebody whom several reports of a claim name as its source, and behind how many origins they stand."""

    name: str
    reports: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A report took back what an earlier sighting says: the ids of both sightings, and one sentence why."""

    source: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim stands, from the first sighting on: the value behind `retold.trace/1`.

    `reports` are those of the sightings, in the same order. `notes` say what was cut short.
    """

    made: Made
    claim: str
    reports: tuple[Report, ...]
    sightings: tuple[Sighting, ...]
    drift: tuple[Drift, ...]
    origins: Origins
    speakers: tuple[SharedSpeaker, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims of a story, those first that a reader should care about: the value behind `retold.claims/1`.

    `story` is its id; `alone` counts the sentences that stand in one report only.
    """

    made: Made
    story: str
    title: str | None
    claims: tuple[Trace, ...]
    alone: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as an archive keeps it: `same_as` has the same text and came first, `version_of` is the
    first version, `versions` and `copies` are the ids of the others, `family` the id of its family,
    `credits` who is credited for it."""

    report: Report
    version_of: str | None
    same_as: str | None
    versions: tuple[str, ...]
    copies: tuple[str, ...]
    family: str | None
    pairs: int
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Info:
    """What an archive holds, and what made it."""

    path: str
    schema: int
    reports: int
    texts: int
    versions: int
    pairs: int
    characters: int
    bytes: int
    made: Made


@dataclass(frozen=True, slots=True)
class Telling:
    """A quotation as one report gives it: where its words stand there, several spans where a cue splits them, and who
    spoke as far as the report tells. `marked` says whether they stand in quotation marks."""

    report: Report
    spans: tuple[Span, ...]
    speaker: str | None
    anonymous: bool
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a quotation, and the reports that have it, in order of time.

    `verdict` is what became of the words against the first wording in time; that one is "verbatim".
    """

    id: str
    verdict: Verdict | Literal["verbatim"]
    effect: Effect | None
    why: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that stands in several reports, and its wordings in order of time."""

    id: str
    wordings: tuple[Wording, ...]

    @property
    def altered(self) -> bool:
        """Whether its wordings differ."""
        return len(self.wordings) > 1

    @property
    def speaker(self) -> str | None:
        """Who spoke, by the first report that tells."""
        told = (telling.speaker for wording in self.wordings for telling in wording.tellings)
        return next((speaker for speaker in told if speaker), None)
