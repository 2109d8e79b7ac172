"""Other words for a sentence: what editors put for what, what they cut inside it, and where they put who said it.

In goes a sentence and a draw, out come the sentence in other words and what was done. Words inside quotation marks
are left alone but for a small share, as editors (mostly) do. The tables are in `data/` and are the simulator's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from .draw import Draw

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|‘[^’]*’(?!\w)|«[^»]*»|„[^“]*“')
_SPEAKER = r"(?:[A-Z][\w.'’-]*|[a-z]+(?: [a-z]+){0,3}|the former [a-z ]+,)(?: (?:of|the|[A-Z][\w.'’&-]*|[a-z]+)){0,6}?"
#: Small words that a sentence may begin with, and that lose their capital inside one.
_BEGINNINGS = (
    "The A An It Its Two Three Four About Some Most Many Several Nearly Almost In At On After Before No There This That These "
    "Shares Sales Police Residents People Workers Farms Rules Prosecutors Production Households"
).split()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a sentence that was written otherwise."""

    what: str
    before: str
    after: str


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def lowered(text: str) -> str:
    """A sentence as it goes on inside another."""
    return text[:1].lower() + text[1:] if text.split(" ", 1)[0] in _BEGINNINGS else text


def raised(text: str) -> str:
    """A sentence as it begins."""
    return text[:1].upper() + text[1:]


def with_facts(text: str, facts: tuple[tuple[str, str], ...]) -> str:
    """Another wording of a sentence with the figures and names that were changed in it."""
    for old, new in facts:
        about = (
            r"(?:(?:about|some|around|nearly|almost|at least|roughly) )?"
            if " than " in new or "nearly" in new
            else ""
        )
        text = raised(re.sub(rf"(?i)(?<![\w.,]){about}{re.escape(old)}(?![\w%]|[.,]\d)", new, text))
    return text


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The table of phrases: a pattern, and what is written for it."""
    found = []
    for line in _lines("phrases.txt"):
        left, _, right = line.partition(" =>")
        pattern = left if left.startswith(("^", "\\b", "(")) else rf"\b{left}"
        tail = "" if left.endswith((")", "$")) else r"\b"
        options = tuple(option.strip() for option in right.split(" | "))
        found.append((re.compile(pattern.rstrip() + tail, re.IGNORECASE), options))
    return tuple(found)


@lru_cache(maxsize=1)
def trims() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The table of cuts: its kind, a pattern, and what is left."""
    found = []
    for line in _lines("trims.txt"):
        kind, _, rest = line.partition(": ")
        left, _, right = rest.partition(" => ")
        found.append((kind, re.compile(left), right.replace("_", " ")))
    return tuple(found)


def _lines(name: str) -> Iterator[str]:
    for line in resources.files(__package__).joinpath("data", name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def rephrased(text: str, draw: Draw, share: float) -> tuple[str, list[Change]]:
    """Phrases of the table, so many of those that stand in the sentence, in other words."""
    changes: list[Change] = []
    for pattern, options in phrases():
        match = pattern.search(text)
        if match is None or not draw.chance(share):
            continue
        if any(s < match.end() and match.start() < e for s, e in quoted(text)) and not draw.chance(0.05):
            continue
        new = match.expand(draw.pick(options))
        if match[0][:1].isupper():
            new = raised(new)
        before = match[0].strip()
        put = text[: match.start()] + new + (" " if match[0].endswith(" ") else "") + text[match.end() :]
        put = _articles(put)
        changes.append(Change("rephrased", before, new))
        text = put
    return text, changes


def _articles(text: str) -> str:
    """`a` and `an` as the next word wants them, where a word was replaced behind them."""
    text = re.sub(
        r"\b([Aa])n (?=(?:probe|deal|blaze|fire|big|huge|car|dis|post|worst|se|stern|cris|demand)\w*)",
        r"\1 ",
        text,
    )
    return re.sub(
        r"\b([Aa]) (?=(?:inquiry|investigation|accord|agreement|emergency|enormous|extra|employee|un(?!i)|almost|independent)\w*)",
        r"\1n ",
        text,
    )


def trimmed(text: str, draw: Draw, share: float) -> tuple[str, list[Change]]:
    """Attributions, hedges, times and asides cut out of a sentence."""
    changes: list[Change] = []
    for kind, pattern, left in trims():
        match = pattern.search(text)
        if match is None or not draw.chance(share):
            continue
        if any(s < match.end() and match.start() < e for s, e in quoted(text)):
            continue
        put = raised(
            re.sub(r"  +", " ", text[: match.start()] + match.expand(left) + text[match.end() :]).strip()
        )
        if len(put.split()) < 5:
            continue
        changes.append(Change(f"{kind} cut", match[0].strip(), ""))
        text = put
    return text, changes


_TURNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # "X," N said.  ->  N said: "X."
    (re.compile(rf'^(["“])(?P<what>[^"“”]+),(["”]) (?P<who>{_SPEAKER}) (?P<cue>said|added|says)(?P<more>(?: in a(?: written)? statement)?)\.$'), "quote first"),
    # N said: "X."  ->  "X," N said.
    (re.compile(rf'^(?P<who>{_SPEAKER}) (?P<cue>said|added|says)(?P<more>(?: in a(?: written)? statement)?): (["“])(?P<what>[^"“”]+)\.(["”])$'), "speaker first"),
    # N said (that) X.  ->  X, N said.
    (re.compile(rf"^(?P<who>{_SPEAKER}) said (?:that )?(?P<what>(?:the|a|an|some|about|two|three|there|workers|most) [^\"“”:]{{20,}})\.$"), "said before"),
    # X, N said.  ->  N said X.
    (re.compile(rf"^(?P<what>[^\"“”:]{{20,}}), (?P<who>{_SPEAKER}) said\.$"), "said after"),
)  # fmt: skip


def turned(text: str, draw: Draw) -> tuple[str, list[Change]]:
    """Who said it before what was said, or after."""
    for pattern, shape in _TURNS:
        match = pattern.match(text)
        if match is None:
            continue
        who, what = match["who"].strip(), match["what"].strip()
        if shape == "quote first" and who.split(" ")[0].casefold() not in ("he", "she", "they", "we"):
            put = f"{raised(who)} {match['cue']}{match['more']}: {match[1]}{what}.{match[3]}"
            if not match["more"] and draw.chance(0.4) and "," not in who:
                put = f"{match[1]}{what},{match[3]} {match['cue']} {who}."
        elif shape == "speaker first":
            put = f"{match[4]}{what},{match[6]} {_inside(who)} {match['cue']}{match['more']}."
        elif shape == "said before" and "," not in who:
            form = draw.pick(
                ("{what}, {who} said.", "According to {who}, {low}.", "{what}, according to {who}.")
            )
            put = form.format(what=raised(what), who=_inside(who), low=what)
        elif shape == "said after" and what.split(" ", 1)[0] in _BEGINNINGS:
            that = draw.pick((" that", ""))
            put = f"{raised(who)} said{that} {lowered(what)}."
        else:
            return text, []
        return put, [Change("turned", text, put)]
    return text, []


def _inside(who: str) -> str:
    """A speaker's name as it stands inside a sentence: an office loses its capital, a name keeps it."""
    words = who.split(" ")
    if words[0] in _BEGINNINGS or (len(words) > 1 and words[1].islower() and words[0] != "Tarn"):
        return who[:1].lower() + who[1:]
    return who


def fronted(text: str) -> tuple[str, list[Change]]:
    """A day at the end of a sentence comes to its front."""
    match = re.match(
        r"^(?P<what>(?:The|A|An) [^,;:\"“”]{20,110}) (?P<when>on \w+day(?: (?:morning|evening|night))?)\.$",
        text,
    )
    if match is None:
        return text, []
    put = f"{raised(match['when'])} {lowered(match['what'])}."
    return put, [Change("day put first", text, put)]


def joined(one: str, other: str, draw: Draw) -> str | None:
    """Two sentences as one, where they can be."""
    if quoted(one) or quoted(other) or len(one) + len(other) > 260 or not one.endswith("."):
        return None
    if other.split(" ", 1)[0] not in _BEGINNINGS or "; " in one or "; " in other:
        return None
    return one[:-1] + draw.pick(("; ", ", and ", ", while ")) + lowered(other)


def parted(text: str) -> tuple[str, str] | None:
    """One sentence as two, at a join between two full clauses."""
    match = re.match(
        r"^(?P<one>[^\"“”]{30,}?)(?:; |, and |, while |, but )(?P<two>(?:the|a|an|it|its|two|some|about|most|police|no) [^\"“”]{20,}\.)$",
        text,
    )
    if match is None or not re.search(
        r"^\S+(?: \S+){0,4}? (?:is|are|was|were|has|had|have|will|would|could|may|said|rose|fell|took|made|saw)\b",
        match["two"],
    ):
        return None
    return match["one"] + ".", raised(match["two"])
