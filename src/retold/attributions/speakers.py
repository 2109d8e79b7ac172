"""Who a source is, over the whole report.

In goes a segmented report, and then its sources in the order of the text; out comes a name for each: the
fullest form that the report gives of it, with what the person is said to be ("Ada Lunn, harbour master"). A
surname is the person whose full name stands in the report, "the harbour master" who was called so, "he" the
last one who fits: who spoke last, or whom a sentence named first since. Sources without a name are called
by their own words; a pronoun that leads nowhere has no speaker.

Not tried: pronouns by grammar, and whether two people of one surname are told apart by more than a given
name or a form of address.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..model import Segmented, Span
from ..text.cue_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    ENDS_PHRASE,
    PAST_VERBS,
    PREPOSITIONS,
    SUBJECTS,
    WORTH_READING,
)
from ..text.data_names import HONORIFICS, KINDS_OF, OFFICES
from ..text.names import Name, names
from ..text.sources import noun

Sex = Literal["he", "she", ""]
_HE = frozenset("mr sir lord herr senor monsieur king prince father brother".split())
_SHE = frozenset("mrs ms miss lady dame madam frau senora madame queen princess sister".split())
_PERSONAL = frozenset("he she him her his hers".split())
_SHARED = frozenset(
    "they them their we i you us it its this that these those who which there my our your".split()
)
_ARTICLE = re.compile(r"(?:The|A|An)(?=\s)")
_GENITIVE = re.compile(r"['\u2019]s?(?!\w)")
#: "Ada Lunn, the harbour master," and "Ada Lunn, a nurse from Hallin,": what somebody is said to be.
_CALLED = re.compile(
    r",\s+(?:the\s+|an?\s+|our\s+|its\s+|his\s+|her\s+)?(?P<role>(?:former\s+|acting\s+)?[a-z][^,.;:()\"\u201c\u201d\u2014\n]{2,60})(?=[,.;])"
)
#: "the harbour master, Ada Lunn".
_CALLED_BEFORE = re.compile(
    r"(?:^|[\s(])(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+(?P<role>[a-z][\w' \u2019-]{2,50}),\s*$"
)
#: "chief executive Petra Olland".
_TITLED = re.compile(r"(?<![\w-])(?P<role>(?:[a-z]+[ -]){1,3})$")
#: What may stand behind the name that a source is built on: "the Hallin council" is no Hallin.
_NAME_ENDS = re.compile(r"\s*(?:$|[,(\[]|(?:who|which|that|of|from|in|on|at|himself|herself)\b)")
#: Words that open no role: "Ada Lunn, speaking on Monday," says nothing of what she is.
_NO_ROLE = frozenset(
    "who which whose and but or speaking said says asked told citing adding also however meanwhile when while as where after before in on at "
    "by with from for to then though although even if not including along because has had was is were are would will could may".split()
)
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
#: A word right before a title, which may tell of what: "fire chief", "company spokeswoman".
_WORD_BEFORE = re.compile(r"(?<![\w'\u2019-])(?P<word>[A-Za-z][a-z]+)\s$")
#: Words between a title and the beginning of its phrase that say no more of it.
_NO_QUALIFIERS = (
    ADVERBS
    | AUXILIARIES
    | DETERMINERS
    | ENDS_PHRASE
    | PAST_VERBS
    | PREPOSITIONS
    | SUBJECTS
    | WORTH_READING
    | frozenset(
        "and or of his her their its our my your week month year day night morning evening weekend".split()
    )
)
_QUALIFIERS = 2
#: A word with a capital right before a title: one of office where it opens a sentence.
_OPENING = re.compile(r"(?<!\w)([A-Z][a-z]+)\s+$")
#: Verbs that end who said so, and a past form that begins what was done.
_SAID = frozenset(
    "said says reported reports told announced added confirmed wrote shows showed claimed".split()
)
_DID = re.compile(r"[a-z]{3,}ed$")
#: The first words of a sentence, where its subject may stand.
_SUBJECT = re.compile(r"(?:The|Its|Their)(?: [\w'\u2019-]+){1,4}")
#: Characters back in which a pronoun's person is looked for: some three paragraphs.
_BACK = 1500
#: The same for "it", which may be anything that was named since: some two sentences.
_CLOSE = 300
#: Words from the beginning of a secret source by which it is called later: "a senior official".
_CORE = 4
#: Words of a role that is shown behind a name.
_ROLE_WORDS = 7


def _office(name: Name) -> list[str]:
    """The words of a name's title that tell an office."""
    office = [word for word in name.title if word not in HONORIFICS]
    while office and office[0] in _NO_ROLE:
        office = office[1:]
    return office


def _speaks(role: str, *, apposed: bool) -> bool:
    """Whether what stands behind a name's comma is no role but who said so, or what was done: "the ministry said",
    "rejected the claim"."""
    parts = role.lower().split()
    return parts[-1] in _SAID or (apposed and _DID.match(parts[0]) is not None and parts[1:2] != ["by"])


def _within(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies in one of these spans, which are in order."""
    after = bisect_right(spans, at, key=lambda span: span.start)
    return after > 0 and at < spans[after - 1].end


@dataclass(slots=True)
class _Person:
    """Somebody whom the report names: the fullest form so far, and what the report calls them."""

    forms: tuple[str, ...]
    shown: str
    role: str = ""
    called: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    sex: Sex = ""
    human: bool = True

    @property
    def label(self) -> str:
        """The name, and behind it what the person is."""
        return f"{self.shown}, {self.role}" if self.role else self.shown


class Speakers:
    """The people of one report; `named` is asked for its sources in order."""

    def __init__(self, segmented: Segmented) -> None:
        self.text = segmented.report.text
        spans = [
            *(sentence.span for sentence in segmented.sentences),
            *(part.span for part in segmented.parts if part.kind == "headline"),
        ]
        self.openings = {span.start for span in spans}
        self.begins = sorted(self.openings)
        self.by_sentence = [
            [name for name in row if name.kind in ("person", "name", "organisation")]
            for row in names(self.text, sorted(spans))
        ]
        self.people: dict[str, list[_Person]] = {}
        self.places: dict[int, _Person] = {}
        everyone = [name for row in self.by_sentence for name in row]
        self.ends = {name.start: name.end for name in everyone}
        for name in sorted(everyone, key=lambda name: (-len(name.forms), name.start)):
            self._learn(name)
        #: Who may be meant by a pronoun: (place, person), of speakers and of the names that sentences begin with.
        quoted = [span for sentence in segmented.sentences for span in sentence.quoted]
        self.first = [
            (own[0].start, self.places[own[0].start])
            for row in self.by_sentence
            if (own := [name for name in row if not _within(name.start, quoted)])
            and own[0].start in self.places
        ]
        self.spoke: list[tuple[int, _Person]] = []
        self.starts = sorted(self.places)
        self.roles: dict[str, list[int]] = {}
        for start in self.starts:
            for word in sorted(self.places[start].called):
                self.roles.setdefault(word, []).append(start)
        self.phrases: dict[str, str] = {}
        #: Bodies that "it" may mean: (place, what it is called), those that sentences begin with and those that spoke. A name
        #: alone may be a person's, a place's or a thing's: of 22 taken for "it" on development reports a reader called 15 wrong.
        self.bodies = [
            (sentence.span.start, found)
            for sentence in segmented.sentences
            if (found := self._body(sentence.span.start))
        ]
        self.secret: set[str] = set()

    def _learn(self, name: Name) -> None:
        if not name.forms:
            return
        person = self._known(name)
        if person is None:
            person = _Person(
                name.forms,
                " ".join(self.text[name.bare[0] : name.bare[1]].split()),
                human=name.kind != "organisation" and not _ACRONYM.match(self.text[slice(*name.bare)]),
            )
            self.people.setdefault(name.forms[-1], []).append(person)
        self.places[name.start] = person
        person.places.append(name.start)
        title = set(name.title)
        person.sex = person.sex or ("he" if title & _HE else "she" if title & _SHE else "")
        role = self._role(name)
        if role:
            person.called.update(noun(word) for word in re.findall(r"[^\W_]+", role.lower()))
            if not person.role and person.human:
                person.role = self._qualified(name, role)

    def _known(self, name: Name) -> _Person | None:
        """The person that a name names: the same, or a shorter form of the one that it can be."""
        sex = "he" if set(name.title) & _HE else "she" if set(name.title) & _SHE else ""
        fits = [
            p
            for p in self.people.get(name.forms[-1], ())
            if set(name.forms) <= set(p.forms) and (not sex or not p.sex or sex == p.sex)
        ]
        same = [p for p in fits if p.forms == name.forms]
        if same:
            return same[0]
        if len(fits) == 1:
            return fits[0]
        if fits and len(name.forms) == 1:  # two of one surname: the one named last before this place
            before = [(at, n) for n, p in enumerate(fits) for at in p.places if at < name.start]
            return fits[max(before)[1]] if before else None
        return None

    def _role(self, name: Name) -> str:
        office = _office(name)
        if office:
            return " ".join(office)
        behind = _CALLED.match(self.text, name.end)
        if (
            behind is not None
            and behind["role"].split()[0] not in _NO_ROLE | SUBJECTS
            and len(behind["role"].split()) <= _ROLE_WORDS
            and not _speaks(behind["role"], apposed=behind[0] == f", {behind['role']}")
        ):
            return " ".join(behind["role"].split())
        before = _CALLED_BEFORE.search(self.text, max(0, name.start - 60), name.start)
        if before is not None and set(before["role"].split()) & OFFICES:
            return " ".join(before["role"].split())
        titled = _TITLED.search(self.text, max(0, name.start - 40), name.start)
        words = titled["role"].split() if titled is not None else []
        if titled is not None:  # "Chief executive Ada Lunn"
            opening = _OPENING.search(self.text, max(0, titled.start() - 20), titled.start())
            words = [opening[1].lower(), *words] if opening is not None else words
        while words and words[0] not in OFFICES:
            words = words[1:]
        return " ".join(words) if words and words[-1] in OFFICES else ""

    def _qualified(self, name: Name, role: str) -> str:
        """A role with what it is a role of, where it stands before the name: "fire chief", "company spokeswoman"."""
        ahead = self.text[max(0, name.bare[0] - 60) : name.bare[0]].rstrip()
        if not ahead.lower().endswith(role):
            return role
        start, words = max(0, name.bare[0] - 60) + len(ahead) - len(role), [role]
        while len(words) <= _QUALIFIERS:
            found = _WORD_BEFORE.search(self.text, max(0, start - 30), start)
            if found is None or self._unfit(found):
                break
            words.insert(0, found["word"].lower())
            start = found.start("word")
        return " ".join(words)

    def _unfit(self, found: re.Match[str]) -> bool:
        """Whether the word before a title says nothing of what the title is of: a verb, a name, a small word."""
        word = found["word"]
        low = word.lower()
        named = word != low and found.start("word") not in self.openings
        return named or low in _NO_QUALIFIERS or low in _NO_ROLE or low.endswith(("ed", "ing", "ly"))

    def named(self, source: Span | None, *, anonymous: bool) -> tuple[str | None, bool]:
        """The speaker of an attribution, None where the report does not tell; and whether it is kept secret."""
        if source is None:
            return None, anonymous
        words = " ".join(self.text[source.start : source.end].split())
        if anonymous or self._was_secret(words):
            self.secret.update(noun(word) for word in re.findall(r"[^\W_]+", words.lower())[:_CORE])
            self.spoke.append((source.start, _Person((), "")))
            return None, True
        low = words.lower().replace("\u2019", "'").split("'")[0]
        if low in _PERSONAL or low in _SHARED:
            person = (
                self._meant("she" if low in ("she", "her", "hers") else "he", source.start)
                if low in _PERSONAL
                else None
            )
            if person is None:
                return (self._it(source.start) if low == "it" else None), False
            if not person.shown:
                return None, True
            person.sex = "she" if low in ("she", "her", "hers") else "he"
        else:
            person = self._in_phrase(source) or self._by_role(words, source.start)
        if person is None:
            label = self._phrase(words)
            if KINDS_OF.get(label.split(",")[0].split()[-1].lower()) == "organisation":
                self.bodies.append((source.start, label))
            return label, False
        self.spoke.append((source.start, person))
        if not person.human:
            self.bodies.append((source.start, person.label))
        return person.label, False

    def _body(self, start: int) -> str:
        """The body that a sentence is about from its first words on, by a general noun: "The transport ministry"."""
        opening = _SUBJECT.match(self.text, start)
        parts = opening[0].split() if opening is not None else []
        for n, part in enumerate(parts[1:], start=2):
            if KINDS_OF.get(part.lower()) == "organisation":
                return f"{parts[0].lower()} {' '.join(parts[1:n])}"
        return ""

    def _it(self, at: int) -> str | None:
        """What "it" is that speaks: the body that spoke last, or that a sentence began with since, close by."""
        before = [(place, label) for place, label in self.bodies if at - _CLOSE <= place < at]
        return max(before)[1] if before else None

    def _was_secret(self, words: str) -> bool:
        """Whether "the official" is the one whose name was kept secret before."""
        parts = words.lower().split()
        return len(parts) == 2 and parts[0] == "the" and noun(parts[1]) in self.secret

    def _meant(self, sex: Sex, at: int) -> _Person | None:
        """Who "he" or "she" is: the last speaker, or who was named first in a sentence since."""
        latest: tuple[int, _Person] | None = None
        for named in (self.spoke, self.first):
            for n in range(bisect_left(named, at, key=lambda item: item[0]) - 1, -1, -1):
                place, person = named[n]
                if place < at - _BACK or (latest is not None and place <= latest[0]):
                    break
                fits = person.human and person.sex in ("", sex)
                if fits and (named is self.spoke or not self._told_by(place)):
                    latest = (place, person)
                    break
        return self._only(sex, at) if latest is None else latest[1]

    def _told_by(self, place: int) -> bool:
        """Whether somebody spoke before this place in its sentence: the name there is no subject."""
        n = bisect_left(self.spoke, place, key=lambda item: item[0]) - 1
        opening = bisect_right(self.begins, place) - 1
        return n >= 0 and opening >= 0 and self.begins[opening] <= self.spoke[n][0]

    def _only(self, sex: Sex, at: int) -> _Person | None:
        """The one person named before who fits, where no other does."""
        named = self.starts[bisect_left(self.starts, at - _BACK) : bisect_left(self.starts, at)]
        fits = {
            id(p): p
            for start in named
            if (p := self.places[start]).human and len(p.forms) > 1 and p.sex in ("", sex)
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _in_phrase(self, source: Span) -> _Person | None:
        """The person whose name the phrase is built on, and not one whose lawyer or town it names."""
        inside = self.starts[bisect_left(self.starts, source.start) : bisect_left(self.starts, source.end)]
        comma = self.text.find(",", source.start, source.end)
        for at in inside:
            person, before, end = self.places[at], self.text[source.start : at], self.ends[at]
            if _GENITIVE.match(self.text, end) and end + 2 < source.end:
                continue
            if not _NAME_ENDS.match(self.text[end : source.end]):
                continue
            opens = not re.search(r"\b(?:of|for|from|at|in|with|by|to|on|and)\b", before)
            after_comma = 0 <= comma < at and not self.text[comma + 1 : at].strip() and person.human
            if (opens and (comma < 0 or at < comma)) or after_comma:
                return person
        return None

    def _by_role(self, words: str, at: int) -> _Person | None:
        """Who was called "the harbour master" before."""
        core = words.split(",", maxsplit=1)[0].lower().split()
        if not core or core[0] not in ("the", "this", "that") or len(core) > 4:
            return None
        called = self.roles.get(noun(core[-1]), [])
        last = bisect_left(called, at) - 1
        return self.places[called[last]] if last >= 0 else None

    def _phrase(self, words: str) -> str:
        """A source without a name by its own words: the fuller phrase that was used of it before, if one was."""
        core = re.split(r",\s|\s(?:who|which|that)\s", words)[0].strip(" ,")
        core = _ARTICLE.sub(lambda match: match[0].lower(), core)
        parts = core.split()
        if len(parts) == 2 and parts[0] == "the" and noun(parts[1]) in self.phrases:
            return self.phrases[noun(parts[1])]
        if parts:
            self.phrases.setdefault(noun(parts[-1].lower()), core)
        return core or words
