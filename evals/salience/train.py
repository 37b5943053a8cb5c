"""Train the salience heads and tell what they reach on talks they never saw.

``python -m evals.salience.train [--write]``: leave-one-session-out figures; ``--write`` also
trains on everything and replaces ``graphs/debrief/salience/heads.npz``.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.demo
from coach.sentences import sentence_model
from evals.salience.data import Point, Talk, label_sentences, read_folders, read_own, touches
from evals.salience.report import Result, figures
from graphs.debrief import salience
from graphs.debrief.forking import fork_off
from graphs.debrief.reading import bar, labels_of, picked, scores_of
from graphs.debrief.salience.bonds import Pair, pairs_of
from graphs.debrief.salience.features import Heard, hear, matrix
from graphs.debrief.salience.gist import gist
from graphs.debrief.salience.heads import FILE, Floats, Head, Heads, pack
from graphs.ports import Embedder, Vectors
from knowledge.embedding import DIMENSIONS, MiniLMEmbedder

SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "sessions"
BLIND: Final = Path(__file__).resolve().parents[1] / "debrief" / "sessions"
"""Written by people who had not read our code; first measured, then learned from."""
DEMO: Final = Path(str(coach.demo.__file__)).parent / "sessions"
_SEED: Final = 20261122


@dataclass(frozen=True, slots=True)
class Lesson:
    """One talk, measured and labelled."""

    talk: Talk
    heard: Heard
    rows: Vectors
    labels: list[str | None]
    pairs: list[Pair]
    pair_rows: Vectors


def lessons(embedder: Embedder, sample: Path = SHARED) -> list[Lesson]:
    """Every labelled talk there is: the sample, the blind writers', the demonstration's, ours."""
    talks = [*read_folders(sample), *read_folders(BLIND), *read_folders(DEMO), *read_own()]
    return [_lesson(talk, embedder) for talk in talks]


def _lesson(talk: Talk, embedder: Embedder) -> Lesson:
    heard = hear(talk.turns, talk.brief, embedder)
    labels = label_sentences(talk, heard.sentences)
    return Lesson(talk, heard, matrix(heard), labels, *pairs_of(heard, talk.turns))


def train(known: Sequence[Lesson], embedder_name: str) -> Heads:
    """Fit all heads on the given talks; strengths and scales were chosen leave-one-session-out."""
    rows = np.vstack([each.rows for each in known])
    carries = np.concatenate([[label is not None for label in each.labels] for each in known])
    pooled = np.vstack([row for each in known for _, row in _by_point(each)])
    points = [point for each in known for point, _ in _by_point(each)]
    kinds, severities = [p.kind for p in points], [p.severity for p in points]
    return Heads(
        embedder_name,
        point=_fit(rows, carries, Taste(0.001, 0.3)),
        bond=_fit(*_bonds(known), Taste(0.3)),
        aside=_fit(*_asides(known), Taste(0.003, 0.3)),
        kind=_fit(pooled, kinds, Taste(0.3, level=False)),
        severity=_fit(pooled, severities, Taste(0.03, level=False)),
    )


def _by_point(lesson: Lesson) -> Iterator[tuple[Point, Vectors]]:
    """Each point with what the sentences that carry it say together."""
    for point in lesson.talk.points:
        members = [at for at, label in enumerate(lesson.labels) if label == point.id]
        if members:
            yield point, gist(lesson.heard, members, lesson.talk.brief.family)


def _bonds(known: Sequence[Lesson]) -> tuple[Vectors, list[bool]]:
    """Pairs of which one sentence at least carries a point, and whether they carry the same."""
    rows: list[Vectors] = []
    same: list[bool] = []
    for each in known:
        for (one, other), row in zip(each.pairs, each.pair_rows, strict=True):
            first, second = each.labels[one], each.labels[other]
            if first is not None or second is not None:
                rows.append(row)
                same.append(first == second)
    return np.array(rows), same


def _asides(known: Sequence[Lesson]) -> tuple[Vectors, list[bool]]:
    """Sentences that must not be published against those that carry a point."""
    rows: list[Vectors] = []
    asides: list[bool] = []
    for each in known:
        places = [*each.talk.others, *each.talk.escalations]
        for sentence, label, row in zip(each.heard.sentences, each.labels, each.rows, strict=True):
            if label is not None or touches(places, sentence):
                rows.append(row)
                asides.append(label is None)
    return np.array(rows), asides


@dataclass(frozen=True, slots=True)
class Taste:
    """How a head is fitted: inverse penalty, weight of the 384 vector columns.

    ``level`` brings all columns to one scale; without it they keep the scale they were made in.
    """

    strength: float
    vectors: float = 1.0
    level: bool = True


def _fit(rows: Vectors, wanted: Sequence[object] | Floats, taste: Taste) -> Head:
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    columns = np.arange(rows.shape[1])
    weight = np.where(columns < DIMENSIONS, taste.vectors, 1.0)
    scale = weight / deviation if taste.level else np.ones_like(deviation)
    model = LogisticRegression(
        C=taste.strength,
        max_iter=2000,
        random_state=_SEED,
    )
    model.fit((rows - mean) * scale, wanted)
    classes = tuple(str(value) for value in model.classes_)
    return Head(classes, mean, scale, model.coef_, model.intercept_)


def unseen(known: Sequence[Lesson], embedder: Embedder) -> list[Result]:
    """For each talk: what heads trained on all others choose of it, the way the product does."""
    return [_unseen(lesson, known, embedder) for lesson in known]


def _unseen(lesson: Lesson, known: Sequence[Lesson], embedder: Embedder) -> Result:
    heads = train([other for other in known if other is not lesson], embedder.name)
    plain = scores_of(heads, lesson.heard)
    _, barred = fork_off(lesson.talk.turns, embedder, lesson.talk.seniors, sentence_model())
    scores = plain.copy()
    bar(scores, lesson.heard.sentences, barred)
    stretches = picked(heads, lesson.heard, lesson.talk.turns, scores)
    labels = [labels_of(heads, lesson.heard, members, lesson.talk.brief) for members in stretches]
    return Result(
        lesson.talk,
        [label is not None for label in lesson.labels],
        plain,
        [[lesson.heard.sentences[at] for at in members] for members in stretches],
        [kind for kind, _ in labels],
        [severity for _, severity in labels],
        [[lesson.labels[at] for at in members] for members in stretches],
    )


def main() -> None:
    """Print the figures; write the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    wanted = parser.parse_args()
    embedder = MiniLMEmbedder()
    known = lessons(embedder)
    print(figures(unseen(known, embedder))["report"])
    if wanted.write:
        target = Path(str(salience.__file__)).parent / FILE
        np.savez_compressed(target, allow_pickle=False, **pack(train(known, embedder.name)))
        print(f"wrote {target.name}: {target.stat().st_size} bytes, {len(known)} talks")


if __name__ == "__main__":
    main()
