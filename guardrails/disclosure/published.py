"""The plain list of what a release claims: the auditor's only input besides the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guardrails.disclosure.decision import Decision, ThemeCells
from guardrails.disclosure.partition import split
from guardrails.disclosure.rows import DIMENSIONS, People, SupportRow


@dataclass(frozen=True, slots=True)
class Published:
    """One cell of one release: a theme within values of dimensions (none: the whole theme).

    ``juniors`` and ``pairs`` are what the release says; readers see them as bands only, the
    auditor assumes that they see the numbers.
    """

    release: int
    theme: str
    where: tuple[tuple[str, frozenset[str]], ...]
    juniors: int
    pairs: int

    def among(self, rows: Sequence[SupportRow]) -> Sequence[SupportRow]:
        """Return those of the theme's rows that lie in the cell."""
        for dimension, values in self.where:
            place = DIMENSIONS.index(dimension)
            rows = [row for row in rows if row.values[place] in values]
        return rows


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows behind one release, by theme, and the cells it published."""

    rows: Mapping[str, Sequence[SupportRow]]
    cells: tuple[Published, ...]


def snapshot(decision: Decision, release: int) -> Snapshot:
    """List what a decision publishes."""
    cells = [cell for theme in decision.themes.values() for cell in _cells(theme, release)]
    return Snapshot({name: theme.rows for name, theme in decision.themes.items()}, tuple(cells))


def _cells(theme: ThemeCells, release: int) -> list[Published]:
    cells = [_cell(theme.theme, release, (), theme.rows)]
    for cut in theme.partitions:
        if len(cut.atoms) > 1:
            for atom, rows in zip(cut.atoms, split(theme.rows, cut), strict=True):
                cells.append(_cell(theme.theme, release, ((cut.dimension, atom.values),), rows))
    return cells


def _cell(
    theme: str,
    release: int,
    where: tuple[tuple[str, frozenset[str]], ...],
    rows: Sequence[SupportRow],
) -> Published:
    people = People.of(rows)
    return Published(release, theme, where, len(people.juniors), len(people.pairs))
