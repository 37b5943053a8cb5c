"""Trains the relevance calibration: ``python -m evals.search.train`` writes its json file anew.

Examples are all (question, released theme) of the development questions over releases with
k = 5 and k = 3, themes judged by the true theme of most of their insights. The threshold is
copied over; ``--check`` prints what each threshold gives when every question is judged by
weights that never saw it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
import knowledge.search
from evals.search.ours import Ours
from evals.search.scoring import Question, majority
from evals.themes.labeled import SEARCH_PACK, bank, records
from guardrails.text import derived
from knowledge.embedding import MiniLMEmbedder
from knowledge.search.relevance import SIGNALS, Crowd, columns_of, shipped

_FILE = Path(knowledge.search.__file__).parent / "relevance.json"
_Floats = npt.NDArray[np.float64]


class Examples:
    """One row a question and released theme."""

    def __init__(self) -> None:
        self.rows: list[_Floats] = []
        self.right: list[bool] = []
        self.where: list[tuple[int, str, bool, bool]] = []  # k, question, may be shown, sliced

    def add(self, ours: Ours, questions: list[Question], embedder: MiniLMEmbedder) -> None:
        """Add every question over one release."""
        theme_of = dict(
            zip((one.id for one in ours.programme.insights), ours.programme.themes, strict=True)
        )
        index = ours.searcher.index
        crowd = Crowd.of(embedder, index.centers)
        majorities = [majority(members, theme_of) for members in index.members]
        for question in questions:
            vector = embedder.embed([derived(question["query"])])[0]
            columns = columns_of(index.signals(question["query"], vector), crowd.signals(vector))
            shown = set(question[f"answerable_k{ours.k}"])
            for row, theme in zip(columns, majorities, strict=True):
                if theme in question["acceptable_themes"]:
                    continue
                self.rows.append(row.astype(float))
                self.right.append(theme in question["relevant_themes"])
                self.where.append(
                    (ours.k, question["qid"], theme in shown, question["case"] == "filter_slice")
                )


def fit(x: _Floats, y: npt.NDArray[np.bool_]) -> tuple[_Floats, float]:
    """Fit standardized features; return weights on their natural scale."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=1.0).fit((x - mean) / spread, y)
    weights = fitted.coef_[0] / spread
    return weights, float(fitted.intercept_[0] - mean @ weights)


def check(examples: Examples) -> None:
    """Print answered and withheld shares by threshold, each question unseen."""
    x, y = np.array(examples.rows), np.array(examples.right)
    names = np.array([where[1] for where in examples.where])
    scores = np.empty(len(y))
    for name in sorted(set(names)):
        weights, intercept = fit(x[names != name], y[names != name])
        scores[names == name] = x[names == name] @ weights + intercept
    for k in (5, 3):
        best: dict[str, tuple[bool, float, bool]] = {}
        for (at, name, shown, sliced), score in zip(examples.where, scores, strict=True):
            if at == k and (name not in best or score > best[name][1]):
                best[name] = (shown, float(score), sliced)
        for threshold in np.arange(-3, 1.1, 0.25):
            right = [s > threshold for shown, s, sliced in best.values() if shown and not sliced]
            held = [s <= threshold or sliced for shown, s, sliced in best.values() if not shown]
            print(k, threshold, "answered", np.mean(right).round(2), "held", np.mean(held).round(2))


def main() -> None:
    """Train, and write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = parser.parse_args()
    embedder, examples = MiniLMEmbedder(), Examples()
    questions: list[Question] = list(records(SEARCH_PACK / "queries_dev.jsonl"))
    for k in (5, 3):
        examples.add(Ours(bank(), embedder, k), questions, embedder)
    if wanted.check:
        check(examples)
        return
    weights, intercept = fit(np.array(examples.rows), np.array(examples.right))
    model = {
        "trained_on": "development questions over releases with k = 5 and k = 3",
        "weights": dict(zip(SIGNALS, (round(float(w), 3) for w in weights), strict=True)),
        "intercept": round(intercept, 3),
        "threshold": shipped().threshold,
    }
    _FILE.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    print(json.dumps(model, indent=1))


if __name__ == "__main__":
    main()
