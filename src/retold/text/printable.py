r"""Text from outside, made safe to print on a terminal: what would steer the terminal is shown instead.

In: any string (a report's words, a file's name). Out: the same string with every character that could
move the cursor, change colours, ring the bell or turn the direction of writing replaced by the escape a
programmer would write for it (`\x1b`, `\u202e`). Escapes are plain ASCII, so they print on any terminal.
Replaced are the control characters (C0, DEL, C1), the bidirectional marks, embeddings, overrides and
isolates, the line and paragraph separators and lone surrogates, which no output encoding takes.

Letters of right-to-left scripts, combining marks and joined emoji are text and stay as they are. It does
not try to make look-alike letters told apart, and it is for eyes only: JSON output keeps the text as read.
"""

from __future__ import annotations

from typing import Final, Literal

Breaks = Literal["escape", "space", "keep"]

#: Bidirectional controls (Unicode 15, UAX #9) and the deprecated format characters next to them: they
#: show nothing, and can make a line read otherwise than it is written.
_DIRECTION: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_CONTROLS: Final = (*range(0x20), *range(0x7F, 0xA0))
_SURROGATES: Final = range(0xD800, 0xE000)
#: Characters that end or indent a line: tab, line feed, vertical tab, form feed, carriage return, next
#: line, line separator, paragraph separator.
_BREAKS: Final = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)

_ESCAPE: Final[dict[int, str]] = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in (*_CONTROLS, *_DIRECTION, *_BREAKS, *_SURROGATES)
} | {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}
_TABLES: Final[dict[Breaks, dict[int, str]]] = {
    "escape": _ESCAPE,
    "space": _ESCAPE | dict.fromkeys(_BREAKS, " "),
    "keep": {code: shown for code, shown in _ESCAPE.items() if code not in (0x09, 0x0A)},
}


def printable(text: str, *, breaks: Breaks = "escape") -> str:
    r"""`text` with everything that could steer a terminal shown as an escape.

    `breaks` says what becomes of line ends and tabs: shown as `\n` and `\t` ("escape", for names in
    messages), one space each ("space", for a report's words on one line), or left as they are ("keep",
    for text over several lines: `\r\n` becomes a plain line end and a lone `\r` is escaped, for it would
    let what follows overwrite the line).
    """
    if breaks == "keep":
        text = text.replace("\r\n", "\n")
    return text.translate(_TABLES[breaks])


def one_line(text: str) -> str:
    """A text from outside as part of a line."""
    return printable(text, breaks="space")
