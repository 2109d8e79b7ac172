"""`retold report ARCHIVE [STORY...] -o FILE`: stories as one page that can be mailed."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from . import output
from .errors import NeedsExtra


def register(commands: Any) -> None:
    """Add the command to the parser."""
    report = commands.add_parser(
        "report",
        help="write stories of an archive as one page",
        description="Write stories of an archive as one page: a file that needs nothing beside it and can be mailed.",
    )
    report.add_argument("archive", metavar="ARCHIVE", help="the archive's file")
    report.add_argument("stories", nargs="*", metavar="STORY", help="ids of stories (default: the newest 20)")
    report.add_argument("-o", "--output", required=True, metavar="FILE", help="the page to write")
    report.add_argument(
        "--excerpts", action="store_true", help="the words around each change alone, and no text whole"
    )
    report.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    try:
        from .web import offline
    except ImportError as problem:
        raise NeedsExtra(
            "The pages need packages that are not installed.", 'Run: pip install "retold[web]"'
        ) from problem
    output.require_free(options.output, "page", "--output", [options.archive])
    watching = sys.stderr.isatty()

    def tell(done: int) -> None:
        if watching:
            sys.stderr.write(f"\r\x1b[Kreading side by side: {done:,}")
            sys.stderr.flush()

    written = offline.render(options.archive, options.stories, excerpts=options.excerpts, progress=tell)
    if watching:
        sys.stderr.write("\r\x1b[K")
    output.write(options.output, written, "page", "--output")
    return 0
