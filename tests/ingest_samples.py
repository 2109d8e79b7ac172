"""A small file of each format, and how to damage one. Shared by the tests and by tools/fuzz_readers.py."""

from __future__ import annotations

import json
import random
from typing import Final

from ingest_items import PAGE, STORY

_ANSWER: Final = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{PAGE}"
_WARC: Final = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://npa.example/1\r\nWARC-Date: 2022-04-09T03:00:00Z\r\n"
    f"Content-Length: {len(_ANSWER)}\r\n\r\n{_ANSWER}\r\n\r\n"
)
_RECORD: Final = {"id": "r1", "text": STORY, "published": "2022-04-08T14:05:00+02:00", "url": "https://a.example/1", "x": [1]}  # fmt: skip
_NINJS: Final = {
    "uri": "urn:1", "headlines": [{"role": "main", "value": "River"}], "versioncreated": "2022-04-08", "language": "en",
    "bodies": [{"contenttype": "text/html", "value": f"<p>{STORY}</p>"}],
}  # fmt: skip

SAMPLES: Final[dict[str, bytes]] = {
    name: data.encode()
    for name, data in {
        "a.txt": STORY,
        "a.html": PAGE,
        "a.json": json.dumps(_RECORD),
        "b.json": json.dumps(_NINJS),
        "a.jsonl": "".join(json.dumps({**_RECORD, "id": n}) + "\n" for n in range(5)),
        "a.csv": "id,text,published,desk\n" + "".join(f'{n},"{STORY}",2022-04-08,floods\n' for n in range(5)),
        "a.warc": _WARC * 2,
        "a.rss": (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>NPA</title><item><title>River &amp; town</title>'
            f"<link>https://a.example/1</link><pubDate>Fri, 08 Apr 2022 14:05:00 +0200</pubDate><description>{STORY} "
            "&lt;p&gt;More.&lt;br&gt;&nbsp;</description></item></channel></rss>"
        ),
        "a.atom": (
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>NPA</title><entry><title>River</title>'
            '<link href="/1"/><updated>2022-04-09T00:00:00Z</updated><content type="xhtml"><div><p>The river '
            "<q>rose</q>.</p></div></content></entry></feed>"
        ),
        "a.newsml": (
            '<newsItem guid="urn:1" version="2" xml:lang="en"><itemMeta><provider literal="NPA"/><versionCreated>'
            "2022-04-08T14:05:00Z</versionCreated></itemMeta><contentMeta><headline>River</headline></contentMeta>"
            f"<contentSet><inlineXML><nitf><body><p>{STORY}</p></body></nitf></inlineXML></contentSet></newsItem>"
        ),
    }.items()
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, doubled, or replaced by what readers trip over."""
    whole = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(whole) + 1), chance.randint(1, 30)
        piece = bytes(whole[at : at + length])
        stuff = chance.choice(
            [
                b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b'"', b"&", b"{", b"\n", b"\r\n\r\n", b"9" * 40, b"-1", piece * 2,
                b"<![CDATA[", b"<!DOCTYPE x [", b"]]>", b"\\ud800", b"<!--", b"&#xD800;", b"&#0;", b"null", bytes(chance.randbytes(8)),
            ]
        )  # fmt: skip
        if chance.random() < 0.2:
            del whole[at:]
        whole[at : at + chance.choice([0, length])] = stuff
    return bytes(whole)
