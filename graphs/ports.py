"""The outside world as the flows need it. Adapters live in the layers above and below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from guardrails.briefs.brief import Brief
from guardrails.scrub.results import ScrubbedSession
from guardrails.text import CleanText

Answer = TypeVar("Answer", bound=BaseModel)
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt; ``id`` names the template file and its content hash."""

    id: str
    system: CleanText
    user: CleanText


@dataclass(frozen=True, slots=True)
class Usage:
    """What one or several model calls cost; ``cost_usd`` is 0 for embedded models."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float = 0.0

    def plus(self, other: "Usage") -> "Usage":
        """Return the sum of both."""
        return Usage(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            seconds=self.seconds + other.seconds,
            cost_usd=self.cost_usd + other.cost_usd,
        )


class ChatModel(Protocol):
    """Proposes; code disposes. One question, one typed answer."""

    @property
    def name(self) -> str:
        """The LiteLLM model string (or the embedded model's name) saved with each result."""

    @property
    def strength(self) -> Literal["small", "large"]:
        """How much to trust it with: small models word what was picked, large ones also judge."""

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        """Return a validated answer, or None when the model gave nothing usable.

        Raises:
            ModelUnavailable: when no answer can be had at all (wrong key, no network).
        """

    def usage(self) -> Usage:
        """What this model has cost since it was made."""


class Embedder(Protocol):
    """Sentence vectors: (n, 384) float32 rows of unit length."""

    @property
    def name(self) -> str:
        """Model and variant; vectors of different names are never mixed."""

    def embed(self, texts: Sequence[CleanText]) -> Vectors:
        """Return one unit vector a text, in order."""


class SessionVault(Protocol):
    """Sealed raw sessions. Flows pass an id; only clean turns come out."""

    def scrubbed(self, session_id: str) -> ScrubbedSession:
        """Open the sealed transcript, scrub it and return clean turns only.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
            ScrubFailed: when a recognizer failed: nothing passes.
        """


class Clock(Protocol):
    """Time, so that tests can hold it still."""

    def now(self) -> datetime:
        """The current moment, timezone-aware (UTC)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a flow as people see it; ``total`` is 0 while unknown.

    ``about`` names what the step is about where a later step may say it better, "" elsewhere.
    """

    stage: str
    message: str
    done: int = 0
    total: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """What the latest release already says about a decision's subject."""

    label: CleanText
    statement: CleanText
    support: str


class ReleasedKnowledge(Protocol):
    """What may be shown of past sessions: the latest release and nothing else."""

    def known_about(self, brief: Brief, limit: int = 5) -> list[KnownTheme]:
        """Released themes close to the brief, nearest first; empty when nothing qualifies."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Which model and prompts made a result; saved with it."""

    model: str
    prompt_ids: dict[str, str] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
