"""What is said about a disclosure right after it: it would tell the incident all the same."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from guardrails.escalation.finding import Escalation
from guardrails.scrub.results import CleanTurn

_FOLLOWING: Final = 5
_BULLETS: Final = 2
_SHORT: Final = 14
_SAME_PEOPLE: Final = re.compile(r"\b(?:she|her|he|him|his)\b", re.IGNORECASE)
_HANDLES: Final = re.compile(
    r"\b(?:thank you for telling|you did right|right to (?:say|tell)|can't stay|not (?:in|for) this"
    r"|report|officer|hotline|people line|legal|police|safety manager|today|stop there|who else"
    r"|have you told|did you tell|does (?:he|she|anybody) know|are you (?:all right|ok|okay|safe)"
    r"|your name|from outside|is (?:it|that|she|he) (?:still|okay|safe)|sorry (?:to hear|that)"
    r"|confidential|take it to|take this to|goes to|when was|since when)\b",
    re.IGNORECASE,
)
_MOVES_ON: Final = re.compile(
    r"\b(?:where were we|go on|let's go on|what's left|what else|next|coming back|back to|okay so"
    r"|so the|let me ask|moving on|another)\b",
    re.IGNORECASE,
)


def find_aftermath(
    turns: Sequence[CleanTurn], escalations: Sequence[Escalation]
) -> list[tuple[int, int, int]]:
    """Return (turn, start, end) of what belongs to a disclosure.

    That is the rest of its turn, then the juniors' next turns while the senior is still handling
    it; in notes the next bullets while they speak of the same people.
    """
    by_index = {turn.index: turn for turn in turns}
    places: list[tuple[int, int, int]] = []
    for found in escalations:
        home = by_index[found.turn]
        if found.end < len(home.text):
            places.append((found.turn, found.end, len(home.text)))
        places += [(turn.index, 0, len(turn.text)) for turn in _still_about(turns, found.turn)]
    return sorted(set(places))


def _still_about(turns: Sequence[CleanTurn], start: int) -> list[CleanTurn]:
    after = [turn for turn in turns if turn.index > start]
    if all(turn.role == "junior" for turn in turns):
        return list(takewhile(lambda turn: _SAME_PEOPLE.search(turn.text), after[:_BULLETS]))
    about: list[CleanTurn] = []
    for turn in after:
        if turn.role == "senior":
            short = len(turn.text.split()) <= _SHORT
            if _MOVES_ON.search(turn.text) or not (short or _HANDLES.search(turn.text)):
                break
        else:
            about.append(turn)
        if len(about) == _FOLLOWING:
            break
    return about
