"""Adding in the browser goes the way of `retold add`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import retold
from retold.errors import BadArguments
from retold.web.routes.add import parsed
from web_items import ROOT, caught_up, client, dam

TEXT = (ROOT / "examples" / "hallin-dam" / "standard.txt").read_text("utf-8")


def test_a_pasted_text_is_added_and_what_it_retells_is_told(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with client(path, allow_add=True) as browser:
        form = {
            "text": TEXT + "\nOne line more.",
            "title": "Pasted",
            "publisher": "The Paste",
            "published": "2024-05-18",
        }
        answer = browser.post("/add", data=form, files={"files": ("", b"")})
        assert answer.status_code == 200
        assert "1 report added" in answer.text
        assert "Minister vows to name the guilty" in answer.text
        caught_up(browser, 14)
        assert "The Paste" in browser.get("/?publisher=The+Paste").text
    kept = [report for report in retold.open(path).reports() if report.title == "Pasted"]
    assert [(one.publisher, one.published.value if one.published else None) for one in kept] == [
        ("The Paste", "2024-05-18")
    ]


def test_files_are_read_by_the_readers_of_their_formats(tmp_path: Path) -> None:
    path = dam(tmp_path)
    lines = "".join(
        json.dumps({"id": f"line-{n}", "text": f"A sentence of report {n} stands here."}) + "\n"
        for n in range(3)
    )
    with client(path, allow_add=True) as browser:
        files = [
            ("files", ("many.jsonl", lines.encode(), "text/plain")),
            ("files", ("../../one name.txt", b"Another report, in a file.", "text/html")),
            ("files", ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0", "image/png")),
        ]
        answer = browser.post("/add", files=files)
        assert "4 reports added" in answer.text
        assert "picture" in answer.text
    names = {report.id for report in retold.open(path).reports()}
    assert {"line-0", "line-1", "line-2", "one-name"} <= names
    assert not list(tmp_path.parent.glob("one*"))


def test_the_api_takes_json_lines(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with client(path, allow_add=True) as browser:
        answer = browser.post("/api/add", content=b'{"id": "x", "text": "A short report."}\nnot json\n')
        found = answer.json()
        assert (found["schema"], found["added"], len(found["rejected"])) == ("retold.added/1", 1, 1)
        again = browser.post("/api/add", content=b'{"id": "x", "text": "A short report."}\n').json()
        assert (again["added"], again["unchanged"]) == (0, 1)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://elsewhere.example/x", "/etc/passwd", "javascript:1"]
)
def test_only_addresses_of_the_web_are_fetched(tmp_path: Path, url: str) -> None:
    with client(dam(tmp_path), allow_add=True) as browser:
        answer = browser.post("/add", data={"url": url}, files={"files": ("", b"")})
        assert answer.status_code == 400
        assert "root:" not in answer.text


def test_this_machine_is_not_fetched_from(tmp_path: Path) -> None:
    with client(dam(tmp_path), allow_add=True) as browser:
        answer = browser.post("/add", data={"url": "http://127.0.0.1:8190/"}, files={"files": ("", b"")})
        assert "Nothing was added" in answer.text
        assert "private network" in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"text=x"),
        ("text/plain", b"x"),
        ("", b""),
    ],
)
def test_what_is_no_form_with_files_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(BadArguments):
        parsed(kind, body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nword',
        b"--x\r\nContent-Disposition: form-data; name*=utf-8''%ff; filename=\"\xff\"\r\n\r\n\xff\r\n--x--\r\n",
        b"--x\r\n" * 2000,
    ],
)
def test_a_form_that_is_broken_gives_what_is_in_it(body: bytes) -> None:
    given = parsed("multipart/form-data; boundary=x", body)
    assert set(given.fields) <= {"text"}


def test_an_empty_form_adds_nothing(tmp_path: Path) -> None:
    with client(dam(tmp_path), allow_add=True) as browser:
        answer = browser.post("/add", data={"text": "  "}, files={"files": ("", b"")})
        assert answer.status_code == 400
        assert "Nothing was given" in answer.text
