"""The command line: `retold compare LEFT RIGHT`, `retold quotes INPUT...`.

JSON goes to standard output, everything for people's eyes that is no result to standard error. Exit
status: 0 done; 1 done, but some pair was rejected; 2 nothing could be done. An error is one sentence and
the next step, never a traceback.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from . import (
    arguments,
    batch,
    cli_quotes,
    cli_report,
    cli_serve,
    cli_simulate,
    cli_tree,
    commands as commands_of_an_archive,
    output,
)
from ._version import __version__
from .errors import BadArguments, RetoldError
from .text.printable import printable

if TYPE_CHECKING:
    from .model import Comparison, Rejected
    from .report import terminal

DONE, SOME_REJECTED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """Bad arguments are told as every other error is."""

    def error(self, message: str) -> NoReturn:
        raise BadArguments(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        options = _parser().parse_args(given)
        return int(options.run(options))
    except RetoldError as problem:
        _tell(problem, as_json=as_json)
        return NOTHING_DONE
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="retold", description="How news is retold: which report retells which, and what it changed."
    )
    parser.add_argument("--version", action="version", version=f"retold {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    compare = commands.add_parser(
        "compare",
        help="put two reports side by side",
        description="Put two reports side by side: how they relate, and what RIGHT did to LEFT.",
        epilog="LEFT and RIGHT are text, HTML or JSON files, addresses (http, https), ARCHIVE#ID, or - for standard "
        "input. "
        "Exit status: 0 done; 1 done, but some pair was rejected; 2 nothing could be done.",
    )
    compare.add_argument("left", nargs="?", metavar="LEFT", help="the source, or the earlier report")
    compare.add_argument("right", nargs="?", metavar="RIGHT", help="the retelling, or the later report")
    compare.add_argument(
        "--pairs",
        metavar="FILE",
        help='JSON Lines, one {"left": {...}, "right": {...}} a line; - for standard input',
    )
    compare.add_argument("--json", action="store_true", help="print retold.comparison/1 instead of text")
    compare.add_argument(
        "--html", metavar="FILE", help="write the comparison as one page too: a file that can be mailed"
    )
    compare.add_argument("--steps", action="store_true", help="with --json: the word steps of each link too")
    compare.add_argument("--all", action="store_true", help="show every change and sentence")
    compare.add_argument(
        "--encoder",
        default="default",
        metavar="NAME",
        help="a sentence-transformers model instead of the shipped one",
    )
    compare.add_argument(
        "--workers",
        type=arguments.whole,
        metavar="N",
        help="with --pairs: processes to use (default: all processors)",
    )
    compare.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from addresses of private networks and of this machine too",
    )
    compare.add_argument(
        "--width", type=arguments.whole, metavar="COLUMNS", help="columns to write to (default: the window)"
    )
    compare.set_defaults(run=_compare)
    commands_of_an_archive.register(commands, _write, _look)
    _add_quotes(commands)
    cli_serve.register(commands)
    cli_report.register(commands)
    cli_simulate.register(commands, _write, _tell_rejected)
    cli_tree.register(commands, _write, _look)
    return parser


def _add_quotes(commands: argparse._SubParsersAction[_Parser]) -> None:
    quotes = commands.add_parser(
        "quotes",
        help="tell who said what",
        description="Tell who said what in reports: each attribution with its source and its words.",
        epilog="INPUT is a file (text, HTML, JSON, JSON Lines and more), a folder, a pattern, an address (http, https), "
        "or - for JSON Lines on standard input. "
        "Exit status: 0 done; 1 done, but some report was rejected; 2 nothing could be done.",
    )
    quotes.add_argument("inputs", nargs="+", metavar="INPUT", help="a report, or a file of many")
    quotes.add_argument("--json", action="store_true", help="print retold.attributions/1, one line a report")
    quotes.add_argument(
        "--width", type=arguments.whole, metavar="COLUMNS", help="columns to write to (default: the window)"
    )
    quotes.add_argument(
        "--allow-private", action="store_true", help="fetch from addresses of private networks too"
    )
    quotes.add_argument(
        "--altered",
        action="store_true",
        help="of an archive: the quotations that stand in several reports in words that differ (JSON: retold.quotations/1)",
    )
    quotes.add_argument(
        "--workers",
        type=arguments.whole,
        metavar="N",
        help="with --altered: processes to use (default: all processors)",
    )
    quotes.set_defaults(run=_quotes, all=True)


def _compare(options: argparse.Namespace) -> int:
    if options.pairs is not None:
        return _compare_pairs(options)
    if options.left is None or options.right is None:
        raise BadArguments("Two reports are needed.", "Run: retold compare LEFT RIGHT")
    if options.left == options.right == "-":
        raise BadArguments("Standard input holds one report, not both.", "Give a file for LEFT or RIGHT.")
    import retold

    from .report import data, terminal

    left, right = (
        retold.read(name, allow_private=options.allow_private) for name in (options.left, options.right)
    )
    for name, report in ((options.left, left), (options.right, right)):
        for note in report.notes if options.json else ():
            sys.stderr.write(f"retold: {printable(name)}: {printable(note)}\n")
    found = retold.compare(left, right, encoder=options.encoder)
    if options.html is not None:
        _write_page(options.html, found, (options.left, options.right))
    if options.json:
        _write(data.text(data.comparison(found, steps=options.steps)) + "\n")
    else:
        _write(terminal.render(found, _look(options)))
    return DONE


def _quotes(options: argparse.Namespace) -> int:
    look = None if options.json else _look(options)
    if options.altered:
        if len(options.inputs) != 1:
            raise BadArguments("--altered reads one archive.", "Run: retold quotes ARCHIVE --altered")
        watch = commands_of_an_archive.Watch()
        try:
            cli_quotes.altered(options.inputs[0], look, _write, workers=options.workers, progress=watch.told)
        finally:
            watch.done()
        return DONE
    told = cli_quotes.run(options.inputs, look, _write, allow_private=options.allow_private)
    for problem in told.rejected:
        sys.stderr.write(f"retold: {printable(problem.reason)} {printable(problem.hint)}".rstrip() + "\n")
    if told.read == 0:
        return NOTHING_DONE
    return SOME_REJECTED if told.rejected else DONE


def _write_page(name: str, found: Comparison, inputs: Sequence[str]) -> None:
    """The comparison as a page, beside whatever else is printed."""
    from .report import page

    output.require_free(name, "page", "--html", inputs)
    output.write(name, page.render(found), "page", "--html")


def _look(options: argparse.Namespace) -> terminal.Look:
    from .report.terminal import Look

    watched = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not watched
    width = options.width or shutil.get_terminal_size((80, 24)).columns
    return Look(width=width, colour=not plain, everything=options.all)


def _compare_pairs(options: argparse.Namespace) -> int:
    if options.left is not None:
        raise BadArguments(
            "Give either two reports or --pairs, not both.", "Run: retold compare --pairs FILE --json"
        )
    if not options.json:
        raise BadArguments("--pairs prints JSON alone.", "Add --json.")
    if options.html is not None:
        raise BadArguments("--html writes one comparison.", "Run: retold compare LEFT RIGHT --html FILE")
    compared = rejected = 0
    for line in batch.compare_lines(options.pairs, options.encoder, options.workers, steps=options.steps):
        _write(line.json + "\n")
        if line.problem is None:
            compared += 1
        else:
            rejected += 1
            sys.stderr.write(f"retold: line {line.number}: {printable(str(line.problem))}\n")
    if compared == 0:
        return NOTHING_DONE
    return SOME_REJECTED if rejected else DONE


def _tell(problem: RetoldError, *, as_json: bool) -> None:
    if as_json:
        from .report import data

        _write(data.text(data.error(problem)) + "\n")
    sys.stderr.write(f"retold: {printable(problem.message)} {printable(problem.hint)}".rstrip() + "\n")


def _tell_rejected(problem: Rejected) -> None:
    """What was not used, on standard error."""
    line = f"retold: {printable(problem.input)}: {printable(problem.reason)} {printable(problem.hint)}"
    sys.stderr.write(line.rstrip() + "\n")


def _write(text: str) -> None:
    """To standard output as UTF-8, whatever the locale says."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.encode("utf-8", "replace"))
        buffer.flush()
