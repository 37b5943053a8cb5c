"""The figures of a leave-one-session-out run, one line a talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from evals.salience.data import Point, Talk
from graphs.debrief.salience.heads import Floats
from graphs.debrief.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Result:
    """One unseen talk: the truth and the score of each sentence, and the stretches chosen.

    ``carried`` names for each sentence of each stretch the point it was marked for.
    """

    talk: Talk
    truth: list[bool]
    scores: Floats
    stretches: list[list[Sentence]]
    kinds: list[str]
    severities: list[str]
    carried: list[list[str | None]]


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """Gold found, precision of picks and AUC for each talk, and over all; ``report`` is text."""
    lines = [f"{'talk':30} found   picks right repeat   AUC"]
    counts, aucs = [], []
    for each in results:
        found, right, repeated = score(each.talk, each.stretches)
        aucs.append(float(roc_auc_score(each.truth, each.scores)))
        counts.append((found, len(each.talk.points), len(each.stretches), right, repeated))
        lines.append(
            f"{each.talk.name[:30]:30} {found:2}/{len(each.talk.points):2}  "
            f"{len(each.stretches):5} {right:5} {repeated:6} {aucs[-1]:7.3f}"
        )
    found, points, picks, right, repeated = (int(n) for n in np.sum(counts, axis=0))
    measured = {
        "talks": len(results),
        "found": round(found / points, 3),
        "precision": round(right / picks, 3),
        "precision_without_repeats": round((right - repeated) / picks, 3),
        "two_points_in_one": sum(len({*each} - {None}) > 1 for r in results for each in r.carried),
        "auc": round(float(np.mean(aucs)), 3),
        "kind": _agreement(results, "kind"),
        "severity": _agreement(results, "severity"),
    }
    lines += [f"{name}: {value}" for name, value in measured.items()]
    return {**measured, "report": "\n".join(lines)}


def score(talk: Talk, stretches: Sequence[Sequence[Sentence]]) -> tuple[int, int, int]:
    """Gold points found, picks that find any, and picks that only find what was found before."""
    found: set[str] = set()
    right = repeated = 0
    for stretch in stretches:
        hit = {point.id for point in hits(talk, stretch)}
        right += bool(hit)
        repeated += bool(hit) and hit <= found
        found |= hit
    return len(found), right, repeated


def hits(talk: Talk, stretch: Sequence[Sentence]) -> list[Point]:
    """The points whose every keyword group has a word in the sentences of the stretch."""
    text = " ".join(sentence.text for sentence in stretch).lower()
    return [
        point
        for point in talk.points
        if all(any(word.lower() in text for word in words) for words in point.keywords)
    ]


def _agreement(results: Sequence[Result], name: str) -> float:
    same = [
        getattr(point, name) == guess
        for each in results
        for stretch, guess in zip(
            each.stretches, each.kinds if name == "kind" else each.severities, strict=True
        )
        for point in hits(each.talk, stretch)
    ]
    return round(float(np.mean(same)), 3)
