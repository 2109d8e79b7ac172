"""The words by which a language attributes, and the small words around them: data for `cues`.

`TABLES` holds one table of cue verbs a language; to add a language, add its table here. What is below
the tables is English: the words that end a noun phrase, that undo a cue ("did not say"), that are told
something without being a medium. All lists are by hand, from general knowledge of news English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .cue_verbs import KINDS, forms_of, sections


def _forms(verbs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Every form of these verbs: form -> (verb, which form). A participle counts as the past form."""
    found: dict[str, tuple[str, str]] = {}
    for verb in verbs:
        for kind, form in zip(KINDS, forms_of(verb), strict=True):
            if kind != "part":
                found[form] = (verb, kind)
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """The words by which one language attributes."""

    #: Forms of all cue verbs.
    verbs: dict[str, tuple[str, str]]
    #: Verbs that always attribute.
    sure: frozenset[str]
    #: Verbs that take a clause without "that" ("claimed the bridge was shut") and rarely a plain object.
    clausal: frozenset[str]
    #: Verbs of which what papers and files do is no saying, but what they show is: want "that" or a comma.
    strict: frozenset[str]
    #: Forms that are as often nouns ("reports", "claims"): want a source in the singular before them.
    nouns_too: frozenset[str]


TABLES: dict[str, Table] = {
    "en": Table(
        verbs=_forms(" ".join(sections()["compared"]).split()),
        sure=frozenset({"say"}),
        clausal=frozenset(
            "claim allege insist argue believe think fear hope add note warn estimate contend write".split()
        ),
        strict=frozenset(
            "find show deny ask mention expect think promise pledge vow post storm answer".split()
        ),
        nouns_too=frozenset(
            "reports claims notes states hopes fears estimates forecasts answers comments posts shows finds demands "
            "forecast report claim note state hope fear estimate answer comment post show find demand promise "
            "promises pledge pledges vows vow cracks crack remarks remark stress stresses storm storms joke jokes "
            "caution reply found".split()
        ),
    )
}
AUXILIARIES = frozenset(
    "is was were are be been am has had have will would could should may might can shall must do did does ll "
    "isn't wasn't weren't aren't hasn't hadn't haven't won't wouldn't couldn't shouldn't can't didn't doesn't don't".split()
)
#: What undoes a cue when it stands before it: nothing was said.
UNSAID = frozenset(
    "to not never cannot would could will must should may might can did does do won't wouldn't couldn't didn't "
    "doesn't don't can't hasn't haven't hadn't without".split()
)
PERFECT = frozenset("has have had".split())
BE = frozenset("is was were are be been being".split())
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some many several one two no both".split()
)
ALSO_OBJECTS = frozenset("it you there".split())
SUBJECTS = frozenset("he she it they we i there you".split())
PERSONS = frozenset("her him them".split())
ENDS_PHRASE = frozenset(
    "that but while whereas as after because when if although though since before until unless where so yet than "
    "nor or which who whom whose what how why then".split()
)
PREPOSITIONS = frozenset(
    "in on at to by from during into about over under against through within near amid despite following with "
    "without after before since until as".split()
)
WEEK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today yesterday tonight "
    "tomorrow earlier later recently now again afterwards previously separately meanwhile".split()
)
ADVERBS = WEEK | frozenset(
    "also still then already once often long just even simply further however instead himself herself itself "
    "themselves reportedly too first once twice only always".split()
)
MEDIA = frozenset(
    "news agency agencies newspaper newspapers paper radio television tv channel station magazine weekly daily "
    "website broadcaster network media press service wire tabloid journal gazette site blog podcast programme program".split()
)
#: Past verbs before a noun that looks like a cue: "rejected claims that".
REJECTS = frozenset("rejected dismissed denied disputed made faced heard cited confirmed".split())
AUDIENCES = frozenset("reporters journalists newsmen".split())
#: What things go according to without saying anything.
RULES = frozenset(
    "law laws rule rules plan plans schedule size age need needs type kind rank wishes whether how what where which "
    "principle principles agreement treaty constitution tradition custom".split()
)
SPEAKING_PAPERS = frozenset(
    "statement letter memo note message email e-mail tweet post release article report".split()
)
ISSUED = frozenset("issued released issues releases".split())
NOUN_CUES = frozenset(
    "claims claim allegations allegation accusations accusation assertions assertion".split()
)
#: Participles that attribute when they follow a comma.
PARTICIPLES = frozenset(
    "say tell add warn note claim allege argue insist explain report write state stress conclude suggest declare".split()
)
#: A sentence without any of these attributes nothing.
WORTH_READING = frozenset(form for table in TABLES.values() for form in table.verbs) | NOUN_CUES | ISSUED | {
    "according", "citing", "quoting", "quoted", "Citing", "According", "Quoting",
}  # fmt: skip
#: Past forms of common verbs that end in no -ed: what stands before them is a sentence's subject.
PAST_VERBS = frozenset(
    "went came left took gave made got met held won lost began became ran fell rose led sent put kept brought bought "
    "sold built broke spoke stood sat saw drew drove flew grew hit cut let paid read set shot spent struck threw withdrew".split()
)
