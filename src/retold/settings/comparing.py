"""Numbers of linking and relating: which sentences tell the same, and how two reports relate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linking:
    """When a sentence of one report is taken to tell what a sentence of the other tells.

    Link F1 on the 11 development pairs of 1987 and the 18 modern ones is .966 and .903; one pair of sentences is .002.
    The figures below are for the modern pairs, each number changed alone; where nothing else is said, from a floor of
    .5 and a widen_floor of .5, where F1 was .907.
    """

    #: Share of the encoder's cosine in the likeness of two sentences; the words have the rest. .3: .891, .7: .896.
    vector_share: float = 0.5
    #: Share of containment against Dice in the lexical part: a short sentence inside a long one counts.
    #: .3: .903, .7: .899.
    containment_share: float = 0.5
    #: A word that stands in n sentences of one report weighs n ** -x: names that stand everywhere tell little.
    #: 0: .887, .5: .896.
    spread_exponent: float = 0.3
    #: Weight added to the lighter sentence before asking how much of it is told: two words make no sentence.
    #: Without it .909, but .002 less on average over moved numbers, and a hundredth of precision.
    ballast: float = 0.3
    #: Likeness from which two sentences may be linked. At .5 links are better by .008 (.911), and .037 of the changes of
    #: any kind are not found any more (.745): what is not linked is not read. .4: .898, .45: .901.
    floor: float = 0.42
    #: The same for two reports of one sentence each: of 1,323 news sentence pairs, 23 % lie below the floor.
    lone_floor: float = 0.1
    #: Added to a pair whose neighbours before or after are linked. .05: .901, .15: .899.
    neighbour_bonus: float = 0.1
    #: Share of the shorter report's sentences, and how many it must have, that stand in one order with their likest
    #: partners where one report follows the other. Reports of one event told independently: up to .64; the invented
    #: copy that shares no five words in a row with its source: .89.
    follow_share: float = 0.75
    #: Sentences the shorter report must have for its order to tell anything.
    follow_sentences: int = 8
    #: Likeness added to the pairs of such a chain: .15 to .3 link the same sentences.
    follow_bonus: float = 0.3
    #: How far above the mean likeness of all pairs a pair of the chain must lie, in standard deviations.
    follow_above: float = 1.0
    #: Rounds of linking, each with the bonus of the one before. The third changes nothing on the development pairs.
    rounds: int = 3
    #: What a further sentence must bring that the link does not hold yet, as a share of the lighter one. .45: .902,
    #: .5: .897, .42: .891.
    widen_floor: float = 0.47
    #: Share of the cosine in that. .1: .902, .5: .889.
    widen_vector_share: float = 0.3
    #: Added where the further sentence stands beside the one already linked. .1: .900, .3: .887.
    widen_bonus: float = 0.2
    #: Added for a word, by its weight, that stands in one sentence only of each report. Without it .908, but
    #: .002 less on average over moved numbers. Twice as much links more in reports that do not retell each other.
    sole_bonus: float = 0.05
    #: The most such words that count: a third changes nothing.
    sole_most: float = 2.0
    #: Where links hold less than this share of both reports' words, a reworded link rests on a name or a role as often
    #: as on a fact (15 of 24 such links in wire pairs read by hand): it needs this likeness.
    sparse_told: float = 0.35
    #: See above.
    sparse_floor: float = 0.6
    #: Share of matched words, weighed, from which a link is edited rather than reworded.
    edited_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Relating:
    """When two reports are called retelling, partial retelling, same event, template or unrelated.

    Chosen on the 89 development relations, where the ranges given were seen.
    """

    #: Equal words in a row that count as copied. Shorter runs are set phrases.
    run_words: int = 4
    #: Share of copied words from which a telling that is mostly linked is a retelling: retellings .34 to .96,
    #: reports of one event told independently 0 to .16.
    retelling_copied: float = 0.30
    #: Share of one report's words that links hold in a retelling: .71 to 1.
    retelling_told: float = 0.70
    #: Without copied runs: share of one report's words that links hold in a reworded retelling.
    reworded_told: float = 0.85
    #: and share of its weighed words that stand in the other: independent reports that are mostly linked reach .63.
    reworded_topic: float = 0.65
    #: Or, in other words throughout: share of words linked, linked sentences of the shorter report, and share of the
    #: links that keep the order. Independent reports: up to .70, and .75 of the links in order where there are six.
    ordered_told: float = 0.75
    #: Linked sentences of the shorter report that this takes.
    ordered_sentences: int = 6
    #: Share of the links that must keep the order.
    reworded_order: float = 0.8
    #: Or nearly all of it linked with fewer words copied: the two bear each other out. Independent reports reach one of
    #: the two at the most. Of copies in other words that lost most names and figures (200 hidden in Reuters-21578) this
    #: names .89 a retelling and not .77, of 300 drawn anew .91 and not .78; `compare` .82 and not .63. Of 2,581 pairs
    #: there that are called one event and rest on no form 39 change, of the 89 relations none.
    whole_told: float = 0.80
    #: Share of copied words that goes with it. .18: one copy in a hundred more, and a third more of those pairs.
    whole_copied: float = 0.20
    #: Links, and words of the shorter report, that it takes: of two notices of one form in a few lines all is linked,
    #: too. With 50 words 54 of those pairs change, with two links, too, 92.
    whole_links: int = 3
    #: See above.
    whole_words: int = 80
    #: Words in a row outside quotations that show a passage was taken over: partial retellings 15 to 39,
    #: independent reports up to 11.
    long_run: int = 12
    #: Passages among the first or last so many sentences of both, in reports that share less than this, are standing lines.
    edge: int = 3
    #: The share below which passages at the edges are standing lines: an editor's note .20 to .39, a short digest .48.
    standing_told: float = 0.45
    #: A passage in reports that share less than this is a rubric: partial retellings .27 to .72, a daily column .06.
    partial_told: float = 0.1
    #: A summary has at most so many sentences, the report so many times more, and such a share of its words, weighed.
    summary_sentences: int = 3
    #: How many times more sentences the report has.
    summary_ratio: int = 5
    #: Share of the summary's weighed words that stand in the report.
    summary_topic: float = 0.7
    #: Sentences taken over word for word, quotations among them, that make a partial retelling.
    partial_verbatim: int = 3
    #: A form: at least so many conflicting figures, and such a share of all; templates have .28 to 1, retellings fewer figures.
    form_conflicts: int = 3
    #: Share of the figures in links that conflict.
    form_conflict_share: float = 0.25
    #: Share of words that links hold in a form.
    form_told: float = 0.2
    #: Share of weighed words in common from which two linked reports are about one event.
    same_topic: float = 0.30
    #: The same from which two reports are about like things; with so many links it is one event.
    like_topic: float = 0.22
    #: Links that make one event of like things.
    event_links: int = 3
    #: Links, or share of one report's words that links hold, that one event takes where the topic is the same. Of 25
    #: undated wire pairs called one event by topic alone, 13 shared a company or a country and no event.
    event_few_links: int = 2
    #: The share of words that does instead of a second link.
    event_told: float = 0.25
    #: An event is news for days: reports further apart must share this much of their words in links.
    event_days: float = 10.0
    #: The share for reports further apart than that.
    event_late_told: float = 0.6
    #: Share of the names, and how many, that make one event without a link: unrelated reports share up to .30 of them.
    event_names: float = 0.4
    #: Names that must be shared for that.
    event_names_least: int = 4
    #: The share from which two reports without a shared passage are two of a form. Ten wire pairs read by hand lay
    #: between like_topic and this one, and none of them was.
    form_topic: float = 0.36
    #: Words the shorter report must have before likeness of topic alone says anything: the shortest such template has 70.
    like_words: int = 50
    #: Words of a credit or furniture line, and words that open two headlines, that make a shared rubric.
    rubric_words: int = 6
    #: Words that open both headlines.
    rubric_title_words: int = 3
    #: How sure the texts must be of the contrary before a direction told by dates names it: at .85 nine of ten are right.
    against_dates: float = 0.85


@dataclass(frozen=True, slots=True)
class Directing:
    """Which of two related texts derives from the other: the weight of each sign, in log-odds, and when it holds.

    Measured on 1,446 pairs of Reuters-21578 that `pairs` calls derived, 5 minutes to 6 days apart, the dates withheld;
    no story gives more than 12. Stories were split into two halves: "71:11, 69:24" are pairs in which the later
    (right) or the earlier text (wrong) shows the sign, in the half that the weights were chosen on and in the other. Weights are
    those of a logistic regression over all signs, rounded, so that two signs of one thing are not counted twice.
    What stands on few pairs says so, and was set by its reason.
    """

    #: Log-odds from which a side is named. .65: 305 right, 63 wrong of 1,000 in the first half, 278 and 78 in the second;
    #: 1: 272, 44 and 250, 54; 1.5: 187, 15 and 161, 14. Of the 34 labelled pairs .65 names 16 rightly, 1 wrongly.
    told: float = 0.65
    #: It says that it corrects another version: 19:1, 17:1.
    corrected: float = 2.1
    #: It cites the medium whose text the other is: 3 web pairs, by its reason.
    credited: float = 2.0
    #: It says where it appeared first: 3:0 on web pairs, by its reason.
    republished: float = 1.5
    #: Its own line of issue is later: 1:0 here, 7:1 on web pairs.
    issued: float = 2.0
    #: It is headed as a digest: 20:4, 17:1, mostly together with far_top.
    digest: float = 1.2
    #: It cites one medium again and again that the other never cites: 1:0 on web pairs, by its reason.
    leans: float = 1.0
    #: It quotes a passage that the other tells itself: 6:1, 2:1.
    quotes: float = 0.7
    #: Much of its own above what the other begins with: 44:4, 35:3.
    far_top: float = 1.9
    #: A few sentences of its own above that: 28:8, 29:6.
    new_top: float = 1.3
    #: The other to the letter, less passages: 71:11, 69:24. Where shared words are edited: 120:110, which is nothing.
    cut: float = 1.0
    #: "Yesterday" where the other does not say it: 31:16, 22:21.
    day_after: float = 0.4
    #: As done what the other tells as to come: 12:8, 14:12.
    done: float = 0.25
    #: The other's weekdays and the one after: 2:1 here, 4:3 on web pairs, by its reason.
    later_day: float = 0.8
    #: The day given in more places: 81:63, 75:57.
    dated: float = 0.4
    #: A word that looks back in its opening: 68:42, 80:37.
    looks_back: float = 0.5
    #: A word twice in a row: 14:12, since an agency mends its own slips. What is left is for copies by others.
    doubled: float = 0.2
    #: The dateline of an agency is missing: 0:1 here, 3:3 on web pairs, 106:3 in simulated traditions. Never enough alone.
    wire: float = 0.6
    #: Exchange symbols are missing: 44:25, 46:11.
    ticker: float = 0.6
    #: The sign-off in small letters: 89:16, 76:16. A habit of one agency in 1987; without such pairs 207 are right, 59 wrong of 1,000.
    closing: float = 1.3
    #: Hours by which one line of issue must lie after another where the zones are not known to be one: those of one country.
    issued_hours: int = 6
    #: Citations that make it again and again: at 2 wire stories that name a paper twice hold, 1:2.
    leans_times: int = 3
    #: Words above the first shared passage with which a text still begins with it: from 20 on nothing is told (5:9).
    top_begins: int = 8
    #: Words above it that count: 20 to 35 21:17, 35 to 50 14:3.
    top_words: int = 35
    #: Words above it that count as much: 70 to 100 24:6, 100 to 150 32:1.
    far_words: int = 100
    #: Share of the words of the quoting text that the two share at most: above it marks come and go by editing, 9:14.
    quotes_share: float = 0.5
    #: Share of a text that is shared for its sign-off to count: below .5 37:34.
    whole_share: float = 0.6
    #: Share of its own words that a cut text may have: .02, .06, .12 and .2 tell alike.
    cut_own: float = 0.15
    #: Share of the other that must be missing: .1 to .2 18:11, .2 to .7 137:41.
    cut_least: float = 0.15
    #: How many times its own words the missing ones must be.
    cut_times: float = 2.5
    #: Share of the shared words that must be equal: .95 and more 165:52, .9 to .95 12:12, .5 to .9 121:114.
    cut_equal: float = 0.95
