"""CSV: a row is a report, and a bad row costs one row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ingest_items import STORY, parted, written
from retold.ingest import table


def test_columns_are_known_by_their_names_in_any_order_and_case(tmp_path: Path) -> None:
    data = f'Desk,TEXT,Id,Published\nfloods,"{STORY}",r1,2022-04-08\n,"One, two.\nThree ""four"".",,\n'
    reports, rejected = parted(written(tmp_path / "a.csv", data))
    assert rejected == []
    first, second = reports
    assert (first.id, first.text, dict(first.fields)) == ("r1", STORY, {"Desk": "floods"})
    assert first.published is not None
    assert first.published.value == "2022-04-08"
    assert second.text == 'One, two.\nThree "four".'
    assert dict(second.fields) == {}
    assert second.published is None


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz", "without_ending"])
def test_what_parts_the_columns_is_told_by_the_first_row(tmp_path: Path, mark: str, name: str) -> None:
    reports, rejected = parted(written(tmp_path / name, f'id{mark}"text"\r\nr1{mark}"{STORY}"\r\n'))
    assert [(report.id, report.text) for report in reports] == [("r1", STORY)]
    assert rejected == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("id,body\n1,x\n", 'no column "text". Its columns are id, body'),
        ("\n", "no row that names its columns"),
        ("text,id,text\na,b,c\n", 'two columns called "text"'),
        ("text,id\n" + STORY + ",1\n", "row 1 (line 2) has 5 cells for 2 columns"),
        ("id,text,title\n1,x\n", "row 1 (line 2) has 2 of 3 cells, so title is missing"),
        ("id,text,title,url\n1,x\n", "so title, url are missing"),
        ('id,text\n1,""\n', 'row 1 (line 2) has nothing in the column "text"'),
        ("id,text,published\n1,x,y\n", ""),
    ],
)
def test_what_is_wrong_with_a_table_or_a_row_is_said(tmp_path: Path, data: str, told: str) -> None:
    reports, rejected = parted(written(tmp_path / "a.csv", data))
    if told:
        assert reports == []
        assert told in rejected[0].reason
    else:  # a date that is none is no reason to lose the report
        assert "was not understood" in reports[0].notes[0]


def test_a_quotation_mark_that_is_never_closed_costs_what_it_swallows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MAX_CHARACTERS", 2000)
    before = csv.field_size_limit(3000)
    rows = "".join(f"r{number},The river rose and people left.\n" for number in range(100))
    try:
        reports, rejected = parted(written(tmp_path / "a.csv", f'id,text\nr,Words.\nbad,"{STORY}\n{rows}'))
    finally:
        csv.field_size_limit(before)
    assert reports[0].id == "r"
    assert reports[-1].id == "r99"
    assert [problem.code for problem in rejected] == ["too-large"]
    assert "close the quotation mark" in rejected[0].hint


def test_a_row_over_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 500)
    long = '"' + "\n".join([STORY] * 20) + '"'
    path = written(tmp_path / "a.csv", f'id,text\nr1,"{STORY}"\nr2,{long}\nr3,"{STORY}"\n')
    reports, rejected = parted(path)
    assert (reports[0].id, reports[-1].id) == ("r1", "r3")
    assert rejected[0].code == "too-large"


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text("ab ,;\"'\n|é", max_size=20), st.text('xyz",\n', min_size=1, max_size=30)),
        max_size=6,
    )
)
def test_what_python_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    import tempfile

    wanted = [text for _, text in rows if text.strip()]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["title", "text"])
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        reports, rejected = parted(written(Path(folder) / "a.csv", out.getvalue()))
    assert [report.text for report in reports] == wanted
    assert len(rejected) == len(rows) - len(wanted)
