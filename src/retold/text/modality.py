"""How surely, how bindingly and how far along a sentence says a thing: tables by hand.

In go the forms of a sentence's words, out come `Mark`s: the words that hedge, bind or date a predicate,
the scale they stand on, their strength there (0 to 1) and the words they bear on. The scales: `hedge`
(how likely, whether only reported or alleged), `duty` (allowed, asked, should, must), `coming` (hoped,
tried, planned, will, done), `status` (proposed, approved, imposed), `guilt` (suspected, charged,
convicted), `evidence` (suggests, shows, proves), `share` (some, most, all). A predicate without a mark is
asserted in full. The scale of hedges follows the verbal probabilities of Kent (1964) in its order alone.

Not tried: moods of other languages, certainty carried by tone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Scale = Literal["hedge", "duty", "coming", "status", "guilt", "evidence", "share"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `first` to `last` (inclusive) set a strength on a scale for the `heads`, nearest first.

    `loose` ones (adverbs, adjectives) come and go by themselves; the others are part of the verb.
    """

    first: int
    last: int
    scale: Scale
    strength: float
    loose: bool
    heads: tuple[int, ...]


_HEDGES = """
0.1 | can hardly|could hardly
0.35 : possibly|conceivably|potentially|perhaps|maybe|possible|potential|conceivable|rumored|unconfirmed
0.4 | may|might|could|may well|might well|may possibly|can potentially|could potentially|may have|might have|could have|can possibly
0.45 : supposedly|purportedly|purported|so-called|ostensibly|reputedly
0.5 : allegedly|alleged|reportedly|reported|said to|rumoredly|by some accounts|according to some
0.5 : apparently|seemingly|evidently|presumably|appear to|appears to|appeared to|seem to|seems to|seemed to|appear to have|appears to have|seems to have
0.5 : suspected|feared|believed|thought|presumed
0.5 | is believed to|are believed to|was believed to|were believed to|is thought to|are thought to|was thought to|were thought to|is feared to|are feared|is suspected of|suspected of|is said to|are said to|was said to|is reported to|are reported to
0.6 | projected as|expected to|is expected to|are expected to|was expected to|were expected to|be expected to|is forecast to|are forecast to|forecast to|projected to|is predicted to|tipped to
0.7 : probably|probable|likely|in all likelihood|most likely
0.7 | likely to|is likely to|are likely to|was likely to|were likely to|be likely to
0.75 : very likely|highly likely|presumptive
0.9 : almost certainly|almost certain|virtually certain|all but certain|almost certain to|all but certain to|virtually certain to
1.0 : certainly|definitely|undoubtedly|surely|certain to|sure to|bound to|without doubt|unquestionably|is certain to|are certain to
0.2 : unlikely to|is unlikely to|are unlikely to|unlikely
"""
_DUTIES = """
0.1 | can|is allowed to|are allowed to|is free to|are free to|allowed to|permitted to
0.3 | asked to|is asked to|are asked to|invited to|encouraged to|is advised to|advised to
0.4 | urged to|called on to|is urged to|are urged to
0.5 | should|ought to|is supposed to|are supposed to|supposed to
0.8 | need to|needs to|needed to
1.0 | must|have to|has to|had to|is required to|are required to|was required to|required to|is obliged to|are obliged to|obliged to|ordered to|was ordered to|were ordered to|is bound to|forced to|compelled to
"""
_COMING = """
0.2 | hope to|hopes to|hoped to|hoping to|want to|wants to|wanted to|would like to|wish to|wishes to|considering|consider|considers|considered|mulling|weighing|considering whether to|is considering|are considering
0.3 | try to|tries to|tried to|trying to|attempt to|attempts to|attempted to|attempting to|seek to|seeks to|sought to|seeking to|tried again to|bid to
0.4 | threaten to|threatens to|threatened to|threatening to|prepared to|ready to|willing to|is prepared to|were prepared to|was prepared to|offered to|offers to
0.5 | plan to|plans to|planned to|planning to|intend to|intends to|intended to|intending to|aim to|aims to|aimed to|proposes to|proposed to|is planning to|are planning to|propose to|agreed to|agrees to|promised to|promises to|pledged to|vowed to|vows to
0.65 | would|would have
0.7 | will|shall|is to|are to|was to|were to|set to|is set to|are set to|due to|is due to|are due to|is going to|are going to|going to|about to|is about to|scheduled to|is scheduled to|will have
"""
_STATUS = """
0.1 | consider|considered|considering|discussed|mulled|mulls|weighed|suggested|floated
0.2 | propose|proposes|proposed|proposing|plans|planned|planning|recommended|recommends|sought|seeks|requested|requests|demanded|demands|threatened|threatens|drafted
0.5 | approve|approves|approved|agreed|adopted|adopts|passed|endorsed|ratified|authorized|cleared|signed
0.9 | impose|imposes|imposed|introduced|introduces|enacted|implemented|implements|launched|instituted|levied|started|completed|applied|ordered|put
"""
_GUILT = """
0.1 | questioned|questioned about|questioned over|interviewed
0.2 : suspected of|suspected|under suspicion of|investigated for|investigated over
0.4 | accused of|is accused of|was accused of|arrested for|arrested on suspicion of|arrested over|accused
0.5 | charged with|is charged with|was charged with|indicted for|indicted on|faces charges of|charged over|charged
0.6 | tried for|on trial for|on trial over
1.0 | convicted of|was convicted of|guilty of|found guilty of|pleaded guilty to|sentenced for|jailed for|admitted|convicted
"""
_EVIDENCE = """
0.5 | suggest|suggests|suggested|hint|hints|hinted|suggest that|suggests that|have suggested|imply|implies|implied
0.7 | indicate|indicates|indicated|point to|points to|pointed to
0.9 | show|shows|showed|shown|reveal|reveals|revealed|demonstrate|demonstrates|demonstrated|establish|established|found|confirm|confirms|confirmed
1.0 | prove|proves|proved|proven
"""
_SHARES = """
0.2 | few|hardly any
0.35 | some|several|some of|certain
0.55 | many|many of|numerous
0.8 | most|most of|nearly all|almost all|the majority of|majority of|virtually all
1.0 | all|every|all of|all the|each|entire|the whole
"""
_TABLES: tuple[tuple[Scale, str], ...] = (
    ("hedge", _HEDGES), ("duty", _DUTIES), ("coming", _COMING), ("status", _STATUS),
    ("guilt", _GUILT), ("evidence", _EVIDENCE), ("share", _SHARES),
)  # fmt: skip

_Entry = tuple[tuple[str, ...], Scale, float, bool]


def _read() -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for scale, table in _TABLES:
        for line in table.strip().splitlines():
            loose = " : " in line
            strength, phrases = line.split(" : " if loose else " | ", 1)
            for phrase in phrases.split("|"):
                parts = tuple(phrase.split())
                found.setdefault(parts[0], []).append((parts, scale, float(strength), loose))
    return {key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in found.items()}


_ENTRIES = _read()
#: Words of a mark that another word before or after turns into something else ("as may be", "the will", "May 3").
_NOUN_BEFORE = frozenset(
    "the a an his her their its free in of this last early late mid next since until by".split()
)
#: Verbs too light to be what a mark bears on.
_LIGHT = frozenset(
    "be been being is are was were have has had having do does did get got take took taken make made give given go gone come well also soon to".split()
)
#: Of these, what a mark bears on where nothing but it is hedged: "may have come from the kitchen".
_GOING = frozenset("come gone taken given made got".split())
_ARTICLES = frozenset("a an the this that its".split())
#: Content words a mark reaches, and words it looks through for them.
_REACH, _LOOK = 3, 8
_CLAUSE_END = frozenset(
    "but because although though while whereas which who if unless until when after before".split()
)


def marks(forms: Sequence[str], is_content: Callable[[str], bool]) -> list[Mark]:
    """The marks among the words of a stretch, in order; the longest phrase at a place wins."""
    found: list[Mark] = []
    n = 0
    while n < len(forms):
        size = 1
        for parts, scale, strength, loose in _ENTRIES.get(forms[n], ()):
            if tuple(forms[n : n + len(parts)]) != parts or _other_use(forms, n, parts):
                continue
            heads = _heads(forms, n + len(parts), is_content)
            if scale == "evidence" and not heads:  # "..., researchers have shown"
                heads = tuple(at for at in range(n - 1, max(-1, n - _LOOK), -1) if is_content(forms[at]))[
                    :_REACH
                ]
            if not heads:
                continue
            found.append(Mark(n, n + len(parts) - 1, scale, strength, loose, heads))
            size = max(size, len(parts))
            break
        n += size
    return found


def _other_use(forms: Sequence[str], n: int, parts: tuple[str, ...]) -> bool:
    before = forms[n - 1] if n else ""
    after = forms[n + len(parts)] if n + len(parts) < len(forms) else ""
    if parts in (("may",), ("will",), ("might",), ("can",), ("must",)):
        return before in _NOUN_BEFORE or after[:1].isdigit() or before[:1].isdigit() or not after
    if parts == ("will", "have"):  # "will have to" is a duty
        return after == "to"
    if parts == ("due", "to") or parts[-2:] == ("due", "to"):
        return after in _NOUN_BEFORE or (
            before not in ("is", "are", "was", "were", "be") and parts[0] == "due"
        )
    if parts == ("reported",):
        return before not in ("the", "a", "an")
    if parts in (("thought",), ("believed",), ("feared",), ("suspected",), ("presumed",)):
        return before not in (
            "the",
            "a",
            "an",
            "with",
            "of",
            "his",
            "her",
            "two",
            "three",
            "and",
            "for",
            "on",
        )
    if parts in (("some",), ("few",), ("several",)):
        return after[:1].isdigit() or before in ("a", "the", "quite")
    if parts == ("most",):
        return before in ("the", "its", "his", "their", "at") or after.endswith("ly")
    if parts == ("all",):
        return before in ("at", "after", "above", "not", "first", "for")
    return False


def _heads(forms: Sequence[str], start: int, is_content: Callable[[str], bool]) -> tuple[int, ...]:
    found: list[int] = []
    for at in range(start, min(len(forms), start + _LOOK)):
        if forms[at] in _CLAUSE_END and found:
            break
        if at == start and forms[at] in _GOING and forms[start - 1] == "have" and is_content(forms[at]):
            found.append(at)
            continue
        if forms[at] in _LIGHT and not (forms[at] == "well" and forms[at - 1] in _ARTICLES):
            continue
        if (
            is_content(forms[at])
            and forms[at][0].isalpha()
            and not (forms[at].endswith("ly") and len(forms[at]) > 4)
        ):
            found.append(at)
            if len(found) == _REACH:
                break
    return tuple(found)
