"""Piles of invented reports with known families, for timing an archive and for counting what it finds.

Out come as many reports as wanted, the same ones for the same seed. Words are drawn by Zipf's law from the
vocabulary of the shipped encoder, so two reports share no passage unless it was put there:

- families: a source and retellings of it, in sizes with a long tail (2 to some hundred), each retelling verbatim,
  edited (sentences cut, words changed) or reworded (two of five words replaced, sentences turned and moved);
- recurring forms: fixed sentences with other figures and names each time, over years;
- page furniture: standing sentences of a publisher at the end of each of its reports.

`truth` in a record names the family and the kind, and is not read by Retold.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

VOCABULARY = Path(__file__).parent.parent / "src" / "retold" / "models" / "data" / "vocab.txt"
#: Share of reports that stand in a family, and that follow a recurring form.
IN_FAMILIES = 0.3
IN_FORMS = 0.1
FORMS = 40
PUBLISHERS = 500
#: Sentences of a report: 8 to 18, of 9 to 26 words.
SENTENCES = (8, 18)
WORDS = (9, 26)
KINDS = ("verbatim", "edited", "reworded")
#: The most members of a family; sizes fall as the square.
LARGEST = 300
FIRST_DAY = date(2021, 1, 1)
DAYS = 1000
SYLLABLES = "bar den el fur gol hest ik lor mar nov ost per rin tav ul vek wen yar zol".split()


class Corpus:
    """Draws reports. `families=False` gives reports with no re-use among them."""

    def __init__(self, seed: int = 1, *, families: bool = True) -> None:
        self._draw = random.Random(seed)
        self._families = families
        words = [
            w for w in VOCABULARY.read_text("utf-8").split("\n") if w.isalpha() and w.isascii() and len(w) > 1
        ]
        self._words = words
        self._other = dict(zip(words, words[1:] + words[:1], strict=True))
        weights = [1 / (rank + 3) for rank in range(len(words))]
        self._cumulative = list(_sums(weights))
        self._furniture = [
            [self._sentence() for _ in range(self._draw.randint(0, 3))] for _ in range(PUBLISHERS)
        ]
        self._forms = [[self._skeleton() for _ in range(self._draw.randint(3, 7))] for _ in range(FORMS)]

    def reports(self, count: int) -> Iterator[dict[str, object]]:
        """So many records, families scattered among the others."""
        made = 0
        waiting: list[dict[str, object]] = []
        while made < count:
            share = self._draw.random()
            if self._families and share < IN_FAMILIES / 3:  # a family brings three reports on average
                waiting += self._family(made)
                self._draw.shuffle(waiting)
            elif share > 1 - IN_FORMS:
                waiting.append(self._form())
            else:
                waiting.append(self._record(self._story(), None, "single", self._day()))
            while waiting and made < count and (len(waiting) > 200 or self._draw.random() < 0.9):
                yield {"id": f"r{made}", **waiting.pop()}
                made += 1

    def sentences(self, count: int) -> list[str]:
        """So many sentences, for a pile of another kind."""
        return [self._sentence() for _ in range(count)]

    def _family(self, number: int) -> list[dict[str, object]]:
        size = min(LARGEST, max(2, int(2 / (1 - self._draw.random()) ** 0.5)))
        story, day = self._story(), self._day()
        name = f"f{number}"
        members = [self._record(story, name, "source", day)]
        for _ in range(size - 1):
            kind = self._draw.choice(KINDS)
            told = getattr(self, f"_{kind}")(story)
            members.append(self._record(told, name, kind, day + timedelta(days=self._draw.randint(0, 3))))
        return members

    def _record(self, story: list[str], family: str | None, kind: str, day: date) -> dict[str, object]:
        publisher = self._draw.randrange(PUBLISHERS)
        sentences = [*story, *self._furniture[publisher]]
        paragraphs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
        return {
            "text": "\n\n".join(paragraphs),
            "publisher": f"Outlet {publisher}",
            "published": day.isoformat(),
            "truth": {"family": family, "kind": kind},
        }

    def _verbatim(self, story: list[str]) -> list[str]:
        return story[: max(6, self._draw.randint(len(story) - 4, len(story)))]

    def _edited(self, story: list[str]) -> list[str]:
        kept = [sentence for sentence in story if self._draw.random() < 0.8] or story
        return [self._changed(sentence, 0.1) for sentence in kept]

    def _reworded(self, story: list[str]) -> list[str]:
        told = [self._turned(self._changed(sentence, 0.4)) for sentence in story]
        order = sorted(range(len(told)), key=lambda n: n + self._draw.uniform(0, 3))
        return [told[n] for n in order]

    def _changed(self, sentence: str, share: float) -> str:
        words = sentence.rstrip(".").split(" ")
        changed = [self._other.get(w, w) if self._draw.random() < share else w for w in words]
        return _ended(" ".join(changed))

    def _turned(self, sentence: str) -> str:
        words = sentence.rstrip(".").split(" ")
        if self._draw.random() < 0.5:
            return sentence
        at = self._draw.randint(3, max(3, len(words) - 3))
        return _ended(" ".join([*words[at:], *words[:at]]))

    def _form(self) -> dict[str, object]:
        form = self._forms[self._draw.randrange(FORMS)]
        story = [
            _ended(
                " ".join(
                    {"#": str(self._draw.randint(2, 9999)), "@": self._name()}.get(w, w) for w in sentence
                )
            )
            for sentence in form
        ]
        return self._record(story, None, "form", self._day())

    def _skeleton(self) -> list[str]:
        words = self._drawn(self._draw.randint(12, 22))
        for at in range(3, len(words), 5):
            words[at] = self._draw.choice("##@")
        return words

    def _story(self) -> list[str]:
        return [self._sentence() for _ in range(self._draw.randint(*SENTENCES))]

    def _sentence(self) -> str:
        words = self._drawn(self._draw.randint(*WORDS))
        if self._draw.random() < 0.5:
            words[self._draw.randrange(1, len(words))] = self._name()
        if self._draw.random() < 0.4:
            words[self._draw.randrange(1, len(words))] = str(self._draw.randint(2, 90000))
        return _ended(" ".join(words))

    def _drawn(self, count: int) -> list[str]:
        return self._draw.choices(self._words, cum_weights=self._cumulative, k=count)

    def _name(self) -> str:
        return "".join(self._draw.choices(SYLLABLES, k=3)).capitalize()

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._draw.randrange(DAYS))


def _ended(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _sums(weights: list[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def write(path: Path, count: int, seed: int = 1, *, families: bool = True) -> None:
    """So many reports as JSON Lines, compressed."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for record in Corpus(seed, families=families).reports(count):
            out.write(json.dumps(record) + "\n")
