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

from ..model import ChangeKind, Effect, Span
from ..settings import Attributing
from ..text.cues import Said
from ..text.hearsay import REPORTS, is_hearsay
from ..text.quotation import shown
from ..text.sources import LITTLE, PRONOUNS, Who, less_or_more_exact, same_source
from ..text.tokens import Word, stem, words
from .base import Linked, Told, View

KIND: ChangeKind = "attribution"
Aspect = Literal["source", "medium", "secrecy", "chain", "whole"]
_AUDIENCES = frozenset("news conference reporters journalists newsmen briefing press parliament".split())
_MEDIA = frozenset(
    "agency newspaper paper radio television tv channel station magazine weekly daily website broadcaster network "
    "media wire tabloid".split()
)
#: What separates two clauses of which each has a cue of its own.
_NEXT_CLAUSE = re.compile(r"[,;:\u2014]\s*(?:and|but|while|as|although|though|whereas|who)\b|;|\band\b")
#: Verbs of showing and finding: what they tell may be told as plain fact, and often is.
_WEAK = frozenset("show suggest reveal indicate find conclude deny expect".split())
#: Verbs by which someone speaks without a clause: "has acknowledged the error", "hinted at more".
_SPEAKING = frozenset(
    stem(word)
    for word in (
        "acknowledge acknowledged hint hinted describe described call called criticised criticized accused blamed urged "
        "denied rejected dismissed defended praised condemned voiced expressed announced confirmed revealed disclosed "
        "declared denounced apologised apologized admitted conceded warned promised pledged vowed asked spoke write wrote informed briefed "
        "writes told tells tell cited suggested proposed demanded insisted outlined reported estimated predicted forecast "
        "published noted added argued claimed alleged explained stressed says said say hailed welcomed refused delivered issued sounded"
    ).split()
)
_PLAIN = frozenset("show find conclude deny expect".split())
_HELPERS = frozenset(
    "has have had also is was were are been not would will itself himself herself later today".split()
)


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


def pairs(view: View) -> Iterator[tuple[Voice | None, Voice | None]]:
    """The attributions of both sides, each with its counterpart or None, as far as something differs."""
    settings = view.settings.attributing
    first, asides_first = _voices(view.first)
    second, asides_second = _voices(view.second)
    pairing = _pairing(first, second, settings)
    for i, j in sorted(pairing.items()):
        yield from _differing(first[i], second[j], first, second)
    back = {j: i for i, j in pairing.items()}
    taken_second = {j: first[i] for j, i in back.items()}
    taken_first = {i: second[j] for i, j in pairing.items()}
    for i, voice in enumerate(first):
        if i not in pairing and not _kept(
            voice, [*first, *asides_first], [*second, *asides_second], view.second, settings
        ):
            other = _of_the_same(voice, second, taken_second, settings)
            if other is None:
                yield _alone(voice, view.second), None
            elif not _one_source(voice, other):
                yield _both(voice, other)
    for j, voice in enumerate(second):
        if j not in back and not _kept(
            voice, [*second, *asides_second], [*first, *asides_first], view.first, settings
        ):
            other = _of_the_same(voice, first, taken_first, settings)
            if other is None:
                yield None, _alone(voice, view.first)
            elif not _one_source(other, voice):
                yield _both(other, voice)


def _both(a: Voice, b: Voice) -> tuple[Voice, Voice]:
    return a.about("source", a.found.span), b.about("source", b.found.span)


def _of_the_same(
    voice: Voice, others: Sequence[Voice], taken: dict[int, Voice], settings: Attributing
) -> Voice | None:
    """The attribution on the other side whose content holds this one's, where two sentences became one.

    `taken` are those that have a counterpart on this side already. Where that one is about the same words
    as `voice`, the two stand in a chain ("the firm said ..., according to AP"), and `voice` stands alone.
    """
    scored = [
        (-_overlap(voice.content, other.content), n)
        for n, other in enumerate(others)
        if not other.faint
        and (n not in taken or _overlap(voice.content, taken[n].content) < settings.one_content)
    ]
    best = min(scored, default=(0.0, 0))
    enough = len(voice.content) >= settings.enough_words
    return others[best[1]] if enough and -best[0] >= settings.joined_content else None


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
        if _secret(left) > _secret(right):
            return Told("dropped", "loss", f"{became}: that the source asked for anonymity was dropped")
        return Told("added", "gain", f"{became}: the source was made anonymous")
    was, now = left.found.medium, right.found.medium
    through = "who reported it" if left.aspect == "chain" else "the medium that was told"
    if was and now:
        return Told("altered", "conflict", f"{became}: another medium")
    if was:
        return Told("dropped", "loss", f"{became}: {through} was dropped")
    return Told("added", "gain", f"{became}: {through} was added")


def _secret(voice: Voice) -> tuple[bool, bool]:
    """Whether a request for anonymity is told, and whether the source is anonymous."""
    return voice.found.secrecy is not None, voice.found.anonymous


def _what(voice: Voice) -> str:
    if voice.aspect == "secrecy":
        return "the source's request for anonymity,"
    return "the attribution"


def _another_source(left: Voice, right: Voice, became: str) -> Told:
    exactness = less_or_more_exact(left.who, right.who)
    if exactness == "vaguer":
        return Told("vaguer", "precision", f"{became}: the source was made vaguer")
    if exactness == "sharper":
        return Told("sharper", "precision", f"{became}: the source was named more exactly")
    if left.direct and right.direct:
        return Told("reassigned", "conflict", f"{became}: the quotation was given to another speaker")
    effect: Effect = "conflict"
    return Told("altered", effect, f"{became}: another source")


def _voices(side: Linked) -> tuple[list[Voice], list[Voice]]:
    """The attributions of the linked sentences, and beside them those that only describe their source."""
    spoken = side.whole.spoken
    found: list[Voice] = []
    asides: list[Voice] = []
    told_of = frozenset[str]()
    if any(who.pronoun or not who.names for n in side.numbers for _, who in spoken[n]):
        told_of = frozenset(word.form for sentence in side.whole.words for word in sentence)
    for n in side.numbers:
        sentence = side.whole.segmented.sentences[n]
        here = spoken[n]
        for k, (said, who) in enumerate(here):
            faint = _inside(side.text, said, [other for other, _ in here[:k]])
            content = _content(side.whole.words[n], sentence.span, here, k, side.text)
            direct = any(
                span.start <= said.span.end + 3 and said.span.start - 3 <= span.end
                for span in sentence.quoted
            )
            stems = frozenset(stem(word.form) for word in content if word.form not in LITTLE)
            (asides if said.aside else found).append(
                Voice(said.span, side.text, "whole", said, who, direct, stems, faint, told_of)
            )
    return found, asides


def _inside(text: str, said: Said, before: Sequence[Said]) -> bool:
    """Whether an attribution is part of what another one tells: "the filing states that the files revealed ...".

    One that closes the sentence ("... according to court records, the paper said") tells all before it.
    """
    return said.leads and any(
        said.source is not None
        and other.leads
        and other.told.end <= said.source.start
        and not _NEXT_CLAUSE.search(text, other.told.end, said.source.start)
        for other in before
        if not other.aside
    )


def _content(
    held: Sequence[Word], place: Span, here: Sequence[tuple[Said, Who]], k: int, text: str
) -> list[Word]:
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
    if (
        not found and before and not said.leads
    ):  # the outer link of a chain: "..., the union said, the paper reported"
        return _content(held, place, here, k - 1, text)
    return found or [word for word in held if said.told.end <= word.start < end]


def _pairing(first: Sequence[Voice], second: Sequence[Voice], settings: Attributing) -> dict[int, int]:
    """Attributions of the same words or by the same source, the likeliest first."""
    scored = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            alike = _overlap(a.content, b.content)
            same = _one_source(a, b)
            surely = same and not a.who.open and not b.who.open
            if (a.faint or b.faint) and not surely:
                continue
            if alike >= settings.same_content or surely or len(first) == len(second) == 1:
                worth = (
                    alike
                    + (settings.surely if surely else settings.perhaps if same else 0.0)
                    + settings.perhaps * (a.found.leads == b.found.leads)
                    + settings.perhaps * bool(a.who.names & b.who.names)
                )
                worth -= settings.faint * (a.faint or a.found.verb in _WEAK)
                worth -= settings.faint * (b.faint or b.found.verb in _WEAK)
                scored.append((-worth, abs(i - j), i + j, i, j))
    pairing: dict[int, int] = {}
    for _, _, _, i, j in sorted(scored):
        if i not in pairing and j not in pairing.values():
            pairing[i] = j
    return pairing


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)


def _one_source(a: Voice, b: Voice) -> bool:
    """Whether two attributions may have one source; a pronoun is not held to be someone else than a name
    that stands in its own report too, for it may be that one."""
    if same_source(a.who, b.who):
        return True
    return any(x.who.pronoun and y.who.names and y.who.names <= x.told_of for x, y in ((a, b), (b, a)))


def _differing(
    a: Voice, b: Voice, first: Sequence[Voice], second: Sequence[Voice]
) -> Iterator[tuple[Voice, Voice | None] | tuple[Voice | None, Voice]]:
    """What is told otherwise by two attributions that belong together."""
    if a.faint or b.faint:
        return
    through = _chain(a) or _chain(b)
    medium = (
        _medium(a) != _medium(b)
        and not any(_same_medium(a, other) for other in second)
        and not any(_same_medium(other, b) for other in first)
    )
    same = _same_pronoun(a, b) or (_one_source(a, b) and not _left_unnamed(a, b))
    if not same and (through or not (a.found.source is None or b.found.source is None)):
        aspect: Aspect = "chain" if through and medium else "source"
        yield a.about(aspect, a.found.span), b.about(aspect, b.found.span)
        return
    if medium:
        if through and _outside(a) and _outside(b):
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


def _same_pronoun(a: Voice, b: Voice) -> bool:
    """Whether both only point back to who spoke before: what became of that speaker is told where the name stands."""
    return bool(a.who.pronoun) and a.who.pronoun == b.who.pronoun


def _left_unnamed(a: Voice, b: Voice) -> bool:
    """Whether one names a source and the other, in a report without that name, has "a councillor" or "one of them"."""
    for named, other in ((a, b), (b, a)):
        source = other.found.source
        if source is None or not named.who.names or named.who.pronoun or other.who.names:
            continue
        own = [word.form for word in words(other.text, *source)]
        known = other.told_of.difference(own)
        if (
            own[:1]
            and own[0] in _INDEFINITE
            and other.who.head in named.who.known
            and known.isdisjoint(named.who.names)
        ):
            return True
    return False


_INDEFINITE = frozenset("a an one".split())


def _chain(voice: Voice) -> bool:
    """Whether a medium stands between the report and the source: "the paper said, citing ..."."""
    said = voice.found
    return said.medium is not None and (said.medium.start < said.cue.start or said.verb == "quote")


def _outside(voice: Voice) -> bool:
    """Whether no medium stands behind the cue: then source and medium are told as one stretch."""
    return voice.found.medium is None or voice.found.medium.start < voice.found.cue.start


def _medium(voice: Voice) -> str:
    """The medium that was told, or "" where none or only an audience was."""
    place = voice.found.medium
    if place is None:
        return ""
    written = voice.text[place.start : place.end]
    forms = [word.form for word in words(voice.text, *place)]
    if not forms or (set(forms) <= _AUDIENCES | LITTLE | PRONOUNS):
        return ""
    named = any(c.isupper() for c in written)
    return " ".join(forms) if named or _MEDIA & set(forms) else ""


def _same_medium(a: Voice, b: Voice) -> bool:
    if a.found.medium is None or b.found.medium is None:
        return False
    one, other = ({word.form for word in words(v.text, *v.found.medium)} for v in (a, b) if v.found.medium)
    return bool((one & other) - LITTLE)


def _kept(
    voice: Voice, own: Sequence[Voice], others: Sequence[Voice], other: Linked, settings: Attributing
) -> bool:
    """Whether an attribution without counterpart is given on the other side all the same."""
    if voice.found.source is None and any(o is not voice and o.who is voice.who for o in own):
        return True
    if voice.faint or voice.found.verb in _PLAIN or (voice.found.verb in _WEAK and voice.who.pronoun):
        return True
    told = _overlap(voice.content, frozenset(other.stems)) >= settings.told_there
    if len(voice.content) >= settings.enough_words and not told:
        return True  # what was said is not told there either: a passage more or less, no attribution
    if not voice.who.open and any(
        not o.who.open and same_source(voice.who, o.who) for o in others if not _another_link(voice, own, o)
    ):
        return True
    if any(
        o.found.aside
        and _overlap(voice.content, o.content) >= settings.same_content
        and not _another_link(voice, own, o)
        for o in others
    ):
        return True
    if _speaks_otherwise(voice, other, settings) or _hedged_instead(voice, other):
        return True
    return voice.direct and _runs_on(voice, other, settings)


def _another_link(voice: Voice, own: Sequence[Voice], other: Voice) -> bool:
    """Whether the other side's source is the one that stands beside this one here: "the union said, the paper reported".

    What nothing speaks against ("the union", "Coast Wire") is not one source where one sentence names both.
    """
    return any(
        v is not voice
        and v.who.head == other.who.head
        and v.who.names == other.who.names
        and not (v.who.names & voice.who.names or v.who.head == voice.who.head)
        for v in own
    )


def _speaks_otherwise(voice: Voice, other: Linked, settings: Attributing) -> bool:
    """Whether the source stands on the other side before another verb of speaking, or beside the same quotation."""
    source = voice.found.source
    if source is None:
        return False
    own = [word.form for word in words(voice.text, *source)]
    last = own[-1:] if own else []
    forms = [word.form for word in other.words]
    if (
        voice.direct
        and (voice.who.open or voice.who.pronoun)
        and other.quoted
        and not _SPEAKING.isdisjoint(other.stems)
    ):
        return True
    for n, form in enumerate(forms):
        goes_on = form in _GOES_ON and n + 1 < len(forms) and forms[n + 1] in _SAYS
        if goes_on and _overlap(voice.content, frozenset(other.stems[n + 2 :])) >= settings.same_content:
            return True  # "cut 340 jobs and says it cannot ...", of the same words
        if [form] == last or form in voice.who.names:
            if voice.direct and other.quoted:
                return True
            if "under" in forms[max(0, n - len(own)) : n]:  # "under the deal": "the deal says"
                return True
            near = [near for near in forms[n + 1 : n + 6] if near not in _HELPERS and not near.endswith("ly")]
            described = (
                other.text[other.words[n].end : other.words[n].end + 1] == ","
            )  # "Ole Brun, the mayor, called"
            if voice.found.verb in _WEAK or any(
                stem(verb) in _SPEAKING for verb in (near if described else near[:1])
            ):
                return True
    return False


_GOES_ON = frozenset({"and", "but"})
_SAYS = frozenset("say says said saying add adds added insist insists insisted claim claims claimed".split())


def _hedged_instead(voice: Voice, other: Linked) -> bool:
    """Whether "according to reports" is told over there by a hedge: "is reported to have"."""
    source = voice.found.source
    named = {word.form for word in words(voice.text, *source)} if source else set[str]()
    return not REPORTS.isdisjoint(named) and is_hearsay([word.form for word in other.words])


def _runs_on(voice: Voice, other: Linked, settings: Attributing) -> bool:
    """Whether the quotation has its cue in a neighbouring sentence over there."""
    sentences = other.whole.segmented.sentences
    spoken = other.whole.spoken
    for step, n in ((-1, min(other.numbers)), (1, max(other.numbers))):
        for m in range(n + step, n + step * (settings.run + 1), step):
            if not (sentences[m - step].quoted and 0 <= m < len(sentences) and sentences[m].quoted):
                break
            if any(same_source(voice.who, who) for _, who in spoken[m]):
                return True
    return False


def _alone(voice: Voice, other: Linked) -> Voice:
    """The words to show: the cue alone where the source itself still stands on the other side."""
    said = voice.found
    if said.source is None or said.cue.start < said.source.start:
        return voice
    source = [word.form for word in words(voice.text, *said.source)]
    forms = [word.form for word in other.words]
    if (voice.who.head in voice.who.names and voice.who.head in forms) or (
        len(source) > 1
        and any(forms[n : n + len(source)] == source for n in range(len(forms) - len(source) + 1))
    ):
        return voice.about("whole", said.told)
    return voice
