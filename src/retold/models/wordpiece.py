"""BERT's WordPiece tokeniser (uncased) in plain Python: a sentence comes in, the ids of its pieces go out.

Method: the basic tokenisation of Devlin et al. 2018 (drop control characters, set CJK characters apart,
cut at white space, lower-case, strip accents, set punctuation apart), then greedy longest match from the
left against the vocabulary, with "##" before pieces that continue a word (Wu et al. 2016). No [CLS] and
[SEP] are added, and special names written out in a text are text.

All of it works within one stretch between white space, so whoever encodes much may remember what each
stretch gave (`static.py` does): most of a news text is stretches that were seen before. A word of which some
part is in no piece gives [UNK] alone, as in BERT; a word of more than 100 characters likewise.

Not tried: other models' vocabularies, keeping case, or offsets; offsets belong to `retold.text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: The piece that stands for a word that cannot be cut into pieces.
UNKNOWN = "[UNK]"

#: Longer words give [UNK], as in BERT.
LONGEST_WORD = 100

#: Blocks of characters that BERT sets apart one by one.
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


#: Control characters at which `str.split` cuts and BERT does not: it drops them.
_NO_WHITE_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")


class WordPiece:
    """A vocabulary and the cuts it gives."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.pieces = tuple(vocabulary)
        self.ids = {piece: number for number, piece in enumerate(self.pieces)}
        self._unknown = (self.ids[UNKNOWN],)

    def encode(self, sentence: str) -> list[int]:
        """The ids of the sentence's pieces, in order."""
        return [number for part in stretches(sentence) for word in words(part) for number in self.word(word)]

    def word(self, word: str) -> tuple[int, ...]:
        """The ids of the pieces of one word as `words` gives it."""
        if len(word) > LONGEST_WORD:
            return self._unknown
        ids = self.ids
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            before = "##" if start else ""
            while end > start:
                number = ids.get(before + word[start:end])
                if number is not None:
                    found.append(number)
                    break
                end -= 1
            else:
                return self._unknown
            start = end
        return tuple(found)


def stretches(sentence: str) -> list[str]:
    """The sentence cut at white space."""
    if _NO_WHITE_SPACE.search(sentence):
        sentence = _NO_WHITE_SPACE.sub("", sentence)
    return sentence.split()


def words(stretch: str) -> list[str]:
    """The words and marks of one stretch: lower case, without accents, punctuation set apart."""
    if stretch.isascii():
        if stretch.isalnum():
            return [stretch.lower()]
        plain = stretch.lower()
    else:
        kept = "".join(f" {character} " if _is_cjk(character) else character for character in stretch)
        # One character at a time: lower-casing a whole word would give a last sigma its other form.
        plain = "".join(
            character
            for character in unicodedata.normalize("NFD", "".join(map(str.lower, kept)))
            if unicodedata.category(character) != "Mn"
        )
    return "".join(
        f" {character} " if _is_punctuation(character) else character
        for character in plain
        if not _is_dropped(character)
    ).split()


def _is_dropped(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


def _is_cjk(character: str) -> bool:
    code = ord(character)
    return code >= 0x3400 and any(first <= code <= last for first, last in _CJK)


def _is_punctuation(character: str) -> bool:
    """BERT takes every ASCII character that is no letter, digit or space as punctuation, "$" and "+" too."""
    if character.isascii():
        return not character.isalnum() and not character.isspace()
    return unicodedata.category(character)[0] == "P"
