"""Times how soon a browser shows each kind of page of an archive: headless Chromium, one page at a time.

    .venv/bin/python bench/paint_bench.py ARCHIVE [--visits 20] [--width 1280] [--seed 1] [--fresh]

Each visit opens a page drawn from the whole archive in a window that is open already; the browser's cache is off, so that
style sheets and scripts are fetched again, as by somebody who comes for the first time. With `--fresh` each visit has a
browser context of its own, and the time of starting its process is counted, too. Printed are the milliseconds until the
first text or picture was painted (`performance.getEntriesByType("paint")`: first-contentful-paint, counted from the start of
the navigation), by kind of page: the median, the 95th percentile and the most, and how many took 300 or more. Beside them
stand the milliseconds until the last byte of the HTML had come: the rest is the browser's own work. The server and the
browser share the machine, so other work on it counts: look at the load, and at `about`, which asks the archive nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from serve_bench import asked, paths

CHROMIUM = "/usr/bin/chromium"
#: Milliseconds in which a page is to be seen.
GOAL = 300

_TIMES = """() => {
  const painted = performance.getEntriesByType("paint").find((one) => one.name === "first-contentful-paint");
  return [painted ? painted.startTime : null, performance.getEntriesByType("navigation")[0].responseEnd];
}"""


def pages(port: int, draw: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind of page: those of `serve_bench`, and the others."""
    found = paths(port, draw)
    families = json.loads(asked(port, "/api/families?page_size=40")[1])["families"]
    reports = json.loads(asked(port, "/api/reports?page_size=40")[1])["reports"]
    sentences = []
    for edge in [draw.choice(family["edges"]) for family in families[:10]]:
        pair = urlencode({"left": edge["source"], "right": edge["retelling"]})
        told = json.loads(asked(port, f"/api/compare?{pair}")[1])["left"]
        sentences += [
            f"/sentence?{urlencode({'report': told['id'], 'at': start})}"
            for start, _ in told["sentences"][:2]
        ]
    return {
        **found,
        "family": [f"/family/{quote(family['id'], safe='')}" for family in families],
        "reports": ["/reports", *(f"/reports?page={n}" for n in range(2, 12))],
        "sentence": sentences,
        "newest": [f"/report?{urlencode({'id': one['id']})}" for one in reports],
        "about": ["/about", "/trace", "/reviews"],
    }


def painted(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds to the first paint of a page and to the last byte of its HTML."""
    page.goto(address, wait_until="load")
    until = time.monotonic() + 10
    while (told := page.evaluate(_TIMES))[0] is None:
        if time.monotonic() > until:
            raise SystemExit(f"Nothing was painted within 10 seconds at {address}")
        page.wait_for_timeout(20)
    return told[0], told[1]


def window(browser: Browser, width: int) -> Page:
    """A window that keeps nothing of what it fetched."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    return page


def visits(
    browser: Browser, addresses: Sequence[str], width: int, *, fresh: bool
) -> list[tuple[float, float]]:
    """Some visits, in one window or in one each."""
    page = window(browser, width)
    painted(page, addresses[0])  # the window's own start
    found = []
    for address in addresses:
        if fresh:
            page.context.close()
            page = window(browser, width)
        found.append(painted(page, address))
    page.context.close()
    return found


def main() -> None:
    """Serve, open, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--visits", type=int, default=20, help="visits to each kind of page")
    parser.add_argument("--width", type=int, default=1280, help="of the window, in pixels")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="a browser context for each visit")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    command = [sys.executable, "-m", "retold", "serve", str(options.archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            port = int(told.rpartition(":")[2].strip().strip("/"))
            while json.loads(asked(port, "/api/state")[1])["reports"] is None:
                time.sleep(1)
            kinds = pages(port, draw)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                site = f"http://127.0.0.1:{port}"
                times = {
                    kind: visits(
                        browser,
                        [site + draw.choice(some) for _ in range(options.visits)],
                        options.width,
                        fresh=options.fresh,
                    )
                    for kind, some in kinds.items()
                }
                browser.close()
        finally:
            server.terminate()
    for kind, found in [*times.items(), ("all", [one for some in times.values() for one in some])]:
        spent = sorted(one[0] for one in found)
        came = sorted(one[1] for one in found)
        print(
            f"{kind:<8} {len(spent):>4} visits  painted: median {spent[len(spent) // 2]:>5.0f} ms  "
            f"p95 {spent[int(len(spent) * 0.95)]:>5.0f} ms  most {spent[-1]:>5.0f} ms  "
            f"{sum(one >= GOAL for one in spent):>3} over {GOAL} ms  last byte: median {came[len(came) // 2]:>5.0f} ms"
        )


if __name__ == "__main__":
    main()
