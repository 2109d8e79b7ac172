"""Parquet: a row is a report; another schema is said."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from ingest_items import STORY, parted
from retold.ingest import parquet


def made(path: Path, select: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = path.parent / "being-made"
    duckdb.execute(f"COPY ({select}) TO '{plain}' (FORMAT parquet)")
    return plain.rename(path)


def test_rows_are_reports_and_other_columns_fields(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.parquet",
        f"SELECT 7 AS id, '{STORY}' AS text, TIMESTAMP '2022-04-08 14:05:00' AS published, [1, 2] AS pages, "
        "1.50::DECIMAL(5,2) AS price, 'nan'::DOUBLE AS share, {'a': DATE '2022-04-08'} AS inner, '\\xAA'::BLOB AS raw",
    )
    (report,), rejected = parted(path)
    assert rejected == []
    assert (report.id, report.text) == ("7", STORY)
    assert report.published is not None
    assert report.published.value == "2022-04-08T14:05:00"
    assert dict(report.fields) == {
        "pages": [1, 2], "price": "1.50", "share": None, "inner": {"a": "2022-04-08"}, "raw": "aa",
    }  # fmt: skip


def test_batches_keep_the_order_and_the_numbers_of_rows(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.parquet",
        "SELECT 'r' || n AS id, CASE WHEN n % 100 = 7 THEN NULL ELSE 'The river rose ' || n END AS text FROM range(1000) t(n)",
    )
    reports, rejected = parted(path)
    assert [report.id for report in reports] == [f"r{n}" for n in range(1000) if n % 100 != 7]
    assert len(rejected) == 10
    assert "row 208 has nothing" in rejected[2].reason


@pytest.mark.parametrize(
    "name", ["a[1].parquet", "a*.parquet", "it's.parquet", "a?b{c}.parquet", "without_ending"]
)
def test_any_name_of_a_file_is_a_name(tmp_path: Path, name: str) -> None:
    path = made(tmp_path / "x" / name, f"SELECT '{STORY}' AS text")
    assert [report.text for report in parted(path)[0]] == [STORY]


def test_a_packed_file_is_read_from_a_copy(tmp_path: Path) -> None:
    path = made(tmp_path / "a.parquet", f"SELECT '{STORY}' AS text")
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert [report.text for report in parted(tmp_path / "b.parquet.gz")[0]] == [STORY]


def test_another_schema_is_said_with_its_columns(tmp_path: Path) -> None:
    path = made(tmp_path / "a.parquet", "SELECT 1 AS a, 2 AS body")
    reports, (problem,) = parted(path)
    assert reports == []
    assert 'no column "text". Its columns are a, body.' in problem.reason


@pytest.mark.parametrize("change", ["SELECT 5 AS text", "SELECT [1] AS text", "SELECT {'a': 1} AS text"])
def test_a_text_of_another_type_is_said(tmp_path: Path, change: str) -> None:
    reports, (problem,) = parted(made(tmp_path / "a.parquet", change))
    assert reports == []
    assert "row 1" in problem.reason
    assert '"text"' in problem.reason


def test_strings_that_are_stored_as_bytes_are_decoded(tmp_path: Path) -> None:
    (report,), _ = parted(made(tmp_path / "a.parquet", f"SELECT '{STORY}'::BLOB AS text"))
    assert report.text == STORY


def test_a_file_that_is_cut_off_or_damaged_is_said_without_a_path_of_ours(tmp_path: Path) -> None:
    whole = made(
        tmp_path / "a.parquet", "SELECT 'The river rose ' || n AS text FROM range(5000) t(n)"
    ).read_bytes()
    for name, data in (
        ("cut", whole[:-50]),
        ("head", whole[:300]),
        ("damaged", whole[:200] + b"\xff" * 400 + whole[600:]),
    ):
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(data)
        _, rejected = parted(path)
        assert rejected[-1].code == "broken-file", name
        assert "retold-" not in rejected[-1].reason


def test_no_more_memory_is_used_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.parquet", "SELECT repeat('river ', 9000000) AS text")
    monkeypatch.setitem(parquet._SETTINGS, "memory_limit", "20MB")
    reports, (problem,) = parted(path)
    assert reports == []
    assert problem.code in ("broken-file", "too-large")


def test_a_row_that_only_looks_as_if_retold_had_written_it_is_read_as_any_other(tmp_path: Path) -> None:
    columns = "'a' AS id, NULL AS title, NULL AS publisher, NULL AS url, NULL AS published, NULL AS published_zone, "
    columns += "NULL AS published_origin, NULL AS language"
    told = [
        f"SELECT {columns}, '{STORY}' AS text, '[[\"headline\", 0, 9]]' AS parts, '{{\"notes\": [\"seen\"]}}' AS others",
        f"SELECT {columns}, '{STORY}', '[[\"headline\", 0, 99999]]', NULL",
        f"SELECT {columns}, '{STORY}', '[1]', NULL",
        f"SELECT {columns}, '{STORY}', NULL, '{{\"modified\": {{\"x\": 1}}}}'",
        f"SELECT {columns}, NULL, NULL, NULL",
    ]
    reports, rejected = parted(made(tmp_path / "a.parquet", " UNION ALL ".join(told)))
    assert [len(report.parts) for report in reports] == [1, 0, 0, 0]
    assert reports[0].notes == ("seen",)
    assert len(rejected) == 1
