"""A piece of a turn to pass over, and why."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "instruction_to_the_tool",
    "view_of_the_senior",
    "figure_of_speech",
    "about_the_conversation",
    "portrait_of_a_person",
    "kept_private",
]


@dataclass(frozen=True, slots=True)
class Disregarded:
    """Characters ``start`` to ``end`` of clean turn number ``turn``, passed over for ``reason``."""

    reason: Reason
    turn: int
    start: int
    end: int
