"""Invented news sentences for training the encoder: each event told in several ways. Written for Retold.

A number of sentences goes in, a seeded list of them comes out, nothing is read. An event is a dictionary
of invented facts; each form of its kind tells it in other words, so that the list holds faithful
retellings, partial ones, and look-alike events, in the vocabulary of agency news. Names are common first
names and surnames put together by chance; no sentence speaks of a real person's doings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

FIRST = "James Maria Robert Linda Ahmed David Elena Michael Sarah Chen Omar Anna Peter Fatima George Laura Ivan Ruth Carlos Emma Paul Aisha Thomas Nina Daniel Grace Viktor Helen Juan Kate".split()
LAST = "Miller Hansen Okafor Garcia Novak Patel Brandt Silva Kim Rossi Cohen Walker Ivanov Tanaka Moreau Hassan Lopez Fischer Brown Nguyen Murphy Costa Larsen Singh Clark Wolf Young Adams Evans Reid".split()
PLACES = "London Paris Berlin Chicago Boston Texas California Ohio Tokyo Beijing Moscow Kiev Cairo Lagos Nairobi Delhi Mumbai Sydney Toronto Madrid Rome Athens Warsaw Vienna Brussels Geneva Jakarta Manila Seoul Lima Bogota Brazil Mexico Canada Japan China India Russia Turkey Iran Iraq Israel Egypt Nigeria Kenya Spain Italy France Germany Britain Poland Ukraine Greece Sweden Norway Florida Seattle Detroit Dallas Denver Atlanta Houston".split()
FIRMS = "Northfield Halden Orion Meridian Castle Redwood Delta Pioneer Summit Atlas Crown Harbor Sterling Vanguard Liberty Eagle Phoenix Granite Falcon Silver".split()
TRADES = "Bank|Airlines|Oil|Motors|Steel|Foods|Insurance|Energy|Telecom|Media|Drugs|Software|Chemical|Mining|Stores|Railways".split(
    "|"
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SMALL = "two three four five six seven eight nine ten 11 12 14 15 17 18 20 23 25 30 36 40 48".split()
LARGE = "100 120 150 200 300 450 600 800 1,000 1,200 2,500 4,000 5,500 8,000 12,000 20,000 35,000".split()

UP = "rose climbed increased grew gained jumped".split()
DOWN = "fell dropped declined slipped decreased sank".split()

KINDS: dict[str, tuple[str, ...]] = {
    "results": (
        "{firm} said its quarterly profit {moved} {percent} percent to ${amount} million.",
        "Net income at {firm} {moved} to {amount} million dollars in the quarter, the company said on {day}.",
        "{firm}, based in {place}, reported on {day} that earnings {moved} {percent} pct from a year ago.",
        "Analysts had expected {firm} to report a profit of about {amount} mln dlrs.",
        '"Demand was weaker than we had planned for," said {person}, chief executive of {firm}.',
        "Sales at the {place} company {moved2} {percent2} percent as prices of raw materials changed.",
        "Shares in {firm} {moved2} {percent2} percent after the results.",
    ),
    "takeover": (
        "{firm} has agreed to buy {firm2} for ${amount} million in cash.",
        "{firm2} accepted a takeover offer from {firm} worth {amount} million dollars, the companies announced {day}.",
        "The boards of both companies approved the merger, which needs the consent of regulators in {place}.",
        "{firm} will acquire all outstanding shares of {firm2}, it said in a statement.",
        "{person}, chairman of {firm2}, will step down once the deal is completed.",
        "The acquisition is expected to close by the end of {month}.",
        "Unions fear that the purchase of {firm2} will cost {large} jobs.",
    ),
    "strike": (
        "Some {large} workers at {firm} walked off the job in {place} on {day}.",
        "A strike by {large} employees of {firm} began on {day} after wage talks broke down.",
        "The union is asking for a pay rise of {percent} percent; management offered {percent2} percent.",
        "{person}, who leads the union, said members had been left with no choice.",
        "Production at {firm}'s plant in {place} came to a halt.",
        "Negotiations between {firm} and the union will resume on {day2}.",
    ),
    "accident": (
        "At least {small} people were killed when a {vehicle} crashed near {place} on {day}.",
        "A {vehicle} accident outside {place} left {small} dead and {small2} injured, police said.",
        "Rescue workers pulled {small2} survivors from the wreckage.",
        "The injured were taken to hospitals in {place}, officials told reporters.",
        '"We do not yet know what caused the crash," police spokesman {person} said.',
        "Investigators believe the driver lost control in heavy rain.",
        "The death toll from the crash near {place} rose to {small}.",
    ),
    "disaster": (
        "A powerful earthquake struck {place} on {day}, killing {large} people.",
        "More than {large} people died in the quake, which destroyed homes across {place}, the government said.",
        "Floods have forced {large} residents from their homes in {place}.",
        "Thousands were evacuated as the river burst its banks, according to officials in {place}.",
        "Power was cut and roads were blocked, hampering relief efforts.",
        "{person}, the interior minister, declared a state of emergency.",
        "Aid agencies are sending food, tents and medicine to {place}.",
    ),
    "trial": (
        "A court in {place} sentenced {person} to {small} years in prison for {crime}.",
        "{person}, {age}, was found guilty of {crime} and will serve {small} years, a judge ruled on {day}.",
        "Prosecutors had asked for a sentence of {small2} years.",
        "{person}'s lawyer said his client would appeal against the verdict.",
        "The defendant denied the charges throughout the trial, which began in {month}.",
        "Police arrested {person} on suspicion of {crime} in {place}.",
        "{person} pleaded not guilty to charges of {crime}.",
    ),
    "vote": (
        "Lawmakers in {place} approved a bill on {day} that would {measure}.",
        "Parliament voted {small2} to {small} to {measure}, despite protests by the opposition.",
        "The senate passed legislation to {measure}, sending it to President {person}.",
        "Critics say the law goes too far; supporters call it long overdue.",
        "{person2}, who leads the opposition, called the vote a disgrace.",
        "President {person} is expected to sign the measure into law in {month}.",
        "Thousands of demonstrators marched through {place} against plans to {measure}.",
    ),
    "talks": (
        "{person} met {person2} in {place} on {day} for talks on {subject}.",
        "The foreign ministers discussed {subject} but reached no agreement, a diplomat said.",
        "{place} and {place2} will resume negotiations over {subject} next week, officials said.",
        '"We made some progress, but much remains to be done," {person} told reporters.',
        "Talks between {place} and {place2} on {subject} ended without a deal.",
        "An official who asked not to be named said the two sides remained far apart.",
        "{place} accused {place2} of breaking its promises on {subject}.",
    ),
    "sport": (
        "{place} beat {place2} {goals} on {day} to reach the final.",
        "{person} scored twice as {place} defeated {place2} {goals}.",
        "{place2} were knocked out of the tournament after losing to {place}.",
        "Coach {person2} said his players had deserved to win.",
        "{person} will miss the rest of the season with a knee injury, the team announced.",
        "The game was watched by a crowd of {large}.",
    ),
    "health": (
        "Researchers in {place} say a new drug cut deaths from {illness} by {percent} percent.",
        "A study of {large} patients found that the treatment reduced the risk of {illness}.",
        "The findings were published in a medical journal on {day}.",
        '"These results are promising, but more research is needed," said Dr {person}, who led the study.',
        "Cases of {illness} in {place} have risen to {large}, health officials warned.",
        "Experts not involved in the research urged caution.",
    ),
    "attack": (
        "A bomb exploded at a market in {place} on {day}, killing {small} people and wounding {small2}.",
        "At least {small} people died in a blast in {place}; no group claimed responsibility.",
        "Gunmen opened fire on a police post near {place}, officials said.",
        "Witnesses described people screaming and running for cover.",
        "{person}, the mayor of {place}, condemned the attack.",
        "Soldiers sealed off the area and searched houses for suspects.",
        "The {place} bombing was the deadliest attack there since {month}.",
    ),
    "technology": (
        "{firm} unveiled a new phone on {day} that will cost ${amount}.",
        "The latest device from {firm} has a larger screen and a better camera, the company said.",
        "{firm} admitted that hackers had stolen the data of {large} customers.",
        "Personal details of {large} users of {firm} were exposed in a breach.",
        "{person}, who runs {firm}, apologised to customers and promised changes.",
        "The company removed the content after complaints that it broke its rules.",
        "Regulators in {place} fined {firm} ${amount} million for misusing personal data.",
    ),
    "economy": (
        "Unemployment in {place} {moved} to {percent} percent in {month}, the government reported.",
        "Consumer prices in {place} {moved} {percent} pct in {month} from a year earlier, official figures showed.",
        "The central bank of {place} raised its key interest rate to {percent} percent.",
        "Economists had forecast that inflation in {place} would be {percent2} percent.",
        "The currency {moved2} against the dollar in early trading.",
        "Exports from {place} {moved2} by {percent2} percent, widening the trade deficit.",
        "Oil prices {moved} to ${age} a barrel on {day}.",
    ),
    "appointment": (
        "{firm} named {person} as chief executive, replacing {person2}.",
        "{person2} resigned as head of {firm} on {day} after {small} years in the post.",
        "{person}, {age}, will take over from {person2} in {month}, the company said.",
        "The appointment of {person} surprised analysts in {place}.",
        "{person2} said it was time to spend more time with the family.",
    ),
    "culture": (
        "{person} won the prize for best {work} at a ceremony in {place} on {day}.",
        "The award for best {work} went to {person}, whose rival {person2} left empty-handed.",
        "{person2}, known for a much praised {work}, has died at the age of {age}.",
        "Fans left flowers outside the home of {person2} in {place}.",
        "The {work} by {person} took ${amount} million in its first week.",
    ),
}

CRIMES = "murder|fraud|bribery|tax evasion|assault|drug smuggling|theft|spying|perjury|manslaughter".split(
    "|"
)
MEASURES = "raise taxes on fuel|ban smoking in public places|cut spending on health|legalize gay marriage|limit immigration|tighten gun control|reform the pension system|lower the voting age|build a new airport|protect the forests".split(
    "|"
)
SUBJECTS = "trade|nuclear weapons|the border dispute|climate change|a ceasefire|fishing rights|the release of prisoners|steel tariffs|oil output|refugees".split(
    "|"
)
VEHICLES = "bus train truck plane helicopter ferry car".split()
ILLNESSES = "cancer|malaria|heart disease|diabetes|influenza|measles|stroke|cholera".split("|")
WORKS = "film album novel documentary song play".split()

LEAD = ("", "", "", "", "{place}: ", "Officials said: ", "On {day}, ", "Meanwhile, ", "However, ")
TAIL = (
    " sources said",
    " according to {person2}",
    " local media reported",
    " a spokesman said",
    " he added",
    " it said",
)


def sentences(count: int, seed: int) -> list[str]:
    """`count` different sentences about a sixth as many events."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found.update(dict.fromkeys(_tellings(chance)))
    return list(found)[:count]


def _tellings(chance: random.Random) -> Iterator[str]:
    forms = KINDS[chance.choice(sorted(KINDS))]
    facts = _facts(chance)
    told = [form.format(**facts) for form in forms]
    for sentence in chance.sample(told, len(told) - 1):
        if chance.random() < 0.15:
            yield f"{sentence[:-1]},{chance.choice(TAIL).format(**facts)}."
        elif chance.random() < 0.15:
            yield f"{chance.choice(LEAD).format(**facts)}{sentence}"
        else:
            yield sentence
    yield " ".join(chance.sample(told, 2))


def _facts(chance: random.Random) -> dict[str, str]:
    pick = chance.choice
    up = chance.random() < 0.5
    place, place2 = chance.sample(PLACES, 2)
    day, day2 = chance.sample(DAYS, 2)
    person, person2 = (f"{pick(FIRST)} {pick(LAST)}" for _ in range(2))
    return {
        "firm": f"{pick(FIRMS)} {pick(TRADES)}",
        "firm2": f"{pick(FIRMS)} {pick(TRADES)}",
        "person": person,
        "person2": person2,
        "place": place,
        "place2": place2,
        "day": day,
        "day2": day2,
        "month": pick(MONTHS),
        "small": pick(SMALL),
        "small2": pick(SMALL),
        "large": pick(LARGE),
        "age": str(chance.randint(19, 97)),
        "amount": f"{chance.randint(2, 990)}{pick(('', '', '.5', '.2'))}",
        "percent": f"{chance.randint(1, 40)}{pick(('', '.5', '.3'))}",
        "percent2": f"{chance.randint(1, 40)}{pick(('', '.1', '.8'))}",
        "goals": f"{chance.randint(1, 5)}-{chance.randint(0, 3)}",
        "moved": pick(UP if up else DOWN),
        "moved2": pick(DOWN if up else UP),
        "crime": pick(CRIMES),
        "measure": pick(MEASURES),
        "subject": pick(SUBJECTS),
        "vehicle": pick(VEHICLES),
        "illness": pick(ILLNESSES),
        "work": pick(WORKS),
    }
