"""Adding reports in the browser, where `retold serve` was started with `--allow-add`.

What is given goes the way of `retold add`: a text becomes a record, files are read by the readers of their formats, an
address is fetched with the same limits. One request adds at a time; others wait for it. A form with files is taken
apart with the mail package of Python's library, whose size the guard has bounded.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from ... import ingest
from ...archive import Archive
from ...errors import BadArguments
from ...ingest.stream import stream
from ...model import Added, Listed, Pair, Rejected, Report
from ...report import data, listing
from ...report.compose import surety
from ..pages import Site
from ..writing import address, count
from .api import Problem
from .asked import Here

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", responses={400: {"model": Problem}, 413: {"model": Problem}})

#: Reports of one request whose relatives are told.
_TOLD, _PAIRS = 20, 30
#: Seconds to wait for another process that holds the archive.
_WAIT = 20.0
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,10}){1,2}$")


@dataclass
class Given:
    """What a form holds: its fields, and its files with their names."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that a new one retells or is retold by."""

    told: str
    report: Listed
    pair: Pair
    surety: str
    compare: str


@router.get("/add")
def form(request: Request, site: Here) -> HTMLResponse:
    """Where a text, an address or files are given."""
    return site.page(request, "add.html")


@router.post("/add")
async def add(request: Request, site: Here) -> HTMLResponse:
    """Add what was given and tell what it retells."""
    given = parsed(request.headers.get("content-type", ""), await request.body())
    return await run_in_threadpool(_add, request, site, given)


@api.post("/add", summary="Add reports: JSON Lines, as `retold add` takes them")
async def add_lines(request: Request, site: Here) -> Response:
    """`retold.added/1`."""
    given = Given(files=[("reports.jsonl", await request.body())])
    found, _ = await run_in_threadpool(_kept, site, given)
    return Response(data.text(listing.added(found)), media_type="application/json")


def parsed(kind: str, body: bytes) -> Given:
    """The fields and files of a form."""
    if kind.partition(";")[0].strip().lower() != "multipart/form-data":
        raise BadArguments("This is no form with files.", "Programs send JSON Lines to /api/add.")
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    given = Given()
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content: Any = part.get_payload(decode=True) or b""
        filename = part.get_filename()
        if filename:
            given.files.append((filename, content))
        elif isinstance(name, str):
            given.fields[name] = content.decode("utf-8", "replace").replace("\r\n", "\n")
    return given


def _add(request: Request, site: Site, given: Given) -> HTMLResponse:
    found, new = _kept(site, given)
    pairs = _kin(site, new[:_TOLD])
    told = f"{count(found.added, 'report')} added" if found.added else "Nothing was added"
    if found.unchanged:
        told += (
            f"; {count(found.unchanged, 'report')} {'was' if found.unchanged == 1 else 'were'} there already"
        )
    return site.page(
        request, "added.html", heading=told, rejected=found.rejected, pairs=pairs, fresh=bool(found.added)
    )


def _kept(site: Site, given: Given) -> tuple[Added, list[str]]:
    """Add what was given; the ids of its reports."""
    names: list[str] = []

    def noted(reports: Iterator[Report | Rejected]) -> Iterator[Report | Rejected]:
        for one in reports:
            if isinstance(one, Report):
                names.append(one.id)
            yield one

    with site.desk.adding, tempfile.TemporaryDirectory(prefix="retold-") as folder:
        archive = Archive(site.desk.archive, wait=_WAIT, workers=1)
        found = archive.add(noted(_reports(given, Path(folder))))
    site.desk.refresh()
    return found, names


def _reports(given: Given, folder: Path) -> Iterator[Report | Rejected]:
    """The reports of a form. A file keeps its ending and nothing else of its name."""
    fields = {name: value.strip() for name, value in given.fields.items()}
    if not any((fields.get("text"), fields.get("url"), given.files)):
        raise BadArguments("Nothing was given.", "Paste a text or an address, or choose files.")
    if fields.get("text"):
        record = {name: fields[name] for name in ("title", "publisher", "published") if fields.get(name)}
        yield ingest.read_record({"text": given.fields["text"], **record})
    if fields.get("url"):
        if urlsplit(fields["url"]).scheme not in {"http", "https"}:
            raise BadArguments("Only addresses of the web are fetched.", "Give one that begins with https://")
        yield from stream([fields["url"]])
    for number, (name, content) in enumerate(given.files, start=1):
        if not content:
            continue
        ending = _SUFFIX.search(name)
        path = folder / f"{_stem(name) or f'file-{number}'}{ending[0] if ending else '.txt'}"
        path.write_bytes(content)
        yield from stream([path])
        path.unlink()


def _stem(name: str) -> str:
    """What is left of a file's name: letters, digits and dashes, no path."""
    plain = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^A-Za-z0-9_-]+", "-", _SUFFIX.sub("", plain)).strip("-")[:80]


def _kin(site: Site, names: list[str]) -> list[Kin]:
    """What the new reports retell and who retells them, those that share most first."""
    if not names:
        return []
    archive = Archive(site.desk.archive, wait=_WAIT)
    pairs = [
        pair
        for pair in archive.pairs_of(names)
        if pair.kind in {"retelling", "partial-retelling"} and not pair.recurring
    ]
    pairs.sort(key=lambda pair: (-pair.share, pair.left, pair.right))
    out = []
    for pair in pairs[:_PAIRS]:
        new = pair.right if pair.right in names else pair.left
        other = pair.left if new == pair.right else pair.right
        report = archive.report(other)
        told = "retells" if new == pair.right else "retold by"
        if report.published is None:
            told = "the same telling as"
        out.append(
            Kin(
                told,
                Listed(report.id, report.publisher, report.published, report.title),
                pair,
                surety(pair.confidence).lower(),
                address("/compare", left=pair.left, right=pair.right),
            )
        )
    return out
