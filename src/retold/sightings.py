"""Where a claim stands in a report, and in which words.

In go the likeness of a claim to each sentence of a report, and the words of both; out come the numbers of the
sentences that tell the claim and what kind of wording that is. The likeness is that of `align`: vectors beside
weighed words. Under whose name a sentence stands is told from the attributions of its report.

Not tried: whether a sentence affirms the claim or denies it. Both are sightings: what differs is drift.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence, Sized

import numpy as np
from numpy.typing import NDArray

from .model import Attribution, LinkKind, Origins, Segmented, SharedSpeaker, Sighting, Span
from .settings import Tracing
from .text.counterparts import FUNCTION_WORDS
from .text.data_names import KINDS_OF
from .text.diff import blocks, matched_share
from .text.names import Name, folded, key_of, names
from .text.number_words import NUMBERS
from .text.numbers import MANY, quantities
from .text.same_name import same
from .text.synonyms import Stock
from .text.tokens import Word, stem, words

Floats = NDArray[np.float64]


def telling(row: Sequence[Word], weight: Callable[[str], float]) -> dict[str, float]:
    """The stems of a claim's words, names and figures among them, each with its weight."""
    return {stem(word.form): weight(word.form) for word in row if word.form not in FUNCTION_WORDS}


def named(claim: str, row: Sequence[Word], weight: Callable[[str], float]) -> dict[str, float]:
    """The stems of the names in a claim, each with its weight."""
    inside = [name.bare for name in names(claim, [(0, len(claim))])[0]]
    return telling([word for word in row if any(a <= word.start < b for a, b in inside)], weight)


def names_it(asked: Mapping[str, float], report: Segmented, held: Container[str], least: float) -> bool:
    """Whether a report names whom the claim is about, anywhere: in its sentences a name is often "it" or "he".

    `held` are the stems of its sentences.
    """
    total = sum(asked.values())
    if not total:
        return True
    titled = {stem(word.form) for word in words(report.title or "")}
    return sum(weight for key, weight in asked.items() if key in held or key in titled) >= least * total


def core(claim: str, row: Sequence[Word], weight: Callable[[str], float]) -> dict[str, float]:
    """What a claim says of its names and figures: the stems of its other words, each with its weight.

    Two sentences about one town share its name and little else; "evacuated" must be there in some form.
    """
    inside = [name.bare for name in names(claim, [(0, len(claim))])[0]]
    plain = [
        word
        for n, word in enumerate(row)
        if not _figure(word)
        and (n == 0 or not claim[word.start].isupper())
        and not any(a <= word.start < b for a, b in inside)
    ]
    return telling(plain or [word for word in row if not _figure(word)], weight)


def _figure(word: Word) -> bool:
    return word.form in NUMBERS or word.form[0].isdigit()


def units(text: str, span: Span) -> frozenset[str]:
    """What the figures of a sentence count; "" stands for a figure that does not say."""
    return frozenset(one.unit for one in quantities(text, *span) if one.unit != MANY)


def without_figures(claim: str) -> str:
    """What a claim says beside its figures: a figure that drifted stands in a sentence as another."""
    kept, at = "", 0
    for one in quantities(claim):
        kept, at = kept + claim[at : one.core[0]], one.core[1]
    return kept + claim[at:]


def rewritten(claim: str, text: str, span: Span) -> str | None:
    """The claim with its figures written as in a sentence that gives the same ones otherwise: "44" for "forty-four"."""
    there = {(one.low, one.high, one.unit): text[slice(*one.core)] for one in quantities(text, *span)}
    kept, at = "", 0
    for one in quantities(claim):
        written = there.get((one.low, one.high, one.unit))
        if written is not None and written.lower() != claim[slice(*one.core)].lower():
            kept, at = kept + claim[at : one.core[0]] + written, one.core[1]
    return kept + claim[at:] if at else None


def same_units(some: Collection[str], others: Collection[str]) -> bool:
    """Whether a figure of one sentence may be what became of a figure of the other."""
    return bool(some and others) and ("" in some or "" in others or not set(some).isdisjoint(others))


def lessened(asked: Mapping[str, float], reports: Iterable[Mapping[str, Sized]]) -> dict[str, float]:
    """The same words, each weighing less the more sentences of a report it stands in: they are the story's, and what the
    claim says of it stands in one or two. A report says in which sentences each stem stands."""
    sentences, held = Counter[str](), Counter[str]()
    for report in reports:
        for key in asked:
            if key in report:
                sentences[key] += len(report[key])
                held[key] += 1
    return {key: weight * max(1, held[key]) / max(1, sentences[key]) for key, weight in asked.items()}


class Senses:
    """Which of some words a stem can stand for: itself, another form of it, or a word of the same sense.

    It remembers the stems it has met: those of one story come back in all its reports.
    """

    def __init__(self, asked: Iterable[str]) -> None:
        self._each = {word: Stock([word]) for word in asked}
        self._any = Stock(self._each)
        self._known: dict[str, frozenset[str]] = {}

    def of(self, key: str) -> frozenset[str]:
        """The words that this stem can stand for."""
        known = self._known.get(key)
        if known is None:
            likes = self._any.likes(key)
            known = frozenset(w for w, stock in self._each.items() if stock.likes(key)) if likes else _NONE
            if key in _ANYBODY or (key in _PEOPLE and not _ANYBODY.isdisjoint(self._each)):
                known |= frozenset(self._each) & (_PEOPLE if key in _ANYBODY else _ANYBODY)
            self._known[key] = known
        return known


_NONE: frozenset[str] = frozenset()
#: Stems of nouns for people, and those that stand for all of them: the passengers of one report are another's people.
_PEOPLE = frozenset(stem(form) for form, kind in KINDS_OF.items() if kind == "person")
_ANYBODY = frozenset(map(stem, ("people", "person", "persons")))


def told(asked: Mapping[str, float], stems: Collection[str], senses: Senses) -> float:
    """How much of a claim's words stands in a sentence, in any form of them or a word of the same sense."""
    total = sum(asked.values())
    if not total:
        return 1.0
    there = _NONE.union(*(found for key in stems if (found := senses.of(key))))
    return sum(weight for word, weight in asked.items() if word in there) / total if there else 0.0


def places(likeness: Floats, cores: Floats, held: Floats, settings: Tracing) -> list[int]:
    """The sentences that tell the claim, in order: the one that tells most of it, and others that tell as much.

    `likeness` is to the claim, `cores` how much of its core each sentence tells, `held` how much of all its words, names
    and figures among them.
    """
    tells = (likeness >= settings.least) & (cores >= settings.core_share)
    if not tells.any():
        return []
    best = int(np.argmax(np.where(tells, np.round(likeness + held, 6), -1.0)))
    further = tells & (likeness >= settings.further) & (held >= held[best])
    return sorted({best, *np.flatnonzero(further).tolist()})


def followed(likeness: Floats, follow: Floats, settings: Tracing) -> list[int]:
    """The sentence that is like one that tells the claim (`follow`), and not unlike the claim itself."""
    allowed = np.where(likeness >= settings.follow_claim, follow, 0.0)
    if not len(allowed):
        return []
    best = int(np.argmax(allowed))
    return [best] if allowed[best] >= settings.follow else []


def wording(claim: Sequence[Word], sentence: Sequence[Word], settings: Tracing) -> LinkKind:
    """How the claim's words stand in a sentence: in a row, most of them, or in other words."""
    asked, there = [word.form for word in claim], [word.form for word in sentence]
    if not asked:
        return "reworded"
    if any(there[at : at + len(asked)] == asked for at in range(len(there) - len(asked) + 1)):
        return "verbatim"
    kept = [n for block in blocks(asked, there) if block.equal for n in range(block.left, block.left_end)]
    share = sum(_telling(asked[n]) for n in kept) / sum(map(_telling, asked))
    whole = matched_share(list(claim), list(sentence), _telling)
    return "edited" if max(share, whole) >= settings.edited_share else "reworded"


def _telling(form: str) -> float:
    """Small words count a third, as in linking."""
    return 1 / 3 if len(form) <= 3 else 1.0


def attributed(span: Span, attributions: Sequence[Attribution], least: float = 1 / 3) -> Attribution | None:
    """The attribution that a sentence stands under: the one whose content holds most of it, and so much at the least."""

    def held(one: Attribution) -> int:
        return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in one.content)

    best = max(attributions, key=lambda one: (held(one), -one.content[0].start), default=None)
    return best if best is not None and held(best) >= least * (span.end - span.start) else None


#: Behind a name: it is not who speaks, or not alone. "Vellum's chief", "Vellum and its lawyers".
_ANOTHER = re.compile(r"\s?['\u2019]s?\s|\s+and\s")


def shared_speakers(
    seen: Sequence[Sighting], origins: Origins, media: Collection[str]
) -> tuple[SharedSpeaker, ...]:
    """Those who are named as the source by more than one report: two reports of one speaker are one voice.

    Media that are credited stand among the origins and are no speakers. A single name may be a town or another person's.
    """
    known: list[tuple[Name, str, list[str]]] = []
    for sighting in seen:
        name = _named(sighting.speaker)
        if name is None or sighting.speaker is None:
            continue
        for n, (other, shown, reports) in enumerate(known):
            if same(name, other):
                fuller = max(shown, sighting.speaker, key=len)
                known[n] = (
                    max(name, other, key=lambda one: len(one.forms)),
                    fuller,
                    [*reports, sighting.report],
                )
                break
        else:
            known.append((name, sighting.speaker, [sighting.report]))
    found = []
    for name, shown, reports in known:
        distinct = tuple(dict.fromkeys(reports))
        full = len(name.forms) > 1 or name.kind in ("organisation", "body")
        if len(distinct) > 1 and full and name.key not in {key_of(folded(one).split()) for one in media}:
            behind = sum(bool(set(group.reports) & set(distinct)) for group in origins.groups)
            behind += sum(report in distinct for report in origins.unknown)
            found.append(SharedSpeaker(shown, distinct, behind))
    return tuple(sorted(found, key=lambda one: (-len(one.reports), one.name)))


def same_speakers(speakers: Sequence[str]) -> NDArray[np.bool_]:
    """Which of some speakers are one: by name where they have one, else by the words they are called by."""
    known = [(_named(speaker), folded(speaker)) for speaker in speakers]
    found = np.zeros((len(known), len(known)), dtype=np.bool_)
    for n, (name, called) in enumerate(known):
        for m, (other, called_too) in enumerate(known[: n + 1]):
            one = same(name, other) if name and other else called == called_too and not (name or other)
            found[n, m] = found[m, n] = one
    return found


def _named(speaker: str | None) -> Name | None:
    """The name of a speaker, where one is given: "officials" may be anybody."""
    if not speaker:
        return None
    found = names(speaker, [(0, len(speaker))])[0]
    if not found or _ANOTHER.match(speaker, found[0].end):
        return None
    return found[0]
