"""Names in running text: persons with what they are called by, organisations, places, nations.

In go a text and the spans of its sentences, out come the `Name`s of each sentence. Method: runs of
capitalised words, without a grammar. What a capital means is told from the whole text: a word that opens
a sentence is a name when it stands capitalised inside another one, and none when it stands there in small
letters or is a common opener; a headline in capitals and a passage in small letters are read by the names
that the rest of the text knows. A run is then cut into the nation, the office or form of address, and the
bare name ("U.S. | Treasury Secretary | James Baker"). Tickers (<BA>, .DJI, "NYSE: IBM") are no names.

Not tried: names in languages without capitals, which person a description means, whether a lone name is
a person's or a firm's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from .data_names import (
    BODIES,
    BREAKERS,
    COMMON_ENDINGS,
    DEMONYMS,
    GROUPS,
    HONORIFICS,
    LANDS,
    NATIONS,
    OFFICES,
    OPENERS,
    PARTICLES,
    POSSESSIVE_NAMES,
    SAME,
    SEATS,
    STATES,
    SUFFIXES,
)  # fmt: skip
from .tokens import words

Kind = Literal["person", "organisation", "place", "nation", "group", "office", "body", "name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: characters `start` up to `end`, with office and form of address; `bare` without them.

    `forms` are the folded words of the bare name without particles and company endings; `key` is the one
    form under which its known spellings fall together. `sure` is False where only the opening of a
    sentence capitalised it. A `body` is an institution by its common name alone ("the Senate").
    """

    start: int
    end: int
    bare: tuple[int, int]
    forms: tuple[str, ...]
    key: str
    kind: Kind
    title: tuple[str, ...] = ()
    adjective: bool = False
    sure: bool = True


class _Token(NamedTuple):
    written: str
    start: int
    end: int
    form: str
    capital: bool
    closed: bool  # a possessive ends the name


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:(?:[&'\u2019]|\.(?=(?:com|org|net|gov|edu|co|tv)\b))[^\W_]+)*"
    r"|&"
)
_DOMAIN = re.compile(r"(?<=[^\W_])\.(?:com|org|net|gov|edu|co|tv)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"<[A-Z0-9.=^]{1,12}>|\([^()<>:]{1,20}:\s{0,2}[A-Za-z.]{1,8}\s?\)?|(?<=\s)\.[A-Z]{2,6}\b|\b[A-Z]{2,6}\.[A-Z]{1,2}\b(?!\.)|\b[A-Z]{3,7}="
    r"|\b[RDI]-[A-Z][a-z]{1,12}\b\.?"  # a senator's party and state
    r"|\b[\w.+-]{1,60}\s?@\s?[\w.-]{1,60}|https?://\S+|\bwww\.\S+"
)
_MAY_HIDE = re.compile(r"[<@=:]|\.[A-Z]|www|\b[RDI]-")
_CODE = re.compile(r"-\d")  # COVID-19, A-320
_SPACE = re.compile(r"[ \t\u00a0]*\r?\n?[ \t\u00a0]*")
_OPENING = re.compile(r"[\"\u201c\u201e\u00ab:\u2014\u2013]|``|\u2026|\.\.\.|(?<!\w)['\u2018]")
#: Abbreviations inside a name: their full stop does not end it.
_STOPPED = frozenset(
    "mr mrs ms dr gov sen rep gen col lt st jr sr inc co corp ltd bros prof rev capt sgt maj brig adm hon ft mt det supt "
    "insp const cmdr messrs sens reps".split()
)
_AFTER_COMMA = frozenset("inc ltd llc corp plc jr sr lp".split())
_OF_HEADS = (
    BODIES | LANDS | frozenset("republic kingdom chiefs isle isles cape tower friends daughters sons".split())
) - GROUPS
_FOR_HEADS = frozenset(
    "center centers centre centres institute association organization organisation movement foundation council "
    "committee agency society coalition campaign fund bank school union institution americans citizens doctors".split()
)
_ON_HEADS = frozenset(
    "agreement committee commission conference council convention subcommittee treaty".split()
)
_AND_HEADS = frozenset(
    "administration commission community department ministry committee prevention agency affairs tobago herzegovina".split()
)
_PARTNERS = frozenset("co company sons son bros brothers partners associates daughters".split())
_AND_BEFORE = frozenset("agreement department ministry centers center centre institute committee".split())
#: Endings of a person's name, no part of it.
_GENERATIONS = frozenset("jr sr ii iii iv esq".split())
#: Offices that are surnames or parts of names as often.
_DOUBTFUL = frozenset(
    "king judge major head dean bishop pope prince marshal chief counsel editor whip private warden page queen".split()
)
_GENERAL_AFTER = frozenset(
    "attorney secretary director brigadier major lieutenant surgeon solicitor consul inspector governor".split()
)
#: Verbs that follow a subject: what opens a sentence before them, alone and without an article, is a name.
_SUBJECT_BEFORE = frozenset("said says told announced added denied refused agreed".split())
#: Share of capital letters (or of capitalised long words) from which a sentence's capitals tell nothing.
_SHOUTED = 0.7
_TITLED = 0.85
#: Letters from which a word in capitals that opens a report is no acronym.
_SHOUTED_LEAD = 6
#: Words of the longest name: what runs on is a list or a title.
_LONGEST = 12


@lru_cache(maxsize=50_000)
def folded(written: str) -> str:
    """One form for the spellings of a word: as words are matched everywhere, less a possessive's s."""
    found = words(_DOMAIN.sub("", _POSSESSIVE.sub("", written)))
    return "".join(word.form for word in found) if found else written.casefold()


def names(text: str, sentences: Sequence[tuple[int, int]]) -> list[list[Name]]:
    """The names of each sentence, in order, with places into the whole text."""
    rows = [_tokens(text, start, end) for start, end in sentences]
    plain = [_tells_by_case(row, text[end - 1 : end]) for row, (_, end) in zip(rows, sentences, strict=True)]
    inside, small = set[str](), set[str]()
    for row, telling in zip(rows, plain, strict=True):
        if telling:
            small.update(token.form for token in row if not token.capital)
            inside.update(
                token.form
                for n, token in enumerate(row)
                if token.capital and n and not _opens(text, row, n) and not row[n - 1].written.endswith(".")
            )
    known = inside - small - OPENERS
    found = []
    for row, telling in zip(rows, plain, strict=True):
        flags = [_is_name(text, row, n, known, small, telling=telling) for n in range(len(row))]
        held: list[Name] = []
        for run in _runs(text, row, flags):
            for name in _read(text, row, run, sure=max(flags[n] for n in run) > 1):
                if not held or name.start >= held[-1].end:  # a state that ends a town's name is no name more
                    held.append(name)
        found.append(held)
    return found


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    hidden: list[tuple[int, int]] = []
    if _MAY_HIDE.search(text, start, end):
        hidden = [(match.start(), match.end()) for match in _NOT_NAMES.finditer(text, start, end)]
    hidden.append((end, end))
    found: list[_Token] = []
    next_hidden = 0
    for match in _TOKEN.finditer(text, start, end):
        at, written = match.start(), match[0]
        while hidden[next_hidden][1] <= at < end:
            next_hidden += 1
        if hidden[next_hidden][0] < match.end():
            continue
        bare, form, capital, closed = _written(written)
        if not closed and written[-1] in "sxz":
            closed = text[match.end() : match.end() + 1] in _MARKS
        found.append(_Token(bare, at, at + len(bare), form, capital, closed))
    return found


_MARKS = frozenset("'\u2019")


@lru_cache(maxsize=50_000)
def _written(written: str) -> tuple[str, str, bool, bool]:
    """A word without its possessive, its form, whether it is capitalised, whether a possessive ends it."""
    bare = _POSSESSIVE.sub("", written)
    form = folded(written)
    capital = written[0].isupper() or (written[0].isalnum() and any(c.isupper() for c in bare[1:]))
    capital = capital and not any(c.isdigit() for c in bare)
    return bare, form, capital, bare != written and form not in POSSESSIVE_NAMES


def _tells_by_case(row: list[_Token], last: str) -> bool:
    """Whether capitals tell names here: not in capitals throughout, nor in a title's."""
    capitals = sum(token.capital for token in row)
    if not capitals:
        return False
    if capitals >= _SHOUTED * len(row) and len(row) > 3:
        loud = sum(len(token.written) for token in row if token.written.isupper())
        if loud >= _SHOUTED * sum(len(token.written) for token in row):
            return False
    if last in ".!?":
        return True
    long = [token for token in row if len(token.written) > 3]
    return len(long) < 5 or sum(token.capital for token in long) < _TITLED * len(long)


def _opens(text: str, row: list[_Token], n: int) -> bool:
    return n == 0 or _OPENING.search(text, row[n - 1].end, row[n].start) is not None


def _is_name(text: str, row: list[_Token], n: int, known: set[str], small: set[str], *, telling: bool) -> int:
    """2 for a word of a name, 1 where only its opening a sentence speaks for it, 0 for none."""
    token = row[n]
    if not telling:
        return 2 * (
            token.form in known or (token.capital and token.form in NATIONS and token.form not in small)
        )
    if not token.capital or token.written == "&" or _breaks(text, row, n):
        return 0
    if _CODE.match(text, token.end) or text[token.start - 1 : token.start] == "$":
        return 0
    before = row[n - 1] if n else None
    common = token.form in small or token.form in OPENERS
    if before and before.written.endswith(".") and before.form in NATIONS and not _proper(token, known):
        return 0  # "the U.S. Has": the stop before it made the capital
    if not _opens(text, row, n):
        return 2 * (token.form not in ("the", "a", "an"))
    return _opening_name(text, row, n, known, common=common)


def _opening_name(text: str, row: list[_Token], n: int, known: set[str], *, common: bool) -> int:
    """The same for a capitalised word that opens a sentence or a quotation."""
    token, after = row[n], (row[n + 1] if n + 1 < len(row) else None)
    shouted = len(token.written) > 1 and token.written.isupper()
    runs_on = (
        after is not None and after.capital and _joins(text, token, after) and not _breaks(text, row, n + 1)
    )
    if shouted and len(token.written) >= _SHOUTED_LEAD and not runs_on:
        return 2 * (token.form in known)  # "FURIOUS residents ...": a house's way to begin
    if shouted and token.form not in OPENERS:
        return 2 * (text[token.end : token.end + 1] != ":")
    if token.form in NATIONS and not common:
        return 2
    if token.form in HONORIFICS or token.form in OFFICES or token.form in BODIES:
        return 2 * runs_on
    if common:
        official = after is not None and after.form in OFFICES
        return 2 * (runs_on and (official or (n > 0 and token.form not in OPENERS)))
    if token.form in known or token.closed:
        return 2
    if runs_on:
        return 2 * (not token.form.endswith(("ing", "ly")))
    if token.form.endswith(COMMON_ENDINGS):
        return 0
    return 1 + (after is not None and after.form in _SUBJECT_BEFORE and not token.form.endswith("s"))


def _proper(token: _Token, known: set[str]) -> bool:
    return any(token.form in table for table in (BODIES, OFFICES, HONORIFICS, NATIONS, GROUPS, known))


def _breaks(text: str, row: list[_Token], n: int) -> bool:
    """Days, months and the like, unless they follow a form of address or a given name ("Theresa May")."""
    token = row[n]
    if token.written.startswith(("I'", "I\u2019")):
        return True
    if token.form not in BREAKERS or token.written in ("US", "U.S."):
        return False
    if n and token.form in ("may", "march", "april", "june", "august") and row[n - 1].capital:
        digits = text[token.end : token.end + 3].strip()[:1].isdigit()
        return digits or not (
            row[n - 1].form in HONORIFICS or row[n - 1].form not in BREAKERS | LANDS | BODIES
        )
    return True


def _joins(text: str, token: _Token, after: _Token) -> bool:
    """Whether nothing but space, a hyphen or an abbreviation's stop stands between two words of a name."""
    if token.closed:
        return False
    gap = text[token.end : after.start]
    if _SPACE.fullmatch(gap) or gap in ("-", "\u2011"):
        return True
    if gap.startswith(".") and (len(token.written) == 1 or token.form in _STOPPED):
        if token.form in SUFFIXES:  # "Poor's Corp. Montgomery Securities": the stop ends a sentence
            return False
        return _SPACE.fullmatch(gap[1:]) is not None
    return gap == ", " and after.form in _AFTER_COMMA


def _runs(text: str, row: list[_Token], flags: list[int]) -> Iterator[list[int]]:
    """Words that make up one name, as indexes: capitals, and the small words that join them."""
    n = 0
    while n < len(row):
        if not flags[n]:
            n += 1
            continue
        run = [n]
        while len(run) < _LONGEST:
            step = _next(text, row, flags, run)
            if not step:
                break
            run.extend(step)
        yield run
        n = run[-1] + 1


def _next(text: str, row: list[_Token], flags: list[int], run: list[int]) -> list[int]:
    last = run[-1]
    numbered = last + 2 < len(row) and row[last + 1].written.isdigit() and flags[last + 2]
    if numbered and text[row[last].end : row[last + 1].start].strip() in ("'s", "\u2019s", ""):
        return [last + 1, last + 2]  # "Harrow & Finch's 500 Index"
    if last + 1 >= len(row) or not _joins(text, row[last], row[last + 1]):
        return []
    if flags[last + 1]:
        return [last + 1]
    small = row[last + 1].form if row[last + 1].written != "&" else "&"
    at = last + 2
    if (small in ("of", "for") and at < len(row) and row[at].written == "the") or (
        small in PARTICLES and at < len(row) and row[at].written in PARTICLES
    ):
        at += 1
    if at >= len(row) or not flags[at] or not all(_joins(text, row[n], row[n + 1]) for n in range(last, at)):
        return []
    head = row[last].form
    joined = (
        small == "&"
        or small in PARTICLES
        or (small == "of" and head in _OF_HEADS)
        or (small == "on" and head in _ON_HEADS)
        or (small == "for" and head in _FOR_HEADS)
        or (small == "and" and _and_joins(text, row, flags, run, at))
    )
    return list(range(last + 1, at + 1)) if joined else []


def _and_joins(text: str, row: list[_Token], flags: list[int], run: list[int], at: int) -> bool:
    """ "Food and Drug Administration", "<Pratt and Whitney>", but not "Smith and Jones"."""
    if text[max(0, row[run[0]].start - 1) : row[run[0]].start] == "<":
        return True
    last = at
    while last + 1 < len(row) and flags[last + 1] and _joins(text, row[last], row[last + 1]):
        last += 1
    if any(row[n].form in _AND_BEFORE for n in run) and len(run) > 2:
        return last == at
    if row[at].form in _PARTNERS:
        return True
    return len(run) <= 2 and row[last].form in _AND_HEADS


def _read(text: str, row: list[_Token], run: list[int], *, sure: bool) -> Iterator[Name]:
    """The names of one run: nations standing before the rest are names of their own."""
    tokens = [row[n] for n in run]
    while tokens:
        size = _nation(text, tokens)
        if not size or " ".join(token.form for token in tokens) in SEATS:
            break
        yield _name(text, tokens[:size], sure=True)
        tokens = tokens[size:]
    if tokens:
        found = _name(text, tokens, sure=sure)
        if len(found.forms) > 1 or not _says_nothing(found, tokens[-1].written):
            yield found


def _says_nothing(name: Name, written: str) -> bool:
    """A letter, a company ending, or a common word whose capital is a house's habit ("Six mths")."""
    form = name.forms[0]
    return (
        len(form) == 1
        or form in SUFFIXES
        or (form in OPENERS and not written.isupper() and name.kind not in ("body", "office", "person"))
    )


def _nation(text: str, tokens: list[_Token]) -> int:
    """How many words at the head of a run are a nation that stands for itself."""
    for size in range(min(4, len(tokens)), 0, -1):
        form = " ".join(token.form for token in tokens[:size])
        if form not in NATIONS or (form in ("us", "un") and not tokens[0].written.isupper()):
            continue
        rest = tokens[size:]
        if not rest:
            return size
        apart = text[tokens[size - 1].end : rest[0].start] == "-"
        dotted = tokens[size - 1].written.endswith(".") or form in ("us", "uk", "eu", "ec")
        official = (
            rest[0].form in OFFICES or rest[0].form in HONORIFICS or any(t.form in OFFICES for t in rest[:3])
        )
        common = all(t.form in BODIES or t.form in GROUPS for t in rest) and len(rest) == 1
        return size if apart or dotted or official or common else 0
    return 0


def _name(text: str, tokens: list[_Token], *, sure: bool) -> Name:
    form = " ".join(token.form for token in tokens)
    start, end = tokens[0].start, tokens[-1].end
    if text[end : end + 1] == "." and (len(tokens[-1].written) == 1 or tokens[-1].form in _STOPPED):
        end += 1
    whole = (start, end)
    if form in NATIONS:
        place = _with_state(text, end)
        return Name(
            start,
            place,
            (start, place),
            (form,),
            NATIONS[form],
            "nation",
            adjective=form in DEMONYMS,
            sure=sure,
        )
    cut = _office_ends(tokens)
    title, rest = tokens[:cut], tokens[cut:]
    while len(rest) > 1 and rest[-1].form in _GENERATIONS:
        rest = rest[:-1]
    if not rest:
        forms = tuple(token.form for token in title)
        return Name(start, end, whole, forms, " ".join(forms), "office", forms, sure=sure)
    forms = _bare_forms(rest)
    reach = _with_state(text, end)
    kind = "place" if reach > end else _kind(title, rest, forms)
    return Name(
        start,
        reach,
        (rest[0].start, reach),
        forms,
        key_of(forms),
        kind,
        tuple(t.form for t in title),
        sure=sure,
    )


def _bare_forms(rest: Sequence[_Token]) -> tuple[str, ...]:
    small = PARTICLES | {"of", "for", "the", "and", "&"}
    forms = [token.form for token in rest if token.form not in small and token.written != "&"] or [
        rest[-1].form
    ]
    while len(forms) > 1 and forms[-1] in SUFFIXES:
        forms.pop()
    return tuple(forms)


def key_of(forms: Sequence[str]) -> str:
    """The one form under which a name's known spellings fall together."""
    whole = " ".join(forms)
    return SAME.get(whole) or NATIONS.get(whole) or " ".join(SAME.get(form, form) for form in forms)


def _office_ends(tokens: Sequence[_Token]) -> int:
    """How many words at the head of a run are office and form of address: all of them for an office alone."""
    cut = 0
    if len(tokens) > 2 and tokens[0].form in BODIES and tokens[1].form in ("of", "for", "on"):
        return 0  # "Ministry of Justice"
    for n, token in enumerate(tokens):
        form = token.form
        office = form in HONORIFICS or form in OFFICES
        if form == "general":
            office = n > 0 and tokens[n - 1].form in _GENERAL_AFTER
        elif form == "gen":
            office = True
        elif (
            form in ("state", "exchequer", "treasury", "defense", "staff")
            and n > 1
            and tokens[n - 1].form in ("of", "the")
        ):
            office = cut > 0
        elif form in _GENERATIONS:
            office = False
        if form in _DOUBTFUL and n == len(tokens) - 1 and n > 0 and cut == 0 and tokens[0].form not in BODIES:
            office = False  # "Martin Luther King"
        if office:
            cut = n + 1
    rest = tokens[cut:]
    if cut and rest and all(t.form in BODIES or t.form in SUFFIXES or t.form in LANDS for t in rest):
        return 0  # "Justice Department", "King County"
    if cut and rest and rest[0].form in ("of", "&", "and", "for"):
        return len(tokens) if rest[0].form == "of" else 0
    return cut


def _kind(title: Sequence[_Token], rest: Sequence[_Token], forms: tuple[str, ...]) -> Kind:
    last = rest[-1].form
    if all(form in GROUPS for form in forms):
        return "group"
    if " ".join(forms) in SEATS and forms[-1] in BODIES:
        return "body"
    if last in SUFFIXES:
        return "organisation"
    if all(form in BODIES or form in LANDS for form in forms):
        return "organisation" if " ".join(forms) in SAME else "body"  # "General Motors"
    if title:
        return "person"
    if any(form in BODIES for form in (forms[0], last)):
        return "organisation"
    if last in LANDS or forms[0] in LANDS:
        return "place"
    if len(rest) > 1 and any(len(token.written) == 1 for token in rest[:-1]):
        return "person"
    return "name"


_STATE = re.compile(r",\s{1,2}((?:[A-Z]\.){2}|[A-Z][a-z]{1,5}\.)")


def _with_state(text: str, end: int) -> int:
    """The end of a town's name with its short state: "Greenbelt, Md."."""
    found = _STATE.match(text, end)
    return found.end() if found and found[1].replace(".", "").lower() in STATES else end
