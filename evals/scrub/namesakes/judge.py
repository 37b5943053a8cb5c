"""Trains the judge of namesakes: ``python -m evals.scrub.namesakes.judge [--write]``.

It learns from all labelled sessions as a recognizer would write them, after the reader (which
never saw them) has read them, and prints what it reaches on sessions it never saw itself, beside
what the rules without it do.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import coach.silence  # noqa: F401 - keeps the recognizers' runtime quiet
import guardrails.scrub
from coach.sentences import sentence_model
from evals.scrub.corpora import Labelled, as_recognised, sessions
from evals.scrub.namesakes.rows import SHARED
from guardrails.scrub.classifier import name_network
from guardrails.scrub.detect import Detector, Evidence
from guardrails.scrub.features import candidates_of
from guardrails.scrub.namesakes import NAME, WORD, Mention, Place, columns, mentions_of
from guardrails.scrub.options import ALL_LAYERS, ScrubOptions
from guardrails.scrub.spans import of_piece
from guardrails.scrub.talk import Talk, piece_of

_TALKS: Final = Path(__file__).resolve().parents[2] / "debrief"
_FILE: Final = Path(str(guardrails.scrub.__file__)).parent / "data" / "namesakes_judge.json"
_PENALTY, _FOLDS, _DIGITS = 0.3, 8, 4
Floats = npt.NDArray[np.float64]


class Lesson:
    """One session: a row a word that may be a name or a word, the truth, and the rules' verdict."""

    def __init__(self, document: Labelled, detector: Detector) -> None:
        talk = Talk([piece_of(n, text) for n, text in enumerate(document.pieces)])
        evidence = detector.gather(talk, document.roster, sorted(set(document.labels) - {""}))
        mentions = _mentions(evidence, detector)
        self.rows, places = columns(list(mentions.values())), list(mentions)
        self.truth = np.array([_is_person(document, talk, *place) for place in places], dtype=bool)
        ruled = detector.decide(evidence, ALL_LAYERS - {"namesakes"})
        by_piece = {n: of_piece(ruled, n) for n in range(len(document.pieces))}
        words = [(piece, talk.pieces[piece].words[place]) for piece, place in places]
        self.ruled = np.array(
            [any(h.start < w.end and w.start < h.end for h in by_piece[n]) for n, w in words],
            dtype=bool,
        )


def _mentions(evidence: Evidence, detector: Detector) -> dict[Place, Mention]:
    lexicon = detector.load().lexicon
    candidates, rows = candidates_of(evidence.talk, evidence.hits, lexicon)
    if evidence.senses is None:
        return {}
    known = {word for name in evidence.names for word in name.lower().split()}
    return mentions_of(candidates, name_network().chances(rows), evidence.senses, lexicon, known)


def _is_person(document: Labelled, talk: Talk, piece: int, place: int) -> bool:
    word = talk.pieces[piece].words[place]
    start, end = talk.pieces[piece].folded.span(word.start, word.end)
    return any(
        g.piece == piece and g.type == "PERSON" and start < g.end and g.start < end
        for g in document.gold
    )


def lessons() -> Iterator[Lesson]:
    """Yield every labelled session that has such words, without its capitals."""
    detector = Detector(ScrubOptions(check_language=False), model=sentence_model())
    for document in (*sessions(SHARED), *sessions(_TALKS)):
        lesson = Lesson(as_recognised(document) if document.cased else document, detector)
        if len(lesson.truth):
            yield lesson


def fit(known: list[Lesson]) -> tuple[Floats, float]:
    """Return weights and bias for plain columns."""
    rows = np.vstack([each.rows for each in known])
    truth = np.concatenate([each.truth for each in known])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=_PENALTY, max_iter=2000).fit((rows - mean) / scale, truth)
    weights: Floats = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)


def main() -> None:
    """Print the figures, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    every = list(lessons())
    odds = [np.zeros(0)] * len(every)
    for fold in range(_FOLDS):
        weights, bias = fit([each for n, each in enumerate(every) if n % _FOLDS != fold])
        for n in range(fold, len(every), _FOLDS):
            odds[n] = every[n].rows @ weights + bias
    truth = np.concatenate([each.truth for each in every])
    chances = 1 / (1 + np.exp(-np.concatenate(odds)))
    ruled = np.concatenate([each.ruled for each in every])
    joined = (chances >= NAME) | (ruled & (chances >= WORD))
    for name, found in (("rules alone", ruled), ("with the judge, not seen", joined)):
        print(
            f"{name:26} {int((found & truth).sum())} of {int(truth.sum())} names,"
            f" {int((found & ~truth).sum())} of {int((~truth).sum())} plain words"
        )
    if given.write:
        weights, bias = fit(every)
        told = {
            "weights": [round(float(w), _DIGITS) for w in weights],
            "bias": [round(bias, _DIGITS)],
        }
        _FILE.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
