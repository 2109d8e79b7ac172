"""What `spark-submit` runs: inputs in, the tables of `retold.spark.run` in a folder out.

    spark-submit [options of Spark] .../retold/spark/job.py INPUT... --output FOLDER

It prints one line of JSON with what came of it. Retold and what it needs must be installed where Spark's workers run.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from retold.errors import RetoldError
from retold.spark.run import run
from retold.spark.session import started


def main() -> int:
    """Run the job; the exit status is 0, 1 where some input was rejected, 2 where nothing could be done."""
    parser = argparse.ArgumentParser(prog="job.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--output", required=True, metavar="FOLDER")
    options = parser.parse_args()
    try:
        done = run(started(), options.inputs, options.output)
    except RetoldError as problem:
        sys.stderr.write(f"{problem.message} {problem.hint}\n")
        return 2
    sys.stdout.write(json.dumps({"schema": "retold.spark/1", **asdict(done)}) + "\n")
    if done.added == 0:
        return 2
    return 1 if done.rejected else 0


if __name__ == "__main__":
    sys.exit(main())
