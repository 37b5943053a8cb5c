"""The trained ear: a regression over sentence vectors that says what is worth reading.

``evals/escalation/train.py`` makes ``ear.npz`` and prints what it reaches on lines and talks it
never saw. The vectors are made for every window anyway, so it costs nothing; the taught reader
(:mod:`guardrails.escalation.reader`) reads what it thinks possible and decides. Where no model
for the reader is given it speaks alone, and then only when it is nearly certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from guardrails.families import EscalationCategory
from guardrails.taught import softmax, stored

FILE: Final = "ear.npz"
HARMLESS: Final = "none"
SURE: Final = 0.99
"""Alone it speaks only when nothing harmless in 6,812 windows it never saw came near."""
WORTH_READING: Final = 0.15
"""Above it the taught reader reads a window: one in nine, with 98 of 100 that it would hear."""

Floats = npt.NDArray[np.float32]
Told = tuple[EscalationCategory, float]
"""The likeliest kind of disclosure, and the chance that it is one at all."""


@dataclass(frozen=True, slots=True)
class Ear:
    """``weights`` (classes, dimensions) and ``bias`` (classes,) of a softmax regression."""

    classes: tuple[str, ...]
    weights: Floats
    bias: Floats

    def listen(self, vectors: Floats) -> list[Told]:
        """What each row tells."""
        return told(vectors @ self.weights.T + self.bias, self.classes)


def told(logits: Floats, classes: Sequence[str]) -> list[Told]:
    """The softmax of (rows, classes), summed over all classes that are a disclosure."""
    grave = np.delete(softmax(logits), classes.index(HARMLESS), axis=1)
    names = [name for name in classes if name != HARMLESS]
    return [
        (cast("EscalationCategory", names[int(row.argmax())]), float(row.sum())) for row in grave
    ]


@lru_cache(maxsize=1)
def shipped() -> Ear:
    """The weights beside this file."""
    arrays = stored("guardrails.escalation", FILE)
    return Ear(
        tuple(str(name) for name in arrays["classes"]),
        arrays["weights"].astype(np.float32),
        arrays["bias"].astype(np.float32),
    )
