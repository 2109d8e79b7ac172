"""The second engine: the same stages with the same functions, on Apache Spark.

Nothing of Spark is imported before it is asked for: PySpark is the extra `spark`, and needs Java 17. Work on sets
(postings, counts, pairs that share something, listing, what hangs together) is SQL over DataFrames; work on one
report or one pair is done by the functions of the embedded engine, on batches of Arrow.

- `session` finds or starts Spark; `stage` keeps what each stage gives, by a digest of what made it;
- `run` is the whole flow on one screen: `reading`, `naming`, `printing`, `finding`, `skimming`, `listing`,
  `families`, `stories`, with `together` for what hangs together and `beside` for bringing two rows of a pair together;
- `written` reads the results, with or without Spark; `job` is what `spark-submit` runs.
"""

from __future__ import annotations
