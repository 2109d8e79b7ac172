"""Times the pages of an archive: many readers at once, a mix of pages, and if asked while reports are being added.

    .venv/bin/python bench/serve_bench.py ARCHIVE [--readers 20] [--seconds 20] [--pause 1] [--adding]

Each reader opens a page, reads for `pause` seconds, and opens the next. Printed are the times until an answer was whole, by
kind of page: the median, the 95th percentile, the longest, and the largest answer.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode


def asked(port: int, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """One request over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("GET" if body is None else "POST", path, body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def paths(port: int, draw: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn from the whole archive."""
    stories, families, words = [], [], []
    total = json.loads(asked(port, "/api/stories?page_size=1")[1])["page"]["total"]
    many = json.loads(asked(port, "/api/families?page_size=1")[1])["page"]["total"]
    for _ in range(40):
        found = json.loads(asked(port, f"/api/stories?page_size=1&page={draw.randint(1, total)}")[1])
        stories += [story["id"] for story in found["stories"]]
        found = json.loads(asked(port, f"/api/families?page_size=1&page={draw.randint(1, many)}")[1])
        families += found["families"]
    edges = [draw.choice(family["edges"]) for family in families]
    for edge in edges[:20]:
        text = json.loads(asked(port, f"/api/report?{urlencode({'id': edge['source']})}")[1])["text"]
        words.append(" ".join(draw.sample(re.findall(r"[a-z]{4,}", text), 2)))
    reports = [edge["source"] for edge in edges]
    return {
        "stories": ["/", *(f"/?page={n}" for n in range(2, 30))],
        "search": [f"/?{urlencode({'q': asked_for})}" for asked_for in words],
        "filters": ["/?size=5", "/?kept=75", "/?since=2022-01-01&until=2022-06-01&size=3"],
        "story": [f"/story/{name}" for name in stories],
        "report": [f"/report?{urlencode({'id': name})}" for name in reports],
        "compare": [
            f"/compare?{urlencode({'left': edge['source'], 'right': edge['retelling']})}" for edge in edges
        ],
    }


def read(
    port: int,
    kinds: dict[str, list[str]],
    until: float,
    pause: float,
    seed: int,
    times: dict[str, list[tuple[float, int, int]]],
) -> None:
    """One reader."""
    draw = random.Random(seed)
    time.sleep(draw.random() * pause)
    while time.monotonic() < until:
        kind = draw.choice(list(kinds))
        begun = time.monotonic()
        status, body = asked(port, draw.choice(kinds[kind]))
        times[kind].append((time.monotonic() - begun, len(body), status))
        time.sleep(pause * (0.5 + draw.random()))


def add(port: int, until: float) -> None:
    """Reports that come in one at a time."""
    number = 0
    draw = random.Random(time.time_ns())
    while time.monotonic() < until:
        number += 1
        text = " ".join(
            draw.sample(
                "river harbour mayor budget school vote bridge clinic tram ferry strike museum".split(), 8
            )
        )
        record = {
            "id": f"bench-{time.time_ns()}",
            "text": f"{text.capitalize()} on day {number}.",
            "published": "2024-01-01",
        }
        asked(port, "/api/add", json.dumps(record).encode())
        time.sleep(1)


def main() -> None:
    """Serve, read, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=1)
    parser.add_argument("--adding", action="store_true")
    options = parser.parse_args()
    command = [sys.executable, "-m", "retold", "serve", str(options.archive), "--port", "0", "--allow-add"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            port = int(told.rpartition(":")[2].strip().strip("/"))
            while json.loads(asked(port, "/api/state")[1])["reports"] is None:
                time.sleep(1)
            kinds = paths(port, random.Random(1))
            times: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
            until = time.monotonic() + options.seconds
            readers = [
                threading.Thread(target=read, args=(port, kinds, until, options.pause, n, times))
                for n in range(options.readers)
            ]
            if options.adding:
                readers.append(threading.Thread(target=add, args=(port, until)))
            for one in readers:
                one.start()
            for one in readers:
                one.join()
        finally:
            server.terminate()
    everything = [one for found in times.values() for one in found]
    for kind, found in [*times.items(), ("all", everything)]:
        spent = sorted(one[0] for one in found)
        print(
            f"{kind:<8} {len(found):>4} answers  median {spent[len(spent) // 2] * 1000:>5.0f} ms  "
            f"p95 {spent[int(len(spent) * 0.95)] * 1000:>5.0f} ms  longest {spent[-1] * 1000:>5.0f} ms  "
            f"largest {max(one[1] for one in found) / 1000:>4.0f} kB  failed {sum(one[2] != 200 for one in found)}"
        )


if __name__ == "__main__":
    main()
