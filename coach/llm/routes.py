"""Which models to ask, in order: the chosen one, then its fallbacks."""

import re
from dataclasses import dataclass
from typing import Literal

from coach.llm.engine import EmbeddedEngine
from coach.settings import LLMSettings

EMBEDDED = "embedded"
_EMBEDDED_TIMEOUT_S = 900.0
_BILLIONS = re.compile(r"(?<![a-z\d.])(\d+(?:\.\d+)?)b(?![a-z])", re.IGNORECASE)
_LARGE_BILLIONS = 12.0


@dataclass(frozen=True, slots=True)
class Route:
    """One model: ``model`` as LiteLLM wants it, ``label`` as people know it."""

    model: str
    label: str
    timeout_s: float
    api_base: str | None = None
    api_key: str | None = None
    engine: EmbeddedEngine | None = None


def routes_of(llm: LLMSettings, engine: EmbeddedEngine) -> tuple[Route, ...]:
    """Return the chosen model first; base address and key belong to it alone.

    Fallbacks find their keys where LiteLLM looks: ``OPENAI_API_KEY``, ``ANTHROPIC_API_KEY``...
    """
    key = llm.api_key.get_secret_value() if llm.api_key else None
    first = _route(llm.model, llm, engine, llm.api_base, key)
    return (first, *(_route(model, llm, engine, None, None) for model in llm.fallbacks))


def _route(
    model: str, llm: LLMSettings, engine: EmbeddedEngine, base: str | None, key: str | None
) -> Route:
    if model == EMBEDDED:
        # Nobody else can answer in its place, and a busy core makes it slow, not broken.
        timeout_s = max(llm.timeout_s, _EMBEDDED_TIMEOUT_S)
        return Route(f"openai/{engine.name}", engine.name, timeout_s, engine=engine)
    # A server of one's own (vLLM, Ollama) often wants no key, yet clients insist on sending one.
    return Route(model, model, llm.timeout_s, base, key or ("none" if base else None))


def strength_of(llm: LLMSettings) -> Literal["small", "large"]:
    """Return the configured strength; ``auto`` reads it from the model's name.

    The embedded model is small, and so is any whose name tells fewer than 12 billion weights.
    """
    if llm.strength != "auto":
        return llm.strength
    if llm.model == EMBEDDED:
        return "small"
    told = _BILLIONS.search(llm.model)
    return "small" if told and float(told[1]) < _LARGE_BILLIONS else "large"
