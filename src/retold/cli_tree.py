"""`retold tree FILE...` and `retold tree ARCHIVE FAMILY`: reports in, their family tree out.

In go files, folders, patterns and addresses as `add` takes them, or an archive and the id of one of its families;
out goes the tree as JSON or as text. What cannot be read is told with its reason, and the rest is done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from . import arguments, output
from .cli_quotes import is_archive, reports
from .errors import BadArguments
from .model import Lineage, Rejected, Report
from .report import data, lineage as drawn, stemma
from .report.terminal import Look
from .text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

DONE, SOME_REJECTED = 0, 1

#: An archive and a family.
_TWO = 2


def register(commands: Any, write: Callable[[str], None], look: Callable[[argparse.Namespace], Look]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "tree",
        help="draw who retold whom",
        description="Draw who retold whom: the family tree of versions of one story.",
        epilog="Exit status: 0 done; 1 done, but some report was rejected; 2 nothing could be done.",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="the reports (files, folders, patterns, addresses), or an archive and the id of a family",
    )
    parser.add_argument("--json", action="store_true", help="print retold.lineage/1 instead of text")
    parser.add_argument("--dot", action="store_true", help="print the tree for Graphviz")
    parser.add_argument("--svg", metavar="FILE", help="write the tree as a drawing, too")
    parser.add_argument("--all", action="store_true", help="show every reason")
    parser.add_argument("--width", type=arguments.whole, metavar="COLUMNS", help="columns to write to")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch from addresses of private networks too"
    )
    parser.set_defaults(run=_run, write=write, look=look)


def _run(options: argparse.Namespace) -> int:
    if options.json and options.dot:
        raise BadArguments("Give either --json or --dot, not both.", "See: retold tree --help")
    found, rejected = _tree(options.inputs, allow_private=options.allow_private)
    for problem in rejected:
        sys.stderr.write(
            f"retold: {printable(problem.input)}: {printable(problem.reason)} {printable(problem.hint)}".rstrip()
            + "\n"
        )
    if options.svg is not None:
        _draw(options.svg, found, options.inputs)
    if options.dot:
        options.write(stemma.dot(found))
    elif options.json:
        value = drawn.data(found)
        if rejected:
            value["rejected"] = [{"input": one.input, "reason": one.reason} for one in rejected]
        options.write(data.text(value) + "\n")
    else:
        for line in drawn.lines(found, options.look(options)):
            options.write(line + "\n")
    return SOME_REJECTED if rejected else DONE


def _tree(inputs: Sequence[str], *, allow_private: bool) -> tuple[Lineage, list[Rejected]]:
    if len(inputs) == _TWO and is_archive(inputs[0]):
        from .archive import Archive

        return Archive(inputs[0]).tree(inputs[1]), []
    import retold

    given, rejected = _unlike(reports(inputs, allow_private=allow_private))
    if len(given) < _TWO:
        told = f" {printable(rejected[0].input)}: {printable(rejected[0].reason)}" if rejected else ""
        raise BadArguments(
            f"A tree needs two reports or more, and {len(given)} could be read.{told}",
            "Run: retold tree FILE FILE...",
        )
    return retold.tree(given), rejected


def _draw(name: str, found: Lineage, inputs: Sequence[str]) -> None:
    """The drawing, beside whatever else is printed; never over an input."""
    output.require_free(name, "drawing", "--svg", inputs)
    output.write(name, stemma.svg(found), "drawing", "--svg")


def _unlike(found: Iterable[Report | Rejected]) -> tuple[list[Report], list[Rejected]]:
    """The reports, each id once, and what is left out."""
    given: dict[str, Report] = {}
    rejected: list[Rejected] = []
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        elif one.id not in given:
            given[one.id] = one
        elif one.text != given[one.id].text:
            why = f"Another report has the id {one.id} already."
            rejected.append(Rejected(one.id, why, "double-id", "Give each report an id of its own."))
    return list(given.values()), rejected
