"""Words of a text with their places, each beside the form it is matched by.

In goes a stretch of text, out come `Word`s: `start` and `end` into that text, and `form`, under which
the spellings of one word fall together: case, curly and straight marks, -ise and -ize, "per cent" and
"%", "don't" and "do not", accents. Nothing is thrown away: digits and names keep their own forms, and
punctuation that can change a meaning is only left out of the words, never out of the text.

Not tried: grammar, stemming beyond the few endings in `stem`, words of scripts without spaces (each
Han, Kana, Thai ... character is a word of its own, so that matching still works there).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word of a text: characters `start` up to `end`, matched by `form`."""

    form: str
    start: int
    end: int


# Scripts written without spaces between words: one character is one word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_APOSTROPHES = "'\u2019\u02bc\u2018\u00b4`"
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_MARKED = rf"{_LETTER}[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd]*"

_WORD = re.compile(
    rf"""
      (?P<number>\d+(?:[.,:\u2019']\d+)*(?:/\d+)?)
    | (?P<initials>(?:[A-Za-z]\.){{2,}})              # U.S., p.m., e.g.
    | (?P<word>(?:{_MARKED}|\u00ad(?={_LETTER}))+(?:(?:[{_APOSTROPHES}]|(?<=n)"(?=t\b))(?:{_MARKED})+)*)
    | (?P<unspaced>[{_UNSPACED}])
    | (?P<sign>[%$£€¥₹₽₩&+]|\u00bd|\u00bc|\u00be)
    """,
    re.VERBOSE,
)

_CONTRACTED = {
    "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would",
}  # fmt: skip
_SPECIAL = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "cannot": ("can", "not"),
}
_TAIL = re.compile(r"(n't|'ll|'re|'ve|'m|'d|'s|(?<=s)')$")

#: One form for spellings that differ between houses and nothing else. Hand-checked, general English.
_SPELLINGS = {
    "pct": "percent", "%": "percent", "percentage": "percent",
    "mln": "million", "bln": "billion", "trln": "trillion", "dlr": "dollar", "dlrs": "dollars",
    "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense",
    "practise": "practice", "practised": "practiced", "practising": "practicing",
    "centre": "center", "centres": "centers", "centred": "centered", "theatre": "theater",
    "metre": "meter", "metres": "meters", "kilometre": "kilometer", "kilometres": "kilometers",
    "litre": "liter", "litres": "liters", "fibre": "fiber", "calibre": "caliber", "sabre": "saber",
    "colour": "color", "labour": "labor", "honour": "honor", "favour": "favor", "favourite": "favorite",
    "neighbour": "neighbor", "harbour": "harbor", "rumour": "rumor", "behaviour": "behavior",
    "armour": "armor", "vapour": "vapor", "humour": "humor", "endeavour": "endeavor", "savour": "savor",
    "parlour": "parlor", "vigour": "vigor", "rigour": "rigor", "tumour": "tumor", "valour": "valor",
    "programme": "program", "programmes": "programs", "tyre": "tire", "tyres": "tires",
    "grey": "gray", "plough": "plow", "cheque": "check", "cheques": "checks", "kerb": "curb",
    "jewellery": "jewelry", "aluminium": "aluminum", "sceptical": "skeptical", "sceptic": "skeptic",
    "travelled": "traveled", "travelling": "traveling", "traveller": "traveler", "travellers": "travelers",
    "cancelled": "canceled", "cancelling": "canceling", "labelled": "labeled", "labelling": "labeling",
    "modelled": "modeled", "modelling": "modeling", "fuelled": "fueled", "fuelling": "fueling",
    "signalled": "signaled", "signalling": "signaling", "counsellor": "counselor", "enrol": "enroll",
    "fulfil": "fulfill", "fulfils": "fulfills", "skilful": "skillful", "instalment": "installment",
    "judgement": "judgment", "ageing": "aging", "storey": "story", "storeys": "stories", "mum": "mom",
    "whilst": "while", "amongst": "among", "learnt": "learned", "burnt": "burned", "spelt": "spelled",
    "adviser": "advisor", "advisers": "advisors", "ok": "okay", "enquiry": "inquiry", "enquiries": "inquiries",
    "towards": "toward", "afterwards": "afterward", "backwards": "backward", "analyse": "analyze",
    "analysed": "analyzed", "analysing": "analyzing", "paralyse": "paralyze", "paralysed": "paralyzed",
    "catalogue": "catalog", "dialogue": "dialog", "manoeuvre": "maneuver", "haemorrhage": "hemorrhage",
    "foetus": "fetus", "paediatric": "pediatric", "oestrogen": "estrogen", "anaesthetic": "anesthetic",
}  # fmt: skip
_OUR = re.compile(
    r"^(colou|labou|honou|favou|neighbou|harbou|rumou|behaviou|armou|endeavou|humou|savou)(r\w+)$"
)
_ISE = re.compile(r"^(\w{3,})is(e|ed|es|er|ers|ing|ation|ations)$")
#: Words in -ise that were never -ize.
_ALWAYS_ISE = frozenset(
    "advert adv compr comprom desp dev disgu enterpr exerc expert franch improv merchand prec prom ra rev "
    "superv surm surpr telev treat parad no po pra bru cru ar otherw likew chast exc inc dem prem prec "
    "superv circumc disfranch enfranch parad pa cu ro ceas premise arous apprais prom".split()
)


def _ize(form: str) -> str:
    found = _ISE.match(form)
    if not found:
        return form
    stem = found[1]
    if any(stem.endswith(end) for end in _ALWAYS_ISE if len(end) > 3) or stem in _ALWAYS_ISE:
        return form
    return f"{stem}iz{found[2]}"


@lru_cache(maxsize=200_000)
def _forms(written: str) -> tuple[tuple[str, int, int], ...]:
    """The forms of one written word with their places inside it (two for "don't")."""
    plain = written.casefold()
    if len(plain) != len(written):  # a letter that folds to two: its places no longer hold
        plain = written.lower() if len(written.lower()) == len(written) else written
    for mark in (*_APOSTROPHES, '"'):
        plain = plain.replace(mark, "'")
    if plain in _SPECIAL:
        first, second = _SPECIAL[plain]
        return ((first, 0, len(first)), (second, len(first), len(written)))
    found = _TAIL.search(plain)
    if found and found.start() > 0:
        head, tail = plain[: found.start()], found[1]
        forms = [(_fold(head), 0, len(head))]
        if tail in _CONTRACTED:
            forms.append((_CONTRACTED[tail], len(head), len(written)))
        else:  # the 's of possession belongs to its word and changes nothing
            forms[0] = (forms[0][0], 0, len(written))
        return tuple(forms)
    return ((_fold(plain), 0, len(written)),)


def _fold(plain: str) -> str:
    plain = plain.replace("\u00ad", "")  # a soft hyphen says where a word may be cut
    if plain.isascii():
        bare = plain.replace(".", "") if "." in plain and not plain[0].isdigit() else plain
    else:
        bare = (
            "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).lower()
            or plain
        )
    bare = _SPELLINGS.get(bare, bare)
    if "ou" in bare:
        bare = _OUR.sub(r"\1\2", bare).replace("our", "or") if _OUR.match(bare) else bare
    return _ize(bare) if "is" in bare else bare


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, with places into the whole `text`."""
    found: list[Word] = []
    cents = False
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        written = match[0]
        if match.lastgroup == "number":
            found.append(Word(number_form(written), match.start(), match.end()))
            continue
        forms = _forms(written)
        if len(forms) == 1:  # nearly all: a word of its own is as long as it is written
            form = forms[0][0]
            found.append(Word(form, match.start(), match.end()))
            cents = cents or form == "cent"
            continue
        at = match.start()
        found.extend(Word(form, at + first, at + last) for form, first, last in forms)
    return _joined(found) if cents else found


def _joined(found: list[Word]) -> list[Word]:
    """ "per cent" becomes one word."""
    out: list[Word] = []
    for word in found:
        if word.form == "cent" and out and out[-1].form == "per" and word.start - out[-1].end <= 2:
            out[-1] = Word("percent", out[-1].start, word.end)
        else:
            out.append(word)
    return out


_GROUPED = re.compile(r"\d{1,3}(?:[,\u2019']\d{3})+(?:\.\d+)?$")


def number_form(written: str) -> str:
    """ "12,000" and "12000" are one form, "6:00" and "6" too; "1.50" and "1.5" are not (precision may matter)."""
    if _GROUPED.match(written):
        return re.sub(r"[,\u2019']", "", written)
    return written.replace("\u2019", "'").removesuffix(":00")


_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
    ("ingly", ""), ("edly", ""), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
#: Letters that must be left before an ending is taken off ("red" is no "r").
_STEM_LEAST = 3


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """A word less its commonest English endings, for counting what two sentences share."""
    if len(form) <= _STEM_LEAST or not form.isalpha():
        return form
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _STEM_LEAST and not form.endswith("ss"):
            form = form[: -len(ending)] + instead
            break
    if len(form) > _STEM_LEAST and form[-1] == form[-2] and form[-1] not in "aeiouls":
        form = form[:-1]
    return form
