"""Train the salience heads and tell what they reach on talks they never saw.

``python -m evals.salience.train [--write]``: leave-one-session-out figures; ``--write`` also
trains on everything and replaces ``graphs/debrief/salience/heads.npz``.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.demo
from evals.salience.data import Talk, label_sentences, read_folders, read_own
from evals.salience.report import report
from graphs.debrief import salience
from graphs.debrief.salience.boundaries import measure_gaps
from graphs.debrief.salience.features import Heard, hear, matrix
from graphs.debrief.salience.heads import FILE, VECTOR_SCALE, Floats, Head, Heads, pack
from graphs.debrief.salience.selecting import Group, choose
from graphs.ports import Embedder, Vectors
from knowledge.embedding import MiniLMEmbedder

SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "sessions"
DEMO: Final = Path(str(coach.demo.__file__)).parent / "sessions"
_DIMENSIONS: Final = 384
_SEED: Final = 20261122


@dataclass(frozen=True, slots=True)
class Lesson:
    """One talk, measured and labelled."""

    talk: Talk
    heard: Heard
    rows: Vectors
    gaps: Vectors
    labels: list[str | None]
    boundaries: dict[int, bool]


def lessons(embedder: Embedder) -> list[Lesson]:
    """Every labelled talk there is: the sample, the demonstration's, our own."""
    talks = [*read_folders(SHARED), *read_folders(DEMO), *read_own()]
    return [_lesson(talk, embedder) for talk in talks]


def _lesson(talk: Talk, embedder: Embedder) -> Lesson:
    heard = hear(talk.turns, talk.brief, embedder)
    labels = label_sentences(talk, heard.sentences)
    gaps = measure_gaps(talk.turns, heard)
    return Lesson(talk, heard, matrix(heard), gaps, labels, _boundaries(labels, gaps))


def _boundaries(labels: Sequence[str | None], gaps: Vectors) -> dict[int, bool]:
    """Gaps known to lie inside a point, or to part two points.

    Between the last sentence of one point and the first of the next there is one boundary; it is
    put where the senior says most, and where the meaning turns.
    """
    known: dict[int, bool] = {}
    carrying = [at for at, label in enumerate(labels) if label is not None]
    for before, after in pairwise(carrying):
        between = range(before, after)
        if labels[before] == labels[after]:
            known.update(dict.fromkeys(between, False))
            continue
        turning = max(between, key=lambda at: _turning(gaps[at]))
        known.update({at: False for at in between if gaps[at][2]})
        known[turning] = True
    return known


def _turning(gap: Vectors) -> float:
    near_around, same_turn, words, some, many, question = gap[1:7]
    opener, continues = gap[8:10]
    senior = words + some + many + 0.5 * question
    return float(senior + opener - same_turn - 2.0 * near_around - 0.5 * continues)


def train(known: Sequence[Lesson], embedder_name: str) -> Heads:
    """Fit all heads on the given talks."""
    rows = np.vstack([each.rows for each in known])
    points = np.concatenate([[label is not None for label in each.labels] for each in known])
    gaps = np.vstack([each.gaps[list(each.boundaries)] for each in known])
    parts = np.concatenate([list(each.boundaries.values()) for each in known])
    carrying = np.vstack([each.rows[_carrying(each)] for each in known])
    return Heads(
        embedder_name,
        point=_fit(rows, points, strength=0.001),
        boundary=_fit(gaps, parts, strength=0.1, vectors=0),
        kind=_fit(carrying, _attributes(known, "kind"), strength=0.003),
        severity=_fit(carrying, _attributes(known, "severity"), strength=0.001),
    )


def _carrying(lesson: Lesson) -> list[int]:
    return [at for at, label in enumerate(lesson.labels) if label is not None]


def _attributes(known: Iterable[Lesson], name: str) -> Floats:
    values = [
        getattr({point.id: point for point in each.talk.points}[label], name)
        for each in known
        for label in each.labels
        if label is not None
    ]
    return np.array(values)


def _fit(rows: Vectors, wanted: Floats, *, strength: float, vectors: int = _DIMENSIONS) -> Head:
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scale = np.where(np.arange(rows.shape[1]) < vectors, VECTOR_SCALE, 1.0) / deviation
    model = LogisticRegression(C=strength, max_iter=2000, random_state=_SEED)
    model.fit((rows - mean) * scale, wanted)
    classes = tuple(str(value) for value in model.classes_)
    return Head(classes, mean, scale, model.coef_, model.intercept_)


def unseen(known: Sequence[Lesson], embedder_name: str) -> list[tuple[Lesson, Heads, list[Group]]]:
    """For each talk: heads trained on all others, and what they choose of it."""
    results = []
    for lesson in known:
        heads = train([other for other in known if other is not lesson], embedder_name)
        barred: list[salience.Place] = []
        groups = choose(lesson.talk.turns, lesson.heard, heads, barred=barred)
        results.append((lesson, heads, groups))
    return results


def main() -> None:
    """Print the figures; write the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    wanted = parser.parse_args()
    embedder = MiniLMEmbedder()
    known = lessons(embedder)
    report(unseen(known, embedder.name))
    if wanted.write:
        target = Path(str(salience.__file__)).parent / FILE
        np.savez_compressed(target, allow_pickle=False, **pack(train(known, embedder.name)))
        print(f"wrote {target.name}: {target.stat().st_size} bytes, {len(known)} talks")


if __name__ == "__main__":
    main()
