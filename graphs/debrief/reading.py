"""From turns to points: what the juniors reported, with the question before it."""

from collections.abc import Callable, Sequence
from typing import Final, cast

import numpy as np

from graphs.debrief.ports import DebriefContext
from graphs.debrief.rivals import with_rivals
from graphs.debrief.salience.features import Heard, hear, matrix
from graphs.debrief.salience.heads import Floats, HeadsMismatch, load_heads
from graphs.debrief.salience.selecting import wanted
from graphs.debrief.sentences import Sentence
from graphs.debrief.state import NO_TEXT, Barred, Point, Said
from graphs.debrief.stretches import BARRED, best_stretches
from guardrails.families import Kind, Severity
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

_FEWEST_WORDS: Final = 4


def points_of(
    turns: Sequence[CleanTurn], barred: Sequence[Barred], context: DebriefContext
) -> list[Point]:
    """Pick the points worth words from what the juniors said, best first."""
    heard = hear(turns, context.brief, context.embedder)
    if not heard.sentences:
        return []
    scores, labels = _judged(heard, context)
    bar(scores, heard.sentences, barred)
    stretches = best_stretches(scores, wanted(turns))
    points = [
        Point(
            said=[_said(heard.sentences[at], scores[at]) for at in members],
            question=_question(heard, members, turns),
            score=float(np.mean([scores[at] for at in members])),
            kind=kind,
            severity=severity,
        )
        for members, (kind, severity) in ((each, labels(each)) for each in stretches)
    ]
    return with_rivals(points, turns)


Labels = Callable[[Sequence[int]], tuple[Kind, Severity]]


def _judged(heard: Heard, context: DebriefContext) -> tuple[Floats, Labels]:
    """Score every sentence; another embedder than the trained one leaves nearness to the brief."""
    try:
        heads = load_heads(context.embedder.name)
    except HeadsMismatch:
        return _nearness(heard, context), lambda _members: ("friction", "medium")
    rows = matrix(heard)

    def labels(members: Sequence[int]) -> tuple[Kind, Severity]:
        point = rows[list(members)].mean(axis=0, keepdims=True)  # as the heads were trained
        return (
            cast("Kind", heads.kind.best(point)[0]),
            cast("Severity", heads.severity.best(point)[0]),
        )

    return np.array(heads.point.logits(rows)[:, 0]), labels


def _nearness(heard: Heard, context: DebriefContext) -> Floats:
    """Cosine with what the brief asks: mostly the nearest line, then all lines together."""
    brief, embedder = context.brief, context.embedder
    lines = [brief.decision, *brief.what_would_change_it, *brief.options]
    said = embedder.embed([sentence.text for sentence in heard.sentences])
    cosines = (said @ embedder.embed(lines).T).astype(np.float64)
    near: Floats = 0.6 * cosines.max(axis=1) + 0.4 * cosines.mean(axis=1)
    return near


def bar(scores: Floats, sentences: Sequence[Sentence], barred: Sequence[Barred]) -> None:
    """Put what must not be used out of reach."""
    for at, sentence in enumerate(sentences):
        if sentence.words < _FEWEST_WORDS or any(_meets(place, sentence) for place in barred):
            scores[at] = BARRED


def _meets(place: Barred, sentence: Sentence) -> bool:
    same = place.turn == sentence.turn
    return same and place.start < sentence.end and sentence.start < place.end


def _said(sentence: Sentence, score: float) -> Said:
    return Said(sentence.turn, sentence.start, sentence.end, sentence.text, float(score))


def _question(heard: Heard, members: Sequence[int], turns: Sequence[CleanTurn]) -> CleanText:
    """The turn that the first sentence of a stretch answers, empty when none does."""
    asked = heard.questions[min(members)]
    return next((turn.text for turn in turns if turn.index == asked), NO_TEXT)
