"""What `retold add` is given goes to the server that owns the archive, and to nobody else."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

import retold
from retold import handing
from retold.engine import Store
from retold.engine.beside import owner_of
from retold.errors import ArchiveError, BadArguments
from web_items import ROOT, dam

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="a socket beside the archive needs Unix"
)

LINE = (
    json.dumps({"id": "new-one", "text": "The bridge at Hallin opened again on Monday, the mayor said."})
    + "\n"
)


@contextmanager
def served(archive: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that owns the archive, and its process."""
    command = [sys.executable, "-m", "retold", "serve", str(archive), "--port", "0", *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr is not None
        try:
            yield server.stderr.readline().rpartition(" at ")[2].strip().rstrip("/"), server
        finally:
            server.terminate()


def run(*arguments: str, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command of Retold."""
    command = [sys.executable, "-m", "retold", *arguments]
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        timeout=120,
    )


def reports(address: str) -> int:
    with urlopen(f"{address}/api/state") as answer:  # noqa: S310 - our own server
        return int(json.load(answer)["reports"])


def test_what_is_added_goes_through_the_server_that_owns_the_archive(tmp_path: Path) -> None:
    path = dam(tmp_path)
    (tmp_path / "one.txt").write_text("Another report, in a file: the weir at Pell was mended.", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with served(path, "--allow-add") as (address, _):
        about = owner_of(path).stat()
        assert stat.S_IMODE(about.st_mode) == 0o600
        owner = handing.owner(path)
        assert owner is not None
        assert stat.S_IMODE(Path(owner.socket).parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(Path(owner.socket).stat().st_mode) == 0o600
        # the archive is held for reading, as when the server reads it: to add by itself would fail
        with Store(path, 5.0).reading():
            adding = subprocess.Popen(
                [sys.executable, "-m", "retold", "add", str(path), "one.txt", "picture.png", "-", "--json", "--wait", "0"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
            )  # fmt: skip
            assert adding.stdin is not None
            adding.stdin.write(LINE)
            adding.stdin.close()
            time.sleep(1.5)
            assert adding.poll() is None
        assert adding.stdout is not None
        assert adding.stderr is not None
        told, said = json.loads(adding.stdout.read()), adding.stderr.read()
        assert adding.wait(60) == 1
        adding.stdout.close()
        adding.stderr.close()
        assert (told["schema"], told["added"], told["unchanged"]) == ("retold.added/1", 2, 0)
        assert [one["input"] for one in told["rejected"]] == ["picture.png"]
        assert "picture.png" in said
        again = run("add", str(path), "one.txt", "--json", folder=tmp_path)
        assert (again.returncode, json.loads(again.stdout)["unchanged"]) == (0, 1)
        for _ in range(200):
            if reports(address) == 15:
                break
            time.sleep(0.1)
        assert reports(address) == 15
        assert {"one", "new-one"} <= {one.id for one in retold.open(path).reports()}
    assert not owner_of(path).exists()
    assert not Path(owner.socket).parent.exists()


def test_without_the_leave_to_add_nobody_owns_the_archive(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with served(path):
        assert not owner_of(path).exists()
        assert run("add", str(path), "-", given=LINE).returncode == 0


def test_what_a_killed_server_left_is_passed_over(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with served(path, "--allow-add") as (_, server):
        assert handing.owner(path) is not None
        server.send_signal(signal.SIGKILL)
        server.wait()
    assert owner_of(path).exists()
    assert handing.owner(path) is None
    assert run("add", str(path), "-", given=LINE).returncode == 0
    with served(path, "--allow-add"):
        owner = handing.owner(path)
        assert owner is not None
        assert owner.process != server.pid


def test_one_server_owns_an_archive(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with served(path, "--allow-add") as (address, _):
        second = run("serve", str(path), "--allow-add", "--port", "0")
        assert second.returncode == 2
        assert address in second.stderr


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_that_others_can_read_or_write_is_not_believed(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "news.retold"
    owner_of(path).write_text(
        json.dumps({"socket": str(tmp_path / "s"), "process": 1, "address": "x"}), "utf-8"
    )
    with listening(tmp_path / "s"):
        owner_of(path).chmod(0o600)
        assert handing.owner(path) is not None
        owner_of(path).chmod(mode)
        assert handing.owner(path) is None


def test_a_link_to_such_a_file_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "news.retold"
    with listening(tmp_path / "s"):
        real = tmp_path / "elsewhere"
        real.write_text(json.dumps({"socket": str(tmp_path / "s"), "process": 1, "address": "x"}), "utf-8")
        real.chmod(0o600)
        owner_of(path).symlink_to(real)
        assert handing.owner(path) is None


@pytest.mark.parametrize("written", ["", "{}", "[]", "null", '{"socket": 1}', "not json", "\0" * 99])
def test_a_file_that_is_none_is_passed_over(tmp_path: Path, written: str) -> None:
    path = tmp_path / "news.retold"
    owner_of(path).write_text(written, "utf-8")
    owner_of(path).chmod(0o600)
    assert handing.hand_over(path, ["x"], progress=lambda *_: None) is None


@pytest.mark.parametrize("answer", [b"", b"nonsense\n", b'{"stage": 1}\n', b'{"added": 1}\n'])
def test_a_server_that_ends_or_talks_nonsense_is_told_of(tmp_path: Path, answer: bytes) -> None:
    path = tmp_path / "news.retold"
    with listening(tmp_path / "s", answer):
        owner_of(path).write_text(
            json.dumps({"socket": str(tmp_path / "s"), "process": 1, "address": "x"}), "utf-8"
        )
        owner_of(path).chmod(0o600)
        with pytest.raises(ArchiveError, match="ended before all was added"):
            handing.hand_over(path, ["x"], progress=lambda *_: None)


@contextmanager
def listening(path: Path, answer: bytes | None = None) -> Iterator[None]:
    """Somebody at a socket, who answers and hangs up."""
    os.chdir(path.parent)  # a path of a socket is short
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    server.listen(5)

    def take() -> None:
        try:
            while True:
                connection, _ = server.accept()
                if answer is not None:
                    connection.recv(1000)
                    connection.sendall(answer)
                connection.close()
        except OSError:
            return

    threading.Thread(target=take, daemon=True).start()
    yield
    server.close()


def test_a_command_that_cannot_be_handed_over_says_who_owns_the_archive(tmp_path: Path) -> None:
    path = dam(tmp_path)
    with served(path, "--allow-add") as (address, _), Store(path, 5.0).reading():
        for command in (("remove", str(path), "flash"), ("upgrade", str(path))):
            done = run(*command, "--wait", "0")
            assert done.returncode == 2
            assert address in done.stderr
            assert "End that server" in done.stderr


def test_who_ends_the_command_ends_the_work(tmp_path: Path) -> None:
    path = dam(tmp_path)
    ended = threading.Event()
    owning = handing.Owning(path, "http://127.0.0.1:1", threading.Lock(), ended.set)
    try:
        with Store(path, 5.0).reading():
            adding = subprocess.Popen(
                [sys.executable, "-m", "retold", "add", str(path), str(ROOT / "README.md")],
                stdin=subprocess.DEVNULL,
            )
            for _ in range(600):
                if owning._processes:
                    break
                time.sleep(0.1)
            time.sleep(0.5)
            adding.kill()
            adding.wait()
        assert ended.wait(60)
    finally:
        owning.close()
    with pytest.raises(OSError):  # noqa: PT011 - whichever the system says
        handing._connected(str(tmp_path / "none"))


def test_a_second_owner_in_one_program_is_refused(tmp_path: Path) -> None:
    path = dam(tmp_path)
    owning = handing.Owning(path, "http://127.0.0.1:1", threading.Lock(), lambda: None)
    try:
        with pytest.raises(BadArguments, match="adds to"):
            handing.Owning(path, "http://127.0.0.1:2", threading.Lock(), lambda: None)
    finally:
        owning.close()
        owning.close()
