"""Noun phrases and the beginnings of clauses, told from words and punctuation.

In goes one stretch of a report as `Token`s (a quotation is a single one); `Phrases` answers where the noun
phrase before or behind a word begins and ends, whether a word there is a finite verb, and whether a clause
begins at a place. By lists of small words and of verb forms (`lexicon`), no parts of speech: a noun that
could be a verb is taken by what stands before it.

Not tried: phrases without any of these signs; a verb that is in no list does not end a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Span
from ..text.cue_words import ADVERBS, AUXILIARIES, DETERMINERS, ENDS_PHRASE, PREPOSITIONS, SUBJECTS, WEEK
from ..text.phrases import MARK, Token
from .lexicon import Lexicon

#: Words of a source, of a clause put in between commas, and of the way to a clause's verb, at the most.
_LONGEST, _INSERTED, _CLAUSE = 26, 34, 16
POSSESSIVES = frozenset("his her their its our my your".split())
OBJECTS = frozenset("him her them me us you it himself herself itself themselves".split())
_PRONOUN_VERBS = re.compile(r"(?:i|he|she|it|we|they|you|that|there|who|what)'(?:s|ll|d|re|ve|m)$")
_MONTHS = frozenset(
    "january february march april june july august september october november december jan feb aug sept sep oct nov dec".split()
)
_TIMES = frozenset(
    "week month year day night morning afternoon evening weekend summer spring fall winter time".split()
)
_WHICH = frozenset("last this next earlier late early that every each one some".split())
#: Where something is said, behind "in", "at", "on": no part of who says it.
VENUES = frozenset(
    "interview interviews statement statements speech speeches email e-mail emails letter news television tweet tweets post "
    "debate debates rally rallies conference radio briefing press report reports memo message op-ed essay column article "
    "twitter facebook phone telephone call court testimony remarks address appearance forum meeting event program show "
    "video ad release hearing series town response recent addition".split()
)
AUX = AUXILIARIES | {"cannot", "ain't", "aren't", "hadn't", "mustn't", "shan't", "let's", "ought", "having"}
SUBJECT = SUBJECTS | {
    "who",
    "they",
    "everyone",
    "everybody",
    "nobody",
    "someone",
    "anyone",
    "others",
    "many",
    "some",
    "most",
}
_NO_END = WEEK | frozenset("and of in at on for".split())
_SIGNS = ("$", "&", "/", "#", "@", "%")
#: Tokens in brackets behind a name, at the most.
_BRACKETED = 12
NOT_PHRASE = (ENDS_PHRASE - {"nor", "or", "so", "yet"}) | {"if", "whether", "like", "unlike"}
_CLOSERS = {")": "(", "]": "["}
_STATE = re.compile(r"(?:[rdi]|rep|dem)-")
_MAY_BE_OBJECTS = frozenset("it you there this that".split())
_NO_SUBJECT = frozenset("to by of with as".split())
#: What is put in between commas and says nothing of the name before it: "for instance", "once again".
_ASIDES = frozenset("for once too however meanwhile".split())
_RELATIVE = frozenset("who that which".split())
#: What may stand before "the" at the head of a noun phrase, and what no noun phrase begins with.
_BEFORE_DETERMINER = frozenset("all both half double twice such what quite many rather".split())
_NO_HEADS = frozenset("going ready able likely set due".split())
_APOSTROPHES = frozenset({"'", "\u2019"})
_UNFINISHED = frozenset("having being be".split())
#: Dashes that set a clause off.
DASHES = frozenset({"--", "\u2014", "\u2013"})
MODALS = frozenset(
    "will would could should may might can must do does did to shall won't wouldn't couldn't shouldn't didn't doesn't don't can't cannot".split()
)


class Phrases:
    """The tokens of one stretch, and its phrases."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Lexicon) -> None:
        self.text, self.tokens, self.words = text, tokens, words

    def low(self, n: int) -> str:
        """The lower-case form of a token, "" beyond the ends."""
        return self.tokens[n].low if 0 <= n < len(self.tokens) else ""

    def lows(self, first: int, last: int) -> list[str]:
        """The forms of a run of tokens."""
        return [self.low(k) for k in range(first, last)]

    def capital(self, n: int) -> bool:
        """Whether a word there is written with a capital."""
        return 0 <= n < len(self.tokens) and self.tokens[n].capital

    def span(self, first: int, last: int) -> Span:
        """Where tokens stand in the text."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def is_word(self, n: int) -> bool:
        """Whether a word stands there, no mark and no quotation."""
        return 0 <= n < len(self.tokens) and self.tokens[n].low != MARK and self.tokens[n].low[0].isalnum()

    def adverb(self, n: int) -> bool:
        """Whether a word there may stand between a source and its verb."""
        low = self.low(n)
        return low in ADVERBS or (
            low.endswith("ly")
            and len(low) > 4
            and not self.tokens[n].capital
            and low not in ("family", "only", "likely", "july")
        )

    def pronoun_verb(self, n: int) -> bool:
        """Whether a pronoun and its auxiliary stand there as one word: "he's"."""
        return _PRONOUN_VERBS.match(self.low(n)) is not None

    def is_form(self, n: int, kind: str) -> bool:
        """Whether a word there can be this form of a verb of the lexicon."""
        form = self.words.forms.get(self.low(n))
        return form is not None and kind in form.kinds

    def when(self, n: int) -> bool:
        """Whether "last year", "this week" begins at a token."""
        return self.low(n) in _WHICH and self.low(n + 1) in _TIMES

    def auxiliary(self, n: int) -> bool:
        """Whether a word there helps another verb."""
        return self.low(n) in AUX

    def finite(self, n: int) -> bool:
        """Whether the word there is a verb that has a subject, as far as its neighbours tell."""
        low = self.low(n)
        if low in AUX or self.pronoun_verb(n):
            return True
        form = self.words.forms.get(low)
        if self.capital(n):
            return False
        before = self.low(n - 1)
        if form is None:
            return (
                low.endswith("ed")
                and len(low) > 4
                and "-" not in low
                and self.is_word(n - 1)
                and not (
                    before in DETERMINERS
                    or before in POSSESSIVES
                    or before in PREPOSITIONS
                    or before in ("of", "and", "or", "for")
                    or (self.adverb(n - 1) and before not in WEEK)
                )
                and self.low(n + 1) != "by"
                and self.low(n + 1) not in self.words.forms
            )
        if before in DETERMINERS or before in POSSESSIVES or before.endswith(("'s", "s'")):
            return before == "that" and "past" in form.kinds
        if before in AUX or before in SUBJECT:
            return "ing" not in form.kinds
        if "past" in form.kinds:
            adjective = self.adverb(n - 1) and self.low(n - 2) in DETERMINERS
            return not adjective and self.low(n + 1) != "by"
        if "third" in form.kinds:
            return before == "which" or (self.capital(n - 1) and not self.capital(n + 1))
        return before in ("who", "that", "which") and "base" in form.kinds

    def before(self, last: int, floor: int = 0) -> tuple[int, int] | None:
        """The noun phrase that ends at a token, with an insertion between commas."""
        if last < floor:
            return None
        if self.low(last) == ",":
            opened = last - 1
            while (
                opened > floor
                and self.low(opened) not in (",", ";", ":", MARK, "--", "\u2014", "\u2013")
                and last - opened < _INSERTED
            ):
                opened -= 1
            if self.low(opened) != "," or opened <= floor or opened + 1 >= last:
                return None
            head = self._back(opened - 1, floor)
            if head is None or not self._inserts(opened + 1, last):
                return None
            if self.low(opened + 1) in _ASIDES:
                return head
            return head[0], last - 1
        if self.low(last) in ("who", "which", "that"):
            return self._back(last - 2 if self.low(last - 1) == "," else last - 1, floor, governed=True)
        return self._back(last, floor)

    def before_relative(self, last: int) -> tuple[int, int] | None:
        """The noun phrase with a clause about it that ends at a token: "an official who asked not to be named"."""
        for k in range(last, max(0, last - _CLAUSE), -1):
            low = self.low(k)
            if low == "who":
                head = self._back(k - 1, 0)
                return None if head is None or k == last else (head[0], last)
            if not self.is_word(k) or low in ("and", "but", "that"):
                return None
        return None

    def _inserts(self, first: int, last: int) -> bool:
        """Whether what stands between two commas describes the name before it."""
        if self.low(first) in ("who", "whose", "which", "whom"):
            return True
        if self.low(first) in _ASIDES and last - first < 3:
            return True
        if self.low(first) in PREPOSITIONS and self.capital(first - 2) and first > 3:
            return not any(self.finite(k) for k in range(first, last))
        if self.low(first) in PREPOSITIONS | {"and", "but"} | NOT_PHRASE | SUBJECTS:
            return False
        main = next((k for k in range(first, last) if self.low(k) in _RELATIVE), last)
        return not any(self.auxiliary(k) for k in range(first, main))

    def _back(self, last: int, floor: int, *, governed: bool = False) -> tuple[int, int] | None:
        """The noun phrase that ends at a token; `governed`: a preposition before it is no phrase of its own."""
        first = last + 1
        while first > floor and last - first < _LONGEST:
            k = first - 1
            low = self.low(k)
            if low in _CLOSERS:
                opened = next(
                    (
                        m
                        for m in range(k - 1, max(floor - 1, k - _INSERTED), -1)
                        if self.low(m) == _CLOSERS[low]
                    ),
                    None,
                )
                if opened is None:
                    break
                first = opened
                continue
            if low in ("$", "&", "/", "#", "@", "%", "+"):
                first = k
                continue
            if low in _APOSTROPHES and self.low(k + 1) == "s" and self.is_word(k - 1):  # "Vellum 's chief"
                first = k
                continue
            if not self.is_word(k) or low in NOT_PHRASE or low in AUX or self.pronoun_verb(k):
                break
            if self.finite(k):
                break
            if low in ("and", "or") and not self._joins(k, last, floor):
                break
            first = k
            if low in SUBJECTS and low not in ("it", "you"):
                break
        if governed and first < last and self.low(first) in PREPOSITIONS | {"of", "for"}:
            first += 1
        return self._trimmed(first, last)

    def _joins(self, at: int, last: int, floor: int) -> bool:
        """Whether "and" joins two nouns: no clause stands before it."""
        if at == last or self.low(at + 1) in SUBJECTS:
            return False
        k = at - 1
        while k >= floor and self.is_word(k) and at - k <= 8:
            if self.auxiliary(k) or self.finite(k) or self.low(k) in PREPOSITIONS:
                return False
            if self.low(k) in NOT_PHRASE or self.low(k) in SUBJECTS:
                return False
            k -= 1
        return k < at - 1

    def _trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """The phrase without what opens a sentence before it: "And", "On Friday", "In Hallin"."""
        while first <= last and (
            self.low(first)
            in WEEK
            | {
                "and",
                "but",
                "or",
                "so",
                "yet",
                "still",
                "nor",
                "plus",
                "instead",
                "indeed",
                "even",
                "perhaps",
            }
            or self.adverb(first)
        ):
            first += 1
        if (
            first < last
            and self.low(first) in PREPOSITIONS | {"of", "for", "upon", "among"}
            and self.low(first) != "no"
        ):
            k = first + 1
            if self.low(k) in DETERMINERS or self.low(k) in POSSESSIVES:
                k += 1
            while k + 1 <= last and self.capital(k) and self.capital(k + 1):
                k += 1
            starts = [
                m
                for m in range(k + 1, last + 1)
                if (
                    self.low(m) in DETERMINERS
                    or self.low(m) in SUBJECT
                    or (self.capital(m) and not self.capital(m - 1))
                )
                and self.low(m - 1) not in PREPOSITIONS
                and self.low(m - 1) not in ("of", "for", "and")
            ]
            first = starts[0] if starts else min(k + 1, last)
        if first + 1 < last and self.when(first):  # "This month the bank"
            first += 2
        if first < last and self._no_head(first):
            return None
        while last > first and self.low(last) in _TIMES and self.low(last - 1) in _WHICH:
            last -= 2
        while first <= last and self.low(first) in WEEK:
            first += 1
        while last >= first and (
            self.low(last) in WEEK | {"himself", "herself", "itself", "themselves"} or self.adverb(last)
        ):
            last -= 1
        if first > last or (not self.is_word(first) and self.low(first) not in ("$", "@", "#", "(", "[")):
            return None
        if first == last and self.low(first) in (
            DETERMINERS - {"this", "some", "many", "several", "both", "one", "two", "these", "those", "that"}
        ) | PREPOSITIONS | {"not", "of", "for"}:
            return None
        return first, last

    def _no_head(self, first: int) -> bool:
        """Whether no noun phrase begins at a token: "sued the government", "not the message", "ready to accept"."""
        low, behind = self.low(first), self.low(first + 1)
        if self.capital(first) or low in DETERMINERS or low in _BEFORE_DETERMINER or not low[0].isalpha():
            return False
        return behind in ("the", "a", "an") or behind in POSSESSIVES or (low in _NO_HEADS and behind == "to")

    def after(self, n: int, *, appositive: bool = True, ends: bool = False) -> tuple[int, int] | None:
        """The noun phrase that begins at a token, with what describes it behind a comma.

        `ends` tells that nothing but the source is expected up to the end of the sentence.
        """
        last = self._on(n, ends=ends) - 1
        while last >= n and (
            self.low(last) in _NO_END or (not self.is_word(last) and self.low(last) not in (")", "]", "%"))
        ):
            last -= 1
        while last > n and self.low(last) in _TIMES and self.low(last - 1) in _WHICH:
            last -= 2
        if last < n or (
            last == n and self.low(n) in DETERMINERS - {"some", "many", "both", "several", "this"}
        ):
            return None
        return n, self._described(last) if appositive else last

    def _on(self, n: int, *, ends: bool) -> int:
        """The token behind the noun phrase that begins at a token."""
        k = n
        while k < len(self.tokens) and k - n < _LONGEST:
            low = self.low(k)
            if low in ("(", "[") and k > n:
                near = range(k + 1, min(k + _BRACKETED, len(self.tokens)))
                closed = next((m for m in near if self.low(m) in _CLOSERS), None)
                if closed is None:
                    break
                k = closed + 1
                continue
            if low in _SIGNS and self.is_word(k + 1):
                k += 1
                continue
            if low in ("who", "whose") and k > n and ends:
                return self._to_comma(k)
            if not self.is_word(k) or low in NOT_PHRASE or (k > n and self._ends(k, ends=ends)):
                break
            k += 1
            if low in SUBJECTS or low in OBJECTS - {"her"}:
                break
        return k

    def _ends(self, k: int, *, ends: bool) -> bool:
        """Whether a phrase that began before a token ends there."""
        low = self.low(k)
        if low in AUX or low in SUBJECTS or low in WEEK or low in OBJECTS or (self.adverb(k) and not ends):
            return True
        if low in ("and", "or"):
            after = self.low(k + 1)
            return after in SUBJECTS or self.finite(k + 1) or after in self.words.forms
        return self.finite(k) or self._leaves(k)

    def _leaves(self, k: int) -> bool:
        """Whether a preposition leads away from the phrase: "on Monday", "in an interview"."""
        low = self.low(k)
        if low not in PREPOSITIONS and low not in ("for", "of", "about"):
            return low in ("last", "this", "next", "earlier", "late") and self.low(k + 1) in _TIMES
        if low == "of":
            return False
        if low in (
            "after",
            "before",
            "during",
            "since",
            "until",
            "as",
            "despite",
            "following",
            "into",
            "within",
            "without",
            "about",
            "by",
            "amid",
            "through",
            "over",
            "to",
            "under",
        ):
            return True
        follows = self.lows(k + 1, k + 5)
        if follows and (follows[0] in WEEK or follows[0] in _MONTHS or follows[0][:1].isdigit()):
            return True
        return not VENUES.isdisjoint(follows) and low in ("in", "on", "at", "during", "via", "from", "with")

    def _to_comma(self, k: int) -> int:
        """The token behind a clause that begins here and ends with a comma or the sentence."""
        start = k
        while (
            k < len(self.tokens)
            and self.low(k) not in (",", ";", ":", ".", MARK, "--", "\u2014", "\u2013", "!", "?")
            and k - start < _INSERTED
        ):
            k += 1
        return k

    def _described(self, last: int) -> int:
        """The end of the phrase with a title, an age, a party or a clause about it behind a comma."""
        while (
            self.low(last + 1) == ","
            and self.is_word(last + 2)
            and (
                self.capital(last)
                or self.low(last)[0].isdigit()
                or self.low(last) == ")"
                or self.low(last + 2) in ("who", "whose")
            )
        ):
            at = last + 2
            low = self.low(at)
            if low in ("who", "whose", "which"):
                return self._to_comma(at) - 1
            if (
                low in NOT_PHRASE | SUBJECTS | WEEK | {"and", "or", "said", "but"}
                or low in PREPOSITIONS
                or self.adverb(at)
            ):
                break
            if low.endswith("ing") and not self.capital(at):
                break
            stop = self._to_comma(at)
            held = range(at, stop)
            party = _STATE.match(low) is not None
            title = (
                low in ("a", "an", "the", "one")
                or low in POSSESSIVES
                or low.endswith("'s")
                or low in ("former", "chief", "senior")
                or low[0].isdigit()
                or self.low(at + 1) in ("of", "for", "at", "and")
                or party
            )
            if self.capital(at) and not (party or self.low(stop) == "," or low.endswith("'s")):
                break
            if any(self.auxiliary(m) for m in held) and not any(
                self.low(m) in ("who", "which", "that") for m in held
            ):
                break
            if (
                not title
                and not (not self.capital(at) and stop - at <= 9)
                and not (self.capital(at) and stop - at <= 3)
            ):
                break
            last = stop - 1
            for m in held:
                if (
                    m > at
                    and self._leaves(m)
                    and self.low(m) not in ("for", "from", "with", "to", "by", "over", "under", "about")
                ):
                    return m - 1
        return last

    def clause(self, n: int) -> bool:
        """Whether a subject and its verb begin here."""
        low = self.low(n)
        if low in SUBJECTS - _MAY_BE_OBJECTS or self.pronoun_verb(n):
            return True
        if low in _MAY_BE_OBJECTS:
            return self.finite(n + 1) or self.low(n + 1) in self.words.forms
        if (not self.is_word(n) and low not in _SIGNS) or low in AUX or low in _NO_SUBJECT or low in WEEK:
            return False
        depth = 0
        for k in range(n + 1, min(n + _CLAUSE, len(self.tokens))):
            low = self.low(k)
            depth = depth + (low in ("(", "[")) if low not in _CLOSERS else 0
            if depth or low in _CLOSERS:
                continue
            told = self._clause_told(n, k)
            if told is not None:
                return told
        return False

    def _clause_told(self, n: int, k: int) -> bool | None:
        """Whether the token `k` shows that a clause began at `n` or that none did; None where it tells nothing."""
        low, prior = self.low(k), self.low(k - 1)
        if low == MARK:
            return k > n + 1 and prior not in ("a", "an", "the", "of", "as")
        if low == ",":
            after = self._to_comma(k + 1)
            described = self.low(k + 1) in ("who", "which", "whose")
            return described and any(
                self.finite(m) for m in range(after + 1, min(after + 4, len(self.tokens)))
            )
        if not self.is_word(k):
            return None if low in _SIGNS else False
        if low in _RELATIVE:
            return None
        if low in NOT_PHRASE or self.pronoun_verb(k) or (low in SUBJECTS and k > n + 1):
            return False
        if low in AUX:
            return prior not in _RELATIVE if low not in _UNFINISHED else None
        return True if self.finite(k) and prior not in _RELATIVE else None
