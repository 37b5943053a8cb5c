"""Which themes and cells a release may contain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

from guardrails.disclosure.contained import between, clash
from guardrails.disclosure.partition import Atom, Partition, atom_sizes, finest, split
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.rows import DIMENSIONS, People, SupportRow, by_theme, values_of

Standing = Literal["new", "updated", "kept"]
FEW: Final = 3
_ALL_UNIONS_UP_TO: Final = 6


@dataclass(frozen=True, slots=True)
class ThemeCells:
    """One released theme: the rows it is computed from and the partition of each dimension.

    ``standing`` is ``kept`` when the theme shows exactly what it showed before.
    """

    theme: str
    rows: tuple[SupportRow, ...]
    partitions: tuple[Partition, ...]
    standing: Standing = "new"

    def partition(self, dimension: str) -> Partition:
        """Return how the theme is cut by the dimension."""
        return self.partitions[DIMENSIONS.index(dimension)]


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything a release may show, by theme; what is not here does not exist for a reader."""

    policy: Policy
    themes: Mapping[str, ThemeCells]


def decide(
    rows: Iterable[SupportRow],
    policy: Policy,
    previous: Decision | None = None,
    pools: Mapping[str, str] | None = None,
) -> Decision:
    """Choose the themes and cells of the next release.

    A theme needs k juniors and k pairs. Each dimension is cut into pieces that are large
    enough, also where pieces of two dimensions contain each other, and also against the pieces
    of the previous release. A theme that gained or lost one to k-1 people since then keeps its
    old card unchanged.

    ``pools`` may name a coarser theme for each theme. Where fewer than :data:`FEW` themes can be
    shown, a coarser one without any theme of its own is shown instead, as a whole only.
    """
    rows = list(rows)
    old = dict(previous.themes) if previous else {}
    chosen: dict[str, ThemeCells] = {}
    for theme, members in by_theme(rows).items():
        cells = _fresh(theme, members, old.get(theme), policy)
        if cells is not None:
            chosen[theme] = cells
    for theme, cells in old.items():
        if theme not in chosen and _large_enough(cells.rows, policy):
            chosen[theme] = ThemeCells(theme, cells.rows, cells.partitions, "kept")
    chosen = _settled(chosen, old, policy)
    if pools:
        chosen = _settled(_with_pools(rows, pools, chosen, old, policy), old, policy)
    return Decision(policy, dict(sorted(chosen.items())))


def _with_pools(
    rows: Sequence[SupportRow],
    pools: Mapping[str, str],
    chosen: Mapping[str, ThemeCells],
    old: Mapping[str, ThemeCells],
    policy: Policy,
) -> dict[str, ThemeCells]:
    """Add the coarser themes that may be shown.

    A pool whose own themes are shown is not computed anew: the card it had stays as it was, so
    that what is left of it beside its themes goes on being compared.
    """
    names = set(pools.values())
    themed = {pools[theme] for theme in chosen if theme in pools}
    few = sum(theme not in names for theme in chosen) < FEW
    found = dict(chosen)
    pooled = [replace(row, theme=pools[row.theme]) for row in rows if row.theme in pools]
    for name, members in by_theme(pooled).items():
        before = old.get(name)
        wanted = name not in themed and (few or before is not None)
        if not wanted or not _large_enough(members, policy):
            continue
        if before is not None and small_change(before.rows, members, policy):
            continue
        whole = tuple(
            Partition(dimension, (Atom(frozenset(values_of(members, dimension))),))
            for dimension in DIMENSIONS
        )
        found[name] = ThemeCells(name, tuple(members), whole, "updated" if before else "new")
    return found


def _large_enough(rows: Sequence[SupportRow], policy: Policy) -> bool:
    people = People.of(rows)
    return policy.enough(len(people.juniors), len(people.pairs))


def _fresh(
    theme: str, members: list[SupportRow], before: ThemeCells | None, policy: Policy
) -> ThemeCells | None:
    if not _large_enough(members, policy):
        return None
    if before is not None and small_change(before.rows, members, policy):
        return None  # the caller keeps the old card
    partitions = [finest(members, dimension, policy) for dimension in DIMENSIONS]
    if before is not None:
        partitions = [_coarsen(members, before, cut, policy) for cut in partitions]
    partitions = _without_clashes(members, partitions, policy)
    if before is None:
        return ThemeCells(theme, tuple(members), tuple(partitions), "new")
    if _clashes_with_past(before, members, partitions, policy):
        return None
    return ThemeCells(theme, tuple(members), tuple(partitions), "updated")


def _settled(
    chosen: Mapping[str, ThemeCells], old: Mapping[str, ThemeCells], policy: Policy
) -> dict[str, ThemeCells]:
    """Compare every new card with the earlier cards of other themes that its rows come from.

    After a merge or a split a reader holds the old card of one theme against the new one of
    another: a new card that would single somebody out waits. An old card whose rows all stand in
    a new one is dropped: it was merged.
    """
    current = dict(chosen)
    held = {""}
    while held:
        held = set()
        for name, others in _heirs(current, old).items():
            before = [list(old[name].rows)]
            for union in _unions(others):
                if clash([union], before, policy, same_theme=False):
                    held |= {cells.theme for cells in others if cells.standing != "kept"}
        for theme in held:
            del current[theme]
            if theme in old:
                past = old[theme]
                current[theme] = ThemeCells(theme, past.rows, past.partitions, "kept")
    for name, others in _heirs(current, old).items():
        mine = {(row.insight, row.junior) for row in old[name].rows}
        whole = any(
            mine <= {(r.insight, r.junior) for r in cells.rows}
            for cells in others
            if cells.standing != "kept"
        )
        if whole and name in current and current[name].standing == "kept":
            del current[name]
    return current


def _heirs(
    current: Mapping[str, ThemeCells], old: Mapping[str, ThemeCells]
) -> dict[str, list[ThemeCells]]:
    """Return, for each earlier card, the other themes' cards that hold some of its rows.

    Only where one of those cards is new: what stands unchanged was compared before.
    """
    whose: dict[tuple[str, str], list[str]] = {}
    for name, cells in old.items():
        for row in cells.rows:
            whose.setdefault((row.insight, row.junior), []).append(name)
    heirs: dict[str, list[ThemeCells]] = {}
    for theme, cells in current.items():
        sources = {n for row in cells.rows for n in whose.get((row.insight, row.junior), ())}
        for name in sorted(sources - {theme}):
            heirs.setdefault(name, []).append(cells)
    return {
        name: others
        for name, others in heirs.items()
        if any(cells.standing != "kept" for cells in others)
    }


def _unions(cards: Sequence[ThemeCells]) -> list[list[SupportRow]]:
    """Every union of a few cards; of many, each one and all together."""
    sizes = range(1, len(cards) + 1) if len(cards) <= _ALL_UNIONS_UP_TO else (1, len(cards))
    return [
        [row for cells in some for row in cells.rows]
        for size in sizes
        for some in combinations(cards, size)
    ]


def small_change(before: Sequence[SupportRow], after: Sequence[SupportRow], policy: Policy) -> bool:
    """Tell whether so few people joined or left that the change would point at them.

    An exchange of rows without any change of people changes nothing that is counted, but its
    words would be new: it counts as small unless the rows are the same.
    """
    was, now = People.of(before), People.of(after)
    joined, left = len(now.juniors - was.juniors), len(was.juniors - now.juniors)
    new_pairs, old_pairs = len(now.pairs - was.pairs), len(was.pairs - now.pairs)
    changes = (joined, left, new_pairs, old_pairs)
    if any(policy.isolates(people) for people in changes):
        return True
    gained, lost = between(before, after), between(after, before)
    return gained.isolates(policy) or lost.isolates(policy)


def _coarsen(
    members: Sequence[SupportRow], before: ThemeCells, cut: Partition, policy: Policy
) -> Partition:
    """Pool pieces until no piece differs from the same piece of the last release by a few."""
    while len(cut.atoms) > 1 and _piece_moved(members, before, cut, policy):
        cut = cut.coarser(atom_sizes(members, cut))
    return cut


def _piece_moved(
    members: Sequence[SupportRow], before: ThemeCells, cut: Partition, policy: Policy
) -> bool:
    """Compare what both releases can tell: unions of atoms of the old and of the new cut."""
    for values in _shared_blocks(before.partition(cut.dimension), cut):
        was = [row for row in before.rows if row.value(cut.dimension) in values]
        now = [row for row in members if row.value(cut.dimension) in values]
        if small_change(was, now, policy):
            return True
    return False


def _shared_blocks(old: Partition, new: Partition) -> list[set[str]]:
    """Join atoms of both cuts that overlap: the smallest sets of values both can answer."""
    blocks: list[set[str]] = []
    for atom in (*old.atoms, *new.atoms):
        joined = set(atom.values).union(*(b for b in blocks if b & atom.values))
        blocks = [b for b in blocks if not b & atom.values]
        blocks.append(joined)
    return blocks


def _clashes_with_past(
    before: ThemeCells, members: Sequence[SupportRow], partitions: list[Partition], policy: Policy
) -> bool:
    """Tell whether an old cell nearly fills a new one, or the other way round."""
    old = [split(before.rows, cut) for cut in before.partitions]
    new = [split(members, cut) for cut in partitions]
    return any(clash(o, n, policy, same_theme=False) for o in old for n in new)


def _without_clashes(
    members: Sequence[SupportRow], partitions: list[Partition], policy: Policy
) -> list[Partition]:
    """Pool pieces until no cell of one dimension nearly fills a cell of another."""
    for first, second in combinations(range(len(partitions)), 2):
        while _clash(members, partitions[first], partitions[second], policy):
            finer = max(first, second, key=lambda n: len(partitions[n].atoms))
            cut = partitions[finer]
            partitions[finer] = cut.coarser(atom_sizes(members, cut))
    return partitions


def _clash(
    members: Sequence[SupportRow], first: Partition, second: Partition, policy: Policy
) -> bool:
    if len(first.atoms) == 1 or len(second.atoms) == 1 or _crossing(members, first, second):
        return False
    return clash(split(members, first), split(members, second), policy)


def _crossing(members: Sequence[SupportRow], first: Partition, second: Partition) -> bool:
    """Tell whether every atom of one meets every atom of the other: nothing contains anything."""
    one = {value: n for n, atom in enumerate(first.atoms) for value in atom.values}
    two = {value: n for n, atom in enumerate(second.atoms) for value in atom.values}
    a, b = DIMENSIONS.index(first.dimension), DIMENSIONS.index(second.dimension)
    met = {(one[row.values[a]], two[row.values[b]]) for row in members}
    return len(met) == len(first.atoms) * len(second.atoms)
