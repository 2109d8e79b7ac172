"""Numbers of tracing: where a claim is looked for, which sentences tell it, and which reports have it from one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tracing:
    """When a sentence tells a claim, and when two tellings have one origin.

    "Linked sentences" are the 315 sentences of the development pairs that have a counterpart in the other report, each
    taken for a claim; "independent links" are the 101 links of development pairs that tell of one event without re-use.
    """

    #: Likeness from which a sentence tells the claim, with so much of its core; as in linking.
    least: float = 0.42
    #: Share of what the claim says of its names and figures, words that stand all over the story weighing less: two
    #: sentences of one story are alike. Of the linked sentences .818 have both, and .050 others a claim (where a name that
    #: opens the claim belongs to the core: .821 and .047); without the core .92 and .35.
    core_share: float = 0.55
    #: Share of the claim's names that its report must hold anywhere. In 19,779 wire reports a claim on one company's offer
    #: found 34 sentences on others without this.
    names_share: float = 0.5
    #: Likeness from which further sentences of a report tell it, if they tell as much of its core. .5: a tenth of the
    #: reports would have a second one that tells something else, .6: .025.
    further: float = 0.6
    #: Likeness to a sentence that tells the claim, from which a sentence tells it in other words, too.
    follow: float = 0.6
    #: The least likeness to the claim itself that this takes: as in linking, two sentences may share another thing.
    follow_claim: float = 0.35
    #: Likeness to a sighting that some sentence of a report that derives from its report must have, for the two to be linked
    #: at all. For 400 sentences of 19,780 wire reports 674 reports were asked so; the 232 linked sentences have .32 and
    #: more, two thirds of the other reports less than .3. Bears on speed alone.
    retold: float = 0.3
    #: Share of the claim's words that must stand in a sentence for its wording to be called edited. As in linking.
    edited_share: float = 0.5
    #: Equal words in a row that count as copied between two sentences. Two: independent links share a quarter more.
    run_words: int = 3
    #: Weight of copied words, from 0 (the) to 1 (rare) each, that is a sign of copying by itself; names, figures and
    #: quoted words count nothing. Of the independent links 3 have more, all of them after one press release or court
    #: filing; 3: eight, among them "two counts of murder and one count of kidnapping".
    odd_alone: float = 3.5
    #: The same where the two reports are known to derive: half of the edited links of retellings have 2.8 or more, half
    #: of the independent ones nothing.
    odd_between: float = 0.8
    #: Sentences that the shorter of two reports must have for its relation to the other to count beside the sentence itself.
    derived_sentences: int = 4
    #: Weight of words in the same order, however far apart, in a report that retells the other from end to end. Two
    #: independent sentences about one thing share one such word.
    odd_ordered: float = 1.5
    #: Share of the words of two sentences that must stand in both, in one order, to be a sign in a report that retells the
    #: other from end to end, whatever they weigh: a quotation of which only "the official said" became "he said". Of 245 linked sentences of
    #: development retellings .23 have .8 or more without being equal, of 20 of reports told independently one.
    taken_share: float = 0.8
    #: Words that a sentence must have for the same words to be a sign: shorter ones are set phrases.
    verbatim_words: int = 8
    #: Reports of a question up to which pairs in doubt are read side by side in full, 20 to 50 ms each; above, the light
    #: reading of the archive counts alone.
    read_fully: int = 6
    #: Wordings of a claim that a sighting is held against: those before it that share most odd words.
    most_wordings: int = 30
    #: Texts that are read for a claim whose words they mostly hold, and as many that derive from them. The rest is counted
    #: and told.
    most_reports: int = 400
    #: Texts that are read where it is doubtful whether they hold it.
    most_doubtful: int = 60
    #: Texts that the postings of a large archive may offer, the most telling first.
    most_candidates: int = 2000
    #: Texts of an archive up to which all of them are read for a claim: some 5 ms each.
    read_all: int = 60
    #: Texts of an archive up to which all of them are asked for the claim's words.
    scan_texts: int = 150_000
    #: Share of the claim's weighed words that a sentence must hold, as codes, for its text to be read at all.
    skim_share: float = 0.3
    #: The share from which a text is read in any case.
    skim_sure: float = 0.6
    #: Likeness from which two sentences of a story tell one claim, on average over the claim's sentences.
    claim_likeness: float = 0.5
    #: Sentences of a story that are grouped into claims; of longer stories the first ones of each report.
    most_sentences: int = 2500
    #: Words that a sentence must have to be a claim.
    claim_words: int = 6
