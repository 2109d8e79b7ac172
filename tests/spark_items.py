"""What the tests of the engine spark share: one session for all of them, piles of reports, and results side by side."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import archive_corpus
from retold.archive import Archive
from retold.settings import DEFAULT, Settings
from retold.spark.archive import SparkArchive

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "hallin-dam" / "reports.jsonl"

#: So few texts that every limit is crossed: what is frequent, recurs, is furniture, is a broad group of reports.
SMALL: Settings = replace(
    DEFAULT,
    finding=replace(
        DEFAULT.finding, most_texts=8, most_near=5, recurring_texts=3, recurring_days=2, standing_texts=4
    ),
    storying=replace(DEFAULT.storying, key_most=25, story_reports=6, contrast_most=12),
)

#: Spark at its least: small piles spend their time on starting things.
_LEAST = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "2",
}


def session(master: str = "local[2]", **more: str) -> SparkSession:
    """A session for tests."""
    from pyspark.sql import SparkSession

    if shutil.which("java") is None:
        raise AssertionError("Java is not here. Run: sudo apt-get install openjdk-17-jre-headless")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("tests")
    for name, value in {**_LEAST, **more}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@contextmanager
def partitions(spark: SparkSession, count: int) -> Iterator[None]:
    """Work cut into so many parts."""
    before = spark.conf.get("spark.sql.shuffle.partitions") or "2"
    spark.conf.set("spark.sql.shuffle.partitions", str(count))
    try:
        yield
    finally:
        spark.conf.set("spark.sql.shuffle.partitions", before)


def results(archive: Archive | SparkArchive) -> dict[str, Any]:
    """All that is found, of either engine."""
    return {
        "pairs": list(archive.pairs()),
        "families": archive.families(),
        "stories": archive.stories(),
        "reports": list(archive.reports()),
    }


def write(path: Path, records: Iterable[object]) -> Path:
    """Records as JSON Lines; what is a string already stands as it is."""
    path.write_text(
        "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in records), "utf-8"
    )
    return path


def pile(count: int, seed: int) -> list[dict[str, Any]]:
    """Invented reports with families, forms and furniture, and all that bears on ids, copies and dates."""
    draw = random.Random(seed)
    records: list[dict[str, Any]] = []
    for made in archive_corpus.Corpus(seed).reports(count):
        record = {name: value for name, value in made.items() if name != "truth"}
        record["publisher"] = f"Outlet {draw.randrange(4)}"
        if draw.random() < 0.2:
            record["title"] = str(record["text"]).partition(".")[0][:60]
        records.append(record)
    several = draw.sample(records, 8)
    for n, record in enumerate(
        several
    ):  # the same text elsewhere, dated to the minute, undated, and as another version
        records.append(
            {**record, "id": f"copy-{n}", "publisher": "OUTLET 1 ", "published": "2021-03-04T10:30:00+02:00"}
        )
        records.append({**record, "id": f"undated-{n}", "published": None, "url": f"https://a.example/{n}"})
        records.append(
            {
                **record,
                "id": f"newer-{n}",
                "url": f"https://a.example/{n}",
                "text": f"{record['text']} More is to come.",
            }
        )
    first = records[0]
    records += [{**first, "id": f"again-{n}", "published": f"2021-01-{n + 1:02}"} for n in range(14)]
    quoted = str(records[1]["text"]).replace(" the ", ' "The" ')
    records.append({**records[1], "id": "capitals", "text": quoted.upper()})
    return records
