"""Where an archive's rows live: one DuckDB file, its schema, its lock.

`schema` says which tables and views there are and how an older file becomes a newer one; `store` opens the
file for reading or for writing, waits for whoever holds it, and turns what DuckDB says of a file that
cannot be used into one sentence and the next step. No method of finding or reading pairs stands here.
"""

from __future__ import annotations

from .schema import VERSION
from .store import Store

__all__ = ["VERSION", "Store"]
