"""What lies at an address of the web, fetched so that nobody can turn it against the one who fetches.

In: an http or https address. Out: its bytes, written to a file, and what the server says of them.

Whoever writes an address must not thereby reach what only this machine can reach: a router, a database, the keys
that a cloud gives its machines. So the name is looked up here, every address it has is checked, and the connection is
made to the very address that was checked; a name that means another machine a moment later gains nothing. Each
redirect is checked anew. Refused are private, loopback, link-local, multicast, reserved and unspecified addresses,
also where they are wrapped in IPv6, unless `allow_private`.

There is a limit on bytes, on redirects, on each wait, and on the whole: a server that sends a byte now and then is
given up. No proxy is used, since it would look the name up itself; no cookie is kept, no password sent.

Not tried: following what a page links to, running its scripts, robots.txt (one page is fetched because one person
asked for it), answers packed with Brotli or zstd.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .._version import __version__
from ..errors import NotFetched, TooLarge
from ..model import Published
from . import dates
from .limits import CHUNK
from .text import shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Seconds to wait for the next bytes. Browsers wait 60 and more, for people who can press stop.
WAIT: Final = 20.0
#: Seconds for a whole answer, and bytes a second that a slow line must have in what comes after them.
PATIENCE: Final = 60.0
SLOWEST: Final = 50_000
#: Redirects followed. Newspapers use up to 3 (to https, to www, to the article's name).
MOST_REDIRECTS: Final = 5

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
#: IPv6 addresses that stand for an IPv4 one, beside those that `ipaddress` knows (RFC 6052).
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
#: Packings of an answer that are undone later, by how the bytes begin.
_PACKED: Final = frozenset({"", "identity", "gzip", "x-gzip"})
#: Characters that stand as they are in a request.
_SAFE: Final = "/%:@!$&'()*+,;=~-._"
_SAVE: Final = "Open it in a browser, save it, and give the file."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server says of what it sent: where it came from at last, its type, its encoding, its last change."""

    url: str
    media_type: str
    charset: str | None
    served: Published | None


def fetch(url: str, into: BinaryIO, *, limit: int, allow_private: bool = False) -> Fetched:
    """Fetch what is at `url` into a file, up to `limit` bytes."""
    clock = _Clock()
    here = url
    for _ in range(MOST_REDIRECTS + 1):
        parts = _parts(here, url)
        try:
            with _connection(parts, clock, allow_private=allow_private) as connection:
                connection.request("GET", _target(parts), headers=_HEADERS)
                response = connection.getresponse()
                if response.status not in _REDIRECTS:
                    return _taken(response, here, into, limit, clock)
                here = urljoin(here, response.getheader("Location") or "")
        except TimeoutError:
            raise NotFetched(f"{_host(parts)} took too long to answer.", "Try again later.") from None
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise NotFetched(
                f"Nothing could be fetched from {shown(url)}: {_told(problem)}.", _SAVE
            ) from None
    raise NotFetched(f"{shown(url)} leads on more than {MOST_REDIRECTS} times.", _SAVE)


_HEADERS: Final = {
    "User-Agent": f"retold/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/json,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@contextmanager
def _connection(parts: SplitResult, clock: _Clock, *, allow_private: bool) -> Iterator[_Connection]:
    connection = _Connection(parts, allow_private=allow_private, clock=clock)
    try:
        yield connection
    finally:
        connection.end()


class _Clock:
    """How long the whole may still take: a minute, and more as more comes in."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + PATIENCE

    def received(self, count: int) -> None:
        """Bytes that came."""
        self._ends += count / SLOWEST

    def wait(self) -> float:
        """Seconds to wait for the next bytes."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, WAIT)


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked."""

    def __init__(self, parts: SplitResult, *, allow_private: bool, clock: _Clock) -> None:
        self._secure = parts.scheme == "https"
        self._name = _name(parts)
        usual = 443 if self._secure else 80
        super().__init__(self._name, parts.port or usual)
        self.default_port = usual
        self._allow_private = allow_private
        self._clock = clock
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Look the name up, check what comes of it, and connect to just that."""
        self._plain = _connected(self._name, self.port, self._clock, allow_private=self._allow_private)
        if self._secure:
            self._plain.settimeout(self._clock.wait())
            context = ssl.create_default_context()
            self._plain = context.wrap_socket(self._plain, server_hostname=self._name)
        self.sock = _Watched(self._plain, self._clock)

    def end(self) -> None:
        """Close the connection, when the answer has been read."""
        self.close()
        if self._plain is not None:
            self._plain.close()


class _Watched:
    """As much of a socket as http.client uses, each wait within what the clock has left."""

    def __init__(self, plain: socket.socket, clock: _Clock) -> None:
        self._plain = plain
        self._clock = clock

    def sendall(self, data: bytes) -> None:
        self._plain.settimeout(self._clock.wait())
        self._plain.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._plain, self._clock), CHUNK)

    def close(self) -> None:
        """Nothing yet: http.client asks for it as soon as it has read the head of an answer."""


class _Incoming(io.RawIOBase):
    """What comes in over a socket."""

    def __init__(self, plain: socket.socket, clock: _Clock) -> None:
        super().__init__()
        self._plain = plain
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._plain.settimeout(self._clock.wait())
        return self._plain.recv_into(buffer)


def is_public(address: str) -> bool:
    """Whether a numeric address is one that the whole net can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _connected(name: str, port: int, clock: _Clock, *, allow_private: bool) -> socket.socket:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(f"No machine is known by the name {shown(name)}.", "Check the address.") from None
    for *_, place in found:
        if not allow_private and not is_public(str(place[0])):
            raise NotFetched(
                f"{shown(name)} is at {place[0]}, an address of a private network or of this machine.",
                "If you trust it, ask for it with --allow-private (in Python: allow_private=True).",
                code="address-refused",
            )
    problem: OSError = OSError("no address")
    for family, kind, protocol, _, place in found:
        plain = socket.socket(family, kind, protocol)
        try:
            plain.settimeout(clock.wait())
            plain.connect(place)
        except OSError as failed:
            plain.close()
            problem = failed
        else:
            return plain
    raise problem


def _taken(
    response: http.client.HTTPResponse, here: str, into: BinaryIO, limit: int, clock: _Clock
) -> Fetched:
    if response.status != 200:
        raise NotFetched(f"The server of {shown(here)} answers {_answer(response)}.", _SAVE)
    packing = response.getheader("Content-Encoding", "").strip().lower()
    if packing not in _PACKED:
        raise NotFetched(f"{shown(here)} comes packed with {shown(packing)}, which is not read.", _SAVE)
    announced = response.length
    if announced is not None and announced > limit:
        raise _too_large(here, limit)
    received = 0
    while piece := response.read(CHUNK):
        received += len(piece)
        clock.received(len(piece))
        if received > limit:
            raise _too_large(here, limit)
        into.write(piece)
    if announced is not None and received < announced:
        raise NotFetched(
            f"{shown(here)} broke off after {received:,} of {announced:,} bytes.", "Try again later."
        )
    kind = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
    return Fetched(
        here,
        kind,
        response.headers.get_content_charset(),
        dates.read(response.getheader("Last-Modified"), "header").published,
    )


def _parts(url: str, asked: str) -> SplitResult:
    """An address in its parts, if it is one that is fetched."""
    why = ""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            why = f"it leads to {parts.scheme or 'no'} address, and only http and https are fetched"
        elif not parts.hostname:
            why = "it names no machine"
        elif parts.username is not None or parts.password is not None:
            why = "it holds a user's name or password, and none is sent"
        elif parts.port == 0:
            why = "there is no port 0"
        else:
            _name(parts)
            return parts
    except ValueError as problem:
        why = str(problem)
    raise NotFetched(f"{shown(asked)} is not fetched: {shown(why)}.", "Check the address.")


def _name(parts: SplitResult) -> str:
    """The name of the machine as it is looked up and sent: letters beyond ASCII in their ASCII form."""
    name = parts.hostname or ""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _target(parts: SplitResult) -> str:
    """Path and question, with what may not stand in a request written as %XX."""
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else path


def _host(parts: SplitResult) -> str:
    return shown(parts.hostname or "")


def _answer(response: http.client.HTTPResponse) -> str:
    return f"{response.status} {shown(response.reason or '')[:100]}".strip()


def _told(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({problem.verify_message})"
    if isinstance(problem, OSError) and problem.strerror:
        return shown(problem.strerror.lower())
    return shown(str(problem) or type(problem).__name__)[:200]


def _too_large(url: str, limit: int) -> TooLarge:
    return TooLarge(f"{shown(url)} is over {limit / 1e6:,.0f} MB, and that is not fetched.", _SAVE)
