"""Words that stand for each other in newspaper English: small groups, made by hand.

In go two words, out comes whether one can stand where the other stood without the report saying
something else. A group holds words that an editor swaps for each other; a word may be in several groups.
Words are compared by their stems, so a group names one form of a regular word and every form of an
irregular one. Words of one family ("agree", "agreement") count as one by `same_family`.

Not tried: senses (a "strike" of workers and one from the air share a group's word), phrases, degrees of
likeness. What the groups do not hold is left to word vectors, where a caller has them.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from .tokens import stem

_GROUPS = """
abandon desert leave left | about around approximately roughly nearly almost some | about regarding concerning over
abuse mistreat | accelerate quicken hasten speed | accident crash incident mishap | action move | actor performer
admit concede acknowledge confess | admit plead plea pleaded pled confess concede | adult grown-up
affect influence impact | afraid frightened scared fearful | again once | against versus
agree accept approve endorse back consent | agreement deal pact accord treaty settlement contract
aide assistant adviser advisor helper | air sky | airline carrier | airport airfield | album record
all every each whole entire | allow let permit enable | ally partner friend | also too as well
always ever constantly | amount sum quantity | analyst economist expert observer
anger angry furious fury outrage rage | animal beast | anniversary mark commemoration | another other | apartment flat
apologize apology sorry | apparently seemingly | applause cheers | apply request | appoint name nominate
approach near | area region district zone | argue quarrel bicker | army military force
arrest detain hold held apprehend custody jail seize nab | arrive land | artist painter musician singer
ashamed embarrassed | ask request urge call appeal plead beg | assault attack beat | attach fasten connect link
attack assault raid strike struck offensive invasion assail | audience viewer crowd | author writer
authority chief official | baby infant newborn | back rear | backer supporter proponent advocate champion
backlash outcry uproar furor protest | bad poor terrible awful worse worst | ban prohibition embargo | band group
bank lender | bankrupt insolvent bankruptcy insolvency | base camp | battle fight fought clash | beach shore
beat defeat win won overcome | because since due | beer ale | before prior ahead
begin began begun start open launch commence kick | beginning start outset | bend curve | between among | bid offer
bid tender | big large huge major great massive giant enormous vast | birth born | bishop priest | blame fault
blast bombing explosion | body corpse | bomb device explosive | bonus premium | boom upswing | border frontier
boss chief executive head manager | boss chief manager executive management | boy son lad | boycott shun
brave courageous | break broke broken smash shatter fracture | breakthrough advance | brewer brewery
bribe payoff kickback | bright brilliant | bring brought deliver carry fetch | broad wide
brutal savage vicious cruel | budget spending | building structure | bullet round | burn burned blaze fire flame
bury buried | but however though although yet | buy bought purchase acquire acquisition takeover | buyer purchaser
cable line wire | call describe label term brand dub | call phone ring | calm quiet peaceful
campaign drive crusade push effort | cancel scrap abandon axe call | candidate contender nominee hopeful
captain skipper | car vehicle automobile | castle fortress | cathedral church
cause lead led trigger spark prompt provoke result bring | ceasefire truce armistice | cellar basement
ceremony service | champion titleholder | chance likelihood possibility opportunity | change alter shift modify amend
charge accuse indict indictment | chase pursue | cheap inexpensive | cheat swindle defraud | check inspect examine
child children kid youngster | choose pick select | choose select opt | church parish | cite quote mention | city town
clash skirmish scuffle brawl fight | clean clear | clear obvious evident | clever smart intelligent brilliant
cliff clifftop hilltop precipice bluff | climb ascend scale | coach trainer manager | coast shore | cold freezing
come came arrive reach | common widespread prevalent | company firm business corporation enterprise maker group
complaint complain | complaint lodge | comprise consist contain | compromise concession | computer machine
conceal hide hid hidden cover | concern worry worried anxious | concert gig show | conserve preserve protect
consumer buyer shopper | contain hold include | contender candidate challenger | continue go keep persist resume
contribute donate give | control run | cook chef | corruption graft | cost expense price | count tally tot reckon
country nation state | court judge tribunal | cover include | cow cattle | crash collision collide smash wreck
crime offense | crisis emergency trouble | critic opponent detractor | criticize condemn attack slam denounce blast
cross traverse | crowd throng | curb limit restrict restriction | cure remedy | currently presently | customer client
cut reduce reduction lower trim slash curb decrease shrink shrank shrunk | damage harm ruin hit | dampen curb
dangerous risky hazardous | day daily | deadlock stalemate impasse | death demise passing fatality | debate discussion
debt borrowing loan | decide decision choose chose chosen opt resolve | deep depth | defend defense protect
defendant dock | delay postpone defer | deny denial reject | descend fall
destroy ruin wreck demolish level devastate | detach separate | die died death dead deadly fatal perish pass killed
differ vary | director filmmaker | disaster catastrophe calamity tragedy | discuss debate consider
dismiss fire sack lay laid axe | dispute disagree disagreement contest | disrupt disruption interrupt
district neighborhood quarter | disturbed upset troubled distressed | doctor physician medic
document paper file record | dog canine | donation contribution gift | door gate | downtown center | draw drew drawn
drink drank | drive drove driven | driver motorist | drought dryness | drug medicine medication | during while
eager keen enthusiastic | early earlier prior | ease relax loosen | easy simple | eat ate eaten | edge brink eve
effect impact consequence | elderly old senior | elect choose | election poll race contest | embargo ban boycott
embarrass humiliate | emphasize stress underline highlight | empty unload
end finish conclude complete close stop cease halt wrap over | endure suffer withstand | energy power
enlist recruit enroll | enter access | epidemic outbreak | erode wear | especially particularly
estimate calculate put | evacuate flee remove clear | evening eve night | evidence proof | exaggerate overstate
exclude omit | expand extend widen broaden enlarge | expect anticipate forecast predict project
expensive costly dear | expert specialist analyst | explosion blast bomb detonate explode | export shipment
expose reveal uncover unmask | extend prolong lengthen | extinct died dead vanish disappear
failure breakdown collapse
fall fell fallen drop decline decrease slip slide slid tumble plunge sink sank down lower dip shed downturn reduction lose lost
fall fell fallen plunge plummet tumble drop slip stumble topple | false untrue fake bogus | family relative
famine starvation hunger | famous known renowned noted | fan supporter | far distant | farm agriculture | farm ranch
farmer grower | father dad | fear worry concern anxiety afraid scare | feast banquet | fee charge
fierce violent ferocious | fight fought battle combat | figure number statistic | fill load | film movie
final last ultimate | financially economically monetarily fiscally | find found discover detect uncover locate
fine penalty penalize | fire blaze inferno arson | firm company outfit concern | first initial | fisherman angler
flee fled escape leave left | flood inundate deluge | floor storey | fluctuate vary | fly flew flown | fog mist
follow track | food meal | force compel oblige
forecast predict projection prediction estimate outlook guide guidance | forest wood | forge fake counterfeit
forget forgot forgotten | former ex previous past one-time | fraud deceit deception scam | friend pal | fuel stoke
fund finance bankroll funding | funeral burial | game match fixture | gap difference | gas petrol
gather collect assemble | gather gathering assembly | gentle mild soft
get got gotten obtain receive win won secure gain earn | gift present donation | girl daughter | girlfriend partner
give gave given provide offer grant hand supply award donate | go went gone travel head journey move
goal aim target objective purpose | goal score | good well fine | goods product merchandise
government administration cabinet | grain cereal | grave tomb | guard sentry | guest visitor | guilty convicted
gun firearm weapon pistol handgun rifle | half 50 | handle treat manage | hangout haunt | happy glad pleased delighted
harass bully | hard tough difficult | hardship suffering misery | harvest crop reap | heal cure | heart cardiac
heat hot | heavy hefty intense | height tall | help assist aid support | hen chicken | hesitate waver
hide hid hidden conceal obscure | hill mountain | history past | hit strike struck batter pound | holiday vacation
honor award | hope aim plan intend expect | hospital clinic | host home | hostage captive | hotel inn
house home residence dwelling | hunt search seek | hurdle obstacle barrier | hurt harm damage affect | identical same
if whether | ignore disregard overlook neglect | illness disease sickness ailment | immigrant migrant
important significant major key vital crucial | improve better enhance | include comprise contain
information details data | injure injury wound hurt harm | inquiry investigation probe police | inside within in
insult offend | intense fierce heavy strong severe | internet web online net | introduce bring present
invasion incursion encroachment intrusion attack assault aggression onslaught | inventory stock
investigate probe examine inquire | investor shareholder buyer | involve include entail | island isle
issue matter question | item article | jail prison imprison lockup incarcerate bars
job post position role employment work | join enter | jump leap leapt
keep kept retain hold held maintain preserve remain stay | kill slay slew slain fatal die dead death perish
king monarch ruler sovereign | knife blade | known recognized acknowledged called referred named
later after afterward subsequently subsequent following | launch introduce start
law legislation bill act statute measure | lawmaker legislator deputy member congressman | lawsuit suit case
lawyer attorney counsel barrister solicitor | layoff redundancy dismissal | lead led head front run
leader chief head boss chairman | leak disclose | learn discover | leave left depart quit exit resign
letter note memo | levy tax fee | lie lied mislead misled deceive | likely probable probably | limit cap ceiling
limit restrict quota | link connect tie join | listing ad | live reside dwell | loan credit lend lent
look gaze stare glance | loot plunder | loss deficit | loud noisy | maize corn
make made produce manufacture build built create construct | maker producer manufacturer | man men guy male
many several numerous lots | margin lead | mark commemorate celebrate | market bourse exchange
marry wed wedding married | meal dinner lunch supper | measure step action | meet met gather talk confer
meeting gathering rendezvous assembly get-together | meeting summit conference session gathering | mention cite refer
merger combination | method way approach means technique | middle center | minimize downplay | minister secretary
ministry government department | missing lost unaccounted | mix blend | mock ridicule | moderate modest | molest abuse
money cash funds funding | monitor observe | month monthly | monument memorial | more further additional extra
mother mom mum | movement campaign | mull consider weigh | murder homicide | museum gallery
musician artist performer | name called dub | narrow slim slender | near close | need require demand | network system
new fresh latest recent | newspaper paper daily | noise sound commotion | novel book | now currently present
number figure total amount | often frequently regularly | oil crude petroleum | old former ancient aged elderly
omit skip | only just merely solely | oppose object resist protest | order instruct direct command tell told
outage blackout failure | outlay spending expense | outside beyond | outskirts edge suburb | overnight night
pain ache | painting picture canvas | palace residence | parent mother father | parliament assembly legislature
part portion share section | party celebration | passenger traveler | patient sufferer | pay paid spend spent
pay paid wage salary earnings | peace truce ceasefire | pension retirement | people person individual folk
permit license permission | phone telephone cellphone cell mobile | photo picture photograph image | pig hog swine
pilot aviator | plan scheme project proposal program | plane aircraft jet airliner | plant factory mill works
player footballer | plea appeal request | pledge commitment | poem verse | poison toxic
police officer cop policeman constable authority | pollute contaminate | pollution contamination | poor needy
pope pontiff | port harbor dock | possible potential may might | power electricity | praise applaud hail commend
praise laud | prefer favor | pregnant expecting | present offer give show | president leader | pressure stress strain
priest clergyman vicar | prisoner inmate detainee | private personal | prize award | problem trouble difficulty issue
proceeds money | product item | profit earnings income gain | promise pledge vow commit
prop uphold bolster shore sustain support boost afloat buttress underpin strengthen rescue maintain preserve
propose suggest proposal | protect shield guard | protest demonstrate demonstration rally march
protester demonstrator activist campaigner | prove proven proof | province region state | public open | publish print
pull yank drag draw drew tow haul | push shove press | put place set lay laid | quake earthquake tremor temblor
quarter quarterly | queen monarch | quick fast rapid swift speedy | quickly rapidly fast | quiet silent
race campaign contest election | rain rainfall | raise lift increase boost augment hike push up | rape assault
rare unusual uncommon | rarely seldom | rate pace | realize recognize know
rebel insurgent guerrilla militant fighter | recover recovery rebound | redundant laid | refugee migrant
register record enroll | reject refuse decline rebuff dismiss | religion faith | reluctant unwilling hesitant
remember recall | remove yank pull withdraw withdrew
renege reverse backtrack backpedal retract rescind withdraw withdrew withdrawn retreat recant
repair fix mend restore | repay repaid refund reimburse | replace substitute | report account story
reportedly allegedly | reporter journalist | rescue save | researcher scientist | resemble similar like alike
resident citizen inhabitant local | resist withstand | restaurant diner eatery | result outcome consequence
resume restart | retire retirement | return back | rich wealthy affluent | right correct | riot unrest
rise rose risen climb increase grow grew grown gain advance surge jump soar up higher growth growing add
risk danger hazard | rival competitor opponent challenger foe enemy | river stream
road street highway motorway roadway route
road street roadway route path pathway pavement lane avenue way thoroughfare ground track | robbery theft burglary
room chamber | rot decay decompose | row dispute quarrel argument feud | ruin rubble debris wreckage
rule decide ruling determine judgment | rule regulation guideline policy | run operate manage | run ran | sad unhappy
safe secure | sailor seaman | sanction penalty | save conserve
say said claim maintain insist assert contend argue allege
say said tell told state add note remark comment declare announce explain mention report disclose reveal communicate
scatter spread disperse | scheme plot conspiracy plan ploy | school college | sea ocean | search look seek
season campaign | secret confidential classified hidden | see saw seen spot watch witness view notice observe
sell sold sale auction dispose divest divestment sell-off | seller vendor | send sent dispatch ship deploy
separate split divide | serious grave severe bad | serious major | setback blow reverse | sever cut | several some few
severed damage break broken | shake shook jolt rock hit strike struck | shape form | share divide | share stock equity
shareholder stockholder holder investor | sheep lamb | shelter refuge | ship vessel boat
shocked stunned astonished surprised | shoot shot fire | shop store outlet retailer | shortage lack scarcity deficit
shorten cut curtail | show program | show shown showed demonstrate indicate reveal display | sibling brother sister
sick ill unwell | similar comparable alike | singer vocalist | sleep slept | slogan motto | slow decelerate
slow sluggish | slump recession downturn | small little tiny minor | smell odor | smuggle traffic | snow snowfall
software program | soldier troop serviceman | sometimes occasionally | song track tune | soon shortly
sorrow sorry sorrier regret | soy soybean | speak spoke spoken talk address | spectator fan viewer | speech address
spend spent expend outlay | spin-off spinoff | splatter splash spill spilled spray drop pour empty discharge dump tip
spot place site location area | spread extend | stab knife | stabilize steady | stadium arena venue ground
stake holding interest | stall halt stop | stand stood rank | star celebrity | statement declaration
statue sculpture monument | steady stable | steal stole stolen rob loot pilfer | step move measure
stockpile reserve inventory | stop halt prevent block bar prohibit ban forbid outlaw forbade forbidden
storm hurricane cyclone typhoon tempest gale | strategy plan policy approach | strengthen reinforce bolster
strike walkout stoppage | strong powerful robust | student pupil | study research survey | stupid foolish
submit file lodge hand | subsidiary affiliate unit | succeed replace | successor heir | suddenly abruptly
sue suit lawsuit | suffer sustain experience undergo | suggest imply indicate hint | supply supplies
support back backing endorse favor | sure certain confident | surgery operation | surplus glut excess
surprise shock stun astonish | surround encircle | survive outlive | suspect accused defendant | swim swam
tactic strategy | take took taken seize grab steal stole stolen remove
talk negotiation negotiate discussion dialogue consultation meeting | tax levy duty tariff
teach taught instruct educate | teacher instructor | team side squad club | teenager adolescent youth teen
television tv | temple shrine | tension friction strain | test trial | testify testimony | thank gratitude
theater stage | thick dense | thief thieves burglar robber | thin slim
think thought believe feel felt consider reckon | threat threaten menace | threaten jeopardize endanger imperil
thrive flourish prosper | throw threw thrown toss hurl | tie bind bound fasten | tie draw | tighten toughen
tired weary exhausted | title crown championship | today now currently | toddler child | toll count number
top summit peak | tourist visitor | tournament competition contest event | town village | toxic poisonous
trade commerce | trader dealer broker | train coach teach taught | train railway rail | trapped stuck stranded
treatment therapy care | trial case hearing proceeding | trip journey voyage
trouble embattled distressed precarious struggling beleaguered challenge
troubled ailing problematic flawed embattled struggling beleaguered distressed challenged precarious | truck lorry
true real genuine | try tried attempt effort bid seek sought | turn rotate | twist bend | undermine weaken erode
understand understood comprehend grasp | unique sole only | unit subsidiary division arm | unite merge combine join
university college | until till | unusual odd strange | unveil reveal announce present introduce | use utilize employ
usual normal ordinary regular typical | vacancy opening | vaccine jab shot | venue place site
verdict ruling decision judgment | victim casualty | video footage clip | village hamlet | violence unrest clashes
virus infection | visit trip tour | vote ballot poll | walk stroll hike | want wish seek sought desire
war conflict fighting | warn caution alert | waste squander | watch monitor | weak feeble frail
weapon arms gun firearm | weather climate | website site | week weekly | weight weigh | wheat grain
whole entire full complete | widespread extensive broad | width wide | wife spouse husband partner
win won victory triumph prevail beat defeat winner | wind gale | woman women lady female | work job labor employment
worker employee staff laborer workforce personnel | world global globe worldwide | worsen deteriorate
write wrote written pen | wrong mistaken incorrect | year annual yearly | yield surrender produce | young youthful
""".replace("\n", "|").split("|")


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


#: Letters that any two words of one family begin with.
_LEAST = 3
#: Letters two words of one family begin with, and most letters after them.
_SHARED = 5
_TAIL = 5


@lru_cache(maxsize=200_000)
def same_family(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: "agree" and "agreement", "responsible" and "responsibility"."""
    if one == other:
        return True
    least = min(len(one), len(other))
    if least >= 3 and max(one, other, key=len) in {
        min(one, other, key=len) + ending for ending in ("er", "or", "y")
    }:
        return True
    if least < 4 or one[0] != other[0]:
        return False
    shared = 0
    while shared < least and one[shared] == other[shared]:
        shared += 1
    if shared == least and least >= 4:  # one begins the other
        return max(len(one), len(other)) - least <= _TAIL
    return (
        shared >= _SHARED
        and max(len(one), len(other)) - shared <= 3
        and shared >= max(len(one), len(other)) - 3
    )


@lru_cache(maxsize=200_000)
def same_sense(one: str, other: str) -> bool:
    """Whether two stems can stand for each other: one word, one family or one group."""
    return one == other or bool(groups(one) & groups(other)) or same_family(one, other)


class Stock:
    """Some stems, laid out so that one that can stand for another is found at once."""

    def __init__(self, stems: Collection[str]) -> None:
        self.stems = frozenset(stems)
        self._groups = frozenset(number for key in self.stems for number in groups(key))
        self._beginnings: dict[str, list[str]] = {}
        for key in self.stems:
            self._beginnings.setdefault(key[:_LEAST], []).append(key)

    def likes(self, key: str) -> bool:
        """Whether one of them has the same sense as this stem."""
        if key in self.stems or not self._groups.isdisjoint(groups(key)):
            return True
        return any(same_family(key, other) for other in self._beginnings.get(key[:_LEAST], ()))
