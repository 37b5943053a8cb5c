"""Where one point ends and the next begins: what lies between two neighbouring sentences."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from graphs.debrief.salience.features import Heard
from graphs.debrief.sentences import Sentence
from graphs.ports import Vectors
from guardrails.scrub.results import CleanTurn

GAPS: Final = (
    "near_next",
    "near_around",
    "same_turn",
    "words_between",
    "some_words",
    "many_words",
    "question",
    "opener_between",
    "opener",
    "continues",
    "words_before",
    "words_after",
    "next_bullet",
    "turns_between",
)
_STARTS: Final = r"^(?:and |so |but |okay |ok |um |uh |yes |yeah |no |well |oh )*"
_OPENER: Final = re.compile(
    _STARTS + r"(?:also|another|the other|there's another|there's something|one more|second|third"
    r"|next|then the|now the|what's|as for|about the|for the|a different|something else|lastly)\b"
)
_CONTINUES: Final = re.compile(
    _STARTS
    + r"(?:because|then|it|that|this|they|he|she|or|which|like|them|those|these)\b|^(?:so|but)\b"
)
_TURNS_TO: Final = re.compile(
    r"\b(?:okay|ok|right|so|now|let me ask|what about|how about|tell me|next|another|anything"
    r"|what else|moving on|last one)\b"
)
_BEFORE, _AFTER = 3, 3
_SOME, _MANY = 6, 15


def measure_gaps(turns: Sequence[CleanTurn], heard: Heard) -> Vectors:
    """(n - 1, 14): one row for each gap between neighbouring sentences of the juniors."""
    if len(heard.sentences) < 2:  # noqa: PLR2004 - a gap needs two
        return np.zeros((0, len(GAPS)), dtype=np.float32)
    by_index = {turn.index: turn for turn in turns}
    is_notes = all(turn.role == "junior" for turn in turns)
    pairs = enumerate(zip(heard.sentences, heard.sentences[1:], strict=False))
    rows = [
        [*_meaning(heard.vectors, row), *_talk(before, after, by_index, is_notes=is_notes)]
        for row, (before, after) in pairs
    ]
    return np.array(rows, dtype=np.float32)


def _meaning(vectors: Vectors, row: int) -> tuple[float, float]:
    left = vectors[max(0, row + 1 - _BEFORE) : row + 1].mean(axis=0)
    right = vectors[row + 1 : row + 1 + _AFTER].mean(axis=0)
    around = float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right) + 1e-9))
    return float(vectors[row] @ vectors[row + 1]), around


def _talk(
    before: Sentence, after: Sentence, by_index: dict[int, CleanTurn], *, is_notes: bool
) -> list[float]:
    others = [
        by_index[index].text.lower()
        for index in range(before.turn + 1, after.turn)
        if index in by_index and by_index[index].role != "junior"
    ]
    words = sum(len(text.split()) for text in others)
    same = before.turn == after.turn
    opening = after.text.lower()
    return [
        float(same),
        min(60, words) / 30,
        float(words >= _SOME),
        float(words >= _MANY),
        float(any("?" in text for text in others)),
        float(words >= _SOME and any(_TURNS_TO.search(text) for text in others)),
        float(bool(_OPENER.match(opening))),
        float(bool(_CONTINUES.match(opening))),
        min(30, before.words) / 15,
        min(30, after.words) / 15,
        float(is_notes and not same),
        float(min(4, after.turn - before.turn)),
    ]
