"""How two reports relate: each kind in a scene, its reasons, and which side came first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import retold
from retold import Report, compare, ingest
from retold.model import Published, Relation
from retold.relation import Facts, judge
from retold.settings import DEFAULT

DAM = (
    "A flood gate at the Brannoch Dam gave way late on Tuesday and sent a wall of water through the town of Hallin.",
    "About 1,200 people were moved to a sports hall and two schools on higher ground, the prefecture said.",
    "Prefect Odran Maas said the cause was not yet known and that it was too early to speak of negligence.",
    "The army has sent 140 soldiers and two helicopters to help in the search for the missing.",
    "The reservoir holds 38 million cubic metres of water and supplies a fifth of the province's power.",
    "It was built in 1968 and sold to Merrow Water and Power in 2011.",
)
EDITED = (
    "A flood gate at the Brannoch Dam gave way on Tuesday night, sending a wall of water through the town of Hallin.",
    "About 1,200 people were moved to a sports hall and two schools on higher ground, officials said.",
    "Prefect Odran Maas said the cause was not yet known and that it was too early to speak of negligence.",
    "The army sent 140 soldiers and two helicopters to help in the search.",
    "The reservoir holds 38 million cubic metres of water.",
)
DIGEST = (
    "The council of Carrow voted on Monday to close two of the five libraries of the city by the end of the year.",
    "Prefect Odran Maas said the cause was not yet known and that it was too early to speak of negligence.",
    "A chess club in Velmar has lent its rooms to a choir whose hall was sold for flats.",
    "The army has sent 140 soldiers and two helicopters to help in the search for the missing.",
    "The ferry to the Arran Skerries will run three times on Fridays from the first week of June.",
    "Tickets for the opera go on sale in September, and students will pay half of the price.",
)
OPERA = (
    "The opera house in Carrow will stage three new works by living composers next season.",
    "Its director called the programme a gamble that the public would thank her for.",
    "Tickets go on sale in September, and students pay half.",
    "The orchestra plays without a chief conductor until the spring.",
)
LEVELS = (
    "The level of the Merrow at Hallin stood at {} centimetres on Tuesday morning, the river office said.",
    "That was {} centimetres more than on Monday and {} below the level of alarm.",
    "Barges of up to {} tonnes may pass the lock at Carrow.",
    "The reservoir at Brannoch is {} percent full, the office said in its daily notice.",
)


def relation(left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
    return compare("\n".join(left), "\n".join(right)).relation


def levels(*figures: int) -> tuple[str, ...]:
    given = iter(figures)
    return tuple(line.format(*(next(given) for _ in range(line.count("{}")))) for line in LEVELS)


SCENES = [
    ("the same report twice", DAM, DAM, "retelling"),
    ("a light edit", DAM, EDITED, "retelling"),
    ("the first half of it", DAM, DAM[:3], "retelling"),
    ("a digest that takes over two passages", DAM, OPERA + DIGEST, "partial-retelling"),
    (
        "a weekly form with other figures",
        levels(312, 14, 88, 1400, 71),
        levels(286, 26, 114, 1250, 69),
        "template",
    ),
    ("another story", DAM, OPERA, "unrelated"),
]


@pytest.mark.parametrize(
    ("left", "right", "kind"), [row[1:] for row in SCENES], ids=[row[0] for row in SCENES]
)
def test_two_reports_relate_as_a_reader_says(
    left: tuple[str, ...], right: tuple[str, ...], kind: str
) -> None:
    assert relation(left, right).kind == kind
    assert relation(right, left).kind == kind


def test_a_short_digest_that_takes_over_two_passages_is_a_partial_retelling() -> None:
    assert relation(DAM, DIGEST).kind == "partial-retelling"


@pytest.mark.parametrize(("left", "right"), [row[1:3] for row in SCENES], ids=[row[0] for row in SCENES])
def test_every_relation_comes_with_its_reasons_and_a_confidence(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    found = relation(left, right)
    assert found.reasons
    assert all(reason == reason.strip() != "" for reason in found.reasons)
    assert 0.5 <= found.confidence <= 0.99


STATEMENT = (
    "While we believe that the gates were inspected with all due care, we failed to tell the people below the dam what "
    "we knew, and we have asked the prefect to look into it."
)
ONE = (
    "Merrow Water and Power has apologised for the flood at the Brannoch Dam.",
    f'"{STATEMENT}" the company wrote on its pages on Thursday evening.',
    "Its shares lost a tenth of their value in Carrow, and two banks withdrew their advice to buy.",
    "The mayor of Hallin called the words too few and too late, and asked for money instead.",
    "Divers will look at the other gates next week, and the road along the river stays closed until then.",
)
OTHER = (
    "The owner of the broken dam is sorry, it turns out, and would like you to know it.",
    "On its own website the firm published the following:",
    STATEMENT,
    "Read that twice and you will still not find the word gate, wrote a reader from the valley.",
    "The firm was bought in 2011 by investors who had never owned a dam before.",
)
TOLD = (OTHER[0], "The firm published some lines on its own website.", *OTHER[2:])


def test_two_that_quote_one_statement_are_no_retelling_where_one_sets_it_off_without_marks() -> None:
    assert relation(ONE, OTHER).kind == "same-event"
    assert relation(OTHER, ONE).kind == "same-event"
    assert relation(ONE, TOLD).kind == "partial-retelling"


def test_they_are_of_no_family_either(tmp_path: Path) -> None:
    for others, families in ((OTHER, 0), (TOLD, 1)):
        archive = retold.open(tmp_path / f"{families}.retold", workers=1)
        archive.add([Report("one", "\n\n".join(ONE)), Report("other", "\n\n".join(others))])
        assert len(archive.families()) == families


#: A telling in other words of which nearly all is linked, a fifth is copied in short runs, and names are gone.
WHOLE = Facts(
    sentences=(7, 6), words=140, links=5, verbatim=0, in_order=3, told=0.9, told_shorter=5, copied=0.24, quoted=0.0,
    longest=7, standing=False, figures_equal=1, figures_conflicting=0, names=0.5, names_shared=1, topic=0.45,
    rubric=False, days_apart=0.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "facts", "kind"),
    [
        ("nearly all told, a fifth copied", WHOLE, "retelling"),
        ("the same, and one figure conflicts", replace(WHOLE, figures_conflicting=1), "same-event"),
        ("the same, a month later", replace(WHOLE, days_apart=30.0), "same-event"),
        ("the same, of a report that tells much more", replace(WHOLE, sentences=(6, 11)), "same-event"),
        ("reporters who heard the same", replace(WHOLE, copied=0.16), "same-event"),
        ("much told, little of it the same", replace(WHOLE, told=0.7), "same-event"),
        ("two notices of one form in a few lines", replace(WHOLE, words=50, links=2), "same-event"),
        ("a form with other figures", replace(WHOLE, figures_conflicting=4), "template"),
    ],
)
def test_a_copy_without_its_names_is_known_by_how_much_is_told_and_copied_together(
    what: str, facts: Facts, kind: str
) -> None:
    assert judge(facts, DEFAULT.relating)[0] == kind, what


def test_more_of_a_copy_makes_it_surer() -> None:
    assert relation(DAM, DAM).confidence >= relation(DAM, EDITED).confidence


def dated(left: str | None, right: str | None) -> Relation:
    records = ({"text": "\n".join(text), "published": date} for text, date in ((DAM, left), (EDITED, right)))
    one, other = (
        ingest.read_record({key: value for key, value in record.items() if value}) for record in records
    )
    return compare(one, other).relation


DATES = [
    ("2024-05-15", "2024-05-16", "left"),
    ("2024-05-16", "2024-05-15", "right"),
    ("2024-05-15T08:00:00+02:00", "2024-05-15T07:30:00+01:00", "left"),
    ("2024-05-15T08:00:00+02:00", "2024-05-15T06:30:00+01:00", "right"),
    ("2024-05-15T08:00", "2024-05-15T09:00", "left"),
    ("2023", "2024", "left"),
    ("2024-05", "2024-04", "right"),
    ("2024-05-15", "2024-05-15", None),
    ("2024-05-15", "2024-05-15T09:00", None),
    ("2024-05", "2024-05-15", None),
    ("2024", "2024-05-15", None),
    ("2024-05-15T08:00:00+02:00", "2024-05-15T10:00", None),
    ("2024-05-15", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("left", "right", "source"), DATES, ids=[f"{row[0]} and {row[1]}" for row in DATES])
def test_the_source_is_the_report_that_was_published_first_where_the_dates_tell_it(
    left: str | None, right: str | None, source: str | None
) -> None:
    found = dated(left, right)
    assert found.source == source
    assert ("published before" in " ".join(found.reasons)) == (source is not None)


def test_reports_that_do_not_derive_have_no_source_whatever_their_dates() -> None:
    one = ingest.read_record({"text": "\n".join(DAM), "published": "2024-05-15"})
    other = ingest.read_record({"text": "\n".join(OPERA), "published": "2024-05-16"})
    assert compare(one, other).relation.source is None


def test_a_date_that_no_calendar_has_tells_nothing() -> None:
    one, other = (ingest.read_record({"text": "\n".join(DAM)}) for _ in range(2))
    for value in ("2024-13-40", "yesterday", "", "99999"):
        odd = type(one)("odd", one.text, published=Published(value))
        assert (
            compare(odd, type(one)("dated", other.text, published=Published("2024-05-16"))).relation.source
            is None
        )


@pytest.mark.parametrize(
    ("left", "right"), [("", ""), ("", DAM[0]), ("...", "..."), ("Advertisement", "Advertisement")]
)
def test_reports_without_a_sentence_are_judged_without_an_error(left: str, right: str) -> None:
    from retold import pipeline
    from retold.model import Report

    assert pipeline.compare(Report("left", left), Report("right", right)).relation.kind in {
        "unrelated",
        "template",
    }
