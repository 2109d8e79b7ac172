"""Every page shows what it should, whatever the reports hold."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

import retold
from retold import Report
from retold.engine.beside import findings_of, snapshot_of
from retold.model import ChangeKind, Edge, Span
from retold.snapshot import making
from retold.web.routes.reviews import local
from retold.web.views import story as view
from retold.web.writing import address, between, excerpt, when
from web_items import ATTACKS, IDS, client, dam, hostile


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dam(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def browser(archive: Path) -> Iterator[TestClient]:
    with client(archive) as found:
        yield found


def test_the_stories_are_listed_newest_first(browser: TestClient) -> None:
    text = browser.get("/").text
    assert text.index("Dam gate failure floods Tarvian town") < text.index("Ferry runs aground")
    assert "7 reports · 5 publishers" in text
    assert "at most 2 origins" in text


def test_a_search_finds_stories_and_says_where_nothing_was_found(browser: TestClient) -> None:
    assert "Dam gate failure" in browser.get("/?q=footbridge").text
    nothing = browser.get("/?q=zyzzyva")
    assert nothing.status_code == 200
    assert "No report in a story holds all of these words" in nothing.text


def test_reports_show_the_words_that_were_found(browser: TestClient) -> None:
    text = browser.get("/reports", params={"q": '"hoist chain"'}).text
    assert "<mark>hoist chain</mark>" in text


def test_filters_narrow_the_list(browser: TestClient) -> None:
    assert "Ferry runs aground" not in browser.get("/?size=3").text
    assert "No story is left" in browser.get("/?publisher=Nobody").text
    assert browser.get("/?since=2024-06-01&until=2024-05-01").status_code == 400
    assert "Ferry runs aground" not in browser.get("/?publisher=NPA").text
    assert "Dam gate bursts" not in browser.get("/?until=2024-05-10").text
    assert "Ferry runs aground" in browser.get("/?until=2024-05-02").text
    assert "Ferry runs aground" in browser.get("/?kept=75").text


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_stories_are_filtered_by_what_was_changed_in_them(
    browser: TestClient, archive: Path, kind: str
) -> None:
    told = retold.open(archive)
    families = {family.id: family for family in told.families()}
    for story in told.stories():
        first: dict[str, Edge] = {}
        for edge in sorted(
            (edge for name in story.families for edge in families[name].edges),
            key=lambda one: (-one.share, one.source),
        ):
            first.setdefault(edge.retelling, edge)
        found = [
            retold.compare(told.report(one.source), told.report(one.retelling)) for one in first.values()
        ]
        changed = {change.kind for one in found for change in (*one.changes, *one.title_changes)}
        listed = browser.get(f"/api/stories?change={kind}").json()["stories"]
        assert (story.id in {one["id"] for one in listed}) == (kind in changed)


def test_a_filter_says_what_is_not_read_yet(tmp_path: Path) -> None:
    path = dam(tmp_path)
    findings_of(path).unlink()
    with client(path) as browser:
        assert "are not read yet; this list may grow" in browser.get("/?change=figure").text
        assert browser.get("/?change=colour").status_code == 400


def story_of(browser: TestClient) -> dict[str, object]:
    stories: list[dict[str, object]] = browser.get("/api/stories").json()["stories"]
    return max(stories, key=lambda one: len(one["reports"]))  # type: ignore[arg-type]


def test_a_story_tells_who_retold_whom_and_why(browser: TestClient) -> None:
    text = browser.get(f"/story/{story_of(browser)['id']}").text
    assert text.count('<tr id="r-') == 7
    assert "retells" in text
    assert "was published before" in text
    assert "retold first" in text
    for family in story_of(browser)["families"]:  # type: ignore[attr-defined]
        assert browser.get(f"/family/{family}").status_code == 200


def test_the_tree_of_a_story_is_drawn_and_told_in_its_table(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    story = next(one for one in told.stories() if len(one.reports) == 7)
    trees = [told.tree(name) for name in story.families]
    text = browser.get(f"/story/{story.id}").text
    drawing = text[text.index('<figure class="tree"') : text.index("</figure>")]
    assert drawing.count('class="dot"') == len(story.reports) + sum(
        n.lost for tree in trees for n in tree.nodes
    )
    rows = dict(re.findall(r'<tr id="(r-[0-9a-f]+)"(.*?)</tr>', text, re.DOTALL))
    assert drawing.count('class="dot" tabindex="-1"><title>') == len(story.reports)
    assert {to for _, to in re.findall(r'href="([^"#]*)#(r-[0-9a-f]+)" class="dot"', drawing)} == set(rows)
    for tree in trees:
        for edge in tree.edges:
            row = rows[view.anchor(edge.retelling)]
            assert f"#{view.anchor(edge.source)}" in row
            for reason in edge.reasons:
                assert escape(reason) in row


def test_a_tree_that_is_not_found_yet_is_found_while_the_page_stands(tmp_path: Path) -> None:
    path = dam(tmp_path)
    findings_of(path).unlink()
    with client(path) as browser:
        name = story_of(browser)["id"]
        text = browser.get(f"/story/{name}").text
        assert "The family tree is being drawn" in text
        assert text.count('<tr id="r-') == 7
        assert '<figure class="tree"' in patient(browser, f"/story/{name}")


def test_a_report_tells_its_place_in_the_tree(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    tree = next(
        tree
        for tree in (told.tree(f.id) for f in told.families())
        if "npa-update" in {n.id for n in tree.nodes}
    )
    text = browser.get("/report?id=npa-update").text
    place = text[text.index('<ol class="descent"') : text.index("</ol>", text.index('<ol class="descent"'))]
    for edge in tree.edges:
        if "npa-update" in (edge.source, edge.retelling):
            other = edge.source if edge.retelling == "npa-update" else edge.retelling
            assert f"/report?id={other}" in place


def test_two_reports_stand_side_by_side_with_every_change(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive)
    found = retold.compare(told.report("npa-update"), told.report("standard"))
    answer = browser.get("/compare?left=npa-update&right=standard")
    assert answer.status_code == 200
    for change in found.changes:
        assert f'id="c-{change.id}"' in answer.text
    assert len(re.findall(r'<li class="change ', answer.text)) == len(found.changes) + len(
        found.title_changes
    )
    assert 'href="/compare?left=standard&amp;right=npa-update"' in answer.text


def test_every_anchor_of_a_page_leads_somewhere(browser: TestClient) -> None:
    for path in (
        "/compare?left=npa-update&right=standard",
        "/report?id=npa-update",
        f"/story/{story_of(browser)['id']}",
        "/sentence?report=npa-update&at=300",
    ):
        text = browser.get(path).text
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        for anchor in re.findall(r' href="#([^"]+)"', text):
            assert anchor in ids or anchor.startswith("k-"), (path, anchor)


def test_a_report_shows_all_of_its_text_and_who_said_what(browser: TestClient, archive: Path) -> None:
    report = retold.open(archive).report("npa-update")
    text = browser.get("/report?id=npa-update").text
    article = re.search(r'<article class="text marks".*?</article>', text, re.DOTALL)
    assert article is not None
    plain = re.sub(r'<a class="all".*?</a>|<sup>.*?</sup>', "", article[0], flags=re.DOTALL)
    words = Words()
    words.feed(plain)
    assert "".join("".join(words.found).split()) == "".join(report.text.split())
    assert text.count('<li id="a') == len(retold.quotes(report).attributions)


class Words(HTMLParser):
    """The words of a page, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_a_sentence_stands_in_a_table_of_its_wordings(browser: TestClient, archive: Path) -> None:
    at = retold.open(archive).report("npa-update").text.index("Twelve people were still missing")
    text = patient(browser, f"/sentence?report=npa-update&at={at}")
    assert "This sentence in 3 reports" in text
    assert "word for word" in text
    assert "not told" in text
    assert browser.get("/sentence?report=npa-update&at=9999999").status_code == 404


def patient(browser: TestClient, path: str) -> str:
    """A page, once it waits for nothing."""
    for _ in range(100):
        answer = browser.get(path)
        assert answer.status_code == 200
        if "data-wait" not in answer.text:
            return answer.text
        time.sleep(0.3)
    raise AssertionError(f"{path} kept waiting")


def test_claims_lead_to_their_sightings_and_origins(browser: TestClient, archive: Path) -> None:
    name = story_of(browser)["id"]
    found = retold.open(archive).claims(str(name))
    text = patient(browser, f"/story/{name}/claims")
    assert text.count('<p class="words" dir="auto">') == len(found.claims)
    first = found.claims[0]
    seen = first.sightings[0]
    page = patient(browser, f"/claim?report={seen.report}&at={seen.span.start}")
    assert page.count('<li id="sighting-') == len(first.sightings)
    assert f"At most {first.origins.at_most} origin" in page
    for group in first.origins.groups:
        for reason in group.because:
            assert escape(reason) in page
    assert browser.get("/claim?report=levels-18&at=99999").status_code in {200, 404}


def test_a_claim_that_is_typed_is_traced_through_the_archive(browser: TestClient, archive: Path) -> None:
    claim = "The buoy that marks the bank was not lit, the harbour master said"
    found = retold.open(archive).trace(claim)
    assert len(found.sightings) > 1
    text = patient(browser, f"/trace?{urlencode({'claim': claim})}")
    assert text.count('<li id="sighting-') == len(found.sightings)
    assert f"At most {found.origins.at_most} origin" in text
    assert "No report of this archive tells it" in patient(
        browser, "/trace?claim=Zyzzyva+quince+xylophone+won"
    )
    assert "Trace a claim" in browser.get("/trace").text
    assert browser.get("/trace?claim=...").status_code == 400
    assert browser.get("/trace?claim=...").status_code == 400


def test_where_no_date_is_known_nothing_is_called_first_or_in_order_of_time(
    browser: TestClient, tmp_path: Path
) -> None:
    paper = "A buoy broke loose off Hestoy on Monday and drifted into the lane of the ferries. Nobody was hurt. {}"
    news = retold.open(tmp_path / "undated.retold", workers=1)
    news.add(
        [Report("one", paper.format("It was found at noon.")), Report("two", paper.format("It is red."))]
    )
    path = f"/trace?{urlencode({'claim': 'A buoy drifted into the lane of the ferries'})}"
    with client(tmp_path / "undated.retold") as other:
        text = patient(other, path)
        assert text.count('<li id="sighting-') == 2
        assert "the first" not in text
        assert "order of time" not in text
        assert "order of time" not in other.get(f"/story/{news.stories()[0].id}").text
    assert "the first" in patient(browser, "/trace?claim=The+buoy+that+marks+the+bank+was+not+lit")
    assert "in order of time" in browser.get(f"/story/{story_of(browser)['id']}").text


def test_quotations_stand_with_all_their_wordings(browser: TestClient, archive: Path) -> None:
    name = story_of(browser)["id"]
    members = {one["id"] for one in story_of(browser)["reports"]}  # type: ignore[attr-defined]
    text = patient(browser, f"/story/{name}/quotations")
    told = [
        one
        for one in retold.open(archive).quotations()
        if {telling.report.id for wording in one.wordings for telling in wording.tellings} <= members
    ]
    assert told
    for one in told:
        assert f"id={one.id}" in text
        page = patient(browser, f"/quotation?story={name}&id={one.id}")
        for wording in one.wordings:
            if wording is not one.wordings[0]:
                assert wording.verdict in page
                assert escape(wording.why) in page
            for telling in wording.tellings:
                assert f"/report?id={telling.report.id}" in page
    assert browser.get(f"/quotation?story={name}&id=none").status_code == 404


def test_who_is_credited_is_listed_and_marked(browser: TestClient, archive: Path) -> None:
    told = retold.open(archive).show("npa-update").credits
    assert told
    text = browser.get("/report?id=npa-update").text
    assert "Who is credited" in text
    assert 'class="credited"' in text
    for one in told:
        assert escape(one.name) in text


def test_reviews_are_kept_shown_and_withdrawn(archive: Path) -> None:
    with client(archive) as browser:
        found = browser.get("/api/compare?left=npa-update&right=standard").json()
        change = found["changes"][0]["id"]
        back = "/compare?left=npa-update&right=standard"
        form = {
            "of": "change",
            "id": change,
            "verdict": "rejected",
            "left": "npa-update",
            "right": "standard",
            "back": back,
        }
        answer = browser.post("/reviews", data=form, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, back)
        assert "rejected by a reader" in browser.get(back).text
        assert browser.get("/api/reviews").json()["reviews"][0]["id"] == change
        assert change in browser.get("/reviews").text
        snapshot_of(archive).unlink()
        making.make(archive)
        assert "rejected by a reader" in browser.get(back).text
        browser.post("/reviews", data={**form, "verdict": "withdrawn"})
        assert browser.get("/api/reviews").json()["reviews"] == []


@pytest.mark.parametrize(
    "form", [{}, {"of": "edge"}, {"of": "all", "id": "x", "verdict": "rejected", "left": "a", "right": "b"}]
)
def test_a_review_of_nothing_is_refused(browser: TestClient, form: dict[str, str]) -> None:
    assert browser.post("/reviews", data=form).status_code == 400


@pytest.mark.parametrize(
    "place",
    [
        "//elsewhere.example",
        "http://elsewhere.example",
        "/\\elsewhere.example",
        "javascript:1",
        "",
        "/a\r\nb",
        "/a b",
    ],
)
def test_the_way_back_leads_nowhere_else(place: str) -> None:
    assert local(place) == "/reviews"


def test_what_is_not_there_is_told_in_a_sentence(browser: TestClient) -> None:
    for path in (
        "/story/none",
        "/family/none",
        "/report?id=none",
        "/compare?left=none&right=flash",
        "/none",
        "/story/../x",
    ):
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert "There is no" in answer.text
    assert browser.get("/report").status_code == 400
    assert browser.get("/?page=0").status_code == 400
    assert browser.post("/").status_code == 405


def test_before_there_is_a_snapshot_the_page_says_how_far_it_is(tmp_path: Path) -> None:
    path = dam(tmp_path)
    snapshot_of(path).unlink()
    with client(path) as browser:
        answer = browser.get("/")
        assert answer.status_code == 503
        assert "Reading the archive" in answer.text
        assert answer.headers["retry-after"]
        error = browser.get("/api/stories")
        assert (error.status_code, error.json()["error"]["code"]) == (503, "not-ready")


def test_adding_is_off_unless_it_was_allowed(browser: TestClient) -> None:
    assert browser.get("/add").status_code == 404
    assert browser.post("/add", data={"text": "x"}).status_code == 404
    assert browser.post("/api/add", content=b"{}").status_code == 404
    assert ">Add<" not in browser.get("/").text


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2024-05-15T06:12:00+02:00", "15 May 2024, 06:12"),
        ("2024-05-15", "15 May 2024"),
        ("2024-05", "May 2024"),
        ("sometime", "sometime"),
        (None, "no date"),
    ],
)
def test_dates_are_written_for_a_reader(value: str | None, told: str) -> None:
    assert when(value) == told


def test_a_span_of_time_on_one_day_names_it_once() -> None:
    assert between("2024-05-15T06:12", "2024-05-15T09:00") == "15 May 2024, 06:12 to 09:00"


def test_an_excerpt_cuts_no_word() -> None:
    text = "Water " * 30 + "ran through the lower town" + " quickly" * 30
    at = text.index("ran")
    ((before, found, after, more),) = [
        tuple(words for words, _ in one[1:]) for one in [excerpt(text, [Span(at, at + 3)], around=10)[0]]
    ]
    assert found == "ran"
    assert before.split()[0] == "Water"
    assert after.split()[-1] in text.split()
    assert more == " …"


def test_an_address_holds_any_id() -> None:
    assert address("/report", id="a/b?c#d&e", page=None) == "/report?id=a%2Fb%3Fc%23d%26e"


# Reports that try to be more than words.


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.retold"
    reports = hostile()
    assert len(reports) == 200
    added = retold.open(path, workers=1).add(reports)
    assert added.added == 200
    making.make(path)
    return path


#: Elements and attributes that pages of ours have; everything else would have come from a report.
_ELEMENTS = set(
    "html head meta title link script body a header p span nav form label input button main h1 h2 h3 footer svg path rect "
    "circle symbol text tspan g figure figcaption use ol ul li section table thead tbody tr th td div details summary article sup dl dt dd datalist "
    "option select time bdi mark u s i del ins b blockquote kbd code".split()
)


def check(text: str, path: str) -> None:
    """Nothing on the page is markup that is not ours, and nothing steers or turns it."""
    found = Words()
    found.feed(text)
    for tag, attributes in found.elements:
        assert tag in _ELEMENTS, (path, tag)
        for name, value in attributes.items():
            assert not name.startswith("on"), (path, name)
            assert name not in {"style", "srcdoc", "formaction", "xlink:href"}, (path, name)
            if name in {"href", "src", "action"}:
                assert value is not None
                assert re.match(r"/[^/\\]|/$|#|$", value), (path, value)
    scripts = [attributes for tag, attributes in found.elements if tag == "script"]
    assert all(set(one) <= {"src", "type", "defer"} and one["src"] for one in scripts)
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text
    ), path
    assert "49" not in re.findall(r"\{\{ ?7 ?\* ?7 ?\}\} (\d+)", text)


def test_every_page_of_hostile_reports_is_words_and_nothing_else(attacked: Path) -> None:
    with client(attacked) as browser:
        listed = [
            one["id"]
            for page in range(1, 11)
            for one in browser.get(f"/api/reports?page_size=20&page={page}").json()["reports"]
        ]
        assert len(listed) == 200
        stories = browser.get("/api/stories?page_size=100").json()["stories"]
        families = browser.get("/api/families?page_size=100").json()["families"]
        assert families
        paths = ["/", "/?page=2", "/reports", "/reports?q=smoke", "/reports?page=2", "/reviews", "/about"]
        paths += [f"/?{urlencode({'q': attack[:300], 'publisher': attack[:200]})}" for attack in ATTACKS]
        paths += [f"/story/{story['id']}" for story in stories[:60]]
        paths += [f"/family/{family['id']}" for family in families[:60]]
        paths += [f"/report?{urlencode({'id': name})}" for name in listed]
        edges = [edge for family in families for edge in family["edges"]]
        for edge in edges[: len(ATTACKS) + 5]:
            asked = urlencode({"left": edge["source"], "right": edge["retelling"]})
            found = browser.get(f"/api/compare?{asked}").json()
            at = found["left"]["sentences"][0][0]
            paths += [f"/compare?{asked}", f"/sentence?{urlencode({'report': edge['source'], 'at': at})}"]
        for story in stories[:10]:
            patient(browser, f"/story/{story['id']}/claims")
            first = story["reports"][0]["id"]
            start = browser.get(f"/api/quotes?{urlencode({'id': first})}").json()["report"]["sentences"][0][0]
            path = f"/claim?{urlencode({'report': first, 'at': start})}"
            patient(browser, path)
            quotes = f"/story/{story['id']}/quotations"
            listed_quotes = re.findall(r'href="(/quotation\?[^"]+)"', patient(browser, quotes))
            paths += [f"/story/{story['id']}/claims", path, quotes, *(unescape(one) for one in listed_quotes)]
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            assert len(answer.content) < 300_000, path
            check(answer.text, path)


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_looks_like_a_way_leads_to_its_report(attacked: Path, name: str) -> None:
    with client(attacked) as browser:
        answer = browser.get(f"/report?id={quote(name, safe='')}")
        assert answer.status_code == 200
        assert browser.get(f"/api/report?id={quote(name, safe='')}").json()["id"] == name


def test_a_review_of_a_hostile_report_is_words_too(attacked: Path) -> None:
    with client(attacked) as browser:
        for attack in ATTACKS:
            form = {
                "of": "edge", "id": attack[:200], "verdict": "confirmed", "left": attack, "right": attack, "note": attack, "back": attack,
            }  # fmt: skip
            answer = browser.post("/reviews", data=form, follow_redirects=False)
            assert answer.headers["location"] == "/reviews"
        check(browser.get("/reviews").text, "/reviews")
