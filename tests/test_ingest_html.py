"""Pages: the article with its quotations and lists, what the page says about itself, and no furniture."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings, strategies as st

from retold import ingest
from retold.errors import EmptyInput, NeedsExtra, NoArticle, RetoldError
from retold.model import Published, Report

pytest.importorskip("trafilatura")

LEAD = "Some 12,000 people left their homes on Friday after the Ost river broke its banks, the mayor's office said."
SECOND = "Schools stay shut until Monday, she added, and buses will run on higher roads only."
BODY = f"<p>{LEAD}</p><p>{SECOND}</p>"


def page(body: str = BODY, head: str = "", *, lang: str = ' lang="en-GB"') -> bytes:
    return f"<!doctype html><html{lang}><head>{head}</head><body><article>{body}</article></body></html>".encode()


def read(data: bytes, name: str = "flood.html") -> Report:
    return ingest.read_bytes(data, name)


def parts(report: Report) -> list[tuple[str, str]]:
    return [(part.kind, report.words(part.span)) for part in report.parts]


WHOLE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>River floods Velmar &amp; Ostrel | The Harbour Times</title>
<link rel="canonical" href="https://times.example/flood">
<meta property="og:site_name" content="The Harbour Times">
<meta property="og:url" content="https://times.example/flood?from=mail">
<meta name="syndication-source" content="https://wire.example/17">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "River floods Velmar &amp; Ostrel", "datePublished": "2022-04-08T14:05:00+02:00",
 "dateModified": "2022-04-09T08:00:00Z", "author": [{{"@type": "Person", "name": "Mara Tellin"}}, {{"name": "Ode Brandt"}}],
 "publisher": {{"@type": "Organization", "name": "The Harbour Times"}}}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work. Accept all cookies to go on.</p></div>
<main><article><header><h1>River floods Velmar &amp; Ostrel</h1><p class="byline">By Mara Tellin and Ode Brandt</p>
<time datetime="2022-04-08T14:05:00+02:00">April 8, 2022</time></header>
<figure><img src="boats.jpg"><figcaption>Boats on Quay Street in Velmar. Photo: P. Lind</figcaption></figure>
<p><span class="dateline">VELMAR (Harbour Wire) —</span> {LEAD}</p>
<p>“We have <em>never</em> seen water like this,” Mayor Ines Kall <a href="/kall">told</a> reporters.</p>
<blockquote><p>The dam held. That is the only good news tonight.</p></blockquote>
<h2>What is closed</h2>
<ul><li>Schools in <b>Velmar</b></li><li>The road to Ostrel<ul><li>the old bridge</li></ul></li></ul>
<table><tr><th>Town</th><th>Evacuated</th></tr><tr><td>Velmar</td><td>9,000</td></tr></table>
<p>{SECOND}</p>
<aside><h3>Related</h3><ul><li><a href="/1">How the dam was built</a></li></ul></aside>
</article></main><footer><p>© 2022 The Harbour Times. All rights reserved.</p></footer></body></html>"""


def test_the_article_is_read_with_its_quotations_lists_and_tables_and_without_furniture() -> None:
    assert read(WHOLE.encode()).text.split("\n\n") == [
        "River floods Velmar & Ostrel",
        f"VELMAR (Harbour Wire) — {LEAD}",
        "“We have never seen water like this,” Mayor Ines Kall told reporters.",
        "The dam held. That is the only good news tonight.",
        "What is closed",
        "Schools in Velmar",
        "The road to Ostrel",
        "the old bridge",
        "Town\tEvacuated",
        "Velmar\t9,000",
        SECOND,
    ]


def test_what_the_page_says_about_itself_is_read() -> None:
    report = read(WHOLE.encode())
    assert report.id == "flood"
    assert report.title == "River floods Velmar & Ostrel"
    assert report.publisher == "The Harbour Times"
    assert report.byline == "Mara Tellin, Ode Brandt"
    assert report.published == Published("2022-04-08T14:05:00+02:00", "given", "page")
    assert report.modified == Published("2022-04-09T08:00:00Z", "given", "page")
    assert report.language == "en"
    assert report.url == "https://times.example/flood?from=mail"
    assert report.canonical == "https://times.example/flood"
    assert report.syndicated_from == "https://wire.example/17"
    assert report.notes == ()


def test_headline_and_dateline_are_parts_where_they_stand_in_the_text() -> None:
    assert parts(read(WHOLE.encode())) == [
        ("headline", "River floods Velmar & Ostrel"),
        ("dateline", "VELMAR (Harbour Wire) —"),
    ]


def ld(json: str) -> bytes:
    return page(head=f'<script type="application/ld+json">{json.replace("NEWS", ARTICLE)}</script>')


ARTICLE = '"@type": "NewsArticle", "headline": "River floods Velmar", "datePublished": "2022-04-08"'
JSON_LD = (
    ("alone", "{NEWS}"),
    ("in a list", '[{"@type": "WebSite", "name": "Times"}, {NEWS}]'),
    ("in a graph", '{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {NEWS}]}'),
    ("as the main entity", '{"@type": "WebPage", "mainEntity": {NEWS}}'),
    ("with several types", '{"@type": ["Thing", "ReportageNewsArticle"], "headline": "River floods Velmar", "datePublished": "2022-04-08"}'),
    ("in comment marks", "<!-- {NEWS} -->"),
    ("in a CDATA section", "//<![CDATA[\n{NEWS}\n//]]>"),
    ("with a comma too many", '{NEWS, "keywords": ["a", "b",],}'),
    ("with a line end in a string", '{NEWS, "description": "one\ntwo"}'),
)  # fmt: skip


@pytest.mark.parametrize(("how", "json"), JSON_LD, ids=[how for how, _ in JSON_LD])
def test_json_ld_is_read_wherever_the_article_stands_in_it(how: str, json: str) -> None:
    report = read(ld(json))
    assert report.title == "River floods Velmar"
    assert report.published == Published("2022-04-08", "unknown", "page")
    assert report.notes == ()


def test_of_broken_json_ld_the_plain_fields_are_taken_and_it_is_said() -> None:
    report = read(ld('{NEWS, "author": {"name": "O"Brien"}'))
    assert report.title == "River floods Velmar"
    assert report.published == Published("2022-04-08", "unknown", "page")
    assert report.notes == ("its JSON-LD is broken; what could be told from it was used",)


def test_references_in_json_ld_are_followed() -> None:
    report = read(
        ld('{"@graph": [{NEWS, "publisher": {"@id": "#us"}, "author": [{"@id": "#m"}]}, '
           '{"@id": "#us", "@type": "Organization", "name": "The Harbour Times"}, '
           '{"@id": "#m", "@type": "Person", "givenName": "Mara", "familyName": "Tellin"}]}')
    )  # fmt: skip
    assert (report.publisher, report.byline) == ("The Harbour Times", "Mara Tellin")


def test_of_several_articles_in_json_ld_the_one_that_the_page_shows_is_taken() -> None:
    teaser = '{"@type": "NewsArticle", "headline": "Dam repairs delayed", "datePublished": "2021-01-01"}'
    data = page(
        "<h1>River floods Velmar</h1>" + BODY,
        f'<script type="application/ld+json">[{teaser}, {{{ARTICLE}}}]</script>',
    )
    assert read(data).published == Published("2022-04-08", "unknown", "page")


@pytest.mark.parametrize("json", ["", "null", "[]", "7", '{"@type": 5}', '{"@graph": {"@graph": []}}',
                                  '{"@type": "NewsArticle", "headline": 5, "author": {"name": {}}, "publisher": []}',
                                  '{"@type": "NewsArticle", "headline": "a\\ud800b"}'])  # fmt: skip
def test_odd_json_ld_harms_nothing(json: str) -> None:
    report = read(ld(json))
    assert report.text == f"{LEAD}\n\n{SECOND}"
    (report.title or "").encode("utf-8")


DATES = (
    ('<meta property="article:published_time" content="2022-04-08T12:05:00Z">', "", "2022-04-08T12:05:00Z"),
    ('<meta name="parsely-pub-date" content="2022-04-08T12:05:00Z">', "", "2022-04-08T12:05:00Z"),
    ('<meta name="DC.date.issued" content="2022-04-08">', "", "2022-04-08"),
    ('<meta itemprop="datePublished" content="2022-04-08">', "", "2022-04-08"),
    ("", '<time pubdate datetime="2022-04-08T14:05+02:00">today</time>', "2022-04-08T14:05+02:00"),
    ("", '<time itemprop="datePublished">April 8, 2022</time>', "2022-04-08"),
    ("", "<header><time>8 April 2022, 14:05</time></header>", "2022-04-08T14:05"),
    ("", '<div class="article-date">Published: April 8, 2022</div>', "2022-04-08"),
    ('<meta name="date" content="soon">', '<span class="pubdate">April 8, 2022</span>', "2022-04-08"),
)


@pytest.mark.parametrize(("head", "body", "value"), DATES)
def test_the_date_of_publication_is_read_where_the_page_marks_it(head: str, body: str, value: str) -> None:
    published = read(page(body + BODY, head)).published
    assert published is not None
    assert (published.value, published.origin) == (value, "page")


@pytest.mark.parametrize(
    "body",
    [
        "<p>The dam was built on April 8, 1962, and <time>1962-04-08</time> is written on it, the mayor said.</p>",
        '<aside><time datetime="2019-01-01">a teaser</time></aside>',
        '<time class="updated" datetime="2022-04-09">today</time>',
    ],
)
def test_a_date_that_is_not_the_pages_own_is_not_taken_for_it(body: str) -> None:
    assert read(page(BODY + body).replace(b"article>", b"div>")).published is None


def test_the_time_of_the_last_change_is_kept_apart() -> None:
    report = read(page('<time class="updated" datetime="2022-04-09T10:00Z">today</time>' + BODY))
    assert report.modified == Published("2022-04-09T10:00Z", "given", "page")
    assert report.published is None


def test_a_date_on_the_page_that_is_not_understood_is_said() -> None:
    report = read(page(head='<meta property="article:published_time" content="04/08/2022">'))
    assert report.published is None
    assert report.notes == (
        'the date "04/08/2022" was not understood: day and month cannot be told apart',
    )  # fmt: skip


TITLES = (
    ("<h1>River floods Velmar</h1>", "<title>River floods Velmar - Times</title>", "River floods Velmar"),
    ("<h1>The Times</h1><h1>River floods Velmar</h1>", '<meta property="og:title" content="River floods Velmar town">',
     "River floods Velmar"),
    ("<h1>The Times</h1>", '<meta property="og:title" content="River floods Velmar">', "River floods Velmar"),
    ("", '<meta property="og:site_name" content="The Times"><title>River floods Velmar | The Times</title>',
     "River floods Velmar"),
    ("", "<title>River: water - and mud</title>", "River: water - and mud"),
    ("<h1>River <em>floods</em>\n Velmar</h1>", "", "River floods Velmar"),
    ("", "", None),
)  # fmt: skip


@pytest.mark.parametrize(("body", "head", "title"), TITLES)
def test_the_headline_is_what_readers_see(body: str, head: str, title: str | None) -> None:
    assert read(page(body + BODY, head)).title == title


@pytest.mark.parametrize(
    ("body", "head", "byline"),
    [
        ("", '<meta name="author" content="By Mara Tellin">', "Mara Tellin"),
        ("", '<meta property="article:author" content="https://times.example/mara">', None),
        ('<p class="byline">By Mara Tellin</p>', "", "Mara Tellin"),
        ('<a rel="author" href="/mara">Mara Tellin</a>', "", "Mara Tellin"),
        (
            '<span itemprop="author"><span itemprop="name">Mara Tellin</span>, Velmar</span>',
            "",
            "Mara Tellin",
        ),
        ("", "", None),
    ],
)
def test_the_byline_is_read_where_the_page_marks_it(body: str, head: str, byline: str | None) -> None:
    assert read(page(body + BODY, head)).byline == byline


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="/flood"><base href="https://times.example/">', "https://times.example/flood"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ('<link rel="alternate canonical" href="https://times.example/flood">', "https://times.example/flood"),
    ],
)  # fmt: skip
def test_the_canonical_link_is_made_whole_or_left_out(head: str, expected: str | None) -> None:
    assert read(page(head=head)).canonical == expected


@pytest.mark.parametrize("name", ["syndication-source", "original-source"])
def test_the_source_of_a_syndicated_page_is_read(name: str) -> None:
    head = f'<meta name="{name}" content="https://wire.example/17">'
    assert read(page(head=head)).syndicated_from == "https://wire.example/17"


def test_where_a_browser_saved_the_page_from_is_its_address() -> None:
    data = page().replace(b"<html", b"<!-- saved from url=(0027)https://times.example/flood -->\n<html")
    assert read(data).url == "https://times.example/flood"


MARKUP = (
    ("<p>{a}<br>\n<br/>{b}</p>", "{a}\n\n{b}"),
    ("<p>{a}<br><br>{b}<br><br><br>{a} Again.</p>", "{a}\n\n{b}\n\n{a} Again."),
    ("<div>{a}<br><br>{b}</div>", "{a}\n\n{b}"),
    ("<p>{a}<br>{b}</p>", "{a}\n{b}"),
    ("<p>{a}</p><p>She said <q>we <b>will</b> not leave</q>, and stayed.</p>", "{a}\n\nShe said “we will not leave”, and stayed."),
    ("<p>{a}</p><p>She said <q>they told us <q>leave</q></q>.</p>", "{a}\n\nShe said “they told us ‘leave’”."),
    ("<p>{a}</p><p>She said <q>“we will not leave”</q>.</p>", "{a}\n\nShe said “we will not leave”."),
    ("<p>{a}</p><p>The toll rose to <del>12</del> 14 on Saturday.</p>", "{a}\n\nThe toll rose to 14 on Saturday."),
    ("<p>{a}</p><p>Fish &amp; chips: &pound;5 &ndash; caf&eacute; &#8220;Ost&#8221; &lt;closed&gt;.</p>",
     "{a}\n\nFish & chips: £5 – café “Ost” <closed>."),
    ("<p>{a}</p><p>The mayor<i>s</i> <b>of</b>\n\tboth towns&nbsp;met.</p>", "{a}\n\nThe mayors of both towns met."),
    ("<p>{a}</p><pre>VELMAR, April 8 - The river\nrose again.\n\nOfficials said so.</pre>",
     "{a}\n\nVELMAR, April 8 - The river\nrose again.\n\nOfficials said so."),
    ("<p>{a}</p><blockquote>The dam <b>held</b>.<p>That is all.</p></blockquote>", "{a}\n\nThe dam held.\n\nThat is all."),
    ("<p>{a}</p><script>var x = '<p>never run</p>';</script><p>{b}</p>", "{a}\n\n{b}"),
    ("<p>{a}</p><p onclick='x()'>{b}</p><iframe src='https://ads.example'></iframe>", "{a}\n\n{b}"),
)  # fmt: skip


@pytest.mark.parametrize(("markup", "text"), MARKUP)
def test_paragraphs_quotations_and_entities_are_read_as_a_browser_shows_them(markup: str, text: str) -> None:
    assert read(page(markup.format(a=LEAD, b=SECOND))).text == text.format(a=LEAD, b=SECOND)


def test_struck_out_text_is_said() -> None:
    report = read(page(BODY + "<p>The toll rose to <s>12</s> 14, it said.</p>"))
    assert report.notes == ("struck-out text in 1 place was left out",)


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='b.jpg'><figcaption>{}</figcaption></figure>",
        "<div><figcaption>{}</figcaption></div>",
    ],
)
def test_a_caption_is_no_sentence_of_the_report(markup: str) -> None:
    caption = "Boats on Quay Street in Velmar on Friday morning, when the water stood highest."
    assert read(page(markup.format(caption) + BODY)).text == f"{LEAD}\n\n{SECOND}"


def test_a_quotation_set_as_a_figure_is_kept_with_its_speaker() -> None:
    quotation = "<figure><blockquote><p>The dam held.</p></blockquote><figcaption>Mayor Ines Kall</figcaption></figure>"
    assert read(page(BODY + quotation)).text == f"{LEAD}\n\n{SECOND}\n\nThe dam held.\n\nMayor Ines Kall"


def test_control_characters_in_a_page_are_replaced_and_told() -> None:
    report = read(page(BODY + "<p>She said <q>no\x1b[31m\x00</q> to that on Friday.</p>"))
    assert report.text.endswith("She said “no\ufffd[31m\ufffd” to that on Friday.")
    assert report.notes == ("2 control characters became \ufffd",)


def test_a_report_behind_a_paywall_is_said_to_be_perhaps_a_part() -> None:
    report = read(ld('{NEWS, "isAccessibleForFree": false}'))
    assert "a part of the report" in report.notes[0]


CAFE = "<p>The café’s owner, Zoë Kall, said on Friday that the water had come up to the windows.</p>"
DECLARED = (
    ('<meta charset="windows-1252">', "cp1252"),
    ("<meta charset=iso-8859-1>", "cp1252"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
    ('<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=macintosh">', "mac-roman"),
    ('<meta charset="utf-8">', "utf-8"),
    ("", "utf-8"),
    ("", "utf-8-sig"),
    ("", "utf-16"),
)


@pytest.mark.parametrize(("head", "codec"), DECLARED)
def test_the_encoding_a_page_declares_is_used(head: str, codec: str) -> None:
    report = read(page(CAFE + BODY, head).decode().encode(codec))
    assert report.text.startswith("The café’s owner, Zoë Kall,")
    assert report.notes == ()


def test_bytes_that_are_utf_8_are_read_so_whatever_the_page_says() -> None:
    report = read(page(CAFE + BODY, '<meta charset="iso-8859-1">'))
    assert report.text.startswith("The café’s owner, Zoë Kall,")
    assert report.notes == ("read as UTF-8, though the page says windows-1252",)


@pytest.mark.parametrize("label", ["utf-7", "zip", "rot13", "unicode_escape", "nothing-known", "x" * 400])
def test_no_other_codec_can_be_called_from_a_page(label: str) -> None:
    assert read(page(CAFE + BODY, f'<meta charset="{label}">')).text.startswith("The café’s owner")


def test_an_xhtml_page_with_an_encoding_in_its_first_line_is_read() -> None:
    data = b'<?xml version="1.0" encoding="iso-8859-1"?>\n' + page(CAFE + BODY).decode().replace(
        "’", "'"
    ).encode("latin-1")
    assert read(data, "-").text.startswith("The café's owner, Zoë Kall,")


@pytest.mark.parametrize(
    "body", ["", "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>", "<p>one</p><p>two</p>"]
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(NoArticle) as caught:
        read(f"<html><head><title>Times</title></head><body>{body}</body></html>".encode())
    assert caught.value.message.startswith("flood.html holds no article text: ")
    assert caught.value.message.endswith(" left after clean-up.")
    assert caught.value.code == "no-article"


@pytest.mark.parametrize("words", ["You need to enable JavaScript to run this app.",
                                   "Checking your browser before you can read on, this takes a moment."])  # fmt: skip
def test_a_notice_is_no_article(words: str) -> None:
    with pytest.raises(NoArticle) as caught:
        read(f"<html><body><div id='root'><p>{words}</p></div></body></html>".encode())
    assert caught.value.message == "flood.html holds a notice to its reader, no article."


def test_one_sentence_is_an_article() -> None:
    data = b"<html><body><p>The mayor of Velmar resigned on Friday.</p></body></html>"
    assert read(data).text == "The mayor of Velmar resigned on Friday."


@pytest.mark.parametrize(("data", "code"), [(b"", "empty-file"), (b"  \n", "no-text")])
def test_an_empty_page_is_empty(data: bytes, code: str) -> None:
    with pytest.raises(EmptyInput) as caught:
        read(data)
    assert caught.value.code == code


def test_without_the_extra_a_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(NeedsExtra) as caught:
        read(page())
    assert caught.value.message == "Reading the page flood.html needs trafilatura, which is not installed."
    assert "retold[pages]" in caught.value.hint


def test_reading_a_page_twice_gives_the_same_report() -> None:
    assert read(WHOLE.encode()) == read(WHOLE.encode())


def outcome(data: bytes, name: str) -> Report | RetoldError:
    try:
        return ingest.read_bytes(data, name)
    except RetoldError as error:
        return error


PIECES = st.sampled_from([
    "<p>", "</p>", "<q>", "</q>", "<br>", "<br><br>", "<div>", "</div>", "<ul><li>", "</li></ul>", "<blockquote>",
    "</blockquote>", "<table><tr><td>", "</td></tr></table>", "<del>", "</del>", "<h1>", "</h1>", "<time>", "<!--",
    "-->", "<![CDATA[", "&amp;", "&#0;", "&#xD800;", "\x00", "\x1b", LEAD, SECOND, "<figure><figcaption>", "</figure>",
    '<script type="application/ld+json">', "</script>", '{"@type": "NewsArticle"}', '<meta charset="utf-16">', "\ufffe",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=30))
def test_any_page_gives_a_report_or_one_clear_error(pieces: list[str]) -> None:
    result = outcome("".join(pieces).encode("utf-8"), "any.html")
    if isinstance(result, RetoldError):
        assert result.message
        assert result.hint
        return
    result.text.encode("utf-8")
    spans = [part.span for part in result.parts]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(result.text) for start, end in spans)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_one_clear_error(data: bytes) -> None:
    result = outcome(b"<html>" + data, "any.html")
    assert result.message if isinstance(result, RetoldError) else result.text
