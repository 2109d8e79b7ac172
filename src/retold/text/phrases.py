"""Noun phrases of one sentence, by its small words and marks, without a grammar.

In goes a sentence with its quotations, out come its `Token`s (a quotation is a single one) and, from a
place in it, the noun phrase that ends or begins there: back or on to a word that no noun phrase holds
(an auxiliary, "that", a mark), with a title, an age or a clause put in between commas. Written for
`cues`, which asks for the phrase beside a cue.

Not tried: parts of speech. A verb that is in no list ("Kuwait sells oil") does not end a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Span
from .cue_words import (
    ADVERBS,
    AUDIENCES,
    AUXILIARIES,
    DETERMINERS,
    ENDS_PHRASE,
    MEDIA,
    PREPOSITIONS,
    REJECTS,
    SUBJECTS,
    WEEK,
    Table,
)

MARK = "QUOTE"
_BRACKETS = {")": "(", ">": "<", "]": "["}
_TOKEN = re.compile(
    r"[^\W_]+(?:(?:[.'\u2019&-]{1,2}|(?<=\d),(?=\d{3}(?!\d)))[^\W_]+)*(?:(?<=s)['\u2019](?=\s[a-z]))?|--+|[^\w\s]"
)
_CLOSING = ("\u201d", '"', "''", "\u2019\u2019")
_TWO_SINGLES = "\u2018\u2018"
_CLOSED_SINGLES = (_TWO_SINGLES, "\u2019\u2019")
_ALSO_ACRONYMS = frozenset("who us it may am".split())
#: A closing mark inside what was taken for one quotation: the marks were mixed, and it ends here.
_ENDED = re.compile(r"[,.?!][\"\u201d\u00bb]\s+(?=\w)")
#: A full stop inside a sentence belongs to a word of up to so many letters ("Const.", "U.S.").
_ABBREVIATED = 5
#: Tokens that an insertion between commas holds at most: longer ones are clauses of their own.
_INSERTED = 30
_RELATIVE = frozenset("who which whose".split())
#: Tokens of a noun phrase, of who was told, of a noun joined by "and".
_PHRASE_LONGEST = 18
_AUDIENCE_LONGEST = 7
_JOINED = 8
#: "last week" and "earlier this month" behind a noun or a verb are no part of a source.
_TIMES = frozenset("week month year day night morning afternoon evening quarter weekend".split())
_WHICH_TIME = frozenset("last this next earlier late early that".split())


class Token(NamedTuple):
    """A word, a mark, or a whole quotation; `low` is its lower-case form."""

    low: str
    start: int
    end: int
    capital: bool

    @property
    def word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.low[0].isalnum()


def tokens_of(text: str, start: int, end: int, quoted: Sequence[Span]) -> list[Token]:
    """Words and marks; a stretch in quotation marks is a single token."""
    found: list[Token] = []
    at = start
    for first, last in [
        *((s.start, _cut(text, s.start, s.end)) for s in quoted if s.start < end and s.end > start),
        (end, end),
    ]:
        for match in _TOKEN.finditer(text, at, max(at, first)):
            word, stop = match[0], match.end()
            if word == "." and found and found[-1].end == stop:  # taken with its abbreviation
                continue
            if (
                len(word) <= _ABBREVIATED
                and word[0].isalpha()
                and text[stop : stop + 2] == ". "
                and stop + 2 < end
            ):
                stop += 1
            low = word.lower().replace("\u2019", "'")
            if word.isupper() and low in _ALSO_ACRONYMS:
                low = word
            if word in _CLOSING and found and found[-1].low in (",", ".", "?", "!") and stop < end:
                found = [Token(MARK, start, stop, capital=False), Token(",", stop, stop, capital=False)]
                continue
            found.append(Token(low, match.start(), stop, word[0].isupper()))
        if first < end:
            found.append(Token(MARK, first, last, capital=False))
            if text[last - 2 : last - 1] in (",", ".", "?", "!") and text[last : last + 1] != ",":
                found.append(Token(",", last, last, capital=False))
        at = max(at, last)
    return found


def _cut(text: str, first: int, last: int) -> int:
    """The end of a quotation, at its closing mark of another style if there is one."""
    if text.startswith(_TWO_SINGLES, first):  # closed by the same two, as some systems write them
        closed = min(
            (at for mark in _CLOSED_SINGLES if (at := text.find(mark, first + 2, last)) > 0), default=last - 2
        )
        return closed + 2
    if text[last - 1 : last] in _CLOSING:
        return last
    ended = _ENDED.search(text, first + 1, last)
    return last if ended is None else ended.start() + 2


class Phrases:
    """The words and marks of one sentence, and where its noun phrases begin and end."""

    def __init__(self, text: str, tokens: list[Token], table: Table) -> None:
        self.text, self.tokens, self.table = text, tokens, table

    def low(self, n: int) -> str:
        """The form of a token, "" beyond the ends."""
        return self.tokens[n].low if 0 <= n < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """Where tokens stand in the text."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def is_word(self, n: int) -> bool:
        """Whether a word stands there, no mark and no quotation."""
        return 0 <= n < len(self.tokens) and self.tokens[n].word and self.tokens[n].low != MARK

    def adverb(self, n: int) -> bool:
        """Whether a word there may stand between a source and its verb."""
        low = self.low(n)
        return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and not self.tokens[n].capital)

    def named(self, phrase: tuple[int, int]) -> bool:
        """Whether a phrase names someone or a medium."""
        return any(self.tokens[m].capital or self.low(m) in MEDIA for m in range(phrase[0], phrase[1] + 1))

    def audience(self, n: int) -> tuple[int, int] | None:
        """The noun phrase that was told something."""
        if not self.is_word(n) or self.low(n) in ("that", "of"):
            return None
        k, named = n, False
        while self.is_word(k) and k - n < _AUDIENCE_LONGEST:
            low, capital = self.low(k), self.tokens[k].capital
            if k > n:
                if low in ENDS_PHRASE | DETERMINERS | PREPOSITIONS | SUBJECTS | AUXILIARIES | {"of"} or (
                    self.adverb(k) and low not in MEDIA
                ):
                    break
                if named and not capital and low not in MEDIA:
                    break
                if not named and not capital and self.low(n) not in DETERMINERS and low not in MEDIA:
                    break
            named = named or (capital and k >= n)
            k += 1
            if low in SUBJECTS | {"him", "them", "us", "me"} | AUDIENCES:
                break
        if k > n and self.low(k) == "of" and self.low(n) in DETERMINERS and not named:
            phrase = self.audience(k + 1)
            return (n, k - 1) if phrase is None else (n, phrase[1])
        return (n, k - 1) if k > n else None

    def source_before(self, last: int) -> tuple[int, int] | None:
        """The noun phrase that ends here, with an insertion between commas."""
        if last < 0:
            return None
        if self.low(last) == ",":
            opened = last - 1
            while (
                opened >= 0
                and self.low(opened) not in (",", ";", ":", MARK, "--", "\u2014")
                and last - opened < _INSERTED
            ):
                opened -= 1
            if self.low(opened) != "," or opened < 1:
                return None
            head = self._phrase_to(opened - 1)
            if head is None or opened + 1 >= last:
                return None
            return head[0], last - 1
        if self.low(last) in ("who", "which", "that"):
            return self._phrase_to(last - 2 if self.low(last - 1) == "," else last - 1)
        phrase = self._phrase_to(last)
        if phrase is None:
            return None
        first = phrase[0]
        described = self._with_clause(first, last)
        if described is not None:
            return described
        role = (
            not self.tokens[first].capital and self.low(first) not in DETERMINERS | SUBJECTS and last > first
        )
        if (
            role
            and self.low(first - 1) == ","
            and first >= 2
            and self.tokens[first - 2].capital
            and "of" in self.lows(first, first + 2)
        ):
            head = self._phrase_to(first - 2)
            if head is not None:
                return head[0], last
        return phrase

    def _with_clause(self, first: int, last: int) -> tuple[int, int] | None:
        """The source whose clause ends here: "an officer who did not want to be named"."""
        if self.low(first - 1) not in AUXILIARIES:
            return None
        opened = next(
            (k for k in range(first - 1, max(-1, first - _INSERTED), -1) if not self.is_word(k)), -1
        )
        who = next((k for k in range(first - 1, opened, -1) if self.low(k) == "who"), None)
        head = None if who is None or "and" in self.lows(who, first) else self._phrase_to(who - 1)
        return None if head is None else (head[0], last)

    def lows(self, first: int, last: int) -> list[str]:
        """The forms of a run of tokens."""
        return [self.low(k) for k in range(first, last)]

    def _phrase_to(self, last: int) -> tuple[int, int] | None:
        """The noun phrase that ends here."""
        first = last + 1
        while first > 0 and last - first < _PHRASE_LONGEST:
            low = self.low(first - 1)
            if low in _BRACKETS:
                opened = next(
                    (k for k in range(first - 2, max(-1, first - 12), -1) if self.low(k) == _BRACKETS[low]),
                    None,
                )
                if opened is None:
                    break
                first = opened
                continue
            if not self.is_word(first - 1) or low in ENDS_PHRASE or low in AUXILIARIES:
                break
            verb = (
                low in self.table.verbs
                and not self.tokens[first - 1].capital
                and low not in self.table.nouns_too
            )
            if verb and self.low(first - 2) != "to":
                break
            if low in REJECTS:
                break
            if low == "and" and not self._joins(first - 1, last):
                break
            first -= 1
            if low in SUBJECTS and low != "it":
                break
        return self._trimmed(first, last)

    def _joins(self, at: int, last: int) -> bool:
        """Whether "and" joins two nouns: no clause stands before it."""
        if self.low(at + 1) in SUBJECTS or at == last:
            return False
        k = at - 1
        while k >= 0 and self.is_word(k) and at - k <= _JOINED:
            if (
                self.low(k) in AUXILIARIES
                or self.low(k) in PREPOSITIONS
                or (self.low(k).endswith("ed") and k > 0)
            ):
                return False
            k -= 1
        return at - k <= _JOINED and k < at - 1

    def _trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """The phrase without "On Friday", "In Paris" and conjunctions before it."""
        while first <= last and (
            self.low(first) in WEEK | {"and", "but", "or", "so", "yet", "still"} or self.adverb(first)
        ):
            first += 1
        if first < last and self.low(first) in PREPOSITIONS:
            k = first + 1
            if self.low(k) in DETERMINERS:
                k += 1
            while k + 1 <= last and self.tokens[k].capital and self.tokens[k + 1].capital:
                k += 1
            starts = [
                m
                for m in range(k + 1, last + 1)
                if self.low(m) in DETERMINERS | SUBJECTS
                or (self.tokens[m].capital and not self.tokens[m - 1].capital)
            ]
            first = starts[0] if starts else min(k + 1, last)
        while last > first and self.low(last) in _TIMES and self.low(last - 1) in _WHICH_TIME:
            last -= 2
        while first <= last and self.low(first) in WEEK:
            first += 1
        while last >= first and self.low(last) in WEEK | {"himself", "herself", "itself", "themselves"}:
            last -= 1
        if first > last or (
            first == last
            and self.low(first) in DETERMINERS - {"this", "one", "some", "many", "two", "several", "both"}
        ):
            return None
        return first, last

    def source_after(self, n: int) -> tuple[int, int] | None:
        """The noun phrase behind an inverted verb: "..., said Ann Lee, who runs the yard"."""
        before = n - 1
        while before >= 0 and self.adverb(before):
            before -= 1
        if before < 0 or self.low(before) not in (",", MARK, "-", "--", "\u2014", "?", "!"):
            return None
        if self.low(before) == "," and self._source_alone(before):
            return None
        phrase = self.phrase_from(n + 1)
        if phrase is None or self.low(n + 1) in PREPOSITIONS or self.low(n + 2) in _TIMES:
            return None
        after = self.low(phrase[1] + 1)
        if after and (after in AUXILIARIES or after in ("that", "to")):
            return None
        return phrase

    def _source_alone(self, comma: int) -> bool:
        """Whether nothing but a source with an age or a clause about it stands before a comma: "Ann Lee, 63,"."""
        source = self.source_before(comma)
        if source is None or source[0] != 0:
            return False
        opened = next((k for k in range(source[1], 0, -1) if self.low(k) == ","), 0)
        return self.low(opened + 1) in _RELATIVE or (opened + 2 == comma and self.low(opened + 1).isdigit())

    def phrase_from(self, n: int) -> tuple[int, int] | None:
        """The noun phrase that begins here, with what is put in after a comma."""
        k = n
        while self.is_word(k) and k - n < _PHRASE_LONGEST:
            low = self.low(k)
            if low in ENDS_PHRASE | AUXILIARIES or (
                k > n and (low in SUBJECTS or low in WEEK or self.adverb(k))
            ):
                break
            if k > n and low in PREPOSITIONS and not (low in ("at", "in", "with") and self._bound(k)):
                break
            if low in self.table.verbs and low not in self.table.nouns_too and not self.tokens[k].capital:
                return None if k == n else (n, k - 1)
            if k > n and low.endswith("ed") and not self.tokens[k].capital and self.tokens[k - 1].capital:
                return None
            if low == "and" and (self.low(k + 1) in SUBJECTS or self.low(k + 1) in self.table.verbs):
                break
            k += 1
            if low in SUBJECTS:
                break
        last = k - 1
        while last >= n and self.low(last) in WEEK | {"and"}:
            last -= 1
        if last < n or (last == n and self.low(n) in DETERMINERS):
            return None
        return n, self._with_insertion(last)

    def _bound(self, at: int) -> bool:
        """Whether "at" or "in" belongs to the noun before it: "a trader at Corda"."""
        if self.low(at) == "in":
            return False
        return self.tokens[at + 1].capital if at + 1 < len(self.tokens) else False

    def _with_insertion(self, last: int) -> int:
        """The end of the phrase with a title, an age or a clause about it behind a comma."""
        if self.low(last + 1) == "(":
            closed = next(
                (k for k in range(last + 2, min(last + 10, len(self.tokens))) if self.low(k) == ")"), None
            )
            last = closed if closed is not None else last
        if self.low(last + 1) != "," or not self.is_word(last + 2) or not self.tokens[last].capital:
            return last
        opens = self.tokens[last + 2]
        if opens.low in (ENDS_PHRASE - {"who", "which", "whose"}) | SUBJECTS | WEEK | {"and"} | PREPOSITIONS:
            return last
        if opens.low.endswith("ing") or (opens.capital and opens.low not in DETERMINERS):
            return last
        k = last + 2
        while (
            k < len(self.tokens)
            and self.low(k) not in (",", ";", ":", ".", MARK, "--", "\u2014")
            and k - last < _INSERTED
        ):
            k += 1
        clause = opens.low not in ("who", "which", "whose") and AUXILIARIES.intersection(
            self.lows(last + 2, k)
        )
        return last if clause else k - 1
