"""The bullets of notes that carry a point: every line of notes is a thought of its own.

In a talk a point is told over several turns, so a window is laid around it; in notes the next
bullet is the next matter. On 25 pages of notes that the heads never saw, windows brought 87 % of
the gold points with 69 % of the picks right, bullets 85 % with 85 % (`python -m
evals.salience.train` prints every page).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from graphs.debrief.salience.heads import Floats
from graphs.debrief.stretches import BARRED, Bond, bonded

_FLOOR: Final = 0.0
"""Log-odds of point against aside that the best sentence of a bullet needs."""
_BESIDE: Final = -0.5
"""What its other sentences need; beside a weak one they may be a little weaker."""
_SURELY: Final = 0.2
_MOST_SENTENCES: Final = 3
_LEAST: Final = -1.5
"""What is offered on a page with fewer than ``fewest`` points."""
WORDS_A_POINT: Final = 100
"""A page of notes has a point in a hundred words at least, says every labelled one."""


def best_bullets(
    scores: Floats, turns: Sequence[int], bond: Bond, most: int, fewest: int = 0
) -> list[list[int]]:
    """Return the points of notes, best first, each as sentence numbers by falling score.

    Args:
        scores: log-odds of each sentence that it carries a point and is no aside.
        turns: the bullet that each sentence stands in.
        bond: log-odds that two sentences tell the same point; a bullet may hold two.
        most: how many points there may be.
        fewest: how many are offered though they are rather asides, the nearest to a point first.
    """
    bullets: defaultdict[int, list[int]] = defaultdict(list)
    for at, turn in enumerate(turns):
        if scores[at] > BARRED:
            bullets[turn].append(at)
    points = [point for members in bullets.values() for point in _points(scores, members, bond)]
    points.sort(key=lambda members: -float(scores[members[0]]))
    sure = sum(scores[members[0]] > _FLOOR for members in points)
    return points[: min(most, max(sure, fewest))]


def _points(scores: Floats, members: Sequence[int], bond: Bond) -> list[list[int]]:
    ranked = sorted(members, key=lambda at: -float(scores[at]))
    groups = [group for group in bonded(ranked, bond) if scores[group[0]] > _LEAST]
    return [
        [at for at in group if scores[at] > min(_BESIDE, scores[group[0]] - _SURELY)][
            :_MOST_SENTENCES
        ]
        for group in groups
    ]
