"""Copies of reports in other words: what a copier does who does not want to be found.

In go a text and a number that draws; out comes the same story with other words (tables of synonyms below), other
clauses (who said what before or after what was said), sentences merged and cut, and in another order. A copy may
also lose most of its names and figures. Under 12 % of the copy's five words in a row stand in the source.

The tables are the generator's own. Nothing in `src` knows them.
"""

from __future__ import annotations

import random
import re

#: What is written for what. The first of a group stands for the others, too.
_GROUPS = """
said|stated|declared|explained|noted
says|states|notes
announced|made known|disclosed|revealed
reported|recorded|posted|registered
told|informed
company|firm|business|group
companies|firms|businesses
government|administration|authorities
officials|authorities|representatives
official|representative|functionary
president|head|chief
chairman|head of the board
agreement|deal|accord|pact
agreed|consented|came to terms
plan|scheme|project
plans|intends|means
planned|intended|envisaged
expected|anticipated|foreseen
expects|anticipates|foresees
expect|anticipate|foresee
increase|rise|growth|gain
increased|rose|grew|climbed|went up
rose|climbed|advanced|went up
raised|lifted|put up|boosted
raise|lift|put up|boost
higher|greater|larger
decrease|decline|drop|fall
decreased|declined|dropped|went down
fell|declined|dropped|slipped
lower|smaller|reduced
cut|reduced|trimmed|pared
reduce|cut|trim|lower
buy|purchase|acquire
bought|purchased|acquired
purchase|buy|acquisition
acquire|take over|buy
acquired|took over|bought
acquisition|takeover|purchase
sell|dispose of|part with
sold|disposed of|parted with
sale|disposal
offer|bid|proposal
offered|proposed|tendered
shares|stock|equity
share|unit of stock
shareholders|stockholders|owners
stake|holding|interest
market|marketplace
markets|marketplaces
price|cost|rate
prices|costs|rates
profit|earnings|income
profits|earnings|income
loss|deficit|shortfall
losses|deficits|shortfalls
sales|turnover|revenue
year|twelve months
month|four weeks
last|past|previous
today|on the day|this day
yesterday|the day before
also|in addition|as well
however|but|though
because|since|as
because of|owing to|on account of
according to|in the words of
about|some|roughly|around
nearly|almost|close to
more than|over|upwards of
less than|under|below
against|compared with|versus
following|after|in the wake of
before|ahead of|prior to
during|in the course of
would|was to|was going to
will|is to|is going to
could|might|was able to
may|might|could
must|has to|is obliged to
should|ought to
began|started|commenced
begin|start|commence
end|finish|close
ended|finished|closed
continue|go on|carry on
continued|went on|carried on
remain|stay|continue to be
remained|stayed|continued to be
make|produce|turn out
made|produced|turned out
production|output
produce|turn out|make
industry|sector|trade
trade|commerce|business
trading|dealing|dealings
traders|dealers|merchants
talks|negotiations|discussions
meeting|session|gathering
met|gathered|sat down
decision|ruling|choice
decided|resolved|chose
vote|ballot|poll
law|statute|legislation
bill|draft law|measure
court|tribunal|bench
judge|magistrate|justice
police|officers
workers|employees|staff
strike|walkout|stoppage
pay|wages|remuneration
jobs|posts|positions
country|nation|state
countries|nations|states
world|globe
international|global|worldwide
foreign|overseas|external
domestic|home|internal
national|countrywide
economic|financial
economy|business activity
bank|lender
banks|lenders
loan|credit|advance
loans|credits|advances
debt|borrowing|liabilities
interest rates|borrowing costs
dollar|greenback
money|funds|cash
budget|spending plan
tax|levy|duty
taxes|levies|duties
spending|expenditure|outlays
growth|expansion
demand|appetite|need
supply|provision|availability
supplies|stocks|provisions
imports|purchases abroad
exports|shipments abroad
agency|office|body
department|ministry
statement|declaration|communique
report|study|paper
problem|difficulty|trouble
problems|difficulties|troubles
result|outcome|upshot
results|outcomes|figures
effort|attempt|try
efforts|attempts
help|aid|assist
support|backing|help
supported|backed|helped
oppose|resist|fight
opposed|resisted|fought
threat|danger|menace
attack|assault|strike
war|conflict|fighting
killed|slain
died|lost their lives|perished
injured|hurt|wounded
people|persons|individuals
man|fellow
home|house|residence
city|town
area|region|zone
north|upper part
near|close to|not far from
large|big|sizeable
small|little|minor
big|large|sizeable
new|fresh|novel
old|former
important|significant|weighty
strong|robust|firm
weak|feeble|soft
good|sound|favourable
bad|poor|unfavourable
possible|conceivable|feasible
likely|probable
able|in a position
need|require|call for
needs|requires|calls for
needed|required|called for
want|wish|would like
wants|wishes|would like
wanted|wished|hoped
seek|look for|pursue
sought|looked for|pursued
use|employ|make use of
used|employed|made use of
show|indicate|point to
showed|indicated|pointed to
shows|indicates|points to
give|grant|provide
given|granted|provided
gave|granted|provided
take|assume|seize
taken|assumed|seized
took|assumed|seized
received|got|was given
get|obtain|secure
include|comprise|take in
includes|comprises|takes in
including|among them|counting
added|went on|continued
called|termed|described as
asked|requested|urged
warned|cautioned
denied|rejected|disputed
confirmed|corroborated|bore out
completed|finished|concluded
approved|endorsed|cleared
approval|consent|clearance
due|scheduled|slated
total|overall|aggregate
first|initial|opening
second|next
third|following
quarter|three-month period
half|fifty per cent
recent|latest|late
recently|lately|of late
currently|at present|now
early|at the start of
late|towards the end of
several|a number of|various
many|a lot of|numerous
some|certain|a few
most|the bulk of|the majority of
all|each and every one of
other|further|additional
another|one more|a further
major|leading|principal
main|chief|principal
board|directors
director|board member
directors|board members
management|executives
executive|manager
spokesman|representative|voice
analysts|observers|experts
analyst|observer|expert
sources|people who know
investors|holders of capital
investment|outlay|capital spending
capital|funds|means
assets|holdings|possessions
cash|ready money
securities|paper
bonds|notes|paper
dividend|payout|distribution
operations|activities|business
operating|running
unit|arm|division|subsidiary
subsidiary|arm|unit
plant|factory|works
oil|crude|petroleum
crude|oil|petroleum
barrels|casks
gas|fuel
wheat|grain|cereal
crop|harvest
farmers|growers
agriculture|farming
tonnes|tons
quota|ceiling|allotment
level|mark|point
levels|marks|points
period|stretch|span
time|moment|period
day|date
week|seven days
weeks|seven-day stretches
way|manner|fashion
system|arrangement|set-up
policy|course|line
policies|courses|lines
action|step|move|measure
measures|steps|moves
move|step|measure
programme|scheme
program|scheme
under|by the terms of
within|inside
through|by way of
between|amid
among|amid
without|lacking
which|that
where|in which place
when|at the time when
while|as|whereas
if|in case|provided
not|by no means
very|highly|quite
only|just|merely|solely
still|yet|even now
already|by now
again|once more|anew
part|portion|piece
number|figure|count
amount|sum|quantity
value|worth
increase in|rise in
decline in|drop in
terms|conditions
details|particulars
issue|matter|question
issued|put out|released
filed|lodged|submitted
proposed|suggested|put forward
proposal|suggestion|plan
consider|weigh|look at
considering|weighing|looking at
considered|weighed|looked at
believe|think|reckon
believes|thinks|reckons
believed|thought|reckoned
think|believe|feel
estimated|put|reckoned
estimate|reckoning|projection
forecast|projection|outlook
hold|keep|own
held|kept|owned
holds|keeps|owns
owned|held|possessed
set|fixed|laid down
changed|altered|shifted
change|shift|alteration
changes|shifts|alterations
allow|permit|let
allowed|permitted|let
prevent|stop|hinder
provide|furnish|supply
provided|furnished|supplied
create|set up|bring about
develop|build up|work out
development|build-up
improve|better|upgrade
improved|bettered|upgraded
improvement|betterment|upturn
pressure|strain|stress
concern|worry|unease
concerned|worried|uneasy
hope|trust|wish
hoped|trusted|wished
force|compel|drive
forced|compelled|driven
lead|guide|head
led|guided|headed
leader|head|chief
leaders|heads|chiefs
minister|secretary
members|participants
member|participant
union|labour body
public|open|general
private|privately held
leave|quit|depart from
left|quit|departed from
join|enter|link up with
joined|entered|linked up with
signed|put their names to|concluded
sign|conclude
reached|arrived at|hit
reach|arrive at|hit
failed|did not manage|proved unable
success|triumph
successful|fruitful
annual|yearly
monthly|month by month
daily|day by day
""".strip()

_SYNONYMS: dict[str, tuple[str, ...]] = {}
for _group in _GROUPS.split("\n"):
    _first, *_others = _group.split("|")
    _SYNONYMS.setdefault(_first, tuple(_others))

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d[\d.,/-]*\d|\d|[^\w\s]|\s+")
_SAID = re.compile(
    r"^(?P<what>.{25,}?),? (?P<who>(?:[\w.<>&'-]+ ){1,5}?)(?:said|added|stated)\.?$|"
    r"^(?P<whom>(?:[\w.,<>&'-]+ ){1,7}?)said (?:that )?(?P<that>.{25,})$",
    re.DOTALL,
)
_BEGINS = (
    "According to {who}, {what}",
    "In the view of {who}, {what}",
    "{what}, {who} made clear",
    "{what}: so {who} put it",
)
_JOINS = ("; meanwhile ", ", and ", ", while ", "; ")
_NAME = re.compile(r"\b(?:[A-Z][\w.&'-]+)(?: (?:of |and |de )?[A-Z][\w.&'-]+)*(?: <[\w.]+>)?")
_FIGURE = re.compile(
    r"\$?\d[\d.,/-]*(?: (?:mln|bln|billion|million|pct|per cent|percent|dlrs|cts|tonnes|barrels|shares|yen|stg))*"
)
_BARE_NAMES = (
    "the company",
    "the organisation",
    "the party concerned",
    "the place in question",
    "a leading figure",
)
_BARE_FIGURES = ("a certain amount", "a sizeable number", "some", "an undisclosed figure")
_LINKERS = (
    "The",
    "A",
    "In",
    "It",
    "He",
    "She",
    "They",
    "But",
    "And",
    "If",
    "When",
    "This",
    "That",
    "There",
    "For",
    "On",
    "At",
    "We",
    "I",
)


def reworded(text: str, seed: int, *, bare: bool = False) -> str:
    """The text in other words. `bare` takes most names and figures away."""
    draw = random.Random(seed)
    sentences = _sentences(text)
    if bare:
        sentences = [_bare(sentence, draw) for sentence in sentences]
    sentences = [_turned(sentence, draw) for sentence in sentences]
    sentences = [_replaced(sentence, draw) for sentence in sentences]
    sentences = _merged(sentences, draw)
    sentences = _reordered(sentences, draw)
    for _ in range(4):
        copy = " ".join(sentence[:1].upper() + sentence[1:].rstrip(" .") + "." for sentence in sentences)
        if shared_fives(text, copy) < 0.12:
            return copy
        sentences = [_shuffled(sentence, text, draw) for sentence in sentences]
    return copy


def shared_fives(source: str, copy: str) -> float:
    """How many of the copy's five words in a row stand in the source."""
    one, other = _fives(source), _fives(copy)
    return len(one & other) / max(1, len(other))


def _fives(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}


def _sentences(text: str) -> list[str]:
    flat = re.sub(r"\s+", " ", text).strip()
    found = re.split(r"(?<=[a-z\d\"')])[.!?] (?=[A-Z\"<])", flat)
    return [sentence.strip(" .") for sentence in found if len(sentence) > 12]


def _replaced(sentence: str, draw: random.Random) -> str:
    out: list[str] = []
    for written in _WORD.findall(sentence):
        token = written
        others = _SYNONYMS.get(token.lower())
        if others and (token.islower() or token.lower() in ("however", "but", "some", "many")):
            token = draw.choice(others)
        out.append(token)
    return "".join(out)


def _turned(sentence: str, draw: random.Random) -> str:
    """Who said it before what was said, or after."""
    found = _SAID.match(sentence)
    if not found:
        return _fronted(sentence, draw)
    who = (found["who"] or found["whom"]).strip(" ,")
    what = (found["what"] or found["that"]).strip(" ,")
    return draw.choice(_BEGINS).format(who=who, what=_fronted(what, draw))


def _fronted(sentence: str, draw: random.Random) -> str:
    """A clause at the end, set off by a comma or a preposition, comes to the front."""
    places = [
        m.start()
        for m in re.finditer(
            r",? (?:after|when|while|because|in order to|following|with|by|for|from|in|to) ", sentence
        )
    ]
    places = [at for at in places if 20 < at < len(sentence) - 15]
    if not places:
        return sentence
    at = draw.choice(places)
    head, tail = sentence[:at].strip(" ,"), sentence[at:].strip(" ,.")
    return f"{tail[:1].upper()}{tail[1:]}, {_small(head)}"


def _small(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in _LINKERS else text


def _bare(sentence: str, draw: random.Random) -> str:
    def name(match: re.Match[str]) -> str:
        if match.start() == 0 and match[0].split(" ")[0] in _LINKERS:
            return match[0]
        return match[0] if draw.random() < 0.2 else draw.choice(_BARE_NAMES)

    sentence = _NAME.sub(name, sentence)
    return _FIGURE.sub(lambda m: m[0] if draw.random() < 0.2 else draw.choice(_BARE_FIGURES), sentence)


def _merged(sentences: list[str], draw: random.Random) -> list[str]:
    out: list[str] = []
    for sentence in sentences:
        if out and draw.random() < 0.3 and len(out[-1]) < 220:
            out[-1] = f"{out[-1]}{draw.choice(_JOINS)}{_small(sentence)}"
        else:
            out.append(sentence)
    return out


def _reordered(sentences: list[str], draw: random.Random) -> list[str]:
    """Some neighbours change places; the lead mostly stays near the front."""
    order = sorted(range(len(sentences)), key=lambda n: n + draw.uniform(0, 3.0))
    return [sentences[n] for n in order]


def _shuffled(sentence: str, source: str, draw: random.Random) -> str:
    """Break runs that still stand in the source: a filler word goes between."""
    known = _fives(source)
    words = sentence.split(" ")
    out: list[str] = []
    since = 0
    for word in words:
        out.append(word)
        since += 1
        tail = tuple(re.findall(r"[a-z0-9]+", " ".join(out[-7:]).lower())[-5:])
        if since >= 3 and tail in known:
            out.insert(
                -1, draw.choice(("indeed", "thus", "in fact", "it appears", "as it were", "apparently"))
            )
            since = 0
    return " ".join(out)
