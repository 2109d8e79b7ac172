"""What holds for every test here: a property test is judged by what it finds, never by how long it takes."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Tests of one group run in one process: those of the engine spark share a session, which takes seconds to start."""
    if getattr(config.option, "dist", "no") == "load":
        config.option.dist = "loadgroup"
