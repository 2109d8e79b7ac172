"""A comparison for a person at a terminal: the verdict, the changes, what was dropped and added.

In goes a `Comparison`, out comes text no wider than the window. The verdict comes first, in one sentence;
then the changes, most telling first, each with both wordings, the differing words marked, and the reason;
then the sentences that only one side has. Marks are bold and colour, or brackets where there is no
colour. Whatever a report holds is made printable first: no control character of it reaches the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Change, Comparison, Segmented, Span
from ..text.printable import printable
from .compose import LETTERS, Differing, around, count, differing, ordered, surety, unchecked, verdict

#: Narrower windows than this are written to as if they were this wide.
_NARROWEST = 40
#: Changes and sentences shown before the rest is counted; `--all` shows them.
_CHANGES_SHOWN = 30
_SENTENCES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Look:
    """How to write: columns of the window, whether colours may be used, whether to show everything."""

    width: int = 80
    colour: bool = False
    everything: bool = False

    def bold(self, text: str) -> str:
        """Text that stands out, where colours may be used."""
        return f"\x1b[1m{text}\x1b[22m" if self.colour else text

    def quiet(self, text: str) -> str:
        """Text that stands back, where colours may be used."""
        return f"\x1b[2m{text}\x1b[22m" if self.colour else text

    def marked(self, text: str) -> str:
        """Differing words: bold and yellow, or in brackets."""
        return f"\x1b[1;33m{text}\x1b[0m" if self.colour else f"[{text}]"


def render(found: Comparison, look: Look) -> str:
    """The whole comparison as text, ending in a line end."""
    lines = [
        *wrapped(verdict(found), look.width, look.bold),
        *_sides(found, look),
        *_changes(found, look),
        *_sentences(
            f"Dropped: {count(len(found.dropped), 'sentence')} of LEFT", found.left, found.dropped, look
        ),
        *_sentences(f"Added: {count(len(found.added), 'sentence')} of RIGHT", found.right, found.added, look),
        *_not_checked(found, look),
    ]
    return "\n".join(lines) + "\n"


def _sides(found: Comparison, look: Look) -> Iterator[str]:
    for name, side in (("LEFT ", found.left), ("RIGHT", found.right)):
        report = side.report
        known = [report.id, report.publisher or "", report.published.value if report.published else ""]
        told = ", ".join(printable(item, breaks="space") for item in known if item)
        yield look.quiet(cut(f"{name}  {told}", look.width))
    reasons = "; ".join(found.relation.reasons)
    yield from wrapped(
        f"{surety(found.relation.confidence)} ({found.relation.confidence:.2f}): {reasons}",
        look.width,
        look.quiet,
    )
    for note in (*found.left.report.notes, *found.right.report.notes):
        yield from wrapped(f"Note: {printable(note, breaks='space')}", look.width, look.quiet)


def _changes(found: Comparison, look: Look) -> Iterator[str]:
    listed = ordered(found.changes)
    if not listed:
        return
    yield ""
    yield look.bold(f"Changes: {len(listed)}")
    shown = listed if look.everything else listed[:_CHANGES_SHOWN]
    for change in shown:
        yield ""
        yield from _change(found, change, look)
    if len(shown) < len(listed):
        yield ""
        yield look.quiet(f"and {len(listed) - len(shown)} more: see them with --all")


def _change(found: Comparison, change: Change, look: Look) -> Iterator[str]:
    yield look.bold(f"{LETTERS[change.kind]}  {change.kind} {change.verdict}")
    one = around(found.left, change.left) if change.left else None
    other = around(found.right, change.right) if change.right else None
    left_marks, right_marks = differing(found.left.report.text, found.right.report.text, change)
    for name, side, pieces, marks in (
        ("before", found.left, one, left_marks),
        ("after ", found.right, other, right_marks),
    ):
        if pieces is None:
            yield f"   {name}  " + look.quiet("nothing in its place")
        else:
            yield from marked_lines(f"   {name}  ", side.report.text, pieces, marks, look)
    yield from wrapped(
        printable(change.why, breaks="space"), look.width, look.quiet, first="   why     ", rest="           "
    )


def marked_lines(lead: str, text: str, shown: Span, marks: Sequence[Differing], look: Look) -> Iterator[str]:
    """Words of a report, wrapped, the marked ones standing out; the marks never count as width."""
    pieces: list[tuple[str, bool]] = []
    at = shown.start
    for mark, _ in marks:
        pieces += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
        at = mark.end
    pieces.append((text[at : shown.end], False))
    room = max(_NARROWEST, look.width) - len(lead)
    line, used, prefix = "", 0, lead
    for token, marked, glued in _tokens(pieces, look):
        frame = 2 if marked and not look.colour else 0  # the brackets
        space = 0 if glued or not line else 1
        for part in _fitting(token, room - frame):
            size = columns(part) + frame
            if line and used + space + size > room:
                yield prefix + line
                prefix, line, used, space = " " * len(lead), "", 0, 0
            line += " " * space + (look.marked(part) if marked else part)
            used, space = used + space + size, 0
    if line:
        yield prefix + line


def _tokens(pieces: Iterable[tuple[str, bool]], look: Look) -> Iterator[tuple[str, bool, bool]]:
    """Words with whether they are marked and whether they follow the one before without a space."""
    glued = False
    for text, marked in pieces:
        plain = printable(text, breaks="space")
        if not plain:
            continue
        parts = plain.split()
        if marked and parts and not look.colour:
            parts = _grouped(parts)
        for n, part in enumerate(parts):
            yield part, marked, (glued if n == 0 and not plain[0].isspace() else False)
        glued = not plain[-1].isspace()


def _grouped(parts: Sequence[str]) -> list[str]:
    """Neighbouring marked words share one pair of brackets, a few at a time so that lines can break."""
    return [" ".join(parts[n : n + 4]) for n in range(0, len(parts), 4)]


def _fitting(token: str, room: int) -> Iterator[str]:
    """A word longer than the line, in pieces."""
    at = 0
    while at < len(token):
        size = max(1, _fits(token, room, at))
        yield token[at : at + size]
        at += size


def _sentences(heading: str, side: Segmented, numbers: Sequence[int], look: Look) -> Iterator[str]:
    if not numbers:
        return
    yield ""
    yield look.bold(heading)
    shown = numbers if look.everything else numbers[:_SENTENCES_SHOWN]
    for n in shown:
        words_of = printable(side.report.words(side.sentences[n].span), breaks="space")
        yield cut(f"   {n + 1:>3}  {' '.join(words_of.split())}", look.width)
    if len(shown) < len(numbers):
        yield look.quiet(f"        and {len(numbers) - len(shown)} more: see them with --all")


def _not_checked(found: Comparison, look: Look) -> Iterator[str]:
    by_reason = unchecked(found)
    if by_reason:
        yield ""
    for why, kinds in by_reason.items():
        yield from wrapped(f"Not checked: {', '.join(kinds)} ({why}).", look.width, look.quiet)


def columns(text: str) -> int:
    """Columns a text takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    """Two for a wide letter, none for a mark that combines."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fits(text: str, room: int, start: int = 0) -> int:
    """How many characters from `start` on take at most `room` columns. It looks at no more than those."""
    used = 0
    for at in range(start, len(text)):
        used += _columns(text[at])
        if used > room:
            return at - start
    return len(text) - start


def cut(text: str, width: int) -> str:
    """One line of at most `width` columns, an ellipsis where it is cut."""
    return _cut(text, max(_NARROWEST, width))


def _cut(text: str, width: int) -> str:
    if _fits(text, width) == len(text):
        return text
    return text[: _fits(text, width - 1)].rstrip() + "\u2026"


def cell(text: str, width: int) -> str:
    """One cell of a table: cut to `width` columns, or filled up with blanks to them."""
    shown = _cut(text, width)
    return shown + " " * (width - columns(shown))


def wrapped(
    text: str, width: int, dress: Callable[[str], str], *, first: str = "", rest: str = ""
) -> Iterator[str]:
    """Lines of at most `width` columns; `first` stands before the first and `rest` before the others."""
    width = max(_NARROWEST, width)
    prefix, line = first, ""
    for word in text.split():
        for part in _fitting(word, width - len(rest or first)):
            if line and columns(prefix) + columns(line) + 1 + columns(part) > width:
                yield prefix + dress(line)
                prefix, line = rest, ""
            line = f"{line} {part}" if line else part
    yield prefix + dress(line)
