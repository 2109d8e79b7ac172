"""Who a source is, as far as its report tells.

In goes an attribution with its source's words, out comes `Who`: the names and nouns of the phrase, one or
many, named, described or nobody in particular. `recognised` puts a pronoun, a surname or "the minister"
down to who spoke before; `same_source` says of two, from two reports perhaps, whether anything speaks
against their being one: names that share no word, another office, one against many. By tables of titles,
of nouns that stand for a name ("the company"), and of nouns that mean one office.

Not tried: names that only the world knows to be one person's, and pronouns by grammar (the last speaker
who fits is taken).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from .cues import Said
from .tokens import Word, words

#: Letters of a word that is no plural.
_SHORT = 3


def noun(form: str) -> str:
    """A noun in the singular, as far as its letters tell."""
    if len(form) <= _SHORT or form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("sses", "ches", "shes", "xes")):
        return form[:-2]
    return form.removesuffix("s")


#: Likeness of two spellings of one name (Jaro-Winkler): "Yusef" and "Yousef" have .96. .88 and .96
#: change no figure of the development sets.
_SAME_NAME = 0.92
_TITLES = frozenset(
    "mr mrs ms dr sir lord lady president minister prime chancellor premier governor gov senator sen secretary "
    "chairman director general judge justice constable const officer inspector detective sergeant sgt captain capt "
    "colonel col lieutenant lt police chief spokesman spokeswoman mayor king queen prince professor prof rep "
    "representative attorney ambassador deputy vice foreign finance defence defense interior the a an new former "
    "republican democratic democrat superintendent commodore admiral commissioner sheriff pope bishop father sister "
    "chef ceo head another some many several one two three but and in on at for after as if it he she they we i "
    "most both other its his her their this that these those sources officials analysts experts".split()
)
LITTLE = frozenset(
    "the a an of for at in on to by with from and or who which that is was s its his her their our this these those "
    "has have had also told said as an some one two".split()
)
#: Nouns that a source made vague is called by: nobody in particular.
ANYBODY = frozenset(
    noun(word)
    for word in (
        "official officials source sources people person analyst analysts expert experts insider insiders observer "
        "observers critic critics others someone man woman men women senior top several many some traders dealers "
        "economists sources executives executive diplomats diplomat reports report accounts account rumours rumors media authorities"
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
_VOICES = frozenset("spokesman spokeswoman spokesperson".split())
_ALIKE = (
    "official authority officer", "company firm group corporation concern business", "spokesman spokeswoman spokesperson official",
    "statement communique release announcement", "newspaper paper daily report article", "police cop officer constable detective",
    "lawyer attorney counsel solicitor", "doctor physician medic", "economist analyst expert", "trader dealer broker",
    "boss chief head leader", "filing document paper brief", "study research survey poll", "organisation organization group body agency",
    "scientist researcher expert", "prosecutor", "plane airline carrier", "president leader", "resident local villager neighbour neighbor",
    "witness bystander onlooker", "rebel insurgent militant guerrilla", "troop soldier army military", "report study", "report account rumour rumor", "minister",
)  # fmt: skip
_ALIKE_BY_HEAD: dict[str, frozenset[int]] = {}
for _n, _row in enumerate(_ALIKE):
    for _word in _row.split():
        _ALIKE_BY_HEAD[noun(_word)] = _ALIKE_BY_HEAD.get(noun(_word), frozenset()) | {_n}
_POSSESSIVE = frozenset({"her", "that"})
_ONE = frozenset("he she him her".split())
PRONOUNS = _ONE | frozenset("they it we i you them us who which that".split())
GROUPS = frozenset("police media people staff authorities press".split())
#: Letters of an acronym at most.
_ACRONYM = 6
_HEAD_ENDS = frozenset("of for at in on from with who which that to by".split())
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
        return 2 if self.head in self.names else 1 if self.stems - ANYBODY else 0


def described(text: str, said: Said, start: int, small: frozenset[str]) -> Who:
    """A source by its own words."""
    if said.source is None:
        return Who()
    held = words(text, *said.source)
    if not held:
        return Who()
    forms = [word.form for word in held]
    if forms[0] in PRONOUNS and (len(forms) == 1 or forms[0] not in _POSSESSIVE):
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
    stems = frozenset(noun(word.form) for word in core if word.form not in LITTLE)
    known = frozenset(noun(form) for form in forms if form not in LITTLE)
    head = _head(text, core)
    return Who(
        names=names,
        stems=stems,
        known=known | names,
        initials=frozenset({_initials(text, core)} - {""}) | {f for f in names if len(f) <= _ACRONYM},
        head=head if head in names else noun(head),
        number="many" if _many(head, core, names) else "one",
        definite=forms[0] in ("the", "this", "that") or "'s" in text[said.source.start : said.source.end],
        indefinite=forms[0] in ("a", "an"),
        nameless=said.anonymous,
    )


def _name_at_start(text: str, core: Sequence[Word], small: frozenset[str]) -> bool:
    """Whether a capital at the start of a sentence is a name's: no plain word, or another capital follows."""
    form = core[0].form
    plain = form in small or form in GROUPS or noun(form) in ANYBODY | _STAND_INS
    return not plain or (len(core) > 1 and text[core[1].start].isupper())


def _initials(text: str, core: Sequence[Word]) -> str:
    letters = "".join(text[word.start] for word in core if text[word.start].isupper() and word.form != "the")
    return letters.lower() if len(letters) >= 2 else ""


def _head(text: str, core: Sequence[Word]) -> str:
    """The noun that the phrase is built on: the last before "of", "for", "who"."""
    head = ""
    for word in core:
        if word.form in _HEAD_ENDS and head:
            break
        if word.form not in LITTLE:
            head = word.form
    return head


def _many(head: str, core: Sequence[Word], names: frozenset[str]) -> bool:
    if head in GROUPS:
        return True
    if head in names:
        return False
    return (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or any(
        word.form == "and" for word in core
    )


def recognised(who: Who, before: Sequence[Who]) -> Who:
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
        return other.number == "one" and other.head not in _THINGS
    if pronoun == "they":
        return other.number == "many"
    return pronoun == "it" and other.number == "one" and (other.head in _THINGS or not other.known & _PEOPLE)


def same_source(a: Who, b: Who) -> bool:
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
    return bool(a.stems & b.stems - ANYBODY) or bool(
        a.head == b.head or _ALIKE_BY_HEAD.get(a.head, frozenset()) & _ALIKE_BY_HEAD.get(b.head, frozenset())
    )


def less_or_more_exact(was: Who, now: Who) -> Literal["vaguer", "sharper", ""]:
    """Whether a source is told of less or more exactly than another that may be the same person or body."""
    related = bool(was.known & now.known) or 0 in (was.rank, now.rank)
    if not related or was.rank == now.rank:
        return ""
    return "vaguer" if now.rank < was.rank else "sharper"


def _share_name(a: Who, b: Who) -> bool:
    if a.names & b.names or a.initials & b.initials:
        return True
    if a.head == b.head and (a.indefinite or b.indefinite):
        return True
    if any(
        x.definite and x.head not in x.names and x.names & y.known and x.number == y.number
        for x, y in ((a, b), (b, a))
    ):
        return True
    return any(
        JaroWinkler.similarity(x, y) >= _SAME_NAME
        for x in a.names
        for y in b.names
        if len(x) > 3 and len(y) > 3
    )


def _stands_for(other: Who, named: Who) -> bool:
    """Whether words without a name can stand for a named source: "the minister", "the company"."""
    if named.names & other.known or frozenset(map(noun, named.names)) & other.known:
        return True
    if other.number == "many" and named.number == "one":
        return bool(other.stems & named.stems - ANYBODY) and other.head == named.head
    if other.head in named.stems:
        return True
    if other.head in _VOICES and other.stems <= _VOICES | _COMPANIES:
        return True
    if not other.definite:
        return False
    return other.head in named.known or other.head in _STAND_INS or bool(other.stems & named.known - ANYBODY)
