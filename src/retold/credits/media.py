"""Which words name a medium, and which medium they name.

In go the words of a name, out comes the name under which the medium is told: "The Associated Press" and "AP"
are both "AP". By a table of agencies and media (`data/media.txt`), by the form of the name ("Coast Wire",
"Northern Press Agency", "the Harbour Courier"), and by what the report itself gives: initials beside their
long name, a short name after the long one. Each name belongs to an agency or to another medium.

Not tried: which house a medium belongs to, and media whose names look like anybody's and stand in no table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from ..text.data_names import NATIONS

MediumKind = Literal["agency", "medium", "pictures"]

#: A name: words with capitals, small words between them. A full stop belongs to initials alone.
WORD = (
    r"(?:(?:[A-Z]\.)+|[A-Z\u00c0-\u00de\u010c][\w&\u2019'/-]*(?:\.(?:com|org|net|co\.uk))?|\d+(?=\s+[A-Z]))"
)
SMALL = r"(?:of|the|and|&|de|des|du|di|della|del|von|der|la|le|el|do|da)"
NAME = rf"(?:[Tt]he\s+|l['\u2019])?{WORD}(?:\s+(?:{SMALL}\s+){{0,2}}{WORD}){{0,6}}"

#: Last words of an agency's name.
_AGENCY = re.compile(
    r"(?:\b(?:News|Press|Wire|Telegraph|Information)\s+(?:Agency|Service|Association|Bureau)|\bNews\s?[Ww]ires?|\b\w+wires?|\bWires?"
    r"|\bAssociated\s+Press|\bUnited\s+Press|\bPress\s+(?:International|Trust(?:\s+of\s+\w+)?)|\bPresse|(?<!nachrichten)(?<!\sder\s)(?<=[\w-])agentur)$",
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
    "messenger argosy mercury beacon ledger clarion intelligencer "
    "zeitung anzeiger nachrichten tageblatt rundschau kurier presse journaal dagblad shimbun newspaper newspapers newsroom".split()
)
#: Of these, the words that end many other names: too weak where anybody may stand.
_WEAK = frozenset(
    "star sun leader republican democrat independent record citizen today network channel review banner reporter".split()
)
#: First words of a medium's name: "Radio Velmora", "the Times of Tarvia".
_MEDIUM_FIRST = re.compile(
    r"^(?:(?:Times|Voice|Radio|Star|Herald|Voz|Echo)\s+of\s+\w|(?:Radio|T\u00e9l\u00e9vision|Televisi\u00f3n|Televisione)\s+\w)"
)
#: What else these nouns end: the post of a nation, registers and gazettes of a state, companies.
_NO_MEDIUM = re.compile(
    r"^(?:federal|american|official|government|cash|pony|orient|trading|command|royal|swiss|social|global|neural|computer|branch|sales)\s|\binc$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the|l['\u2019])\s*", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:inc|ltd|llc|plc|corp|corporation|company|limited|gmbh|s\.a|co)\.?)+$|[\s.,;:]+$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['\u2019]s?(?=\s|$)")
#: What joins a medium to another name: "an AP-Tarn poll".
_HYPHEN = re.compile(r"(?<=\w)[-/](?=[A-Z])")
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
    surnames: frozenset[str]
    articled: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    kinds: dict[str, MediumKind] = {"agencies": "agency", "media": "medium", "pictures": "pictures"}
    known: dict[str, Medium] = {}
    doubtful: set[str] = set()
    surnames: set[str] = set()
    articled: set[str] = set()
    kind: MediumKind = "medium"
    for line in resources.files(__package__).joinpath("data", "media.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = kinds[line.strip("[] ")]
        elif line.strip() and not line.startswith("#"):
            name, _, spellings = line.partition(":")
            medium = Medium(name.strip().lstrip("?*"), kind, listed=True)
            articled.update(
                _key(one)
                for one in (name.strip(), *map(str.strip, spellings.split(",")))
                if one.startswith("The ") and _key(one) in (_key(name), _LEADING.sub("", medium.name))
            )
            for spelling in (name, *spellings.split(",")):
                written = spelling.strip()
                if not written:
                    continue
                key = _key(written.lstrip("?*"))
                known.setdefault(key, medium)
                if written.startswith("?"):
                    doubtful.add(key)
                elif written.startswith("*"):
                    surnames.add(key)
    held = {word.casefold() for key in known for word in _PARTS.findall(key)}
    return _Table(
        known,
        frozenset(doubtful),
        frozenset(surnames),
        frozenset(one for one in articled if " " not in one),
        frozenset(held | _MEDIUM | _AGENCY_WORDS),
    )


_PARTS = re.compile(r"\w+")
#: Words of an agency's name by its form, in small letters.
_AGENCY_WORDS = frozenset(
    "agency service association bureau newswire newswires wire wires presse agentur agentura agence agencia agenzia agencja ag\u00eancia trust international".split()
)


def _key(name: str) -> str:
    """By what a name is looked up: in small letters, but for one word, which is looked up as it stands."""
    bare = " ".join(_LEADING.sub("", name).split()).replace("\u2019", "'")
    return bare.casefold() if " " in bare or "-" in bare else bare


class Media:
    """The media of one report: those of the table, and those that the report makes known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._persons: dict[str, bool] = {}
        self._companies: dict[str, bool] = {}
        self._initials = _initials_given(text)

    def possible(self, words: str) -> bool:
        """Whether a name has any word that media are called by, or initials: the rest need no look."""
        known = _table().words
        return any(
            part.casefold() in known
            or (part.isupper() and 2 <= len(part) <= 6)
            or part.endswith(("wire", "wires"))
            for part in _PARTS.findall(words)
        )

    def exactly(
        self, words: str, *, weak: bool = False, alone: bool = False, article: bool = False
    ) -> Medium | None:
        """The medium that these words name and nothing else; None where they name none.

        `weak` lets names pass that are a medium's by a word that ends many names. `alone` tells that nobody
        but a medium stands in such a place, so that plain words that name one count. `article` tells that
        "the" or "newspaper" stands beside them.
        """
        table = _table()
        bare = _bare(words)
        if not bare:
            return None
        key = _key(bare)
        article = article or bool(_LEADING.match(words.strip()))
        if article and " " not in bare and bare.casefold() in _MEDIUM:
            longer = self._longer(bare)
            if longer is not None:
                return longer
        if bare in self._initials:
            long = self._initials[bare]
            return (
                None
                if long is None
                else self.exactly(long, weak=True) or Medium(long, "agency", listed=False)
            )
        medium = table.known.get(key) or (
            table.known.get(_key(bare.title())) if bare.isupper() and len(bare) > 4 else None
        )
        if medium is not None and (article or key not in table.articled):
            return medium if alone or key not in table.doubtful else None
        return self._by_form(words, bare, weak=weak, article=article)

    def _by_form(self, words: str, bare: str, *, weak: bool, article: bool) -> Medium | None:
        if not bare[0].isupper():
            return None
        parts = bare.split()
        whole = " ".join(_LEADING.sub("", words.strip(" ()[].,;:/|\u2014\u2013-")).split())
        written = whole.title() if bare.isupper() and len(parts) > 1 else whole
        if len(parts) > 1 and (_AGENCY.search(bare) or _AGENCY_FIRST.search(bare)):
            return Medium(written, "agency", listed=False)
        if len(parts) > 1 and _MEDIUM_FIRST.match(bare):
            return Medium(written, "medium", listed=False)
        pieces = parts[-1].casefold().split("-")  # "Star-Ledger"
        last = next((piece for piece in reversed(pieces) if piece in _MEDIUM), "")
        if not last or (last in _WEAK and not weak) or _NO_MEDIUM.search(bare):
            return None
        if len(parts) > 1:
            nation = last == "post" and " ".join(parts[:-1]).casefold() in NATIONS  # a nation's post office
            return None if nation else Medium(written, "medium", listed=False)
        plain = (last in _WEAK and len(pieces) == 1) or last in (
            "press",
            "news",
            "mail",
            "post",
            "radio",
            "television",
            "tv",
        )
        return Medium(written, "medium", listed=False) if article and not plain else None

    def _longer(self, short: str) -> Medium | None:
        """The long name that a report gives for "the Times", where it gives one."""
        found = re.search(rf"(?:(?!The\b){WORD}\s+){{1,4}}{re.escape(short)}\b", self._text)
        if found is None:
            behind = re.search(rf"\b{re.escape(short)}\s+of\s+{WORD}", self._text)
            return (
                None if behind is None else Medium(" ".join(behind.group().split()), "medium", listed=False)
            )
        words = found.group().split()
        for first in range(len(words) - 1):
            medium = _table().known.get(_key(" ".join(words[first:])))
            if medium is not None:
                return medium
        bare = _bare(found.group())
        opens = bare.split()[0].casefold() in _OPENERS
        return None if opens or " " not in bare else Medium(bare, "medium", listed=False)

    def opening(self, words: str, *, weak: bool = False, article: bool = False) -> tuple[Medium, int] | None:
        """The medium with which these words begin, and how many characters name it: "Reuters Sanchez is"."""
        cuts = [found.start() for found in (_OWNS.search(words), _HYPHEN.search(words)) if found]
        for end in [len(words), *cuts]:
            whole = self.exactly(words[:end], weak=weak, alone=True, article=article)
            joined = end == len(words) and len(cuts) > 0 and whole is not None and not whole.listed
            if joined and _HYPHEN.search(words) and self.opening(words[: cuts[-1]]) is not None:
                continue  # "the Coast Wire-Tarn poll"
            if whole is not None and not self.person(whole.name, words[:end]):
                return whole, end
        places = [m.start() for m in re.finditer(r"\s+", words)]
        for end in reversed(places):
            behind = re.sub(r"\W+$", "", words[end:].split(maxsplit=1)[0].casefold())
            medium = self.exactly(words[:end], weak=weak, alone=behind in _DAYS, article=article)
            if medium is None or behind in _ELSE or self.person(medium.name, words[:end]):
                continue
            if medium.listed or behind in _DAYS or behind == "of":
                return medium, end
        return None

    def closing(
        self, words: str, *, weak: bool = False, alone: bool = False, article: bool = False
    ) -> tuple[Medium, int] | None:
        """The medium with which these words end, and where it begins in them: "When Reuters"."""
        starts = [0, *(m.end() for m in re.finditer(r"\s+", words))]
        for start in starts:
            medium = self.exactly(words[start:], weak=weak, alone=alone and start == 0, article=article)
            if medium is None or self.person(medium.name, words[start:]):
                continue
            if medium.listed or start == 0 or words[:start].rsplit(maxsplit=1)[-1].casefold() in _OPENERS:
                return medium, start
        return None

    def company(self, medium: Medium) -> bool:
        """Whether the report calls a medium a company: "CBS Inc", "shares of Coast Wire". Then it may be its matter."""
        if medium.name not in self._companies:
            name = re.escape(medium.name.removesuffix(" News"))
            self._companies[medium.name] = (
                re.search(
                    rf"\b{name}['\u2019]?s?,?\s+(?:Inc|Corp|Corporation|Co|plc|PLC|Ltd|Group|Holdings|LP|shares?|stock|shareholders|employees|staff|journalists|workers|management)\b"
                    rf"|\b(?:shares?|stock|employees|owner|parent|sale|chief\s+executive|chairman|spokesman|spokeswoman)\s+(?:of|in|at|for)\s+(?:the\s+)?{name}\b|<{name}\b",
                    self._text,
                )
                is not None
            )
        return self._companies[medium.name]

    def person(self, name: str, words: str) -> bool:
        """Whether the report has a person of this name ("Michael Bloomberg", "Mr. Bloomberg")."""
        if _key(_bare(words)) not in _table().surnames:
            return False
        if name not in self._persons:
            self._persons[name] = (
                re.search(
                    rf"\b(?:{_OFFICES}|(?!The\b|And\b|By\b|For\b|But\b|When\b|As\b|In\b|On\b|From\b|\w+day\b)[A-Z][a-z]+(?:\s+[A-Z]\.)?)\s+{re.escape(name)}\b(?!\s+(?:News|TV))",
                    self._text,
                )
                is not None
            )
        return self._persons[name]

    def initials(self, words: str) -> Medium | None:
        """Initials as a medium's where a medium is due: "told NPA". None for bodies known to be none."""
        bare = _bare(words)
        if re.fullmatch(r"[A-Z]{2,6}", bare) and bare not in _BODIES and bare not in self._initials:
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


#: Initials behind what they may stand for: "(NPA)", ", NPA,", "- NPA".
_GIVEN = re.compile(r"(?:\(|,\s+(?:or\s+)?(?:the\s+)?|\s[\u2014\u2013-]\s)([A-Z]{2,6})\b")
_LONG = re.compile(rf"{WORD}(?:\s+(?:{SMALL}\s+)?{WORD}){{1,5}}\s*$")


def _initials_given(text: str) -> dict[str, str | None]:
    """Initials that the report gives beside the long name: "the Northern Press Agency (NPA)".

    None where the long name is no medium's: then the initials are none either.
    """
    found: dict[str, str | None] = {}
    for match in _GIVEN.finditer(text):
        before = _LONG.search(text, max(0, match.start() - 80), match.start())
        words = before.group().split() if before else []
        for first in range(len(words)):
            long = " ".join(words[first:])
            if _letters(long) == match[1]:
                bare = _bare(long)
                listed = _table().known.get(_key(bare))
                medium = listed or _AGENCY.search(bare) or bare.split()[-1].casefold() in _MEDIUM
                found.setdefault(match[1], bare if medium else None)
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
