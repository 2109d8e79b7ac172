"""Hands what `retold add` is given to the `retold serve --allow-add` that owns the archive, instead of waiting for its lock.

The owner writes a file beside the archive (`ARCHIVE.owner`, mode 600) that names a socket in a folder of its own (mode
700): nobody but the same user can read the one or reach the other, no port is open, and no page can ask for it. On each
connection it looks who asks, and starts a process that has the connection as its standard input and output and adds
as `retold add` does, in the folder and with the options of whoever asked. So pages are shown meanwhile, the output is
the same, and who ends the command ends the work; what was merged until then is kept.

A file that was left by a server that was killed leads to a socket where nobody listens, and is passed over.

`python -m retold.handing ARCHIVE` is that process: the first line that it reads says what is added, the rest is what
stands for `-`; it writes a line of JSON a time, how far it is, and at last what came of it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from .archive import Archive
from .engine.beside import owner_of
from .errors import ArchiveError, BadArguments, RetoldError
from .model import Added, Rejected
from .text.printable import printable

#: How far the adding is: what is being done, how many are done, of how many.
Progress = Callable[[str, int, int], None]

#: Seconds that the process waits for the archive at least: the server reads it from time to time, all of it the first time.
_WAIT: Final = 3_600.0
#: Seconds in which whoever is asked must take the connection.
_CONNECT: Final = 5.0
#: Bytes read at a time, and of a line that is read.
_PIECE: Final = 65_536
_LONGEST: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns an archive: the socket to reach it, its process, and where its pages are."""

    socket: str
    process: int
    address: str


def owner(archive: str | os.PathLike[str]) -> Owner | None:
    """Who owns an archive and is there, or None. A file that others could have written or read is not believed."""
    found = _told(owner_of(Path(archive)))
    if found is None:
        return None
    try:
        _connected(found.socket).close()
    except OSError:
        return None
    return found


def _told(path: Path) -> Owner | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if about.st_uid != os.geteuid() or stat.S_IMODE(about.st_mode) & 0o077:
                return None
            told = json.loads(file.read(_PIECE))
        return Owner(str(told["socket"]), int(told["process"]), str(told["address"]))
    except (OSError, AttributeError, ValueError, KeyError, TypeError):
        return None  # there is none, or it is no such file; without users there is no owner


def _connected(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_CONNECT)
        connection.connect(path)
        if not _same_user(connection):
            raise PermissionError(path)
        connection.settimeout(None)
    except OSError:
        connection.close()
        raise
    return connection


def _same_user(connection: socket.socket) -> bool:
    """Whether the other end belongs to this user, where the system tells; the folder of the socket says the same."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", credentials)
    return int(user) == os.geteuid()


# The command.


def hand_over(
    archive: str | os.PathLike[str],
    inputs: Sequence[str],
    *,
    workers: int | None = None,
    allow_private: bool = False,
    progress: Progress,
) -> Added | None:
    """Let the owner add the inputs; what came of it, or None where nobody owns the archive."""
    found = _told(owner_of(Path(archive)))
    if found is None:
        return None
    try:
        connection = _connected(found.socket)
    except OSError:
        return None  # left by a server that was killed
    asked = {
        "inputs": list(inputs),
        "folder": str(Path.cwd()),
        "workers": workers,
        "allow_private": allow_private,
    }
    with connection:
        sending = threading.Thread(target=_send, args=(connection, asked, "-" in inputs), daemon=True)
        sending.start()
        try:
            return _heard(connection, progress)
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise ArchiveError(
                f"The server that owns {printable(str(archive))} ended before all was added; what it merged is kept.",
                "Run the same command again.",
            ) from problem


def _send(connection: socket.socket, asked: Mapping[str, object], whole: bool) -> None:  # noqa: FBT001
    """What is added; standard input after it, where that is asked for."""
    with suppress(OSError):
        connection.sendall(json.dumps(asked).encode() + b"\n")
        while whole and (piece := os.read(sys.stdin.fileno(), _PIECE)):
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)


def _heard(connection: socket.socket, progress: Progress) -> Added:
    """What the owner tells, until it is done."""
    with connection.makefile("rb") as lines:
        while line := lines.readline(_LONGEST):
            told = json.loads(line)
            if "error" in told:
                problem = told["error"]
                raise ArchiveError(problem["message"], problem["hint"], code=problem["code"])
            if "added" in told:
                rejected = tuple(Rejected(**one) for one in told.pop("rejected"))
                return Added(told["added"], told["unchanged"], told["versions"], rejected)
            progress(str(told["stage"]), int(told["done"]), int(told["total"]))
    raise ConnectionError("nothing more was told")


# The server.


class Owning:
    """An archive that is owned as long as this is open. `done` is called when something was added."""

    def __init__(
        self, archive: str | os.PathLike[str], address: str, lock: threading.Lock, done: Callable[[], None]
    ) -> None:
        self._archive = Path(archive)
        self._lock = lock
        self._done = done
        self._closed = False
        self._processes: set[subprocess.Popen[bytes]] = set()
        before = owner(archive)
        if before is not None:
            raise BadArguments(
                f"Another server adds to {printable(str(archive))} already: process {before.process}, at {before.address}.",
                "Open that address, end that server, or leave --allow-add out.",
            )
        self._folder = Path(tempfile.mkdtemp(prefix="retold-"))  # mode 700
        where = self._folder / "add"
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.bind(str(where))
        where.chmod(0o600)
        self._listening.listen(20)
        self._file = owner_of(self._archive)
        self._file.unlink(missing_ok=True)
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(Owner(str(where), os.getpid(), address)), file)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Own it no longer: end what is being added, and take the file and the socket away."""
        if self._closed:
            return
        self._closed = True
        self._listening.close()
        for process in list(self._processes):
            process.terminate()
        told = _told(self._file)
        if told is not None and told.process == os.getpid():
            self._file.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _listen(self) -> None:
        while not self._closed:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._take, args=(connection,), daemon=True).start()

    def _take(self, connection: socket.socket) -> None:
        """One connection: a process of its own adds, one at a time."""
        with connection:
            if not _same_user(connection) or not _asks(connection):
                return
            if not self._lock.acquire(blocking=False):
                with suppress(OSError):
                    connection.sendall(_line({"stage": "waiting for others that add", "done": 0, "total": 0}))
                self._lock.acquire()
            try:
                if self._closed:
                    return
                process = subprocess.Popen(  # noqa: S603 - our own program
                    [sys.executable, "-m", "retold.handing", str(self._archive.resolve())],
                    stdin=connection.fileno(),
                    stdout=connection.fileno(),
                )
                self._processes.add(process)
                process.wait()
                self._processes.discard(process)
            finally:
                self._lock.release()
        self._done()


def _asks(connection: socket.socket) -> bool:
    """Whether anything is asked for; else somebody looked whether anybody is there."""
    try:
        connection.settimeout(_CONNECT)
        asked = bool(connection.recv(1, socket.MSG_PEEK))
        connection.settimeout(None)
    except OSError:
        return False
    return asked


# The process.


def main(arguments: Sequence[str]) -> int:
    """Add what the first line on standard input asks for, and tell how far it is."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    line = sys.stdin.buffer.readline(_LONGEST)
    if not line.endswith(b"\n"):
        return 2  # whoever asked has gone
    try:
        _say(_added(arguments[0], json.loads(line)))
    except RetoldError as problem:
        _say({"error": {"code": problem.code, "message": problem.message, "hint": problem.hint}})
        return 2
    except BrokenPipeError:  # who asked has gone
        return 2
    return 0


def _added(archive: str, asked: Mapping[str, Any]) -> dict[str, object]:
    os.chdir(asked["folder"])

    def tell(stage: str, done: int, total: int) -> None:
        _say({"stage": stage, "done": done, "total": total})

    tell("waiting for the archive", 0, 0)
    found = Archive(archive, wait=_WAIT, workers=asked["workers"]).add(
        asked["inputs"], allow_private=bool(asked["allow_private"]), progress=tell
    )
    return asdict(found)


def _say(told: Mapping[str, object]) -> None:
    sys.stdout.buffer.write(_line(told))
    sys.stdout.buffer.flush()


def _line(told: Mapping[str, object]) -> bytes:
    return json.dumps(told).encode() + b"\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
