"""Who is credited: one scene a form, the reports invented."""

from __future__ import annotations

import time

import pytest

from retold import Report, credits as reader
from retold.credits.media import same
from retold.model import Credit
from retold.segment import segment

#: The report around a credit: two paragraphs that credit nobody.
BODY = "The dam at Hallin held through the night, and the gates were shut at dawn.\n\nEngineers walked the crest until noon, and found no cracks in it."


def read(text: str, **known: str) -> list[Credit]:
    """The credits of a report, each span held to its name's place."""
    found = list(reader.read(segment(Report("scene", text, **known))))
    for credit in found:
        assert credit.span is None or text[slice(*credit.span)].strip() == text[slice(*credit.span)] != ""
    return found


def told(text: str, **known: str) -> list[tuple[str, str]]:
    """Kind and name of each credit, in order, each once."""
    return list(dict.fromkeys((credit.kind, credit.name) for credit in read(text, **known)))


#: What stands above a report.
ABOVE = [
    ("By Ada Lunn", [("byline", "Ada Lunn")]),
    ("By ADA LUNN and PIET MORROW", [("byline", "Ada Lunn"), ("byline", "Piet Morrow")]),
    ("By Ada Lunn, Coast Wire", [("byline", "Ada Lunn"), ("agency", "Coast Wire")]),
    ("By ADA LUNN, Associated Press", [("byline", "Ada Lunn"), ("agency", "AP")]),
    ("By Ada Lunn, AP Science Writer", [("byline", "Ada Lunn"), ("agency", "AP")]),
    ("By The Associated Press", [("agency", "AP")]),
    ("BY THE ASSOCIATED PRESS", [("agency", "AP")]),
    ("By Ada Lunn | Reuters", [("byline", "Ada Lunn"), ("agency", "Reuters")]),
    ("By Ada Lunn / Northern Press Agency", [("byline", "Ada Lunn"), ("agency", "Northern Press Agency")]),
    ("Ada Lunn and Piet Morrow, Press Association", [("byline", "Ada Lunn"), ("byline", "Piet Morrow"), ("agency", "PA")]),
    ("Ada Lunn, Bloomberg", [("byline", "Ada Lunn"), ("agency", "Bloomberg")]),
    ("news now Coast Wire \u2014 By ADA LUNN - Coast Wire", [("byline", "Ada Lunn"), ("agency", "Coast Wire")]),
    ("By Ada Lunn, professor of hydrology at Tarn College", [("byline", "Ada Lunn")]),
    ("By Ada Lunn in Velmora", [("byline", "Ada Lunn")]),
    ("Von Ada Lunn, dpa", [("byline", "Ada Lunn"), ("agency", "dpa")]),
    ("Par Ada Lunn avec AFP", [("byline", "Ada Lunn"), ("agency", "AFP")]),
    ("Associated Press", [("agency", "AP")]),
    ("The Canadian Press", [("agency", "CP")]),
    ("Press Association", [("agency", "PA")]),
    ("AP June 1, 2018, 10:35 PM", [("agency", "AP")]),
    ("/ AP", [("agency", "AP")]),
    ("Reuters/AFP", [("agency", "Reuters"), ("agency", "AFP")]),
    ("Staff and agencies", []),
    ("By Staff Reporter", []),
    ("By Letters to the Editor", []),
    ("/ Source: Coast Wire", [("republished", "Coast Wire")]),
    ("Source: Associated Press", [("republished", "AP")]),
    ("Via the Harbour Courier", [("republished", "Harbour Courier")]),
    ("Copyright 2019 Coast Wire", [("copyright", "Coast Wire")]),
    ("Posted on", []),
    ("Updated", []),
    ("Ada Lunn / Getty Images", []),
    ("Photo: Ada Lunn, AP", []),
    ("(Ada Lunn/Coast Wire)", []),
    ("Ada Lunn / Reuters", []),
    ("Follow us", []),
    ("Share this page", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), ABOVE)
def test_a_line_above_a_report_tells_whom_it_credits(line: str, expected: list[tuple[str, str]]) -> None:
    assert told(f"Dam at Hallin holds through the night of the storm\n\n{line}\n\n{BODY}") == expected


#: What opens a report's first sentence.
OPENINGS = [
    ("KALM HARBOUR (Reuters) - ", [("dateline", "Kalm Harbour"), ("agency", "Reuters")]),
    ("KALM HARBOUR, May 3 (Coast Wire) \u2014 ", [("dateline", "Kalm Harbour"), ("agency", "Coast Wire")]),
    ("Kalm Harbour (AFP) \u2013 ", [("dateline", "Kalm Harbour"), ("agency", "AFP")]),
    ("VELMORA, Tarvia (AP) \u2014 ", [("dateline", "Velmora, Tarvia"), ("agency", "AP")]),
    ("VELMORA \u2014 ", [("dateline", "Velmora")]),
    ("VELMORA, Oct. 12 (NPA) -- ", [("dateline", "Velmora"), ("agency", "NPA")]),
    ("UPDATE 2-VELMORA, Oct 12 (Reuters) - ", [("dateline", "Velmora"), ("agency", "Reuters")]),
    ("(CNN) - ", [("agency", "CNN")]),
    ("VELMORA (Reuters/AFP) - ", [("dateline", "Velmora"), ("agency", "Reuters"), ("agency", "AFP")]),
    ("VELMORA, Oct 12 /PRNewswire/ -- ", [("dateline", "Velmora"), ("agency", "PRNewswire")]),
    ("Velmora (dpa) - ", [("dateline", "Velmora"), ("agency", "dpa")]),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "expected"), OPENINGS)
def test_a_dateline_tells_place_and_agency(lead: str, expected: list[tuple[str, str]]) -> None:
    assert told(lead + BODY) == expected


#: What stands below a report.
BELOW = [
    ("(Reporting by Ada Lunn; Editing by Piet Morrow)", [("byline", "Ada Lunn"), ("contribution", "Piet Morrow")]),
    (
        "(Reporting by Ada Lunn and Ole Brun in Velmora; Additional reporting by Ilse Karr in Hallin; Editing by Piet Morrow)",
        [("byline", "Ada Lunn"), ("byline", "Ole Brun"), ("contribution", "Ilse Karr"), ("contribution", "Piet Morrow")],
    ),
    ("Additional reporting by Ada Lunn", [("contribution", "Ada Lunn")]),
    ("Reuters contributed to this report.", [("contribution", "Reuters")]),
    ("The Associated Press contributed to this report.", [("contribution", "AP")]),
    ("Coast Wire and AFP contributed to this story.", [("contribution", "Coast Wire"), ("contribution", "AFP")]),
    (
        "Lunn reported from Velmora. Coast Wire writer Piet Morrow in Hallin, West Tarvia, also contributed to this report.",
        [("contribution", "Lunn"), ("contribution", "Coast Wire"), ("contribution", "Piet Morrow")],
    ),
    ("The Courier's Ada Lunn contributed to this report.", [("contribution", "Courier"), ("contribution", "Ada Lunn")]),
    ("With files from The Canadian Press", [("contribution", "CP")]),
    ("With files from Ada Lunn", [("contribution", "Ada Lunn")]),
    ("(With inputs from PTI)", [("contribution", "PTI")]),
    ("\u00a9 2020 Agence France-Presse", [("copyright", "AFP")]),
    ("Copyright 2018 The Associated Press. All rights reserved. This material may not be published.", [("copyright", "AP")]),
    ("Copyright \u00a9 2021 Coast Wire. All rights reserved.", [("copyright", "Coast Wire")]),
    ("(c) 2020 Northern Press Agency", [("copyright", "Northern Press Agency")]),
    ("All rights reserved.", []),
    ("This article originally appeared in the Harbour Courier.", [("republished", "Harbour Courier")]),
    ("This story was first published by Coast Wire.", [("republished", "Coast Wire")]),
    ("This report was originally published on tidewatch.example.", [("republished", "tidewatch.example")]),
    ("Originally published in Tidewatch.", [("republished", "Tidewatch")]),
    ("Republished with permission from the Harbour Courier.", [("republished", "Harbour Courier")]),
    ("Read the full story at the Harbour Courier", [("republished", "Harbour Courier")]),
    ("Read the original article on www.tidewatch.org/dam", [("republished", "tidewatch.org")]),
    ("First published on May 31, 2019 / 10:50 AM", []),
    ("This article originally stated that the gates were open.", []),
    ("-- Coast Wire", [("agency", "Coast Wire")]),
    ("\u2014 AFP", [("agency", "AFP")]),
    ("(ANI)", [("agency", "ANI")]),
    ("Reuter", [("agency", "Reuters")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), BELOW)
def test_a_line_below_a_report_tells_whom_it_credits(line: str, expected: list[tuple[str, str]]) -> None:
    assert told(f"{BODY}\n\n{line}") == expected


#: The media that a sentence names as its source.
HEARD = [
    ("The gates were rusty, an engineer told AP.", ["AP"]),
    ("The gates were rusty, an engineer told The Associated Press on Monday.", ["AP"]),
    ("An engineer told Coast Wire the gates were rusty.", ["Coast Wire"]),
    ("An engineer told Coast Wire Tuesday that the gates were rusty.", ["Coast Wire"]),
    ("An engineer told NPA that the gates were rusty.", ["NPA"]),
    ("An engineer told Reuters Lunn had known of it.", ["Reuters"]),
    ("Lunn told the Courier that the gates were rusty.", ["Courier"]),
    ("Lunn told the Harbour Courier that the gates were rusty.", ["Harbour Courier"]),
    ("Lunn told Coast Wire's Piet Morrow that the gates were rusty.", ["Coast Wire"]),
    ("Lunn told reporters from Coast Wire that the gates were rusty.", ["Coast Wire"]),
    ("Lunn told the Tarvian news agency Tarn that the gates were rusty.", ["Tarn"]),
    ("Lunn told state broadcaster RTV that the gates were rusty.", ["RTV"]),
    ("Lunn told a Courier reporter that the gates were rusty.", ["Courier"]),
    ("The gates were rusty, Lunn said in an interview with the BBC.", ["BBC"]),
    ("The gates were rusty, Lunn said in remarks to Radio Velmora.", ["Radio Velmora"]),
    ("The gates were rusty, according to Reuters.", ["Reuters"]),
    ("The gates were rusty, according to a report in the Harbour Courier.", ["Harbour Courier"]),
    ("The gates were rusty, according to a Coast Wire report.", ["Coast Wire"]),
    ("The rust, which was first reported by Coast Wire, was known for years.", ["Coast Wire"]),
    ("The minister resigned, the newspaper said, citing Coast Wire.", ["Coast Wire"]),
    ("The BBC reported that the gates were rusty.", ["BBC"]),
    ("The gates were rusty, the BBC reported.", ["BBC"]),
    ("The gates were rusty, reported Coast Wire.", ["Coast Wire"]),
    ("Coast Wire said on Monday that the gates were rusty.", ["Coast Wire"]),
    ("The Tarvian news agency, TNA, quoted him as saying the gates were rusty.", ["TNA"]),
    ("The financial daily Boldis said the gates were rusty.", ["Boldis"]),
    ("Coast Wire's Ada Lunn reported in March that the gates were rusty.", ["Coast Wire"]),
    ("The gates were rusty, Time magazine reported.", ["Time"]),
    ("Lunn told People that the gates were rusty.", ["People"]),
    ("When Reuters asked, nobody answered, Reuters reported.", ["Reuters"]),
    ("Lunn told the People's Daily that the gates were rusty.", ["People's Daily"]),
    ("Lunn told the Times of Tarvia that the gates were rusty.", ["Times of Tarvia"]),
    # None of these names a medium as a source.
    ("Local media reported that the gates were rusty.", []),
    ("Sources said that the gates were rusty.", []),
    ("People said that the gates were rusty.", []),
    ("Time said little of what had happened.", []),
    ("The Reuters building stood empty that night.", []),
    ("The deal values Reuters at two billion crowns.", []),
    ("Coast Wire said it would cut forty jobs.", []),
    ("The Courier reported a loss of two million crowns for the year.", []),
    ("A spokeswoman for Coast Wire said the office was shut.", []),
    ("Mayor Michael Bloomberg opened the gate. Bloomberg said that the dam was safe.", []),
    ("He told Parliament that the gates were rusty.", []),
    ("He told the Hallin council that the gates were rusty.", []),
    ("He told NATO that the gates were rusty.", []),
    ("He told MPs that the gates were rusty.", []),
    ("He works for the Post Office and told Smith of it.", []),
    ("Canada Post said letters would come late.", []),
    ("The Ohio Democrat said the gates were rusty.", []),
    ("Sources on Capitol Hill said the gates were rusty.", []),
    ("The suit over copyright protection was settled, Lunn said.", []),
    ("In the paper Lunn wrote that the gates were rusty.", []),
    ("The official planning agency CPB said the gates were rusty.", []),
    ("He told a Nikkei conference that the gates were rusty.", []),
    ("The talks were held by the Arab Building Council, ABC, which said the gates were rusty.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names"), HEARD)
def test_a_sentence_tells_which_medium_is_its_source(sentence: str, names: list[str]) -> None:
    found = read(f"{BODY}\n\n{sentence} The gates were mended within a week.")
    assert [credit.name for credit in found] == names
    assert all(credit.kind == "heard" and not credit.whole for credit in found)


#: The same in other languages.
ABROAD = [
    ("de", "Das Wehr sei sicher, sagte Lunn der Nachrichtenagentur dpa.", ["dpa"]),
    ("de", "Laut dpa war das Wehr sicher.", []),
    ("de", "Das Wehr war laut Reuters sicher.", ["Reuters"]),
    ("fr", "Le barrage est s\u00fbr, a d\u00e9clar\u00e9 Mme Lunn \u00e0 l'AFP.", []),
    ("fr", "Le barrage est s\u00fbr, a-t-elle d\u00e9clar\u00e9 \u00e0 l'AFP.", ["AFP"]),
    ("fr", "Le barrage est s\u00fbr, selon l'AFP.", ["AFP"]),
    ("es", "La presa es segura, dijo a EFE la ministra Lunn.", ["EFE"]),
    ("es", "La presa es segura, seg\u00fan la agencia EFE.", ["EFE"]),
    ("it", "La diga \u00e8 sicura, ha detto all'ANSA la ministra Lunn.", ["ANSA"]),
]


@pytest.mark.parametrize(("language", "sentence", "names"), ABROAD)
def test_other_languages_name_agencies_too(language: str, sentence: str, names: list[str]) -> None:
    assert [credit.name for credit in read(sentence, language=language)] == names


def test_initials_are_led_to_the_long_name_that_the_report_gives() -> None:
    text = f"By Ada Lunn, NPA\n\n{BODY}\n\nThe guard told the Northern Press Agency (NPA) of it. He told NPA more on Monday."
    assert told(text) == [
        ("byline", "Ada Lunn"),
        ("agency", "Northern Press Agency"),
        ("heard", "Northern Press Agency"),
    ]


def test_a_short_name_is_led_to_the_long_one_before_it() -> None:
    text = f"{BODY}\n\nLunn told the Harbour Courier of it. The Courier reported that the gates were rusty."
    assert [credit.name for credit in read(text)] == ["Harbour Courier", "Harbour Courier"]


def test_the_last_sentence_may_be_signed() -> None:
    assert told(f"{BODY} -- Coast Wire") == [("agency", "Coast Wire")]
    assert told(f"{BODY} (PTI)") == [("agency", "PTI")]
    assert told(f"{BODY} (UNCTAD)") == []


def test_a_name_alone_is_a_byline_where_a_date_stands_beside_it() -> None:
    assert told(f"Ada Lunn\n\nMay 31, 2019 10:00AM\n\n{BODY}") == [("byline", "Ada Lunn")]
    assert told(f"Ada Lunn\n\n{BODY}") == []


def test_fields_credit_without_a_span() -> None:
    found = read(
        BODY,
        byline="Ada Lunn, Associated Press",
        publisher="Reuters",
        url="https://courier.example/dam",
        canonical="https://www.tidewatch.example/dam",
    )
    assert [(credit.kind, credit.name, credit.span) for credit in found] == [
        ("agency", "AP", None),
        ("agency", "Reuters", None),
        ("byline", "Ada Lunn", None),
        ("republished", "tidewatch.example", None),
    ]


def test_the_own_address_is_no_other_site() -> None:
    assert read(BODY, url="https://www.courier.example/dam", canonical="https://courier.example/dam") == []
    assert read(BODY, canonical="https://courier.example/dam") == []


def test_a_credit_covers_the_whole_text_or_helps() -> None:
    found = read(f"By Ada Lunn, Coast Wire\n\nVELMORA (AP) - {BODY}\n\nReuters contributed to this report.")
    assert [(credit.name, credit.whole) for credit in found] == [
        ("Ada Lunn", True),
        ("Coast Wire", True),
        ("Velmora", True),
        ("AP", True),
        ("Reuters", False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("AP", "AP", True),
        ("NPA", "Northern Press Agency", True),
        ("Northern Press Agency", "NPA", True),
        ("Coast Wire", "Coast Herald", False),
        ("NPA", "Northern Herald", False),
    ],
)
def test_two_names_may_be_one_medium(one: str, other: str, *, expected: bool) -> None:
    assert same(one, other) is expected


def test_any_text_can_be_read() -> None:
    for text in (
        "",
        " ",
        "By",
        "By \u00a9",
        "(",
        "\u00a9 2020",
        "told",
        "told ",
        "Copyright",
        "\u2014",
        "told The",
        "\ufeff",
    ):
        read(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Ab ",
        "told Ab ",
        "By A, ",
        "Press Agency ",
        "(AP) ",
        "A.B. ",
        "Aa Bb Cc (ABC) ",
        "the Times ",
        "By Ada Lunn, AP\n",
    ],
)
def test_long_lines_are_read_in_a_moment(piece: str) -> None:
    """A pattern that goes back over its own words would take minutes on these."""
    segmented = segment(Report("long", piece * (30_000 // len(piece))))
    begun = time.process_time()
    reader.read(segmented)
    assert time.process_time() - begun < 10
