"""What a page says about itself: headline, authors, publisher, dates, links.

In: a parsed page (an lxml tree). Out: `Facts`. Sources, the most explicit first: JSON-LD of a schema.org
article (alone, in a list, in `@graph`, with references by `@id`), meta elements (OpenGraph and the names
newsrooms use), schema.org attributes in the page (microdata), `time` elements, and last what the page
shows (`h1`, `title`, an element called "byline").

A date is only taken where the page marks it as the date of publication; none is looked for in running
text or in addresses. JSON-LD that is not valid JSON is mended where the fault is a common one (comment
marks around it, a comma too many); of the rest a few plain fields are taken, and a note says so.

Not tried: dates that the page marks nowhere, the publisher's name from an address. Nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from ..model import Published
from . import dates
from .element import Element, plain, text_of
from .text import without_surrogates


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about itself; None where it says nothing."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: Published | None = None
    modified: Published | None = None
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    syndicated_from: str | None = None
    notes: tuple[str, ...] = ()


#: Types of schema.org whose fields describe a report.
_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
#: Names of meta elements, the most explicit first. Compared in lower case.
_TITLE: Final = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
)
_AUTHOR: Final = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
)
_PUBLISHER: Final = (
    "og:site_name", "article:publisher", "publisher", "dc.publisher", "dcterms.publisher", "application-name",
)  # fmt: skip
_PUBLISHED: Final = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "cxenseparse:recs:publishtime", "article.published", "date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time", "datemodified",
    "dc.date.modified", "dcterms.modified", "lastmod", "last-modified", "last_modified", "article.updated",
)  # fmt: skip
_SYNDICATED: Final = ("syndication-source", "original-source")
_LANGUAGE: Final = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")

_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|article-author)(?:$|[\s_-])", re.IGNORECASE
)
_DATE_CLASS: Final = re.compile(
    r"publish|pubdate|posted|(?:^|[\s_-])(?:date|timestamp|dateline)(?:$|[\s_-])", re.IGNORECASE
)
_MODIFIED_CLASS: Final = re.compile(r"updated|modified", re.IGNORECASE)
_BY: Final = re.compile(r"^(?:by|von|par|por|di|door|av|af)\s*:?\s+(?=\S)", re.IGNORECASE)
#: A name that is longer is no name: the element held more than the byline.
_MAX_BYLINE: Final = 200
#: Levels of lists and objects in JSON-LD that are looked into.
_MAX_DEPTH: Final = 6
#: Share of a headline's words that a machine's title must have for both to be one headline.
_SAME_TITLE: Final = 0.5

_WORD: Final = re.compile(r"\w+")
_TITLE_SEPARATOR: Final = re.compile(r"\s+[|·•»–—-]\s+|\s*\|\s*")
_FIELD: Final = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.)*)"')
_BAD_JSON: Final = "its JSON-LD is broken; what could be told from it was used"


def facts(page: Element) -> Facts:
    """What `page` says about itself."""
    notes: list[str] = []
    article, broken = _article(page)
    if broken:
        notes.append(_BAD_JSON)
    meta = _meta(page)
    base = next((link for el in page.iter("base") if (link := el.get("href"))), None)
    canonical = _address(
        next((el.get("href") for el in page.iter("link") if _has(el, "rel", "canonical")), None), base
    )
    publisher = (
        _name(article.get("publisher"))
        or _first(meta, _PUBLISHER, no_address=True)
        or _marked(page, "publisher")
    )
    published, why = _first_date(_published(page, article, meta))
    modified, _ = _first_date(_modified(page, article, meta))
    if published is None and why:
        notes.append(why)
    if str(article.get("isAccessibleForFree", "")).lower() == "false":
        notes.append("the page says that it is not free to read; what was read may be a part of the report")
    based_on = article.get("isBasedOn")
    return Facts(
        title=_title(page, article, meta, publisher),
        byline=_byline(page, article, meta),
        publisher=publisher,
        published=published,
        modified=modified,
        language=_language(page, article, meta),
        url=_address(_first(meta, ("og:url",)) or _string(article.get("url")), base) or canonical,
        canonical=canonical,
        syndicated_from=_address(
            _first(meta, _SYNDICATED)
            or next((el.get("href") for el in page.iter("link") if _has(el, "rel", *_SYNDICATED)), None)
            or _string(
                based_on.get("url") or based_on.get("@id") if isinstance(based_on, Mapping) else based_on
            ),
            base,
        ),
        notes=tuple(notes),
    )


def words_of(text: str) -> list[str]:
    """The words by which two headlines are compared."""
    return [word.casefold() for word in _WORD.findall(text)]


# --- JSON-LD ---------------------------------------------------------------------------------------


def _article(page: Element) -> tuple[Mapping[str, object], bool]:
    """The fields of the page's article in JSON-LD, and whether any of its JSON-LD was broken."""
    nodes: list[Mapping[str, object]] = []
    rescued: dict[str, object] = {}
    broken = False
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = "".join(script.itertext())
        try:
            nodes.extend(_nodes(_mended(source)))
        except (ValueError, RecursionError):
            broken = broken or bool(source.strip())
            for field, value in _FIELD.findall(source):
                rescued.setdefault(field, value.replace('\\"', '"').replace("\\/", "/"))
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return rescued, broken
    shown = [words_of(text_of(el)) for el in page.iter("h1", "title")]
    # Of several articles (teasers of others among them) the one whose headline the page shows.
    chosen = max(articles, key=lambda node: _alikeness(words_of(_string(node.get("headline")) or ""), shown))
    return rescued | {key: _resolved(value, named) for key, value in chosen.items()}, broken


def _mended(source: str) -> object:
    """The JSON in a script element, without what pages commonly wrap around it or leave in it."""
    source = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)", "", source)
    source = re.sub(r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$", "", source).strip()
    try:
        return json.loads(source, strict=False)
    except ValueError:
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", source), strict=False)


def _nodes(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The objects at the top: alone, in lists, in `@graph`, or as what a page is mainly about."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: Mapping[str, object]) -> bool:
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in listed)


def _resolved(value: object, named: Mapping[str, Mapping[str, object]]) -> object:
    """`value` with references (`{"@id": ...}`) led to what they name, one step."""
    if isinstance(value, list):
        return [_resolved(item, named) for item in value]
    if isinstance(value, dict) and "@id" in value and not value.get("name"):
        return named.get(str(value["@id"]), value)
    return value


def _string(value: object) -> str | None:
    """A string field: entities decoded (JSON-LD is often escaped twice), white space folded."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    return plain(without_surrogates(html.unescape(value))[0]) or None


def _name(value: object) -> str | None:
    """A person's or organisation's name, however the field holds it; several joined by commas."""
    if isinstance(value, list):
        names = dict.fromkeys(name for item in value if (name := _name(item)))
        return ", ".join(names) or None
    if isinstance(value, Mapping):
        given = value.get("name")
        if given is None and value.get("familyName"):
            given = f"{value.get('givenName') or ''} {value['familyName']}"
        return _name(given) if given is not value else None
    name = _string(value)
    return None if name is None or _is_address(name) else name


# --- meta elements ---------------------------------------------------------------------------------


def _meta(page: Element) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = plain(element.get("content") or "")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(attribute):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: Mapping[str, list[str]], names: Iterable[str], *, no_address: bool = False) -> str | None:
    for name in names:
        for content in meta.get(name, ()):
            if not (no_address and _is_address(content)):
                return content
    return None


def _has(element: Element, attribute: str, *values: str) -> bool:
    return any(value in values for value in (element.get(attribute) or "").lower().split())


def _marked(page: Element, prop: str) -> str | None:
    """The text of the first element marked with a schema.org property; its `name`, if it has one."""
    for element in page.iter():
        if not isinstance(element.tag, str) or not _has(element, "itemprop", prop):
            continue
        names = (
            inner
            for inner in element.iter()
            if isinstance(inner.tag, str) and _has(inner, "itemprop", "name")
        )
        name = next(names, element)
        text = plain(name.get("content") or "") or text_of(name)
        if text and not _is_address(text):
            return text
    return None


# --- headline, byline, language, links -------------------------------------------------------------


def _title(
    page: Element, article: Mapping[str, object], meta: Mapping[str, list[str]], publisher: str | None
) -> str | None:
    """The headline that readers see: the `h1` that agrees with what machines are told, else the latter."""
    shown = next((text_of(el) for el in page.iter("title")), "")
    machine = [title for title in (_string(article.get("headline")), _first(meta, _TITLE)) if title]
    heads = [head for el in page.iter("h1") if (head := text_of(el)) and head != publisher]
    known = [words_of(title) for title in (*machine, shown) if title]
    for head in heads:
        if _alikeness(words_of(head), known) >= _SAME_TITLE:
            return head
    if machine:
        return _without_site(machine[0], publisher)
    if len(heads) == 1:
        return heads[0]
    return _without_site(shown, publisher) or None


def _alikeness(words: list[str], others: list[list[str]]) -> float:
    """The largest share of `words` that one of `others` has."""
    if not words:
        return 0.0
    return max((sum(word in other for word in words) / len(words) for other in others), default=0.0)


def _without_site(title: str, publisher: str | None) -> str:
    """A title without the site's name behind it ("... | The Harbour Times")."""
    parts = _TITLE_SEPARATOR.split(title)
    if len(parts) > 1 and publisher and parts[-1].casefold() == publisher.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |·•»–—-")
    return title


def _byline(page: Element, article: Mapping[str, object], meta: Mapping[str, list[str]]) -> str | None:
    name = _name(article.get("author")) or _first(meta, _AUTHOR, no_address=True) or _marked(page, "author")
    if name is None:
        for element in page.iter():
            if not isinstance(element.tag, str) or element.tag in ("body", "html", "article", "main"):
                continue
            if _has(element, "rel", "author") or _BYLINE_CLASS.search(element.get("class") or ""):
                name = text_of(element)
                if name and len(name) <= _MAX_BYLINE:
                    break
                name = None
    return _BY.sub("", name) if name and len(name) <= _MAX_BYLINE else None


def _language(page: Element, article: Mapping[str, object], meta: Mapping[str, list[str]]) -> str | None:
    """The primary language ("en" of "en-GB")."""
    root = next(iter(page.iter("html")), None)
    given = (root.get("lang") if root is not None else None) or _string(article.get("inLanguage"))
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", given or _first(meta, _LANGUAGE) or "")
    return code.group().lower() if code else None


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://", "//", "www.")) or text.startswith("@")


def _address(link: str | None, base: str | None) -> str | None:
    """A web address, made whole by the page's base where it gives one."""
    link = (link or "").strip()
    if not link:
        return None
    try:
        whole = urljoin(base, link) if base else link
        scheme = urlsplit(whole).scheme
    except ValueError:
        return None
    return whole if scheme in ("http", "https", "") else None


# --- dates -----------------------------------------------------------------------------------------


def _published(page: Element, article: Mapping[str, object], meta: Mapping[str, list[str]]) -> Iterator[str]:
    yield from filter(None, (_string(article.get("datePublished")),))
    for name in _PUBLISHED:
        yield from meta.get(name, ())
    times = [element for element in page.iter("time") if not _is_modified(element)]
    for wanted in (lambda el: _has(el, "itemprop", "datepublished") or el.get("pubdate") is not None,
                   lambda el: bool(_DATE_CLASS.search(el.get("class") or "")),
                   _heads_article):  # fmt: skip
        yield from (_date_text(element) for element in times if wanted(element))
    for element in page.iter("span", "p", "div"):
        if _has(element, "itemprop", "datepublished") or _DATE_CLASS.search(element.get("class") or ""):
            text = _date_text(element)
            if any(letter.isdigit() for letter in text) and dates.read(text).published:
                yield text


def _modified(page: Element, article: Mapping[str, object], meta: Mapping[str, list[str]]) -> Iterator[str]:
    yield from filter(None, (_string(article.get("dateModified")),))
    for name in _MODIFIED:
        yield from meta.get(name, ())
    yield from (_date_text(element) for element in page.iter("time") if _is_modified(element))


def _is_modified(element: Element) -> bool:
    return _has(element, "itemprop", "datemodified") or bool(
        _MODIFIED_CLASS.search(element.get("class") or "")
    )


def _heads_article(element: Element) -> bool:
    """Whether a `time` stands in the head of the article, not of a teaser or among comments."""
    around = next(
        (el.tag for el in element.iterancestors("header", "article", "main", "aside", "footer", "nav", "li")),
        "",
    )
    return around in ("header", "article", "main")


def _date_text(element: Element) -> str:
    return plain(element.get("datetime") or element.get("content") or "".join(element.itertext()))


def _first_date(values: Iterable[str]) -> tuple[Published | None, str | None]:
    """The first value that is a date, or why the first that stood there is none."""
    why: str | None = None
    for value in values:
        published, note = dates.read(value, "page")
        if published is not None:
            return published, None
        why = why or note
    return None, why
