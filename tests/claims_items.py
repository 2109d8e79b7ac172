"""Invented stories with known truth, for tests of `retold trace` and `retold claims`.

`stories(name)` reads those written by hand from `tests/claims/NAME.toml`; `large()` makes three of 20 reports and more
out of invented sentences. A story says what a claim is, in which reports it stands (`holds`), which of them have one
origin (`together`, `apart`, `at_most`), what changed on the way to a report (`drift`, "REPORT KIND VERDICT EFFECT" as
far as told), who is the speaker of several, and which report corrects which.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retold import Report
from retold.model import Published

FOLDER = Path(__file__).parent / "claims"


@dataclass(frozen=True)
class Story:
    """Reports, a claim, and what is true of it."""

    name: str
    claim: str
    reports: tuple[Report, ...]
    holds: frozenset[str]
    at_most: int
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    drift: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    speaker: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def stories(name: str) -> list[Story]:
    """The stories of a file."""
    return [_story(one) for one in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["stories"]]


def _story(given: dict[str, Any]) -> Story:
    return Story(
        name=given["name"],
        claim=given["claim"],
        reports=tuple(_report(one) for one in given["reports"]),
        holds=frozenset(given["holds"]),
        at_most=given["at_most"],
        together=tuple(map(tuple, given.get("together", ()))),
        apart=tuple((one, other) for one, other in given.get("apart", ())),
        drift=tuple(given.get("drift", ())),
        corrected=tuple(given.get("corrected", ())),
        speaker=given.get("speaker", {}),
    )


def _report(given: dict[str, Any]) -> Report:
    known = {key: given[key] for key in ("title", "publisher", "url") if key in given}
    return Report(given["id"], given["text"], published=Published(given["published"]), **known)


def _made(name: str, hour: int, text: str, publisher: str) -> Report:
    return Report(
        name,
        text,
        publisher=publisher,
        published=Published(f"2030-05-{1 + hour // 24:02}T{hour % 24:02}:00:00"),
    )


PAPERS = (
    "Morning Mail", "Brenholm Herald", "Island News", "Radio Fjord", "Evening Lamp", "Northern Star", "Post of Issa",
    "Daily Flash", "Harbour Gazette", "Clarion", "Tidings", "Upland Post", "Velmar Herald", "Carrow Times", "Sund Echo",
    "Hallin Courier", "Merrow Weekly", "Lantern", "Moor Messenger", "Valley Voice", "Karsund Herald", "Quay Journal",
    "Ferry Bulletin", "Plough", "Bell", "Orchard Observer", "Tram Tribune", "Weir", "Lighthouse", "Anvil",
)  # fmt: skip
LOCAL = (
    "The town hall will stay shut until Monday.", "Tea was served in the church.", "Our reader Ulla Fenn sent a drawing.",
    "The weekly market was moved to the station.", "Two schools gave pupils the day off.", "The choir cancelled its tour.",
    "Rain is forecast for the weekend.", "The band of the fire brigade will play on Sunday.", "Dogs must be kept on a lead.",
    "The ferry sails at six instead of seven.",
)  # fmt: skip


def large() -> list[Story]:
    """Three stories of 20 reports or more."""
    return [one_agency_and_many_copies(), three_agencies(), twenty_witnesses()]


def one_agency_and_many_copies() -> Story:
    """One agency and 24 papers: some credit it, some do not; the figure is rounded and then loses a digit."""
    lead = "{} barrels of oil spilled into the Sund when a pilot mistook a lantern for the harbour light, the port authority said."
    rest = (
        "The slick stank of tar and had reached the oyster beds by noon.",
        "Volunteers scrubbed ducks with toothbrushes in the gymnasium.",
        "The pilot, who has forty years of service, was suspended.",
    )
    reports = [_made("npa", 0, f"BRENHOLM (NPA) - {lead.format('14,000')}\n\n{' '.join(rest)}", "NPA")]
    drift = []
    for n in range(24):
        figure = "14,000" if n < 8 else "About 14,000" if n < 16 else "Some 10,000" if n < 20 else "1,400"
        if n in (16, 20):
            drift.append(f"paper-{n} figure")
        body = [rest[n % 3], rest[(n + 1) % 3]][: 1 + n % 2]
        credit = ("", "(NPA)", "", "Copyright 2030 NPA")[n % 4]
        told = "\n\n".join(
            part for part in (lead.format(figure), " ".join(body), LOCAL[n % 10], credit) if part
        )
        reports.append(_made(f"paper-{n}", 2 + n, told, PAPERS[n]))
    names = tuple(one.id for one in reports)
    return Story(
        "one agency and 24 copies", "14,000 barrels of oil spilled into the Sund", tuple(reports), frozenset(names), 1,
        together=(names,), drift=tuple(drift),
    )  # fmt: skip


def three_agencies() -> Story:
    """Three agencies tell of one vote in their own words, nine papers copy each."""
    texts = {
        "NPA": (
            "TARVIN (NPA) - ",
            "Parliament voted by 61 to 58 to abolish the salt tax, ending a levy that outlived four kings and one flood.",
            "Deputies sang while the ushers counted the paper slips a second time.",
        ),
        "Coast Wire": (
            "TARVIN, May 1 (Coast Wire) - ",
            "The salt tax is to go: 61 deputies voted for its abolition and 58 against after a debate that lasted until the milk carts came.",
            "Fishermen in the gallery threw their caps and were asked to pick them up.",
        ),
        "DPK": (
            "TARVIN (DPK) - ",
            "With a majority of three, 61 against 58, the chamber abolished the salt tax early on Wednesday, to the dismay of the treasurer.",
            "He must now find nine million crowns elsewhere, he told colleagues in the corridor.",
        ),
    }
    reports, groups = [], []
    for place, (agency, (dateline, lead, rest)) in enumerate(texts.items()):
        group = [f"agency-{place}"]
        reports.append(_made(group[0], place, f"{dateline}{lead}\n\n{rest}", agency))
        for n in range(9):
            number = 9 * place + n
            credit = (f"({agency})", f"By {agency}", "")[n % 3]
            parts = (lead, rest if n % 2 else "", LOCAL[number % 10], credit)
            if credit.startswith("By"):
                parts = (credit, *parts[:3])
            group.append(f"paper-{number}")
            reports.append(_made(group[-1], 4 + number, "\n\n".join(p for p in parts if p), PAPERS[number]))
        groups.append(tuple(group))
    return Story(
        "three agencies and 27 copies", "parliament voted to abolish the salt tax", tuple(reports),
        frozenset(one.id for one in reports), 3, together=tuple(groups),
        apart=(("agency-0", "agency-1"), ("agency-1", "agency-2"), ("agency-0", "agency-2")),
    )  # fmt: skip


#: Twenty reporters, each in words of their own, with one true figure, one name and one place.
WITNESSES = (
    "Six people died when the footbridge at Tanners' Row came down, Mayor Ada Lunn said.",
    "The collapse of a footbridge in Hallin left six dead, according to the mayor, Ada Lunn.",
    "Ada Lunn wept as she read out six names: those who did not survive the fall of the footbridge.",
    "Six dead, one bridge gone, and a mayor, Ada Lunn, who has no answers yet.",
    "A death toll of six was confirmed by Hallin's mayor after the footbridge gave way.",
    "How could six people die on a footbridge? That is what Ada Lunn wants engineers to tell her.",
    "The old footbridge in Hallin carried children to school for ninety years; on Monday it killed six.",
    "Hallin counted its dead from the bridge on Tuesday, and there were six of them.",
    "Rescuers pulled six bodies from under the footbridge, Ada Lunn told us on the towpath.",
    "Among the six who died under the footbridge was a postman, the town hall said.",
    "Flags fly at half mast in Hallin for the six victims of the footbridge disaster.",
    "Mayor Lunn put the number of those killed by the collapsing footbridge at six.",
    "Six lives were lost in Hallin as a footbridge failed, officials there have said.",
    "Monday's accident on the footbridge, in which six died, was the worst in Hallin since the mill fire.",
    "We now know that the footbridge took six people with it into the Merrow.",
    "The number of dead after the bridge collapse at Hallin has not risen above six.",
    "It fell without a sound, a baker said of the footbridge whose end cost six people their lives.",
    "Ada Lunn, mayor for eleven days, had to announce that six had perished on the footbridge.",
    "Investigators will ask why the footbridge that killed six had no handrail on one side.",
    "The prefecture confirmed six deaths in the fall of the footbridge.",
)


#: What each of them saw besides.
ASIDES = (
    "A red scarf hung from a beam.", "The church bell rang for an hour.", "Somebody had brought soup.",
    "Divers found a pram, empty.", "The river ran brown.", "A crane came from Velmar.", "Children were sent home.",
    "The post office is shut.", "An old man counted under his breath.", "Nobody moved the flowers.",
    "Police closed the towpath.", "A dog waited by the steps.", "The mill stood still.", "Swans came back at dusk.",
    "The rope had been new.", "Two boats went out again.", "The baker gave his bread away.", "It rained at last.",
    "One shoe lay on the bank.", "Candles burned in the arcade.",
)  # fmt: skip


def twenty_witnesses() -> Story:
    """Twenty independent reports with one true figure."""
    reports = tuple(
        _made(f"witness-{n}", n, f"{told}\n\n{ASIDES[n]}", PAPERS[n]) for n, told in enumerate(WITNESSES)
    )
    return Story(
        "twenty witnesses", "six people died when the footbridge came down", reports,
        frozenset(one.id for one in reports), 20,
    )  # fmt: skip
