"""The shipped heads: small, finite, true to their embedder; and points that they find."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from evals.salience.data import read_folders, read_own
from evals.salience.report import score
from graphs.debrief.salience.features import feature_names, hear, matrix
from graphs.debrief.salience.heads import HeadsMismatch, load_heads, pack, unpack
from graphs.debrief.salience.selecting import wanted
from graphs.debrief.stretches import best_stretches
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText
from knowledge.embedding import DIMENSIONS, MiniLMEmbedder

SESSIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sessions"
EMBEDDER = MiniLMEmbedder()
HEADS = load_heads(EMBEDDER.name)
TALK = next(talk for talk in read_folders(SESSIONS) if talk.name.startswith("10"))


def test_most_points_of_a_talk_are_found() -> None:
    heard = hear(TALK.turns, TALK.brief, EMBEDDER)
    scores = HEADS.point.logits(matrix(heard))[:, 0]
    chosen = best_stretches(scores, wanted(TALK.turns))
    stretches = [[heard.sentences[at] for at in members] for members in chosen]
    found, right, _ = score(TALK, stretches)
    assert found >= 0.7 * len(TALK.points)
    assert right >= 0.7 * len(stretches)


def test_only_juniors_are_heard_and_every_row_is_full() -> None:
    heard = hear(TALK.turns, TALK.brief, EMBEDDER)
    rows = matrix(heard)
    assert rows.shape == (len(heard.sentences), DIMENSIONS + len(feature_names()))
    assert np.isfinite(rows).all()
    assert {TALK.turns[s.turn].role for s in heard.sentences} == {"junior"}


def test_a_talk_without_juniors_has_nothing_to_hear() -> None:
    seniors = [turn for turn in TALK.turns if turn.role == "senior"]
    heard = hear(seniors, TALK.brief, EMBEDDER)
    assert heard.sentences == ()
    assert matrix(heard).shape[0] == 0


def test_weights_refuse_another_embedder() -> None:
    with pytest.raises(HeadsMismatch):
        load_heads("another-model")


def test_weights_refuse_other_features() -> None:
    arrays = pack(HEADS)
    arrays["features"] = arrays["features"][:-1]
    with pytest.raises(HeadsMismatch):
        unpack(arrays)


def test_weights_survive_packing() -> None:
    again = unpack(pack(HEADS))
    assert again.embedder == EMBEDDER.name
    for before, after in zip(
        (HEADS.point, HEADS.kind, HEADS.severity),
        (again.point, again.kind, again.severity),
        strict=True,
    ):
        assert before.classes == after.classes
        assert np.allclose(before.weights, after.weights)
    assert len(HEADS.kind.classes) == 5


@dataclass
class Length:
    words: int
    points: int
    why: str = field(default="")


@pytest.mark.parametrize(
    "length",
    [
        Length(60, 5, "never fewer than five"),
        Length(650, 7, "a page of notes"),
        Length(1900, 10, "half an hour"),
        Length(9000, 13, "an hour"),
        Length(90000, 14, "never more than fourteen"),
    ],
)
def test_longer_talks_have_more_points(length: Length) -> None:
    turn = CleanTurn(0, "junior", "junior", CleanText("word " * length.words))
    assert abs(wanted([turn]) - length.points) <= 1, length.why


def test_our_own_talks_are_marked_soundly() -> None:
    own = list(read_own())
    assert len(own) >= 8
    for talk in own:
        assert len(talk.points) >= 5, talk.name
        for point in talk.points:
            said = " ".join(talk.turns[t].text[a:b] for t, a, b in point.said).lower()
            assert all(any(w in said for w in group) for group in point.keywords), point.id
