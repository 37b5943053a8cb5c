"""The naive build to beat: cluster, count per question, filter. No release, no calibration."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering  # type: ignore[import-untyped]

from evals.themes.labeled import Labeled
from guardrails.text import derived
from knowledge.embedding import MiniLMEmbedder
from knowledge.insights import Insight
from knowledge.search.conditions import Conditions, from_mapping

_NEAR = 10
_FIELDS = ("region", "function", "tenure_band", "kind", "quarter", "family")


class Naive:
    """Groups by plain clustering of sentence vectors within each family."""

    def __init__(self, programme: Labeled, embedder: MiniLMEmbedder, groups: int) -> None:
        self.insights = programme.insights
        self._embedder = embedder
        self.vectors = embedder.embed([one.statement for one in self.insights])
        self.group_of = self._clustered(groups)

    def answers(self, questions: Sequence[Mapping[str, Any]], k: int) -> list[list[list[str]]]:
        """Return, a question, the members of each group shown, nearest group first."""
        return [self._answer(question, k) for question in questions]

    def _answer(self, question: Mapping[str, Any], k: int) -> list[list[str]]:
        conditions = from_mapping(question.get("filters") or {})
        allowed = [n for n, one in enumerate(self.insights) if _fits(one, conditions)]
        vector = self._embedder.embed([derived(question["query"])])[0]
        close = sorted(allowed, key=lambda n: -float(self.vectors[n] @ vector))[:_NEAR]
        shown = []
        for group in dict.fromkeys(self.group_of[self.insights[n].id] for n in close):
            members = [n for n in allowed if self.group_of[self.insights[n].id] == group]
            if len({self.insights[n].junior_ref for n in members}) >= k:
                shown.append([self.insights[n].id for n in members])
        return shown

    def _clustered(self, groups: int) -> dict[str, str]:
        found: dict[str, str] = {}
        families = sorted({one.family for one in self.insights})
        for family in families:
            mine = [n for n, one in enumerate(self.insights) if one.family == family]
            count = max(1, round(groups * len(mine) / len(self.insights)))
            model = AgglomerativeClustering(count, metric="cosine", linkage="average")
            for n, label in zip(mine, model.fit_predict(np.array(self.vectors[mine])), strict=True):
                found[self.insights[n].id] = f"{family}-{label}"
        return found


def _fits(one: Insight, conditions: Conditions) -> bool:
    return all(conditions.allows(name, str(getattr(one, name))) for name in _FIELDS)
