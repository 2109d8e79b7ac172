"""Numbers of the family tree: what it costs to gain and to lose words, and what an ancestor must be worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Descending:
    """How reports are laid into a tree."""

    #: What the loss of a word costs beside its gain.
    loss: float = 0.6
    #: A run of words gained together costs its length to this power: one slip, or one sentence.
    gain_power: float = 0.5
    #: The same for words lost.
    loss_power: float = 0.3
    #: A mark (comma, quotation mark, new paragraph) beside a word.
    mark: float = 0.4
    #: Two words that stand side by side here and apart elsewhere.
    junction: float = 1.0
    #: What a lost ancestor must save, in words gained, before it is put in.
    lost: float = 14.0
    #: How much what was lost more than once is discounted.
    coincidence: float = 1.0
    #: What an edge against the dates costs.
    against_dates: float = 10.0
    #: Log-odds that the side of an edge which has more words is the source, for each doubling of what it has more; and
    #: at most.
    longer: float = 0.3
    #: See above.
    longer_most: float = 3.0
    #: Log-odds for each word that was replaced by one that stands nowhere else in the tradition, and at most.
    strange: float = 0.5
    #: See above.
    strange_most: float = 3.0
    #: Log-odds against a lost report as the root.
    lost_root: float = 1.0
    #: A place that costs so much more is e times less likely.
    doubt: float = 2.0
    #: Edges that may stand instead are told down to this chance.
    rival: float = 0.15
    #: Sweeps over the tree that move what stands badly.
    sweeps: int = 4
    #: Up to so many reports the tree is searched in all its sweeps; up to the second number in one; above it is built and
    #: not searched.
    searched_whole: int = 80
    #: See above.
    searched_once: int = 160
    #: Two reports hang together where so much of one stands in the other, in runs of so many words, and at least so many
    #: words. In 24 simulated newsroom traditions a retelling has .32 or more of its parent, in 10 hand-copied ones .13 or
    #: more (a fragment); independent accounts of one event share .03 at most.
    shared_run: int = 4
    #: See above.
    shared_share: float = 0.06
    #: See above.
    shared_words: int = 8
    #: Reports of one tree; a larger family is split.
    most: int = 500
    #: Words in a row that count as taken from a second source.
    joined_run: int = 4
    #: Such words that make a second source.
    joined_words: int = 20
    #: And the share of the report that they are.
    joined_share: float = 0.12
