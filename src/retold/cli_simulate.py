"""`retold simulate`: traditions with known trees, a file each.

In go reports of one's own, or none, out come files `tradition-0001.json` and so on, each with the texts of the
surviving versions, the true edges and what was done. Nothing that stands is written over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import BadArguments, NotWritable, RetoldError
from .model import Rejected
from .report import data

if TYPE_CHECKING:
    from .simulate.reports import Tale

#: The shape of what is told of the files.
SCHEMA = "retold.simulated/1"


def register(commands: Any, write: Callable[[str], None], rejected: Callable[[Rejected], None]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "simulate",
        help="make versions of a report whose tree is known",
        description="Make traditions: versions of a report as newsrooms or copyists would have made them, with the true tree.",
        epilog="Without REPORT the invented reports that come with Retold are retold.",
    )
    parser.add_argument("reports", nargs="*", metavar="REPORT", help="reports of your own to begin with")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the files are written")
    parser.add_argument("--traditions", type=_whole, default=1, metavar="N", help="how many (default: 1)")
    parser.add_argument(
        "--versions",
        type=_sizes,
        default=(5, 60),
        metavar="LEAST-MOST",
        help="how many versions survive in each (default: 5-60)",
    )
    parser.add_argument(
        "--seed", default="1", metavar="S", help="the same seed gives the same files (default: 1)"
    )
    parser.add_argument(
        "--kind",
        choices=("newsroom", "copyists"),
        default="newsroom",
        help="retold by editors, or copied by hand (default: newsroom)",
    )
    parser.add_argument(
        "--dates",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="whether the dates of publication are told",
    )
    parser.add_argument("--json", action="store_true", help="print retold.simulated/1 instead of text")
    parser.set_defaults(run=lambda options: _run(options, write, rejected))


def _run(
    options: argparse.Namespace, write: Callable[[str], None], rejected: Callable[[Rejected], None]
) -> int:
    from . import simulate  # newsrooms and copyists are loaded where they are asked for

    folder = Path(options.out)
    names = [f"tradition-{number + 1:04d}.json" for number in range(options.traditions)]
    _make(folder, names)
    tales, bad = _tales(options.reports)
    for one in bad:
        rejected(one)
    if options.reports and not tales:
        raise BadArguments(
            "None of the reports can be used.", "Give at least one text of two sentences or more."
        )
    made = simulate.traditions(
        options.kind, options.traditions, options.versions, options.seed, tales=tales, dates=options.dates
    )
    told = []
    for name, tradition in zip(names, made, strict=True):
        value = tradition.as_json()
        try:
            (folder / name).write_bytes((data.text(value) + "\n").encode())
        except OSError as problem:
            why = (problem.strerror or str(problem)).lower()
            raise NotWritable(
                f"{name} cannot be written: {why}.", "Give another folder to --out."
            ) from problem
        told.append(
            {
                "file": name,
                "source": tradition.source,
                "root": tradition.root,
                "versions": len(tradition.surviving()),
                "lost": sum(version.lost for version in tradition.versions),
                "edges": len(tradition.edges()),
            }
        )
        if not options.json:
            write(
                f"{name}: {told[-1]['versions']} versions of {tradition.source}, {told[-1]['lost']} lost, root {tradition.root}\n"
            )
    if options.json:
        rows = [{"input": one.input, "reason": one.reason} for one in bad]
        write(
            data.text(
                {
                    "schema": SCHEMA,
                    "kind": options.kind,
                    "seed": options.seed,
                    "traditions": told,
                    "rejected": rows,
                }
            )
            + "\n"
        )
    return 1 if bad else 0


def _make(folder: Path, names: list[str]) -> None:
    """The folder, in which none of the files may stand."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise NotWritable(
            f"The folder {folder} cannot be made: {why}.", "Give another folder to --out."
        ) from problem
    for name in names:
        if (folder / name).exists():
            raise BadArguments(
                f"{name} stands in {folder} already and is not written over.", "Give another folder to --out."
            )


def _tales(inputs: list[str]) -> tuple[list[Tale], list[Rejected]]:
    """Reports of one's own as tales, and what cannot be used of them."""
    from . import ingest  # formats are loaded where they are read
    from .simulate.reports import from_text

    tales: list[Tale] = []
    bad: list[Rejected] = []
    for name in inputs:
        try:
            report = ingest.read(name)
        except RetoldError as problem:
            bad.append(Rejected(name, problem.message, problem.code, problem.hint))
            continue
        date = report.published.value if report.published is not None else ""
        tale = from_text(report.id, report.title, report.text, report.language, date)
        if sum(len(paragraph) for paragraph in tale.told.paragraphs) < 2:
            bad.append(Rejected(name, "It has fewer than two sentences.", "no-text", "Give a longer text."))
        else:
            tales.append(tale)
    return tales, bad


def _whole(written: str) -> int:
    number = int(written) if written.isdecimal() else 0
    if not 1 <= number <= 9999:
        raise argparse.ArgumentTypeError("it is no whole number from 1 to 9999")
    return number


def _sizes(written: str) -> tuple[int, int]:
    from . import simulate

    match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", written)
    least, most = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not simulate.FEWEST <= least <= most <= simulate.MOST:
        raise argparse.ArgumentTypeError(
            f"it is no number or range from {simulate.FEWEST} to {simulate.MOST}, as 5-60 is"
        )
    return least, most
