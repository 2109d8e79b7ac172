"""Numbers of following a quotation through many reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Following:
    """When a quotation of one report is that of another.

    Likeness is the share of the lighter wording's words that stand in the other in the same order, longer words
    counting three times.
    """

    #: Words of a quotation that is too short to be known by its words: it needs the same speaker and the same story.
    short: int = 3
    #: Likeness in two reports of one story, where both name one speaker. At .6 "We will rebuild the school by June" is
    #: "We will rebuild the bridge by July".
    same_story: float = 0.7
    #: The same where a report does not tell who spoke.
    speaker_untold: float = 0.8
    #: The same for two short quotations, of one speaker.
    same_short: float = 0.5
    #: The same for two that a comparison of their reports puts one for the other.
    same_linked: float = 0.45
    #: Words in a row that two quotations of one story share, if these tell something, from which they are one although each
    #: goes on in its own way. Of 14 altered quotations of the development pairs with marks on both sides 11 are found so,
    #: 10 without.
    story_run: int = 8
    #: What the words in common must weigh together for that.
    story_telling: float = 2.0
    #: Words of a quotation that is known in reports that share nothing else.
    far_words: int = 6
    #: Sum of the weights of the words that such two share, each from 0 (the) to 1 (rare): a set phrase ("we are doing all
    #: we can to help the people") has 1.2.
    far_telling: float = 2.0
    #: Days between two such reports. What is said again later is another utterance.
    far_days: float = 10.0
    #: Words in a row, of the lighter wording's, that do instead of a short time and of a named speaker.
    far_run: int = 10
    #: Words of a run under which a quotation is looked for.
    key_words: int = 3
    #: Weight that the words of such a run have together at least.
    key_telling: float = 0.5
    #: Texts in which such a run may stand: one in more is a set phrase.
    key_most: int = 40
    #: Words between two pieces of one quotation that its cue splits.
    beside: int = 14
