"""How much Retold reads of one input, and why no more.

A report is what one person reads in one sitting. What is far larger is a dump, a log or a mistake, and
is said so at once instead of being worked on for hours.
"""

from __future__ import annotations

from typing import Final

#: Bytes of one input. A saved page with its pictures inside it takes up to about 15 MB; trafilatura
#: (2.x) stops at 20,000,000 bytes as well, so a page over it would come back empty.
MAX_BYTES: Final = 20_000_000

#: Characters of one report's text. A long live blog has 200,000; a book of 800 pages has about 2,000,000.
MAX_CHARACTERS: Final = 2_000_000
