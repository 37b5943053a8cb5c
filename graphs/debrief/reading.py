"""From turns to points: what the juniors reported, with the question before it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphs.debrief.ports import DebriefContext
from graphs.debrief.sentences import Sentence, is_filler, split_turns
from graphs.debrief.state import NO_TEXT, Diverted, LeftOut, Point, Said
from graphs.ports import Embedder, Vectors
from guardrails.briefs.brief import Brief
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

QUOTES: Final = 4
_BEFORE, _AFTER, _RADIUS = 2, 3, 6
_FEWEST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """Points in falling order of worth, and what was deliberately passed over."""

    points: list[Point]
    left_out: list[LeftOut]


def points_of(
    turns: Sequence[CleanTurn],
    escalations: Sequence[Diverted],
    left_out: Sequence[LeftOut],
    context: DebriefContext,
) -> Reading:
    """Pick the points worth words from what the juniors said."""
    barred = {found.turn for found in escalations} | {found.turn for found in left_out}
    speakers = {turn.index: turn for turn in turns}
    said = [
        sentence
        for sentence in split_turns(turns)
        if speakers[sentence.turn].role == "junior"
        and sentence.turn not in barred
        and sentence.words >= _FEWEST_WORDS
        and "?" not in sentence.text
        and not is_filler(sentence.text)
    ]
    if not said:
        return Reading([], [])
    scores = nearness([each.text for each in said], context.brief, context.embedder)
    words = sum(len(turn.text.split()) for turn in turns)
    return Reading(_blocks(said, scores, wanted(words), turns), [])


def wanted(words: int) -> int:
    """How many points a talk of so many words is worth: 7 for a page of notes, 12 for an hour."""
    return round(7 + 1.35 * math.log2(max(words, 330) / 660))


def nearness(texts: Sequence[CleanText], brief: Brief, embedder: Embedder) -> Vectors:
    """Cosine of each text with what the brief asks: its nearest line, and all lines together."""
    metrics = [metric.name for metric in brief.metrics]
    lines = [brief.decision, *brief.what_would_change_it, *brief.options, *metrics]
    cosines = embedder.embed(texts) @ embedder.embed(lines).T
    result: Vectors = 0.6 * cosines.max(axis=1) + 0.4 * cosines.mean(axis=1)
    return result


def _blocks(
    said: Sequence[Sentence], scores: Vectors, count: int, turns: Sequence[CleanTurn]
) -> list[Point]:
    """Take the best stretches of talk that lie apart, and the best sentences of each."""
    stretches = [slice(max(0, at - _BEFORE), at + _AFTER + 1) for at in range(len(said))]
    worth = np.array([scores[stretch].mean() for stretch in stretches])
    taken: list[int] = []
    for at in np.argsort(-worth):
        if len(taken) < count and all(abs(int(at) - other) >= _RADIUS for other in taken):
            taken.append(int(at))
    return [_point(said, scores, stretches[at], float(worth[at]), turns) for at in taken]


def _point(
    said: Sequence[Sentence],
    scores: Vectors,
    stretch: slice,
    worth: float,
    turns: Sequence[CleanTurn],
) -> Point:
    indices = range(*stretch.indices(len(said)))
    best = sorted(indices, key=lambda at: -float(scores[at]))[:QUOTES]
    picked = [
        Said(said[at].turn, said[at].start, said[at].end, said[at].text, float(scores[at]))
        for at in best
    ]
    return Point(picked, question_before(min(each.turn for each in picked), turns), worth)


def question_before(turn: int, turns: Sequence[CleanTurn]) -> CleanText:
    """What somebody else said last before a turn: usually the senior's question."""
    before = [each for each in turns if each.index < turn and each.role != "junior"]
    return before[-1].text if before else NO_TEXT
