"""``coach eval salience``: what the heads find in talks they were not trained on."""

from pathlib import Path
from typing import Any

from evals.salience.report import figures
from evals.salience.train import lessons, unseen
from knowledge.embedding import MiniLMEmbedder


def run(data: Path) -> dict[str, Any]:
    """Leave one talk out: ``data/sessions``, the blind writers', the demonstration's, ours."""
    embedder = MiniLMEmbedder()
    return figures(unseen(lessons(embedder, data / "sessions"), embedder))
