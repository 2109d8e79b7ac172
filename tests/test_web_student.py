"""The process that finds trees is begun where something is missing, and not again where it fails."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from retold.engine.beside import findings_of, snapshot_of
from retold.web.student import Student
from web_items import client, dam


def settled(student: Student) -> None:
    """Wait until it does nothing."""
    for _ in range(300):
        if not student._busy:
            return
        time.sleep(0.1)
    raise AssertionError("it goes on and on")


def test_nothing_is_begun_where_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dam(tmp_path)
    begun: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *arguments, **_: begun.append(arguments))
    student = Student(path, snapshot_of(path), findings_of(path))
    student.begin()
    settled(student)
    assert begun == []


def test_a_process_that_fails_is_not_begun_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dam(tmp_path)
    findings_of(path).unlink()
    begun: list[object] = []
    popen = subprocess.Popen

    def failing(arguments: list[str], **more: object) -> subprocess.Popen[str]:
        begun.append(arguments)
        return popen([sys.executable, "-c", "raise SystemExit(1)"], **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr("retold.web.student.subprocess.Popen", failing)
    with client(path) as browser:
        story = browser.get("/api/stories").json()["stories"][0]["id"]
        for _ in range(100):
            text = browser.get(f"/story/{story}").text
            if "could not be drawn" in text:
                break
            time.sleep(0.1)
        assert "could not be drawn" in text
        assert "data-wait" not in text
        assert "<table" in text
        number = len(begun)
        for _ in range(3):
            browser.get(f"/story/{story}")
        time.sleep(0.5)
        assert len(begun) == number
