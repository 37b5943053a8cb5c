"""Propose: the model, one point at a time, chooses sentence numbers and words one statement."""

from typing import Final, Literal

from pydantic import BaseModel, Field

from graphs.debrief.extracting import leading_pair
from graphs.debrief.state import Point, Proposal, Said
from graphs.ports import ChatModel, Prompt
from graphs.prompting import prompt_id, render
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, authored, derived

Strength = Literal["small", "large"]

PROMPT: Final = "debrief/word"
MAX_ANSWER_TOKENS: Final = 80
_LONGEST_QUESTION: Final = 160
_LONGEST_SENTENCE: Final = 320
_NO_QUESTION: Final = authored("(none)")


class Wording(BaseModel):
    """The answer's schema."""

    use: list[int] = Field(min_length=1, max_length=3)
    statement: str = Field(min_length=20, max_length=200)


async def propose_wording(model: ChatModel, point: Point, number: int) -> Proposal | None:
    """Ask for one wording; None when the model gave nothing usable.

    Raises:
        ModelSilent: when no answer can be had at all.
    """
    answer = await model.propose(
        prompt_for(point, model.strength), Wording, max_tokens=MAX_ANSWER_TOKENS
    )
    if answer is None:
        return None
    return Proposal(number, answer.use, derived(" ".join(answer.statement.split())))


def prompt_for(point: Point, strength: Strength) -> Prompt:
    """Render the prompt: the question before the point, its sentences by number."""
    numbered = [
        f"{at}. {_cut(readable(said.text))}" for at, said in enumerate(shown(point, strength), 1)
    ]
    question = readable(point.question)[-_LONGEST_QUESTION:] or _NO_QUESTION
    return render(PROMPT, question=question, sentences="\n".join(numbered))


def shown(point: Point, strength: Strength) -> list[Said]:
    """What the model sees: a small one the leading pair, a large one all, as they were said."""
    if strength == "small":
        return leading_pair(point.said)
    return sorted(point.said, key=lambda said: (said.turn, said.start))


def prompt_version() -> dict[str, str]:
    """Name the prompt file and its hash, to be saved with every result."""
    return {"word": prompt_id(PROMPT)}


def _cut(text: CleanText) -> str:
    return text if len(text) <= _LONGEST_SENTENCE else text[:_LONGEST_SENTENCE].rsplit(" ", 1)[0]
