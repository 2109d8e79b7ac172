"""Numbers of the family tree: what it costs to gain and to lose words, and what an ancestor must be worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Descending:
    """How reports are laid into a tree."""

    #: What the loss of a word costs beside its gain.
    loss: float = 0.6
    #: A run of words gained together costs its length to this power: one slip, or one sentence.
    gain_power: float = 0.75
    #: The same for words lost.
    loss_power: float = 0.3
    #: What a lost ancestor must save, in words gained, before it is put in.
    lost: float = 14.0
    #: How much what was lost more than once is discounted.
    coincidence: float = 1.0
    #: What an edge against the dates costs.
    against_dates: float = 30.0
    #: Sweeps over the tree that move what stands badly.
    sweeps: int = 4
    #: Reports of one tree; a larger family is split.
    most: int = 500
