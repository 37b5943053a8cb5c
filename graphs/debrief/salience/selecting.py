"""Which points are worth words: the best sentences, grouped where they make one point."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from graphs.debrief.salience.boundaries import measure_gaps
from graphs.debrief.salience.features import Heard, hear, matrix
from graphs.debrief.salience.heads import Floats, Heads, load_heads
from graphs.debrief.sentences import Sentence
from graphs.ports import Embedder
from guardrails.briefs.brief import Brief
from guardrails.families import Kind, Severity
from guardrails.scrub.results import CleanTurn

EVIDENCE: Final = 4
"""Most sentences of a group."""
FEWEST, MOST = 5, 14
_TOGETHER: Final = 0.35  # sentences are one point while the chance of no boundary is above this
_REACH: Final = 10
_WEAKER: Final = 1.5  # log-odds below the best sentence of the group
_BARRED: Final = -50.0
_FEWEST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that make one point, in the order they were said; ``best`` leads them.

    ``score`` is the log-odds that a careful analyst would publish the point. ``question`` is the
    senior's turn it answers, -1 when none. ``kind`` and ``severity`` are trained guesses.
    """

    sentences: tuple[Sentence, ...]
    best: Sentence
    score: float
    question: int
    kind: Kind
    severity: Severity


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a turn that must not become an insight, whatever its score."""

    turn: int
    start: int
    end: int


def select(
    turns: Sequence[CleanTurn],
    brief: Brief,
    embedder: Embedder,
    *,
    barred: Sequence[Place] = (),
    most: int = MOST,
) -> list[Group]:
    """The points of a talk, best first: 5 to ``most``, fewer when little was said.

    ``barred`` places (escalations, instructions to the tool, the senior's views in notes) are
    passed over; what stands beside them in the same turn is not.

    Raises:
        HeadsMismatch: when the weights belong to another embedder.
    """
    heard = hear(turns, brief, embedder)
    return choose(turns, heard, load_heads(embedder.name), barred=barred, most=most)


def choose(
    turns: Sequence[CleanTurn],
    heard: Heard,
    heads: Heads,
    *,
    barred: Sequence[Place] = (),
    most: int = MOST,
) -> list[Group]:
    """:func:`select` for what was already measured, with heads of one's own."""
    if not heard.sentences:
        return []
    rows = matrix(heard)
    scores = heads.point.logits(rows)[:, 0]
    scores = np.where([_is_barred(s, barred) for s in heard.sentences], _BARRED, scores)
    apart = _sigmoid(heads.boundary.logits(measure_gaps(turns, heard))[:, 0])
    chosen = _grow(scores, apart, min(most, wanted(turns)))
    kinds, severities = heads.kind.best(rows), heads.severity.best(rows)
    return [_group(heard, scores, members, kinds, severities) for members in chosen]


def wanted(turns: Sequence[CleanTurn]) -> int:
    """How many points a talk is worth: 7 for a page of notes, 10 for half an hour, 13 for one."""
    words = sum(len(turn.text.split()) for turn in turns)
    return max(FEWEST, min(MOST, round(9.5 + 1.7 * math.log2(max(words, 150) / 1900))))


def _grow(scores: Floats, apart: Floats, count: int) -> list[list[int]]:
    """Take the best free sentence, then its neighbours up to the likely boundaries; repeat."""
    joined = np.concatenate([[0.0], np.cumsum(np.log(np.clip(1.0 - apart, 1e-4, 1.0)))])
    free = scores > _BARRED
    groups: list[list[int]] = []
    for seed in np.argsort(-scores):
        if len(groups) == count or not free.any():
            break
        if not free[seed]:
            continue
        low, high = max(0, seed - _REACH), min(len(scores), seed + _REACH + 1)
        near = [
            at
            for at in range(low, high)
            if free[at] and math.exp(-abs(joined[at] - joined[seed])) > _TOGETHER
        ]
        strong = [at for at in near if scores[at] > scores[seed] - _WEAKER]
        groups.append(sorted(sorted(strong, key=lambda at: -scores[at])[:EVIDENCE]))
        free[near] = False
    return groups


def _group(
    heard: Heard,
    scores: Floats,
    members: Sequence[int],
    kinds: Sequence[str],
    severities: Sequence[str],
) -> Group:
    best = max(members, key=lambda at: float(scores[at]))
    return Group(
        tuple(heard.sentences[at] for at in members),
        heard.sentences[best],
        float(scores[best]),
        heard.questions[best],
        cast("Kind", kinds[best]),
        cast("Severity", severities[best]),
    )


def _is_barred(sentence: Sentence, barred: Sequence[Place]) -> bool:
    return sentence.words < _FEWEST_WORDS or any(
        place.turn == sentence.turn and place.start < sentence.end and sentence.start < place.end
        for place in barred
    )


def _sigmoid(values: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-values))
    return result
