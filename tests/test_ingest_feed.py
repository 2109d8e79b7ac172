"""Feeds: an entry is a report, with the feed's date and name; harmful XML is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest_items import STORY, parted, written
from retold.ingest import xml
from retold.model import Published

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Wire</title><language>en-gb</language>
<item><media:title>A picture</media:title><title>River &amp; town</title><link>https://wire.example/1</link>
<guid isPermaLink="false">x1</guid><dc:creator>Ada Lunn</dc:creator><pubDate>Fri, 08 Apr 2022 14:05:00 +0200</pubDate>
<description>Short.</description><media:content url="https://wire.example/1.jpg"/>
<content:encoded><![CDATA[<p>The river&nbsp;rose <b>on</b> Monday.</p><p>Two<br>lines.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>Only a title</title></item>
<item><description>{STORY} Caf&eacute;.</description><guid>https://wire.example/3</guid><pubDate>soon</pubDate>
<author>desk@wire.example (Bo Aldis)</author></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><title type="html">A &lt;b&gt;dam&lt;/b&gt; fails</title><link rel="self" href="https://c.example/self"/>
<link href="https://c.example/1"/><id>urn:1</id><updated>2022-04-09T00:00:00Z</updated>
<published>2022-04-08T10:00:00Z</published><author><name>Ada Lunn</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The river <q>rose</q>.</p><p>Yes.</p></div></content></entry>
<entry><title>Second</title><id>urn:2</id><updated>2022-04-09T00:00:00Z</updated><summary>One &amp; two &lt;p&gt;three</summary></entry>
<entry><title>Third</title><id>urn:3</id><content type="text">a &lt; b</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://c.example/"><title>Courier</title></channel>
<item rdf:about="https://c.example/1"><title>A</title><link>https://c.example/1</link><description>Words.</description></item>
</rdf:RDF>"""


def test_an_entry_of_rss_is_a_report(tmp_path: Path) -> None:
    (first, second), (problem,) = parted(written(tmp_path / "feed.rss", RSS))
    assert first.text == "The river rose on Monday.\n\nTwo\nlines."
    assert (first.title, first.publisher, first.byline) == ("River & town", "Harbour Wire", "Ada Lunn")
    assert (first.url, first.language) == ("https://wire.example/1", "en-gb")
    assert first.published == Published("2022-04-08T14:05:00+02:00", "given", "feed")
    assert dict(first.fields) == {"guid": "x1"}
    assert first.notes == ()
    assert second.text == f"{STORY} Café."
    assert (second.url, second.byline) == ("https://wire.example/3", "Bo Aldis")
    assert len(second.notes) == 2
    assert "entry 2 has no text: only the title “Only a title”" in problem.reason


def test_an_entry_of_atom_is_a_report(tmp_path: Path) -> None:
    (first, second, third), rejected = parted(written(tmp_path / "feed.xml", ATOM))
    assert rejected == []
    assert first.text == "The river “rose”.\n\nYes."
    assert (first.title, first.url, first.byline) == ("A dam fails", "https://c.example/1", "Ada Lunn")
    assert (first.published, first.modified) == (
        Published("2022-04-08T10:00:00Z", "given", "feed"), Published("2022-04-09T00:00:00Z", "given", "feed"),
    )  # fmt: skip
    assert second.text == "One & two\n\nthree"
    assert second.published == Published("2022-04-09T00:00:00Z", "given", "feed")
    assert third.text == "a < b"


def test_entries_of_rss_1_stand_beside_their_channel(tmp_path: Path) -> None:
    (report,), _ = parted(written(tmp_path / "feed", RDF))
    assert (report.text, report.publisher, report.url) == ("Words.", "Courier", "https://c.example/1")


def test_an_entry_that_changes_is_another_report_at_the_same_address(tmp_path: Path) -> None:
    before, _ = parted(written(tmp_path / "a.rss", RSS))
    after, _ = parted(written(tmp_path / "b.rss", RSS.replace("on</b> Monday", "on</b> Tuesday")))
    assert before[0].url == after[0].url
    assert before[0].id != after[0].id
    assert before[1].id == after[1].id


HARMFUL = {
    "a billion laughs": '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
    "a file of this machine": '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><description>&f;</description></item></rss>',
    "a parameter": '<!DOCTYPE rss [<!ENTITY % f SYSTEM "http://127.0.0.1/x"> %f;]><rss><item/></rss>',
    "elements without end inside each other": "<rss>" + "<a>" * 5000,
    "no XML": "<rss><item></rss>",
    "cut off": "<rss><channel><item><description>x</desc",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_or_broken_xml_is_refused_and_says_where(tmp_path: Path, name: str) -> None:
    reports, (problem,) = parted(written(tmp_path / "feed.rss", HARMFUL[name]))
    assert reports == []
    assert problem.code == "bad-record"
    assert "at line 1" in problem.reason


def test_a_file_named_by_a_doctype_is_not_opened(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.dtd", '<!ENTITY name "found">')
    data = f'<!DOCTYPE rss SYSTEM "{secret}"><rss><channel><item><description>A name: &name; {STORY}</description></item></channel></rss>'
    (report,), rejected = parted(written(tmp_path / "feed.rss", data))
    assert rejected == []
    assert "found" not in report.text


def test_what_came_before_the_fault_is_read(tmp_path: Path) -> None:
    reports, (problem,) = parted(
        written(tmp_path / "feed.rss", RSS.replace("<item><title>Only", "<oops><title>Only"))
    )
    assert [report.title for report in reports] == ["River & town"]
    assert problem.code == "bad-record"


@pytest.mark.parametrize("what", ["letters", "elements", "mark"])
def test_one_entry_has_a_limit_and_many_have_none(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "MAX_BYTES", 3000)
    monkeypatch.setattr(xml, "_MOST_ELEMENTS", 50)
    monkeypatch.setattr(xml, "_LONGEST_MARK", 3000)
    monkeypatch.setattr(xml, "CHUNK", 500)
    item = f"<item>\n  <description>{STORY}</description>\n</item>\n          "
    reports, rejected = parted(written(tmp_path / "many.rss", f"<rss><channel>{item * 200}</channel></rss>"))
    assert (len(reports), rejected) == (200, [])
    large = {"letters": "x" * 9000, "elements": "<b/>" * 99, "mark": f'<b a="{"x" * 9000}"/>'}[what]
    data = f"<rss><channel>{item}<item><description>{large}</description></item></channel></rss>"
    reports, rejected = parted(written(tmp_path / "large.rss", data))
    assert len(reports) == 1
    assert [problem.code for problem in rejected] == ["too-large"]
