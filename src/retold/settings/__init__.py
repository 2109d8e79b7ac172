"""Every number that was chosen, by name, with the measurement it came from.

"Development pairs" are two sets of report pairs whose sentence links were marked by hand: 11 pairs of
1987 newswire and 18 pairs of news of 2008 to 2018; "development relations" are 29 and 60 labelled pairs.
Numbers were chosen on those alone, those of `Storying` on ECB+, train and dev. A stage gets its own section, never the whole.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from ..digest import digest
from .comparing import Directing, Linking, Relating
from .following import Following
from .lineages import Descending, Joining, Kinship
from .piles import Adding, Finding, Printing, Skimming, Storying
from .reading import (
    Attributing,
    Counting,
    Dating,
    Hedging,
    Matching,
    Naming,
    Opposing,
    Quoting,
    Reading,
    Rewording,
)
from .tracing import Tracing

__all__ = [
    "DEFAULT",
    "Adding",
    "Attributing",
    "Counting",
    "Dating",
    "Descending",
    "Directing",
    "Finding",
    "Following",
    "Hedging",
    "Joining",
    "Kinship",
    "Linking",
    "Matching",
    "Naming",
    "Opposing",
    "Printing",
    "Quoting",
    "Reading",
    "Relating",
    "Rewording",
    "Settings",
    "Skimming",
    "Storying",
    "Tracing",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections. `digest` names them in every result."""

    linking: Linking = field(default_factory=Linking)
    relating: Relating = field(default_factory=Relating)
    directing: Directing = field(default_factory=Directing)
    reading: Reading = field(default_factory=Reading)
    printing: Printing = field(default_factory=Printing)
    skimming: Skimming = field(default_factory=Skimming)
    finding: Finding = field(default_factory=Finding)
    adding: Adding = field(default_factory=Adding)
    storying: Storying = field(default_factory=Storying)
    following: Following = field(default_factory=Following)
    tracing: Tracing = field(default_factory=Tracing)
    descending: Descending = field(default_factory=Descending)

    @property
    def digest(self) -> str:
        """Names this choice of numbers."""
        return digest(repr(sorted(asdict(self).items())))


DEFAULT = Settings()
