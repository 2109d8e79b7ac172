"""Fills the templates: one place where HTML is made.

In go the name of a template and plain values, out comes an answer. Every expression of a template passes through
`writing.safe`, and the templates escape on top of it (Jinja's autoescape, for every file); a value that is not given is
an error, never an empty place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ..digest import digest
from ..errors import ArchiveLocked, BadArguments, NoSuchReport, NotReady, Refused, RetoldError, TooLarge
from ..report import page
from . import writing
from .desk import Desk, NoSnapshot, State

#: What the site's files are made of: those of this folder, and those that the page of a comparison has too.
STATIC: Mapping[str, tuple[str, str, str]] = {
    "page.css": ("retold.report", "page_style.css", "text/css"),
    "site.css": ("retold.web", "static/site.css", "text/css"),
    "theme.js": ("retold.report", "page_theme.js", "text/javascript"),
    "facing.js": ("retold.report", "page_script.js", "text/javascript"),
    "compare.js": ("retold.web", "static/compare.js", "text/javascript"),
    "tree.js": ("retold.web", "static/tree.js", "text/javascript"),
    "site.js": ("retold.web", "static/site.js", "text/javascript"),
    "icon.svg": ("retold.web", "static/icon.svg", "image/svg+xml"),
}

_HTML = "text/html; charset=utf-8"


@lru_cache(maxsize=32)
def static(name: str) -> bytes:
    """One of the site's files."""
    package, path, _ = STATIC[name]
    return resources.files(package).joinpath(path).read_bytes()


@lru_cache(maxsize=32)
def static_address(name: str) -> str:
    """Where it is found; another name with every change, so that browsers may keep it."""
    return f"/static/{digest(static(name).decode())}/{name}"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates, and what they may call."""
    found = Environment(
        loader=PackageLoader("retold.web"),
        autoescape=True,
        finalize=writing.safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        address=writing.address,
        between=writing.between,
        count=writing.count,
        language=writing.language,
        name_of=writing.name_of,
        share=writing.share,
        sign=lambda kind: writing.markup(page.sign(kind)),
        static=static_address,
        symbols=lambda: writing.markup(page.symbols()),
        when=writing.when,
    )
    found.filters["ours"] = writing.markup
    return found


class Site:
    """What every page of one server has in common."""

    def __init__(self, desk: Desk, *, allow_add: bool) -> None:
        self.desk = desk
        self.allow_add = allow_add

    def page(
        self, request: Request | None, template: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A page, from its template and its values."""
        state = self.desk.state()
        written = (
            templates()
            .get_template(template)
            .render(
                archive=self.desk.name,
                allow_add=self.allow_add,
                state=state,
                path=request.url.path if request is not None else "",
                **{"asked": "", **values},
            )
        )
        return HTMLResponse(written.encode("utf-8", "replace"), status, media_type=_HTML)

    def refusal(self, refused: Refused) -> HTMLResponse:
        """A page that tells why there is no other, without a word of the archive."""
        written = templates().get_template("refused.html").render(problem=refused)
        return HTMLResponse(written.encode("utf-8", "replace"), refused.status, media_type=_HTML)

    def problem(self, request: Request, problem: RetoldError) -> HTMLResponse:
        """A page that tells what went wrong and what to do next."""
        status = status_of(problem)
        if isinstance(problem, NoSnapshot):
            answer = self.page(request, "reading.html", status, told=told(problem.state), problem=problem)
            answer.headers["Retry-After"] = "2"
            return answer
        return self.page(request, "problem.html", status, problem=problem)


def told(state: State) -> str:
    """How far the making of a snapshot is, in words."""
    if not state.making:
        return ""
    of = f": {state.done:,} of {state.total:,}" if state.total else ""
    return f"{state.stage}{of}"


def status_of(problem: RetoldError) -> int:
    """The status of an answer that tells of an error."""
    if isinstance(problem, NotReady | ArchiveLocked):
        return 503
    if isinstance(problem, NoSuchReport):
        return 404
    if isinstance(problem, TooLarge):
        return 413
    return 400 if isinstance(problem, BadArguments) else 422 if problem.code != "archive-unusable" else 503
