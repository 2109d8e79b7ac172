"""Many pairs in one call: a line in, a line out, the same on any number of workers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import net_items
from retold import batch, cli, compare, ingest
from retold.errors import EmptyInput, NoSuchInput
from retold.report import data

BAD = [
    ("no JSON", b"{nonsense", "bad-record"),
    ("a list", b"[1, 2]", "bad-record"),
    ("one side only", b'{"left": {"text": "The dam broke."}}', "bad-record"),
    ("no text", b'{"left": {"text": "The dam broke."}, "right": {"title": "x"}}', "bad-record"),
    ("an empty text", b'{"left": {"text": "The dam broke."}, "right": {"text": ""}}', "no-text"),
    ("a text that is a number", b'{"left": {"text": 7}, "right": {"text": "The dam broke."}}', "bad-record"),
    ("broken UTF-8", b'{"left": {"text": "The dam \xff broke."}, "right": {"text": "x"}}', "bad-record"),
    ("nested without end", b'{"left": ' + b"[" * 100_000, "bad-record"),
]


def pair(left: str, right: str) -> bytes:
    return json.dumps({"left": {"text": left}, "right": {"text": right}}, ensure_ascii=False).encode()


def net(count: int) -> list[bytes]:
    items = net_items.load()[:count]
    return [json.dumps({"left": item.data["left"], "right": item.data["right"]}).encode() for item in items]


def run(path: Path, workers: int | None = 1) -> list[str]:
    return [line.json for line in batch.compare_lines(str(path), "default", workers)]


def loaded(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    return tmp_path / "pairs.jsonl"


def test_each_line_gives_the_comparison_of_its_pair_in_order(pairs: Path) -> None:
    pairs.write_bytes(b"\n".join(net(6)) + b"\n")
    expected = [
        compare(ingest.read_record(item.data["left"]), ingest.read_record(item.data["right"]))
        for item in net_items.load()[:6]
    ]
    assert run(pairs) == [data.text(data.comparison(found)) for found in expected]


def test_one_worker_and_two_and_any_handful_of_pairs_give_the_same(
    pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = net(40)
    lines[17] = b"{nonsense"
    pairs.write_bytes(b"\n".join(lines))
    alone = run(pairs, 1)
    assert len(alone) == 40
    for at_a_time in (1, 7, 100):
        monkeypatch.setattr(batch, "_AT_A_TIME", at_a_time)
        assert run(pairs, 2) == alone
    assert run(pairs, None) == alone


def test_the_order_of_the_pairs_changes_no_result(pairs: Path) -> None:
    lines = net(12)
    pairs.write_bytes(b"\n".join(lines))
    forth = run(pairs)
    pairs.write_bytes(b"\n".join(reversed(lines)))
    assert run(pairs) == forth[::-1]


@pytest.mark.parametrize(("line", "code"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_gives_an_error_object_on_its_line(pairs: Path, line: bytes, code: str) -> None:
    good = pair("The dam broke at dawn.", "The dam broke at noon.")
    pairs.write_bytes(b"\n".join([good, line, good]))
    first, error, last = loaded(run(pairs))
    assert first["schema"] == last["schema"] == "retold.comparison/1"
    assert error["error"]["code"] == code
    assert error["error"]["message"]
    assert error["error"]["hint"]
    assert error["line"] == 2


def test_line_ends_of_windows_and_blank_lines_are_no_pairs(pairs: Path) -> None:
    good = pair("The dam broke at dawn.", "The dam broke at noon.")
    pairs.write_bytes(good + b"\r\n\r\n   \n" + good + b"\r\n\n")
    assert len(run(pairs)) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_pair(pairs: Path) -> None:
    pairs.write_bytes(b"\xef\xbb\xbf" + pair("The dam broke at dawn.", "The dam broke at noon."))
    assert "error" not in loaded(run(pairs))[0]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0c", "\x1c"])
def test_a_line_separator_inside_a_string_breaks_no_line(pairs: Path, separator: str) -> None:
    text = f"The dam broke at dawn.{separator}Rain fell on Hallin."
    line = json.dumps(
        {"left": {"text": text}, "right": {"text": text}}, ensure_ascii=separator < " "
    ).encode()
    pairs.write_bytes(line + b"\n" + line)
    found = loaded(run(pairs))
    assert [item["left"]["text"] for item in found] == [text, text]


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_a_file_without_a_pair_is_said_so(pairs: Path, content: bytes) -> None:
    pairs.write_bytes(content)
    with pytest.raises(EmptyInput, match="holds no pair"):
        run(pairs)


def test_a_file_that_is_not_there_or_a_folder_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(NoSuchInput):
            run(path)


def test_an_id_that_is_missing_is_the_name_of_its_side(pairs: Path) -> None:
    pairs.write_bytes(pair("The dam broke at dawn.", "The dam broke at noon."))
    (found,) = loaded(run(pairs))
    assert (found["left"]["id"], found["right"]["id"]) == ("left", "right")


def test_some_bad_pairs_end_with_1_and_each_is_told(
    pairs: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pairs.write_bytes(b"\n".join([pair("The dam broke.", "The dam fell."), b"{nonsense", b"[]"]))
    assert cli.main(["compare", "--pairs", str(pairs), "--json"]) == 1
    out, err = capfdbinary.readouterr()
    assert len(out.strip().split(b"\n")) == 3
    told = err.decode().strip().split("\n")
    assert [line.split(":")[1] for line in told] == [" line 2", " line 3"]


def test_only_bad_pairs_end_with_2(pairs: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pairs.write_bytes(b"{nonsense\n[]\n")
    assert cli.main(["compare", "--pairs", str(pairs), "--json"]) == 2
    out, _ = capfdbinary.readouterr()
    assert all("error" in json.loads(line) for line in out.strip().split(b"\n"))


def test_only_good_pairs_end_with_0(pairs: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pairs.write_bytes(b"\n".join(net(3)))
    assert cli.main(["compare", "--pairs", str(pairs), "--json"]) == 0
    assert capfdbinary.readouterr().err == b""


def test_pairs_are_read_from_standard_input() -> None:
    line = pair("The dam broke at dawn.", "The dam broke at noon.")
    command = [sys.executable, "-m", "retold", "compare", "--pairs", "-", "--json"]
    done = subprocess.run(command, input=line, capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["left"]["text"] == "The dam broke at dawn."


def test_the_steps_are_given_where_they_are_asked_for(
    pairs: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pairs.write_bytes(pair("The dam broke at dawn.", "The dam broke at noon."))
    assert cli.main(["compare", "--pairs", str(pairs), "--json", "--steps"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["links"][0]["steps"]
