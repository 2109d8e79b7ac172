"""The reference tells all that is there, and nothing that is not; the Python in the guides gives what it shows."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import doctest
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import retold
import retold.cli
from retold import errors, model
from retold.ingest.stream import FORMATS
from retold.report import data, terminal

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
GUIDES = [ROOT / "README.md", *(ROOT / "docs" / name for name in ("tutorial.md", "how-to.md"))]


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading of the reference, its head left out."""
    section = re.split(rf"^#+ {re.escape(heading)}$", REFERENCE, flags=re.MULTILINE)
    assert len(section) == 2, f"no heading {heading!r}, or two"
    table = re.search(r"(?:^\|.*\n)+", section[1], re.MULTILINE)
    assert table is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


def named(heading: str, column: int = 0) -> list[str]:
    """What the cells of a column name: the first piece of code in each."""
    return [re.findall(r"`([^`]+)`", row[column])[0] for row in rows(heading)]


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from parsers(command)


def test_every_option_is_in_the_reference() -> None:
    there = {
        option
        for parser in parsers(retold.cli._parser())
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    assert {name.split()[0] for name in named("Options")} == there


def test_every_command_is_in_the_reference() -> None:
    there = {parser.prog for parser in parsers(retold.cli._parser())} - {"retold"}
    told = set(re.findall(r"^### `(retold [a-z]+)", REFERENCE, re.MULTILINE))
    assert told == there


def test_every_exit_status_is_in_the_reference() -> None:
    there = {retold.cli.DONE, retold.cli.SOME_REJECTED, retold.cli.NOTHING_DONE, retold.cli.INTERRUPTED}
    assert {int(row[0]) for row in rows("Exit status")} == there


def codes() -> set[str]:
    """The codes of all errors: of the classes, and those given where one is raised."""
    found = {
        kind.code
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.RetoldError)
    }
    for path in (ROOT / "src" / "retold").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant):
                found.add(node.value.value)
    return found


def test_every_error_is_in_the_reference() -> None:
    assert set(named("Errors")) == codes()


def test_the_tree_of_errors_names_every_code() -> None:
    assert errors.__doc__ is not None
    for code in codes() - {"error"}:
        assert code in errors.__doc__


def test_every_public_name_is_in_the_reference() -> None:
    assert sorted(re.split(r"[( ]", name)[0] for name in named("Python")) == sorted(retold.__all__)


@pytest.mark.parametrize("row", rows("Attributes"), ids=lambda row: row[0])
def test_every_attribute_of_a_value_is_in_the_reference(row: list[str]) -> None:
    told = re.findall(r"`(\w+)`", row[1].partition(";")[0])
    kind = getattr(retold, row[0].strip("`"))
    assert told == list(getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)])
    for more in re.findall(r"`(\w+)(?:\(\w*\))?`", row[1].partition(";")[2]):
        assert hasattr(kind, more)


def test_every_value_that_is_given_out_has_its_attributes_in_the_reference() -> None:
    values = {
        name
        for name in retold.__all__
        if inspect.isclass(getattr(retold, name))
        and name not in ("Settings", "Encoder")
        and (dataclasses.is_dataclass(getattr(retold, name)) or hasattr(getattr(retold, name), "_fields"))
    }
    assert set(named("Attributes")) == values


def settings(section: object, before: str = "") -> Iterator[str]:
    """The names of all settings: `linking.floor`, `reading.dating.around`."""
    for field in dataclasses.fields(section):  # type: ignore[arg-type]
        held = getattr(section, field.name)
        if dataclasses.is_dataclass(held):
            yield from settings(held, f"{before}{field.name}.")
        else:
            yield f"{before}{field.name}"


def test_every_setting_is_in_the_reference() -> None:
    assert named("Settings") == list(settings(retold.Settings()))


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Kinds of relation", model.RelationKind),
        ("Kinds of link", model.LinkKind),
        ("Kinds of attribution", model.AttributionKind),
        ("Kinds of step", model.StepKind),
        ("Kinds of change", model.ChangeKind),
        ("Verdicts", model.Verdict),
        ("Effects", model.Effect),
        ("Kinds of part", model.PartKind),
    ],
)
def test_every_kind_is_in_the_reference(heading: str, kinds: object) -> None:
    assert sorted(named(heading)) == sorted(get_args(kinds))


def test_the_letters_of_changes_are_in_the_reference() -> None:
    letters = {row[0].strip("`"): row[1] for row in rows("Kinds of change")}
    assert letters == dict(terminal.LETTERS)


def test_every_format_is_in_the_reference() -> None:
    told = {row[0]: re.findall(r"`(\.\w+)`", row[1]) for row in rows("What can be read")}
    assert told == {known.format: list(known.suffixes) for known in FORMATS}


def compared() -> retold.Comparison:
    """A comparison in which no field is empty: parts, notes, links, changes, what was dropped and added."""
    date = retold.Published("2024-05-15")
    told = "The dam, {} years old, failed on Tuesday evening. Nine people were killed in the lower town of Hallin."
    left = retold.Report(
        "left", f"{told.format(40)}\n\nA baker heard a bang.\n\n(Reporting by Ada Lunn)",
        title="Nine killed as dam fails", publisher="NPA", published=date, fields={"slug": "dam"}, notes=("guessed",),
    )  # fmt: skip
    right = retold.Report(
        "right", f"{told.format(14)}\n\nThe market is cancelled.\n\n(Reporting by Ada Lunn)",
        title="Twelve killed as dam fails", publisher="Courier", published=date, fields={"slug": "dam"}, notes=("guessed",),
    )  # fmt: skip
    return retold.compare(left, right)


def paths(value: object, path: str = "") -> Iterator[str]:
    """The fields of a JSON value: `links[].id`."""
    if isinstance(value, dict) and not (value.keys() == {"start", "end", "text"} or path.endswith(".fields")):
        for key, item in value.items():
            yield from paths(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and not (
        len(value) == 2 and path.endswith(("sentences[]", "steps[].left", "steps[].right"))
    ):
        yield from (inner for item in value for inner in paths(item, f"{path}[]"))
        if not value:
            yield f"{path}[]"
    else:
        yield path


def test_every_field_of_the_json_is_in_the_reference() -> None:
    found = data.comparison(compared(), steps=True)
    assert found["changes"], "the example shows no change"
    assert found["title_changes"], "the example shows no change between the titles"
    assert found["right"].keys() == found["left"].keys()
    found["right"] = None
    found["title_changes"] = []
    found["not_checked"] = [{"kind": "content", "why": "for want of one in every version"}]
    told = set(named("JSON: `retold.comparison/1`")) - {"left.published"}
    assert told == set(paths(found))
    assert data.SCHEMA in REFERENCE


def test_every_field_of_the_attributions_is_in_the_reference() -> None:
    told = "La maire a déclaré : « Le pont est fermé. » Elle a ajouté que la route l'était aussi."
    found = data.attributed(retold.quotes(retold.Report("bridge", told, language="fr")))
    english = 'Mayor Ada Lunn told the Courier: "The bridge is shut."'
    found["attributions"] = data.attributed(retold.quotes(retold.Report("bridge", english)))["attributions"]
    found["report"] = None
    assert set(named("JSON: `retold.attributions/1`")) == set(paths(found))
    assert data.ATTRIBUTIONS in REFERENCE


def test_every_field_of_an_error_in_the_json_is_in_the_reference() -> None:
    section = REFERENCE.partition("An error is an object")[2].partition("###")[0]
    told = set(re.findall(r"^\| `([\w.]+)`", section, re.MULTILINE))
    assert told == {*paths(data.error(errors.BadArguments("One sentence.", "The next step."))), "line"}


def test_what_is_shown_of_the_comparison_is_json() -> None:
    assert json.loads(data.text(data.comparison(compared(), steps=True)))["schema"] == data.SCHEMA


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_the_python_of_a_guide_gives_what_it_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = re.findall(r"^```pycon\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    examples = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, page.name, str(page), 0)
    told: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(examples, out=told.append).failed == 0, "".join(told)
