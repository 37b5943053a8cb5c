"""The name classifier: a small network over the features of a word, weights in a data file.

Trained by ``evals/scrub/train_names.py`` on the development corpora; no word of them is in the
weights, which see evidence only (lists, ranks, casing, other recognizers, words around).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from guardrails.scrub.features import Matrix

_PATH = Path(__file__).parent / "data" / "names.npz"
_CLIP = 5.0
Member = tuple[Matrix, Matrix, Matrix, Matrix, Matrix, Matrix]


@dataclass(frozen=True, slots=True)
class Network:
    """Several members, each (mean, scale, hidden weights, hidden bias, output, bias)."""

    members: tuple[Member, ...]

    def chances(self, rows: Matrix) -> Matrix:
        """Probability of being part of a person's name, one a row: the members' mean."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        chances: Matrix = np.mean([_chance(member, rows) for member in self.members], axis=0)
        return chances


def _chance(member: Member, rows: Matrix) -> Matrix:
    mean, scale, hidden, bias, output, offset = member
    scaled = np.clip((rows - mean) / scale, -_CLIP, _CLIP)
    score = np.tanh(scaled @ hidden + bias) @ output + offset
    result: Matrix = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return result


@cache
def name_network() -> Network:
    """Read the weights once per process (``allow_pickle`` stays off)."""
    with np.load(_PATH) as stored:
        count = len(stored.files) // 6
        return Network(tuple(_member(stored, number) for number in range(count)))


def _member(stored: Mapping[str, Matrix], number: int) -> Member:
    mean, scale, hidden, bias, output, offset = (
        stored[f"m{number}_{part}"].astype(np.float32) for part in range(6)
    )
    return mean, scale, hidden, bias, output, offset
