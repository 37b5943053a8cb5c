"""Proves that the model in force is what it should be and answers."""

import asyncio
import time
from dataclasses import dataclass

from pydantic import BaseModel

from coach.llm.engine import Announce, EmbeddedEngine, models_folder
from coach.llm.opening import chat_of
from coach.llm.routes import EMBEDDED
from coach.llm.weights import WeightsStore
from coach.settings import Settings
from graphs.ports import Progress, Usage
from graphs.prompting import render

_MAX_TOKENS = 48


class Pick(BaseModel):
    """The shape the test question asks for."""

    number: int


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """``verified`` is None for a hosted model; ``answered`` tells whether the shape was kept."""

    model: str
    verified: bool | None
    answered: bool
    seconds: float
    usage: Usage


async def check_model(settings: Settings, announce: Announce) -> ModelCheck:
    """Read every byte of the weights on board again, start the model and ask one question.

    Weights that are not what they should be are joined again from the installed pieces.

    Raises:
        WeightsMissing: when the pieces are absent or wrong as well.
        ModelUnavailable: when the model does not answer.
    """
    engine = EmbeddedEngine(settings.cache, settings.llm, announce)
    try:
        verified = await asyncio.to_thread(_verify, settings, engine, announce)
        chat = chat_of(settings.llm, engine)
        began = time.perf_counter()
        answer = await chat.propose(render("model/check"), Pick, max_tokens=_MAX_TOKENS)
        seconds = time.perf_counter() - began
    finally:
        await engine.close()
    return ModelCheck(chat.name, verified, answer is not None, seconds, chat.usage())


def _verify(settings: Settings, engine: EmbeddedEngine, announce: Announce) -> bool | None:
    if settings.llm.model != EMBEDDED:
        return None
    if settings.llm.gguf is not None:
        return False
    store = WeightsStore(models_folder(settings.cache))
    if not store.check(engine.weights, engine.announce_bytes):
        announce(Progress("model", "The joined file was altered; joining it again"))
        store.ensure(engine.weights, engine.announce_bytes)
    return True
