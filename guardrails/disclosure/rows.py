"""What disclosure looks at: who supports which theme, and with which attributes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

DIMENSIONS: Final = ("function", "region", "tenure_band", "kind", "quarter")
"""The attributes a theme may be cut by, one at a time."""

ORDERED: Final = frozenset({"quarter"})
"""Dimensions whose values are pooled with their neighbours only."""


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One junior's support of one theme by one insight; ``values`` follow :data:`DIMENSIONS`."""

    insight: str
    theme: str
    junior: str
    pair: str
    values: tuple[str, ...]

    def value(self, dimension: str) -> str:
        """Return the row's value of one dimension ('' when unknown)."""
        return self.values[DIMENSIONS.index(dimension)]


@dataclass(frozen=True, slots=True)
class People:
    """Distinct juniors and pairs behind some rows."""

    juniors: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[SupportRow]) -> "People":
        """Collect who stands behind the rows."""
        rows = list(rows)
        return cls(frozenset(r.junior for r in rows), frozenset(r.pair for r in rows))


def by_theme(rows: Iterable[SupportRow]) -> dict[str, list[SupportRow]]:
    """Group rows by theme, themes in order of their id."""
    groups: dict[str, list[SupportRow]] = {}
    for row in rows:
        groups.setdefault(row.theme, []).append(row)
    return dict(sorted(groups.items()))


def values_of(rows: Sequence[SupportRow], dimension: str) -> list[str]:
    """Return the values that occur, in order; unknown values last."""
    found = {row.value(dimension) for row in rows}
    return sorted(found - {""}) + ([""] if "" in found else [])
