"""The trained ear: a regression over sentence vectors that hears disclosures no rule foresaw.

``evals/escalation/train.py`` makes ``ear.npz`` and prints what it reaches on lines and talks it
never saw. It is set to be nearly always right when it speaks, since a false alarm takes a
junior's point away; what it misses is left to the rules and to the senior's reaction.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from guardrails.families import EscalationCategory

FILE: Final = "ear.npz"
HARMLESS: Final = "none"
SURE: Final = 0.9
"""Above it one window in about 2,400 of harmless talk is taken for a disclosure."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ear:
    """``weights`` (classes, dimensions) and ``bias`` (classes,) of a softmax regression."""

    classes: tuple[str, ...]
    weights: Floats
    bias: Floats

    def listen(self, vectors: Floats) -> list[tuple[EscalationCategory, float]]:
        """The likeliest kind of disclosure of each row, and the chance that it is one at all."""
        logits = vectors @ self.weights.T + self.bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        calm = self.classes.index(HARMLESS)
        grave = np.delete(shares, calm, axis=1)
        names = [name for name in self.classes if name != HARMLESS]
        return [
            (cast("EscalationCategory", names[int(row.argmax())]), float(row.sum()))
            for row in grave
        ]


@lru_cache(maxsize=1)
def shipped() -> Ear:
    """The weights beside this file (``allow_pickle`` stays off)."""
    data = files("guardrails.escalation").joinpath(FILE).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return Ear(
            tuple(str(name) for name in stored["classes"]),
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
        )
