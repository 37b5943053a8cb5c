"""The baseline: what a user would otherwise do, a plain prompt over chunks, same model."""

import time
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel, Field

from evals.debrief.matching import plain
from evals.debrief.sessions import GoldSession
from graphs.ports import ChatModel, Prompt
from guardrails.text import authored

CHUNK_WORDS: Final = 600
_ANSWER_TOKENS: Final = 400
_SYSTEM: Final = (
    "You read a transcript of a reverse mentoring session. List the insights the junior gave:"
    " for each a statement and a verbatim quote from the transcript. Answer in JSON."
)


class NaiveInsight(BaseModel):
    """One insight as the model words and quotes it."""

    statement: str = Field(max_length=300)
    quote: str = Field(max_length=300)


class NaiveAnswer(BaseModel):
    """What one chunk gave."""

    insights: list[NaiveInsight] = Field(max_length=4)


async def naive_report(session: GoldSession, model: ChatModel) -> dict[str, Any]:
    """Debrief a session chunk by chunk without any check; the contract's shape comes out."""
    began = time.perf_counter()
    insights: list[dict[str, Any]] = []
    for chunk in _chunks(session):
        prompt = Prompt("naive", authored(_SYSTEM), authored(chunk))
        answer = await model.propose(prompt, NaiveAnswer, max_tokens=_ANSWER_TOKENS)
        insights += [_insight(each, session) for each in (answer.insights if answer else [])]
    return {
        "session": session.name,
        "insights": insights,
        "escalations": [],
        "refused": [],
        "seconds": {"all": time.perf_counter() - began},
    }


def _chunks(session: GoldSession) -> Iterator[str]:
    lines: list[str] = []
    for turn in session.turns:
        lines.append(turn)
        if sum(len(line.split()) for line in lines) >= CHUNK_WORDS:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _insight(found: NaiveInsight, session: GoldSession) -> dict[str, Any]:
    holding = [at for at, turn in enumerate(session.turns) if plain(found.quote) in plain(turn)]
    return {
        "statement": found.statement,
        "kind": "",
        "origin": "model",
        "theme": "",
        "evidence": [{"quote": found.quote, "turn": holding[0] if holding else 0}],
    }
