"""What names are made of and stand for: small tables, checked by hand, of general knowledge.

Countries with their people and short forms, capitals that stand for their governments, words of respect
and of office, what companies and institutions are called by, words that open sentences without being
names. All forms are folded: small letters, no accents, no full stops. Not tried: gazetteers of places or
of persons; what is not listed is read by its capitals and its place.
"""

from __future__ import annotations

_COUNTRIES = """
us: us|usa|united states|united states of america|america / american|americans
uk: uk|united kingdom|britain|great britain / british|briton|britons
eu: eu|ec|eec|european union|european community|european communities|european economic community
un: un|united nations
uae: uae|united arab emirates|emirates / emirati|emiratis
russia: russia|russian federation / russian|russians
soviet: soviet union|ussr / soviet|soviets
germany: germany / german|germans
west germany: west germany|federal republic of germany / west german|west germans
east germany: east germany|gdr / east german|east germans
france: france / french|frenchman|frenchmen|frenchwoman
italy: italy / italian|italians
spain: spain / spanish|spaniard|spaniards
portugal: portugal / portuguese
netherlands: netherlands|holland / dutch|dutchman|dutchmen
belgium: belgium / belgian|belgians
luxembourg: luxembourg
ireland: ireland|irish republic / irish|irishman
scotland: scotland / scottish|scots|scot
wales: wales / welsh
england: england / english|englishman|englishmen
denmark: denmark / danish|dane|danes
norway: norway / norwegian|norwegians
sweden: sweden / swedish|swede|swedes
finland: finland / finnish|finn|finns
iceland: iceland / icelandic|icelander|icelanders
switzerland: switzerland / swiss
austria: austria / austrian|austrians
poland: poland / polish|pole|poles
czech: czech republic|czechia / czech|czechs
czechoslovakia: czechoslovakia / czechoslovak
slovakia: slovakia / slovak|slovaks
hungary: hungary / hungarian|hungarians
romania: romania / romanian|romanians
bulgaria: bulgaria / bulgarian|bulgarians
greece: greece / greek|greeks
turkey: turkey|turkiye / turkish|turk|turks
cyprus: cyprus / cypriot|cypriots
yugoslavia: yugoslavia / yugoslav|yugoslavs|yugoslavian
serbia: serbia / serbian|serb|serbs
croatia: croatia / croatian|croat|croats
bosnia: bosnia|bosnia and herzegovina / bosnian|bosnians
kosovo: kosovo / kosovar|kosovars
albania: albania / albanian|albanians
macedonia: macedonia|north macedonia / macedonian
slovenia: slovenia / slovenian|slovene
ukraine: ukraine / ukrainian|ukrainians
belarus: belarus|byelorussia / belarusian|belarusians
georgia: georgia / georgian|georgians
lithuania: lithuania / lithuanian|lithuanians
latvia: latvia / latvian|latvians
estonia: estonia / estonian|estonians
moldova: moldova / moldovan|moldovans
kazakhstan: kazakhstan / kazakh|kazakhs
uzbekistan: uzbekistan / uzbek|uzbeks
armenia: armenia / armenian|armenians
azerbaijan: azerbaijan / azerbaijani|azeri
china: china|people's republic of china|prc / chinese
taiwan: taiwan / taiwanese
hong kong: hong kong
japan: japan / japanese
north korea: north korea|dprk / north korean|north koreans
south korea: south korea|republic of korea / south korean|south koreans
korea: korea / korean|koreans
india: india / indian|indians
pakistan: pakistan / pakistani|pakistanis
bangladesh: bangladesh / bangladeshi|bangladeshis
sri lanka: sri lanka|ceylon / sri lankan|sri lankans
nepal: nepal / nepalese|nepali
afghanistan: afghanistan / afghan|afghans
iran: iran|persia / iranian|iranians
iraq: iraq / iraqi|iraqis
israel: israel / israeli|israelis
palestine: palestine / palestinian|palestinians
lebanon: lebanon / lebanese
syria: syria / syrian|syrians
jordan: jordan / jordanian|jordanians
saudi arabia: saudi arabia / saudi|saudis|saudi arabian
kuwait: kuwait / kuwaiti|kuwaitis
qatar: qatar / qatari|qataris
bahrain: bahrain / bahraini
oman: oman / omani|omanis
yemen: yemen / yemeni|yemenis
egypt: egypt / egyptian|egyptians
libya: libya / libyan|libyans
algeria: algeria / algerian|algerians
morocco: morocco / moroccan|moroccans
tunisia: tunisia / tunisian|tunisians
sudan: sudan / sudanese
ethiopia: ethiopia / ethiopian|ethiopians
somalia: somalia / somali|somalis
kenya: kenya / kenyan|kenyans
uganda: uganda / ugandan|ugandans
tanzania: tanzania / tanzanian|tanzanians
rwanda: rwanda / rwandan|rwandans
zimbabwe: zimbabwe / zimbabwean|zimbabweans
zambia: zambia / zambian|zambians
angola: angola / angolan|angolans
mozambique: mozambique / mozambican
south africa: south africa / south african|south africans
nigeria: nigeria / nigerian|nigerians
ghana: ghana / ghanaian|ghanaians
liberia: liberia / liberian|liberians
ivory coast: ivory coast|cote d'ivoire|cote divoire / ivorian
congo: congo / congolese
canada: canada / canadian|canadians
mexico: mexico / mexican|mexicans
brazil: brazil / brazilian|brazilians
argentina: argentina / argentine|argentines|argentinian
chile: chile / chilean|chileans
peru: peru / peruvian|peruvians
colombia: colombia / colombian|colombians
venezuela: venezuela|venezuelan / venezuelans
ecuador: ecuador / ecuadorean|ecuadorian
bolivia: bolivia / bolivian|bolivians
uruguay: uruguay / uruguayan
paraguay: paraguay / paraguayan
cuba: cuba / cuban|cubans
haiti: haiti / haitian|haitians
jamaica: jamaica / jamaican|jamaicans
nicaragua: nicaragua|nicaraguan / nicaraguans
honduras: honduras / honduran|hondurans
guatemala: guatemala / guatemalan
el salvador: el salvador / salvadoran|salvadorean
panama: panama / panamanian
costa rica: costa rica / costa rican
australia: australia / australian|australians
new zealand: new zealand / new zealander|new zealanders|kiwi
indonesia: indonesia / indonesian|indonesians
malaysia: malaysia / malaysian|malaysians
singapore: singapore / singaporean|singaporeans
thailand: thailand / thai|thais
vietnam: vietnam / vietnamese
cambodia: cambodia / cambodian|cambodians
laos: laos / laotian
burma: burma|myanmar / burmese
philippines: philippines / philippine|filipino|filipinos
europe: europe / european|europeans
africa: africa / african|africans
asia: asia / asian|asians
mideast: middle east|mideast / middle eastern
latin america: latin america / latin american|latin americans
gulf: gulf|persian gulf|arabian gulf
"""


def _forms(listed: str) -> list[str]:
    return [form.strip() for form in listed.split("|") if form.strip()]


_LISTED = [
    (key.strip(), *forms.partition("/"))
    for key, _, forms in (x.partition(":") for x in _COUNTRIES.strip().splitlines())
]
#: Each spelling of a country, region or union and of its people, with the one key it is known by.
NATIONS: dict[str, str] = {
    form: key for key, places, _, people in _LISTED for form in (*_forms(places), *_forms(people))
}
#: Forms that say "of that country": their loss takes nothing from who acts where.
DEMONYMS: frozenset[str] = frozenset(form for _, _, _, people in _LISTED for form in _forms(people))

#: Capitals, and houses in them, that stand for a government in the news.
SEATS: dict[str, str] = {
    "washington": "us", "white house": "us", "moscow": "russia", "kremlin": "russia", "beijing": "china",
    "peking": "china", "tokyo": "japan", "london": "uk", "downing street": "uk", "paris": "france",
    "bonn": "west germany", "berlin": "germany", "rome": "italy", "madrid": "spain", "brussels": "eu",
    "european commission": "eu", "tehran": "iran", "baghdad": "iraq", "jerusalem": "israel", "damascus": "syria",
    "cairo": "egypt", "riyadh": "saudi arabia", "ankara": "turkey", "islamabad": "pakistan", "new delhi": "india",
    "delhi": "india", "kabul": "afghanistan", "ottawa": "canada", "canberra": "australia", "brasilia": "brazil",
    "havana": "cuba", "caracas": "venezuela", "seoul": "south korea", "pyongyang": "north korea", "kyiv": "ukraine",
    "warsaw": "poland", "vienna": "austria", "athens": "greece", "lisbon": "portugal", "pretoria": "south africa",
    "dublin": "ireland", "taipei": "taiwan", "hanoi": "vietnam", "jakarta": "indonesia", "bangkok": "thailand",
    "stockholm": "sweden", "oslo": "norway", "copenhagen": "denmark", "helsinki": "finland", "minsk": "belarus",
}  # fmt: skip

#: Other coats of one name: transliterations, renamed cities, acronyms, firms and bodies known by two names.
_SAME = """
kyiv: kiev|kyiv
zelensky: zelenskyy|zelenskiy|zelensky|zelenski
beijing: peking|beijing
mumbai: bombay|mumbai
kolkata: calcutta|kolkata
chennai: madras|chennai
yangon: rangoon|yangon
tehran: teheran|tehran
odesa: odessa|odesa
kharkiv: kharkov|kharkiv
gaddafi: gaddafi|qaddafi|khadafy|kadhafi|gadhafi|qadhafi|khaddafi
qaeda: qaeda|qaida|al-qaeda|al-qaida
osama: usama|osama
hezbollah: hizbollah|hezbollah|hizbullah|hezbullah
koran: quran|koran|qur'an|quran
mohammed: muhammad|mohammed|mohamed|mohammad|muhammed|mohamad
hussein: hussain|hussein|husain|husayn
khomeini: khomeini|khomeiny
gorbachev: gorbachev|gorbachov|gorbatchev
yeltsin: yeltsin|eltsin
assad: assad|asad
mao: mao
fed: fed|federal reserve|federal reserve board
fbi: fbi|federal bureau of investigation
cia: cia|central intelligence agency
nato: nato|north atlantic treaty organization|north atlantic treaty organisation
opec: opec|organization of petroleum exporting countries|organisation of petroleum exporting countries
imf: imf|international monetary fund
nasa: nasa|national aeronautics and space administration
ge: ge|general electric
gm: gm|general motors
ibm: ibm|international business machines
att: at&t|american telephone and telegraph|american telephone & telegraph
nyse: nyse|new york stock exchange
sp: s&p|standard & poor's|standard & poor|standard and poor's|standard and poor|standard & poors|standard and poors
sec: sec|securities and exchange commission
fda: fda|food and drug administration
un security council: security council|united nations security council|un security council
pentagon: pentagon|defense department|department of defense|defence department
doj: doj|justice department|department of justice
gop: gop|republican party|republican|republicans
democrats: democrat|democrats|democratic party|democratic
los angeles: la|los angeles
dow: dow|dow jones|dow jones industrial average|dow jones industrials
"""
_SMALL = frozenset({"of", "for", "and", "the", "&"})
#: Each such spelling, less its small words, with the one key it is known by.
SAME: dict[str, str] = {
    " ".join(word for word in form.split() if word not in _SMALL): key.strip()
    for line in _SAME.strip().splitlines()
    for key, _, forms in [line.partition(":")]
    for form in _forms(forms)
}

#: Short states of the U.S. after a town ("Greenbelt, Md."), with their long names.
STATES: dict[str, str] = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado",
    "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana",
    "kan": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland", "mass": "massachusetts", "mich": "michigan",
    "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana", "neb": "nebraska",
    "nev": "nevada", "nm": "new mexico", "ny": "new york", "nj": "new jersey", "nh": "new hampshire",
    "nc": "north carolina", "nd": "north dakota", "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania",
    "ri": "rhode island", "sc": "south carolina", "sd": "south dakota", "tenn": "tennessee", "tex": "texas",
    "vt": "vermont", "va": "virginia", "wash": "washington", "wva": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip

NICKNAMES: dict[str, str] = {
    short: full
    for line in (
        "william: bill will billy willie; robert: bob rob bobby robbie; richard: dick rick rich ricky; james: jim jimmy "
        "jamie; john: jack johnny jon; edward: ed eddie ted; michael: mike mick; thomas: tom tommy; charles: charlie chuck; "
        "david: dave; daniel: dan danny; joseph: joe joey; kenneth: ken kenny; ronald: ron ronnie; donald: don donnie; "
        "patricia: pat patty; patrick: paddy; elizabeth: liz beth betty; margaret: maggie peggy; katherine: kate kathy "
        "katie; catherine: cathy; anthony: tony; benjamin: ben; samuel: sam; matthew: matt; gregory: greg; stephen: "
        "steve; steven: steve; andrew: andy drew; christopher: chris; nicholas: nick; timothy: tim; lawrence: larry; "
        "gerald: gerry jerry; alexander: alex sandy; sanford: sandy; frederick: fred; albert: al; alfred: al; bernard: "
        "bernie; raymond: ray; walter: walt; harold: harry; henry: harry hank; peter: pete; philip: phil; susan: sue; "
        "deborah: debbie deb; jennifer: jen jenny; jeffrey: jeff; geoffrey: geoff; vladimir: volodymyr; leonard: len"
    ).split(";")
    for full, _, shorts in [line.strip().partition(":")]
    for short in shorts.split()
}

HONORIFICS: frozenset[str] = frozenset(
    "mr mrs ms miss mx dr sir lord lady dame madam madame mme mlle monsieur herr frau senor senora signor signora "
    "rev reverend father sister brother hon messrs sheikh ayatollah imam rabbi".split()
)
#: Words of office: before a name they say what somebody is.
OFFICES: frozenset[str] = frozenset(
    "president minister premier chancellor secretary chairman chairwoman chairperson chair chief executive director "
    "governor gov senator sen congressman congresswoman representative rep reps sens mayor councillor councilman "
    "councilwoman alderman judge magistrate king queen prince princess emperor pope cardinal archbishop bishop pastor "
    "colonel col captain capt lieutenant lt sergeant sgt corporal cpl private pfc pvt major maj gen brig adm admiral "
    "commander cmdr commodore marshal constable const officer detective det inspector superintendent supt sheriff deputy commissioner "
    "ambassador envoy consul speaker leader spokesman spokeswoman spokesperson attorney prosecutor lawyer counsel "
    "professor prof coach manager editor publisher treasurer trustee administrator coordinator undersecretary "
    "whip majority minority vice prime assistant deputy-chief ceo cfo coo head surgeon adviser advisor economist analyst "
    "strategist congresswoman warden provost dean principal coroner justice shah sultan emir tsar".split()
)
#: What companies add to their names.
SUFFIXES: frozenset[str] = frozenset(
    "inc incorporated corp corporation co company cos ltd limited plc llc llp lp ag sa nv gmbh spa ab oy asa bv pty bhd "
    "holdings holding group kk se sarl pcl".split()
)
#: What institutions are called by: the word alone names nothing.
BODIES: frozenset[str] = frozenset(
    "bank university college school institute department ministry office bureau agency administration commission "
    "committee council board court congress senate parliament assembly house party union association federation league "
    "confederation foundation trust fund society organization organisation institution center centre hospital church "
    "army navy force forces guard police corps exchange index authority service services airlines airways air "
    "industries industry motors motor systems technologies technology communications television radio news times post "
    "press journal tribune herald media records entertainment pictures studios club museum gallery theatre theater "
    "library cathedral airport station embassy chamber cabinet government treasury insurance financial bancorp "
    "securities capital partners associates brothers bros stores foods oil petroleum energy electric power gas steel "
    "chemical pharmaceuticals laboratories laboratory team movement campaign coalition network front alliance task "
    "composite average community internet international national central federal state general supreme".split()
)
#: What places are called by.
LANDS: frozenset[str] = frozenset(
    "street st road rd avenue ave boulevard lane drive square park river lake sea ocean bay gulf strait straits island "
    "islands mountain mountains mount valley county province region district city town village port beach coast canal "
    "peninsula desert forest north south east west northern southern eastern western".split()
)
#: Groups by faith or party: their loss takes no one's name away.
GROUPS: frozenset[str] = frozenset(
    "muslim muslims christian christians catholic catholics jewish jew jews islamic islam islamist islamists hindu "
    "hindus buddhist buddhists protestant protestants shiite shiites sunni sunnis orthodox anglican arab arabs kurd "
    "kurds kurdish hispanic hispanics latino latinos black blacks white whites non communist communists socialist socialists "
    "conservative conservatives labour liberal liberals republican republicans democrat democrats democratic gop "
    "western nazi nazis marxist congressional presidential".split()
)

#: Lower-case words inside a name of a person or place.
PARTICLES: frozenset[str] = frozenset(
    "de la le van von der den di da dos du del della el al bin ibn ben ter ten zu y e das do des st".split()
)
#: Capitalised words that name neither a person nor a body nor a place, and end a name that stands before.
BREAKERS: frozenset[str] = frozenset(
    "i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri "
    "sat sun christmas easter ramadan thanksgiving halloween gmt est edt cst cdt pst pdt bst et utc am pm ad bc ceo cfo "
    "coo tv dvd cd dna rna hiv aids sars gdp gnp cpi ppi vat ipo pc pcs suv suvs r&d phd ok god internet web english "
    "no vs note reuter reuters pct mln bln dlrs dlr cts shr net revs avg shrs qtr oper mths yr yrs corrected ph mba id "
    "pdt cet sic aaa aa bbb bb ccc cc ecu ecus covid mrna rsv r&b nba hip-hop richter fahrenheit celsius".split()
)
#: Words that open a sentence, or stand in titles, without being names.
OPENERS: frozenset[str] = frozenset(
    "the a an this that these those it its he his she her hers they their theirs we our ours you your my mine who whom whose "
    "which what when where why how there here then thus hence so but and or nor yet for if unless until till while whilst "
    "although though because since as at by in into of off on onto out over to toward towards under up upon with within "
    "without about above across after against along amid among around before behind below beneath beside besides between "
    "beyond despite down during except from inside like near outside per plus than through throughout via versus not "
    "all any anyone anybody anything both each either every everyone everybody everything few fewer less least many more "
    "most much neither nobody none no nothing one ones other others several some someone somebody something such "
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty hundred "
    "hundreds thousands millions dozens scores half first second third last next again ago already also always anyway "
    "apart aside away back earlier else elsewhere even ever far further furthermore however indeed instead just later "
    "lately meanwhile moreover nevertheless nonetheless never now nowadays often once only otherwise perhaps quite rather "
    "recently roughly same soon sometimes still today tomorrow tonight yesterday together too very well whatever whenever "
    "whether yes "
    "am are is was were be been being do does did done had has have having can could may might must shall should will would "
    "let asked added according adding based given regarding including following citing noting speaking talking compared "
    "said says say told "
    "police officials official authorities analysts analyst traders trader dealers dealer economists economist investors "
    "investor experts expert sources source critics critic supporters opponents residents witnesses neighbours neighbors "
    "doctors scientists researchers researcher prosecutors prosecutor lawyers lawyer attorneys attorney judges teachers "
    "students workers employees managers executives ministers minister lawmakers legislators politicians voters people men "
    "women children man woman someone members leaders leader delegates diplomats diplomat troops soldiers rebels militants "
    "protesters demonstrators firefighters detectives investigators investigator survivors victims families parents "
    "shares share stocks stock bonds bond prices price sales profit profits earnings income revenue revenues turnover costs "
    "cost demand supply supplies exports imports trade trading volume output production inflation unemployment growth "
    "interest rates rate taxes tax budget spending debt gold silver oil crude copper wheat corn grain sugar coffee cocoa "
    "cotton rice steel coal gas energy power water food fuel industry business businesses companies company firms firm "
    "banks bank markets market futures options operations results figures data reports report news word talks negotiations "
    "discussions plans plan efforts terms details part president chairman chief executive government parliament congress "
    "state federal local national foreign domestic international public private general major minor big small large high "
    "low long short early late old young good bad great total net gross average annual monthly weekly daily current former "
    "previous recent final additional separately similarly consequently accordingly finally initially originally generally "
    "currently eventually ultimately clearly obviously certainly presumably reportedly allegedly under "
    "think make take get go come see look know want need use call keep put give show try ask hold turn leave find tell "
    "work works play read watch please thanks thank hello sorry dear sure maybe nearly almost barely hardly thousands "
    "another whoever whichever whereas lest albeit notwithstanding concerning considering owing due thanks "
    "left right front top bottom half inside outside none time times day days week weeks month months year years "
    "morning evening night hour hours minutes".split()
)
#: Endings of common words that open sentences.
COMMON_ENDINGS = (
    "ing", "ed", "ly", "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ism", "ance", "ence", "ship", "ists",
    "ers", "ors", "ances", "ences", "ants", "ents", "ives",
)  # fmt: skip

#: Nouns for persons, bodies and places that stand where a name stood.
KINDS_OF: dict[str, str] = {
    **dict.fromkeys(
        "official officials spokesman spokeswoman spokesperson minister man woman men women person people source sources "
        "analyst analysts economist economists expert experts executive executives leader leaders lawyer lawyers judge "
        "judges doctor doctors scientist scientists researcher researchers officer officers soldier soldiers aide aides "
        "adviser advisers politician politicians lawmaker lawmakers senator senators artist artists singer singers actor "
        "actress player players manager managers director teacher student students worker workers employee employees "
        "trader traders dealer dealers diplomat diplomats resident residents witness witnesses neighbour neighbor friend "
        "friends colleague colleagues rival rivals candidate candidates critic critics prosecutor prosecutors detective "
        "detectives investigator investigators engineer engineers biologist professor author caretaker victim suspect "
        "suspects passenger passengers driver member members commander commanders chief head boss president governor "
        "mayor secretary ambassador envoy negotiator negotiators lobbyist veteran".split(),
        "person",
    ),
    **dict.fromkeys(
        "company companies firm firms bank banks group groups agency agencies organisation organization organisations "
        "organizations institution institutions university school college laboratory lab institute hospital newspaper "
        "newspapers paper magazine broadcaster broadcasters station network website site airline airlines carrier "
        "carriers maker makers manufacturer manufacturers producer producers retailer retailers supplier suppliers "
        "brokerage insurer insurers club clubs team teams party parties union unions ministry department committee "
        "commission court church charity foundation movement subsidiary unit affiliate government governments body "
        "outlet outlets consortium conglomerate rival startup exchange exchanges".split(),
        "organisation",
    ),
    **dict.fromkeys(
        "city cities town towns village villages country countries nation nations state states county counties region "
        "regions province provinces island islands port ports district districts area areas hall place places location "
        "locations street road capital suburb neighbourhood neighborhood river lake sea building hotel airport "
        "airfield base border coast square park".split(),
        "place",
    ),
}
#: Names that end in a possessive and go on ("Moody's Investors Service").
POSSESSIVE_NAMES: frozenset[str] = frozenset(
    "moody mcdonald sotheby christie lloyd macy wendy poor sainsbury kellogg levi domino kohl lowe".split()
)

#: Words that follow a noun: after them a short form of a country stands alone and modifies nothing.
AFTER_NOUN = frozenset(
    "and or but to in on at by for from of with as is are was were be has have had will would could should can may might must "
    "that which who when where while after before since than against over under into until if because said says told".split()
)
