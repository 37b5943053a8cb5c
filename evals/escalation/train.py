"""Train the ear for disclosures and tell what it hears in lines and talks it never saw.

``python -m evals.escalation.train [--write] [--rows OUT]``: figures over five folds (lines by file,
talks by session; no gold disclosure of a talk is ever learned from); ``--write`` then trains on
everything harmless and every line and replaces ``guardrails/escalation/ear.npz``; ``--rows`` writes
what ``evals/escalation/teach.py`` teaches the reader with.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from evals.escalation.report import figures
from evals.escalation.rows import FOLDS, ROOM, Row, gather
from guardrails.escalation.ear import FILE, HARMLESS, SURE, WORTH_READING, Ear
from knowledge.embedding import MiniLMEmbedder, Vectors

_PENALTY: Final = 10.0
Array = npt.NDArray[Any]


def fit(rows: Sequence[Row], vectors: Vectors, learned: Array) -> Ear:
    """Train on the ``learned`` rows that are not only tried."""
    kept = learned & np.array([not row.tried for row in rows])
    labels = np.array([row.label for row in rows])
    model = LogisticRegression(C=_PENALTY, max_iter=2000)
    model.fit(vectors[kept], labels[kept])
    classes = tuple(str(name) for name in model.classes_)
    return Ear(classes, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def unseen(rows: Sequence[Row], vectors: Vectors) -> Array:
    """The chance of each row out of fold; 0 for what is always learned."""
    folds = np.array([row.fold for row in rows])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = folds == fold
        chances[held] = [chance for _, chance in fit(rows, vectors, ~held).listen(vectors[held])]
    return chances


def main() -> None:
    """Print the figures; with ``--write`` replace the weights too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    rows = gather()
    vectors = MiniLMEmbedder().embed([row.text for row in rows])
    chances = unseen(rows, vectors)
    table = [asdict(row) for row in rows]
    print(figures(table, chances, SURE))
    print("worth reading:", figures(table, chances, WORTH_READING), sep="\n")
    if given.rows:
        labeled = [{**row, "ear": chance} for row, chance in zip(table, chances, strict=True)]
        told = {"harmless": HARMLESS, "worth": WORTH_READING, "rows": labeled}
        given.rows.write_text(json.dumps(told), "utf-8")
    if given.write:
        ear = fit(rows, vectors, np.ones(len(rows), dtype=bool))
        np.savez_compressed(
            ROOM / FILE,
            allow_pickle=False,
            classes=np.array(ear.classes),
            weights=ear.weights.astype(np.float16),
            bias=ear.bias.astype(np.float16),
        )


if __name__ == "__main__":
    main()
