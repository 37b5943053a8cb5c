"""Released insights laid out for exact ranking: one row a member, grouped by theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from guardrails.text import CleanText
from knowledge.embedding import Vectors
from knowledge.insights import Insight
from knowledge.release.model import Release, ReleasedTheme
from knowledge.search.spelling import Speller
from knowledge.themes.evidence import unit
from knowledge.words import stems

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a theme as the subject of a question, one column a signal.

    nearest: cosine of the question and the theme's closest insight; center: cosine with the
    theme's mean; named: share of the question's words, weighted by rarity, that the theme's
    insights use.
    """

    nearest: Numbers
    center: Numbers
    named: Numbers


class ReleaseIndex:
    """The latest release, ready for questions; immutable, safe between threads."""

    def __init__(
        self,
        release: Release,
        insights: Mapping[str, Insight],
        vectors: Mapping[str, npt.NDArray[np.float32]],
    ) -> None:
        """Lay out the members of ``release``; ``vectors`` are those of their statements.

        Members that ``insights`` no longer holds (they were erased) are left out, and so are
        pooled families, which have no words of their own.
        """
        self.release = release
        self.themes: tuple[ReleasedTheme, ...] = tuple(t for t in release.themes if t.typical)
        self.members: list[list[str]] = []
        rows: list[npt.NDArray[np.float32]] = []
        for theme in self.themes:
            mine = [one for one in dict.fromkeys(theme.typical) if one in insights]
            self.members.append(mine)
            rows += [vectors[one] for one in mine]
        self.insights = insights
        empty = np.zeros((0, 384), np.float32)
        self.vectors: Vectors = np.stack(rows) if rows else empty
        sizes = [len(mine) for mine in self.members]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.centers = unit(
            np.stack([self._of(n).mean(axis=0) for n in range(len(sizes))]) if rows else empty
        )
        self._words = [self._stems_of(n) for n in range(len(sizes))]
        self._rarity = _rarity(self._words)
        self.speller = Speller(text for number in range(len(sizes)) for text in self._texts(number))

    def signals(self, question: str, vector: npt.NDArray[np.float32]) -> Signals:
        """Compare a question with every released theme."""
        close = self.vectors @ vector
        spans = list(zip(self.starts[:-1], self.starts[1:], strict=True))
        nearest = [float(close[a:b].max(initial=-1.0)) for a, b in spans]
        return Signals(
            nearest=np.array(nearest, np.float32),
            center=(self.centers @ vector).astype(np.float32),
            named=self._named(question),
        )

    def _of(self, number: int) -> Vectors:
        return self.vectors[self.starts[number] : self.starts[number + 1]]

    def _texts(self, number: int) -> list[CleanText]:
        theme = self.themes[number]
        said = [self.insights[one].statement for one in self.members[number]]
        return [theme.label, theme.statement, *said]

    def _stems_of(self, number: int) -> frozenset[str]:
        return frozenset(s for text in self._texts(number) for s in stems(text))

    def _named(self, question: str) -> Numbers:
        asked = set(stems(question))
        common = 1.0 + log(max(len(self.themes), 1))
        weight = {s: self._rarity.get(s, common) for s in asked}
        total = sum(weight.values()) or 1.0
        found = [sum(weight[s] for s in asked & mine) / total for mine in self._words]
        return np.array(found, np.float32)


def _rarity(themes: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for mine in themes:
        for s in mine:
            counts[s] = counts.get(s, 0) + 1
    return {s: 1.0 + log(len(themes) / count) for s, count in counts.items()}
