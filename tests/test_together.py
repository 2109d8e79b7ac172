"""What hangs together over pairs."""

from __future__ import annotations

import random

import pytest

from retold.text.together import Together


def plain(pairs: list[tuple[int, int]], members: range) -> list[int]:
    """The plain twin: the smallest member is carried over the pairs until nothing changes."""
    smallest = {member: member for member in members}
    changed = True
    while changed:
        changed = False
        for one, other in pairs:
            least = min(smallest[one], smallest[other])
            changed = changed or smallest[one] != smallest[other]
            smallest[one] = smallest[other] = least
    return [smallest[member] for member in members]


@pytest.mark.parametrize("seed", range(20))
def test_as_its_plain_twin_in_any_order(seed: int) -> None:
    lots = random.Random(seed)
    pairs = [(lots.randrange(30), lots.randrange(30)) for _ in range(lots.randrange(40))]
    for order in (pairs, pairs[::-1], [(other, one) for one, other in pairs]):
        joined = Together()
        for one, other in order:
            joined.join(one, other)
        assert [joined.first(member) for member in range(30)] == plain(pairs, range(30))


def test_a_member_never_named_hangs_with_nothing() -> None:
    assert Together().first(7) == 7
