"""The second opinions on questions and briefs, on the model that this installation has."""

from functools import lru_cache

from coach.sentences import sentence_model
from graphs.prepare.opinion.briefs import BriefOpinion
from graphs.prepare.opinion.questions import SecondOpinion
from guardrails.briefs.checking import Opinion as OpinionOnBriefs
from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.view import BriefView
from guardrails.questions.lint import Opinion
from knowledge.errors import EmbedderMissing


@lru_cache(maxsize=1)
def second_opinion() -> Opinion:
    """Return the taught reader of questions; one for the whole process.

    An installation without the model's weights is judged by the rules alone
    (``coach doctor`` says so), never refused.
    """
    judge = SecondOpinion(sentence_model)

    def opinion(text: str) -> frozenset[str]:
        try:
            return judge(text)
        except EmbedderMissing:
            return frozenset()

    return opinion


@lru_cache(maxsize=1)
def brief_opinion() -> OpinionOnBriefs:
    """Return the taught reader of briefs; without the weights the rules judge alone."""
    judge = BriefOpinion(sentence_model)

    def opinion(view: BriefView) -> list[Finding]:
        try:
            return judge(view)
        except EmbedderMissing:
            return []

    return opinion
