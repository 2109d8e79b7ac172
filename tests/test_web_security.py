"""Whose request is answered, and what a page is allowed to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from retold.web import security
from web_items import HOME, client, dam

TOKEN = "-".join("a token of enough letters".split())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dam(tmp_path_factory.mktemp("guarded"))


@pytest.fixture(scope="module")
def browser(archive: Path) -> Iterator[TestClient]:
    with client(archive) as found:
        yield found


@pytest.fixture(scope="module")
def guarded(archive: Path) -> Iterator[TestClient]:
    with client(archive, host="0.0.0.0", token=TOKEN) as found:  # noqa: S104
        yield found


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8190", "localhost:99", "[::1]:8190", "LOCALHOST"])
def test_this_machine_is_known_by_its_names(browser: TestClient, host: str) -> None:
    assert browser.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "127.0.0.1.elsewhere.example",
        "127.0.0.1@elsewhere.example",
        "10.0.0.1",
        "",
        "a b",
        "[::2]",
    ],
)
def test_a_name_that_leads_here_from_elsewhere_is_refused(browser: TestClient, host: str) -> None:
    answer = browser.get("/about", headers={"host": host})
    assert answer.status_code == 421
    assert "Hallin" not in answer.text
    assert browser.get("/api/state", headers={"host": host}).json()["error"]["code"] == "unknown-host"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8191"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_place_changes_nothing(browser: TestClient, headers: dict[str, str]) -> None:
    form = {"of": "change", "id": "x", "verdict": "rejected", "left": "flash", "right": "weir"}
    answer = browser.post("/reviews", data=form, headers=headers)
    assert answer.status_code == 403
    assert browser.get("/api/reviews").json()["reviews"] == []


def test_every_answer_allows_this_servers_own_files_and_nothing_else(browser: TestClient) -> None:
    for path in ("/", "/about", "/none", "/api/state", "/api/none", "/static/x/site.css"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_no_page_has_script_or_style_of_its_own(browser: TestClient) -> None:
    for path in ("/", "/reports", "/compare?left=npa-update&right=standard", "/report?id=flash", "/none"):
        text = browser.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert text.count("<script") == text.count('<script src="/static/')
        assert "http://" not in text.replace("https://", "").replace(HOME, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "archive.example"])  # noqa: S104
def test_an_address_that_others_can_reach_gets_a_token(host: str) -> None:
    rules = security.rules_for(host, None, 1000)
    assert rules.token is not None
    assert len(rules.token) >= 24
    assert security.rules_for(host, None, 1000).token != rules.token


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machines_own_address_needs_none(host: str) -> None:
    assert security.rules_for(host, None, 1000).token is None


def test_without_the_token_nothing_is_told(guarded: TestClient) -> None:
    guarded.cookies.clear()
    for path in ("/", "/api/stories", "/static/x/site.css", "/?token=wrong", "/report?id=flash"):
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert "Hallin" not in answer.text
        assert "dam.retold" not in answer.text


def test_a_program_sends_it_as_a_bearer_token(guarded: TestClient) -> None:
    guarded.cookies.clear()
    assert guarded.get("/api/state", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/api/state", headers={"authorization": f"Bearer {TOKEN}x"}).status_code == 401
    assert guarded.get("/api/state", headers={"authorization": TOKEN}).status_code == 401


def test_a_browser_opens_it_once_and_keeps_a_cookie_that_is_not_the_token(archive: Path) -> None:
    with client(archive, host="0.0.0.0", token=TOKEN) as browser:  # noqa: S104
        answer = browser.get(f"/reports?q=dam&token={TOKEN}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/reports?q=dam"
        cookie = answer.headers["set-cookie"]
        assert TOKEN not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert browser.get("/reports?q=dam").status_code == 200


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/\\elsewhere.example"])
def test_the_way_to_the_cookie_leads_nowhere_else(guarded: TestClient, path: str) -> None:
    guarded.cookies.clear()
    answer = guarded.request("GET", f"{HOME}{path}?token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert not answer.headers["location"].startswith(("//", "/\\", "http"))


def test_addresses_in_numbers_reach_a_server_that_listens_on_all(guarded: TestClient) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert guarded.get("/api/state", headers={**bearer, "host": "192.168.7.7:8190"}).status_code == 200
    assert guarded.get("/api/state", headers={**bearer, "host": "elsewhere.example"}).status_code == 421


def test_what_is_larger_than_the_limit_is_refused(archive: Path) -> None:
    with client(archive, most=1000) as browser:
        answer = browser.post("/api/reviews", content=b"x" * 1001)
        assert answer.status_code == 413
        assert answer.json()["error"]["code"] == "too-large"
        streamed = browser.post("/api/reviews", content=(b"x" * 100 for _ in range(20)))
        assert streamed.status_code == 413
        assert browser.post("/api/reviews", content=b"", headers={"content-length": "-5"}).status_code == 413


def test_an_address_that_is_too_long_is_refused(browser: TestClient) -> None:
    assert browser.get("/reports?q=" + "a" * 9000).status_code == 414


def test_a_socket_of_another_kind_is_closed(browser: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/"):
        pass
