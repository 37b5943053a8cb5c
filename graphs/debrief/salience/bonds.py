"""Do two sentences tell the same point? Nearness in meaning, in the talk, and in its joints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphs.debrief.salience.features import Heard
from graphs.debrief.words.terms import key_terms
from graphs.ports import Vectors
from guardrails.scrub.results import CleanTurn

REACH: Final = 6
"""Sentences further apart than this are never taken as one point."""
BONDS: Final = (
    "meaning",
    "next_to_it",
    "one_between",
    "sentences_apart",
    "same_turn",
    "turns_apart",
    "same_question",
    "words_between",
    "question_between",
    "shared_terms",
    "any_shared_term",
    "joined_next",
    "pointing_next",
    "joined",
    "pointing",
    "same_speaker",
    "words_before",
    "words_after",
)
_JOINED: Final = re.compile(r"^\W*(?:and|so|but|because|then|or|which)\b", re.IGNORECASE)
_POINTING: Final = re.compile(
    r"^\W*(?:(?:and|so|but|because|then) )*"
    r"(?:it|it's|that|that's|they|they're|he|she|this|those|these|them|there)\b",
    re.IGNORECASE,
)
_ASKED: Final = 12  # words of a turn between that make it a question of its own
_ENOUGH_TERMS: Final = 3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is looked up again and again while pairs are measured."""

    heard: Heard
    turns: dict[int, CleanTurn]
    vectors: Vectors
    terms: list[set[str]]


def pairs_of(heard: Heard, turns: Sequence[CleanTurn]) -> tuple[list[Pair], Vectors]:
    """All pairs within reach, earlier sentence first, and one row of :data:`BONDS` for each."""
    lengths = np.linalg.norm(heard.vectors, axis=1, keepdims=True) if heard.sentences else 1.0
    told = _Told(
        heard,
        {turn.index: turn for turn in turns},
        heard.vectors / np.maximum(lengths, 1e-6),
        [set(key_terms(sentence.text)) for sentence in heard.sentences],
    )
    pairs = list(_within_reach(len(heard.sentences)))
    rows = [_row(told, before, after) for before, after in pairs]
    return pairs, np.array(rows, dtype=np.float32).reshape(len(pairs), len(BONDS))


def _within_reach(count: int) -> Iterator[Pair]:
    for before in range(count):
        for after in range(before + 1, min(count, before + REACH + 1)):
            yield before, after


def _row(told: _Told, before: int, after: int) -> list[float]:
    first, second = told.heard.sentences[before], told.heard.sentences[after]
    near, turns = after - before, second.turn - first.turn
    between = _words_between(told, first.turn, second.turn)
    shared = len(told.terms[before] & told.terms[after])
    joined, pointing = bool(_JOINED.match(second.text)), bool(_POINTING.match(second.text))
    questions = told.heard.questions
    return [
        float(told.vectors[before] @ told.vectors[after]),
        near == 1,
        near == 2,  # noqa: PLR2004 - one stands between
        near / 3,
        turns == 0,
        min(turns, 6) / 3,
        questions[before] == questions[after],
        min(between, 40) / 20,
        between > _ASKED,
        min(shared, _ENOUGH_TERMS),
        shared > 0,
        joined and near == 1,
        pointing and near == 1,
        joined,
        pointing,
        told.turns[first.turn].speaker == told.turns[second.turn].speaker,
        min(first.words, 30) / 15,
        min(second.words, 30) / 15,
    ]


def _words_between(told: _Told, first: int, second: int) -> int:
    """Words of the longest turn of somebody else that lies between."""
    others = (told.turns[at] for at in range(first + 1, second) if at in told.turns)
    return max((len(turn.text.split()) for turn in others if turn.role != "junior"), default=0)
