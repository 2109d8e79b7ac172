"""Simulated traditions: what the file says happened did happen, and the same seed makes the same file."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from retold import simulate
from retold.cli import main
from retold.simulate import copyists, growing, house as houses, newsroom, reports, spelling, wording
from retold.simulate.draw import Draw
from retold.simulate.tradition import Operation, Tradition, Version, holding, projected

KINDS: tuple[simulate.Kind, ...] = ("newsroom", "copyists")
MADE = {kind: list(simulate.traditions(kind, 12, (5, 40), "tests")) for kind in KINDS}
TRADITIONS = [tradition for kind in KINDS for tradition in MADE[kind]]


def named(tradition: Tradition) -> str:
    return f"{tradition.kind}-{tradition.seed}"


#: Figures of three digits or more; small ones may stand as words at the beginning of a sentence.
LONG_FIGURE = re.compile(r"\d[\d.,]*\d{2}")

every_tradition = pytest.mark.parametrize("tradition", TRADITIONS, ids=named)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_file(kind: simulate.Kind) -> None:
    again = list(simulate.traditions(kind, 12, (5, 40), "tests"))
    assert [t.as_json() for t in again] == [t.as_json() for t in MADE[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_makes_another_file(kind: simulate.Kind) -> None:
    (other,) = simulate.traditions(kind, 1, (5, 40), "other")
    assert other.as_json() != MADE[kind][0].as_json()


@pytest.mark.parametrize("kind", KINDS)
def test_a_tradition_does_not_depend_on_how_many_are_made(kind: simulate.Kind) -> None:
    (first,) = simulate.traditions(kind, 1, (5, 40), "tests")
    assert first.as_json() == MADE[kind][0].as_json()


@every_tradition
def test_parents_come_before_their_children_so_that_there_is_no_circle(tradition: Tradition) -> None:
    seen: set[str] = set()
    for version in tradition.versions:
        assert set(version.parents) <= seen
        assert version.name not in seen
        seen.add(version.name)


@every_tradition
def test_every_version_descends_from_a_root(tradition: Tradition) -> None:
    assert tradition.versions[0].parents == ()
    orphans = [version for version in tradition.versions if not version.parents]
    assert all(version.kind == "root" for version in orphans)
    assert len(orphans) <= 2


@every_tradition
def test_so_many_survive_as_were_asked_for(tradition: Tradition) -> None:
    assert 5 <= len(tradition.surviving()) <= 40


def test_one_size_can_be_asked_for() -> None:
    for kind in KINDS:
        (tradition,) = simulate.traditions(kind, 1, (17, 17), "size")
        assert len(tradition.surviving()) == 17


@every_tradition
def test_a_lost_version_has_surviving_descendants(tradition: Tradition) -> None:
    above = {parent for version in tradition.versions for parent in version.parents}
    assert all(version.name in above for version in tradition.versions if version.lost)


@every_tradition
def test_edges_are_the_paths_over_lost_versions(tradition: Tradition) -> None:
    lost = {version.name for version in tradition.versions if version.lost}
    children: dict[str, list[str]] = {}
    for parent, child in tradition.all_edges():
        children.setdefault(parent, []).append(child)
    found = set()
    for start in (version.name for version in tradition.surviving()):
        open_ends = list(children.get(start, []))
        while open_ends:
            end = open_ends.pop()
            if end in lost:
                open_ends += children.get(end, [])
            else:
                found.add((start, end))
    assert set(tradition.edges()) == found


def test_a_lost_parent_stands_for_its_own_parents() -> None:
    parents = {"a": (), "b": (), "lost": ("a", "b"), "c": ("lost",), "d": ("c", "lost")}
    assert projected(parents, {"lost"}) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]


@every_tradition
def test_no_two_versions_are_the_same_text(tradition: Tradition) -> None:
    texts = [version.text for version in tradition.surviving()]
    assert len(set(texts)) == len(texts)
    assert all(text.strip() for text in texts)


def words(text: str) -> str:
    return " ".join(text.split())


@every_tradition
def test_operations_hold_in_the_texts(tradition: Tradition) -> None:
    texts = {version.name: words(version.text) for version in tradition.versions}
    for version in tradition.versions:
        if not version.parents or any(done.what == "only a part survives" for done in version.operations):
            continue
        for done in version.operations:
            if not done.overwritten:
                assert words(done.after) in texts[version.name], done


@every_tradition
def test_what_stood_before_an_operation_stood_in_a_parent(tradition: Tradition) -> None:
    if tradition.kind == "copyists":  # parents of which a part survives were copied when they were whole
        return
    texts = {version.name: words(version.text) for version in tradition.versions}
    for version in tradition.versions:
        above = "\n".join(texts.get(parent, "") for parent in version.parents)
        for done in version.operations:
            if not done.overwritten and version.parents:
                assert words(done.before) in above, done


@every_tradition
def test_a_dropped_sentence_is_gone(tradition: Tradition) -> None:
    for version in tradition.versions:
        for done in version.operations:
            if done.what == "sentence dropped" and not version.kind.startswith("merged"):
                assert words(done.before) not in words(version.text), done


@pytest.mark.parametrize("kind", KINDS)
def test_hardly_any_operation_is_overwritten(kind: simulate.Kind) -> None:
    done = [one for t in MADE[kind] for v in t.versions for one in v.operations]
    assert len(done) > 500
    assert sum(one.overwritten for one in done) < 0.12 * len(done)


@pytest.mark.parametrize("kind", KINDS)
def test_a_version_of_two_parents_took_something_from_the_second(kind: simulate.Kind) -> None:
    found = 0
    for tradition in MADE[kind]:
        for version in tradition.versions:
            if len(version.parents) == 2:
                found += 1
                whats = {done.what for done in version.operations}
                assert whats & {
                    "taken from the second source", "wording taken from the second source",
                    "taken from a second exemplar", "exemplar changed midway",
                }  # fmt: skip
    assert found >= 8


def test_copyists_make_the_slips_that_copyists_make() -> None:
    whats = Counter(done.what for t in MADE["copyists"] for v in t.versions for done in v.operations)
    for what in (
        "leap of the eye", "line skipped", "word doubled", "words exchanged", "misspelt", "spelt by habit", "another word",
        "word left out", "word put in", "word mistaken for its like", "mended", "only a part survives",
    ):  # fmt: skip
        assert whats[what], what
    assert whats["word left out"] > whats["word put in"]


def test_editors_do_what_editors_do() -> None:
    whats = Counter(done.what for t in MADE["newsroom"] for v in t.versions for done in v.operations)
    for what in (
        "sentence dropped", "reworded", "rephrased", "turned", "headline", "furniture added", "furniture taken out",
        "figure updated", "figure rounded", "mistyped", "typing error put right", "own reporting added", "sentences joined",
        "style of days", "spelling of the house", "attribution cut", "hedge cut", "put into a digest", "new in this version", "source named",
    ):  # fmt: skip
        assert whats[what], what


def test_a_paper_that_was_retold_is_named_in_a_fifth_of_its_retellings() -> None:
    made = named = 0
    for tradition in simulate.traditions("newsroom", 12, (20, 40), "named"):
        houses = {version.name: version.publisher for version in tradition.versions}
        for version in tradition.versions:
            others = {houses[parent] for parent in version.parents} - {version.publisher}
            told = [done.after for done in version.operations if done.what == "source named"]
            made, named = made + bool(others), named + bool(told)
            plain = {(house or "").removeprefix("The ") for house in others}
            assert all(any(house in line for house in plain) for line in told if line)
    assert 0.1 < named / made < 0.25


def test_copies_have_no_dates_and_no_publishers() -> None:
    for tradition in MADE["copyists"]:
        told = tradition.as_json()
        assert told["published"] == {}
        assert told["publishers"] == {}


def test_dates_can_be_left_out() -> None:
    (dated,) = simulate.traditions("newsroom", 1, (20, 20), "dates")
    (undated,) = simulate.traditions("newsroom", 1, (20, 20), "dates", dates=False)
    assert dated.as_json()["published"]
    assert undated.as_json()["published"] == {}
    assert undated.as_json()["witnesses"] == dated.as_json()["witnesses"]


def test_claims_are_grouped_by_where_they_come_from() -> None:
    several = 0
    tales = [tale for tale in reports.shipped() if tale.other is not None]
    for tradition in simulate.traditions("newsroom", 12, (10, 20), "claims", tales=tales):
        alive = {version.name for version in tradition.surviving()}
        parents = {version.name: set(version.parents) for version in tradition.versions}
        for claim in tradition.claims:
            members = [name for group in claim.groups for name in group]
            assert set(members) <= alive
            several += len(claim.groups) > 1
        assert all(name in parents for name in alive)
    assert several


def test_the_tales_of_the_package_are_whole() -> None:
    tales = reports.shipped()
    assert len([tale for tale in tales if tale.style != "tale"]) >= 12
    assert {tale.language for tale in tales} >= {"en", "de", "fr", "la"}
    for tale in tales:
        keys = [s.keys for paragraph in tale.told.paragraphs for s in paragraph]
        assert len(keys) == len(set(keys)) >= 10, tale.name
        for _, full in tale.people:
            assert any(
                full.casefold().strip(" ,") in text.casefold()
                for paragraph in tale.told.paragraphs
                for s in paragraph
                for text in (s.text, *s.others)
            ), (tale.name, full)
        for line in tale.figures:
            text = "\n".join(
                [
                    *tale.told.titles,
                    *(t for p in tale.told.paragraphs for s in p for t in (s.text, *s.others)),
                ]
            )
            assert len(line) > 1, (tale.name, line)
            assert line[0].split()[0] in text, (tale.name, line)


def test_another_wording_keeps_the_figures_of_the_sentence() -> None:
    for tale in reports.shipped():
        for paragraph in tale.told.paragraphs:
            for s in paragraph:
                for other in s.others:
                    assert set(LONG_FIGURE.findall(s.text)) == set(LONG_FIGURE.findall(other)), other


def test_a_text_in_a_language_without_tables_can_be_copied() -> None:
    text = "Ο γέρος κάθισε στην πέτρα. Ύστερα κοίταξε τη θάλασσα και σώπασε για πολλή ώρα.\n\nΤο πρωί είχε φύγει."
    tale = reports.from_text("geros", None, text, "el")
    tradition = copyists.tradition(tale, 6, Draw("greek"), "greek")
    assert len(tradition.surviving()) == 6


def test_a_report_of_ones_own_can_be_retold() -> None:
    text = "The mill burned down on Monday. Nobody was hurt, police said.\n\nThe owner said he would build it again. It was insured."
    tale = reports.from_text("mill", "Mill burns down", text, "en")
    tradition = newsroom.tradition(tale, 8, Draw("mill"), "mill")
    assert len(tradition.surviving()) == 8
    assert tradition.versions[0].text.startswith("Mill burns down")


def test_draws_are_those_of_splitmix64() -> None:
    draw = Draw("x")
    draw._state = 1234567
    drawn = [int(draw.unit() * (1 << 53)) for _ in range(3)]
    published = (6457827717110365317, 3203168211198807973, 9817491932198370423)
    assert drawn == [number >> 11 for number in published]


def test_draws_have_the_shares_that_are_asked_for() -> None:
    draw = Draw("shares")
    assert 2800 < sum(draw.chance(0.3) for _ in range(10_000)) < 3200
    assert 1.9 < sum(draw.count(2.0) for _ in range(10_000)) / 10_000 < 2.1
    assert sorted(draw.sample("abc", 5)) == ["a", "b", "c"]
    assert Counter(draw.weighted("ab", (1, 3)) for _ in range(10_000))["b"] > 7200


def test_names_say_nothing_about_the_order() -> None:
    found = growing.names(60, Draw("names"))
    assert len(set(found)) == 60
    assert found != sorted(found)


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ('"We heard it," Morane said.', "turn", ('Morane said: "We heard it."', '"We heard it," said Morane.')),
        ('Morane said: "We heard it."', "turn", ('"We heard it," Morane said.',)),
        (
            "The roof is under guarantee and safe, the council said.",
            "turn",
            ("The council said the roof is under guarantee and safe.", "The council said that the roof is under guarantee and safe."),
        ),
        ("The council will hold a long meeting on Friday.", "front", ("On Friday the council will hold a long meeting.",)),
    ],
)  # fmt: skip
def test_a_sentence_is_turned(before: str, kind: str, after: tuple[str, ...]) -> None:
    for seed in range(8):
        found, changes = wording.turned(before, Draw(seed)) if kind == "turn" else wording.fronted(before)
        assert found in after
        assert changes


def test_words_inside_quotation_marks_are_left_alone_mostly() -> None:
    text = 'Morane said: "It took about 160 men nearly nine hours."'
    assert sum(wording.rephrased(text, Draw(seed), 1.0)[0] != text for seed in range(100)) < 20


def test_what_is_cut_in_a_sentence_leaves_a_sentence() -> None:
    text = "The mill, which had stood empty for years, burned down in one night, according to two survivors."
    found, changes = wording.trimmed(text, Draw("cut"), 1.0)
    assert found == "The mill burned down in one night."
    assert {change.what for change in changes} == {"aside cut", "attribution cut"}


def test_one_sentence_becomes_two_and_two_become_one() -> None:
    parted = wording.parted(
        "The house was old and cold in winter, and the roof had fallen in long before that."
    )
    assert parted == ("The house was old and cold in winter.", "The roof had fallen in long before that.")
    joined = wording.joined("The house was old.", "The roof had fallen in.", Draw("join"))
    assert joined is not None
    assert joined.startswith("The house was old")
    assert joined.endswith("the roof had fallen in.")


def test_days_are_told_as_the_house_tells_them() -> None:
    import datetime as dt

    when = dt.datetime(2024, 5, 15, 8, tzinfo=dt.UTC)
    found = set()
    for seed in range(300):
        house = houses.house(Draw("house", seed))
        found.add(houses.styled("It burned on Tuesday.", house, "en", when)[0])
    assert found == {
        "It burned on Tuesday.", "It burned Tuesday.", "It burned yesterday.", "It burned on 14 May.", "It burned on May 14.",
    }  # fmt: skip
    assert houses.absolute("It burned yesterday.", when)[0] == "It burned on Tuesday."


def test_slips_stay_inside_the_word() -> None:
    for seed in range(200):
        slipped = spelling.slip("“harbour,”", Draw(seed))
        assert slipped.startswith("“h")
        assert slipped.endswith(",”")
    assert spelling.slip("the", Draw(1)) == "the"
    assert spelling.put("Miller,", "owner") == "Owner,"
    assert spelling.distance_is_one("mill", "mills")
    assert spelling.distance_is_one("mill", "will")
    assert not spelling.distance_is_one("mill", "mill")
    assert not spelling.distance_is_one("mill", "wall")


def test_operations_on_one_sentence_are_told_from_the_first_to_the_last() -> None:
    steps = [Operation("one", "a b", "a c"), Operation("two", "a c", "d c")]
    told = holding("d c", "a b", steps)
    assert [(done.before, done.after, done.overwritten) for done in told] == [("a b", "d c", False)] * 2
    (lost,) = holding("x", "a b", [Operation("one", "a b", "a c")])
    assert lost.overwritten


def test_a_part_of_a_tradition_can_be_told_as_json() -> None:
    tradition = Tradition("t", "copyists", "1", (
        Version("a", (), "root", "one two"), Version("b", ("a",), "copy", "one too", lost=True), Version("c", ("b",), "copy", "won too"),
    ))  # fmt: skip
    told = tradition.as_json()
    assert told["edges"] == [["a", "c"]]
    assert told["all_edges"] == [["a", "b"], ["b", "c"]]
    assert told["lost"] == ["b"]
    assert set(told["witnesses"]) == {"a", "c"}


def run(*arguments: object) -> int:
    return main(["simulate", *map(str, arguments)])


def test_the_command_writes_a_file_a_tradition(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert (
        run("--out", tmp_path / "made", "--traditions", 3, "--versions", "5-8", "--seed", "s", "--json") == 0
    )
    told = json.loads(capsysbinary.readouterr().out)
    assert told["schema"] == "retold.simulated/1"
    assert [one["file"] for one in told["traditions"]] == [f"tradition-000{n}.json" for n in (1, 2, 3)]
    for one in told["traditions"]:
        found = json.loads((tmp_path / "made" / one["file"]).read_text("utf-8"))
        assert one["versions"] == len(found["witnesses"])
        assert one["root"] == found["root"]
        assert {name for edge in found["edges"] for name in edge} <= set(found["witnesses"])


def test_the_command_gives_the_same_bytes_again(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert run("--out", tmp_path / folder, "--kind", "copyists", "--versions", 6) == 0
    name = "tradition-0001.json"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_report_of_ones_own_is_the_beginning(tmp_path: Path) -> None:
    report = tmp_path / "mill.txt"
    report.write_text(
        "The mill burned down on Monday. Nobody was hurt.\n\nThe owner will build it again.", "utf-8"
    )
    assert run(report, "--out", tmp_path / "made", "--versions", "5") == 0
    found = json.loads((tmp_path / "made" / "tradition-0001.json").read_text("utf-8"))
    assert found["source"] == "mill"
    assert any("mill" in text for text in found["witnesses"].values())


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--out", tmp_path, "--versions", "5") == 0
    before = (tmp_path / "tradition-0001.json").read_bytes()
    assert run("--out", tmp_path, "--versions", "5", "--seed", "other") == 2
    assert "not written over" in capsys.readouterr().err
    assert (tmp_path / "tradition-0001.json").read_bytes() == before


def test_a_report_that_cannot_be_used_is_said_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "missing.txt"
    good.write_text("The mill burned down on Monday. Nobody was hurt.", "utf-8")
    assert run(good, bad, "--out", tmp_path / "made", "--versions", "5") == 1
    assert "missing.txt" in capsys.readouterr().err
    assert (tmp_path / "made" / "tradition-0001.json").exists()


def test_no_usable_report_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = tmp_path / "short.txt"
    short.write_text("One sentence only.", "utf-8")
    assert run(short, "--out", tmp_path / "made") == 2
    assert "fewer than two sentences" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--versions", "1"), ("--versions", "9-5"), ("--versions", "many"), ("--traditions", "0"), ("--kind", "monks"), ("--traditions", "²"),
    ],
)  # fmt: skip
def test_bad_arguments_are_an_error(
    arguments: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--out", tmp_path / "made", *arguments) == 2
    assert capsys.readouterr().err.startswith("retold: ")
    assert not (tmp_path / "made").exists()


def test_a_file_where_the_folder_should_be_is_an_error(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert run("--out", tmp_path / "file", "--json") == 2
    assert json.loads(capsysbinary.readouterr().out)["error"]["code"] == "not-writable"
