"""Sentence vectors for themes: the model on board, its upper layers taught what "same issue" is.

Statements about one issue need not share a word, and those about two issues of one family may
sound alike. So the layers were taught on programmes of invented companies
(``evals/themes/teaching``): statements near their own theme and far from the others of the
family, questions near the theme that answers them, if any. What is shipped are low-rank changes,
added to the original weights of the package while computing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from guardrails.text import CleanText
from knowledge.embedding import DIMENSIONS, Vectors
from knowledge.themes.evidence import unit
from knowledge.transformer import Changes, MiniLM


@dataclass(frozen=True, slots=True)
class TaughtEmbedder:
    """The :class:`graphs.ports.Embedder` of insights and of questions about them.

    A text takes some 10 ms, fewer where many are given at once; safe between threads.
    """

    model: MiniLM = field(default_factory=MiniLM)

    @property
    def name(self) -> str:
        """Model and the start of the hash of what it was taught; vectors never mix."""
        return f"{self.model.name}-themes-{_taught()[0]}"

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        """Return one unit vector a text, in order: (n, 384) float32; 96 word pieces are read.

        Raises:
            EmbedderMissing: when the files are absent or not the verified ones.
        """
        mean = self.model.pooled(texts, _taught()[1])[:, :DIMENSIONS]
        return unit(mean)

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self.model.pooled([""], _taught()[1])


@lru_cache(maxsize=1)
def _taught() -> tuple[str, Changes]:
    content = files("knowledge").joinpath("taught.npz").read_bytes()
    with np.load(BytesIO(content)) as arrays:
        names = {name.rpartition("|")[0] for name in arrays.files}
        changes = {
            name: tuple(arrays[f"{name}|{part}"].astype(np.float32) for part in ("down", "up"))
            for name in sorted(names)
        }
    return hashlib.sha256(content).hexdigest()[:12], {n: (d, u) for n, (d, u) in changes.items()}
