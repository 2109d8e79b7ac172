"""The net: invented pairs of reports whose edits are known, and the check that they are sound.

`net/*.json` hold lists of items. An item is a `left` report, its retelling `right`, and what a careful
reader finds between them:

- `sentences`: the sentences of each side, as they stand in the text and in its order. Datelines and page
  furniture stand between sentences and are none.
- `links`: `[left indexes, right indexes, kind]`, kinds as in the project's contract.
- `changes`: `kind`, `verdict`, `effect`, and the words on each side, exact; null where that report says
  nothing in that place. Words that stand in the text more than once come with `left_nth` or `right_nth`,
  counted from 1. `optional` changes are those that one honest reader marks and another does not: they
  count neither for nor against.
- `trap`: nothing changed in meaning, so a change that is reported there and is not optional is wrong.

How effects were given. A quotation: `wording` when only the words differ, `conflict` when the sense does.
Certainty: `precision` when the degree differs (may / will), `loss` and `gain` when the hedge goes or
comes, `conflict` when a status or a duty differs (proposed / imposed, should / must). Everything else:
`conflict` when both cannot hold, `precision` when one says the same less or more exactly, `loss` and `gain`
when one side says nothing. A number or name altered inside a quotation stands twice. Two values that
changed places stand as two changes. A name or time that goes with a longer change is optional there.

Every report here was written for the net; people, firms and events are invented.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent / "net"

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

RELATIONS = frozenset({"retelling", "partial-retelling", "same-event", "template", "unrelated"})
LINKS = frozenset({"verbatim", "edited", "reworded"})
KINDS = frozenset({"quotation", "figure", "name", "date", "attribution", "certainty", "polarity", "content"})
VERDICTS = frozenset(
    "altered dropped added truncated elided spliced quoted unquoted reassigned rounded vaguer sharper "
    "weakened strengthened reversed".split()
)
EFFECTS = frozenset({"conflict", "precision", "loss", "gain", "wording"})
MARKS = "\"'“”‘’„«»"
NEEDED: dict[str, Side] = {"dropped": "left", "added": "right"}


@dataclass(frozen=True, slots=True)
class Item:
    """One pair of the net, with the file it stands in."""

    file: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The name of the item, the same for good."""
        return str(self.data["id"])

    @property
    def trap(self) -> bool:
        """Whether nothing changed in meaning."""
        return bool(self.data["trap"])

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes a reader must see: those that are not optional."""
        return [change for change in self.data["changes"] if not change.get("optional")]

    def text(self, side: Side) -> str:
        """The text of one report."""
        return str(self.data[side]["text"])

    def sentence_spans(self, side: Side) -> list[tuple[int, int]]:
        """Start and end of every sentence, found in the order of the text.

        Raises ValueError when a sentence is not there.
        """
        spans, at = [], 0
        for sentence in self.data["sentences"][side]:
            start = self.text(side).find(sentence, at)
            if start < 0:
                raise ValueError(f"{self.id}: no such sentence on the {side} after {at}: {sentence!r}")
            at = start + len(sentence)
            spans.append((start, at))
        return spans

    def change_span(self, change: dict[str, Any], side: Side) -> tuple[int, int] | None:
        """Start and end of a change on one side, None where that side says nothing.

        Raises ValueError when the words are not there, or stand there more often than is said.
        """
        words = change[side]
        if words is None:
            return None
        starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", self.text(side))]
        nth = change.get(f"{side}_nth")
        if (
            not starts
            or (nth is None and len(starts) > 1)
            or (nth is not None and not 1 <= nth <= len(starts))
        ):
            raise ValueError(f"{self.id}: {words!r} stands {len(starts)} times on the {side}, nth is {nth}")
        start = starts[(nth or 1) - 1]
        return start, start + len(words)


def load(folder: Path = FOLDER) -> list[Item]:
    """All items of the net, by file and in the order of each file."""
    return [
        Item(path.stem, data)
        for path in sorted(folder.glob("*.json"))
        for data in json.loads(path.read_text(encoding="utf-8"))
    ]


def faults(item: Item) -> list[str]:
    """What is wrong with an item, one sentence each; empty when it is sound."""
    found: list[str] = []
    spans: dict[Side, list[tuple[int, int]]] = {}
    for side in SIDES:
        try:
            spans[side] = item.sentence_spans(side)
        except ValueError as error:
            return [str(error)]
        if not 2 <= len(spans[side]) <= 9:
            found.append(f"{item.id}: {len(spans[side])} sentences on the {side}")
    if item.data["relation"] not in RELATIONS:
        found.append(f"{item.id}: no relation {item.data['relation']!r}")
    found += _link_faults(item, spans)
    for change in item.data["changes"]:
        found += _change_faults(item, change, spans)
    if item.trap and item.changes:
        found.append(f"{item.id}: a trap with a change that is not optional")
    if not item.data["note"] or not item.data["style"]:
        found.append(f"{item.id}: no note or no style")
    return found


def _link_faults(item: Item, spans: dict[Side, list[tuple[int, int]]]) -> list[str]:
    found = []
    for left, right, kind in item.data["links"]:
        if kind not in LINKS:
            found.append(f"{item.id}: no link kind {kind!r}")
        for side, indexes in zip(SIDES, (left, right), strict=True):
            if (
                not indexes
                or sorted(set(indexes)) != indexes
                or not 0 <= indexes[0] <= indexes[-1] < len(spans[side])
            ):
                found.append(f"{item.id}: link to {side} {indexes}, which is not in order or not there")
    return found


def _change_faults(item: Item, change: dict[str, Any], spans: dict[Side, list[tuple[int, int]]]) -> list[str]:
    told = f"{item.id}: {change['kind']} {change['left']!r} / {change['right']!r}"
    found = []
    if change["kind"] not in KINDS or change["verdict"] not in VERDICTS or change["effect"] not in EFFECTS:
        found.append(f"{told}: kind, verdict or effect is none of the contract's")
    try:
        places = {side: item.change_span(change, side) for side in SIDES}
    except ValueError as error:
        return [*found, str(error)]
    if places["left"] is None and places["right"] is None:
        found.append(f"{told}: both sides are null")
    if change["effect"] in {"conflict", "precision", "wording"} and None in places.values():
        found.append(f"{told}: {change['effect']} needs words on both sides")
    needed = NEEDED.get(change["verdict"])
    if needed and places[needed] is None:
        found.append(f"{told}: {change['verdict']} needs words on the {needed}")
    if change["kind"] == "quotation" and not any(
        words and words[0] in MARKS and words[-1] in MARKS for words in (change["left"], change["right"])
    ):
        found.append(f"{told}: neither side is a whole stretch in marks")
    for side in SIDES:
        place, text = places[side], item.text(side)
        if place and (
            (text[place[0]].isalnum() and text[place[0] - 1 : place[0]].isalnum())
            or (text[place[1] - 1].isalnum() and text[place[1] : place[1] + 1].isalnum())
        ):
            found.append(f"{told}: cuts a word on the {side}")
    if not any(_inside(places, link, spans) for link in item.data["links"]):
        found.append(f"{told}: no link holds it")
    return found


def _inside(
    places: dict[Side, tuple[int, int] | None],
    link: tuple[list[int], list[int], str],
    spans: dict[Side, list[tuple[int, int]]],
) -> bool:
    """Whether both ends of a change lie in sentences of one link."""
    return all(
        place is None or any(spans[side][i][0] <= place[0] and place[1] <= spans[side][i][1] for i in indexes)
        for (side, place), indexes in zip(places.items(), link[:2], strict=True)
    )
