"""The house keeps its own rules: layers, settings, lengths, links, extras, lock files."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "retold"
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(page for name in ("docs", "examples", "bench", "evaluation", "tools")
                                      for page in (ROOT / name).rglob("*.md"))])  # fmt: skip
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

#: Lines of a source file. A longer one tells two stories.
MOST_LINES = 600

#: What the bare core must do without: the packages of the extras, and what they bring.
ONLY_IN_EXTRAS = (
    "trafilatura", "lxml", "lxml_html_clean", "zstandard", "sentence_transformers", "torch", "scipy",
    "fastapi", "starlette", "pydantic", "jinja2", "markupsafe", "uvicorn",
    "pyspark", "py4j", "pyarrow", "pandas",
)  # fmt: skip

#: Which part of the package may import which. A part is a module or a folder at the top of the package.
#: Leaves know no method; a stage imports leaves and never another stage; the flow stands in `pipeline`.
LEAVES = {"model", "settings", "errors", "digest", "text"}
MAY_IMPORT = {
    "_version": set[str](),
    "model": {"digest"},
    "errors": set[str](),
    "digest": set[str](),
    "settings": {"model", "errors", "digest"},
    "text": LEAVES - {"text"},
    # What a report is matched by, and the way from word to word: shared by the stages below.
    "steps": {"model", "text"},
    "index": {"model", "steps", "text"},
    # The stages.
    "ingest": LEAVES | {"_version"},
    "segment": LEAVES,
    "models": LEAVES,
    "align": LEAVES | {"index", "steps"},
    "changes": LEAVES,
    "relation": LEAVES | {"index"},
    "wordings": LEAVES,
    "attributions": LEAVES,
    "credits": LEAVES,
    "direction": LEAVES | {"index"},
    # An archive: where rows live, what is kept of a text, which pairs are read and how, what comes of them.
    "engine": LEAVES,
    "fingerprint": LEAVES | {"index", "models", "segment"},
    "candidates": {"settings", "fingerprint"},
    "skim": LEAVES | {"fingerprint", "relation"},
    "dated": {"model"},  # the order of reports in time
    "families": LEAVES | {"dated", "relation"},
    "directing": LEAVES | {"_version", "adding", "direction", "families", "lineage"},
    "naming": set[str](),
    "adding": LEAVES | {"engine", "fingerprint", "candidates", "naming", "skim", "relation"},
    "removing": LEAVES | {"engine", "fingerprint", "candidates", "adding", "reviews"},
    "grouping": LEAVES | {"adding", "engine", "families", "models", "segment", "stories", "story_features"},
    "sayings": LEAVES
    | {"adding", "attributions", "engine", "families", "models", "pipeline", "segment", "wordings"},
    "archive": LEAVES
    | {
        "_version",
        "adding",
        "credits",
        "directing",
        "engine",
        "families",
        "finding",
        "grouping",
        "ingest",
        "lineage",
        "models",
        "removing",
        "sayings",
        "searching",
        "segment",
        "tracing",
    },
    # The second engine: the same stages, mapped by Spark. Nothing but its command and `open` knows it.
    "spark": LEAVES
    | {
        "_version",
        "adding",
        "candidates",
        "directing",
        "engine",
        "families",
        "fingerprint",
        "grouping",
        "ingest",
        "lineage",
        "models",
    }
    | {"naming", "stories", "story_features"},
    "cli_spark": LEAVES | {"adding", "report", "spark"},
    "lineage": LEAVES | {"_version", "credits", "relation", "segment"},
    # What people say of findings, and what pages are read from.
    "reviews": LEAVES,
    "snapshot": LEAVES | {"archive", "dated", "directing", "engine", "lineage", "pipeline"},
    "agglomerate": {"text"},
    "stories": LEAVES | {"agglomerate", "story_features"},
    "story_features": LEAVES,
    # A claim: where it stands, who is credited, how many origins it has; `tracing` calls them in order.
    "sightings": LEAVES,
    "crediting": LEAVES,
    "corrections": LEAVES,
    "origins": LEAVES | {"slips"},
    "slips": set[str](),
    "claims": {"model", "settings", "agglomerate"},
    "likeness": LEAVES | {"index", "models"},
    "finding": LEAVES | {"align", "index", "likeness", "models", "sightings"},
    "searching": {"model", "settings", "fingerprint"},
    "tracing": LEAVES
    | {"index", "models", "align", "attributions", "changes", "credits", "pipeline"}
    | {
        "sightings",
        "crediting",
        "corrections",
        "origins",
        "claims",
        "dated",
        "finding",
        "likeness",
        "lineage",
        "segment",
    },
    # What puts them together, and what shows the result.
    "pipeline": LEAVES
    | {"_version", "segment", "models", "index", "align", "attributions", "changes", "direction", "relation"},
    "report": {"model", "settings", "errors", "text"},
    "batch": LEAVES | {"pipeline", "report", "ingest", "models"},
    "arguments": {"text"},  # what may stand behind an option
    "output": {"errors", "text"},  # a file written beside what is printed
    # What `retold add` is given goes to the server that owns the archive.
    "handing": LEAVES | {"archive", "engine"},
    "commands": LEAVES | {"arguments", "archive", "cli_spark", "handing", "report"},
    "simulate": {"digest", "text"},  # traditions with known trees; it knows nothing of how Retold reads
    "cli": LEAVES
    | {
        "__init__",
        "_version",
        "arguments",
        "batch",
        "cli_quotes",
        "cli_report",
        "cli_serve",
        "cli_simulate",
        "cli_tree",
        "output",
        "commands",
        "report",
    },
    "cli_simulate": LEAVES | {"ingest", "report", "simulate"},
    "cli_tree": LEAVES
    | {"arguments", "output", "__init__", "archive", "cli_quotes", "ingest", "lineage", "report"},
    "cli_quotes": LEAVES | {"archive", "ingest", "pipeline", "report"},
    # The pages. Nothing but the command that starts them knows them.
    "web": LEAVES
    | {
        "_version",
        "adding",
        "archive",
        "credits",
        "engine",
        "finding",
        "ingest",
        "pipeline",
        "report",
        "reviews",
        "sayings",
        "snapshot",
        "tracing",
    },
    "cli_serve": LEAVES | {"handing", "web"},
    "cli_report": LEAVES | {"output", "web"},
    # The public names, and `python -m retold`.
    "__init__": LEAVES | {"_version", "archive", "lineage", "pipeline", "ingest", "models", "spark"},
    "__main__": {"cli"},
}


def name_of(path: Path) -> str:
    """`changes.figures` for src/retold/changes/figures.py."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def imports_of(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in it, as `changes.base`."""
    package = path.relative_to(SOURCE).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                whole = [*base, *(node.module.split(".") if node.module else ())]
            elif node.module and node.module.split(".")[0] == "retold":
                whole = node.module.split(".")[1:]
            else:
                continue
            for alias in node.names:
                named = SOURCE.joinpath(*whole, alias.name)
                is_module = named.is_dir() or named.with_suffix(".py").exists()
                yield ".".join([*whole, alias.name] if is_module else whole) or "__init__"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "retold":
                    yield alias.name.partition(".")[2] or "__init__"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    part = name_of(path).split(".")[0]
    assert part in MAY_IMPORT, f"{part} stands in no layer yet: add it to MAY_IMPORT"
    for imported in imports_of(path):
        other = imported.split(".")[0]
        assert other == part or other in MAY_IMPORT[part], f"{name_of(path)} imports {imported}"


def test_readers_of_changes_share_only_their_base() -> None:
    for path in (SOURCE / "changes").glob("*.py"):
        if path.stem in {"__init__", "base"}:
            continue
        shared = {name for name in imports_of(path) if name.split(".")[0] == "changes"}
        assert shared <= {"changes.base"}, f"changes/{path.name} imports {sorted(shared)}"


@pytest.mark.parametrize(
    "path",
    [*MODULES, *(ROOT / "bench").rglob("*.py"), *(ROOT / "tools").rglob("*.py")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_source_file_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


SETTINGS = [path for path in MODULES if path.parent.name == "settings" and path.stem != "__init__"]


@pytest.mark.parametrize("path", SETTINGS, ids=name_of)
def test_every_setting_has_its_history_above_it(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    settings = 0
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Module | ast.ClassDef):
            continue
        for statement in node.body:
            if not isinstance(statement, ast.Assign | ast.AnnAssign):
                continue
            if statement.value is None or isinstance(statement.value, ast.Call):
                continue  # a section of the settings, not a setting
            settings += 1
            above = statement.lineno - 2
            while above >= 0 and lines[above].lstrip().startswith("#") and "#:" not in lines[above]:
                above -= 1
            assert lines[above].lstrip().startswith("#:"), (
                f"{name_of(path)}:{statement.lineno} has no '#:' comment above it: {lines[statement.lineno - 1]}"
            )
    assert settings


def test_every_setting_is_asked_for_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in MODULES)
    names = {
        node.target.id
        for path in SETTINGS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert names
    assert {name for name in names if not re.search(rf"\.{name}\b", source)} == set()


BLOCKED = """
import importlib.abc, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Absent())
"""


def run_without_extras(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python in which the packages of the extras are absent."""
    whole = BLOCKED.format(absent=ONLY_IN_EXTRAS) + program
    command = [sys.executable, "-c", whole]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_bare_core_imports_without_extras() -> None:
    done = run_without_extras("import retold, retold.cli")
    assert done.returncode == 0, done.stderr


def test_the_bare_core_compares_two_reports() -> None:
    done = run_without_extras(
        "from retold import Report, compare\n"
        "left = Report('left', 'The bridge at Hallin closed on Monday. The mayor said 12 people were hurt.')\n"
        "right = Report('right', 'The bridge at Hallin closed on Monday. The mayor said 20 people were hurt.')\n"
        "print(len(compare(left, right).links))\n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "2"


LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    headings = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{target} leads nowhere"
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), f"{target}: no such heading"


def test_the_readme_names_what_to_run_first() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_the_index_of_docs_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    named = {(ROOT / "docs" / target.partition("#")[0]).resolve() for target in LINK.findall(index)}
    assert {page.resolve() for page in (ROOT / "docs").rglob("*.md")} <= named | {ROOT / "docs" / "README.md"}


def test_the_demo_compares_two_examples_that_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    reports = re.findall(r"^DEMO_(?:LEFT|RIGHT) \?= (\S+)$", makefile, flags=re.MULTILINE)
    assert len(reports) == 2
    for report in reports:
        assert (ROOT / report).is_file(), report


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.findall(r"^\.PHONY: (\S+)$", makefile, flags=re.MULTILINE)
    explained = re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE)
    assert sorted(phony) == sorted(explained)


def test_every_file_beside_the_code_is_packed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["retold"]
    beside = {
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    packed = {path for pattern in patterns for path in beside if (SOURCE / path) in set(SOURCE.glob(pattern))}
    assert beside - packed == set()


def test_the_version_is_the_same_everywhere() -> None:
    version = PROJECT["project"]["version"]
    done = run_without_extras("import retold; print(retold.__version__)")
    assert done.stdout.strip() == version, done.stderr
    assert f"[{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_build_backend_is_in_the_lock_files() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_file_has_a_hash_for_everything_and_names_no_host(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text("utf-8")
    assert "://" not in lock
    locked = re.findall(r"^([a-z0-9-]+)==\S+.*?\\\n +--hash=sha256:[0-9a-f]{64}", lock, flags=re.MULTILINE)
    assert len(locked) == len(re.findall(r"^[a-z]", lock, flags=re.MULTILINE))
    project = PROJECT["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["pages"],
        *project["optional-dependencies"]["web"],
    ]
    for requirement in asked:
        assert re.split(r"[<>=~! ]", requirement)[0].replace("_", "-") in locked


def test_what_runs_is_locked_alike_for_running_and_for_testing() -> None:
    run, dev = (
        set(
            re.findall(
                r"^\S+==\S+(?: ; [^\\]+)?", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE
            )
        )
        for name in ("run.txt", "dev.txt")
    )
    assert run <= dev


def test_the_notice_names_the_text_that_the_encoder_was_trained_on() -> None:
    origin = json.loads((SOURCE / "models" / "data" / "origin.json").read_text("utf-8"))
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert origin["weights_from"]["model"].split("/")[1].split(",")[0] in notice
    assert ("WordNet" in json.dumps(origin["training_text"])) == ("WordNet" in notice)
