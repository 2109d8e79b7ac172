"""How often what happens: every rate of the simulator, with its reason. docs/method/simulate.md has the sources.

These numbers describe the world that is simulated, not how Retold reads: nothing in Retold reads them but the
simulator, and they were set before anything was measured on the traditions.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyistRates:
    """Chances a word, for a copyist of middling care copying an exemplar in good order."""

    #: Spellings of one's own, where a habit applies. Orthography is the commonest and least telling variation.
    habit: float = 0.35
    #: A misspelling. Hand copies show about one a hundred words.
    slip: float = 0.006
    #: A word left out; short words three times as often, and more often than anything is added (Royse 2008).
    omit: float = 0.0025
    #: A short word put in that the sentence allows.
    insert: float = 0.0008
    #: A short word for another of its kind: the commonest substitution, kept in mind by sense and not by letter.
    small: float = 0.006
    #: A common word for one that means the same.
    synonym: float = 0.004
    #: A word for another word of the text that looks like it; the commoner one wins (lectio facilior).
    alike: float = 0.0015
    #: Two neighbours exchanged.
    swap: float = 0.0015
    #: A word written twice.
    double: float = 0.0005
    #: Two words written as one, or one as two.
    join: float = 0.0006
    #: A comma or full stop set or left out.
    point: float = 0.008
    #: A misspelt word that a copyist mends on his own.
    mend: float = 0.2
    #: A substituted word that he guesses back; seldom.
    guess: float = 0.03
    #: Leaps of the eye between two like words, a thousand words.
    leap: float = 0.5
    #: Whole lines of the exemplar skipped, a thousand words.
    line: float = 0.15
    #: Some words copied twice in a row, a thousand words.
    repeat: float = 0.08
    #: How far copyists differ in care (log-normal), and traditions among themselves.
    spread: float = 0.5
    tradition_spread: float = 0.4


@dataclass(frozen=True, slots=True)
class CopyistShape:
    """How a hand-copied tradition grows and what survives."""

    #: Shares of all versions that are lost, copied or not, drawn for each tradition.
    lost: tuple[float, float] = (0.1, 0.5)
    #: The first version of all is lost in this share of traditions.
    root_lost: float = 0.25
    #: Copies made from two exemplars: drawn for each tradition up to this share.
    contaminated: float = 0.2
    #: Of those, the exemplar is changed midway; the others are corrected against a second one.
    exchanged: float = 0.5
    #: Witnesses of which only a part survives: up to this share.
    fragments: float = 0.25
    #: How unequal exemplars are in how often they are copied.
    fertility: float = 0.8


@dataclass(frozen=True, slots=True)
class NewsroomShape:
    """How news of one event spreads, and what survives."""

    #: What is made of a report, by weight: most papers print agency copy shortened or lightly edited (Lewis,
    #: Williams and Franklin 2008), a part of them as it came.
    kinds: tuple[tuple[str, float], ...] = (
        ("repost", 0.1),
        ("light", 0.3),
        ("rewrite", 0.22),
        ("short", 0.13),
        ("brief", 0.06),
        ("own reporting", 0.1),
        ("digest", 0.08),
    )
    #: The agency sends a new version of its own report as one of so many versions.
    update: float = 0.12
    #: A paper does so with its own, too, but seldom.
    own_update: float = 0.03
    #: A publisher puts its own version right.
    correction: float = 0.04
    #: An editor works from two reports: up to this share of versions, drawn for each tradition.
    merged: float = 0.25
    #: A second report of the event that owes nothing to the first, where one was written.
    independent: float = 0.5
    #: A report that was rewritten, shortened to a brief or put into a digest credits the agency in this share of the
    #: cases in which it would have, had it been copied: of two reworked agency stories one names the agency.
    credit_reworked: float = 0.5
    #: A retelling names the paper it was made from. Of 174 modern reports of many outlets .20 name a medium that is no
    #: agency and not their own as the source of something they tell, .30 any.
    named: float = 0.2
    #: Shares of all versions that are lost.
    lost: tuple[float, float] = (0.0, 0.3)
    root_lost: float = 0.08
    #: How much more an agency's report is copied than a paper's, drawn for each tradition.
    agency: tuple[float, float] = (1.0, 8.0)
    #: How unequal reports are in how often they are copied.
    fertility: float = 0.9
    #: Versions without a date, with the day alone, with the time of a later change instead of the first.
    undated: float = 0.1
    day_only: float = 0.12
    redated: float = 0.04


@dataclass(frozen=True, slots=True)
class Work:
    """How much is done to a report of one kind of retelling. What is an editor's habit is scaled by the house."""

    #: The share of paragraphs kept from the beginning, and the fewest; cut in this share of versions.
    kept: tuple[float, float] = (1.0, 1.0)
    fewest: int = 2
    cut: float = 1.0
    #: Single sentences dropped; asides, attributions and hedges cut.
    drop: float = 0.0
    trim: float = 0.0
    #: Sentences in other words, and how much of that is the house's habit.
    reword: float = 0.0
    by_habit: float = 0.0
    #: Sentences joined or parted, figures made round, paragraphs moved up.
    join: float = 0.0
    rounded: float = 0.0
    moved: float = 0.0


#: What each kind of retelling does. Deleting is the commonest of all editing, then replacing words; rules of syntax
#: apply in a tenth of the sentences (Bell 1984).
WORK: dict[str, Work] = {
    "brief": Work(kept=(0.0, 0.0), fewest=3, trim=0.4, by_habit=0.5),
    "digest": Work(kept=(0.0, 0.3), fewest=3, by_habit=0.4),
    "short": Work(kept=(0.35, 0.75), drop=0.08, trim=0.2, by_habit=0.35),
    "rewrite": Work(drop=0.15, trim=0.25, reword=0.4, by_habit=0.6, join=0.2, rounded=0.25, moved=0.6),
    "light": Work(
        kept=(0.6, 0.95), fewest=3, cut=0.4, drop=0.06, trim=0.1, reword=0.15, by_habit=0.3, join=0.06, rounded=0.06, moved=0.2,
    ),
}  # fmt: skip
