"""WARC: pages that a crawler has stored, with the dates of page, server and crawl; broken records cost themselves."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path

import pytest

from ingest_items import PAGE, STORY, parted, written
from retold.ingest import bounded, warc

DATED = PAGE.replace(
    "<head>", '<head><meta property="article:published_time" content="2022-04-07T10:00:00Z">'
)


def response(number: int, body: bytes | str = PAGE, **headers: str) -> bytes:
    """A record with a server's answer; headers in capitals are the record's own."""
    data = body.encode() if isinstance(body, str) else body
    status = headers.pop("status", "200 OK")
    http = {
        "Content-Type": "text/html",
        **{k.replace("_", "-"): v for k, v in headers.items() if not k.isupper()},
    }
    answer = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in http.items()) + "\r\n"
    block = answer.encode() + data
    own = {
        "WARC-Type": "response", "WARC-Target-URI": f"https://npa.example/{number}", "WARC-Date": "2022-04-09T03:00:00Z",
        "Content-Length": str(len(block)), **{k.replace("_", "-"): v for k, v in headers.items() if k.isupper()},
    }  # fmt: skip
    head = "WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in own.items() if v) + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n"


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl"])
def test_pages_are_reports_with_their_addresses(tmp_path: Path, name: str) -> None:
    records = [INFO, response(1), response(2, PAGE.replace("two hundred", "three hundred"))]
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records))
    reports, rejected = parted(path)
    assert rejected == []
    assert [report.url for report in reports] == ["https://npa.example/1", "https://npa.example/2"]
    assert all(STORY in report.text for report in reports)
    assert reports[0].title == "River floods Velmar"
    assert len({report.id for report in reports}) == 2


@pytest.mark.parametrize(
    ("page", "headers", "value", "origin"),
    [
        (DATED, {"Last_Modified": "Fri, 08 Apr 2022 09:00:00 GMT"}, "2022-04-07T10:00:00Z", "page"),
        (PAGE, {"Last_Modified": "Fri, 08 Apr 2022 09:00:00 GMT"}, "2022-04-08T09:00:00+00:00", "header"),
        (PAGE, {"Last_Modified": "yesterday"}, "2022-04-09T03:00:00Z", "crawl"),
        (PAGE, {}, "2022-04-09T03:00:00Z", "crawl"),
    ],
)
def test_the_date_is_the_pages_else_the_servers_else_the_crawls(
    tmp_path: Path, page: str, headers: dict[str, str], value: str, origin: str
) -> None:
    (report,), _ = parted(written(tmp_path / "a.warc", response(1, page, **headers)))
    assert report.published is not None
    assert (report.published.value, report.published.origin) == (value, origin)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode())[2:-4], {"Content_Encoding": "deflate"}),
        (PAGE.encode(), {"Content_Encoding": "gzip"}),  # unpacked by the crawler, which kept the header
        (PAGE.encode(), {"Content_Encoding": "br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (PAGE.encode(), {"Transfer_Encoding": "chunked"}),
        (PAGE.replace("12,000", "12.000 café").encode("cp1252"), {"Content_Type": "text/html; charset=windows-1252"}),
    ],
)  # fmt: skip
def test_a_body_is_read_however_it_was_sent_or_stored(
    tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    (report,), rejected = parted(written(tmp_path / "a.warc", response(1, body, **headers)))
    assert rejected == []
    assert "left the town of Velmar" in report.text
    assert "\ufffd" not in report.text


BROKEN = {
    "words between records": b"garbage\r\nand more\r\n",
    "another version line": response(2).replace(b"WARC/1.0", b"WORK/1.0", 1),
    "no length": response(2, CONTENT_LENGTH="").replace(b"Content-Length", b"Content-Lenght"),
    "a length that is no number": response(2).replace(b"Content-Length: ", b"Content-Length: x"),
    "a negative length": response(2).replace(b"Content-Length: ", b"Content-Length: -"),
    "an enormous length": response(2).replace(b"Content-Length: ", b"Content-Length: 99999999999999999"),
    "a length too small": response(2).replace(b"Content-Length: ", b"Content-Length: 0000000000001\r\nX: "),
    "a length somewhat too small": response(2).replace(b"Content-Length: ", b"Content-Length: 200\r\nX: "),
    "no answer of a server": response(2).replace(b"HTTP/1.1 200", b"SMTP/9.9 xxx"),
    "no end of the answer's head": response(2).replace(b"text/html\r\n\r\n", b"text/html\r\n.."),
    "a body that cannot be unpacked": response(2, b"\x1f\x8b\x08 not gzip at all", Content_Encoding="gzip"),
    "a body packed with what is not read": response(2, b"\x0b\x02\x80\x03", Content_Encoding="br"),
    "a page without an article": response(2, "<html><body>Home</body></html>"),
    "an empty page": response(2, ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_said_and_those_behind_it_are_read(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.warc", response(1) + BROKEN[name] + response(3))
    reports, rejected = parted(path)
    assert [report.url for report in reports] == ["https://npa.example/1", "https://npa.example/3"]
    assert "record 2" in rejected[0].reason
    assert len(rejected) <= 2


def test_a_length_that_reaches_into_the_next_record_is_said(tmp_path: Path) -> None:
    long = response(2)
    length = int(long.partition(b"Content-Length: ")[2].partition(b"\r")[0])
    long = long.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length + 50))
    reports, rejected = parted(written(tmp_path / "a.warc", response(1) + long + response(3) + response(4)))
    assert [report.url for report in reports] == ["https://npa.example/1", "https://npa.example/4"]
    assert "record 2 is not as long as it says" in rejected[0].reason


def test_a_record_that_is_cut_off_is_said(tmp_path: Path) -> None:
    whole = response(1) + response(2)
    for cut in (10, 300):
        reports, rejected = parted(written(tmp_path / f"{cut}.warc", whole[:-cut]))
        assert len(reports) == 1
        assert rejected[-1].code == "broken-file"
        assert "in the middle of record 2" in rejected[-1].reason
    packed = gzip.compress(response(1)) + gzip.compress(response(2))[:-30]
    (tmp_path / "b.warc.gz").write_bytes(packed)
    reports, rejected = parted(tmp_path / "b.warc.gz")
    assert [report.url for report in reports] == ["https://npa.example/1"]
    assert rejected[-1].code == "broken-file"


def test_what_is_no_page_is_counted_by_kind(tmp_path: Path) -> None:
    records = [
        response(1), response(2, b"\x89PNG", Content_Type="image/png"), response(3, b"\x89PNG", Content_Type="image/png"),
        response(4, status="404 Not Found"), response(5, status="301 Moved"),
        b"WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ]  # fmt: skip
    reports, (problem,) = parted(written(tmp_path / "a.warc", b"".join(records)))
    assert len(reports) == 1
    assert problem.code == "left-out"
    assert "5 responses" in problem.reason
    assert "2 image/png, 1 seen at an earlier visit, 1 status 301, 1 status 404." in problem.reason


def test_a_page_over_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_BYTES", 5000)
    monkeypatch.setattr(bounded, "MAX_BYTES", 5000)
    monkeypatch.setattr(warc, "_HEAD", 500)
    bomb = gzip.compress(b"<html>" + b" " * 100_000)
    path = written(
        tmp_path / "a.warc", response(1) + response(2, "x" * 9000) + response(3, bomb) + response(4)
    )
    reports, rejected = parted(path)
    assert [report.url for report in reports] == ["https://npa.example/1", "https://npa.example/4"]
    assert [problem.code for problem in rejected] == ["too-large", "too-large"]


def test_without_the_extra_it_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (problem,) = parted(written(tmp_path / "a.warc", response(1) + response(2)))[1]
    assert problem.code == "needs-extra"
