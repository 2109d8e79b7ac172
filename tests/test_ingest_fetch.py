"""Addresses: fetched with limits, and never from where only this machine can reach."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings, strategies as st

import retold
import retold.cli
from ingest_items import PAGE, STORY, parted
from retold.errors import NotFetched, RetoldError, TooLarge
from retold.ingest import fetch, stream

JSON = json.dumps({"id": "r1", "text": STORY}).encode()
FEED = f"<rss version='2.0'><channel><title>NPA</title><item><title>River</title><description>{STORY}</description></item></channel></rss>"  # fmt: skip


class Newsroom(BaseHTTPRequestHandler):
    """A server of invented reports, and of every kind of trouble."""

    def do_GET(self) -> None:
        answer = getattr(self, f"answer_{self.path.strip('/').split('?')[0].replace('-', '_')}", None)
        if answer is not None:
            answer()
            return
        where, _, what = self.path.strip("/").partition(":")
        if where == "to":
            self.send(302, b"", Location=what.replace("{port}", str(self.server.server_address[1])))
        else:
            self.send(404, b"nothing here")

    def send(self, status: int, body: bytes, kind: str = "", **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self) -> None:
        self.send(
            200, PAGE.encode(), "text/html; charset=utf-8", Last_Modified="Fri, 08 Apr 2022 09:00:00 GMT"
        )

    def answer_cafe(self) -> None:
        self.send(
            200, PAGE.replace("governor", "café’s owner").encode("cp1252"), "text/html; charset=windows-1252"
        )

    def answer_record(self) -> None:
        self.send(200, JSON, "application/json")

    def answer_lines(self) -> None:
        self.send(200, gzip.compress(JSON + b"\n" + JSON), "application/x-ndjson", Content_Encoding="gzip")

    def answer_feed(self) -> None:
        self.send(200, FEED.encode(), "application/xml")

    def answer_story_txt(self) -> None:
        self.send(200, STORY.encode())

    def answer_circle(self) -> None:
        self.send(301, b"", Location="/circle")

    def answer_brotli(self) -> None:
        self.send(200, b"\x0b\x02\x80", "text/html", Content_Encoding="br")

    def answer_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def answer_announced(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(10**15))
        self.end_headers()

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65_536)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(600):
                self.wfile.write(b"x")
                self.wfile.flush()
                if self.server.stopping.wait(0.02):  # type: ignore[attr-defined]
                    return

    def answer_silent(self) -> None:
        self.server.stopping.wait(20)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.stopping = threading.Event()
        self.block_on_close = False

    def handle_error(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(handler: type[socketserver.BaseRequestHandler]) -> Iterator[str]:
    server = Server(handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def newsroom() -> Iterator[str]:
    with serving(Newsroom) as address:
        yield address


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "WAIT", 0.3)
    monkeypatch.setattr(fetch, "PATIENCE", 0.6)


def named(monkeypatch: pytest.MonkeyPatch, answers: Callable[[str], str]) -> list[tuple[str, int]]:
    """Let names stand for the addresses that `answers` gives; the list of those that were connected to."""
    made: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def look_up(name: str, port: int, **_: object) -> list[tuple[object, ...]]:
        address = answers(name)
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        place = (address, port, 0, 0) if ":" in address else (address, port)
        return [(family, socket.SOCK_STREAM, 6, "", place)]

    def watched(self: socket.socket, place: tuple[str, int]) -> None:
        made.append(place[:2])
        connect(self, place)

    monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", watched)
    return made


def test_a_page_is_fetched_with_what_its_server_says(newsroom: str) -> None:
    report = retold.read(f"{newsroom}/page", allow_private=True)
    assert STORY in report.text
    assert report.title == "River floods Velmar"
    assert report.url == f"{newsroom}/page"
    assert report.published == retold.Published("2022-04-08T09:00:00+00:00", "given", "header")
    assert parted(f"{newsroom}/page", private=True)[0] == [report]


def test_the_encoding_that_the_server_names_is_used(newsroom: str) -> None:
    assert "café’s owner" in retold.read(f"{newsroom}/cafe", allow_private=True).text


@pytest.mark.parametrize(("path", "count"), [("record", 1), ("lines", 2), ("feed", 1), ("story_txt", 1)])
def test_formats_are_told_by_type_or_content(newsroom: str, path: str, count: int) -> None:
    reports, rejected = parted(f"{newsroom}/{path}?from=1", private=True)
    assert [report.text for report in reports] == [STORY] * count
    assert rejected == []


def test_a_redirect_is_followed_and_a_circle_given_up(newsroom: str) -> None:
    assert STORY in retold.read(f"{newsroom}/to:/page", allow_private=True).text
    (problem,) = parted(f"{newsroom}/circle", private=True)[1]
    assert "more than 5 times" in problem.reason


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nothing", "answers 404"), ("brotli", "packed with br"), ("short", "broke off after 4 of 1,000 bytes"),
        ("announced", "is over 2,000 MB"), ("to:file:///etc/passwd", "only http and https"),
        ("to:ftp://127.0.0.1/x", "only http and https"), ("to:http://a:b@127.0.0.1/", "none is sent"),
        ("to:http://[::1", "not fetched"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_said(newsroom: str, path: str, told: str) -> None:
    (problem,) = parted(f"{newsroom}/{path}", private=True)[1]
    assert told in problem.reason
    assert problem.input == f"{newsroom}/{path}"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("path", ["silent", "drip"])
def test_a_slow_server_is_given_up(newsroom: str, path: str) -> None:
    (problem,) = parted(f"{newsroom}/{path}", private=True)[1]
    assert problem.code == "not-fetched"
    assert "too long" in problem.reason


@pytest.mark.usefixtures("impatient")
def test_a_server_that_drips_its_head_is_given_up() -> None:
    class Dripping(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                    self.request.sendall(bytes([letter]))
                    if self.server.stopping.wait(0.05):  # type: ignore[attr-defined]
                        return

    with serving(Dripping) as address:
        assert "too long" in parted(address, private=True)[1][0].reason


def test_a_server_that_speaks_no_http_is_said() -> None:
    class Nonsense(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(b"\x00\xffnonsense\r\n\r\n")

    with serving(Nonsense) as address:
        assert [problem.code for problem in parted(address, private=True)[1]] == ["not-fetched"]
        assert parted(address.replace("http", "https"), private=True)[1][0].code == "not-fetched"


def test_an_endless_answer_is_cut(newsroom: str) -> None:
    with pytest.raises(TooLarge):
        fetch.fetch(f"{newsroom}/endless", io.BytesIO(), limit=1_000_000, allow_private=True)


def test_a_report_over_the_limit_is_rejected(newsroom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_FETCHED", 50)
    assert [problem.code for problem in parted(f"{newsroom}/page", private=True)[1]] == ["too-large"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1",
        "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "::127.0.0.1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_an_address_that_not_everybody_reaches_is_not_public(address: str) -> None:
    assert not fetch.is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_that_everybody_reaches_is_public(address: str) -> None:
    assert fetch.is_public(address)


@pytest.mark.parametrize(
    "name",
    ["127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]", "0"],
)
def test_this_machine_is_refused_whatever_it_is_called(newsroom: str, name: str) -> None:
    port = newsroom.rpartition(":")[2]
    with pytest.raises(RetoldError) as problem:
        retold.read(f"http://{name}:{port}/page")
    assert problem.value.code in ("address-refused", "not-fetched")
    if name in ("127.0.0.1", "localhost", "[::1]"):
        assert problem.value.code == "address-refused"
        assert "--allow-private" in problem.value.hint


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_a_name_that_stands_for_a_private_address_is_refused_and_not_asked(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    made = named(monkeypatch, lambda _: address)
    with pytest.raises(NotFetched) as problem:
        retold.read("https://news.example/flood")
    assert problem.value.code == "address-refused"
    assert made == []


def test_a_redirect_into_the_private_network_is_refused(
    newsroom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(newsroom.rpartition(":")[2])
    made = named(monkeypatch, lambda name: "127.0.0.1" if name == "news.example" else "169.254.169.254")
    allowed = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1" or allowed(address))
    with pytest.raises(NotFetched) as problem:
        retold.read(f"http://news.example:{port}/to:http://keys.example/latest")
    assert problem.value.code == "address-refused"
    assert "169.254.169.254" in problem.value.message
    assert made == [("127.0.0.1", port)]


def test_the_connection_goes_to_the_address_that_was_checked(
    newsroom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means a public machine when it is checked and this one a moment later gains nothing."""
    port = int(newsroom.rpartition(":")[2])
    asked: list[str] = []

    def turning(name: str) -> str:
        asked.append(name)
        return "127.0.0.2" if len(asked) == 1 else "127.0.0.1"

    made = named(monkeypatch, turning)
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.2")
    with contextlib.suppress(NotFetched):
        retold.read(f"http://news.example:{port}/page")
    assert made == [("127.0.0.2", port)]
    assert asked == ["news.example"]


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(_: str, port: int, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, port)) for address in ("93.184.216.34", "192.168.0.1")]

    monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)
    with pytest.raises(NotFetched) as problem:
        retold.read("https://news.example/flood")
    assert problem.value.code == "address-refused"


def test_a_name_that_nobody_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(fetch.socket, "getaddrinfo", fail)
    with pytest.raises(NotFetched) as problem:
        retold.read("https://news.example/flood")
    assert "news.example" in problem.value.message


def test_compare_takes_addresses_if_they_may_be_asked(
    newsroom: str, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = f"{newsroom}/page", f"{newsroom}/record"
    assert retold.cli.main(["compare", left, right, "--json", "--allow-private"]) == 0
    assert json.loads(capsys.readouterr().out)["relation"]["kind"] != "unrelated"
    assert retold.cli.main(["compare", left, right, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "address-refused"


def test_an_address_of_ipv6_is_asked_by_its_name() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    heads: list[str] = []

    class Six(ThreadingHTTPServer):
        address_family = socket.AF_INET6

    class Noting(Newsroom):
        def answer_record(self) -> None:
            heads.append(self.headers["Host"])
            super().answer_record()

    try:
        server = Six(("::1", 0), Noting)
    except OSError:
        pytest.skip("this machine has no IPv6")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    address = f"[::1]:{server.server_address[1]}"
    try:
        assert retold.read(f"http://{address}/record", allow_private=True).id == "r1"
    finally:
        server.shutdown()
        server.server_close()
    assert heads == [address]


def test_a_proxy_is_not_asked(newsroom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert retold.read(f"{newsroom}/record", allow_private=True).id == "r1"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_address_leads_to_a_traceback(rest: str) -> None:
    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("10.0.0.1", 80))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch.socket, "getaddrinfo", look_up)
        assert len(parted(f"http://{rest}")[1]) == 1
