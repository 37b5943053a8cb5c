"""From turns to points: what the juniors reported, with the question before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np

from graphs.debrief.bullets import WORDS_A_POINT, best_bullets
from graphs.debrief.ports import DebriefContext
from graphs.debrief.rivals import with_rivals
from graphs.debrief.salience.bonds import pairs_of
from graphs.debrief.salience.features import Heard, hear, matrix
from graphs.debrief.salience.gist import gist
from graphs.debrief.salience.heads import Floats, Heads, HeadsMismatch, load_heads
from graphs.debrief.salience.selecting import MOST, wanted
from graphs.debrief.sentences import Sentence
from graphs.debrief.state import NO_TEXT, Barred, Point, Said
from graphs.debrief.stretches import BARRED, Bond, best_stretches
from guardrails.briefs.brief import Brief
from guardrails.escalation import Escalation
from guardrails.families import EscalationCategory, Kind, Severity
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText

_FEWEST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A talk as it was heard: every sentence of the juniors, and what speaks for each."""

    turns: Sequence[CleanTurn]
    brief: Brief
    heard: Heard
    heads: Heads | None
    scores: Floats

    def points(self) -> list[Point]:
        """Pick the points worth words by the trained heads, best first."""
        if not self.heard.sentences:
            return []
        stretches = picked(self.heads, self.heard, self.turns, self.scores)
        labels = [labels_of(self.heads, self.heard, each, self.brief) for each in stretches]
        return self.of(zip(stretches, labels, strict=True))

    def of(self, picks: Iterable[tuple[Sequence[int], tuple[Kind, Severity]]]) -> list[Point]:
        """Make points of sentence numbers, best first in each, with their kind and severity."""
        points = [
            Point(
                said=[_said(self.heard.sentences[at], self.scores[at]) for at in members],
                question=_question(self.heard, members, self.turns),
                score=float(np.mean([self.scores[at] for at in members])),
                kind=kind,
                severity=severity,
            )
            for members, (kind, severity) in picks
        ]
        return with_rivals(points, self.turns)

    def without(self, barred: Sequence[Barred]) -> "Reading":
        """The same with more places out of reach."""
        scores = self.scores.copy()
        bar(scores, self.heard.sentences, barred)
        return replace(self, scores=scores)

    def told(self, numbers: Sequence[int], category: EscalationCategory) -> list[Escalation]:
        """Say where sentences stand: one place a turn, the turn of the first number first."""
        spans: dict[int, tuple[int, int]] = {}
        for each in (self.heard.sentences[at] for at in numbers):
            start, end = spans.get(each.turn, (each.start, each.end))
            spans[each.turn] = (min(start, each.start), max(end, each.end))
        return [Escalation(category, turn, *span) for turn, span in spans.items()]

    def open(self) -> dict[int, Sentence]:
        """The sentences that may be used, by number."""
        numbered = enumerate(self.heard.sentences)
        return {at: sentence for at, sentence in numbered if self.scores[at] > BARRED}


def read_talk(
    turns: Sequence[CleanTurn],
    barred: Sequence[Barred],
    context: DebriefContext,
    heads: Heads | None = None,
) -> Reading:
    """Hear what the juniors said; what is barred is out of reach.

    ``heads`` other than the shipped ones are for measuring on talks that taught the shipped ones.
    """
    heard = hear(turns, context.brief, context.embedder)
    if not heard.sentences:
        return Reading(turns, context.brief, heard, None, np.zeros(0))
    heads = heads or _heads_for(context)
    scores = scores_of(heads, heard) if heads else _nearness(heard, context)
    bar(scores, heard.sentences, barred)
    return Reading(turns, context.brief, heard, heads, scores)


def picked(
    heads: Heads | None, heard: Heard, turns: Sequence[CleanTurn], scores: Floats
) -> list[list[int]]:
    """The sentences of each point, best first: windows of a talk, bullets of notes."""
    if heads is None:
        return best_stretches(scores, wanted(turns), None, MOST)
    bond = bond_of(heads, heard, turns)
    if any(turn.role != "junior" for turn in turns):
        return best_stretches(scores, wanted(turns), bond, MOST)
    aside = heads.aside.logits(matrix(heard))[:, 0]
    telling = np.where(scores > BARRED, scores - aside, BARRED)
    words = sum(each.words for each in heard.sentences)
    bullets = [each.turn for each in heard.sentences]
    return best_bullets(telling, bullets, bond, MOST, fewest=words // WORDS_A_POINT)


def _heads_for(context: DebriefContext) -> Heads | None:
    """The shipped heads; None for another embedder than the one they were trained with."""
    try:
        return load_heads(context.embedder.name)
    except HeadsMismatch:
        return None


def scores_of(heads: Heads, heard: Heard) -> Floats:
    """Log-odds that each sentence carries a point."""
    return np.array(heads.point.logits(matrix(heard))[:, 0])


def bond_of(heads: Heads, heard: Heard, turns: Sequence[CleanTurn]) -> Bond:
    """Log-odds that two sentences tell the same point; out of reach they never do."""
    pairs, rows = pairs_of(heard, turns)
    odds = dict(zip(pairs, heads.bond.logits(rows)[:, 0] if pairs else (), strict=True))
    return lambda one, other: float(odds.get((min(one, other), max(one, other)), BARRED))


def labels_of(
    heads: Heads | None, heard: Heard, members: Sequence[int], brief: Brief
) -> tuple[Kind, Severity]:
    """Kind and severity of the sentences taken together."""
    if heads is None:
        return "friction", "medium"
    row = gist(heard, members, brief.family)
    return cast("Kind", heads.kind.best(row)[0]), cast("Severity", heads.severity.best(row)[0])


def _nearness(heard: Heard, context: DebriefContext) -> Floats:
    """Cosine with what the brief asks, where no heads fit: mostly the nearest line, then all."""
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
