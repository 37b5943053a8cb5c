"""Find disclosures of harassment, danger, crime, self-harm and data breaches.

Rules and meaning together: a sure rule counts unless meaning clearly disagrees, an unsure one
only when meaning agrees, and meaning alone only when it is very clear. Figures of speech, talk
about policies, what-ifs and denials do not count. Without an embedder the rules decide alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.escalation.meaning import Embed, Opinion, weigh
from guardrails.escalation.rules import Rule, RuleBook, read_rules
from guardrails.families import EscalationCategory
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, derived
from guardrails.transcript.pieces import Cut, cut

_WINDOW: Final = 3
_WIDEST: Final = 45  # words: patterns further apart speak of different things
_VETO: Final = -0.12
_AGREES: Final = 0.06
_ALONE_NEAR: Final = 0.55
_ALONE_LEADS: Final = 0.2
_SOMEBODY: Final = re.compile(
    r"\b(?:he|she|they|i|we|my|him|her|somebody|someone|manager|supervisor|boss|colleague|foreman"
    r"|chef|driver|nurse|the guys|people)\b|<person_\d+>"
)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A disclosure: characters ``start`` to ``end`` of clean turn number ``turn``."""

    category: EscalationCategory
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Window:
    turn: int
    pieces: tuple[Cut, ...]
    text: CleanText

    @property
    def lower(self) -> str:
        return self.text.lower()


def find_escalations(turns: Sequence[CleanTurn], embed: Embed | None = None) -> list[Escalation]:
    """Return every disclosure of the juniors, by exact sentences, in the order they were said.

    Overlapping finds of one kind are one; what stands beside it in the same turn stays out.
    """
    book = read_rules()
    windows = [w for turn in turns if turn.role != "senior" for w in _windows(turn)]
    candidates = [(window, _first_rule(window, book)) for window in windows]
    told = [
        (window, rule)
        for window, rule in candidates
        if rule is not None or (embed is not None and len(window.pieces) == 1)
    ]
    opinions: Sequence[Opinion | None] = [None] * len(told)
    if embed is not None:
        opinions = weigh([readable(window.text) for window, _ in told], embed)
    found = [
        (window, category)
        for (window, rule), opinion in zip(told, opinions, strict=True)
        if (category := _judge(window, rule, opinion, book)) is not None
    ]
    return _distinct(found)


def _windows(turn: CleanTurn) -> list[_Window]:
    """One, two and three neighbouring pieces of a turn."""
    pieces = cut(turn.text)
    return [
        _Window(turn.index, part, derived(turn.text[part[0][0] : part[-1][1]]))
        for size in range(1, _WINDOW + 1)
        for at in range(len(pieces) - size + 1)
        if (part := tuple(pieces[at : at + size]))
        and (size == 1 or len(turn.text[part[0][0] : part[-1][1]].split()) <= _WIDEST)
    ]


def _first_rule(window: _Window, book: RuleBook) -> Rule | None:
    lower = window.lower
    holding = [rule for rule in book.rules if rule.holds(lower)]
    return next((rule for rule in holding if rule.sure), holding[0] if holding else None)


def _judge(
    window: _Window, rule: Rule | None, opinion: Opinion | None, book: RuleBook
) -> EscalationCategory | None:
    lower = window.lower
    if book.figures.search(lower) or book.denied.search(lower) or book.hypothetical.search(lower):
        return None
    if rule is None:
        return _by_meaning_alone(lower, opinion, book)
    if opinion is None:
        return rule.category if rule.sure and not book.policy.search(lower) else None
    needed = _VETO if rule.sure else _AGREES
    if book.policy.search(lower):
        needed += -_VETO  # talk about rules needs a clear incident
    return rule.category if opinion.margin > needed else None


def _by_meaning_alone(
    lower: str, opinion: Opinion | None, book: RuleBook
) -> EscalationCategory | None:
    clear = (
        opinion is not None
        and opinion.nearness > _ALONE_NEAR
        and opinion.margin > _ALONE_LEADS
        and _SOMEBODY.search(lower)
        and not book.policy.search(lower)
    )
    return opinion.category if clear and opinion is not None else None


def _distinct(found: Sequence[tuple[_Window, EscalationCategory]]) -> list[Escalation]:
    """Keep the shortest window of each place, and join those that touch in one category."""
    kept: list[Escalation] = []
    for window, category in sorted(found, key=lambda item: len(item[0].pieces)):
        start, end = window.pieces[0][0], window.pieces[-1][1]
        inside = [
            other
            for other in kept
            if other.turn == window.turn and other.start < end and start < other.end
        ]
        if not inside:
            kept.append(Escalation(category, window.turn, start, end))
    return sorted(kept, key=lambda each: (each.turn, each.start))
