"""Points of a talk: grouped where they make one point, never from what is barred."""

from pathlib import Path

import numpy as np
import pytest

from evals.salience.data import read_folders, read_own
from evals.salience.report import score
from graphs.debrief.salience import HeadsMismatch, Place, select
from graphs.debrief.salience.heads import load_heads
from knowledge.embedding import MiniLMEmbedder

SESSIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sessions"
EMBEDDER = MiniLMEmbedder()
TALK = next(talk for talk in read_folders(SESSIONS) if talk.name.startswith("10"))


def test_points_come_from_juniors_only_best_first_without_overlap() -> None:
    groups = select(TALK.turns, TALK.brief, EMBEDDER)
    assert 5 <= len(groups) <= 14
    used = [(s.turn, s.start) for group in groups for s in group.sentences]
    assert len(used) == len(set(used))
    assert all(TALK.turns[turn].role == "junior" for turn, _ in used)
    assert all(group.best in group.sentences for group in groups)
    assert groups[0].score == max(group.score for group in groups)


def test_most_points_of_a_known_talk_are_found() -> None:
    found, right, _ = score(TALK, groups := select(TALK.turns, TALK.brief, EMBEDDER))
    assert found >= 0.7 * len(TALK.points)
    assert right >= 0.7 * len(groups)


def test_a_barred_place_is_passed_over() -> None:
    first = select(TALK.turns, TALK.brief, EMBEDDER)[0].best
    barred = [Place(first.turn, first.start, first.end)]
    again = select(TALK.turns, TALK.brief, EMBEDDER, barred=barred)
    assert first not in [sentence for group in again for sentence in group.sentences]


def test_nothing_said_gives_no_points() -> None:
    seniors = [turn for turn in TALK.turns if turn.role == "senior"]
    assert select(seniors, TALK.brief, EMBEDDER) == []


def test_weights_refuse_another_embedder() -> None:
    with pytest.raises(HeadsMismatch):
        load_heads("another-model")


def test_shipped_weights_are_small_and_finite() -> None:
    heads = load_heads(EMBEDDER.name)
    for head in (heads.point, heads.boundary, heads.kind, heads.severity):
        assert np.isfinite(head.weights).all()
    assert (
        set(heads.severity.classes) == {"low", "medium", "high"} or len(heads.severity.classes) > 1
    )


def test_our_own_talks_are_marked_soundly() -> None:
    for talk in read_own():
        assert len(talk.points) >= 5, talk.name
        for point in talk.points:
            said = " ".join(talk.turns[t].text[a:b] for t, a, b in point.said).lower()
            assert all(any(w in said for w in group) for group in point.keywords), point.id
