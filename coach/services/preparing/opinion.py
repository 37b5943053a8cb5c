"""The second opinion of the linter, on the embedder that this installation has."""

from functools import lru_cache

from graphs.prepare.opinion.model import SecondOpinion
from guardrails.questions.lint import Opinion
from knowledge.embedding import MiniLMEmbedder
from knowledge.errors import EmbedderMissing


@lru_cache(maxsize=1)
def second_opinion() -> Opinion:
    """Return the trained reader; one for the whole process.

    An installation without the embedder's weights is judged by the rules alone
    (``coach doctor`` says so), never refused.
    """
    embedder = MiniLMEmbedder()
    judge = SecondOpinion(lambda: embedder)

    def opinion(text: str) -> frozenset[str]:
        try:
            return judge(text)
        except EmbedderMissing:
            return frozenset()

    return opinion
