"""What the salience heads see of a sentence: its meaning, its cues, its place in the talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphs.debrief.salience.cues import count_cues, cue_names, plain_words
from graphs.debrief.sentences import Sentence, is_filler, split_turn
from graphs.ports import Embedder, Vectors
from guardrails.briefs.brief import Brief
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, derived

PLACES: Final = (
    "near_decision",
    "near_need",
    "near_options",
    "near_vantage",
    "near_best",
    "near_question",
    "near_center",
    "near_neighbors",
    "asked",
    "long_question",
    "position",
    "early",
    "late",
    "words",
    "words_squared",
    "turn_words",
    "pieces_in_turn",
    "place_in_turn",
    "filler",
    "is_notes",
)
_WINDOW: Final = 2
_QUESTION_WORDS: Final = 5
_EDGE: Final = 0.08  # the first and last 8 % of a talk are greetings and good-byes


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything measured about the juniors' sentences of one session, row by row."""

    sentences: tuple[Sentence, ...]
    vectors: Vectors
    cues: Vectors
    places: Vectors
    questions: tuple[int, ...]  # the senior's turn each sentence answers; -1 when none


def feature_names() -> tuple[str, ...]:
    """Names of the columns after the vector's, in order."""
    return (*cue_names(), *PLACES)


def hear(turns: Sequence[CleanTurn], brief: Brief, embedder: Embedder) -> Heard:
    """Measure every sentence of the juniors; the seniors' turns count as what was asked."""
    told = (turn for turn in turns if turn.role == "junior" and not turn.heading)
    sentences = [sentence for turn in told for sentence in split_turn(turn)]
    asked = _questions(turns, sentences)
    vectors = embedder.embed([plain_words(s.text) for s in sentences])
    asked_vectors = _embed_questions(turns, asked, embedder)
    near = _near_brief(vectors, brief, embedder)
    cues = count_cues([s.text for s in sentences])
    place = _places(turns, sentences, vectors, near=near, asked_vectors=asked_vectors, asked=asked)
    return Heard(tuple(sentences), vectors, cues, place, tuple(asked))


def matrix(heard: Heard) -> Vectors:
    """(n, 384 + cues + places): the row that a head weighs."""
    return np.hstack([heard.vectors, heard.cues, heard.places]).astype(np.float32)


def _questions(turns: Sequence[CleanTurn], sentences: Sequence[Sentence]) -> list[int]:
    """For each sentence the last turn before it in which the senior said more than "I see"."""
    last, by_turn = -1, {}
    for turn in turns:
        if turn.role == "senior" and len(turn.text.split()) >= _QUESTION_WORDS:
            last = turn.index
        by_turn[turn.index] = last
    return [by_turn[sentence.turn] for sentence in sentences]


def _embed_questions(
    turns: Sequence[CleanTurn], asked: Sequence[int], embedder: Embedder
) -> dict[int, Vectors]:
    by_index = {turn.index: turn for turn in turns}
    wanted = sorted({index for index in asked if index >= 0})
    if not wanted:
        return {}
    # The question stands at the end of what the senior says.
    texts = [plain_words(_tail(by_index[index])) for index in wanted]
    return dict(zip(wanted, embedder.embed(texts), strict=True))


def _tail(turn: CleanTurn) -> CleanText:
    pieces = split_turn(turn)
    return derived(turn.text[pieces[-2].start if len(pieces) > 1 else 0 :])


def _near_brief(vectors: Vectors, brief: Brief, embedder: Embedder) -> Vectors:
    """(n, 4) similarity with the decision, the best need, the best option, the vantage."""
    needs = [*brief.what_would_change_it, *(metric.name for metric in brief.metrics)]
    groups = [[brief.decision], needs, list(brief.options), [brief.junior_vantage]]
    columns = []
    for group in groups:
        texts = [text for text in group if text.strip()]
        if not texts:
            columns.append(np.zeros(len(vectors), dtype=np.float32))
            continue
        columns.append((vectors @ embedder.embed(texts).T).max(axis=1))
    return np.stack(columns, axis=1).astype(np.float32)


def _places(
    turns: Sequence[CleanTurn],
    sentences: Sequence[Sentence],
    vectors: Vectors,
    *,
    near: Vectors,
    asked_vectors: dict[int, Vectors],
    asked: Sequence[int],
) -> Vectors:
    count = len(sentences)
    if not count:
        return np.zeros((0, len(PLACES)), dtype=np.float32)
    by_index = {turn.index: turn for turn in turns}
    is_notes = float(all(turn.role == "junior" for turn in turns))
    center = vectors.mean(axis=0)
    total = max(1, len(turns) - 1)
    rows = []
    for row, sentence in enumerate(sentences):
        turn = by_index[sentence.turn]
        siblings = [s for s in range(count) if sentences[s].turn == sentence.turn]
        question = asked_vectors.get(asked[row])
        position = sentence.turn / total
        words = min(40, sentence.words) / 20
        asked_words = len(by_index[asked[row]].text.split()) if asked[row] >= 0 else 0
        rows.append(
            [
                *near[row],
                near[row].max(),
                float(vectors[row] @ question) if question is not None else 0.0,
                float(vectors[row] @ center),
                _neighbors(vectors, row),
                float(question is not None),
                min(60, asked_words) / 30,
                position,
                float(position < _EDGE),
                float(position > 1 - _EDGE),
                words,
                words * words,
                min(120, len(turn.text.split())) / 60,
                min(8, len(siblings)) / 4,
                (row - siblings[0]) / max(1, len(siblings)),
                float(is_filler(sentence.text)),
                is_notes,
            ]
        )
    return np.array(rows, dtype=np.float32)


def _neighbors(vectors: Vectors, row: int) -> float:
    """Mean similarity with the sentences just before and after: a point takes several."""
    near = [
        other
        for other in range(row - _WINDOW, row + _WINDOW + 1)
        if other != row and 0 <= other < len(vectors)
    ]
    return float(np.mean([vectors[row] @ vectors[other] for other in near])) if near else 0.0
