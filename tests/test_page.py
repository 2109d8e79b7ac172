"""The page that is mailed: it holds everything, leads everywhere, asks the network for nothing, and no report can write in it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

import net_items
from retold import cli, compare, ingest, pipeline
from retold.model import Change, Comparison, Link, NotChecked, Part, Relation, Report, Span
from retold.report import page
from retold.report.compose import LETTERS, rows, verdict

EXAMPLES = Path(__file__).parent.parent / "examples" / "hallin-dam"
STYLE = (Path(page.__file__).parent / "page_style.css").read_text("utf-8")

#: Elements without an end.
VOID = {"meta", "use", "path", "br"}


class Read(HTMLParser):
    """A page as a browser would take it: elements with their attributes, words, and what was left open."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len({name for name, _ in attrs}) != len(attrs):
            self.wrong.append(f"an attribute twice in <{tag}>")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if not {"style", "script", "sup", "title"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join("".join(self.words).split())

    def values(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


def moved() -> Comparison:
    paragraphs = (EXAMPLES / "npa-update.txt").read_text("utf-8").split("\n\n")
    return compare(
        "\n\n".join(paragraphs),
        "\n\n".join(paragraphs[:4] + paragraphs[9:13] + paragraphs[4:9] + paragraphs[13:]).replace(
            "2011", "2013"
        ),
    )


@cache
def comparisons() -> list[Comparison]:
    found = [
        compare(ingest.read_record(i.data["left"]), ingest.read_record(i.data["right"]))
        for i in net_items.load()[::4]
    ]
    names = (
        "npa-update.txt",
        "flash.txt",
        "standard.txt",
        "tvt-hallin.html",
        "ledger-digest.json",
        "levels-18.txt",
        "standard-opera.txt",
    )
    return [
        *found,
        moved(),
        *(compare(EXAMPLES / one, EXAMPLES / other) for one, other in permutations(names, 2)),
    ]


@cache
def pages() -> list[tuple[Comparison, str, Read]]:
    return [(found, written := page.render(found), Read(written)) for found in comparisons()]


def test_the_markup_is_well_formed() -> None:
    for _, _, read in pages():
        assert read.wrong == []
        assert read.open == []


def test_the_verdict_comes_first_and_is_the_one_of_the_terminal() -> None:
    for found, _, read in pages():
        assert read.text.index(verdict(found)) < 200


def test_every_sentence_of_both_reports_is_in_the_page_without_a_script() -> None:
    for found, written, _ in pages():
        text = Read(re.sub("<script>.*?</script>", "", written, flags=re.DOTALL)).text
        for side in (found.left, found.right):
            for sentence in side.sentences:
                assert flat(side.report.words(sentence.span)) in flat(text)


def flat(words: str) -> str:
    return "".join(words.split())


def test_every_change_is_listed_with_its_reason_and_both_wordings() -> None:
    for found, _, read in pages():
        for change in (*found.changes, *found.title_changes):
            assert flat(change.why) in flat(read.text)
            texts = [s.title or "" if change.link < 0 else s.report.text for s in (found.left, found.right)]
            for span, text in zip((change.left, change.right), texts, strict=True):
                assert span is None or flat(text[span.start : span.end]) in flat(read.text)


def test_every_link_leads_to_a_place_in_the_page_and_every_place_stands_once() -> None:
    for _, _, read in pages():
        places = read.values("id")
        assert len(places) == len(set(places))
        for target in read.values("href"):
            assert target.startswith("#")
            assert target[1:] in places
        assert set(read.values("aria-labelledby")) <= set(places)


def test_a_change_leads_to_its_place_and_back() -> None:
    for found, _, read in pages():
        places, targets = set(read.values("id")), read.values("href")
        for change in (*found.changes, *found.title_changes):
            assert f"c-{change.id}" in places
            for side, span in (("l", change.left), ("r", change.right)):
                assert (span is None) or f"{side}-{change.id}" in places
                assert (span is None) or f"#{side}-{change.id}" in targets
            assert f"#c-{change.id}" in targets


def test_every_change_between_sentences_has_one_sign_that_speaks_it() -> None:
    for found, _, read in pages():
        signs = [a for tag, a in read.elements if tag == "a" and str(a.get("class")).startswith("sig ")]
        assert sorted(str(a["href"]) for a in signs) == sorted(f"#c-{c.id}" for c in found.changes)
        assert all(a["aria-label"] for a in signs)


def test_a_sign_speaks_both_wordings() -> None:
    found = compare(
        "The army sent 140 soldiers to the town of Hallin.",
        "The army sent 104 soldiers to the town of Hallin.",
    )
    labels = Read(page.render(found)).values("aria-label")
    assert any(re.fullmatch("figure altered: 140.* became 104.*", label) for label in labels)


def test_a_sentence_names_its_partner() -> None:
    labels = Read(page.render(moved())).values("aria-label")
    assert any(
        re.fullmatch(r"LEFT, sentence 2; RIGHT tells it in sentence \d+, word for word", label)
        for label in labels
    )


def test_a_moved_passage_is_told_in_words_on_both_sides() -> None:
    text = Read(page.render(moved())).text
    assert re.search(r"Moved: stands in LEFT \d+, further down", text)
    assert re.search(r"Moved: stands in RIGHT \d+, further up", text)


def test_headings_are_in_order_and_the_page_has_its_landmarks() -> None:
    for _, _, read in pages():
        assert read.headings[0] == 1
        assert read.headings.count(1) == 1
        assert all(
            deeper - before <= 1 for before, deeper in zip(read.headings, read.headings[1:], strict=False)
        )
        tags = [tag for tag, _ in read.elements]
        assert all(tags.count(tag) == 1 for tag in ("header", "main", "footer", "nav"))
        assert next(a for tag, a in read.elements if tag == "a")["class"] == "skip"


def test_words_of_a_report_tell_their_direction_and_language() -> None:
    left = Report("a", "قال رئيس البلدية يوم الجمعة إن الجسر مغلق وإن 12 شخصا أصيبوا بجروح.", language="ar")
    read = Read(page.render(compare(left, replace(left, id="b", text=left.text.replace("12", "13")))))
    told = [a for tag, a in read.elements if tag == "p" and a.get("dir") == "auto"]
    assert len(told) >= 4
    assert all(a["lang"] == "ar" for a in told)


# No network, no script of others


def test_nothing_is_fetched() -> None:
    for _, _, read in pages():
        assert not {tag for tag, _ in read.elements} & {
            "img",
            "link",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
        }
        names = {name for _, attributes in read.elements for name in attributes}
        assert not names & {
            "src",
            "srcset",
            "data",
            "poster",
            "action",
            "formaction",
            "background",
            "xlink:href",
            "ping",
        }
        assert all(target.startswith("#") for target in read.values("href"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_the_script_fetches_nothing_and_stores_nothing() -> None:
    script = (Path(page.__file__).parent / "page_script.js").read_text("utf-8")
    assert re.findall(r"https?://[^\"]*", script) == ["http://www.w3.org/2000/svg"]  # a name, not an address
    for word in (
        "fetch",
        "XMLHttp",
        "import(",
        "eval",
        "innerHTML",
        "document.write",
        "localStorage",
        "cookie",
    ):
        assert word not in script


def test_the_page_allows_itself_nothing_but_its_own_two_blocks() -> None:
    for _, written, read in pages()[:5]:
        policy = next(
            a["content"]
            for tag, a in read.elements
            if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy is not None
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        for name in ("style", "script"):
            (block,) = re.findall(f"<{name}>(.*?)</{name}>", written, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
            assert f"{name}-src 'sha256-{digest}'" in policy
        assert read.values("style") == []
        assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]


HOSTILE = (
    "</p><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onfocus='alert(1)' style='x",
    "<!-- --><style>*{display:none}</style></style></script><!--",
    "&lt;script&gt; &#60;b&#62; &amp;quot; javascript:alert(1)",
    "\u202eright\u202c \u2066to\u2069 \x00left\x1b[31m \x9b \ud800 \u2028",
    "{{7*7}} ${x} `x` ]]> <a href=//evil.example>x</a>",
)


def hostile(words: str) -> Comparison:
    """A comparison in which every field that comes from outside, and some that do not, hold the words."""
    text = "The 12 dams {} broke at dawn, he said. “It was {} over,” he {} said.\nRain fell on the town {} at noon.\nThe {} opera opened."
    left = Report(
        f"id {words}",
        text.format(*[words] * 5),
        f"The 12 dams {words} broke",
        f"House {words}",
        language="en",
        notes=(f"note {words}",),
    )
    right = replace(
        left,
        id=f"r {words}",
        text=left.text.replace("12", "13").replace("over", "not over"),
        title=f"The 13 dams {words} broke",
    )
    found = compare(left, right)
    one, other = left.text.index(words), right.text.index(words)
    whole = Change(
        'x" onclick="y', "content", "altered", "conflict", Span(one - 3, one + len(words) + 3), Span(other - 3, other + len(words) + 3), 0, words,
    )  # fmt: skip
    titles = Change(
        "t",
        "name",
        "altered",
        "conflict",
        Span(0, len(left.title or "")),
        Span(0, len(right.title or "")),
        -1,
        words,
    )
    assert found.links
    return replace(
        found,
        changes=(*(replace(c, why=f"{c.why} {words}") for c in found.changes), whole),
        title_changes=(titles,),
        left=replace(found.left, language=f'en" x="{words}', parts=(Part("caption", Span(0, 4)),)),
        relation=replace(found.relation, reasons=(words,)),
        made=replace(found.made, retold=words, settings=words, encoder=words),
        not_checked=(NotChecked("date", words),),
    )


def shape(read: Read) -> set[tuple[str, str]]:
    return {(tag, name) for tag, attributes in read.elements for name in (*attributes, "")}


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_report_become_markup_attribute_style_or_script(words: str) -> None:
    known = {pair for _, _, read in pages() for pair in shape(read)}
    written = page.render(hostile(words))
    read = Read(written)
    assert read.wrong == []
    assert read.open == []
    assert shape(read) <= known
    assert [tag for tag, _ in read.elements if tag in ("script", "style")] == ["style", "script"]
    assert all(target.startswith("#") for target in read.values("href"))


STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_character_that_steers_or_turns_reaches_the_page(words: str) -> None:
    assert STEERING.findall(page.render(hostile(words))) == []


@hypothesis_settings(deadline=None, max_examples=40)
@given(st.text(), st.text())
def test_any_two_texts_give_a_well_formed_page(one: str, other: str) -> None:
    found = pipeline.compare(
        Report("left", f"The dam {one} broke, “{other}” he said."),
        Report("right", f"The dam {other} broke, “{one}” he said."),
    )
    written = page.render(found)
    read = Read(written)
    assert read.wrong == []
    assert STEERING.findall(written) == []
    assert {target[1:] for target in read.values("href")} <= set(read.values("id"))


# Rows


def test_rows_hold_every_sentence_once_and_in_order() -> None:
    for found in comparisons():
        arranged = rows(found)
        for side in ("left", "right"):
            numbers = [
                n
                for row in arranged
                for unit in row.side("left" if side == "left" else "right")
                for n in unit.sentences
            ]
            segmented = found.left if side == "left" else found.right
            assert numbers == list(range(len(segmented.sentences)))


def test_linked_sentences_that_did_not_move_face_each_other() -> None:
    for found in comparisons():
        facing = {row.link for row in rows(found)}
        assert {n for n, link in enumerate(found.links) if not link.moved} <= facing or any(
            link.moved for link in found.links
        )


def test_a_change_that_no_sentence_holds_is_still_listed() -> None:
    found = moved()
    change = Change("x/ y", "figure", "altered", "conflict", Span(0, 3), Span(0, 3), 0, "a reason")
    odd = replace(
        found,
        links=(Link("x", (0,), (0,), "edited", 0.5),),
        changes=(change,),
        left=replace(found.left, sentences=(), parts=(Part("caption", Span(0, 3)),)),
        dropped=(),
    )
    read = Read(page.render(odd))
    assert "a reason" in read.text
    assert {target[1:] for target in read.values("href")} <= set(read.values("id"))


def test_changes_that_share_their_words_both_have_a_place() -> None:
    found = compare(
        "The army sent 140 soldiers to the town of Hallin.",
        "The army sent 104 soldiers to the town of Hallin.",
    )
    first = found.changes[0]
    both = replace(found, changes=(first, replace(first, id="other", kind="name")))
    assert {f"l-{first.id}", "l-other", f"r-{first.id}", "r-other"} <= set(
        Read(page.render(both)).values("id")
    )


# Same bytes, few bytes


def test_the_same_comparison_gives_the_same_bytes() -> None:
    one, other = (page.render(compare(EXAMPLES / "npa-update.txt", EXAMPLES / "flash.txt")) for _ in range(2))
    assert one == other


def test_a_pair_of_twenty_sentences_takes_less_than_150_kilobytes() -> None:
    for _, written, _ in pages():
        assert len(written.encode()) < 150_000


def test_nothing_found_is_said_in_words() -> None:
    text = "The dam above Hallin broke at dawn. Rain fell on the town."
    assert "No change found" in Read(page.render(compare(text, text))).text
    unrelated = compare(EXAMPLES / "npa-update.txt", EXAMPLES / "standard-opera.txt")
    assert "there was nothing to compare" in Read(page.render(unrelated)).text


def test_what_was_not_checked_and_how_it_was_made_is_said() -> None:
    for found, _, read in pages():
        assert all(item.why in read.text for item in found.not_checked)
        assert (
            f"Retold {found.made.retold} · settings {found.made.settings} · encoder {found.made.encoder}"
            in read.text
        )


def test_a_confidence_is_said_in_a_word_and_a_number() -> None:
    found = replace(moved(), relation=Relation("retelling", None, 0.74, ("a reason",)))
    assert "Likely (0.74): a reason." in Read(page.render(found)).text


# Colours


def themes() -> dict[str, Mapping[str, str]]:
    """The colours of each theme, by the block of the style sheet that sets them."""
    blocks = re.findall(r":root([^{,]*) \{([^}]*--paper[^}]*)\}", STYLE)
    read = [(name, dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", body))) for name, body in blocks]
    paper, night, chosen, ink = (colours for _, colours in read)
    assert night == chosen, "night by the system and night by the button differ"
    return {"paper": paper, "night": night, "print": {**paper, **ink}}


def linear(colour: str) -> list[float]:
    """Red, green and blue as light (sRGB, IEC 61966-2-1)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    high, low = sorted(
        (
            sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
            for c in (one, other)
        ),
        reverse=True,
    )
    return (high + 0.05) / (low + 0.05)


def mixed(hue: str, paper: str, share: float) -> str:
    """What `color-mix(in srgb, hue share, transparent)` over the paper looks like."""
    pairs = [(int(hue[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("theme", ["paper", "night"])
def test_all_words_have_the_contrast_of_level_aa(theme: str) -> None:
    colours = themes()[theme]
    hues = [colours[f"k-{kind}"] for kind in LETTERS]
    for ground in (colours["paper"], colours["raised"]):
        for name in ("ink", "calm", "quiet", "accent"):
            assert contrast(colours[name], ground) >= 4.5, (name, ground)
        for hue in hues:
            assert contrast(hue, ground) >= 4.5, (hue, ground)
            assert contrast(colours["ink"], mixed(hue, ground, 0.20)) >= 4.5
    assert all(contrast(colours["sign-letter"], hue) >= 4.5 for hue in hues)


def test_all_words_have_the_contrast_of_level_aa_in_print() -> None:
    colours = themes()["print"]
    assert colours["paper"] == "#fff"
    for name in ("ink", "calm", "quiet", "accent", *(f"k-{kind}" for kind in LETTERS)):
        assert contrast(colours[name], "#ffffff") >= 4.5


#: What is left of light without the long, the middle or the short cones: Machado, Oliveira and Fernandes 2009, severity 1.
SIGHTS: Mapping[str, Callable[[list[float]], list[float]]] = {
    name: lambda light, rows=rows: [sum(w * part for w, part in zip(row, light, strict=True)) for row in rows]  # type: ignore[misc]
    for name, rows in {
        "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }.items()
}


def oklab(light: list[float]) -> list[float]:
    """Oklab (Ottosson 2020), in which distances are about what eyes see."""
    r, g, b = (min(1.0, max(0.0, part)) for part in light)
    one = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    two = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    three = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return [
        0.2104542553 * one + 0.793617785 * two - 0.0040720468 * three,
        1.9779984951 * one - 2.428592205 * two + 0.4505937099 * three,
        0.0259040371 * one + 0.7827717662 * two - 0.808675766 * three,
    ]


@pytest.mark.parametrize("theme", ["paper", "night"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_hues_are_told_apart_by_the_common_kinds_of_sight(theme: str, sight: str) -> None:
    colours = themes()[theme]
    seen = {kind: oklab(SIGHTS[sight](linear(colours[f"k-{kind}"]))) for kind in LETTERS}
    for one, other in combinations(LETTERS, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > 0.06, (one, other, round(distance, 3))


def test_no_kind_is_told_by_its_hue_alone() -> None:
    assert len(set(LETTERS.values())) == len(set(page._SHAPES.values())) == len(LETTERS) == len(page._SHAPES)


def test_motion_is_only_for_those_who_want_it_and_buttons_are_not_printed() -> None:
    for block in re.findall(r"[^\n]*(?<![\w-])(?:transition|scroll-behavior):[^\n]*", STYLE):
        assert STYLE.index("prefers-reduced-motion: no-preference") < STYLE.index(block)
    assert ".theme" in STYLE[STYLE.index("@media print") :]


# The command


def test_the_command_writes_the_page_beside_what_it_prints(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    left, right = (str(EXAMPLES / name) for name in ("npa-update.txt", "standard.txt"))
    assert cli.main(["compare", left, right]) == 0
    printed = capfdbinary.readouterr().out
    file = tmp_path / "pair.html"
    assert cli.main(["compare", left, right, "--html", str(file)]) == 0
    assert capfdbinary.readouterr().out == printed
    assert file.read_bytes() == page.render(compare(left, right)).encode()


@pytest.mark.parametrize("name", ["", "none/pair.html", "left.txt"])
def test_a_page_that_cannot_be_written_is_told_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "left.txt").write_text("The dam broke at dawn.", "utf-8")
    (tmp_path / "right.txt").write_text("The dam broke at dawn on Tuesday.", "utf-8")
    assert cli.main(["compare", "left.txt", "right.txt", "--html", name]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("retold: The page ")
    assert "--html" in err
    assert (tmp_path / "left.txt").read_text("utf-8") == "The dam broke at dawn."


def test_many_pairs_are_no_page(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "--pairs", "x.jsonl", "--json", "--html", "x.html"]) == 2
    assert "--html writes one comparison." in capfd.readouterr().err
