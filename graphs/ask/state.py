"""What the ask flow carries from node to node: clean text, numbers and ids."""

from dataclasses import dataclass, field
from typing import Protocol

from graphs.ports import ChatModel
from guardrails.text import CleanText
from knowledge.search.conditions import Conditions
from knowledge.search.searching import Card


class Released(Protocol):
    """The latest release, ready for questions; nothing else can be reached from the flow."""

    def find(
        self, question: CleanText, conditions: Conditions, own_pairs: frozenset[str]
    ) -> list[Card]:
        """Return the cards that answer, nearest first; [] when nothing may be shown."""

    def nearest(
        self, question: CleanText, conditions: Conditions, own_pairs: frozenset[str], limit: int
    ) -> list[Card]:
        """Return the nearest cards that may be shown, whether they answer or not."""


@dataclass(frozen=True, slots=True)
class AskInput:
    """A question that names nobody, as accepted by :mod:`guardrails.asked`."""

    question: CleanText


@dataclass(frozen=True, slots=True)
class AskState:
    """``texts`` are the statements of the cards found, in order; first of those offered."""

    question: CleanText
    texts: list[CleanText] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    worded_by: str = ""
    chosen_by: str = ""


@dataclass(frozen=True, slots=True)
class AskContext:
    """The ports of one question. ``found`` receives the cards, which stay out of the state.

    ``model`` words the answer, ``judge`` says which themes answer; either may be None.
    ``patience_s`` is how long either may take, in seconds; after it the themes answer in their own
    statements, and the calibrated search says which.
    """

    released: Released
    conditions: Conditions
    own_pairs: frozenset[str]
    model: ChatModel | None
    found: list[Card]
    judge: ChatModel | None = None
    patience_s: float = 30.0
