"""How a retelling names the paper from which it has its story: in a sentence, or in a line of its own.

In goes a copy and the name of the house whose report it was made from, out comes the copy with the name in it. What
stands in a sentence is copied on with it, as it is in the news; a line of its own is taken out like any credit.
"""

from __future__ import annotations

import dataclasses
import re

from . import wording
from .draw import Draw
from .editing import Copy, aside, put_aside

#: What is put at the end of a sentence, and the line under a report that was taken over as it stands.
_NAMED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (", the {name} reported", ", according to the {name}", ", the {name} says"),
        ("This article first appeared in the {name}.", "Source: {name}", "First published by the {name}."),
    ),
    "fr": ((", a rapporté {name}", ", selon {name}"), ("Article paru dans {name}.", "Source : {name}")),
    "de": ((", berichtete {name}", ", wie {name} meldete"), ("Zuerst erschienen in {name}.", "Quelle: {name}")),
    "": ((" ({name})",), ("({name})",)),
}  # fmt: skip
#: Sentences from the top that may carry it.
_FIRST = 4


def name_the_source(copy: Copy, name: str, language: str, draw: Draw, *, whole: bool) -> None:
    """Put the name in; `whole` where the report was taken over as it stands."""
    inside, lines = _NAMED.get(language, _NAMED[""])
    name = re.sub(r"^The ", "", name)
    places = [
        (n, k)
        for n, paragraph in enumerate(copy.paragraphs)
        for k, sentence in enumerate(paragraph)
        if not aside(sentence)
    ][:_FIRST]
    fit = [(n, k) for n, k in places if _bears(copy.paragraphs[n][k].text)]
    if whole or not fit:
        line = draw.pick(lines).format(name=name)
        copy.paragraphs.append(put_aside("credit", line))
        copy.note("source named", "", line)
        return
    n, k = draw.pick(fit)
    sentence = copy.paragraphs[n][k]
    text = sentence.text[:-1] + draw.pick(inside).format(name=name) + "."
    copy.note("source named", sentence.text, text)
    copy.paragraphs[n][k] = dataclasses.replace(sentence, text=text, others=())


def _bears(text: str) -> bool:
    """Whether a sentence can be followed by who reported it: it is a plain one, without who said it."""
    return (
        text.endswith(".")
        and not wording.quoted(text)
        and not re.search(
            r"(?i)\b(?:said|says|told|according|reported|selon|dit|sagte|berichtete|meldete)\b", text
        )
    )
