"""XML as a stream of small trees, read so that nothing in it can do harm.

In: an XML file, and the elements one is after. Out: each of these with all that is in it, one at a time; what is
around them is not kept for longer than it is open. Read by expat, which comes with Python.

No entity is declared here, inside or outside: a file that declares one is refused, and nothing is fetched or opened.
The names of characters that HTML knows (`&nbsp;`) are read as HTML does, since feeds use them. One element may hold
as much as one report, and no more.

Not tried: mending XML that is not well formed. What came before the fault was given out.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from ..errors import BadRecord, TooLarge
from .limits import CHUNK, MAX_BYTES
from .text import shown

#: Elements inside each other; the report of a newspaper with tables and lists has about 20.
_DEEPEST: Final = 200
#: Elements in one report; a live blog with every word marked up has under 20,000.
_MOST_ELEMENTS: Final = 200_000
#: Bytes of one mark of markup (an element's name with its attributes, a comment).
_LONGEST_MARK: Final = 4_000_000

_MEND: Final = "Have it written anew by what made it, or save the words alone as a text file."


@dataclass(slots=True)
class Node:
    """An element: its name without the namespace, the namespace, its attributes, and what is in it."""

    tag: str
    space: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)
    letters: int = 0
    elements: int = 1

    def get(self, name: str) -> str:
        """An attribute, by its name without a namespace; empty where there is none."""
        return self.attributes.get(name, "").strip()

    def all(self, *tags: str) -> Iterator[Node]:
        """The elements directly in this one with one of these names, or all."""
        return (
            child for child in self.children if isinstance(child, Node) and (not tags or child.tag in tags)
        )

    def first(self, *path: str) -> Node | None:
        """The first element at this path of names."""
        node: Node | None = self
        for tag in path:
            node = next(node.all(tag), None) if node is not None else None
        return node

    def text(self, *path: str) -> str:
        """All text in the first element at this path, its white space folded; empty where there is none."""
        node = self.first(*path)
        return " ".join("".join(node.pieces()).split()) if node is not None else ""

    def pieces(self) -> Iterator[str]:
        """The text in this element and those in it, in their order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.pieces()


def nodes(file: BinaryIO, wanted: Collection[str], name: str) -> Iterator[Node]:
    """The elements called one of `wanted`, each when it is whole. The elements around one can be asked
    through `parent`, for as much as came before it."""
    reading = _Reading(wanted, name)
    while True:
        piece = file.read(CHUNK)
        try:
            reading.feed(piece)
        except (expat.ExpatError, ValueError, LookupError) as problem:
            yield from reading.taken()
            raise BadRecord(f"{shown(name)} is no valid XML: {_told(problem)}.", _MEND) from None
        except (BadRecord, TooLarge):
            yield from reading.taken()
            raise
        yield from reading.taken()
        if not piece:
            return


def root(head: bytes) -> str:
    """The name of the outermost element in the first bytes of an XML file, or nothing."""
    reading = _Reading((), "")
    with suppress(expat.ExpatError, ValueError, LookupError, BadRecord, TooLarge):
        reading.feed(head, final=False)
    return reading.root


class _Reading:
    """The state between the pieces of a file."""

    def __init__(self, wanted: Collection[str], name: str) -> None:
        self.root = ""
        self._wanted = wanted
        self._name = name
        self._open: list[Node] = []
        self._whole: list[Node] = []
        self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._declared
        # With this expat asks about names that were not declared, in place of giving up. Nothing is opened.
        parser.UseForeignDTD(True)  # noqa: FBT003 - expat takes it so
        parser.ExternalEntityRefHandler = lambda *_: 1
        parser.SkippedEntityHandler = self._named

    def feed(self, piece: bytes, *, final: bool = True) -> None:
        """Go on with the next piece; an empty one is the end."""
        self._fed += len(piece)
        self._parser.Parse(piece, final and not piece)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_MARK:
            raise self._too_large("one mark of markup")

    def taken(self) -> list[Node]:
        """The elements that became whole since the last time."""
        whole, self._whole = self._whole, []
        return whole

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.root = self.root or tag
        if len(self._open) >= _DEEPEST:
            raise BadRecord(
                f"{shown(self._name)} has over {_DEEPEST} elements inside each other at {self._place()}.",
                _MEND,
            )
        parent = self._open[-1] if self._open else None
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(tag, space, plain, parent)
        node.letters = len(name) + sum(len(key) + len(value) for key, value in plain.items())
        if parent is not None:
            parent.children.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        parent = node.parent
        wanted = node.tag in self._wanted
        if wanted:
            self._whole.append(node)
        if parent is None:
            return
        if wanted:
            _forget(parent, node)
            return
        parent.letters += node.letters
        parent.elements += node.elements
        if parent.letters > MAX_BYTES:
            raise self._too_large(f"the element {parent.tag}")
        if parent.elements > _MOST_ELEMENTS:
            raise self._too_large(f"the element {parent.tag}", f"{_MOST_ELEMENTS:,} elements")

    def _text(self, words: str) -> None:
        node = self._open[-1]
        node.letters += len(words)
        if node.letters > MAX_BYTES:
            raise self._too_large(f"the element {node.tag}")
        node.children.append(words)

    def _named(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat calls it so
        if self._open and not is_parameter:
            self._text(html.unescape(f"&{name};"))

    def _declared(self, *_: object) -> None:
        raise BadRecord(
            f"{shown(self._name)} declares an entity of its own at {self._place()}; such files are not read.",
            _MEND,
        )

    def _place(self) -> str:
        return f"line {self._parser.CurrentLineNumber:,}"

    def _too_large(self, what: str, limit: str = f"{MAX_BYTES / 1e6:.0f} MB") -> TooLarge:
        return TooLarge(
            f"In {shown(self._name)}, {what} at {self._place()} is over {limit}, and that is not read.",
            "See whether the file is what it is meant to be.",
        )


def _forget(parent: Node, node: Node) -> None:
    """Take the last element out of the one around it, with the text before it."""
    while parent.children and (parent.children[-1] is node or isinstance(parent.children[-1], str)):
        last = parent.children.pop()
        parent.letters -= len(last) if isinstance(last, str) else 0


def _told(problem: Exception) -> str:
    if isinstance(problem, expat.ExpatError):
        return f"{expat.ErrorString(problem.code)} at line {problem.lineno:,}, column {problem.offset + 1:,}"
    return str(problem)
