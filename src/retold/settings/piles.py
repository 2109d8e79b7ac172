"""Numbers of an archive: what is kept of a text, which pairs are read and how, and what makes a story."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printing:
    """What an archive keeps of a text so that others like it are found."""

    #: Words of a shingle: the run that counts as copied (`run_words`) and one more.
    shingle_words: int = 5
    #: A text of up to so many shingles keeps all of them. Half of the wire reports of 1987 are shorter.
    all_shingles: int = 64
    #: Words of a form's shingle. Of 3,888 pairs that passim finds in Reuters-21578 with half of the shorter text or more,
    #: 31 are not found with 8, 28 with 7 and a quarter more pairs to read, 44 with 9, 388 without shingles of the form.
    form_words: int = 8
    #: A text of up to so many shingles of its form keeps all of them.
    all_forms: int = 128
    #: The share that a longer text keeps, of both. With all kept 55 more of those 3,888 pairs are found by shingles alone,
    #: and twice as much is stored.
    sampled: float = 0.25
    #: Weight of a telling word, from 0 (the) to 1 (rare).
    near_weight: float = 0.3
    #: How far apart two telling words may stand, counted in such words. 2 and 3 find the same copies; 3 half as
    #: many more other pairs.
    near_words: int = 2
    #: A text of up to so many pairs of neighbours keeps all of them.
    all_near: int = 48
    #: The share that a longer text keeps. A half finds as many of 400 reworded copies as all do.
    sampled_near: float = 0.5
    #: Words whose codes are remembered before starting afresh: about 100 MB.
    remembered: int = 500_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Which pairs of texts are worth reading side by side."""

    #: A shingle that stands in more texts than this is furniture or a form and joins nothing. With 50 the pairs that
    #: passim finds in Reuters-21578 are missed four times as often.
    most_texts: int = 100
    #: The same for two words near each other.
    most_near: int = 50
    #: Shingles that two texts must share.
    least_shingles: int = 2
    #: Shingles of the form, without figures, that do instead.
    least_forms: int = 1
    #: Neighbours that do instead: of 400 reworded copies hidden in Reuters-21578 all but 5 share four, and 50,000
    #: pairs of other reports. Three: twice as many pairs for one copy more.
    least_near: int = 4
    #: What stands in so many texts, the first and last of them further apart than this many days, is a recurring
    #: form: an event is news for days. With 5 and 7 the largest of the families of Reuters-21578 has 29 members, with
    #: 6 and 14 it has 42, without this 1,009.
    recurring_texts: int = 5
    #: See above.
    recurring_days: int = 7
    #: What stands in so many texts of one publisher that are about different things is recurring, too: its furniture.
    #: Of 240 invented reports of one week, short ones with long footers, 3,526 pairs were joined by the footers alone
    #: without this. A story that one publisher brought up to date 16 times is not taken for furniture.
    standing_texts: int = 8
    #: Two texts that share recurring things alone, and less of the shorter one's shingles than this, are not read side by
    #: side: they share a form or furniture. .2: a tenth less to read, and one in a hundred pairs more that `compare` calls
    #: derived is taken for a form.
    standing: float = 0.07
    #: Share of what two texts share that must not be recurring, if they are to be one family.
    special: float = 0.5
    #: So many shared shingles that are not recurring do in any case: a short report whose footer was taken over with it.
    #: Of 40 invented copies of short reports with long footers 28 are joined to their source (12: 37, without: 17), and
    #: no pair falsely (12: 5). With 12 up to 26 pairs of the 20,000 reports without re-use would make families, with 16
    #: five, with 18 none; in Reuters-21578 two pairs more than 2,890 do with 16.
    special_most: int = 18
    #: Shared shingles of the form from which two texts that say nothing else in common are two of a form; shared shingles
    #: (`least_shingles`) do, too. Without this one in forty of the pairs of passim would not be listed.
    form_shared: int = 1


@dataclass(frozen=True, slots=True)
class Adding:
    """How reports go into an archive. These bear on speed and memory alone."""

    #: Reports that are merged in one transaction, and characters of text at which a batch is full.
    batch_reports: int = 20_000
    #: See above: 40 MB of text, which takes about 600 MB of memory to work on.
    batch_characters: int = 40_000_000
    #: Texts handed to a worker at a time.
    texts_at_a_time: int = 250
    #: Pairs handed to a worker at a time: each lot is made ready anew, and lots of 5,000 took twice as long in all.
    pairs_at_a_time: int = 40_000


@dataclass(frozen=True, slots=True)
class Skimming:
    """The light reading of a pair. How often it says derived or not as `compare` does: of 600 pairs drawn from all
    that are read in Reuters-21578 .975, of 300 drawn from those it calls derived .877, of the 89 development
    relations all."""

    #: Words of a report that are skimmed: no wire report has 2,000.
    most_words: int = 20_000
    #: As in linking.
    spread_exponent: float = 0.3
    #: As in linking.
    ballast: float = 0.3
    #: Words of less weight link nothing: they cost time. .05 to .3 agree alike.
    least_weight: float = 0.1
    #: Likeness by words from which two sentences are linked. On the 300: .4: .847, .5: .783.
    link_floor: float = 0.3
    #: The same from which a link counts as edited and not as reworded. It bears on no relation.
    edited_floor: float = 0.6
    #: Words that are worked on at once: they stay in the processor's cache. 400,000 take a tenth longer.
    block_words: int = 60_000


@dataclass(frozen=True, slots=True)
class Storying:
    """When two reports tell of one event, in log-odds, and how reports are grouped into stories.

    Weights were fitted (logistic regression on pairs, topics of equal weight) and the rest chosen on the 33
    topics of ECB+ train and dev, each with two look-alike events. B-cubed and pairwise F1 of all are .962 and
    .951, and .952 and .935 on average where 22 topics are drawn and the weights moved by up to 12 % (20 times).
    The figures below are B-cubed F1 of all topics, each number changed alone.
    """

    #: Words of a report that are read: an event stands in its first ones. 300: .953; without a limit .962.
    words_most: int = 600
    #: Weight of two neighbouring words against the sum of their own: names of two words, set phrases of one story.
    #: With single words alone, pairwise F1 of topics held out is .01 less.
    pair_weight: float = 0.5
    #: How telling both words of a pair must be: a share of one report in seven.
    pair_telling: float = 2.0
    #: Words of the report on which "the share of reports that hold a word" is reckoned: the median of ECB+ is 276.
    report_words: int = 250
    #: Share of running text of a word that the table does not hold: the rarest words of the table have 3.5e-6.
    unknown_share: float = 3e-6
    #: Words under which a report is looked for. 24 with a share of 1 % of reports: 4,370 of the 4,491 pairs of one event
    #: are looked at; 40 with 2 %: 4,438.
    keys: int = 40
    #: How telling such a word is at least: a share of 2 % of reports.
    key_telling: float = 4.0
    #: Such words that two reports must share to be looked at. 1: .962 and five times the pairs; 3: .962.
    keys_shared: int = 2
    #: A word of more reports than this joins nobody. Among 20,000 wire reports 300 finds the same stories of ECB+
    #: at three times the pairs; 100: .002 less.
    key_most: int = 150
    #: Days apart after which two reports are not looked at: 95 % of the pairs of one event with a date line lie within.
    days_most: int = 90
    #: Reports that a story may have without its words being taken for those of a form. 30: .943, before other changes;
    #: 50: .950; 100 lets 85 wire reports of interest rates run together.
    story_reports: int = 50
    #: Reports in an archive before its own shares count as much as the table's.
    archive_reports: int = 2000
    #: Log-odds for the cosine of words and pairs of words. 15: .941, 22: .946.
    terms: float = 18.8
    #: The same for the words of names. 5: .942, 9: .949.
    names: float = 7.2
    #: For the logarithm of 1 + figures shared. 0: .951, .7: .960.
    figures: float = 1.0
    #: Where a day of publication is not known: for a shared year in the text, fitted as 1.75 and taken smaller, since the
    #: look-alike events of ECB+ lie years apart. Without years .950.
    years_shared: float = 1.2
    #: Both have years and share none. 0: .957.
    years_apart: float = -0.75
    #: For the logarithm of the stems of the shorter report: long ones share more by chance. -.2: .902, -.6: .926.
    length: float = -0.4
    #: Stems from which a report counts as long. 100 to 250 are alike.
    long_terms: int = 150
    #: Log-odds before anything is known. -3.4: .922, -4.0: .959, -4.4: .943. From -4 a story of 31 reports that reprint two
    #: agencies falls into halves.
    start: float = -3.8
    #: Days apart that tell nothing: 70 % of the pairs of one event in ECB+ that have a date line lie within.
    days_free: float = 3.0
    #: For each doubling of the days beyond: a month apart -2.3. A fifth of the pairs of one event lie over 16 days apart,
    #: a tenth over 57.
    days: float = -0.7
    #: What counts for a pair that was not looked at, and the least for one that was. -5 and -8: .966, .962.
    floor: float = -6.0
    #: Average from which reports stand in one broad group. -3: .957, -4.5: .957.
    broad: float = -4.0
    #: Log-odds for the cosine of what is left of two reports less the mean of their group. 0: .901, 3: .946, 7: .960.
    contrast: float = 6.0
    #: Reports of a group before it has a mean to speak of. 4 and 7 are alike; in archives of 20 reports 5 is best.
    contrast_least: int = 5
    #: Reports of a group that are put side by side in full; larger groups keep the pairs that were looked at.
    contrast_most: int = 500
    #: Average, with contrast, from which reports are one story. -.9: .956, -1.7: .951.
    same: float = -1.3
    #: The same without contrast, and what no contrast parts again: the 31 reports of one story that reprint two agencies
    #: fall into halves otherwise. 0 and .5 are alike; in archives of 20 reports .3 is best.
    same_few: float = 0.3
    #: Reports of a group that may be left over. 1: .960.
    leftover_size: int = 2
    #: Average from which a leftover joins the story that it fits best. -1.2: .951.
    leftover: float = -2.1
    #: By how much more than the second best. 0 to 1 are alike.
    leftover_margin: float = 0.3
