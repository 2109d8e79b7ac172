"""News of one event as it spreads: an agency's report, its updates, and what papers, sites and blogs make of them.

In goes a tale, out comes a tradition: each version is made from one that was published before, seldom from two, by
a publisher with habits of its own; some are lost. Two reports of one event that owe nothing to one another may stand
at the beginning. What each operation is modelled on stands in docs/method/simulate.md, how often it happens in
`rates`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import editing, growing, house as houses, naming, reports
from .draw import Draw
from .editing import Copy
from .house import House
from .rates import WORK, NewsroomShape
from .reports import Account, Paragraph, Sentence, Tale
from .tradition import Claim, Operation, Tradition, Version, holding

#: What is no copy of a report any more, so that its credit is forgotten sooner.
_REWORKED = ("rewrite", "brief", "digest")


@dataclass(frozen=True, slots=True)
class _Made:
    """A version as it was published."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    dateline: str
    stage: int
    house: House
    source: str
    published: dt.datetime
    parents: tuple[int, ...]
    kind: str
    text: str
    done: tuple[Operation, ...] = ()


@dataclass(slots=True)
class _Event:
    """What a whole tradition shares: the tale, its words, and what was used of it."""

    tale: Tale
    dates: bool
    shape: NewsroomShape
    agency: str
    later: list[Sentence]
    own: list[Sentence]
    background: list[Sentence]
    used: set[tuple[str, int]] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    houses: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def tradition(tale: Tale, survivors: int, draw: Draw, seed: str, *, dates: bool = True) -> Tradition:
    """A tradition of so many surviving versions."""
    event = _begin(tale, draw.child("event"), dates=dates)
    shape, lots = event.shape, draw.child("shape")
    count = max(survivors + 1, round(survivors / (1 - lots.between(*shape.lost))))
    pull = lots.between(*shape.agency)
    merged = lots.between(0, shape.merged)
    second_root = lots.whole(1, 3) if tale.other is not None and lots.chance(shape.independent) else 0
    made = [_root(event, tale.told, draw.child("root"))]
    fertility = [lots.factor(shape.fertility) * pull]
    seen = {made[0].text}
    for number in range(1, count):
        own = draw.child("version", number)
        if number == second_root and tale.other is not None:
            version = _root(event, tale.other, own)
        else:
            version = _version(event, made, fertility, own, merged)
            tries = 0
            while version.text in seen:
                tries += 1
                version = _version(event, made, fertility, own.child("again", tries), merged)
        seen.add(version.text)
        made.append(version)
        for place in version.parents:
            if version.kind in ("update", "correction"):
                fertility[place] *= 0.35
        fertility.append(lots.factor(shape.fertility) * (pull if version.house.agency else 1.0))
    return _kept(event, made, survivors, draw.child("losses"), seed)


def _begin(tale: Tale, draw: Draw, *, dates: bool) -> _Event:
    later, own, background = (
        draw.sample(pool, len(pool)) for pool in (tale.later, tale.own, tale.background)
    )
    agency = tale.told.agency or houses.agency_name(draw)
    return _Event(tale, dates, NewsroomShape(), agency, later, own, background)


def _root(event: _Event, account: Account, draw: Draw) -> _Made:
    """A report that owes nothing to another."""
    wire = event.tale.style == "wire" or account is event.tale.other
    agency = (account.agency or event.agency) if wire or account.agency else ""
    house = houses.house(draw, agency)
    house = dataclasses.replace(house, rewriting=0.3, slips=house.slips * 0.6)
    published = _date(event.tale.date) + dt.timedelta(
        minutes=draw.whole(0, 150) if account is event.tale.other else 0
    )
    first = account is event.tale.told
    title = (account.titles[0] if first else draw.pick(account.titles)) if account.titles else ""
    copy = Copy(title, [list(paragraph) for paragraph in account.paragraphs])
    _mark_origin(copy, 0 if first else 1)
    event.titles.add(title)
    editing.mistype(copy, draw, 0.001 * house.slips, event.wrong)
    editing.style(copy, house, event.tale.language, published, None, draw)
    editing.dress(copy, house, event.tale, house.name if house.agency else "", published, draw)
    return _published(event, copy, house, house.name if house.agency else "", published, ("root", ()))


def _version(
    event: _Event, made: Sequence[_Made], fertility: Sequence[float], draw: Draw, merged: float
) -> _Made:
    """The next version, from one or two that are there."""
    parent = draw.weighted(range(len(made)), fertility)
    above = made[parent]
    tale = event.tale
    kind, house = _kind(event, above, draw)
    lag = 0.7 if kind == "update" else 0.3 if above.house.agency else 3.0
    hours = lag * draw.factor(1.1) * (8 if kind in ("own reporting", "digest") else 2)
    published = above.published + dt.timedelta(minutes=max(2, round(60 * hours)))
    copy = Copy(above.title, [list(paragraph) for paragraph in above.paragraphs], stage=above.stage)
    if kind not in ("update", "correction", "repost"):
        editing.one_story(copy)
    parents: tuple[int, ...] = (parent,)
    if (
        kind not in ("update", "correction", "repost", "brief")
        and len(made) > 2
        and draw.chance(merged * 1.6)
    ):
        second = _second(made, parent, draw)
        if second is not None and _merge(copy, made[second], draw):
            parents, kind = (parent, second), "merged"
            published = max(published, made[second].published + dt.timedelta(minutes=draw.whole(3, 90)))
    _edit(event, copy, house, kind, draw)
    source = above.source or (above.house.name if above.house.agency or draw.chance(0.3) else "")
    editing.style(copy, house, tale.language, published, above.published, draw)
    editing.introduce(copy, tale)
    editing.mistype(copy, draw, 0.0012 * house.slips, event.wrong)
    if house.scans:
        editing.misread(copy, draw, 0.01)
    if kind != "correction":
        told = kind not in _REWORKED or draw.child("credit").chance(event.shape.credit_reworked)
        editing.dress(copy, house, tale, source if told else "", published, draw)
    _name(event, copy, [made[place] for place in parents], (house, kind), draw.child("naming"))
    texts = "\n\n".join(made[place].text for place in parents)
    _mark_origin(copy, 10 + len(made))
    copy.done = list(holding(copy.text(), texts, copy.done))
    return _published(event, copy, house, source, published, (kind, parents))


def _name(event: _Event, copy: Copy, above: Sequence[_Made], made: tuple[House, str], draw: Draw) -> None:
    """A paper whose report was retold is named, or is not. The agency's credit is the business of the house."""
    house, kind = made
    for source in above:
        if source.house.agency or source.house.name == house.name or not draw.chance(event.shape.named):
            continue
        naming.name_the_source(copy, source.house.name, event.tale.language, draw, whole=kind == "repost")


def _kind(event: _Event, above: _Made, draw: Draw) -> tuple[str, House]:
    """What is made of a report, and by whom."""
    shape = event.shape
    if above.house.agency and draw.chance(shape.update * 2):
        return "update", above.house
    if not above.house.agency and draw.chance(shape.correction):
        return "correction", above.house
    if not above.house.agency and draw.chance(shape.own_update):
        return "update", above.house
    names, weights = zip(*shape.kinds, strict=True)
    house = houses.house(draw)
    while house.name in event.houses:
        house = houses.house(draw)
    event.houses.add(house.name)
    return draw.weighted(names, weights), house


def _edit(event: _Event, copy: Copy, house: House, kind: str, draw: Draw) -> None:
    """The work on one version, by its kind."""
    tale = event.tale
    if kind == "update":
        _update(event, copy, draw)
        return
    if kind == "correction":
        _correct(event, copy, draw)
        return
    editing.correct_typos(copy, event.wrong, draw, 0.5)
    if kind == "repost":
        if draw.chance(0.4):
            editing.retitle(copy, tale, house, draw, event.titles, anew=draw.chance(0.5))
        editing.reword(copy, draw, 0.04, event.tale.language, event.used)
        return
    work, size = WORK.get(kind, WORK["light"]), len(copy.story())
    if work.kept[1] < 1 and draw.chance(work.cut):
        editing.cut_from_the_end(
            copy, draw, max(draw.whole(2, work.fewest), round(size * draw.between(*work.kept)))
        )
    editing.cut_here_and_there(copy, draw, work.drop)
    editing.reword(copy, draw, work.reword + work.by_habit * house.rewriting, event.tale.language, event.used)
    editing.join_and_part(copy, draw, work.join)
    if tale.language == "en":
        editing.trim(copy, draw, work.trim)
        editing.round_figures(copy, draw, work.rounded)
    for _ in range(2):
        if draw.chance(work.moved / 2):
            editing.move(copy, draw)
    editing.retitle(copy, tale, house, draw, event.titles, anew=draw.chance(0.75))
    if kind == "own reporting" or draw.chance(0.06):
        _add(copy, event.own, draw, draw.whole(1, 2), "own reporting added")
    if draw.chance(0.12):
        _add(copy, event.background, draw, 1, "background added")
    editing.paragraphs(copy, house, draw)
    if kind == "digest":
        _digest(event, copy, house, draw)


def _update(event: _Event, copy: Copy, draw: Draw) -> None:
    """An agency sends its report again: new figures, something new near the top, the rest as it was."""
    editing.update_figures(copy, event.tale)
    if draw.chance(0.4):
        editing.cut_from_the_end(copy, draw, len(copy.story()) - 1)
    for _ in range(draw.whole(1, 2)):
        if event.later:
            new = event.later.pop()
            editing.insert(copy, [new], draw)
            copy.note("new in this version", "", new.text)
    editing.reword(copy, draw, 0.06, event.tale.language, event.used)
    if draw.chance(0.5) and event.tale.told.titles:
        title = draw.pick(event.tale.told.titles)
        if title != copy.title and copy.stage == 0:
            copy.note("headline", copy.title, title)
            copy.title = title


def _correct(event: _Event, copy: Copy, draw: Draw) -> None:
    """A publisher puts its own report right and says so."""
    editing.correct_typos(copy, event.wrong, draw, 0.9)
    if not editing.update_figures(copy, event.tale):
        editing.reword(copy, draw, 0.08, event.tale.language, event.used)
    text = draw.pick(houses.words_of(houses.NOTES, event.tale.language))
    copy.paragraphs.append(editing.put_aside("note", text))
    copy.note("correction noted", "", text)


def _add(copy: Copy, pool: list[Sentence], draw: Draw, count: int, what: str) -> None:
    """Sentences from elsewhere: each of them is brought in by one version of a tradition and no more."""
    for _ in range(count):
        if not pool or not copy.story():
            return
        new = pool.pop()
        editing.insert(copy, [new], draw, first=2)
        copy.note(what, "", new.text)


def _digest(event: _Event, copy: Copy, house: House, draw: Draw) -> None:
    """The story as one item among others."""
    others = [
        t
        for t in reports.shipped()
        if t.language == event.tale.language
        and t.name not in {event.tale.name, *event.others}
        and t.style != "tale"
    ]
    if not others:
        return
    other = draw.pick(others)
    event.others.add(other.name)
    item = [
        editing.put_aside("heading", (draw.pick(other.told.titles) if other.told.titles else "In brief")),
        *(
            [
                dataclasses.replace(
                    s, keys=(f"{other.name}:{s.keys[0]}",), origin=editing.ELSEWHERE, others=()
                )
                for s in paragraph
            ]
            for paragraph in other.told.paragraphs[: draw.whole(1, 2)]
        ),
    ]
    ours = [editing.put_aside("heading", copy.title), *copy.paragraphs] if copy.title else copy.paragraphs
    copy.paragraphs = [*ours, *item] if draw.chance(0.6) else [*item, *ours]
    heading = draw.pick(houses.words_of(houses.DIGESTS, event.tale.language))
    copy.note("put into a digest", "", item[0][0].text)
    copy.title = f"{heading}: {house.name}" if draw.chance(0.5) else heading


def _second(made: Sequence[_Made], parent: int, draw: Draw) -> int | None:
    """Another report to work from, rather one that is no ancestor of the first."""
    above = _ancestors(made, parent)
    places = [place for place in range(len(made)) if place != parent]
    weights = [0.1 if place in above or parent in _ancestors(made, place) else 1.0 for place in places]
    return draw.weighted(places, weights) if places else None


def _ancestors(made: Sequence[_Made], place: int) -> set[int]:
    found: set[int] = set()
    for parent in made[place].parents:
        found |= {parent} | _ancestors(made, parent)
    return found


def _merge(copy: Copy, other: _Made, draw: Draw) -> bool:
    """Passages of a second report taken into the first: what only it has, and its wording here and there. Whether
    enough was taken to speak of two sources."""
    mine = copy.keys()
    new = [
        tuple(
            s
            for s in paragraph
            if not editing.aside(s) and not set(s.keys) & mine and s.origin != editing.ELSEWHERE
        )
        for paragraph in other.paragraphs
    ]
    taken = [p for p in new if p and not p[0].leans and draw.chance(0.75)]
    theirs = {
        s.keys: s
        for paragraph in other.paragraphs
        for s in paragraph
        if not editing.aside(s) and len(s.text) > 60
    }
    swaps: list[tuple[int, int, Sentence]] = []
    for place, paragraph in enumerate(copy.paragraphs):
        for number, sentence in enumerate(paragraph):
            same = theirs.get(sentence.keys)
            if same is not None and _differ(same.text, sentence.text) and draw.chance(0.4):
                swaps.append((place, number, same))
    if sum(map(len, taken)) + len(swaps) < 2:
        return False
    for place, number, same in swaps:
        old = copy.paragraphs[place][number]
        copy.note("wording taken from the second source", old.text, same.text)
        copy.paragraphs[place][number] = dataclasses.replace(same, leans=old.leans)
    for passage in taken:
        editing.insert(copy, list(passage), draw)
        copy.note("taken from the second source", "", " ".join(s.text for s in passage))
    return True


def _differ(one: str, other: str) -> bool:
    """Whether two sentences differ in four words or more."""
    return len(set(one.casefold().split()) ^ set(other.casefold().split())) >= 4


def _mark_origin(copy: Copy, number: int) -> None:
    """What has no origin yet came in with this version."""
    copy.paragraphs = [
        [s if s.origin else dataclasses.replace(s, origin=str(number)) for s in paragraph]
        for paragraph in copy.paragraphs
    ]


def _published(
    event: _Event,
    copy: Copy,
    house: House,
    source: str,
    published: dt.datetime,
    made_from: tuple[str, tuple[int, ...]],
) -> _Made:
    """A copy as it is published."""
    kind, parents = made_from
    return _Made(
        copy.title, tuple(tuple(p) for p in copy.paragraphs), copy.dateline, copy.stage, house, source, published,
        parents, kind, copy.text(), tuple(copy.done),
    )  # fmt: skip


def _kept(event: _Event, made: Sequence[_Made], survivors: int, draw: Draw, seed: str) -> Tradition:
    """What survives of it."""
    lost, gone = growing.losses(
        [version.parents for version in made], survivors, draw, root_may_go=draw.chance(event.shape.root_lost)
    )
    names = growing.names(len(made), draw)
    versions = [
        Version(
            names[place], tuple(names[p] for p in version.parents), version.kind, version.text, version.done,
            lost=place in lost, published=_stamp(event, version.published, draw.child("date", place)),
            publisher=version.house.name,
        )
        for place, version in enumerate(made)
        if place not in gone
    ]  # fmt: skip
    return Tradition(
        event.tale.name, "newsroom", seed, tuple(versions), _claims(event, made, names, lost | gone)
    )


def _claims(
    event: _Event, made: Sequence[_Made], names: Sequence[str], missing: set[int]
) -> tuple[Claim, ...]:
    """For each thing told, the surviving versions that tell it, by where they have it from."""
    found: dict[str, dict[str, set[str]]] = {}
    texts: dict[str, str] = {}
    for place, version in enumerate(made):
        for paragraph in version.paragraphs:
            for s in paragraph:
                if editing.aside(s) or s.origin == editing.ELSEWHERE:
                    continue
                for key in s.keys:
                    texts.setdefault(key, s.text)
                    if place not in missing:
                        found.setdefault(key, {}).setdefault(s.origin, set()).add(names[place])
    return tuple(
        Claim(texts[key], tuple(sorted(tuple(sorted(group)) for group in groups.values())))
        for key, groups in sorted(found.items())
        if sum(map(len, groups.values())) > 1
    )


def _stamp(event: _Event, published: dt.datetime, draw: Draw) -> str | None:
    """The date that stands on the report: mostly the true one."""
    shape = event.shape
    if not event.dates or draw.chance(shape.undated):
        return None
    if draw.chance(shape.redated):
        published += dt.timedelta(minutes=draw.whole(60, 3000))
    if draw.chance(shape.day_only):
        return published.strftime("%Y-%m-%d")
    return published.strftime("%Y-%m-%dT%H:%M:00+00:00")


def _date(written: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime(2024, 5, 14, 12, tzinfo=dt.UTC)
