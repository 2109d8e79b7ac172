"""How much Retold reads of one input, and why no more.

A report is what one person reads in one sitting. What is far larger is a dump, a log or a mistake, and
is said so at once instead of being worked on for hours. A file of many reports may be of any size: each
limit here is one on a single report in it.
"""

from __future__ import annotations

from typing import Final

#: Bytes of one input, or of one record of many. A saved page with its pictures inside it takes up to about
#: 15 MB; trafilatura (2.x) stops at 20,000,000 bytes as well, so a page over it would come back empty.
MAX_BYTES: Final = 20_000_000

#: Characters of one report's text. A long live blog has 200,000; a book of 800 pages has about 2,000,000.
MAX_CHARACTERS: Final = 2_000_000

#: Bytes of one record that are passed over to come to the next one. What goes on for longer than that is
#: no broken record: 200 KB of gzip unpack to it, so a file made to keep a reader busy ends here.
MAX_SKIPPED: Final = 200_000_000

#: Bytes fetched from one address for a file of many reports. One day of CC-NEWS has files of 1,000 MB.
MAX_FETCHED: Final = 2_000_000_000

#: Bytes by which a format is told, and that are read at a time.
CHUNK: Final = 65_536
