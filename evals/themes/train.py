"""Trains the "same issue" model: ``python -m evals.themes.train`` writes its json file anew.

Pairs of one family, by different juniors, of all labeled programmes, each programme weighing the
same; logistic regression on features standardized as they are at work. The scores are scaled to
a spread of one. The thresholds are not fitted: they were chosen once, as spreads above a usual
pair, and are copied over. ``--check`` writes nothing: it groups every programme with weights
that never saw it and prints what became of its themes.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
import knowledge.themes
from evals.themes.judging import judge
from evals.themes.labeled import Labeled, labeled
from knowledge.embedding import Vectors
from knowledge.taught import TaughtEmbedder
from knowledge.themes.assigning import assign
from knowledge.themes.evidence import FEATURES, features, items, same_junior, standardized
from knowledge.themes.grouping import Thresholds
from knowledge.themes.same_issue import USUAL_PAIRS, SameIssue, read, shipped

_FILE: Final = Path(knowledge.themes.__file__).parent / "same_issue.json"
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """One family of a programme: its features, and which pairs count and are the same."""

    raw: npt.NDArray[np.float32]
    counts: npt.NDArray[np.bool_]
    same: npt.NDArray[np.bool_]

    def pairs(self, measured: npt.NDArray[np.float32]) -> _Floats:
        """Return (pairs, features) of the pairs that count."""
        upper = np.triu_indices(measured.shape[1], 1)
        rows: _Floats = measured[:, upper[0], upper[1]].T[self.counts].astype(float)
        return rows


def blocks(programme: Labeled, vectors: Vectors) -> list[Block]:
    """Compare all insights of each family."""
    found = []
    for family in sorted({one.family for one in programme.insights}):
        mine = [n for n, one in enumerate(programme.insights) if one.family == family]
        block = items([programme.insights[n] for n in mine], vectors[mine])
        upper = np.triu_indices(len(mine), 1)
        counts = same_junior(block)[upper] == 0
        theme = np.array([programme.themes[n] for n in mine])
        found.append(Block(features(block), counts, (theme[upper[0]] == theme[upper[1]])[counts]))
    return found


def train(programmes: dict[str, list[Block]], thresholds: Thresholds) -> dict[str, Any]:
    """Fit the weights and describe the scores they give."""
    raw = np.concatenate([b.pairs(b.raw) for part in programmes.values() for b in part])
    usual = np.stack([raw.mean(axis=0), raw.std(axis=0)]).astype(np.float32)
    rows, truth, weight = [], [], []
    for part in programmes.values():
        mine = [b.pairs(standardized(b.raw, usual, USUAL_PAIRS)) for b in part]
        rows += mine
        truth += [b.same for b in part]
        total = sum(len(one) for one in mine)
        weight += [np.full(len(one), 1 / total) for one in mine]
    x, y, w = np.concatenate(rows), np.concatenate(truth), np.concatenate(weight)
    w = w / w.mean()
    fitted = LogisticRegression(C=0.3).fit(x, y, sample_weight=w)
    weights = fitted.coef_[0] / (x @ fitted.coef_[0]).std()
    scores = x @ weights
    return {
        "trained_on": list(programmes),
        "pairs": len(y),
        "weights": _by_name(weights),
        "usual": {name: _rounded(usual[:, n]) for n, name in enumerate(FEATURES)},
        "same": round(float(np.average(scores[y], weights=w[y])), 4),
        "different": round(float(np.average(scores[~y], weights=w[~y])), 4),
        "base": round(float(np.average(y, weights=w)), 4),
        "thresholds": asdict(thresholds),
    }


def check(
    programmes: dict[str, Labeled], vectors: dict[str, Vectors], thresholds: Thresholds
) -> dict[str, dict[str, float]]:
    """Group every programme by a model that never saw it, at k = 5 and k = 3."""
    compared = {name: blocks(each, vectors[name]) for name, each in programmes.items()}
    figures = {}
    for name, programme in programmes.items():
        rest = {other: part for other, part in compared.items() if other != name}
        model: SameIssue = read(train(rest, thresholds))
        for k in (5, 3):
            groups = assign(programme.insights, vectors[name], {}, k, model=model)
            figures[f"{name}, k={k}"] = judge(programme, groups, k)
    return figures


def embedded(programmes: dict[str, Labeled]) -> dict[str, Vectors]:
    """Return the sentence vectors of every programme."""
    embedder = TaughtEmbedder()
    return {
        name: embedder.embed([one.statement for one in programme.insights])
        for name, programme in programmes.items()
    }


def _by_name(values: _Floats) -> dict[str, float]:
    return dict(zip(FEATURES, _rounded(values), strict=True))


def _rounded(values: npt.NDArray[Any]) -> list[float]:
    return [round(float(value), 4) for value in values]


def main() -> None:
    """Train, and write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    programmes, thresholds = labeled(), shipped().thresholds
    vectors = embedded(programmes)
    if parser.parse_args().check:
        for name, figures in check(programmes, vectors, thresholds).items():
            print(name, json.dumps(figures))
        return
    compared = {name: blocks(each, vectors[name]) for name, each in programmes.items()}
    model = train(compared, thresholds)
    _FILE.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    print(json.dumps(model, indent=1))


if __name__ == "__main__":
    main()
