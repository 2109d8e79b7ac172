"""The commands of an archive: add, pairs, families, stories, trace, claims, show, remove, info, upgrade.

Each takes the path of an archive first, prints JSON with `--json` and lines for a person without, and says on
standard error what was rejected. Nothing is decided here: `archive` does the work, `report` draws it.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import arguments, cli_spark
from .errors import ArchiveLocked
from .report import data, listing, traced
from .report.terminal import Look
from .text.printable import printable

if TYPE_CHECKING:
    from .archive import Archive

#: Prints text on standard output.
Write = Callable[[str], None]
#: How to write for this window.
Looks = Callable[[argparse.Namespace], Look]

DONE, SOME_REJECTED, NOTHING_DONE = 0, 1, 2

#: Seconds between two progress lines.
_EVERY = 0.2

#: Objects made between two searches for those that nothing needs any more: the words of a question hold no circles, and
#: going through them again and again takes a tenth of its time.
_COLLECTED = 100_000


def register(commands: Any, write: Write, look: Looks) -> None:
    """Add the commands to the parser."""

    def command(name: str, does: str, run: Callable[[argparse.Namespace], int], **more: Any) -> Any:
        parser = commands.add_parser(name, help=does, description=f"{does[:1].upper()}{does[1:]}.", **more)
        parser.add_argument("archive", metavar="ARCHIVE", help="the archive's file")
        parser.add_argument("--json", action="store_true", help="print JSON instead of text")
        parser.add_argument(
            "--wait",
            type=arguments.seconds,
            default=10.0,
            metavar="SECONDS",
            help="how long to wait while another process holds the archive (default: 10)",
        )
        parser.add_argument("--width", type=arguments.whole, metavar="COLUMNS", help="columns to write to")
        parser.set_defaults(run=run, write=write, look=look, all=False)
        return parser

    adding = command("add", "add reports to an archive, which is made where there is none", _add)
    adding.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="files, folders, patterns, addresses (http, https), or - for standard input",
    )
    adding.add_argument(
        "--workers", type=arguments.whole, metavar="N", help="processes to use (default: all processors)"
    )
    adding.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of private networks, too"
    )
    command("pairs", "list the pairs of reports that were read side by side", _pairs)
    listed = command("families", "list reports joined by re-use of text", _families)
    listed.add_argument("--all", action="store_true", help="show every report")
    cli_spark.register(listed)
    told = command("stories", "list reports about the same event", _stories)
    told.add_argument("--all", action="store_true", help="show every report")
    told.add_argument(
        "--workers", type=arguments.whole, metavar="N", help="processes to use (default: all processors)"
    )
    tracing = command(
        "trace", "tell where a claim stands, what changed on the way, and how many origins it has", _trace
    )
    tracing.add_argument(
        "claim", metavar="CLAIM", help="the claim in words, or ID:START-END for a place in a report"
    )
    tracing.add_argument("--all", action="store_true", help="show every sighting and change")
    ledger = command(
        "claims", "list the claims of a story, those first that a reader should care about", _claims
    )
    ledger.add_argument("story", metavar="STORY", help="the id of a story, or of a family")
    ledger.add_argument("--all", action="store_true", help="show every claim and change")
    ledger.add_argument(
        "--workers", type=arguments.whole, metavar="N", help="processes to use (default: all processors)"
    )
    shown = command("show", "show a report and what the archive knows of it", _show)
    shown.add_argument("id", metavar="ID", help="the report's id")
    removing = command("remove", "erase reports for good", _remove)
    removing.add_argument("ids", nargs="+", metavar="ID", help="the ids of the reports")
    command("info", "tell what an archive holds", _info)
    command("upgrade", "bring an older archive to the version of this Retold", _upgrade)


def _give(options: argparse.Namespace, value: data.Json, lines: Iterable[str]) -> None:
    """Print a result as JSON, or as lines for a person."""
    for line in [data.text(value)] if options.json else lines:
        options.write(line + "\n")


def _add(options: argparse.Namespace) -> int:
    from . import handing

    watch = Watch()
    try:
        found = handing.hand_over(
            options.archive,
            options.inputs,
            workers=options.workers,
            allow_private=options.allow_private,
            progress=watch.told,
        ) or _archive(options).add(options.inputs, allow_private=options.allow_private, progress=watch.told)
    finally:
        watch.done()
    for one in found.rejected:
        sys.stderr.write(
            f"retold: {printable(one.input)}: {printable(one.reason)} {printable(one.hint)}".rstrip() + "\n"
        )
    _give(options, listing.added(found), listing.added_lines(found, options.look(options)))
    if found.added + found.unchanged == 0:
        return NOTHING_DONE
    return SOME_REJECTED if found.rejected else DONE


def _pairs(options: argparse.Namespace) -> int:
    for pair in _archive(options).pairs():
        options.write(
            data.text(listing.pair(pair)) + "\n"
            if options.json
            else listing.pair_line(pair, options.look(options)) + "\n"
        )
    return DONE


def _families(options: argparse.Namespace) -> int:
    if options.engine == "spark":
        watch = Watch()
        try:
            return cli_spark.run(options, watch.told)
        finally:
            watch.done()
    cli_spark.require_none(options)
    watch = Watch()
    archive = _archive(options)
    try:
        found = archive.families(progress=watch.told)
    finally:
        watch.done()
    _give(options, listing.families(found, archive.made), listing.family_lines(found, options.look(options)))
    return DONE


def _stories(options: argparse.Namespace) -> int:
    watch = Watch()
    archive = _archive(options)
    try:
        found = archive.stories(progress=watch.told)
    finally:
        watch.done()
    _give(options, listing.stories(found, archive.made), listing.story_lines(found, options.look(options)))
    return DONE


def _trace(options: argparse.Namespace) -> int:
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED)
    try:
        found = _archive(options).trace(options.claim)
    finally:
        gc.set_threshold(*before)
    _give(options, traced.trace(found), traced.trace_lines(found, options.look(options)))
    return DONE


def _claims(options: argparse.Namespace) -> int:
    watch = Watch()
    try:
        found = _archive(options).claims(options.story, progress=watch.told)
    finally:
        watch.done()
    _give(options, traced.ledger(found), traced.ledger_lines(found, options.look(options)))
    return DONE


def _show(options: argparse.Namespace) -> int:
    found = _archive(options).show(options.id)
    _give(options, listing.kept(found), listing.kept_lines(found, options.look(options)))
    return DONE


def _remove(options: argparse.Namespace) -> int:
    with _owned(options.archive):
        gone = _archive(options).remove(*options.ids)
    if options.json:
        options.write(data.text({"schema": "retold.removed/1", "removed": list(gone)}) + "\n")
    else:
        options.write(f"Removed: {', '.join(printable(name, breaks='space') for name in gone)}\n")
    return DONE


def _info(options: argparse.Namespace) -> int:
    found = _archive(options).info()
    _give(options, listing.info(found), listing.info_lines(found, options.look(options)))
    return DONE


def _upgrade(options: argparse.Namespace) -> int:
    with _owned(options.archive):
        before, after = _archive(options).upgrade()
    if options.json:
        options.write(data.text({"schema": "retold.upgraded/1", "before": before, "after": after}) + "\n")
    else:
        options.write(f"The tables were of version {before} and are of version {after}.\n")
    return DONE


def _archive(options: argparse.Namespace) -> Archive:
    from .archive import Archive

    return Archive(options.archive, wait=options.wait, workers=getattr(options, "workers", None))


@contextmanager
def _owned(archive: str) -> Iterator[None]:
    """Where the archive is held, say which server owns it, if one does, and what to do."""
    from . import handing

    try:
        yield
    except ArchiveLocked as problem:
        owner = handing.owner(archive)
        if owner is None:
            raise
        raise ArchiveLocked(
            f"{problem.message} It is owned by `retold serve`, process {owner.process}, at {printable(owner.address)}.",
            "End that server and run the same command again, or wait longer with --wait SECONDS.",
        ) from problem


class Watch:
    """A progress line on standard error while a person is watching."""

    def __init__(self) -> None:
        self._watching = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._stage = ""

    def told(self, stage: str, done: int, total: int) -> None:
        """So many of a stage are done; a total of 0 is not known."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._begun = stage, now
        if not self._watching or now - self._told < _EVERY:
            return
        self._told = now
        of = f" of {total:,}" if total else ""
        rate = done / max(now - self._begun, 0.001)
        left = f", {(total - done) / rate:.0f} s left" if total and done else ""
        counted = f": {done:,}{of}{left}" if done or total else ""
        sys.stderr.write(f"\r\x1b[K{stage}{counted}")
        sys.stderr.flush()

    def done(self) -> None:
        """Take the line away."""
        if self._watching:
            sys.stderr.write("\r\x1b[K")
