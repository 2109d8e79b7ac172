"""Feeds: RSS (2.0 and its forerunners) and Atom, one report an entry.

In: a feed saved as a file or fetched. Out: a `Report` for each entry: its title, address, author, date (origin
"feed") and language, the feed's name as its publisher, and as its text the full content where the feed carries it,
else the description; a note says which. An entry without any text is a `Rejected`.

The marked-up text of an entry is read by `markup`. An id that feeds give an entry stays the same when the entry is
changed, so it is kept as a field (`guid`) and not taken for the report's.

Not tried: fetching the page that an entry leads to, feeds in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from ..errors import EmptyInput, RetoldError
from ..model import Published, Rejected, Report
from . import dates, markup, records, xml
from .source import Source, rejected, text_id
from .text import require_words, shown
from .xml import Node

SUFFIXES: Final = (".rss", ".atom", ".xml")
MEDIA_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")

_ROOTS: Final = frozenset({"rss", "feed", "RDF"})
_ENTRIES: Final = frozenset({"item", "entry"})
#: Where an entry's text stands, the fullest first: RSS with its module for content, Atom, then descriptions.
_FULL: Final = ("encoded", "content")
_SHORT: Final = ("description", "summary")
_PUBLISHED: Final = ("pubDate", "published", "issued", "date")
_MODIFIED: Final = ("updated", "modified")
#: Namespaces whose elements have the names of others and another meaning (pictures, podcasts).
_OTHER: Final = ("http://search.yahoo.com/mrss", "http://www.itunes.com/dtds/")


def looks_like(head: bytes) -> bool:
    """Whether this begins as a feed does."""
    return xml.root(head) in _ROOTS


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report in each entry."""
    for number, entry in enumerate(xml.nodes(source.file, _ENTRIES, source.name), start=1):
        where = f"{shown(source.name)} entry {number:,}"
        try:
            yield _report(entry, where, source.url)
        except RetoldError as problem:
            yield rejected(f"{source.name}, entry {number}", problem)


def _report(entry: Node, where: str, base: str | None) -> Report:
    feed = entry.parent
    if feed is not None and feed.tag == "RDF":  # RSS 1.0: entries stand beside their channel
        feed = feed.first("channel")
    title = _words(entry, ("title",))
    text, full = _text(entry)
    if not text:
        raise EmptyInput(
            f"{where} has no text{f': only the title “{title}”' if title else ''}.",
            "Save the page it leads to, and give that.",
            code="no-text",
        )
    require_words(text, where)
    published, why = _date(entry, _PUBLISHED)
    modified, _ = _date(entry, _MODIFIED)
    notes = () if full else ("holds the feed's description; the report itself may be longer",)
    url = _address(entry, base)
    guid = _words(entry, ("guid", "id")) or entry.get("about")
    record = records.read_record({"text": text}, where=where, notes=(*notes, *((why,) if why else ())))
    return Report(
        id=text_id(text, url),
        text=record.text,
        title=title or None,
        publisher=_words(entry, ("source",))
        or (_words(feed, ("title",)) if feed is not None else "")
        or None,
        url=url,
        published=published or modified,
        modified=modified,
        language=_language(entry, feed),
        byline=_words(entry, ("creator",)) or _author(entry) or None,
        fields={"guid": guid} if guid else {},
        notes=record.notes,
    )


def _own(entry: Node, tags: tuple[str, ...]) -> Iterator[Node]:
    """The elements of these names, in the order of the names, without those of other namespaces."""
    for tag in tags:
        yield from (node for node in entry.all(tag) if not node.space.startswith(_OTHER))


def _words(node: Node, tags: tuple[str, ...]) -> str:
    """The words of the first of these elements that has any, without markup."""
    for found in _own(node, tags):
        if found.tag == "source" and found.first("title") is not None:
            said = found.text("title")
        else:
            said = found.text()
            said = " ".join(markup.text(said).split()) if markup.is_marked_up(said) else said
        if said:
            return said
    return ""


def _text(entry: Node) -> tuple[str, bool]:
    """The text of an entry, and whether it is the full content."""
    for tags, full in ((_FULL, True), (_SHORT, False)):
        for node in _own(entry, tags):
            if text := _content(node):
                return text, full
    return "", False


def _content(node: Node) -> str:
    if node.get("src"):  # Atom: the content stands elsewhere
        return ""
    if node.get("type").lower() == "xhtml" or any(node.all()):
        return markup.text_of(node)
    said = "".join(node.pieces())
    if node.get("type").lower() in ("text", "text/plain"):
        return said.strip()
    return markup.text(said)


def _date(entry: Node, tags: tuple[str, ...]) -> tuple[Published | None, str | None]:
    """The first date that can be read; or why the first one given cannot."""
    why: str | None = None
    for node in _own(entry, tags):
        found = dates.read(node.text(), "feed")
        if found.published is not None:
            return found.published, None
        why = why or found.note
    return None, why


def _address(entry: Node, base: str | None) -> str | None:
    """Where an entry leads to: Atom's link to the page, RSS's link, or a guid that is an address."""
    links = list(_own(entry, ("link",)))
    chosen = [node.get("href") for node in links if node.get("rel") in ("", "alternate") and node.get("href")]
    chosen += [node.text() for node in links if node.text()]
    chosen += [node.text() for node in entry.all("guid") if node.get("isPermaLink").lower() != "false"]
    for found in chosen:
        try:
            address = urljoin(base or "", found)
        except ValueError:
            continue
        if address.lower().startswith(("http://", "https://")):
            return address
    return None


def _language(entry: Node, feed: Node | None) -> str | None:
    node: Node | None = entry
    while node is not None:
        if node.get("lang"):
            return node.get("lang")
        node = node.parent
    return (_words(feed, ("language",)) if feed is not None else "") or None


def _author(entry: Node) -> str:
    """The author's name: Atom names people by element, RSS writes "mail@address (Name)"."""
    for node in _own(entry, ("author",)):
        said = node.text("name") or (node.text() if not any(node.all()) else "")
        if said.endswith(")") and "(" in said:
            said = said[said.index("(") + 1 : -1].strip()
        if said and "@" not in said:
            return said
    return ""
