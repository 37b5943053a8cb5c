"""The trained second opinion: one logistic regression a code, shipped as ``weights.npz``.

``evals/prepare/train.py`` makes the file and prints what it reaches on sets it did not see.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graphs.errors import FlowError
from graphs.ports import Embedder, Vectors
from graphs.prepare.opinion.features import matrix
from guardrails.text import derived

FILE: Final = "weights.npz"
CODES: Final = (  # without those that the build of a sentence decides: closed, too_long
    "leading",
    "double_barrelled",
    "generational",
    "hypothetical",
    "loaded",
    "jargon",
    "identity_probe",
    "solution_seeking",
)
SURE: Final = 0.7
"""Below this probability the opinion is kept to itself: on questions left out, false alarms
begin under it (``python -m evals.prepare.train``)."""
Floats = npt.NDArray[np.float32]


class OpinionMismatch(FlowError):
    """The weights were trained for another embedder."""


@dataclass(frozen=True, slots=True)
class Weights:
    """``runs`` in column order with their inverse document frequency; (codes, columns) weights."""

    embedder: str
    runs: dict[str, float]
    weights: Floats
    bias: Floats

    def probabilities(self, texts: list[str], vectors: Vectors) -> Floats:
        """Return (n, codes), 0..1, columns in the order of ``CODES``."""
        logits = matrix(texts, vectors, self.runs) @ self.weights.T + self.bias
        chances: Floats = 1 / (1 + np.exp(-logits))
        return chances


class SecondOpinion:
    """Judges one question in a few milliseconds; the embedder is opened with the first one."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        """Keep the way to the embedder; nothing is loaded yet."""
        self._embedder = embedder

    def __call__(self, text: str) -> frozenset[str]:
        """Return the codes it is sure of; the words stay on this machine and are kept nowhere.

        Raises:
            OpinionMismatch: when the weights belong to another embedder.
            EmbedderMissing: when the embedder's files are absent.
        """
        if not text.strip():
            return frozenset()
        embedder, weights = self._embedder(), load_weights()
        if embedder.name != weights.embedder:
            raise OpinionMismatch("The second opinion was trained with another embedder.")
        chances = weights.probabilities([text], embedder.embed([derived(text)]))[0]
        return frozenset(
            code for code, chance in zip(CODES, chances, strict=True) if chance >= SURE
        )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the shipped weights."""
    data = files("graphs.prepare.opinion").joinpath(FILE).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return Weights(
            str(stored["embedder"]),
            dict(zip(map(str, stored["runs"]), map(float, stored["idf"]), strict=True)),
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
        )


def pack(weights: Weights) -> bytes:
    """Return the bytes of ``weights.npz``; half precision is enough for a threshold."""
    arrays: dict[str, Any] = {
        "embedder": np.array(weights.embedder),
        "runs": np.array(list(weights.runs)),
        "idf": np.array(list(weights.runs.values()), dtype=np.float32),
        "weights": weights.weights.astype(np.float16),
        "bias": weights.bias.astype(np.float32),
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()
