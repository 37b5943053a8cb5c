"""Average-linkage clustering that respects themes which exist already, and support.

Start from the existing themes and single new insights; join the two closest groups while the
mean score between their members stays above what their support asks for: two groups that could
both be shown need strong evidence to become one, a group with too few people needs less to find
its fellows. Two existing themes are never joined (a curator may merge them, data may not), nor
what somebody said does not belong together. With one threshold for all this is the classical
group-average method (Sokal and Michener, 1958).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.themes.evidence import Matrix

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Mean score that joining two groups takes, by how many of them have k juniors."""

    neither: float
    one: float
    both: float

    def asked(self, supported: int) -> float:
        """Return the threshold for a pair of which so many (0 to 2) are supported."""
        return (self.neither, self.one, self.both)[supported]

    def row(self, mine: np.bool_, others: npt.NDArray[np.bool_]) -> Matrix:
        """Return the thresholds between one group and all groups."""
        all_three = np.array([self.neither, self.one, self.both], np.float32)
        asked: Matrix = all_three[others.astype(int) + int(mine)]
        return asked


def agglomerate(
    scores: Matrix,
    existing: Sequence[int],
    juniors: Sequence[frozenset[str]],
    thresholds: Thresholds,
    k: int,
    *,
    apart: Sequence[frozenset[int]] = (),
) -> Labels:
    """Return a group number for each item.

    ``scores`` say how likely two items are the same issue, symmetric; ``existing`` gives each
    item's theme number, or -1 for a new item. Existing numbers are kept; new groups get numbers
    after them. ``apart`` may give each item the existing numbers it must stay out of.
    """
    labels = _start(existing)
    groups = int(labels.max(initial=-1)) + 1
    if groups == 0:
        return labels
    people: list[set[str]] = [set() for _ in range(groups)]
    for label, mine in zip(labels, juniors, strict=True):
        people[label] |= mine
    state = _Linkage.of(scores, labels, _anchors(existing, groups), _barred(labels, apart, groups))
    supported = np.array([len(juniors) >= k for juniors in people])
    owner = np.arange(groups)
    while True:
        a, b, score = state.closest()
        if score < thresholds.neither:
            break
        if score < thresholds.asked(int(supported[a]) + int(supported[b])):
            for group in (a, b):
                state.keep_apart(group, thresholds.row(supported[group], supported))
            continue
        keep, gone = (b, a) if state.anchored[b] else (a, b)
        state.join(keep, gone)
        people[keep] |= people[gone]
        supported[keep] = len(people[keep]) >= k
        owner[owner == gone] = keep
    return _renumbered(owner[labels], int(max(existing, default=-1)) + 1)


class _Linkage:
    """Mean scores between groups, with the best partner of each group remembered.

    ``raw`` holds all means; ``mean`` is the same with minus infinity where a join is forbidden:
    with itself, with a group that is gone, between two existing themes, or where somebody said
    that it does not belong there (``barred``, symmetric; a group inherits it from its members).
    """

    def __init__(
        self,
        raw: Matrix,
        sizes: Matrix,
        anchored: npt.NDArray[np.bool_],
        barred: npt.NDArray[np.bool_],
    ) -> None:
        self.raw = raw
        self.sizes = sizes
        self.anchored = anchored
        self.barred = barred | np.logical_and.outer(anchored, anchored)
        self.alive = np.ones(len(sizes), bool)
        self.mean = raw.copy()
        self.mean[self.barred] = -np.inf
        np.fill_diagonal(self.mean, -np.inf)
        self.best = self.mean.argmax(axis=1)

    @classmethod
    def of(
        cls,
        scores: Matrix,
        labels: Labels,
        anchored: npt.NDArray[np.bool_],
        barred: npt.NDArray[np.bool_],
    ) -> "_Linkage":
        which = np.zeros((len(anchored), len(labels)), np.float32)
        which[labels, np.arange(len(labels))] = 1
        sizes = which.sum(axis=1)
        total = which @ scores @ which.T if len(anchored) < len(labels) else scores
        mean: Matrix = (total / np.outer(sizes, sizes)).astype(np.float32)
        return cls(mean, sizes, anchored, barred)

    def closest(self) -> tuple[int, int, float]:
        """The two groups with the highest mean score."""
        values = self.mean[np.arange(len(self.best)), self.best]
        a = int(np.argmax(np.where(self.alive, values, -np.inf)))
        return a, int(self.best[a]), float(values[a])

    def join(self, keep: int, gone: int) -> None:
        """Pour one group into the other; scores become size-weighted means."""
        a, b = self.sizes[keep], self.sizes[gone]
        row = (a * self.raw[keep] + b * self.raw[gone]) / (a + b)
        self.sizes[keep] = a + b
        self.alive[gone] = False
        self.raw[keep, :] = self.raw[:, keep] = row
        self.barred[keep, :] |= self.barred[gone, :]
        self.barred[:, keep] |= self.barred[:, gone]
        allowed = self.alive & ~self.barred[keep]
        allowed[keep] = False
        self.mean[keep, :] = self.mean[:, keep] = np.where(allowed, row, -np.inf)
        self.mean[gone, :] = self.mean[:, gone] = -np.inf
        self._refresh(keep, gone)

    def keep_apart(self, group: int, asked: Matrix) -> None:
        """Forbid the pairs of a group that score too low, until either side has changed."""
        low = self.raw[group] < asked
        self.mean[group, low] = self.mean[low, group] = -np.inf
        stale = np.flatnonzero(self.alive & low & (self.best == group))
        for other in (group, *stale):
            self.best[other] = int(self.mean[other].argmax())

    def _refresh(self, keep: int, gone: int) -> None:
        """Look again where the best partner was one of the two, or is now the grown group."""
        stale = self.alive & ((self.best == keep) | (self.best == gone))
        stale[keep] = True
        self.best[stale] = self.mean[stale].argmax(axis=1)
        rows = np.arange(len(self.best))
        better = self.alive & (self.mean[:, keep] > self.mean[rows, self.best])
        self.best[better] = keep


def _start(existing: Sequence[int]) -> Labels:
    """Existing themes as they are; each new item a group of its own, numbered after them."""
    labels = np.array(existing, dtype=np.int64)
    new = labels < 0
    labels[new] = labels.max(initial=-1) + 1 + np.arange(int(new.sum()))
    return labels


def _anchors(existing: Sequence[int], groups: int) -> npt.NDArray[np.bool_]:
    anchored = np.zeros(groups, bool)
    anchored[[number for number in set(existing) if number >= 0]] = True
    return anchored


def _barred(labels: Labels, apart: Sequence[frozenset[int]], groups: int) -> npt.NDArray[np.bool_]:
    barred = np.zeros((groups, groups), bool)
    for label, themes in zip(labels, apart, strict=False):
        for theme in themes:
            if theme != label:
                barred[label, theme] = barred[theme, label] = True
    return barred


def _renumbered(labels: Labels, first_new: int) -> Labels:
    """Keep existing numbers; number the others by their first member."""
    names: dict[int, int] = {}
    for label in labels:
        if label >= first_new:
            names.setdefault(int(label), first_new + len(names))
    return np.array([names.get(int(label), int(label)) for label in labels], dtype=np.int64)
