"""A folder of results, with the calls of an archive: `retold.open(folder, engine="spark")`.

    >>> archive = retold.open("results", engine="spark")
    >>> archive.add(["hdfs:///news/*.warc.gz"]).added
    >>> archive.families()

What is added is read together with all that was added before, and the results are made anew: what did not change is
taken from the stages that are kept. Nothing of Spark is started to read what was written on this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .. import adding
from .._version import __version__
from ..model import Added, Family, Made, Pair, Rejected, Report, Story
from ..models import static
from ..settings import DEFAULT, Settings
from .places import scheme
from .session import started
from .written import Written

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkArchive:
    """Results of the engine spark, in one folder. `master` is where Spark runs: by default here, or where it runs already."""

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        session: SparkSession | None = None,
        master: str | None = None,
        settings: Settings = DEFAULT,
    ) -> None:
        given = os.fspath(folder)
        # Without a file system it is this machine's, whatever the cluster takes for its own.
        self._folder = given if scheme(given) else f"file:{Path(given).absolute()}"
        self._session = session
        self._master = master
        self._settings = settings
        self._written = Written(self._folder)

    @property
    def made(self) -> Made:
        """What makes the results of this folder."""
        return Made(__version__, self._settings.digest, static.shipped().name)

    def add(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        progress: adding.Progress | None = None,
    ) -> Added:
        """Add reports to those that were added before; everything is made anew that depends on them."""
        given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
        return self.make([*self.inputs(), *(os.fspath(one) for one in given)], progress=progress)

    def make(self, inputs: Iterable[str], *, progress: adding.Progress | None = None) -> Added:
        """The results of these inputs and no others."""
        from .run import run

        session = self._session or started(self._master)
        done = run(
            session,
            list(dict.fromkeys(inputs)),
            self._folder,
            self._settings,
            progress or adding.untold,
        )
        return Added(done.added, done.unchanged, done.versions, tuple(self.rejected()))

    def inputs(self) -> tuple[str, ...]:
        """What was added."""
        told = self._written.about()
        return tuple(told.get("inputs", ())) if told else ()

    def pairs(self) -> Iterator[Pair]:
        """Every pair of reports that was read side by side and is not unrelated, in the order of ids."""
        return self._written.pairs()

    def families(self) -> tuple[Family, ...]:
        """Reports joined by re-use of text."""
        return self._written.families()

    def stories(self) -> tuple[Story, ...]:
        """Reports about the same event, derived or not."""
        return self._written.stories()

    def reports(self) -> Iterator[Report]:
        """Every report as it was read, in the order of ids."""
        return self._written.reports()

    def rejected(self) -> Iterator[Rejected]:
        """What was no report, and why."""
        return self._written.rejected()
