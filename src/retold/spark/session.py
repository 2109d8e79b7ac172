"""Spark, found or started: in goes nothing, or the address of a master, out comes a session.

A session that runs already is taken as it is, and so is what `spark-submit` was told. Where nothing was said, Spark
runs here, on all processors of this machine, with four gigabytes (or what SPARK_DRIVER_MEMORY says). What else is to
be set stands in `spark-defaults.conf`, where Spark looks for it (SPARK_CONF_DIR).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import NeedsExtra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What every session is started with that `spark-submit` was not asked for.
_QUIET: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
#: What a session on this machine is started with: nobody else reaches it.
_HERE: Final = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
_MEMORY: Final = "4g"
#: How much Spark says of itself where nobody has set it: errors. Unasked it tells of host names and libraries first.
_LOGGING: Final = Path(__file__).with_name("log4j2.properties")
#: Partitions of a shuffle for each processor: with one, a slow task holds up all others; with eight, small piles
#: spend their time on starting tasks.
_PARTITIONS: Final = 2


def started(master: str | None = None) -> SparkSession:
    """The session that runs, or a new one at that master (by default: this machine)."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise NeedsExtra(
            "The engine spark needs PySpark, which is not installed.",
            'Install it: pip install "retold[spark]"',
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    require_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("retold")
    submitted = (
        "PYSPARK_GATEWAY_PORT" in os.environ
    )  # by spark-submit, which was told all that is to be known
    if not submitted:
        master = master or "local[*]"
        told = {**_QUIET, **(_HERE if master.startswith("local") else {})}
        if master.startswith("local") and not _logs_itself():
            os.environ.setdefault("SPARK_LOCAL_IP", _HERE["spark.driver.host"])
            del told["spark.log.level"]  # it would be told that it is set
            told["spark.driver.extraJavaOptions"] = f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}"
        if "SPARK_DRIVER_MEMORY" not in os.environ:
            told["spark.driver.memory"] = _MEMORY
        builder = builder.master(master)
        for name, value in told.items():
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    if not submitted:
        processors = session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", str(max(2, _PARTITIONS * processors)))
    return session


def _logs_itself() -> bool:
    """Whether somebody has set what Spark says, or how its Java is started."""
    folder = os.environ.get("SPARK_CONF_DIR") or str(Path(os.environ.get("SPARK_HOME", "")) / "conf")
    return any((Path(folder) / name).is_file() for name in ("log4j2.properties", "spark-defaults.conf"))


def require_java() -> None:
    """Say so where there is no Java."""
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").exists()):
        raise NeedsExtra(
            "The engine spark needs Java 17, which is not here.",
            "On Debian or Ubuntu run: sudo apt-get install openjdk-17-jre-headless",
        )


def partitions(session: SparkSession) -> int:
    """Into how many parts work is cut."""
    return int(session.conf.get("spark.sql.shuffle.partitions") or 1)
