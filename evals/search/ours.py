"""The product's own release and search, without database and command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.themes.labeled import Labeled
from guardrails.disclosure.policy import Policy
from guardrails.text import derived
from knowledge.embedding import Vectors
from knowledge.release.building import build
from knowledge.release.model import Release
from knowledge.search.conditions import from_mapping
from knowledge.search.index import ReleaseIndex
from knowledge.search.relevance import Relevance
from knowledge.search.searching import Card, Searcher
from knowledge.taught import TaughtEmbedder
from knowledge.themes.assigning import assign
from knowledge.themes.same_issue import SameIssue


class Ours:
    """A programme, released with one k; with the shipped models unless others are given.

    ``theme_of`` is what the models say unless somebody had a say in it.
    """

    def __init__(
        self,
        programme: Labeled,
        embedder: TaughtEmbedder,
        k: int,
        same_issue: SameIssue | None = None,
        relevance: Relevance | None = None,
        *,
        theme_of: Mapping[str, str] | None = None,
    ) -> None:
        self.programme = programme
        self.k = k
        insights = programme.insights
        self.vectors: Vectors = embedder.embed([one.statement for one in insights])
        self.theme_of = theme_of or assign(insights, self.vectors, {}, k, model=same_issue)
        self._embedder = embedder
        self._relevance = relevance
        self.serve(build(insights, self.vectors, self.theme_of, Policy(k), names={}))

    def serve(self, release: Release) -> None:
        """Search this release from now on."""
        insights = self.programme.insights
        rows = {one.id: self.vectors[n] for n, one in enumerate(insights)}
        self.release = release
        index = ReleaseIndex(release, {one.id: one for one in insights}, rows)
        self.searcher = Searcher(index, self._embedder, self._relevance)

    def answers(self, questions: Sequence[Mapping[str, Any]]) -> list[list[Card]]:
        """Return the cards shown for each question under its filters."""
        return [
            self.searcher.find(derived(q["query"]), from_mapping(q.get("filters") or {}))
            for q in questions
        ]
