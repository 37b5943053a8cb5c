"""The stretches of talk that carry a point: a window of sentences each, lying apart.

A point is rarely one sentence: it is told in three or four, some turns apart. A stretch is worth
as much as its four best sentences, which finds more on talks the heads never saw than the best
single sentences that are grown (docs/results.md). Where the sentences of a stretch do not bond,
they tell different things: each strong group becomes a point of its own, a weak one falls away.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from graphs.debrief.salience.heads import Floats

EVIDENCE: Final = 4
"""Most sentences taken from a stretch."""
_BEFORE, _AFTER, _APART = 2, 3, 6
_WEAKER: Final = 1.5  # log-odds below the best sentence of the stretch
_FLOOR: Final = -6.0  # no single sentence drags its neighbours further down
_BONDED: Final = -2.75  # log-odds: bonds are rare, so even a likely one is below even
_AS_GOOD: Final = 0.5  # log-odds below the usual best sentence that a group of its own may lie
BARRED: Final = -50.0

Bond = Callable[[int, int], float]


def best_stretches(
    scores: Floats, count: int, bond: Bond | None = None, most: int | None = None
) -> list[list[int]]:
    """Return stretches, best first, each as sentence numbers by falling score.

    Args:
        scores: log-odds in the order of the talk; :data:`BARRED` marks what must not be used.
        count: how many stretches to look for.
        bond: log-odds that two sentences tell the same point; None takes stretches whole.
        most: how many groups may come of them (``count`` when not given).
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
    stretches = [members for at in taken if (members := _members(scores, windows[at]))]
    return _groups(scores, stretches, bond, most or count) if bond else stretches


def _worth(scores: Floats, window: Sequence[int]) -> float:
    best = sorted((max(_FLOOR, float(scores[at])) for at in window), reverse=True)
    return float(np.mean(best[:EVIDENCE]))


def _members(scores: Floats, window: Sequence[int]) -> list[int]:
    open_ones = [at for at in window if scores[at] > BARRED]
    ranked = sorted(open_ones, key=lambda at: -float(scores[at]))[:EVIDENCE]
    return [at for at in ranked if scores[at] > scores[ranked[0]] - _WEAKER]


def _groups(
    scores: Floats, stretches: Sequence[Sequence[int]], bond: Bond, most: int
) -> list[list[int]]:
    """The first group of every stretch, and other groups as good as the stretches usually are."""
    usual = float(np.median([scores[members[0]] for members in stretches])) if stretches else 0.0
    split = [bonded(members, bond) for members in stretches]
    others = [group for groups in split for group in groups[1:]]
    strong = [group for group in others if scores[group[0]] > usual - _AS_GOOD]
    strong.sort(key=lambda group: -float(scores[group[0]]))
    return [*(groups[0] for groups in split), *strong][:most]


def bonded(members: Sequence[int], bond: Bond) -> list[list[int]]:
    """Split into groups in which every sentence bonds with some other; order is kept."""
    groups: list[list[int]] = []
    left = list(members)
    while left:
        group = [left.pop(0)]
        while near := [at for at in left if any(bond(at, other) > _BONDED for other in group)]:
            group.append(near[0])
            left.remove(near[0])
        groups.append(group)
    return groups
