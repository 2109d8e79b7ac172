"""A snapshot of an archive for reading: its reports, families, stories and words, each a quick look-up away.

Grouping the stories of 100,000 reports takes seconds, and a DuckDB file is closed to readers while somebody writes
to it. So what pages show is computed once for each state of the archive (`making`), by a process of its own, into an
SQLite file beside it, and read from there (`reading`). `asking` turns what a person types into a search.

The snapshot grows with the archive: only new reports are read again. Where a report was removed, the whole file is
taken away and made anew, so that no trace of its words is left in an index.
"""
