"""What a release is made of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from guardrails.disclosure.decision import Decision, Standing, ThemeCells
from guardrails.disclosure.partition import Atom, Partition
from guardrails.disclosure.policy import DEFAULT_K, Policy
from guardrails.disclosure.rows import SupportRow
from guardrails.families import Family
from guardrails.text import CleanText, derived

POOLED: Final = "family-"


@dataclass(frozen=True, slots=True)
class ReleasedTheme:
    """One theme as it was released. ``typical`` lists its insights, most typical first.

    ``described`` are the insights whose words stand in label or statement.
    """

    id: str
    family: Family
    label: CleanText
    statement: CleanText
    cells: ThemeCells
    typical: tuple[str, ...]
    described: tuple[str, ...]
    quotable: frozenset[str] = frozenset()
    k: int = DEFAULT_K

    @property
    def pooled(self) -> bool:
        """Whether it stands for a whole family whose single themes cannot be shown."""
        return self.id.startswith(POOLED)

    @property
    def juniors(self) -> int:
        """Distinct juniors; shown as a band only."""
        return len({row.junior for row in self.cells.rows})

    def card(self) -> dict[str, Any]:
        """Return everything but the members as plain JSON values."""
        return {
            "family": self.family,
            "label": self.label,
            "statement": self.statement,
            "standing": self.cells.standing,
            "typical": list(self.typical),
            "described": list(self.described),
            "quotable": sorted(self.quotable),
            "k": self.k,
            "partitions": {
                cut.dimension: [sorted(atom.values) for atom in cut.atoms]
                for cut in self.cells.partitions
            },
        }

    @classmethod
    def from_card(
        cls, theme: str, card: Mapping[str, Any], rows: tuple[SupportRow, ...]
    ) -> "ReleasedTheme":
        """Read back what :meth:`card` wrote, with the rows kept beside it."""
        partitions = tuple(
            Partition(dimension, tuple(Atom(frozenset(values)) for values in atoms))
            for dimension, atoms in card["partitions"].items()
        )
        standing: Standing = card["standing"]
        return cls(
            id=theme,
            family=card["family"],
            label=derived(card["label"]),
            statement=derived(card["statement"]),
            cells=ThemeCells(theme, rows, partitions, standing),
            typical=tuple(card["typical"]),
            described=tuple(card["described"]),
            quotable=frozenset(card["quotable"]),
            k=card["k"],
        )


@dataclass(frozen=True, slots=True)
class Release:
    """A numbered release; ``k`` is the programme's frozen threshold."""

    number: int
    k: int
    themes: tuple[ReleasedTheme, ...]

    @property
    def policy(self) -> Policy:
        """The thresholds it was computed with."""
        return Policy(self.k)

    def decision(self) -> Decision:
        """Return the release as the disclosure rules see it."""
        return Decision(self.policy, {theme.id: theme.cells for theme in self.themes})

    def sha256(self) -> str:
        """Hash everything a reader could be shown and everything it was computed from."""
        content = {
            "number": self.number,
            "k": self.k,
            "themes": [
                {"id": t.id, **t.card(), "rows": sorted(_row(row) for row in t.cells.rows)}
                for t in sorted(self.themes, key=lambda theme: theme.id)
            ],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _row(row: SupportRow) -> list[str]:
    return [row.insight, row.junior, row.pair, *row.values]
