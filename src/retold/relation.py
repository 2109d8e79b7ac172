"""How two reports relate: retelling, partial retelling, same event, template, unrelated.

In go two segmented reports, their links and changes; out comes the relation with its reasons. What is
weighed is laid open as `Facts`, each a share or a count a reader could make by hand:

- copied: words in runs of four or more that stand equal in linked sentences, outside quotation marks
  (two reporters who heard one speaker share his words, not each other's);
- told: the words of the shorter telling that any link holds, copied or reworded, and whether the linked
  sentences keep their order;
- figures that agree and that conflict in linked sentences: a recurring form repeats its words with
  other figures (the sign by which passim's output had to be cleaned of weekly statistics);
- names and words that the whole reports share.

Which report is the source is told from the dates of publication; where they do not tell, from the texts (the stage
`direction`), else it is None: a shared true figure or name is no sign of copying.

Not tried: telling two reports of one recurring event apart by their names where they share no form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .index import Sentences, set_off
from .model import Change, Direction, Link, Published, Relation, RelationKind, Side
from .settings import Relating
from .text.diff import blocks
from .text.tokens import Word, stem, words


@dataclass(frozen=True, slots=True)
class Facts:
    """What the relation is judged by. Shares are of the shorter report's words."""

    sentences: tuple[int, int]
    words: int
    links: int
    verbatim: int
    in_order: int
    told: float
    told_shorter: int
    copied: float
    quoted: float
    longest: int
    standing: bool
    figures_equal: int
    figures_conflicting: int
    names: float
    names_shared: int
    topic: float
    rubric: bool
    days_apart: float


def facts(
    left: Sentences,
    right: Sentences,
    links: Sequence[Link],
    changes: Sequence[Change],
    weight: Callable[[str], float],
    settings: Relating,
) -> Facts:
    """Measure what the relation is judged by."""
    sizes = _size(left), _size(right)
    shorter = max(1, min(sizes))
    copied = quoted = longest = 0
    runs: list[Link] = []
    apart = set_off(left.segmented), set_off(right.segmented)
    for link in links:
        plain, marked, most = _copied(left, right, link, apart, settings.run_words)
        copied, quoted, longest = copied + plain, quoted + marked, max(longest, most)
        if most >= settings.long_run:
            runs.append(link)
    held_left = {n for link in links for n in link.left}  # a sentence may stand in two links
    held_right = {n for link in links for n in link.right}
    told_left = sum(len(left.words[n]) for n in held_left) / max(1, sizes[0])
    told_right = sum(len(right.words[n]) for n in held_right) / max(1, sizes[1])
    figures = [change for change in changes if change.kind == "figure" and change.left and change.right]
    conflicting = sum(change.effect == "conflict" for change in figures)
    names_shared, names_fewer = _shared_names(left, right)
    return Facts(
        sentences=(len(left.words), len(right.words)),
        words=shorter,
        links=len(links),
        verbatim=sum(link.kind == "verbatim" for link in links),
        in_order=sum(not link.moved for link in links),
        told=max(told_left, told_right),
        told_shorter=len(held_left if sizes[0] <= sizes[1] else held_right),
        copied=copied / shorter,
        quoted=quoted / shorter,
        longest=longest,
        standing=bool(runs) and all(_stands_alike(link, left, right, settings.edge) for link in runs),
        figures_equal=_equal_figures(left, right, links),
        figures_conflicting=conflicting,
        names=names_shared / max(1, names_fewer),
        names_shared=names_shared,
        topic=_topic(left, right, weight),
        rubric=_shared_rubric(left, right, settings),
        days_apart=_days_apart(left.segmented.report.published, right.segmented.report.published),
    )


def _size(side: Sentences) -> int:
    return sum(map(len, side.words))


def _copied(
    left: Sentences, right: Sentences, link: Link, apart: tuple[Sequence[bool], Sequence[bool]], least: int
) -> tuple[int, int, int]:
    """Words in equal runs outside and inside quotations, and the longest run outside. A word is quoted where both reports
    have it in quotation marks, or one of them, and the other sets the passage off without."""
    one = [word for n in link.left for word in left.words[n]]
    other = [word for n in link.right for word in right.words[n]]
    here, there = _marked(left, link.left, one), _marked(right, link.right, other)
    off_here = [apart[0][n] for n in link.left for _ in left.words[n]]
    off_there = [apart[1][n] for n in link.right for _ in right.words[n]]
    plain = marked = longest = 0
    for block in blocks([w.form for w in one], [w.form for w in other]):
        size = block.left_end - block.left
        if block.equal and size >= least:
            pairs = zip(range(block.left, block.left_end), range(block.right, block.right_end), strict=True)
            inside = sum(
                (here[n] and (there[m] or off_there[m])) or (there[m] and off_here[n]) for n, m in pairs
            )
            plain, marked, longest = plain + size - inside, marked + inside, max(longest, size - inside)
    return plain, marked, longest


def _marked(side: Sentences, numbers: Sequence[int], words_of: Sequence[Word]) -> list[bool]:
    """Which words stand in quotation marks."""
    marks = [span for n in numbers for span in side.segmented.sentences[n].quoted]
    return [any(start <= word.start < end for start, end in marks) for word in words_of]


def _stands_alike(link: Link, left: Sentences, right: Sentences, edge: int) -> bool:
    """Whether a passage stands at the edge of both reports: a standing line, an editor's note."""
    edge = min(edge, min(len(left.words), len(right.words)) // 3)
    at_end = len(left.words) - link.left[-1] <= edge and len(right.words) - link.right[-1] <= edge
    at_start = link.left[0] < edge and link.right[0] < edge
    return at_end or at_start


def _shared_rubric(left: Sentences, right: Sentences, settings: Relating) -> bool:
    """Whether both share page furniture or credits in full, or open their headline with the same words."""
    one, other = (
        {
            tuple(w.form for w in words(side.segmented.report.text, *part.span) if not w.form[0].isdigit())
            for part in side.segmented.parts
            if part.kind in ("furniture", "credit")
        }
        for side in (left, right)
    )
    if any(len(line) >= settings.rubric_words for line in one & other):
        return True
    heads = [[w.form for w in words(side.segmented.title or "")] for side in (left, right)]
    same = 0
    while same < min(map(len, heads)) and heads[0][same] == heads[1][same]:
        same += 1
    return same >= settings.rubric_title_words


def _equal_figures(left: Sentences, right: Sentences, links: Sequence[Link]) -> int:
    """Written figures that stand on both sides of a link."""
    total = 0
    for link in links:
        one = Counter(w.form for n in link.left for w in left.words[n] if w.form[0].isdigit())
        other = Counter(w.form for n in link.right for w in right.words[n] if w.form[0].isdigit())
        total += sum((one & other).values())
    return total


def _names(side: Sentences) -> set[str]:
    """Capitalised words that do not begin a sentence."""
    text = side.segmented.report.text
    return {
        word.form
        for sentence in side.words
        for n, word in enumerate(sentence)
        if n > 0 and len(word.form) > 2 and text[word.start].isupper()
    }


def _shared_names(left: Sentences, right: Sentences) -> tuple[int, int]:
    """How many words of names both hold, and how many the one with fewer holds."""
    one, other = _names(left), _names(right)
    return len(one & other), min(len(one), len(other))


def _topic(left: Sentences, right: Sentences, weight: Callable[[str], float]) -> float:
    """Cosine of the two reports' weighed words: whether they are about the same things at all."""
    one, other = (
        Counter(stem(w.form) for sentence in side.words for w in sentence) for side in (left, right)
    )
    weights = {key: weight(key) for key in one.keys() | other.keys()}

    def length(counts: Counter[str]) -> float:
        return sum(weights[k] * n for k, n in counts.items()) or 1.0

    shared = sum(weights[k] * min(one[k], other[k]) for k in sorted(one.keys() & other.keys()))
    return shared / min(length(one), length(other))


def relate(
    found: Facts,
    left: Published | None,
    right: Published | None,
    settings: Relating,
    texts: Callable[[], Direction] | None = None,
) -> Relation:
    """Judge the facts. For tellings that derive the source is the report that was published first; where dates do not
    tell it, the one that the texts tell, if they do. `texts` is asked only for such tellings."""
    kind, confidence, reasons = judge(found, settings)
    if kind not in ("retelling", "partial-retelling"):
        return Relation(kind, None, round(confidence, 2), tuple(reasons))
    source = earlier(left, right)
    told = texts() if texts is not None else None
    if source is not None:
        reasons.append(f"the {source} report was published before the {_OTHER[source]} one")
        if told is not None and told.source == _OTHER[source] and told.confidence >= settings.against_dates:
            reasons.append(f"the texts alone would tell the contrary: {_signs(told)}")
    elif told is not None and told.source is not None:
        source = told.source
        reasons.append(
            f"the texts tell that {source.upper()} is the source ({told.confidence:.2f}): {_signs(told)}"
        )
    return Relation(kind, source, round(confidence, 2), tuple(reasons))


_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}


#: Signs that a reason names at most, for and against.
_FOR, _AGAINST = 3, 1


def _signs(told: Direction) -> str:
    """The signs that speak for a direction, and what speaks against it, the weightiest first."""
    ranked = sorted(told.signs, key=lambda sign: -sign.weight)
    speaking = [sign.why for sign in ranked if sign.derived != told.source][:_FOR]
    against = [sign.why for sign in ranked if sign.derived == told.source][:_AGAINST]
    return ", and ".join(speaking) + (f"; but {', and '.join(against)}" if against else "")


def judge(f: Facts, s: Relating) -> tuple[RelationKind, float, list[str]]:
    """The kind of relation that the facts show, how sure it is, and the reasons, one sentence each."""
    figures = f.figures_equal + f.figures_conflicting
    if (
        f.figures_conflicting >= s.form_conflicts
        and f.figures_conflicting >= s.form_conflict_share * figures
        and f.told >= s.form_told
    ):
        return (
            "template",
            _sure(f.figures_conflicting / figures, s.form_conflict_share),
            [
                f"the same form with other figures: {f.figures_conflicting} of {figures} figures in linked sentences differ"
            ],
        )
    told = f"links hold {f.told:.0%} of the words of one report"
    signs = list(_signs_of_retelling(f, s))
    if signs:
        doubt = math.prod(1 - sure for sure, _ in signs)
        return "retelling", min(_SUREST, 1 - doubt), [told, *(reason for _, reason in signs)]
    passage = f"{f.longest} words in a row stand in both, outside quotations"
    if f.longest >= s.long_run and f.told >= s.partial_told and not (f.standing and f.told < s.standing_told):
        return "partial-retelling", _sure(f.longest, s.long_run), [told, passage]
    if f.longest >= s.long_run:
        return "template", 0.6, [f"{passage}, but as a standing line; the rest differs"]
    if f.verbatim >= s.partial_verbatim and f.topic >= s.same_topic:
        return "partial-retelling", 0.6, [told, f"{f.verbatim} sentences stand word for word in both"]
    if _one_event(f, s):
        return (
            "same-event",
            _sure(f.topic, s.same_topic),
            [
                f"they share the topic and {f.names:.0%} of the names, but no longer run of words: no sign of copying found"
            ],
        )
    if f.topic >= s.form_topic and f.words >= s.like_words:
        return "template", 0.5, ["about like things, but with other names and without a shared passage"]
    if f.rubric:
        return "template", 0.6, ["only standing lines or the rubric of the headline are the same"]
    return (
        "unrelated",
        _sure(s.like_topic, max(f.topic, 0.01)),
        ["no shared passage, and few words in common"],
    )


def _signs_of_retelling(f: Facts, s: Relating) -> Iterator[tuple[float, str]]:
    """Each sign that most of one report re-uses the other, with how sure it alone makes and its reason."""
    whole = (
        f.links >= max(s.whole_links, s.whole_share * max(f.sentences))
        and f.words >= s.whole_words
        and not f.figures_conflicting
        and f.days_apart <= s.event_days
    )
    runs = (
        f"{f.copied:.0%} of the shorter report's words stand in both in runs of {s.run_words} or more, "
        "outside quotations"
    )
    if f.told >= s.retelling_told and f.copied >= s.retelling_copied:
        yield _sure(f.copied, s.retelling_copied), runs
    elif whole and f.told >= s.whole_told and f.copied >= s.whole_copied:
        yield _sure(f.told, s.whole_told, 1.0), f"{runs}, and {f.links} links hold most of it"
    if f.told >= s.reworded_told and f.topic >= s.reworded_topic:
        share = f"{f.topic:.0%} of the shorter report's words, weighed, stand in the other"
        yield _sure(f.topic, s.reworded_topic, 1.0), share
    ordered = f.in_order >= s.reworded_order * f.links
    if f.told >= s.ordered_told and f.told_shorter >= s.ordered_sentences and ordered:
        order = f"{f.in_order} of {f.links} linked passages stand in the same order"
        yield _sure(f.told, s.ordered_told, 1.0), order
    few, many = sorted(f.sentences)
    if few <= s.summary_sentences and many >= s.summary_ratio * few and f.topic >= s.summary_topic:
        summary = f"a summary: {f.topic:.0%} of its words, weighed, stand in the longer report"
        yield _sure(f.topic, s.summary_topic), summary


#: No confidence is given out above this: texts can show likeness, not certainty.
_SUREST = 0.99


def _one_event(f: Facts, s: Relating) -> bool:
    """Whether two reports that share no passage tell of one event, and not only of one company or country."""
    if f.days_apart > s.event_days:
        return f.links >= s.event_links and f.told >= s.event_late_told
    some = f.links >= s.event_few_links or f.told >= s.event_told
    if f.topic >= s.same_topic and some:
        return True
    if f.topic >= s.like_topic and f.links >= s.event_links:
        return True
    return f.names >= s.event_names and f.names_shared >= s.event_names_least and (f.links > 0 or some)


def _sure(value: float, threshold: float, most: float | None = None) -> float:
    """From .5 at the threshold to .99 at twice of it, or at the most it can be."""
    top = 2 * threshold if most is None else most
    return min(_SUREST, 0.5 + 0.49 * min(1.0, max(0.0, (value - threshold) / (top - threshold))))


def _days_apart(left: Published | None, right: Published | None) -> float:
    """Days between the two, at the least that the dates allow; 0 where one is not known."""
    one = _interval(left) if left else None
    other = _interval(right) if right else None
    if one is None or other is None:
        return 0.0
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return max(0.0, gap.total_seconds() / 86_400)


def earlier(left: Published | None, right: Published | None) -> Side | None:
    """The side published first, or None where the dates do not tell it for certain."""
    if left is None or right is None:
        return None
    one, other = _interval(left), _interval(right)
    if one is None or other is None:
        return None
    slack = timedelta(0) if left.zone == right.zone else _ANY_ZONE
    if one[1] + slack <= other[0]:
        return "left"
    return "right" if other[1] + slack <= one[0] else None


#: Clocks of the world differ by up to this much.
_ANY_ZONE = timedelta(hours=26)


def _interval(published: Published) -> tuple[datetime, datetime] | None:
    """From when to when it may have been: a day without a time is the whole day."""
    value = published.value
    try:
        if len(value) == 4:
            return datetime(int(value), 1, 1), datetime(int(value) + 1, 1, 1)  # noqa: DTZ001 - no offset is invented
        if len(value) == 7:
            year, month = int(value[:4]), int(value[5:])
            return datetime(year, month, 1), datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    if at.utcoffset() is not None:
        at = (at - at.utcoffset()).replace(tzinfo=None)  # type: ignore[operator]
    if len(value) == 10:
        return at, at + timedelta(days=1)
    return at, at + (timedelta(minutes=1) if len(value) <= 16 else timedelta(0))
