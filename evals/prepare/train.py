"""Train the second opinion on questions and tell what it adds on sets it never saw.

``python -m evals.prepare.train [--write]``: each set left out once; ``--write`` trains on
everything and replaces ``graphs/prepare/opinion/weights.npz``.
"""

import argparse
import math
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from evals.prepare.cleaning import Row
from evals.prepare.judging import read_rows
from graphs.ports import Embedder, Vectors
from graphs.prepare.opinion.features import matrix, runs_of
from graphs.prepare.opinion.model import CODES, FILE, SURE, Weights, pack
from guardrails.text import authored
from knowledge.bank.bank import load_bank
from knowledge.embedding import MiniLMEmbedder

GIVEN: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "sessions"
_STRENGTH: Final = 10.0
_SEEN_TWICE: Final = 2
_ITEMS: Final = ("Nets torn at night", "Callers who ask twice", "A form filled in by hand")


def sets() -> dict[str, list[Row]]:
    """Return every labelled set by name, and the bank, whose questions are good."""
    own = Path(str(resources.files("evals.prepare").joinpath("data")))
    found = {path.stem: read_rows(path) for path in sorted(own.glob("questions*.jsonl"))}
    given = GIVEN / "questions.jsonl"
    return {**({"given": read_rows(given)} if given.exists() else {}), **found, "bank": _bank()}


def _bank() -> list[Row]:
    """Return each bank text as it is asked, with an invented item."""
    texts = [text for row in load_bank() for text in (row.text, *row.probes)]
    return [
        {
            "question": text.replace("{item}", _ITEMS[at % 3]).replace("{figures}", ""),
            "gold": [],
        }
        for at, text in enumerate(texts)
    ]


def train(rows: Sequence[Row], vectors: Vectors, embedder_name: str) -> Weights:
    """Fit one logistic regression a code; a row that may or may not have a code is left out."""
    texts = [row["question"] for row in rows]
    spread = Counter(run for text in texts for run in set(runs_of(text)))
    idf = {
        run: 1 + math.log((1 + len(texts)) / (1 + times))
        for run, times in sorted(spread.items())
        if times >= _SEEN_TWICE
    }
    columns, weights, bias = matrix(texts, vectors, idf), [], []
    for code in CODES:
        sure = np.array([code not in (row.get("also_ok") or ()) for row in rows])
        wanted = np.array([code in row["gold"] for row in rows])
        sure |= wanted
        fitted = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(columns[sure], wanted[sure])
        weights.append(fitted.coef_[0])
        bias.append(fitted.intercept_[0])
    return Weights(embedder_name, idf, np.array(weights), np.array(bias))


def left_out(known: dict[str, list[Row]], vectors: dict[str, Vectors], name: str) -> str:
    """Return what the opinion alone finds in one set when trained on all others."""
    others = [other for other in known if other != name]
    rows = [row for other in others for row in known[other]]
    model = train(rows, np.vstack([vectors[other] for other in others]), "")
    tested = known[name]
    chances = model.probabilities([row["question"] for row in tested], vectors[name])
    true = extra = wanted = 0
    for row, chance in zip(tested, chances, strict=True):
        gold, also = set(row["gold"]) & set(CODES), set(row.get("also_ok") or ())
        found = {code for code, value in zip(CODES, chance, strict=True) if value >= SURE}
        true, wanted = true + len(found & gold), wanted + len(gold)
        extra += len(found - gold - also)
    share = f"{true / wanted:.2f}" if wanted else "-"
    return f"{name:18} n {len(tested):4}  found {true:3} of {wanted:3} ({share})  false {extra}"


def main() -> None:
    """Print the figures; write the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    embedder, known = MiniLMEmbedder(), sets()
    vectors = {name: _vectors(embedder, rows) for name, rows in known.items()}
    for name in known:
        print(left_out(known, vectors, name), flush=True)
    if write:
        rows = [row for each in known.values() for row in each]
        model = train(rows, np.vstack(list(vectors.values())), embedder.name)
        target = Path(str(resources.files("graphs.prepare.opinion").joinpath(FILE)))
        target.write_bytes(pack(model))


def _vectors(embedder: Embedder, rows: Sequence[Row]) -> Vectors:
    return embedder.embed([authored(row["question"]) for row in rows])


if __name__ == "__main__":
    main()
