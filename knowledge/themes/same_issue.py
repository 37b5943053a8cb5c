"""The small trained model: how likely two insights of one family are about the same issue.

A handful of weights, trained by ``evals/themes`` on programmes of invented companies. Few on
purpose, and on features measured against the family's own: they must hold for a company, an
industry and words that were never seen.

Whether one junior keeps to one issue differs by programme, so that is not trained but measured
in the programme at hand: if a junior's own insights resemble each other as much as insights
about one issue usually do, "same person" is strong evidence, else none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from knowledge.themes.evidence import (
    FEATURES,
    Items,
    Matrix,
    features,
    same_junior,
    standardized,
)
from knowledge.themes.grouping import Thresholds

_PRIOR_PAIRS: Final = 20  # so many pairs of one junior before what they say outweighs the prior
USUAL_PAIRS: Final = 300  # what is usual elsewhere weighs as much as so many pairs of a family
_SUREST: Final = 0.9
_LEAST: Final = 0.05


@dataclass(frozen=True, slots=True)
class SameIssue:
    """Weights by standardized feature, and what scores usually are.

    A score is 0 for a usual pair of the family and has a spread of about 1. ``same`` and
    ``different`` are the mean scores of pairs that share their issue or do not, ``base`` the
    share of pairs (of different juniors, within a family) that do; ``usual`` holds mean and
    spread of the features over the training programmes.
    """

    weights: tuple[float, ...]
    usual: Matrix
    same: float
    different: float
    base: float
    thresholds: Thresholds

    def scores(self, family: Items) -> Matrix:
        """Return the symmetric scores of all pairs of a family's items, persons aside."""
        measured = standardized(features(family), self.usual, USUAL_PAIRS)
        weighed: Matrix = np.tensordot(np.array(self.weights, np.float32), measured, axes=1)
        return weighed

    def junior_weight(self, scored: Sequence[tuple[Items, Matrix]]) -> float:
        """Measure how much "said by the same junior" tells in this programme, in log-odds."""
        mine, others = [], []
        for family, scores in scored:
            upper = np.triu_indices(len(family), 1)
            own = same_junior(family)[upper] > 0
            mine.append(scores[upper][own])
            others.append(scores[upper][~own])
        nothing = np.zeros(0, np.float32)
        together, apart = np.concatenate([nothing, *mine]), np.concatenate([nothing, *others])
        if not together.size or not apart.size:
            return 0.0
        share = self.base + (together.mean() - apart.mean()) / (self.same - self.different)
        share = (together.size * share + _PRIOR_PAIRS * self.base) / (together.size + _PRIOR_PAIRS)
        return float(_logit(min(max(share, _LEAST), _SUREST)) - _logit(self.base))


@lru_cache(maxsize=1)
def shipped() -> SameIssue:
    """Return the model that ships with the package."""
    return read(
        json.loads(files("knowledge.themes").joinpath("same_issue.json").read_text("utf-8"))
    )


def read(data: Mapping[str, Any]) -> SameIssue:
    """Read a model as ``evals/themes`` writes it."""
    return SameIssue(
        weights=tuple(float(data["weights"][name]) for name in FEATURES),
        usual=np.array([data["usual"][name] for name in FEATURES], np.float32).T,
        same=float(data["same"]),
        different=float(data["different"]),
        base=float(data["base"]),
        thresholds=Thresholds(**{key: float(v) for key, v in data["thresholds"].items()}),
    )


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
