"""Many inputs are one stream: every report in them is there, and a reason for everything else."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import zstandard

import retold
from ingest_items import PAGE, STORY, parted, written
from retold import errors, ingest
from retold.ingest import bounded, lines, stream, unpack
from retold.model import Rejected, Report


def jsonl(count: int, first: int = 0) -> str:
    return "".join(
        json.dumps({"id": f"r{n}", "text": f"{STORY} This is report {n}.", "desk": "floods"}) + "\n"
        for n in range(first, first + count)
    )


def test_inputs_are_read_in_their_order_and_folders_by_name(tmp_path: Path) -> None:
    written(tmp_path / "in/b.txt", STORY)
    written(tmp_path / "in/a.jsonl", jsonl(2))
    written(tmp_path / "in/deeper/c.html", PAGE)
    written(tmp_path / "in/deeper/.hidden.txt", STORY)
    written(tmp_path / "z.txt", STORY)
    reports, rejected = parted(tmp_path / "z.txt", tmp_path / "in")
    assert [report.id for report in reports] == ["z", "r0", "r1", "b", "c"]
    assert rejected == []
    assert dict(reports[1].fields) == {"desk": "floods"}


@pytest.mark.parametrize("name", ["wire.jsonl", "wire.jsonl.gz", "wire.ndjson.gz", "wire", "wire.JSONL"])
def test_json_lines_are_known_by_ending_or_content(tmp_path: Path, name: str) -> None:
    reports, rejected = parted(written(tmp_path / name, jsonl(3)))
    assert [report.id for report in reports] == ["r0", "r1", "r2"]
    assert rejected == []


def test_zstd_is_unpacked_frame_after_frame(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl.zst"
    path.write_bytes(zstandard.compress(jsonl(2).encode()) + zstandard.compress(jsonl(2, 2).encode()))
    assert [report.id for report in parted(path)[0]] == ["r0", "r1", "r2", "r3"]


@pytest.mark.parametrize("name", ["flood.txt.gz", "flood.html.gz", "flood.json.gz"])
def test_one_packed_report_has_the_name_of_its_file(tmp_path: Path, name: str) -> None:
    data = {"txt": STORY, "html": PAGE, "json": json.dumps({"text": STORY})}[name.split(".")[1]]
    path = written(tmp_path / name, data)
    reports, rejected = parted(path)
    assert [report.id for report in reports] == ["flood"]
    assert rejected == []
    assert retold.read(path) == reports[0]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (jsonl(2).encode(), gzip.compress(jsonl(2).encode())):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [report.id for report in parted("-")[0]] == ["r0", "r1"]
        assert not sys.stdin.buffer.closed


def test_a_pattern_is_filled_in(tmp_path: Path) -> None:
    for name in ("2024/a.txt", "2024/05/b.txt", "2023/c.txt", "2024/d.jpg"):
        written(tmp_path / name, STORY)
    assert [report.id for report in parted(f"{tmp_path}/2024/*.txt")[0]] == ["a"]
    assert [report.id for report in parted(f"{tmp_path}/**/*.txt")[0]] == ["c", "b", "a"]
    reports, rejected = parted(f"{tmp_path}/202?")
    assert [report.id for report in reports] == ["c", "a", "b"]
    assert [problem.code for problem in rejected] == ["unknown-format"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    written(tmp_path / "a[1].txt", STORY)
    written(tmp_path / "a1.txt", STORY)
    assert [report.id for report in parted(tmp_path / "a[1].txt")[0]] == ["a[1]"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing.txt", "no-such-file"), ("nothing*.txt", "no-such-file"), ("", "no-such-file"), ("a\0b", "no-such-file"),
        ("file.txt/inside", "no-such-file"), ("empty", "no-files"), ("empty.txt", "empty-file"), ("blank.txt", "no-text"),
        ("picture.jpg", "binary-file"), ("empty.jsonl.gz/x", "no-such-file"), ("other.xml", "unknown-format"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_rest_is_read(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    written(tmp_path / "file.txt", STORY)
    written(tmp_path / "empty.txt", "")
    written(tmp_path / "blank.txt", " \n")
    written(tmp_path / "picture.jpg", b"\xff\xd8\xff\xe0")
    written(tmp_path / "other.xml", "<?xml version='1.0'?><catalogue><book/></catalogue>")
    given = f"{tmp_path}/{name}" if name else ""
    reports, rejected = parted(tmp_path / "file.txt", given, tmp_path / "file.txt")
    assert [problem.code for problem in rejected] == [code]
    assert rejected[0].input == given
    assert [report.id for report in reports] == ["file", "file"]


def test_a_folder_tells_what_in_it_is_no_report(tmp_path: Path) -> None:
    written(tmp_path / "a/photo.jpg", b"\xff\xd8\xff")
    written(tmp_path / "a/story.txt", STORY)
    (tmp_path / "a/circle").symlink_to(tmp_path)
    (tmp_path / "a/gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a/linked.txt").symlink_to(tmp_path / "a/story.txt")
    os.mkfifo(tmp_path / "a/pipe.txt")
    reports, rejected = parted(tmp_path)
    assert [report.id for report in reports] == ["linked", "story"]
    assert {Path(problem.input).name: problem.code for problem in rejected} == {
        "photo.jpg": "unknown-format", "circle": "is-a-link", "gone.txt": "no-such-file", "pipe.txt": "unreadable-input",
    }  # fmt: skip
    assert [report.id for report in parted(f"{tmp_path}/**")[0]] == ["linked"]  # the same file as story.txt


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a/secret.txt", STORY)
    written(tmp_path / "a/story.txt", STORY)
    opened = Path.open

    def refuse(self: Path, *rest: str) -> object:
        if self == path:
            raise PermissionError
        return opened(self, *rest)

    monkeypatch.setattr(Path, "open", refuse)
    reports, rejected = parted(tmp_path / "a")
    assert [report.id for report in reports] == ["story"]
    assert [(problem.input, problem.code) for problem in rejected] == [(str(path), "not-permitted")]


def test_a_disk_that_fails_while_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "wire.jsonl", jsonl(2))

    def fail(*_: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(lines.bounded, "lines", fail)
    assert [problem.code for problem in parted(path)[1]] == ["unreadable-input"]


def test_one_broken_line_costs_one_line(tmp_path: Path) -> None:
    bad = [
        '{"id": 7',
        "[]",
        '{"title": "x"}',
        '{"text": 5}',
        '{"text": ""}',
        '{"text": "x"} {"text": "y"}',
        "\x00" * 40,
    ]
    path = written(tmp_path / "wire.jsonl", jsonl(2) + "\n" + "\n".join(bad) + "\n" + jsonl(2, 2))
    reports, rejected = parted(path)
    assert [report.id for report in reports] == ["r0", "r1", "r2", "r3"]
    assert len(rejected) == len(bad)
    for number, problem in enumerate(rejected, start=4):
        assert problem.input == f"{path}, line {number}"
        assert f"wire.jsonl line {number}" in problem.reason


def test_a_broken_line_far_down_is_named_and_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    with path.open("w") as file:
        for block in range(10):
            file.write(jsonl(300, block * 300))
        file.write("{broken\n" + jsonl(300, 3000))
    reports = 0
    rejected: list[Rejected] = []
    found = stream.stream([path])
    next(found)
    tracemalloc.start()
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        reports += 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reports == 3300
    assert "line 3,001 " in rejected[0].reason
    assert most < path.stat().st_size / 2


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MAX_BYTES", 2000)
    monkeypatch.setattr(bounded, "CHUNK", 100)
    monkeypatch.setattr(bounded, "MAX_SKIPPED", 10_000)
    long = json.dumps({"text": "river " * 500})
    path = written(
        tmp_path / "wire.jsonl", jsonl(1) + long + "\n" + jsonl(1, 1) + "x" * 20_000 + "\n" + jsonl(1)
    )
    reports, rejected = parted(path)
    assert [report.id for report in reports] == ["r0", "r1"]
    assert [problem.code for problem in rejected] == ["too-large", "too-large"]
    assert "line 2 is over" in rejected[0].reason
    assert "what stands behind it was not read" in rejected[1].reason


def test_an_article_of_30_mb_is_rejected_with_the_reason(tmp_path: Path) -> None:
    text = "The river rose. " * 2_000_000
    for name, data in (
        ("a.txt", text),
        ("a.json", json.dumps({"text": text})),
        ("a.jsonl", json.dumps({"text": text})),
    ):
        reports, rejected = parted(written(tmp_path / name, data))
        assert reports == []
        assert [problem.code for problem in rejected] == ["too-large"]
        assert "20 MB" in rejected[0].reason


@pytest.mark.parametrize(
    "name", ["bomb.jsonl.gz", "bomb.txt.gz", "bomb.csv.gz", "bomb.warc.gz", "bomb.rss.gz"]
)
def test_a_packed_bomb_ends_early_and_takes_no_memory(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MAX_SKIPPED", 30_000_000)
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(
            b"<rss>"
            if "rss" in name
            else b"id,text\n"
            if "csv" in name
            else b"WARC/1.0\r\n"
            if "warc" in name
            else b""
        )
        for _ in range(60):
            file.write(b" " * 1_000_000 if "rss" in name else b"0" * 1_000_000)
    tracemalloc.start()
    reports, rejected = parted(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reports == []
    assert rejected
    assert most < 140_000_000  # the one record that is kept, in bytes and as text


@pytest.mark.parametrize("cut", [1, 9, 200])
def test_a_packed_file_that_is_cut_off_gives_what_came_before(tmp_path: Path, cut: int) -> None:
    source = random.Random(7)
    noisy = "".join(
        json.dumps({"id": f"r{n}", "text": f"{STORY} {source.random()}"}) + "\n" for n in range(3000)
    ).encode()
    for name, packed in (("w.jsonl.gz", gzip.compress(noisy)), ("w.jsonl.zst", zstandard.compress(noisy))):
        path = tmp_path / name
        path.write_bytes(packed[:-cut])
        reports, rejected = parted(path)
        assert [report.id for report in reports] == [f"r{n}" for n in range(len(reports))]
        assert len(reports) >= (2980 if name.endswith("gz") else 1)
        assert rejected[-1].code == "broken-file"
        assert "ends in the middle" in rejected[-1].reason


def test_a_packed_file_that_is_damaged_is_said(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(jsonl(100).encode()))
    packed[40] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(jsonl(2).encode()) + b"\x1f\x8b garbage")
    frame = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(jsonl(100).encode()))
    frame[-1] ^= 0xFF
    (tmp_path / "c.jsonl.zst").write_bytes(frame)
    for name in ("a.jsonl.gz", "b.jsonl.gz", "c.jsonl.zst"):
        assert parted(tmp_path / name)[1][-1].code == "broken-file", name


def test_a_missing_extra_is_an_error_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.jsonl.zst"
    path.write_bytes(zstandard.compress(jsonl(1).encode()))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (problem,) = parted(path)[1]
    assert problem.code == "needs-extra"
    assert 'pip install "retold[zstd]"' in problem.hint


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["w.jsonl", "w.csv"])
def test_other_encodings_are_read_and_a_guess_is_said(tmp_path: Path, codec: str, name: str) -> None:
    text = "Le café de Velmar a été fermé lundi après l’inondation, a déclaré le maire à côté de l’hôtel."
    data = (
        "".join(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n" for n in range(3))
        if name == "w.jsonl"
        else "id,text\n" + "".join(f'{n},"{text}"\n' for n in range(3))
    )
    reports, rejected = parted(written(tmp_path / name, data.encode(codec)))
    assert [report.text for report in reports] == [text] * 3
    assert [bool(report.notes) for report in reports] == [codec == "cp1252"] * 3
    assert rejected == []


def test_a_few_broken_bytes_cost_the_letters_they_stood_for(tmp_path: Path) -> None:
    text = "Le café de l’hôtel a fermé après l’inondation".encode()
    path = written(tmp_path / "w.jsonl", b'{"text": "' + text + b' \xe9"}\n')
    (report,), rejected = parted(path)
    assert report.text.endswith(" \ufffd")
    assert "broken bytes" in report.notes[0]
    assert rejected == []


def test_records_without_an_id_are_named_by_text_and_address(tmp_path: Path) -> None:
    records = [{"text": STORY}, {"text": STORY, "url": "https://a.example/1"}, {"text": STORY, "url": "https://b.example/1"}]  # fmt: skip
    reports, _ = parted(written(tmp_path / "w.jsonl", "\n".join(map(json.dumps, records))))
    assert len({report.id for report in reports}) == 3
    assert reports[0].id == ingest.read_record({"text": STORY}).id


@pytest.mark.parametrize(("date", "noted"), [("2199-04-08", True), ("2199-04-08T14:05:00Z", True), ("2022-04-08", False)])  # fmt: skip
def test_a_date_in_the_future_is_kept_and_noted(tmp_path: Path, date: str, noted: bool) -> None:  # noqa: FBT001
    (report,), _ = parted(written(tmp_path / "w.jsonl", json.dumps({"text": STORY, "published": date})))
    assert report.published is not None
    assert report.published.value == date
    assert any("future" in note for note in report.notes) is noted


def test_one_name_may_be_given_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "w.jsonl", jsonl(2))
    assert len(list(stream.stream(str(path)))) == 2
    assert len(list(stream.stream(path))) == 2  # type: ignore[arg-type]


def test_read_takes_one_report_of_any_format(tmp_path: Path) -> None:
    one = written(tmp_path / "one.csv", f'id,text\nr1,"{STORY}"\n')
    assert retold.read(one).id == "r1"
    for name, data, kind in (
        ("two.csv", f'id,text\nr1,"{STORY}"\nr2,"{STORY}"\n', errors.BadRecord),
        ("none.csv", "id,text\n", errors.BadRecord),
        ("other.csv", "id,body\nr1,x\n", errors.UnreadableInput),
        ("cut.txt.gz", b"", errors.EmptyInput),
    ):
        with pytest.raises(errors.UnreadableInput) as problem:
            retold.read(written(tmp_path / name, data))
        assert isinstance(problem.value, (kind, errors.UnreadableInput))
    with pytest.raises(errors.NoSuchInput):
        retold.read(tmp_path / "missing.csv")


def test_every_ending_of_the_stream_is_known_to_read() -> None:
    single = {ending for reader in ingest.READERS for ending in reader.suffixes}
    streamed = {ending for known in stream.FORMATS for ending in known.suffixes} | set(unpack.SUFFIXES)
    assert streamed - single == set(ingest._STREAMED)


def test_two_files_side_by_side_load_none_of_this() -> None:
    program = (
        "import sys, retold, retold.cli\n"
        "retold.compare('The river rose on Monday.', 'The river rose on Monday.')\n"
        "print(sorted({'duckdb', 'csv', 'xml', 'http', 'gzip', 'zstandard', 'retold.ingest.stream'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_report_is_one_that_can_be_compared(tmp_path: Path) -> None:
    written(tmp_path / "in/a.jsonl.gz", jsonl(1))
    written(tmp_path / "in/b.html", PAGE)
    reports, _ = parted(tmp_path / "in")
    assert all(isinstance(report, Report) and report.text.strip() for report in reports)
    assert retold.compare(*reports).relation.kind != "unrelated"
