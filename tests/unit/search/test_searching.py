"""Whether a question is answered at all, and which themes stand behind the one that answers."""

from collections.abc import Sequence

import numpy as np
import pytest

from guardrails.disclosure.policy import Policy
from guardrails.text import CleanText
from knowledge.embedding import DIMENSIONS, Vectors
from knowledge.insights import Insight
from knowledge.release.building import build
from knowledge.search.conditions import Conditions
from knowledge.search.index import ReleaseIndex
from knowledge.search.relevance import Relevance
from knowledge.search.searching import Searcher

K = 5
CLOSE = {"badges": 0.8, "invoices": 0.55, "canteen": 0.2}
"""Cosine of the question with each theme; a theme scores ten times that."""
REGION = {"badges": "emea", "invoices": "apac", "canteen": "apac"}


class OneQuestion:
    """Every theme an axis of its own; any other text is the question."""

    name = "fake"

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(DIMENSIONS, np.float32)
        if text in CLOSE:
            vector[list(CLOSE).index(text)] = 1
        else:
            vector[: len(CLOSE)] = list(CLOSE.values())
        return vector


def searcher(threshold: float) -> Searcher:
    said = [
        Insight(
            f"{theme}-{n}", CleanText(theme), CleanText(""), "internal_tools", "friction",
            "medium", f"j-{theme}-{n}", f"p-{theme}-{n}", region=REGION[theme],
        )
        for theme in CLOSE
        for n in range(K)
    ]  # fmt: skip
    embedder = OneQuestion()
    vectors = embedder.embed([one.statement for one in said])
    theme_of = {one.id: one.statement for one in said}
    release = build(said, vectors, theme_of, Policy(K), names={})
    rows = {one.id: vectors[n] for n, one in enumerate(said)}
    index = ReleaseIndex(release, {one.id: one for one in said}, rows)
    return Searcher(index, embedder, Relevance((0, 10, 0, 0, 0), 0, threshold))


@pytest.mark.parametrize(
    ("threshold", "conditions", "shown", "reason"),
    [
        (5.0, Conditions(), ["badges", "invoices"], "both answer; the third is far behind"),
        (6.0, Conditions(), ["badges", "invoices"], "one answers, the other is not far behind"),
        (9.0, Conditions(), [], "nothing is close enough to answer"),
        (
            6.0,
            Conditions({"region": frozenset({"apac"})}),
            [],
            "what answers is not there, and its neighbor does not answer alone",
        ),
    ],
)
def test_a_weaker_theme_only_stands_behind_one_that_answers(
    threshold: float, conditions: Conditions, shown: list[str], reason: str
) -> None:
    found = searcher(threshold).find(CleanText("What about doors?"), conditions)
    assert [card.theme.id for card in found] == shown, reason
