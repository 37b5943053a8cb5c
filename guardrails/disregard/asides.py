"""What is said beside the matter: exaggeration, the talk about the talk, who somebody is."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from guardrails.disregard.found import Disregarded, Reason
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
    named = next((kind for kind, pattern in _patterns().items() if pattern.search(lower)), None)
    if named is not None:
        return _KINDS[named]
    pointing = sum(each.end - each.start for each in find_identifying(derived(piece)))
    return "portrait_of_a_person" if pointing > _PORTRAIT * len(piece) else None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("guardrails.disregard").joinpath("asides.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return {name: re.compile("|".join(loaded[name])) for name in _KINDS}
