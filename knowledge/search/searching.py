"""From a question to the released themes that answer it, nearest first, or to none."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from guardrails.disclosure.policy import band
from guardrails.disclosure.rows import People, SupportRow
from guardrails.text import CleanText
from knowledge.embedding import TextVectors
from knowledge.insights import Insight
from knowledge.release.model import ReleasedTheme
from knowledge.search.conditions import Conditions, cell
from knowledge.search.index import ReleaseIndex
from knowledge.search.relevance import Crowd, Relevance, shipped

LIMIT: Final = 3
_EVIDENCE: Final = 2
_BEHIND_THE_BEST: Final = 3.0  # log-odds; what lies further behind is not what was asked for


@dataclass(frozen=True, slots=True)
class Card:
    """A theme as it answers one question under one filter, for one viewer.

    ``counted`` are the insights behind the support, ``shown`` those whose words stand here;
    both are for evaluation only.
    """

    theme: ReleasedTheme
    relevance: float
    support: str
    evidence: tuple[CleanText, ...]
    quotes: tuple[CleanText, ...]
    quarters: tuple[str, ...]
    contradicted: bool
    counted: tuple[str, ...]
    shown: tuple[str, ...]


class Searcher:
    """Answers questions from one release; safe between threads."""

    def __init__(
        self, index: ReleaseIndex, embedder: TextVectors, relevance: Relevance | None = None
    ) -> None:
        """Make ready; ``relevance`` is the shipped one unless an evaluation brings its own."""
        self.index = index
        self._embedder = embedder
        self._relevance = relevance or shipped()
        self.crowd = Crowd.of(embedder, index.centers) if index.themes else None

    def find(
        self,
        question: CleanText,
        conditions: Conditions,
        own_pairs: AbstractSet[str] = frozenset(),
        limit: int = LIMIT,
    ) -> list[Card]:
        """Return the cards that answer; [] when nothing relevant may be shown.

        Whether there is an answer and which themes belong to it are two questions: a theme that
        is too far from the question to answer it alone may stand behind one that is not.
        ``own_pairs`` are the viewer's mentoring pairs: what those said is left out of the count
        and of the words.
        """
        cards: list[Card] = []
        best: float | None = None
        for score, number in self._ranked(question):
            best = score if best is None else best
            alone = not cards and score < self._relevance.threshold
            if alone or score < best - _BEHIND_THE_BEST or len(cards) == limit:
                break
            card = self.card(number, score, conditions, own_pairs)
            cards += [card] if card else []
        return cards

    def nearest(
        self,
        question: CleanText,
        conditions: Conditions,
        own_pairs: AbstractSet[str] = frozenset(),
        limit: int = LIMIT,
    ) -> list[Card]:
        """Return the nearest cards that may be shown, whether they answer or not."""
        ranked = self._ranked(question)
        cards = (self.card(number, score, conditions, own_pairs) for score, number in ranked)
        return list(islice(filter(None, cards), limit))

    def _ranked(self, question: CleanText) -> Iterator[tuple[float, int]]:
        """Yield the log-odds of each theme and its number, best first."""
        if self.crowd is None:
            return
        question = self.index.speller.mended(question)
        vector = self._embedder.embed([question])[0]
        signals = self.index.signals(question, vector)
        scores = self._relevance.scores(signals, self.crowd.signals(vector))
        for number in np.argsort(-scores):
            yield float(scores[number]), int(number)

    def card(
        self, number: int, relevance: float, conditions: Conditions, own_pairs: AbstractSet[str]
    ) -> Card | None:
        """Return a theme's card under a filter, None when too few people remain."""
        theme = self.index.themes[number]
        policy = self.index.release.policy
        rows = [row for row in cell(theme, conditions) if row.pair not in own_pairs]
        people = People.of(rows)
        if not policy.enough(len(people.juniors), len(people.pairs)):
            return None
        chosen = self._evidence(number, rows)
        described = () if own_pairs else theme.described
        quoted = [one for one in chosen if one.id in theme.quotable and one.quote]
        return Card(
            theme=theme,
            relevance=relevance,
            support=band(len(people.juniors), policy.k),
            evidence=tuple(one.statement for one in chosen if one.statement != theme.statement),
            quotes=tuple(one.quote for one in quoted),
            quarters=_quarters(theme, rows),
            contradicted=_contradicted(theme, self.index, policy.k),
            counted=tuple(sorted({row.insight for row in rows})),
            shown=tuple(sorted({one.id for one in chosen} | set(described))),
        )

    def _evidence(self, number: int, rows: list[SupportRow]) -> list[Insight]:
        """Pick the most typical insights of the cell, each by another junior."""
        allowed = {row.insight: row.junior for row in rows}
        chosen: list[Insight] = []
        heard: set[str] = set()
        for one in self.index.members[number]:
            if one in allowed and allowed[one] not in heard:
                heard.add(allowed[one])
                chosen.append(self.index.insights[one])
            if len(chosen) == _EVIDENCE:
                break
        return chosen


def _quarters(theme: ReleasedTheme, rows: list[SupportRow]) -> tuple[str, ...]:
    """Name the released stretches of time that the rows touch, not the single quarters."""
    touched = {row.value("quarter") for row in rows}
    stretches = [
        (min(known), max(known))
        for atom in theme.cells.partition("quarter").atoms
        if (known := sorted(value for value in atom.values if value)) and touched & atom.values
    ]
    return tuple(first if first == last else f"{first}-{last}" for first, last in sorted(stretches))


def _contradicted(theme: ReleasedTheme, index: ReleaseIndex, k: int) -> bool:
    """Tell whether at least k juniors call strong what at least k others call a problem."""
    good: set[str] = set()
    bad: set[str] = set()
    for row in theme.cells.rows:
        one = index.insights.get(row.insight)
        if one is not None:
            (good if one.kind == "strength" else bad).add(row.junior)
    return len(good - bad) >= k and len(bad - good) >= k
