"""What a sentence says no to, and words that mean the contrary of each other.

In go the forms of a sentence's words, out come `Negation`s: the words that negate and the words they
bear on, the nearest first. "Not", "no", "never", "neither", "without", "failed to", "refused to" and
their like are read with a scope: up to the end of the clause, a few content words at most (the window
of NegEx, Chapman et al. 2001, is the same idea). `contraries` are pairs by hand: directions ("rose",
"fell"), outcomes ("won", "lost"), deeds ("approved", "rejected").

Not tried: a syntax tree, irony, negation carried by the sense of a whole sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .tokens import stem


@dataclass(frozen=True, slots=True)
class Negation:
    """Words `first` to `last` (inclusive) negate; `heads` are the words they bear on, nearest first.

    `soft` ones ("denied", "refused", "instead of") can stand for a "not" on the other side, but their
    own coming or going is told otherwise.
    """

    first: int
    last: int
    heads: tuple[int, ...]
    soft: bool = False


#: Phrases that negate what follows. The longest is taken.
_PHRASES = """
not|no|never|neither|nor|without|none|nobody|nothing|nowhere|cannot|no longer|no one|not yet|not any|no more
fail to|fails to|failed to|failing to|failure to|unable to|inability to|refuse to|refuses to|refused to|refusing to|refusal to
decline to|declines to|declined to|declining to|have yet to|has yet to|had yet to|is yet to|are yet to
not able to|stopped short of|short of|far from|by no means|in no way|under no circumstances
""".replace("\n", "|")  # fmt: skip
#: Words that can account for a "not" on the other side.
_SOFT = """
deny|denies|denied|denying|denial|rule out|ruled out|rules out|ruling out|lack|lacks|lacked|lacking|absence|instead of|rather than|avoid|avoided|avoids
avoiding|prevent|prevented|prevents|preventing|stop|stops|stopped|cease|ceased|hardly|barely|scarcely|rarely|seldom|few|little|reject|rejected
rejects|refuse|refused|refuses|refusing|refusal|decline|declined|doubt|doubts|doubted|unlikely|impossible|except|excluding|free of|free|dismissed
abandon|abandoned|dropped|scrap|scrapped|forbid|forbidden|banned|barred|bar|ban|halt|halted|fail|failed|fails|failure|missed|miss|withheld|unchanged|unless
nil|zero|empty|absent|vacant|missing|contrary|neglected|omitted|spared|spare|reluctant|unwilling|cancel|cancelled|canceled
suspended|blocked|fewer|disputed|yet to|still to|remains to|still|yet|only|unable|incapable|ignored|ignore|untrue|false|wrong
""".replace("\n", "|")  # fmt: skip
#: Where a negation's reach ends.
_CLAUSE_END = frozenset(
    "but because although though while whereas which who if unless until when after before and or that".split()
)
#: "No" and "not" that negate nothing: "no matter", "not only", "no doubt", "no. 1".
_IDLE = frozenset(
    {"not only", "not just", "not merely", "not simply", "no doubt", "no matter", "no less", "no fewer", "no more",
     "not least", "not to", "nor did", "not more", "not less", "no later", "no sooner", "nothing but", "never mind",
     "not until", "no other", "not even", "nothing less", "not all", "not every", "no wonder", "no stranger"}
)  # fmt: skip
#: Content words a negation reaches at most.
_REACH = 3


def _table(written: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in written.split("|"):
        parts = tuple(phrase.split())
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {key: tuple(sorted(phrases, key=len, reverse=True)) for key, phrases in found.items()}


_HARD_TABLE, _SOFT_TABLE = _table(_PHRASES), _table(_SOFT)


def negations(forms: Sequence[str], is_content: Callable[[str], bool]) -> list[Negation]:
    """The negations among the words of a stretch, in order."""
    found: list[Negation] = []
    n = 0
    while n < len(forms):
        size = _phrase(_HARD_TABLE, forms, n)
        if size:
            if not _idle(forms, n):
                found.append(Negation(n, n + size - 1, _heads(forms, n, size, is_content)))
        else:
            size = _phrase(_SOFT_TABLE, forms, n)
            if size:
                found.append(Negation(n, n + size - 1, _heads(forms, n, size, is_content), soft=True))
        n += size or 1
    return found


def _phrase(table: dict[str, tuple[tuple[str, ...], ...]], forms: Sequence[str], n: int) -> int:
    """How many words of a negating phrase stand at a place, 0 where none does."""
    for parts in table.get(forms[n], ()):
        if tuple(forms[n : n + len(parts)]) == parts:
            return len(parts)
    return 0


def _idle(forms: Sequence[str], n: int) -> bool:
    following = forms[n + 1] if n + 1 < len(forms) else ""
    if forms[n] == "not" and following == "to":
        return False
    return f"{forms[n]} {following}" in _IDLE or (forms[n] == "no" and following[:1].isdigit())


def _heads(forms: Sequence[str], n: int, size: int, is_content: Callable[[str], bool]) -> tuple[int, ...]:
    found: list[int] = []
    for at in range(n + size, min(len(forms), n + size + 8)):
        if forms[at] in _CLAUSE_END and (found or forms[at] in ("and", "or", "but", "because")):
            break
        if (
            is_content(forms[at])
            and forms[at][0].isalpha()
            and not (forms[at].endswith("ly") and len(forms[at]) > 4)
        ):
            found.append(at)
            if len(found) == _REACH:
                break
    return tuple(found)


#: Prefixes that negate a word the other side has without them.
_PREFIXES = ("un", "non", "in", "im", "ir", "il", "dis")


@lru_cache(maxsize=100_000)
def bare_of_prefix(form: str) -> str | None:
    """The stem of a word without a negating prefix ("unsafe": "saf"), or None where there is none."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= 4:
            return stem(form[len(prefix) :])
    return None


#: One contrast a line: words of one sign, a bar, words of the other. Irregular forms are listed.
_CONTRARIES = """
rise rose risen climb grow grew grown grows growth gain advance surge jump soar rally rallied rebound increase up higher raise raised hike boost upturn quicken accelerate expand expansion strengthen improve improved improvement upgrade upgraded swell widen recover recovered exceed outperform | fall fell fallen falls falling drop decline decrease slip slide slid tumble plunge sink sank sunk down lower lowered cut shrink shrank shrunk dip plummet slump reduce reduced reduction downturn slow slowed slowing decelerate contraction weaken worsen worsened deteriorate deterioration downgrade downgraded narrow ease eased trim slash undershoot underperform
win won winning winner victory triumph beat prevail victorious keep kept retain | lose lost losing loser defeat defeated
win won victory | lose lost defeat
profit income surplus gain profitable earnings | loss losses deficit unprofitable
success succeed succeeded successful managed | fail failed failure unsuccessful collapse
approve approved approval pass passed adopt adopted endorse endorsed ratify ratified back backed support supported uphold upheld accept accepted agree agreed | reject rejected rejection refuse refused oppose opposed veto vetoed overturn overturned dismiss dismissed defeat defeated deny denied disapprove throw threw block blocked disagree
accept accepted | refuse refused reject rejected decline declined spurn rebuff
guilty convicted convict conviction | acquitted acquit acquittal innocent cleared exonerated
open opened opening reopen reopened | close closed closing shut closure
start started begin began begun resume resumed launch launched | stop stopped end ended halt halted cease ceased suspend suspended cancel cancelled canceled
before | after
support supported supporting favor favored back backed pro | oppose opposed opposing against anti criticize criticized
admit admitted confirm confirmed acknowledge acknowledged concede conceded | deny denied denies denying denial dispute disputed reject rejected
buy bought purchase purchased buying buyer acquire acquired | sell sold sale selling seller
import imported | export exported
arrive arrived enter entered join joined | leave left depart departed quit exit exited resign resigned
arrest arrested detain detained jailed imprisoned | free freed release released
legal lawful legally allowed permitted allow permit | illegal unlawful illegally banned ban forbid forbidden prohibit prohibited
more majority | less minority fewer
better best | worse worst
high highest | low lowest
strong stronger strongest | weak weaker weakest
early earlier earliest | late later latest
first | last
safe safer | unsafe dangerous
able | unable
possible | impossible
likely | unlikely
good | bad
hot warm warmer | cold cool colder cooler
dead died killed die | alive survived survive survivor survivors
increase increased | decrease decreased
include included including | exclude excluded excluding
maximum | minimum
hire hired hiring recruit | fire fired sack sacked dismiss dismissed lay laid
peace | war
friend ally | enemy foe
inside | outside
always | never
all every everyone | none nobody
with | without
love loved like liked | hate hated dislike disliked
add added | remove removed subtract subtracted
encourage encouraged | discourage discouraged
optimistic optimism hopeful | pessimistic pessimism
positive | negative
public | private
temporary temporarily | permanent permanently
voluntary voluntarily | compulsory mandatory
major | minor
tighten tightened | loosen loosened relax relaxed ease eased
credit | debit
creditor | debtor
above | below
top | bottom
rich wealthy | poor
young younger youngest | old older oldest
male man men boy | female woman women girl
husband | wife
father son brother | mother daughter sister
north northern | south southern
east eastern | west western
left left-wing | right right-wing
""".strip().splitlines()


#: Contrasts that need more than one word in common around them: their words have many other uses.
_LOOSE = frozenset(
    n
    for n, line in enumerate(_CONTRARIES)
    if line.split()[0]
    in {
        "before",
        "first",
        "with",
        "all",
        "left",
        "public",
        "good",
        "more",
        "high",
        "major",
        "top",
        "male",
        "husband",
        "father",
        "north",
        "east",
        "rich",
        "young",
        "early",
        "include",
        "above",
        "inside",
        "always",
    }
)


@lru_cache(maxsize=1)
def _contrary_table() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(_CONTRARIES):
        for sign, words in zip((1, -1), line.split("|"), strict=True):
            for word in words.split():
                found.setdefault(stem(word), set()).add((number, sign))
    return {key: tuple(sorted(places)) for key, places in found.items()}


@lru_cache(maxsize=100_000)
def signs(stemmed: str) -> tuple[tuple[int, int], ...]:
    """The contrasts a stem stands in, each with its side, 1 or -1."""
    return _contrary_table().get(stemmed, ())


@lru_cache(maxsize=100_000)
def contrary(one: str, other: str) -> bool:
    """Whether two stems mean the contrary of each other."""
    return one != other and any((number, -sign) in signs(other) for number, sign in signs(one))


@lru_cache(maxsize=100_000)
def loosely_contrary(one: str, other: str) -> bool:
    """Whether every contrast of two stems is one whose words have many other uses."""
    shared = [number for number, sign in signs(one) if (number, -sign) in signs(other)]
    return bool(shared) and all(number in _LOOSE for number in shared)
