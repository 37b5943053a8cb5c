"""Which released themes look alike, and which ones a new statement could belong to.

Only released members are compared, so the order of what is offered tells nothing about insights
that nobody may see.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from guardrails.families import Family
from knowledge.release.model import ReleasedTheme
from knowledge.search.index import ReleaseIndex
from knowledge.themes.evidence import items
from knowledge.themes.same_issue import SameIssue, shipped

NEAREST: Final = 5
_TYPICAL: Final = 12  # members of a theme that speak for it, the most typical first


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two themes of one family; ``score`` is the mean evidence that their members are alike."""

    first: ReleasedTheme
    second: ReleasedTheme
    score: float


def doubts(index: ReleaseIndex, model: SameIssue | None = None) -> list[Doubt]:
    """Return the pairs of themes that the grouping was least sure to keep apart, worst first.

    A pair is listed when groups of so few people that they cannot be shown would have been
    joined on the same evidence.
    """
    model = model or shipped()
    families = sorted({theme.family for theme in index.themes})
    found = [doubt for family in families for doubt in _within(index, family, model)]
    return sorted(found, key=lambda doubt: (-doubt.score, doubt.first.id, doubt.second.id))


def nearest(
    index: ReleaseIndex, family: Family, vector: npt.NDArray[np.float32], limit: int = NEAREST
) -> list[ReleasedTheme]:
    """Return the themes of a family whose closest insight is nearest to a statement's vector."""
    close = index.vectors @ vector
    best = {
        number: float(close[index.starts[number] : index.starts[number + 1]].max())
        for number, theme in enumerate(index.themes)
        if theme.family == family and index.members[number]
    }
    order = sorted(best, key=lambda number: (-best[number], number))
    return [index.themes[number] for number in order[:limit]]


def _within(index: ReleaseIndex, family: Family, model: SameIssue) -> list[Doubt]:
    numbers = [
        n for n, theme in enumerate(index.themes) if theme.family == family and index.members[n]
    ]
    if len(numbers) < 2:  # noqa: PLR2004 - one theme is like no other
        return []
    rows, members, whose = [], [], []
    for place, number in enumerate(numbers):
        for offset, one in enumerate(index.members[number][:_TYPICAL]):
            rows.append(int(index.starts[number]) + offset)
            members.append(index.insights[one])
            whose.append(place)
    scores = model.scores(items(members, index.vectors[rows]))
    label = np.array(whose)
    return [
        Doubt(index.themes[numbers[a]], index.themes[numbers[b]], mean)
        for a in range(len(numbers))
        for b in range(a + 1, len(numbers))
        if (mean := float(scores[np.ix_(label == a, label == b)].mean()))
        >= model.thresholds.neither
    ]
