"""Words that stand for each other in newspaper English: small groups, made by hand.

In go two words, out comes whether one can stand where the other stood without the report saying
something else. A group holds words that an editor swaps for each other; a word may be in several groups.
Words are compared by their stems, so a group names one form of a regular word and every form of an
irregular one. Words of one family ("agree", "agreement") count as one by `same_family`.

Not tried: senses (a "strike" of workers and one from the air share a group's word), phrases, degrees of
likeness. What the groups do not hold is left to word vectors, where a caller has them.
"""

from __future__ import annotations

from functools import lru_cache

from .tokens import stem

_GROUPS = """
renege reverse backtrack backpedal retract rescind withdraw withdrew withdrawn retreat recant
count tally tot reckon
extinct died dead vanish disappear
host home
moderate modest
repay repaid refund reimburse
stand stood rank
complaint lodge
rate pace
serious major
severe serious grave
sever cut
severed damage break broken
disturbed upset troubled distressed
hangout haunt
thrive flourish prosper
flee fled escape leave left
rot decay decompose
defendant dock
cellar basement
overnight night
boss chief manager executive management
sorrow sorry sorrier regret
authority chief official
inquiry investigation probe police
unveil reveal announce present introduce
dismiss reject
row dispute quarrel argument feud
dispute disagree disagreement contest
curb limit restrict restriction
limit cap ceiling
limit restrict quota
plea appeal request
pact treaty accord
slump recession downturn
boom upswing
hefty heavy
stockpile reserve inventory
inventory stock
supply supplies
shortage lack scarcity deficit
surplus glut excess
stall halt stop
hike raise increase
ease relax loosen
tighten toughen
fuel stoke
dampen curb
mull consider weigh
back support
bid offer
bid tender
stake holding interest
unit subsidiary division arm
subsidiary affiliate unit
merger combination
spin-off spinoff
layoff redundancy dismissal
bankrupt insolvent bankruptcy insolvency
say said tell told state add note remark comment declare announce explain mention report disclose reveal communicate
say said claim maintain insist assert contend argue allege
begin began begun start open launch commence kick
end finish conclude complete close stop cease halt wrap over
stop halt prevent block bar prohibit ban forbid outlaw forbade forbidden
buy bought purchase acquire acquisition takeover
sell sold sale auction dispose divest divestment sell-off
rise rose risen climb increase grow grew grown gain advance surge jump soar up higher growth growing add
fall fell fallen drop decline decrease slip slide slid tumble plunge sink sank down lower dip shed downturn reduction lose lost
cut reduce reduction lower trim slash curb decrease shrink shrank shrunk
raise lift increase boost hike push up
make made produce manufacture build built create construct
get got gotten obtain receive win won secure gain earn
give gave given provide offer grant hand supply award donate
take took taken seize grab steal stole stolen remove
show shown showed demonstrate indicate reveal display
find found discover detect uncover locate
see saw seen spot watch witness view notice observe
look gaze stare glance
think thought believe feel felt consider reckon
want wish seek sought desire
need require demand
ask request urge call appeal plead beg
help assist aid support
use utilize employ
try tried attempt effort bid seek sought
keep kept retain hold held maintain preserve remain stay
leave left depart quit exit resign
go went gone travel head journey move
come came arrive reach
send sent dispatch ship deploy
bring brought deliver carry fetch
put place set lay laid
meet met gather talk confer
speak spoke spoken talk address
talk negotiation negotiate discussion dialogue consultation meeting
meeting summit conference session gathering
agree accept approve endorse back consent
agreement deal pact accord treaty settlement contract
reject refuse decline rebuff dismiss
oppose object resist protest
support back backing endorse favor
attack assault raid strike struck offensive invasion assail
kill slay slew slain fatal die dead death perish
murder homicide
die died death dead deadly fatal perish pass killed
injure injury wound hurt harm
hurt harm damage affect
destroy ruin wreck demolish level devastate
damage harm ruin hit
hit strike struck batter pound
break broke broken smash shatter fracture
burn burned blaze fire flame
fire blaze inferno arson
explosion blast bomb detonate explode
crash collision collide smash wreck
accident crash incident mishap
flood inundate deluge
storm hurricane cyclone typhoon tempest gale
quake earthquake tremor temblor
shake shook jolt rock hit strike struck
arrest detain hold held apprehend custody jail seize nab
jail prison imprison lockup incarcerate bars
charge accuse indict indictment
court judge tribunal
trial case hearing proceeding
verdict ruling decision judgment
rule decide ruling determine judgment
decide decision choose chose chosen opt resolve
law legislation bill act statute measure
rule regulation guideline policy
vote ballot poll
election poll race contest
win won victory triumph prevail beat defeat winner
beat defeat win won overcome
lead led head front run
leader chief head boss chairman
boss chief executive head manager
job post position role employment work
work job labor employment
worker employee staff laborer workforce personnel
dismiss fire sack lay laid axe
company firm business corporation enterprise maker group
firm company outfit concern
maker producer manufacturer
plant factory mill works
shop store outlet retailer
money cash funds funding
pay paid wage salary earnings
pay paid spend spent
cost expense price
cheap inexpensive
expensive costly dear
fund finance bankroll funding
profit earnings income gain
loss deficit
debt borrowing loan
loan credit lend lent
share stock equity
shareholder stockholder investor
investor shareholder buyer
bank lender
market bourse exchange
trade commerce
trader dealer broker
export shipment
tax levy duty tariff
levy tax fee
fee charge
fine penalty penalize
crisis emergency trouble
problem trouble difficulty issue
issue matter question
fear worry concern anxiety afraid scare
concern worry worried anxious
anger angry furious fury outrage rage
happy glad pleased delighted
sad unhappy
protest demonstrate demonstration rally march
protester demonstrator activist campaigner
rebel insurgent guerrilla militant fighter
soldier troop serviceman
army military force
police officer cop policeman constable authority
official authority
government administration cabinet
minister secretary
president leader
parliament assembly legislature
lawmaker legislator deputy member congressman
lawyer attorney counsel barrister solicitor
doctor physician medic
patient sufferer
illness disease sickness ailment
sick ill unwell
virus infection
drug medicine medication
hospital clinic
child children kid youngster
boy son lad
girl daughter
man men guy male
woman women lady female
mother mom mum
father dad
parent mother father
wife spouse husband partner
girlfriend partner
friend pal
family relative
people person individual folk
resident citizen inhabitant local
crowd throng
passenger traveler
driver motorist
car vehicle automobile
truck lorry
plane aircraft jet airliner
airline carrier
ship vessel boat
train railway rail
road street highway motorway roadway route
house home residence dwelling
apartment flat
building structure
city town
town village
area region district zone
country nation state
world global globe worldwide
border frontier
coast shore
sea ocean
hill mountain
cliff clifftop precipice
school college
university college
student pupil
teacher instructor
study research survey
researcher scientist
expert specialist analyst
analyst economist expert observer
report account story
newspaper paper daily
reporter journalist
statement declaration
letter note memo
document paper file record
figure number statistic
number figure total amount
amount sum quantity
part portion share section
half 50
big large huge major great massive giant enormous vast
small little tiny minor
important significant major key vital crucial
serious grave severe bad
bad poor terrible awful worse worst
good well fine
new fresh latest recent
old former ancient aged elderly
former ex previous past one-time
young youthful
first initial
final last ultimate
early earlier prior
later after afterward subsequently subsequent following
soon shortly
quick fast rapid swift speedy
slow sluggish
hard tough difficult
easy simple
rich wealthy affluent
poor needy
strong powerful robust
weak feeble frail
dangerous risky hazardous
safe secure
clear obvious evident
sure certain confident
likely probable probably
possible potential may might
true real genuine
false untrue fake bogus
wrong mistaken incorrect
right correct
public open
secret confidential classified hidden
private personal
famous known renowned noted
known recognized acknowledged called referred named
name called dub
call describe label term brand dub
about around approximately roughly nearly almost some
about regarding concerning over
only just merely solely
also too as well
but however though although yet
because since due
if whether
many several numerous lots
several some few
more further additional extra
another other
all every each whole entire
whole entire full complete
again once
always ever constantly
often frequently regularly
sometimes occasionally
rarely seldom
especially particularly
near close
far distant
inside within in
outside beyond
between among
before prior ahead
during while
until till
against versus
quickly rapidly fast
suddenly abruptly
apparently seemingly
reportedly allegedly
hope aim plan intend expect
plan scheme project proposal program
propose suggest proposal
suggest imply indicate hint
expect anticipate forecast predict project
forecast predict projection prediction estimate outlook guide guidance
estimate calculate put
warn caution alert
threat threaten menace
risk danger hazard
chance likelihood possibility opportunity
cause lead led trigger spark prompt provoke result bring
result outcome consequence
effect impact consequence
affect influence impact
change alter shift modify amend
replace substitute
continue go keep persist resume
resume restart
delay postpone defer
cancel scrap abandon axe call
allow let permit enable
permit license permission
order instruct direct command tell told
force compel oblige
promise pledge vow commit
deny denial reject
admit concede acknowledge confess
apologize apology sorry
blame fault
criticize condemn attack slam denounce blast
praise applaud hail commend
thank gratitude
join enter
separate split divide
share divide
return back
recover recovery rebound
improve better enhance
worsen deteriorate
repair fix mend restore
clean clear
fill load
empty unload
fly flew flown
drive drove driven
run ran
walk stroll hike
swim swam
jump leap leapt
throw threw thrown toss hurl
pull yank drag draw drew tow haul
remove yank pull withdraw withdrew
push shove press
hide hid hidden conceal obscure
flee fled escape
hunt search seek
search look seek
chase pursue
follow track
rescue save
gather collect assemble
choose pick select
appoint name nominate
elect choose
succeed replace
successor heir
retire retirement
live reside dwell
sleep slept
eat ate eaten
drink drank
food meal
weapon arms gun firearm
gun firearm weapon pistol handgun rifle
shoot shot fire
bullet round
bomb device explosive
knife blade
stab knife
body corpse
victim casualty
suspect accused defendant
thief thieves burglar robber
robbery theft burglary
crime offense
fraud deceit deception scam
corruption graft
violence unrest clashes
riot unrest
war conflict fighting
peace truce ceasefire
ceasefire truce armistice
hostage captive
prisoner inmate detainee
refugee migrant
immigrant migrant
religion faith
church parish
priest clergyman vicar
holiday vacation
film movie
song track tune
singer vocalist
band group
player footballer
coach trainer manager
team side squad club
game match fixture
goal score
season campaign
title crown championship
champion titleholder
fan supporter
star celebrity
show program
television tv
phone telephone cellphone cell mobile
call phone ring
website site
internet web online net
computer machine
software program
information details data
photo picture photograph image
video footage clip
energy power
power electricity
oil crude petroleum
gas petrol
grain cereal
maize corn
farmer grower
farm agriculture
harvest crop reap
animal beast
dog canine
forest wood
weather climate
rain rainfall
snow snowfall
heat hot
cold freezing
air sky
evening night
night overnight
day daily
week weekly
month monthly
year annual yearly
quarter quarterly
today now currently
now currently present
currently presently
beginning start outset
middle center
top summit peak
back rear
edge brink eve
spill spilled pour dump
spot place site location area
gather gathering assembly
trouble embattled distressed precarious struggling beleaguered challenge
prop support sustain maintain boost
hotel inn
room chamber
floor storey
door gate
visit trip tour
trip journey voyage
tourist visitor
guest visitor
ceremony service
party celebration
mark commemorate celebrate
birth born
marry wed wedding married
funeral burial
bury buried
grave tomb
history past
plea plead pled pleaded
guilty convicted
complaint complain
sue suit lawsuit
lawsuit suit case
evidence proof
prove proven proof
testify testimony
inquiry investigation probe
investigate probe examine inquire
check inspect examine
test trial
measure step action
step move measure
action move
proceeds money
listing ad
disrupt disruption interrupt
outage blackout failure
failure breakdown collapse
cable line wire
network system
customer client
consumer buyer shopper
buyer purchaser
seller vendor
goods product merchandise
product item
item article
base camp
fight fought battle combat
battle fight fought clash
defend defense protect
protect shield guard
guard sentry
watch monitor
monitor observe
control run
run operate manage
handle treat manage
treatment therapy care
heal cure
cure remedy
smell odor
noise sound commotion
speech address
author writer
write wrote written pen
publish print
draw drew drawn
shape form
weight weigh
height tall
width wide
deep depth
""".strip().splitlines()


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


@lru_cache(maxsize=100_000)
def groups(stemmed: str) -> frozenset[int]:
    """The groups a stem is in."""
    return _table().get(stemmed, frozenset())


#: Letters two words of one family begin with, and most letters after them.
_SHARED = 5
_TAIL = 5


@lru_cache(maxsize=200_000)
def same_family(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: "agree" and "agreement", "responsible" and "responsibility"."""
    if one == other:
        return True
    least = min(len(one), len(other))
    if least < 4 or one[0] != other[0]:
        return False
    shared = 0
    while shared < least and one[shared] == other[shared]:
        shared += 1
    if shared == least and least >= 4:  # one begins the other
        return max(len(one), len(other)) - least <= _TAIL
    return shared >= _SHARED and max(len(one), len(other)) - shared <= 3 and shared >= max(len(one), len(other)) - 3


@lru_cache(maxsize=200_000)
def same_sense(one: str, other: str) -> bool:
    """Whether two stems can stand for each other: one word, one family or one group."""
    return one == other or bool(groups(one) & groups(other)) or same_family(one, other)
