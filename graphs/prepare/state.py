"""What a preparation remembers between steps: ids, clean text as plain values, numbers.

A new field needs a default; a change of meaning needs a new thread version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.ports import ChatModel, ReleasedKnowledge
from guardrails.briefs.brief import Brief
from knowledge.bank.bank import BankQuestion


@dataclass(frozen=True, slots=True)
class PrepareInput:
    """The guide to be made; everything else stands in the context."""

    guide_id: str


@dataclass(frozen=True, slots=True)
class PrepareState:
    """``guide`` is the guide as plain JSON values, ``to_vary`` the blocks still to be improved."""

    guide_id: str
    ready: bool = False
    known: list[dict[str, str]] = field(default_factory=list)
    guide: dict[str, Any] = field(default_factory=dict)
    to_vary: list[str] = field(default_factory=list)
    proposed: int = 0
    accepted: int = 0
    spent: float = 0.0
    model_silent: bool = False


@dataclass(frozen=True, slots=True)
class PrepareContext:
    """What the flow needs of the outside; ``model`` None makes the guide from the bank alone.

    ``opened`` maps bank ids to how likely they open a talk, 0 to 1; ``seconds`` is how long the
    model may take in all, its start included.
    """

    brief: Brief
    minutes: int
    juniors: int
    bank: Sequence[BankQuestion]
    knowledge: ReleasedKnowledge | None = None
    model: ChatModel | None = None
    opened: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 20.0
