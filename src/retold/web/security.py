"""Stands before every page: whose request is answered, how large it may be, what a page is allowed to do.

- The **Host** a request names must be one that this server is known by: a page elsewhere that had a name of its own
  lead here (DNS rebinding) is refused.
- A request that changes something must come from a page of this server (**Origin**, Sec-Fetch-Site), or from a
  program, which names neither.
- On an address that others can reach, a **token** is demanded: as a bearer token, or as a cookie that is set when
  an address with `?token=` is opened. The cookie holds a digest of it and is not sent from other sites.
- A body over the limit is refused before it is read whole, and so is an address that is too long.
- Each answer carries a Content-Security-Policy that allows this server's own files and nothing else: no inline
  script or style, no frame, no form to another place.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..errors import Refused

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "retold_token"
#: Characters of an address, its query included: a question of 300 characters and two long ids fit many times.
MOST_ADDRESS = 8_192

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253})(?::(?P<port>\d{1,5}))?")
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Who is answered. `hosts` are names beside those of this machine itself; `any_address` allows every address
    written in numbers, for a server that listens on all of them."""

    hosts: frozenset[str] = frozenset()
    any_address: bool = False
    token: str | None = None
    most_body: int = 1_000_000


def rules_for(host: str, token: str | None, most_body: int, names: frozenset[str] = frozenset()) -> Rules:
    """The rules for a server that listens on `host`; a token is made where one is needed and none is given."""
    everywhere = host in {"0.0.0.0", "::", ""}  # noqa: S104 - asked about, not bound to
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    hosts = names if everywhere else names | {_bracketed(host).lower()}
    return Rules(hosts, everywhere, token, most_body)


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def sealed(token: str) -> str:
    """What the cookie holds instead of the token."""
    return hashlib.sha256(f"retold cookie {token}".encode()).hexdigest()


class _TooMuch(Exception):
    """The body went on beyond the limit."""


class Guard:
    """The app behind the rules. `refuse` writes the answer to a request that is refused."""

    def __init__(self, app: App, rules: Rules, refuse: Callable[[Refused, bool], Any]) -> None:
        self._app = app
        self._rules = rules
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        body = _Body(receive, self._rules.most_body)
        started = False

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal started
            if body.over and not started:
                return  # what the app makes of a body that was cut off is not told
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": _with_headers(message.get("headers", []))}
            await send(message)

        try:
            cookie = self._admit(scope)
            if cookie is not None:
                await _redirect(cookie, scope, sending)
                return
            await self._app(scope, body.receive, sending)
        except Refused as refused:
            await self._refuse(refused, _is_api(scope))(scope, receive, sending)
        except _TooMuch:
            pass
        if body.over and not started:
            body.over = False
            answer = self._refuse(_too_large(self._rules.most_body), _is_api(scope))
            await answer(scope, receive, sending)

    def _admit(self, scope: Scope) -> str | None:
        """Raise where the request is refused. A cookie to set, where the address itself held the token."""
        headers = _headers(scope)
        length = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if length > MOST_ADDRESS:
            raise Refused(414, "The address is too long.", "Ask for less.", code="address-too-long")
        host = self._require_host(headers)
        if scope["method"] not in _SAFE:
            _require_same_origin(headers, host)
        declared = headers.get("content-length", ["0"])[0]
        if not declared.isdigit() or len(declared) > 18 or int(declared) > self._rules.most_body:
            raise _too_large(self._rules.most_body)
        return self._require_token(scope, headers)

    def _require_host(self, headers: dict[str, list[str]]) -> str:
        given = headers.get("host", [])
        match = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if match is not None:
            name = match["name"].lower()
            if name in _LOCAL or name in self._rules.hosts:
                return given[0].lower()
            if self._rules.any_address and _is_address(name):
                return given[0].lower()
        raise Refused(
            421,
            "This server is not known by the name that was asked for.",
            "Open the address that `retold serve` printed, or name it with --name.",
            code="unknown-host",
        )

    def _require_token(self, scope: Scope, headers: dict[str, list[str]]) -> str | None:
        token = self._rules.token
        if token is None:
            return None
        scheme, _, bearer = headers.get("authorization", [""])[0].partition(" ")
        if scheme.lower() == "bearer" and _same(bearer.strip(), token):
            return None
        if _same(_cookie(headers), sealed(token)):
            return None
        asked = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        if scope["method"] == "GET" and _same(asked.get("token", ""), token):
            return sealed(token)
        raise Refused(
            401,
            "This archive is open to those who have its token.",
            "Open the whole address that `retold serve` printed; programs send it as a bearer token.",
            code="no-token",
        )


def _require_same_origin(headers: dict[str, list[str]], host: str) -> None:
    origins = headers.get("origin", [])
    fetched = headers.get("sec-fetch-site", [])
    right = all(origin.lower() in {f"http://{host}", f"https://{host}"} for origin in origins)
    if not right or any(site not in {"same-origin", "none"} for site in fetched):
        raise Refused(
            403,
            "This request came from a page of another place, so nothing was done.",
            "Send it from a page of this server.",
            code="other-origin",
        )


def _too_large(limit: int) -> Refused:
    return Refused(
        413,
        f"The request is larger than the {limit:,} bytes that are taken.",
        "Send less at a time, or use: retold add",
        code="too-large",
    )


class _Body:
    """The body as it comes, up to a limit; `over` says that there was more."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self.over = False

    async def receive(self) -> MutableMapping[str, Any]:
        """The next piece."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            raise _TooMuch
        return message


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _with_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in given}
    more = [*_HEADERS, (b"cache-control", b"no-cache")]
    return [*given, *((name, value) for name, value in more if name not in names)]


def _cookie(headers: dict[str, list[str]]) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load("; ".join(headers.get("cookie", [])))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _is_api(scope: Scope) -> bool:
    return str(scope["path"]).startswith("/api/")


async def _redirect(cookie: str, scope: Scope, send: Send) -> None:
    """To the same address without the token in it, which would else stay in the history."""
    query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    rest = urlencode([(name, value) for name, value in query if name != "token"])
    path = (scope.get("raw_path") or b"/").decode("latin-1").partition("?")[0]
    target = "/" + path.lstrip("/\\") + (f"?{rest}" if rest else "")
    headers = [
        (b"location", target.encode("latin-1", "replace")),
        (b"set-cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict".encode()),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
