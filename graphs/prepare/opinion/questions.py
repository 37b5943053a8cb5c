"""The second opinion on a question, heard beside the rules of ``guardrails.questions``."""

from collections.abc import Callable
from typing import Final

from graphs.prepare.opinion.reader import Base, load_readers

FILE: Final = "questions.npz"
CODES: Final = (  # without too_long, which is counted
    "leading",
    "double_barrelled",
    "closed",
    "generational",
    "hypothetical",
    "loaded",
    "jargon",
    "identity_probe",
    "solution_seeking",
)
SURE: Final = 0.7
"""Below this chance the opinion is kept to itself: the lowest at which 95 of a hundred good
questions stay alone in every round left out (``evals/prepare/reader/teach.py --leave-out``)."""


class SecondOpinion:
    """Judges one question in some 30 ms; the model is opened with the first one."""

    def __init__(self, base: Callable[[], Base]) -> None:
        """Keep the way to the model; nothing is loaded yet."""
        self._base = base

    def __call__(self, text: str) -> frozenset[str]:
        """Return the codes it is sure of.

        Raises:
            OpinionMismatch: when the readers were taught on another model.
            EmbedderMissing: when the model's files are absent.
        """
        if not text.strip():
            return frozenset()
        chances = load_readers(FILE).chances(self._base(), text)
        return frozenset(code for code, chance in chances.items() if chance >= SURE)
