"""Quotations followed through many reports: which of them are one, and what became of its words.

In go the quotations of several reports (`quoted`), who spoke them by each report (`speakers`), and which pairs of
reports are worth looking at; out come groups: one quotation each, its tellings in order of time, each with a
verdict against the first. Two quotations are one by the words that they share in the same order (longest common
subsequence), who spoke, and how the reports stand to each other: what two reports of one story have in common says
more than what two reports have that share nothing else, and a short quotation says nothing without its speaker.

Not tried: quotations in two languages, words that a speaker said twice on two days, and whether another wording
keeps the sense.
"""

from __future__ import annotations

from .matching import (
    NOBODY,
    Bag,
    Edge,
    Likeness,
    Near,
    Pair,
    Quoted,
    Speaker,
    Telling,
    alike,
    groups,
    keys,
    likeness,
    one_speaker,
    quoted,
    same,
    speakers,
    stands_for,
    stretch,
)
from .verdicts import Told, named, told, wording_ids

__all__ = [
    "NOBODY",
    "Bag",
    "Edge",
    "Likeness",
    "Near",
    "Pair",
    "Quoted",
    "Speaker",
    "Telling",
    "Told",
    "alike",
    "groups",
    "keys",
    "likeness",
    "named",
    "one_speaker",
    "quoted",
    "same",
    "speakers",
    "stands_for",
    "stretch",
    "told",
    "wording_ids",
]
