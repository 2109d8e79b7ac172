"""Quotations followed through reports: a scene is what two reports quote, how they stand, and what that is called."""

from __future__ import annotations

import itertools

import pytest

from retold import Report
from retold.adding import untold
from retold.model import Published, Quotation
from retold.sayings import Gathered, quotations, sharing
from retold.settings import DEFAULT
from retold.wordings import Near

#: What each report tells around its quotation.
LEAD = "The Brannoch footbridge at Hallin was shut on Monday after a crack was found in its deck. "
MAYOR, CHIEF = "Mayor Ada Lunn", "Fire chief Odran Maas"
LONG = "The crack is wider than my hand and nobody will walk on that bridge this winter"


def report(name: str, text: str, day: str = "2024-05-13") -> Report:
    return Report(name, LEAD + text, published=Published(day), language="en")


def followed(reports: list[Report], near: Near = "event") -> tuple[Quotation, ...]:
    """What is found where every two reports stand to each other so."""
    pairs = dict.fromkeys(itertools.combinations(range(len(reports)), 2), (near, 0.8))
    gathered = Gathered({n: [one] for n, one in enumerate(reports)}, pairs)
    return quotations(gathered, DEFAULT, 1, untold)


def verdicts(
    left: str, right: str, near: Near = "event", days: tuple[str, str] = ("2024-05-13", "2024-05-14")
) -> list[str]:
    """The verdicts on each quotation that is found in both."""
    found = followed([report("npa", left, days[0]), report("courier", right, days[1])], near)
    return [verdict for one in found for verdict in ([w.verdict for w in one.wordings[1:]] or ["verbatim"])]


def said(words: str, speaker: str = MAYOR) -> str:
    return f'"{words}," {speaker} said.'


#: Left, right, how the reports stand to each other, and the verdict on each quotation found in both.
SCENES: list[tuple[str, str, Near, list[str]]] = [
    # The same words, however they are set.
    (said(LONG), said(LONG), "event", ["verbatim"]),
    (said(LONG), f"\u201c{LONG},\u201d {MAYOR} said.", "event", ["verbatim"]),
    (said(LONG), f"\u2018{LONG},\u2019 {MAYOR} said.", "event", ["verbatim"]),
    (said(LONG), f"'{LONG},' {MAYOR} said.", "event", ["verbatim"]),
    (said(LONG), f'"{LONG.upper()}!" said {MAYOR}.', "event", ["verbatim"]),
    ('"It is a disgrace and it\'s our fault," Mayor Ada Lunn said.', '"It\'s a disgrace and it is our fault," Mayor Ada Lunn said.', "event", ["verbatim"]),
    (said("The harbour labour programme will not be cut"), said("The harbor labor program won't be cut"), "event", ["verbatim"]),
    # Split by its cue, over sentences and paragraphs.
    (said(LONG), f'"The crack is wider than my hand," {MAYOR} said, "and nobody will walk on that bridge this winter."', "event", ["verbatim"]),
    (f'"The crack is wider than my hand," said {MAYOR}, "and nobody will walk on that bridge this winter."', said(LONG), "retold", ["verbatim"]),
    (f'"The crack is wider than my hand; nobody will walk on that bridge this winter," {MAYOR} said.',
     f'"The crack is wider than my hand. Nobody will walk on that bridge this winter," {MAYOR} said.', "event", ["verbatim"]),
    (f'"The crack is wider than my hand. Nobody will walk on that bridge this winter," {MAYOR} said.',
     f'"The crack is wider than my hand; nobody will walk on that bridge this winter," {MAYOR} said.', "event", ["verbatim"]),
    (f'{MAYOR} said: "The crack is wider than my hand. Nobody will walk on that bridge this winter."',
     f'{MAYOR} said: "The crack is wider than my hand.\n\n"Nobody will walk on that bridge this winter."', "event", ["verbatim", "verbatim"]),
    # An editor's words in brackets, and a slip, are no alteration.
    (said("He told us that the bridge would hold another ten years"), said("[The engineer] told us that the bridge would hold another ten years"), "event", ["verbatim"]),
    (said("The engineer told us that the bridge would hold another ten years"), said("He [the engineer] told us that the bridge would hold another ten years"), "event", ["altered"]),
    (said("Nobody will walk on that bridge this winter"), said("Nobody will walk on that bridge [sic] this winter"), "event", ["verbatim"]),
    (said("It must be followed by a constructive plan for the bridge"), said("It must be followed by a construtive plan for the bridge"), "event", ["verbatim"]),
    # Other words.
    (said(LONG), said("The crack is wider than my foot and nobody will walk on that bridge this winter"), "event", ["altered"]),
    (said(LONG), said("The crack is wider than my hand and everybody will walk on that bridge this winter"), "retold", ["altered"]),
    (said("We will open the bridge again in June"), said("We will not open the bridge again in June"), "event", ["altered"]),
    (said("We had 12,000 people on the bridge that day"), said("We had 1,200 people on the bridge that day"), "event", ["altered"]),
    (f'The losses were a "huge tragedy", {MAYOR} said.', f'The losses were a "great tragedy", {MAYOR} said.', "retold", ["altered"]),
    # Less, more, marked and unmarked.
    (said(LONG), said("The crack is wider than my hand"), "event", ["truncated"]),
    (said(LONG), f'{MAYOR} said that "nobody will walk on that bridge this winter".', "event", ["truncated"]),
    (said(LONG), said("The crack is wider than my hand ... nobody will walk on that bridge this winter"), "event", ["elided"]),
    (said("The crack is wider than my hand"), said(LONG), "event", ["added"]),
    (said("We would never sign the new bridge contract with them"), f'{MAYOR} wants to "sign the new bridge contract with them".', "event", ["altered"]),
    (said("We would never sign the new bridge contract with them"), f'{MAYOR} would never "sign the new bridge contract with them".', "event", ["truncated"]),
    (said(LONG), f"{MAYOR} said the crack is wider than my hand and nobody will walk on that bridge this winter.", "retold", ["unquoted"]),
    (f"{MAYOR} said that nobody will walk on that bridge this winter.", f'{MAYOR} said that "nobody will walk on that bridge this winter".', "retold", ["quoted"]),
    # Another speaker.
    (f'"{LONG}," said Ada Lunn, the mayor.', f'"{LONG}," said Odran Maas, the fire chief.', "retold", ["reassigned"]),
    (f'"{LONG}," said Ada Lunn, the mayor.', f'"{LONG}," said the mayor.', "retold", ["verbatim"]),
    (f'"{LONG}," said Ada Lunn, the mayor.', f'"{LONG}," said a spokesman for the town.', "retold", ["verbatim"]),
    # Traps: these are two quotations.
    (said("We are doing all we can to help the people"), said("We are doing all we can to help the people", CHIEF), "event", []),
    (said("We are doing all we can to help the people"), said("We are doing all we can to help the people", CHIEF), "far", []),
    (said("No comment"), said("No comment", CHIEF), "event", []),
    (said("No comment"), said("No comment"), "far", []),
    (said("We will rebuild the school by June"), said("We will rebuild the bridge by July"), "event", []),
    (said("We will rebuild the school by June"), said("The budget of the town is in order"), "retold", []),
    (f'{MAYOR} called it "a mess".', f'{MAYOR} called it "a shame".', "event", []),
    (f'{MAYOR} spoke of "acid rain".', said("My impression is that there will be some movement on acid rain this year"), "event", []),
    (said(LONG), f'"Der Riss ist breiter als meine Hand", sagte {MAYOR}.', "event", []),
    # Reports that share nothing else.
    (said(LONG), said(LONG), "far", ["verbatim"]),
    (said(LONG), said("The crack is wider than my foot and nobody will walk on that bridge this winter"), "far", ["altered"]),
    (said("The crack is wider than 12 hands and nobody will walk there"), said("The crack is wider than 20 hands and nobody will walk there"), "far", []),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "near", "expected"), SCENES, ids=range(len(SCENES)))
def test_a_quotation_is_followed_from_one_report_to_another(
    left: str, right: str, near: Near, expected: list[str]
) -> None:
    assert verdicts(left, right, near) == expected


def test_what_is_said_again_weeks_later_is_another_utterance() -> None:
    spoken = "I am confident that further work on the bridge will help the town"
    assert verdicts(
        said(spoken), said(spoken.replace("further", "more")), days=("2024-05-13", "2024-05-15")
    ) == ["altered"]
    assert (
        verdicts(said(spoken), said(spoken.replace("further", "more")), days=("2024-05-13", "2024-07-15"))
        == []
    )


def test_two_translations_are_told_as_such_when_no_report_took_from_the_other() -> None:
    left = said("We have heavy losses among the boats and that is a great grief for us")
    right = said("We have heavy losses among the boats and this is a big sorrow for us")
    (found,) = followed([report("npa", left), report("courier", right, "2024-05-14")])
    assert [wording.verdict for wording in found.wordings] == ["verbatim", "altered"]
    assert found.wordings[1].why.endswith("no sign that one report took it from the other")


def test_the_first_in_time_is_what_the_others_are_held_against() -> None:
    other = LONG.replace("hand", "foot")
    reports = [
        report("late", said(LONG), "2024-05-15"),
        report("first", said(LONG), "2024-05-13"),
        report("middle", said(other), "2024-05-14"),
    ]
    (found,) = followed(reports, "retold")
    assert [[one.report.id for one in wording.tellings] for wording in found.wordings] == [
        ["first", "late"],
        ["middle"],
    ]
    assert '"hand" became "foot"' in found.wordings[1].why
    assert found.speaker == "Ada Lunn, mayor"
    assert followed(reports[::-1], "retold") == (found,)


def test_an_id_stays_when_a_report_with_the_same_words_is_added() -> None:
    first, other = (
        report("first", said(LONG)),
        report("second", said(LONG.replace("hand", "foot")), "2024-05-14"),
    )
    (before,) = followed([first, other])
    (after,) = followed([first, other, report("third", said(LONG), "2024-05-15")])
    assert (before.id, before.wordings[1].id) == (after.id, after.wordings[1].id)


def test_two_quotations_of_the_same_words_have_two_ids() -> None:
    plain = "We are doing all we can to help the people"
    reports = [
        report(f"{who}{n}", said(plain, name)) for n in (1, 2) for who, name in (("a", MAYOR), ("b", CHIEF))
    ]
    found = followed(reports)
    assert len({one.id for one in found}) == len(found) == 2


def test_where_dates_are_missing_it_is_said() -> None:
    reports = [Report("one", LEAD + said(LONG)), Report("two", LEAD + said(LONG.replace("hand", "foot")))]
    (found,) = followed(reports)
    assert "the dates do not tell which wording came first" in found.wordings[1].why


def test_texts_are_put_side_by_side_that_share_a_run_of_few_texts() -> None:
    import numpy as np

    codes = [np.array(some, dtype=np.uint64) for some in ([1, 5], [5, 7], [7], [9])]
    owners = [np.full(len(some), n, dtype=np.int64) for n, some in enumerate(codes)]
    assert sharing(codes, owners, most=2) == [(0, 1), (1, 2)]
    assert sharing([*codes, codes[1]], [*owners, np.array([4, 4])], most=2) == []
    assert sharing([], [], most=2) == []
