"""Train the ear for disclosures and tell what it hears in lines and talks it never saw.

``python -m evals.escalation.train [--write]``: figures over five folds (lines by file, talks by
session; no gold disclosure of a talk is ever learned from); ``--write`` then trains on everything
harmless and every line and replaces ``guardrails/escalation/ear.npz``.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import guardrails.escalation
from evals.salience.data import Talk, read_folders, read_own
from evals.salience.train import BLIND, DEMO, SHARED
from guardrails.escalation.ear import FILE, HARMLESS, SURE, Ear
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, authored, derived
from guardrails.transcript.pieces import cut
from knowledge.embedding import MiniLMEmbedder, Vectors

_ROOM: Final = Path(str(guardrails.escalation.__file__)).parent
_LINES: Final = Path(__file__).parent / "lines"
_FOLDS: Final = 5
_PENALTY: Final = 10.0
_MOST_PIECES: Final = 2
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Vectors with labels; ``fold`` keeps what belongs together together; ``talk`` -1 for lines.

    ``near`` marks windows of a talk's own disclosure, which are tried but never learned from.
    """

    vectors: Vectors
    labels: Array
    fold: Array
    talk: Array
    near: Array


def lessons(embedder: MiniLMEmbedder) -> Lessons:
    """Our lines, the examples of the rules, and every labelled talk."""
    texts: list[CleanText] = []
    rows: list[tuple[str, int, int, bool]] = []
    for number, file in enumerate(sorted(_LINES.glob("*.tsv"))):
        for line in file.read_text("utf-8").splitlines():
            label, text = line.split("\t", 1)
            texts.append(authored(text))
            rows.append((label, number % _FOLDS, -1, False))
    examples: dict[str, list[str]] = yaml.safe_load((_ROOM / "examples.yaml").read_text("utf-8"))
    for label, said in examples.items():
        texts += [authored(text) for text in said]
        rows += [(HARMLESS if label == "harmless" else label, -1, -1, False) for _ in said]
    talks = [*read_folders(SHARED), *read_folders(BLIND), *read_folders(DEMO), *read_own()]
    for number, talk in enumerate(talks):
        for text, near in _windows(talk):
            texts.append(text)
            rows.append((HARMLESS, number % _FOLDS, number, near))
    labels, fold, said_in, near_one = (np.array(column) for column in zip(*rows, strict=True))
    return Lessons(embedder.embed(texts), labels, fold, said_in, near_one)


def _windows(talk: Talk) -> list[tuple[CleanText, bool]]:
    """One and two neighbouring pieces of a junior's turns, as the finder cuts them."""
    found = []
    for turn in talk.turns:
        pieces = cut(turn.text) if turn.role != "senior" else []
        for size in range(1, _MOST_PIECES + 1):
            for at in range(len(pieces) - size + 1):
                start, end = pieces[at][0], pieces[at + size - 1][-1]
                near = any(
                    p[0] == turn.index and start < p[2] and end > p[1] for p in talk.escalations
                )
                found.append((readable(derived(turn.text[start:end])), near))
    return found


def fit(known: Lessons, rows: Array) -> Ear:
    """Train on ``rows``, leaving out every talk's own disclosures."""
    kept = rows & ~known.near
    model = LogisticRegression(C=_PENALTY, max_iter=2000)
    model.fit(known.vectors[kept], known.labels[kept])
    classes = tuple(str(name) for name in model.classes_)
    return Ear(classes, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def report(known: Lessons) -> str:
    """What it hears out of fold, alone, at the shipped threshold."""
    chances = np.zeros(len(known.labels))
    for fold in range(_FOLDS):
        held = known.fold == fold
        heard = fit(known, ~held).listen(known.vectors[held])
        chances[held] = [chance for _, chance in heard]
    sure, line = chances > SURE, (known.talk < 0) & (known.fold >= 0)
    grave = known.labels != HARMLESS
    calm = (known.talk >= 0) & ~known.near
    alarms = {int(talk) for talk in known.talk[calm & sure]}
    found = {int(talk) for talk in known.talk[known.near & sure]}
    lines = (
        f"lines: {int((line & grave & sure).sum())} of {int((line & grave).sum())} disclosures"
        f" heard, {int((line & ~grave & sure).sum())} of {int((line & ~grave).sum())} harmless"
    )
    talks = (
        f"talks: {len(found)} of {len(set(known.talk[known.near].tolist()))} with a disclosure"
        f" heard; {int((calm & sure).sum())} of {int(calm.sum())} other windows in"
        f" {len(alarms)} of {len(set(known.talk[calm].tolist()))} talks"
    )
    return f"{lines}\n{talks}"


def main() -> None:
    """Print the figures; with ``--write`` replace the weights too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    known = lessons(MiniLMEmbedder())
    print(report(known))
    if parser.parse_args().write:
        ear = fit(known, np.ones(len(known.labels), dtype=bool))
        np.savez_compressed(
            _ROOM / FILE,
            allow_pickle=False,
            classes=np.array(ear.classes),
            weights=ear.weights.astype(np.float16),
            bias=ear.bias.astype(np.float16),
        )


if __name__ == "__main__":
    main()
