"""How one theme is cut by one dimension so that no union of pieces isolates anybody.

The pieces ("atoms") of a dimension are disjoint, together they are the whole theme, and each
has enough juniors and pairs. Every filter on the dimension is answered by a union of atoms, so
whatever two filters are compared, the rows between them are again a union of atoms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guardrails.disclosure.policy import Policy
from guardrails.disclosure.rows import ORDERED, People, SupportRow, values_of

MAX_ATOMS: Final = 12  # 2^12 unions are compared with those of other dimensions
MAX_SHARED_ATOMS: Final = 6  # 3^6 comparisons where juniors speak in several atoms


@dataclass(frozen=True, slots=True)
class Atom:
    """One released cell: the theme within these values of the dimension."""

    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Partition:
    """All atoms of one dimension; a single atom means that the theme is not cut by it."""

    dimension: str
    atoms: tuple[Atom, ...]

    def index_of(self, value: str) -> int:
        """Return which atom a value belongs to (-1 for a value the theme never had)."""
        for number, atom in enumerate(self.atoms):
            if value in atom.values:
                return number
        return -1

    def inside(self, wanted: frozenset[str]) -> tuple[Atom, ...]:
        """Return the atoms that lie wholly inside the wanted values."""
        return tuple(atom for atom in self.atoms if atom.values <= wanted)

    def coarser(self, sizes: Sequence[int]) -> "Partition":
        """Pool the smallest atom with its smallest (for ordered values: adjacent) fellow."""
        if len(self.atoms) < 2:  # noqa: PLR2004 - nothing left to pool
            return self
        left, right = _closest(sizes, ordered=self.dimension in ORDERED)
        pooled = Atom(self.atoms[left].values | self.atoms[right].values)
        rest = [a for n, a in enumerate(self.atoms) if n not in (left, right)]
        rest.insert(min(left, right), pooled)
        return Partition(self.dimension, tuple(rest))


def finest(rows: Sequence[SupportRow], dimension: str, policy: Policy) -> Partition:
    """Return the finest safe partition of a theme's rows along one dimension."""
    cut = _start(rows, dimension, policy)
    while len(cut.atoms) > 1 and not _safe(rows, cut, policy):
        cut = cut.coarser(atom_sizes(rows, cut))
    return cut


def atom_sizes(rows: Sequence[SupportRow], cut: Partition) -> list[int]:
    """Distinct juniors in each atom."""
    groups = split(rows, cut)
    return [len({row.junior for row in group}) for group in groups]


def _start(rows: Sequence[SupportRow], dimension: str, policy: Policy) -> Partition:
    """Single values where each has enough people; the rest pooled (neighbours for quarters)."""
    values = values_of(rows, dimension)
    if dimension in ORDERED:
        return Partition(dimension, tuple(Atom(frozenset({v})) for v in values))
    single, rest = [], set()
    for value in values:
        people = People.of(row for row in rows if row.value(dimension) == value)
        if value and policy.enough(len(people.juniors), len(people.pairs)):
            single.append(Atom(frozenset({value})))
        else:
            rest.add(value)
    atoms = [*single, Atom(frozenset(rest))] if rest else single
    return Partition(dimension, tuple(atoms))


def _safe(rows: Sequence[SupportRow], cut: Partition, policy: Policy) -> bool:
    """Each atom has enough people, and no union hides all but a few of another's juniors."""
    people = [People.of(group) for group in split(rows, cut)]
    if not all(policy.enough(len(p.juniors), len(p.pairs)) for p in people):
        return False
    counts = _masks(people)
    if all(mask & (mask - 1) == 0 for mask in counts):
        return len(people) <= MAX_ATOMS  # nobody is in two atoms: differences are unions of atoms
    return len(people) <= MAX_SHARED_ATOMS and not _isolating(counts, len(people), policy)


def _masks(people: Sequence[People]) -> dict[int, int]:
    """Count juniors by the set of atoms (as bits) in which they speak."""
    bits: dict[str, int] = {}
    for number, group in enumerate(people):
        for junior in group.juniors:
            bits[junior] = bits.get(junior, 0) | 1 << number
    counts: dict[int, int] = {}
    for mask in bits.values():
        counts[mask] = counts.get(mask, 0) + 1
    return counts


def _isolating(counts: dict[int, int], atoms: int, policy: Policy) -> bool:
    """Look for unions A, A+S where the juniors only in S are 1 to k-1.

    A junior may speak in several quarters or kinds; then S adds only those not yet in A.
    """
    everything = (1 << atoms) - 1
    for added in range(1, everything + 1):
        base = everything & ~added
        subset = base
        while subset:
            alone = sum(n for m, n in counts.items() if m & added and not m & subset)
            if policy.isolates(alone):
                return True
            subset = (subset - 1) & base
    return False


def split(rows: Sequence[SupportRow], cut: Partition) -> list[list[SupportRow]]:
    """Sort the rows into the atoms of the partition, in the order of the atoms."""
    where = {value: number for number, atom in enumerate(cut.atoms) for value in atom.values}
    groups: list[list[SupportRow]] = [[] for _ in cut.atoms]
    for row in rows:
        groups[where[row.value(cut.dimension)]].append(row)
    return groups


def _closest(sizes: Sequence[int], *, ordered: bool) -> tuple[int, int]:
    """Pick which two atoms to pool, smallest first."""
    if ordered:
        pairs = list(pairwise(range(len(sizes))))
        smallest = min(range(len(sizes)), key=lambda n: sizes[n])
        near = [pair for pair in pairs if smallest in pair]
        return min(near, key=lambda pair: sizes[pair[0]] + sizes[pair[1]])
    order = sorted(range(len(sizes)), key=lambda n: sizes[n])
    return order[0], order[1]
