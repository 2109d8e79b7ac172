"""The invented reports and tales that come with Retold, and reports of one's own, as the simulator tells them.

In goes a file of `data/` or a text; out comes a `Tale`: sentences in paragraphs, with other wordings where an author
wrote some, and what may be added later. The format of the files is told in docs/method/simulate.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from ..text.language import language_of
from ..text.sentences import sentences

_MARK = re.compile(r"(?P<sign>[-+~]) (?:\[(?P<claim>\w+)\] )?(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on its way through the versions.

    `keys` name what it tells; `origin` is the version that brought it in; `others` are other wordings of the same;
    `facts` are the figures and names that were changed in it, so that another wording takes them over.
    """

    text: str
    keys: tuple[str, ...] = ()
    origin: str = ""
    others: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    leans: bool = False


Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of a story: its titles and its paragraphs."""

    titles: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Tale:
    """A story that can be retold, with what its retellers may add."""

    name: str
    language: str
    style: str
    place: str
    date: str
    told: Account
    other: Account | None = None
    later: tuple[Sentence, ...] = ()
    own: tuple[Sentence, ...] = ()
    background: tuple[Sentence, ...] = ()
    figures: tuple[tuple[str, ...], ...] = ()
    people: tuple[tuple[str, str], ...] = field(default=())


@lru_cache(maxsize=1)
def shipped() -> tuple[Tale, ...]:
    """All reports and tales of the package, by name."""
    found = [
        parsed(file.name.removesuffix(".txt"), file.read_text("utf-8"))
        for folder in ("reports", "tales")
        for file in resources.files(__package__).joinpath("data", folder).iterdir()
        if file.name.endswith(".txt")
    ]
    return tuple(sorted(found, key=lambda tale: tale.name))


def parsed(name: str, written: str) -> Tale:
    """A file of the package as a tale."""
    head, *sections = re.split(r"^== (?=\w)", written, flags=re.MULTILINE)
    notes = _notes(head)
    parts: dict[str, Account] = {}
    for section in sections:
        title, _, body = section.partition("\n")
        parts[title.strip()] = _account(title.strip(), body, notes)
    told = parts.pop("told")

    def pool(part: str) -> tuple[Sentence, ...]:
        return tuple(s for paragraph in parts[part].paragraphs for s in paragraph) if part in parts else ()

    return Tale(
        name, _one(notes, "language"), _one(notes, "style"), _one(notes, "place"), _one(notes, "date"), told,
        other=parts.get("other"), later=pool("later"), own=pool("own"), background=pool("background"),
        figures=tuple(tuple(step.strip() for step in line.split(">")) for line in notes.get("figure", [])),
        people=tuple(
            (short.strip(), full.strip()) for short, _, full in (line.partition("=") for line in notes.get("name", []))
        ),
    )  # fmt: skip


def from_text(name: str, title: str | None, text: str, language: str | None, date: str = "") -> Tale:
    """A report of one's own as a tale: its paragraphs and sentences, and nothing that could be added."""
    paragraphs = tuple(_plain(text, title))
    return Tale(
        name,
        language or language_of(text) or "",
        "report",
        "",
        date,
        Account((title,) if title else (), paragraphs),
    )


def _plain(text: str, title: str | None) -> Iterator[Paragraph]:
    number = 0
    for match in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text, re.DOTALL):
        block = match[0].strip()
        if not block or block == title:
            continue
        found = []
        for start, end in sentences(block, 0, len(block)):
            found.append(Sentence(" ".join(block[start:end].split()), (f"told{number}",)))
            number += 1
        if found:
            yield tuple(found)


def _account(part: str, body: str, notes: dict[str, list[str]]) -> Account:
    own = _notes(body)
    paragraphs: list[Paragraph] = []
    number = 0
    for block in re.split(r"\n\s*\n", body):
        found: list[Sentence] = []
        for line in block.splitlines():
            match = _MARK.fullmatch(line.strip())
            if match is None:
                if line.strip() and not re.match(r"\w+: ", line):
                    found += (
                        Sentence(line[s:e], (f"{part}{number + n}",))
                        for n, (s, e) in enumerate(sentences(line, 0, len(line)))
                    )
                    number += len(found)
                continue
            if match["sign"] == "~":
                last = found.pop()
                found.append(
                    Sentence(last.text, last.keys, last.origin, (*last.others, match["text"]), (), last.leans)
                )
                continue
            key = match["claim"] or f"{part}{number}"
            number += 1
            found.append(Sentence(match["text"], (key,), leans=match["sign"] == "+"))
        if found:
            paragraphs.append(tuple(found))
    titles = own.get("title") or (notes.get("title", []) if part == "told" else [])
    agency = _one(own, "agency") or (_one(notes, "agency") if part == "told" else "")
    return Account(tuple(titles), tuple(paragraphs), agency)


def _notes(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+):[ \t]*(.*)$", text, re.MULTILINE):
        found.setdefault(name, []).append(value.strip())
    return found


def _one(notes: dict[str, list[str]], name: str) -> str:
    return (notes.get(name) or [""])[0]
