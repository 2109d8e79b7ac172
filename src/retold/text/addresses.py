"""Web addresses as they are compared: whether two of them lead to one page, and whose site it is.

In goes an address as a page or a feed gives it, out comes what is left without that which makes no other page: scheme,
"www.", port of the scheme, fragment, last slash, marks of campaigns. Nothing is fetched. Not tried: short links,
pages for telephones, and what a site itself calls one page.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

#: Parts of a query by which somebody counts from where readers come.
_COUNTED = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=.*)?", re.IGNORECASE)
_PORTS = (None, 80, 443)


def page(address: str | None) -> str:
    """The page to which an address leads; empty where there is none, or nothing but a site's first page."""
    parts = _parts(address)
    if parts is None:
        return ""
    query = "&".join(one for one in parts.query.split("&") if one and not _COUNTED.fullmatch(one))
    path = parts.path.rstrip("/")
    if not path and not query:
        return ""
    port = "" if parts.port in _PORTS else f":{parts.port}"
    return f"{_host(parts)}{port}{path}{'?' if query else ''}{query}"


def site(address: str | None) -> str:
    """The site of an address, without "www."; empty where there is none."""
    parts = _parts(address)
    return _host(parts) if parts is not None else ""


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _parts(address: str | None) -> SplitResult | None:
    try:
        parts = urlsplit((address or "").strip())
        parts.port  # noqa: B018 - looks whether there is a port, and it is a number
    except ValueError:
        return None
    return parts if parts.hostname else None
