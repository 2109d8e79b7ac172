"""The words by which English attributes, from the list that all who read cues share (`text.cue_verbs`).

In goes a language, out comes its `Lexicon`: every form of every cue verb with the classes it belongs to
(what may stand behind it: a clause, an object, "to" ...), the small words it goes with ("call for"), nouns
and adjectives that attribute, and common verbs that do not. The files are plain text, so that a reader of
the language can mend them; regular forms are made by rule. All lists are by hand, from general knowledge.

Not tried: word senses. A verb of two senses stands in the classes of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..text.cue_verbs import KINDS, forms_of, sections

#: Sections of a file whose words are verbs.
VERB_CLASSES = ("speak", "clause", "question", "intend", "urge", "object", "doing")


@dataclass(frozen=True, slots=True)
class Form:
    """A word as a form of a verb: which verb, and which forms it can be (base, third, past, part, ing)."""

    verb: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The attributing words of one language."""

    forms: dict[str, Form]
    classes: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    mind: frozenset[str]
    adverbs: frozenset[str]
    passive: frozenset[str]

    def may(self, verb: str, *names: str) -> bool:
        """Whether a verb belongs to one of these classes."""
        return not self.classes.get(verb, frozenset()).isdisjoint(names)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language, or None where there is none."""
    if language != "en":
        return None
    held = sections()
    classes: dict[str, set[str]] = defaultdict(set)
    for name in VERB_CLASSES:
        for verb in " ".join(held[name]).split():
            classes[verb].add(name)
    particles = _pairs(held["with"])
    verbs = {*classes, *particles, *" ".join(held["plain"]).split()}
    kinds: dict[str, set[str]] = defaultdict(set)
    owner: dict[str, str] = {}
    for verb in sorted(verbs):
        for kind, form in zip(KINDS, forms_of(verb), strict=True):
            kinds[form].add(kind)
            if form not in owner or (owner[form] not in classes and verb in classes):
                owner[form] = verb
    return Lexicon(
        forms={form: Form(owner[form], frozenset(found)) for form, found in kinds.items()},
        classes={verb: frozenset(found) for verb, found in classes.items()},
        particles=particles,
        nouns=_pairs(held["noun"]),
        mind=frozenset(" ".join(held["mind"]).split()),
        adverbs=frozenset(" ".join(held["adverbs"]).split()),
        passive=frozenset(" ".join(held["passive"]).split()),
    )


def _pairs(lines: Sequence[str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(small.split()) for word, small in (line.split(":") for line in lines)}
