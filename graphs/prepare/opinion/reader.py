"""A taught reader: how sure it is of each code in a text. Its weights ship as data.

``evals/prepare/reader/teach.py`` makes the files and prints what they reach on sets left out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from graphs.errors import FlowError

Floats = npt.NDArray[np.float32]
Changes = dict[str, tuple[Floats, Floats]]
TAUGHT_ON: Final = "all-MiniLM-L6-v2-53aa51172d14"


class OpinionMismatch(FlowError):
    """The weights were taught on another model."""


class Base(Protocol):
    """The model underneath (:class:`knowledge.transformer.MiniLM`)."""

    @property
    def name(self) -> str:
        """Model and version."""

    def below(self, text: str, layers: int) -> Floats:
        """Return (tokens, 384) after the first layers."""

    def above(self, states: Floats, layers: int, changes: Changes) -> Floats:
        """Return (tokens, 384) of the top with the changed layers."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One reader's changes of the layers and its last step; (codes, 768) and (codes,)."""

    changes: Changes
    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Readers:
    """Several readers taught alike from different beginnings; their chances are averaged."""

    codes: tuple[str, ...]
    first: int
    taught: tuple[Taught, ...]

    def chances(self, base: Base, text: str) -> dict[str, float]:
        """Return code -> 0..1; the text stays on this machine and is kept nowhere.

        Raises:
            OpinionMismatch: when ``base`` is not the model they were taught on.
        """
        if base.name != TAUGHT_ON:
            raise OpinionMismatch("The second opinion was taught on another model.")
        below = base.below(text, self.first)
        each = [_chances(base, below, self.first, taught) for taught in self.taught]
        return dict(zip(self.codes, map(float, np.mean(each, axis=0)), strict=True))


def _chances(base: Base, below: Floats, first: int, taught: Taught) -> Floats:
    top = base.above(below, first, taught.changes)
    pooled = np.concatenate([top.mean(axis=0), top.max(axis=0)])
    chances: Floats = 1 / (1 + np.exp(-(taught.weight @ pooled + taught.bias)))
    return chances


@lru_cache(maxsize=2)
def load_readers(file: str) -> Readers:
    """Return the readers shipped in ``file`` beside this module."""
    data = files("graphs.prepare.opinion").joinpath(file).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    codes, first = tuple(map(str, arrays.pop("codes"))), int(arrays.pop("first"))
    numbers = sorted({name.partition("|")[0] for name in arrays})
    return Readers(codes, first, tuple(_taught(arrays, number) for number in numbers))


def _taught(arrays: dict[str, Floats], number: str) -> Taught:
    own = {
        name.partition("|")[2]: value.astype(np.float32)
        for name, value in arrays.items()
        if name.startswith(f"{number}|")
    }
    names = sorted(name.removesuffix("|down") for name in own if name.endswith("|down"))
    changes = {name: (own[f"{name}|down"], own[f"{name}|up"]) for name in names}
    return Taught(changes, own["head|weight"], own["head|bias"])


def strongest(chances: Sequence[float]) -> int:
    """Return the place of the highest chance."""
    return max(range(len(chances)), key=chances.__getitem__)
