"""Which words name a medium, and which medium they name.

In go the words of a name, out comes the name under which the medium is told: "The Associated Press" and "AP"
are both "AP". By a table of agencies and media (`data/media.txt`), by the form of the name ("Coast Wire",
"Northern Press Agency", "the Harbour Courier"), and by what the report itself gives: initials beside their
long name, a short name after the long one. Each name belongs to an agency or to another medium.

Not tried: which house a medium belongs to, and media whose names look like anybody's and stand in no table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

MediumKind = Literal["agency", "medium", "pictures"]

#: A name: words with capitals, small words between them. A full stop belongs to initials alone.
WORD = r"(?:(?:[A-Z]\.)+|[A-Z\u00c0-\u00de\u010c][\w&\u2019'/-]*(?:\.(?:com|org|net|co\.uk))?|\d+(?=\s+[A-Z]))"
SMALL = r"(?:of|the|and|&|de|des|du|di|della|del|von|der|la|le|el|do|da)"
NAME = rf"(?:[Tt]he\s+|l['\u2019])?{WORD}(?:\s+(?:{SMALL}\s+){{0,2}}{WORD}){{0,6}}"

#: Last words of an agency's name.
_AGENCY = re.compile(
    r"(?:\b(?:News|Press|Wire|Telegraph|Information)\s+(?:Agency|Service|Association|Bureau)|\bNews\s?[Ww]ires?|\b\w+wires?|\bWires?"
    r"|\bAssociated\s+Press|\bUnited\s+Press|\bPress\s+(?:International|Trust(?:\s+of\s+\w+)?)|\bPresse|[Aa]gentur|[Aa]gentura)$",
    re.IGNORECASE,
)
#: First words of an agency's name in languages that put the noun first.
_AGENCY_FIRST = re.compile(
    r"^(?:Agence|Agencia|Agenzia|Ag\u00eancia|Agencja|Nachrichtenagentur)\s+\w", re.IGNORECASE
)
#: Last words of a medium's name. Alone they name one only behind "the".
_MEDIUM = frozenset(
    "times post journal gazette courier herald tribune chronicle standard observer mirror guardian telegraph star sun globe "
    "examiner mail echo register bulletin advertiser argus independent record monitor dispatch sentinel inquirer enquirer "
    "press news radio television tv broadcasting network channel weekly daily magazine review today express "
    "messenger leader argosy mercury beacon ledger clarion citizen banner intelligencer republican democrat evening-post "
    "zeitung anzeiger nachrichten tageblatt rundschau kurier presse journaal dagblad shimbun newspaper newspapers newsroom".split()
)
#: Of these, the words that end many other names: too weak where anybody may stand.
_WEAK = frozenset("star sun leader republican democrat independent record citizen today network channel review banner reporter".split())
_LEADING = re.compile(r"^(?:the|l['\u2019])\s*", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:inc|ltd|llc|plc|corp|corporation|company|limited|gmbh|s\.a|co)\.?)+$|[\s.,;:]+$", re.IGNORECASE
)
_OWNS = re.compile(r"['\u2019]s?(?=\s|$)")
_CALLED = re.compile(
    r"\s+(?:newspaper|magazine|news\s+agency|news\s+service|news\s+site|website|news\s+website|agency|wire|journal|correspondent|reporter)s?$"
)
#: What the day of a report adds to a name behind a cue: "told Coast Wire Tuesday".
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
#: What makes a house or a person of a medium's name.
_ELSE = frozenset(
    "inc plc corp group holdings philanthropies foundation building institute headquarters office offices lp llp tower center "
    "centre terminal university fellow award prize gallery".split()
)
_OFFICES = r"(?:Mr|Ms|Mrs|Dr|Mayor|Governor|Gov|Senator|Sen|President|Minister|Sir|Judge)\.?"


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium as it is told: its name, what it is, and whether it stands in the table."""

    name: str
    kind: MediumKind
    listed: bool


@dataclass(frozen=True, slots=True)
class _Table:
    known: dict[str, Medium]
    doubtful: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    kinds: dict[str, MediumKind] = {"agencies": "agency", "media": "medium", "pictures": "pictures"}
    known: dict[str, Medium] = {}
    doubtful: set[str] = set()
    kind: MediumKind = "medium"
    for line in resources.files(__package__).joinpath("data", "media.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = kinds[line.strip("[] ")]
        elif line.strip() and not line.startswith("#"):
            name, _, spellings = line.partition(":")
            medium = Medium(name.strip().removeprefix("?"), kind, listed=True)
            for spelling in (name, *spellings.split(",")):
                written = spelling.strip()
                if not written:
                    continue
                key = _key(written.removeprefix("?"))
                known.setdefault(key, medium)
                if written.startswith("?"):
                    doubtful.add(key)
    return _Table(known, frozenset(doubtful))


def _key(name: str) -> str:
    """By what a name is looked up: in small letters, but for one word, which is looked up as it stands."""
    bare = " ".join(_LEADING.sub("", name).split()).replace("\u2019", "'")
    return bare.casefold() if " " in bare or "-" in bare else bare


class Media:
    """The media of one report: those of the table, and those that the report makes known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._persons: dict[str, bool] = {}
        self._initials = _initials_given(text)
        self._shorts: dict[str, list[str]] = defaultdict(list)

    def exactly(self, words: str, *, weak: bool = False, alone: bool = False) -> Medium | None:
        """The medium that these words name and nothing else; None where they name none.

        `weak` lets names pass that are a medium's by a word that ends many names. `alone` tells that nobody
        but a medium stands in such a place, so that plain words that name one count.
        """
        table = _table()
        bare = _bare(words)
        if not bare:
            return None
        key = _key(bare)
        if _LEADING.match(words.strip()) and " " not in bare and bare.casefold() in _MEDIUM:
            longer = self._longer(bare)
            if longer is not None:
                return longer
        medium = table.known.get(key) or (
            table.known.get(_key(bare.title())) if bare.isupper() and len(bare) > 4 else None
        )
        if medium is not None:
            return medium if alone or key not in table.doubtful else None
        long = self._initials.get(bare)
        if long is not None:
            return self.exactly(long, weak=True) or Medium(long, "agency", listed=False)
        return self._by_form(words, bare, weak=weak)

    def _by_form(self, words: str, bare: str, *, weak: bool) -> Medium | None:
        if not bare[0].isupper():
            return None
        parts = bare.split()
        written = bare.title() if bare.isupper() and len(parts) > 1 else bare
        if len(parts) > 1 and (_AGENCY.search(bare) or _AGENCY_FIRST.search(bare)):
            return Medium(written, "agency", listed=False)
        last = parts[-1].casefold()
        article = bool(_LEADING.match(words.strip()))
        if last not in _MEDIUM or (last in _WEAK and not weak):
            return None
        if len(parts) > 1:
            return Medium(written, "medium", listed=False)
        longer = self._longer(bare)
        if longer is not None:
            return longer
        return Medium(written, "medium", listed=False) if article and last not in _WEAK | {"press", "news", "mail", "post"} else None

    def _longer(self, short: str) -> Medium | None:
        """The long name that a report gives for "the Times", where it gives one."""
        found = re.search(rf"(?:{WORD}\s+){{1,4}}{re.escape(short)}\b", self._text)
        if found is None:
            return None
        words = found.group().split()
        for first in range(len(words) - 1):
            medium = _table().known.get(_key(" ".join(words[first:])))
            if medium is not None:
                return medium
        bare = _bare(found.group())
        return Medium(bare, "medium", listed=False) if len(bare.split()) > 1 else None

    def opening(self, words: str, *, weak: bool = False) -> tuple[Medium, int] | None:
        """The medium with which these words begin, and how many characters name it: "Reuters Sanchez is"."""
        owner = _OWNS.search(words)
        for end in [len(words), *([owner.start()] if owner else [])]:
            medium = self.exactly(words[:end], weak=weak, alone=True)
            if medium is not None and not self.person(medium.name, words[:end]):
                return medium, end
        ends = [m.start() for m in re.finditer(r"\s+", words)]
        for end in reversed(ends):
            behind = re.sub(r"\W+$", "", words[end:].split()[0].casefold())
            medium = self.exactly(words[:end], weak=weak, alone=behind in _DAYS)
            if medium is None or behind in _ELSE or self.person(medium.name, words[:end]):
                continue
            if medium.listed or behind in _DAYS:
                return medium, end
        return None

    def closing(self, words: str, *, weak: bool = False, alone: bool = False) -> tuple[Medium, int] | None:
        """The medium with which these words end, and where it begins in them: "When Reuters"."""
        starts = [0, *(m.end() for m in re.finditer(r"\s+", words))]
        for start in starts:
            medium = self.exactly(words[start:], weak=weak, alone=alone and start == 0)
            if medium is None or self.person(medium.name, words[start:]):
                continue
            if medium.listed or start == 0 or words[:start].split()[-1].casefold() in _OPENERS:
                return medium, start
        return None

    def person(self, name: str, words: str) -> bool:
        """Whether the report has a person of this name ("Michael Bloomberg", "Mr. Bloomberg")."""
        if " " in _bare(words) or words.isupper():
            return False
        if name not in self._persons:
            self._persons[name] = (
                re.search(
                    rf"\b(?:{_OFFICES}|(?!The\b|And\b|By\b|For\b|But\b|When\b|As\b|In\b|On\b|From\b)[A-Z][a-z]+(?:\s+[A-Z]\.)?)\s+{re.escape(name)}\b(?!\s+(?:News|TV))",
                    self._text,
                )
                is not None
            )
        return self._persons[name]

    def initials(self, words: str) -> Medium | None:
        """Initials as a medium's where a medium is due: "told NPA". None for bodies known to be none."""
        bare = _bare(words)
        if re.fullmatch(r"[A-Z]{2,6}", bare) and bare not in _BODIES:
            return self.exactly(bare, alone=True) or Medium(bare, "agency", listed=False)
        return None


def same(one: str, other: str) -> bool:
    """Whether two names may be one medium's: equal, or one has the other's initials."""
    if one.casefold() == other.casefold():
        return True
    short, long = sorted((one, other), key=len)
    return short.isupper() and " " not in short and _letters(long) == short


def _bare(words: str) -> str:
    bare = " ".join(words.strip().strip("()[]\u2014\u2013-/|\u201c\u201d\"'").split())
    bare = _TRAILING.sub("", _CALLED.sub("", _LEADING.sub("", bare)))
    return re.sub(r"['\u2019]s?$", "", bare)


def _letters(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())


_GIVEN = re.compile(rf"({WORD}(?:\s+(?:{SMALL}\s+)?{WORD}){{1,5}})\s*(?:\(|,\s+(?:or\s+)?|\s[\u2014\u2013-]\s)\s*(?:the\s+)?([A-Z]{{2,6}})\b")


def _initials_given(text: str) -> dict[str, str]:
    """Initials that the report gives beside the long name: "the Northern Press Agency (NPA)"."""
    found: dict[str, str] = {}
    for match in _GIVEN.finditer(text):
        words = match[1].split()
        for first in range(len(words)):
            long = " ".join(words[first:])
            if _letters(long) == match[2]:
                bare = _bare(long)
                last = bare.split()[-1].casefold()
                if _AGENCY.search(bare) or last in _MEDIUM:
                    found.setdefault(match[2], bare)
                break
    return found


_OPENERS = frozenset(
    "when but as after while last in on and meanwhile earlier although if since because before though the later both what how "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
#: Bodies with initials that are told things and are no media.
_BODIES = frozenset(
    "FIFA UEFA NATO UN EU FBI CIA IMF NASA SEC FDA CDC WHO WTO OPEC NFL NBA MLB NHL FAA EPA DOJ DHS ICE IRS NSA MI MPS MP GOP "
    "ACLU UK US USA UAE CEO CFO UNICEF UNESCO UNHCR IAEA ECB BOE FED RNC DNC NYPD LAPD HR PM DA NHS TUC GM GE IBM".split()
)
