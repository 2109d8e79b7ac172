"""The verbs by which English attributes, and their forms: one list for all who read cues.

In goes the list (`data/cues_en.txt`), out come its sections, and of a verb its five forms. The reader of a
report's attributions takes all of it (`attributions.lexicon`); the reader of what became of an attribution takes
the verbs of the section "compared" alone (`cue_words`). The file is plain text, so that a reader of the language
can mend it; forms of regular verbs are made by rule. By hand, from general knowledge.

Not tried: verbs that double a letter ("quipped") without standing among the irregular ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

#: The forms of a verb, in the order of `forms_of`.
KINDS = ("base", "third", "past", "part", "ing")
_FILE = Path(__file__).parent / "data" / "cues_en.txt"
_SECTION = re.compile(r"\[(\w+)\]")
_SIBILANT = ("s", "sh", "ch", "x", "z", "o")


@lru_cache(maxsize=1)
def sections() -> dict[str, tuple[str, ...]]:
    """The lines of each section of the list."""
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in _FILE.read_text("utf-8").splitlines():
        section = _SECTION.fullmatch(line.strip())
        if section:
            name = section[1]
        elif line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {name: tuple(lines) for name, lines in found.items()}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row.split(maxsplit=1)[0]: tuple(row.split()) for row in sections()["irregular"]}


def forms_of(verb: str) -> tuple[str, ...]:
    """base, third, past, participle and -ing of a verb."""
    written = _irregular().get(verb)
    if written is not None:
        return written
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("e"):
        third, past, ing = verb + "s", verb + "d", verb.removesuffix("e") + "ing"
    else:
        third, past, ing = verb + ("es" if verb.endswith(_SIBILANT) else "s"), verb + "ed", verb + "ing"
    return (verb, third, past, past, ing)
