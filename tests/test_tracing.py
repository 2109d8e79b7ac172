"""Tracing through an archive: what may be asked, what comes back, in any order, and how it is shown."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import retold
from claims_items import large, stories
from retold import Report
from retold.archive import Archive
from retold.cli import main
from retold.errors import BadArguments, NoSuchReport
from retold.model import Ledger, Published, Trace
from retold.report import data, terminal, traced
from retold.settings import DEFAULT

DRIFT = next(one for one in stories("drift") if one.name == "a figure that drifts")
FERRY = stories("agencies")[0]
CLAIM = DRIFT.claim


def archive_of(folder: Path, reports: Sequence[Report], name: str = "news") -> Archive:
    archive = retold.open(folder / f"{name}.retold", workers=1)
    archive.add(reports)
    return archive


def shown(found: Trace | Ledger, width: int = 80) -> list[str]:
    look = terminal.Look(width=width, everything=True)
    lines = traced.trace_lines if isinstance(found, Trace) else traced.ledger_lines
    return list(lines(found, look))  # type: ignore[arg-type, operator]


def test_sightings_come_by_date_and_point_into_their_reports(tmp_path: Path) -> None:
    found = archive_of(tmp_path, DRIFT.reports).trace(CLAIM)
    assert [one.report for one in found.sightings] == ["npa", "post", "radio", "flash"]
    assert [report.id for report in found.reports] == ["npa", "post", "radio", "flash"]
    told = [report.words(one.span) for one, report in zip(found.sightings, found.reports, strict=True)]
    assert all("people were moved from the low quarter of Velmar" in words for words in told)


def test_drift_leads_from_one_sighting_to_the_next(tmp_path: Path) -> None:
    found = archive_of(tmp_path, DRIFT.reports).trace(CLAIM)
    report_of = {one.id: one.report for one in found.sightings}
    whys = [
        (report_of[drift.source], report_of[drift.target], change.why)
        for drift in found.drift
        for change in drift.changes
        if change.kind == "figure"
    ]
    assert whys == [
        ("npa", "post", '"12,000 people" became "Nearly 12,000 people": made approximate'),
        ("post", "radio", '"Nearly 12,000 people" became "About 10,000 people": smaller by 17%'),
        ("radio", "flash", '"About 10,000 people" became "1,200 people": 8.3 times smaller'),
    ]


def test_the_order_in_which_reports_came_in_does_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(DRIFT.reports)):
        found.append(archive_of(tmp_path, order, str(number)).trace(CLAIM))
    assert all(one == found[0] for one in found)


def test_a_day_without_a_time_comes_after_the_times_of_that_day(tmp_path: Path) -> None:
    dates = ("2026-04-01", "2026-04-01T23:00:00+09:00", "2026-04-01T15:00:00", "2026-03-31")
    told = [replace(one, published=Published(day)) for one, day in zip(DRIFT.reports, dates, strict=True)]
    found = archive_of(tmp_path, [*told, replace(told[0], id="undated", published=None)]).trace(CLAIM)
    assert [one.report for one in found.sightings] == ["flash", "post", "radio", "npa", "undated"]


def test_a_place_in_a_report_is_a_claim_and_ids_may_hold_colons(tmp_path: Path) -> None:
    (first, *others) = DRIFT.reports
    archive = archive_of(tmp_path, [replace(first, id="wire:npa:1"), *others])
    at = first.text.index("12,000")
    found = archive.trace(f"wire:npa:1:{at}-{at + 57}")  # up to "Velmar ov"
    assert found.claim == "12,000 people were moved from the low quarter of Velmar overnight"
    assert found.sightings[0].report == "wire:npa:1"
    assert found.sightings[0].kind == "verbatim"
    assert {one.report for one in found.sightings} == {"wire:npa:1", "post", "radio", "flash"}


def test_only_the_sentence_asked_for_is_a_sighting_of_its_own_report(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FERRY.reports)
    text = FERRY.reports[0].text
    at = text.index("The vessel lost power")
    found = archive.trace(f"coast:{at}-{at + 40}")
    assert [one.span.start for one in found.sightings if one.report == "coast"] == [at]


@pytest.mark.parametrize(
    ("claim", "error", "told"),
    [
        ("", BadArguments, "no words"),
        (" ... ", BadArguments, "no words"),
        ("nobody:0-10", NoSuchReport, "no report nobody"),
        ("npa:0-99999", BadArguments, "no characters 0 to 99999"),
        ("npa:10-10", BadArguments, "no characters 10 to 10"),
        ("npa:10-4", BadArguments, "no characters 10 to 4"),
        ("npa:6-7", BadArguments, "hold no words"),
    ],
)
def test_what_cannot_be_asked_is_told(tmp_path: Path, claim: str, error: type[Exception], told: str) -> None:
    archive = archive_of(tmp_path, DRIFT.reports)
    with pytest.raises(error, match=told):
        archive.trace(claim)


def test_a_claim_that_stands_nowhere_is_told_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive_of(tmp_path, DRIFT.reports)
    path = str(tmp_path / "news.retold")
    assert main(["trace", path, "the moon is made of green cheese"]) == 0
    assert capsys.readouterr().out.startswith("No report of this archive holds it.")
    assert main(["trace", path, "the moon is made of green cheese", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sightings"] == []
    assert found["origins"] == {"at_most": 0, "groups": [], "unknown": []}


def test_a_story_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive_of(tmp_path, DRIFT.reports)
    assert main(["claims", str(tmp_path / "news.retold"), "nothing", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "no-such-report"


def test_the_json_of_a_trace_is_as_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive_of(tmp_path, DRIFT.reports)
    assert main(["trace", str(tmp_path / "news.retold"), CLAIM, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "retold.trace/1"
    assert found["claim"] == CLAIM
    texts = {report.id: report.text for report in DRIFT.reports}
    of = {one["id"]: texts[one["report"]] for one in found["sightings"]}
    for one in found["sightings"]:
        span = one["span"]
        assert of[one["id"]][span["start"] : span["end"]] == span["text"]
    for drift in found["drift"]:
        assert drift["changes"]
        for change in drift["changes"]:
            for side, name in (("left", drift["from"]), ("right", drift["to"])):
                span = change[side]
                assert span is None or of[name][span["start"] : span["end"]] == span["text"]
    assert found["origins"]["at_most"] == len(found["origins"]["groups"]) + len(found["origins"]["unknown"])


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("story", [DRIFT, FERRY, *stories("voices")], ids=str)
def test_nothing_is_wider_than_the_window(tmp_path: Path, story: object, width: int) -> None:
    archive = archive_of(tmp_path, story.reports)  # type: ignore[attr-defined]
    found = archive.trace(story.claim)  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in shown(found, width))


def test_the_verdict_comes_first(tmp_path: Path) -> None:
    lines = shown(archive_of(tmp_path, FERRY.reports).trace(FERRY.claim))
    assert lines[0].startswith("At most one origin behind ")
    assert any("since 1: " in line for line in lines)


def test_what_a_report_holds_does_not_steer_the_terminal(tmp_path: Path) -> None:
    evil = [
        replace(one, publisher="Bad\x1b[31m", text=one.text.replace("Velmar", "Vel\x1b[2Jmar"))
        for one in DRIFT.reports
    ]
    found = archive_of(tmp_path, evil).trace("12,000 people were moved from the low quarter")
    assert found.sightings
    assert "\x1b" not in "\n".join(shown(found))


def test_the_same_claim_is_found_in_an_archive_of_any_size(tmp_path: Path) -> None:
    story = large()[0]
    filler = [
        Report(f"other-{n}", f"The {n}th fair of the year opened in Carrow. {n} stalls sold lamps.")
        for n in range(40)
    ]
    archive_of(tmp_path, [*story.reports, *filler])
    read_all = Archive(tmp_path / "news.retold", workers=1).trace(story.claim)
    scanned = replace(DEFAULT, tracing=replace(DEFAULT.tracing, read_all=0))
    asked = replace(DEFAULT, tracing=replace(DEFAULT.tracing, read_all=0, scan_texts=0))
    for settings in (scanned, asked):
        found = Archive(tmp_path / "news.retold", workers=1, settings=settings).trace(story.claim)
        assert found.sightings == read_all.sightings
        assert found.origins == read_all.origins
    assert found.notes


def test_what_is_left_unread_is_told(tmp_path: Path) -> None:
    story = large()[0]
    archive_of(tmp_path, story.reports)
    few = replace(DEFAULT, tracing=replace(DEFAULT.tracing, read_all=0, most_reports=5))
    found = Archive(tmp_path / "news.retold", workers=1, settings=few).trace(story.claim)
    assert any("were not read" in note for note in found.notes)


def test_a_ledger_tells_the_claims_that_several_reports_tell(tmp_path: Path) -> None:
    story = large()[0]
    archive = archive_of(tmp_path, story.reports)
    (family,) = archive.families()
    found = archive.claims(family.id)
    assert found.story == family.id
    assert found.claims[0].claim.startswith("14,000 barrels of oil spilled")
    assert len(found.claims[0].reports) == 25
    assert all(len({one.report for one in claim.sightings}) > 1 for claim in found.claims)
    told = {claim.claim: claim.origins.at_most for claim in found.claims if len(claim.sightings) > 5}
    assert len(told) == 4
    assert set(told.values()) == {1}


def test_a_ledger_of_a_story_holds_reports_that_do_not_derive(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FERRY.reports)
    stories_found = archive.stories()
    found = archive.claims(stories_found[0].id)
    assert found.claims
    assert found == archive.claims(stories_found[0].id)
    lines = shown(found)
    assert "more than one report tells" in lines[0]
    assert all(len(line) <= 80 for line in lines)
    assert json.loads(data.text(traced.ledger(found)))["schema"] == "retold.claims/1"


def test_one_report_alone_is_one_sighting(tmp_path: Path) -> None:
    only = Report(
        "one", "The bridge at Hallin fell into the river on Monday.", published=Published("2024-05-15")
    )
    found = archive_of(tmp_path, [only]).trace("the bridge at Hallin fell")
    assert (len(found.sightings), found.origins.at_most, found.origins.unknown) == (1, 1, ("one",))
    assert shown(found)[0] == "One report holds it: one sighting, one origin."


def test_a_removed_report_is_no_sighting_any_more(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, DRIFT.reports)
    archive.remove("radio")
    assert "radio" not in {one.report for one in archive.trace(CLAIM).sightings}


def reports_of(told: Sequence[tuple[str, str, str]]) -> list[Report]:
    """Reports from (publisher, title, text), a day apart, named after their publishers."""
    return [
        Report(
            publisher.lower().replace(" ", "-") + f"-{n}",
            text,
            title=title,
            publisher=publisher,
            published=Published(f"2026-03-0{n + 1}T08:00:00Z"),
            language="en",
        )
        for n, (publisher, title, text) in enumerate(told)
    ]


def test_a_drifted_figure_is_a_sighting_and_another_count_is_none(tmp_path: Path) -> None:
    told = [
        ("Post", "Bus", "Fire chief Ada Lunn said 44 people were injured, two of them badly."),
        ("Echo", "Bus", "Harbour commander Ole Brun said 41 people were injured, four of them seriously."),
        ("Star", "Mill", "The mill said 41 people were hired, four of them for a year."),
    ]
    found = archive_of(tmp_path, reports_of(told)).trace("44 people were injured")
    assert [one.report for one in found.sightings] == ["post-0", "echo-1"]
    assert ["figure" in {c.kind for c in drift.changes} for drift in found.drift] == [True]


def test_a_name_that_opens_the_claim_need_not_stand_in_the_sentence(tmp_path: Path) -> None:
    told = [
        (
            "Post",
            "Sales",
            "Brunmills opened a shop in Hallin. Its chief said it expected sales of 40 million crowns next year.",
        )
    ]
    found = archive_of(tmp_path, reports_of(told)).trace("Brunmills' sales will reach 40 million crowns")
    assert len(found.sightings) == 1


_SPEECH = (
    'Minister Ada Lunn told reporters on the quay: "If the rules were broken, there will be consequences."'
)


_SAME_SPEECH = '"If the rules were broken, there will be consequences," Ada Lunn said in Hallin.'


def test_an_agency_is_one_by_its_long_name_and_by_its_initials(tmp_path: Path) -> None:
    told = [
        ("Northern Press Agency", "Quay", f"HALLIN, March 1 (NPA) - The mill is shut.\n\n{_SPEECH}"),
        ("Harbour News", "Words", f"{_SAME_SPEECH} The tide was low. (NPA)"),
    ]
    found = archive_of(tmp_path, reports_of(told)).trace(
        "if the rules were broken there will be consequences"
    )
    assert found.origins.at_most == 1


def test_a_correction_is_told_of_the_sentence_it_puts_right(tmp_path: Path) -> None:
    told = [
        (
            "NPA",
            "Radar failed",
            (
                "The radar of the ferry had been out of service since Friday. The minister said that no ferry should sail without"
                " radar. Shares in the line rose 14 percent on Sunday."
            ),
        ),
        (
            "NPA",
            "Line corrects its statement on the radar",
            (
                "The line corrected on Monday a statement that the radar of the ferry had been out of service since Friday, and"
                " said it was Saturday. Shares in the line fell 21 percent on Monday."
            ),
        ),
    ]
    archive = archive_of(tmp_path, reports_of(told))
    radar = archive.trace("the radar of the ferry had been out of service since Friday")
    shares = archive.trace("shares in the line rose 14 percent")
    assert len(radar.sightings) == len(shares.sightings) == 2
    assert [one.why for one in shares.corrections] == []
    assert len(radar.corrections) == 1


def test_two_agencies_of_one_day_are_not_one_for_plain_words(tmp_path: Path) -> None:
    quoted = '"If the rules were broken, there will be consequences,"'
    told = [
        (
            "Northern Press Agency",
            "Minister says no ship should sail blind",
            (
                "HALLIN, March 3 (NPA) - Transport Minister Ada Lunn said on Tuesday that no ship should leave port without working"
                f" radar after the ferry Brun Maid ran aground off Hallin.\n\n{quoted} Lunn told reporters on the quay.\n\n"
                "The union of seamen said it had warned the ministry twice.\n\n"
                "The coastguard raised the number of injured to 44."
            ),
        ),
        (
            "Coast Wire",
            "Lunn promises consequences",
            (
                "HALLIN (Coast Wire) -- The transport minister promised consequences on Tuesday for whoever sent a ferry to sea"
                f" without radar.\n\n{quoted} Ada Lunn said on a visit to Hallin.\n\n"
                "The number of injured rose to 44, the coastguard said.\n\n"
                "According to the seamen's union, the ministry was warned in January and again in February about old radar sets."
            ),
        ),
    ]
    found = archive_of(tmp_path, reports_of(told)).trace("the number of injured rose to 44")
    assert len(found.sightings) == 2
    assert found.origins.at_most == 2


def test_the_chief_of_a_company_is_not_the_company(tmp_path: Path) -> None:
    told = [
        ("Post", "Mill", "Vellum Mills' chief said the road to Hallin was shut."),
        ("Echo", "Road", "The road to Hallin was shut, Vellum Mills said."),
    ]
    found = archive_of(tmp_path, reports_of(told)).trace("the road to Hallin was shut")
    assert len(found.sightings) == 2
    assert found.speakers == ()


#: An agency's report, a paper that prints it without the credit of the quotation, and a site that rewrites the paper; no dates,
#: and ids that tell nothing.
UNDATED = {
    "z": """Mine at Korrel flooded, nineteen miners brought up

KORREL (NPA) - Water broke into the lower galleries of the salt mine at Korrel before dawn on Tuesday, and nineteen miners were
brought up through a shaft that had not been used since 1991, the mine's owner said.

Two men who were repairing a pump on the lowest level are missing.

"We heard it before we saw it, like a train that does not stop coming," shift leader Anke Brodd told NPA.

The pumps can lift 400 cubic metres an hour, and about 900 were coming in at noon, Brodd said.

Korrel Salt had been warned in March by the inspectorate of mines that a wall on level seven was wet.""",
    "m": """Miners saved through forgotten shaft

By Dorn Evening Post and NPA

Water broke into the lower galleries of the Korrel salt mine before dawn on Tuesday. Nineteen miners were brought up through a
shaft that had not been used since 1991.

Two men who were repairing a pump on the lowest level are missing.

"We heard it before we saw it, like a train that doesn't stop," shift leader Anke Brodd said.

The pumps can lift 400 cubic metres an hour; about 900 were coming in at noon.

Relatives from Dorn waited at the gate with blankets and thermos flasks on Tuesday afternoon.""",
    "a": """The shaft nobody remembered

Nineteen miners are alive because of a shaft that had not been used since 1991. Water broke into the galleries of the Korrel
salt mine before dawn on Tuesday, and two men who were repairing a pump are missing.

"We heard it before we saw it, like a train that doesn't stop," Anke Brodd said.

About 900 cubic metres were coming in at noon. Relatives from Dorn waited at the gate with blankets and thermos flasks.""",
}


def test_reports_without_dates_come_after_what_they_were_made_from_by_the_tree(tmp_path: Path) -> None:
    reports = [Report(name, text) for name, text in UNDATED.items()]
    found = archive_of(tmp_path, reports).trace("like a train that does not stop coming")
    assert [one.report for one in found.sightings] == ["z", "m", "a"]
    report_of = {one.id: one.report for one in found.sightings}
    lost = [
        (report_of[drift.source], report_of[drift.target])
        for drift in found.drift
        if any(change.kind == "attribution" and "NPA" in change.why for change in drift.changes)
    ]
    assert lost == [("z", "m")]
    assert not any("z retells" in why for group in found.origins.groups for why in group.because)
    dated = replace(reports[2], published=Published("2031-02-04", "given"))
    mixed = archive_of(tmp_path, [*reports[:2], dated], "mixed").trace(
        "like a train that does not stop coming"
    )
    assert [one.report for one in mixed.sightings] == ["a", "z", "m"]


def test_a_quotation_in_a_report_that_retells_from_end_to_end_has_its_origin(tmp_path: Path) -> None:
    archive = retold.open(tmp_path / "dam.retold", workers=1)
    archive.add(Path(__file__).parent.parent / "examples" / "hallin-dam" / "reports.jsonl")
    found = archive.trace("The official was told there was no money")
    assert found.origins.at_most == 1
    assert any("almost word for word" in why for why in found.origins.groups[0].because)


def test_a_slip_that_two_reports_share_makes_them_one_origin_and_a_true_figure_does_not(
    tmp_path: Path,
) -> None:
    told = [
        ("Wire", "Mill", "The mill at Teme grinds 84,000 sacks of rye in a year, its owner said."),
        ("Post", "Rye", "Owner Ada Lunn put the yearly output of the Teme mill at 84,000 sacks."),
        ("Echo", "Sacks", "Each year 48,000 sacks leave the mill of Teme by the river."),
        ("Blog", "River", "Teme's old mill sends out 48,000 sacks, a number that nobody checks."),
    ]
    found = archive_of(tmp_path, reports_of(told)).trace("the mill at Teme grinds 84,000 sacks in a year")
    assert len(found.sightings) == 4
    assert [group.because for group in found.origins.groups] == [
        (f"{found.sightings[3].report} shares a slip with {found.sightings[2].report}: 48,000 for 84,000",)
    ]
    assert found.origins.at_most == 3
