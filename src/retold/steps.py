"""Word steps: the way from one report's wording to the other's, inside one link.

In go the linked sentences of both sides, out come steps: equal, folded (the same words but for case,
marks, spelling or white space), replaced, inserted, deleted, moved. They follow the right text and they
replay: taking the left text for `equal` and the right text for all others writes out the right
sentences to the letter (`replay` does it, and a test holds every link to it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .model import Span, Step, StepKind
from .text.diff import Block, blocks, cleaned, moves
from .text.tokens import Word


@dataclass(frozen=True, slots=True)
class Stretch:
    """Linked sentences of one report: where each stands, and its words."""

    text: str
    sentences: tuple[Span, ...]
    words: tuple[tuple[Word, ...], ...]

    def pieces(self) -> list[tuple[str, Span]]:
        """Each word's form with the characters it answers for: its own and those up to the next word."""
        found: list[tuple[str, Span]] = []
        for sentence, words in zip(self.sentences, self.words, strict=True):
            if not words:
                found.append(("", sentence))
            starts = [sentence.start, *(word.start for word in words[1:]), sentence.end]
            found.extend(
                (word.form, Span(a, b)) for word, a, b in zip(words, starts, starts[1:], strict=False)
            )
        return found


def word_steps(left: Stretch, right: Stretch) -> tuple[Step, ...]:
    """The steps from the left wording to the right one, in the order of the right text."""
    one, other = left.pieces(), right.pieces()
    forms, other_forms = [form for form, _ in one], [form for form, _ in other]
    found = cleaned(blocks(forms, other_forms), forms)
    shifted = moves(found, forms, other_forms)
    left_moved = {n for run in shifted for n in range(run.left, run.left_end)}
    right_moved = {run.right: run for run in shifted}
    taken: list[Step] = []
    for block in found:
        if block.equal:
            taken += _equal(left.text, one, right.text, other, block)
        else:
            taken += _differing(one, other, block, left_moved, right_moved)
    return tuple(_joined(taken))


def _equal(
    left: str, one: Sequence[tuple[str, Span]], right: str, other: Sequence[tuple[str, Span]], block: Block
) -> list[Step]:
    found: list[Step] = []
    for i, j in zip(range(block.left, block.left_end), range(block.right, block.right_end), strict=True):
        a, b = one[i][1], other[j][1]
        same = left[a.start : a.end] == right[b.start : b.end]
        found.append(Step("equal" if same else "folded", a, b))
    return found


def _differing(
    one: Sequence[tuple[str, Span]],
    other: Sequence[tuple[str, Span]],
    block: Block,
    left_moved: set[int],
    right_moved: dict[int, Block],
) -> list[Step]:
    """Deleted words first, paired with the inserted ones as replaced; moved runs stand for themselves."""
    gone = _runs([n for n in range(block.left, block.left_end) if n not in left_moved])
    found: list[Step] = []
    came: list[int] = []
    j = block.right
    arrivals: list[tuple[str, list[int]]] = []
    while j < block.right_end:
        if j in right_moved:
            if came:
                arrivals.append(("came", came))
                came = []
            arrivals.append(("moved", [j]))
            j = right_moved[j].right_end
        else:
            came.append(j)
            j += 1
    if came:
        arrivals.append(("came", came))
    place_left = one[block.left][1].start if block.left < len(one) else (one[-1][1].end if one else 0)
    place_right = (
        other[block.right][1].start if block.right < len(other) else (other[-1][1].end if other else 0)
    )
    for kind, indexes in arrivals:
        if kind == "moved":
            run = right_moved[indexes[0]]
            found.append(
                Step(
                    "moved",
                    Span(one[run.left][1].start, one[run.left_end - 1][1].end),
                    Span(other[run.right][1].start, other[run.right_end - 1][1].end),
                )
            )
            place_right = other[run.right_end - 1][1].end
            continue
        for part in _contiguous(indexes, other):
            span = Span(other[part[0]][1].start, other[part[-1]][1].end)
            source = gone.pop(0) if gone else None
            if source is None:
                found.append(Step("inserted", Span(place_left, place_left), span))
            else:
                pieces = _contiguous(source, one)
                first = pieces[0]
                at = Span(one[first[0]][1].start, one[first[-1]][1].end)
                found.append(Step("replaced", at, span))
                gone = [*pieces[1:], *gone]
                place_left = at.end
            place_right = span.end
    found.extend(
        Step("deleted", Span(one[part[0]][1].start, one[part[-1]][1].end), Span(place_right, place_right))
        for source in gone
        for part in _contiguous(source, one)
    )
    return found


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for n in indexes:
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _contiguous(indexes: Sequence[int], pieces: Sequence[tuple[str, Span]]) -> list[list[int]]:
    """A run cut where its characters do not follow on each other: at the end of a sentence."""
    found: list[list[int]] = []
    for n in indexes:
        if found and pieces[found[-1][-1]][1].end == pieces[n][1].start:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _joined(taken: Sequence[Step]) -> list[Step]:
    """Neighbouring equal or folded steps as one."""
    out: list[Step] = []
    for step in taken:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == step.kind in ("equal", "folded")
            and last.left.end == step.left.start
            and last.right.end == step.right.start
        ):
            out[-1] = Step(
                step.kind, Span(last.left.start, step.left.end), Span(last.right.start, step.right.end)
            )
        else:
            out.append(step)
    return out


_MIRRORED: dict[StepKind, StepKind] = {"inserted": "deleted", "deleted": "inserted"}


def mirrored(taken: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of the way back, in the order of the other text."""
    back = [Step(_MIRRORED.get(step.kind, step.kind), step.right, step.left) for step in taken]
    return tuple(sorted(back, key=lambda step: (step.right, step.left)))


def replay(taken: Sequence[Step], left: str, right: str) -> str:
    """What the steps write: the left text where it is equal, else the right text."""
    return "".join(
        left[step.left.start : step.left.end]
        if step.kind == "equal"
        else right[step.right.start : step.right.end]
        for step in taken
    )
