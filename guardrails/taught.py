"""Readers: low-rank changes of the sentence model's upper layers, and one head, taught a question.

Each guardrail that needs one ships its weights beside its code; programs in ``evals`` make them and
print what they reach on texts they never saw. A window of talk costs some 20 ms, so each has a
sieve before it.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from guardrails.errors import GuardrailError
from guardrails.text import CleanText

TAUGHT_ON: Final = "all-MiniLM-L6-v2-53aa51172d14"
POOLED: Final = 768
"""Two views of a text's tokens, 384 numbers each: mean and maximum, or one word and the mean."""

Floats = npt.NDArray[np.float32]
Changes = Mapping[str, tuple[Floats, Floats]]
"""Matrix name -> (down, up), added to its output (LoRA, Hu et al. 2021)."""


class ReaderMismatch(GuardrailError):
    """The weights of a reader do not fit: another model, or another shape."""


class SentenceModel(Protocol):
    """The model underneath (:class:`knowledge.transformer.MiniLM`)."""

    @property
    def name(self) -> str:
        """Model and version; what was taught on another never fits."""

    def pooled(self, texts: Sequence[CleanText], changes: Changes) -> Floats:
        """Return (texts, 768), read with the changed layers."""


@dataclass(frozen=True, slots=True)
class Reader:
    """``changes`` of the layers, then ``weights`` (classes, 768) and ``bias`` (classes,)."""

    classes: tuple[str, ...]
    changes: Changes
    weights: Floats
    bias: Floats

    def __post_init__(self) -> None:
        """Refuse what cannot be what was taught.

        Raises:
            ReaderMismatch: when shapes or numbers are not those of a reader.
        """
        pairs = self.changes.values()
        fits = (
            self.weights.shape == (len(self.classes), POOLED)
            and self.bias.shape == (len(self.classes),)
            and all(down.ndim == up.ndim == 2 for down, up in pairs)  # noqa: PLR2004 - matrices
            and all(down.shape[0] == up.shape[1] for down, up in pairs)
            and bool(np.isfinite(self.weights).all() and np.isfinite(self.bias).all())
        )
        if not fits:
            raise ReaderMismatch("The weights of a taught reader have another shape.")

    def logits(self, texts: Sequence[CleanText], model: SentenceModel) -> Floats:
        """Return (texts, classes).

        Raises:
            ReaderMismatch: when ``model`` is not the one the reader was taught on.
        """
        if model.name != TAUGHT_ON:
            raise ReaderMismatch("A taught reader met another model than the one it was taught on.")
        if not texts:
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        read: Floats = model.pooled(texts, self.changes) @ self.weights.T + self.bias
        return read


def softmax(logits: Floats) -> Floats:
    """Return the share of each class in the last axis; a row sums to 1."""
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shares / shares.sum(axis=-1, keepdims=True)
    return result


def unpack(arrays: Mapping[str, npt.NDArray[Any]], classes: frozenset[str]) -> Reader:
    """Return the reader stored as ``classes``, ``weights``, ``bias`` and ``NAME|down``/``|up``.

    Raises:
        ReaderMismatch: when something is missing, has another shape, or the classes are others.
    """
    names = sorted({name.rpartition("|")[0] for name in arrays if "|" in name})
    try:
        numbers = {name: arrays[name].astype(np.float32) for name in arrays if name != "classes"}
        changes = {name: (numbers[f"{name}|down"], numbers[f"{name}|up"]) for name in names}
        told = tuple(str(name) for name in arrays["classes"])
        reader = Reader(told, changes, numbers["weights"], numbers["bias"])
    except KeyError as error:
        raise ReaderMismatch("The weights of a taught reader are incomplete.") from error
    if set(told) != classes:
        raise ReaderMismatch("The weights of a taught reader know other classes.")
    return reader


def stored(package: str, name: str) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of a file of weights (``allow_pickle`` stays off)."""
    data = files(package).joinpath(name).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {each: arrays[each] for each in arrays.files}
