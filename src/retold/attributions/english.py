"""The attributions of one stretch of an English report.

In goes a `Stretch`, out come its `Voice`s: the cues (`cues`), what was said (`content`), the chain and the
secrecy (`chains`). What stands inside another one's words is that speaker's and left out, but for reported
speech that is passed on whole ("the paper said the minister had resigned"): there the paper is the chain.

Not tried: cues inside quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Span
from ..text.phrases import MARK, Token, tokens_of
from . import chains
from .content import contents
from .cues import heard
from .heard import Heard
from .lexicon import Lexicon
from .phrases import Phrases
from .stretches import Stretch
from .voices import Voice

#: Verbs by which reported speech is passed on, and made.
_PASSED = frozenset(
    "said says say saying reported reports reporting told wrote writes added announced announces stated confirmed".split()
)
#: Nouns of those whom a paper cites as the source of what it reports.
_CITED = frozenset(
    "source sources official officials people person police spokesman spokeswoman spokesperson diplomats diplomat witnesses witness "
    "ministry authorities executives lawyers prosecutors aides advisers analysts guards residents statement documents filing filings".split()
)
#: Tokens that are read at once: a list of names or a table may run on without a full stop, a sentence does not.
_MOST = 500
#: Characters behind an attribution where words of secrecy belong to it.
_NEAR = 110
#: Characters around an attribution in which an interview is looked for.
_AROUND = 200


def voices(text: str, stretch: Stretch, words: Lexicon) -> list[Voice]:
    """The attributions of a stretch, in the order of their cues."""
    tokens = tokens_of(text, *stretch.span, stretch.quoted)
    if stretch.paragraph < 0:
        tokens = _lowered(tokens, words)
    found: list[Voice] = []
    for first in range(0, len(tokens), _MOST):
        found.extend(_read(Phrases(text, tokens[first : first + _MOST], words), stretch))
    return found


def _read(p: Phrases, stretch: Stretch) -> list[Voice]:
    end = stretch.span.end
    found = [
        one
        for one in heard(p, headline=stretch.paragraph < 0)
        if not chains.asks_for_secrecy(p.text, p.span(*one.cue), min(end, p.span(*one.cue).end + _NEAR))
    ]
    held = contents(p, found)
    said: list[tuple[Heard, Voice]] = []
    for one, body in zip(found, held, strict=True):
        if not body or _crosses(p, one, body):
            continue
        outer = _outer(p, one, found, held)
        if outer is None:
            said.append((one, _voice(p, one, body, stretch)))
        elif _passes_on(p, outer, one) and outer.source is not None:
            voice = _voice(p, one, body, stretch)
            said.append((one, replace(voice, via=(p.span(*outer.source), *voice.via))))
    return _chained(p, said)


def _lowered(tokens: list[Token], words: Lexicon) -> list[Token]:
    """A headline in capitals throughout: its verbs as they would stand in a sentence."""
    capitals = sum(token.capital for token in tokens)
    plain = sum(token.word and token.low != MARK and not token.capital for token in tokens)
    if capitals <= 2 * plain:
        return tokens
    return [
        replace_capital(token)
        if n
        and token.capital
        and words.forms.get(token.low)
        and words.forms[token.low].kinds & {"third", "past", "ing"}
        else token
        for n, token in enumerate(tokens)
    ]


def replace_capital(token: Token) -> Token:
    """The same word as if it were written small."""
    return token._replace(capital=False)


def _crosses(p: Phrases, one: Heard, body: tuple[Span, ...]) -> bool:
    """Whether source, cue and content are not told apart: the source was taken for more than it is."""
    if one.source is None:
        return False
    source, cue = p.span(*one.source), p.span(*one.cue)
    return any(source.start < place.end and place.start < source.end for place in (cue, *body))


def _outer(p: Phrases, one: Heard, found: Sequence[Heard], held: Sequence[tuple[Span, ...]]) -> Heard | None:
    """The attribution in whose words a cue stands."""
    cue = p.span(*one.cue)
    for other, body in zip(found, held, strict=True):
        if other is not one and any(span.start <= cue.start and cue.end <= span.end for span in body):
            return other
    return None


def _passes_on(p: Phrases, outer: Heard, one: Heard) -> bool:
    """Whether all that one speaker says is what another one said: "the paper said the minister had denied it"."""
    if outer.lead is None or one.source is None or one.shared or one.trail:
        return False
    opens = outer.lead + (p.low(outer.lead) == "that")
    speaks = all(p.low(h.cue[1]) in _PASSED for h in (outer, one))
    return speaks and outer.reach == one.reach == "clause" and one.source[0] == opens


def _voice(p: Phrases, one: Heard, body: tuple[Span, ...], stretch: Stretch) -> Voice:
    cue = p.span(*one.cue)
    source = None if one.source is None else p.span(*one.source)
    told = None if one.told is None else p.span(*one.told)
    outer = p.span(one.opens, one.closes)
    end = min(stretch.span.end, outer.end + _NEAR)
    via = chains.told(p.text, told) or chains.interview(
        p.text, max(stretch.span.start, outer.start - _AROUND), min(stretch.span.end, outer.end + _AROUND)
    )
    secret = chains.anonymous(p.text, source, outer.start, _until_content(outer, body, end))
    return Voice(body, cue, source, one.rule, via=via, anonymous=secret)


def _until_content(outer: Span, body: tuple[Span, ...], end: int) -> int:
    return min([end, *(span.start for span in body if span.start >= outer.end)])


def _chained(p: Phrases, said: Sequence[tuple[Heard, Voice]]) -> list[Voice]:
    """The voices, with a paper that cites a source put into that source's chain."""
    found: list[Voice] = []
    for one, voice in said:
        last = found[-1] if found else None
        citing = p.low(one.cue[0]) in ("citing", "quoting") and one.participle
        if citing and last is not None and last.source is not None and one.lead is not None:
            cited = p.after(one.lead)
            if cited is not None and not _CITED.isdisjoint(p.lows(cited[0], cited[1] + 1)):
                source = p.span(*cited)
                secret = chains.anonymous(p.text, source, source.start, source.end + 1)
                found[-1] = replace(last, source=source, via=(*last.via, last.source), anonymous=secret)
                continue
        found.append(voice)
    return found
