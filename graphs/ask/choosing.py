"""Choose: a large model says which of the nearest released themes answer a question, or none.

Code disposes: only what the search may show is offered, a number that was not offered is dropped,
and where the model does not answer in time the calibrated search decides alone.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, Field

from graphs.errors import ModelSilent
from graphs.ports import ChatModel, Prompt
from graphs.prompting import render
from guardrails.scrub.readable import readable
from guardrails.text import CleanText
from knowledge.search.searching import LIMIT, Card

PROMPT: Final = "ask/choose"
OFFERED: Final = 8
"""Nearest themes a question: they hold the right one for 93 to 100 % of the answerable questions
of the labeled programmes where the nearest three do for 69 to 93 % (``docs/adr/0022``)."""
_MOST_TOKENS: Final = 60


class Chosen(BaseModel):
    """What the model answers."""

    answers: list[int] = Field(max_length=OFFERED)


async def choose(
    model: ChatModel, question: CleanText, cards: Sequence[Card], patience_s: float
) -> list[Card] | None:
    """Return the cards that answer, best first; None when the model does not tell in time."""
    try:
        async with asyncio.timeout(patience_s):
            answer = await model.propose(
                prompt_for(question, cards), Chosen, max_tokens=_MOST_TOKENS
            )
    except (ModelSilent, TimeoutError):
        return None
    if answer is None:
        return None
    numbers = [n for n in dict.fromkeys(answer.answers) if 1 <= n <= len(cards)]
    return [cards[n - 1] for n in numbers[:LIMIT]]


def prompt_for(question: CleanText, cards: Sequence[Card]) -> Prompt:
    """Render the prompt: the question, and each theme with what people said of it."""
    findings = [
        "\n".join(
            readable(text) for text in (card.theme.label, card.theme.statement, *card.evidence)
        )
        for card in cards
    ]
    return render(PROMPT, question=readable(question), findings=findings)
