"""Attributions: who is named as having said it, how openly, and through whom.

Reads the attributions of linked sentences (`text.cues`), says for each source who that is as far as the
whole report shows (a pronoun or short form is the last speaker it can be; "the minister" is the minister
who spoke before), and pairs the two sides by who speaks and by the words that are attributed. Told are:
another source, one made vaguer or sharper, a source or cue without counterpart, words of secrecy and a
medium ("told Reuters", "the paper said, citing ...") that come or go. Another neutral cue verb, a
pronoun, a short form or another name of the same office is no change, and neither is a cue that a
quotation has in a neighbouring sentence instead.

Not tried: who a pronoun is by grammar, names that only the world knows to be one person's, where a
statement was made ("in a letter"), and hedging cues ("claimed"), which are read as certainty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from weakref import WeakKeyDictionary

from rapidfuzz.distance import JaroWinkler

from ..model import ChangeKind, Effect, Span
from ..text.cues import Said, attributions
from ..text.tokens import Word, stem, words
from .base import Linked, Told, View, Whole, shown

KIND: ChangeKind = "attribution"

Aspect = Literal["source", "medium", "secrecy", "chain", "whole"]

#: Share of the attributed words that two attributions have in common, from which they are of one thing.
_SAME_CONTENT = 0.3
#: Likeness of two spellings of one name (Jaro-Winkler): "Yusef" and "Yousef" have .96.
_SAME_NAME = 0.92
#: Sentences back in which a pronoun's or short form's speaker is looked for.
_BACK = 4


@dataclass(frozen=True, slots=True)
class Who:
    """A source as far as its report tells: names and words of its core, words of all that is known of it.

    `number` is "one", "many" or "" (a pronoun that led nowhere, a participle). `open` tells that nothing
    is known, so that it can be anyone.
    """

    names: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    head: str = ""
    number: Literal["one", "many", ""] = ""
    definite: bool = False
    indefinite: bool = False
    nameless: bool = False
    pronoun: str = ""

    @property
    def open(self) -> bool:
        """Whether it could be anyone."""
        return not self.stems and not self.nameless

    @property
    def rank(self) -> int:
        """How much it tells: a name 2, an office 1, nobody in particular 0."""
        if self.nameless:
            return 0
        return 2 if self.head in self.names else 1 if self.stems - _ANYBODY else 0


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution of a report, or that part of it which a change is about."""

    span: Span
    text: str
    aspect: Aspect
    found: Said
    who: Who
    direct: bool
    content: frozenset[str]
    faint: bool
    told_of: frozenset[str]

    @property
    def said(self) -> str:
        """The words as they stand."""
        return shown(self.text[self.span.start : self.span.end])

    def about(self, aspect: Aspect, span: Span) -> Voice:
        """The same attribution, with the words that one change is about."""
        return replace(self, aspect=aspect, span=span)


def noun(form: str) -> str:
    """A noun in the singular, as far as its letters tell."""
    if len(form) <= _SHORT or form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("sses", "ches", "shes", "xes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form


#: Letters of a word that is no plural.
_SHORT = 3

_TITLES = frozenset(
    "mr mrs ms dr sir lord lady president minister prime chancellor premier governor gov senator sen secretary "
    "chairman director general judge justice constable const officer inspector detective sergeant sgt captain capt "
    "colonel col lieutenant lt police chief spokesman spokeswoman mayor king queen prince professor prof rep "
    "representative attorney ambassador deputy vice foreign finance defence defense interior the a an new former "
    "republican democratic democrat superintendent commodore admiral commissioner sheriff pope bishop father sister "
    "chef ceo head another some many several one two three but and in on at for after as if it he she they we i "
    "most both other its his her their this that these those sources officials analysts experts".split()
)
_LITTLE = frozenset(
    "the a an of for at in on to by with from and or who which that is was s its his her their our this these those "
    "has have had also told said as an some one two".split()
)
#: Nouns that a source made vague is called by: nobody in particular.
_ANYBODY = frozenset(
    noun(word)
    for word in (
        "official officials source sources people person analyst analysts expert experts insider insiders observer "
        "observers critic critics others someone man woman men women senior top several many some traders dealers "
        "economists sources executives executive diplomats diplomat reports report media authorities"
    ).split()
)
#: Nouns that stand for a name given elsewhere: "the company", "the official".
_STAND_INS = frozenset(
    noun(word)
    for word in (
        "company firm group corporation bank agency organisation organization official minister president chairman "
        "spokesman spokeswoman spokesperson man woman leader executive analyst economist lawyer attorney officer "
        "governor mayor department ministry union party airline carrier retailer maker team club "
        "singer actor player author doctor scientist researcher director manager premier senator congressman candidate "
        "newspaper paper daily service streaming giant institute university court board committee commission bureau "
        "office magazine network outlet site website channel widow mother father brother sister son daughter "
        "politician diplomat ambassador envoy secretary chief boss founder owner designer captain coach"
    ).split()
)
_COMPANIES = frozenset("company firm group corporation organisation organization".split())
_ALIKE = (
    "official authority officer", "company firm group corporation concern business", "spokesman spokeswoman spokesperson official",
    "statement communique release announcement", "newspaper paper daily report article", "police cop officer constable detective",
    "lawyer attorney counsel solicitor", "doctor physician medic", "economist analyst expert", "trader dealer broker",
    "boss chief head leader", "filing document paper brief", "study research survey poll", "organisation organization group body agency",
    "scientist researcher expert", "prosecutor", "plane airline carrier", "president leader", "resident local villager neighbour neighbor",
    "witness bystander onlooker", "rebel insurgent militant guerrilla", "troop soldier army military", "report study", "minister",
)  # fmt: skip
_ALIKE_BY_HEAD: dict[str, frozenset[int]] = {}
for _n, _row in enumerate(_ALIKE):
    for _word in _row.split():
        _ALIKE_BY_HEAD[noun(_word)] = _ALIKE_BY_HEAD.get(noun(_word), frozenset()) | {_n}

_POSSESSIVE = frozenset({"her", "that"})
_ONE = frozenset("he she him her".split())
_PRONOUNS = _ONE | frozenset("they it we i you them us who which that".split())
_GROUPS = frozenset("police media people staff authorities press".split())
_AUDIENCES = frozenset("news conference reporters journalists newsmen briefing press parliament".split())
_MEDIA = frozenset(
    "agency newspaper paper radio television tv channel station magazine weekly daily website broadcaster network "
    "media wire tabloid".split()
)


def pairs(view: View) -> Iterator[tuple[Voice | None, Voice | None]]:
    """The attributions of both sides, each with its counterpart or None, as far as something differs."""
    first, asides_first = _voices(view.first)
    second, asides_second = _voices(view.second)
    pairing = _pairing(first, second)
    for i, j in sorted(pairing.items()):
        yield from _differing(first[i], second[j], first, second)
    held = set(pairing.values())
    for i, voice in enumerate(first):
        if i not in pairing and not _kept(voice, first, [*second, *asides_second], view.second):
            other = _of_the_same(voice, second, {j: first[i] for i, j in pairing.items()})
            yield (_alone(voice, view.second), None) if other is None else _both(voice, other)
    for j, voice in enumerate(second):
        if j not in held and not _kept(voice, second, [*first, *asides_first], view.first):
            other = _of_the_same(voice, first, {i: second[j] for i, j in pairing.items()})
            yield (None, _alone(voice, view.first)) if other is None else _both(other, voice)


def _both(a: Voice, b: Voice) -> tuple[Voice, Voice]:
    return a.about("source", a.found.span), b.about("source", b.found.span)


def _of_the_same(voice: Voice, others: Sequence[Voice], taken: dict[int, Voice]) -> Voice | None:
    """The attribution on the other side whose content holds this one's, where two sentences became one.

    `taken` are those that have a counterpart on this side already. Where that one is about the same words
    as `voice`, the two stand in a chain ("the firm said ..., according to AP"), and `voice` stands alone.
    """
    scored = [
        (-_overlap(voice.content, other.content), n)
        for n, other in enumerate(others)
        if not other.faint and (n not in taken or _overlap(voice.content, taken[n].content) < _ONE_CONTENT)
    ]
    best = min(scored, default=(0.0, 0))
    return others[best[1]] if -best[0] >= _JOINED_CONTENT and len(voice.content) >= _ENOUGH else None


#: Overlap from which one attribution stands for two of the other side.
_JOINED_CONTENT = 0.45
#: Overlap of what two cues of one report are about, from which they are about the same.
_ONE_CONTENT = 0.7
#: Words of content from which an overlap says something.
_ENOUGH = 4


def tell(left: Voice | None, right: Voice | None) -> Told | None:
    """What became of an attribution."""
    if left is None or right is None:
        if left is not None:
            return Told("dropped", "loss", f'{_what(left)} "{left.said}" was dropped')
        return Told("added", "gain", f'{_what(right)} "{right.said}" was added') if right else None
    became = f'"{left.said}" became "{right.said}"'
    if left.aspect == "source":
        return _another_source(left, right, became)
    if left.aspect == "secrecy":
        if left.found.anonymous:
            return Told("dropped", "loss", f"{became}: that the source asked for anonymity was dropped")
        return Told("added", "gain", f"{became}: the source was made anonymous")
    was, now = left.found.medium, right.found.medium
    through = "who reported it" if left.aspect == "chain" else "the medium that was told"
    if was and now:
        return Told("altered", "conflict", f"{became}: another medium")
    if was:
        return Told("dropped", "loss", f"{became}: {through} was dropped")
    return Told("added", "gain", f"{became}: {through} was added")


def _what(voice: Voice) -> str:
    if voice.aspect == "secrecy":
        return "the source's request for anonymity,"
    return "the attribution"


def _another_source(left: Voice, right: Voice, became: str) -> Told:
    was, now = left.who.rank, right.who.rank
    related = bool(left.who.known & right.who.known) or 0 in (was, now)
    if now < was and related:
        return Told("vaguer", "precision", f"{became}: the source was made vaguer")
    if was < now and related:
        return Told("sharper", "precision", f"{became}: the source was named more exactly")
    if left.direct and right.direct:
        return Told("reassigned", "conflict", f"{became}: the quotation was given to another speaker")
    effect: Effect = "conflict"
    return Told("altered", effect, f"{became}: another source")


# -- what a report says, and who says it

_READ: WeakKeyDictionary[Whole, list[list[tuple[Said, Who]]]] = WeakKeyDictionary()


def _spoken(whole: Whole) -> list[list[tuple[Said, Who]]]:
    """The attributions of each sentence of a report, with who the source is."""
    if whole not in _READ:
        _READ[whole] = _resolved(whole)
    return _READ[whole]


_SMALL = re.compile(r"\b[a-z]+")


def _resolved(whole: Whole) -> list[list[tuple[Said, Who]]]:
    language = (whole.segmented.language or "en").split("-")[0]
    spoken: list[list[tuple[Said, Who]]] = []
    before: list[tuple[int, Who]] = []
    small = frozenset(_SMALL.findall(whole.text))
    for n, sentence in enumerate(whole.segmented.sentences):
        here: list[tuple[Said, Who]] = []
        for said in attributions(whole.text, *sentence.span, sentence.quoted, language):
            who = _described(whole.text, said, sentence.span.start, small)
            if said.source is None and here:
                who = here[-1][1]
            else:
                near = [other for at, other in before if n - at <= _BACK or not who.pronoun]
                who = _recognised(who, near)
            if who.stems:
                before.append((n, who))
            here.append((said, who))
        spoken.append(here)
    return spoken


def _described(text: str, said: Said, start: int, small: frozenset[str]) -> Who:
    """A source by its own words."""
    if said.source is None:
        return Who()
    held = words(text, *said.source)
    if not held:
        return Who()
    forms = [word.form for word in held]
    if forms[0] in _PRONOUNS and (len(forms) == 1 or forms[0] not in _POSSESSIVE):
        number: Literal["one", "many", ""] = "many" if forms[0] in ("they", "we") else "one"
        return Who(pronoun=forms[0], number=number)
    opens = not any(c.isalnum() for c in text[start : said.source.start])
    comma = text.find(",", said.source.start, said.source.end)
    core = [word for word in held if comma < 0 or word.start < comma] or held
    behind = [word for word in held if word not in core and word.form not in _TITLES]
    if behind and all(text[word.start].isupper() for word in behind):  # "the fire chief, Jo Bell"
        core = [*core, *behind]
    capitals = [word for word in core if text[word.start].isupper()]
    sentence_start = core[0] if opens else None
    names = frozenset(
        word.form for word in capitals
        if word.form not in _TITLES and (word is not sentence_start or _name_at_start(text, core, small))
    )  # fmt: skip
    stems = frozenset(noun(word.form) for word in core if word.form not in _LITTLE)
    known = frozenset(noun(form) for form in forms if form not in _LITTLE)
    head = _head(text, core)
    return Who(
        names=names,
        stems=stems,
        known=known | names,
        initials=frozenset({_initials(text, core)} - {""}) | {f for f in names if len(f) <= _ACRONYM},
        head=noun(head),
        number="many" if _many(head, core, names) else "one",
        definite=forms[0] in ("the", "this", "that") or "'s" in text[said.source.start : said.source.end],
        indefinite=forms[0] in ("a", "an"),
        nameless=said.anonymous,
    )


#: Letters of an acronym at most.
_ACRONYM = 6


def _name_at_start(text: str, core: Sequence[Word], small: frozenset[str]) -> bool:
    """Whether a capital at the start of a sentence is a name's: no plain word, or another capital follows."""
    form = core[0].form
    plain = form in small or form in _GROUPS or noun(form) in _ANYBODY | _STAND_INS
    return not plain or (len(core) > 1 and text[core[1].start].isupper())


def _initials(text: str, core: Sequence[Word]) -> str:
    letters = "".join(text[word.start] for word in core if text[word.start].isupper() and word.form != "the")
    return letters.lower() if len(letters) >= 2 else ""


_HEAD_ENDS = frozenset("of for at in on from with who which that to by".split())


def _head(text: str, core: Sequence[Word]) -> str:
    """The noun that the phrase is built on: the last before "of", "for", "who"."""
    head = ""
    for word in core:
        if word.form in _HEAD_ENDS and head:
            break
        if word.form not in _LITTLE:
            head = word.form
    return head


def _many(head: str, core: Sequence[Word], names: frozenset[str]) -> bool:
    if head in _GROUPS:
        return True
    if head in names:
        return False
    return (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or any(word.form == "and" for word in core)


def _recognised(who: Who, before: Sequence[Who]) -> Who:
    """A source as who it is by what was said before: a pronoun, a surname, "the minister"."""
    for other in reversed(before):
        if who.pronoun:
            if not _pronoun_fits(who.pronoun, other):
                continue
            return replace(other, pronoun=who.pronoun)
        if who.names & other.names and who.names <= other.known:
            return replace(who, known=who.known | other.known, stems=who.stems)
        if who.definite and not who.names and who.number == other.number and who.head in other.known:
            return replace(who, names=other.names, known=who.known | other.known, initials=other.initials)
    return who


def _pronoun_fits(pronoun: str, other: Who) -> bool:
    if pronoun in _ONE:
        return other.number == "one" and not (other.head in _THINGS)
    if pronoun == "they":
        return other.number == "many"
    return pronoun == "it" and other.number == "one" and (other.head in _THINGS or not other.known & _PEOPLE)


_PEOPLE = frozenset(
    "mr mrs ms dr spokesman spokeswoman spokesperson man woman president chairman minister director officer analyst "
    "trader dealer executive chief lawyer senator governor economist official secretary judge".split()
)
_THINGS = frozenset(
    noun(word)
    for word in (
        "statement report company firm group ministry department agency bank government filing letter study newspaper "
        "paper union party court board committee commission corporation document survey communique office institute "
        "association council foundation inc corp co ltd plc organisation organization service house data article"
    ).split()
)


def _voices(side: Linked) -> tuple[list[Voice], list[Voice]]:
    """The attributions of the linked sentences, and beside them those that only describe their source."""
    spoken = _spoken(side.whole)
    found: list[Voice] = []
    asides: list[Voice] = []
    told_of = frozenset[str]()
    if any(who.pronoun for n in side.numbers for _, who in spoken[n]):
        told_of = frozenset(word.form for sentence in side.whole.words for word in sentence)
    for n in side.numbers:
        sentence = side.whole.segmented.sentences[n]
        here = spoken[n]
        for k, (said, who) in enumerate(here):
            faint = _inside(side.text, said, [other for other, _ in here[:k]])
            content = _content(side.whole.words[n], sentence.span, here, k, side.text)
            direct = any(span.start <= said.span.end + 3 and said.span.start - 3 <= span.end for span in sentence.quoted)
            stems = frozenset(stem(word.form) for word in content if word.form not in _LITTLE)
            (asides if said.aside else found).append(Voice(said.span, side.text, "whole", said, who, direct, stems, faint, told_of))
    return found, asides


#: What separates two clauses of which each has a cue of its own.
_NEXT_CLAUSE = re.compile(r"[,;:\u2014]\s*(?:and|but|while|as|although|though|whereas|who)\b|;|\band\b")


def _inside(text: str, said: Said, before: Sequence[Said]) -> bool:
    """Whether an attribution is part of what another one tells: "the filing states that the files revealed ..."."""
    return any(
        said.source is not None
        and other.leads
        and other.told.end <= said.source.start
        and not _NEXT_CLAUSE.search(text, other.told.end, said.source.start)
        for other in before
        if not other.aside
    )


def _content(held: Sequence[Word], place: Span, here: Sequence[tuple[Said, Who]], k: int, text: str) -> list[Word]:
    """The words of the sentence that an attribution can be about."""
    said = here[k][0]
    before = here[k - 1][0] if k else None
    later = [other for other, _ in here[k + 1 :] if not _inside(text, other, [said])]
    after = later[0] if later else None
    if said.leads:
        end = after.cue.start if after and after.leads else place.end
        return [word for word in held if said.told.end <= word.start < end]
    start = before.told.end if before and not before.leads else place.start
    end = after.cue.start if after else place.end
    found = [word for word in held if start <= word.start < said.span.start]
    return found or [word for word in held if said.told.end <= word.start < end]


# -- which belong together

def _pairing(first: Sequence[Voice], second: Sequence[Voice]) -> dict[int, int]:
    """Attributions of the same words or by the same source, the likeliest first."""
    scored = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            alike = _overlap(a.content, b.content)
            same = _one_source(a, b)
            surely = same and not a.who.open and not b.who.open
            if (a.faint or b.faint) and not surely:
                continue
            if alike >= _SAME_CONTENT or surely or len(first) == len(second) == 1:
                worth = alike + (_SURELY if surely else _PERHAPS if same else 0.0) + _PERHAPS * (a.found.leads == b.found.leads)
                worth -= _FAINT * (a.faint or a.found.verb in _WEAK) + _FAINT * (b.faint or b.found.verb in _WEAK)
                scored.append((-worth, abs(i - j), i + j, i, j))
    pairing: dict[int, int] = {}
    for _, _, _, i, j in sorted(scored):
        if i not in pairing and j not in pairing.values():
            pairing[i] = j
    return pairing


#: What the same source, a source that may be the same, and a cue inside another's content weigh against
#: one wholly shared content.
_SURELY, _PERHAPS, _FAINT = 0.6, 0.2, 0.5


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)


def _same(a: Who, b: Who) -> bool:
    """Whether nothing speaks against two sources being one."""
    if a.open or b.open:
        return True
    if a.nameless != b.nameless:
        return a.head == b.head and not (a.names or b.names)
    if a.nameless:
        return True
    if any(x.pronoun and not y.pronoun and y.definite and y.head in _COMPANIES for x, y in ((a, b), (b, a))):
        return True
    if a.names and b.names:
        return _share_name(a, b)
    if a.names or b.names:
        named, other = (a, b) if a.names else (b, a)
        return _stands_for(other, named)
    return bool(a.stems & b.stems - _ANYBODY) or bool(a.head == b.head or _ALIKE_BY_HEAD.get(a.head, frozenset()) & _ALIKE_BY_HEAD.get(b.head, frozenset()))


def _one_source(a: Voice, b: Voice) -> bool:
    """Whether two attributions may have one source; a pronoun is not held to be someone else than a name
    that stands in its own report too, for it may be that one."""
    if _same(a.who, b.who):
        return True
    return any(x.who.pronoun and y.who.names and y.who.names <= x.told_of for x, y in ((a, b), (b, a)))


def _share_name(a: Who, b: Who) -> bool:
    if a.names & b.names or a.initials & b.initials:
        return True
    if a.head == b.head and (a.indefinite or b.indefinite):
        return True
    if any(x.definite and x.head not in x.names and x.names & y.known and x.number == y.number for x, y in ((a, b), (b, a))):
        return True
    return any(
        JaroWinkler.similarity(x, y) >= _SAME_NAME for x in a.names for y in b.names if len(x) > 3 and len(y) > 3
    )


def _stands_for(other: Who, named: Who) -> bool:
    """Whether words without a name can stand for a named source: "the minister", "the company"."""
    if named.names & other.known or frozenset(map(noun, named.names)) & other.known:
        return True
    if other.number == "many" and named.number == "one":
        return bool(other.stems & named.stems - _ANYBODY) and other.head == named.head
    if other.head in named.stems:
        return True
    if not other.definite:
        return False
    return other.head in named.known or other.head in _STAND_INS or bool(other.stems & named.known - _ANYBODY)


# -- what differs

def _differing(
    a: Voice, b: Voice, first: Sequence[Voice], second: Sequence[Voice]
) -> Iterator[tuple[Voice, Voice | None] | tuple[Voice | None, Voice]]:
    """What is told otherwise by two attributions that belong together."""
    if a.faint or b.faint:
        return
    through = _chain(a) or _chain(b)
    medium = _medium(a) != _medium(b) and not any(_same_medium(a, other) for other in second) and not any(
        _same_medium(other, b) for other in first
    )
    if not _one_source(a, b):
        if through or not (a.found.source is None or b.found.source is None):
            aspect: Aspect = "chain" if through and medium else "source"
            yield a.about(aspect, a.found.span), b.about(aspect, b.found.span)
            return
    if medium:
        if through and (a.found.source is None or a.found.medium is None or a.found.medium.start < a.found.cue.start) and (
            b.found.medium is None or b.found.medium.start < b.found.cue.start
        ):
            yield a.about("chain", a.found.span), b.about("chain", b.found.span)
        else:
            yield a.about("medium", a.found.told), b.about("medium", b.found.told)
    if (a.found.secrecy is None) != (b.found.secrecy is None):
        if medium:
            if a.found.secrecy:
                yield a.about("secrecy", a.found.secrecy), None
            elif b.found.secrecy:
                yield None, b.about("secrecy", b.found.secrecy)
        else:
            yield a.about("secrecy", a.found.span), b.about("secrecy", b.found.span)


def _chain(voice: Voice) -> bool:
    """Whether a medium stands between the report and the source: "the paper said, citing ..."."""
    said = voice.found
    return said.medium is not None and (said.medium.start < said.cue.start or said.verb == "quote")


def _medium(voice: Voice) -> str:
    """The medium that was told, or "" where none or only an audience was."""
    place = voice.found.medium
    if place is None:
        return ""
    written = voice.text[place.start : place.end]
    forms = [word.form for word in words(voice.text, *place)]
    if not forms or (set(forms) <= _AUDIENCES | _LITTLE | _PRONOUNS):
        return ""
    named = any(c.isupper() for c in written)
    return " ".join(forms) if named or _MEDIA & set(forms) else ""


def _same_medium(a: Voice, b: Voice) -> bool:
    if a.found.medium is None or b.found.medium is None:
        return False
    one, other = ({word.form for word in words(v.text, *v.found.medium)} for v in (a, b) if v.found.medium)
    return bool((one & other) - _LITTLE)


# -- what stands alone

def _kept(voice: Voice, own: Sequence[Voice], others: Sequence[Voice], other: Linked) -> bool:
    """Whether an attribution without counterpart is given on the other side all the same."""
    if voice.found.source is None and any(o is not voice and o.who is voice.who for o in own):
        return True
    if voice.faint or voice.found.verb in _PLAIN:
        return True
    if not voice.who.open and any(not o.who.open and _same(voice.who, o.who) for o in others):
        return True
    if any(o.found.aside and _overlap(voice.content, o.content) >= _SAME_CONTENT for o in others):
        return True
    if _speaks_otherwise(voice, other):
        return True
    return _runs_on(voice, other)


#: Verbs of showing and finding: what they tell may be told as plain fact, and often is.
_WEAK = frozenset("show suggest reveal indicate find conclude deny expect".split())
#: Verbs by which someone speaks without a clause: "has acknowledged the error", "hinted at more".
_SPEAKING = frozenset(
    stem(word)
    for word in (
        "acknowledge acknowledged hint hinted describe described call called criticised criticized accused blamed urged "
        "denied rejected dismissed defended praised condemned voiced expressed announced confirmed revealed disclosed "
        "declared denounced apologised apologized admitted conceded warned promised pledged vowed asked spoke write wrote "
        "writes told tells tell cited suggested proposed demanded insisted outlined reported estimated predicted forecast "
        "published noted added argued claimed alleged explained stressed says said say hailed welcomed refused delivered issued sounded"
    ).split()
)


_PLAIN = frozenset("show find conclude deny expect".split())


_HELPERS = frozenset("has have had also is was were are been not would will itself himself herself later today".split())


def _speaks_otherwise(voice: Voice, other: Linked) -> bool:
    """Whether the source stands on the other side before another verb of speaking, or beside the same quotation."""
    source = voice.found.source
    if source is None:
        return False
    own = [word.form for word in words(voice.text, *source)]
    last = own[-1:] if own else []
    forms = [word.form for word in other.words]
    for n, form in enumerate(forms):
        if [form] == last or form in voice.who.names:
            if voice.direct and other.quoted:
                return True
            near = [near for near in forms[n + 1 : n + 6] if near not in _HELPERS and not near.endswith("ly")]
            if voice.found.verb in _WEAK or (near and stem(near[0]) in _SPEAKING):
                return True
    return False


def _runs_on(voice: Voice, other: Linked) -> bool:
    """Whether the quotation has its cue in a neighbouring sentence over there."""
    sentences = other.whole.segmented.sentences
    spoken = _spoken(other.whole)
    for step, n in ((-1, min(other.numbers)), (1, max(other.numbers))):
        for m in range(n + step, n + step * (_RUN + 1), step):
            if not (sentences[m - step].quoted and 0 <= m < len(sentences) and sentences[m].quoted):
                break
            if any(_same(voice.who, who) for _, who in spoken[m]):
                return True
    return False


#: Sentences over which a quotation is followed to its cue.
_RUN = 3


def _alone(voice: Voice, other: Linked) -> Voice:
    """The words to show: the cue alone where the source itself still stands on the other side."""
    said = voice.found
    if said.source is None or said.cue.start < said.source.start:
        return voice
    source = [word.form for word in words(voice.text, *said.source)]
    forms = [word.form for word in other.words]
    if (voice.who.head in voice.who.names and voice.who.head in forms) or len(source) > 1 and any(forms[n : n + len(source)] == source for n in range(len(forms) - len(source) + 1)):
        return voice.about("whole", said.told)
    return voice
