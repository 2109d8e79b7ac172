"""The words by which a language attributes, read from `data/`.

In goes a language, out comes its `Lexicon`: every form of every cue verb with the classes it belongs to
(what may stand behind it: a clause, an object, "to" ...), the small words it goes with ("call for"), nouns
and adjectives that attribute, and common verbs that do not. The files are plain text, so that a reader of
the language can mend them; regular forms are made by rule. All lists are by hand, from general knowledge.

Not tried: word senses. A verb of two senses stands in the classes of both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

#: Sections of a file whose words are verbs.
VERB_CLASSES = ("speak", "clause", "question", "intend", "urge", "object", "doing")
_SECTION = re.compile(r"\[(\w+)\]")
_SIBILANT = ("s", "sh", "ch", "x", "z", "o")


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
    file = resources.files(__package__).joinpath("data", f"{language}.txt")
    if not language.isalpha() or not file.is_file():
        return None
    held = _sections(file.read_text("utf-8"))
    classes: dict[str, set[str]] = defaultdict(set)
    for name in VERB_CLASSES:
        for verb in " ".join(held[name]).split():
            classes[verb].add(name)
    particles = _pairs(held["with"])
    verbs = {*classes, *particles, *" ".join(held["plain"]).split()}
    kinds: dict[str, set[str]] = defaultdict(set)
    owner: dict[str, str] = {}
    irregular = {row.split()[0]: row.split() for row in held["irregular"]}
    for verb in sorted(verbs):
        written = irregular.get(verb) or _regular(verb)
        for kind, form in zip(("base", "third", "past", "part", "ing"), written, strict=True):
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


def _sections(written: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in written.splitlines():
        section = _SECTION.fullmatch(line.strip())
        if section:
            name = section[1]
        elif line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return found


def _pairs(lines: list[str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(small.split()) for word, small in (line.split(":") for line in lines)}


def _regular(verb: str) -> list[str]:
    """base, third, past, participle and -ing of a regular verb."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("e"):
        third, past, ing = verb + "s", verb + "d", verb.removesuffix("e") + "ing"
    else:
        third, past, ing = verb + ("es" if verb.endswith(_SIBILANT) else "s"), verb + "ed", verb + "ing"
    return [verb, third, past, past, ing]
