"""`retold families INPUT... --engine spark --output FOLDER`: the second engine on the command line.

In go inputs and a folder, out come the tables of `retold.spark.run` in that folder, and on standard output the same
families that `retold families ARCHIVE` prints.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .errors import BadArguments
from .report import data, listing
from .text.printable import printable

if TYPE_CHECKING:
    from .adding import Progress

DONE, SOME_REJECTED, NOTHING_DONE = 0, 1, 2


def register(families: argparse.ArgumentParser) -> None:
    """Add the options of the engines to the command `families`."""
    families.add_argument("inputs", nargs="*", metavar="INPUT", help="with --engine spark: further inputs")
    families.add_argument(
        "--engine",
        choices=("embedded", "spark"),
        default="embedded",
        help="spark: read the inputs on Apache Spark instead of an archive (needs the extra spark and Java 17)",
    )
    families.add_argument(
        "--output", metavar="FOLDER", help="with --engine spark: the folder that the results are written to"
    )
    families.add_argument(
        "--master", metavar="URL", help="with --engine spark: where Spark runs (default: this machine)"
    )


def require_none(options: argparse.Namespace) -> None:
    """Say so where options of the engine spark are given to the other one."""
    if options.inputs or options.output is not None or options.master is not None:
        raise BadArguments(
            "Several inputs, --output and --master belong to --engine spark.",
            "Run: retold families ARCHIVE, or add --engine spark.",
        )


def run(options: argparse.Namespace, progress: Progress) -> int:
    """Find the families of the inputs on Spark."""
    if options.output is None:
        raise BadArguments(
            "The engine spark writes its results to a folder.",
            "Run: retold families INPUT --engine spark --output FOLDER",
        )
    from .spark.archive import SparkArchive

    archive = SparkArchive(options.output, master=options.master)
    added = archive.make([options.archive, *options.inputs], progress=progress)
    for one in added.rejected:
        told = f"retold: {printable(one.input)}: {printable(one.reason)} {printable(one.hint)}"
        sys.stderr.write(told.rstrip() + "\n")
    if added.added == 0:
        sys.stderr.write("retold: No report was read; see the reasons above.\n")
        return NOTHING_DONE
    found = archive.families()
    if options.json:
        options.write(data.text(listing.families(found, archive.made)) + "\n")
    else:
        look = options.look(options)
        lines = [*listing.family_lines(found, look), "", *listing.added_lines(added, look)]
        options.write("".join(f"{line}\n" for line in lines))
        options.write(
            f"Written to {printable(options.output)}: reports, rejected, pairs, families, edges, stories.\n"
        )
    return SOME_REJECTED if added.rejected else DONE
