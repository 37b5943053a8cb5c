"""The flows' chat model over LiteLLM: the model on board or any other, with fallbacks."""

import asyncio
import importlib
import re
import time
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Literal

from pydantic import ValidationError

from coach.errors import ModelRefused, ModelUnavailable
from coach.llm.engine import EmbeddedEngine
from coach.llm.meter import count
from coach.llm.routes import Route, routes_of, strength_of
from coach.settings import LLMSettings
from graphs.ports import Answer, Prompt, Usage

_REST_S = 30.0
_SECOND_TRY_TEMPERATURE = 0.4
_FENCED = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)


@dataclass(slots=True)
class _Standing:
    """What we have seen of a route: whether it ever answered, and why it rests until when."""

    good: bool = False
    plain: bool = False
    fault: ModelUnavailable | None = None
    until: float = 0.0


class LiteLLMChat:
    """A :class:`graphs.ports.ChatModel`.

    A model that failed rests for 30 seconds (for good when it refused the key or the name), so
    a flow of thirty questions does not wait thirty times for a dead one; its fallbacks answer.
    """

    def __init__(self, llm: LLMSettings, engine: EmbeddedEngine) -> None:
        self._llm = llm
        self._routes = routes_of(llm, engine)
        self._standing = {route: _Standing() for route in self._routes}
        self._answering = self._routes[0]
        self._usage = Usage()

    @property
    def name(self) -> str:
        """The model that answered last; the chosen one before any answer."""
        return self._answering.label

    @property
    def strength(self) -> Literal["small", "large"]:
        """As configured, or judged by the chosen model's name."""
        return strength_of(self._llm)

    def usage(self) -> Usage:
        """All calls since this object was made, the unusable ones included."""
        return self._usage

    async def warm_up(self) -> None:
        """Import the vendor and start the model on board, so that no first question waits."""
        await _vendor(self._routes[0])

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        """Return a validated answer, or None when no usable one came in two tries.

        Raises:
            ModelRefused: when the chosen model's key, name or address is wrong.
            ModelUnavailable: when neither it nor a fallback answers.
            WeightsMissing: when the model on board is not installed or not what it should be.
        """
        first_fault: ModelUnavailable | None = None
        for route in self._routes:
            standing = self._standing[route]
            if standing.fault is None or time.monotonic() >= standing.until:
                try:
                    return await self._ask(route, standing, prompt, answer, max_tokens)
                except ModelUnavailable as fault:
                    refused = isinstance(fault, ModelRefused)
                    standing.fault = fault
                    standing.until = float("inf") if refused else time.monotonic() + _REST_S
            first_fault = first_fault or standing.fault
        raise first_fault or ModelUnavailable("No model is configured; set COACH_LLM__MODEL.")

    async def _ask(
        self,
        route: Route,
        standing: _Standing,
        prompt: Prompt,
        answer: type[Answer],
        max_tokens: int,
    ) -> Answer | None:
        """Ask, and once more with some chance in it when the answer was cut off or no JSON."""
        calling = await _vendor(route)
        question = calling.Question(prompt, answer, max_tokens, plain=standing.plain)
        for _ in range(2):
            reply = await calling.call(
                route, question, retries=self._llm.retries, known_good=standing.good
            )
            if reply is None:
                return None
            standing.good, standing.plain, standing.fault = True, reply.plain, None
            self._answering = route
            self._usage = self._usage.plus(reply.usage)
            count(reply.usage)
            parsed = _parsed(answer, reply.text) if reply.whole else None
            if parsed is not None:
                return parsed
            question = replace(
                question,
                max_tokens=max_tokens if reply.whole else 2 * max_tokens,
                temperature=_SECOND_TRY_TEMPERATURE,
                plain=reply.plain,
            )
        return None


async def _vendor(route: Route) -> ModuleType:
    """Import LiteLLM (seconds) off the event loop, while the engine starts."""
    loading = asyncio.to_thread(importlib.import_module, "coach.llm.calling")
    if route.engine is None:
        return await loading
    module, _endpoint = await asyncio.gather(loading, route.engine.endpoint())
    return module


def _parsed(answer: type[Answer], text: str) -> Answer | None:
    fenced = _FENCED.match(text)
    try:
        return answer.model_validate_json(fenced[1] if fenced else text)
    except ValidationError:
        return None
