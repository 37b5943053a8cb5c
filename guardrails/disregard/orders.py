"""Orders to a machine in forms that no rule foresaw: a sieve over sentence vectors, then a reader.

People hide such words in captions, forms and reviews, and juniors tell of it word for word. Rules
(:mod:`guardrails.disregard.injections`) know one form in fourteen that fresh writers think of, so
both were taught on their lines (``evals/orders``): the sieve costs next to nothing, and the reader
reads one window in eight or so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from guardrails.disregard.found import Disregarded
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.taught import Floats, Reader, SentenceModel, softmax, stored, unpack
from guardrails.text import CleanText, derived
from guardrails.transcript.pieces import cut

Embed = Callable[[Sequence[CleanText]], Floats]
ORDER: Final = "order"
HARMLESS: Final = "none"
SIEVE: Final = "orders_sieve.npz"
READER: Final = "orders_reader.npz"
WORTH_READING: Final = 0.15
SURE: Final = 0.9
"""It heard 72 in 100 orders of writers it had not learned from, and took 7 of 3,190 windows."""
_HERE: Final = "guardrails.disregard"
_SHORTEST: Final = 4
"""Words of the shortest order that is worth a look: "delete all my reports"."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a turn that may be an order."""

    turn: int
    start: int
    end: int
    text: CleanText


@dataclass(frozen=True, slots=True)
class Sieve:
    """``weights`` (dimensions,) and ``bias`` of a logistic regression over sentence vectors."""

    weights: Floats
    bias: float

    def chances(self, vectors: Floats) -> Floats:
        """Return (rows,): how likely each row is to be worth reading."""
        chances: Floats = 1 / (1 + np.exp(-(vectors @ self.weights + self.bias)))
        return chances


def windows(turns: Sequence[CleanTurn]) -> Iterator[Window]:
    """Yield every piece of a talk that is long enough to order something."""
    for turn in turns:
        for start, end in cut(turn.text):
            if len(turn.text[start:end].split()) >= _SHORTEST:
                yield Window(turn.index, start, end, derived(turn.text[start:end]))


def find_orders(
    turns: Sequence[CleanTurn], embed: Embed, model: SentenceModel
) -> list[Disregarded]:
    """Find the pieces of a talk that the reader takes for an order to a machine.

    Raises:
        ReaderMismatch: when ``model`` is not the one the reader was taught on.
    """
    close = list(windows(turns))
    if not close:
        return []
    chances = _sieve().chances(embed([readable(window.text) for window in close]))
    close = [each for each, chance in zip(close, chances, strict=True) if chance > WORTH_READING]
    if not close:
        return []
    reader = _reader()
    shares = softmax(reader.logits([readable(window.text) for window in close], model))
    sure = shares[:, reader.classes.index(ORDER)] > SURE
    return [
        Disregarded("instruction_to_the_tool", each.turn, each.start, each.end)
        for each, is_sure in zip(close, sure, strict=True)
        if is_sure
    ]


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    arrays = stored(_HERE, SIEVE)
    return Sieve(arrays["weights"].astype(np.float32), float(arrays["bias"]))


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return unpack(stored(_HERE, READER), frozenset({HARMLESS, ORDER}))
