"""Words that say little about what happened: of saying, of time, of rank, and the emptiest of all. By hand.

The reader of content leaves them out: other kinds read them, or they carry no content alone.
"""

from __future__ import annotations

#: Words of saying and of those who are cited: attribution reads them.
SAYING = frozenset(
    """said say says saying told tell tells telling announced announce announces announcement ruled rules added adds reported reports
    stated states according statement spokesman spokeswoman spokesperson noted notes sources source quoted quoting wrote writes
    writing newspaper newspapers agency alleged alleges allege claimed claims explained explains testified interview cited citing
    tweeted posted commented comments remarked cracked quipped joked insisted maintained revealed reveals showed shows disclosed disclosure suggested suggests
    conceded acknowledged confirmed confirms warned warns argued argues article published publisher correspondent reporter reporters editor news media indicated indicates indicate documents filing filings letter release""".split()
)
#: Words written with a capital that name nobody.
NO_NAMES = frozenset({"internet", "web"})
#: Times, titles and words that say little by themselves.
EMPTY = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december today yesterday tomorrow tonight morning afternoon evening night midnight noon week weeks month months year
    years day days weekend hour hours minute minutes seconds ago last next earlier later early late previously recently currently
    annual monthly weekly daily quarter mr mrs ms dr sir gov sen rep prof president minister chief executive chairman director manager
    head leader officials official secretary general company firm group corporation however meanwhile also including include
    includes included such like well way ways thing things something anything nothing everything someone anyone everyone got get
    getting make makes making made take takes taking taken took give gives giving given gave come comes coming came go goes going went
    gone put puts set sets let lets use uses used using keep keeps kept seem seems seemed called calls call named known look looks
    looked turn turned becoming become becomes became want wants wanted need needs needed try tries tried trying start started begin began
    new old big large small great good better best much many more most several various certain particular general whole entire full
    first second third final former current recent latest own part parts total number numbers amount figure figures kind sort type
    place time times point level area case cases matter issue issues fact facts people person man men woman women percent million
    billion thousand hundred dollars dollar cents pounds euros tonnes barrels shares share stock price prices rate rates able likely
    due despite whatever whose around nearly almost about really quite rather actually especially particularly specifically
    hardly barely scarcely once twice again often usually already soon simply merely together apart instead else ever maybe perhaps yes
    following followed based related involved regarding concerning led lead leading left leave leaving further additional
    half three four five six seven eight nine ten eleven twelve twenty dozen fortnight
    slightly addition otherwise meanwhile country
    longer starting beginning stay stays stayed
    mean means meant meaning describe described""".split()
)
