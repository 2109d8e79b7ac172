"""Certainty: a hedge, a duty or a status that a retelling made stronger or weaker.

Reads the marks of linked sentences (`text.modality`): how likely a thing is said to be, whether somebody
must or may, whether it is hoped, planned, will come or is done, proposed or imposed, suspected or
convicted, suggested or shown, some or all. Marks are compared where they bear on the same predicate (see
`wording`); a hedge without a counterpart was dropped or added only where the predicate stands on the
other side and nothing there hedges it in other words. "May" and "might", "likely" and "probably", "will"
and "is to" are equal, and so are "will" and "would" in reported speech.

Not tried: verbs of saying that doubt or believe (they belong to attribution), a whole clause that makes
a claim conditional, tense by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import ChangeKind, Verdict
from ..settings import Hedging
from ..text.counterparts import AUXILIARIES, MOST_COMBINATIONS, Wording, forms, is_content
from ..text.hearsay import REPORTS, is_hearsay
from ..text.modality import Mark, Scale, marks
from .base import Passage, Told, View

KIND: ChangeKind = "certainty"

#: What "will" counts for among the hedges.
_WILL = 0.95


@dataclass(frozen=True, slots=True)
class Claim(Passage):
    """How strongly a predicate is put, and the words that say so; `plain` ones bear no mark."""

    scale: Scale
    strength: float
    plain: bool = False
    modal: bool = False


def pairs(view: View) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Marks that differ in strength, with their counterparts; None where the other side has no mark."""
    seen, settings = view.wording, view.settings.hedging
    found = marks(forms(seen.words[0]), is_content), marks(forms(seen.words[1]), is_content)
    pairing = _paired(seen, *found, settings)
    for a, b in pairing:
        if _differ(seen, a, b, settings):
            yield _claim(seen, 0, a, _strength(a, b)), _claim(seen, 1, b, _strength(b, a))
    for side in (0, 1):
        held = {pair[side] for pair in pairing}
        for mark in found[side]:
            if mark not in held:
                others = found[1 - side]
                if mark.loose:  # "would probably": that "would" stands on both sides hedges nothing
                    kept = {pair[1 - side] for pair in pairing if not _differ(seen, *pair, settings)}
                    others = [other for other in others if other not in kept]
                here, there = _alone(seen, side, mark, others, settings)
                if here is not None:
                    yield (here, there) if side == 0 else (there, here)


def tell(left: Claim | None, right: Claim | None) -> Told | None:
    """What became of a claim's strength."""
    if left is None or right is None:
        if left is not None:
            return Told("strengthened", "loss", f'"{left.said}" was dropped, and the claim stands without it')
        return (
            Told("weakened", "gain", f'"{right.said}" was added, which makes the claim less certain')
            if right
            else None
        )
    verdict: Verdict = "strengthened" if right.strength > left.strength else "weakened"
    why = f'"{left.said}" became "{right.said}"'
    if {left.scale, right.scale} & {"duty", "status", "guilt"} and not (left.plain or right.plain):
        return Told(verdict, "conflict", f"{why}: another {_NOUN[left.scale]}")
    if left.plain or right.plain:
        if "coming" in (left.scale, right.scale):
            return Told(
                verdict,
                "precision",
                f"{why}: {'what was to come is told as done' if right.plain else 'what was done is told as to come'}",
            )
        return Told(
            verdict,
            "loss" if right.plain else "gain",
            f"{why}: {'the hedge was dropped' if right.plain else 'a hedge was added'}",
        )
    if left.scale != right.scale and not (left.modal and right.modal):
        return Told(
            verdict,
            "loss" if verdict == "strengthened" else "gain",
            f"{why}: {'more' if verdict == 'strengthened' else 'less'} certain",
        )
    return Told(verdict, "precision", f"{why}: {'stronger' if verdict == 'strengthened' else 'weaker'}")


_NOUN: dict[Scale, str] = {
    "hedge": "degree of certainty", "duty": "degree of duty", "coming": "stage", "status": "status",
    "guilt": "stage of a case", "evidence": "weight of evidence", "share": "share",
}  # fmt: skip
_MODALS = frozenset("may might could can will would shall should must".split())


def _claim(seen: Wording, side: int, mark: Mark, strength: float) -> Claim:
    span = seen.span(side, mark.first, mark.last)
    modal = seen.words[side][mark.last].form in _MODALS
    return Claim(seen.texts[side], span.start, span.end, mark.scale, strength, modal=modal)


def _strength(mark: Mark, other: Mark) -> float:
    """The strength of a mark on a scale the other one can be held against."""
    if {mark.scale, other.scale} == {"hedge", "coming"} and mark.scale == "coming":
        return _WILL
    return mark.strength


def _comparable(a: Mark, b: Mark) -> bool:
    if a.scale == b.scale:
        return True
    verbs = {a.scale, b.scale}
    if verbs == {"hedge", "coming"}:
        return (a if a.scale == "coming" else b).strength > 0.6 and not (a.loose or b.loose)
    if verbs == {"duty", "coming"}:
        return (a if a.scale == "duty" else b).strength >= 1.0 and (
            a if a.scale == "coming" else b
        ).strength > 0.6
    return (
        verbs == {"duty", "hedge"}
        and (a if a.scale == "duty" else b).strength >= 1.0
        and not (a.loose or b.loose)
    )


def _paired(
    seen: Wording, first: list[Mark], second: list[Mark], settings: Hedging
) -> list[tuple[Mark, Mark]]:
    """Marks that bear on one predicate, the nearest heads first; then those left in like places."""
    if len(first) * len(second) > MOST_COMBINATIONS:
        return []
    scored = []
    for a in first:
        for b in second:
            if _comparable(a, b):
                near = _nearness(seen, a, b, settings)
                if near is not None:
                    scored.append(
                        (
                            near,
                            a.scale != b.scale,
                            abs(_differing(a, b)),
                            a.first + b.first,
                            a.first,
                            b.first,
                            a,
                            b,
                        )
                    )
    taken: list[tuple[Mark, Mark]] = []
    for *_, a, b in sorted(scored, key=lambda item: item[:6]):
        if not any(a is held[0] or b is held[1] for held in taken):
            taken.append((a, b))
    return taken


#: Two marks in like places whose predicates are put in other words.
_FAR = 9


def _nearness(seen: Wording, a: Mark, b: Mark, settings: Hedging) -> int | None:
    """0 where two marks bear on one word, more where they bear on words that go together, None where not."""
    for far, (x, y) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
        if x < len(a.heads) and y < len(b.heads) and seen.to[0].get(a.heads[x]) == b.heads[y]:
            return far
    if a.scale == b.scale and a.scale not in ("status", "share"):
        near = seen.together(a.heads[0], b.heads[0]) >= settings.same_place
        return _FAR if near or abs(_differing(a, b)) <= settings.step(a.scale) else None
    near = seen.together(a.heads[0], b.heads[0]) >= 2 * settings.same_place
    return _FAR if a.scale != b.scale and near else None


def _differing(a: Mark, b: Mark) -> float:
    return _strength(a, b) - _strength(b, a)


#: Words that report: "will" becomes "would" after them and says the same.
_REPORTING = frozenset(
    "said say says told tells announced added warned predicted forecast according promised pledged vowed expected believed thought hoped stated confirmed noted insisted claimed argued agreed decided planned proposed denied asked reported indicated revealed disclosed wrote".split()
)


def _differ(seen: Wording, a: Mark, b: Mark, settings: Hedging) -> bool:
    if a.scale == b.scale == "coming":
        one, other = seen.words[0][a.last].form, seen.words[1][b.last].form
        if {one, other} == {"will", "would"}:
            return not any(word.form in _REPORTING for side in (0, 1) for word in seen.words[side])
    if a.scale == b.scale == "share" and seen.to[0].get(a.heads[0]) != b.heads[0]:
        return False
    if a.scale == b.scale == "status" and seen.to[0].get(a.heads[0]) != b.heads[0]:
        return False
    if a.scale == b.scale == "coming" and _nearness(seen, a, b, settings) == _FAR:
        return False
    return abs(_differing(a, b)) > (settings.step(a.scale) if a.scale == b.scale else 0.0)


#: Marks that leave nothing behind when they go, though they are verbs.
_SEEMING = frozenset("appear appears appeared seem seems seemed".split())
#: Words that show a claim is another's: a dropped "allegedly" is no loss beside them.
_ALLEGING = frozenset(
    "allege alleges alleged allegedly accuse accused accuses accusing claim claims claimed suspect suspected charges reportedly supposedly believed believes believe thought thinks think fear fears feared suggest suggests suggested seems appears appeared apparently perhaps possibly probably might may could".split()
)


def _alone(
    seen: Wording, side: int, mark: Mark, others: list[Mark], settings: Hedging
) -> tuple[Claim | None, Claim | None]:
    """A mark whose predicate stands without one on the other side: what it says here and what stands there."""
    head = mark.heads[0]
    there = seen.to[side].get(head)
    if there is None or mark.scale in ("status", "share", "evidence", "guilt"):
        return None, None
    if seen.stems[side][head] == "comment":
        return None, None
    # What stands around the two words is not asked: a share of .34 of it keeps one false alarm from the 1987 pairs
    # and loses one of 8 changes of the modern ones.
    first, last = there - settings.hedged_before, there + settings.hedged_after
    if any(m.scale in ("hedge", "coming", "duty") and first <= m.last < last for m in others):
        return None, None
    words = seen.words[1 - side]
    if mark.scale == "hedge":
        adverb = seen.words[side][mark.last].form.endswith("ly")
        kept = seen.to[1 - side] if adverb else {}  # "probably" went, and "could" stands on both sides
        if any(word.form in _ALLEGING and n not in kept for n, word in enumerate(words)):
            return None, None
        told = [word.form for word in seen.words[side][mark.first : mark.last + 1]]
        if is_hearsay(told) and any(word.form in REPORTS for word in words):
            return None, None
        if mark.loose or seen.words[side][mark.first].form in _SEEMING:
            return _claim(seen, side, mark, mark.strength), None
        if _infinitive(seen, 1 - side, there):
            return None, None
    elif (mark.scale == "coming" and not _done(seen, 1 - side, there)) or (
        mark.scale == "duty"
        and (
            seen.words[side][mark.first].form not in ("must", "should", "ought")
            or not _done(seen, 1 - side, there)
        )
    ):
        return None, None
    named = _noun(words[there].form) or (there and words[there - 1].form in _DETERMINERS and not mark.loose)
    if named and not (_calls(seen, side, mark) and _copula(seen, 1 - side, there) is not None):
        return None, None
    if (
        seen.words[side][mark.last].form == "would"
        and mark.first
        and seen.words[side][mark.first - 1].form in _RELATIVE
    ):
        return None, None
    last = head if head - mark.last <= 3 else mark.last
    span = seen.span(side, mark.first, last)
    here = Claim(seen.texts[side], span.start, span.end, mark.scale, mark.strength)
    copula = _copula(seen, 1 - side, there) if named else None
    span = seen.span(1 - side, seen.verb_group(1 - side, there) if copula is None else copula, there)
    return here, Claim(seen.texts[1 - side], span.start, span.end, mark.scale, 1.0, plain=True)


def _calls(seen: Wording, side: int, mark: Mark) -> bool:
    """Whether a mark says what a thing may be: "is believed to be a well"."""
    after = seen.words[side][mark.last + 1 : mark.last + 2]
    return forms(after) == ["be"]


def _copula(seen: Wording, side: int, at: int) -> int | None:
    """The verb that says that a noun is what a thing is: "is a well"; None where it is not said."""
    near = range(at - 1, max(-1, at - 4), -1)
    return next((n for n in near if seen.words[side][n].form in ("is", "are", "was", "were")), None)


_RELATIVE = frozenset("that which who".split())
_DETERMINERS = frozenset("the a an its their his her this these no".split())
_NOUN_ENDINGS = ("al", "ment", "tion", "sion", "ity", "ance", "ence", "ness", "ship")


def _noun(form: str) -> bool:
    """Whether a word looks like a noun, which no modal could stand before."""
    return form.endswith(_NOUN_ENDINGS) and len(form) > 5


def _infinitive(seen: Wording, side: int, at: int) -> bool:
    return at > 0 and seen.words[side][at - 1].form == "to"


#: Past forms that do not end in -ed.
_PAST = frozenset(
    """began bought broke brought built came chose cut did drew drove fell felt flew fought found gave gone got grew had
    held hit kept knew laid led left lost made met paid put ran rose said sank sent set shot shut sold sought spent split spoke
    spread stole struck taken threw told took went withdrew won wrote""".split()
)


def _done(seen: Wording, side: int, at: int) -> bool:
    """Whether a verb is told as done."""
    words = seen.words[side]
    form = words[at].form
    if not (form in _PAST or form.endswith("ed")):
        return False
    group = seen.verb_group(side, at)
    before = words[group - 1].form if group else ""
    if before in ("to", "will", "would", "be", "may", "might", "could", "should", "must", "can", "not"):
        return False
    helpers = {word.form for word in words[group:at]}
    return not helpers or bool(helpers & (AUXILIARIES - {"be", "being", "do", "does", "is", "are"}))
