"""`retold serve` says where it is, who can reach it, and why it cannot start."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import retold.cli
from web_items import dam


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "retold", "serve", *arguments, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr is not None
        told = server.stderr.readline()
        while "Ctrl-C" not in told and server.poll() is None:
            told += server.stderr.readline()
        try:
            yield server, told
        finally:
            server.terminate()


def test_it_listens_on_this_machine_and_ends_by_a_signal(tmp_path: Path) -> None:
    with started(str(dam(tmp_path))) as (server, told):
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address is not None
        assert "token" not in told
        with urlopen(f"{address[0]}about") as answer:  # noqa: S310 - our own server
            assert answer.status == 200
            assert "uvicorn" not in str(answer.headers)
        server.send_signal(signal.SIGINT)
        assert server.wait(30) in {0, 130}


def test_another_address_gets_a_token_and_that_is_said(tmp_path: Path) -> None:
    with started(str(dam(tmp_path)), "--host", "0.0.0.0") as (_, told):  # noqa: S104
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        token = re.search(r"token=(\S+)", told)
        assert address is not None
        assert token is not None
        assert "whoever has the token" in told
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{address[0]}api/state")  # noqa: S310 - our own server
        assert refused.value.code == 401
        refused.value.close()
        asked = Request(f"{address[0]}api/state", headers={"Authorization": f"Bearer {token[1]}"})  # noqa: S310
        with urlopen(asked) as answer:  # noqa: S310 - our own server
            assert answer.status == 200


def test_what_hinders_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = dam(tmp_path)
    assert retold.cli.main(["serve", str(tmp_path / "none.retold")]) == 2
    assert "There is no archive" in capsys.readouterr().err
    assert retold.cli.main(["serve", str(archive), "--token", "short"]) == 2
    assert "A token has at least 16" in capsys.readouterr().err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert retold.cli.main(["serve", str(archive), "--port", str(port)]) == 2
    assert "Nothing can listen on" in capsys.readouterr().err
    assert retold.cli.main(["serve", str(archive), "--port", "99999"]) == 2
    assert "is no port" in capsys.readouterr().err
