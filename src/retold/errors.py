"""What can go wrong, as one tree. Each error is a sentence for a reader and the next step.

RetoldError
├── UnreadableInput        unreadable-input, is-a-folder, is-a-link, no-files, left-out: nothing of it can be used
│   ├── NoSuchInput        no-such-file, not-permitted
│   ├── EmptyInput         empty-file, no-text
│   ├── NotText            binary-file, broken-encoding
│   ├── NoArticle          no-article: a page in which no report was found
│   ├── BadRecord          bad-record: a record that is not a report
│   ├── BrokenInput        broken-file: it ends too early, or is damaged
│   ├── UnknownFormat      unknown-format: no reader for files of this ending
│   ├── NotFetched         not-fetched, address-refused: nothing came from this address
│   └── TooLarge           too-large
├── BadArguments           bad-arguments
├── NeedsExtra             needs-extra: an optional part of Retold is not installed
└── EncoderError           encoder-unusable
"""

from __future__ import annotations


class RetoldError(Exception):
    """Something Retold cannot do, told in one sentence (`message`) with the next step (`hint`).

    `code` is the stable kebab-case name that programs may rely on.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UnreadableInput(RetoldError):
    """Nothing of this input can be used."""

    code = "unreadable-input"


class NoSuchInput(UnreadableInput):
    """There is no such file, or it may not be read."""

    code = "no-such-file"


class EmptyInput(UnreadableInput):
    """The input holds no text."""

    code = "empty-file"


class NotText(UnreadableInput):
    """The bytes are no text in any encoding that could be told."""

    code = "binary-file"


class NoArticle(UnreadableInput):
    """A page was read, but no article was found in it."""

    code = "no-article"


class BadRecord(UnreadableInput):
    """A record that is not a report: no `text`, fields of the wrong type, or not well formed."""

    code = "bad-record"


class BrokenInput(UnreadableInput):
    """The input ends too early, or is damaged."""

    code = "broken-file"


class UnknownFormat(UnreadableInput):
    """No reader is there for what this file's name says it is."""

    code = "unknown-format"


class NotFetched(UnreadableInput):
    """Nothing came from an address, or it may not be asked."""

    code = "not-fetched"


class TooLarge(UnreadableInput):
    """The input is larger than Retold reads."""

    code = "too-large"


class BadArguments(RetoldError):
    """The call itself cannot be understood."""

    code = "bad-arguments"


class NeedsExtra(RetoldError):
    """An optional part of Retold is needed and not installed."""

    code = "needs-extra"


class EncoderError(RetoldError):
    """A sentence encoder cannot be loaded, or its weights are not the ones that were proved."""

    code = "encoder-unusable"
