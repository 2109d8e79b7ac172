"""An archive behind a test client, and reports that try to be more than words."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

import retold
from retold import Report
from retold.model import Published
from retold.snapshot import making, studying
from retold.web import app, security
from retold.web.desk import Desk

ROOT = Path(__file__).resolve().parent.parent
DAM = ROOT / "examples" / "hallin-dam" / "reports.jsonl"
HOME = "http://127.0.0.1:8190"


#: A story of its own, older than that of the dam: a report and a light retelling.
FERRY = [
    Report(
        id="ferry-wire",
        title="Ferry runs aground off Pell Sands",
        publisher="Coast Wire",
        published=Published("2024-05-02T06:40", "unknown", "field"),
        text=(
            "A ferry with 212 people aboard ran aground on a sandbank off Pell Sands early on Thursday, the harbour master "
            "said.\n\nNobody was hurt. Two tugs pulled the Marren Star free at high water, three hours later.\n\n"
            '"The buoy that marks the bank was not lit," harbour master Oda Finch told Coast Wire.\n\n'
            "The line cancelled all crossings to Greater Pell until Friday."
        ),
    ),
    Report(
        id="ferry-post",
        title="212 stuck on sandbank",
        publisher="The Pell Post",
        published=Published("2024-05-02T11:05", "unknown", "field"),
        text=(
            "A ferry with 212 people aboard ran aground on a sandbank off Pell Sands early on Thursday.\n\n"
            "Nobody was hurt. Two tugs pulled the Marren Star free at high water, four hours later.\n\n"
            '"The buoy that marks the bank was not lit," harbour master Oda Finch said.\n\n'
            "The line cancelled all crossings to Greater Pell until Friday."
        ),
    ),
]


def dam(folder: Path) -> Path:
    """An archive of the example story and a smaller one, with its snapshot and its trees."""
    path = folder / "dam.retold"
    retold.open(path, workers=1).add([DAM, *FERRY])
    making.make(path)
    studying.study(path)
    return path


@contextmanager
def client(
    archive: Path,
    *,
    allow_add: bool = False,
    host: str = "127.0.0.1",
    token: str | None = None,
    most: int = 1_000_000,
) -> Iterator[TestClient]:
    """A browser without eyes, before the site over an archive."""
    rules = security.rules_for(host, token, most)
    with TestClient(app.create(Desk(archive), rules, allow_add=allow_add), base_url=HOME) as found:
        yield found


def caught_up(browser: TestClient, changes: int) -> None:
    """Wait until the site shows that many reports."""
    for _ in range(300):
        state = browser.get("/api/state").json()
        if state["reports"] == changes and state["reading"] is None:
            return
        time.sleep(0.1)
    raise AssertionError(f"the site did not come to show {changes} reports")


#: Each would do something if it were taken for more than words. `hit` would set a mark on the page.
ATTACKS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</textarea><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "' onmouseover='window.hit=1' autofocus onfocus='window.hit=1",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><a xlink:href=javascript:window.hit=1><text>x</text></a></svg>",
    "<math><mtext><script>window.hit=1</script></mtext></math>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<iframe src=data:text/html,<script>parent.hit=1</script>>",
    "<object data=data:text/html,<script>parent.hit=1</script>></object>",
    "<a href=javascript:window.hit=1>click</a>",
    "javascript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example/>",
    "<form action=//elsewhere.example><input autofocus onfocus=window.hit=1></form>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {{ config }} ${7*7} #{7*7} <%= 7*7 %>",
    "{{ self.__init__.__globals__ }}",
    '=HYPERLINK("http://elsewhere.example","x")',
    "+1+1;@SUM(A1)|cmd",
    "\u202egnirts desrever\u202c",
    "\u2066isolated\u2069 \u200fright\u200e",
    "bell\x07 escape\x1b[31m null\x00 backspace\x08",
    "line\u2028separator\u2029here\x85next",
    "<!-- comment --><![CDATA[ <script>window.hit=1</script> ]]>",
    "&lt;script&gt;window.hit=1&lt;/script&gt; &#60;script&#62;",
    "\uff1cscript\uff1ewindow.hit=1\uff1c/script\uff1e",
    '<noscript><p title="</noscript><img src=x onerror=window.hit=1>">',
    "<template><script>window.hit=1</script></template>",
    "<details open ontoggle=window.hit=1><summary>x</summary></details>",
    "<video><source onerror=window.hit=1></video>",
    '<div style="background:url(javascript:window.hit=1)">x</div>',
    "'; DROP TABLE reports; --",
    '" OR 1=1 NEAR(a b) title:x ^y',
    "../../etc/passwd",
)
#: Ids that would lead elsewhere if they were taken for a path.
IDS = (
    "a/b/c", "../up", "..", ".", "?q=1", "#part", "100%", "%2e%2e%2f", "a&b=c", "a b", "a+b", "\\back\\slash", "//host/path",
    "http://elsewhere.example/x", "é-ü-漢", "quote'\"", "<b>bold</b>", "semi;colon", "new\nline", "tab\tbed",
)  # fmt: skip


_WORDS = (
    "river warehouse harbour crane mayor budget school vote orchard bridge clinic tram ferry strike museum vineyard factory "
    "quarry bakery lighthouse tunnel market choir stadium library glacier meadow tannery cannery windmill reservoir embassy "
    "burned closed opened flooded delayed repaired sold inspected doubled halved painted moved guarded emptied rebuilt named "
    "slowly twice again nearly early late quietly before after beyond beneath across green wooden northern foreign narrow"
).split()


def _sentence(draw: random.Random) -> str:
    """Some words in a row, which no other report shares."""
    return " ".join(draw.sample(_WORDS, 9)).capitalize()


def _name(draw: random.Random) -> str:
    return "".join(
        draw.choice(("ka", "lo", "ren", "vi", "ost", "mar", "tu", "sel")) for _ in range(3)
    ).capitalize()


def hostile(number: int = 200) -> list[Report]:
    """Reports with an attack in every field; each is retold once, so that all pages show it."""
    draw = random.Random(7)
    out = []
    for n in range(number // 2):
        attack = ATTACKS[n % len(ATTACKS)]
        other = ATTACKS[draw.randrange(len(ATTACKS))]
        place = draw.randrange(100, 900)
        told = [
            f"{_sentence(draw)}, {attack} the office in {_name(draw)} said.",
            f'"{other} {_sentence(draw)}," said {_name(draw)} {_name(draw)}, who {_sentence(draw).lower()}.',
            f"About {place} {_sentence(draw).lower()}, {attack}, and {n + 3} {_sentence(draw).lower()}.",
            f"{_sentence(draw)} near {_name(draw)} while {_sentence(draw).lower()}.",
            f"Inspector {_name(draw)} said {_sentence(draw).lower()} with {place + 5} barrels in store.",
        ]
        again = [sentence.replace(f"About {place}", f"About {place - 50}") for sentence in told]
        ids = f"{IDS[n % len(IDS)]}-{n}" if n >= len(IDS) else IDS[n]
        for version, words in enumerate((told, again)):
            out.append(
                Report(
                    id=ids if version == 0 else f"{ids}{other}-b{n}",
                    text="\n\n".join(words),
                    title=f"{attack} {n}",
                    publisher=f"{other}{version}",
                    url=f"javascript:window.hit=1//{n}-{version}",
                    published=Published(f"2024-05-{n % 28 + 1:02d}T{version + 8:02d}:00:00"),
                    language=other if n % 5 == 0 else "en",
                    byline=attack,
                    fields={attack: other, "note": [attack]},
                    notes=(attack,),
                )
            )
    return out
