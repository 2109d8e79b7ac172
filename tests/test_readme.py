"""What the README and the guides show is what the program prints, and what they tell to run exists.

Three kinds of block are checked, in every page of PAGES:

- After `<!-- shown: N changes, M sentences -->` a console block: a `retold` command and what it printed, cut
  to the first N changes and M sentences of a list. Every line of it must be a line of the command's output.
  Lines that count (the verdict, the number of changes, the kinds that were not checked) are held to their
  form alone, so that a new reader of changes breaks no page. To write all of these blocks anew:

      .venv/bin/python tests/test_readme.py

- After `<!-- json of: COMMAND -->` a JSON block: each value in it must stand in what the command prints.
- Commands in `sh` and `console` blocks: the parser must take them, and make must have the target.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import pytest

import retold.cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *(ROOT / "docs" / name for name in ("tutorial.md", "how-to.md", "reference.md"))]
README = (ROOT / "README.md").read_text("utf-8")

SHOWN = re.compile(
    r"<!-- shown: (?P<changes>\d+) changes, (?P<sentences>\d+) sentences -->\n"
    r"```console\n\$ (?P<command>retold [^\n]+)\n(?P<output>.*?)```",
    re.DOTALL,
)
JSON_OF = re.compile(r"<!-- json of: (?P<command>retold [^\n]+) -->\n```json\n(?P<value>.*?)```", re.DOTALL)
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
#: Stands where something was cut out.
CUT = "[\u2026]"
#: Columns of the blocks, unless the command says otherwise.
WIDTH = "80"
#: Differ with every change of a method and say nothing to a reader of the page.
UNSTEADY = {"id", "link", "score", "confidence", "settings", "retold"}


def output_of(command: str, *more: str) -> str:
    """What a `retold ...` line prints on standard output, run in the root of the repository."""
    arguments = shlex.split(command.partition("|")[0])[1:]
    if arguments[0] == "compare" and "--width" not in arguments and "--json" not in arguments:
        more = (*more, "--width", WIDTH)
    done = subprocess.run(
        [sys.executable, "-m", "retold", *arguments, *more],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def cut(output: str, changes: int, sentences: int) -> str:
    """The output with so many changes and so many sentences of a list, and a mark where something is cut."""
    kept: list[str] = []
    met = 0
    for paragraph in output.rstrip("\n").split("\n\n"):
        lines = paragraph.split("\n")
        if re.match(r"[A-Z]  \w", paragraph):
            met += 1
            if met <= changes:
                kept.append(paragraph)
            elif met == changes + 1:
                kept.append(CUT)
        elif lines[0].startswith(("Dropped:", "Added:")):
            whole = len(lines) <= sentences + 1
            kept.append("\n".join(lines if whole else [*lines[: sentences + 1], f"   {CUT}"]))
        elif not paragraph.startswith("and "):
            kept.append(paragraph)
    return "\n\n".join(kept) + "\n"


def verdict(output: str) -> str:
    """The verdict on one line, up to the counts of what was altered."""
    lines = takewhile(lambda line: not line.startswith("LEFT "), output.split("\n"))
    return " ".join(lines).partition(";")[0].rstrip(".")


def counted(line: str) -> str:
    """A line with its numbers left open."""
    return re.sub(r"\d+", "N", line)


def shown() -> list[object]:
    """Every block of the pages that shows what a command printed."""
    return [
        pytest.param(match, id=f"{page.stem}: {match['command']}")
        for page in PAGES
        for match in SHOWN.finditer(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize("block", shown())
def test_every_line_that_a_page_shows_is_printed(block: re.Match[str]) -> None:
    printed = output_of(block["command"], "--all")
    assert verdict(block["output"]) == verdict(printed)
    lines = {line.rstrip() for line in printed.split("\n")}
    counts = {counted(line) for line in lines}
    body = block["output"].split("\nLEFT ", 1)[1].split("\n", 1)[1].partition("\nNot checked:")[0]
    for line in body.split("\n"):
        held = line in lines or line.strip() == CUT or (line[:1].isalpha() and counted(line) in counts)
        assert held, f"{line!r} is not printed any more. Run: .venv/bin/python tests/test_readme.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_json_value_that_a_page_shows_is_printed(page: Path) -> None:
    for match in JSON_OF.finditer(page.read_text("utf-8")):
        printed = json.loads(output_of(match["command"]).partition("\n")[0])
        assert holds(printed, json.loads(match["value"])), match["value"]


def holds(printed: object, value: object) -> bool:
    """Whether a JSON value holds another: objects may have more fields, lists more items."""
    if isinstance(value, dict):
        return isinstance(printed, dict) and all(
            key in printed and (key in UNSTEADY or holds(printed[key], item)) for key, item in value.items()
        )
    if isinstance(value, list):
        return isinstance(printed, list) and all(any(holds(p, item) for p in printed) for item in value)
    return printed == value


def test_the_python_of_the_readme_runs() -> None:
    programs = [match["body"] for match in BLOCK.finditer(README) if match["language"] == "python"]
    assert programs
    for program in programs:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("retelling\n")
        assert '"140 soldiers" became "104 soldiers"' in done.stdout


def commands() -> list[object]:
    """Every line that a page tells to type."""
    found = []
    for page in PAGES:
        for match in BLOCK.finditer(page.read_text("utf-8")):
            if match["language"] not in ("sh", "console"):
                continue
            lines = match["body"].replace("\\\n", " ").split("\n")
            if match["language"] == "console":
                lines = [line[2:] for line in lines if line.startswith("$ ")]
            found += [pytest.param(line, id=f"{page.stem}: {line}") for line in lines if line.strip()]
    return found


@pytest.mark.parametrize("line", commands())
def test_every_command_that_a_page_names_exists(line: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for part in re.split(r"\||;|&&", line.partition(" #")[0]):
        call = re.sub(r"\s*[<>]\s*\S+", "", part.strip())
        if call.startswith("make "):
            target = call.split()[1]
            assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE), call
        if re.match(r"retold\s", call) and not call.endswith(("--help", "--version")):
            retold.cli._parser().parse_args(shlex.split(call)[1:])


def test_the_files_that_the_readme_names_are_there() -> None:
    for name in re.findall(r"(?:examples|docs|bench|src)/[\w./-]+\w", README):
        assert (ROOT / name).exists(), name


def test_no_number_of_the_readme_is_left_open() -> None:
    assert re.findall(r"\{\{\w+\}\}", README) == []


def rewrite() -> None:
    """Write every block that shows what a command prints anew."""

    def fresh(match: re.Match[str]) -> str:
        output = cut(output_of(match["command"]), int(match["changes"]), int(match["sentences"]))
        head = match[0][: match.start("output") - match.start()]
        return f"{head}{output}```"

    for page in PAGES:
        before = page.read_text("utf-8")
        after = SHOWN.sub(fresh, before)
        if after != before:
            page.write_text(after, "utf-8", newline="\n")
            sys.stdout.write(f"written anew: {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    rewrite()
