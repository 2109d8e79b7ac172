"""Some sentences of a report with their names: where each name stands, what stands near it, and what it does there.

In go what the report knows of its names and the words of the sentences, out comes, for a name, the words it
covers, the telling words near it, its slot, and whether it opens its sentence, says who told it, only says
where, or only says of which country something is. Not tried: the grammar of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from .data_names import AFTER_NOUN, OPENERS
from .known_names import MEDIA, Known
from .names import Name
from .slots import slot
from .tokens import Word

#: Words on either side of a name that tell its role. On the MRPC pairs 8 finds 615 altered ones and flags 20 harmless
#: ones, 6 finds 612 and flags 19, 4 finds 611 and flags 18.
_AROUND = 8
#: Words that may stand before a name that opens its sentence ("The blue-chip ..."). 2: 611 found for
#: 615, and 19 flagged for 20; 6 changes nothing.
_OPENING = 4
_WHERE_WORDS = frozenset("in at from near off".split())


class NamedPassage:
    """Some sentences of a report, by their numbers, with their names."""

    def __init__(
        self, known: Known, numbers: Sequence[int], words: Sequence[Word], stems: Sequence[str]
    ) -> None:
        self.text = known.text
        self.known = known
        self.numbers = tuple(numbers)
        self.words = words
        self.stems = stems
        self.names = [name for n in numbers for name in known.names[n]]

    @cached_property
    def near(self) -> frozenset[str]:
        """The words of these sentences."""
        rows = self.known.words
        return frozenset(word.form for n in self.numbers for word in rows[n])

    @cached_property
    def sources(self) -> list[tuple[int, int]]:
        """Where these sentences say who told it."""
        return [span for n in self.numbers for span in self.known.sources(n)]

    def is_source(self, name: Name) -> bool:
        """Whether a name says who told it, or where it was said."""
        return name.forms[0] in MEDIA or any(start <= name.start < end for start, end in self.sources)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """For each name, the indexes of the words it covers."""
        found, at = [], 0
        for name in self.names:
            while at < len(self.words) and self.words[at].end <= name.start:
                at += 1
            last = at
            while last < len(self.words) and self.words[last].start < name.end:
                last += 1
            found.append((at, last))
        return found

    def around(self, n: int) -> frozenset[str]:
        """The stems of the telling words near a name."""
        first, last = self.places[n]
        stems = self.stems
        beside = [*range(max(0, first - _AROUND), first), *range(last, min(len(stems), last + _AROUND))]
        return frozenset(stems[k] for k in beside if self.words[k].form not in OPENERS)

    def opens(self, n: int) -> bool:
        """Whether a name is the first of its sentence and stands among its first words."""
        starts = {self.known.words[k][0].start for k in self.numbers if self.known.words[k]}
        first = self.places[n][0]
        before = [word for word in self.words[max(0, first - _OPENING) : first + 1] if word.start in starts]
        return bool(before) and not any(
            before[-1].start <= name.start < self.names[n].start for name in self.names
        )

    def is_setting(self, n: int) -> bool:
        """Whether a name only says where, at the end of its phrase: "and fifty more in Oskil"."""
        name = self.names[n]
        before = self.text[max(0, name.start - 12) : name.start].split()
        return bool(before) and before[-1] in _WHERE_WORDS and self.text[name.end : name.end + 1] in ",.;)"

    def slot(self, n: int) -> str:
        """The slot of a name in its clause."""
        opening = max(
            (row[0].start for row in self._rows if row and row[0].start <= self.names[n].start), default=0
        )
        return slot(self.text, self.words, self.places[n], opening)

    @property
    def _rows(self) -> list[Sequence[Word]]:
        return [self.known.words[k] for k in self.numbers]

    def modifies(self, name: Name) -> bool:
        """Whether a nation's name only says of which country something is ("the U.K. company")."""
        after = self.text[name.end : name.end + 24]
        follows = re.match(r"(?:['\u2019]s?)?[ \n-]([^\W\d_]+)", after)
        return name.adjective or (
            follows is not None
            and (after[0] in "'\u2019-" or (len(name.key) == 2 and follows[1] not in AFTER_NOUN))
        )
