"""The API gives the shapes of the contract, a page at a time, and never fails."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from starlette.testclient import TestClient

import retold
from retold.report import data, listing, traced
from retold.web import app, security
from retold.web.desk import Desk
from web_items import client, dam


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dam(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def browser(archive: Path) -> Iterator[TestClient]:
    with client(archive) as found:
        yield found


@pytest.fixture(scope="module")
def adding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(dam(tmp_path_factory.mktemp("added")), allow_add=True) as found:
        yield found


#: Values that a field of a record may be given, and lines of such records, some of them broken.
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["id", "text", "title", "publisher", "url", "published", "language", "parts", "other"]
)
LINES = st.dictionaries(FIELDS, VALUES, max_size=5).map(json.dumps) | st.text(max_size=60)


def same(value: object) -> object:
    """A value as JSON gives it back."""
    return json.loads(json.dumps(value))


def test_lists_are_those_of_the_archive(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    families = browser.get("/api/families").json()
    assert families.pop("page") == {"number": 1, "of": 1, "total": 3, "next": None}
    assert families == same(listing.families(told.families(), told.made))
    stories = browser.get("/api/stories").json()
    expected = same(listing.stories(told.stories(), told.made))
    assert sorted(stories["stories"], key=str) == sorted(expected["stories"], key=str)  # type: ignore[index]
    for story in stories["stories"]:
        assert browser.get(f"/api/stories/{story['id']}").json()["stories"] == [story]


def test_a_comparison_is_that_of_the_command(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    found = retold.compare(told.report("npa-update"), told.report("standard"))
    path = "/api/compare?left=npa-update&right=standard"
    assert browser.get(path).json() == same(data.comparison(found))
    assert browser.get(f"{path}&steps=true").json() == same(data.comparison(found, steps=True))


def test_a_report_and_its_quotes_are_those_of_the_commands(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    kept = browser.get("/api/report?id=standard").json()
    expected = same(listing.kept(told.show("standard")))
    assert {**kept, "pairs": None} == {**expected, "pairs": None}  # type: ignore[dict-item]
    quotes = browser.get("/api/quotes?id=standard").json()
    assert quotes == same(data.attributed(retold.quotes(told.report("standard"))))


def test_the_claims_of_a_story_are_those_of_the_command(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    story = max(told.stories(), key=lambda one: len(one.reports)).id
    answer = browser.get(f"/api/claims/{story}")
    for _ in range(100):
        if answer.status_code != 503:
            break
        assert answer.json()["error"]["code"] == "not-ready"
        time.sleep(0.3)
        answer = browser.get(f"/api/claims/{story}")
    assert answer.json() == same(traced.ledger(told.claims(story)))


def test_a_trace_is_that_of_the_command(browser: TestClient, archive: Path) -> None:
    claim = "A ferry with 212 people aboard ran aground"
    answer = browser.get("/api/trace", params={"claim": claim})
    for _ in range(100):
        if answer.status_code != 503:
            break
        time.sleep(0.3)
        answer = browser.get("/api/trace", params={"claim": claim})
    assert answer.json() == same(traced.trace(retold.open(archive).trace(claim)))


def test_pages_follow_one_another(browser: TestClient) -> None:
    seen, path = [], "/api/reports?page_size=4"
    while path:
        answer = browser.get(path).json()
        seen += [one["id"] for one in answer["reports"]]
        path = answer["page"]["next"]
    assert len(seen) == len(set(seen)) == 13


def test_an_error_is_an_object_with_a_next_step(browser: TestClient) -> None:
    for path, status, code in (
        ("/api/report?id=none", 404, "no-such-report"),
        ("/api/stories/none", 404, "no-such-report"),
        ("/api/none", 404, "no-such-page"),
        ("/api/report", 422, "bad-arguments"),
        ("/api/stories?since=x", 422, "bad-arguments"),
        ("/api/stories?since=2024-06-01&until=2024-05-01", 400, "bad-arguments"),
    ):
        answer = browser.get(path)
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (status, code)
        assert error["message"]
        assert error["hint"]
    assert browser.delete("/api/reviews").json()["error"]["code"] == "wrong-method"


def test_a_review_is_written_read_and_withdrawn(browser: TestClient) -> None:
    given = {"of": "edge", "id": "abc", "verdict": "confirmed", "left": "a", "right": "b", "note": "seen"}
    assert browser.post("/api/reviews", json=given).status_code == 201
    (kept,) = browser.get("/api/reviews").json()["reviews"]
    assert {name: kept[name] for name in given} == given
    assert browser.post("/api/reviews", json={**given, "of": "report"}).status_code == 422
    assert browser.post("/api/reviews", json={**given, "verdict": "withdrawn"}).status_code == 201
    assert browser.get("/api/reviews").json()["reviews"] == []


def test_the_description_lists_every_address(browser: TestClient) -> None:
    described = browser.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/state", "/api/stories", "/api/stories/{name}", "/api/families", "/api/families/{name}", "/api/reports",
        "/api/report", "/api/compare", "/api/quotes", "/api/claims/{story}", "/api/reviews", "/api/trace",
    }  # fmt: skip
    for methods in described["paths"].values():
        for told in methods.values():
            assert told["summary"]


@pytest.mark.parametrize("allow_add", [False, True])
def test_nothing_that_is_asked_makes_it_fail(tmp_path: Path, allow_add: bool) -> None:  # noqa: FBT001
    site = app.create(
        Desk(dam(tmp_path)),
        security.rules_for("127.0.0.1", None, 100_000, frozenset({"testserver"})),
        allow_add=allow_add,
    )
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", site)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 13 + allow_add
    for operation in operations:
        if allow_add and operation.path != "/api/add":
            continue  # asked without the leave to add
        for mode in GenerationMode:

            @given(operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                derandomize=True,
                database=None,
            )
            def ask(case: schemathesis.Case) -> None:
                answer = case.call()
                case.validate_response(answer, checks=[not_a_server_error])
                assert "error" in answer.json() or answer.status_code < 300

            try:
                ask()
            except Unsatisfiable:  # nothing is wrong to ask of an address without parameters
                assert mode is GenerationMode.NEGATIVE


@given(
    st.binary(max_size=2_000)
    | st.lists(LINES, max_size=4).map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
def test_nothing_that_is_added_makes_it_fail(adding: TestClient, body: bytes) -> None:
    answer = adding.post("/api/add", content=body)
    assert answer.status_code in {200, 400, 413, 422}, answer.text
    assert answer.json().get("schema") == "retold.added/1" or answer.json()["error"]["message"]
