"""Who said what: one scene a sentence, the reports invented."""

from __future__ import annotations

import pytest

import retold
from retold import Attribution, Report


def said(text: str, language: str = "en", **known: str) -> list[Attribution]:
    """The attributions of a report."""
    return list(retold.quotes(Report("scene", text, language=language, **known)).attributions)


def shown(text: str, found: Attribution) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and content of an attribution as words."""
    source, cue = (None if span is None else text[slice(*span)] for span in (found.source, found.cue))
    return source, cue, [text[slice(*span)] for span in found.content]


#: A report of one attribution: its source, its cue, what was said, and how much of it stands in marks.
SCENES = [
    ('"The dam is safe," said Ada Lunn.', "Ada Lunn", "said", ['"The dam is safe,"'], "direct"),
    ('"The dam is safe," Lunn said.', "Lunn", "said", ['"The dam is safe,"'], "direct"),
    ('Ada Lunn said: "The dam is safe."', "Ada Lunn", "said", ['"The dam is safe."'], "direct"),
    ('Ada Lunn said the dam was "safe as a house".', "Ada Lunn", "said", ['the dam was "safe as a house"'], "mixed"),
    ("Ada Lunn said that the dam was safe.", "Ada Lunn", "said", ["that the dam was safe"], "indirect"),
    ("Ada Lunn said the dam was safe.", "Ada Lunn", "said", ["the dam was safe"], "indirect"),
    ("The dam was safe, Ada Lunn said on Monday.", "Ada Lunn", "said", ["The dam was safe"], "indirect"),
    ("The dam was safe, according to the ministry.", "the ministry", "according to", ["The dam was safe"], "indirect"),
    ("According to the ministry, the dam was safe.", "the ministry", "According to", ["the dam was safe"], "indirect"),
    (
        '"We heard a bang," said Ole Brun, a baker from Hallin. "Then it was gone."',
        "Ole Brun, a baker from Hallin",
        "said",
        ['"We heard a bang,"', '"Then it was gone."'],
        "direct",
    ),
    (
        '"We heard a bang," Ole Brun, the baker, said, "and then it was gone."',
        "Ole Brun, the baker",
        "said",
        ['"We heard a bang,"', '"and then it was gone."'],
        "direct",
    ),
    ("The dam, Ada Lunn said, was never safe.", "Ada Lunn", "said", ["The dam", "was never safe"], "indirect"),
    (
        "Ada Lunn said in a statement on Tuesday that the dam was safe.",
        "Ada Lunn",
        "said",
        ["that the dam was safe"],
        "indirect",
    ),
    (
        "The fire chief, who runs forty stations, said the road was shut.",
        "The fire chief, who runs forty stations",
        "said",
        ["the road was shut"],
        "indirect",
    ),
    ("Residents believe the gate was open.", "Residents", "believe", ["the gate was open"], "indirect"),
    ("The union called for a strike.", "The union", "called for", ["a strike"], "indirect"),
    ("The mayor vowed to rebuild the bridge.", "The mayor", "vowed", ["to rebuild the bridge"], "indirect"),
    (
        "The mayor accused the firm of hiding the cracks.",
        "The mayor",
        "accused",
        ["the firm of hiding the cracks"],
        "indirect",
    ),
    (
        "Ada Lunn's claim that the gate was open surprised no one.",
        "Ada Lunn's",
        "claim",
        ["that the gate was open surprised no one"],
        "indirect",
    ),
    ("She is convinced that the dam will hold.", "She", "is convinced", ["that the dam will hold"], "indirect"),
    ("MAYOR BRUN: We will rebuild it.", "MAYOR BRUN", ":", ["We will rebuild it"], "indirect"),
    (
        'Ada Lunn tweeted on Monday: "Stay away from the river."',
        "Ada Lunn",
        "tweeted",
        ['"Stay away from the river."'],
        "direct",
    ),
    ('"Where were you?" asked the judge.', "the judge", "asked", ['"Where were you?"'], "direct"),
    ('"Where were you?" the judge asked.', "the judge", "asked", ['"Where were you?"'], "direct"),
    ("“The dam is safe,” said Ada Lunn.", "Ada Lunn", "said", ["“The dam is safe,”"], "direct"),
    ("'The dam is safe,' said Ada Lunn.", "Ada Lunn", "said", ["'The dam is safe,'"], "direct"),
    (
        "The court heard from Ada Lunn, who said she had warned the ministry twice.",
        "Ada Lunn",
        "said",
        ["she had warned the ministry twice"],
        "indirect",
    ),
    (
        "The mayor is expected to resign.",
        None,
        "is expected",
        ["The mayor", "to resign"],
        "indirect",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"), SCENES, ids=[scene[0][:60] for scene in SCENES]
)
def test_source_cue_and_content_are_found(
    text: str, source: str | None, cue: str, content: list[str], kind: str
) -> None:
    found = said(text)
    assert [shown(text, item) for item in found] == [(source, cue, content)]
    assert found[0].kind == kind


SILENT = [
    "The dam stands above the town of Hallin.",
    'The so-called "safe" dam fell on Tuesday.',
    'The film "Nine Rivers" opens in Hallin on Friday.',
    "He could go home, and did.",
    "Contributing: Ada Lunn and Ole Brun",
    "The states share the river and its dams.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_said_is_no_attribution(text: str) -> None:
    assert said(text) == []


def test_two_speakers_of_one_sentence_each_keep_their_own_words() -> None:
    text = "The mayor said the road was open, but the police said it was shut."
    assert [shown(text, item) for item in said(text)] == [
        ("The mayor", "said", ["the road was open"]),
        ("the police", "said", ["it was shut"]),
    ]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "The mayor said the road was open, adding that the bridge was not."
    assert [shown(text, item) for item in said(text)] == [
        ("The mayor", "said", ["the road was open"]),
        ("The mayor", "adding", ["that the bridge was not"]),
    ]


def test_a_quotation_of_several_sentences_is_one() -> None:
    text = '"The gate was open. Nobody came. We waited," said Ole Brun.'
    assert [shown(text, item)[2] for item in said(text)] == [['"The gate was open. Nobody came. We waited,"']]


def test_a_quotation_goes_on_in_the_next_sentence_and_paragraph() -> None:
    text = (
        '"We heard a bang," said Ole Brun. "Then the street was a river.\n\n'
        '"I never saw such a thing. I hope I never will."\n\n'
        "The road is shut."
    )
    assert [shown(text, item)[2] for item in said(text)] == [
        [
            '"We heard a bang,"',
            '"Then the street was a river.',
            '"I never saw such a thing. I hope I never will."',
        ]
    ]


def test_a_quotation_behind_a_colon_may_stand_in_a_paragraph_of_its_own() -> None:
    text = 'The minister wrote to the families:\n\n"We failed you."\n\nThe road is shut.'
    assert [shown(text, item) for item in said(text)] == [("The minister", "wrote", ['"We failed you."'])]


def test_a_transcript_gives_a_paragraph_to_its_speaker() -> None:
    text = "MAYOR BRUN: We will rebuild. I think the firm knew.\n\nLUNN: They said it was safe. It was not.\n\nThe talk ended."
    assert [(shown(text, item)[0], shown(text, item)[2]) for item in said(text)] == [
        ("MAYOR BRUN", ["We will rebuild", "I think the firm knew."]),
        ("LUNN", ["They said it was safe", "It was not."]),
    ]


def test_what_stands_in_a_speakers_words_is_the_speakers() -> None:
    text = '"My father told me that the dam was old," said Ole Brun.'
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Lunn: dam was never safe", "Lunn", "dam was never safe"),
        ("Dam was never safe: minister", "minister", "Dam was never safe"),
        ("Dam was never safe - report", "report", "Dam was never safe"),
        ("Dam was never safe, minister says", "minister", "Dam was never safe"),
        ("Minister Says Dam Was Never Safe", "Minister", "Dam Was Never Safe"),
    ],
)
def test_a_headline_attributes_with_a_colon_a_dash_or_a_verb(
    headline: str, source: str, content: str
) -> None:
    text = f"{headline}\n\nThe dam above Hallin fell on Tuesday. Ada Lunn, the minister, was in the town."
    found = [item for item in said(text) if item.content[0].start < len(headline)]
    assert [(shown(text, item)[0], shown(text, item)[2]) for item in found] == [(source, [content])]


REPORT = """HALLIN, May 14 (NPA) - Finance Minister Ilse Karrow said on Tuesday that the dam was safe.

"We were warned," she told the Hallin Courier. Karrow said nobody had listened.

Ole Brun, the engineer who built the dam, denied that it was faulty. He said the steel was good.

The engineer added that he would testify. The minister said she would not.

"I heard a bang," said Ada Lunn. Lunn, 64, said she ran.
"""


def test_a_speaker_is_known_by_pronoun_surname_and_office() -> None:
    karrow, brun = "Ilse Karrow, finance minister", "Ole Brun, engineer who built the dam"
    assert [item.speaker for item in said(REPORT)] == [
        karrow, karrow, karrow, brun, brun, brun, karrow, "Ada Lunn", "Ada Lunn",
    ]  # fmt: skip


def test_a_source_without_a_name_is_called_by_its_words() -> None:
    assert [item.speaker for item in said("The police said the road was shut.")] == ["the police"]


def test_a_lawyer_is_not_the_one_whose_lawyer_it_is() -> None:
    text = "Ilse Karrow was charged on Monday. Karrow's lawyer said she was innocent."
    assert [item.speaker for item in said(text)] == ["Karrow's lawyer"]


def test_an_office_before_a_name_tells_what_somebody_is() -> None:
    text = "Its chief executive Petra Olland said the works were safe. The Hallin council said they were not."
    assert [item.speaker for item in said(text)] == ["Petra Olland, chief executive", "the Hallin council"]


def test_words_of_secrecy_are_no_attribution_themselves() -> None:
    text = "An official who asked not to be named said the gate was open."
    assert [shown(text, item)[2] for item in said(text)] == [["the gate was open"]]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The transport ministry said on Monday that the ferry was safe. It said the radar had worked.",
            ["the transport ministry", "the transport ministry"],
        ),
        ("The committee met on Monday. It said that the mayor had lied.", ["the committee"]),
        ("Hallin lies on the coast. It said nothing was wrong.", [None]),
        (
            'Mayor Ada Lunn met Piet Brun on the quay. "We are fine," she said. He said the ferry was lost.',
            ["Ada Lunn, mayor", "Piet Brun"],
        ),
    ],
)
def test_it_is_a_body_and_he_the_only_one_who_fits(text: str, speakers: list[str | None]) -> None:
    assert [item.speaker for item in said(text)] == speakers


def test_a_pronoun_that_leads_nowhere_has_no_speaker() -> None:
    assert [item.speaker for item in said("He said the road was shut.")] == [None]


@pytest.mark.parametrize(
    "source",
    [
        "a senior official who asked not to be named",
        "a person familiar with the matter",
        "two senior government officials",
        "sources close to the firm",
    ],
)
def test_a_secret_source_stays_secret(source: str) -> None:
    found = said(f"The dam will be closed, according to {source}.")
    assert [(item.anonymous, item.speaker) for item in found] == [(True, None)]


def test_secrecy_is_read_behind_the_cue_too() -> None:
    text = "The gate was open, an official said on condition of anonymity."
    assert [item.anonymous for item in said(text)] == [True]


def test_a_secret_source_stays_secret_when_it_speaks_again() -> None:
    text = (
        "Mayor Ole Brun said the gate was shut. A senior official who asked not to be named said it was open. "
        'The official said the chain had failed. "We warned them," he said. Brun said he knew of no warning.'
    )
    assert [(item.speaker, item.anonymous) for item in said(text)] == [
        ("Ole Brun, mayor", False),
        (None, True),
        (None, True),
        (None, True),
        ("Ole Brun, mayor", False),
    ]


def test_a_named_source_is_not_anonymous() -> None:
    assert [item.anonymous for item in said("Ada Lunn said the dam was safe.")] == [False]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ('"It is safe," Lunn told NPA.', "Lunn", ["NPA"]),
        ("Lunn told the Hallin Courier that the dam was safe.", "Lunn", ["the Hallin Courier"]),
        ("Lunn told reporters that the dam was safe.", "Lunn", []),
        ("The gate was open, the Courier reported, citing two guards.", "two guards", ["the Courier"]),
        ("The Courier reported, citing two guards, that the gate was open.", "two guards", ["The Courier"]),
        ("The gate was open, according to the Courier, citing two guards.", "two guards", ["the Courier"]),
        ("In an interview with Radio Velm, Lunn said the dam was safe.", "Lunn", ["Radio Velm"]),
    ],
)
def test_the_chain_through_which_it_came_is_kept(text: str, source: str, via: list[str]) -> None:
    found = said(text)
    assert [(shown(text, item)[0], [text[slice(*span)] for span in item.via]) for item in found] == [
        (source, via)
    ]


def test_a_paper_that_passes_on_reported_speech_is_the_chain() -> None:
    text = "The Courier reported that the minister said the gate was open."
    found = said(text)
    assert [(shown(text, item)[0], [text[slice(*span)] for span in item.via]) for item in found] == [
        ("The Courier", []),
        ("the minister", ["The Courier"]),
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        ("fr", "« Le pont est fermé », a déclaré la maire.", "la maire", "a déclaré", "« Le pont est fermé »"),
        ("fr", "La maire Ada Lunn a déclaré : « Le pont est fermé. »", "La maire Ada Lunn", "a déclaré", "« Le pont est fermé. »"),
        ("fr", "« Le pont est fermé », a-t-elle ajouté.", None, "a-t-elle ajouté", "« Le pont est fermé »"),
        ("de", "„Die Brücke ist gesperrt“, sagte Bürgermeisterin Ada Lunn am Montag.", "Bürgermeisterin Ada Lunn", "sagte", "„Die Brücke ist gesperrt“"),
        ("de", "Die Ministerin erklärte: „Die Brücke ist gesperrt.“", "Die Ministerin", "erklärte", "„Die Brücke ist gesperrt.“"),
        ("es", "«El puente está cerrado», dijo la alcaldesa.", "la alcaldesa", "dijo", "«El puente está cerrado»"),
        ("es", "La alcaldesa Ada Lunn afirmó: “El puente está cerrado.”", "La alcaldesa Ada Lunn", "afirmó", "“El puente está cerrado.”"),
        ("es", "“El puente está cerrado”, según la policía.", "la policía", "según", "“El puente está cerrado”"),
    ],
)  # fmt: skip
def test_direct_quotations_are_read_in_french_german_and_spanish(
    language: str, text: str, source: str | None, cue: str, content: str
) -> None:
    found = said(text, language)
    assert [shown(text, item) for item in found] == [(source, cue, [content])]
    assert [item.kind for item in found] == ["direct"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Wir bauen neu“, sagte Anna Moll.", "Anna Moll"),
        ("« Tout est perdu », raconte Jeanne Morel.", "Jeanne Morel"),
        ("«Todo se ha perdido», dijo Ana Mora.", "Ana Mora"),
        ('"All is lost," said Ada Lunn.', "Ada Lunn"),
    ],
)
def test_a_text_too_short_to_tell_its_language_is_read_by_its_cue_words(text: str, speaker: str) -> None:
    assert [item.speaker for item in retold.quotes(Report("r", text)).attributions] == [speaker]


def test_what_is_not_read_in_a_language_is_said() -> None:
    def missing(language: str) -> list[str]:
        return [item.kind for item in retold.quotes(Report("r", "Text.", language=language)).not_checked]

    assert missing("en") == []
    assert missing("fr") == ["indirect", "mixed"]
    assert missing("fi") == ["direct", "indirect", "mixed"]


def test_the_same_report_gives_the_same_ids_and_another_report_others() -> None:
    text = "Ada Lunn said that the dam was safe. The police said it was not."
    ids = [item.id for item in said(text)]
    assert ids == [item.id for item in said(text)]
    assert len(set(ids)) == 2
    other = retold.quotes(Report("other", text, language="en")).attributions
    assert not {item.id for item in other} & set(ids)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            '"Nobody is missing," Ada Lunn, the fire chief, told a news conference.',
            "Ada Lunn, the fire chief",
            '"Nobody is missing,"',
        ),
        (
            "Ada Lunn was quoted as saying that the dam was safe.",
            "Ada Lunn",
            "that the dam was safe",
        ),
        (
            "The crew had been told to wait, harbour master Ada Lunn said.",
            "harbour master Ada Lunn",
            "The crew had been told to wait",
        ),
        (
            "A court on Friday fined the owner, saying it had hidden the report.",
            "A court",
            "it had hidden the report",
        ),
        (
            'Ada Lunn, an engineer who was not involved, called the repair "too small".',
            "Ada Lunn, an engineer who was not involved",
            'the repair "too small"',
        ),
        (
            "This month the council said the road was shut.",
            "the council",
            "the road was shut",
        ),
        ("Hallin Mills 's owner says the road is shut.", "Hallin Mills 's owner", "the road is shut"),
    ],
)
def test_whoever_says_it_stands_beside_what_is_put_between(text: str, source: str, content: str) -> None:
    (found,) = said(text)
    assert shown(text, found)[0] == source
    assert shown(text, found)[2] == [content]


def test_a_verb_and_its_object_are_no_source() -> None:
    text = "Tarvia has sued the federal council saying it should pay for the dam."
    assert [shown(text, found)[0] for found in said(text)] != ["sued the federal council"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The road to Hallin Mill is shut, the justice ministry said.\n\nThe ministry gave no reason.",
            ["the justice ministry"],
        ),
        (
            'The lawyer of the crew, Ada Lunn, rejected the claim. "It is false," she said.',
            ["Ada Lunn, lawyer of the crew", "Ada Lunn, lawyer of the crew"],
        ),
        ("Chief executive Ada Lunn said the mill was shut.", ["Ada Lunn, chief executive"]),
        ("The mill was safe, Ada Lunn, a retired nurse, said.", ["Ada Lunn, retired nurse"]),
    ],
)
def test_what_somebody_did_is_not_what_somebody_is(text: str, speakers: list[str]) -> None:
    assert [found.speaker for found in said(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The blaze is out, fire chief Anton Brell said on Monday.", ["Anton Brell, fire chief"]),
        ('"We are shut," company spokeswoman Dara Mollin said.', ["Dara Mollin, company spokeswoman"]),
        ("Police spokesman Karl Ott said nobody was hurt.", ["Karl Ott, police spokesman"]),
        ('"No," said deputy foreign minister Anna Holt.', ["Anna Holt, deputy foreign minister"]),
        ("Last week union leader Max Orr said the offer was poor.", ["Max Orr, union leader"]),
        ("Now mayor Ilse Karn says that it is over.", ["Ilse Karn, mayor"]),
    ],
)
def test_a_title_is_told_with_what_it_is_of(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in retold.quotes(retold.Report(id="r", text=text)).attributions] == speakers


def test_she_is_nobody_named_inside_the_quotation_alone() -> None:
    text = 'Prime Minister Lena Osk said she would visit the city. "Orvania mourns with Selwick," she said.'
    found = retold.quotes(retold.Report(id="r", text=text)).attributions
    assert [one.speaker for one in found] == ["Lena Osk, prime minister"] * 2


def test_a_figure_with_a_comma_is_one_word_and_what_rescuers_find_is_no_speech() -> None:
    text = "The plant pumps 48,000 barrels every day and nobody could find a key. Rescuers found two bodies."
    assert not retold.quotes(retold.Report(id="r", text=text)).attributions


def test_he_is_the_secret_official_and_not_the_agency_that_he_told() -> None:
    text = (
        "An official with knowledge of the file, who asked not to be named, told the NPA agency that the gate had not been "
        'examined since 2019. "We warned them twice," he said.'
    )
    found = retold.quotes(retold.Report(id="r", text=text)).attributions
    assert [(one.speaker, one.anonymous) for one in found] == [(None, True)] * 2
