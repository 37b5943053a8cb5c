"""Cells of different dimensions (or releases) where one happens to lie inside the other.

If everybody of "legal" sits in "emea", then the filter "emea" minus the filter "legal" is a
group of its own; it must be empty or large enough like any other difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guardrails.disclosure.policy import Policy
from guardrails.disclosure.rows import SupportRow

Groups = Sequence[Sequence[SupportRow]]
"""The rows of a theme sorted into the atoms of one partition."""

_Ints = npt.NDArray[np.int64]
_Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Difference:
    """Who stands behind the rows between a cell and one that contains it."""

    juniors: int
    juniors_only: int
    pairs: int

    def isolates(self, policy: Policy) -> bool:
        """Tell whether the rows, or the juniors who are only there, single somebody out."""
        return (
            policy.isolates(self.juniors)
            or policy.isolates(self.juniors_only)
            or policy.isolates(self.pairs)
        )


def between(inner: Iterable[SupportRow], outer: Iterable[SupportRow]) -> Difference:
    """Compare two sets of rows: who stands behind the rows of ``outer`` not in ``inner``."""
    inside, spoke = set(), set()
    for row in inner:
        inside.add((row.insight, row.junior))
        spoke.add(row.junior)
    rest = [row for row in outer if (row.insight, row.junior) not in inside]
    juniors = {row.junior for row in rest}
    return Difference(len(juniors), len(juniors - spoke), len({row.pair for row in rest}))


def clash(first: Groups, second: Groups, policy: Policy, *, same_theme: bool = True) -> bool:
    """Tell whether a union of one partition's atoms nearly fills a union of the other's.

    For each union A of one side only the smallest union B of the other around it matters: a
    larger one adds whole atoms, which are large enough by themselves. ``same_theme`` promises
    that both sides sort the very same rows, so the whole theme needs no comparison.
    """
    return _nearly_fills(first, second, policy, same_theme) or _nearly_fills(
        second, first, policy, same_theme
    )


def _nearly_fills(inner: Groups, outer: Groups, policy: Policy, same_theme: bool) -> bool:  # noqa: FBT001
    table = _Table.of(inner, outer)
    everything = np.unique(table.outer).size
    for union in range(1, 1 << len(inner)):
        chosen = np.array([union >> n & 1 == 1 for n in range(len(inner))] + [False])
        if (chosen & table.escapes).any():
            continue  # some of its rows are not in the other side at all
        in_a = chosen[table.inner]
        around = np.unique(table.outer[in_a])
        if same_theme and around.size == everything:
            continue  # the rest of the theme: a union of the first one's own atoms
        if table.difference(in_a, np.isin(table.outer, around)).isolates(policy):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Table:
    """The outer side's rows as numbers: their atom on both sides, their junior, their pair."""

    inner: _Ints  # the atom on the inner side; the last number means "in none"
    outer: _Ints
    junior: _Ints
    pair: _Ints
    escapes: _Bools  # inner atoms with rows that the outer side lacks

    @classmethod
    def of(cls, inner: Groups, outer: Groups) -> "_Table":
        where = {(r.insight, r.junior): n for n, group in enumerate(inner) for r in group}
        rows = [(n, row) for n, group in enumerate(outer) for row in group]
        present = {(row.insight, row.junior) for _, row in rows}
        escapes = [any((r.insight, r.junior) not in present for r in group) for group in inner]
        none = len(inner)
        return cls(
            np.array([where.get((row.insight, row.junior), none) for _, row in rows]),
            np.array([n for n, _ in rows]),
            _numbers([row.junior for _, row in rows]),
            _numbers([row.pair for _, row in rows]),
            np.array([*escapes, False]),
        )

    def difference(self, in_a: _Bools, in_b: _Bools) -> Difference:
        """Compare the rows of B with those of A inside it."""
        rest = in_b & ~in_a
        juniors = np.unique(self.junior[rest])
        only = np.setdiff1d(juniors, self.junior[in_a])
        return Difference(juniors.size, only.size, np.unique(self.pair[rest]).size)


def _numbers(names: Sequence[str]) -> _Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)
