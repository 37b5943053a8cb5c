"""Train the sieve for orders to a machine, and write the rows that its reader is taught with.

``python -m evals.orders.train [--write] [--rows OUT]``: figures of the sieve over folds (lines by
writer, talks by session); ``--write`` trains on everything and replaces the sieve in
``guardrails/disregard/orders_sieve.npz``; ``--rows`` writes what ``evals/escalation/teach.py``
teaches the reader with::

    TORCH_PYTHON -m evals.escalation.teach rows.json MODEL_FOLDER --folds 0 1 2 3
    TORCH_PYTHON -m evals.escalation.teach rows.json MODEL_FOLDER \
        --write guardrails/disregard/orders_reader.npz
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import guardrails.disregard
from evals.escalation.report import figures
from evals.escalation.rows import Row
from evals.salience.data import Talk, read_folders, read_own
from evals.salience.train import BLIND, DEMO, SHARED
from guardrails.disregard import find_injections
from guardrails.disregard.orders import HARMLESS, ORDER, SIEVE, WORTH_READING, Sieve, windows
from guardrails.scrub.readable import readable
from guardrails.text import authored
from knowledge.embedding import MiniLMEmbedder, Vectors

ROOM: Final = Path(str(guardrails.disregard.__file__)).parent
_LINES: Final = Path(__file__).parent / "lines"
_LABELS: Final = {"O": ORDER, "N": HARMLESS}
_PENALTY: Final = 1.0
_TALK_WEIGHT: Final = 0.3
Array = npt.NDArray[Any]


def gather() -> list[Row]:
    """Return the writers' lines, and the windows of every labelled talk."""
    talks = [*read_folders(SHARED), *read_folders(BLIND), *read_folders(DEMO), *read_own()]
    spoken = (row for number, talk in enumerate(talks) for row in _of_talk(number, talk))
    return [*_of_lines(), *spoken]


def folds() -> int:
    """Return how many writers there are: each is left out once."""
    return len(list(_LINES.glob("*.txt")))


def _of_lines() -> Iterator[Row]:
    number = 0
    for fold, file in enumerate(sorted(_LINES.glob("*.txt"))):
        for line in file.read_text("utf-8").splitlines():
            label, _, text = line.partition("|")
            if label in _LABELS and text.strip():
                yield Row(authored(text.strip()), _LABELS[label], fold, line=number)
                number += 1


def _of_talk(number: int, talk: Talk) -> Iterator[Row]:
    """Windows as the finder cuts them; what a rule knows for an order is only tried."""
    known = find_injections(talk.turns)
    for window in windows(talk.turns):
        own = any(
            each.turn == window.turn and each.start < window.end and window.start < each.end
            for each in known
        )
        yield Row(readable(window.text), HARMLESS, number % folds(), talk=number, tried=own)


def fit(rows: Sequence[Row], vectors: Vectors, learned: Array) -> Sieve:
    """Train on the ``learned`` rows that are not only tried."""
    kept = learned & np.array([not row.tried for row in rows])
    wanted = np.array([row.label == ORDER for row in rows])
    weight = np.array([_TALK_WEIGHT if row.talk >= 0 else 1.0 for row in rows])
    model = LogisticRegression(C=_PENALTY, max_iter=2000)
    model.fit(vectors[kept], wanted[kept], sample_weight=weight[kept])
    return Sieve(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def unseen(rows: Sequence[Row], vectors: Vectors) -> Array:
    """Return the chance of each row out of fold."""
    fold = np.array([row.fold for row in rows])
    chances = np.zeros(len(rows))
    for number in range(folds()):
        held = fold == number
        chances[held] = fit(rows, vectors, ~held).chances(vectors[held])
    return chances


def main() -> None:
    """Print the figures; write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    rows = gather()
    vectors = MiniLMEmbedder().embed([row.text for row in rows])
    chances = unseen(rows, vectors)
    table = [asdict(row) for row in rows]
    print("worth reading:", figures(table, chances, WORTH_READING), sep="\n")
    if given.rows:
        labeled = [{**row, "ear": chance} for row, chance in zip(table, chances, strict=True)]
        told = {"harmless": HARMLESS, "worth": WORTH_READING, "rows": labeled}
        given.rows.write_text(json.dumps(told), "utf-8")
    if given.write:
        sieve = fit(rows, vectors, np.ones(len(rows), dtype=bool))
        np.savez_compressed(
            ROOM / SIEVE, allow_pickle=False, weights=sieve.weights, bias=np.array(sieve.bias)
        )


if __name__ == "__main__":
    main()
