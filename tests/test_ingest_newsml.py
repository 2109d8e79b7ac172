"""NewsML-G2 and ninjs: what agencies send."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import retold
from ingest_items import STORY, parted, written
from retold.errors import BadRecord, EmptyInput, RetoldError
from retold.ingest import read_record
from retold.model import Published

NITF = "<nitf><body><body.head><hedline><hl1>River</hl1></hedline></body.head><body.content><p>The river rose.</p><p>People left.</p></body.content></body></nitf>"
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>River</title></head><body><p>The river rose.</p><p>People left.</p></body></html>'


def item(content: str, kind: str = "text", status: str = "usable") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:npa:1" version="3" xml:lang="en">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:NPA"><name>National Press Agency</name></provider>
<versionCreated>2022-04-08T16:05:00+02:00</versionCreated><firstCreated>2022-04-08T14:05:00+02:00</firstCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><language tag="en-GB"/><by>By Ada Lunn</by><headline>River floods Velmar</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>',
        '<inlineData contenttype="text/plain">The river rose.\n\nPeople left.</inlineData>',
        '<inlineData contenttype="text/html">&lt;p&gt;The river rose.&lt;/p&gt;&lt;p&gt;People left.</inlineData>',
        f'<remoteContent href="x"/><inlineXML/><inlineXML>{XHTML}</inlineXML>',
    ],
)
def test_an_item_is_a_report(tmp_path: Path, content: str) -> None:
    path = written(tmp_path / "a.xml", item(content))
    (report,), rejected = parted(path)
    assert rejected == []
    assert report.text == "The river rose.\n\nPeople left."
    assert (report.id, report.title, report.byline) == ("urn:newsml:npa:1", "River floods Velmar", "Ada Lunn")
    assert (report.publisher, report.language) == ("National Press Agency", "en-GB")
    assert report.published == Published("2022-04-08T14:05:00+02:00", "given", "field")
    assert report.modified == Published("2022-04-08T16:05:00+02:00", "given", "field")
    assert dict(report.fields) == {"version": "3"}
    assert retold.read(path) == report


def test_a_message_may_hold_many(tmp_path: Path) -> None:
    text = f"<inlineData>{STORY}</inlineData>"
    data = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{item(text)}
{item("<remoteContent href='1.jpg'/>", "picture")}<packageItem guid="p"/>{item(text, status="canceled")}</itemSet></newsMessage>"""
    path = written(tmp_path / "a.newsml", data)
    reports, rejected = parted(path)
    assert [report.text for report in reports] == [STORY, STORY]
    assert reports[1].notes == ("its agency marks it as canceled",)
    assert "item 2 holds no text: it is of the kind picture" in rejected[0].reason
    assert "item 3 is a packageItem" in rejected[1].reason
    with pytest.raises(RetoldError):
        retold.read(path)


NINJS = {
    "uri": "urn:npa:1", "type": "text", "headline": "River floods Velmar", "byline": "Ada Lunn", "language": "en",
    "versioncreated": "2022-04-08T16:05:00+02:00", "firstcreated": "2022-04-08T14:05:00+02:00",
    "copyrightholder": "NPA", "body_xhtml": "<p>The river rose.</p><p>People left.</p>",
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:npa:1", "headlines": [{"role": "short", "value": "River"}, {"role": "main", "value": "River floods Velmar"}],
    "firstCreated": "2022-04-08T14:05:00+02:00", "infosources": [{"name": "NPA"}], "language": "en",
    "bodies": [{"contenttype": "text/html", "value": "<p>The river rose.</p><p>People left.</p>"}, {"role": "caption"}],
}  # fmt: skip


@pytest.mark.parametrize("record", [NINJS, NINJS_2], ids=["1", "2"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.json.gz"])
def test_ninjs_is_a_report(tmp_path: Path, record: dict[str, object], name: str) -> None:
    path = written(tmp_path / name, json.dumps(record))
    (report,), rejected = parted(path)
    assert rejected == []
    assert (report.id, report.text) == ("urn:npa:1", "The river rose.\n\nPeople left.")
    assert (report.title, report.publisher, report.language) == ("River floods Velmar", "NPA", "en")
    assert report.published == Published("2022-04-08T14:05:00+02:00", "given", "field")
    assert report.fields["uri"] == "urn:npa:1"
    assert retold.read(path) == report


def test_the_plain_body_goes_first_and_a_withdrawn_item_is_noted() -> None:
    report = read_record({**NINJS, "body_text": "Plain  words.", "pubstatus": "canceled"})
    assert report.text == "Plain  words."
    assert report.notes == ("its agency marks it as canceled",)
    both = {**NINJS_2, "bodies": [*NINJS_2["bodies"], {"contentType": "text/plain", "value": "Plain."}]}  # type: ignore[misc]
    assert read_record(both).text == "Plain."


@pytest.mark.parametrize(
    "change",
    [{"body_xhtml": ""}, {"body_xhtml": 5}, {"body_xhtml": "<img>"}, {"bodies": {}, "body_xhtml": None}],
)
def test_ninjs_without_words_is_said(change: dict[str, object]) -> None:
    with pytest.raises(EmptyInput):
        read_record({**NINJS, **change})


@pytest.mark.parametrize(
    "change", [{"uri": []}, {"language": 5}, {"versioncreated": [], "firstcreated": [1]}]
)
def test_ninjs_with_other_types_is_said(change: dict[str, object]) -> None:
    with pytest.raises(BadRecord):
        read_record({**NINJS, **change})


def test_a_record_of_ours_with_an_address_is_not_taken_for_ninjs() -> None:
    assert read_record({"uri": "urn:1", "text": STORY, "body_text": "other"}).text == STORY
