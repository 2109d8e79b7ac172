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
├── BadArguments           bad-arguments, wrong-method
├── Refused                unknown-host, other-origin, no-token, address-too-long: a request that is not answered
├── Faulty                 server-error: our own fault
├── ArchiveError           archive-unusable: an archive, or something in it, cannot be used
│   ├── NoSuchArchive      no-such-archive
│   ├── NotAnArchive       not-an-archive
│   ├── ArchiveLocked      archive-locked: another process holds it
│   ├── ArchiveTooNew      archive-too-new
│   ├── ArchiveTooOld      archive-too-old
│   ├── NotWritable        not-writable, disk-full
│   ├── NotReady           not-ready: what is shown of it is still being made
│   └── NoSuchReport       no-such-report, no-such-page
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


class Refused(RetoldError):
    """A request to a server that is not answered. `status` is that of the answer."""

    code = "bad-arguments"

    def __init__(self, status: int, message: str, hint: str, *, code: str) -> None:
        super().__init__(message, hint, code=code)
        self.status = status


class Faulty(RetoldError):
    """Something went wrong in Retold itself."""

    code = "server-error"


class ArchiveError(RetoldError):
    """An archive, or something in it, cannot be used."""

    code = "archive-unusable"


class NoSuchArchive(ArchiveError):
    """There is no file of that name."""

    code = "no-such-archive"


class NotAnArchive(ArchiveError):
    """The file is something else."""

    code = "not-an-archive"


class ArchiveLocked(ArchiveError):
    """Another process holds the archive and did not let go of it in time."""

    code = "archive-locked"


class ArchiveTooNew(ArchiveError):
    """A newer Retold made the archive."""

    code = "archive-too-new"


class ArchiveTooOld(ArchiveError):
    """An older Retold made the archive, and it was not upgraded yet."""

    code = "archive-too-old"


class NotWritable(ArchiveError):
    """The archive cannot be written: permissions, a read-only folder, a full disk."""

    code = "not-writable"


class NotReady(ArchiveError):
    """What is shown of an archive is still being made from it."""

    code = "not-ready"


class NoSuchReport(ArchiveError):
    """The archive holds no report, family or story of that id."""

    code = "no-such-report"


class NeedsExtra(RetoldError):
    """An optional part of Retold is needed and not installed."""

    code = "needs-extra"


class EncoderError(RetoldError):
    """A sentence encoder cannot be loaded, or its weights are not the ones that were proved."""

    code = "encoder-unusable"
