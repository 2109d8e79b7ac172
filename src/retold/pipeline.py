"""The whole flow on one screen: two reports in, a comparison out.

    segment → words and vectors → align → changes → direction → relation
    segment → attributions, for one report: who said what

It calls the stages in order and knows no method. Every result says what made it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from . import changes, direction, relation
from ._version import __version__
from .align import align
from .errors import TooLarge
from .index import Sentences, sentence_words
from .model import Attributed, Change, ChangeKind, Comparison, Link, Made, Report, Segmented
from .models import encoder as encoders, static
from .models.encoder import Encoder
from .segment import segment
from .settings import DEFAULT, Linking, Settings
from .text.printable import printable

#: Sentence pairs of two reports that are compared: 2,000 against 2,000, some 20 s and 1 GB. The longest report
#: of 19,780 newswire items has 187 sentences.
MOST_SENTENCE_PAIRS = 4_000_000
#: What stands as the encoder of a result that none had a part in.
NO_ENCODER = "none"


def compare(
    left: Report, right: Report, encoder: Encoder | None = None, settings: Settings = DEFAULT
) -> Comparison:
    """Put two reports side by side: how they relate, and what the right one did to the left one."""
    model = encoder if encoder is not None else encoders.load()
    weight = static.shipped().word_weight
    one, other, links = _linked(left, right, model, settings)
    kinds, not_checked = changes.checked(one.segmented, other.segmented)
    likeness = likeness_by(model)
    reading = settings.reading
    found = changes.read(one.segmented, other.segmented, links, kinds, reading, likeness)
    found, kinds, not_checked = changes.told_apart(found, links, kinds, not_checked, reading.rewording)
    facts = relation.facts(one, other, links, found, weight, settings.relating)
    related = relation.relate(
        facts,
        left.published,
        right.published,
        settings.relating,
        lambda: direction.read(one, other, links, settings.directing),
    )
    found = changes.of_one_telling(found, links, related, settings.linking.floor)
    return Comparison(
        made=Made(__version__, settings.digest, model.name),
        left=one.segmented,
        right=other.segmented,
        relation=related,
        links=links,
        changes=found,
        dropped=_unlinked(len(one.words), [n for link in links for n in link.left]),
        added=_unlinked(len(other.words), [n for link in links for n in link.right]),
        checked=kinds,
        not_checked=not_checked,
        title_changes=changes.read_titles(one.segmented, other.segmented, related, kinds, reading, likeness),
    )


def replaced(
    left: Report, right: Report, kind: ChangeKind, settings: Settings = DEFAULT
) -> tuple[Change, ...]:
    """The changes of one kind that stand in both reports, as `compare` tells them: what became what.

    What else changed and how the two relate bears on none of these, and takes most of the time of a comparison.
    """
    model = static.shipped()
    one, other, links = _linked(left, right, model, settings)
    kinds, _ = changes.checked(one.segmented, other.segmented)
    wanted = tuple(k for k in kinds if k == kind)
    found = changes.read(one.segmented, other.segmented, links, wanted, settings.reading, likeness_by(model))
    return tuple(change for change in found if change.left is not None and change.right is not None)


def _linked(
    left: Report, right: Report, model: Encoder, settings: Settings
) -> tuple[Sentences, Sentences, tuple[Link, ...]]:
    """Two reports as they are matched, and the links between them."""
    one, other = prepared(left, model), prepared(right, model)
    if len(one.words) * len(other.words) > MOST_SENTENCE_PAIRS:
        raise TooLarge(
            f"{printable(left.id)} has {len(one.words):,} sentences and {printable(right.id)} {len(other.words):,}: "
            "too many to be put side by side.",
            "Compare the articles in them one by one.",
        )
    weight = static.shipped().word_weight
    linking = _linking(one.segmented, other.segmented, model, settings.linking)
    return one, other, align(one, other, weight, linking)


def attribute(report: Report, settings: Settings = DEFAULT) -> Attributed:
    """Who said what in a report. No encoder has a part in it."""
    from . import attributions  # its lexicons are read where they are needed: comparing starts faster without

    segmented = segment(report)
    return Attributed(
        made=Made(__version__, settings.digest, NO_ENCODER),
        report=segmented,
        attributions=attributions.read(segmented),
        not_checked=attributions.unread(segmented),
    )


def prepared(report: Report, encoder: Encoder) -> Sentences:
    """A report as it is matched: cut into sentences, with the words and the vector of each."""
    segmented = segment(report)
    wordings = [report.words(sentence.span) for sentence in segmented.sentences]
    return Sentences(segmented, sentence_words(segmented), encoder.encode(wordings))


def _linking(left: Segmented, right: Segmented, encoder: Encoder, settings: Linking) -> Linking:
    """The settings for this pair.

    Two reports of a single sentence each have nothing else to be linked with. Without vectors where the
    encoder does not know a report's language: words and their order remain.
    """
    if len(left.sentences) == len(right.sentences) == 1:
        settings = replace(settings, floor=settings.lone_floor)
    known: tuple[str, ...] | None = getattr(encoder, "languages", None)
    languages = {(side.language or "").split("-")[0] for side in (left, right)} - {""}
    if known is None or languages <= set(known):
        return settings
    return replace(settings, vector_share=0.0, widen_vector_share=0.0)


def likeness_by(encoder: Encoder) -> Callable[[str, str], float]:
    """The cosine of two wordings; each is encoded once a comparison."""
    known: dict[str, NDArray[np.float32]] = {}

    def vector(wording: str) -> NDArray[np.float32]:
        if wording not in known:
            known[wording] = encoder.encode([wording])[0]
        return known[wording]

    return lambda one, other: float(vector(one) @ vector(other))


def _unlinked(count: int, linked: list[int]) -> tuple[int, ...]:
    held = set(linked)
    return tuple(n for n in range(count) if n not in held)
