"""A claim from its first sighting on: the flow from reports to a trace, on one screen.

    claim and reports → likeness → sightings → attributions, credits → origins → drift → speakers, corrections

It calls the stages in order, as `pipeline` does for two reports, and keeps what it read of a report for the next
question. Reports come from an archive that found them (`searching`), or from a story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import align, claims, corrections, crediting, dated, finding, origins, sightings
from .digest import digest
from .finding import Claim, Layer, Place, Readers, Stored
from .index import Sentences
from .likeness import Reading, Written, headlines, neighbours, titled
from .model import (
    Attribution,
    Change,
    Correction,
    Credit,
    Drift,
    Ledger,
    Link,
    Made,
    Report,
    Segmented,
    Sighting,
    Span,
    Trace,
)
from .models import static
from .models.encoder import Encoder
from .origins import Derivation, Telling
from .segment import segment
from .settings import DEFAULT, Settings
from .text.together import Together
from .text.tokens import words

if TYPE_CHECKING:
    from .changes.base import Whole
    from .lineage import Ancestry

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Held:
    """A report of an archive, with the id that its first version has."""

    report: Report
    version_of: str | None = None


class Tracer:
    """Traces claims in some reports; what is read of a report is read once."""

    def __init__(
        self,
        held: Sequence[Held],
        stored: Stored,
        made: Made,
        encoder: Encoder | None = None,
        settings: Settings = DEFAULT,
    ) -> None:
        self._held = {one.report.id: one for one in sorted(held, key=lambda one: _order(one.report))}
        self._stored = stored
        self._made = made
        self._encoder = encoder if encoder is not None else static.shipped()
        self._settings = settings
        self._weight = static.shipped().word_weight
        self._written = Written()
        self._readings: dict[tuple[str, Layer], Reading] = {}
        self._wholes: dict[Place | str, Whole] = {}
        self._attributions: dict[str, tuple[Attribution, ...]] = {}
        self._credits: dict[str, tuple[Credit, ...]] = {}
        self._relations: dict[frozenset[str], Derivation | None] = {}
        self._number = {name: number for number, name in enumerate(self._held)}
        self._kin = Together()
        for pair in stored:
            if len(numbers := [self._number[name] for name in pair if name in self._number]) == _BOTH:
                self._kin.join(*numbers)
        self._grown: dict[int, Ancestry | None] = {}

    def trace(self, claim: Claim, notes: Iterable[str] = ()) -> Trace:
        """Where the claim stands in these reports, what changed on the way, and at most how many origins it has."""
        readers = Readers(self._read, tuple(self._held), self._encoder, self._weight, self._settings)
        found = finding.standing(claim, readers, self._stored)
        told = list(notes)
        if found.titled:
            listed = ", ".join(found.titled[:_LISTED]) + (", ..." if len(found.titled) > _LISTED else "")
            more = (
                "1 more report tells"
                if len(found.titled) == 1
                else f"{len(found.titled):,} more reports tell"
            )
            told.append(f"{more} it in a title alone: {listed}")
        return self._told(claim.text, found.places, tuple(told))

    def ledger(self, story: str, title: str | None, notes: Iterable[str] = ()) -> Ledger:
        """The claims that at least two of these reports tell, those first that a reader should care about."""
        settings = self._settings.tracing
        places = self._worth_grouping()
        kept = places[: settings.most_sentences]
        told = list(notes)
        if len(kept) < len(places):
            told.append(f"{len(places) - len(kept):,} sentences were not grouped: the story is long")
        whole = self._beside(kept)
        alike = self._as_said(kept, align.likeness(whole, whole, self._weight, self._settings.linking))
        groups = [[kept[n] for n in group] for group in claims.clusters(alike, settings)]
        shared = [group for group in groups if len({place.report for place in group}) > 1]
        alone = sum(len(group) for group in groups) - sum(map(len, shared))
        found = [
            self._told(self._words_of(self._first(group)), sorted(group), (), within=len(self._held))
            for group in shared
        ]
        return Ledger(self._made, story, title, claims.ordered(found), alone, tuple(told))

    def _as_said(self, places: Sequence[Place], alike: Floats) -> Floats:
        """The likeness of sentences; of what one speaker is said to have said that of the words said, where it is more.

        "The mayor told reporters on the quay at dawn that no ferry would sail" and "'No ferry will sail,' Lunn said."
        """
        said = [
            (n, under.speaker, self._said(place, under))
            for n, place in enumerate(places)
            if (under := self._under(place, wholly=False)) is not None
            and under.speaker
            and not under.anonymous
        ]
        said = [one for one in said if len(words(one[2])) >= self._settings.tracing.claim_words]
        if not said:
            return alike
        rows = tuple(tuple(words(text)) for _, _, text in said)
        contents = Sentences(_NOBODY, rows, self._encoder.encode([text for _, _, text in said]))
        close = align.likeness(contents, contents, self._weight, self._settings.linking)
        one_voice = sightings.same_speakers([speaker for _, speaker, _ in said])
        at = np.ix_([n for n, _, _ in said], [n for n, _, _ in said])
        found = alike.copy()
        found[at] = np.maximum(found[at], np.where(one_voice, close, 0.0))
        return found

    def _said(self, place: Place, under: Attribution) -> str:
        """The words of an attribution that stand in a sentence."""
        span, report = self._span(place), self._held[place.report].report
        parts = [(max(span.start, p.start), min(span.end, p.end)) for p in under.content]
        return " ".join(report.text[start:end] for start, end in parts if start < end)

    def _first(self, places: Sequence[Place]) -> Place:
        return min(places, key=lambda place: (_order(self._held[place.report].report), place.number))

    def _worth_grouping(self) -> list[Place]:
        """Sentences long enough to be a claim: the first ones of all reports first."""
        least = self._settings.tracing.claim_words
        found = [
            (number, place, name)
            for place, name in enumerate(self._held)
            for number, sentence in enumerate(self._read(name).words)
            if len(sentence) >= least
        ]
        return [Place(name, number) for number, _, name in sorted(found)]

    # What is read of a report, once.

    def _read(self, name: str, layer: Layer = "sentences") -> Reading:
        known = self._readings.get((name, layer))
        if known is None:
            if layer == "sentences":
                segmented = segment(self._held[name].report)
            else:
                segmented = _CUT[layer](self._read(name).segmented)
            known = Reading(segmented, self._written, self._encoder, self._weight, self._settings.linking)
            self._readings[name, layer] = known
        return known

    def _side(self, place: Place) -> Reading:
        return self._read(place.report, place.layer)

    @cached_property
    def _likeness(self) -> Callable[[str, str], float]:
        from .pipeline import likeness_by

        return likeness_by(self._encoder)

    def _whole(self, place: Place) -> tuple[Whole, int]:
        """What the readers of changes know of a place, and its number there."""
        from .changes.base import Whole

        plain = place.layer == "sentences"
        key = place.report if plain else place
        if key not in self._wholes:
            segmented = self._side(place).segmented
            if not plain:
                segmented = replace(segmented, sentences=(segmented.sentences[place.number],))
            self._wholes[key] = Whole(segmented, self._settings.reading.attributing)
        return self._wholes[key], place.number if plain else 0

    def _spoken(self, name: str) -> tuple[Attribution, ...]:
        from . import attributions  # its lexicons are read where they are needed

        if name not in self._attributions:
            self._attributions[name] = attributions.read(self._read(name).segmented)
        return self._attributions[name]

    def _under(self, place: Place, *, wholly: bool = True) -> Attribution | None:
        """The attribution that a sentence stands under, or one of a part of it."""
        from . import attributions

        span = self._span(place)
        known = place.report in self._attributions
        if not known and not attributions.may_hold(self._read(place.report).segmented, span):
            return None
        spoken = self._spoken(place.report)
        return sightings.attributed(span, spoken) if wholly else sightings.attributed(span, spoken, 0.0)

    def _credited(self, name: str) -> tuple[Credit, ...]:
        from .credits import read as read_credits

        if name not in self._credits:
            self._credits[name] = read_credits(self._read(name).segmented)
        return self._credits[name]

    def _span(self, place: Place) -> Span:
        return self._side(place).segmented.sentences[place.number].span

    def _words_of(self, place: Place) -> str:
        return self._held[place.report].report.words(self._span(place))

    def _beside(self, places: Sequence[Place]) -> Sentences:
        """Sentences of several reports, put together as if they were one report's."""
        sentences = tuple(self._side(place).row(place.number) for place in places)
        vectors = [self._side(place).vectors([place.number])[0] for place in places]
        return Sentences(_NOBODY, sentences, np.array(vectors, dtype=np.float32).reshape(len(places), -1))

    # From sightings to a trace.

    def _told(self, claim: str, places: Sequence[Place], notes: tuple[str, ...], *, within: int = 0) -> Trace:
        """All that is known of a claim that stands in these places. `within` are the reports of one question."""
        places = self._in_time(places)
        asked = words(claim)
        seen: list[Sighting] = []
        for place in places:
            under = self._under(place)
            sentence = self._side(place).row(place.number)
            seen.append(
                Sighting(
                    id=self._id(place),
                    report=place.report,
                    span=self._span(place),
                    kind=sightings.wording(asked, sentence, self._settings.tracing),
                    source=under.source if under else None,
                    speaker=under.speaker if under else None,
                    anonymous=bool(under and under.anonymous),
                )
            )
        tellings = self._tellings(places)
        reports = within or len({telling.report for telling in tellings})
        merged = origins.origins(tellings, self._derived(reports), self._tree, self._settings.tracing)
        corrected = self._corrected(claim, places, tellings)
        return Trace(
            made=self._made,
            claim=claim,
            reports=tuple(self._held[name].report for name in dict.fromkeys(one.report for one in seen)),
            sightings=tuple(seen),
            drift=self._drift(places, tellings, merged, corrected),
            origins=merged.origins,
            speakers=sightings.shared_speakers(
                seen, merged.origins, {m for one in tellings for m in one.credited}
            ),
            corrections=corrected,
            notes=notes,
        )

    def _in_time(self, places: Sequence[Place]) -> list[Place]:
        """Places by date; those without one follow, sources before their retellings by the family tree."""
        undated = {one.report for one in places if not self._held[one.report].report.published}
        waiting, line = sorted(undated), list[str]()
        above: dict[str, set[str]] = {name: set() for name in waiting}
        if 1 < len(waiting) <= self._settings.descending.asked:
            for name in waiting:
                tree = self._tree(name)
                above[name] = set(tree.nearest(name, undated)) if tree else set()
        while waiting:
            line.append(next((name for name in waiting if above[name] <= set(line)), waiting[0]))
            waiting.remove(line[-1])
        rank = {name: n for n, name in enumerate(line)}

        def key(one: Place) -> tuple[str, int, str, int]:
            date, name = _order(self._held[one.report].report)
            return date, rank.get(one.report, 0), name, one.number

        return sorted(places, key=key)

    def _id(self, place: Place) -> str:
        span = self._span(place)
        held = self._held[place.report].report
        return digest("sighting", held.id, held.digest, f"{span.start}-{span.end}")

    def _tellings(self, places: Sequence[Place]) -> list[Telling]:
        """The sightings as they are held against each other."""
        names = dict.fromkeys(place.report for place in places)
        credited = {
            credit.name
            for name in names
            for credit in self._credited(name)
            if credit.kind not in ("byline", "dateline")
        }
        publishers = {p for name in names if (p := self._held[name].report.publisher)}
        by_key = {crediting.key(name): name for name in sorted(publishers)} | {
            crediting.key(name): name for name in sorted(credited)
        }
        one = crediting.one_name({*publishers, *credited})
        by_key = {written: one[name] for written, name in by_key.items()}
        media = {
            name: frozenset(
                one.get(medium, medium)
                for medium in crediting.media(
                    self._read(name).segmented, self._credited(name), {*publishers, *credited}
                )
            )
            for name in names
        }
        return [self._telling(place, media[place.report], by_key) for place in places]

    def _telling(self, place: Place, media: frozenset[str], by_key: Mapping[str, str]) -> Telling:
        report = self._held[place.report].report
        side = self._side(place)
        addresses = (report.url, report.canonical, self._held[place.report].version_of or report.id)
        return Telling(
            sighting=self._id(place),
            report=place.report,
            words=origins.tokens(side.segmented, place.number, side.row(place.number), self._weight),
            text=report.text,
            same_report=frozenset(address for address in addresses if address),
            publisher=report.publisher,
            media=media,
            heard=frozenset(
                by_key.get(crediting.key(medium), medium)
                for medium in crediting.heard(
                    side.segmented,
                    self._credited(place.report),
                    self._span(place),
                    sorted(set(by_key.values())),
                )
            ),
            house=frozenset({by_key[crediting.key(report.publisher)]} if report.publisher else ()),
            corrects=corrections.is_correction(self._read(place.report).segmented, self._span(place)),
        )

    def _derived(self, reports: int) -> origins.Derived:
        """Asks whether of two reports one derives from the other.

        Of reports of few sentences that rests on the sighting's own one, and says no more than its words do.
        """
        least = self._settings.tracing.derived_sentences

        def derived(one: str, other: str) -> Derivation | None:
            pair = frozenset((one, other))
            if min(len(self._read(one)), len(self._read(other))) < least:
                return None
            if pair not in self._relations:
                self._relations[pair] = self._stored.get(pair)
                if self._relations[pair] is None and reports <= self._settings.tracing.read_fully:
                    self._relations[pair] = self._read_fully(one, other)
            return self._relations[pair]

        return derived

    def _tree(self, report: str) -> Ancestry | None:
        """The family tree of a report and of all those here that derive from each other and from it; none where those are too
        many to be read for one question."""
        from . import lineage  # loaded where words and credits leave a question

        first = self._kin.first(self._number[report])
        if first not in self._grown:
            names = [name for name, number in self._number.items() if self._kin.first(number) == first]
            self._grown[first] = None
            if len(names) <= self._settings.descending.asked:
                inside = set(names)
                pairs = [
                    sorted(pair, key=self._number.__getitem__) for pair in self._stored if pair <= inside
                ]
                tree = lineage.of_reports(
                    [self._held[name].report for name in names],
                    self._settings,
                    [(source, retelling) for source, retelling in sorted(pairs)],
                )
                self._grown[first] = lineage.Ancestry([tree])
        return self._grown[first]

    def _read_fully(self, one: str, other: str) -> Derivation | None:
        left, right = sorted((one, other))
        from .pipeline import compare

        kind = compare(
            self._held[left].report, self._held[right].report, self._encoder, self._settings
        ).relation.kind
        return kind if kind in ("retelling", "partial-retelling") else None

    # What changed on the way.

    def _drift(
        self,
        places: Sequence[Place],
        tellings: Sequence[Telling],
        merged: origins.Merged,
        corrected: Sequence[Correction],
    ) -> tuple[Drift, ...]:
        """For each sighting what changed since the one it hangs on, or the one before it in its group or at all.

        Of those the one that it differs from least, the latest of equal ones. A wording that stood in the group before
        is no drift.
        """
        number_of = {telling.sighting: n for n, telling in enumerate(tellings)}
        corrects = {one.target: one.source for one in corrected}
        before: dict[int, list[int]] = defaultdict(list)
        found: list[Drift] = []
        for n, telling in enumerate(tellings):
            group = before[merged.groups[telling.sighting]]
            forms = [word.form for word in telling.words]
            known = any([word.form for word in tellings[m].words] == forms for m in group)
            lone = not group
            others = [m for m in group or range(n) if tellings[m].report != telling.report]
            group.append(n)
            if telling.sighting in corrects:
                options = [number_of[corrects[telling.sighting]]]
            elif known or not others:
                continue
            else:
                parent = merged.parents.get(telling.sighting)
                options = [others[-1], *([number_of[parent]] if parent is not None else [])]
            told = [(m, self._changes(places[m], places[n], lone=lone)) for m in sorted(set(options))]
            m, changed = min(told, key=lambda one: (len(one[1]), -one[0]))
            if changed:
                found.append(Drift(tellings[m].sighting, telling.sighting, changed))
        return tuple(found)

    def _changes(self, one: Place, other: Place, *, lone: bool) -> tuple[Change, ...]:
        """What the readers of changes tell of two sentences.

        Of tellings without a sign that one was taken from the other (`lone`) only what both say and cannot both be so:
        each names and quotes in its own way, and leaves out other things.
        """
        from . import changes  # its readers are loaded where something changed

        (left, first), (right, second) = self._whole(one), self._whole(other)
        kinds, _ = changes.checked(left.segmented, right.segmented)
        sentences = self._side(one).row(one.number), self._side(other).row(other.number)
        kind = sightings.wording(*sentences, self._settings.tracing)
        if kind == "reworded":  # what was replaced cannot be told from what was reworded
            kinds = tuple(k for k in kinds if k != "content")
        link = Link(digest("drift", self._id(one), self._id(other)), (first,), (second,), kind, 1.0)
        found = changes.between(left, right, (link,), kinds, self._settings.reading, self._likeness)
        return tuple(
            replace(c, link=-1) for c in found if not lone or (c.left and c.right and c.kind in _HARD)
        )

    def _corrected(
        self, claim: str, places: Sequence[Place], tellings: Sequence[Telling]
    ) -> tuple[Correction, ...]:
        """Reports that say they correct, and conflict with what their own origin told before."""
        found: list[Correction] = []
        for n, telling in enumerate(tellings):
            earlier = (
                [m for m in range(n) if origins.one_house(telling, tellings[m])] if telling.corrects else []
            )
            own = [m for m in earlier if origins.one_publisher(telling, tellings[m])]
            earlier = own or earlier
            told = [
                (m, changed)
                for m in earlier
                if (changed := self._told_otherwise(claim, places[m], places[n]))
            ]
            if told:
                m, changed = min(told, key=lambda one: (one[1][0].effect != "conflict", -one[0]))
                why = f"{telling.report} corrected {tellings[m].report}: {changed[0].why}"
                found.append(Correction(tellings[m].sighting, telling.sighting, why))
        return tuple(found)

    def _told_otherwise(self, claim: str, one: Place, other: Place) -> list[Change]:
        """What a correction may have put right, conflicts first: not what it left out, and not on which day each was told."""
        segmented = self._read(other.report).segmented
        earlier, later = self._held[one.report].report, self._held[other.report].report
        sides = (earlier, self._span(one)), (later, self._span(other))
        days = _weekday(earlier), _weekday(later)
        found = [
            change
            for change in self._changes(one, other, lone=False)
            if change.kind != "attribution"
            and change.right is not None
            and change.verdict != "vaguer"
            and not (change.kind == "date" and self._names_days(change, (one, other), days))
            and corrections.put_right(segmented, claim, sides, change)
        ]
        return sorted(found, key=lambda change: change.effect != "conflict")

    def _names_days(
        self, change: Change, places: tuple[Place, Place], days: tuple[str | None, str | None]
    ) -> bool:
        """Whether each side of a change is the day on which its report was published: "on Tuesday"."""
        for span, place, day in zip((change.left, change.right), places, days, strict=True):
            if span is not None and (
                day is None or day not in self._held[place.report].report.words(span).lower()
            ):
                return False
        return True


#: How a report is read as something else than its sentences.
_CUT: Mapping[Layer, Callable[[Segmented], Segmented]] = {
    "neighbours": neighbours,
    "headlines": headlines,
    "title": titled,
}
#: Reports of a pair.
_BOTH = 2
#: Reports that a note names.
_LISTED = 10
#: Kinds of change that are told between tellings that may be independent.
_HARD = frozenset({"figure", "date", "polarity", "certainty"})
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
#: A report for sentences that are put together from several.
_NOBODY = Segmented(Report("", ""), (), (), None)


def _order(report: Report) -> tuple[str, str]:
    return dated.order(report.published, report.id)


def _weekday(report: Report) -> str | None:
    """The day of the week on which a report was published."""
    try:
        day = datetime.fromisoformat(report.published.value[:10]) if report.published is not None else None
    except ValueError:
        day = None
    return None if day is None else _DAYS[day.weekday()]
