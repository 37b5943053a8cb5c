"""What is said beside the matter: exaggeration, the talk about the talk, who somebody is."""

from collections.abc import Sequence
from typing import Final

from guardrails.disregard.found import Disregarded, Reason
from guardrails.disregard.patterns import read_patterns
from guardrails.identifying import find_identifying
from guardrails.scrub.results import CleanTurn
from guardrails.text import derived
from guardrails.transcript.pieces import cut

_KINDS: Final[dict[str, Reason]] = {
    "figures": "figure_of_speech",
    "talk": "about_the_conversation",
}
_PORTRAIT: Final = 0.6
"""Share of a sentence that points at a person, from which it tells who, and not what."""


def find_asides(turns: Sequence[CleanTurn]) -> list[Disregarded]:
    """Find the juniors' sentences that nobody means as a report about the work.

    A sentence that mostly portrays one person ("she's the only one who came over from the
    depot") is one of them: without the person nothing is left of it.
    """
    return [found for turn in turns if turn.role != "senior" for found in _in_turn(turn)]


def _in_turn(turn: CleanTurn) -> list[Disregarded]:
    places = ((start, end, _reason(turn.text[start:end])) for start, end in cut(turn.text))
    return [Disregarded(why, turn.index, start, end) for start, end, why in places if why]


def _reason(piece: str) -> Reason | None:
    lower = piece.lower().replace("\u2019", "'")
    patterns = read_patterns("asides")
    for kind, reason in _KINDS.items():
        if patterns[kind].search(lower):
            return reason
    pointing = sum(each.end - each.start for each in find_identifying(derived(piece)))
    return "portrait_of_a_person" if pointing > _PORTRAIT * len(piece) else None
