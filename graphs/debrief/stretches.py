"""The stretches of talk that carry a point: a window of sentences each, lying apart.

A point is rarely one sentence: it is told in three or four, some turns apart. A stretch is worth
as much as its four best sentences, which finds nine gold points in ten on talks the heads never
saw, against eight when the best single sentences are taken and grown (docs/results.md).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from graphs.debrief.salience.heads import Floats

EVIDENCE: Final = 4
"""Most sentences taken from a stretch."""
_BEFORE, _AFTER, _APART = 2, 3, 6
_WEAKER: Final = 1.5  # log-odds below the best sentence of the stretch
_FLOOR: Final = -6.0  # no single sentence drags its neighbours further down
BARRED: Final = -50.0


def best_stretches(scores: Floats, count: int) -> list[list[int]]:
    """Return up to ``count`` stretches, best first, each as sentence numbers by falling score.

    ``scores`` are log-odds in the order of the talk; :data:`BARRED` marks what must not be used.
    """
    windows = [
        range(max(0, at - _BEFORE), min(len(scores), at + _AFTER + 1)) for at in range(len(scores))
    ]
    worth = [_worth(scores, window) for window in windows]
    taken: list[int] = []
    for at in np.argsort(-np.array(worth), kind="stable"):
        if len(taken) == count or worth[at] <= _FLOOR:
            break
        if all(abs(int(at) - other) >= _APART for other in taken):
            taken.append(int(at))
    return [members for at in taken if (members := _members(scores, windows[at]))]


def _worth(scores: Floats, window: Sequence[int]) -> float:
    best = sorted((max(_FLOOR, float(scores[at])) for at in window), reverse=True)
    return float(np.mean(best[:EVIDENCE]))


def _members(scores: Floats, window: Sequence[int]) -> list[int]:
    open_ones = [at for at in window if scores[at] > BARRED]
    ranked = sorted(open_ones, key=lambda at: -float(scores[at]))[:EVIDENCE]
    return [at for at in ranked if scores[at] > scores[ranked[0]] - _WEAKER]
