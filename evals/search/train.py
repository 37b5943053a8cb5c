"""Trains the relevance calibration: ``python -m evals.search.train`` writes its json file anew.

Examples are all (question, released theme) of the labeled programmes' questions over releases
with k = 5 and k = 3, themes judged by the true theme of most of their insights; each release
weighs the same. The threshold is not fitted but copied over. ``--check`` writes nothing: it
prints, for each programme, what each threshold gives when neither the calibration nor the theme
model ever saw that programme.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
import knowledge.search
from evals.search.ours import Ours
from evals.search.programmes import Asked, asked, left_out
from evals.search.scoring import Question, majority
from guardrails.text import derived
from knowledge.search.relevance import SIGNALS, Relevance, columns_of, read, shipped
from knowledge.taught import TaughtEmbedder

_FILE: Final = Path(knowledge.search.__file__).parent / "relevance.json"
_LIMIT: Final = 3
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question over one release: signals by theme, and the themes' true themes."""

    k: int
    question: Question
    columns: _Floats
    themes: tuple[str, ...]

    @property
    def judged(self) -> npt.NDArray[np.bool_]:
        """Themes that are neither required nor an error teach nothing."""
        return np.array([theme not in self.question["acceptable_themes"] for theme in self.themes])

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Themes that are what was asked for."""
        return np.array([theme in self.question["relevant_themes"] for theme in self.themes])


def examples(ours: Ours, questions: Sequence[Question], embedder: TaughtEmbedder) -> list[Example]:
    """Compare every question with every theme of one release."""
    theme_of = dict(
        zip((one.id for one in ours.programme.insights), ours.programme.themes, strict=True)
    )
    index, crowd = ours.searcher.index, ours.searcher.crowd
    themes = tuple(majority(members, theme_of) for members in index.members)
    vectors = embedder.embed([derived(question["query"]) for question in questions])
    if crowd is None:
        return []
    return [
        Example(
            ours.k,
            question,
            columns_of(index.signals(question["query"], vector), crowd.signals(vector)).astype(
                float
            ),
            themes,
        )
        for question, vector in zip(questions, vectors, strict=True)
    ]


def train(releases: Sequence[Sequence[Example]], threshold: float) -> dict[str, Any]:
    """Fit standardized signals; return weights on their natural scale."""
    rows, truth, weight = [], [], []
    for release in releases:
        mine = np.concatenate([one.columns[one.judged] for one in release])
        rows.append(mine)
        truth.append(np.concatenate([one.right[one.judged] for one in release]))
        weight.append(np.full(len(mine), 1 / len(mine)))
    x, y, w = np.concatenate(rows), np.concatenate(truth), np.concatenate(weight)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=1.0).fit((x - mean) / spread, y, sample_weight=w / w.mean())
    weights = fitted.coef_[0] / spread
    return {
        "weights": dict(zip(SIGNALS, (round(float(one), 3) for one in weights), strict=True)),
        "intercept": round(float(fitted.intercept_[0] - mean @ weights), 3),
        "threshold": threshold,
    }


def shares(release: Sequence[Example], model: Relevance, threshold: float) -> tuple[float, float]:
    """Return the shares of questions answered and withheld rightly, filters aside."""
    answered, withheld = [], []
    for one in release:
        scores = one.columns @ np.array(model.weights) + model.intercept
        best = [n for n in np.argsort(-scores)[:_LIMIT] if scores[n] > threshold]
        right = set(one.question[f"answerable_k{one.k}"])
        if right:
            answered.append(bool(right & {one.themes[n] for n in best}))
        elif one.question["case"] != "filter_slice":
            withheld.append(not best)
    return float(np.mean(answered)), float(np.mean(withheld))


def _unseen(
    programmes: Mapping[str, Asked], embedder: TaughtEmbedder
) -> Iterator[tuple[str, list[list[Example]]]]:
    """Release each programme with a theme model that never saw it."""
    for name, programme in programmes.items():
        model = left_out(name)
        yield (
            name,
            [
                examples(
                    Ours(programme.programme, embedder, k, model), programme.questions, embedder
                )
                for k in (5, 3)
            ],
        )


def _check(programmes: Mapping[str, Asked], embedder: TaughtEmbedder) -> None:
    releases = dict(_unseen(programmes, embedder))
    for name, mine in releases.items():
        rest = [each for other, part in releases.items() if other != name for each in part]
        model = read(train(rest, shipped().threshold))
        for threshold in np.arange(-2.5, 0.1, 0.25):
            found = [shares(release, model, float(threshold)) for release in mine]
            words = "  ".join(f"{a:.2f}/{h:.2f}" for a, h in found)
            print(f"{name:8} {threshold:5.2f}  answered/withheld at k=5 and k=3:  {words}")


def main() -> None:
    """Train, and write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = parser.parse_args()
    programmes, embedder = asked(), TaughtEmbedder()
    if wanted.check:
        _check(programmes, embedder)
        return
    releases = [part for _, parts in _unseen(programmes, embedder) for part in parts]
    model = {"trained_on": list(programmes), **train(releases, shipped().threshold)}
    _FILE.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    print(json.dumps(model, indent=1))


if __name__ == "__main__":
    main()
