"""What is said about a disclosure around it: it would tell the incident all the same.

Before it people open the door ("there's something, I don't know if it's for this"), after it the
senior handles it and the juniors answer.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from guardrails.escalation.finding import Escalation
from guardrails.scrub.results import CleanTurn
from guardrails.transcript.pieces import cut, sentences

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
_OPENS: Final = re.compile(
    r"\b(?:there(?:'s| is| was)(?: also)? (?:something|one thing|one more thing|a thing)"
    r"|(?:something|one thing) else\b|(?:can|may|should) i (?:say|tell|bring)"
    r"|i (?:don't|do not|didn't) know if (?:it's|it is|this is|that's|i (?:can|may|should)|i'm)\b"
    r"|i(?:'m| am) not sure (?:if|whether) (?:i|it|this)|i (?:have|need|want) to tell you"
    r"|(?:this|it|that) (?:stays|should stay) (?:between|in this)|between (?:us|you and me)"
    r"|off the record|is this (?:confidential|recorded)|please don't (?:tell|write|say|repeat))\b",
    re.IGNORECASE,
)
_TURNS_BEFORE: Final = 2


def find_lead_in(
    turns: Sequence[CleanTurn], escalations: Sequence[Escalation]
) -> list[tuple[int, int, int]]:
    """Return (turn, start, end) from where the speaker opens the door up to each disclosure.

    The door is looked for in the turn itself and in the speaker's two turns before it; without
    one nothing is taken, since what stands beside a disclosure is often a point of its own.
    """
    return [place for found in escalations for place in _from_the_door(turns, found)]


def _from_the_door(turns: Sequence[CleanTurn], found: Escalation) -> list[tuple[int, int, int]]:
    home = next(turn for turn in turns if turn.index == found.turn)
    own = [turn for turn in turns if turn.speaker == home.speaker and turn.index < home.index]
    places: list[tuple[int, int, int]] = []
    for turn in [home, *reversed(own[-_TURNS_BEFORE:])]:
        end = found.start if turn is home else len(turn.text)
        pieces = sentences(turn.text) if "." in turn.text else cut(turn.text)
        doors = [at for at, stop in pieces if at < end and _OPENS.search(turn.text[at:stop])]
        if doors:
            return [*places, (turn.index, doors[-1], end)]
        places += [(turn.index, 0, end)] if end else []
    return []


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
