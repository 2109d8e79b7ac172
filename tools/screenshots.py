"""Takes a picture of every page, at three widths, in paper and night.

    .venv/bin/python tools/screenshots.py [ARCHIVE] [--to build/screenshots] [--only NAME]

Without an archive the example story is used. The pictures are for looking at: nothing compares them.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
WIDTHS = (390, 1280, 1920)


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of a server over the archive."""
    command = [sys.executable, "-m", "retold", "serve", str(archive), "--port", "0", "--allow-add"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            line = server.stderr.readline() if server.stderr else ""
            yield line.rpartition(" at ")[2].strip().rstrip("/")
        finally:
            server.terminate()


def asked(address: str, path: str) -> dict[str, list[dict[str, object]]]:
    """What the API tells."""
    with urlopen(address + path) as answer:  # noqa: S310 - our own server
        found: dict[str, list[dict[str, object]]] = json.load(answer)
        return found


def pages(address: str) -> dict[str, str]:
    """The pages by their names: the largest story of the archive, and its first edge."""
    stories = asked(address, "/api/stories?page_size=100")["stories"]
    story = max(stories, key=lambda one: len(one["reports"]))  # type: ignore[arg-type]
    family = asked(address, f"/api/families/{story['families'][0]}")["families"][0]  # type: ignore[index]
    edge = max(family["edges"], key=lambda one: (one["share"] < 0.95, one["share"]))  # type: ignore[attr-defined]
    ids = {"left": edge["source"], "right": edge["retelling"]}
    found = asked(address, f"/api/compare?{urlencode(ids)}")
    start = found["left"]["sentences"][1][0]  # type: ignore[call-overload]
    claim = found["left"]["text"][slice(*found["left"]["sentences"][1])]  # type: ignore[call-overload]
    quotations = f"/story/{story['id']}/quotations"
    quotation = ""
    while not quotation:  # the first visit has the story read
        time.sleep(0.5)
        with urlopen(address + quotations) as answer:  # noqa: S310 - our own server
            text = answer.read().decode()
        quotation = next(
            iter(re.findall(r'href="(/quotation[^"]+)"', text)), "" if "data-wait" in text else quotations
        )
    return {
        "stories": "/",
        "search": "/?q=flood",
        "nothing": "/?q=zyzzyva",
        "reports": "/reports?q=water",
        "story": f"/story/{story['id']}",
        "compare": f"/compare?{urlencode(ids)}",
        "report": f"/report?{urlencode({'id': ids['left']})}",
        "sentence": f"/sentence?{urlencode({'report': ids['left'], 'at': start})}",
        "claims": f"/story/{story['id']}/claims",
        "quotations": quotations,
        "quotation": html.unescape(quotation),
        "trace": f"/trace?{urlencode({'claim': claim})}",
        "family": f"/family/{story['families'][0]}",
        "change": "/?change=figure",
        "claim": f"/claim?{urlencode({'report': ids['left'], 'at': start})}",
        "reviews": "/reviews",
        "about": "/about",
        "add": "/add",
        "missing": "/story/none",
    }


def main() -> None:
    """Serve, open, take pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--only", action="append", help="a page by its name; again for more")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive
        if archive is None:
            archive = Path(folder) / "hallin-dam.retold"
            reports = ROOT / "examples" / "hallin-dam" / "reports.jsonl"
            subprocess.run([sys.executable, "-m", "retold", "add", str(archive), str(reports)], check=True)
        with served(archive) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector("h1:has-text('Stories')", timeout=120_000)
            for name, path in pages(address).items():
                if options.only and name not in options.only:
                    continue
                for theme in ("light", "dark"):
                    page.emulate_media(color_scheme=theme)
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        page.goto(address + path)
                        while page.locator("[data-wait]").count():
                            page.locator("[data-wait]").wait_for(state="detached")
                            page.wait_for_load_state()
                        page.wait_for_timeout(150)
                        page.screenshot(path=options.to / f"{name}-{width}-{theme}.png", full_page=True)
            browser.close()
    print(f"{len(list(options.to.glob('*.png')))} pictures in {options.to}")


if __name__ == "__main__":
    main()
