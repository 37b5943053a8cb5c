"""A stretch that tells two things becomes two; a weak stranger in it falls away."""

import numpy as np
import pytest

from graphs.debrief.stretches import BARRED, Bond, best_stretches

STRONG, FAIR, WEAK = 1.0, 0.6, -0.8


def bonded(*groups: set[int]) -> Bond:
    return lambda one, other: 0.0 if any({one, other} <= group for group in groups) else -9.0


@pytest.mark.parametrize(
    ("scores", "groups", "expected", "why"),
    [
        ([STRONG, FAIR, FAIR], [{0, 1, 2}], [[0, 1, 2]], "one thing stays one"),
        ([STRONG, FAIR, FAIR], [{0, 1}, {1, 2}], [[0, 1, 2]], "told in a chain"),
        ([STRONG, FAIR, FAIR], [{0, 1}], [[0, 1], [2]], "a strong stranger is a point itself"),
        ([STRONG, FAIR, WEAK], [{0, 1}], [[0, 1]], "a weak stranger falls away"),
        ([STRONG, BARRED, FAIR], [{0, 1, 2}], [[0, 2]], "what is barred is never used"),
    ],
)
def test_groups(
    scores: list[float], groups: list[set[int]], expected: list[list[int]], why: str
) -> None:
    chosen = best_stretches(np.array(scores), 1, bonded(*groups), 14)
    assert chosen == expected, why


def test_never_more_than_asked_for() -> None:
    scores = np.array([STRONG, FAIR, FAIR, FAIR])
    assert len(best_stretches(scores, 1, bonded(), 2)) == 2


def test_without_bonds_a_stretch_stays_whole() -> None:
    assert best_stretches(np.array([STRONG, FAIR, FAIR]), 1) == [[0, 1, 2]]
