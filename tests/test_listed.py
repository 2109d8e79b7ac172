"""Several things in one sentence."""

from __future__ import annotations

import pytest

from retold.text.listed import listed


@pytest.mark.parametrize(
    ("items", "told"),
    [([], "nothing"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_the_last_stands_behind_and(items: list[str], told: str) -> None:
    assert listed(items) == told
