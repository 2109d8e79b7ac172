"""Which language a text is in, told from its script and its function words.

In goes a text, out comes an ISO 639-1 code or None where the text does not tell. The method is the
oldest one that works on running prose: count the commonest function words of each language (Ingle
1976; Dunning 1994 compares). A report of a hundred words holds forty of them, so a table of twenty
words a language is enough; what is asked of it here is only whether two reports are in one language.

Not tried: short strings (a headline may give None), mixed texts, languages outside the table.
"""

from __future__ import annotations

import re
from collections import Counter

_FUNCTION_WORDS = {
    "en": "the of and to in that was for is on with as it by at from he said his be has were an are",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an wurde",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero fue",
    "it": "di e che la il un a per in una mi sono ho non con si da come le dei nel alla della gli è",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi",
    "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om",
    "sv": "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av",
    "da": "og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har",
    "no": "og i jeg det at en et den til er som på de med han av ikke der så var meg seg men har ble",
    "fi": "ja on ei se että oli hän mutta ovat myös kun joka niin mukaan ole vuonna sen kuin tai jo ollut",
    "pl": "w i na z nie się do że to jest po o jak ale za od co przez był dla tym oraz są",
    "cs": "a se v na je že o s z do i to k ve pro za by ale si po jako podle od jsou",
    "ro": "de și în a la cu o pe nu care din că un mai pentru este sunt fi au prin lui după",
    "tr": "ve bir bu da de için ile olarak çok olan daha gibi ne en kadar sonra dedi ancak o",
    "hu": "a az és hogy nem is egy van de azt volt csak meg ez már még el ki ha mint szerint",
    "id": "yang dan di ini dengan untuk dari tidak dalam itu pada akan ke juga oleh ada telah mereka",
    "ru": "и в не на что он с как это но по из у за от его о же для был к года",
    "uk": "і в не на що він з як це але по із у за від його про та для був до року",
}
_TABLE = {language: frozenset(listed.split()) for language, listed in _FUNCTION_WORDS.items()}
#: The languages that each of these words belongs to.
_SPOKEN = {
    word: tuple(language for language, listed in _TABLE.items() if word in listed)
    for word in sorted(frozenset().union(*_TABLE.values()))
}

#: Function words of other languages that are English words too: they do not speak against English.
_ALSO_ENGLISH = _TABLE["en"] | frozenset(
    "i to do by no me so men man us we he be am it all over per die van hem had on or".split()
)

#: Scripts that tell the language, or nearly: characters of the script against all letters.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
#: A script settles the language when it makes up this share of the letters (Japanese mixes in Han).
_SCRIPT_SHARE = 0.3
#: Share of words that must be the language's function words: prose of every language in the table has
#: over .25 by its own list, and under .12 by any other's.
_LEAST_SHARE = 0.15
#: Characters looked at: the rest of a report does not change its language.
_LOOK = 4000
#: Words and different function words needed: headlines and tables of figures tell nothing.
_LEAST_WORDS = 6
_LEAST_DIFFERENT = 3
#: Words from which the best language is taken as it is; below, it must have so many times the share of the next.
_SURE_WORDS = 60
_AHEAD = 1.5

_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where it does not tell."""
    sample = text[:_LOOK]
    found = _LETTERS.findall(sample.lower())
    letters = sum(map(len, found))
    if not letters:
        return None
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) >= _SCRIPT_SHARE * letters:
            return language
    if len(found) < _LEAST_WORDS:
        return None
    counts = Counter(found)
    held = dict.fromkeys(_TABLE, 0)
    for word, count in counts.items():
        for language in _SPOKEN.get(word, ()):
            held[language] += count
    shares = {language: count / len(found) for language, count in held.items()}
    best = max(shares, key=lambda language: (shares[language], language))
    own = _TABLE[best] if best == "en" else _TABLE[best] - _ALSO_ENGLISH
    different = sum(word in counts for word in own)
    if shares[best] < _LEAST_SHARE or different < _LEAST_DIFFERENT:
        return None
    # A sentence or two share small words across languages ("a", "in", "to"): the runner-up must lie well behind.
    second = max((share for language, share in shares.items() if language != best), default=0.0)
    return best if len(found) >= _SURE_WORDS or shares[best] >= _AHEAD * second else None
