"""Marked-up text without a page around it, as feeds and agencies send it: its words in paragraphs.

In: a piece of HTML, or a tree of XHTML or NITF. Out: the text, one blank line between paragraphs, a line end for
each `br`, the cells of a row parted by tabs, marks around what stands in a `q`; as `html` gives the article of a
page. Captions, scripts and what is struck out are left out.

Such a piece is the report and nothing else, so no article need be found in it, and no extra is needed. The markup is
read in one pass from left to right, in time that grows with its length and no faster, whatever is in it
(Python's own `html.parser` takes hours for some pieces of the length of a long report).

Not tried: mending markup that is not closed, drawing tables.
"""

from __future__ import annotations

import html
import re
from typing import Final

from .element import plain
from .xml import Node

#: Elements that begin and end a paragraph, in HTML and in NITF.
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "body.content", "block", "center", "dd", "div", "dl", "dt",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "thead", "tr", "ul", "bq", "dateline", "byline", "fn", "note",
})  # fmt: skip
#: Elements whose words are none of the report's.
_LEFT_OUT: Final = frozenset({
    "caption", "del", "figcaption", "head", "iframe", "media", "noscript", "object", "s", "script", "strike", "style",
    "svg", "template", "title", "video", "audio",
})  # fmt: skip
#: Elements in which "<" begins no element.
_RAW: Final = frozenset({"script", "style"})
#: Elements that hold nothing and are never closed.
_EMPTY: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "col", "embed", "source", "track"})  # fmt: skip

_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*")
_TAG: Final = re.compile(r"<[a-zA-Z/!]")
#: Characters behind a ">" inside an attribute in which the attribute's end is looked for.
_ATTRIBUTE: Final = 2000


def text(source: str) -> str:
    """The words of a piece of HTML. What holds no element is plain text with character references."""
    collected = _Paragraphs()
    at = 0
    while at < len(source):
        begins = source.find("<", at)
        if begins < 0:
            begins = len(source)
        collected.words(html.unescape(source[at:begins]))
        if begins == len(source):
            break
        at = _element(source, begins, collected)
    return collected.text()


def text_of(tree: Node) -> str:
    """The words of a tree of XHTML or NITF."""
    collected = _Paragraphs()
    _walk(tree, collected)
    return collected.text()


def is_marked_up(source: str) -> bool:
    """Whether there is an element in it."""
    return _TAG.search(source) is not None


def _walk(node: Node, collected: _Paragraphs) -> None:
    collected.open(node.tag.lower())
    for child in node.children:
        if isinstance(child, str):
            collected.words(child)
        else:
            _walk(child, collected)
    collected.close(node.tag.lower())


def _element(source: str, begins: int, collected: _Paragraphs) -> int:
    """Take what begins with the "<" at `begins`; where to go on."""
    if source.startswith("<!--", begins):
        ends = source.find("-->", begins + 4)
        return len(source) if ends < 0 else ends + 3
    closes = source.startswith("/", begins + 1)
    name = _NAME.match(source, begins + 1 + closes)
    if name is None and not source.startswith(("!", "?"), begins + 1):
        collected.words("<")
        return begins + 1
    ends = source.find(">", begins)
    if ends < 0:
        return len(source)
    if source.count('"', begins, ends) % 2:
        ends = max(ends, source.find('">', ends, ends + _ATTRIBUTE) + 1)
    if name is not None:
        tag = name.group().lower()
        if closes:
            collected.close(tag)
        else:
            collected.open(tag)
            if tag in _EMPTY or source[ends - 1] == "/":
                collected.close(tag)
            elif tag in _RAW:
                end = re.compile(f"</{tag}", re.IGNORECASE).search(source, ends)
                return end.start() if end else len(source)
    return ends + 1


class _Paragraphs:
    """Words and the beginnings and ends of elements, put together to paragraphs."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._run: list[str] = []
        self._left_out: list[str] = []
        self._quotes = 0

    def words(self, words: str) -> None:
        """Text between two marks of markup."""
        if not self._left_out:
            self._run.append(words.replace("\n", " "))

    def open(self, tag: str) -> None:
        """An element begins."""
        if tag in _LEFT_OUT:
            self._left_out.append(tag)
        elif tag == "br":
            self._break("\n")
        elif tag in _BLOCKS:
            self._end()
        elif tag == "q":
            self._quotes += 1
            self._break("“" if self._quotes == 1 else "‘")

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag in _LEFT_OUT:
            # What was opened inside it and not closed ends with it.
            while tag in self._left_out and self._left_out.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self._end()
        elif tag in ("td", "th"):
            self._break("\t")
        elif tag == "q" and self._quotes:
            self._break("”" if self._quotes == 1 else "’")
            self._quotes -= 1

    def text(self) -> str:
        """What was collected."""
        self._end()
        return "\n\n".join(self._done)

    def _break(self, mark: str) -> None:
        if not self._left_out:
            self._run.append(mark)

    def _end(self) -> None:
        lines = "".join(self._run).split("\n")
        self._run.clear()
        shown = "\n".join("\t".join(plain(cell) for cell in line.split("\t")).strip("\t ") for line in lines)
        self._done.extend(part.strip("\n") for part in re.split(r"\n{2,}", shown) if part.strip())
