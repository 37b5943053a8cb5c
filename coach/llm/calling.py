"""One call to one model through LiteLLM: patience, schema or plain words, typed failures."""

import json
import logging
import time
from dataclasses import dataclass, replace
from typing import Any

import litellm
from litellm.exceptions import BadRequestError
from pydantic import BaseModel
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from coach.errors import ModelRefused
from coach.llm.accounting import quiet_vendor, usage_of
from coach.llm.routes import Route
from coach.llm.vendor_errors import VENDOR_ERRORS, Remedy, remedy, translated
from graphs.ports import Prompt, Usage

_KEY_SUFFIX = "_API_KEY"
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 8.0
_THOUGHT = 4000
"""Tokens a model that reasons may think before it answers; providers count them as answered."""

quiet_vendor()
for _name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # its warnings may quote a prompt


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; ``plain`` puts the schema into the words for endpoints that know none."""

    prompt: Prompt
    answer: type[BaseModel]
    max_tokens: int
    temperature: float = 0.0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; ``whole`` is False when the token limit cut it off."""

    text: str
    whole: bool
    usage: Usage
    plain: bool


async def call(route: Route, question: Question, *, retries: int, known_good: bool) -> Reply | None:
    """Ask once, patiently; None when this prompt gets no answer from a model that is in order.

    Args:
        route: which model.
        question: what to ask.
        retries: further tries after failures that may pass; waits grow from 0.5 to 8 seconds.
        known_good: this model answered before, so a refused request is the prompt's fault.

    Raises:
        ModelUnavailable: when the model does not answer, with a sentence that names the remedy.
    """
    _require_provider(route)
    try:
        return await _patiently(route, question, retries)
    except VENDOR_ERRORS as error:
        todo = remedy(error)
        if todo is Remedy.PLAIN and route.engine is None and not question.plain:
            plainly = replace(question, plain=True)
            return await call(route, plainly, retries=retries, known_good=known_good)
        if todo is Remedy.SKIP or (todo is Remedy.PLAIN and (known_good or route.engine)):
            return None
        raise translated(error, route.label, route.timeout_s) from None


def _require_provider(route: Route) -> None:
    """Find out before the call what the vendor would report as an outage."""
    try:
        litellm.get_llm_provider(route.model, api_base=route.api_base)
    except BadRequestError:
        raise ModelRefused(
            f"'{route.label}' is no LiteLLM model string: write provider/model, such as"
            " openai/gpt-5-mini or ollama/qwen3:8b."
        ) from None
    if route.engine is None and route.api_key is None:
        missing = litellm.validate_environment(route.model)["missing_keys"]
        if missing and all(name.endswith(_KEY_SUFFIX) for name in missing):
            raise ModelRefused(f"{route.label} needs a key; set COACH_LLM__API_KEY.")


async def _patiently(route: Route, question: Question, retries: int) -> Reply:
    policy = AsyncRetrying(
        retry=retry_if_exception(_may_pass),
        stop=stop_after_attempt(retries + 1),
        wait=wait_exponential_jitter(multiplier=_FIRST_WAIT_S, max=_LONGEST_WAIT_S),
        reraise=True,
    )
    async for attempt in policy:
        with attempt:
            return await _once(route, question)
    raise AssertionError("unreachable: tenacity reraises")


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, VENDOR_ERRORS) and remedy(error) is Remedy.AGAIN


async def _once(route: Route, question: Question) -> Reply:
    if route.engine is None:
        return await _answered(route, question)
    endpoint = await route.engine.endpoint()
    here = replace(route, api_base=endpoint.url, api_key=endpoint.key)
    async with route.engine.turnstile.turn():
        return await _answered(here, question)


async def _answered(route: Route, question: Question) -> Reply:
    began = time.perf_counter()
    schema: dict[str, Any] = {} if question.plain else {"response_format": question.answer}
    response = await litellm.acompletion(
        model=route.model,
        messages=_messages(question),
        api_base=route.api_base,
        api_key=route.api_key,
        max_tokens=question.max_tokens + (_THOUGHT if _reasons(route) else 0),
        temperature=question.temperature,
        timeout=route.timeout_s,
        num_retries=0,  # both, or the waits multiply with ours
        max_retries=0,
        **schema,
    )
    usage = usage_of(response, time.perf_counter() - began, free=route.engine is not None)
    choice = next(iter(getattr(response, "choices", None) or ()), None)
    text = getattr(getattr(choice, "message", None), "content", None) or ""
    whole = getattr(choice, "finish_reason", None) != "length"
    return Reply(str(text), whole, usage, question.plain)


def _reasons(route: Route) -> bool:
    return route.engine is None and litellm.supports_reasoning(route.model)


def _messages(question: Question) -> list[dict[str, str]]:
    system = str(question.prompt.system)
    if question.plain:
        schema = json.dumps(question.answer.model_json_schema())
        system += f"\n\nAnswer with one JSON object that fits this schema, nothing else:\n{schema}"
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": str(question.prompt.user)},
    ]
