"""How many points a talk is worth."""

import math
from collections.abc import Sequence
from typing import Final

from guardrails.scrub.results import CleanTurn

FEWEST, MOST = 5, 14
_HALF_AN_HOUR: Final = 1900  # words
_SHORTEST: Final = 150


def wanted(turns: Sequence[CleanTurn]) -> int:
    """How many points a talk is worth: 7 for a page of notes, 10 for half an hour, 12 for one.

    Fitted to the labelled talks: twice the words bring one or two points more.
    """
    words = sum(len(turn.text.split()) for turn in turns)
    return max(
        FEWEST, min(MOST, round(9.5 + 1.7 * math.log2(max(words, _SHORTEST) / _HALF_AN_HOUR)))
    )
