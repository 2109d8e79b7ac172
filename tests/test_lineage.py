"""The family tree: chains, stars, lost ancestors, joined sources, fragments, dates, drawings, bad input."""

from __future__ import annotations

import itertools
import json
import math
import random
import re
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import retold
from retold import Lineage, Published, Report, lineage as lineages, simulate
from retold.cli import main
from retold.lineage import Witness, branching, split
from retold.lineage.collate import collate, forms
from retold.lineage.variants import covered, cutting
from retold.report import lineage as drawn, stemma
from retold.report.terminal import Look
from retold.settings import DEFAULT

SOURCE = (
    "The ferry Maid of Orle struck the northern pier of Tarn harbour shortly before dawn on Monday and began to take in "
    "water. Forty passengers were on board, most of them on their way to the market. Harbour master Ilan Quist said that "
    "the pilot had lost sight of the light in heavy fog. Two lifeboats reached the vessel within a quarter of an hour. A "
    "baker from the old town told how he had heard the crash from his oven and run to the quay with a lantern. Nobody was "
    "killed, but nine people were taken to the hospital with broken bones. The owners of the ferry said the engine had "
    "been examined in spring. A committee of the province will look into the accident and wants to report before winter. "
    "Fishermen complained that the northern light has been too weak for years and that letters about it remained without "
    "an answer. The pier will stay closed until divers have looked at its foundations, the harbour office announced."
).split()

#: Words that no version has of itself.
STRANGE = [
    f"{a}{b}o"
    for a in ("bal", "dri", "fen", "gur", "hol", "jam", "kep", "lud")
    for b in ("ma", "ni", "ru", "ste", "vi")
]


def retelling(words: Sequence[str], seed: int, changes: int = 8) -> list[str]:
    """The words with so many of them replaced by strange ones, at places that the seed tells."""
    draw = random.Random(seed)
    told = list(words)
    for place in draw.sample(range(len(told)), changes):
        told[place] = draw.choice(STRANGE) + chr(ord("a") + seed % 26)
    return told


def lineage(texts: dict[str, Sequence[str]], dates: dict[str, str] | None = None) -> Lineage:
    """The tree of invented versions."""
    known = dates or {}
    return retold.tree(
        [
            Report(name, " ".join(words), published=Published(known[name]) if name in known else None)
            for name, words in texts.items()
        ]
    )


def pairs(found: Lineage) -> set[tuple[str, str]]:
    return {(edge.source, edge.retelling) for edge in found.edges}


def star_of_chains() -> dict[str, Sequence[str]]:
    """A source retold three times, two of the retellings retold again."""
    first, second, third = (retelling(SOURCE, seed) for seed in (1, 2, 3))
    return {
        "source": SOURCE, "first": first, "second": second, "third": third,
        "first-a": retelling(first, 4), "first-b": retelling(first, 5), "second-a": retelling(second, 6),
    }  # fmt: skip


TRUE = {
    ("source", "first"), ("source", "second"), ("source", "third"),
    ("first", "first-a"), ("first", "first-b"), ("second", "second-a"),
}  # fmt: skip


def test_versions_hang_under_what_they_were_made_from() -> None:
    found = lineage(star_of_chains())
    assert pairs(found) == TRUE
    assert found.roots == ("source",)
    assert not any(node.lost for node in found.nodes)


def test_the_order_of_the_input_changes_nothing() -> None:
    texts = list(star_of_chains().items())
    as_given = lineage(dict(texts))
    for seed in range(3):
        shuffled = texts.copy()
        random.Random(seed).shuffle(shuffled)
        assert lineage(dict(shuffled)) == as_given


def test_versions_of_a_lost_one_hang_under_a_lost_ancestor() -> None:
    lost = retelling(SOURCE, 7, 40)
    texts = {"source": SOURCE} | {f"other-{seed}": retelling(SOURCE, seed) for seed in (1, 2, 3)}
    texts |= {f"copy-{seed}": retelling(lost, seed, 10) for seed in (9, 10, 11, 12)}
    found = lineage(texts)
    (missing,) = [node.id for node in found.nodes if node.lost]
    assert {(missing, f"copy-{seed}") for seed in (9, 10, 11, 12)} | {("source", missing)} <= pairs(found)
    assert any("lost" in reason for edge in found.edges if edge.source == missing for reason in edge.reasons)


def test_a_fragment_hangs_where_its_words_are_from() -> None:
    texts = star_of_chains()
    texts["piece"] = texts["first-a"][60:130]
    assert ("first-a", "piece") in pairs(lineage(texts))


def test_a_report_made_from_two_has_two_sources() -> None:
    texts = star_of_chains()
    other = "Rain is to last until Thursday in the whole of the province and rivers may rise over their banks again".split()
    texts["third"] = [*texts["third"], *other, *retelling(other, 12, 2)]
    texts["joined"] = [*texts["first-a"], *texts["third"][-len(other) * 2 :]]
    days = dict.fromkeys(texts, "2031-03-02") | {"source": "2031-03-01", "joined": "2031-03-03"}
    found = lineage(texts, days)
    assert {source for source, told in pairs(found) if told == "joined"} == {"first-a", "third"}


def test_dates_tell_which_of_two_equal_texts_came_first() -> None:
    texts = star_of_chains()
    texts["first-again"] = texts["first"]
    days = dict.fromkeys(texts, "2031-03-02") | {
        "source": "2031-03-01",
        "first": "2031-03-04",
        "first-again": "2031-03-01",
    }
    assert ("first-again", "first") in pairs(lineage(texts, days))


def test_of_two_equal_texts_without_dates_it_is_said_that_the_text_does_not_tell() -> None:
    found = lineage({"one": SOURCE, "other": SOURCE})
    (edge,) = found.edges
    assert edge.confidence <= 0.5
    assert "does not tell" in edge.reasons[0]
    assert [(rival.source, rival.retelling, rival.rivals) for rival in found.rivals] == [
        (edge.retelling, edge.source, edge.id)
    ]


def test_one_wrong_date_does_not_overturn_the_text() -> None:
    texts = star_of_chains()
    texts |= {
        f"first-{name}": retelling(texts["first"], seed, 30) for name, seed in (("a", 4), ("b", 5), ("c", 13))
    }
    days = dict.fromkeys(texts, "2031-03-03") | {"source": "2031-03-01", "first": "2031-03-09"}
    found = pairs(lineage(texts, days))
    assert {("source", "first"), ("first", "first-a"), ("first", "first-b"), ("first", "first-c")} <= found


@pytest.mark.parametrize("language", ["kalu", "\u0431\u0443\u043a"])
def test_it_works_on_any_language(language: str) -> None:
    codes = {word: f"{language}{number}" for number, word in enumerate(sorted(set(SOURCE)))}
    texts = {name: [codes.get(word, word) for word in words] for name, words in star_of_chains().items()}
    assert pairs(lineage(texts)) == TRUE


OTHER = (
    "Voters in the valley towns chose a new council on Sunday, and for the first time since the war no party has a majority "
    "of its own. Turnout was low, the clerk of the province announced, because of the snow. Talks about a coalition begin on "
    "Wednesday. The mayor of Ardle, whose list lost six seats, wants to stay in office."
).split()


def test_reports_that_share_next_to_nothing_stand_in_trees_of_their_own() -> None:
    texts = {
        "wire": SOURCE,
        "paper": retelling(SOURCE, 1),
        "vote": OTHER,
        "page": retelling(OTHER, 2, changes=4),
        "few": ["Harbour", "master", "Ilan", "Quist", "likes", "tulips"],
    }
    found = lineage(texts)
    assert {frozenset((edge.source, edge.retelling)) for edge in found.edges} == {
        frozenset(("wire", "paper")),
        frozenset(("vote", "page")),
    }
    assert len(found.roots) == 3
    assert found.notes == (
        "The reports have 3 beginnings, which share little but what they quote: no sign of copying found between these.",
    )
    assert lineage(dict(reversed(texts.items()))) == found


def test_reports_that_share_only_what_they_quote_stand_in_trees_of_their_own() -> None:
    said = (
        "We regret that the gates were not looked at in spring, that nobody told the people below the dam what we knew, and "
        "that the siren did not sound, and we have asked the prefect to find out why"
    )
    market = (
        "Its shares lost a tenth of their value in Carrow, and two banks withdrew their advice to buy them. The minister of "
        "works will speak in parliament on Monday, his office announced late in the evening."
    )
    valley = (
        "Not one word about money, which is what my neighbours need before the winter. Half of them still sleep in the gym "
        "of the school, and the other half has gone to cousins in the hills. Who pays for the cows?"
    )
    texts = {
        "paper": f'Merrow Water has apologised for the flood below its dam. "{said}," it wrote. {market}',
        "blog": f'So the owners are sorry, it turns out: "{said}." {valley}',
        "copy": f'Merrow Water apologised for the flood. "{said}," it wrote on Friday. {market}',
    }
    found = lineages.of_reports([Report(name, text) for name, text in texts.items()])
    assert "blog" in found.roots
    assert not any("blog" in {edge.source, edge.retelling} for edge in found.edges)
    assert {frozenset({edge.source, edge.retelling}) for edge in found.edges} == {
        frozenset({"paper", "copy"})
    }
    plain = [Report(name, text.replace('"', "")) for name, text in texts.items()]
    assert len(lineages.of_reports(plain).roots) == 1


def test_two_sources_of_one_report_are_not_made_one_anothers_copies() -> None:
    texts = {
        "wire": SOURCE,
        "vote": OTHER,
        "paper": retelling(SOURCE, 1),
        "both": [*retelling(SOURCE, 3, changes=4), *retelling(OTHER, 2, changes=4)],
    }
    for days in ({}, dict.fromkeys(texts, "2031-03-03") | {"wire": "2031-03-01", "vote": "2031-03-02"}):
        found = lineage(texts, days)
        assert frozenset(("wire", "vote")) not in {frozenset((e.source, e.retelling)) for e in found.edges}
        held = {node.id for node in found.nodes}
        assert all(edge.source in held and edge.retelling in held for edge in (*found.edges, *found.rivals))
        assert set(found.roots) == held - {edge.retelling for edge in found.edges}
        assert lineage(dict(reversed(texts.items())), days) == found
    assert set(found.roots) == {"wire", "vote"}


def test_two_that_are_known_to_retell_each_other_stay_in_one_tree() -> None:
    reports = [Report("wire", " ".join(SOURCE)), Report("few", "The harbour master spoke of fog at dawn.")]
    assert len(lineages.of_reports(reports).roots) == 2
    assert len(lineages.of_reports(reports, derived=[("wire", "few")]).roots) == 1


def test_more_reports_than_one_tree_holds_are_split_and_it_is_said() -> None:
    witnesses = [Witness(f"w{number:02}", " ".join(retelling(SOURCE, number))) for number in range(7)]
    assert [len(group) for group in split(witnesses, 3)] == [2, 2, 3]
    small = replace(DEFAULT, descending=replace(DEFAULT.descending, most=3))
    found = retold.tree([Report(one.id, one.text) for one in witnesses], settings=small)
    assert len(found.nodes) >= 7
    assert "split into 3 trees" in found.notes[0]


HOSTILE = 'x"><script>alert(1)</script>\x1b[31m\\'


def test_names_from_outside_cannot_break_out_of_a_drawing_or_a_terminal() -> None:
    texts = star_of_chains()
    texts[HOSTILE] = texts.pop("first-a")
    found = lineage(texts)
    picture = stemma.svg(found)
    assert "<script>" not in picture
    ET.fromstring(picture)  # noqa: S314 - our own drawing
    graph = stemma.dot(found)
    assert re.fullmatch(r'(?:[^"\\]|"(?:[^"\\]|\\.)*")*', graph)
    assert "\x1b" not in picture + graph + "\n".join(drawn.lines(found, Look(width=60)))


@pytest.mark.parametrize("width", [40, 57, 120])
def test_the_tree_is_never_wider_than_the_window(width: int) -> None:
    assert max(map(len, drawn.lines(lineage(star_of_chains()), Look(width=width, everything=True)))) <= width


def test_a_drawing_has_a_lane_for_every_version_and_time_from_left_to_right() -> None:
    texts = star_of_chains()
    days = {
        name: f"2031-03-0{number}"
        for number, name in enumerate(sorted(texts, key=lambda n: (n != "source", n)), 1)
    }
    picture = ET.fromstring(stemma.svg(lineage(texts, days)))  # noqa: S314 - our own drawing
    circles = [one.attrib for one in picture.iter("{http://www.w3.org/2000/svg}circle")]
    assert len({one["cy"] for one in circles}) == len(texts)
    assert len({one["cx"] for one in circles}) == len(texts)


def test_a_large_tree_folds_retellings_that_nobody_retold() -> None:
    texts = {"source": SOURCE} | {f"copy-{number}": retelling(SOURCE, number, 4) for number in range(70)}
    picture = stemma.svg(lineage(texts))
    assert "more of source" in picture
    assert picture.count("<circle") < 70


def files(folder: Path, texts: dict[str, Sequence[str]]) -> list[str]:
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(" ".join(words), "utf-8")
    return [str(folder / f"{name}.txt") for name in texts]


def test_the_command_prints_the_shape_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tree", *files(tmp_path, star_of_chains()), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "retold.lineage/1"
    assert ("source", False) in {(node["id"], node["lost"]) for node in told["nodes"]}
    assert {(edge["source"], edge["retelling"]) for edge in told["edges"]} == TRUE
    assert all(0 < edge["confidence"] < 1 and edge["reasons"] and edge["id"] for edge in told["edges"])
    assert all(rival["rivals"] in {edge["id"] for edge in told["edges"]} for rival in told["rivals"])


def test_the_command_draws_and_never_over_an_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = files(tmp_path, star_of_chains())
    assert main(["tree", *inputs, "--svg", str(tmp_path / "tree.svg"), "--dot"]) == 0
    assert capsys.readouterr().out.startswith("digraph")
    assert (tmp_path / "tree.svg").read_text("utf-8").startswith("<svg")
    assert main(["tree", *inputs, "--svg", inputs[0]]) == 2
    assert "written over" in capsys.readouterr().err


def test_one_report_makes_no_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (only,) = files(tmp_path, {"alone": SOURCE})
    assert main(["tree", only, str(tmp_path / "absent.txt"), "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "bad-arguments"
    assert "two reports" in error["message"]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = files(tmp_path, star_of_chains())
    assert main(["tree", *inputs, str(tmp_path / "absent.txt"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert len(told["rejected"]) == 1
    assert len(told["nodes"]) == len(inputs)


def test_a_family_of_an_archive_has_a_tree(tmp_path: Path) -> None:
    archive = retold.open(tmp_path / "news.retold")
    archive.add([Report(name, " ".join(words)) for name, words in star_of_chains().items()])
    (family,) = archive.families()
    assert pairs(archive.tree(family.id)) == TRUE
    assert main(["tree", str(tmp_path / "news.retold"), family.id]) == 0
    assert main(["tree", str(tmp_path / "news.retold"), "no-such-family"]) == 2


# Where reports were edited.


def brute(edges: NDArray[np.float64], first: NDArray[np.float64]) -> dict[tuple[int, ...], float]:
    """All trees with their weights: the source of each, the number of witnesses where it begins one."""
    count = len(first)
    found = {}
    for sources in itertools.product(range(count + 1), repeat=count):
        rooted = set()
        for start in range(count):
            path, node = [start], sources[start]
            while node != count and node not in path and node not in rooted:
                path.append(node)
                node = sources[node]
            if node == count or node in rooted:
                rooted |= set(path)
        if len(rooted) == count:
            worth = (first[k] if above == count else edges[above, k] for k, above in enumerate(sources))
            found[sources] = sum(worth)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_likeliest_branching_and_the_chances_of_edges_are_those_of_all_trees(seed: int) -> None:
    draw = random.Random(seed)
    count = 4
    edges = np.array([[draw.uniform(-4, 4) for _ in range(count)] for _ in range(count)])
    first = np.array([draw.uniform(-4, 0) for _ in range(count)])
    trees = brute(edges, first)
    best = max(trees, key=lambda tree: trees[tree])
    assert branching.likeliest(edges, first) == [-1 if above == count else above for above in best]
    whole = sum(math.exp(worth) for worth in trees.values())
    each, begins, size = branching.chances(edges, first)
    assert size == pytest.approx(math.log(whole))
    for node in range(count):
        for above in range(count + 1):
            chance = sum(math.exp(worth) for tree, worth in trees.items() if tree[node] == above) / whole
            told = begins[node] if above == count else each[above, node]
            assert told == pytest.approx(chance, abs=1e-9)


def newsroom(seed: str, number: int = 1) -> list[dict[str, Any]]:
    """Simulated newsrooms of middling size."""
    return [t.as_json() for t in simulate.traditions("newsroom", number, (20, 30), seed)]


def of_newsroom(told: dict[str, Any], *, dated: bool = True) -> list[Report]:
    """The reports of a tradition, in the order of their names."""
    return [
        Report(
            name,
            text,
            publisher=told["publishers"].get(name) if dated else None,
            published=Published(told["published"][name], "given")
            if dated and name in told["published"]
            else None,
        )
        for name, text in told["witnesses"].items()
    ]


def test_in_newsrooms_most_sources_are_found() -> None:
    right = true = found = 0
    for told in newsroom("tests", 4):
        edges = {tuple(edge) for edge in told["edges"]}
        got = pairs(retold.tree(of_newsroom(told)))
        right, true, found = right + len(got & edges), true + len(edges), found + len(got)
    assert 2 * right / (true + found) > 0.5


@pytest.mark.parametrize("dated", [True, False])
def test_in_newsrooms_the_order_of_the_input_changes_nothing_and_there_is_no_circle(*, dated: bool) -> None:
    (told,) = newsroom("order")
    reports = of_newsroom(told, dated=dated)
    found = retold.tree(reports)
    assert retold.tree(reports[::-1]) == found
    above: dict[str, set[str]] = {}
    for edge in found.edges:
        above.setdefault(edge.retelling, set()).add(edge.source)
    done: set[str] = set()
    while left := {node.id for node in found.nodes} - done:
        free = {node for node in left if above.get(node, set()) <= done}
        assert free, "a circle"
        done |= free
    assert all(0 < edge.confidence < 1 for edge in found.edges)


def test_a_report_that_names_a_publisher_was_made_from_his_report() -> None:
    base = (
        "A flood closed the mill at Arn on Monday. The owner said that the wheel had broken. Nobody was hurt in the "
        "building. The river rose by two metres within an hour. Repairs will take until the spring, the owner said. "
        "A school nearby was closed for the day. Buses took another road for a week."
    )
    short = " ".join(base.split(". ")[:4][i] + "." for i in (0, 1, 3))
    reports = [
        Report("agency", base, publisher="Orle Press", published=Published("2031-03-01T08:00:00Z", "given")),
        Report("one", base.replace("Nobody was hurt in the building. ", ""), publisher="The Arn Courier", published=Published("2031-03-01T09:00:00Z", "given")),
        Report("other", base.replace("Nobody was hurt in the building. ", "").replace("Buses took another road for a week.", ""), publisher="The Tarn Echo", published=Published("2031-03-01T10:00:00Z", "given")),
        Report("last", short.replace("two metres within an hour", "two metres within an hour, the Tarn Echo reported"), publisher="Weir Mail", published=Published("2031-03-01T12:00:00Z", "given")),
    ]  # fmt: skip
    found = retold.tree(reports)
    (edge,) = [edge for edge in found.edges if edge.retelling == "last"]
    assert edge.source == "other"
    assert "it names the publisher of the source" in edge.reasons


def test_a_line_at_which_a_text_was_wrapped_is_no_paragraph() -> None:
    text = (
        "The mill at Arn was closed on Monday after a flood that broke the wheel and the gate of the upper pond. "
        * 3
    )
    wrapped = "\n".join(textwrap.wrap(text, 60))
    assert forms(wrapped) == forms(text)
    assert forms(f"{text}\n\n{text}").count("\n") == 1


def test_editors_drop_sentences_and_copyists_skip_words_and_lines() -> None:
    def shortened(*texts: str) -> float:
        sites = collate([forms(text) for text in texts])
        return cutting(sites, covered(sites))

    whole = " ".join(SOURCE)
    sentences = re.split(r"(?<=\.) ", whole)
    edited = [" ".join(s for n, s in enumerate(sentences) if n not in gone) for gone in ({3, 7}, {2, 5, 8})]
    skipped = [" ".join(SOURCE[:at] + SOURCE[at + 11 : 112] + SOURCE[124:]) for at in (15, 36)]
    assert shortened(whole, *edited) > 2 * DEFAULT.descending.edited
    assert shortened(whole, *skipped) == 0
    assert shortened(whole, whole) == 0


#: A copy of the ferry report in which every tenth word is misspelt.
SLIPS = [
    f"{word[:2]}{word[1:]}" if place % 10 == 5 and len(word) > 3 else word
    for place, word in enumerate(SOURCE)
]


def test_a_copyist_who_mends_slips_stays_under_his_exemplar() -> None:
    exemplar = retelling(SLIPS, 4, 6)
    mending = [
        right if n % 20 == 5 else word for n, (right, word) in enumerate(zip(SOURCE, exemplar, strict=True))
    ]
    texts = {"source": SOURCE, "other": retelling(SOURCE, 1), "third": retelling(SOURCE, 2)}
    texts |= {"exemplar": exemplar, "mended": retelling(mending, 5, 3), "kept": retelling(exemplar, 6, 3)}
    found = lineage(texts)
    assert {("exemplar", "mended"), ("exemplar", "kept")} <= pairs(found)
    assert not any(node.lost for node in found.nodes)


def test_words_left_out_tell_which_came_first() -> None:
    texts = {"full": SOURCE} | {f"copy-{k}": [w for n, w in enumerate(SOURCE) if n % 40 != k] for k in (3, 9)}
    texts["copy-3-a"] = [word for n, word in enumerate(texts["copy-3"]) if n % 40 != 17]
    texts["copy-3-a-b"] = [word for n, word in enumerate(texts["copy-3-a"]) if n % 40 != 24]
    assert lineage(texts).roots == ("full",)
