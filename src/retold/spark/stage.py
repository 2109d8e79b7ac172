"""What each stage gives, kept: a table that was made by the same stage, settings and inputs is not made again.

In goes the folder of a run; a stage asks for its table by name, with a digest of what makes it. A table is a folder
of Parquet files; `_SUCCESS` in it says that it is whole, and a file beside it by which digest it was made. Files are
written by way of Spark, so that the folder may lie on any file system that Spark writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..digest import digest

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

#: Where the tables of stages lie that nobody but the next stages reads. Spark passes over names that begin so.
INNER: Final = "_stages"

Told = Callable[[str, int, int], None]


class Stages:
    """The tables of one run, in one folder."""

    def __init__(self, session: SparkSession, folder: str, made: str, tell: Told) -> None:
        self.session = session
        self._folder = folder.rstrip("/")
        self._made = made
        self._tell = tell
        self._count = 0

    def path(self, name: str) -> str:
        """Where a table lies."""
        return f"{self._folder}/{name}"

    def inner(self, name: str) -> str:
        """Where a table lies that only stages read."""
        return f"{self._folder}/{INNER}/{name}"

    def table(self, path: str, of: str, make: Callable[[], DataFrame]) -> tuple[DataFrame, str]:
        """The table at `path` as it is made of `of` (a digest), and the digest of what it is itself."""
        made = digest(path.rpartition("/")[2], self._made, of)
        self._count += 1
        self._tell(path.rpartition("/")[2], self._count, 0)
        shape = self._shape(path, made)
        if shape is None:
            self._forget(path)
            found = make()
            found.write.mode("overwrite").parquet(path)
            shape = found.schema
            self.write(self._mark(path), f"{made}\n{shape.json()}")
        return self.session.read.schema(shape).parquet(path), made

    def _mark(self, path: str) -> str:
        return f"{self._folder}/{INNER}/{path.rpartition('/')[2]}.made"

    def _shape(self, path: str, made: str) -> StructType | None:
        """The columns of the table at `path`, if it is whole and was made by `made`.

        They are kept beside it: Spark would start a job to look them up in its files.
        """
        told, _, columns = self._read(self._mark(path)).partition("\n")
        if told != made or not self._exists(f"{path}/_SUCCESS"):
            return None
        from pyspark.sql.types import StructType

        return StructType.fromJson(json.loads(columns))

    def drop(self, pattern: str) -> None:
        """Take away the tables whose paths fit a pattern."""
        system, place = self._system(pattern)
        for status in system.globStatus(place) or ():
            system.delete(status.getPath(), True)  # noqa: FBT003 - a method of Hadoop: with all below it

    def _system(self, path: str) -> tuple[Any, Any]:
        """The file system of a path, and the path as it knows it."""
        jvm: Any = self.session.sparkContext._jvm  # noqa: SLF001 - PySpark has no other way to files
        configuration = self.session.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001
        place = jvm.org.apache.hadoop.fs.Path(path)
        return place.getFileSystem(configuration), place

    def _exists(self, path: str) -> bool:
        system, place = self._system(path)
        return bool(system.exists(place))

    def _forget(self, path: str) -> None:
        system, place = self._system(self._mark(path))
        system.delete(place, False)  # noqa: FBT003 - a method of Hadoop: not what is below it

    def _read(self, path: str) -> str:
        if not self._exists(path):
            return ""
        system, place = self._system(path)
        file = system.open(place)
        try:
            return bytes(file.readAllBytes()).decode("utf-8")
        finally:
            file.close()

    def write(self, path: str, text: str) -> None:
        """A small file."""
        system, place = self._system(path)
        file = system.create(place, True)  # noqa: FBT003 - a method of Hadoop: over what is there
        try:
            file.write(bytearray(text.encode("utf-8")))
        finally:
            file.close()
