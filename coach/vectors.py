"""The vectors of insights: made once at import, kept in Chroma, mended where some are missing."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from coach.errors import OurFailure
from graphs.ports import Embedder, Progress, Vectors
from knowledge.chroma import VectorShelf
from knowledge.errors import KnowledgeError
from knowledge.insights import Insight

OnProgress = Callable[[Progress], None]

_BATCH = 512


def quiet(_step: Progress) -> None:
    """Show progress to nobody."""


class InsightVectors:
    """Sentence vectors of statements, in the order asked for."""

    def __init__(self, shelf: Callable[[], VectorShelf], embedder: Callable[[], Embedder]) -> None:
        self._shelf = shelf
        self.embedder = embedder

    def of(self, insights: Sequence[Insight], on_progress: OnProgress = quiet) -> Vectors:
        """Return one row an insight; what the shelf lacks is embedded and kept.

        Raises:
            OurFailure: when the embedder's files or the vector store cannot be used.
        """
        try:
            found = self._shelf().get([one.id for one in insights])
            missing = [one for one in insights if one.id not in found]
            for start in range(0, len(missing), _BATCH):
                part = missing[start : start + _BATCH]
                vectors = self.embedder().embed([one.statement for one in part])
                self._shelf().add([one.id for one in part], vectors)
                found.update(zip((one.id for one in part), vectors, strict=True))
                done = min(start + _BATCH, len(missing))
                on_progress(Progress("vectors", "Reading what was said", done, len(missing)))
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error
        if not insights:
            return np.zeros((0, 384), np.float32)
        return np.stack([found[one.id] for one in insights])

    def forget(self, ids: Collection[str]) -> None:
        """Erase what was kept of insights that are gone."""
        self._shelf().erase(ids)
