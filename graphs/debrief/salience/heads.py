"""The trained heads: logistic regressions whose weights ship as ``heads.npz``.

``evals/salience/train.py`` makes the file; it holds the names of embedder and features, so
weights never meet vectors or columns they were not trained on.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graphs.debrief.salience.bonds import BONDS
from graphs.debrief.salience.features import feature_names
from graphs.errors import FlowError
from graphs.ports import Vectors

FILE: Final = "heads.npz"
Floats = npt.NDArray[np.float64]


class HeadsMismatch(FlowError):
    """The weights were trained for another embedder or another set of features."""


@dataclass(frozen=True, slots=True)
class Head:
    """One or several logits of standardized columns; ``classes`` names the rows of ``weights``."""

    classes: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats

    def logits(self, rows: Vectors) -> Floats:
        """(n, classes) log-odds, before any softmax."""
        result: Floats = ((rows - self.mean) * self.scale) @ self.weights.T + self.bias
        return result

    def best(self, rows: Vectors) -> list[str]:
        """The likeliest class of each row."""
        return [self.classes[at] for at in self.logits(rows).argmax(axis=1)]


@dataclass(frozen=True, slots=True)
class Heads:
    """What a sentence is worth, and what a point is about.

    ``point`` has one logit, that a sentence carries a gold point; ``bond`` one, that two sentences
    carry the same; ``aside`` one, that a sentence is what must not be published (small talk, plans,
    somebody else's view) and not a point; the others one a class.
    """

    embedder: str
    point: Head
    bond: Head
    aside: Head
    kind: Head
    severity: Head


def load_heads(embedder: str) -> Heads:
    """The shipped heads.

    Raises:
        HeadsMismatch: when ``embedder`` is not the one they were trained with.
    """
    heads = _shipped()
    if heads.embedder != embedder:
        raise HeadsMismatch("The salience weights belong to another embedding model.")
    return heads


@lru_cache(maxsize=1)
def _shipped() -> Heads:
    data = files("graphs.debrief.salience").joinpath(FILE).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return unpack({name: arrays[name] for name in arrays.files})


def pack(heads: Heads) -> dict[str, npt.NDArray[Any]]:
    """Arrays for ``numpy.savez``; float32 keeps the file small."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "embedder": np.array(heads.embedder),
        "features": np.array([*feature_names(), *BONDS]),
    }
    for name in _HEADS:
        head: Head = getattr(heads, name)
        arrays[f"{name}.classes"] = np.array(head.classes)
        for part in ("mean", "scale", "weights", "bias"):
            arrays[f"{name}.{part}"] = getattr(head, part).astype(np.float32)
    return arrays


def unpack(arrays: dict[str, npt.NDArray[Any]]) -> Heads:
    """The inverse of :func:`pack`.

    Raises:
        HeadsMismatch: when the features of the weights are not those of this code.
    """
    if tuple(arrays["features"]) != (*feature_names(), *BONDS):
        raise HeadsMismatch("The salience weights belong to another version of the features.")
    made = {
        name: Head(
            tuple(str(value) for value in arrays[f"{name}.classes"]),
            *(arrays[f"{name}.{part}"].astype(np.float64) for part in _PARTS),
        )
        for name in _HEADS
    }
    return Heads(str(arrays["embedder"]), **made)


_HEADS: Final = ("point", "bond", "aside", "kind", "severity")
_PARTS: Final = ("mean", "scale", "weights", "bias")
