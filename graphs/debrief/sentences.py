"""Pieces a quote can be made of: sentences of spoken text, also without any punctuation."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, derived
from guardrails.transcript.pieces import cut, is_filler

__all__ = ["Sentence", "is_filler", "split_turn", "split_turns"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end`` of the clean turn number ``turn``."""

    turn: int
    start: int
    end: int
    text: CleanText

    @property
    def words(self) -> int:
        """Number of whitespace-separated words."""
        return len(self.text.split())


def split_turns(turns: Sequence[CleanTurn]) -> list[Sentence]:
    """All pieces of all turns, in the order they were said."""
    return [sentence for turn in turns for sentence in split_turn(turn)]


def split_turn(turn: CleanTurn) -> list[Sentence]:
    """The pieces of one turn; together they hold every word of it, none overlaps another."""
    return [
        Sentence(turn.index, start, end, derived(turn.text[start:end]))
        for start, end in cut(turn.text)
    ]
