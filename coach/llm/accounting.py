"""What model calls cost, in tokens, seconds and dollars."""

from typing import Any

import litellm

from graphs.ports import Usage


def usage_of(response: Any, seconds: float, *, free: bool) -> Usage:
    """Return the usage of one answer; a model without a known price costs 0."""
    counted = getattr(response, "usage", None)
    return Usage(
        calls=1,
        prompt_tokens=getattr(counted, "prompt_tokens", 0) or 0,
        completion_tokens=getattr(counted, "completion_tokens", 0) or 0,
        seconds=seconds,
        cost_usd=0.0 if free else _cost(response),
    )


def _cost(response: Any) -> float:
    # LiteLLM computes it while answering; its own function raises bare Exception when it cannot
    hidden = getattr(response, "_hidden_params", None) or {}
    cost = hidden.get("response_cost")
    return float(cost) if isinstance(cost, int | float) else 0.0


def quiet_vendor() -> None:
    """Keep LiteLLM from printing advice, calling home, or logging prompts."""
    litellm.suppress_debug_info = True
    litellm.telemetry = False
    litellm.turn_off_message_logging = True
    litellm.drop_params = True  # models that take no temperature still answer
    litellm.disable_streaming_logging = True
