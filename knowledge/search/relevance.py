"""Is a released theme what the question asks about? Calibrated, so that the answer may be no.

The nearest theme is always some theme. To be relevant it must stand out from a crowd: a list of
subjects of our own writing (``knowledge/lists/subjects.txt``) that people at work talk about.
Subjects close to the theme itself do not count against it. The crowd is the same for every
programme, so whether a question is answered never depends on what was not released.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from guardrails.text import authored
from knowledge.embedding import TextVectors, Vectors
from knowledge.search.crowd import subjects
from knowledge.search.index import Numbers, Signals
from knowledge.themes.evidence import unit

_ABOUT: Final = 0.35  # cosine from which a subject counts as the theme's own
SIGNALS: Final = ("nearest", "center", "named", "crowd", "outlook")


@dataclass(frozen=True, slots=True)
class Relevance:
    """Logistic weights over :data:`SIGNALS`; a theme is relevant above ``threshold``."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def scores(self, signals: Signals, crowd: "Among") -> Numbers:
        """Return log-odds that each theme is what was asked for."""
        columns = columns_of(signals, crowd)
        scored: Numbers = (columns @ np.array(self.weights) + self.intercept).astype(np.float32)
        return scored


@dataclass(frozen=True, slots=True)
class Among:
    """A question and the themes as seen from the crowd.

    crowd: how close the question is to the closest subject that is not the theme's own;
    outlook: correlation of the question's and the theme's closeness to all subjects, which is
    high also where they share no word.
    """

    crowd: Numbers
    outlook: Numbers


def columns_of(signals: Signals, among: Among) -> Numbers:
    """Return (themes, signals) in the order of :data:`SIGNALS`."""
    own = [signals.nearest, signals.center, signals.named, among.crowd, among.outlook]
    stacked: Numbers = np.stack(own, axis=1)
    return stacked


@lru_cache(maxsize=1)
def shipped() -> Relevance:
    """Return the calibration that ships with the package."""
    return read(json.loads(files("knowledge.search").joinpath("relevance.json").read_text("utf-8")))


def read(data: Mapping[str, Any]) -> Relevance:
    """Read a calibration as ``evals/search`` writes it."""
    return Relevance(
        weights=tuple(float(data["weights"][name]) for name in SIGNALS),
        intercept=float(data["intercept"]),
        threshold=float(data["threshold"]),
    )


class Crowd:
    """The subjects' vectors, and which of them each theme is itself about."""

    def __init__(self, subjects: Vectors, centers: Vectors) -> None:
        self._subjects = subjects
        close = centers @ subjects.T
        self._foreign = close < _ABOUT
        self._outlooks = _outlook(close)

    @classmethod
    def of(cls, embedder: TextVectors, centers: Vectors) -> "Crowd":
        """Embed the shipped subjects and compare them with the themes."""
        return cls(embedder.embed([authored(line) for line in subjects()]), centers)

    def signals(self, vector: npt.NDArray[np.float32]) -> Among:
        """Compare a question with the crowd, and through it with each theme."""
        close = self._subjects @ vector
        among = np.where(self._foreign, close[None, :], -1.0)
        return Among(
            crowd=among.max(axis=1).astype(np.float32),
            outlook=(self._outlooks @ _outlook(close[None, :])[0]).astype(np.float32),
        )


def _outlook(close: npt.NDArray[np.float32]) -> Numbers:
    """Center and scale each row of similarities, so that a dot product is a correlation."""
    return unit(close - close.mean(axis=1, keepdims=True))
