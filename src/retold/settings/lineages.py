"""Numbers of the family tree: what it costs to gain and to lose words, and what an ancestor must be worth.

Chosen on simulated traditions with known trees, of seeds of their own: newsrooms with and without dates, copyists, and a
second simulation of copyists that shares nothing with the first. Figures are F1 of undirected edges.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kinship:
    """What each sign that one edited report is the source of another is worth, in log-odds against the other reports.

    Fitted by maximum likelihood over all trees (`evaluation/fit_lineage.py`) on 120 simulated newsroom traditions, each
    with what is known of dates and publishers and with the texts alone. Counts weigh by their logarithm.
    """

    #: Sentence by sentence, how few reports older than the retelling have the rarest word that the two share.
    rarest: float = 1.8
    #: Words of the retelling in sentences that the source lacks, beyond those that its best source lacks.
    new_words: float = -0.91
    #: No source lacks fewer.
    new_fewest: float = -0.9
    #: The same for words that are new in sentences which both have.
    gained: float = -0.82
    #: No source lacks fewer.
    gained_fewest: float = -0.45
    #: Sentences of the source that the retelling lacks, before its end and at its end.
    dropped_inside: float = -1.13
    #: See above.
    dropped_end: float = -0.53
    #: Words of the source that the retelling lacks in sentences which both have; runs of such words; how few reports
    #: have the rarest of each sentence; marks.
    lost: float = -0.72
    #: See above.
    lost_runs: float = 1.71
    #: See above.
    lost_rare: float = -1.31
    #: See above.
    lost_marks: float = -0.28
    #: Sentences that both have, word for word: by their logarithm, and each of the first thirty.
    whole: float = 1.08
    #: See above.
    whole_more: float = 0.15
    #: Sentences that stand in another order.
    moved: float = -0.9
    #: Paragraphs of the source that the retelling has run together.
    paragraphs: float = -0.29
    #: The logarithm of how much longer the retelling is.
    longer: float = -0.87
    #: The same headline.
    title: float = 0.31
    #: The retelling names the publisher of the source; less by the logarithm of how many others that are no younger do.
    named: float = 3.77
    #: See above.
    named_by_others: float = -0.97
    #: Both are of one publisher.
    same_publisher: float = 1.37
    #: The source was published after the retelling; the dates do not tell.
    against_date: float = -3.05
    #: See above.
    no_date: float = -0.54
    #: A report without a source among the others; by how many sentences the others have of it; by how many reports there
    #: are; by how many are older.
    begins: float = 1.65
    #: See above.
    central: float = -0.99
    #: See above.
    of_many: float = -0.57
    #: See above.
    not_first: float = -0.4


@dataclass(frozen=True, slots=True)
class Joining:
    """What shows that an edited report was made from a second source, in log-odds.

    Two regressions on the reports of 120 simulated newsroom traditions, with dates and without: which of the others is
    the second source (conditional logit, where there is one), and whether there is one at all. Counts weigh by their
    logarithm.
    """

    #: Sentences of which the report has the wording of the other, and not of its first source.
    reworded: float = 0.48
    #: Words that neither source explains; that this one alone does.
    unexplained: float = -2.35
    #: See above.
    shared: float = 1.68
    #: The report names its publisher.
    named: float = 1.14
    #: It descends from the first source.
    below: float = -0.54
    #: The logarithm of its chance to be the first source.
    chance: float = 0.52
    #: It was published after the report.
    against_date: float = -2.51
    #: Whether there is one at all, by the same signs.
    enough: float = -6.57
    #: See above.
    enough_reworded: float = 0.86
    #: See above.
    enough_shared: float = 1.94
    #: See above.
    enough_named: float = 1.5
    #: See above.
    enough_against_date: float = -1.97
    #: The chance from which a second source is told: F1 of such reports is .62 with .4, .57 with .5 (with dates).
    least: float = 0.4


@dataclass(frozen=True, slots=True)
class Descending:
    """How reports are laid into a tree."""

    #: The signs of a source, where reports were edited.
    kinship: Kinship = field(default_factory=Kinship)
    #: The signs of a second source, there.
    joining: Joining = field(default_factory=Joining)
    #: The share of missing words that are missing in runs from which a tradition counts as edited and not as copied.
    #: Of 120 simulated newsrooms all lie above .51, of 60 traditions of hand copies 55 below .45.
    edited: float = 0.5
    #: Words that children of one report share and nobody else has, from which an unseen version is put between.
    unseen_words: int = 6

    #: The share of missing words that are missing in runs, up to which a tradition counts as copied, and from which as
    #: edited. Of 24 simulated traditions each, the half of hand copies lies below .33 (with eight times the errors below
    #: .16), of newsrooms above .80.
    copied_cuts: float = 0.45
    #: See above.
    edited_cuts: float = 0.7
    #: What the loss of a word costs beside its gain where texts were copied, and where they were edited: editors cut
    #: what they like. In between the price slides.
    copied_loss: float = 0.6
    #: Copyists: .83 with .6, .81 with .3, .77 with .15. Newsrooms with dates: .66 with .1, .64 with .15, .61 with .6.
    edited_loss: float = 0.1
    #: A run of words gained together costs its length to this power: one slip, or one sentence. What the parents of 1,800
    #: simulated versions have in common with them, by the length of the run, weighs as 1, 1.2, 2.5 and 4.4 for 1, 3, 6 and
    #: 20 words (conditional logit); .75 gives .60 for .64 in newsrooms.
    gain_power: float = 0.5
    #: The same for words lost.
    loss_power: float = 0.3
    #: A mark (comma, quotation mark, new paragraph) beside a word, weighed in the same way.
    mark: float = 0.4
    #: Two words that stand side by side here and apart elsewhere, weighed in the same way.
    junction: float = 1.0
    #: What a lost ancestor must save, in words gained, before it is put in: with 25 .77 of the edges that are .80 with 14
    #: (second simulation).
    copied_lost: float = 14.0
    #: The same where texts were edited: .60 with 14, .64 with 25, .66 with 60.
    edited_lost: float = 60.0
    #: How much what was lost more than once is discounted.
    coincidence: float = 1.0
    #: What a report dated after its retellings costs, as a share of the price of a lost ancestor: less, for else one would
    #: be put in for it. Directed edges with dates: .605 with .17, .615 with .4.
    against_dates: float = 0.4
    #: Log-odds that the side of an edge which has more words is the source, for each doubling of what it has more. The
    #: longer of parent and version is the parent in 1 of 2 where they differ by up to 15 words, 2 of 3 by up to 31, 5 of 6
    #: by up to 63, and 24 of 25 beyond (newsrooms).
    longer: float = 0.6
    #: Doublings that tell nothing: up to some six words.
    longer_from: float = 2.5
    #: See above.
    longer_most: float = 3.5
    #: Log-odds for each word that was replaced by one that stands nowhere else in the tradition: with
    #: four to seven such words more the version is the one that has them in 5 of 7 (copyists).
    strange: float = 0.25
    #: See above.
    strange_most: float = 2.0
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
    #: Such words that make a second source. F1 of reports with two sources: .36 with 20 and an eighth of the report, .49
    #: with 14 and a fourteenth (newsrooms with dates).
    joined_words: int = 14
    #: And the share of the report that they are.
    joined_share: float = 0.07
    #: They stand in no more than this share of the reports that do not derive from it: what most have was rather lost by
    #: the parent. Without it a fifth of the edges of copyists that come of it are false.
    joined_spread: float = 0.5
