"""Which of two reports is the source, from their texts: each sign in scenes, both ways round, and what tells nothing."""

from __future__ import annotations

import random
import re
from dataclasses import fields

import pytest

from retold import compare, direction, ingest
from retold.direction.signs import QUESTIONS
from retold.settings import DEFAULT, Directing

GATE = (
    "A lock gate on the Orrin Canal jammed on Monday and held up forty barges, the canal board said.",
    "Divers found a steel cable wound around the lower hinge, chief engineer Tove Marrin said.",
    "The board will lift the gate with a crane from the port of Skelby, which is to arrive by road.",
    "Grain and cement are carried on the canal, and two mills at Orrin Bridge have stocks for a week.",
    "The lock was built in 1911 and rebuilt after a fire in 1954, and it lowers boats by nine metres.",
    "A walker who keeps a diary of the water levels said he had never seen the basin so full of boats.",
)
STRIKE = (
    "Ferry crews in Lower Tarn voted for a strike over night shifts, their union said in the harbour hall.",
    "The company called the vote a pity and offered to talk about rest days in the spring.",
    "Passengers were told to look for buses, and the island's only baker said he had flour until Sunday.",
    "Crews work eleven days on and three days off, a rhythm that dates from the years of the herring.",
    "A school choir that wanted to sail to a contest will sing by telephone instead, its teacher said.",
)
MARKET = (
    "The council of Penmoor sold its fish market to a builder of flats after a vote of nine to eight.",
    "Stallholders stood in the gallery with empty boxes and left before the mayor had finished her speech.",
    "Nobody has asked what becomes of the ice house, which belongs to a trust that has not met since the war.",
)


def text(*lines: str) -> str:
    return "\n\n".join(lines)


def told(lines: tuple[str, ...], *changes: tuple[str, str]) -> str:
    whole = text(*lines)
    for old, new in changes:
        assert old in whole, old
        whole = whole.replace(old, new, 1)
    return whole


#: What is seen, the source, what derives from it, and the sign by which it is told.
SCENES = [
    # It says so itself.
    ("a corrected re-issue", text(*GATE), text("CORRECTED - Lock gate jams on the Orrin", *GATE), "corrected"),
    ("a correction in the middle of a wire", text(*GATE), text(*GATE, "(Corrects the number of barges in the first paragraph.)"), "corrected"),
    ("an update at the end of a page", text(*STRIKE), text(*STRIKE, "This article has been updated to include the offer."), "corrected"),
    ("a correction that quotes the paragraph", text(*GATE), text("Please read in second para Tove Marrin, not Tova Marrin.", *GATE), "corrected"),
    ("two numbered versions of an agency", text("UPDATE 1-Ferry crews vote", *STRIKE), text("UPDATE 3-Ferry crews vote", *STRIKE), "corrected"),
    ("a page that says where it appeared first", text(*STRIKE), text(*STRIKE, "This article originally appeared in the Tarn Courier."), "republished"),
    ("a reprint with permission", text(*GATE), text("Republished with permission of the Skelby Herald.", *GATE), "republished"),
    ("an excerpt that leads to the whole", text(*GATE), text(*GATE[:3], "Read the full story at the Skelby Herald."), "republished"),
    ("a report that cites the agency whose dateline the other has",
     text("SKELBY, May 7 (Coast Wire) - " + GATE[0], *GATE[1:]), told(GATE, ("the canal board said", "the canal board said, according to Coast Wire")), "credited"),
    ("a report that cites the paper that holds the copyright of the other",
     text(*STRIKE, "Copyright 2021 by the Tarn Herald"), told(STRIKE, ("their union said", "their union said, as first reported by the Tarn Herald")), "credited"),
    ("a page that leans on one paper throughout",
     text(*STRIKE), told(STRIKE, ("their union said", "according to the Tarn Courier"), ("its teacher said", "the Tarn Courier reported"), ("The company called", "The Tarn Courier said the company called")), "leans"),
    ("a later day of issue", text("Published 3 May 2021", *GATE), text("Published 5 May 2021", *GATE), "issued"),
    ("a later hour of issue", text("Updated 6:35 am, May 3, 2021", *GATE), text("Posted: 8:10 pm, May 3, 2021", *GATE), "issued"),
    ("an hour in another zone, and a day on", text("3 May 2021 4:05 pm BST", *GATE), text("May 4, 2021 9:24 am PDT", *GATE), "issued"),
    ("a digest by its heading", text(*STRIKE[:3]), text("NEWS DIGEST AT NOON", *GATE[:3], *STRIKE[:3]), "digest"),
    ("the highlights of a day", text(*GATE[:2]), text("HIGHLIGHTS OF THE DAY", *STRIKE, *GATE[:2]), "digest"),
    ("a round-up", text(*GATE[:3]), text("Round-up: what the county talks about", *MARKET, *GATE[:3]), "digest"),
    # What stands above.
    ("a follow-up that sinks the old story", text(*GATE), text(*STRIKE[:5], *MARKET[:1], *GATE), "far_top"),
    ("a wrap-up of two stories", text(*STRIKE), text(*GATE, *STRIKE), "far_top"),
    ("a background at the foot of another story", text(*MARKET), text(*GATE, *STRIKE, *MARKET), "far_top"),
    ("a new top on the old report", text(*GATE), text(*MARKET[:2], *GATE), "new_top"),
    ("a new top on a cut report", text(*STRIKE), text(*MARKET[:2], *STRIKE[:4]), "new_top"),
    ("two new sentences on a report of barges", text(*GATE[:5]), text(*STRIKE[:2], *GATE[:5]), "new_top"),
    # What is missing.
    ("the first half of it to the letter", text(*GATE), text(*GATE[:3]), "cut"),
    ("cut from the end by two paragraphs", text(*STRIKE), text(*STRIKE[:3]), "cut"),
    ("cut in the middle", text(*GATE), text(*GATE[:2], *GATE[4:]), "cut"),
    ("without its last line but for a button", text(*GATE), text(*GATE[:5], "Share this"), "cut"),
    ("an agency's text without the dateline", text("SKELBY, May 7 (CWA) - " + GATE[0], *GATE[1:]), text(*GATE), "wire"),
    ("a wire's flash and what another house made of it", text("Hodd Mills <HDM> to close. " + GATE[0], *GATE[1:]), text("Hodd Mills to close. " + GATE[0], *GATE[1:]), "ticker"),
    ("a sign-off sent on in small letters", text(*GATE, "COASTWIRE"), text(*GATE, "Coastwire"), "closing"),
    # What was put into marks.
    ("an analysis that quotes one paragraph",
     text(*GATE), text(*STRIKE, f'The Herald put it so: "{GATE[3]}"', *MARKET), "quotes"),
    ("a newsletter that quotes the lead", text(*STRIKE), text(*GATE, *MARKET, f"From our colleagues: \u201c{STRIKE[3]}\u201d"), "quotes"),
    # When it was told.
    ("a day later", told(GATE, ("jammed on Monday and", "jammed today and")), told(GATE, ("jammed on Monday and", "jammed yesterday and")), "day_after"),
    ("what happened overnight", told(STRIKE, ("over night shifts", "over shifts late")), told(STRIKE, ("over night shifts", "over shifts overnight")), "day_after"),
    ("the next weekday comes in", text(*GATE), told(GATE, ("A walker who", "On Tuesday a walker who")), "later_day"),
    ("the weekend has come", told(STRIKE, ("until Sunday", "until Friday")), told(STRIKE, ("until Sunday", "until Friday and had run out by Saturday")), "later_day"),
    ("what was planned is done", text(*GATE), told(GATE, ("The board will lift", "The board has to lift")), "done"),
    ("a choir that sang", text(*STRIKE), told(STRIKE, ("contest will sing", "contest has sung")), "done"),
    ("the day is said in more places", text(*STRIKE), told(STRIKE, ("their union said in", "their union said on Tuesday in"), ("were told to look", "were told this week to look")), "dated"),
    ("an opening that looks back", text(*GATE), told(GATE, ("barges, the canal board said", "barges that were still waiting, the canal board said")), "looks_back"),
    ("a lead rewritten after the vote", text(*STRIKE), told(STRIKE, ("Ferry crews in Lower Tarn voted", "After a long night ferry crews in Lower Tarn voted")), "looks_back"),
    # A slip of copying.
    ("a word twice in a row", text(*GATE), told(GATE, ("are carried on the canal", "are carried on on the canal")), "doubled"),
    ("an article twice in a row", text(*STRIKE), told(STRIKE, ("called the vote a pity", "called the the vote a pity")), "doubled"),
]  # fmt: skip
NAMES = [row[0] for row in SCENES]


@pytest.mark.parametrize(("source", "derived", "sign"), [row[1:] for row in SCENES], ids=NAMES)
def test_a_sign_speaks_against_the_text_that_derives(source: str, derived: str, sign: str) -> None:
    found = {mark.name: mark.derived for mark in direction.of_texts(source, derived).signs}
    assert found.get(sign) == "right"
    found = {mark.name: mark.derived for mark in direction.of_texts(derived, source).signs}
    assert found.get(sign) == "left"


@pytest.mark.parametrize(("source", "derived", "sign"), [row[1:] for row in SCENES], ids=NAMES)
def test_swapping_the_texts_mirrors_the_score(source: str, derived: str, sign: str) -> None:
    there, back = direction.of_texts(source, derived), direction.of_texts(derived, source)
    assert there.score == -back.score
    assert {(s.name, s.weight) for s in there.signs} == {(s.name, s.weight) for s in back.signs}
    named = {"left": "right", "right": "left", None: None}
    assert back.source == named[there.source]


#: Signs that name a source alone.
STRONG = {"corrected", "republished", "credited", "leans", "issued", "digest", "far_top", "new_top", "cut", "closing", "quotes"}  # fmt: skip


@pytest.mark.parametrize(("source", "derived", "sign"), [row[1:] for row in SCENES], ids=NAMES)
def test_compare_names_the_source_of_a_scene_or_leaves_it_open(source: str, derived: str, sign: str) -> None:
    there, back = compare(source, derived).relation, compare(derived, source).relation
    assert there.source in ("left", None)
    assert back.source in ("right", None)
    assert (there.source is None) == (back.source is None)
    if there.source is not None:
        assert any("the texts tell that LEFT is the source" in reason for reason in there.reasons)
        assert any("the texts tell that RIGHT is the source" in reason for reason in back.reasons)
    if sign in STRONG and there.kind in ("retelling", "partial-retelling"):
        assert there.source == "left"


def test_every_sign_has_a_scene_and_a_weight() -> None:
    names = [question.__name__ for question, _ in QUESTIONS]
    assert set(names) == {row[3] for row in SCENES}
    assert set(names) <= {setting.name for setting in fields(Directing)}
    for question, weigh in QUESTIONS:
        assert weigh(DEFAULT.directing) == getattr(DEFAULT.directing, question.__name__) > 0


#: What has no direction: measured on dated pairs, these came and went alike.
OPEN = [
    ("the same text", text(*GATE), text(*GATE)),
    ("an attribution dropped", text(*GATE), told(GATE, (", the canal board said", ""))),
    ("a name shortened", text(*GATE), told(GATE, ("chief engineer Tove Marrin", "Marrin"))),
    ("a figure made rounder", told(GATE, ("forty barges", "41 barges")), told(GATE, ("forty barges", "about 40 barges"))),
    ("other words in one sentence", text(*GATE), told(GATE, ("have stocks for a week", "can mill for seven days"))),
    ("two sentences joined", text(*STRIKE), told(STRIKE, ("harbour hall.\n\nThe company called", "harbour hall, while the company called"))),
    ("quotation marks of another kind", text('"We wait," she said.', *GATE), text("\u201cWe wait,\u201d she said.", *GATE)),
    ("one day of issue", text("Published 3 May 2021", *GATE), text("Published 3 May 2021", *GATE)),
    ("hours of issue that zones may explain", text("3 May 2021, 9:05 am", *GATE), text("3 May 2021, 12:40 pm", *GATE)),
    ("both are corrected", text("CORRECTED - Lock gate", *GATE), text("CORRECTED - Gate of lock", *GATE)),
    ("both cite the paper", told(GATE, ("the canal board said", "the Skelby Herald said")), told(GATE, ("the canal board said", "according to the Skelby Herald"))),
    ("a story about a correction", text(*GATE), told(GATE, ("A walker who", "A walker who corrects maps and"))),
    ("tables of one row more", "1 2 3 4 5 6 7 8 9 10", "1 2 3 4 5 6 7 8 9 10 11"),
    ("nothing and something", "", text(*GATE)),
    ("nothing in common", text(*GATE), text(*MARKET)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_what_has_no_direction_names_no_source(one: str, other: str) -> None:
    assert direction.of_texts(one, other).source is None
    assert direction.of_texts(other, one).source is None
    sides = [ingest.read_record({"text": side or "None."}) for side in (one, other)]
    assert compare(*sides).relation.source is None


def test_length_alone_names_no_source() -> None:
    longer = told(
        GATE,
        ("two mills at Orrin Bridge have stocks for a week", "two mills have stocks"),
        ("chief engineer ", ""),
    )
    longer = longer.replace("and it lowers boats by nine metres", "by hand and in the rain, and lowers boats")
    assert direction.of_texts(text(*GATE), longer).source is None


def test_signs_that_contradict_each_other_cancel() -> None:
    found = direction.of_texts(
        text(*GATE), text(*GATE[:3], "This article originally appeared in the Tarn Courier.")
    )
    assert found.score > direction.of_texts(text(*GATE), text(*GATE[:3])).score
    against = direction.of_texts(text("CORRECTED - Lock gate jams", *GATE), text(*GATE[:3]))
    assert {sign.derived for sign in against.signs} == {"left", "right"}
    assert against.score == pytest.approx(DEFAULT.directing.cut - DEFAULT.directing.corrected)


def test_the_score_is_the_sum_of_its_signs() -> None:
    for _, source, derived, _ in SCENES:
        found = direction.of_texts(source, derived)
        total = sum(s.weight if s.derived == "right" else -s.weight for s in found.signs)
        assert found.score == pytest.approx(total)
        assert 0.5 <= found.confidence < 1
        assert (found.source is not None) == (abs(found.score) >= DEFAULT.directing.told)


def test_every_reason_names_the_side_it_speaks_of() -> None:
    for _, source, derived, _ in SCENES:
        for sign in direction.of_texts(source, derived).signs:
            assert sign.why.startswith(sign.derived.upper())
            assert not re.search(r"\s{2}|\n", sign.why)


def record(lines: str, published: str | None) -> object:
    fields_of = {"text": lines, "published": published}
    return ingest.read_record({key: value for key, value in fields_of.items() if value})


def test_dates_go_before_the_texts_and_a_reason_says_what_speaks_against_them() -> None:
    corrected = text("CORRECTED - Lock gate jams on the Orrin", *GATE)
    left, right = record(text(*GATE), "2021-05-09"), record(corrected, "2021-05-07")
    found = compare(left, right).relation  # type: ignore[arg-type]
    assert found.source == "right"
    assert any("the texts alone would tell the contrary" in reason for reason in found.reasons)
    assert any("published before" in reason for reason in found.reasons)


def test_texts_tell_the_source_where_only_one_date_is_known() -> None:
    left, right = record(text(*GATE), "2021-05-09"), record(text(*GATE[:3]), None)
    found = compare(left, right).relation  # type: ignore[arg-type]
    assert found.source == "left"
    assert not any("published before" in reason for reason in found.reasons)


def test_reports_that_do_not_derive_have_no_source_by_their_texts() -> None:
    found = compare(text("Published 3 May 2021", *GATE), text("Published 5 May 2021", *MARKET)).relation
    assert found.source is None


def test_titles_are_read_for_what_they_say_of_the_text() -> None:
    left = ingest.read_record({"text": text(*GATE), "title": "Lock gate jams"})
    right = ingest.read_record({"text": text(*GATE), "title": "CORRECTED - Lock gate jams"})
    assert compare(left, right).relation.source == "left"
    assert compare(right, left).relation.source == "right"


def test_random_texts_mirror_and_never_fail() -> None:
    source = random.Random(11)
    words = [*re.findall(r"\S+", text(*GATE, *STRIKE)), "\n\n", '"', "yesterday", "(Corrects", "May 3, 2021"]
    for _ in range(300):
        one = [source.choice(words) for _ in range(source.randrange(80))]
        at = source.randrange(len(one) + 1)
        other = (
            one[:at]
            + [source.choice(words) for _ in range(source.randrange(6))]
            + one[at + source.randrange(5) :]
        )
        there = direction.of_texts(" ".join(one), " ".join(other))
        back = direction.of_texts(" ".join(other), " ".join(one))
        assert there.score == -back.score


def test_a_text_of_another_script_is_weighed_by_its_words() -> None:
    lines = ("\u043f\u043e\u0435\u0437\u0434 \u0441\u0442\u043e\u044f\u043b \u0432 \u043f\u043e\u043b\u0435 \u0434\u043e \u0443\u0442\u0440\u0430 \u0438 \u0434\u0430\u043b\u044c\u0448\u0435 \u043d\u0435 \u0448\u0435\u043b.",
             "\u043b\u044e\u0434\u0438 \u043f\u0438\u043b\u0438 \u0447\u0430\u0439 \u0438\u0437 \u043e\u0434\u043d\u043e\u0433\u043e \u0447\u0430\u0439\u043d\u0438\u043a\u0430 \u0438 \u043f\u0435\u043b\u0438.",
             "\u0432 \u0434\u0435\u043f\u043e \u0441\u043a\u0430\u0437\u0430\u043b\u0438 \u0447\u0442\u043e \u0442\u043e\u0440\u043c\u043e\u0437\u0430 \u0437\u0430\u043c\u0435\u0440\u0437\u043b\u0438 \u0435\u0449\u0435 \u0432\u0435\u0447\u0435\u0440\u043e\u043c.")  # fmt: skip
    assert direction.of_texts(text(*lines), text(*lines[:2])).source == "left"
