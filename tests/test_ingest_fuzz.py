"""Whatever bytes come in, reports or reasons come out: samples of each format, damaged at random."""

from __future__ import annotations

import gzip
import random
import tempfile
from pathlib import Path

import duckdb
import pytest
import zstandard
from hypothesis import given, settings, strategies as st

from ingest_items import PAGE, STORY
from ingest_samples import SAMPLES, damaged
from retold.ingest.stream import stream
from retold.model import Rejected, Report
from retold.text.printable import printable


def packed() -> dict[str, bytes]:
    """The samples that need a library to be written."""
    lines = SAMPLES["a.jsonl"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        duckdb.execute(f"COPY (SELECT 'r' || n AS id, '{STORY}' || n AS text FROM range(20) t(n)) TO '{path}' (FORMAT parquet)")  # noqa: S608 # fmt: skip
        parquet = path.read_bytes()
    return {
        "a.jsonl.gz": gzip.compress(lines),
        "a.jsonl.zst": zstandard.compress(lines),
        "a.parquet": parquet,
    }


ALL = {**SAMPLES, **packed()}


def read(name: str, data: bytes) -> list[Report | Rejected]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = list(stream([path]))
    for one in found:
        if isinstance(one, Report):
            assert one.id
            assert one.text.strip()
            one.text.encode()
            assert all(part.span.end <= len(one.text) for part in one.parts)
        else:
            assert one.code
            assert one.reason[-1] in ".!?", one.reason
            assert printable(one.reason) == one.reason
    return found


@pytest.mark.parametrize("name", ALL)
def test_the_samples_are_reports(name: str) -> None:
    found = read(name, ALL[name])
    assert found
    assert all(isinstance(one, Report) for one in found)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_reports_or_reasons(name: str, seed: int) -> None:
    read(name, damaged(ALL[name], random.Random(seed)))


@pytest.mark.parametrize("name", [*ALL, "a.gz", "a"])
@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_reports_or_reasons(name: str, data: bytes) -> None:
    read(name, data)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["a.csv", "a.jsonl", "a.rss", "a.newsml", "a.html", "a.json"]))
def test_any_text_is_reports_or_reasons(text: str, name: str) -> None:
    read(name, text.encode("utf-8", "surrogatepass"))
    read(name, PAGE.encode() + text.encode("utf-8", "replace"))
