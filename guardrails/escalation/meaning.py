"""The second opinion on a disclosure: is it nearer to real ones, or to talk that only sounds so?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
import yaml

from guardrails.escalation.rules import CATEGORIES
from guardrails.families import EscalationCategory
from guardrails.text import CleanText, authored

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[CleanText]], Vectors]
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Opinion:
    """``category`` is the nearest kind of disclosure; ``margin`` its lead over harmless talk."""

    category: EscalationCategory
    nearness: float
    margin: float


@lru_cache(maxsize=1)
def _examples() -> tuple[dict[EscalationCategory, list[CleanText]], list[CleanText]]:
    text = files("guardrails.escalation").joinpath("examples.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    real = {category: [authored(str(line)) for line in loaded[category]] for category in CATEGORIES}
    return real, [authored(str(line)) for line in loaded["harmless"]]


def weigh(texts: Sequence[CleanText], embed: Embed) -> list[Opinion]:
    """One opinion a text: mean cosine with the three nearest examples of each side."""
    if not texts:
        return []
    real, harmless = _examples()
    names = list(real)
    vectors = embed(texts)
    near = np.stack([_nearness(vectors, embed(real[name])) for name in names], axis=1)
    innocent = _nearness(vectors, embed(harmless))
    best = near.argmax(axis=1)
    return [
        Opinion(cast("EscalationCategory", names[at]), float(row[at]), float(row[at] - calm))
        for at, row, calm in zip(best, near, innocent, strict=True)
    ]


def _nearness(vectors: Vectors, examples: Vectors) -> Vectors:
    cosines = np.sort(vectors @ examples.T, axis=1)[:, -_NEAREST:]
    result: Vectors = cosines.mean(axis=1)
    return result
