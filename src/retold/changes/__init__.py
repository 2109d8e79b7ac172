"""What a retelling changed: one reader a kind, asked in turn about every link.

In go two segmented reports and their links, out come typed changes with the words on both sides, a
verdict, what it does to the reader, and one sentence why. To add a kind of change, write its module
(`KIND`, `pairs`, `tell`: see `base`) and list it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..digest import digest
from ..model import Change, ChangeKind, Link, NotChecked, Relation, Report, Segmented, Sentence, Span
from ..settings import Reading, Rewording
from ..text.diff import matched_share
from ..text.quotes import quoted
from ..text.tokens import words
from . import attribution, certainty, content, dates, figures, names, polarity, quotations
from .base import Likeness, Linked, Mention, Reader, View, Whole

#: Asked in this order; a kind that is not listed is told under `not_checked`.
READERS: tuple[Reader, ...] = (quotations, figures, names, dates, attribution, certainty, polarity, content)

KINDS: tuple[ChangeKind, ...] = (
    "quotation", "figure", "name", "date", "attribution", "certainty", "polarity", "content",
)  # fmt: skip
#: Readers that know words or grammar of these languages only.
_ENGLISH_ONLY: frozenset[ChangeKind] = frozenset(
    {"name", "date", "attribution", "certainty", "polarity", "content"}
)


def checked(left: Segmented, right: Segmented) -> tuple[tuple[ChangeKind, ...], tuple[NotChecked, ...]]:
    """Which kinds are looked for in this pair, and why not the others."""
    one, other = _primary(left.language), _primary(right.language)
    found: list[ChangeKind] = []
    left_out: list[NotChecked] = []
    read = {reader.KIND for reader in READERS}
    for kind in KINDS:
        if kind not in read:
            left_out.append(NotChecked(kind, "this version of Retold does not read this kind yet"))
        elif one and other and one != other:
            left_out.append(NotChecked(kind, f"the reports are in two languages ({one} and {other})"))
        elif kind in _ENGLISH_ONLY and (one or other or "en") != "en":
            left_out.append(
                NotChecked(kind, f"this kind is read in English alone, and the reports are in {one or other}")
            )
        else:
            found.append(kind)
    return tuple(found), tuple(left_out)


def _primary(language: str | None) -> str | None:
    return language.split("-")[0].split("_")[0].lower() if language else None


def read(
    left: Segmented,
    right: Segmented,
    links: Sequence[Link],
    kinds: Sequence[ChangeKind],
    settings: Reading,
    likeness: Likeness | None = None,
) -> tuple[Change, ...]:
    """The changes of those kinds in the linked sentences, by link, reader and place.

    `likeness` says how near two wordings are in meaning, -1 to 1; without it rewording is told by words alone.
    """
    if _one_wording(left, right):
        return ()
    one, other = Whole(left, settings.attributing), Whole(right, settings.attributing)
    return between(one, other, links, kinds, settings, likeness)


def between(
    one: Whole,
    other: Whole,
    links: Sequence[Link],
    kinds: Sequence[ChangeKind],
    settings: Reading,
    likeness: Likeness | None = None,
) -> tuple[Change, ...]:
    """As `read`, for two reports that are held against more than one other: what is found in them is found once."""
    mirrored = other.segmented.report.digest < one.segmented.report.digest
    found: list[Change] = []
    for index, link in enumerate(links):
        sides = Linked(one, link.left), Linked(other, link.right)
        first, second = reversed(sides) if mirrored else sides
        view = View(first, second, likeness, settings)
        for reader in READERS:
            if reader.KIND in kinds:
                found.extend(_changes(reader, view, link, index, mirrored=mirrored))
    return tuple(_once(found))


def _one_wording(left: Segmented, right: Segmented) -> bool:
    """Whether both reports have the same words in the same order, and the same of them in quotation marks.

    Then nothing changed, however the lines are wrapped and wherever that makes a sentence seem to end.
    """

    def told(side: Segmented) -> tuple[list[str], list[str]]:
        text = side.report.text
        marked = [w.form for s in side.sentences for span in s.quoted for w in words(text, *span)]
        return [w.form for w in words(text)], marked

    return told(left) == told(right)


def told_apart(
    found: Sequence[Change],
    links: Sequence[Link],
    kinds: Sequence[ChangeKind],
    left_out: Sequence[NotChecked],
    settings: Rewording,
) -> tuple[tuple[Change, ...], tuple[ChangeKind, ...], tuple[NotChecked, ...]]:
    """Without changes of content where the retelling is reworded throughout, and saying so.

    A thing replaced stands out in a text that was otherwise kept. Where every other link has another
    word in place of one, those are the retelling's own words, and no reader here tells the two apart.
    """
    reworded = sum(link.kind != "verbatim" for link in links)
    replaced = sum(change.kind == "content" and bool(change.left and change.right) for change in found)
    if replaced < settings.replaced_least or replaced < settings.replaced_share * reworded:
        return tuple(found), tuple(kinds), tuple(left_out)
    return (
        tuple(change for change in found if change.kind != "content"),
        tuple(kind for kind in kinds if kind != "content"),
        (
            *left_out,
            NotChecked(
                "content",
                "the retelling is reworded throughout, and what was replaced cannot be told from what was reworded",
            ),
        ),
    )


def of_one_telling(
    found: Sequence[Change], links: Sequence[Link], relation: Relation, least: float
) -> tuple[Change, ...]:
    """Without what came or went between sentences of two independent reports that are barely alike.

    Reports of one event lie side by side where they tell neighbouring things, and there each says what the
    other does not: a passage more or less, and no change. `least` is the likeness from which sentences are
    linked for themselves; below it they are linked for their neighbours. Of seven such findings in unseen wire
    pairs a reader called seven wrong, and on the modern development pairs none is right.
    """
    if relation.kind != "same-event":
        return tuple(found)
    return tuple(c for c in found if (c.left and c.right) or links[c.link].score >= least)


def _once(found: Sequence[Change]) -> Iterator[Change]:
    """Each finding once: a sentence that stands in two links is read twice, and has its counterpart in one."""
    paired = {(c.kind, side) for c in found if c.left and c.right for side in (c.left, c.right)}
    seen: set[tuple[ChangeKind, Span | None, Span | None]] = set()
    for change in found:
        name = (change.kind, change.left, change.right)
        alone = change.left is None or change.right is None
        if name in seen or (alone and (change.kind, change.left or change.right) in paired):
            continue
        seen.add(name)
        yield change


def read_titles(
    left: Segmented,
    right: Segmented,
    relation: Relation,
    kinds: Sequence[ChangeKind],
    settings: Reading,
    likeness: Likeness | None = None,
) -> tuple[Change, ...]:
    """The changes between the titles of two reports of which one retells the other.

    Spans point into the titles, and the link is -1. Titles that share few words are not read, and words
    that have no counterpart in the other title are left out: every house writes its own headline.
    """
    if not left.title or not right.title or relation.kind not in {"retelling", "partial-retelling"}:
        return ()
    one, other = words(left.title), words(right.title)
    if matched_share(one, other, lambda _: 1.0) < settings.alike_titles:
        return ()
    link = Link("title", (0,), (0,), "edited", 1.0)
    titles = _title_alone(left, left.title), _title_alone(right, right.title)
    found = read(*titles, (link,), kinds, settings, likeness)
    return tuple(replace(change, link=-1) for change in found if change.left and change.right)


def _title_alone(segmented: Segmented, title: str) -> Segmented:
    span = Span(0, len(title))
    marks = tuple(Span(*mark) for mark in quoted(title, [span]))
    return Segmented(Report(segmented.report.id, title), (Sentence(span, 0, marks),), (), segmented.language)


def _changes(reader: Reader, view: View, link: Link, index: int, *, mirrored: bool) -> Iterator[Change]:
    told = []
    for first, second in reader.pairs(view):
        left, right = (second, first) if mirrored else (first, second)
        verdict = reader.tell(left, right)
        if verdict is not None:
            told.append((_span(left), _span(right), verdict))
    for left_span, right_span, verdict in sorted(told, key=_place):
        name = digest(link.id, reader.KIND, repr(left_span), repr(right_span))
        yield Change(
            name, reader.KIND, verdict.verdict, verdict.effect, left_span, right_span, index, verdict.why
        )


def _place(item: tuple[Span | None, Span | None, object]) -> tuple[int, int, int, int]:
    left, right, _ = item
    return (*(left or right or Span(0, 0)), *(right or left or Span(0, 0)))


def _span(mention: Mention | None) -> Span | None:
    return None if mention is None else mention.span
