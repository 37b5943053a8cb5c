"""Gives every insight a theme: the one it had, an existing one it fits, or a new one."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from knowledge.embedding import Vectors
from knowledge.insights import Insight
from knowledge.themes.evidence import Items, Matrix, items, pooled, same_junior, unit
from knowledge.themes.grouping import agglomerate
from knowledge.themes.judged import Sorted, judged
from knowledge.themes.same_issue import SameIssue, shipped

Progress = Callable[[int, int], None]

_ALL_PAIRS_UP_TO: Final = 2500  # insights of a family compared one by one; beyond it, in bundles
_BUNDLES: Final = 1000
_ROUNDS: Final = 3
_FREE: Final[frozenset[int]] = frozenset()

_Choices = tuple[Mapping[str, str], Mapping[str, frozenset[str]]]


def assign(
    insights: Sequence[Insight],
    vectors: Vectors,
    known: Mapping[str, str],
    k: int,
    on_family: Progress = lambda _done, _total: None,
    *,
    apart: Mapping[str, frozenset[str]] | None = None,
    sorted_by_model: Sequence[Sorted] = (),
    model: SameIssue | None = None,
) -> dict[str, str]:
    """Return the theme id of each insight.

    ``known`` maps insight ids to the theme they already have: those never change here. New
    themes get an id derived from the ids of their first members. ``k`` is the programme's
    threshold: groups that can stand alone are joined on stronger evidence only. ``apart`` names
    the themes that an insight was said not to belong to. ``sorted_by_model`` holds what a large
    model said of insights of one family; families too large to compare one by one do without.
    ``model`` is the shipped one unless an evaluation brings its own.
    """
    model = model or shipped()
    families = sorted({insight.family for insight in insights})
    chosen = (known, apart or {})
    blocks = [_Block.of(insights, vectors, chosen, family) for family in families]
    scored = [(block.bundled, model.scores(block.bundled)) for block in blocks]
    weight = model.junior_weight(scored)
    found: dict[str, str] = {}
    for number, (block, (bundled, scores)) in enumerate(zip(blocks, scored, strict=True)):
        full = scores + np.float32(weight) * same_junior(bundled) + block.judged(sorted_by_model)
        found |= block.named(_grouped(model, bundled, full, block, k))
        on_family(number + 1, len(blocks))
    return found


def _grouped(
    model: SameIssue, bundled: Items, scores: Matrix, block: "_Block", k: int
) -> npt.NDArray[np.int64]:
    return agglomerate(
        scores, block.existing, bundled.juniors, model.thresholds, k, apart=block.apart
    )


class _Block:
    """One family: its insights, bundled where they are too many to compare one by one."""

    def __init__(self, members: Sequence[Insight], vectors: Vectors, chosen: _Choices) -> None:
        known, apart = chosen
        self.members = members
        self.themes = sorted({known[one.id] for one in members if one.id in known})
        number = {theme: n for n, theme in enumerate(self.themes)}
        old = np.array([number.get(known.get(one.id, ""), -1) for one in members], dtype=np.int64)
        out = [self._numbers(apart.get(one.id, frozenset()), number) for one in members]
        self.bundle = _bundles(vectors, old, np.array([bool(each) for each in out], dtype=bool))
        self.single = len(members) == int(self.bundle.max()) + 1
        whole = items(members, vectors)
        self.bundled = whole if self.single else pooled(whole, self.bundle)
        first = {int(label): n for n, label in reversed(list(enumerate(self.bundle)))}
        self.existing = [int(old[first[n]]) for n in range(len(first))]
        self.apart = [out[first[n]] if old[first[n]] < 0 else _FREE for n in range(len(first))]

    @classmethod
    def of(
        cls, insights: Sequence[Insight], vectors: Vectors, chosen: _Choices, family: str
    ) -> "_Block":
        mine = [n for n, one in enumerate(insights) if one.family == family]
        return cls([insights[n] for n in mine], vectors[mine], chosen)

    @staticmethod
    def _numbers(themes: frozenset[str], number: Mapping[str, int]) -> frozenset[int]:
        return frozenset(number[theme] for theme in themes if theme in number)

    def judged(self, answers: Sequence[Sorted]) -> Matrix:
        """What a large model said of the pairs; nothing where the items are bundles."""
        if not self.single:
            return np.zeros((len(self.bundled), len(self.bundled)), np.float32)
        return judged(answers, [one.id for one in self.members])

    def named(self, groups: npt.NDArray[np.int64]) -> dict[str, str]:
        """Translate group numbers to theme ids, for every insight of the family."""
        label = groups[self.bundle]
        founders: dict[int, list[str]] = {}
        for one, group in zip(self.members, label, strict=True):
            founders.setdefault(int(group), []).append(one.id)
        names = {
            group: self.themes[group] if group < len(self.themes) else theme_id(ids)
            for group, ids in founders.items()
        }
        return {one.id: names[int(g)] for one, g in zip(self.members, label, strict=True)}


def theme_id(members: Sequence[str]) -> str:
    """Derive a stable id from the ids of the insights that found a theme."""
    digest = hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()
    return f"t-{digest[:12]}"


def _bundles(
    vectors: Vectors, old: npt.NDArray[np.int64], alone: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Number the items to compare: each insight, or in large families bundles of close ones.

    An existing theme is one bundle then, and so is a new insight that somebody said does not
    belong to some theme (its bundle would be kept out with it). Other new insights are bundled
    by a few rounds of spherical k-means from evenly spaced starts (the order of arrival, so the
    result is reproducible).
    """
    if len(old) <= _ALL_PAIRS_UP_TO:
        return np.arange(len(old))
    new = np.flatnonzero((old < 0) & ~alone)
    labels = old.copy()
    lone = np.flatnonzero((old < 0) & alone)
    labels[lone] = labels.max(initial=-1) + 1 + np.arange(lone.size)
    if new.size:
        labels[new] = labels.max(initial=-1) + 1 + _close(vectors[new])
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _close(vectors: Vectors) -> npt.NDArray[np.int64]:
    count = min(_BUNDLES, len(vectors))
    centers = vectors[np.linspace(0, len(vectors) - 1, count).astype(int)]
    label = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(_ROUNDS):
        label = np.concatenate(
            [(part @ centers.T).argmax(axis=1) for part in np.array_split(vectors, 16)]
        ).astype(np.int64)
        ones = np.ones(len(label), np.float32)
        which = sparse.csr_matrix((ones, (label, np.arange(len(label)))), (count, len(label)))
        sums = which @ vectors
        filled = np.bincount(label, minlength=count) > 0
        centers = np.where(filled[:, None], unit(sums), centers)
    return label
