"""The command line: what comes out where, with which exit status, and one clear sentence for what is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import retold
from retold import cli

RETOLD = (sys.executable, "-m", "retold")
STORY = "About 300 people fled from the dam above Hallin on Tuesday, he said. Rain fell on the town.\n"
RETELLING = "About 500 people fled from the dam above Hallin on Tuesday, he said. Rain fell on the town.\n"


@dataclass(frozen=True)
class Said:
    """What a command wrote and how it ended."""

    status: int
    out: bytes
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "retelling.txt").write_text(RETELLING, "utf-8")
    return tmp_path


@pytest.fixture
def say(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Said]:
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> Said:
        capfdbinary.readouterr()
        status = cli.main(arguments)
        out, err = capfdbinary.readouterr()
        return Said(status, out, err.decode())

    return run


def start(
    *arguments: str, given: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Said:
    done = subprocess.run(
        [*RETOLD, *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    )
    return Said(done.returncode, done.stdout, done.stderr.decode())


def flowing(written: bytes) -> str:
    """Words without the line ends that the window's width made."""
    return " ".join(written.decode().split())


#: What is wrong with the right-hand file: its name, its bytes (None: there is none), the code, and what is said.
Bad = tuple[str, bytes | None, str, str]
BAD: list[Bad] = [
    ("none.txt", None, "no-such-file", "There is no file none.txt."),
    ("empty.txt", b"", "empty-file", "empty.txt"),
    ("blank.txt", b" \n\t\n", "no-text", "blank.txt"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary-file", "PNG picture"),
    ("noise.bin", bytes(range(256)) * 40, "binary-file", "noise.bin"),
    ("empty.html", b"", "empty-file", "empty.html"),
    (
        "nothing.html",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "no-article",
        "nothing.html",
    ),
    ("broken.json", b'{"text": "The dam', "bad-record", "broken.json"),
    ("textless.json", b'{"title": "Dam"}', "bad-record", 'has no field "text"'),
    ("number.json", b'{"text": 7}', "bad-record", "not a string"),
    ("list.json", b'[{"text": "The dam broke."}]', "bad-record", "not one report"),
]


@pytest.mark.parametrize(("name", "content", "code", "said"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_input_is_told_in_one_sentence_with_the_next_step(
    say: Callable[..., Said], folder: Path, name: str, content: bytes | None, code: str, said: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    for order in (("story.txt", name), (name, "story.txt")):
        plain = say("compare", *order)
        assert (plain.status, plain.out) == (2, b"")
        assert plain.err.startswith("retold: ")
        assert plain.err.count("\n") == 1
        assert said in plain.err
        assert "Traceback" not in plain.err
        as_json = say("compare", *order, "--json")
        assert as_json.status == 2
        error = json.loads(as_json.out)["error"]
        assert set(error) == {"code", "message", "hint"}
        assert error["code"] == code
        assert error["message"].endswith(".")
        assert error["hint"]
        assert as_json.err == plain.err == f"retold: {error['message']} {error['hint']}\n"


def test_fifty_megabytes_on_one_line_are_refused_at_once(say: Callable[..., Said], folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.write(b"The dam broke at dawn. " * 2_200_000)
    found = say("compare", "story.txt", "huge.txt", "--json")
    assert found.status == 2
    assert json.loads(found.out)["error"]["code"] == "too-large"
    assert "50.6 MB" in found.err


def test_a_folder_is_no_report(say: Callable[..., Said], folder: Path) -> None:
    (folder / "reports").mkdir()
    found = say("compare", "story.txt", "reports", "--json")
    assert (found.status, json.loads(found.out)["error"]["code"]) == (2, "is-a-folder")


def test_a_report_with_a_few_broken_bytes_is_read_and_that_is_said(
    say: Callable[..., Said], folder: Path
) -> None:
    text = STORY.replace("fled", "fl\u00fc\u00fcchteten").encode() * 40
    (folder / "broken.txt").write_bytes(text.replace(b"Rain", b"R\xffin", 1))
    found = say("compare", "story.txt", "broken.txt", "--json")
    assert found.status == 0
    assert "\ufffd" in json.loads(found.out)["right"]["text"]
    assert re.fullmatch(r"retold: broken\.txt: .+\n", found.err)


def test_two_reports_in_two_languages_are_compared_and_what_was_not_checked_is_said(
    say: Callable[..., Said], folder: Path
) -> None:
    (folder / "deutsch.txt").write_text(
        "Der Bürgermeister sagte am Dienstag, dass die Brücke in der Stadt nicht sicher ist und gesperrt wurde.",
        "utf-8",
    )
    found = say("compare", "story.txt", "deutsch.txt", "--json")
    assert found.status == 0
    shown = json.loads(found.out)
    assert shown["checked"] == []
    assert {item["kind"] for item in shown["not_checked"]} >= {"quotation", "figure"}
    assert any("two languages (en and de)" in item["why"] for item in shown["not_checked"])
    assert "two languages (en and de)" in flowing(say("compare", "story.txt", "deutsch.txt").out)


ARGUMENTS = [
    ([], "COMMAND"),
    (["compare"], "Two reports are needed."),
    (["compare", "story.txt"], "Two reports are needed."),
    (["compare", "story.txt", "retelling.txt", "third.txt"], "third.txt"),
    (["compare", "-", "-"], "Standard input holds one report, not both."),
    (
        ["compare", "story.txt", "retelling.txt", "--pairs", "x"],
        "Give either two reports or --pairs, not both.",
    ),
    (["compare", "--pairs", "x"], "--pairs prints JSON alone."),
    (["compare", "story.txt", "retelling.txt", "--width", "0"], "no whole number above 0"),
    (["compare", "story.txt", "retelling.txt", "--width", "wide"], "no whole number above 0"),
    (["compare", "--pairs", "x", "--json", "--workers", "-1"], "--workers"),
    (["compare", "story.txt", "retelling.txt", "--colour"], "--colour"),
    (["retell", "story.txt", "retelling.txt"], "retell"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), ARGUMENTS, ids=[" ".join(row[0]) or "nothing" for row in ARGUMENTS]
)
def test_bad_arguments_are_told_with_the_next_step(
    say: Callable[..., Said], arguments: list[str], said: str
) -> None:
    found = say(*arguments)
    assert found.status == 2
    assert said in found.err
    assert found.err.count("\n") == 1
    assert "Traceback" not in found.err
    if "--json" in arguments:
        assert json.loads(found.out)["error"]["code"] == "bad-arguments"
    else:
        assert found.out == b""


def test_bad_arguments_are_told_as_json_where_json_is_asked_for(say: Callable[..., Said]) -> None:
    for arguments in (
        ["--json"],
        ["compare", "--json"],
        ["compare", "-", "-", "--json"],
        ["compare", "--json", "--oops"],
    ):
        found = say(*arguments)
        assert found.status == 2
        assert json.loads(found.out)["error"]["code"] == "bad-arguments"


def test_an_encoder_that_is_not_there_is_told_with_the_next_step(say: Callable[..., Said]) -> None:
    found = say("compare", "story.txt", "retelling.txt", "--encoder", "no-such-encoder-of-mine", "--json")
    assert found.status == 2
    error = json.loads(found.out)["error"]
    assert error["code"] in {"needs-extra", "encoder-unusable"}
    assert error["hint"]


def test_a_name_cannot_steer_the_terminal(say: Callable[..., Said]) -> None:
    found = say("compare", "story.txt", "x\x1b[31m\u202e.txt")
    assert "\\x1b[31m\\u202e" in found.err
    assert "\x1b" not in found.err
    assert "\u202e" not in found.err


def test_a_comparison_goes_to_standard_output_and_nothing_to_standard_error(say: Callable[..., Said]) -> None:
    found = say("compare", "story.txt", "retelling.txt")
    assert (found.status, found.err) == (0, "")
    verdict = (
        "One retells the other, the texts do not tell which: 2 of RIGHT's 2 sentences, 1 of them word for word; "
        "1 figure altered."
    )
    assert flowing(found.out).startswith(verdict)
    assert b"\x1b" not in found.out


def test_json_is_one_line_in_utf_8(say: Callable[..., Said]) -> None:
    found = say("compare", "story.txt", "retelling.txt", "--json")
    assert (found.status, found.err, found.out.count(b"\n")) == (0, "", 1)
    assert json.loads(found.out)["schema"] == "retold.comparison/1"
    assert "steps" not in json.loads(found.out)["links"][0]
    assert (
        "steps"
        in json.loads(say("compare", "story.txt", "retelling.txt", "--json", "--steps").out)["links"][0]
    )


def test_the_width_that_is_asked_for_is_kept(say: Callable[..., Said], folder: Path) -> None:
    (folder / "long.txt").write_text("Rain fell on the town. " * 40, "utf-8")
    for width in (40, 80, 140):
        written = say("compare", "story.txt", "long.txt", "--width", str(width), "--all").out.decode()
        assert max(map(len, written.split("\n"))) <= width


def test_one_report_may_come_from_standard_input(folder: Path) -> None:
    for order in (("-", "retelling.txt"), ("retelling.txt", "-")):
        found = start("compare", *order, "--json", given=STORY.encode(), cwd=folder)
        assert (found.status, found.err) == (0, "")
        shown = json.loads(found.out)
        assert STORY in (shown["left"]["text"], shown["right"]["text"])


def test_empty_standard_input_is_told(folder: Path) -> None:
    found = start("compare", "-", "retelling.txt", "--json", cwd=folder)
    assert (found.status, json.loads(found.out)["error"]["code"]) == (2, "empty-file")


def test_the_version_is_told() -> None:
    found = start("--version")
    assert (found.status, found.out.decode()) == (0, f"retold {retold.__version__}\n")


@pytest.mark.parametrize("arguments", [("--help",), ("compare", "--help")])
def test_help_goes_to_standard_output(arguments: tuple[str, ...]) -> None:
    found = start(*arguments)
    assert (found.status, found.err) == (0, "")
    assert b"usage: retold" in found.out


def test_help_tells_the_exit_status_and_every_option() -> None:
    said = flowing(start("compare", "--help").out)
    assert "Exit status" in said
    for option in ("--pairs", "--json", "--steps", "--all", "--encoder", "--workers", "--width"):
        assert option in said


@pytest.mark.parametrize("arguments", [(), ("--json",)], ids=["plain", "json"])
def test_a_reader_that_went_away_ends_it_without_a_word(folder: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*RETOLD, "compare", "story.txt", "retelling.txt", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
            cwd=folder,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_locale_does_not_matter(folder: Path) -> None:
    (folder / "marks.txt").write_text("He said “no” in the café — twice 👍🏽.", "utf-8")
    plain = start("compare", "marks.txt", "marks.txt", "--json", cwd=folder)
    other = start(
        "compare",
        "marks.txt",
        "marks.txt",
        "--json",
        cwd=folder,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    )
    assert (other.status, other.out) == (0, plain.out)


def on_a_terminal(folder: Path, env: Mapping[str, str]) -> bytes:
    """What the command writes to a terminal."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    try:
        subprocess.run(
            [*RETOLD, "compare", "story.txt", "retelling.txt"],
            stdout=theirs,
            stderr=theirs,
            check=True,
            timeout=60,
            cwd=folder,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **env},
        )
        return os.read(mine, 100_000)
    finally:
        os.close(theirs)
        os.close(mine)


def test_colour_is_used_on_a_terminal_alone_and_not_where_it_is_unwanted(folder: Path) -> None:
    assert b"\x1b[1m" in on_a_terminal(folder, {})
    assert b"\x1b" not in on_a_terminal(folder, {"NO_COLOR": "1"})
    assert b"\x1b" not in on_a_terminal(folder, {"TERM": "dumb"})
    assert b"\x1b" not in start("compare", "story.txt", "retelling.txt", cwd=folder).out
