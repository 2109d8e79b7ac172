"""Pages: the article in an HTML file, with what the page says about itself.

In: the bytes of a page. Out: a `Report` whose text is the extracted article: its paragraphs, quotations,
list items, subheads and table rows, one blank line between them; a `br` is a line end, two are a blank
line, the cells of a row are parted by tabs, a `q` stands in quotation marks as browsers show it. The
headline goes into `title`, and where it, a byline or a dateline stands in the text, `parts` says so.
Captions and text that is struck out are left out. What the article is, trafilatura decides (Barbaresi 2021); `metadata` reads the rest.

The encoding is the byte-order mark's, then the one its server named, then the one the page declares in its
first 4096 bytes (but bytes that are UTF-8 are read so), then a guess. Scripts are not run, nothing is fetched.

Not tried: pages that scripts fill, articles over several pages, comments, text in pictures.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from types import ModuleType
from typing import Final, NamedTuple

from ..digest import digest
from ..errors import NeedsExtra, NoArticle
from ..model import Part, PartKind, Report, Span
from .element import Element, plain, text_of
from .metadata import Facts, facts, words_of
from .text import declared_codec, decode, name_id, require_words, shown

SUFFIXES: Final = (".html", ".htm", ".xhtml")

#: Bytes in which a page must declare its encoding: four times what the HTML standard asks, for pages
#: with a long comment in front.
_DECLARED_IN: Final = 4096
_CHARSET: Final = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
#: Browsers write where a page came from into the copy they save.
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")

#: Words in the longest paragraph from which what is left is an article. "Home News Sport" is what clean-up
#: leaves of a page without one; the shortest report is one sentence ("The mayor resigned on Friday").
_LEAST_WORDS: Final = 5
#: The same in characters, for scripts that put no space between words.
_LEAST_UNSPACED: Final = 12
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
#: What stands in a page instead of its article, told by its words where there are few of them.
_NOTICE: Final = re.compile(
    r"enable (?:javascript|js|cookies)|javascript is (?:disabled|required)|disable (?:any|your) ad ?blocker|"
    r"verify (?:that )?you are (?:a )?human|are you a robot|checking your browser|access denied|page not found",
    re.IGNORECASE,
)
_NOTICE_LENGTH: Final = 300

#: Characters below which trafilatura falls back to the plain text of the page (its MIN_EXTRACTED_SIZE).
_SHORT: Final = 250
#: Share of that fallback's words which the article found at first must have to be taken instead.
_MOST: Final = 0.7

#: Characters that lxml takes into no tree.
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")

_EXTRA: Final = 'Install it: pip install "retold[pages]"'
_SAVE_WORDS: Final = "Save the article's words as a text file and give that."
#: Elements of trafilatura's tree that end a paragraph.
_BLOCKS: Final = frozenset({
    "ab", "article", "body", "code", "div", "dl", "head", "item", "list", "nav", "p", "quote", "row", "section", "table",
})  # fmt: skip

_MARKS: Final = ("“", '"', "„", "«", "‘", "'")

#: Paragraphs from the start among which a byline is looked for.
_BYLINE_WITHIN: Final = 6


class _Block(NamedTuple):
    kind: str  # the element: "p", "head", "item", "row", "quote"
    text: str


def looks_like(head: bytes) -> bool:
    """Whether this begins as a page does."""
    return _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes, name: str, *, charset: str | None = None) -> Report:
    """A page as a report. `charset` is the encoding that its server names, if it names one."""
    declared = _CHARSET.search(data[:_DECLARED_IN])
    label = next(filter(None, declared.groups())).decode("ascii", "replace") if declared else None
    if charset and declared_codec(charset):
        label = charset
    source, notes = decode(data, name, declared=label)
    if not source.strip():
        require_words(source, name)
    trafilatura = _reader_of_pages(name)
    source, controls = _NOT_XML.subn("\ufffd", source)
    if controls:
        notes += (f"{controls:,} control character{'s' if controls > 1 else ''} became \ufffd",)
    page = _tree(source)
    if page is None:
        raise _no_article(0, name)
    said = facts(page)
    struck = _without_struck_out(page)
    if struck:
        notes += (f"struck-out text in {struck:,} place{'s' if struck > 1 else ''} was left out",)
    blocks = _article(trafilatura, page)
    _require_article(blocks, name)
    text = "\n\n".join(block.text for block in blocks)
    require_words(text, name)
    return Report(
        id=name_id(name) or digest(text),
        text=text,
        title=said.title,
        publisher=said.publisher,
        url=said.url or _saved_from(source),
        published=said.published,
        modified=said.modified,
        language=said.language,
        byline=said.byline,
        canonical=said.canonical,
        syndicated_from=said.syndicated_from,
        parts=tuple(_parts(blocks, page, said)),
        notes=notes + said.notes,
    )


def _reader_of_pages(name: str) -> ModuleType:
    """trafilatura, loaded only when a page is read."""
    try:
        trafilatura = import_module("trafilatura")
    except ImportError as problem:
        missing = problem.name or "trafilatura"
        raise NeedsExtra(
            f"Reading the page {shown(name)} needs {missing}, which is not installed.", _EXTRA
        ) from None
    # Its warnings are for people who tune it; what matters to a reader is said in errors and notes.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura


def _tree(source: str) -> Element | None:
    """The page as lxml parses it, or None where there is nothing to parse. lxml is there with trafilatura."""
    lxml_html, etree = import_module("lxml.html"), import_module("lxml.etree")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page: Element = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return page


def _article(trafilatura: ModuleType, page: Element) -> list[_Block]:
    """The paragraphs of the article that trafilatura finds."""
    try:
        prepared = deepcopy(page)
        _without_captions(prepared)
        _quotation_marks(prepared)
        _split_paragraphs(prepared)
        blocks = _extracted(trafilatura, prepared)
        if sum(len(block.text) for block in blocks) >= _SHORT:
            return blocks
        # Of a short article it takes the plain text of the page, with no paragraphs and with whatever else
        # stands there. What it found at first is better, if it is most of that.
        config = trafilatura.settings.use_config()
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
        as_found = _extracted(trafilatura, prepared, config)
    except Exception:  # noqa: BLE001 - whatever a broken page sets off in there, no article came of it
        return []
    every, found = _word_count(blocks), _word_count(as_found)
    return as_found if found >= every * _MOST else blocks


def _extracted(trafilatura: ModuleType, page: Element, config: object = None) -> list[_Block]:
    options = {"config": config} if config is not None else {}
    found = trafilatura.bare_extraction(
        deepcopy(page), include_comments=False, include_tables=True, with_metadata=False, **options
    )
    blocks: list[_Block] = []
    if found is not None and found.body is not None:
        _collect(found.body, "p", blocks)
    return blocks


def _word_count(blocks: list[_Block]) -> int:
    return sum(len(words_of(block.text)) for block in blocks)


def _without_captions(page: Element) -> None:
    """Extraction drops figures, but not always: what stands under a picture is no sentence of the report.
    A figure that holds a quotation or a table and no picture is part of the report, though."""
    for figure in list(page.iter("figure")):
        holds = {element.tag for element in figure.iter()}
        if holds & {"blockquote", "table"} and not holds & {"img", "picture", "video", "iframe"}:
            figure.tag = "div"
            for caption in figure.iter("figcaption"):
                caption.tag = "p"
    for caption in list(page.iter("figcaption")):
        caption.drop_tree()


def _quotation_marks(page: Element) -> None:
    """`<q>` is a quotation whose marks the browser draws: write them into the text, unless they are there."""
    nested = [(element, any(True for _ in element.iterancestors("q"))) for element in page.iter("q")]
    for element, inner in nested:
        inside = text_of(element)
        if inside and not inside.startswith(_MARKS):
            opening, closing = ("‘", "’") if inner else ("“", "”")
            element.text = opening + (element.text or "").lstrip()
            if len(element):
                element[-1].tail = (element[-1].tail or "").rstrip() + closing
            else:
                element.text = element.text.rstrip() + closing
        element.drop_tag()


def _without_struck_out(page: Element) -> int:
    """Take out what the publisher has struck out ("<del>12</del> 14 died"); gives how many places."""
    struck = [el for el in page.iter("del", "s", "strike") if el.getparent() is not None]
    for element in struck:
        element.drop_tree()
    return len(struck)


def _split_paragraphs(page: Element) -> None:
    """A paragraph with two `br` in a row is two paragraphs: extraction keeps one line end of the two."""
    for paragraph in list(page.iter("p")):
        first: Element | None = paragraph if paragraph.getparent() is not None else None
        while first is not None:
            first = _split_off(first)


def _split_off(paragraph: Element) -> Element | None:
    """Move what follows the first double `br` into a paragraph of its own, and give that one."""
    second = _double_break(paragraph)
    if second is None:
        return None
    at = paragraph.index(second)
    rest = paragraph.makeelement("p")
    rest.text = second.tail
    for child in list(paragraph)[at + 1 :]:
        rest.append(child)
    paragraph.remove(second)
    paragraph[at - 1].tail = None
    rest.tail, paragraph.tail = paragraph.tail, None
    paragraph.addnext(rest)
    return rest


def _double_break(paragraph: Element) -> Element | None:
    """The second of the first two `br` in a row directly in this paragraph."""
    previous = None
    for child in paragraph:
        if (
            child.tag == "br"
            and previous is not None
            and previous.tag == "br"
            and not (previous.tail or "").strip()
        ):
            return child
        previous = child
    return None


def _collect(element: Element, kind: str, blocks: list[_Block]) -> None:
    """Flatten trafilatura's tree: each innermost block becomes one, runs of text between blocks another."""
    if element.tag == "row":
        cells = "\t".join(text_of(cell) for cell in element).strip("\t")
        if cells:
            blocks.append(_Block("row", cells))
        return
    run = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            _add(blocks, kind, "".join(run))
            run.clear()
            _collect(
                child, child.tag if child.tag in ("p", "head", "item") and kind != "item" else kind, blocks
            )
        elif any(inner.tag in _BLOCKS for inner in child):
            _add(blocks, kind, "".join(run))
            run.clear()
            _collect(child, kind, blocks)
        else:
            run.append("\n" if child.tag == "lb" else _inline(child))
        run.append(child.tail or "")
    _add(blocks, kind, "".join(run), is_code=element.tag == "code")


def _inline(element: Element) -> str:
    """The text of inline markup, with a line end for each `br` in it."""
    inner = (("\n" if child.tag == "lb" else _inline(child)) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def _add(blocks: list[_Block], kind: str, text: str, *, is_code: bool = False) -> None:
    """A paragraph with its white space folded; where two line ends met, two paragraphs."""
    if is_code:  # a `pre`: its lines are kept, as in wire copy pasted into a page
        lines = "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
        blocks.extend(_Block("p", part) for part in re.split(r"\n{2,}", lines) if part.strip())
        return
    lines = "\n".join(plain(line) for line in text.split("\n"))
    blocks.extend(_Block(kind, part.strip("\n")) for part in re.split(r"\n{2,}", lines) if part.strip())


def _require_article(blocks: list[_Block], name: str) -> None:
    left = "\n\n".join(block.text for block in blocks)
    longest = max((len(block.text.split()) for block in blocks), default=0)
    unspaced = max((len(_UNSPACED.findall(block.text)) for block in blocks), default=0)
    if longest < _LEAST_WORDS and unspaced < _LEAST_UNSPACED:
        raise _no_article(len(left), name)
    if len(left) <= _NOTICE_LENGTH and _NOTICE.search(left):
        raise NoArticle(f"{shown(name)} holds a notice to its reader, no article.", _SAVE_WORDS)


def _no_article(left: int, name: str) -> NoArticle:
    counted = f"{left} character{'' if left == 1 else 's'}"
    return NoArticle(f"{shown(name)} holds no article text: {counted} left after clean-up.", _SAVE_WORDS)


def _parts(blocks: list[_Block], page: Element, said: Facts) -> Iterator[Part]:
    """The paragraphs of the text that the page's markup shows to be no sentences of the report."""
    title = words_of(said.title or "")
    datelines = sorted(_datelines(page), key=len, reverse=True)
    byline = words_of(said.byline or "")
    at = 0
    for index, block in enumerate(blocks):
        span = Span(at, at + len(block.text))
        kind: PartKind | None = None
        if title and words_of(block.text) == title:
            kind = "headline"
        elif index < _BYLINE_WITHIN and byline and words_of(block.text) in (byline, ["by", *byline]):
            kind = "byline"
        elif opening := next((line for line in datelines if block.text.startswith(line)), None):
            kind, span = "dateline", Span(at, at + len(opening))
        if kind is not None:
            yield Part(kind, span)
        at += len(block.text) + len("\n\n")


def _datelines(page: Element) -> Iterator[str]:
    for element in page.iter("span", "b", "strong", "em"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "dateline" in names and (text := text_of(element)):
            yield text


def _saved_from(source: str) -> str | None:
    found = _SAVED_FROM.search(source[:_DECLARED_IN])
    return found.group(1) if found else None
