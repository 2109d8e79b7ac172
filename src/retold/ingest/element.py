"""What is used of an lxml element, as a type: lxml itself is only there with the extra that reads pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Element(Protocol):
    """An element of a page: its tag, the text in it and behind it, and what stands around and below."""

    tag: object
    text: str | None
    tail: str | None

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __getitem__(self, index: int, /) -> Element: ...
    def get(self, key: str, default: str | None = None, /) -> str | None:
        """An attribute."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """This element and those below it, in the order of the document."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """The elements around this one, the nearest first."""

    def itertext(self) -> Iterator[str]:
        """The text below this element."""

    def getparent(self) -> Element | None:
        """The element around this one."""

    def index(self, child: Element, /) -> int:
        """The place of a child."""

    def makeelement(self, tag: str, /) -> Element:
        """A new element, in no tree yet."""

    def append(self, child: Element, /) -> None:
        """Put an element, with the text behind it, after the last child."""

    def remove(self, child: Element, /) -> None:
        """Take a child out, with the text behind it."""

    def addnext(self, element: Element, /) -> None:
        """Put an element right behind this one."""

    def drop_tag(self) -> None:
        """Take the element out and leave what was in it."""

    def drop_tree(self) -> None:
        """Take the element out with what was in it, and leave the text behind it."""


def text_of(element: Element) -> str:
    """The text below an element as a page shows it: white space folded to single spaces."""
    return plain("".join(element.itertext()))


def plain(text: str) -> str:
    """Text with its white space folded to single spaces."""
    return " ".join(text.split())
