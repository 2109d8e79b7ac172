"""The slot of a name in its clause: who acts, where, whose, against whom.

In go the words of a passage and the place of a name among them, out comes the slot's name, or "" where no
word tells it. Method: the word after the name (a possessive, a verb in a tense) and the word before it (a
preposition), without a grammar. Not tried: objects without a preposition, slots in other languages.
"""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Word

#: Words before a name after which it can still be the subject of its clause. 4 and 9 change no figure of the
#: development sets.
_BEFORE_SUBJECT = 6
#: Words before a name that tell its slot, and what may stand between them and the name.
_SLOTS = {
    **dict.fromkeys("in at near off on outside inside".split(), "where"),
    **{word: word for word in "by to against for".split()},
}
_BEFORE_A_PLACE = frozenset("the downtown central northern southern eastern western nearby".split())
_APOSTROPHES = frozenset("'\u2019")
#: Words after which a name is no subject: "a spokesman for Holm was", "in Oskil was".
_NO_SUBJECT = frozenset(
    "in at near of for with by to from on about against after before and or when if that".split()
)
_VERBS = frozenset(
    "is was are were be has had have will would can could may might must should did does also "
    "made took came went won lost fell rose ran held met wrote left got gave began broke led sold bought spent paid "
    "grew drew kept found sent spoke stood saw knew became".split()
)


def slot(text: str, words: Sequence[Word], place: tuple[int, int], opening: int) -> str:
    """The slot of the name that covers `words[slice(*place)]`; its sentence begins at character `opening`."""
    first, last = place
    if _is_subject(text, words, place, opening):
        return "subject"
    end = words[last - 1].end
    if text[end : end + 1] in _APOSTROPHES or text[end - 2 : end - 1] in _APOSTROPHES:
        return "whose"
    before = first - 1
    while before >= 0 and words[before].form in _BEFORE_A_PLACE:
        before -= 1
    if before > 0 and words[before].form == "by" and _acts(words[before - 1].form):
        return "subject"  # of a passive
    return _SLOTS.get(words[before].form, "") if before >= 0 else ""


def _is_subject(text: str, words: Sequence[Word], place: tuple[int, int], opening: int) -> bool:
    """Whether a verb follows a name at once, and none stands before it in its clause."""
    first, last = place
    while last < len(words) and text[words[last].start - 1] == ".":  # a ticker
        last += 1
    if last >= len(words) or not _acts(words[last].form):
        return False
    commas = [n for n in range(1, first) if "," in text[words[n - 1].end : words[n].start]]
    clause = max(opening, words[commas[-1]].start if commas else 0)
    lead = [word.form for word in words[:first] if word.start >= clause]
    return len(lead) <= _BEFORE_SUBJECT and not any(form in _NO_SUBJECT or _acts(form) for form in lead)


def _acts(form: str) -> bool:
    """Whether a word is a verb in a tense: an auxiliary, or a common one in the past."""
    return form in _VERBS or (form.endswith("ed") and len(form) > 4)
