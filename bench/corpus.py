"""Pairs of reports of newswire length, made from the example reports by repeatable edits.

In: the sentences of examples/. Out: pairs in JSON Lines, as `retold compare --pairs` reads them. Each
report has 15 to 20 sentences in paragraphs; the right one keeps, edits, cuts, joins, moves and adds
sentences in the shares below. Figures and names are drawn anew for each pair, so that nothing that was
worked out for one pair can be used for the next. These pairs are made for timing; they prove no quality.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from baseline import sentences

EXAMPLES = Path(__file__).parent.parent / "examples"
#: Sentences of a report: what a wire report of 350 to 500 words has.
LENGTH = (15, 20)
#: Words of a sentence that is used; shorter ones are headlines and furniture.
FEWEST_WORDS = 8
#: What becomes of a sentence in the retelling, in shares of 1.
FATES = {"kept": 0.3, "edited": 0.4, "cut": 0.15, "dropped": 0.15}
#: One pair in this many is of two reports that share no sentence.
UNRELATED_EVERY = 6
REWORDINGS = (
    ("said", "told reporters"), ("killed", "left dead"), ("about", "roughly"),
    ("after", "following"), ("before", "ahead of"), ("more than", "over"), ("officials", "authorities"),
    ("people", "residents"), ("company", "firm"), ("because", "since"), ("also", "in addition"),
    ("large", "sizeable"), ("began", "started"), ("announced", "made public"), ("near", "close to"),
    ("would", "is to"), ("had", "has"), ("but", "yet"), ("while", "as"), ("report", "account"),
)  # fmt: skip
SYLLABLES = ("bar", "den", "el", "fur", "gol", "hest", "ik", "lor", "mar", "nov", "ost", "per", "rin", "tav")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
FIGURE = re.compile(r"\d+")


def known_sentences(folder: Path = EXAMPLES) -> list[str]:
    """The sentences of all example texts in the order of the files' names, retold ones only once."""
    found: list[str] = []
    seen: list[set[str]] = []
    for path in sorted(folder.rglob("*.txt")):
        for sentence in sentences(path.read_text("utf-8")):
            words = set(sentence.lower().split())
            if len(words) >= FEWEST_WORDS and all(2 * len(words & other) < len(words) for other in seen):
                found.append(sentence)
                seen.append(words)
    return found


def _renamed(texts: list[str], chance: random.Random) -> list[str]:
    """The same sentences with other names and other figures, the same ones in all of them."""
    names = {
        name: "".join(chance.choices(SYLLABLES, k=2)).capitalize()
        for name in sorted({name for text in texts for name in NAME.findall(text)})
    }
    figures = {
        figure: str(chance.randrange(10 ** (len(figure) - 1), 10 ** len(figure)))
        for figure in sorted({figure for text in texts for figure in FIGURE.findall(text)})
    }
    return [
        FIGURE.sub(lambda hit: figures[hit[0]], NAME.sub(lambda hit: names[hit[0]], text)) for text in texts
    ]


def _edited(sentence: str, chance: random.Random) -> str:
    """A sentence with some words reworded and, one time in four, its first two clauses turned round."""
    for word, other in chance.sample(REWORDINGS, k=len(REWORDINGS) // 2):
        sentence = re.sub(rf"\b{word}\b", other, sentence, count=1)
    first, comma, rest = sentence.partition(", ")
    if comma and chance.random() < 1 / 4:
        sentence = f"{rest.rstrip('.')}, {first}."
    return sentence[:1].upper() + sentence[1:]


def _retold(source: list[str], others: list[str], chance: random.Random) -> list[str]:
    """A retelling of the sentences: kept, edited, cut short or dropped; two moved, some added."""
    told: list[str] = []
    for sentence in source:
        fate = chance.choices(list(FATES), weights=list(FATES.values()))[0]
        if fate == "kept":
            told.append(sentence)
        elif fate == "edited":
            told.append(_edited(sentence, chance))
        elif fate == "cut":
            words = sentence.split()
            told.append(" ".join(words[: max(FEWEST_WORDS, len(words) * 2 // 3)]).rstrip(",;:") + ".")
    while len(told) < LENGTH[0]:
        told.insert(chance.randrange(len(told) + 1), others.pop())
    passage = told[2:4]
    del told[2:4]
    told[-2:-2] = passage
    return told


def _text(told: list[str], chance: random.Random) -> str:
    """Sentences as paragraphs of one to three."""
    paragraphs = []
    at = 0
    while at < len(told):
        size = chance.randint(1, 3)
        paragraphs.append(" ".join(told[at : at + size]))
        at += size
    return "\n\n".join(paragraphs)


def pair(number: int, known: list[str]) -> dict[str, dict[str, str]]:
    """The pair of this number: the same one in every run."""
    chance = random.Random(number)
    length = chance.randint(*LENGTH)
    drawn = _renamed(chance.sample(known, k=min(len(known), length + 2 * LENGTH[1])), chance)
    source, others = drawn[:length], drawn[length:]
    unrelated = number % UNRELATED_EVERY == UNRELATED_EVERY - 1
    right = others[: LENGTH[1]] if unrelated else _retold(source, others, chance)
    return {
        "left": {"id": f"left-{number}", "text": _text(source, chance), "language": "en"},
        "right": {"id": f"right-{number}", "text": _text(right, chance), "language": "en"},
    }


def write(path: Path, count: int) -> None:
    """Write so many pairs to a file."""
    known = known_sentences()
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps(pair(number, known), ensure_ascii=False) + "\n")
