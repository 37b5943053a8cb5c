"""``COACH_LLM__MODEL=none``: no model at all; every flow then says what people said, verbatim."""

from typing import Literal

from graphs.ports import Answer, Prompt, Usage


class NoModel:
    """A :class:`graphs.ports.ChatModel` that never proposes anything."""

    @property
    def name(self) -> str:
        """``none``."""
        return "none"

    @property
    def strength(self) -> Literal["small", "large"]:
        """Small: nothing is to be expected from it."""
        return "small"

    async def propose(
        self,
        prompt: Prompt,  # noqa: ARG002 - the port's signature
        answer: type[Answer],  # noqa: ARG002 - the port's signature
        *,
        max_tokens: int = 256,  # noqa: ARG002 - the port's signature
    ) -> Answer | None:
        """Return None, at once."""
        return None

    def usage(self) -> Usage:
        """Nothing was called."""
        return Usage()
