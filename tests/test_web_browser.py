"""What a real browser makes of the pages: every page, every key, nothing that runs, nothing that axe objects to."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import archive_corpus
import retold
from retold.snapshot import making, studying
from retold.web import offline
from web_items import ATTACKS, ROOT, dam, hostile

EDGE = urlencode({"left": "npa-update", "right": "standard"})
PAGES = (
    "/", "/?q=flood", "/?q=zyzzyva", "/reports", "/reports?q=water", f"/compare?{EDGE}", "/compare?left=flash&right=levels-18",
    "/report?id=npa-update", "/report?id=levels-19", "/sentence?report=npa-update&at=300", "/reviews", "/about", "/add",
    "/story/none", "/?change=figure", "/trace", "/trace?claim=The+buoy+that+marks+the+bank+was+not+lit", "/trace?claim=zyzzyva",
)  # fmt: skip


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of `retold serve` over an archive."""
    command = [sys.executable, "-m", "retold", "serve", str(archive), "--port", "0", "--allow-add"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr is not None
        try:
            yield server.stderr.readline().rpartition(" at ")[2].strip().rstrip("/")
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is not here. Run: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(dam(tmp_path_factory.mktemp("browser"))) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must not say anything on the console."""
    said: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert [one for one in said if "404 (Not Found)" not in one] == []


def paths(page: Page, site: str) -> list[str]:
    """The pages, and those of the stories."""
    page.goto(site)
    stories = [link.get_attribute("href") or "" for link in page.query_selector_all(".stories h2 a")]
    assert len(stories) == 2
    return [
        *PAGES,
        *stories,
        *(f"{one}/{kind}" for one in stories for kind in ("claims", "quotations")),
        "/claim?report=npa-update&at=300",
    ]


def settled(page: Page, address: str) -> None:
    """Open a page and wait until it waits for nothing: it looks again by itself."""
    page.goto(address)
    while page.locator("[data-wait]").count():
        page.locator("[data-wait]").wait_for(state="detached", timeout=120_000)
        page.wait_for_load_state()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_axe_objects_to_nothing(chromium: Browser, site: str, theme: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in paths(page, site):
        settled(page, site + path)
        found = Axe().run(page)
        wrong = [
            (one["id"], node["html"][:150])
            for one in found.response["violations"]
            for node in one["nodes"][:2]
        ]
        assert wrong == [], path
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mailed_file_opens_from_the_disk(chromium: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "stories.html"
    file.write_text(offline.render(dam(tmp_path), []), "utf-8")
    said: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(".theme")
    assert said == []
    context.close()


def test_every_page_opens_without_a_word_on_the_console(page: Page, site: str) -> None:
    for path in paths(page, site):
        settled(page, site + path)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_no_page_is_wider_than_a_phone(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for path in paths(page, site):
        settled(page, site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_the_keys_lead_through_the_changes_and_swap_the_sides(page: Page, site: str) -> None:
    page.goto(f"{site}/compare?{EDGE}")
    ids = [one.get_attribute("id") for one in page.query_selector_all(".change")]
    assert len(ids) > 3

    def at() -> str:
        return str(page.evaluate("document.activeElement.id"))

    page.keyboard.press("n")
    assert at() == ids[0]
    assert page.url.endswith(f"#{ids[0]}")
    page.keyboard.press("n")
    assert at() == ids[1]
    assert page.inner_text("#at") == f"Change 2 of {len(ids)}"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert at() == ids[-1]
    page.keyboard.press("s")
    page.wait_for_url("**/compare?left=standard&right=npa-update")


def test_arrows_lead_through_the_tree_and_its_reasons_are_told(page: Page, site: str) -> None:
    page.goto(site)
    page.click(".stories h2 a >> nth=0")
    through_the_tree(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "plane"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#r-')")
    assert page.evaluate("document.querySelector(':target').tagName") == "TR"


def through_the_tree(page: Page) -> None:
    """With the keyboard from dot to dot of the drawing, to the last one and back."""
    dots = page.locator("a.dot").count()
    assert dots > 1
    page.focus(".plane")
    told = []
    for _ in range(min(dots, 40)):
        page.keyboard.press("ArrowDown")
        told.append(page.inner_text(".reason .head"))
        assert page.evaluate("document.activeElement.querySelector('title').textContent") == told[-1]
    assert len(set(told)) > 1
    page.keyboard.press("End")
    last = page.inner_text(".reason .head")
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".reason .head") == last
    page.keyboard.press("Home")
    assert page.inner_text(".reason .head") == told[0]
    page.keyboard.press("ArrowLeft")
    assert page.inner_text(".reason .head") == told[0]


def test_the_tree_can_be_read_without_a_script(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site)
    page.locator(".stories h2 a").first.click()
    assert page.locator("figure.tree .dot").count() == page.locator("table.axis tbody tr").count()
    page.locator("a.dot").last.click()
    assert "#r-" in page.url
    page.locator("table.axis details summary").first.click()
    assert page.locator("table.axis details[open] .reasons li").first.is_visible()
    context.close()


def test_the_keys_can_be_turned_off_and_stay_off(page: Page, site: str) -> None:
    page.goto(f"{site}/compare?{EDGE}")
    page.click("#keys")
    page.keyboard.press("n")
    assert "#" not in page.url
    page.reload()
    page.keyboard.press("s")
    assert "left=npa-update" in page.url
    assert page.inner_text("#keys") == "Keys off"


def test_a_key_typed_into_the_search_is_a_letter(page: Page, site: str) -> None:
    page.goto(f"{site}/compare?{EDGE}")
    page.focus("#q")
    page.keyboard.type("snapshot")
    assert page.input_value("#q") == "snapshot"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=snapshot")


def test_on_a_phone_stories_come_before_the_filters(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(site)
    assert not page.locator(".filters").is_visible()
    page.check("#fold")
    assert page.locator(".filters").is_visible()
    page.goto(f"{site}/?size=3")
    assert page.locator(".filters").is_visible(), "one is set"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site)
    assert page.locator(".filters").is_visible()
    assert not page.locator("#fold").is_visible()
    context.close()


def test_the_theme_is_chosen_and_kept(page: Page, site: str) -> None:
    page.goto(site)
    page.click(".theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    page.goto(f"{site}/about")
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert page.inner_text(".theme") == "Paper"


def test_the_first_stop_of_tab_skips_to_the_content(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_change_leads_to_its_place_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/compare?{EDGE}")
    change = page.locator(".change").first
    change.locator(".leads a").last.click()
    there = page.url.partition("#")[2]
    assert there.startswith("r-")
    back = page.locator(f"#{there}").get_attribute("href")
    assert back == f"#{change.get_attribute('id')}"


def test_a_change_is_rejected_and_that_is_withdrawn(page: Page, site: str) -> None:
    page.goto(f"{site}/compare?{EDGE}")
    page.locator(".change").first.get_by_role("button", name="Reject").click()
    page.wait_for_load_state()
    assert "rejected by a reader" in page.locator(".change").first.inner_text()
    page.locator(".change").first.get_by_role("button", name="Withdraw").click()
    page.wait_for_load_state()
    assert "rejected" not in page.locator(".change").first.inner_text()


def test_a_text_is_pasted_and_what_it_retells_is_told(page: Page, tmp_path: Path) -> None:
    with served(dam(tmp_path)) as site:
        report = retold.read(ROOT / "examples" / "hallin-dam" / "standard.txt")
        page.goto(f"{site}/add")
        page.fill("#text", report.text.replace("The gate, one of five", "The great gate, one of five"))
        page.fill("#title", "A pasted report")
        page.fill("#published", "2024-05-17T10:00")
        page.click("button:has-text('Add')")
        page.wait_for_selector("h1:has-text('1 report added')")
        assert "Minister vows to name the guilty" in page.inner_text(".kin")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive of 2,000 reports."""
    folder = tmp_path_factory.mktemp("many")
    path, records = folder / "many.retold", folder / "many.jsonl"
    lines = (json.dumps(record) for record in archive_corpus.Corpus(seed=11).reports(2000))
    records.write_text("\n".join(lines), "utf-8")
    assert retold.open(path).add([records]).added == 2000
    making.make(path)
    with served(path) as address:
        yield address


def largest(page: Page, site: str) -> dict[str, Any]:
    """The largest family."""
    page.goto(f"{site}/api/families?page_size=100")
    families = page.evaluate("JSON.parse(document.body.innerText).families")
    found: dict[str, Any] = max(families, key=lambda family: len(family["reports"]))
    return found


def test_two_thousand_reports_open_as_fast_as_eleven(page: Page, many: str) -> None:
    family = largest(page, many)
    assert len(family["reports"]) > 20
    page.goto(f"{many}/api/report?{urlencode({'id': family['reports'][0]['id']})}")
    story = page.evaluate("JSON.parse(document.body.innerText).family")
    assert story == family["id"]
    edge = family["edges"][0]
    ids = urlencode({"left": edge["source"], "right": edge["retelling"]})
    report = urlencode({"id": edge["source"]})
    for where in (
        "/",
        "/?page=2",
        "/?size=5",
        "/?change=figure",
        "/reports?page=9",
        f"/family/{family['id']}",
        f"/compare?{ids}",
        f"/report?{report}",
        f"/sentence?{urlencode({'report': edge['source'], 'at': 0})}",
    ):
        settled(page, many + where)  # what takes longer is there
        answer = page.goto(many + where)
        assert answer is not None
        assert answer.status == 200
        assert len(answer.body()) < 300_000, where
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
    page.goto(many)
    page.click(".pager a[rel=next]")
    page.wait_for_url("**/?page=2")
    page.click(".stories h2 a >> nth=0")
    page.click(".axis .report >> nth=0")
    assert page.locator("article.text").inner_text()


def test_every_key_works_among_two_thousand_reports(page: Page, many: str) -> None:
    family = largest(page, many)
    settled(page, f"{many}/family/{family['id']}")
    through_the_tree(page)
    compare = next(
        path
        for path in page.eval_on_selector_all(
            "table.axis a", "all => all.map(one => one.getAttribute('href'))"
        )
        if path.startswith("/compare") and "left" in path
    )
    page.goto(many + compare)
    ids = [one.get_attribute("id") for one in page.query_selector_all(".change")]
    for key, places in (("n", ids), ("p", [*ids[-2::-1], ids[-1]] if ids else [])):
        for place in places:
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.id") == place
    page.click("#keys")
    page.keyboard.press("s")
    assert page.url.split("#")[0] == many + compare
    page.click("#keys")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("s")
    page.wait_for_url(lambda url: not url.startswith(many + compare))
    page.goto(many)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_in_two_hundred_hostile_reports_runs(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.retold"
    retold.open(path, workers=1).add(hostile())
    making.make(path)
    studying.study(path)
    asked: list[str] = []
    said: list[str] = []
    with served(path) as site:
        context = chromium.new_context()
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{site}/api/families?page_size=100")
        families = page.evaluate("JSON.parse(document.body.innerText).families")
        page.goto(f"{site}/api/stories?page_size=100")
        stories = page.evaluate("JSON.parse(document.body.innerText).stories")
        edges = [edge for family in families for edge in family["edges"]]
        assert len(edges) > 40
        paths = ["/", "/reports?q=about", "/reports?page=2", "/about", "/add", "/?change=figure"]
        for n, edge in enumerate(edges[: len(ATTACKS) + 5]):
            paths.append(f"/compare?{urlencode({'left': edge['source'], 'right': edge['retelling']})}")
            paths.append(f"/report?{urlencode({'id': edge['source']})}")
            paths.append(f"/sentence?{urlencode({'report': edge['source'], 'at': 20})}")
            attack = ATTACKS[n % len(ATTACKS)]
            if any(one.isalnum() for one in attack):
                paths.append(f"/trace?{urlencode({'claim': attack})}")
            paths.append(f"/?{urlencode({'q': attack[:300], 'publisher': attack[:200]})}")
        paths += [f"/family/{family['id']}" for family in families[:60]]
        paths += [f"/story/{story['id']}" for story in stories[:60]]
        for story in stories[:4]:
            paths += [f"/story/{story['id']}/claims", f"/story/{story['id']}/quotations"]
            paths.append(f"/claim?{urlencode({'report': story['reports'][0]['id'], 'at': 20})}")
        review = {"of": "edge", "id": "x", "verdict": "confirmed", "left": ATTACKS[0], "right": ATTACKS[5]}
        page.request.post(f"{site}/api/reviews", data={**review, "note": ATTACKS[4]})
        paths.append("/reviews")
        for where in paths:
            settled(page, site + where)
            if page.locator("a.dot").count():
                page.focus(".plane")
                page.keyboard.press("ArrowDown")
                page.locator("a.dot circle").last.hover(force=True)
            assert page.evaluate("window.hit") is None, where
            assert (
                page.evaluate(
                    "document.querySelectorAll('main script, main iframe, main object, main img').length"
                )
                == 0
            )
        context.close()
        assert all(one.startswith(f"{site}/") for one in asked)
        # not every place of a report that is asked for is a sentence
        assert [one for one in said if "404 (Not Found)" not in one] == []
