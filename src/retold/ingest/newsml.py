"""NewsML-G2: the XML in which news agencies send reports (IPTC), alone or many in one message.

In: a file with news items. Out: a `Report` for each: the text of its XHTML, NITF or plain content, its headline,
byline, dateline's place in the text, agency, dates, language and, as its id, the identifier the agency gave it
(with the version kept as a field). Packages, concepts and pictures are `Rejected`, each with its kind.

The date of publication is that of the first version; the version's own is in `modified`.

Not tried: NewsML 1, content that lies elsewhere (`remoteContent`), several renditions as several reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..errors import BadRecord, RetoldError
from ..model import Published, Rejected, Report
from . import dates, markup, records, xml
from .source import Source, rejected
from .text import shown
from .xml import Node

SUFFIXES: Final = (".newsml", ".g2", ".xml")
MEDIA_TYPES: Final = ("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml")

_ROOTS: Final = frozenset({"newsItem", "newsMessage", "itemSet", "packageItem"})
#: What an item can be. Only the first holds a report.
_ITEMS: Final = frozenset({"newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem"})  # fmt: skip
_TEXT_IN: Final = ("body.content", "body")
_WITHDRAWN: Final = frozenset({"canceled", "withheld"})
_BY: Final = re.compile(r"^by\s+(?=\S)", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    """Whether this begins as NewsML-G2 does."""
    return xml.root(head) in _ROOTS


def read(source: Source) -> Iterator[Report | Rejected]:
    """The report in each news item."""
    for number, item in enumerate(xml.nodes(source.file, _ITEMS, source.name), start=1):
        where = f"{shown(source.name)} item {number:,}"
        try:
            yield _report(item, where)
        except RetoldError as problem:
            yield rejected(f"{source.name}, item {number}", problem)


def _report(item: Node, where: str) -> Report:
    if item.tag != "newsItem":
        raise BadRecord(f"{where} is a {item.tag}, not a report.", "Give the news items that it names.")
    meta, content = item.first("itemMeta") or item, item.first("contentMeta") or item
    text = _text(item)
    if not text:
        kind = (item.first("itemMeta", "itemClass") or item).get("qcode").rpartition(":")[2]
        what = f": it is of the kind {kind}" if kind not in ("", "text") else ""
        raise BadRecord(f"{where} holds no text{what}.", "Give an item of the kind text.")
    first, version = _date(meta, "firstCreated"), _date(meta, "versionCreated")
    status = (meta.first("pubStatus") or item).get("qcode").rpartition(":")[2]
    version_number = item.get("version")
    record = records.read_record(
        {
            "id": item.get("guid") or None,
            "text": text,
            "title": content.text("headline") or meta.text("title") or None,
            "publisher": _publisher(item, meta, content),
            "language": _language(item, content),
            **({"version": version_number} if version_number else {}),
        },
        where=where,
        notes=(f"its agency marks it as {status}",) if status in _WITHDRAWN else (),
    )
    return Report(
        id=record.id,
        text=record.text,
        title=record.title,
        publisher=record.publisher,
        published=first or version or _date(content, "contentCreated"),
        modified=version,
        language=record.language,
        byline=_BY.sub("", content.text("by")) or None,
        fields=record.fields,
        notes=record.notes,
    )


def _text(item: Node) -> str:
    """The text of the first content that has any: marked-up text as paragraphs, plain text as it is."""
    contents = item.first("contentSet")
    if contents is None:
        return ""
    for content in contents.all("inlineXML", "inlineData"):
        if any(content.all()):
            tree = next((node for tag in _TEXT_IN if (node := _below(content, tag)) is not None), content)
            text = markup.text_of(tree)
        else:
            text = "".join(content.pieces()).strip()
            if "html" in content.get("contenttype"):
                text = markup.text(text)
        if text.strip():
            return text
    return ""


def _below(node: Node, tag: str) -> Node | None:
    """The first element of this name, at any depth."""
    for child in node.all():
        found = child if child.tag == tag else _below(child, tag)
        if found is not None:
            return found
    return None


def _date(node: Node, tag: str) -> Published | None:
    return dates.read(node.text(tag)).published


def _publisher(item: Node, meta: Node, content: Node) -> str | None:
    """The agency's name: in words where they are given, else its code."""
    provider = meta.first("provider") or Node("", "", {})
    holder = item.first("rightsInfo", "copyrightHolder") or Node("", "", {})
    source = content.first("infoSource") or Node("", "", {})
    named = (provider, holder, source)
    for node in named:
        if name := node.text("name") or node.get("literal"):
            return name
    return content.text("creditline") or next(
        (node.get("qcode").rpartition(":")[2] for node in named if node.get("qcode")), None
    )


def _language(item: Node, content: Node) -> str | None:
    given = content.first("language")
    return (given.get("tag") if given is not None else "") or item.get("lang") or None
