"""The ids of reports, and which text each has: a table without texts.

In goes what was read, out comes a row for each report that is new, in the order of the inputs: its id, of which it
is a version (`retold.naming`), and the number of its text, which is the place of the first report that has it.
A report that was read before to the letter is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from ..naming import Names
from .rows import together

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Reports that are not there already: the first of those that are one to the letter. `alike` are ids up to endings.
_NEW: Final = """
SELECT nr, given_id, digest, url, text_digest, count(*) OVER (PARTITION BY alike) AS many, alike FROM (
    SELECT nr, given_id, digest, url, text_digest, regexp_replace(given_id, r'(@[0-9]+)+\\z', '') AS alike,
           row_number() OVER (PARTITION BY given_id, digest ORDER BY nr) AS time
    FROM {read} WHERE reason IS NULL
) WHERE time = 1
"""

#: Reports with their ids and their texts.
_NAMED: Final = """
SELECT n.nr, coalesce(s.id, n.given_id) AS id, s.version_of, min(n.nr) OVER (PARTITION BY n.text_digest) AS text_nr,
       r.title, r.publisher, r.url, r.published, r.published_zone, r.published_origin, r.language, r.others, r.owner,
       r.day, r.at, coalesce(r.published, '9999') AS told
FROM {new} n JOIN {read} r ON r.nr = n.nr LEFT JOIN {several} s ON s.nr = n.nr
"""

_SEVERAL = pa.schema([("nr", pa.int64()), ("id", pa.string()), ("version_of", pa.string())])


def named(session: SparkSession, read: DataFrame, parts: int) -> DataFrame:
    """A row for each new report."""
    narrow = read.drop("text", "parts")
    new = session.sql(_NEW, read=narrow)
    several = (
        new.where("many > 1")
        .select("alike", "nr", "given_id", "digest", "url")
        .repartition(parts, "alike")
        .sortWithinPartitions("alike", "nr")
        .mapInArrow(_name, "nr long, id string, version_of string")
    )
    return session.sql(_NAMED, new=new, read=narrow, several=several)


def _name(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run by a worker: ids for reports whose given ids are alike, in order."""
    for _, rows in groupby(together(batches), key=lambda row: row[0]):
        names = Names()
        found = []
        for _, nr, given, made_of, url in rows:
            name = names.name(given, made_of, url)
            if name is not None:
                found.append({"nr": nr, "id": name.id, "version_of": name.version_of})
        yield pa.RecordBatch.from_pylist(found, schema=_SEVERAL)
