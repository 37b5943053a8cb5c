"""Trains the "same issue" model: ``python -m evals.themes.train`` writes its json file anew.

Pairs of one family, by different juniors, of both labeled programmes; logistic regression on
standardized features; weights are written back to the features' natural scale. The thresholds
are not fitted: they were chosen once so that both programmes, which have 4 and 8 themes a
family, show most themes that have enough people, and are copied over.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
import knowledge.themes
from evals.themes.labeled import Labeled, bank, demo
from knowledge.embedding import MiniLMEmbedder
from knowledge.themes.evidence import FEATURES, features, items, same_junior
from knowledge.themes.same_issue import shipped

_FILE = Path(knowledge.themes.__file__).parent / "same_issue.json"
_Floats = npt.NDArray[np.float64]


def pairs(programme: Labeled, embedder: MiniLMEmbedder) -> tuple[_Floats, _Floats]:
    """Return the features and truth of all pairs of a family that two juniors said."""
    vectors = embedder.embed([one.statement for one in programme.insights])
    rows: list[_Floats] = []
    truth: list[_Floats] = []
    for family in sorted({one.family for one in programme.insights}):
        mine = [n for n, one in enumerate(programme.insights) if one.family == family]
        block = items([programme.insights[n] for n in mine], vectors[mine])
        upper = np.triu_indices(len(mine), 1)
        others = same_junior(block)[upper] == 0
        rows.append(np.stack([feature[upper][others] for feature in features(block)], axis=1))
        theme = np.array([programme.themes[n] for n in mine])
        truth.append((theme[upper[0]] == theme[upper[1]])[others].astype(float))
    return np.concatenate(rows), np.concatenate(truth)


def train(programmes: list[Labeled]) -> dict[str, object]:
    """Fit the weights and describe the scores they give."""
    embedder = MiniLMEmbedder()
    blocks = [pairs(programme, embedder) for programme in programmes]
    x = np.concatenate([rows for rows, _ in blocks])
    y = np.concatenate([truth for _, truth in blocks])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=0.3).fit((x - mean) / spread, y)
    weights = fitted.coef_[0] / spread
    intercept = float(fitted.intercept_[0] - mean @ weights)
    scores = x @ weights + intercept
    return {
        "trained_on": [programme.name for programme in programmes],
        "pairs": len(y),
        "weights": dict(zip(FEATURES, (round(float(w), 4) for w in weights), strict=True)),
        "intercept": round(intercept, 4),
        "same": round(float(scores[y == 1].mean()), 4),
        "different": round(float(scores[y == 0].mean()), 4),
        "base": round(float(y.mean()), 4),
    }


if __name__ == "__main__":
    kept = shipped().thresholds
    thresholds = {"neither": kept.neither, "one": kept.one, "both": kept.both}
    model = {**train([bank(), demo()]), "thresholds": thresholds}
    _FILE.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    print(json.dumps(model, indent=1))
